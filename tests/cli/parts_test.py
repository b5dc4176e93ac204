#!/usr/bin/env python3
"""Shows how a run is cut, filtered, watched and judged, with the real program: parts_test.py PATH-TO-DECHAFF

Shards and byte ranges, archives, documents that are not wanted, failures that are tolerated, signals.
"""
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import tarfile
import time
import unittest
import zipfile

from crawl_fixtures import DumpsTest, members, page, record, request, response

PROGRAM = os.path.abspath(sys.argv.pop(1))


class PartsTest(DumpsTest):
    program = PROGRAM

    def clean(self, *arguments, code=0, **more):
        done = self.run_program("-q", "-q", *arguments, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout

    def refused(self, *arguments, message):
        done = self.run_program(*arguments)
        self.assertEqual(done.returncode, 2)
        self.assertIn(message, done.stderr.decode())


class ShardTest(PartsTest):
    def setUp(self):
        super().setUp()
        chance = random.Random(11)
        pages = [response(i, page(i, chance.randint(1, 30))) for i in range(80)]
        damaged = [r if chance.random() > 0.1 else r[:-chance.randint(1, 300)] for r in pages]
        rows = b"".join(json.dumps({"id": i, "text": f"Line {i} is here. " * chance.randint(0, 40)}).encode() + b"\n" for i in range(200))
        # A dump inside of a dump, as it stands: no border may be seen in it.
        nested = b"".join(pages[:20])
        inner = record("resource", 900, nested, "application/warc")
        self.file("a.warc", b"".join(damaged))
        self.file("b.warc.gz", members(damaged[:30]) + b"rubbish" * 50 + members(damaged[30:]))
        self.file("c.jsonl", rows)
        self.file("d.jsonl.gz", gzip.compress(rows))
        # Lines across members, and damage before, between and behind them.
        cut = [gzip.compress(rows[i:i + 3000], mtime=0) for i in range(0, len(rows), 3000)]
        self.file("d2.jsonl.gz", b"".join(cut[:3]) + cut[3][:-20] + b"rubbish" * 50 + b"".join(cut[4:]) + b"rubbish")
        self.file("d3.jsonl.gz", cut[0][:-20])
        self.file("e.html", page(9))
        self.file("f", b"")
        self.file("g.warc", b"".join(pages[:3]) + inner + b"".join(pages[3:9]))
        self.file("h.warc.gz", gzip.compress(b"".join(pages)))
        self.inputs = ("a.warc", "b.warc.gz", "c.jsonl", "d.jsonl.gz", "d2.jsonl.gz", "d3.jsonl.gz", "e.html", "f", "g.warc", "h.warc.gz", "missing")

    def shards(self, count, *arguments):
        done = [self.run_program("-q", "-q", "-t", "jsonl", "--shard", f"{i}/{count}", *arguments) for i in range(1, count + 1)]
        self.assertLessEqual({d.returncode for d in done}, {0, 1})
        return [d.stdout for d in done]

    def test_shards_joined_are_the_whole(self):
        whole = self.clean("-t", "jsonl", *self.inputs, code=1)
        for count in (1, 2, 3, 7, 31):
            self.assertEqual(b"".join(self.shards(count, *self.inputs)), whole, count)

    def test_the_work_is_parted(self):
        for name, least, most in (("a.warc", 5, 40), ("d.jsonl.gz", 20, 80)):
            parts = self.shards(4, name)
            self.assertTrue(all(least < part.count(b"\n") < most for part in parts), [part.count(b"\n") for part in parts])

    def test_shards_of_compressed_output_and_text_joined(self):
        whole = self.clean("-t", "wet", "--compress", "gzip", "b.warc.gz", code=1)
        parts = [self.run_program("-q", "-q", "-t", "wet", "--compress", "gzip", "--shard", f"{i}/3", "b.warc.gz").stdout for i in (1, 2, 3)]
        self.assertEqual(b"".join(parts), whole)

    def test_a_shard_goes_on_after_a_kill(self):
        one = self.shards(3, *self.inputs)[1]
        arguments = ("-q", "-q", "-t", "jsonl", "--shard", "2/3", "-o", "out", "--resume", "state", *self.inputs)
        for wait in (0.01, 0.02, 0.05):
            child = subprocess.Popen([PROGRAM, *arguments], cwd=self.folder)
            time.sleep(wait)
            child.kill()
            child.wait()
        self.assertIn(self.run_program(*arguments).returncode, (0, 1))
        self.assertEqual(self.read("out"), one)

    def test_ranges_of_one_file(self):
        for name in ("a.warc", "b.warc.gz", "c.jsonl", "d.jsonl.gz", "d2.jsonl.gz", "g.warc"):
            whole = self.run_program("-q", "-q", "-t", "jsonl", name).stdout
            size, parts = len(self.read(name)), []
            step = min(3000, size // 3)
            for begin in range(0, size, step):
                length = min(step, size - begin)
                parts.append(self.run_program("-q", "-q", "-t", "jsonl", "--offset", str(begin), "--length", str(length), name).stdout)
            self.assertEqual(b"".join(parts), whole, name)

    def test_usage(self):
        self.refused("--shard", "2/3", message="standard input cannot be cut")
        self.refused("--shard", "0/3", "a.warc", message="give 1/N to N/N")
        self.refused("--shard", "4/3", "a.warc", message="give 1/N to N/N")
        self.refused("--offset", "5", "a.warc", "g.warc", message="of one file")
        self.refused("--unordered", "--resume", "s", "-o", "x", "a.warc", message="drop --unordered")

    def test_without_order_it_is_the_same_set(self):
        whole = self.clean("-t", "jsonl", *self.inputs, code=1)
        for jobs in "1", "4":
            got = self.clean("-t", "jsonl", "--unordered", "-j", jobs, *self.inputs, code=1)
            self.assertEqual(sorted(got.splitlines()), sorted(whole.splitlines()))


class ArchiveTest(PartsTest):
    FILES = {"a.html": page(1), "deep/b.html": page(2), "../../c.txt": b"One sentence stands here.\n", "d.html.gz": gzip.compress(page(4)),
             "e.png": b"\x89PNG\r\n\x1a\n" + bytes(50), "f.zip": b"PK\x03\x04" + bytes(40)}

    def tar(self, mode="w", files=None):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as archive:
            for name, content in (files or self.FILES).items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            link = tarfile.TarInfo("link")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(link)
        return out.getvalue()

    def zip(self, files=None):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in (files or self.FILES).items():
                archive.writestr(name, content)
        return out.getvalue()

    def check(self, rows, name):
        self.assertEqual([row["id"] for row in rows], [f"{name}/{entry}" for entry in self.FILES])
        self.assertEqual([row["source"]["entry"] for row in rows], list(self.FILES))
        self.assertEqual([row["status"] for row in rows], ["ok"] * 4 + ["skipped"] * 2)
        for row, number in zip((rows[0], rows[1], rows[3]), (1, 2, 4)):
            self.assertTrue(row["text"].startswith(f"Boat {number} lay still"), row)
        self.assertEqual(rows[2]["text"], "One sentence stands here.")

    def test_files_of_archives_are_documents(self):
        for name, content in (("x.tar", self.tar()), ("x.tgz", self.tar("w:gz")), ("x.txz", self.tar("w:xz")), ("x.zip", self.zip())):
            self.file(name, content)
            for arguments in ([name], ["-f", "zip" if name == "x.zip" else "tar", name], ["-j1", name]):
                rows, errors = self.records(*arguments, code=1)
                self.check(rows, name)
                self.assertIn(f"dechaff: {name}/f.zip: is an archive inside an archive; unpack it", errors)
            rows, _ = self.records("--label", name, code=1, input=content)
            self.check(rows, name)

    SHORT = response(3)[:-14] + b"\r\n\r\n"
    DUMPS = {"a.html": page(1), "deep/b.warc": response(2) + SHORT + response(4), "c.warc.gz": members([response(5, page(5)), response(6)]),
             "d.jsonl": b'{"text": "Line one is here."}\n{"text": "Line two is here."}\n', "e.jsonl.gz": gzip.compress(b'{"text": "The last."}\n'), "f.html": page(7)}
    IDS = ["x/a.html", "<urn:uuid:response-2>", "<urn:uuid:response-3>", "<urn:uuid:response-4>", "<urn:uuid:response-5>", "<urn:uuid:response-6>",
           "x/d.jsonl:1", "x/d.jsonl:2", "x/e.jsonl.gz:1", "x/f.html"]

    def test_dumps_in_archives_are_read(self):
        for content in (self.tar(files=self.DUMPS), self.tar("w:gz", self.DUMPS), self.zip(self.DUMPS)):
            self.file("x", content)
            whole = self.clean("-t", "jsonl", "x", code=1)
            rows = [json.loads(line) for line in whole.splitlines()]
            self.assertEqual([row["id"] for row in rows], self.IDS)
            self.assertEqual([row["status"] for row in rows], ["ok", "ok", "truncated", *["ok"] * 7])
            self.assertEqual([row["source"].get("file") for row in rows], ["x"] * 10)
            self.assertEqual([row["source"]["entry"] for row in rows],
                             [name for name, count in zip(self.DUMPS, (1, 3, 2, 2, 1, 1)) for _ in range(count)])
            self.assertEqual([row["source"]["offset"] for row in rows[1:4]], [0, len(response(2)), len(response(2) + self.SHORT)])
            parts = [self.run_program("-q", "-q", "-t", "jsonl", "--shard", f"{i}/3", "x").stdout for i in (1, 2, 3)]
            self.assertEqual(b"".join(parts), whole)
            # A dump may be longer than what is read of a document.
            self.assertEqual(self.clean("-t", "jsonl", "--max-doc", "600", "x", code=1), whole)
            errors = self.run_program("--rejects", "r", "x").stderr.decode()
            self.assertIn(f"dechaff: x/deep/b.warc@{len(response(2))}: its length reaches into the next record", errors)
            self.assertIn(self.SHORT, self.read("r"))

    def test_a_dump_in_an_archive_that_is_cut(self):
        noise = random.Random(5).randbytes(500_000).hex().encode()
        dump = {"a.warc": response(1) + response(2, page(2) + noise)}
        for content in self.tar(files=dump)[:900_000], self.zip(dump)[:500_000]:
            self.file("x", content)
            rows, errors = self.records("x", code=1)
            self.assertEqual(rows[0]["id"], "<urn:uuid:response-1>")
            self.assertRegex(errors, "dechaff: x/a.warc.*: archive: ")

    def test_an_archive_that_is_cut(self):
        for name, content in (("x.tar", self.tar()[:1800]), ("x.tgz", self.tar("w:gz")[:-40]), ("x.zip", self.zip()[:700])):
            self.file(name, content)
            rows, errors = self.records(name, code=1)
            self.assertEqual(rows[0]["id"], f"{name}/a.html")
            self.assertTrue(rows[0]["text"].startswith("Boat 1"))
            self.assertIn(f"dechaff: {name}", errors)

    def test_documents_that_are_zip_files_are_none(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
        self.file("x.docx", out.getvalue())
        rows, _ = self.records("x.docx", code=1)
        self.assertEqual([row["status"] for row in rows], ["skipped"])


GERMAN = ("Der Hafen wurde nach zwei Jahren wieder geöffnet, und die ersten Boote kamen mit der Flut herein. "
          "Die Leute standen am Ufer und sahen zu, wie die Fischer ihre Netze an Land brachten. ") * 3


class FilterTest(PartsTest):
    def setUp(self):
        super().setUp()
        german = f"<!DOCTYPE html><html lang=en><article><p>{GERMAN}</p></article>".encode()
        self.file("x.warc", response(1) + response(2, page(2, 40)) + response(3, german) + response(14, page(14)))

    def ids(self, *arguments):
        rows, errors = self.records("--stats=s", *arguments, "x.warc")
        self.assertEqual(errors, "")
        return [int(row["id"][:-1].rsplit("-", 1)[1]) for row in rows], json.loads(self.read("s"))["reasons"]

    def test_by_language(self):
        self.assertEqual(self.ids("--filter-lang", "de"), ([3], {"skipped: language is not in --filter-lang: en": 3}))
        self.assertEqual(self.ids("--filter-lang", "en-us,fr")[0], [1, 2, 14])
        self.assertEqual(self.ids("--filter-lang", "fr, DE")[0], [3])
        self.refused("--filter-lang", "en,german", "x.warc", message="'german' is not a language code")
        self.refused("--filter-lang", "en,,de", "x.warc", message="'' is not a language code")

    def test_languages_with_two_names(self):
        # CLD2 knows Hebrew by its old code.
        hebrew = "הנמל נפתח מחדש אחרי שנתיים של תיקונים, והסירות הראשונות נכנסו עם הגאות. האנשים עמדו על החוף והסתכלו. " * 3
        self.file("he", hebrew.encode())
        for code in "he", "iw":
            self.assertNotEqual(self.clean("--filter-lang", code, "he"), b"")

    def test_by_words(self):
        self.assertEqual(self.ids("--min-words", "200"), ([2], {"skipped: has fewer words than --min-words": 3}))
        self.file("y", "これは短い文です。\n".encode())
        self.assertNotEqual(self.clean("--min-words", "8", "y"), b"")
        self.assertEqual(self.clean("--min-words", "9", "y"), b"")

    def test_by_address(self):
        self.assertEqual(self.ids("--url-include", "/[12]$")[0], [1, 2])
        self.assertEqual(self.ids("--url-exclude", "/1"), ([2, 3], {"skipped: address is in --url-exclude": 2}))
        self.refused("--url-include", "(", "x.warc", message="--url-include: missing )")

    def test_text_and_lines(self):
        self.assertEqual(self.clean("--filter-lang", "de", "x.warc").count(b"Der Hafen"), 3)
        self.assertNotIn(b"Boat", self.clean("--filter-lang", "de", "x.warc"))
        lines = b'{"id":1,"url":"http://a/","text":"One."}\n{"id":2,"url":"http://b/","text":"Two."}\n'
        self.assertIn(b'"id":2', self.clean("-f", "jsonl", "-t", "jsonl", "--url-include", "b/", input=lines))
        self.assertEqual(self.clean("-f", "jsonl", "-t", "jsonl", "--url-include", "b/", input=lines).count(b"\n"), 1)
        # A worker answers every line.
        answers = self.clean("--worker", "--url-include", "b/", input=lines).splitlines()
        self.assertEqual([json.loads(a)["status"] for a in answers], ["skipped", "ok"])


class RunTest(PartsTest):
    def test_tolerated_failures(self):
        self.file("x.jsonl", b'{"text": "Good."}\n' * 98 + b"bad\n" * 2)
        for tolerance, code in (("0", 1), ("1", 1), ("2", 0), ("1.9%", 1), ("2%", 0), ("100%", 0)):
            self.clean("-f", "jsonl", "--tolerate", tolerance, "x.jsonl", code=code)
        for wrong in "-1", "2%%", "101%", "x", "":
            self.refused("--tolerate=" + wrong, "x.jsonl", message="a number of failures, or a share of 0% to 100%")

    def test_a_share_of_failures_is_one_of_documents(self):
        self.file("x.warc", response(1) + request(1) * 98 + response(2)[:-40])
        self.clean("--tolerate", "49%", "x.warc", code=1)
        self.clean("--tolerate", "50%", "--stats=s", "x.warc")
        self.assertEqual(json.loads(self.read("s"))["documents"]["total"], 100)

    def test_statistics(self):
        self.file("x.warc", response(1) + response(2, b"\x89PNG" + bytes(80), "image/png") + response(3, b""))
        self.clean("--stats=s", "x.warc")
        stats = json.loads(self.read("s"))
        self.assertEqual(stats["documents"]["total"], 3)
        self.assertIn("skipped: not a text: image/png", stats["reasons"])
        self.assertEqual(list(stats["cpu_seconds_by_stage"]), ["read", "unpack", "clean", "form", "output"])
        self.assertGreater(stats["peak_rss_bytes"], 1 << 20)

    def test_a_signal_asks_how_far_it_is(self):
        for output in ([], ["-o", "out"]):
            child = subprocess.Popen([PROGRAM, *output], cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            child.stdin.write(response(1) + response(2) + response(3)[:50])
            child.stdin.flush()
            time.sleep(0.3)
            child.send_signal(signal.SIGUSR1)
            time.sleep(0.1)
            child.stdin.write(response(3)[50:])
            _, errors = child.communicate(timeout=60)
            self.assertEqual(child.returncode, 0)
            self.assertRegex(errors.decode(), r"^dechaff: \d+ documents, 0\.0 MB, \d+ documents/s, 0 failures\n$")

    def test_signals_end_it_and_leave_nothing(self):
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            child = subprocess.Popen([PROGRAM, "-o", "out"], cwd=self.folder, stdin=subprocess.PIPE)
            child.stdin.write(response(1))
            child.stdin.flush()
            time.sleep(0.2)
            child.send_signal(sent)
            self.assertEqual(child.wait(timeout=60), -sent)
            child.stdin.close()
            self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main()
