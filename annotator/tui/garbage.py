"""Garbage is looked for between keys. Python by itself looks in the midst of one, for up to a tenth of a second."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

LOOK = 0.5
"""Seconds between two looks."""
_JUST_NOW = 0.05
"""Seconds after a key in which another is to be expected."""
_AT_REST = 5.0
"""Seconds without a key after which there is time to look through everything."""
_FLOOD = 20_000
"""New objects that make Python look by itself all the same: a long article opened, a key held down for long."""


class GarbageCollection:
    """When the collector runs: told of every key, and asked to look once a `LOOK`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last_key = clock()
        self._looked_through = False

    def begin(self) -> None:
        """Look for garbage from now on, but not among what is there already."""
        gc.freeze()
        gc.set_threshold(_FLOOD, 10, 100)
        gc.enable()

    def pressed(self) -> None:
        """Note a key, or something else that a person did."""
        self._last_key = self._clock()
        self._looked_through = False

    def look(self) -> int | None:
        """Look through what is new, or once in a pause through everything; the oldest generation that was looked at."""
        rest = self._clock() - self._last_key
        if rest < _JUST_NOW or self._looked_through:
            return None
        self._looked_through = rest >= _AT_REST
        generation = 2 if self._looked_through else 1
        gc.collect(generation)
        return generation


@contextmanager
def without_looking() -> Iterator[None]:
    """Look for no garbage meanwhile: what reads an article makes a million objects that stay, and no circles."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()


def keep_loaded() -> None:
    """Leave out what is there now from every look: it takes a tenth of a second with 16,000 labels, and stays."""
    gc.freeze()


def let_go() -> None:
    """Look among what was kept again: an article was closed."""
    gc.unfreeze()
