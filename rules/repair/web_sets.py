#!/usr/bin/env python3
"""Makes sentence sets of web prose: web_sets.py --gold wcxb/gold.jsonl --name en-wcxb --out FOLDER [--most 900]

A gold file has an object with `text` a line. Sentence ends are found by a cautious rule, not by hand.
"""
import argparse
import json
import os
import re

END = re.compile(r"([^\W\d_]{3,}|[^\W\d_]{2,}[)”\"»’%]|\d[%)]?|[)”\"»])([.!?…][\"”»’)]?) (?=[\"“„«(¿¡]?[^\W\d_])")
ABBREVIATIONS = set("mr mrs ms dr prof st sr jr inc ltd co corp vs etc no fig vol gen rep sen gov lt col sgt capt jan feb mar "
                    "apr jun jul aug sep sept oct nov dec ave blvd dept est al ed eds pp approx".split())
OPENING = "\"“„«(¿¡"


def ends(line):
    for m in END.finditer(line):
        word = re.search(r"\w+$", m.group(1))
        if word and word.group().lower() in ABBREVIATIONS and m.group(2)[0] == ".":
            continue
        if line[m.end()].isupper() or line[m.end()] in OPENING:
            yield m.end() - 1, int(not (m.group(1)[-1].isalpha() or m.group(1)[-1] in ")”\"»%"))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", required=True)
    p.add_argument("--name", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--most", type=int, default=900, help="documents")
    a = p.parse_args()
    with open(a.gold, encoding="utf-8") as f:
        texts = [json.loads(line)["text"] or "" for line in f]
    # Scripts without capitals have nothing to repair.
    texts = [t for t in texts if sum(c.isupper() for c in t) > len(t) * 0.005][:a.most]
    position, pieces, bounds = 0, [], []
    for text in texts:
        for line in filter(None, (" ".join(line.split()) for line in text.split("\n"))):
            bounds += [(position + offset, hard) for offset, hard in ends(line)]
            pieces.append(line + "\n")
            position += len(line) + 1
        pieces.append("\n")
        position += 1
    with open(os.path.join(a.out, a.name + ".txt"), "w", encoding="utf-8", newline="") as f:
        f.write("".join(pieces))
    with open(os.path.join(a.out, a.name + ".bounds"), "w", encoding="utf-8") as f:
        f.write("offset\tkind\thard\n" + "".join(f"{offset}\tinner\t{hard}\n" for offset, hard in bounds))


if __name__ == "__main__":
    main()
