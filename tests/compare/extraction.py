#!/usr/bin/env python3
"""Score dechaff on labelled pages and print its row beside those of other extractors.

    tests/compare/extraction.py [--tool COMMAND] [--eval DIR] [--sets NAME,...] [--work DIR] [--jobs N]

DIR (default: ../shared/eval beside the clone) holds the scorer, evaluate.py, and peers.tsv: the scores of other
extractors on the same pages by the same scorer. Shown is docF1, the mean over pages of the F1 of four-word shingles,
or, for sets whose gold is segments that must and must not appear, their F1 (marked seg). Best first.
"""
import argparse
import csv
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
OURS = "dechaff"
MEASURES = ("P", "R", "F1", "docF1", "bag", "segP", "segR", "segF1")


def parse_row(line):
    """One line of evaluate.py's table, whose columns have fixed widths: (set, {measure: score})."""
    scores = {}
    for i, measure in enumerate(MEASURES):
        field = line[38 + 9 * i:46 + 9 * i].strip()
        if field:
            scores[measure] = float(field)
    return line[:24], scores


def evaluate(options):
    """Runs evaluate.py; yields (set, scores), a page type of a set as `set/type`."""
    command = [sys.executable, os.path.join(options.eval, "evaluate.py"), "--tool", options.tool]
    for name in ("sets", "work", "jobs"):
        if getattr(options, name):
            command += [f"--{name}", getattr(options, name)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        parent = ""
        for line in list(process.stdout)[1:]:
            name, scores = parse_row(line)
            if "FAILED" in line:
                print(line.rstrip(), file=sys.stderr)
            if name.startswith(" "):
                yield f"{parent}/{name.strip()}", scores
            else:
                parent = name.strip()
                yield parent, scores
    if process.returncode:
        sys.exit(f"evaluate.py ended with {process.returncode}")


def headline(scores):
    """The measure that a set is judged by, and its score."""
    measure = "docF1" if "docF1" in scores else "segF1"
    return measure, scores[measure]


def load_peers(path):
    peers = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            scores = {m: float(row[m]) for m in MEASURES if row[m]}
            if scores:
                peers.setdefault(row["set"], {})[row["peer"]] = scores
    return peers


def show(name, ours, peers):
    measure, score = headline(ours)
    table = [(peer[measure], who) for who, peer in peers.items() if measure in peer] + [(score, OURS)]
    table.sort(reverse=True)
    rank = [who for _, who in table].index(OURS) + 1
    print(f"\n{name}: {'seg ' if measure == 'segF1' else ''}{rank} of {len(table)}")
    for value, who in table:
        print(f"  {value:.4f}  {who}{'  <--' if who == OURS else ''}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default=os.path.join(HERE, "../../build/release/dechaff"))
    parser.add_argument("--eval", default=os.path.join(HERE, "../../../shared/eval"))
    parser.add_argument("--sets", help="default: all that peers.tsv has")
    parser.add_argument("--work", help="where evaluate.py unpacks the sets")
    parser.add_argument("--jobs")
    options = parser.parse_args()

    peers = load_peers(os.path.join(options.eval, "peers.tsv"))
    options.sets = options.sets or ",".join(sorted(name for name in peers if "/" not in name))
    summary = []
    for name, scores in evaluate(options):
        show(name, scores, peers.get(name, {}))
        summary.append((name, headline(scores), peers.get(name, {}).get("resiliparse")))
    print(f"\n{'set':<24} {OURS:>12} {'resiliparse':>12}")
    for name, (measure, score), rival in summary:
        print(f"{name:<24} {score:>12.4f} {rival[measure] if rival else float('nan'):>12.4f}")


if __name__ == "__main__":
    main()
