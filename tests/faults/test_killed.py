"""`kill -9` at any moment: what was acknowledged is there, nothing is half done, and the next start finds its way."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.formats.folder import EXPORT_FORMAT, MANIFEST, OutputFolder, replacing
from annotator.model.items import PEOPLE, Entity, Fragment, Link, Span
from annotator.store import checks, imports, reading
from annotator.store.imports import Fate, Incoming, import_all
from annotator.store.opening import create_project, open_project
from annotator.store.sitting import sit
from tests.faults.children import Child, die_within, tell, until
from tests.faults.work import (
    ROUNDS,
    SCHEME,
    Acknowledged,
    act,
    an_article,
    assert_all_there,
    halves,
    left_over,
    make_project,
    naming,
    seeds,
)

Begin = Callable[[Callable[[], None]], Child]


def die_at(one: Child, seconds: float) -> bool:
    """Kill after so long; whether it was still at work."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and one.poll() is None:
        time.sleep(0.0002)
    return one.kill() == -signal.SIGKILL


def quick_check(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("PRAGMA quick_check").fetchone()[0])
    finally:
        connection.close()


def _tag(path: Path, acknowledged: Acknowledged, places: Path, seed: str) -> None:
    chance = random.Random(seed)
    with open_project(path, "anno1") as project:
        sitting = sit(project, "anno1", "a1")
        tell("open")
        for turn in range(10_000):
            act(sitting, acknowledged, chance)
            assert halves(sitting.view) == []
            if turn % 3 == 0:
                sitting.keep_place(turn)
                with places.open("a") as file:
                    file.write(f"{turn}\n")


def test_tagging_is_killed_again_and_again(home: Path, child: Begin, figures: Callable[[str], None]) -> None:
    path, places = home / "p.db", home.parent / "places"
    make_project(path)
    acknowledged = Acknowledged(home.parent / "acknowledged")
    rounds = 40 * ROUNDS
    for number, chance in zip(range(rounds), seeds("tagging"), strict=False):
        places.unlink(missing_ok=True)
        one = child(partial(_tag, path, acknowledged, places, f"tagging {number}"))
        if number % 4:  # every fourth may be killed while it opens
            until(lambda: bool(one.report()) or one.poll() is not None)  # noqa: B023
        assert die_at(one, chance.uniform(0, 0.04)), one.report()
        if number % 10 == 9:
            assert quick_check(path) == "ok"
            _check_place(path, places)
            assert_all_there(path, acknowledged)
            assert left_over(home) == []
    sums = assert_all_there(path, acknowledged)
    assert left_over(home) == []
    assert sums["acknowledged"] > rounds // 4, "on a busy machine a kill often comes before the first tag"
    assert sums["logged"] - sums["acknowledged"] <= rounds
    figures(
        f"{rounds} kills while tagging: {sums['acknowledged']} actions acknowledged, 0 lost, "
        f"{sums['logged'] - sums['acknowledged']} written but not acknowledged"
    )


def _check_place(path: Path, places: Path) -> None:
    """The place is the last one acknowledged, or the one that was being written."""
    if places.exists() and (told := places.read_text().split()):
        with open_project(path, "anno1") as project:
            assert reading.place(project.db, "anno1", "a1") >= int(told[-1])


def _incoming(count: int) -> list[Incoming]:
    """Articles, each with a layer that has a span linked to a person."""
    return [
        Incoming(
            an_article(f"b{number:03}"),
            "anno3",
            (Span("s1", "SPEAKER", (Fragment(18, 32),)), Link("l1", "refers_to", "s1", f"e{number % 7}")),
            (Entity(f"e{number % 7}", "person", f"Rina {number % 7}"),),
            f"line {number}",
        )
        for number in range(count)
    ]


def _import(path: Path, count: int, life: float = 0) -> None:
    imports.BATCH = 5
    with open_project(path, "anno1") as project:
        if life:
            die_within(life)
        for _ in import_all(project, "anno1", _incoming(count)):
            pass


def test_an_import_is_killed_and_done_again(home: Path, child: Begin, figures: Callable[[str], None]) -> None:
    path, count, killed, partly = home / "p.db", 200, 0, 0
    rounds = 10 * ROUNDS
    for number, chance in zip(range(rounds), seeds("import"), strict=False):
        if number % 5 == 0:
            path.unlink(missing_ok=True)
            make_project(path)
        killed += child(partial(_import, path, count, chance.uniform(0, 0.03))).join() == -signal.SIGALRM
        with open_project(path, "anno1") as project:
            assert list(checks.problems(project.db)) == []
            there = [row[0] for row in project.db.conn.execute("SELECT id FROM articles WHERE id LIKE 'b%'")]
            partly += 0 < len(there) < count
            assert len(there) % 5 == 0
            for identifier in there:
                layer = project.layer("anno3", identifier)
                assert set(layer.spans) == {"s1"}
                assert layer.links["l1"].entity in project.entities()
                assert len(project.article(identifier).paragraphs) == 2
    child(partial(_import, path, count)).succeed()
    with open_project(path, "anno1") as project:
        outcome = list(import_all(project, "anno1", _incoming(count)))[-1]
        assert (outcome.articles[Fate.SAME], outcome.layers[Fate.SAME]) == (count, count)
        assert list(checks.problems(project.db)) == []
        assert len(project.entities()) == 7
    assert left_over(home) == []
    figures(f"{killed} kills while importing, {partly} of them partway")


def _open_write_close(path: Path, acknowledged: Acknowledged, life: float) -> None:
    project = open_project(path, "anno1")
    sitting = sit(project, "anno1", "a1")
    key = sitting.next_action
    sitting.commit("name", naming(sitting))
    acknowledged.note(key, "name")
    die_within(life)
    project.close()


def test_closing_is_killed(home: Path, child: Begin, figures: Callable[[str], None]) -> None:
    path, acknowledged = home / "p.db", Acknowledged(home.parent / "acknowledged")
    make_project(path)
    midway = 0
    for _, chance in zip(range(25 * ROUNDS), seeds("closing"), strict=False):
        one = child(partial(_open_write_close, path, acknowledged, chance.uniform(0, 0.006)))
        midway += one.join() == -signal.SIGALRM
    assert quick_check(path) == "ok"
    sums = assert_all_there(path, acknowledged)
    assert left_over(home) == []
    figures(f"{midway} kills while closing: {sums['acknowledged']} kept, 0 lost")


def _make(path: Path, life: float) -> None:
    die_within(life)
    create_project(path, SCHEME, "anno1").close()


def test_making_a_project_is_killed(home: Path, child: Begin, figures: Callable[[str], None]) -> None:
    made = killed = 0
    for number, chance in zip(range(25 * ROUNDS), seeds("making"), strict=False):
        path = home / f"{number}.db"
        killed += child(partial(_make, path, chance.uniform(0, 0.025))).join() == -signal.SIGALRM
        if not path.exists():
            create_project(path, SCHEME, "anno1").close()
        else:
            made += 1
        with open_project(path, "anno1") as project:
            assert set(project.members()) == {"anno1"}
            assert project.scheme().name
            assert project.notices == []
            assert list(checks.problems(project.db)) == []
    figures(
        f"{killed} kills while making a project; {made} of {25 * ROUNDS} had got as far as the name, all whole"
    )


def _export(out: Path, mark: str, life: float = 0) -> None:
    """Replace an export by files that all say the same."""
    if life:
        die_within(life)
    with replacing(out) as root:
        folder = OutputFolder(root)
        for number in range(5):
            folder.file(f"spans/{number}.jsonl").write(mark.encode() * 2000)
        files = folder.finish()
        entries = [{"path": file.path} for file in files]
        folder.file(MANIFEST).write(json.dumps({"format": EXPORT_FORMAT, "files": entries}).encode())
        folder.finish()


def test_an_export_is_killed(tmp_path: Path, child: Begin, figures: Callable[[str], None]) -> None:
    """The folder holds the old export or the new one. For the blink between two renames it may hold neither;
    the next export then finds the old one beside it."""
    out, before, swapped, neither, killed = tmp_path / "out", "", 0, 0, 0
    for number, chance in zip(range(25 * ROUNDS), seeds("export"), strict=False):
        mark = f"{number % 10}"
        killed += child(partial(_export, out, mark, chance.uniform(0, 0.03))).join() == -signal.SIGALRM
        place = out if out.exists() or not before else tmp_path / ".out.old"
        neither += place != out
        if not place.exists():
            continue
        held = {path.read_text()[:1] for path in place.rglob("*.jsonl")}
        assert held in ({mark}, {before})
        assert len(list(place.rglob("*.jsonl"))) == 5
        swapped += held == {mark}
        before = held.pop()
    _export(out, "x")
    assert {path.read_text()[:1] for path in out.rglob("*.jsonl")} == {"x"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    figures(
        f"{killed} kills in {25 * ROUNDS} exports: {swapped} new, the others old, {neither} found beside, none half"
    )


def test_what_was_read_of_a_dead_writer_is_kept(home: Path, child: Begin) -> None:
    """A second person sees a commit, its writer dies, all others close: it is still there."""
    path, acknowledged = home / "p.db", Acknowledged(home.parent / "acknowledged")
    make_project(path)

    def watch() -> None:
        with open_project(path, "anno2") as project:
            tell("watching")
            until(lambda: bool(project.layer("anno1", "a1").spans), "the naming")
            try:
                sit(project, "anno2", "a1").commit("name", naming(sit(project, "anno2", "a1")))
            except AnnotatorError as error:
                raise AssertionError(error.sentence) from error

    def write_and_wait() -> None:
        project = open_project(path, "anno1")
        sitting = sit(project, "anno1", "a1")
        key = sitting.next_action
        sitting.commit("name", naming(sitting))
        acknowledged.note(key, "name")
        signal.pause()

    watcher = child(watch)
    until(lambda: bool(watcher.report()))
    writer = child(write_and_wait)
    watcher.succeed()
    writer.kill()
    assert_all_there(path, acknowledged)
    with open_project(path, "anno1") as project:
        assert (
            len(project.db.conn.execute("SELECT 1 FROM operations WHERE layer = ?", [PEOPLE]).fetchall()) == 2
        )
    assert left_over(home) == []
