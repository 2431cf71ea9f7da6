"""Keys wait for the effects of the key before, whenever they arrive."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from random import Random
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App

from annotator.tui.typed_ahead import TypedAhead


class Pump:
    """A queue of calls, as Textual's message pumps have one."""

    def __init__(self) -> None:
        self.queue: deque[tuple[Callable[..., Any], tuple[Any, ...]]] = deque()

    @property
    def message_queue_size(self) -> int:
        return len(self.queue)

    def call_later(self, callback: Callable[..., Any], *arguments: Any) -> bool:
        self.queue.append((callback, arguments))
        return True

    def call_next(self, callback: Callable[..., Any], *arguments: Any) -> None:
        self.queue.appendleft((callback, arguments))

    async def do_one(self) -> None:
        if self.queue:
            callback, arguments = self.queue.popleft()
            found = callback(*arguments)
            if isawaitable(found):
                await cast("Awaitable[object]", found)


class Program(Pump):
    """An app with two screens. A key has its effect on the one on top after two hops; a capital changes screens."""

    focused = None

    def __init__(self) -> None:
        super().__init__()
        self.screens = Pump(), Pump()
        self.screen = self.screens[0]
        self.ahead = TypedAhead(cast("App[int]", self), self.hand_on)
        self.done: list[tuple[str, Pump]] = []

    async def hand_on(self, event: events.InputEvent) -> None:
        assert isinstance(event, events.Key)
        key, screen = event.key, self.screen
        screen.call_later(lambda: self.call_later(self.effect, key, screen))

    def effect(self, key: str, screen: Pump) -> None:
        self.done.append((key, screen))
        if key.isupper():
            self.screen = self.screens[1 - self.screens.index(self.screen)]


@given(st.text("abAB", min_size=8, max_size=12), st.integers(0, 2**32))
def test_every_key_goes_to_the_screen_that_the_one_before_has_left(keys: str, seed: int) -> None:
    """Keys arrive (0) and queues are served (1 to 3) in any order; at last all queues are."""
    chance = Random(seed)
    order = [chance.choice((0, 1, 1, 2, 2, 3)) for _ in range(300)]

    async def play() -> Program:
        program = Program()
        arriving = deque(keys)
        pumps = (program, *program.screens)
        for turn in [*order, *[0] * len(keys), *[1, 2, 3] * 400]:
            if turn:
                await pumps[turn - 1].do_one()
            elif arriving:
                program.call_later(program.ahead.take, events.Key(arriving.popleft(), None))
        return program

    program = asyncio.run(play())
    wanted, screen = [], program.screens[0]
    for key in keys:
        wanted.append((key, screen))
        if key.isupper():
            screen = program.screens[1 - program.screens.index(screen)]
    assert program.done == wanted
