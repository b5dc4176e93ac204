#!/usr/bin/env python3
"""Figures of sentence repair: evaluate.py --lab build/release/tests/prose/repair_lab --sentences FOLDER

Leave one source out: each set is mended with edge statistics and weights that never saw its source.
One boundary in five is glued (seed 1). precision = right gaps / all gaps found in the glued text; recall =
right gaps / places glued; harm = gaps found in the clean text for each 100,000 words (some mend real
defects of the source: --errors lists them).
"""
import argparse
import collections
import os
import subprocess
import tempfile

import corpus
import fit

MODES = ("cautious", "normal", "bold")
KINDS = ("space", "stop")
TECHNICAL = {"hfcourse", "debhandbook"}


def find_gaps(lab, mode, rules, text):
    out = subprocess.run([lab, "gaps", mode, rules], check=True, input=text.encode(), capture_output=True).stdout
    return {int(offset): (kind, float(score)) for offset, kind, score in map(str.split, out.decode().splitlines())}


class Tally:
    def __init__(self):
        self.right, self.wrong, self.gold, self.harm = (collections.Counter() for _ in range(4))
        self.words = 0

    def add(self, other):
        for mine, its in ((self.right, other.right), (self.wrong, other.wrong), (self.gold, other.gold), (self.harm, other.harm)):
            mine.update(its)
        self.words += other.words

    def cell(self, mode, kind):
        k = mode, kind
        precision = self.right[k] / max(1, self.right[k] + self.wrong[k])
        recall = self.right[k] / max(1, self.gold[k])
        return f"{precision:.4f} / {recall:.3f} / {1e5 * self.harm[k] / max(1, self.words):.1f}"


def shown(data, offset):
    left, right = data[max(0, offset - 45):offset], data[offset:offset + 45]
    return (left.decode(errors="ignore") + "‸" + right.decode(errors="ignore")).replace("\n", "¶")


def measure(lab, rules, s, errors):
    tally = Tally()
    tally.words = s.words
    glued, gold = s.glued(fit.SHARE, 1)
    gold = fit.byte_offsets(glued, gold)
    for mode in MODES:
        found = find_gaps(lab, mode, rules, glued)
        for kind in KINDS:
            tally.gold[mode, kind] = sum(k == kind for k in gold.values())
        for offset, (kind, score) in found.items():
            (tally.right if gold.get(offset) == kind else tally.wrong)[mode, kind] += 1
        harm = find_gaps(lab, mode, rules, s.text)
        tally.harm.update((mode, kind) for kind, _ in harm.values())
        if errors and mode == "normal":
            data = glued.encode()
            for offset, kind in gold.items():
                if found.get(offset, ("",))[0] != kind:
                    print("missed", kind, s.name, shown(data, offset), sep="\t")
            for offset, (kind, score) in harm.items():
                print("harm", kind, s.name, shown(s.text.encode(), offset), f"{score:.2f}", sep="\t")
    return tally


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--lab", required=True)
    p.add_argument("--sentences", required=True)
    p.add_argument("--errors", action="store_true", help="list what normal mode misses and harms")
    a = p.parse_args()
    sets = corpus.load(a.sentences)
    tallies = {}
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted({s.source for s in sets}):
            rules = fit.rules_with_edges(folder, sets, {source})
            fit.learn(a.lab, sets, {source}, folder, os.path.join(rules, "repair"))
            for s in sets:
                if s.source == source:
                    tallies[s.name] = measure(a.lab, rules, s, a.errors)
    groups = {"all but ewt": lambda n: "ewt" not in n, "UD prose but ewt": lambda n: "gsd" in n, "web": lambda n: n.split("-")[1] in ("wcxb", "scrapinghub"),
              "technical": lambda n: n.split("-")[1] in TECHNICAL}
    for title, belongs in groups.items():
        tallies[f"**{title}**"] = total = Tally()
        for name in [s.name for s in sets if belongs(s.name)]:
            total.add(tallies[name])
    print("| set | kind | glued |", " | ".join(MODES), "|")
    print("|---|---|---|" + "---|" * len(MODES))
    for name, tally in tallies.items():
        for kind in KINDS:
            cells = " | ".join(tally.cell(mode, kind) for mode in MODES)
            print(f"| {name} | {kind} | {tally.gold['normal', kind]} | {cells} |")


if __name__ == "__main__":
    main()
