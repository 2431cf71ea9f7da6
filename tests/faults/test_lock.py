"""The project's lock: one holder at a time, whose name is known, whatever happens to the file that it is."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from annotator.errors import ProjectBusy
from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Entity
from annotator.store import lock
from annotator.store.lock import ProjectLock
from annotator.store.opening import open_project
from annotator.store.operation import Action
from annotator.store.sitting import sit
from tests.faults.children import Child, tell, until
from tests.faults.work import ROUNDS, left_over, make_project, naming, seeds, spans_there

Begin = Callable[[Callable[[], None]], Child]


def _hold(path: Path, held: Path) -> None:
    with open_project(path, "anno2") as project:
        with project.writing() as db:
            db.execute("UPDATE devices SET actions = actions + 1")
            held.touch()
            until(lambda: not held.exists(), "letting go")
        tell("let go")


def test_who_holds_the_lock_and_is_stopped_is_named_and_all_goes_on_after(
    home: Path, child: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, held = home / "p.db", home.parent / "held"
    make_project(path)
    holder = child(partial(_hold, path, held))
    until(held.exists, "holding")
    holder.stop()
    monkeypatch.setattr(lock, "GIVE_UP", 0.3)
    with pytest.raises(ProjectBusy, match=rf"held by anno2 \(process {holder.pid}, which is stopped\)"):
        open_project(path, "anno1")
    monkeypatch.undo()
    os.kill(holder.pid, signal.SIGCONT)
    held.unlink()
    holder.succeed()
    with open_project(path, "anno1") as project:
        sitting = sit(project, "anno1", "a1")
        sitting.commit("name", naming(sitting))
    assert len(spans_there(path)) == 1
    assert left_over(home) == []


def _count(path: Path, counter: Path, times: int, number: int) -> None:
    """Open, write, close, again and again; and add one to a file in two steps while the lock is held."""
    longest = 0.0
    chance = next(seeds(f"count {number}"))
    for turn in range(times):
        started = time.monotonic()
        with open_project(path, "anno1") as project:
            with project.writing() as db:
                longest = max(longest, time.monotonic() - started)
                before = int(counter.read_text())
                key = f"{number}.{turn}"
                edit = Edit(PEOPLE, "", None, Entity(f"e{key}", "person", key))
                project.append(db, Action(project.new_action_id(db), "anno1", "add a person", (edit,)))
                counter.write_text(str(before + 1))
            if chance.random() < 0.5:
                project.keep_place("anno1", "a1", turn)
    tell(longest)


def test_the_lock_excludes_while_its_file_comes_and_goes(
    home: Path, child: Begin, figures: Callable[[str], None]
) -> None:
    path, counter, times = home / "p.db", home.parent / "counter", 12 * ROUNDS
    make_project(path)
    counter.write_text("0")
    running = [child(partial(_count, path, counter, times, number)) for number in range(8)]
    longest = max(float(one.succeed()) for one in running)
    assert int(counter.read_text()) == 8 * times
    with open_project(path, "anno1") as project:
        assert len(project.entities()) == 8 * times
    assert left_over(home) == []
    figures(f"8 × {times} openings and closings, counted exactly; longest wait {longest * 1000:.0f} ms")


def _bare(project: Path, counter: Path, times: int) -> None:
    own = ProjectLock(project, "somebody")
    for _ in range(times):
        with own.held():
            counter.write_text(str(int(counter.read_text()) + 1))
            own.remove()


def test_the_bare_lock_excludes_when_every_holder_removes_it(home: Path, child: Begin) -> None:
    path, counter, times = home / "p.db", home.parent / "counter", 250 * ROUNDS
    path.touch()
    counter.write_text("0")
    for one in [child(partial(_bare, path, counter, times)) for _ in range(8)]:
        one.succeed()
    assert int(counter.read_text()) == 8 * times
    assert left_over(home) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
def test_two_users_of_one_group_share_a_project(
    tmp_path_factory: pytest.TempPathFactory, child: Begin
) -> None:
    """Whoever may write the project may hold its lock, though another user made the lock file."""
    home = Path("/tmp") / f"annotator-faults-{os.getpid()}-{tmp_path_factory.getbasetemp().name}"
    home.mkdir()
    try:
        path = home / "p.db"
        make_project(path)
        os.chown(home, 0, 4242)
        home.chmod(0o2775)
        os.chown(path, 0, 4242)
        path.chmod(0o664)
        first_there, second_done = home / "first", home / "second"
        first = child(partial(_as_user, 4001, partial(_stay, path, "anno1", first_there, second_done)))
        until(lambda: first_there.exists() or first.poll() is not None, "opening")
        second = child(partial(_as_user, 4002, partial(_stay, path, "anno2", second_done, second_done)))
        second.succeed()
        first.succeed()
        assert len(spans_there(path, "anno1")) == len(spans_there(path, "anno2")) == 1
    finally:
        for entry in home.iterdir():
            entry.unlink()
        home.rmdir()


def _as_user(user: int, work: Callable[[], None]) -> None:
    os.environ["XDG_STATE_HOME"] = "/nonexistent"
    os.umask(0o022)
    os.setgroups([4242])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    work()


def _stay(path: Path, who: str, here: Path, until_there: Path) -> None:
    with open_project(path, who) as project:
        assert project.notices == []
        sitting = sit(project, who, "a1")
        sitting.commit("name", naming(sitting))
        here.touch()
        until(until_there.exists, "the other one")
