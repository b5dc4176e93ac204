#!/usr/bin/env python3
"""Time whole-page cleaning over a folder of pages: dechaff beside resiliparse and turbohtml.

    pip install -r tests/compare/requirements.txt
    tests/compare/speed.py [--tool PROGRAM] [--rounds N] [--only NAME,...] FOLDER

Each round runs every program once, one after the other, each in a process of its own that reads every file of the
folder and cleans it on one thread. Counted is the CPU time (user and system) and the peak memory of the whole process,
start-up and imports included. Printed are medians of the rounds, after one more round that warms the file cache.
"""
import argparse
import importlib.util
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def clean_with_resiliparse(data):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    return extract_plain_text(bytes_to_str(data, detect_encoding(data, from_html_meta=True)), main_content=True)


def clean_with_turbohtml(data):
    import turbohtml
    return turbohtml.parse(data, positions=False).main_text()


RIVALS = {"resiliparse": clean_with_resiliparse, "turbohtml": clean_with_turbohtml}


def pages_of(folder):
    return sorted(os.path.join(top, name) for top, _, names in os.walk(folder) for name in names)


def work(name, folder):
    """A rival's process: cleans every page, writes its text, and returns how many it could not clean."""
    failed = 0
    for path in pages_of(folder):
        with open(path, "rb") as file:
            data = file.read()
        try:
            sys.stdout.buffer.write((RIVALS[name](data) or "").encode("utf-8", "replace") + b"\n\f\n")
        except Exception:  # whatever a rival raises, its other pages count
            failed += 1
    return failed


def measure(command):
    """CPU seconds and peak memory in MB of one run."""
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def commands_for(options):
    commands = {"dechaff": [options.tool, "-q", "-j", "1", options.folder]}
    for name in RIVALS:
        if importlib.util.find_spec(name):
            commands[name] = [sys.executable, os.path.abspath(__file__), "--worker", name, options.folder]
        else:
            print(f"{name} is not installed (pip install -r tests/compare/requirements.txt)", file=sys.stderr)
    return {name: commands[name] for name in options.only.split(",")} if options.only else commands


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--tool", default=os.path.join(HERE, "../../build/release/dechaff"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="the programs to time (default: all that are installed)")
    parser.add_argument("--worker", choices=RIVALS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        sys.exit(1 if work(options.worker, options.folder) else 0)

    commands = commands_for(options)
    runs = {name: [] for name in commands}
    for _ in range(options.rounds + 1):
        for name, command in commands.items():
            runs[name].append(measure(command))

    pages = pages_of(options.folder)
    size = sum(map(os.path.getsize, pages)) / 1e6
    print(f"{len(pages)} pages, {size:.1f} MB, medians of {options.rounds} rounds")
    print(f"{'program':<12} {'CPU s':>8} {'pages/s':>9} {'MB/s':>8} {'peak MB':>8}")
    for name, rounds in runs.items():
        cpu = statistics.median(seconds for seconds, _ in rounds[1:])
        peak = max(memory for _, memory in rounds)
        print(f"{name:<12} {cpu:>8.3f} {len(pages) / cpu:>9.0f} {size / cpu:>8.1f} {peak:>8.1f}")


if __name__ == "__main__":
    main()
