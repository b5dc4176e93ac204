#!/usr/bin/env python3
"""Makes each input and output call of the real program fail, one after the other: fault_test.py DECHAFF FAULT-SHIM

Whatever fails: the message says it, the exit status tells it, what is written under a name is complete or not there, the
old file stays, and no temporary file is left. What is no failure (an interrupted call, half a write) changes nothing."""
import errno
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, SHIM = (os.path.abspath(path) for path in sys.argv[1:3])
TEXTS = {f"d/{name}": f"This is the text of {name}, and it says nothing that is not said elsewhere.\n" * lines
         for name, lines in (("a", 1), ("b", 4000), ("c", 3))}
OLD = "the old file\n"

# The faults of each call; those of a close are late write errors.
FAULTS = {"open": (errno.EIO, errno.EMFILE), "create": (errno.ENOSPC, errno.EROFS), "read": (errno.EIO,),
          "write": (errno.ENOSPC, errno.EIO), "close": (errno.EIO,), "fsync": (errno.EIO,), "fstat": (errno.EIO,),
          "fchmod": (errno.EPERM,), "rename": (errno.EIO, errno.EXDEV), "readdir": (errno.EIO,)}
HARMLESS = {"open": (errno.EINTR,), "create": (errno.EINTR,), "read": (errno.EINTR, 0), "write": (errno.EINTR, 0),
            "close": (errno.EINTR,)}


class Scene:
    """A run of the program in a folder of its own."""

    def __init__(self, arguments, fault=None, stdin="d/c"):
        with tempfile.TemporaryDirectory(prefix="dechaff-fault-") as temporary:
            folder = pathlib.Path(temporary) / "run"
            (folder / "d").mkdir(parents=True)
            for name, text in TEXTS.items():
                (folder / name).write_text(text)
            (folder / "out").write_text(OLD)
            (folder / "list").write_text("".join(f"{name}\n" for name in TEXTS))
            mark = pathlib.Path(temporary) / "mark"
            env = {"PATH": os.environ["PATH"]}
            if fault:
                env |= {"LD_PRELOAD": SHIM, "FAULT": fault, "FAULT_MARK": str(mark)}
            with open(folder / stdin, "rb") as file:
                done = subprocess.run([PROGRAM, *arguments], cwd=folder, env=env, stdin=file, capture_output=True,
                                      timeout=60, check=False)
            self.happened = mark.exists()
            self.status, self.stdout, self.stderr = done.returncode, done.stdout.decode(), done.stderr.decode()
            self.files = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def each_fault(arguments, faults):
    """For each call of the run and each of its faults: the fault and the scene that it made."""
    for call, errors in faults.items():
        for error in errors:
            for number in range(1, 200):
                scene = Scene(arguments, f"{call}:{number}:{error}")
                if not scene.happened:
                    break
                yield call, number, error, scene


class FaultTest(unittest.TestCase):
    def check_faults(self, arguments, check):
        good = Scene(arguments)
        self.assertEqual((good.status, good.stderr), (0, ""))
        count = 0
        for call, number, error, scene in each_fault(arguments, FAULTS):
            count += 1
            with self.subTest(arguments=arguments, call=call, number=number, error=os.strerror(error)):
                if scene.status == 0:
                    # What was read is there; whether standard output is an input cannot be asked.
                    self.assertIn(call, ("close", "fstat"))
                    self.assertEqual((scene.stdout, scene.files, scene.stderr), (good.stdout, good.files, ""))
                    continue
                self.assertIn(scene.status, (1, 2))
                self.assertRegex(scene.stderr, f"^(dechaff: .*\n)*dechaff: .*{os.strerror(error)}\n(dechaff: .*\n)*$")
                self.assertEqual([name for name in scene.files if "dechaff" in name], [])
                for name, text in TEXTS.items():
                    self.assertEqual(scene.files[name], text)
                check(good, scene)
        for call, number, error, scene in each_fault(arguments, HARMLESS):
            count += 1
            with self.subTest(arguments=arguments, call=call, number=number, error=os.strerror(error)):
                self.assertEqual((scene.status, scene.stdout, scene.stderr, scene.files),
                                 (0, good.stdout, "", good.files))
        print(f"{count} faults: dechaff {' '.join(arguments)}")

    def check_documents(self, good, output):
        """Each document of a run is there or not; of a text that is streamed, what could be read may be there."""
        documents = [document.strip() for document in good.split("\f\n")]
        for document in output.split("\f\n"):
            while documents and not documents[0].startswith(document.strip()):
                documents.pop(0)
            self.assertTrue(documents, document[:200])
            documents.pop(0)

    def test_output_file(self):
        for arguments in (["-j1", "-o", "out", "d"], ["-j1", "-o", "out", "--files-from=list", "-"]):
            def check(good, scene):
                if scene.status == 2:
                    self.assertEqual(scene.files["out"], OLD)
                else:
                    self.check_documents(good.files["out"], scene.files["out"])
            self.check_faults(arguments, check)

    def test_standard_output(self):
        def check(good, scene):
            if scene.status == 2:
                self.assertTrue(good.stdout.startswith(scene.stdout))
            else:
                self.check_documents(good.stdout, scene.stdout)
        self.check_faults(["-j2", "d/a", "d/b", "d/c"], check)

    def test_output_folder(self):
        def check(good, scene):
            for name, text in scene.files.items():
                self.assertEqual(text, good.files[name])
            self.assertNotEqual(scene.files, good.files)
        self.check_faults(["-j1", "--output-dir", "clean", "d"], check)



if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
