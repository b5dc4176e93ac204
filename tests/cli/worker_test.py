#!/usr/bin/env python3
"""Holds the program as a worker to its protocol: for each line in, one line out, in order, whatever the line is.

    worker_test.py DECHAFF [LINES]

LINES, 3000 if not given, is how many lines the long run has; one of twenty is garbage.
"""
import json
import random
import subprocess
import sys
import threading
import time
import unittest

PROGRAM = None
LINES = 3000
SENTENCE = "The harbour reopened on Monday after two years of repairsThe first boats came in with the tide."
MENDED = "The harbour reopened on Monday after two years of repairs. The first boats came in with the tide."


def row(number, **members):
    return json.dumps({"id": number, **members}).encode()


# Each makes a line that is wrong in a way of its own, and says with which status it is answered.
GARBAGE = [
    (lambda n: b"", "failed"),
    (lambda n: b"   ", "failed"),
    (lambda n: b"not json at all", "failed"),
    (lambda n: b'{"id": %d, "text": "never closed' % n, "failed"),
    (lambda n: b'{"id": %d, "text"' % n, "failed"),
    (lambda n: b"[1, 2, 3]", "failed"),
    (lambda n: b"\x00\xff\xfe\x80", "failed"),
    (lambda n: b'{"id": %d, "a": %s}' % (n, b"[" * 3000 + b"]" * 3000), "failed"),
    (lambda n: row(n, other="no text"), "failed"),
    (lambda n: row(n, text=17), "failed"),
    (lambda n: row(n, text=["a", "b"]), "failed"),
    (lambda n: row(n, text=None), "empty"),
    (lambda n: row(n, text=""), "empty"),
    (lambda n: row(n, text=SENTENCE) + b"\r", "ok"),
    (lambda n: b"\xef\xbb\xbf" + row(n, text=SENTENCE), "ok"),
    (lambda n: b'{"id": %d, "text": "first", "text": "%s"}' % (n, SENTENCE.encode()), "ok"),
    (lambda n: b'{"id": %d, "text": "A raw tab\there, and nothing else."}' % n, "ok"),
    (lambda n: b'{"id": %d, "text": "Half a pair \\ud83d stands in this line."}' % n, "ok"),
    (lambda n: b'{"id": %d, "text": "A byte \xff that is not UTF-8 stands here."}' % n, "ok"),
    (lambda n: b'{"id": %d, "score": NaN, "text": "%s",}' % (n, SENTENCE.encode()), "ok"),
    (lambda n: b'{"id": %d, "big": 123456789012345678901234567890, "text": "%s"}' % (n, SENTENCE.encode()), "ok"),
]


def run(lines, *arguments):
    done = subprocess.run([PROGRAM, "--worker", *arguments], input=b"\n".join(lines) + b"\n", capture_output=True, timeout=600)
    return done.returncode, done.stdout.split(b"\n")[:-1], done.stderr


class WorkerTest(unittest.TestCase):
    def test_answers_every_line_in_order(self):
        chance = random.Random(5)
        lines, expected = [], []
        for number in range(LINES):
            if chance.random() < 0.05:
                make, status = GARBAGE[number % len(GARBAGE)]
                lines.append(make(number))
            else:
                key = "html" if number % 3 else "text"
                lines.append(row(number, **{key: f"<p>{SENTENCE}</p>" if key == "html" else SENTENCE}))
                status = "ok"
            expected.append(status)
        for jobs in ("1", "2"):
            code, answers, errors = run(lines, "-j", jobs)
            self.assertEqual((code, errors), (0, b""))
            self.assertEqual(len(answers), len(lines))
            for number, (answer, status) in enumerate(zip(answers, expected)):
                read = json.loads(answer)
                self.assertEqual(read["status"], status, (lines[number][:200], answer[:200]))
                if isinstance(read["id"], int):
                    self.assertEqual(read["id"], number)
                else:
                    self.assertEqual(read["id"], f"-:{number + 1}")

    def test_every_kind_of_garbage(self):
        for number, (make, status) in enumerate(GARBAGE):
            code, answers, _ = run([make(number), row(1, text=SENTENCE)])
            self.assertEqual(code, 0)
            self.assertEqual([json.loads(a)["status"] for a in answers], [status, "ok"], make(number)[:200])
            self.assertEqual(json.loads(answers[1])["text"], MENDED)

    def test_other_fields_pass_through_byte_for_byte(self):
        line = b'{"z":1.50,"text":"' + SENTENCE.encode() + b'","a":{"deep" : [1,  2,"\\u00e9"]},"n":null,"id":"x"}'
        code, answers, _ = run([line])
        self.assertEqual(code, 0)
        self.assertEqual(
            answers[0],
            b'{"z":1.50,"text":"' + MENDED.encode() + b'","a":{"deep" : [1,  2,"\\u00e9"]},"n":null,"id":"x","status":"ok"}')

    def test_a_line_that_is_too_long_costs_only_itself(self):
        code, answers, _ = run([row(1, text="x " * 2_000_000), row(2, text=SENTENCE)], "--max-doc", "64K")
        self.assertEqual(code, 0)
        self.assertEqual([json.loads(a)["status"] for a in answers], ["failed", "ok"])
        code, answers, _ = run([row(1, text="x " * 50_000_000), row(2, text=SENTENCE)])
        self.assertEqual(code, 0)
        self.assertEqual([json.loads(a)["status"] for a in answers], ["failed", "ok"])

    def test_answers_before_it_is_asked_again(self):
        for jobs in ("1", "4"):
            child = subprocess.Popen([PROGRAM, "--worker", "-j", jobs], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            watchdog = threading.Timer(60, child.kill)
            watchdog.start()
            for number in range(50):
                for part in range(number % 3 + 1):
                    child.stdin.write(row(number * 10 + part, text=SENTENCE) + b"\n")
                child.stdin.flush()
                for part in range(number % 3 + 1):
                    self.assertEqual(json.loads(child.stdout.readline())["id"], number * 10 + part)
            child.stdin.close()
            self.assertEqual(child.stdout.read(), b"")
            self.assertEqual(child.wait(), 0)
            child.stdout.close()
            watchdog.cancel()

    def test_a_line_in_pieces(self):
        child = subprocess.Popen([PROGRAM, "--worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for byte in row(1, text=SENTENCE) + b"\n":
            child.stdin.write(bytes([byte]))
            child.stdin.flush()
            if byte == ord(","):
                time.sleep(0.05)
        self.assertEqual(json.loads(child.stdout.readline())["text"], MENDED)
        child.stdin.close()
        self.assertEqual(child.wait(), 0)
        child.stdout.close()

    def test_keys_of_hadoop_stay_in_front(self):
        code, answers, errors = run(
            [b"k1\t" + row(1, text=SENTENCE), b"k2\tgarbage", b"no tab", b"\t" + row(3, text=SENTENCE)], "--key-tab",
            "--hadoop-counters")
        self.assertEqual(code, 0)
        self.assertEqual([a.split(b"\t")[0] for a in answers], [b"k1", b"k2", b"no tab", b""])
        self.assertEqual([json.loads(a.split(b"\t")[1])["status"] for a in answers], ["ok", "failed", "failed", "ok"])
        self.assertEqual(errors, b"reporter:counter:dechaff,ok,2\nreporter:counter:dechaff,failed,2\n")

    def test_the_stream_breaks(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "--worker"], input=row(1, text=SENTENCE), stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"No space left on device", done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv[1]
    LINES = int(sys.argv[2]) if len(sys.argv) > 2 else LINES
    unittest.main(argv=sys.argv[:1])
