"""The sentence sets and word lists that rules/repair is made from, and how clean text is glued.

A set is NAME.txt (UTF-8, a paragraph a line, an empty line between documents) and NAME.bounds (TSV:
character offset of a sentence end, kind `inner` or `parend`, hard). NAME is LANGUAGE-SOURCE.
"""
import bisect
import collections
import os
import random
import re

TERMINATORS = ".!?…"
# The languages of the word lists; their order is their number in the tables.
LANGUAGES = ("bg cs da de el en es et fi fr hr hu id it lt lv nl no pl pt ro ru sk sl sv tr uk vi").split()
BEGINNING = re.compile(r"[^\W\d_][^\W\d_]*(?=[ ,])")
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def fold(word):
    return word.lower().replace("’", "'")


def hash_word(word):
    """FNV-1a over code points, as FoldedHash in src/prose/repair_evidence.cpp."""
    h = 0xCBF29CE484222325
    for c in word:
        h = (h ^ ord(c)) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return h ^ h >> 32


def in_language(h, language):
    """As InLanguage in src/prose/repair_language.h; None for any language."""
    number = LANGUAGES.index(language) + 1 if language in LANGUAGES else 0
    key = (h ^ number * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF) * 0xC2B2AE3D27D4EB4F & 0xFFFFFFFFFFFFFFFF
    return key ^ key >> 32


class Set:
    def __init__(self, folder, name):
        self.name, (self.language, self.source) = name, name.split("-")
        with open(os.path.join(folder, name + ".txt"), encoding="utf-8", newline="") as f:
            self.text = f.read()
        self.bounds = []
        with open(os.path.join(folder, name + ".bounds"), encoding="utf-8") as f:
            for line in list(f)[1:]:
                offset, kind, hard = line.split("\t")
                self.bounds.append((int(offset), kind, int(hard)))
        self.words = len(self.text.split())

    def sentences(self):
        begin = 0
        for end, _, _ in self.bounds:
            yield self.text[begin:end].rsplit("\n", 1)[-1]
            begin = end

    def glued(self, share, seed, small=0.0):
        """(text, {offset: "space" or "stop"}): a share of the inner boundaries lose their space, or
        their stop and space, each kind as often as the other. Boundaries marked hard (a digit or one
        letter before the stop, "...", "?!", no capital after) lose only the space. Of the sentences that come after a
        lost space a share `small` begins in lower case, as careless writers have it."""
        rnd, pieces, gold, position, length = random.Random(seed), [], {}, 0, 0
        for offset, kind, hard in self.bounds:
            lost, which = rnd.random() < share, rnd.random() < 0.5
            if kind != "inner" or not lost:
                continue
            if which:
                begin, name = offset, "space"
            elif self.text[offset - 1] in TERMINATORS and not hard:
                begin, name = offset - 1, "stop"
            else:
                continue
            pieces.append(self.text[position:begin])
            length += begin - position
            position = offset + 1
            gold[length] = name
            if name == "space" and small and rnd.random() < small and BEGINNING.match(self.text, position):
                pieces.append(self.text[position].lower())
                length += 1
                position += 1
        pieces.append(self.text[position:])
        return "".join(pieces), gold


def load(folder):
    names = sorted(n[:-4] for n in os.listdir(folder) if re.fullmatch(r"[a-z]+-[a-z]+\.txt", n))
    return [Set(folder, name) for name in names]


def read_defects(path, sets):
    """{set: {character offset: kind}}: places of the clean texts where something is missing."""
    defects, texts = collections.defaultdict(dict), {s.name: s.text for s in sets}
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.strip() and not line.startswith("#"):
                name, kind, offset, left, right = line.rstrip("\n").split("\t")
                at = int(offset)
                if name in texts and texts[name][at - len(left):at + len(right)] != left + right:
                    raise SystemExit(f"{name} has no {left}{right} at {at}")
                defects[name][at] = kind
    return defects


def shifted(offsets, gold):
    """Offsets of the clean text → of the glued one, which lost a space or a stop and a space at each place of `gold`."""
    shift, cuts, out = 0, [], {}
    for place, kind in sorted(gold.items()):
        shift += 1 if kind == "space" else 2
        cuts.append((place + shift, shift))  # the end of the cut in the clean text
    for offset, kind in offsets.items():
        cut = bisect.bisect_right(cuts, (offset, 1 << 60))
        out[offset - (cuts[cut - 1][1] if cut else 0)] = kind
    return out
