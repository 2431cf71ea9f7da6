"""When garbage is looked for: never at a key, in the young between keys, in everything once a pause."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from annotator.tui.garbage import GarbageCollection, without_looking


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(clock: Clock) -> Iterator[GarbageCollection]:
    usual, enabled = gc.get_threshold(), gc.isenabled()
    yield GarbageCollection(clock)
    gc.set_threshold(*usual)
    gc.unfreeze()
    if enabled:
        gc.enable()


def test_nothing_is_looked_at_right_after_a_key(collection: GarbageCollection, clock: Clock) -> None:
    collection.pressed()
    clock.now += 0.01
    assert collection.look() is None


def test_what_is_new_is_looked_through_between_keys(collection: GarbageCollection, clock: Clock) -> None:
    for _ in range(20):
        collection.pressed()
        clock.now += 0.3
        assert collection.look() == 1


def test_everything_is_looked_through_once_a_pause(collection: GarbageCollection, clock: Clock) -> None:
    clock.now += 6
    assert [collection.look(), collection.look()] == [2, None]
    collection.pressed()
    clock.now += 6
    assert collection.look() == 2


def test_python_hardly_looks_by_itself_once_it_has_begun(collection: GarbageCollection) -> None:
    gc.disable()
    collection.begin()
    assert gc.isenabled()
    assert gc.get_threshold()[0] > 10_000
    assert gc.get_freeze_count() > 0


@pytest.mark.parametrize("looks", [True, False])
def test_what_is_read_without_looking_leaves_looking_as_it_was(looks: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if looks else gc.disable)()
        with without_looking():
            assert not gc.isenabled()
        assert gc.isenabled() is looks
    finally:
        (gc.enable if before else gc.disable)()
