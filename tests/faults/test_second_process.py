"""The second process of an export ends with the first one, however that ends, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from annotator.formats import spans, worker
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.writers import ExportOptions
from annotator.model.article import Article, Paragraph
from annotator.model.layer import layer_of
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme
from tests.faults.children import Child, tell, until

Begin = Callable[[Callable[[], None]], Child]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is one on Linux alone")


def _documents() -> Iterator[Document]:
    scheme = load_scheme(default_scheme_path())
    for number in count():
        key, text = f"a{number:09}", "Sungai surut."
        yield Document(Article(key, text, (Paragraph(0, len(text)),)), layer_of("gold", key, []), (), scheme)


def _endless_export(out: Path, seen: Path) -> None:
    """An export that only a signal ends; `seen` gets a file named after each second process."""
    os.setpgrp()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # ignored in what a shell began in the background
    sys.stdout.write("begun, ")  # waits in this process's buffer, of which the other has a copy
    here, right = os.getpid(), spans.encode_record

    def slow(*args: object) -> bytes:
        if os.getpid() != here:
            (seen / str(os.getpid())).touch()
            time.sleep(0.1)
        return right(*args)

    spans.encode_record = slow
    worker.has_a_second_core = lambda: True
    worker.BATCH = 100_000  # some minutes of work
    try:
        write_dataset(_documents, ExportOptions(("jsonl",)), out)
    except KeyboardInterrupt:
        tell("stopped")


def _has_ended(process: str) -> bool:
    """Whether it is gone, or waits for nothing but to be buried."""
    try:
        return Path("/proc", process, "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    folder = tmp_path / "seen"
    folder.mkdir()
    return folder


def test_ctrl_c_reaches_both_and_one_answers(tmp_path: Path, seen: Path, child: Begin) -> None:
    export = child(partial(_endless_export, tmp_path / "to" / "out", seen))
    until(lambda: any(seen.iterdir()), "the second process")
    os.killpg(export.pid, signal.SIGINT)
    assert export.succeed() == "begun, stopped\n"
    assert list((tmp_path / "to").iterdir()) == []
    assert all(_has_ended(process.name) for process in seen.iterdir())


def test_it_does_not_outlive_an_export_that_is_killed(tmp_path: Path, seen: Path, child: Begin) -> None:
    export = child(partial(_endless_export, tmp_path / "to" / "out", seen))
    until(lambda: any(seen.iterdir()), "the second process")
    assert export.kill() == -signal.SIGKILL
    until(lambda: all(_has_ended(process.name) for process in seen.iterdir()), "its end")
    # What it held goes with it: the next export finds the place free.
    write_dataset(lambda: iter([next(_documents())]), ExportOptions(("jsonl",)), tmp_path / "to" / "out")
    assert [path.name for path in (tmp_path / "to").iterdir()] == ["out"]
