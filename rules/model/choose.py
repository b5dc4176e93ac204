"""The choice of blocks, as src/judge/choice.cpp and src/judge/judge.cpp make it."""
import numpy as np

DRAWS, ROWS, TOGETHER, LEAST_CHANCE = 32, 256, 102, 5
SERVES = np.array([1.75, -2.5, -1.75, -1, -3, -3, .25])  # log-odds that serve pages of each kind best
MOST_DRAWN = 3
REPEAT_TOKENS = 8
_MASK = (1 << 64) - 1


def _mix(x):
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    x = (x ^ x >> 27) * 0x94D049BB133111EB & _MASK
    return x ^ x >> 31


def _bar(row, k):
    random = _mix((row * DRAWS + k + 1) * 0x9E3779B97F4A7C15 & _MASK)
    if (random >> 32 & 255) < TOGETHER:
        return k * 13 % DRAWS * (256 // DRAWS) + 128 // DRAWS
    return random & 255


_BARS = np.array([[_bar(row, k) for k in range(DRAWS)] for row in range(ROWS)])


def threshold(chance, tokens, group):
    """The chance at and above which blocks are kept, in 256ths."""
    if chance.max() < LEAST_CHANCE:
        return chance.max()
    some = np.where(chance >= LEAST_CHANCE)[0]
    weight = tokens[some] * 16 + 5
    right = (chance[some, None] > _BARS[group[some] % ROWS]) * weight[:, None]
    wanted = right.sum(0)
    best, found = -1, 256
    for level in np.unique(chance[some])[::-1]:
        kept = chance[some] >= level
        f1 = (right[kept].sum(0) / (weight[kept].sum() + wanted)).mean()
        if f1 > best:
            best, found = f1, level
    return found


def choose(page, odds, kinds):
    """Which blocks are kept; `kinds` are the chances of the page's kinds."""
    keep = np.zeros(len(odds), bool)
    if len(odds) == 0:
        return keep
    chance = np.minimum(256 / (1 + np.exp(-odds)), 255).astype(int)
    drawn = np.clip(threshold(chance, page["tokens"], page["group"]), 1, 255) / 256
    asked = (np.clip(np.log(drawn / (1 - drawn)), -MOST_DRAWN, MOST_DRAWN) + kinds @ SERVES) / 2
    seen = set()
    for i in np.where(odds >= min(asked, odds.max()))[0]:
        text = page["texts"][i]
        keep[i] = page["tokens"][i] < REPEAT_TOKENS or text not in seen
        seen.add(text)
    return keep
