"""How the program ends: the one place where an error becomes a sentence and an exit status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from annotator.errors import AnnotatorError, Stopped

DONE = 0
LOST = 1
"""Done, but something was lost, empty, or failed a check."""
USAGE = 2
UNREADABLE = 3
FAILED = 4
FAULT = 70
INTERRUPTED = Stopped.exit_status

STOPPED = "Stopped; nothing is half written."
"""What is said after Ctrl+C where a verb has nothing better to say: see `stopping`."""

_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}


class ReaderLeft(Exception):
    """Whoever read our output has seen enough. Stands for `BrokenPipeError`, which click would end with 1."""


@contextmanager
def stopping(sentence: Callable[[], str]) -> Iterator[None]:
    """Say at Ctrl+C what is kept of what is done inside, what is not, and how to go on.

    Raises:
        Stopped: with that sentence, which is asked for once everything inside has ended.
    """
    try:
        yield
    except KeyboardInterrupt as error:
        raise Stopped(sentence()) from error


def end(error: BaseException) -> int:
    """Say what happened, in one sentence on standard error, and return the exit status for it."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, ReaderLeft | BrokenPipeError):
        return _reader_left()
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else FAILED
    status, sentence = told(error)
    if sentence:
        from annotator.cli.output import tell

        if status == INTERRUPTED and sys.stderr.isatty():
            click.echo("\r\x1b[K", nl=False, err=True)  # over the ^C that the terminal echoed
        tell(sentence)
    flush()
    return status


def told(error: BaseException) -> tuple[int, str]:
    """The exit status for an error and the sentence for the person; `""` where nothing is to be said."""
    match error:
        case AnnotatorError():
            return error.exit_status, error.sentence
        case click.UsageError():
            verb = error.ctx.command_path if error.ctx else "annotator"
            return USAGE, f"{error.format_message()} (`{verb} --help` says more)"
        case click.ClickException():
            return USAGE, error.format_message()
        case KeyboardInterrupt() | click.Abort():
            return INTERRUPTED, STOPPED
        case OSError() if error.errno in _DISK:
            return FAILED, f"{_place(error)}{error.strerror}. Nothing is half written."
        case OSError() if error.errno is not None:
            return UNREADABLE, f"{_place(error)}{error.strerror}."
        case MemoryError():
            return FAILED, "There is not enough memory for this. Nothing is half written."
        case _:
            return FAULT, _our_fault(error)


def _place(error: OSError) -> str:
    return f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""


def _our_fault(error: BaseException) -> str:
    """Write the traceback where it can be found; never show it raw."""
    import platform
    import time
    import traceback

    from platformdirs import user_state_path

    from annotator import __version__

    what = f"annotator met a fault of its own ({type(error).__name__})"
    path = user_state_path("annotator") / "log" / f"fault-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    head = (
        f"annotator {__version__}, Python {platform.python_version()}, {platform.platform()}\n{sys.argv}\n\n"
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        body = head + "".join(traceback.format_exception(error))
        path.write_text(body, encoding="utf-8", errors="backslashreplace")
    except OSError as problem:
        return f"{what}; it could not be written down ({problem.strerror}). What was saved is safe."
    return f"{what}. What was saved is safe; {path} says what happened."


def _reader_left() -> int:
    """End well, as after `head`, and keep Python from complaining about the pipe at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def flush() -> None:
    """Write what is still to be written, as far as anybody takes it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            # What could be said was said; a second complaint about the same pipe, disk or terminal helps nobody,
            # and Python would end with a status of its own.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
