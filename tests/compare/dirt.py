#!/usr/bin/env python3
"""Make clean articles dirty as scrapers do, clean them with dechaff, and count what is left of the dirt.

    tests/compare/dirt.py [--tool COMMAND] [--data DIR] [--sets NAME,...] [--languages XX,...] [--seed N] [--limit N]
                          [--worst N] [--keep DIR]

The articles are the gold texts of the labelled sets in DIR (default: ../shared/data beside the clone, unpacked): for wcxb its
pages of type article, else all texts with enough prose, at most LIMIT a language and set. One label line of the article's
language, drawn from rules/phrases, is put between paragraphs, into paragraphs at a sentence end whose stop is lost, and once or
more at the end, where the last stop is lost too; of the other sentence ends inside paragraphs four of ten lose stop and space,
one of ten the space. Where a script has no capitals, sentence ends stay as they are. An article is as exact as its words,
stops and paragraphs are.

Printed for each set and language: articles, words (where a script has no blanks, characters), word edits per 100 words in the
dirty text (dirt), after cleaning (left), and in the article as it was after the same cleaning (own: glue that the gold text has
itself, lines of dates and authors that are no prose, harm), of these the words that are gone (gone) and those parted where the
gold text itself lacks a space or a stop (parted), label lines left, the share of articles that come out exact, and of those that
come out as the clean article does (same). The same seed gives the same dirt.
"""
import argparse
import collections
import difflib
import itertools
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
CLOSING = "\"'»”’)]"
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})([.!?])([\"»”’)]*) (?=[\"«“‘„(¿¡]*[^\W\d_])")
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
CLEAN = "clean-"  # begins the names of the articles as they were
CASELESS = {"ar", "fa", "he", "hi", "ja", "ko", "th", "zh"}


def labels(language):
    """The phrases that are label lines of advertisements wherever they stand."""
    found, wanted = [], False
    with open(os.path.join(ROOT, "rules", "phrases", language + ".txt"), encoding="utf-8") as file:
        for line in file:
            line = line.strip()
            if line.startswith("["):
                wanted = line in ("[ad label, sure]", "[continue after ad, sure]")
            elif wanted and line and not line.startswith("#") and "*" not in line:
                groups = [group.split("|") for group in re.split(r"[()]", line)]
                for words in itertools.product(*groups):
                    phrase = " ".join("".join(words).split())
                    if phrase[:1].isalpha():
                        found.append(phrase)
    return found


def is_prose(paragraph):
    return len(paragraph.split()) >= 15 and paragraph.rstrip(CLOSING)[-1:] in (".", "!", "?", "。")


def is_english(text):
    words = text.lower().split()
    return sum(word in {"the", "of", "and", "to", "a", "in"} for word in words) > 0.12 * len(words)


def articles(path, name, limit):
    """Yields (id, language, paragraphs)."""
    count = {}
    with open(os.path.join(path, name, "gold.jsonl"), encoding="utf-8") as file:
        for line in file:
            page = json.loads(line)
            if page.get("type", "article") != "article" or not page.get("text"):
                continue
            text = unicodedata.normalize("NFC", page["text"].translate(INVISIBLE))
            paragraphs = [" ".join(p.split()) for p in text.split("\n") if p.strip()]
            language = page.get("lang") or ("en" if is_english(page["text"]) else "")
            words = sum(len(p.split()) for p in paragraphs)
            prose = [p for p in paragraphs if is_prose(p)]
            enough = len(prose) >= 4 and 150 <= words <= 3000
            if language in CASELESS:
                enough = len(paragraphs) >= 4 and 300 <= sum(map(len, paragraphs)) <= 9000
            if not enough or count.get(language, 0) >= limit or not labels_of(language):
                continue
            count[language] = count.get(language, 0) + 1
            yield page["id"], language, paragraphs


LABELS = {}


def labels_of(language):
    if language not in LABELS:
        known = os.path.exists(os.path.join(ROOT, "rules", "phrases", language + ".txt"))
        LABELS[language] = labels(language) if known else []
    return LABELS[language]


def read_abbreviations():
    """{language: its abbreviations in lower case}; those of * hold in all."""
    found = {}
    with open(os.path.join(ROOT, "rules", "repair", "abbreviations.txt"), encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                language, *words = line.lower().split()
                found.setdefault(language, set()).update(words)
    return found


ABBREVIATIONS = read_abbreviations()


def sentence_ends(paragraph, language):
    """Matches of SENTENCE_END but those behind an abbreviation."""
    short = ABBREVIATIONS["*"] | ABBREVIATIONS.get(language, set())
    for match in SENTENCE_END.finditer(paragraph):
        if re.search(r"[^\W\d_]+$", paragraph[:match.start()])[0].lower() not in short:
            yield match


def glue(paragraph, language, rnd):
    ends = {match.start() for match in sentence_ends(paragraph, language)}

    def replace(match):
        stop, closing = match[1], match[2]
        upper = next((c for c in paragraph[match.end():] if c.isalpha()), "x").isupper()
        before = re.search(r"[^\W\d_]+$", paragraph[:match.start()])[0]
        draw = rnd.random()
        if match.start() not in ends or not upper or len(before) < 4 or before[0].isupper():  # may be an abbreviation or a name
            return match[0]
        if draw < 0.4 and stop == "." and not closing:
            return ""
        if draw < 0.5:
            return stop + closing
        return match[0]
    return SENTENCE_END.sub(replace, paragraph)


def dirty(paragraphs, language, rnd):
    """The dirty text and its label."""
    label = rnd.choice(labels_of(language))
    cased = language not in CASELESS
    out = []
    for i, paragraph in enumerate(paragraphs):
        prose = is_prose(paragraph) and cased
        ends = [m for m in sentence_ends(paragraph, language)
                if m[1] == "." and not m[2] and paragraph[m.end()].isupper() and m.start() > 40]
        if prose and ends and rnd.random() < 0.2:
            cut = rnd.choice(ends)
            out += [glue(paragraph[:cut.start()], language, rnd), label, glue(paragraph[cut.end():], language, rnd)]
        else:
            out.append(glue(paragraph, language, rnd) if cased else paragraph)
        if i and rnd.random() < 0.15:
            out.append(label)
    if cased and is_prose(paragraphs[-1]) and out[-1].endswith("."):
        out[-1] = out[-1][:-1]
    out += [label] * rnd.choice((1, 1, 2, 3))
    return "\n\n".join(out) + "\n", label


def changes(left, right):
    """The stretches in which two lists of words differ, by a longest common subsequence."""
    if left != right:
        matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag != "equal":
                yield left[i1:i2], right[j1:j2]


def size(change):
    return max(map(len, change))


def is_parting(change):
    left, right = ("".join(words).replace(".", "") for words in change)
    return left == right and len(change[0]) < len(change[1])


def differences(left, right):
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            context = " ".join(left[max(0, i1 - 3):i1])
            yield f"{context} [{' '.join(left[i1:i2])} | {' '.join(right[j1:j2])}] {' '.join(left[i2:i2 + 3])}"


def clean(tool, folder, names):
    """{name: text}"""
    texts = {}
    listing = "\n".join(os.path.join(folder, name) for name in names)
    run = subprocess.run(tool.split() + ["-f", "text", "-t", "jsonl", "--files-from=-"], input=listing, text=True,
                         stdout=subprocess.PIPE, check=True)
    for line in run.stdout.splitlines():
        record = json.loads(line)
        texts[os.path.basename(record["id"])] = record["text"]
    return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", default=os.path.join(ROOT, "build", "release", "dechaff"))
    parser.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data"))
    parser.add_argument("--sets", default="wcxb,scrapinghub,daniel,europa")
    parser.add_argument("--languages", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--keep", default="")
    options = parser.parse_args()
    wanted = set(filter(None, options.languages.split(",")))
    cases = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or temporary
        os.makedirs(folder, exist_ok=True)
        for name in options.sets.split(","):
            for page, language, paragraphs in articles(options.data, name, options.limit):
                if wanted and language not in wanted:
                    continue
                text, label = dirty(paragraphs, language, random.Random(f"{options.seed} {name} {page}"))
                file = f"{name}-{page}.txt".replace("/", "_")
                with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
                    out.write(text)
                with open(os.path.join(folder, CLEAN + file), "w", encoding="utf-8") as out:
                    out.write("\n\n".join(paragraphs) + "\n")
                cases[file] = (name, language, paragraphs, text, label)
        if not cases:
            sys.exit("no articles found")
        report(cases, clean(options.tool, folder, [*cases, *(CLEAN + file for file in cases)]), options.worst)


def lines_of(text):
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


PER_HUNDRED = {"dirt": 2, "left": 3, "own": 3, "gone": 3, "parted": 3}  # columns and their decimals


def report(cases, cleaned, worst):
    rows, ranking = {}, []
    for file, (name, language, paragraphs, text, label) in cases.items():
        gold, got, same = (WORD.findall(t) for t in (" ".join(paragraphs), cleaned[file], cleaned[CLEAN + file]))
        lines = lines_of(cleaned[file])
        own, edits = list(changes(gold, same)), sum(map(size, changes(gold, got)))
        counts = {
            "articles": 1, "words": len(gold), "dirt": sum(map(size, changes(gold, WORD.findall(text)))), "left": edits,
            "own": sum(map(size, own)), "gone": sum(len(left) for left, right in own if not right),
            "parted": sum(size(change) for change in own if is_parting(change)),
            "labels": sum(line.strip(".") == label for line in lines),
            "exact": lines == paragraphs, "same": lines == lines_of(cleaned[CLEAN + file])}
        for key in ((name, language), (name, "all"), ("all", "all")):
            rows.setdefault(key, collections.Counter()).update(counts)
        ranking.append((edits / len(gold), file, gold, got, lines, paragraphs, label))
    print(f"{'set':14}{'lang':6}{'articles':>9}{'words':>9}", *(f"{column + '/100':>11}" for column in PER_HUNDRED),
          f"{'labels':>8}{'exact':>7}{'same':>7}", sep="")
    for (name, language), row in rows.items():
        shares = (f"{100 * row[column] / row['words']:11.{digits}f}" for column, digits in PER_HUNDRED.items())
        print(f"{name:14}{language:6}{row['articles']:9}{row['words']:9}", *shares, f"{row['labels']:8}",
              *(f"{row[column] / row['articles']:7.2f}" for column in ("exact", "same")), sep="")
    for share, file, gold, got, lines, paragraphs, label in sorted(ranking, reverse=True)[:worst]:
        print(f"\n== {file} {100 * share:.2f} per 100 words, label '{label}'")
        shown = list(differences(gold, got))
        print("\n".join(shown[:40]))
        if not shown:
            print(f"paragraphs {len(paragraphs)} became {len(lines)}")


if __name__ == "__main__":
    main()
