"""The project's lock: who writes, checkpoints or closes holds it for those few milliseconds.

SQLite's own lock would do for plain writes. This one also covers checkpoints and closing, so that two
connections never reset the write-ahead log at once (a race in SQLite before 3.51.3 that can corrupt the
file, https://sqlite.org/wal.html#walresetbug), and it knows its holder's name, so that whoever waits can be
told for whom.

The lock is `flock` on `PROJECT-lock` beside the project. The file is removed by whoever closes the project
last; a waiter that then gets hold of the removed file notices (the path leads elsewhere) and starts again.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import random
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import ProjectBusy, ProjectReadOnly, SaveError

PATIENCE = 1.0
"""Seconds after which a waiter is told for whom it waits."""
GIVE_UP = 20.0
"""Seconds after which waiting ends with `ProjectBusy`."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock."""

    who: str
    pid: int
    state: str = ""
    """`"stopped"` when the process is known not to run (it was suspended)."""

    def __str__(self) -> str:
        asleep = ", which is stopped" if self.state == "stopped" else ""
        return f"{self.who} (process {self.pid}{asleep})"


Told = Callable[[Holder | None], None]
"""Called once with the holder when the wait grows long, and with None when it is over."""


class ProjectLock:
    """The lock of one project, as one process sees it. Not shared between threads."""

    def __init__(self, project: Path, who: str) -> None:
        self.project = project
        self.path = project.with_name(project.name + "-lock")
        self.who = who
        self.on_wait: Told = lambda holder: None
        self.give_up = GIVE_UP
        self._depth = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock. Holding it twice in one process is one holding.

        Raises:
            ProjectBusy: another process kept it for longer than `give_up` seconds.
            ProjectReadOnly: the folder or the lock file cannot be written.
        """
        if self._depth:
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
            return
        descriptor = self._acquire()
        self._depth = 1
        try:
            yield
        finally:
            self._depth = 0
            os.close(descriptor)

    def remove(self) -> None:
        """Remove the lock file. To be called while it is held, by whoever closes the project last."""
        self.path.unlink(missing_ok=True)

    def holder(self) -> Holder | None:
        """Who holds the lock now or held it last, as the lock file says."""
        try:
            data = json.loads(self.path.read_text(encoding="utf-8"))
            pid = int(data["pid"])
            found = Holder(str(data["who"]), pid, _process_state(pid))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        # Whoever holds it without signing leaves the name of the holder before, which may be ours.
        return None if (found.who, found.pid) == (self.who, os.getpid()) else found

    def _acquire(self) -> int:
        started = time.monotonic()
        told = False
        pause = 0.0005
        while True:
            if (descriptor := self._try()) is not None:
                if told:
                    try:
                        self.on_wait(None)
                    except BaseException:
                        os.close(descriptor)
                        raise
                return descriptor
            waited = time.monotonic() - started
            if waited > self.give_up:
                holder = self.holder()
                whom = f"by {holder}" if holder else "by another process"
                raise ProjectBusy(
                    f"{self.project} is held {whom}; waited {waited:.0f} seconds. Nothing was changed."
                )
            if waited > PATIENCE and not told:
                told = True
                self.on_wait(self.holder() or Holder("another process", 0))
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 1.5, 0.005)

    def _try(self) -> int | None:
        """A descriptor that holds the lock, or None if somebody else does."""
        descriptor = self._open()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self._still_there(descriptor):
                self._sign(descriptor)
                return descriptor
        except BlockingIOError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise SaveError(f"{self.project}: the disk is full. Nothing was changed.") from error
            if error.errno == errno.EACCES:
                # Another user made it and has not signed it yet: for a lock, reading is enough.
                with suppress(OSError):
                    return os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
            raise ProjectReadOnly(
                f"{self.path.parent} cannot be written ({error.strerror}); the project can only be read."
            ) from error

    def _sign(self, descriptor: int) -> None:
        """Say who holds the lock, and let everybody hold it who may write in the project.

        Holding it does not depend on either: on a full disk nothing can be written into the file.
        """
        note = json.dumps({"who": self.who, "pid": os.getpid()}).encode()
        with suppress(OSError):
            project, ours = self.project.stat(), os.fstat(descriptor)
            if ours.st_uid == os.geteuid() and (ours.st_gid, ours.st_mode) != (
                project.st_gid,
                project.st_mode,
            ):
                with suppress(OSError):  # only if this user is in that group
                    os.fchown(descriptor, -1, project.st_gid)
                os.fchmod(descriptor, stat.S_IMODE(project.st_mode))
        with suppress(OSError):
            if os.pread(descriptor, len(note) + 1, 0) == note:
                return  # what is not written now need not reach the disk with the commit
            os.ftruncate(descriptor, len(note))
            os.pwrite(descriptor, note, 0)

    def _still_there(self, descriptor: int) -> bool:
        """Whether the path still leads to the file that we locked."""
        try:
            there = os.stat(self.path)
        except FileNotFoundError:
            return False
        ours = os.fstat(descriptor)
        return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


def _process_state(pid: int) -> str:
    """`"stopped"` for a suspended process, where the system tells (Linux); else `""`."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "stopped" if stat.rpartition(")")[2].split()[:1] in (["T"], ["t"]) else ""
