#!/usr/bin/env python3
"""Runs the cases of cases.toml against the real program: cases_test.py PATH-TO-DECHAFF [WORDS-OF-A-CASE-NAME]"""
import os
import re
import subprocess
import sys
import tempfile
import tomllib

PRELUDE = """
page() { printf '<!DOCTYPE html><title>Harbour</title><body><nav><a href=/>Home</a> <a href=/x>More</a></nav><article><p>'
  printf 'The harbour was quiet in the morning, and the boats lay still, as they had done for years before. '
  printf 'Nobody who saw them there, in the thin light, would have thought that they would ever leave again.'
  printf '</p></article></body>'; }
nobody() { if [ "$(id -u)" = 0 ]; then chmod 777 .; setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
"""


def differs(expected, got):
    if expected.startswith("~"):
        return re.search(expected[1:], got) is None
    return expected != got


def run(case, program):
    with tempfile.TemporaryDirectory(prefix="dechaff-case-") as folder:
        bin_folder = os.path.dirname(program)
        env = {"PATH": bin_folder + ":" + os.environ["PATH"], "HOME": folder}
        done = subprocess.run(["bash", "-c", PRELUDE + case["run"]], input=case.get("stdin", "").encode(), cwd=folder, env=env,
                              capture_output=True, timeout=60, check=False)
    faults = []
    for name, got in (("stdout", done.stdout), ("stderr", done.stderr)):
        text, expected = got.decode("utf-8", "surrogateescape"), case.get(name, "")
        if differs(expected, text):
            faults.append(f"  {name}: expected {expected!r}\n  {' ' * len(name)}       got {text!r}")
    if "exit" in case and done.returncode != case["exit"]:
        faults.append(f"  exit: expected {case['exit']}, got {done.returncode}")
    return faults


def main():
    program = os.path.abspath(sys.argv[1])
    words = " ".join(sys.argv[2:])
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.toml"), "rb") as file:
        cases = [case for case in tomllib.load(file)["case"] if words in case["name"]]
    failed = 0
    for case in cases:
        if faults := run(case, program):
            failed += 1
            print(f"FAILED {case['name']}\n" + "\n".join(faults))
    print(f"{len(cases) - failed} of {len(cases)} cases passed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
