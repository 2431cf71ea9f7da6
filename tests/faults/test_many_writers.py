"""Eight write at once and some of them die: what was acknowledged is there once and whole, nobody is turned away."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from annotator.errors import AnnotatorError
from annotator.model.items import GOLD
from annotator.store import checks
from annotator.store.opening import open_project
from annotator.store.sitting import sit
from tests.faults.children import Child, tell, until
from tests.faults.work import ROUNDS, Acknowledged, act, assert_all_there, halves, left_over, make_project

WRITERS = [
    *(("anno1", "a1", ""), ("anno1", "a2", ""), ("anno1", "a3", "")),  # one layer, several articles
    *(("anno2", "a1", ""), ("anno2", "a1", "")),  # one person in two terminals
    *(("anno3", "a1", ""), ("anno4", "a4", "")),
    ("anno1", "a4", GOLD),
]
ACTIONS = 40 * ROUNDS
KILLS = 12 * ROUNDS
Begin = Callable[[Callable[[], None]], Child]


def _write(
    path: Path,
    who: str,
    article: str,
    layer: str,
    acknowledged: Acknowledged,
    seed: str,
    count: int = ACTIONS,
) -> None:
    chance = random.Random(seed)
    while len(acknowledged.lines()) < count:
        with open_project(path, who) as project:
            sitting = sit(project, who, article, layer)
            for _ in range(chance.randint(1, 20)):
                act(sitting, acknowledged, chance)
                assert halves(sitting.view) == []
            sitting.keep_place(len(acknowledged.lines()))


def test_nothing_acknowledged_is_lost_when_eight_write_and_some_are_killed(
    home: Path, child: Begin, figures: Callable[[str], None]
) -> None:
    path = home / "p.db"
    make_project(path)
    files = [Acknowledged(home.parent / f"writer{number}") for number in range(len(WRITERS))]
    chance = random.Random("eight")
    starts = 0

    def begin(number: int) -> Child:
        nonlocal starts
        starts += 1
        return child(partial(_write, path, *WRITERS[number], files[number], f"{number} {starts}"))

    running = [begin(number) for number in range(len(WRITERS))]
    killed = 0
    for _ in range(KILLS):
        alive = [number for number, one in enumerate(running) if one.poll() is None]
        if not alive:
            break
        victim = chance.choice(alive)
        seen = len(files[victim].lines()) + chance.randint(0, 3)
        until(lambda: len(files[victim].lines()) >= seen or running[victim].poll() is not None)  # noqa: B023
        if running[victim].kill() < 0:
            killed += 1
            running[victim] = begin(victim)
        else:
            running[victim].succeed()
    for one in running:
        one.succeed()
    sums = assert_all_there(path, *files)
    longest = max(waited for file in files for _, _, waited in file.lines())
    figures(
        f"{len(WRITERS)} writers, {killed} killed: {sums['acknowledged']} actions acknowledged, 0 lost, "
        f"{sums['logged'] - sums['acknowledged']} written but not acknowledged; "
        f"longest action, with its wait for the lock, {longest * 1000:.0f} ms"
    )
    assert killed >= KILLS // 2
    assert left_over(home) == []


def _look(path: Path, enough: Path) -> None:
    """Refresh without pause; every view must be whole, and in the end it must be the writer's."""
    looks = changes = 0
    with open_project(path, "anno2") as project:
        sitting = sit(project, "anno2", "a1")
        before = sitting.view
        while not enough.exists():
            view = sitting.refresh()
            assert halves(view) == []
            looks += 1
            changes += view is not before
            before = view
        sitting.refresh()
        assert sitting.view.layer == project.layer("anno2", "a1")
        assert sitting.view.entities == project.entities()
    tell(f"{looks} {changes}")


def test_a_reader_sees_what_others_commit_and_never_half_of_it(
    home: Path, child: Begin, figures: Callable[[str], None]
) -> None:
    path, enough = home / "p.db", home.parent / "enough"
    make_project(path)
    readers = [child(partial(_look, path, enough)) for _ in range(2)]
    files = [Acknowledged(home.parent / f"writer{number}") for number in range(2)]
    writers = [
        child(partial(_write, path, "anno2", "a1", "", file, f"reader {number}", 30 * ROUNDS))
        for number, file in enumerate(files)
    ]
    for writer in writers:
        writer.succeed()
    enough.touch()
    looks, changes = (
        sum(column) for column in zip(*(map(int, one.succeed().split()) for one in readers), strict=True)
    )
    assert changes > 0
    assert_all_there(path, *files)
    figures(f"2 readers looked {looks} times at what 2 wrote, saw {changes} changes and no half action")


def _keep_checking(path: Path, enough: Path) -> None:
    with open_project(path, "anno3") as project:
        while not enough.exists():
            try:
                assert list(checks.problems(project.db)) == []
                for who in ("anno1", "anno2"):
                    project.layer(who, "a1")
                project.entities()
            except AnnotatorError as error:
                raise AssertionError(error.sentence) from error


def test_a_check_while_others_write_finds_nothing(home: Path, child: Begin) -> None:
    path, enough = home / "p.db", home.parent / "enough"
    make_project(path)
    checker = child(partial(_keep_checking, path, enough))
    file = Acknowledged(home.parent / "writer")
    child(partial(_write, path, "anno2", "a1", "", file, "check", 30 * ROUNDS)).succeed()
    enough.touch()
    checker.succeed()
