"""Pages as dump_blocks wrote them, their golds, their tokens and their F1 (4-token shingles over bags)."""
import hashlib
import json
import os
import re
import struct
import subprocess
from collections import Counter
from urllib.parse import urlparse

import numpy as np

_NO_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_TOKEN = re.compile(f"[{_NO_SPACES}]|[^\\W_{_NO_SPACES}]+")
ADDRESS = 8  # bytes on what a page's address says
_SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "ne", "go"}


def tokens(text):
    return _TOKEN.findall((text or "").casefold())


def folded(text):
    return re.sub(r"\s+", " ", text or "").strip()


def shingles(words):
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(words, words[1:], words[2:], words[3:]))


def f1(gold, words):
    out = shingles(words)
    whole = sum(gold.values()) + sum(out.values())
    return 2 * sum((gold & out).values()) / whole if whole else 1.0


def site(row):
    """The registered domain, nearly."""
    host = urlparse(row.get("url") or "").hostname or row["id"]
    parts = host.split(".")
    if len(parts) >= 3 and parts[-2] in _SECOND_LEVEL and len(parts[-1]) == 2:
        return ".".join(parts[-3:])
    return ".".join(parts[-2:])


def fold_of(row, folds=5):
    return hashlib.md5(site(row).encode()).digest()[0] % folds


def _parse_names(data, at):
    """For each element its parent and the hashes of the words of its names; the place after them."""
    count, = struct.unpack_from("<I", data, at)
    at += 4
    names = []
    for _ in range(count):
        parent, words = struct.unpack_from("<2I", data, at)
        names.append((parent, np.frombuffer(data, np.uint64, words, at + 8).tolist()))
        at += 8 + 8 * words
    return names, at


def _parse(data):
    at = 0
    while at < len(data):
        id_size, title_size, blocks, features = struct.unpack_from("<4I", data, at)
        at += 16
        id_ = data[at:at + id_size].decode()
        at += id_size + title_size
        rows = np.frombuffer(data, np.uint8, blocks * features, at).reshape(blocks, features).copy()
        at += blocks * features
        address = np.frombuffer(data, np.uint8, ADDRESS, at)
        at += ADDRESS
        group = np.frombuffer(data, np.uint32, blocks, at)
        sizes = np.frombuffer(data, np.uint32, blocks, at + 4 * blocks)
        at += 8 * blocks
        texts = []
        for size in sizes:
            texts.append(data[at:at + size].decode("utf-8", "replace"))
            at += int(size)
        element = np.frombuffer(data, np.uint32, blocks, at)
        at += 4 * blocks
        names, at = _parse_names(data, at)
        yield {"id": id_, "rows": rows, "address": address, "group": group, "texts": texts, "element": element, "names": names}


def dump(listing, tool, cues):
    """The pages of a list as dump_blocks takes it."""
    return _parse(subprocess.run([tool, cues], input=listing.encode(), stdout=subprocess.PIPE, check=True).stdout)


def load(data, name, tool, cues):
    """The pages of a set: folder `data`/`name` with gold.jsonl and html/."""
    with open(os.path.join(data, name, "gold.jsonl"), encoding="utf-8") as f:
        gold = {r["id"]: r for r in map(json.loads, filter(str.strip, f))}
    listing = "".join(f"{i}\t{os.path.join(data, name, 'html', i + '.html')}\n" for i in sorted(gold))
    pages = []
    for page in dump(listing, tool, cues):
        words = [tokens(t) for t in page["texts"]]
        row = gold[page["id"]]
        pages.append(dict(page, set=name, gold=row, fold=fold_of(row), words=words,
                          tokens=np.array([len(w) for w in words], int)))
    return pages
