#!/usr/bin/env python3
"""Compares the trees of every gear with those of whole-page Gumbo on labelled sets of real pages.

differential.py HTML_DIFFERENTIAL [SET...]    SET: wcxb, trafilatura, ...; none: a sample that takes seconds; all: all

The sets are archives in data/ of the folder that DECHAFF_SHARED names (../shared beside the project if it names none);
they are no part of the project. Exit status 77 if they are not there, 1 if a tree differs or text is lost."""
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("DECHAFF_SHARED", ROOT.parent / "shared")) / "data"
# Old pages with the most damaged markup, forum pages, and pages of today.
SAMPLE = ("cleaneval_final", "l3s_gn1", "magic_html_forum", "scrapinghub")


def unpack_pages(archive, folder):
    """Only the pages of a set, which lie in its folder html/."""
    with tarfile.open(archive) as tar:
        pages = [member for member in tar if member.isfile() and "html" in pathlib.PurePath(member.name).parts[:-1]]
        for number, member in enumerate(pages):
            (folder / f"{number:05}-{pathlib.PurePath(member.name).name}").write_bytes(tar.extractfile(member).read())
    return len(pages)


def main():
    tool, sets = sys.argv[1], sys.argv[2:] or SAMPLE
    archives = sorted(DATA.glob("*.tar.xz")) if sets == ["all"] else [DATA / f"{name}.tar.xz" for name in sets]
    if not archives or not all(archive.exists() for archive in archives):
        print(f"not all sets are in {DATA}")
        return 77
    status = 0
    for archive in archives:
        with tempfile.TemporaryDirectory(prefix="dechaff-differential-") as temporary:
            folder = pathlib.Path(temporary) / archive.name.removesuffix(".tar.xz")
            folder.mkdir()
            if unpack_pages(archive, folder):
                status |= subprocess.run([tool, "-v", folder], check=False).returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
