"""Articles of the training sets once more with a thread of comments under them (grafts.py), for the kinds of pages."""
import os
import tempfile

import numpy as np

import grafts
import pages as P

COMMENTED = ["article", "documentation"]  # kinds whose pages may have comments under them
GRAFTED = .4                              # of these
MOST_COMMENTS, LEAST_POSTS, LEAST_BLOCKS = 150, 10, 10


def blocks_inside(page):
    """Of each element the first and one past the last of the blocks inside."""
    count = len(page["names"])
    first, end = np.full(count, len(page["element"])), np.zeros(count, int)
    for block, element in enumerate(page["element"]):
        first[element], end[element] = min(first[element], block), block + 1
    for element in range(count - 1, 0, -1):
        parent = page["names"][element][0]
        first[parent], end[parent] = min(first[parent], first[element]), max(end[parent], end[element])
    return first, end


def article_end(page, random):
    """The element after which what follows an article stands: one that holds nearly all of it, or its last block's."""
    first, end = blocks_inside(page)
    kept = np.concatenate([[0], np.cumsum(page["tokens"] * page["keep"])])
    if random.random() < .25:
        return int(page["element"][np.where(page["keep"])[0][-1]])
    whole = np.where(kept[end] - kept[np.minimum(first, end)] >= .97 * kept[-1])[0]
    return int(whole[-1])


def script_of(text):
    """The script of a text, roughly: for words that are to go together."""
    c = np.array([ord(c) for c in text[:4000] if c.isalpha()])
    if len(c) == 0:
        return "none"
    shares = {"latin": (c < 0x250).mean(), "greek": ((c > 0x36F) & (c < 0x400)).mean(),
              "cyrillic": ((c > 0x3FF) & (c < 0x530)).mean(), "ideographs": (c > 0x2E7F).mean()}
    return max(shares, key=shares.get)


def posts_of(pages, kind_of):
    """What people say in the forums, by fold and script; lists of paragraphs."""
    posts = {}
    for page in pages:
        keep = [i for i in np.where(page["keep"])[0] if 6 <= page["tokens"][i] <= 250]
        if kind_of(page) != "forum" or not keep:
            continue
        texts = [page["texts"][i] for i in keep]
        own = posts.setdefault((page["fold"], script_of(" ".join(texts[:20]))), [])
        while texts:
            size = 2 if len(own) % 3 else 1
            own.append(texts[:size])
            del texts[:size]
    return posts


def _lines(pages, random, data, folder, kind_of):
    """What dump_blocks is to read of each page that is grafted, and the page."""
    posts = posts_of(pages, kind_of)
    for page in pages:
        if kind_of(page) not in COMMENTED:
            continue
        keep = np.where(page["keep"])[0]
        texts = posts.get((page["fold"], script_of(" ".join(page["texts"][i] for i in keep[:20]))), [])
        if len(keep) == 0 or len(texts) < LEAST_POSTS or len(page["texts"]) < LEAST_BLOCKS or random.random() >= GRAFTED:
            continue
        with tempfile.NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as file:
            file.write(grafts.thread(random, page["texts"][keep[0]][:60], texts, MOST_COMMENTS))
        path = os.path.join(data, page["set"], "html", page["id"] + ".html")
        yield f"{path}\t{article_end(page, random)}\t{file.name}\n", page


def grafted(pages, data, tool, cues, kind_of):
    """Articles with comments: pages as of pages.load, without tokens and labels."""
    random = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        jobs = list(_lines(pages, random, data, folder, kind_of))
        dump = P.dump("".join(f"{i}\t{line}" for i, (line, _) in enumerate(jobs)), tool, cues)
        return [dict(new, **{k: page[k] for k in ("id", "set", "gold", "fold")}) for new, (_, page) in zip(dump, jobs)]
