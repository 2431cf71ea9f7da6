"""A machine without a home, without an id, with a clock that goes backwards: work goes on, as the right device."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.store import checks, device, log
from annotator.store.opening import open_project
from annotator.store.sitting import sit
from tests.faults.children import Child, tell
from tests.faults.work import make_project, naming

Begin = Callable[[Callable[[], None]], Child]


@pytest.fixture
def path(home: Path) -> Path:
    make_project(home / "p.db")
    return home / "p.db"


def name(path: Path) -> set[str]:
    """Name a speaker; returns the devices that did so until now."""
    with open_project(path, "anno1") as project:
        assert project.notices == []
        sitting = sit(project, "anno1", "a1")
        sitting.commit("name", naming(sitting))
        assert list(checks.problems(project.db)) == []
        return {operation.device for operation in log.operations(project.db, "layer = 'anno1'")}


def test_a_machine_as_usual_is_one_device(path: Path) -> None:
    assert name(path) == name(path)


def test_without_a_state_folder_every_opening_is_a_new_device(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path.parent / "a file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(path.parent / "a file"))
    assert [len(name(path)) for _ in range(3)] == [1, 2, 3]


def test_a_state_that_cannot_be_brought_up_to_date_is_not_trusted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a file put back from between what is remembered and what was written would seem to fit."""
    name(path)
    with monkeypatch.context() as full:
        full.setattr(device, "_append", _no_room)
        assert len(name(path)) == 1
    assert len(name(path)) == 2


def _no_room(*_: object, **__: object) -> int:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\x00" * 30,
        b"[]",
        b'{"anno1": 3}',
        b'{"anno1": ["x", null]}',
        b"[" * 9000,
        b'\n{}\n{"anno1": [1, "5f',
    ],
    ids=["empty", "line", "zeros", "list", "number", "types", "deep", "cut short"],
)
def test_a_garbled_state_is_no_state(path: Path, content: bytes) -> None:
    (old,) = name(path)
    state = device._state_file(old)
    assert state is not None
    state.write_bytes(content)
    assert len(name(path)) == 2


def test_a_state_grows_by_lines_and_is_put_into_one_when_it_is_long(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (known,) = name(path)
    state = device._state_file(known)
    assert state is not None
    sizes = []
    with open_project(path, "anno1") as project:
        sitting = sit(project, "anno1", "a1")
        for _ in range(4):
            sitting.commit("name", naming(sitting))
            sizes.append(state.stat().st_size)
        assert sizes == sorted(set(sizes))
        monkeypatch.setattr(device, "_LONGEST", sizes[-1])
        before = device._read_state(known)
        sitting.commit("name", naming(sitting))
        assert state.stat().st_size < sizes[0] + 100
        after = device._read_state(known)
        assert before is not None
        assert after is not None
        assert set(after) == set(before)
        assert after["anno1"][0] == before["anno1"][0] + 1
    assert name(path) == {known}
    assert [one.name for one in state.parent.iterdir()] == [state.name]


def test_a_state_of_one_line_as_it_was_written_before_is_understood(path: Path) -> None:
    (known,) = name(path)
    state = device._state_file(known)
    remembered = device._read_state(known)
    assert state is not None
    assert remembered is not None
    state.write_text(json.dumps(remembered), encoding="utf-8")
    assert name(path) == {known}


def test_a_user_without_home_or_name(path: Path, child: Begin) -> None:
    """As in a container that runs under a number: nothing is left in the folder where it happens to be."""

    def work() -> None:
        for variable in ("HOME", "XDG_STATE_HOME", "USER", "LOGNAME", "LNAME", "USERNAME"):
            os.environ.pop(variable, None)
        os.chdir(path.parent)
        if os.geteuid() == 0:
            for folder in (path.parent, *path.parents):
                if str(folder).startswith("/tmp/"):
                    folder.chmod(0o777)
            path.chmod(0o666)
            os.setgroups([])
            os.setresgid(54321, 54321, 54321)
            os.setresuid(54321, 54321, 54321)
        tell(len(name(path)))
        tell(len(name(path)))

    assert child(work).succeed().split()[0] == "1"
    assert [entry.name for entry in path.parent.iterdir()] == ["p.db"]


def test_a_machine_without_an_id_is_known_by_its_address(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_text

    def unreadable(self: Path, *args: Any, **options: Any) -> str:
        if str(self) == "/etc/machine-id":
            raise PermissionError(13, "Permission denied")
        return read(self, *args, **options)

    monkeypatch.setattr(Path, "read_text", unreadable)
    assert device._machine() == device._by_address()
    assert name(path) == name(path)


def test_a_clock_that_goes_backwards(path: Path) -> None:
    """Order comes from what was seen, never from the clock."""
    ticks = iter(range(9999, 0, -1))
    with open_project(path, "anno1") as project:
        project.clock = lambda: f"20{next(ticks):04d}"
        sitting = sit(project, "anno1", "a1")
        for _ in range(5):
            sitting.commit("name", naming(sitting))
        keys = list(sitting.view.layer.spans)
        undone = sitting.undo()
        assert undone is not None
        assert set(undone.view.layer.spans) == set(sorted(keys)[:-1])
        sitting.keep_place(7)
        sitting.keep_place(3)
    with open_project(path, "anno1") as project:
        project.clock = lambda: "1970-01-01"
        sitting = sit(project, "anno1", "a1")
        redone = sitting.redo()
        assert redone is not None
        assert set(redone.view.layer.spans) == set(keys)
        times = [operation.at for operation in log.operations(project.db, "layer = 'anno1'")]
        assert times == sorted(times, reverse=True)
        assert list(checks.problems(project.db)) == []


def test_two_processes_of_one_person_are_one_device(path: Path, child: Begin) -> None:

    def open_once() -> None:
        with open_project(path, "anno1") as project:
            sit(project, "anno1", "a1")

    for one in [child(open_once) for _ in range(6)]:
        one.succeed()
    assert len(name(path)) == 1
    with open_project(path, "anno1") as project:
        assert project.db.conn.execute("SELECT count(*) FROM devices").fetchone()[0] == 1
