#!/usr/bin/env python3
"""Runs the Spark job on a cluster of two executors on this machine, and holds its output to that of the program alone.

    pip install -r src/spark/requirements.txt       (and a Java runtime, 17 or later)
    tests/spark/spark_test.py DECHAFF [PAGES [DUMP...]]

PAGES, 60 if not given, is how many pages each of the six WARC files of the crawl holds. DUMPs are a crawl that is cleaned besides.
"""
import collections
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../src/spark"))
os.environ["PYTHONPATH"] = sys.path[0] + os.pathsep + os.environ.get("PYTHONPATH", "")
os.environ["PYSPARK_PYTHON"] = sys.executable
import dechaff_spark  # noqa: E402

PROGRAM = None
PAGES = 60
DUMPS = []
WORDS = "the old lamp of harbour keepers tide winter council stone boats came in again with many people to see it".split()


def page(chance, number):
    paragraphs = "".join(
        "<p>" + " ".join(chance.choices(WORDS, k=60)).capitalize() + ".</p>" for _ in range(chance.randint(1, 6)))
    return (f"<!DOCTYPE html><html lang=en><title>Page {number}</title><nav><a href=/>Home</a> <a href=/a>About</a></nav>"
            f"<article><h1>Page {number}</h1>{paragraphs}</article><footer>All rights reserved</footer></html>").encode()


def write_warc(path, first, pages):
    chance = random.Random(first)
    with open(path, "wb") as file:
        for number in range(first, first + pages):
            content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(chance, number)
            header = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{number}>\r\n"
                      f"WARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Target-URI: https://example.org/{number}\r\n"
                      f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(content)}\r\n\r\n")
            file.write(gzip.compress(header.encode() + content + b"\r\n\r\n", mtime=0))


def write_rows(path, first, pages):
    chance = random.Random(first)
    with gzip.open(path, "wb") as file:
        for number in range(first, first + pages):
            row = {"id": number, "html": page(chance, number).decode(), "score": number / 7, "tags": {"n": [number]}}
            file.write(b"{broken\n" if number % 17 == 0 else json.dumps(row).encode() + b"\n")


def alone(form, files):
    """What the program makes of the same files, as rows of the job."""
    rows = []
    for path in files:
        uri = "file://" + path
        with open(path, "rb") as file:
            done = subprocess.run([PROGRAM, "-f", form, "-t", "jsonl", "-q", "-q", "--label", uri], stdin=file, capture_output=True)
        rows += [dechaff_spark.to_row(line, uri) for line in done.stdout.splitlines()]
    return rows


class SparkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        from pyspark.sql import SparkSession
        cls.folder = tempfile.TemporaryDirectory()
        cls.spark = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("dechaff test")
                     .config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
                     .config("spark.driver.bindAddress", "127.0.0.1").config("spark.task.maxFailures", "4")
                     .config("spark.local.dir", cls.folder.name).getOrCreate())
        cls.warcs, cls.rows = cls.path("warc"), cls.path("rows")
        os.mkdir(cls.warcs)
        os.mkdir(cls.rows)
        for part in range(6):
            write_warc(f"{cls.warcs}/part-{part}.warc.gz", part * PAGES, PAGES)
            write_rows(f"{cls.rows}/part-{part}.jsonl.gz", part * PAGES, PAGES)

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        cls.folder.cleanup()

    @classmethod
    def path(cls, name):
        return os.path.join(cls.folder.name, name)

    def files(self, folder):
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]

    def check(self, name, expected, counts):
        read = [tuple(row) for row in self.spark.read.parquet(self.path(name)).collect()]
        self.assertEqual(collections.Counter(read), collections.Counter(expected))
        status = dechaff_spark.OWN.index("status")
        self.assertEqual(counts, dict(collections.Counter(row[status] for row in expected)))

    def run_job(self, form, inputs, name, program=None):
        return dechaff_spark.run(self.spark, form, inputs, self.path(name), program or PROGRAM)

    def test_warc(self):
        counts = self.run_job("warc", [self.warcs], "warc.parquet")
        self.check("warc.parquet", alone("warc", self.files(self.warcs)), counts)
        self.assertEqual(sum(counts.values()), 6 * PAGES)

    def test_given_dumps(self):
        if not DUMPS:
            self.skipTest("no DUMP was given")
        counts = self.run_job("warc", DUMPS, "dumps.parquet")
        self.check("dumps.parquet", alone("warc", DUMPS), counts)

    def test_rows_of_json(self):
        counts = self.run_job("jsonl", [self.rows], "rows.parquet")
        self.check("rows.parquet", alone("jsonl", self.files(self.rows)), counts)
        self.assertGreater(counts["failed"], 0)

    def test_parquet(self):
        table = [{"id": str(number), "html": page(random.Random(number), number).decode(), "extra": number} for number in range(PAGES)]
        self.spark.createDataFrame(table).repartition(3).write.parquet(self.path("in.parquet"))
        counts = self.run_job("parquet", [self.path("in.parquet")], "out.parquet")
        self.assertEqual(counts, {"ok": PAGES})
        rows = self.spark.read.parquet(self.path("out.parquet")).collect()
        self.assertEqual(sorted(int(row["id"]) for row in rows), list(range(PAGES)))
        self.assertTrue(all(json.loads(row["rest"])["extra"] == int(row["id"]) for row in rows))

    def wrapper(self, name, body):
        path = self.path(name)
        with open(path, "w") as file:
            file.write("#!/bin/bash\n" + body)
        os.chmod(path, 0o755)
        return path

    def test_a_child_that_is_killed_loses_and_doubles_nothing(self):
        # The first child of each file is killed when it has written a part of its output.
        killed = self.path("killed")
        os.mkdir(killed)
        program = self.wrapper("dying", f"""
name=$(printf '%s' "$*" | md5sum | cut -c1-32)
if mkdir {killed}/"$name" 2>/dev/null; then {PROGRAM} "$@" | head -c 20000; kill -9 $$; fi
exec {PROGRAM} "$@"
""")
        counts = self.run_job("warc", [self.warcs], "killed.parquet", program)
        self.assertEqual(len(os.listdir(killed)), 6)
        self.check("killed.parquet", alone("warc", self.files(self.warcs)), counts)

    def test_an_executor_that_is_killed_loses_and_doubles_nothing(self):
        # The children are slow, so that there is something to kill.
        program = self.wrapper("slow", f'{PROGRAM} "$@" | while IFS= read -r line; do printf "%s\\n" "$line"; sleep 0.02; done\n')
        victims = []

        def kill():
            deadline = time.time() + 60
            while time.time() < deadline and not victims:
                time.sleep(1.5)
                # The executors of this test's own cluster, told by its folder.
                found = subprocess.run(["pgrep", "-f", f"CoarseGrainedExecutorBackend.*{os.path.basename(self.folder.name)}"], capture_output=True, text=True)
                found = found.stdout.split() or self.executors()
                if found:
                    victims.append(int(found[0]))
                    os.kill(victims[0], signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        counts = self.run_job("warc", [self.warcs], "executor.parquet", program)
        killer.join()
        self.assertEqual(len(victims), 1)
        self.check("executor.parquet", alone("warc", self.files(self.warcs)), counts)

    def executors(self):
        """Processes of executors below this one."""
        below, found = {os.getpid()}, []
        for line in subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout.splitlines():
            pid, parent, arguments = line.split(None, 2)
            if int(parent) in below:
                below.add(int(pid))
                if "CoarseGrainedExecutorBackend" in arguments:
                    found.append(pid)
        return found

    def test_a_program_that_always_fails_fails_the_job(self):
        program = self.wrapper("failing", "exit 2\n")
        with self.assertRaises(Exception):
            self.run_job("warc", [self.warcs], "failing.parquet", program)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    PAGES = int(sys.argv[2]) if len(sys.argv) > 2 else PAGES
    DUMPS = [os.path.abspath(name) for name in sys.argv[3:]]
    unittest.main(argv=sys.argv[:1])
