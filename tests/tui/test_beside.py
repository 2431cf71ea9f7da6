"""Work in a thread: what it comes to, what it raises, and that nobody who leaves waits for it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from threading import Event

import pytest

from annotator.tui.beside import beside


async def test_the_outcome_comes_back() -> None:
    assert await beside(divmod, 17, 5) == (3, 2)
    assert await beside(sorted, [2, 3, 1], reverse=True) == [3, 2, 1]


async def test_so_does_a_fault() -> None:
    with pytest.raises(ZeroDivisionError):
        await beside(divmod, 1, 0)


async def test_the_event_loop_goes_on_meanwhile() -> None:
    go_on = Event()
    waiting = asyncio.create_task(beside(go_on.wait, 20))
    await asyncio.sleep(0)
    assert not waiting.done()
    go_on.set()
    assert await waiting


async def test_who_does_not_wait_any_more_is_not_told() -> None:
    go_on, gone = Event(), Event()

    def work() -> None:
        go_on.wait(20)
        gone.set()

    waiting = asyncio.create_task(beside(work))
    await asyncio.sleep(0)
    waiting.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert gone.wait(20)
    await asyncio.sleep(0)


def test_the_program_ends_though_the_work_does_not() -> None:
    endless = """
import asyncio
from annotator.tui.beside import beside

async def leave() -> None:
    asyncio.create_task(beside(lambda: sum(iter(lambda: 1, 0))))
    await asyncio.sleep(0.01)

asyncio.run(leave())
print("left")
"""
    done = subprocess.run([sys.executable, "-c", endless], capture_output=True, text=True, timeout=30)
    assert (done.stdout, done.stderr, done.returncode) == ("left\n", "", 0)
