#!/usr/bin/env python3
"""Makes words.bin, languages.bin and edges.bin: tables.py --words FOLDER --sentences FOLDER [--without SOURCE] [--out FOLDER]

The layouts are told in src/prose/repair_tables.h and repair_language.h. Python's standard library only.
"""
import argparse
import collections
import itertools
import os
import struct

import corpus

WORDS_A_LANGUAGE = 20000
WORDS_THAT_VOTE = 200  # for the language of a text
RANKS = (100, 500, 1500, 4000, 8000, 14000)  # 7 up to the first, 6 up to the second ..., else 1


def write_table(path, values, bits, value_bits):
    """`values` are those of keys as corpus.in_language makes them."""
    buckets = [set() for _ in range(1 << bits)]
    for key, value in values.items():
        fingerprint = key << value_bits & 0xFFFF
        buckets[key >> 64 - bits].add(fingerprint | value)
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


def commonest(folder, language, most):
    """The words of a list, commonest first, with their place in it."""
    with open(os.path.join(folder, language + ".txt"), encoding="utf-8") as f:
        for i, line in enumerate(itertools.islice(f, most)):
            word = line.split(" ")[0]
            if any(c.isalpha() for c in word):
                yield i, corpus.fold(word)


def word_ranks(folder):
    ranks = {}
    for language in corpus.LANGUAGES:
        for i, word in commonest(folder, language, WORDS_A_LANGUAGE):
            key = corpus.in_language(corpus.hash_word(word), language)
            ranks.setdefault(key, 7 - sum(i >= rank for rank in RANKS))
    return ranks


def write_languages(path, folder):
    masks = collections.Counter()
    for number, language in enumerate(corpus.LANGUAGES):
        for _, word in commonest(folder, language, WORDS_THAT_VOTE):
            masks[corpus.hash_word(word)] |= 1 << number
    bits = (len(masks) * 2).bit_length()
    slots = [(0, 0)] * (1 << bits)
    for h, mask in sorted(masks.items()):
        at = h & len(slots) - 1
        while slots[at][0]:
            at = at + 1 & len(slots) - 1
        slots[at] = (h >> 32, mask)
    with open(path, "wb") as f:
        f.write(b"DRL1" + struct.pack("<I", bits))
        for slot in slots:
            f.write(struct.pack("<2I", *slot))


def level(edge, rest, most, steps):
    """0 if the word is rare, else 1 + the steps passed by its share at the edge (times 20)."""
    if edge + rest < most:
        return 0
    share = (edge + 0.5) / (edge + rest + 1) * 20
    return 1 + sum(share >= step for step in steps)


def edge_levels(sets):
    """Of each word in its language, and in all together."""
    first, later, last, earlier = (collections.defaultdict(collections.Counter) for _ in range(4))
    for s in sets:
        for sentence in s.sentences():
            words = [corpus.fold(w) for w in corpus.WORD.findall(sentence)]
            if len(words) < 3:
                continue
            for language in {None, s.language if s.language in corpus.LANGUAGES else None}:
                first[language][words[0]] += 1
                later[language].update(words[1:])
                last[language][words[-1]] += 1
                earlier[language].update(words[:-1])
    levels = {}
    for language in first:
        for word in set(first[language]) | set(later[language]):
            start = level(first[language][word], later[language][word], 4, (0.1, 0.3, 0.7, 1.5, 3, 6))
            end = level(last[language][word], earlier[language][word], 5, (0.05, 0.1, 0.25, 0.5, 1, 2))
            if start or end:
                levels[corpus.in_language(corpus.hash_word(word), language)] = start + 8 * end
    return levels


def write_words(path, folder):
    write_table(path, word_ranks(folder), 16, 3)


def write_edges(path, sets, without=()):
    write_table(path, edge_levels(s for s in sets if s.source not in without), 15, 6)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--words", help="folder of LANGUAGE.txt, `word count` a line, commonest first")
    p.add_argument("--sentences", help="folder of sentence sets")
    p.add_argument("--without", nargs="*", default=[], help="leave these sources out")
    p.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    a = p.parse_args()
    if a.words:
        write_words(os.path.join(a.out, "words.bin"), a.words)
        write_languages(os.path.join(a.out, "languages.bin"), a.words)
    if a.sentences:
        write_edges(os.path.join(a.out, "edges.bin"), corpus.load(a.sentences), a.without)


if __name__ == "__main__":
    main()
