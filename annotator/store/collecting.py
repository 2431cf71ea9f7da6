"""Python's search for circles of objects, put off while many records pass by."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLD = 100_000
"""New objects between two searches."""


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Let Python look for circles less often: records have none, and it would walk each batch again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(max(_THRESHOLD, usual[0]), *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
