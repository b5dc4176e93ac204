#!/usr/bin/env python3
"""Cleans a crawl on Spark: WARC, JSON lines or Parquet in, Parquet out.

    spark-submit dechaff_spark.py --from warc  --output clean/  s3://bucket/crawl/
    spark-submit dechaff_spark.py --from jsonl --output clean/  pages-1.jsonl.gz pages-2.jsonl.gz
    spark-submit dechaff_spark.py --from parquet --output clean/  'hdfs:///pages/'

Every input file (of Parquet: every row group) is one task, which keeps one dechaff as its child and pipes the file through
it. README.md beside this file says what comes out and how failures are met.
"""
import argparse
import json
import os
import subprocess
import sys
import threading

SCHEMA = """id string, url string, title string, lang string, text string, status string, reason string,
    file string, offset long, line long, record_id string, date string, digest string, media_type string,
    http_status int, rest string"""
OWN = ("id", "url", "title", "lang", "text", "status", "reason")
FROM_SOURCE = ("offset", "line", "record_id", "date", "digest", "media_type", "http_status")
BATCH_BYTES = 8 << 20  # of text, handed to Spark at a time


class ChildFailed(RuntimeError):
    """dechaff did not come to its end; Spark runs the task again."""


def pump(command, chunks):
    """Yields the lines that `command` writes while a thread feeds it `chunks`. The pipes hold both back."""
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    failures = []

    def feed():
        try:
            for chunk in chunks:
                child.stdin.write(chunk)
            child.stdin.close()
        except BrokenPipeError:
            pass  # the exit status tells more
        except Exception as error:  # an input that cannot be read: nothing of it may count
            failures.append(error)
            child.kill()

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    try:
        yield from child.stdout
        status = child.wait()
        feeder.join()
        if failures:
            raise failures[0]
        if status not in (0, 1):  # 1: some documents failed, and their rows say so
            raise ChildFailed(f"{command[0]} ended with status {status}")
    finally:
        child.kill()
        child.wait()


def file_chunks(path):
    from pyarrow import fs
    system, name = fs.FileSystem.from_uri(path)
    with system.open_input_stream(name, compression=None) as stream:
        while chunk := stream.read(1 << 20):
            yield chunk


def parquet_chunks(path, group):
    from pyarrow import fs, parquet
    system, name = fs.FileSystem.from_uri(path)
    with system.open_input_file(name) as file:
        for batch in parquet.ParquetFile(file).iter_batches(batch_size=256, row_groups=[group]):
            for row in batch.to_pylist():
                yield json.dumps(row, default=str).encode() + b"\n"


def to_row(line, path):
    """A line of dechaff as a tuple in the order of SCHEMA."""
    record = json.loads(line)
    source = record.get("source")
    if isinstance(source, dict) and "file" in source:  # dechaff's own, not the input's
        del record["source"]
    else:
        source = {}
    own = [record.pop(name, None) for name in OWN]
    own = [value if value is None or isinstance(value, str) else json.dumps(value) for value in own]
    known = [source.get(name) for name in FROM_SOURCE]
    return (*own, path, *known, json.dumps(record, ensure_ascii=False) if record else None)


def clean(task, program, arguments):
    """The rows of one task, which is (form, path, row group)."""
    form, path, group = task
    if form == "parquet":
        command, chunks = [program, "-f", "jsonl", "-t", "jsonl"], parquet_chunks(path, group)
    else:
        command, chunks = [program, "-f", form, "-t", "jsonl"], file_chunks(path)
    for line in pump([*command, "-q", "-q", "-j", "1", "--label", path, *arguments], chunks):
        yield to_row(line, path)


def find_program(program):
    """The program as it lies on the executor: a path, a name on the PATH, or a file that was shipped with the job."""
    from pyspark import SparkFiles
    shipped = SparkFiles.get(os.path.basename(program))
    if os.path.exists(shipped):
        os.chmod(shipped, 0o755)
        return shipped
    return program


def list_tasks(form, paths):
    from pyarrow import fs, parquet
    for path in paths:
        path = path if "://" in path else "file://" + os.path.abspath(path)
        system, name = fs.FileSystem.from_uri(path)
        prefix = path[:-len(name)] if path.endswith(name) else path[:path.index("://") + 3]
        info = system.get_file_info(name)
        if info.type == fs.FileType.NotFound:
            sys.exit(f"dechaff_spark: {path}: not found")
        found = system.get_file_info(fs.FileSelector(name, recursive=True)) if info.type == fs.FileType.Directory else [info]
        for file in sorted(found, key=lambda file: file.path):
            if file.type != fs.FileType.File or os.path.basename(file.path).startswith(("_", ".")):
                continue
            uri = path if file is info else prefix + file.path
            groups = 1
            if form == "parquet":
                with system.open_input_file(file.path) as opened:
                    groups = parquet.ParquetFile(opened).num_row_groups
            yield from ((form, uri, group) for group in range(groups))


def run(spark, form, paths, output, program="dechaff", arguments=(), mode="errorifexists"):
    """Cleans `paths` into Parquet at `output`; the number of documents by status."""
    import pyarrow
    from pyspark.sql.types import StructType
    tasks = list(list_tasks(form, paths))
    schema = StructType.fromDDL(SCHEMA)
    names = schema.names

    def clean_batches(batches):
        for batch in batches:
            for index in batch.column(0).to_pylist():
                rows, size = [], 0
                for row in clean(tasks[index], find_program(program), arguments):
                    rows.append(row)
                    size += len(row[OWN.index("text")] or "")
                    if size >= BATCH_BYTES or len(rows) >= 10000:
                        yield to_batch(rows)
                        rows, size = [], 0
                if rows:
                    yield to_batch(rows)

    def to_batch(rows):
        kinds = {"string": pyarrow.string(), "bigint": pyarrow.int64(), "int": pyarrow.int32()}
        columns = [pyarrow.array(column, kinds[field.dataType.simpleString()]) for column, field in zip(zip(*rows), schema)]
        return pyarrow.RecordBatch.from_arrays(columns, names=names)

    # A task writes to a place of its own, which becomes part of the output when the task has ended well: what is run
    # again is not written twice. (Accumulators would count it twice; so the counts are read from the output.)
    indices = spark.range(0, len(tasks), 1, max(1, len(tasks)))
    indices.mapInArrow(clean_batches, SCHEMA).write.mode(mode).parquet(output)
    return {row["status"]: row["count"] for row in spark.read.parquet(output).groupBy("status").count().collect()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="files or folders, as paths or as URIs that pyarrow knows")
    parser.add_argument("--from", dest="form", choices=("warc", "arc", "wet", "jsonl", "parquet"), required=True)
    parser.add_argument("--output", required=True, help="folder for Parquet, as Spark names it")
    parser.add_argument("--overwrite", action="store_true", help="replace an output that is there")
    parser.add_argument("--dechaff", default="dechaff", help="the program, as the executors find it")
    parser.add_argument("--ship", action="store_true", help="send the program at --dechaff to the executors")
    parser.add_argument("--argument", action="append", default=[], help="an argument for dechaff; may be repeated")
    options = parser.parse_args()

    from pyspark.sql import SparkSession
    spark = SparkSession.builder.appName("dechaff").getOrCreate()
    if options.ship:
        spark.sparkContext.addFile(options.dechaff)
    counts = run(spark, options.form, options.inputs, options.output, options.dechaff, options.argument,
                 "overwrite" if options.overwrite else "errorifexists")
    for status, count in sorted(counts.items()):
        print(f"{status}\t{count}")
    spark.stop()


if __name__ == "__main__":
    main()
