#!/usr/bin/env python3
"""Pages made to be slow, big or deadly, given to the real program: hostile_test.py DECHAFF

Each ends within 1 s and 0.2 s a megabyte of CPU time, in 200 MB and 40 times its size of memory, with its text: as the
main content of the page and as all its text. Prints the worse of the two."""
import os
import subprocess
import sys
import tempfile

WORD = "harbour"
M = 1_000_000


def numbered(before, after, times):
    return "".join(f"{before}{i}{after}" for i in range(times))


# name, page, how often WORD must come out
INPUTS = [
    ("one small page", lambda: f"<p>{WORD}", 1),
    ("div, 10^6", lambda: f"<div>{WORD} " * M, M),
    ("span, 10^6", lambda: f"<span>{WORD} " * M, M),
    ("b, 10^6", lambda: f"<b>{WORD} " * M, M),
    ("div closed, 10^6", lambda: "<div>" * M + WORD + "</div>" * M, 1),
    ("ul li, 250,000", lambda: f"<ul><li>{WORD} " * (M // 4), M // 4),
    ("h1 span, 250,000", lambda: f"<h1><span>{WORD} " * (M // 4), M // 4),
    ("b around div, 125,000", lambda: f"<b><div>{WORD} </b>" * (M // 8), M // 8),
    ("paragraphs, 250,000", lambda: f"<p>{WORD} " * (M // 4), M // 4),
    ("letters in paragraphs, 2.5 x 10^6", lambda: "<p>x" * (10 * M // 4) + f"<p>{WORD}", 1),
    ("formatting bomb", lambda: "<p>" + numbered("<b a", ">", 2000) + f"</p><p>{WORD}" * 3000, 3000),
    ("bomb below the caps", lambda: numbered("<b a", ">", 60) + f"<p>{WORD} " * (M // 4), M // 4),
    ("attributes, 10^5", lambda: "<p" + numbered(" a", "=1", M // 10) + f">{WORD}", 1),
    ("attribute of 10 MB", lambda: "<p a='" + "v" * (10 * M) + f"'>{WORD}", 1),
    ("authors, 10^5", lambda: numbered("<meta name=author content='A B", "'>", M // 10) + f"<p>{WORD}", 1),
    ("authors in links, 10^5", lambda: numbered("<a rel=author>Ann A", " Bee</a> ", M // 10) + f"<p>{WORD}", 1),
    ("paragraphs before code, 100,000",
     lambda: f"<p>{WORD} " * (M // 10) + "<p><code>" + f"<i>{WORD} </i>" * (M // 10), M // 5),
    ("assert of Gumbo's", lambda: f"{WORD} <table><math><select><mi><select><tr>{WORD}", 2),
    ("ends in a reference", lambda: f"{WORD}<a b=&gt", 1),
    ("ends in a tag", lambda: f"{WORD}<a b='x", 1),
    ("ends in a comment", lambda: f"{WORD}<!-- x", 1),
    ("ends in a script", lambda: f"{WORD}<script>x", 1),
    ("ends in CDATA", lambda: f"{WORD}<svg><![CDATA[x", 1),
    ("ends in a character", lambda: f"<p>{WORD}\N{EURO SIGN}".encode()[:-1], 1),
    ("one line of 10 MB", lambda: "<p>" + f"{WORD} " * (10 * M // 8), 10 * M // 8),
    ("one word of 10 MB", lambda: f"<p>{WORD} " + "x" * (10 * M), 1),
    ("br, 8 x 10^6", lambda: "<br>" * (8 * M) + WORD, 1),
    ("tables, 10^6", lambda: "<table>" * M + f"<td>{WORD}", 1),
    ("tables in tables, 250,000", lambda: f"<table><td>{WORD} " * (M // 4), M // 4),
    ("text before rows, 125,000", lambda: f"<table>{WORD} <tr>{WORD} " * (M // 8), M // 4),
    ("svg in svg, 250,000", lambda: "<svg>" * (M // 4) + f"<p>{WORD}", 1),
    ("less-than, 10^6", lambda: "<p>" + "<" * M + f" {WORD}", 1),
]


def write_page(make, path):
    """In a process of its own: the memory of this one counts as that of the program which it starts."""
    child = os.fork()
    if child == 0:
        page = make()
        with open(path, "wb") as file:
            file.write(page if isinstance(page, bytes) else page.encode())
        os._exit(0)
    os.waitpid(child, 0)


def count_words(path):
    count, rest = 0, b""
    with open(path, "rb") as file:
        while piece := file.read(1 << 16):
            rest += piece
            count += rest.count(WORD.encode())
            rest = rest[1 - len(WORD):]
    return count


def clean(program, page, output, *arguments):
    """Runs the program on a page: its exit status, CPU seconds and peak megabytes."""
    with open(output, "wb") as file:
        child = subprocess.Popen([program, "-f", "html", "--repair=off", *arguments, page], stdout=file,
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def check(program, make, words, folder):
    """What one page cost, and what was wrong."""
    page, output = os.path.join(folder, "page"), os.path.join(folder, "output")
    write_page(make, page)
    size = os.path.getsize(page) / 1e6
    seconds, peak, faults = 0, 0, []
    for arguments in ([], ["--all-text"]):
        status, its_seconds, its_peak = clean(program, page, output, *arguments)
        seconds, peak = max(seconds, its_seconds), max(peak, its_peak)
        if status != 0:
            faults.append(f"exit status {status}")
    if count_words(output) < words:
        faults.append(f"{count_words(output)} of {words} words")
    if seconds > 1 + 0.2 * size:
        faults.append("too slow")
    if peak > 200 + 40 * size:
        faults.append("too big")
    return size, seconds, peak, faults


def main():
    program = os.path.abspath(sys.argv[1])
    failed = 0
    print(f"{'page':33} {'MB':>6} {'seconds':>8} {'peak MB':>8}")
    with tempfile.TemporaryDirectory(prefix="dechaff-hostile-") as folder:
        for name, make, words in INPUTS:
            size, seconds, peak, faults = check(program, make, words, folder)
            failed += bool(faults)
            print(f"{name:33} {size:6.1f} {seconds:8.2f} {peak:8.0f}  {', '.join(faults)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
