#!/usr/bin/env python3
"""Makes words.bin and edges.bin: tables.py --words FOLDER --sentences FOLDER [--without SOURCE] [--out FOLDER]

The layout is told in src/prose/repair_tables.h. Python's standard library only.
"""
import argparse
import collections
import os
import struct

import corpus

WORDS_A_LANGUAGE = 20000
RANKS = (100, 500, 1500, 4000, 8000, 14000)  # 7 up to the first, 6 up to the second ..., else 1


def write_table(path, values, bits, value_bits):
    buckets = [set() for _ in range(1 << bits)]
    for word, value in values.items():
        h = corpus.hash_word(word)
        fingerprint = h << value_bits & 0xFFFF
        buckets[h >> 64 - bits].add(fingerprint | value)
    offsets, entries = [0], []
    for bucket in buckets:
        seen = {}
        for entry in sorted(bucket):  # of two words that look the same, the higher value stays
            seen[entry >> value_bits] = entry
        entries += seen.values()
        offsets.append(len(entries))
    with open(path, "wb") as f:
        f.write(b"DRT1" + struct.pack("<2I", bits, value_bits))
        f.write(struct.pack(f"<{len(offsets)}I", *offsets))
        f.write(struct.pack(f"<{len(entries)}H", *entries))


def word_ranks(folder):
    ranks = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".txt"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            for i, line in enumerate(f):
                word = line.split(" ")[0]
                if i >= WORDS_A_LANGUAGE:
                    break
                if any(c.isalpha() for c in word):
                    level = 7 - sum(i >= rank for rank in RANKS)
                    word = corpus.fold(word)
                    ranks[word] = max(level, ranks.get(word, 0))
    return ranks


def level(edge, rest, most, steps):
    """0 if the word is rare, else 1 + the steps passed by its share at the edge (times 20)."""
    if edge + rest < most:
        return 0
    share = (edge + 0.5) / (edge + rest + 1) * 20
    return 1 + sum(share >= step for step in steps)


def edge_levels(sets):
    first, later, last, earlier = (collections.Counter() for _ in range(4))
    for s in sets:
        for sentence in s.sentences():
            words = [corpus.fold(w) for w in corpus.WORD.findall(sentence)]
            if len(words) >= 3:
                first[words[0]] += 1
                later.update(words[1:])
                last[words[-1]] += 1
                earlier.update(words[:-1])
    levels = {}
    for word in sorted(set(first) | set(later)):
        start = level(first[word], later[word], 4, (0.1, 0.3, 0.7, 1.5, 3, 6))
        end = level(last[word], earlier[word], 5, (0.05, 0.1, 0.25, 0.5, 1, 2))
        if start or end:
            levels[word] = start + 8 * end
    return levels


def write_words(path, folder):
    write_table(path, word_ranks(folder), 15, 3)


def write_edges(path, sets, without=()):
    write_table(path, edge_levels(s for s in sets if s.source not in without), 14, 6)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--words", help="folder of LANGUAGE.txt, `word count` a line, commonest first")
    p.add_argument("--sentences", help="folder of sentence sets")
    p.add_argument("--without", nargs="*", default=[], help="leave these sources out")
    p.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    a = p.parse_args()
    if a.words:
        write_words(os.path.join(a.out, "words.bin"), a.words)
    if a.sentences:
        write_edges(os.path.join(a.out, "edges.bin"), corpus.load(a.sentences), a.without)


if __name__ == "__main__":
    main()
