"""Jobs that run in a process of their own, so that each has its own memory; prints seconds, CPU and the peaks.

python -m tests.bench.child JOB ARGUMENT…
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.formats.document import Document


@dataclass(slots=True)
class Timed:
    """What the parts of a job that count took."""

    seconds: float = 0.0
    """By the clock on the wall: what a person waits, and what other programs on the machine add."""
    cpu: float = 0.0
    """Of this process and of those that it began and waited for, their own and the kernel's for them, in seconds."""

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Add what is done inside."""
        began = time.perf_counter(), _cpu()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - began[0]
            self.cpu += _cpu() - began[1]


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def verb(*arguments: str) -> Timed:
    """A verb of the program, its imports left out of the time."""
    from annotator.cli.main import main
    from annotator.cli.table import module_of

    __import__(module_of(next(word for word in arguments if not word.startswith("-"))))
    import annotator.cli.dataset
    import annotator.formats.registry
    import annotator.store.imports

    _ = (annotator.cli.dataset, annotator.formats.registry, annotator.store.imports)
    if "spacy" in arguments:
        # Which its format imports when it is opened.
        __import__("spacy")
    timed = Timed()
    with timed.counting():
        status = main(list(arguments))
    assert status in (0, 1), status
    return timed


def dumps(source: str, out: str) -> Timed:
    """Bare `json.dumps` of the records in a file, a batch at a time; reading them is not timed."""
    timed = Timed()
    with open(source, encoding="utf-8", newline="\n") as stream, open(out, "w", encoding="utf-8") as target:
        while records := [json.loads(line) for _, line in zip(range(1000), stream, strict=False)]:
            with timed.counting():
                for record in records:
                    target.write(json.dumps(record, ensure_ascii=False) + "\n")
    return timed


def write(project: str, form: str, out: str) -> Timed:
    """The formats' part of an export: all of it but the store's reading, files read back and synced included."""
    from annotator.formats.dataset import write_dataset
    from annotator.formats.writers import ExportOptions

    reading, whole = Timed(), Timed()

    def documents() -> Iterator[Document]:
        source = _documents(project)
        while True:
            with reading.counting():
                document = next(source, None)
            if document is None:
                return
            yield document

    with whole.counting():
        write_dataset(documents, ExportOptions(formats=(form,)), Path(out))
    return Timed(whole.seconds - reading.seconds, whole.cpu - reading.cpu)


def load(project: str) -> Timed:
    """The store's part of an export: reading every document."""
    timed = Timed()
    with timed.counting():
        for _ in _documents(project):
            pass
    return timed


def _documents(project: str) -> Iterator[Document]:
    from annotator.cli.dataset import documents
    from annotator.store.opening import open_project
    from annotator.store.reading import layer_rows

    with open_project(Path(project), read_only=True) as opened, opened.reading() as db:
        yield from documents(opened, list(layer_rows(db)), opened.entities())


def inserts(source: str, out: str) -> Timed:
    """The rows of one project into the tables of an empty one, a transaction for each batch of articles."""
    from annotator.store.connection import connect
    from annotator.store.imports import BATCH

    known, new = connect(Path(source), read_only=True).conn, connect(Path(out)).conn
    tables = {
        name: _key_of(known, name)
        for (name,) in known.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        if not name.startswith(("sqlite_", "_sqlite", "search"))
        and name not in ("project", "devices", "places")
    }
    for table in tables:
        if not tables[table]:
            new.execute("DROP TRIGGER IF EXISTS operations_are_kept")
            new.execute(f"DELETE FROM {table}")
    articles = [row[0] for row in known.execute("SELECT id FROM articles ORDER BY id").fetchall()]
    timed = Timed()
    for first in range(0, len(articles), BATCH):
        low, high = articles[first], articles[min(len(articles), first + BATCH) - 1]
        rows = {}
        for table, key in tables.items():
            if key:
                rows[table] = known.execute(
                    f"SELECT * FROM {table} WHERE {key} BETWEEN ? AND ?", [low, high]
                ).fetchall()
            elif first == 0:
                rows[table] = known.execute(f"SELECT * FROM {table}").fetchall()
        if first == 0:
            # What is the project's and not an article's comes along with the first batch.
            for table in ("operations", "versions"):
                rows[table] += known.execute(f"SELECT * FROM {table} WHERE article = ''").fetchall()
                new.execute("DROP TRIGGER IF EXISTS operations_are_kept")
                new.execute(f"DELETE FROM {table}")
        with timed.counting():
            new.execute("BEGIN IMMEDIATE")
            for table in sorted(rows, key=lambda name: (name not in ("articles", "entities"), name)):
                if rows[table]:
                    marks = ", ".join("?" * len(rows[table][0]))
                    new.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])
            new.execute("COMMIT")
    with timed.counting():
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    _same_counts(known, new, tables)
    return timed


def _key_of(db: Any, table: str) -> str:
    """The column by which a table's rows belong to an article; `""` for the project's own."""
    columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})").fetchall()}
    return "id" if table == "articles" else "article" if "article" in columns else ""


def _same_counts(known: Any, new: Any, tables: dict[str, str]) -> None:
    for table in tables:
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for db in (known, new)]
        assert counts[0] == counts[1], (table, counts)


def peak_beside() -> float:
    """The highest resident memory of any process that this one began and waited for, in MB; 0 if there was none.

    Of a copy of this process that is all that it shared with it, too.
    """
    return _megabytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _megabytes(most: int) -> float:
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def peak() -> float:
    """This process's highest resident memory, in MB."""
    try:
        # getrusage counts what the parent had when it forked; the kernel's own mark begins with exec.
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, ValueError, IndexError):
        return _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


JOBS: dict[str, Callable[..., Timed]] = {
    "verb": verb,
    "dumps": dumps,
    "write": write,
    "load": load,
    "inserts": inserts,
}

if __name__ == "__main__":
    took = JOBS[sys.argv[1]](*sys.argv[2:])
    told = {"seconds": took.seconds, "cpu": took.cpu, "peak": peak(), "beside": peak_beside()}
    sys.stdout.write("\n" + json.dumps(told) + "\n")
