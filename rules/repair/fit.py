#!/usr/bin/env python3
"""Makes space.bin and stop.bin: fit.py --lab build/release/tests/prose/repair_lab --sentences FOLDER [--out FOLDER]

Boosted trees over the columns that repair_lab prints; the same for all languages. A set never sees edge
statistics that were counted on its own source.
"""
import argparse
import itertools
import os
import struct
import subprocess
import tempfile

import lightgbm
import numpy as np

import corpus
import tables

UNTRAINED = {"ewt"}  # has many glued sentences of its own: its labels would be wrong
SHARE = 0.2
SMALL = 0.3  # share of the glued sentences that begin in lower case
GLUED = tuple((SHARE, seed, 0 if seed < 5 else SMALL) for seed in range(1, 9)) + tuple((0.03, seed, 0) for seed in range(9, 13))
VETOED = 0.2  # what a candidate that is vetoed counts for: the trees learn from it what surroundings code has
LARGE, GLUED_LARGE = 4 << 20, (*GLUED[:2], GLUED[7], GLUED[-1])  # texts of more characters are glued fewer times
TREES = 300
PARAMETERS = {"objective": "binary", "num_leaves": 24, "learning_rate": 0.05, "min_data_in_leaf": 50,
              "feature_fraction": 0.5, "lambda_l2": 5.0, "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1}
HERE = os.path.dirname(os.path.abspath(__file__))
DEFECTS = os.path.join(HERE, "defects.tsv")


def byte_offsets(text, gold):
    """Character offsets → byte offsets."""
    out, begin, length = {}, 0, 0
    for offset, kind in sorted(gold.items()):
        length += len(text[begin:offset].encode())
        begin = offset
        out[length] = kind
    return out


def rules_with_edges(folder, sets, without):
    """A rules folder whose edges.bin was counted without some sources."""
    path = os.path.join(folder, "without-" + "-".join(sorted(without)))
    if not os.path.isdir(path):
        os.makedirs(os.path.join(path, "repair"))
        for name in os.listdir(HERE):
            if name.endswith((".txt", ".bin")):
                os.symlink(os.path.join(HERE, name), os.path.join(path, "repair", name))
        edges = os.path.join(path, "repair", "edges.bin")
        os.unlink(edges)
        tables.write_edges(edges, sets, without)
    return path


def dump(lab, rules, text, gold, defects):
    """{"space"|"stop": (values, labels, weights)} of all candidates but defects of the source and what is wrongly vetoed."""
    out = subprocess.run([lab, "features", rules], check=True, input=text.encode(), capture_output=True).stdout
    defects = byte_offsets(text, corpus.shifted(defects, gold))
    gold = byte_offsets(text, gold)
    rows = {"space": ([], [], []), "stop": ([], [], [])}
    for line in out.decode().splitlines():
        offset, kind, vetoed, *values = line.split("\t")
        lost = gold.get(int(offset)) == kind
        if int(offset) not in defects and not (vetoed == "1" and lost):
            for column, value in zip(rows[kind], ([int(v) for v in values], lost, VETOED if vetoed == "1" else 1)):
                column.append(value)
    return rows


def examples(lab, sets, without, folder):
    """All training rows, but those of the sources `without`."""
    parts, defects = {"space": [], "stop": []}, corpus.read_defects(DEFECTS, sets)
    for s in sets:
        if s.source in UNTRAINED or s.source in without:
            continue
        rules = rules_with_edges(folder, sets, {s.source, *without})
        ways = GLUED_LARGE if len(s.text) > LARGE else GLUED
        versions = [(s.text, {})] + [s.glued(*way) for way in ways]
        for text, gold in versions:
            for kind, rows in dump(lab, rules, text, gold, defects[s.name]).items():
                parts[kind].append(rows)
    columns = {kind: [list(itertools.chain.from_iterable(column)) for column in zip(*p)] for kind, p in parts.items()}
    return {kind: (np.array(values, dtype=np.uint8), np.array(labels, dtype=np.float64), np.array(weights))
            for kind, (values, labels, weights) in columns.items()}


def fit(values, labels, weights, names):
    data = lightgbm.Dataset(values, labels, weight=weights, feature_name=list(names))
    return lightgbm.train(PARAMETERS, data, TREES)


def flatten(node, columns, out):
    """Appends the nodes below `node`, itself first; see src/prose/repair_model.h."""
    at = len(out)
    if "leaf_value" in node:
        out.append((255, 0, 0, node["leaf_value"]))
        return
    out.append(None)
    flatten(node["left_child"], columns, out)
    right = len(out) - at
    flatten(node["right_child"], columns, out)
    out[at] = (columns[node["split_feature"]], int(node["threshold"]), right, 0.0)


def write_model(path, model):
    trees = model.dump_model()["tree_info"]
    columns = range(model.num_feature())
    nodes, roots = [], []
    for tree in trees:
        roots.append(len(nodes))
        flatten(tree["tree_structure"], columns, nodes)
    with open(path, "wb") as f:
        f.write(b"DRM1" + struct.pack("<2I", len(roots), len(nodes)) + struct.pack(f"<{len(roots)}I", *roots))
        for node in nodes:
            f.write(struct.pack("<BBHf", *node))


def learn(lab, sets, without, folder, out):
    names = subprocess.run([lab, "columns"], check=True, capture_output=True, text=True).stdout.split()
    for kind, (values, labels, weights) in examples(lab, sets, without, folder).items():
        path = os.path.join(out, kind + ".bin")
        if os.path.islink(path):
            os.unlink(path)
        write_model(path, fit(values, labels, weights, names))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--lab", required=True)
    p.add_argument("--sentences", required=True)
    p.add_argument("--out", default=HERE)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        learn(a.lab, corpus.load(a.sentences), set(), folder, a.out)


if __name__ == "__main__":
    main()
