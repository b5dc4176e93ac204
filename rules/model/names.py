"""What the words of class, id, role and itemprop say of the text under them: weights of a logistic regression
over the words of a block's element and of all around it. The table is looked up by src/page/names.cpp."""
import struct
from collections import Counter

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import SGDClassifier

SCALE = 32          # NameBook::kWeightScale
LEAST_SITES = 15    # on fewer, a word is one site's own
FOLDS = 5


def vocabulary(pages, site):
    """The words that stand on enough sites, numbered."""
    seen = {}
    for page in pages:
        seen.setdefault(site(page["gold"]), set()).update(w for _, words in page["names"] for w in words)
    count = Counter(w for words in seen.values() for w in words)
    return {w: i for i, w in enumerate(sorted(w for w, n in count.items() if n >= LEAST_SITES))}


def matrix(pages, number):
    """A row for each block: how often each word stands around it."""
    columns, ends = [], [0]
    for page in pages:
        chains = []
        for i, (parent, words) in enumerate(page["names"]):
            own = [number[w] for w in words if w in number]
            chains.append((chains[parent] if i else []) + own)
        for element in page["element"]:
            columns.extend(chains[element])
            ends.append(len(columns))
    shape = (len(ends) - 1, len(number))
    return sparse.csr_matrix((np.ones(len(columns), np.float32), np.array(columns, np.int32), np.array(ends)), shape)


def weights(rows, keep, weight):
    """Of each word, in 1/SCALE of log-odds, rounded as the table has them."""
    model = SGDClassifier(loss="log_loss", alpha=1e-4, max_iter=6, tol=None, random_state=1, average=True)
    model.fit(rows, keep, sample_weight=np.minimum(weight / weight.mean(), 20))
    return np.clip(np.round(model.coef_[0] * SCALE), -127, 127).astype(int)


def put_features(page, sums, at, over_at):
    """Writes the two features that src/judge/feature_rows.cpp makes of the sums of weights."""
    if len(sums) == 0:
        return
    tokens = page["tokens"] + 1
    total, whole = int((sums * tokens).sum()), int(tokens.sum())
    mean = abs(total) // whole * (1 if total >= 0 else -1)   # division as in C++
    for column, values in ((at, sums), (over_at, sums - mean)):
        halves = np.where(values >= 0, values // 2, -(-values // 2))
        page["rows"][:, column] = np.clip(halves + 128, 0, 255)


def forget(pages, features):
    """Takes out what an earlier table said."""
    for page in pages:
        page["rows"][:, features] = 128


def learn(pages, weigh, features, site):
    """Puts the two features into all pages, of each fold by weights that have not seen its sites. Returns the
    weights of all, by the words' hashes."""
    number = vocabulary(pages, site)
    rows = matrix(pages, number)
    keep = np.concatenate([p["keep"] for p in pages]).astype(int)
    weight = np.concatenate([weigh(p) for p in pages])
    fold = np.concatenate([np.full(len(p["rows"]), p["fold"]) for p in pages])
    use = weight > 0
    sums = np.zeros(len(keep), int)
    for k in range(FOLDS):
        seen = use & (fold != k)
        own = weights(rows[seen], keep[seen], weight[seen])
        sums[fold == k] = np.rint(rows[fold == k] @ own).astype(int)
    at = 0
    for page in pages:
        put_features(page, sums[at:at + len(page["rows"])], *features)
        at += len(page["rows"])
    return dict(zip(sorted(number), weights(rows[use], keep[use], weight[use]).tolist()))


def write_table(weight_of, path):
    """Open addressing as in NameBook: the hash's upper 24 bits, then the weight; at most half full."""
    entries = [(h, w) for h, w in sorted(weight_of.items()) if abs(w) >= 2]
    size = 1 << (2 * len(entries) - 1).bit_length()
    slots = [0] * size
    for hash_, weight in entries:
        i = hash_ % size
        while slots[i]:
            i = (i + 1) % size
        slots[i] = hash_ >> 40 << 8 | weight & 0xFF
    with open(path, "wb") as f:
        f.write(struct.pack(f"<{size}I", *slots))
