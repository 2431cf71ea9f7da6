"""Which device writes: a device is one project file, on one machine, used by one person.

A copied or restored file must write under a new device, or two histories would claim the same places in one
sequence. A copy is another file (other inode or path). A file restored over the old one is the same file with
less in it; to notice that, the last place of each sequence is also kept outside of it, in the user's state
folder. Where that cannot be kept, every opening writes under a new device, which is always right.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

if TYPE_CHECKING:
    from sqlite_utils import Database

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_LONGEST = 64 * 1024
"""Bytes of a device's file outside of the project, from which on it is written anew."""


@dataclass(slots=True)
class Device:
    """The device that this process writes as. `note_heads` keeps its place outside of the file."""

    id: str
    restored: bool = False
    """Whether the file turned out older than what this machine last wrote to it."""
    _places: Path | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._places = _state_file(self.id)  # asking the system where takes longer than writing there

    def note_heads(self, heads: dict[str, tuple[int, str]]) -> None:
        """Remember (seq, hash) of layers. Not synced to disk: being behind is harmless, and it is cheap."""
        path = self._places
        if path is None:
            return
        try:
            if _append(path, json.dumps(heads)) > _LONGEST:
                _shorten(path)
        except OSError:
            # What stands there now is behind, and a file restored from in between would seem to fit. Without it
            # the next opening takes a new device, which is always right.
            with suppress(OSError):
                path.unlink()


def this_device(db: Database, project: Path) -> Device:
    """The device for this file, machine and user; a new one is written down if there is none that fits.

    To be called inside a write transaction.
    """
    device, restored = _find(db, project)
    return Device(device or register_new(db, project, project), restored)


def is_restored(db: Database, project: Path) -> bool:
    """Whether the file lacks something that this machine wrote to it, and nobody has noticed yet."""
    return _find(db, project)[1]


def _find(db: Database, project: Path) -> tuple[str, bool]:
    """The device that fits this file, machine and user, or `""`; and whether one was found to be ahead of the file.

    What is remembered is read before the file is: the other way round, a commit in between would look lost.
    """
    here = [_machine(), _user(), _file(project, project)]
    known = db.conn.execute(
        "SELECT id FROM devices WHERE machine = ? AND user = ? AND file = ? ORDER BY id", here
    )
    ahead = False
    for (device,) in known.fetchall():
        remembered = _read_state(device)
        if remembered is None:
            continue
        if all(_has(db, device, layer, seq, digest) for layer, (seq, digest) in remembered.items()):
            return device, False
        ahead = True
    return "", ahead


def register_new(db: Database, inode_of: Path, project: Path) -> str:
    """Write down a new device of this machine and user; returns its id.

    `inode_of` is the file itself where that does not have the project's name yet.
    """
    device = new_device_id()
    register(db, device, _machine(), _user(), _file(inode_of, project))
    Device(device).note_heads({})
    return device


def register(db: Database, device: str, machine: str, user: str, file: str) -> None:
    """Write a device down in the project."""
    db.execute("INSERT INTO devices VALUES (?, ?, ?, ?, 0)", [device, machine, user, file])


def next_action_id(db: Database, device: str) -> str:
    """An action id that was never given out before. To be called inside a write transaction."""
    asked = "UPDATE devices SET actions = actions + 1 WHERE id = ? RETURNING actions"
    [(actions,)] = db.conn.execute(asked, [device]).fetchall()
    return f"{device}.{actions}"


def new_device_id() -> str:
    """Six letters and digits that are hard to mistake for each other."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))


def _has(db: Database, device: str, layer: str, seq: int, digest: str) -> bool:
    row = db.conn.execute(
        "SELECT hash FROM operations WHERE device = ? AND layer = ? AND seq = ?", [device, layer, seq]
    ).fetchone()
    return row is not None and row[0] == digest


def _state_file(device: str) -> Path | None:
    """Where a device's places are remembered; None for a user without a home."""
    try:
        folder = user_state_path("annotator")
    except RuntimeError:
        return None
    return folder / "devices" / f"{device}.json" if folder.is_absolute() else None


def _append(path: Path, line: str) -> int:
    """Add a line to a file, made if need be; bytes in it now. A line's end stands before it: it ends when it parses."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o666)
    with open(descriptor, "ab", buffering=0) as stream:
        data = f"\n{line}".encode()
        if stream.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return stream.tell()


def _shorten(path: Path) -> None:
    """Put all of a device's file into one line."""
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        draft.write_text(json.dumps(_read_lines(path)), encoding="utf-8")
        draft.replace(path)
    except (OSError, ValueError) as error:
        with suppress(OSError):
            draft.unlink()
        raise OSError(str(error)) from error


def _read_state(device: str) -> dict[str, tuple[int, str]] | None:
    """(seq, hash) of the last operation in each layer that this machine remembers of a device; None if it does not."""
    path = _state_file(device)
    try:
        return None if path is None else _read_lines(path)
    except (OSError, ValueError):
        return None


def _read_lines(path: Path) -> dict[str, tuple[int, str]]:
    """What a device's file says, later lines before earlier ones.

    Raises:
        OSError: it cannot be read.
        ValueError: a line is not what it should be, or was cut short.
    """
    found: dict[str, tuple[int, str]] = {}
    try:
        for line in path.read_text(encoding="utf-8").removeprefix("\n").split("\n"):
            found |= {
                str(layer): (int(seq), str(digest)) for layer, (seq, digest) in json.loads(line).items()
            }
    except (TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{path} is garbled") from error
    return found


def _machine() -> str:
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip() or _by_address()
    except (OSError, UnicodeDecodeError):
        return _by_address()


def _by_address() -> str:
    return f"{platform.node()}-{uuid.getnode():x}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return str(os.getuid())


def _file(inode_of: Path, project: Path) -> str:
    there = inode_of.stat()
    return f"{there.st_dev}:{there.st_ino}:{project.resolve()}"
