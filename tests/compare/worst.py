#!/usr/bin/env python3
"""Read the pages that dechaff does worst on, with the reason that can be seen.

    tests/compare/worst.py --results DIR --pages DIR [--tool COMMAND] [--sets NAME,...] [--count N]

Results are what ../shared/eval/evaluate.py --out left: <set>.tsv, worst page first. Pages are the unpacked sets, each a
folder with gold.jsonl and html/. One line a page: its F1, what is wrong, how many of the gold's words are lost and
why their blocks were cut, how many words are kept that the gold does not have and why. What is wrong is one of

    gold empty      the gold wants nothing of the page
    gold elsewhere  most of the gold is not among the page's blocks: drawn by script, or another version of the page
    too much        little is lost; the gold wants less, or we cut too little
    too little      little is kept that the gold does not have
    other part      both
"""
import argparse
import html
import json
import os
import re
import subprocess
import sys
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]|[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]+")
TAG = re.compile(rb"<!--.*?-->|<[a-zA-Z/!][^>]*>", re.S)


def tokens(text):
    return TOKEN.findall(text.casefold())


def shingles(words):
    return set(zip(words, words[1:], words[2:])) if len(words) > 2 else {tuple(words)} if words else set()


def read_blocks(tool, path):
    """The page's blocks: words, whether kept, the reason."""
    done = subprocess.run([*tool.split(), "-q", "-t", "jsonl", "--fields", "+blocks", path], stdout=subprocess.PIPE, check=False)
    row = json.loads(done.stdout)
    with open(path, "rb") as f:
        page = f.read()
    charset = row["source"].get("charset") or "utf-8"
    for first, end, kept, reason, *_ in row.get("blocks") or []:
        try:
            text = TAG.sub(b" ", page[first:end]).decode(charset, "replace")
        except LookupError:
            text = TAG.sub(b" ", page[first:end]).decode("latin-1")
        yield tokens(html.unescape(text)), kept, reason


def explain(gold, blocks):
    """What is wrong, words lost by reason, words too many by reason."""
    wanted = shingles(tokens(gold))
    bag = Counter(tokens(gold))
    lost, extra, on_page = Counter(), Counter(), set()
    for words, kept, reason in blocks:
        own = shingles(words)
        on_page |= own & wanted
        right = len(own & wanted) * 2 > len(own) if len(words) > 2 else all(bag[w] for w in words)
        if right and not kept:
            lost[reason] += len(words)
        if kept and not right:
            extra[reason] += len(words)
    if not wanted:
        return "gold empty", lost, extra
    if len(on_page) * 2 < len(wanted):
        return "gold elsewhere", lost, extra
    much, little = sum(extra.values()), sum(lost.values())
    what = "too much" if much > 3 * little else "too little" if little > 3 * much else "other part"
    return what, lost, extra


def worst_of(results, sets, count):
    """(F1, set, id) of the worst pages."""
    rows = []
    for name in sets:
        with open(os.path.join(results, name + ".tsv"), encoding="utf-8") as f:
            for line in f:
                score, page, _ = line.rstrip("\n").split("\t", 2)
                rows.append((float(score), name, page))
    return sorted(rows)[:count]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--results", required=True)
    a.add_argument("--pages", required=True)
    a.add_argument("--tool", default=os.path.join(HERE, "../../build/release/dechaff"))
    a.add_argument("--sets", help="default: all in the results")
    a.add_argument("--count", type=int, default=50)
    o = a.parse_args()
    sets = o.sets.split(",") if o.sets else sorted(f[:-4] for f in os.listdir(o.results) if f.endswith(".tsv"))
    if not sets:
        sys.exit(f"{o.results}: no <set>.tsv; run evaluate.py --out first")
    golds, kinds = {}, Counter()
    show = lambda counts: " ".join(f"{r}:{n}" for r, n in counts.most_common(3)) or "-"
    for score, name, page in worst_of(o.results, sets, o.count):
        if name not in golds:
            with open(os.path.join(o.pages, name, "gold.jsonl"), encoding="utf-8") as f:
                golds[name] = {r["id"]: r for r in map(json.loads, filter(str.strip, f))}
        gold = golds[name][page]
        text = gold.get("text") or "\n".join(gold.get("with", []))
        what, lost, extra = explain(text, read_blocks(o.tool, os.path.join(o.pages, name, "html", page + ".html")))
        kinds[what] += 1
        kind = gold.get("type", "")
        print(f"{score:.3f}  {name}/{page} {kind:<13} {what:<14} lost {show(lost)}  too many {show(extra)}")
    print("\n" + ", ".join(f"{n} {what}" for what, n in kinds.most_common()))


if __name__ == "__main__":
    main()
