#!/usr/bin/env python3
"""Shows what the outputs of long runs must hold, with the real program: outputs_test.py PATH-TO-DECHAFF

Records that are compressed each for itself, WET, parts, what failed kept whole, and runs that are killed and go on.
"""
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import time
import unittest
import zlib

from crawl_fixtures import DumpsTest, members, page, record, response

PROGRAM = os.path.abspath(sys.argv.pop(1))


def gzip_members(data):
    """The contents of the members, one by one."""
    while data:
        decoder = zlib.decompressobj(31)
        yield decoder.decompress(data)
        data = decoder.unused_data


def warc_records(data):
    """Header fields and block of each record, read strictly by the standard."""
    while data:
        end = data.index(b"\r\n\r\n")
        first, *lines = data[:end].decode().split("\r\n")
        assert first == "WARC/1.0", first
        fields = dict(line.split(": ", 1) for line in lines)
        length = int(fields["Content-Length"])
        block, data = data[end + 4:end + 4 + length], data[end + 4 + length:]
        assert data.startswith(b"\r\n\r\n"), data[:20]
        data = data[4:]
        yield fields, block


class OutputsTest(DumpsTest):
    program = PROGRAM

    def setUp(self):
        super().setUp()
        self.pages = [response(i, page(i, 1 + i * 7 % 40)) for i in range(60)]
        self.file("x.warc.gz", members(self.pages))

    def clean(self, *arguments, code=0, **more):
        done = self.run_program(*arguments, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout

    def files(self):
        return sorted(os.listdir(self.folder))


class CompressTest(OutputsTest):
    def test_it_is_the_same_when_it_is_decompressed(self):
        for form in "text", "jsonl", "wet":
            plain = self.clean("-t", form, "x.warc.gz")
            for jobs in "1", "2":
                self.assertEqual(gzip.decompress(self.clean("-t", form, "-j", jobs, "--compress", "gzip", "x.warc.gz")), plain)
            if shutil.which("zstd"):
                zst = self.clean("-t", form, "--compress", "zstd", "x.warc.gz")
                self.assertEqual(subprocess.run(["zstd", "-dc"], input=zst, capture_output=True, check=True).stdout, plain)

    def test_each_record_is_a_member(self):
        lines = list(gzip_members(self.clean("-t", "jsonl", "--compress", "gzip", "x.warc.gz")))
        self.assertEqual([json.loads(line)["id"] for line in lines], [f"<urn:uuid:response-{i}>" for i in range(60)])
        self.assertTrue(all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines))

    def test_files_of_their_own(self):
        self.file("a.html", page(1))
        self.clean("--output-dir", "out", "--compress", "gzip", "a.html")
        self.assertEqual(gzip.decompress(self.read("out/a.html.txt.gz")), self.clean("a.html"))

    def test_our_own_output_is_an_input(self):
        for how in "gzip", "zstd":
            self.file("y", self.clean("-t", "wet", "--compress", how, "x.warc.gz"))
            again = self.clean("-t", "jsonl", "y").splitlines()
            self.assertEqual([json.loads(line)["text"] for line in again],
                             [json.loads(line)["text"] for line in self.clean("-t", "jsonl", "x.warc.gz").splitlines()])


class WetTest(OutputsTest):
    def test_records_refer_to_those_they_were_made_from(self):
        rows = [json.loads(line) for line in self.clean("-t", "jsonl", "x.warc.gz").splitlines()]
        got = list(warc_records(self.clean("-t", "wet", "x.warc.gz")))
        self.assertEqual(len(got), len(rows))
        self.assertEqual(len({fields["WARC-Record-ID"] for fields, _ in got}), len(rows))
        for row, (fields, block) in zip(rows, got):
            self.assertEqual(fields["WARC-Type"], "conversion")
            self.assertEqual(fields["WARC-Refers-To"], row["id"])
            self.assertEqual(fields["WARC-Target-URI"], row["url"])
            self.assertEqual(fields["WARC-Date"], "2024-05-06T07:08:09Z")
            self.assertEqual(fields["Content-Type"], "text/plain")
            self.assertRegex(fields["WARC-Record-ID"], "^<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>$")
            self.assertEqual(block.decode(), row["text"] + "\n")

    def test_names_that_are_no_addresses(self):
        self.file("a b<c>.html", page(1))
        (fields, _), = warc_records(self.clean("-t", "wet", "a b<c>.html"))
        self.assertEqual(fields["WARC-Target-URI"], "file:a%20b%3Cc%3E.html")
        self.assertNotIn("WARC-Refers-To", fields)

    def test_what_gave_no_text_has_no_record(self):
        self.file("y", response(1, b"") + response(2, b"\x89PNG\r\n\x1a\n" + bytes(80), "image/png") + response(3))
        self.assertEqual(len(list(warc_records(self.clean("-t", "wet", "y")))), 1)


class SplitTest(OutputsTest):
    def test_parts_joined_are_the_whole(self):
        whole = self.clean("-t", "jsonl", "x.warc.gz")
        self.clean("-t", "jsonl", "--split-size", "10K", "-o", "out.v1.jsonl", "x.warc.gz")
        parts = [name for name in self.files() if name.startswith("out")]
        self.assertEqual(parts, [f"out.v1-{i:05}.jsonl" for i in range(len(parts))])
        self.assertEqual(b"".join(self.read(part) for part in parts), whole)
        self.assertTrue(all(len(self.read(part)) >= 10240 for part in parts[:-1]))
        self.assertTrue(all(len(self.read(part)) < 10240 + 4096 for part in parts))

    def test_each_part_of_texts_is_whole(self):
        self.clean("--split-size", "1K", "-o", "out.txt.gz", "--compress", "gzip", "x.warc.gz")
        self.assertIn("out-00001.txt.gz", self.files())
        texts = []
        for name in self.files():
            if name.startswith("out"):
                part = gzip.decompress(self.read(name)).decode()
                self.assertTrue(part.endswith(".\n"))
                texts += part[:-1].split("\n\f\n")
        self.assertEqual(texts, self.clean("x.warc.gz").decode()[:-1].split("\n\f\n"))

    def test_nothing_is_one_empty_part(self):
        self.file("nothing", b"")
        self.clean("-f", "jsonl", "-t", "jsonl", "--split-size", "1K", "-o", "out.jsonl", "nothing")
        self.assertEqual([n for n in self.files() if n.startswith("out")], ["out-00000.jsonl"])


class RejectsTest(OutputsTest):
    def test_what_failed_is_kept_as_it_stands(self):
        lying = record("response", 7, b"HTTP/1.1 200 OK\r\n\r\n" + page(7), "application/http").replace(
            b"Content-Length: ", b"Content-Length: 9")
        garbage = b"rubbish that is no record\n" * 3
        parts = [response(1), garbage, response(2), lying, response(3)]
        lost = response(5).replace(b"Content-Length: ", b"Content-Length: x", 1)
        for name, dump in ("plain", b"".join([*parts, lost])), ("gzip", members([*parts, lost])):
            self.file("y", dump)
            self.clean("-t", "jsonl", "-q", "-q", "--rejects", "rejects", "-o", "out", "y", code=1)
            kept = self.read("rejects")
            for what in garbage, lying[:-4], lost.split(b"HTTP")[0]:
                self.assertIn(what, kept, name)
            self.assertNotIn(b"response-2", kept.replace(b"reaches", b"") if name == "plain" else b"")
            self.assertIn(b"reason: no record begins here", kept)
            # It is an input again, and fails again.
            again, _ = self.records("-q", "-q", "--rejects", "rejects2", "rejects", code=1)
            self.assertIn("<urn:uuid:response-7>", [row["id"] for row in again])

    def test_damaged_members_are_kept_as_they_are(self):
        parts = [gzip.compress(r, mtime=0) for r in self.pages[:3]]
        broken = bytearray(parts[1])
        broken[60:80] = bytes(20)
        self.file("y.gz", parts[0] + bytes(broken) + parts[2])
        self.clean("-q", "-q", "--rejects", "rejects", "y.gz", code=1)
        self.assertIn(bytes(broken), self.read("rejects"))
        from_file = self.read("rejects")
        self.clean("-q", "-q", "--rejects", "rejects", "--label", "y.gz", code=1, input=self.read("y.gz"))
        self.assertEqual(self.read("rejects"), from_file)

    def test_a_stretch_between_records_of_a_pipe_is_kept(self):
        content = response(1) + b"rubbish between records\n" + response(2)
        self.file("y", content)
        self.clean("-q", "-q", "--rejects", "rejects", "y", code=1)
        self.assertIn(b"rubbish between records", self.read("rejects"))
        self.clean("-q", "-q", "--rejects", "rejects", code=1, input=content)
        self.assertIn(b"rubbish between records", self.read("rejects"))

    def test_lines_of_json(self):
        lines = [b'{"text": "One sentence stands here."}', b"no json", b'{"text": 5}', b"\xff\xfe" * 9, b'{"text": "And one here."}']
        for dump in b"\r\n".join(lines) + b"\r\n", gzip.compress(b"\n".join(lines)):
            self.file("y", dump)
            self.clean("-q", "-q", "-f", "jsonl", "-t", "jsonl", "--rejects", "rejects", "-o", "out", "y", code=1)
            self.assertEqual(self.read("rejects").splitlines(), lines[1:4])

    def test_a_record_of_arc_becomes_one_of_warc(self):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(4)
        head = b"1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n"
        arc = b"filedesc://x.arc 0.0.0.0 20080430204825 text/plain %d\n%s\n" % (len(head), head)
        arc += b"http://boats.example/4 127.0.0.1 20080430204826 text/html %d\n%s" % (len(body) + 99, body)
        self.file("y", arc)
        self.clean("-q", "-q", "--rejects", "rejects", "y", code=1)
        again, _ = self.records("rejects")
        self.assertEqual([(r["status"], r["source"]["url"], r["source"]["date"]) for r in again],
                         [("ok", "http://boats.example/4", "2008-04-30T20:48:26Z")])

    def test_nothing_failed(self):
        self.clean("--rejects", "rejects", "x.warc.gz")
        self.assertEqual(self.read("rejects"), b"")


class ResumeTest(OutputsTest):
    """A run that is killed at random moments and goes on writes what one run writes."""

    def setUp(self):
        super().setUp()
        chance = random.Random(3)
        damaged = [r if chance.random() > 0.02 else r[:-chance.randint(1, 200)] for r in self.pages * 25]
        self.file("a.warc.gz", members(damaged))
        self.file("b.jsonl", b"".join(json.dumps({"id": i, "text": f"Line {i} is here. " * 40}).encode() + b"\n" for i in range(2000)))
        self.file("c.html", page(9))
        self.inputs = ("a.warc.gz", "b.jsonl", "c.html", "x.warc.gz")

    def killed_runs(self, *arguments):
        """Runs until it ends; the number of kills."""
        kills, chance = 0, random.Random()
        while True:
            child = subprocess.Popen([PROGRAM, "-q", "-q", *arguments, "--resume", "state", *self.inputs], cwd=self.folder)
            try:
                self.assertEqual(child.wait(timeout=chance.uniform(0.05, 0.5) if kills < 5 else 120), 1)
                return kills
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                kills += 1

    def test_the_bytes_are_those_of_one_run(self):
        for more in (["-t", "jsonl"], ["-t", "text", "-j2", "--compress", "gzip"]):
            self.clean(*more, "-q", "-q", "-j1", "-o", "whole", "--rejects", "whole.rejects", *self.inputs, code=1)
            self.killed_runs(*more, "-o", "out", "--rejects", "rejects")
            self.assertEqual(self.read("out"), self.read("whole"))
            self.assertEqual(self.read("rejects"), self.read("whole.rejects"))
            self.assertEqual([name for name in self.files() if "partial" in name or "tmp" in name], [])
            os.remove(os.path.join(self.folder, "state"))

    def stop_after_a_state(self, *arguments):
        """Ends a run by SIGTERM as soon as it has remembered how far it is, while its last input still comes. That input."""
        path, sent = os.path.join(self.folder, "state"), b""
        child = subprocess.Popen([PROGRAM, "-q", "-q", *arguments, "--resume", "state", *self.inputs, "-"], cwd=self.folder,
                                 stdin=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while not os.path.exists(path) and time.monotonic() < deadline:
            sent += response(1)
            child.stdin.write(response(1))
            child.stdin.flush()
            time.sleep(0.01)
        child.terminate()
        self.assertEqual(child.wait(), -15)
        child.stdin.close()
        return sent

    def test_it_goes_on_from_where_it_was(self):
        arguments = ("-t", "jsonl", "-o", "out", "--split-size", "300K")
        last = self.stop_after_a_state(*arguments)
        self.assertIn("out-00000", self.files())
        with open(os.path.join(self.folder, "state")) as file:
            state = {name: int(number) for number, name in (line.rstrip("\n").split(" ", 1) for line in file)}
        self.assertGreater(state["documents"], 0)
        done = self.run_program("-q", "-q", *arguments, "--resume", "state", "--stats=s", *self.inputs, "-", input=last)
        self.assertEqual(done.returncode, 1)
        whole = self.run_program("-q", "-q", "-t", "jsonl", "--stats=t", *self.inputs, "-", input=last)
        parts = [name for name in self.files() if name.startswith("out-")]
        self.assertEqual(b"".join(self.read(name) for name in parts), whole.stdout)
        stats, wanted = json.loads(self.read("s")), json.loads(self.read("t"))
        for member in "documents", "reasons", "bytes_in", "bytes_out", "edits":
            self.assertEqual(stats[member], wanted[member])

    def test_inputs_that_have_changed_are_refused(self):
        arguments = ("-t", "jsonl", "-o", "out")
        last = self.stop_after_a_state(*arguments)
        path = os.path.join(self.folder, "a.warc.gz")
        content, info = self.read("a.warc.gz"), os.stat(path)
        changes = {
            "longer": lambda: self.file("a.warc.gz", content + members([response(1)])),
            "of the same length": lambda: self.file("a.warc.gz", members([response(1)]) + content[:-len(members([response(1)]))]),
            "gone": lambda: os.remove(path),
        }
        for name, change in changes.items():
            with self.subTest(name):
                change()
                done = self.run_program(*arguments, "--resume", "state", *self.inputs, "-", input=last)
                self.assertEqual(done.returncode, 2)
                self.assertRegex(done.stderr, rb"^dechaff: .*: it (or an input before it )?has changed since state was written; "
                                              rb"remove that file to begin anew\n$")
                self.file("a.warc.gz", content)
                os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
        done = self.run_program("-q", *arguments, "--resume", "state", *self.inputs, "-", input=last)
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_a_run_that_is_done_does_nothing(self):
        arguments = ("-q", "-q", "-o", "out", "--resume", "state", "--stats=s", *self.inputs)
        self.clean(*arguments, code=1)
        first, stats = self.read("out"), json.loads(self.read("s"))
        os.remove(os.path.join(self.folder, "a.warc.gz"))
        self.clean(*arguments, code=1)
        self.assertEqual(self.read("out"), first)
        self.assertEqual(json.loads(self.read("s"))["reasons"], stats["reasons"])

    def test_another_run_is_refused(self):
        self.clean("-q", "-q", "-o", "out", "--resume", "state", *self.inputs, code=1)
        for arguments in (["-t", "jsonl", *self.inputs], self.inputs[1:], ["--repair=off", *self.inputs]):
            done = self.run_program("-o", "out", "--resume", "state", *arguments)
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"state: is of a run with other inputs or settings", done.stderr)
        self.file("state", b"something else")
        done = self.run_program("-o", "out", "--resume", "state", *self.inputs)
        self.assertEqual((done.returncode, b"is no file that --resume has written" in done.stderr), (2, True))
        done = self.run_program("--resume", "state", *self.inputs)
        self.assertEqual((done.returncode, b"give --output" in done.stderr), (2, True))


if __name__ == "__main__":
    unittest.main()
