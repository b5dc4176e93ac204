"""Small dumps, and a folder to run the program in: what the tests of crawls share."""
import gzip
import json
import os
import subprocess
import tempfile
import unittest


def page(number, sentences=3):
    text = " ".join(f"Boat {number} lay still in the harbour, as it had done for {i + 2} years before." for i in range(sentences))
    return f"<!DOCTYPE html><title>Boat {number}</title><nav><a href=/>Home</a></nav><article><p>{text}</p></article>".encode()


def record(kind, number, content, media_type, **fields):
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{kind}-{number}>", "WARC-Date: 2024-05-06T07:08:09Z",
             f"WARC-Target-URI: https://boats.example/{number}", f"Content-Type: {media_type}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return "\r\n".join([*lines, f"Content-Length: {len(content)}", "", ""]).encode() + content + b"\r\n\r\n"


def response(number, body=None, media_type="text/html", **fields):
    body = page(number) if body is None else body
    header = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    return record("response", number, header + body, "application/http; msgtype=response", **fields)


def request(number):
    return record("request", number, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request")


def members(records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


class DumpsTest(unittest.TestCase):
    """Runs `program` in a folder of its own."""

    program = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="dechaff-dumps-")
        self.folder = temporary.name
        self.addCleanup(temporary.cleanup)

    def file(self, name, content):
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(content)
        return name

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def run_program(self, *arguments, **more):
        return subprocess.run([self.program, *arguments], cwd=self.folder, capture_output=True, timeout=120, check=False, **more)

    def records(self, *arguments, code=0, **more):
        done = self.run_program("-t", "jsonl", *arguments, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()], done.stderr.decode()
