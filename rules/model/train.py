#!/usr/bin/env python3
"""Train the block model and write its table.

    train.py --data DIR --tool build/release/rules/model/dump_blocks [--cv] [--out blocks.model]

DIR holds a folder a set: gold.jsonl and html/. Trains on wcxb, scrapinghub, magic_html_article, magic_html_forum
(full-text gold) and trafilatura (segments, made into weak labels by a first model). --cv prints the F1 of five folds
parted by registered domain instead of writing a table. See README.md.
"""
import argparse
import json
import os
import struct
import subprocess
import tempfile

import numpy as np
from catboost import CatBoostClassifier, Pool

import pages as P
from labels import oracle

FULL = ["wcxb", "scrapinghub", "magic_html_article", "magic_html_forum"]
SEGMENTS = "trafilatura"
BLOCKS_A_PAGE = 150
PARAMETERS = dict(loss_function="Logloss", depth=6, learning_rate=.1, iterations=500, rsm=.3, border_count=128, l2_leaf_reg=6,
                  bootstrap_type="Bernoulli", subsample=.7, boosting_type="Plain", leaf_estimation_iterations=1,
                  thread_count=2, random_seed=1, allow_writing_files=False, verbose=0)
FIRST = dict(PARAMETERS, iterations=150, learning_rate=.15)


def label(page):
    keep, weight, best = oracle(page["words"], page["gold"]["text"])
    page.update(keep=np.array(keep), weight=np.array(weight), best=best)


def block_weights(page, in_comments):
    count = page["count"]
    if page["set"] == SEGMENTS:
        w = page["weight"] / max(page["weight"].sum(), .1) ** .5 * .7
    else:
        w = page["weight"] + .06 * (count + 1) / (count.sum() + 50)
        w = w / w.sum() ** .5 if w.sum() > 0 else w
    if page["gold"].get("type") != "forum" and page["set"] != "magic_html_forum":
        w = w * np.where(page["rows"][:, in_comments] > 0, 4.0, 1.0)
    return w if page["set"] == "wcxb" else w * 1.5


def sample(pages, in_comments):
    """Rows, labels, weights, folds of about BLOCKS_A_PAGE blocks a page, drawn by weight."""
    rng = np.random.default_rng(0)
    parts = []
    for page in pages:
        if len(page["rows"]) == 0 or page["best"] <= .5:
            continue
        w = block_weights(page, in_comments)
        if w.sum() <= 0:
            continue
        chance = np.minimum(1.0, BLOCKS_A_PAGE * (.8 * w / w.sum() + .2 / len(w)))
        drawn = rng.random(len(w)) < chance
        parts.append((page["rows"][drawn], page["keep"][drawn], (w / chance)[drawn], np.full(drawn.sum(), page["fold"])))
    rows, keep, weight, fold = (np.concatenate(x) for x in zip(*parts))
    return rows, keep.astype(int), weight * len(weight) / weight.sum(), fold


def fit(rows, keep, weight, parameters=PARAMETERS):
    model = CatBoostClassifier(**parameters)
    model.fit(Pool(rows.astype(np.float32), keep, weight=weight))
    return model


def chances(model, rows):
    if len(rows) == 0:
        return np.zeros(0)
    return 1 / (1 + np.exp(-model.predict(rows.astype(np.float32), prediction_type="RawFormulaVal")))


def choose(chance, count):
    """The likeliest blocks, as many as give the highest expected F1 (src/judge/choice.cpp)."""
    n = count + .3
    order = np.argsort(-chance, kind="stable")
    right, kept = np.cumsum(chance[order] * n[order]), np.cumsum(n[order])
    keep = np.zeros(len(chance), bool)
    if len(chance):
        keep[order[:np.argmax(2 * right / (kept + right[-1])) + 1]] = True
    return keep


def label_weakly(page, model, in_comments):
    """The first model's choice, corrected by the segments that must and must not appear."""
    chance, count = chances(model, page["rows"]), page["count"]
    keep, sure = choose(chance, count).astype(int), np.abs(2 * chance - 1)
    texts = [P.folded(t) for t in page["texts"]]
    gold = page["gold"]
    wanted = np.array([any(P.folded(s) in t for s in gold["with"]) for t in texts], bool)
    comments = [P.folded(s) for s in gold.get("comments", [])]
    unwanted = np.array([any(s in t for s in [*map(P.folded, gold["without"]), *comments]) for t in texts], bool) & ~wanted
    area = page["rows"][:, in_comments] > 0
    if any(a and any(s in t for s in comments) for a, t in zip(area, texts)):
        unwanted |= area & ~wanted
    for i in np.where(unwanted)[0]:
        same = page["group"] == page["group"][i]
        if not wanted[same].any() and sure[same].mean() < .9:
            unwanted |= same
    keep[wanted], keep[unwanted] = 1, 0
    weight = np.minimum((count + 1) / (count[keep == 1].sum() + 50), .5)
    page.update(keep=keep, weight=weight * np.where(wanted | unwanted, 1.0, sure ** 2 * .7), best=1.0)


def write_table(model, features, path):
    with tempfile.NamedTemporaryFile(suffix=".json") as f:
        model.save_model(f.name, format="json")
        with open(f.name) as g:
            trained = json.load(g)
    trees = trained["oblivious_trees"]
    factor, (bias, ) = trained["scale_and_bias"]
    scale = max(abs(v) for t in trees for v in t["leaf_values"]) * factor / 32767
    with open(path, "wb") as out:
        out.write(b"DCBM" + struct.pack("<IIff", features, len(trees), scale, bias))
        for tree in trees:
            splits = tree["splits"]
            pad = 6 - len(splits)
            out.write(struct.pack("<6H", *[s["float_feature_index"] for s in splits], *[0] * pad))
            out.write(struct.pack("<6B", *[int(np.floor(s["border"])) for s in splits], *[255] * pad))
            leaves = list(tree["leaf_values"]) * 2 ** pad
            out.write(struct.pack("<64h", *[round(v * factor / scale) for v in leaves]))


def write_sample(model, rows, path):
    """Rows and the trainer's own log-odds, for tests/judge/model_test.cpp."""
    picked = rows[np.random.default_rng(2).choice(len(rows), 48, replace=False)]
    raw = model.predict(picked.astype(np.float32), prediction_type="RawFormulaVal")
    with open(path, "wb") as f:
        f.write(struct.pack("<II", *picked.shape) + picked.tobytes() + raw.astype("<f4").tobytes())


def cross_validate(pages, rows, keep, weight, fold):
    for k in range(5):
        model = fit(rows[fold != k], keep[fold != k], weight[fold != k])
        for page in pages:
            if page["fold"] == k:
                chosen = choose(chances(model, page["rows"]), page["count"])
                page["chosen"] = [w for words, c in zip(page["words"], chosen) if c for w in words]
    scores = {}
    for page in pages:
        if "text" in page["gold"]:
            score = P.f1(P.shingles(P.tokens(page["gold"]["text"])), page["chosen"])
            for name in {page["set"], page["set"] + "/" + page["gold"].get("type", "all")}:
                scores.setdefault(name, []).append(score)
    for name in sorted(scores):
        print(f"{name:<28}{len(scores[name]):>6}{np.mean(scores[name]):>9.4f}")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", required=True)
    a.add_argument("--tool", required=True)
    a.add_argument("--cv", action="store_true")
    a.add_argument("--out", default=os.path.join(here, "blocks.model"))
    a.add_argument("--sample", help="also write rows with the trainer's scores here")
    o = a.parse_args()
    names = subprocess.run([o.tool, "--names"], stdout=subprocess.PIPE, check=True, text=True).stdout.split()
    in_comments = names.index("place.InComments")
    cues = os.path.join(here, "cues.txt")
    pages = [p for s in FULL for p in P.load(o.data, s, o.tool, cues)]
    for page in pages:
        label(page)
    first = fit(*sample(pages, in_comments)[:3], FIRST)
    segments = P.load(o.data, SEGMENTS, o.tool, cues)
    for page in segments:
        label_weakly(page, first, in_comments)
    pages += segments
    rows, keep, weight, fold = sample(pages, in_comments)
    if o.cv:
        return cross_validate(pages, rows, keep, weight, fold)
    model = fit(rows, keep, weight)
    write_table(model, len(names), o.out)
    if o.sample:
        write_sample(model, rows, o.sample)


if __name__ == "__main__":
    main()
