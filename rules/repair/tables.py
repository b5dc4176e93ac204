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
FEWEST = 4  # a word that comes less often is unknown to edges.bin
# Beta priors (so, not so), as they make the counts of all words likeliest: that a word begins a sentence, ends
# one, has a capital though it begins none.
STARTS, ENDS, CAPITALS = (0.25, 7), (0.6, 6.5), (0.07, 0.47)
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


def share(counted, rest, prior):
    """How often something is so, of a word of few counts nearly as often as of all words."""
    return (counted + prior[0]) / (counted + rest + sum(prior))


def level(value, steps):
    return 1 + sum(value >= step for step in steps)


class Edges:
    """Of each word how often it began and ended a sentence, stood elsewhere in one, and had a capital there."""

    def __init__(self):
        self.first, self.later, self.last, self.earlier, self.capitals = (collections.Counter() for _ in range(5))

    def add(self, sentence):
        found = corpus.WORD.findall(sentence)
        words = [corpus.fold(w) for w in found]
        if len(words) < 3:
            return
        self.first[words[0]] += 1
        self.later.update(words[1:])
        self.last[words[-1]] += 1
        self.earlier.update(words[:-1])
        capitals = [w for w in found[1:] if w[0].isupper()]
        if len(capitals) * 2 < len(found):  # no headline
            self.capitals.update(map(corpus.fold, capitals))

    def levels(self):
        """{word: its value in edges.bin}"""
        out = {}
        for word in set(self.first) | set(self.later):
            first, last = self.first[word], self.last[word]
            count = first + self.later[word]
            if count < FEWEST:
                continue
            start = share(first, count - first, STARTS)
            capital = share(self.capitals[word], count - self.capitals[word], CAPITALS)
            out[word] = (level(start, (0.005, 0.015, 0.035, 0.075, 0.15, 0.3))
                         + 8 * level(share(last, count - last, ENDS), (0.0025, 0.005, 0.0125, 0.025, 0.05, 0.1))
                         + 64 * level(start / (start + capital), (0.1, 0.25, 0.5, 0.75, 0.9, 0.97)))
        return out


def edge_levels(sets):
    """Of each word in its language, and in all together."""
    edges = collections.defaultdict(Edges)
    for s in sets:
        for language in {None, s.language if s.language in corpus.LANGUAGES else None}:
            for sentence in s.sentences():
                edges[language].add(sentence)
    return {corpus.in_language(corpus.hash_word(word), language): value
            for language, counted in edges.items() for word, value in counted.levels().items()}


def write_words(path, folder):
    write_table(path, word_ranks(folder), 16, 3)


def write_edges(path, sets, without=()):
    write_table(path, edge_levels(s for s in sets if s.source not in without), 17, 9)


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
