"""Work beside the keys, in a thread that holds up neither a key nor the end of the program."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_TURN = 0.0005
"""Seconds that a thread works on while a key waits. Python's own 5 ms are most of what a key may take, and it may have
to wait several times."""


def give_way_to_keys() -> None:
    """Let threads take short turns from now on."""
    sys.setswitchinterval(_TURN)


async def beside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work comes to, which is done in a thread of its own.

    Who leaves does not wait for it, as for a thread of `asyncio.to_thread`: so it is to write nothing.

    Raises: what the work does.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()

    def tell(result: T | None, fault: BaseException | None) -> None:
        if outcome.done():
            return  # nobody waits for it any more
        if fault is not None:
            outcome.set_exception(fault)
        else:
            outcome.set_result(result)  # type: ignore[arg-type]  # None only where that is what the work gives

    def do() -> None:
        result, fault = None, None
        try:
            result = work(*args, **kwargs)
        except BaseException as error:
            fault = error
        with suppress(RuntimeError):  # the program has ended
            loop.call_soon_threadsafe(tell, result, fault)

    Thread(target=do, name="beside", daemon=True).start()
    return await outcome
