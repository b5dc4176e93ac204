#!/usr/bin/env python3
"""Reads the sample dumps with warcio and FastWARC (pip install warcio fastwarc) and prints the rows of samples.tsv as they see them.

samples.py FOLDER READER, where READER is warcio or fastwarc. A row: file, records, checksum of URLs and blocks, checksum of the payloads
of documents (warcio only), damages (which neither counts: -).
"""
import pathlib
import sys
import zlib

from fastwarc.warc import ArchiveIterator as FastWarc
from warcio.archiveiterator import ArchiveIterator


def sum_of(data):
    return f"{len(data)}\t{zlib.crc32(data):08x}"


def warcio_blocks(path):
    for record in ArchiveIterator(open(path, "rb"), no_record_parse=True):
        header = record.rec_headers.get_header
        yield (header("WARC-Target-URI") or header("uri") or "").strip("<>") + "\t" + sum_of(record.raw_stream.read())


def warcio_payloads(path):
    for record in ArchiveIterator(open(path, "rb")):
        if record.rec_type not in ("response", "resource", "conversion"):
            continue
        yield sum_of(record.content_stream().read())


def fastwarc_blocks(path):
    for record in FastWarc(open(path, "rb"), parse_http=False, strict_mode=False):
        yield (record.headers.get("WARC-Target-URI") or "").strip("<>") + "\t" + sum_of(record.reader.read())


def checksum(lines):
    """Count and checksum, up to the record at which the reader gives up."""
    count, total = 0, 0
    try:
        for line in lines:
            count, total = count + 1, zlib.crc32((line + "\n").encode("utf-8", "surrogateescape"), total)
    except Exception as error:
        return count, f"{total:08x} ({type(error).__name__})"
    return count, f"{total:08x}"


def main():
    folder, reader = pathlib.Path(sys.argv[1]), sys.argv[2]
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        count, blocks = checksum({"warcio": warcio_blocks, "fastwarc": fastwarc_blocks}[reader](path))
        payloads = checksum(warcio_payloads(path))[1] if reader == "warcio" else "-"
        print(path.relative_to(folder), count, blocks, payloads, "-", sep="\t")


main()
