"""Input that comes before the program is done with the key before it.

Textual hands a key to the screen that is on top when the key arrives. Keys that arrive together (a fast hand, a slow
line) would so all go to the screen on which the first of them opens or closes another one: in `m Enter` the picker
would never see its Enter. Here input waits until the key before it has had all its effects: until every message that
it led to has been dealt with, and whatever screen is on top by then can take keys.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterator

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

Place = tuple[object, object]
"""The screen on top and the widget with focus."""

_ROUNDS = 2
"""Times that a token goes round, at the least: first behind the key, then behind the messages that it led to."""


class TypedAhead:
    """The input of one app, in its order.

    As a rule the key before is long done with: screen and focus are as they were, and no message waits anywhere on
    its way. That is seen at a glance. Else a token is passed along the queues of the focused widget, what it lies in,
    the app, and the screen on top: it comes to the end of each behind all that was there before. Another round
    follows as long as the screen or the focus has changed meanwhile.
    """

    def __init__(self, app: App[int], hand_on: Callable[[events.InputEvent], Awaitable[None]]) -> None:
        """`hand_on` does with input what Textual does."""
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[events.InputEvent] = deque()
        self._token_is_out = False
        self._last: tuple[Place, list[MessagePump]] | None = None
        """Where the last key went, and the queues on its way; None once it is done with."""

    async def take(self, event: events.InputEvent) -> None:
        """Hand on an event when it is its turn."""
        self._waiting.append(event)
        if not self._token_is_out:
            await self._hand_on_all()

    async def _hand_on_all(self) -> None:
        # Who was called later may come when another key has sent a token on its way already. One is enough: with two,
        # the second would say that all is done as soon as the first had come round.
        while self._waiting and not self._token_is_out:
            if not self._is_done():
                self._token_is_out = True
                # Not before the app has handed on the key that it is just dealing with.
                self._app.call_next(self._begin_round, 1)
                return
            event = self._waiting.popleft()
            if isinstance(event, events.Key):
                self._last = (self._place(), self._route())
            await self._hand_on(event)

    def _is_done(self) -> bool:
        """Whether the last key has had its effects, as far as a glance tells."""
        if self._last is None:
            return True
        place, route = self._last
        return place == self._place() and not any(pump.message_queue_size for pump in route)

    def _place(self) -> Place:
        return self._app.screen, self._app.focused

    def _route(self) -> list[MessagePump]:
        """The queues through which a key and its messages go."""
        focused = self._app.focused
        inside: list[MessagePump] = [self._app.screen]
        if focused is not None:
            inside = [node for node in focused.ancestors_with_self if node is not self._app]
        return [*inside, self._app]

    def _begin_round(self, number: int) -> None:
        self._pass_on(iter(self._route()), number, self._place())

    def _pass_on(self, route: Iterator[MessagePump], number: int, began: Place) -> None:
        """Let the token go to the next queue that still takes messages."""
        for pump in route:
            if pump.call_later(self._pass_on, route, number, began):
                return
        if not self._app.screen.call_later(self._end_round, number, began):
            self._end_round(number, began)

    def _end_round(self, number: int, began: Place) -> None:
        if number < _ROUNDS or self._place() != began:
            self._app.call_later(self._begin_round, number + 1)
            return
        self._token_is_out, self._last = False, None
        self._app.call_later(self._hand_on_all)


def keys_apart(event: events.InputEvent) -> tuple[events.InputEvent, ...]:
    """The event, or what it came from: terminals send Alt with a letter as they send Esc and then that letter.

    No command of ours is on Alt, so a hand or a line that was too quick for Textual is meant.
    """
    if isinstance(event, events.Key) and event.key.startswith("alt+") and event.is_printable:
        return events.Key("escape", "\x1b"), events.Key(event.character or "", event.character)
    return (event,)
