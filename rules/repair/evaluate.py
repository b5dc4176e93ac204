#!/usr/bin/env python3
"""Figures of sentence repair: evaluate.py --lab build/release/tests/prose/repair_lab --sentences FOLDER

Leave one source out: each set is mended with edge statistics and weights that never saw its source.
One boundary in five is glued (seed 1). precision = right gaps / all gaps found in the glued text; recall =
right gaps / places glued; harm = gaps found in the clean text for each 100,000 words. A gap
that mends a true defect of a source, as defects.tsv lists them, counts for neither; how many were mended is told.
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
        self.right, self.wrong, self.gold, self.harm, self.mended = (collections.Counter() for _ in range(5))
        self.words = 0

    def add(self, other):
        for mine, its in ((self.right, other.right), (self.wrong, other.wrong), (self.gold, other.gold),
                          (self.harm, other.harm), (self.mended, other.mended)):
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


def measure(lab, rules, s, lost, errors):
    tally = Tally()
    tally.words = s.words
    glued, gold = s.glued(fit.SHARE, 1)
    lost_in_glued = fit.byte_offsets(glued, corpus.shifted(lost, gold))
    lost, gold = fit.byte_offsets(s.text, lost), fit.byte_offsets(glued, gold)
    clean, data = s.text.encode(), glued.encode()

    for mode in MODES:
        found = find_gaps(lab, mode, rules, glued)
        for kind in KINDS:
            tally.gold[mode, kind] = sum(k == kind for k in gold.values())
        for offset, (kind, score) in found.items():
            if gold.get(offset) == kind:
                tally.right[mode, kind] += 1
            elif lost_in_glued.get(offset) != kind:
                tally.wrong[mode, kind] += 1
                if errors and mode == "normal":
                    print("false", kind, s.name, shown(data, offset), f"{score:.2f}", sep="\t")
        harm = find_gaps(lab, mode, rules, s.text)
        for offset, (kind, score) in harm.items():
            mended = lost.get(offset) == kind
            (tally.mended if mended else tally.harm)[mode, kind] += 1
            if errors and mode == "normal" and not mended:
                print("harm", kind, s.name, shown(clean, offset), f"{score:.2f}", sep="\t")
        if errors and mode == "normal":
            for offset, kind in gold.items():
                if found.get(offset, ("",))[0] != kind:
                    print("missed", kind, s.name, shown(data, offset), sep="\t")
    return tally


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--lab", required=True)
    p.add_argument("--sentences", required=True)
    p.add_argument("--errors", action="store_true", help="list what normal mode misses and harms")
    a = p.parse_args()
    sets = corpus.load(a.sentences)
    tallies, defects = {}, corpus.read_defects(fit.DEFECTS, sets)
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted({s.source for s in sets}):
            rules = fit.rules_with_edges(folder, sets, {source})
            fit.learn(a.lab, sets, {source}, folder, os.path.join(rules, "repair"))
            for s in sets:
                if s.source == source:
                    tallies[s.name] = measure(a.lab, rules, s, defects[s.name], a.errors)
    groups = {"UD and technical": lambda source: source in TECHNICAL | {"gsd", "ewt"},
              "UD and technical but ewt": lambda source: source in TECHNICAL | {"gsd"},
              "UD": lambda source: source in ("gsd", "ewt"), "UD but ewt": lambda source: source == "gsd",
              "technical": lambda source: source in TECHNICAL, "web": lambda source: source in ("wcxb", "scrapinghub")}
    for title, belongs in groups.items():
        tallies[f"**{title}**"] = total = Tally()
        for name in [s.name for s in sets if belongs(s.source)]:
            total.add(tallies[name])
    print("| set | kind | glued |", " | ".join(MODES), "| defects mended |")
    print("|---|---|---|" + "---|" * (len(MODES) + 1))
    for name, tally in tallies.items():
        for kind in KINDS:
            cells = " | ".join(tally.cell(mode, kind) for mode in MODES)
            print(f"| {name} | {kind} | {tally.gold['normal', kind]} | {cells} | {tally.mended['normal', kind]} |")


if __name__ == "__main__":
    main()
