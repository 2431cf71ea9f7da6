"""Writing to a terminal without a thread: order, slow terminals, and terminals that are gone."""

from __future__ import annotations

import asyncio
import os
import pty
import threading
import tty
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import pytest

from annotator.tui.output import TerminalOutput

LONG = "sungai meluap 👩‍👩‍👧 " * 20_000
"""More than a pseudo-terminal takes while nobody reads."""


@pytest.fixture
def ends() -> Iterator[tuple[int, TextIO]]:
    """The end at which a terminal's picture is read, and the file that a program writes to."""
    reading, writing = pty.openpty()
    tty.setraw(writing)
    with os.fdopen(writing, "w", encoding="utf-8") as terminal:
        yield reading, terminal
    os.close(reading)


def read(end: int, count: int) -> bytes:
    found = b""
    while len(found) < count:
        found += os.read(end, 65536)
    return found


async def test_what_is_written_is_there_once_it_is_flushed(ends: tuple[int, TextIO]) -> None:
    end, terminal = ends
    output = TerminalOutput(terminal)
    output.write("satu ")
    output.write("“dua”")
    output.flush()
    assert read(end, 14).decode() == "satu “dua”"
    output.close()


async def test_without_a_flush_it_comes_when_the_event_loop_does(ends: tuple[int, TextIO]) -> None:
    end, terminal = ends
    output = TerminalOutput(terminal)
    output.write("tiga")
    await asyncio.sleep(0)
    assert read(end, 4) == b"tiga"
    output.close()


async def test_a_terminal_that_takes_its_time_gets_everything_in_order(ends: tuple[int, TextIO]) -> None:
    end, terminal = ends
    output = TerminalOutput(terminal)
    output.write(LONG)
    output.flush()  # comes back at once, though nobody has read anything
    output.write("the end")
    output.flush()
    wanted = (LONG + "the end").encode()
    found = b""
    os.set_blocking(
        end, False
    )  # what was read makes room a moment later only, and who waits here holds up the loop
    while len(found) < len(wanted):
        await asyncio.sleep(0)
        with suppress(BlockingIOError):
            found += os.read(end, 4096)
    assert found == wanted
    output.close()


async def test_closing_writes_what_is_left(ends: tuple[int, TextIO]) -> None:
    end, terminal = ends
    output = TerminalOutput(terminal)
    output.write(LONG)
    output.flush()
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(read(end, len(LONG.encode()))))
    reader.start()
    output.close()
    reader.join()
    assert found[0] == LONG.encode()
    await asyncio.sleep(0)  # nothing is left on the loop's list


async def test_more_than_may_wait_is_waited_for_and_none_of_it_lost(
    ends: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.tui.output._MOST_WAITING", 1000)
    end, terminal = ends
    output = TerminalOutput(terminal)
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(read(end, 2 * len(LONG.encode()))))
    reader.start()
    for _ in range(2):
        output.write(LONG)
        output.flush()
    output.close()
    reader.join()
    assert found[0] == 2 * LONG.encode()


async def test_another_thread_may_write(ends: tuple[int, TextIO]) -> None:
    end, terminal = ends
    output = TerminalOutput(terminal)
    await asyncio.to_thread(output.write, "dari samping")
    await asyncio.sleep(0)
    assert read(end, 12) == b"dari samping"
    output.close()


async def test_a_terminal_that_was_closed_is_no_error() -> None:
    reading, writing = pty.openpty()
    with os.fdopen(writing, "w", encoding="utf-8") as terminal:
        output = TerminalOutput(terminal)
        os.close(reading)
        output.write("halo")
        output.flush()
        output.close()


async def test_what_is_no_terminal_is_refused(tmp_path: Path) -> None:
    with open(tmp_path / "file", "w", encoding="utf-8") as file, pytest.raises(OSError, match="ioctl"):
        TerminalOutput(file)
