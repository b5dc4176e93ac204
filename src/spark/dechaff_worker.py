"""A `dechaff --worker` child for programs in Python: dictionaries in, dictionaries out, in their order.

    with Worker() as worker:
        for row in worker.clean({"id": i, "html": page} for i, page in enumerate(pages)):
            print(row["id"], row["status"], row["text"])

For callers that hand over one document at a time there is `worker.clean_one(row)`. One Worker serves one thread. Needs
nothing but Python 3.9 and the program.
"""
import itertools
import json
import subprocess
import threading


class WorkerDied(RuntimeError):
    """The child ended before it had answered all rows. Those that it did not answer are not lost: give them again."""


class Worker:
    def __init__(self, program="dechaff", arguments=()):
        self._child = subprocess.Popen(
            [program, "--worker", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._feeder = None

    def clean(self, rows):
        """Yields an answer for each of `rows`, which a thread hands to the child. The child takes no more than a pipe
        holds, so there is never more than that in memory. An error that `rows` raises is raised here."""
        sent, ended = threading.Semaphore(0), []  # rows sent; how many there were and why they ended
        self._feeder = threading.Thread(target=self._feed, args=(rows, sent, ended), daemon=True)
        self._feeder.start()
        for answered in itertools.count():
            sent.acquire()
            if ended and ended[0][0] == answered:
                break
            line = self._child.stdout.readline()
            if not line.endswith(b"\n"):
                raise WorkerDied(f"dechaff ended with status {self._child.wait()} after {answered} answers")
            yield json.loads(line)
        self._feeder.join()
        if ended[0][1]:
            raise ended[0][1]

    def _feed(self, rows, sent, ended):
        count, error = 0, None
        try:
            for row in rows:
                self._child.stdin.write(json.dumps(row, default=str).encode() + b"\n")
                self._child.stdin.flush()
                sent.release()
                count += 1
        except BrokenPipeError:
            count += 1  # an answer that will not come
        except Exception as raised:
            error = raised
        ended.append((count, error))
        sent.release()

    def clean_one(self, row):
        (answer,) = self.clean([row])
        return answer

    def close(self):
        """Ends the child."""
        if self._feeder and self._feeder.is_alive():
            self._child.kill()  # answers were left untaken
        try:
            self._child.stdin.close()
        except BrokenPipeError:
            pass
        self._child.stdout.close()
        self._child.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
