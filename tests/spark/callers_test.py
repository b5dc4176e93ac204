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
sys.path.insert(0, os.path.join(HERE, "../cli"))
from crawl_fixtures import members, page, response  # noqa: E402
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


def commands(mark):
    """The lines of the one block of README.md beside the job that holds `mark`."""
    with open(os.path.join(HERE, "../../src/spark/README.md")) as readme:
        blocks = [block for block in readme.read().split("\n\n") if block.startswith("    ") and mark in block]
    assert len(blocks) == 1, blocks
    return blocks[0]


class DumpsTest(unittest.TestCase):
    """The commands of README.md over dumps, in a folder that has what they name."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        os.makedirs(self.path("crawl"))
        os.makedirs(self.path("clean"))
        for part in range(3):
            pages = [response(part * 40 + i, page(part * 40 + i, 1 + i % 9)) for i in range(40)]
            with open(self.path(f"crawl/{part}.warc.gz"), "wb") as file:
                file.write(members(pages))
        self.whole = self.shell("dechaff -t jsonl crawl/")

    def path(self, name):
        return os.path.join(self.folder, name)

    def shell(self, script, **environment):
        """Runs it where dechaff is the program, and srun runs what it is given."""
        done = subprocess.run(["bash", "-ec", f'dechaff() {{ {PROGRAM} "$@"; }}; srun() {{ "$@"; }}; export -f dechaff\n' + script],
                              cwd=self.folder, env={**os.environ, **environment}, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def joined(self, names):
        texts = []
        for name in names:
            with open(self.path(name), "rb") as file:
                texts.append(file.read())
        return b"".join(texts)

    def test_a_slurm_array_of_shards(self):
        for task in "123":
            self.shell(commands("--shard"), SLURM_ARRAY_TASK_ID=task, SLURM_ARRAY_TASK_COUNT="3", SLURM_CPUS_PER_TASK="2")
        self.assertEqual(self.joined(f"clean/{task}.jsonl" for task in "123"), self.whole)

    def test_a_slurm_array_over_a_list(self):
        with open(self.path("dumps.txt"), "w") as file:
            file.writelines(f"crawl/{part}.warc.gz\n" for part in range(3))
        for task in "123":
            self.shell(commands("dumps.txt"), SLURM_ARRAY_TASK_ID=task, SLURM_CPUS_PER_TASK="2")
        self.assertEqual(self.joined(f"clean/{task}.jsonl" for task in "123"), self.whole)

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
    def test_parallel_over_dumps(self):
        command = commands("--joblog").splitlines()[1].replace("parallel", "parallel --will-cite").replace("*.warc.gz", "crawl/*.warc.gz")
        self.shell("export -f dechaff; SHELL=/bin/bash\n" + command)
        self.assertEqual(self.joined(f"crawl/{part}.warc.jsonl" for part in range(3)), self.whole)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    unittest.main(argv=sys.argv[:1])
