"""Tags in their dialects: the same stretches whatever the spelling, and nothing that is not strict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.tags import DIALECTS, IOB2, respelled, stretches

IN_ORDER = [(0, 2, "CUE"), (2, 3, "CUE"), (4, 5, "CUE"), (5, 6, "SOURCE"), (6, 9, "CUE")]

SPELLED = {
    "iob2": "B-CUE I-CUE B-CUE O B-CUE B-SOURCE B-CUE I-CUE I-CUE",
    "iob1": "I-CUE I-CUE B-CUE O I-CUE I-SOURCE I-CUE I-CUE I-CUE",
    "bioes": "B-CUE E-CUE S-CUE O S-CUE S-SOURCE B-CUE I-CUE E-CUE",
    "bilou": "B-CUE L-CUE U-CUE O U-CUE U-SOURCE B-CUE I-CUE L-CUE",
}


@st.composite
def spelled(draw: st.DrawFn) -> list[str]:
    """Strict IOB2 tags of a block."""
    tags: list[str] = []
    for label, length in draw(st.lists(st.tuples(st.sampled_from(["", "A", "B_C"]), st.integers(1, 3)))):
        tags += [f"B-{label}", *[f"I-{label}"] * (length - 1)] if label else ["O"] * length
    return tags


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_dialects_are_those_of_the_literature(dialect: str) -> None:
    iob2 = SPELLED[IOB2].split()
    assert respelled(iob2, dialect) == SPELLED[dialect].split()
    assert list(stretches(SPELLED[dialect].split(), dialect)) == IN_ORDER


@given(spelled(), st.sampled_from(DIALECTS))
def test_every_dialect_marks_the_same_stretches(tags: list[str], dialect: str) -> None:
    assert list(stretches(respelled(tags, dialect), dialect)) == list(stretches(tags))


@pytest.mark.parametrize(
    ("dialect", "tags"),
    [
        ("iob2", "I-A"),
        ("iob2", "B-A I-B"),
        ("iob2", "O I-A"),
        ("iob2", "E-A"),
        ("iob2", "B"),
        ("iob1", "B-A"),
        ("iob1", "I-A B-B"),
        ("bioes", "B-A"),
        ("bioes", "I-A E-A"),
        ("bioes", "B-A O"),
        ("bioes", "B-A S-A"),
        ("bioes", "B-A E-B"),
        ("bioes", "U-A"),
        ("bilou", "L-A"),
        ("bilou", "B-A I-A"),
        ("bilou", "S-A"),
    ],
)
def test_tags_that_are_not_strict_are_refused(dialect: str, tags: str) -> None:
    with pytest.raises(ValueError, match=r"nothing|parts|follow|no end|no tag"):
        list(stretches(tags.split(), dialect))
