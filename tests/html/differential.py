#!/usr/bin/env python3
"""Compares the trees of every gear with those of whole-page Gumbo on labelled sets of real pages.

differential.py HTML_DIFFERENTIAL [SET...]    SET: wcxb, trafilatura, ...; none: a sample that takes seconds; all: all

The sets are archives in data/ of the folder that DECHAFF_SHARED names (../shared beside the project if it names none);
they are no part of the project. Exit status 77 if they are not there, 1 if a tree differs, if text is lost, or if the pages on
which Gumbo itself departs from the standard, and why, are not those of page_departures.txt."""
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


def listed_departures():
    """Of each set of page_departures.txt: {page: causes}."""
    listed, pages, causes = {}, {}, ""
    for line in (ROOT / "tests/html/page_departures.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            pages.update(dict.fromkeys(line.split(), causes))
        elif line and not line.startswith("#"):
            name, causes = line.split()
            pages = listed.setdefault(name, {})
    return listed


def compare(tool, folder, listed):
    """Prints what the tool says of a folder; its exit status, or 1 if other pages depart than are listed."""
    done = subprocess.run([tool, "-v", folder], stdout=subprocess.PIPE, text=True, check=False)
    departing = {}
    for line in done.stdout.splitlines():
        if line.startswith("departs\t"):
            _, page, causes = line.split("\t")
            departing[pathlib.PurePath(page).stem.partition("-")[2]] = causes
        else:
            print(line, flush=True)
    status = done.returncode
    for page in sorted(departing.keys() | listed.keys()):
        if departing.get(page) != listed.get(page):
            print(f"{folder.name} {page}: departs by {departing.get(page)}, listed is {listed.get(page)}")
            status = 1
    return status


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
    status, listed = 0, listed_departures()
    for archive in archives:
        with tempfile.TemporaryDirectory(prefix="dechaff-differential-") as temporary:
            folder = pathlib.Path(temporary) / archive.name.removesuffix(".tar.xz")
            folder.mkdir()
            if unpack_pages(archive, folder):
                status |= compare(tool, folder, listed.get(folder.name, {}))
    return status


if __name__ == "__main__":
    sys.exit(main())
