#!/usr/bin/env python3
"""Shows what a run over crawl dumps must hold, with the real program: dumps_test.py PATH-TO-DECHAFF"""
import gzip
import os
import subprocess
import sys
import tarfile
import unittest

from crawl_fixtures import DumpsTest, members, page, record, request, response

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.abspath(sys.argv.pop(1))


class ProgramTest(DumpsTest):
    program = PROGRAM


class InputTest(ProgramTest):
    def test_a_dump_is_told_by_its_content(self):
        dump = b"".join([record("warcinfo", 0, b"software: x\r\n", "application/warc-fields"), request(1), response(1), response(2)])
        outputs = []
        for content in (dump, gzip.compress(dump), members([request(1), response(1), response(2)])):
            for arguments in (["-f", "warc", "in"], ["in"]):
                self.file("in", content)
                done = self.run_program(*arguments)
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                outputs.append(done.stdout.decode())
            done = self.run_program("-f", "warc", input=content)
            outputs.append(done.stdout.decode())
        self.assertEqual(len(set(outputs)), 1)
        first, second = outputs[0].split("\n\f\n")
        self.assertTrue(first.startswith("Boat 1 lay still"), first)
        self.assertTrue(second.startswith("Boat 2 lay still"), second)

    def test_records_say_where_they_are_from(self):
        one, two = gzip.compress(request(7)), gzip.compress(response(7, WARC_Payload_Digest="sha1:ABC"))
        self.file("x.warc.gz", one + two)
        got, _ = self.records("x.warc.gz")
        self.assertEqual(len(got), 1)
        source = got[0]["source"]
        self.assertEqual(got[0]["id"], "<urn:uuid:response-7>")
        self.assertEqual(got[0]["url"], "https://boats.example/7")
        wanted = {"file": "x.warc.gz", "offset": len(one), "record_type": "response", "record_id": "<urn:uuid:response-7>",
                  "url": "https://boats.example/7", "date": "2024-05-06T07:08:09Z", "digest": "sha1:ABC",
                  "media_type": "text/html", "http_status": 200, "bytes": len(page(7))}
        self.assertEqual({key: source.get(key) for key in wanted}, wanted)

    def test_what_holds_no_page_is_skipped_without_complaint(self):
        revisit = record("revisit", 3, b"HTTP/1.1 304\r\n\r\n", "application/http", WARC_Refers_To="<urn:uuid:response-1>")
        self.file("x.warc", b"".join([request(1), response(1), response(2, b"\x89PNG\r\n\x1a\n" + bytes(80), "image/png"), revisit]))
        got, stderr = self.records("x.warc")
        self.assertEqual([(r["status"], r.get("reason")) for r in got],
                         [("ok", None), ("skipped", "not a text: image/png"), ("skipped", "a revisit record of <urn:uuid:response-1>")])
        self.assertEqual(stderr, "")
        self.assertEqual(self.run_program("x.warc").stdout.count(b"\f"), 0)

    def test_a_wet_file_holds_text_whatever_it_looks_like(self):
        text = b"<p> is the tag of a paragraph, and this sentence talks about it at some length.\n"
        self.file("x.wet", record("conversion", 1, text, "text/plain"))
        got, _ = self.records("x.wet")
        self.assertTrue(got[0]["text"].startswith("<p> is the tag"), got)

    def test_an_arc_file(self):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(4)
        head = b"1 0 Archive\nURL IP-address Archive-date Content-type Archive-length\n"
        arc = b"filedesc://x.arc 0.0.0.0 20080430204825 text/plain %d\n%s\n" % (len(head), head)
        arc += b"http://boats.example/4 127.0.0.1 20080430204826 text/html %d\n%s\n" % (len(body), body)
        self.file("x", arc)
        got, _ = self.records("x")
        self.assertEqual([(r["source"]["url"], r["source"]["date"], r["status"]) for r in got],
                         [("http://boats.example/4", "20080430204826", "ok")])

    def test_damage_costs_the_records_that_it_hits(self):
        parts = [gzip.compress(response(i)) for i in range(5)]
        broken = bytearray(parts[2])
        broken[60:80] = bytes(20)
        whole = b"".join(parts[:2]) + bytes(broken) + b"".join(parts[3:])
        begin = len(parts[0]) + len(parts[1])
        self.file("x.warc.gz", whole)
        got, stderr = self.records("x.warc.gz", code=1)
        self.assertEqual([r["id"] for r in got if r["status"] == "ok"], [f"<urn:uuid:response-{i}>" for i in (0, 1, 3, 4)])
        self.assertTrue(any(r["status"] == "failed" and r["source"]["offset"] == begin for r in got), got)
        self.assertIn(f"dechaff: x.warc.gz@{begin}: gzip data: ", stderr)
        self.assertIn(f"bytes {begin} to {begin + len(broken)} of the file are damaged", stderr)

    def test_every_byte_before_a_cut_is_told(self):
        whole = response(0) + response(1)
        self.file("x.warc", whole[:-50])
        got, stderr = self.records("x.warc", code=1)
        self.assertEqual([r["status"] for r in got], ["ok", "truncated"])
        self.assertIn("the input ends inside it", stderr)
        self.file("y.warc", response(0) + b"garbage\n" * 9 + response(1))
        got, stderr = self.records("y.warc", code=1)
        begin = len(response(0))
        self.assertIn(f"bytes {begin} to {begin + 72} of the content belong to no record", stderr)
        self.assertEqual([r["status"] for r in got], ["truncated", "failed", "ok"])

    def test_damage_behind_the_last_line_is_told(self):
        self.file("x.jsonl.gz", gzip.compress(b'{"text":"One line."}\n') + b"rubbish")
        rows, errors = self.records("x.jsonl.gz", code=1)
        self.assertEqual([row["status"] for row in rows], ["ok", "failed"])
        self.assertIn("no member begins here; bytes 41 to 48 of the file are damaged", errors)

    def test_the_order_of_damage_does_not_depend_on_the_size_of_reads(self):
        parts = [gzip.compress(response(i, page(i, 400))) for i in range(12)]
        whole = b"".join(part[:-9] if i % 3 == 1 else part for i, part in enumerate(parts)) + b"rubbish"
        self.file("x.warc.gz", whole)
        slow = "import sys, time\nd = open('x.warc.gz', 'rb').read()\n" \
               "for i in range(0, len(d), 777): sys.stdout.buffer.write(d[i:i+777]); sys.stdout.flush()"
        piped = subprocess.run(f"{sys.executable} -c \"$SLOW\" | {PROGRAM} -t jsonl --label x.warc.gz", shell=True, cwd=self.folder,
                               env={**os.environ, "SLOW": slow}, capture_output=True, check=False)
        for jobs in "1", "2", "7":
            done = self.run_program("-t", "jsonl", "-j", jobs, "x.warc.gz")
            self.assertEqual(done.returncode, 1)
            self.assertEqual((done.stdout, done.stderr), (piped.stdout, piped.stderr))

    def test_compressed_pages_and_texts(self):
        self.file("a", gzip.compress(page(1)))
        self.file("b", gzip.compress(b"The first text is here.\n\nThe second too.\n"))
        done = self.run_program("a", "b")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertTrue(done.stdout.decode().endswith("\n\f\nThe first text is here.\n\nThe second too.\n"), done.stdout)
        self.file("cut", gzip.compress(b"The first text is here.\n\n" * 9)[:-8])
        for form in "text", "jsonl":
            done = self.run_program("-t", form, "cut")
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"The first text is here.", done.stdout)
            self.assertIn(b"dechaff: cut: gzip data: ends too early; bytes 0 to ", done.stderr)

    def test_a_dump_that_is_forced_to_be_a_page(self):
        self.file("x", response(1))
        self.assertIn(b"WARC-Type", self.run_program("-f", "text", "x").stdout)
        self.file("y", page(1))
        done = self.run_program("-f", "warc", "y")
        self.assertEqual((done.returncode, done.stdout), (1, b""))
        self.assertIn(b"no record begins here", done.stderr)

    def test_a_dump_needs_one_output(self):
        self.file("x", response(1))
        done = self.run_program("--output-dir", "out", "x")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"dump of many documents", done.stderr)

    def test_the_order_is_that_of_the_input_at_any_number_of_jobs(self):
        dump = members([response(i, page(i, 1 + i * 13 % 200)) for i in range(300)])
        self.file("x.warc.gz", dump)
        outputs = {self.run_program("-j", jobs, "-t", "jsonl", "x.warc.gz", "x.warc.gz").stdout for jobs in ("1", "2", "8")}
        self.assertEqual(len(outputs), 1)
        self.assertEqual(outputs.pop().count(b"\n"), 600)


class SamplesTest(ProgramTest):
    """Dumps made by other programs, as tests/crawl/samples.tsv describes them."""

    def test_the_exit_status_says_whether_they_are_damaged(self):
        archive = os.path.join(HERE, "../../../shared/data/warc.tar.xz")
        if not os.path.exists(archive):
            self.skipTest(f"no {archive}")
        with tarfile.open(archive) as tar:
            tar.extractall(self.folder, filter="data")
        with open(os.path.join(HERE, "../crawl/samples.tsv")) as table:
            rows = [line.split("\t") for line in table]
        for name, *_, damages in rows:
            done = self.run_program("-t", "jsonl", "warc/" + name)
            self.assertEqual((done.returncode, len(done.stderr.splitlines())), (int(damages) > 0, int(damages)), name)


if __name__ == "__main__":
    unittest.main()
