#!/usr/bin/env python3
"""Hold extraction to floors on a fixed sample of labelled pages, so that it cannot get worse unseen.

    tests/compare/floors.py DECHAFF [EVAL]

EVAL (default: ../shared/eval beside the clone) holds the scorer of extraction.py, with the sets beside it in data/.
Where that is not there, the test is skipped (exit status 77). The sets and their floors are in floors.tsv.
"""
import importlib.util
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77


def evaluator(folder):
    spec = importlib.util.spec_from_file_location("evaluate", os.path.join(folder, "evaluate.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def floors():
    with open(os.path.join(HERE, "floors.tsv"), encoding="utf-8") as f:
        rows = [line.split() for line in f if line.strip() and not line.startswith("#")]
    return [(name, int(pages), float(floor)) for name, pages, floor in rows]


def score(evaluate, tool, folder, pages):
    """The mean docF1 of the first `pages` pages of an unpacked set."""
    gold = evaluate.scoring.load(os.path.join(folder, "gold.jsonl"))
    gold = {i: gold[i] for i in sorted(gold)[:pages]}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = pool.map(lambda i: evaluate.run([tool], os.path.join(folder, "html", i + ".html"), None, 30)[0], gold)
        out = {i: {"text": text} for i, text in zip(gold, texts)}
    return evaluate.scoring.score(gold, out)[0]["docF1"]


def main():
    tool = os.path.abspath(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, "../../../shared/eval")
    data = os.path.join(folder, "../data")
    if not os.path.exists(os.path.join(folder, "evaluate.py")):
        print(f"skipped: no {folder}")
        return SKIPPED
    evaluate, below = evaluator(folder), 0
    with tempfile.TemporaryDirectory() as work:
        for name, pages, floor in floors():
            f1 = score(evaluate, tool, evaluate.unpack(data, work, name), pages)
            below += f1 < floor
            print(f"{name:<20} {f1:.4f} of at least {floor:.4f}{'' if f1 >= floor else '   BELOW'}")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
