#!/usr/bin/env python3
"""Build a crawl dump out of folders of pages, time its cleaning beside FastWARC with resiliparse, and prove what must hold of it.

    pip install -r tests/compare/requirements.txt
    tests/compare/crawl.py build --pages N DUMP.warc.gz FOLDER...
    tests/compare/crawl.py time [--tool PROGRAM] [--rounds N] DUMP.warc.gz
    tests/compare/crawl.py same [--tool PROGRAM] [--kills N] DUMP.warc.gz
    tests/compare/crawl.py long [--tool PROGRAM] [--times N] DUMP.warc.gz
    tests/compare/crawl.py test [--tool PROGRAM] [--pages N]

build writes N response records, each in a gzip member of its own and behind its request, as crawlers do; the pages of the
folders come in their order, again and again. The same folders give the same bytes. time runs each program once a round, one
after the other, and counts the time by the clock, the CPU time (user and system) and the peak memory of the whole process;
printed are medians of the rounds. Both read the dump, clean every HTML response and write JSON lines. same compares the output of
one thread with those of two, of shards joined, of a run without order as a set of lines, and of a run that is killed at random
moments and goes on. long reads the dump once and then N times over from a pipe, and holds the peak memory of the second run to that
of the first and to 250 MB. test does both with a small dump of the project's own pages.
"""
import argparse
import gzip
import hashlib
import itertools
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(HERE, "../../build/release/dechaff")


def record(kind, url, content):
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind} {url}")
    header = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
              f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n")
    return gzip.compress(header.encode() + content + b"\r\n\r\n", 6, mtime=0)


def build(options):
    pages = [os.path.join(folder, name) for folder in options.folders for name in sorted(os.listdir(folder))]
    with open(options.dump, "wb") as dump:
        for number, path in enumerate(itertools.islice(itertools.cycle(pages), options.pages)):
            with open(path, "rb") as file:
                page = file.read()
            url = f"https://site{number % 97}.example/{number}"
            head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode()
            dump.write(record("request", url, f"GET /{number} HTTP/1.1\r\n\r\n".encode()) + record("response", url, head + page))


def clean_with_resiliparse(path):
    """What FastWARC and resiliparse make of the dump, on one thread."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    with open(path, "rb") as file:
        for entry in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True):
            data = entry.reader.read()
            text = extract_plain_text(bytes_to_str(data, detect_encoding(data, from_html_meta=True)), main_content=True)
            sys.stdout.write(json.dumps({"id": entry.record_id, "url": entry.headers.get("WARC-Target-URI"), "text": text}) + "\n")


# Runs a command and says how long it took and what it needed. It is a process of its own, which is small: until a child has begun
# its program, it counts as being as large as its parent.
MEASURE = """import resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.call(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


def measure(command):
    """Seconds by the clock, CPU seconds and peak memory in MB of one run."""
    said = subprocess.run([sys.executable, "-I", "-S", "-c", MEASURE, *command], stdout=subprocess.PIPE, check=True).stdout
    status, clock, cpu, peak = said.split()
    if int(status):
        sys.exit(f"{command[0]} ended with {int(status)}")
    return float(clock), float(cpu), int(peak) / 1024


def time_all(options):
    commands = {f"dechaff -j {jobs}": [options.tool, "-t", "jsonl", "-q", "-j", str(jobs), options.dump] for jobs in (1, 2)}
    commands["fastwarc + resiliparse"] = [sys.executable, os.path.abspath(__file__), "rival", options.dump]
    with subprocess.Popen([options.tool, "-t", "jsonl", options.dump], stdout=subprocess.PIPE) as cleaned:
        records = sum(1 for _ in cleaned.stdout)
    runs = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            runs[name].append(measure(command))
    print(f"{records} records, {os.path.getsize(options.dump) / 1e6:.1f} MB compressed, medians of {options.rounds} rounds")
    print(f"{'program':<24} {'clock s':>8} {'CPU s':>8} {'records/s (clock)':>18} {'records/CPU s':>14} {'peak MB':>8}")
    for name, rounds in runs.items():
        clock, cpu, peak = (statistics.median(column) for column in zip(*rounds))
        print(f"{name:<24} {clock:>8.2f} {cpu:>8.2f} {records / clock:>18.0f} {records / cpu:>14.0f} {peak:>8.1f}")


def digest_of(commands):
    """Checksum of what the commands write, one behind the other."""
    total, size = hashlib.sha256(), 0
    for command in commands:
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            while block := child.stdout.read(1 << 20):
                total.update(block)
                size += len(block)
    return f"{total.hexdigest()[:16]} ({size} bytes)"


def digest_of_lines(command):
    """Checksum of the lines whatever their order, and how many they are."""
    total, count = 0, 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        for line in child.stdout:
            total += int.from_bytes(hashlib.sha256(line).digest()[:16])
            count += 1
    return f"{total % (1 << 64):016x} ({count} lines)"


def killed(command, kills, seconds):
    """Kills the command so many times, at moments spread over about the seconds that one run takes, and lets it end then."""
    chance = random.Random()
    done = 0
    while True:
        child = subprocess.Popen(command)
        try:
            child.wait(timeout=chance.uniform(0, 2 * seconds / kills) if done < kills else None)
            return done
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            done += 1


def compare_all(options):
    clean = [options.tool, "-t", "jsonl", "-q", "-q"]
    start = time.perf_counter()
    whole = digest_of([[*clean, "-j1", options.dump]])
    seconds = time.perf_counter() - start
    print(f"one thread: {whole}", flush=True)
    results = [("two threads", digest_of([[*clean, "-j2", options.dump]]))]
    for count in (2, 3, 7):
        shards = [[*clean, "-j2", "--shard", f"{i}/{count}", options.dump] for i in range(1, count + 1)]
        results.append((f"{count} shards joined", digest_of(shards)))
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "out.jsonl")
        resumed = [*clean, "-j2", "--resume", os.path.join(folder, "state"), "-o", output, options.dump]
        done = killed(resumed, options.kills, seconds / 2)
        results.append((f"killed {done} times", digest_of([["cat", output]])))
    lines = digest_of_lines([*clean, "-j1", options.dump])
    results.append(("without order, as a set", whole if digest_of_lines([*clean, "-j2", "--unordered", options.dump]) == lines else "other lines"))
    for name, result in results:
        print(f"{name}: {'the same' if result == whole else result}")
    if any(result != whole for _, result in results):
        sys.exit(1)


def read_long(options):
    most = 250e6
    for times in (1, options.times):
        with tempfile.NamedTemporaryFile() as file:
            child = subprocess.Popen([options.tool, "-t", "jsonl", "-q", "-q", "-j2", f"--stats={file.name}"], stdin=subprocess.PIPE,
                                     stdout=subprocess.DEVNULL)
            for _ in range(times):
                with open(options.dump, "rb") as dump:
                    shutil.copyfileobj(dump, child.stdin, 1 << 20)
            child.stdin.close()
            child.wait()
            with open(file.name) as stats:
                said = json.load(stats)
        print(f"{times} times: {said['documents']['ok']} documents, {said['peak_rss_bytes'] / 1e6:.1f} MB at the peak, "
              f"{said['cpu_seconds']:.0f} s of CPU time", flush=True)
        if said["peak_rss_bytes"] > most:
            sys.exit(f"that is more than {most / 1e6:.1f} MB")
        # Where the threads meet in time, one more large page is held or not.
        most = min(most, 1.2 * said["peak_rss_bytes"] + 16e6)


def test(options):
    with tempfile.TemporaryDirectory() as folder:
        options.dump = os.path.join(folder, "crawl.warc.gz")
        build(options)
        compare_all(options)
        read_long(options)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tasks = parser.add_subparsers(required=True)

    def add(name, run, dump=True, tool=True, **numbers):
        task = tasks.add_parser(name)
        task.set_defaults(run=run)
        if tool:
            task.add_argument("--tool", default=PROGRAM)
        for number, default in numbers.items():
            task.add_argument(f"--{number}", type=int, default=default)
        if dump:
            task.add_argument("dump")
        return task

    add("build", build, tool=False, pages=20000).add_argument("folders", nargs="+")
    add("time", time_all, rounds=3)
    add("same", compare_all, kills=10)
    add("long", read_long, times=10)
    small = add("test", test, dump=False, pages=1000)
    small.set_defaults(folders=[os.path.join(HERE, "../../fixtures/pages")], kills=5, times=10)
    add("rival", lambda options: clean_with_resiliparse(options.dump), tool=False)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
