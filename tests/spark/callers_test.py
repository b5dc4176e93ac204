#!/usr/bin/env python3
"""Runs the examples of src/spark/README.md that need no cluster: the Python class, and GNU parallel where it is.

    callers_test.py DECHAFF
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../src/spark"))
from dechaff_worker import Worker, WorkerDied  # noqa: E402

PROGRAM = None
TEXT = "The men sang as they rowed.Then came the rain."
CLEAN = "The men sang as they rowed. Then came the rain."


class WorkerTest(unittest.TestCase):
    def setUp(self):
        watchdog = threading.Timer(60, lambda: os._exit(3))
        watchdog.start()
        self.addCleanup(watchdog.cancel)

    def test_answers_in_order(self):
        with Worker(PROGRAM) as worker:
            answers = list(worker.clean({"id": i, "text": TEXT, "more": [i]} for i in range(5000)))
        self.assertEqual([a["id"] for a in answers], list(range(5000)))
        self.assertTrue(all(a["text"] == CLEAN and a["more"] == [a["id"]] for a in answers))

    def test_one_at_a_time_and_again(self):
        with Worker(PROGRAM, ["--repair=off"]) as worker:
            self.assertEqual(worker.clean_one({"text": TEXT})["text"], TEXT)
            self.assertEqual(list(worker.clean([])), [])
            self.assertEqual(worker.clean_one({"text": 1})["status"], "failed")

    def test_pages_larger_than_any_pipe(self):
        page = "<p>" + (CLEAN + " ") * 40000
        with Worker(PROGRAM) as worker:
            for answer in worker.clean({"html": page} for _ in range(5)):
                self.assertEqual(answer["status"], "ok")

    def test_an_error_of_the_input_is_told(self):
        def rows():
            yield {"text": TEXT}
            raise ValueError("no more")
        with Worker(PROGRAM) as worker:
            answers = worker.clean(rows())
            self.assertEqual(next(answers)["text"], CLEAN)
            with self.assertRaises(ValueError):
                next(answers)

    def test_a_child_that_dies_is_told(self):
        with self.assertRaises(WorkerDied), Worker(PROGRAM) as worker:
            for answer in worker.clean({"text": TEXT} for _ in range(10**9)):
                worker._child.kill()

    def test_answers_may_be_left(self):
        with Worker(PROGRAM) as worker:
            next(worker.clean({"text": TEXT} for _ in range(10**9)))


class ParallelTest(unittest.TestCase):
    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
    def test_lines_of_json_in_blocks(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "pages.jsonl")
            with open(path, "w") as file:
                file.writelines(json.dumps({"id": i, "text": TEXT}) + "\n" for i in range(2000))
            done = subprocess.run(
                ["parallel", "--will-cite", "--pipe-part", "--block", "20k", "-k", "-a", path, PROGRAM, "--worker"],
                capture_output=True, timeout=60)
            with open(path) as file:
                alone = subprocess.run([PROGRAM, "--worker"], stdin=file, capture_output=True)
        self.assertEqual(done.stdout, alone.stdout)
        self.assertEqual(len(done.stdout.splitlines()), 2000)


if __name__ == "__main__":
    PROGRAM = sys.argv[1]
    unittest.main(argv=sys.argv[:1])
