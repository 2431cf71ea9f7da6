"""Ctrl+C in the long verbs: one sentence that says what is kept and how to go on, and it is true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import annotator.cli.dataset as exporting
import annotator.cli.suggesting as suggesting
from annotator.cli.exits import INTERRUPTED
from annotator.formats import folder
from annotator.store import groups, imports, search, suggestions
from annotator.store.project import Project
from tests.unit.cli_runs import Program, Ran, a_line, a_quote

LINES = 250


@pytest.fixture
def full(program: Program) -> Program:
    """A project with more articles than one transaction of any verb takes."""
    lines = [a_line(f"a{n:03}", f"“Ya,” kata Ratna. {n}", spans=[a_quote()]) for n in range(LINES)]
    Path("x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    program.ok("init")
    program.ok("import", "x.jsonl")
    return program


def stopped_in(call: Callable[..., Any], after: int = 0) -> Callable[..., Any]:
    """The function, interrupted when it is called for so manieth time, before it does anything."""
    calls = []

    def stopped(*given: Any, **more: Any) -> Any:
        calls.append(given)
        if len(calls) > after:
            raise KeyboardInterrupt
        return call(*given, **more)

    return stopped


def stopped_behind(call: Callable[..., Any]) -> Callable[..., Any]:
    """The function, interrupted once it has done all that it does."""

    def stopped(*given: Any, **more: Any) -> Any:
        call(*given, **more)
        raise KeyboardInterrupt

    return stopped


def told(ran: Ran) -> str:
    """The only sentence of a run that was stopped."""
    assert ran.status == INTERRUPTED
    assert ran.out == ""
    (sentence,) = ran.err.splitlines()
    return sentence


def test_the_first_export_leaves_nothing(full: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hand:
        hand.setattr(exporting, "document_of", stopped_in(exporting.document_of, 40))
        sentence = told(full("export", "--format", "jsonl", "--out", "data"))
    assert sentence == "Stopped: nothing was written to data; export again to begin anew."
    assert [path.name for path in Path().iterdir() if "data" in path.name] == []
    assert "250 articles" in full.ok("export", "--format", "jsonl", "--out", "data")


def test_an_earlier_export_stands(full: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    full.ok("export", "--format", "jsonl", "--out", "data")
    before = Path("data/manifest.json").read_bytes()
    with monkeypatch.context() as hand:
        hand.setattr(folder, "_swap", stopped_in(folder._swap))
        sentence = told(full("export", "--format", "conll", "--out", "data"))
    assert sentence == "Stopped: data still holds the earlier export; export again for the new one."
    assert Path("data/manifest.json").read_bytes() == before


@pytest.mark.parametrize("earlier", [False, True])
def test_an_export_that_was_done_already_says_so(
    full: Program, monkeypatch: pytest.MonkeyPatch, earlier: bool
) -> None:
    if earlier:
        full.ok("export", "--format", "jsonl", "--out", "data")
    with monkeypatch.context() as hand:
        hand.setattr(folder, "_swap", stopped_behind(folder._swap))
        sentence = told(full("export", "--format", "conll", "--out", "data"))
    assert sentence == "Stopped, but the export was done: data holds all of it."
    assert Path("data/conll/all.roles.conll").exists()


def test_an_import_counts_what_was_on_disk_before_it_was_counted(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [a_line(f"a{n:03}", f"“Ya,” kata Ratna. {n}", spans=[a_quote()]) for n in range(LINES)]
    Path("x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    program.ok("init")
    with monkeypatch.context() as hand:
        # Right behind the first batch's COMMIT.
        hand.setattr(Project, "_checkpoint_if_large", stopped_in(Project._checkpoint_if_large))
        sentence = told(program("import", "x.jsonl"))
    assert sentence == (
        f"Stopped: {imports.BATCH} articles and {imports.BATCH} layers came in; import again for the rest."
    )
    assert f"{LINES - imports.BATCH} articles came in" in program.ok("import", "x.jsonl")


def test_a_dry_run_of_an_import_changes_nothing(full: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [a_line(f"b{n:03}", f"“Tidak,” kata Ratna. {n}") for n in range(LINES)]
    Path("y.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with monkeypatch.context() as hand:
        hand.setattr(search, "index_new", stopped_in(search.index_new, 1))
        assert told(full("import", "--dry-run", "y.jsonl")) == "Stopped; a dry run changes nothing."
    assert f"{LINES} articles" in full.ok("stats")


def test_what_was_read_ahead_is_kept(full: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hand:
        # Behind a batch that is written, and before it is counted.
        hand.setattr(suggestions, "write", stopped_behind(suggestions.write))
        sentence = told(full("suggest"))
    batch = suggesting._BATCH
    assert sentence == f"Stopped: {batch} of {LINES} articles are read ahead; suggest again for the rest."
    assert full.ok("suggest").startswith(f"{LINES - batch} articles read ahead")


def test_articles_that_were_named_are_to_be_named_again(
    full: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as hand:
        hand.setattr(suggestions, "write", stopped_in(suggestions.write))
        sentence = told(full("suggest", "a001", "a002"))
    assert sentence == "Stopped: 0 of 2 articles are read ahead; name the others again."


def test_groups_are_made_all_or_none(full: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as hand:
        hand.setattr(groups, "sketch_of", stopped_in(groups.sketch_of, 100))
        sentence = told(full("articles", "dedup"))
    assert sentence == "Stopped: the groups are as they were; run it again to begin anew."
    with monkeypatch.context() as hand:
        hand.setattr(groups, "_members", stopped_in(groups._members))
        sentence = told(full("articles", "dedup"))
    assert sentence == "Stopped, but the articles had been grouped: the groups are kept."
    assert full.ok("articles", "dedup") == ""


def test_every_other_verb_ends_in_a_sentence_too(full: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.store.reading.layer_names", stopped_in(lambda *_: None))
    assert told(full("export", "--format", "jsonl")) == "Stopped; nothing is half written."
