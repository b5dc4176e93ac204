#!/usr/bin/env python3
"""Shows what a whole run must hold, with the real program: run_test.py PATH-TO-DECHAFF"""
import hashlib
import json
import os
import pty
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unittest

# Sanitizers take memory and time that say nothing of the program.
SANITIZED = "--sanitized" in sys.argv
if SANITIZED:
    sys.argv.remove("--sanitized")
PROGRAM = os.path.abspath(sys.argv.pop(1))
SENTENCE = b"This sentence is said again, and nobody minds it much.\n\n"


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError("waited in vain")
        time.sleep(0.01)


def leave_no_thread():
    """A thread would get a stack that is larger than what the process may have."""
    resource.setrlimit(resource.RLIMIT_STACK, (4 << 30, 4 << 30))
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))


def leave_little_memory():
    resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))


def limit_file_size():
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


class RunTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="dechaff-run-")
        self.folder = self.temporary.name
        self.addCleanup(self.temporary.cleanup)

    def path(self, name, content=None):
        path = os.path.join(self.folder, name)
        if content is not None:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content)
        return path

    def run_program(self, *arguments, **more):
        return subprocess.run([PROGRAM, *arguments], cwd=self.folder, capture_output=True, timeout=120, check=False, **more)

    def start(self, *arguments, **more):
        child = subprocess.Popen([PROGRAM, *arguments], cwd=self.folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        self.addCleanup(child.stderr.close)
        self.addCleanup(child.kill)
        return child

    def test_same_bytes_at_any_number_of_jobs(self):
        for i in range(300):
            page = b"<!DOCTYPE html><title>t</title><article><p>Page %d begins here, in a calm way.</p>" % i
            self.path(f"d/{i % 7}/{i}.html", page + b"<p>" + SENTENCE * (i * 37 % 200) + b"</p></article>")
            self.path(f"d/{i % 5}/{i}.txt", SENTENCE * (i * 53 % 3000 if i % 50 else 40000))
        for arguments in (["d"], ["-t", "jsonl", "d", "none"]):
            outputs = {}
            for jobs in ("1", "2", "8"):
                done = self.run_program("-j", jobs, *arguments)
                self.assertIn(done.returncode, (0, 1), done.stderr)
                outputs[jobs] = (hashlib.sha256(done.stdout).hexdigest(), done.stderr)
            self.assertEqual(len(set(outputs.values())), 1, outputs)

    def test_jsonl_is_valid(self):
        self.path("d/a", bytes(range(1, 256)) * 20)
        self.path("d/b.html", b"<p>caf\xe9 \x00 \xff\xfe &#xD800; \x1b[1m " + SENTENCE)
        self.path("d/c", "“Quotes” and \u2028 lines, \U0001f600.\n".encode())
        done = self.run_program("-t", "jsonl", "d")
        records = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
        self.assertEqual([record["id"] for record in records], ["d/a", "d/b.html", "d/c"])

    @unittest.skipIf(SANITIZED, "built with a sanitizer")
    def test_endless_text_takes_constant_memory(self):
        child = self.start("-f", "text", stdout=subprocess.DEVNULL)
        for _ in range(150):
            child.stdin.write(SENTENCE * 36000)  # 2 MB
        with open(f"/proc/{child.pid}/status", encoding="ascii") as status:
            peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        child.stdin.close()
        self.assertEqual(child.wait(60), 0)
        self.assertLess(peak, 64 * 1024)

    def test_output_starts_before_the_input_ends(self):
        child = self.start("-f", "text", stdout=subprocess.PIPE)
        self.addCleanup(child.stdout.close)
        # Its end is not closed before something came out.
        writer = threading.Thread(target=lambda: child.stdin.write(SENTENCE * 30000))
        writer.start()
        self.assertEqual(child.stdout.read(20), SENTENCE[:20])
        reader = threading.Thread(target=child.stdout.read)
        reader.start()
        writer.join()
        child.stdin.close()
        reader.join()

    def test_signals_remove_the_temporary_file_and_kill(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            old = self.path("out", b"old")
            child = self.start("-o", "out", "-f", "text")
            wait_for(lambda: len(os.listdir(self.folder)) == 2)
            child.send_signal(number)
            self.assertEqual(child.wait(20), -number)
            child.stdin.close()
            self.assertEqual(os.listdir(self.folder), ["out"])
            with open(old, "rb") as file:
                self.assertEqual(file.read(), b"old")

    def test_ignored_signals_stay_ignored(self):
        child = self.start("-o", "out", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        wait_for(lambda: len(os.listdir(self.folder)) == 1)
        child.send_signal(signal.SIGHUP)
        child.stdin.write(SENTENCE)
        child.stdin.close()
        self.assertEqual(child.wait(20), 0)

    def test_a_full_disk_leaves_the_old_file(self):
        self.path("in", SENTENCE * 20000)
        self.path("out", b"old")
        done = self.run_program("-o", "out", "in", preexec_fn=limit_file_size)
        self.assertEqual((done.returncode, done.stderr), (2, b"dechaff: out: File too large\n"))
        self.assertEqual(sorted(os.listdir(self.folder)), ["in", "out"])
        with open(self.path("out"), "rb") as file:
            self.assertEqual(file.read(), b"old")

    def test_a_full_disk_leaves_no_part_in_the_output_folder(self):
        self.path("in", SENTENCE * 20000)
        done = self.run_program("--output-dir", "clean", "in", preexec_fn=limit_file_size)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(os.listdir(self.path("clean")), [])

    @unittest.skipIf(SANITIZED, "built with a sanitizer")
    def test_without_threads_to_spare_one_does_the_work(self):
        for i in range(20):
            self.path(f"d/{i:02}", SENTENCE)
        done = self.run_program("-j4", "-o", "out", "d", preexec_fn=leave_no_thread)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        with open(self.path("out"), "rb") as file:
            self.assertEqual(file.read().count(SENTENCE.strip()), 20)

    @unittest.skipIf(SANITIZED, "built with a sanitizer")
    def test_out_of_memory_leaves_nothing(self):
        self.path("large", b"<!DOCTYPE html><body>" + b"<p>x" * 4_000_000)
        done = self.run_program("-j1", "-o", "out", "large", preexec_fn=leave_little_memory)
        self.assertEqual((done.returncode, done.stderr), (2, b"dechaff: out of memory\n"))
        self.assertEqual(os.listdir(self.folder), ["large"])

    def test_a_vanishing_file_is_one_message(self):
        child = self.start("--files-from=-", stdout=subprocess.PIPE)
        self.addCleanup(child.stdout.close)
        path = self.path("a", SENTENCE)
        os.unlink(path)
        child.stdin.write(b"a\n")
        child.stdin.close()
        self.assertEqual(child.wait(20), 1)
        self.assertEqual(child.stderr.read(), b"dechaff: a: No such file or directory\n")

    def test_refuses_to_wait_for_a_terminal(self):
        try:
            master, slave = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminals here: {error}")
        done = self.run_program(stdin=slave)
        os.close(master)
        os.close(slave)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"standard input is a terminal", done.stderr)

    @unittest.skipIf(SANITIZED, "built with a sanitizer")
    def test_starts_quickly(self):
        page = self.path("page.html", b"<!DOCTYPE html><title>t</title><p>" + SENTENCE)
        seconds = []
        for _ in range(20):
            start = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.run_program(page)
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
        self.assertLess(statistics.median(seconds), 0.030)


if __name__ == "__main__":
    unittest.main()
