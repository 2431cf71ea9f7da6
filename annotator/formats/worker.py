"""A second process that makes and proves the bytes of an export, while this one reads the next articles.

Formats hand in jobs, an article each. A batch of them is done in a copy of this process (`fork`), which knows all
that it needs without being told, and only what it made comes back. There is one copy at a time, and what it made
is taken before the next one begins: files grow in the order of the jobs, and get the same bytes as without it.

The copy does nothing but the jobs: no stream is flushed in it, no database asked, nothing collected, no `finally`
run. Ctrl+C does not reach it; it ends with this process, and this process never leaves it behind. Where the
system has no second core for it, or threads are running, which a copy would not have, the jobs are done here.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import BinaryIO, NamedTuple, Self

from annotator.errors import SaveError
from annotator.formats.losses import Loss

BATCH = 2_000_000
"""Most that goes into one copy, by weight: some hundred articles, for some milliseconds that a copy costs."""
_HELD = 1 << 18
"""Bytes that a copy makes before it puts them down: few enough to stay in the processor's cache."""
_LENGTH = 8
"""Bytes that say at the end of a copy's answer where the pieces end."""


class Cut(NamedTuple):
    """How many tokens an article was cut into."""

    split: str
    blocks: int
    tokens: int
    forced: int
    """Cuts that only spans needed."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a job."""

    pieces: tuple[tuple[str, bytes | memoryview], ...] = ()
    """Path of a file in the export, and what is to be appended to it; read back already."""
    losses: tuple[Loss, ...] = ()
    cuts: tuple[Cut, ...] = ()


Job = Callable[[], Made]
"""Makes what one article is in one format. What else it changes may be forgotten."""


class _Told(NamedTuple):
    """What a copy says of what it made. The pieces themselves stand one after the other before it."""

    pieces: tuple[tuple[str, int], ...]
    """Path of a file, and the size of what is to be appended to it."""
    losses: tuple[Loss, ...]
    cuts: tuple[Cut, ...]


@dataclass(slots=True)
class _Copy:
    """A copy of this process that is at work."""

    pid: int
    answer: BinaryIO
    """A file in memory that both have: what it made, or the error that stopped it."""
    status: int | None = None
    """How it ended, as `waitpid` tells; None while it is at work."""

    def has_ended(self, options: int = os.WNOHANG) -> bool:
        """Whether it has ended; without options, wait until it has."""
        if self.status is None:
            try:
                pid, status = os.waitpid(self.pid, options)
            except ChildProcessError:  # Ctrl+C came when it had ended and we had not noted it
                pid, status = self.pid, 1
            self.status = status if pid else None
        return self.status is not None

    def made(self) -> Made | Exception:
        """Wait for its end, and for what it answered.

        Raises:
            SaveError: it ended without an answer.
        """
        self.has_ended(options=0)
        with self.answer as stream:
            if self.status:
                raise SaveError(_told_of_end(os.waitstatus_to_exitcode(self.status)))
            answer = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        end = int.from_bytes(answer[-_LENGTH:])
        told: _Told | Exception = pickle.loads(answer[end:-_LENGTH])
        return Made(tuple(_parted(answer, told.pieces)), *told[1:]) if isinstance(told, _Told) else told

    def stop(self) -> None:
        """End it, if it is at work, and forget what it made."""
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            self.has_ended(options=0)
        self.answer.close()


def has_a_second_core() -> bool:
    """Whether a copy of this process would run beside it, and would be whole: threads are not copied.

    Python warns of those from 3.12 on; an export runs in the one thread of a command, and has none.
    """
    if sys.platform != "linux":  # elsewhere `fork` is not to be trusted (macOS) or is not there
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


class Worker:
    """Does jobs, in order; `take` is given what came of them. To be left by `with`, which ends a copy at work."""

    def __init__(self, take: Callable[[Made], None]) -> None:
        self._take = take
        self._beside = has_a_second_core()
        self._least, self._most = max(1, BATCH // 16), BATCH
        self._next = self._least  # begins small, so that a copy is soon at work
        self._jobs: deque[tuple[Job, int]] = deque()
        self._weight = 0
        self._copy: _Copy | None = None
        self._made: list[Made | Exception] = []
        """What was done here since the copy began, and comes after what it makes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def add(self, job: Job, weight: int) -> None:
        """Hand in a job. Its weight is how much there is to do, roughly in characters.

        Raises:
            SaveError: a copy was ended from outside.
            Exception: whatever an earlier job raised.
        """
        if not self._beside:
            self._take(job())
            return
        self._jobs.append((job, weight))
        self._weight += weight
        if self._weight < self._next:
            return
        if self._is_free():
            self._begin(self._weight)
            self._next = min(self._next + self._next // 2 + 1, self._most)
        else:
            self._do_one()

    def finish(self) -> None:
        """Have all jobs done.

        Raises:
            As `add`.
        """
        while self._jobs:
            if self._weight >= self._least and self._is_free():
                self._begin((self._weight + 1) // 2)
            else:
                self._do_one()
        self._collect()

    def _is_free(self) -> bool:
        """Whether no copy is at work."""
        return self._copy is None or self._copy.has_ended()

    def _do_one(self) -> None:
        """Do the first job here."""
        job, weight = self._jobs.popleft()
        self._weight -= weight
        self._made.append(_tried(job))

    def _begin(self, weight: int) -> None:
        """Give the first jobs, of about that weight, to a new copy."""
        self._collect()
        jobs: list[Job] = []
        while self._jobs and weight > 0:
            job, its = self._jobs.popleft()
            jobs.append(job)
            weight -= its
            self._weight -= its
        answer = open(os.memfd_create("made"), "rb")  # noqa: SIM115 -- the copy's, and closed with it
        # Else Ctrl+C could find the copy before it knows that it is one, or us before we know of it.
        usual = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        parent = os.getpid()
        try:
            pid = os.fork()
            if pid == 0:
                _be_the_copy(jobs, answer.fileno(), parent)
            self._copy = _Copy(pid, answer)
        except OSError:  # too many processes, or no room for one more: slower, and no reason to fail
            answer.close()
            self._made += map(_tried, jobs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, usual)

    def _collect(self) -> None:
        """Wait for the copy, if there is one; take what it made, and what was done here since."""
        made, self._made = self._made, []
        if self._copy is not None:
            made.insert(0, self._copy.made())
            self._copy = None
        for one in made:
            if isinstance(one, Exception):
                raise one
            self._take(one)

    def _stop(self) -> None:
        if self._copy is not None:
            self._copy.stop()
            self._copy = None


def _be_the_copy(jobs: Sequence[Job], answer: int, parent: int) -> None:
    """Do the jobs while there is somebody to do them for, answer, and end. Does not return, whatever happens."""
    status = 1
    try:
        gc.disable()  # a search would copy all memory that it walks through, for nothing
        with open(answer, "wb", buffering=_HELD) as stream:
            _answer(takewhile(lambda _: os.getppid() == parent, jobs), stream)
        status = 0
    finally:
        os._exit(status)


def _tried(job: Job) -> Made | Exception:
    """What came of a job, or what it raised."""
    try:
        return job()
    except Exception as error:
        return error


def _answer(jobs: Iterable[Job], stream: BinaryIO) -> None:
    """Write the pieces of all jobs, in order, those of each file together as far as they are held, and what to say.

    What was written down is done with: memory that is used again need not be had from the system.
    """
    held: dict[str, list[bytes | memoryview]] = {}
    pieces: list[tuple[str, int]] = []
    losses: list[Loss] = []
    cuts: list[Cut] = []

    def put_down() -> None:
        for path, parts in held.items():
            stream.writelines(parts)
            pieces.append((path, sum(map(len, parts))))
        held.clear()

    said: _Told | Exception | None = None
    size = 0
    for made in map(_tried, jobs):
        if isinstance(made, Exception):
            said = _fit_to_send(made)
            break
        for path, data in made.pieces:
            held.setdefault(path, []).append(data)
            size += len(data)
        losses += made.losses
        cuts += made.cuts
        if size >= _HELD:
            put_down()
            size = 0
    put_down()
    end = stream.tell()
    pickle.dump(said or _Told(tuple(pieces), tuple(losses), tuple(cuts)), stream, pickle.HIGHEST_PROTOCOL)
    stream.write(end.to_bytes(_LENGTH))


def _parted(answer: memoryview, pieces: Iterable[tuple[str, int]]) -> Iterator[tuple[str, memoryview]]:
    """The pieces that stand at the beginning of an answer, each with the path of its file."""
    at = 0
    for path, size in pieces:
        yield path, answer[at : at + size]
        at += size


def _fit_to_send(error: Exception) -> Exception:
    """What of an error can go to another process; where it was raised, it says in a note."""
    place = "".join(traceback.format_exception(error))
    error.add_note(place)
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(place)
    return error


def _told_of_end(code: int) -> str:
    """What to say of a copy that ended without an answer."""
    how = f"with status {code}"
    if code < 0:
        how = f"by {signal.Signals(-code).name}"
        if -code == signal.SIGKILL:
            how += ", as happens where memory runs out"
    return f"The second process of the export was ended {how}; nothing was exported. Try again."
