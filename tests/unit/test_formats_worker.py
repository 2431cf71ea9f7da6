"""The second process of an export: the same bytes with and without it, and nothing that it meets gets lost."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import SaveError
from annotator.formats import conll, jsonl, worker
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.losses import Loss
from annotator.formats.worker import Cut, Job, Made, Worker, has_a_second_core
from annotator.formats.writers import ExportOptions
from annotator.model.article import Article, Paragraph
from annotator.model.items import Fragment, Span
from annotator.model.layer import layer_of
from tests.unit.formats_documents import SCHEME

ALL = ExportOptions(("jsonl", "conll", "conllup", "hf", "brat", "frames"))
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _no_process_is_left_behind() -> Iterator[None]:
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.fixture
def _beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second process whatever the machine, and a new one every few articles."""
    monkeypatch.setattr(worker, "has_a_second_core", lambda: True)
    monkeypatch.setattr(worker, "BATCH", 3000)


@pytest.fixture
def _patient(_beside: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first process waits for the second one before it would do a job itself."""
    right = worker._Copy.has_ended
    monkeypatch.setattr(worker._Copy, "has_ended", lambda copy, options=0: right(copy, 0))


def articles(count: int) -> list[Document]:
    """Each with a quote; every third with a second cue in one place, which is a loss in CoNLL."""
    found = []
    for number in range(count):
        key, text = f"a{number:04}", f"“Sungai {number} surut,” kata Wulan. Jembatan belum jadi."
        end = text.index("kata") + len("kata")
        items = [Span("q", "QUOTE", (Fragment(0, end - len(" kata")),))]
        cues = ("c", "d") if number % 3 == 0 else ("c",)
        items += [Span(cue, "CUE", (Fragment(end - len("kata"), end),)) for cue in cues]
        article = Article(key, text, (Paragraph(0, len(text)),), lang="id")
        found.append(Document(article, layer_of("gold", key, items), (), SCHEME))
    return found


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def elsewhere() -> bool:
    """Whether this runs in a second process."""
    return os.getpid() != HERE


def work(jobs: Iterable[Job], take: Callable[[Made], None] = lambda made: None) -> None:
    with Worker(take) as at_work:
        for one in jobs:
            at_work.add(one, 400)
        at_work.finish()


def job(number: int) -> Made:
    loss = Loss("conll", f"a{number}", "gold", "span", "s", "is lost")
    pieces = ((f"{number % 3}", f"{number};".encode()), ("all", f"{number};".encode()))
    return Made(pieces, (loss,) * (number % 2), (Cut("all", number, 1, 0),))


def told(weights: list[int], *, beside: bool, batch: int) -> tuple[dict[str, bytes], list[Loss], list[Cut]]:
    files: dict[str, bytes] = {}
    losses: list[Loss] = []
    cuts: list[Cut] = []

    def take(made: Made) -> None:
        for path, data in made.pieces:
            files[path] = files.get(path, b"") + data
        losses.extend(made.losses)
        cuts.extend(made.cuts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "has_a_second_core", lambda: beside)
        patch.setattr(worker, "BATCH", batch)
        with Worker(take) as at_work:
            for number, weight in enumerate(weights):
                at_work.add(partial(job, number), weight)
            at_work.finish()
    return files, losses, cuts


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(1, 400))
def test_what_is_made_stands_in_the_order_of_the_jobs(weights: list[int], batch: int) -> None:
    assert told(weights, beside=True, batch=batch) == told(weights, beside=False, batch=batch)


@pytest.mark.usefixtures("_beside")
def test_an_export_is_the_same_with_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dataset(lambda: iter(articles(100)), ALL, tmp_path / "beside")
    monkeypatch.setattr(worker, "has_a_second_core", lambda: False)
    write_dataset(lambda: iter(articles(100)), ALL, tmp_path / "alone")
    assert contents(tmp_path / "beside") == contents(tmp_path / "alone")


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize(
    ("form", "module", "name", "said"),
    [
        ("jsonl", jsonl.Lines, "of", "did not read back as it was written"),
        ("conll", conll, "conll_text", "does not hold the spans of the record"),
        ("conll", conll, "index_of", "cannot be read back: Expecting"),
        ("conll", conll, "_spelled", "cannot be read back: the rows are not those"),
    ],
)
def test_what_is_written_wrong_in_the_second_process_never_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: Any, name: str, said: str
) -> None:
    right: Callable[..., Any] = getattr(module, name)
    wrong = {
        "of": lambda line: line.replace('"start":0', '"start":1', 1),
        "conll_text": lambda text: text.replace("I-QUOTE", "B-QUOTE", 1),
        "index_of": lambda lines: lines.replace(b":", b";"),
        "_spelled": lambda numbers: numbers.replace("[0,", "[1,"),
    }

    def falsified(*args: Any) -> Any:
        return wrong[name](right(*args)) if elsewhere() else right(*args)

    monkeypatch.setattr(module, name, falsified)
    with pytest.raises(SaveError, match=said) as error:
        write_dataset(lambda: iter(articles(100)), ExportOptions((form,)), tmp_path / "out")
    assert any("falsified" in note or "in _tried" in note for note in error.value.__notes__)
    assert list(tmp_path.iterdir()) == []


class Unsendable(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)
        self.other = other


def failing(error: Exception, *, here: bool = False) -> Made:
    if here or elsewhere():
        raise error
    return Made()


@pytest.mark.usefixtures("_patient")
@pytest.mark.parametrize("error", [ValueError("no span"), MemoryError("no room"), SaveError("A sentence.")])
def test_an_error_comes_back_as_what_it_is(error: Exception) -> None:
    with pytest.raises(type(error), match=str(error)) as found:
        work([partial(failing, error)] * 8)
    assert "in failing" in found.value.__notes__[0]


@pytest.mark.usefixtures("_patient")
def test_an_error_that_cannot_be_sent_says_what_it_was() -> None:
    error = Unsendable("the one", "the other")
    with pytest.raises(TypeError):
        pickle.loads(pickle.dumps(error))
    with pytest.raises(RuntimeError, match="Unsendable: the one"):
        work([partial(failing, error)])


@pytest.mark.usefixtures("_beside")
def test_the_first_of_several_errors_is_told() -> None:
    """Whichever process came upon it."""
    good: list[Job] = [Made] * 3
    with pytest.raises(ValueError, match=r"^0$"):
        work([*good, *(partial(failing, ValueError(number), here=True) for number in range(40))])


@pytest.mark.usefixtures("_patient")
def test_a_second_process_that_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = jsonl.encode_record

    def killed(*args: Any) -> bytes:
        if elsewhere():
            os.kill(os.getpid(), signal.SIGKILL)
        return right(*args)

    monkeypatch.setattr("annotator.formats.spans.encode_record", killed)
    with pytest.raises(SaveError, match=r"ended by SIGKILL, as happens where memory runs out; nothing"):
        write_dataset(lambda: iter(articles(100)), ExportOptions(("jsonl",)), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("_beside")
def test_a_second_process_ends_with_the_export() -> None:
    def endless() -> Made:
        while elsewhere():
            time.sleep(60)
        return Made()

    def broken_off() -> NoReturn:
        with Worker(lambda made: None) as at_work:
            at_work.add(endless, 400)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()


@pytest.mark.usefixtures("_beside")
def test_where_no_process_can_be_made_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> NoReturn:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    made: list[Made] = []
    work([partial(job, number) for number in range(20)], made.append)
    assert b"".join(data for one in made for path, data in one.pieces if path == "all") == b"".join(
        f"{number};".encode() for number in range(20)
    )


def test_one_core_or_another_thread_is_a_reason_to_stay_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    monkeypatch.setattr(worker.sys, "platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert has_a_second_core()
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {1}, raising=False)
    assert not has_a_second_core()
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not has_a_second_core()
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(worker.sys, "platform", "darwin")
    assert not has_a_second_core()


def test_few_articles_need_no_second_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "has_a_second_core", lambda: True)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process for three articles"))
    write_dataset(lambda: iter(articles(3)), ExportOptions(("jsonl", "conll")), tmp_path / "out")
