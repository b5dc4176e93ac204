#!/usr/bin/env python3
"""Train the models of pages and blocks and write their tables.

    train.py --data DIR --tool build/release/rules/model/dump_blocks [--cv] [--sample FILE]

DIR holds a folder a set: gold.jsonl and html/. Trains on wcxb, scrapinghub, magic_html_article, magic_html_forum
(full-text gold) and trafilatura (segments, made into weak labels by a first model). Writes blocks.model and
kinds.model here and names.weights to ../names. --cv prints the F1 of five folds parted by registered domain
instead. See README.md.
"""
import argparse
import json
import os
import struct
import subprocess
import tempfile
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import lightgbm
from catboost import CatBoostClassifier, Pool

import comments
import names
import network
import pages as P
from choose import choose
from labels import oracle

HERE = os.path.dirname(os.path.abspath(__file__))
FULL = ["wcxb", "scrapinghub", "magic_html_article", "magic_html_forum"]
SEGMENTS = "trafilatura"
KINDS = ["article", "documentation", "service", "forum", "listing", "collection", "product"]
KIND_OF_SET = {"scrapinghub": "article", "trafilatura": "article", "magic_html_article": "article",
               "magic_html_forum": "forum"}
BLOCKS_A_PAGE = 200
COMMENT_PENALTY = 2      # log-odds, as in src/judge/judge.cpp
LEAF_LIMIT = 127         # leaves are bytes
SURE, SHARE = 3.0, .3    # log-odds beyond which the network decides alone; its share in the others
TREES = dict(objective="binary", num_leaves=31, learning_rate=.04, feature_fraction=.2, max_bin=63, min_data_in_leaf=40,
             lambda_l2=5, boost_from_average=False, force_col_wise=True, deterministic=True, seed=1, num_threads=2,
             verbose=-1, num_iterations=450)
FIRST = dict(TREES, num_iterations=100, learning_rate=.15, feature_fraction=.3)
KIND = dict(loss_function="MultiClass", depth=4, l2_leaf_reg=6, iterations=120, rsm=.4, learning_rate=.08, border_count=64,
            bootstrap_type="Bernoulli", subsample=.7, boosting_type="Plain", leaf_estimation_iterations=1, thread_count=2,
            random_seed=1, allow_writing_files=False, verbose=0)


class Features:
    """Where the features stand that training must know of, by name."""

    def __init__(self, all_names):
        self.count = all_names.index("page.Address0")
        self.at = {n: i for i, n in enumerate(all_names)}
        self.in_comments = self.at["place.InComments"]
        self.names = self.at["place.NameWeight"], self.at["place.NameOver"]
        self.page = [i for i, n in enumerate(all_names) if n.startswith("page.")]  # the address's among them
        semantic = {"tag." + t for t in ("nav", "aside", "header", "footer", "article", "main", "section", "figure")}
        self.absent = [i for i, n in enumerate(all_names) if n.startswith("name.") or n in semantic
                       or n in ("place.CommentShare", "page.MainShare", "page.ArticleShare")]
        self.zero = [i for i, n in enumerate(all_names) if n.startswith(("page.Names", "page.Schema", "page.Address")) or n in (
            "place.NegativeNames", "place.PositiveNames", "place.InComments", "page.OpenGraph", "page.CommentShare",
            "page.Articles")]

    def without_names(self, rows):
        """The rows of blocks, or page_row's, as they would be on an old page that names nothing."""
        rows = rows.copy()
        rows[:, self.absent], rows[:, [i for i in self.zero if i < rows.shape[1]]] = 255, 0
        rows[:, self.names[0]], rows[:, self.names[1]] = 110, 128
        return rows

    def page_row(self, page):
        """The first block's row and what the address says: one row, whose columns `page` are the page's; none without
        blocks."""
        return np.concatenate([page["rows"][:1], np.tile(page["address"], (len(page["rows"][:1]), 1))], 1)


def label(page):
    keep, weight, best = oracle(page["words"], page["gold"]["text"])
    return np.array(keep, int), np.array(weight), best


def block_weights(page, features):
    """What each block counts in training; nothing where the gold is not on the page."""
    count = page["tokens"]
    if page["best"] <= .5 or len(count) == 0:
        return np.zeros(len(count))
    if page["set"] == SEGMENTS:
        w = page["weight"] / max(page["weight"].sum(), .1) ** .5 * .7
    else:
        w = page["weight"] + .06 * (count + 1) / (count.sum() + 50)
        w = w / w.sum() ** .5 if w.sum() > 0 else w
    if kind_of(page) != "forum":
        w = w * np.where(page["rows"][:, features.in_comments] > 0, 4.0, 1.0)
    return w if page["set"] == "wcxb" else w * 1.5


def sample(pages, features):
    """Rows, labels, weights, folds of about BLOCKS_A_PAGE blocks a page, drawn by weight; half of the pages once
    more without their names, for half the weight."""
    rng = np.random.default_rng(0)
    parts = []
    for page in pages:
        w = block_weights(page, features)
        if w.sum() <= 0:
            continue
        for nameless in (False, True):
            if nameless and rng.random() < .5:
                continue
            blocks, share = (BLOCKS_A_PAGE // 2, .5) if nameless else (BLOCKS_A_PAGE, 1)
            chance = np.minimum(1.0, blocks * (.8 * w / w.sum() + .2 / len(w)))
            drawn = rng.random(len(w)) < chance
            rows = page["rows"][drawn]
            rows = features.without_names(rows) if nameless else rows
            parts.append((rows, page["keep"][drawn], (w / chance)[drawn] * share, np.full(drawn.sum(), page["fold"])))
    rows, keep, weight, fold = (np.concatenate(x) for x in zip(*parts))
    return rows, keep.astype(int), weight * len(weight) / weight.sum(), fold


def fit_trees(rows, keep, weight, parameters):
    return lightgbm.train(parameters, lightgbm.Dataset(rows, keep, weight=weight))


def log_odds(trees, rows):
    return trees.predict(rows, raw_score=True) if len(rows) else np.zeros(0)


class Judges:
    """The network and the trees, as Model::Score asks them."""

    def __init__(self, pages, features):
        rows, keep, weight, _ = sample(pages, features)
        self.trees = fit_trees(rows, keep, weight, TREES)
        net, scale = network.fit(pages, features, lambda p: block_weights(p, features))
        self.network = network.Table(net, scale, features.page[0], pages[::10])

    def log_odds(self, rows):
        odds = self.network.odds(rows)
        unsure = np.abs(odds) < SURE
        odds[unsure] = SHARE * odds[unsure] + (1 - SHARE) * log_odds(self.trees, rows[unsure])
        return odds


def fit_kinds(rows, kind, weight):
    model = CatBoostClassifier(**KIND)
    model.fit(Pool(rows.astype(np.float32), kind, weight=weight))
    return model


def kind_of(page):
    return page["gold"].get("type") or KIND_OF_SET.get(page["set"])


def kinds(pages, features):
    """Page rows of the pages whose kind is known, and once more without names for half the weight; kinds, weights, folds."""
    known = [(features.page_row(p), p["fold"], KINDS.index(kind_of(p))) for p in pages if len(p["rows"]) and kind_of(p) in KINDS]
    rows = [row[0, features.page] for whole, *_ in known for row in (whole, features.without_names(whole))]
    kind, fold = (np.repeat(x, 2) for x in ([k for *_, k in known], [f for _, f, _ in known]))
    return np.array(rows), kind, np.tile([1, .5], len(known)), fold


def tell_kinds(model, pages, features):
    for page in pages:
        row = features.page_row(page)[:, features.page]
        page["kinds"] = model.predict_proba(row.astype(np.float32))[0] if len(row) else np.zeros(len(KINDS))


def label_weakly(page, odds, features):
    """The first model's choice, corrected by the segments that must and must not appear."""
    chance, count = 1 / (1 + np.exp(-odds)), page["tokens"]
    keep = choose(page, odds, np.zeros(len(KINDS))).astype(int)
    sure = np.abs(2 * chance - 1)
    texts = [P.folded(t) for t in page["texts"]]
    gold = page["gold"]
    wanted = np.array([any(P.folded(s) in t for s in gold["with"]) for t in texts], bool)
    comments = [P.folded(s) for s in gold.get("comments", [])]
    unwanted = np.array([any(s in t for s in [*map(P.folded, gold["without"]), *comments]) for t in texts], bool) & ~wanted
    area = page["rows"][:, features.in_comments] > 0
    if any(a and any(s in t for s in comments) for a, t in zip(area, texts)):
        unwanted |= area & ~wanted
    for i in np.where(unwanted)[0]:
        same = page["group"] == page["group"][i]
        if not wanted[same].any() and sure[same].mean() < .9:
            unwanted |= same
    keep[wanted], keep[unwanted] = 1, 0
    weight = np.minimum((count + 1) / (count[keep == 1].sum() + 50), .5)
    page.update(keep=keep, weight=weight * np.where(wanted | unwanted, 1.0, sure ** 2 * .7), best=1.0)


def nodes_of(tree):
    """A tree's leaves, and its nodes with each after its children: column, threshold, places of the children."""
    leaves, nodes = [], []

    def visit(node):
        if "leaf_value" in node:
            leaves.append(node["leaf_value"])
            return ("leaf", len(leaves) - 1)
        left, right = visit(node["left_child"]), visit(node["right_child"])
        nodes.append((node["split_feature"], int(np.floor(node["threshold"])), left, right))
        return ("node", len(nodes) - 1)

    visit(tree)
    place = lambda child: child[1] + (len(leaves) if child[0] == "node" else 0)
    return leaves, [(column, threshold, place(left), place(right)) for column, threshold, left, right in nodes]


def write_blocks(judges, features, path):
    trees = [nodes_of(t["tree_structure"]) for t in judges.trees.dump_model()["tree_info"]]
    scale = max(np.abs(leaves).max() for leaves, _ in trees) / LEAF_LIMIT
    with open(path, "wb") as out:
        out.write(b"DCBM" + struct.pack("<Iffff", features.count, SURE, SHARE, scale, 0) + judges.network.bytes())
        out.write(struct.pack("<I", len(trees)))
        for leaves, nodes in trees:
            out.write(struct.pack(f"<B{len(leaves)}b", len(leaves), *np.rint(np.array(leaves) / scale).astype(int)))
            for node in nodes:
                out.write(struct.pack("<HBBB", *node))


def symmetric(trained, depth):
    """CatBoost's symmetric trees: for each the features and bytes of its splits, padded to `depth`, and its leaves."""
    for tree in trained["oblivious_trees"]:
        splits = tree["splits"] or []
        pad = depth - len(splits)
        leaves = np.array(tree["leaf_values"], float).reshape(2 ** len(splits), -1)
        yield ([s["float_feature_index"] for s in splits] + [0] * pad,
               [int(np.floor(s["border"])) for s in splits] + [255] * pad, np.tile(leaves, (2 ** pad, 1)))


def write_kinds(model, features, path):
    with tempfile.NamedTemporaryFile(suffix=".json") as f:
        model.save_model(f.name, format="json")
        with open(f.name) as g:
            trees = list(symmetric(json.load(g), 4))
    scale = max(np.abs(leaves).max() for _, _, leaves in trees) / 32767
    with open(path, "wb") as out:
        out.write(b"DCKM" + struct.pack("<IIf", len(features.page), len(trees), scale))
        for columns, thresholds, leaves in trees:
            out.write(struct.pack("<4B4B112h", *columns, *thresholds, *np.rint(leaves.ravel() / scale).astype(int)))


def write_sample(judges, pages, path):
    """The rows of a few short pages and the trainer's log-odds, for tests/judge/model_test.cpp."""
    short = [p for p in pages if 20 <= len(p["rows"]) <= 60][:3]
    with open(path, "wb") as f:
        for page in short:
            f.write(struct.pack("<II", *page["rows"].shape) + page["rows"].tobytes())
            f.write(judges.log_odds(page["rows"]).astype("<f4").tobytes())


def report(pages):
    """Mean F1 of the pages of each set; for segments, F1 over all of them."""
    scores, right, wrong, missing = {}, 0, 0, 0
    for page in pages:
        kept = np.where(page["chosen"])[0]
        if "text" in page["gold"]:
            score = P.f1(P.shingles(P.tokens(page["gold"]["text"])), [w for i in kept for w in page["words"][i]])
            for name in {page["set"], page["set"] + "/" + page["gold"].get("type", "all")}:
                scores.setdefault(name, []).append(score)
        else:
            text = P.folded(" ".join(page["texts"][i] for i in kept))
            found = sum(P.folded(s) in text for s in page["gold"]["with"])
            right, missing = right + found, missing + len(page["gold"]["with"]) - found
            wrong += sum(P.folded(s) in text for s in page["gold"]["without"])
    for name in sorted(scores):
        print(f"{name:<28}{len(scores[name]):>6}{np.mean(scores[name]):>9.4f}")
    print(f"{SEGMENTS + ' (segments)':<28}{'':>6}{2 * right / max(2 * right + wrong + missing, 1):>9.4f}", flush=True)


def cross_validate(pages, commented, features):
    rows, kind, weight, fold = kinds(pages + commented, features)
    seen = []
    for k in range(5):
        judges = Judges([p for p in pages if p["fold"] != k], features)
        kind_model = fit_kinds(rows[fold != k], kind[fold != k], weight[fold != k])
        held = [p for p in pages if p["fold"] == k]
        tell_kinds(kind_model, held, features)
        for page in held:
            odds = judges.log_odds(page["rows"])
            article, forum = page["kinds"][KINDS.index("article")], page["kinds"][KINDS.index("forum")]
            if article > 2 * forum:  # the program asks for the prose before them too
                odds[page["rows"][:, features.in_comments] > 0] -= COMMENT_PENALTY * (1 - forum)
            page["chosen"] = choose(page, odds, page["kinds"])
        seen += held
        print(f"after {k + 1} of 5 folds:")
        report(seen)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--data", required=True)
    a.add_argument("--tool", required=True)
    a.add_argument("--cv", action="store_true")
    a.add_argument("--sample", help="also write rows with the trainer's scores here")
    o = a.parse_args()
    features = Features(subprocess.run([o.tool, "--names"], stdout=subprocess.PIPE, check=True, text=True).stdout.split())
    cues = os.path.join(HERE, "cues.txt")
    pages = [p for s in FULL for p in P.load(o.data, s, o.tool, cues)]
    with ProcessPoolExecutor() as pool:
        for page, (keep, weight, best) in zip(pages, pool.map(label, pages, chunksize=8)):
            page.update(keep=keep, weight=weight, best=best)
    segments = P.load(o.data, SEGMENTS, o.tool, cues)
    names.forget(pages + segments, features.names)
    first = fit_trees(*sample(pages, features)[:3], FIRST)
    for page in segments:
        label_weakly(page, log_odds(first, page["rows"]), features)
    pages += segments
    weight_of = names.learn(pages, lambda p: block_weights(p, features), features.names, P.site)
    commented = comments.grafted(pages, o.data, o.tool, cues, kind_of)
    if o.cv:
        return cross_validate(pages, commented, features)
    judges = Judges(pages, features)
    write_blocks(judges, features, os.path.join(HERE, "blocks.model"))
    write_kinds(fit_kinds(*kinds(pages + commented, features)[:3]), features, os.path.join(HERE, "kinds.model"))
    names.write_table(weight_of, os.path.join(HERE, "..", "names", "names.weights"))
    if o.sample:
        write_sample(judges, pages, o.sample)


if __name__ == "__main__":
    main()
