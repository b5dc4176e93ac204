#!/usr/bin/env python3
"""Compare the metadata that dechaff and trafilatura find on labelled pages.

    tests/compare/metadata.py SETS [--tool COMMAND] [--sets NAME,...] [--only dechaff]

SETS is a folder with SET/gold.jsonl and SET/html/ID.html. Printed are, by set: of pages with a gold title, the share
whose title is the same word for word (without regard to case and marks) and the mean F1 of its words; of pages with a
gold language or address, the share on which one was found and was right; of authors and dates, for which no set has gold,
what is found on pages that state them for machines once that is cut out of them (linked data, meta elements): how much of
what was stated (recall), and how much of what is found then is what was stated (precision: of a date the day, of an author
two thirds of the words); of all pages, how many have an author, a date, ..., and how often both programs agree where both
found one.
Needs: pip install -r tests/compare/requirements.txt
"""
import argparse
import collections
import json
import os
import re
import subprocess
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = ("title", "author", "date", "description", "site", "url", "lang")
THEIRS = {"site": "sitename", "lang": "language"}


# What pages say of authors and dates to machines only.
FOR_MACHINES = ("json-ld", "opengraph", "meta")
STATED = re.compile(rb"(?is)<script[^>]*ld\+json[^>]*>.*?</script>|"
                    rb"<meta\b[^>]*\b(author|creator|byl|date|pub\w*|issued|created|modified\w*|updated_time)\b[^>]*>")


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").lower())


def f1(a, b):
    a, b = collections.Counter(words(a)), collections.Counter(words(b))
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0


def same(field, a, b):
    return a[:10] == b[:10] if field == "date" else words(a) == words(b)


def our_metadata(tool, folder):
    command = [tool, "-qq", "-f", "html", "-t", "jsonl", folder]
    lines = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.splitlines()
    records = [json.loads(line) for line in lines]
    return {os.path.basename(r["source"]["file"]): r for r in records}


def their_metadata(path):
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from trafilatura.metadata import extract_metadata
    with open(path, "rb") as file:
        raw = file.read()
    found = extract_metadata(bytes_to_str(raw, detect_encoding(raw)))
    return {f: getattr(found, THEIRS.get(f, f), None) or "" for f in FIELDS} if found else {}


def show_titles(name, gold, found):
    pages = [page for page in gold if page.get("title") or page.get("headline")]
    for who, fields in found.items() if pages else ():
        pairs = [(p.get("title") or p["headline"], fields[p["id"]].get("title", "")) for p in pages]
        exact = sum(words(g) == words(t) for g, t in pairs) / len(pairs)
        print(f"{name:<20} title   {who:<12} exact {exact:.4f}  F1 {sum(f1(*p) for p in pairs) / len(pairs):.4f}")


def show_gold(name, gold, found):
    """The language (its first subtag) and the address (without scheme, www. and closing slash)."""
    def address(url):
        return re.sub(r"^https?://(www\.)?|/$", "", (url or "").lower())
    for field, reduce in (("lang", lambda lang: (lang or "").lower()[:2]), ("url", address)):
        pages = [page for page in gold if page.get(field)]
        for who, fields in found.items() if pages else ():
            given = [(reduce(p[field]), reduce(fields[p["id"]].get(field))) for p in pages]
            right, any_ = sum(g == f for g, f in given), sum(bool(f) for _, f in given)
            print(f"{name:<20} {field:<7} {who:<12} found on {any_ / len(pages):.4f}, right {right / max(any_, 1):.4f} of those")


def show_hidden(name, records, hidden):
    for field in ("author", "date"):
        stated = {i: r[field] for i, r in records.items() if r.get("stated_in", {}).get(field) in FOR_MACHINES}
        for who, found in hidden.items() if stated else ():
            given = [(value, found[i][field]) for i, value in stated.items() if found[i].get(field)]
            right = sum(s[:10] == h[:10] if field == "date" else f1(s, h) >= 0.66 for s, h in given)
            print(f"{name:<20} {field:<7} {who:<12} shown: recall {right / len(stated):.4f} of {len(stated)}, "
                  f"precision {right / max(len(given), 1):.4f}")


def show_coverage(name, found):
    if "trafilatura" not in found:
        return
    ours, theirs = found["dechaff"], found["trafilatura"]
    for field in FIELDS:
        pairs = [(ours[i].get(field, ""), theirs[i].get(field, "")) for i in ours]
        both = [pair for pair in pairs if all(pair)]
        agree = sum(same(field, *pair) for pair in both) / len(both) if both else float("nan")
        print(f"{name:<20} {field:<12} found by dechaff {sum(bool(a) for a, _ in pairs):>5}, trafilatura "
              f"{sum(bool(b) for _, b in pairs):>5} of {len(pairs)}; agree {agree:.3f} of {len(both)}")


def all_metadata(folder, gold, programs, tool):
    found = {}
    if "dechaff" in programs:
        records = our_metadata(tool, folder)
        found["dechaff"] = {p["id"]: records.get(f"{p['id']}.html", {}) for p in gold}
    if "trafilatura" in programs:
        found["trafilatura"] = {p["id"]: their_metadata(os.path.join(folder, f"{p['id']}.html")) for p in gold}
    return found


def copy_without_statements(folder, target):
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as page, open(os.path.join(target, name), "wb") as copy:
            copy.write(STATED.sub(b"", page.read()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="SETS")
    parser.add_argument("--tool", default=os.path.join(HERE, "../../build/release/dechaff"))
    parser.add_argument("--sets", default="wcxb,trafilatura,l3s_gn1,scrapinghub")
    parser.add_argument("--only", default="dechaff,trafilatura", choices=("dechaff", "dechaff,trafilatura"))
    options = parser.parse_args()
    for name in options.sets.split(","):
        folder = os.path.join(options.folder, name)
        with open(os.path.join(folder, "gold.jsonl"), encoding="utf-8") as file:
            gold = [json.loads(line) for line in file]
        programs = options.only.split(",")
        found = all_metadata(os.path.join(folder, "html"), gold, programs, options.tool)
        show_titles(name, gold, found)
        show_gold(name, gold, found)
        with tempfile.TemporaryDirectory(prefix="dechaff-metadata-") as hidden:
            copy_without_statements(os.path.join(folder, "html"), hidden)
            show_hidden(name, found["dechaff"], all_metadata(hidden, gold, programs, options.tool))
        show_coverage(name, found)


if __name__ == "__main__":
    main()
