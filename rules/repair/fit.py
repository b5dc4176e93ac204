#!/usr/bin/env python3
"""Fits weights.txt: fit.py --lab build/release/tests/prose/repair_lab --sentences FOLDER [--out weights.txt]

Logistic regression with an L2 penalty over the columns that repair_lab prints; the same weights for all
languages. A set never sees edge statistics that were counted on its own source.
"""
import argparse
import os
import subprocess
import sys
import tempfile

import numpy as np

import corpus
import tables

UNTRAINED = {"ewt"}  # has many glued sentences of its own: its labels would be wrong
SEEDS = (1, 2, 3)
SHARE = 0.2
PENALTY = 1.0
HERE = os.path.dirname(os.path.abspath(__file__))


def columns(lab):
    out = subprocess.run([lab, "columns"], check=True, capture_output=True, text=True).stdout
    return [(name, int(size)) for name, size in (line.split("\t") for line in out.splitlines())]


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


def dump(lab, rules, text, gold):
    """{"stop"|"bare": (values, labels)} of all candidates that are not vetoed."""
    out = subprocess.run([lab, "features", rules], check=True, input=text.encode(), capture_output=True).stdout
    gold = byte_offsets(text, gold)
    rows = {"stop": ([], []), "bare": ([], [])}
    for line in out.decode().splitlines():
        offset, shape, vetoed, *values = line.split("\t")
        if vetoed == "0":
            rows[shape][0].append([int(v) for v in values])
            rows[shape][1].append(gold.get(int(offset)) == ("space" if shape == "stop" else "stop"))
    return rows


def examples(lab, sets, without, folder):
    """All training rows, but those of the sources `without`."""
    parts = {"stop": [], "bare": []}
    for s in sets:
        if s.source in UNTRAINED or s.source in without:
            continue
        rules = rules_with_edges(folder, sets, {s.source, *without})
        versions = [(s.text, {})] + [s.glued(SHARE, seed) for seed in SEEDS]
        for text, gold in versions:
            for shape, rows in dump(lab, rules, text, gold).items():
                parts[shape].append(rows)
    return {shape: (np.array([v for rows in p for v in rows[0]], dtype=np.int32),
                    np.array([y for rows in p for y in rows[1]], dtype=np.float64)) for shape, p in parts.items()}


def fit(values, labels, sizes):
    """Weights by L-BFGS; every column is one-hot."""
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    index = values + starts
    total = int(np.sum(sizes))

    def loss(w):
        z = w[index].sum(axis=1)
        p = 1 / (1 + np.exp(-z))
        value = np.logaddexp(0, z).sum() - (labels * z).sum() + PENALTY / 2 * (w * w).sum()
        error = np.repeat(p - labels, index.shape[1])
        return value, np.bincount(index.ravel(), weights=error, minlength=total) + PENALTY * w

    w = minimise(loss, np.zeros(total))
    return [w[a:a + n] for a, n in zip(starts, sizes)]


def minimise(loss, w, rounds=200, memory=10):
    value, gradient = loss(w)
    history = []
    for _ in range(rounds):
        direction = -gradient
        alphas = []
        for s, y in reversed(history):
            alphas.append(s @ direction / (s @ y))
            direction = direction - alphas[-1] * y
        if history:
            s, y = history[-1]
            direction = direction * (s @ y / (y @ y))
        for (s, y), alpha in zip(history, reversed(alphas)):
            direction = direction + s * (alpha - y @ direction / (s @ y))
        step = 1.0 if history else 1e-3
        slope = gradient @ direction
        while True:
            new_value, new_gradient = loss(w + step * direction)
            if new_value <= value + 1e-4 * step * slope or step < 1e-9:
                break
            step /= 2
        change = step * direction
        if change @ (new_gradient - gradient) > 0:
            history = (history + [(change, new_gradient - gradient)])[-memory:]
        w, done = w + change, value - new_value < 1e-7 * value
        value, gradient = new_value, new_gradient
        if done:
            break
    return w


def write_weights(path, names, weights):
    with open(path, "w", encoding="utf-8") as f:
        f.write("# Log odds of each value of each column (src/prose/repair_features.cpp). Made by fit.py.\n")
        for shape, rows in sorted(weights.items()):
            for name, row in zip(names, rows):
                f.write(f"{shape} {name} " + " ".join(f"{round(x, 2) + 0.0:g}" for x in row) + "\n")


def learn(lab, sets, without, folder, path):
    names, sizes = zip(*columns(lab))
    data = examples(lab, sets, without, folder)
    weights = {shape: fit(values, labels, sizes) for shape, (values, labels) in data.items()}
    write_weights(path, names, weights)
    return {shape: (len(labels), int(labels.sum())) for shape, (_, labels) in data.items()}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--lab", required=True)
    p.add_argument("--sentences", required=True)
    p.add_argument("--out", default=os.path.join(HERE, "weights.txt"))
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(learn(a.lab, corpus.load(a.sentences), set(), folder, a.out), file=sys.stderr)


if __name__ == "__main__":
    main()
