#!/usr/bin/env python3
"""Compare the metadata that dechaff and trafilatura find on labelled pages.

    tests/compare/metadata.py SETS [--tool COMMAND] [--sets NAME,...]

SETS is a folder with SET/gold.jsonl and SET/html/ID.html. Printed are, by set: of pages with a gold title, the share
whose title is the same word for word (without regard to case and marks) and the mean F1 of its words; of all pages,
how many have an author, a date, ..., and how often both programs agree where both found one (of a date, the day).
Needs: pip install -r tests/compare/requirements.txt
"""
import argparse
import collections
import json
import os
import re
import subprocess
import unicodedata

from resiliparse.parse.encoding import bytes_to_str, detect_encoding
from trafilatura.metadata import extract_metadata

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = ("title", "author", "date", "description", "site", "url")
THEIRS = {"site": "sitename"}


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


def show_coverage(name, found):
    ours, theirs = found["dechaff"], found["trafilatura"]
    for field in FIELDS:
        pairs = [(ours[i].get(field, ""), theirs[i].get(field, "")) for i in ours]
        both = [pair for pair in pairs if all(pair)]
        agree = sum(same(field, *pair) for pair in both) / len(both) if both else float("nan")
        print(f"{name:<20} {field:<12} found by dechaff {sum(bool(a) for a, _ in pairs):>5}, trafilatura "
              f"{sum(bool(b) for _, b in pairs):>5} of {len(pairs)}; agree {agree:.3f} of {len(both)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="SETS")
    parser.add_argument("--tool", default=os.path.join(HERE, "../../build/release/dechaff"))
    parser.add_argument("--sets", default="wcxb,trafilatura,l3s_gn1,scrapinghub")
    options = parser.parse_args()
    for name in options.sets.split(","):
        folder = os.path.join(options.folder, name)
        with open(os.path.join(folder, "gold.jsonl"), encoding="utf-8") as file:
            gold = [json.loads(line) for line in file]
        records = our_metadata(options.tool, os.path.join(folder, "html"))
        found = {
            "dechaff": {p["id"]: records.get(p["id"] + ".html", {}) for p in gold},
            "trafilatura": {p["id"]: their_metadata(os.path.join(folder, "html", p["id"] + ".html")) for p in gold},
        }
        show_titles(name, gold, found)
        show_coverage(name, found)


if __name__ == "__main__":
    main()
