#!/usr/bin/env python3
"""Run the examples of README.md: readme_test.py ROOT PROGRAM

An example is a block of ```console: lines that begin with `$ ` are typed, `> ` goes on with the line before, all else
is what must come out, standard error included. Each block runs in an empty folder of its own beside `fixtures`, with
PROGRAM first in the path.
"""
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps_of(block):
    """[command, expected output] of each step of a block."""
    steps = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append([line[2:], ""])
        elif line.startswith("> ") and not steps[-1][1]:
            steps[-1][0] += line[2:]
        else:
            steps[-1][1] += line
    return steps


def run_block(block, root, program):
    """The first step that printed something else, as (command, expected, printed), or None."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(os.path.join(root, "fixtures"), os.path.join(folder, "fixtures"))
        path = os.path.dirname(program) + os.pathsep + os.environ["PATH"]
        for command, expected in steps_of(block):
            done = subprocess.run(["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path}, timeout=60,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            printed = done.stdout.decode("utf-8", "replace")
            if printed != expected:
                return command, expected, printed
    return None


def main():
    root, program = map(os.path.abspath, sys.argv[1:])
    with open(os.path.join(root, "README.md"), encoding="utf-8") as file:
        blocks = BLOCK.findall(file.read())
    failures = [failure for failure in (run_block(block, root, program) for block in blocks) if failure]
    for command, expected, printed in failures:
        print(f"$ {command}--- expected\n{expected}--- printed\n{printed}")
    print(f"{len(blocks)} examples, {len(failures)} failed")
    sys.exit(1 if failures or len(blocks) < 10 else 0)


if __name__ == "__main__":
    main()
