"""Stretches against looking at every one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.session.stretches import Stretches, any_from

offsets = st.integers(0, 30)
bounds = st.tuples(offsets, offsets)


@given(st.lists(bounds, max_size=12), bounds)
def test_they_touch_what_one_of_them_touches(
    stretches: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    covered = {place for start, end in stretches for place in range(start, end)}
    assert Stretches.of(stretches).touch(*asked) == bool(covered & set(range(*asked)))


@given(st.lists(offsets, max_size=12), bounds)
def test_an_offset_is_found_where_there_is_one(places: list[int], asked: tuple[int, int]) -> None:
    assert any_from(sorted(places), *asked) == any(asked[0] <= place < asked[1] for place in places)
