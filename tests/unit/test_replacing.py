"""Copies with some fields changed are those of the standard library."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.article import Article, Paragraph
from annotator.model.items import Status
from annotator.model.replacing import replaced
from annotator.session.state import Mode, Tone
from tests.unit.sessions import a_state


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "cursor": st.integers(0, 9),
            "anchor": st.none() | st.integers(0, 9),
            "hand": st.text(max_size=3),
            "mode": st.sampled_from(Mode),
            "message": st.text(max_size=5),
            "tone": st.sampled_from(Tone),
        },
    )
)
def test_a_copy_is_the_one_that_dataclasses_makes(changes: dict[str, object]) -> None:
    state = a_state()
    before = dataclasses.replace(state)
    copy = replaced(state, **changes)
    assert copy == dataclasses.replace(state, **changes)  # type: ignore[arg-type]  # drawn by name
    assert copy is not state
    assert state == before


def test_a_field_that_it_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="Status has no field 'flaged'"):
        replaced(Status(), flaged=True)


def test_what_is_made_with_more_than_its_fields_is_refused() -> None:
    with pytest.raises(TypeError, match="Article"):
        replaced(Article("a", "Air.", (Paragraph(0, 4),)), id="b")
