"""The table of the thing in hand: whose a column is, in the cells that there are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import GOLD
from annotator.model.layer import Layer
from annotator.review.desk import desk_of
from annotator.review.disagreements import review
from annotator.review.state import begin
from annotator.text.graphemes import cell_width
from annotator.tui.widgets.thing_table import columns_of, head_of
from tests.unit.review_layers import a_frame, a_layer

WIDTH = 60
"""Cells of a table in which two columns fit."""


def heads(ends: list[int], cells: int, *, blind: bool = False) -> list[str]:
    """The columns' heads where as many people as there are ends have one quote, each up to such an end."""
    people = [
        a_layer(*a_frame("a", (0, end)), name=f"annotator{number:02}") for number, end in enumerate(ends, 1)
    ]
    state = replace(begin(desk_of(review(people), Layer(GOLD, "a1")), "rev", "g.1"), blind=blind)
    assert state.thing is not None
    return [head_of(state, column, cells) for column in columns_of(state.thing, WIDTH)]


def test_the_numbers_of_many_who_say_the_same_stand_for_their_names() -> None:
    assert heads([9, 9, 9, 8, 9, 8, 9, 9], 22) == ["6 say: 1–3 5 7 8", "2 say: 4 6"]


def test_names_stand_in_full_where_they_fit() -> None:
    assert heads([9, 8], 22) == ["1 annotator01", "2 annotator02"]
    assert heads([9, 9, 8], 40) == ["1 annotator01, 2 annotator02", "3 annotator03"]


@given(st.lists(st.integers(6, 9), min_size=2, max_size=30), st.integers(18, 40), st.booleans())
def test_no_head_runs_into_the_next_column(ends: list[int], cells: int, blind: bool) -> None:
    assert all(cell_width(head) <= cells for head in heads(ends, cells, blind=blind))
