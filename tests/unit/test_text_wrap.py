"""Rows of a paragraph."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text import wrap as w
from annotator.text.graphemes import cell_width, grapheme_bounds
from annotator.text.safe import safe
from tests.unit.test_text_graphemes import PIECES

WORDS = [*PIECES, " ", "  ", " ", "-", "https://example.org/berita/2023/12/10?x=1", "\u3000"]
paragraphs = st.lists(st.sampled_from(WORDS), max_size=30).map("".join) | st.text(max_size=80).map(safe)
latin = st.text("ab .,—”\u2003", max_size=80)


@given(paragraphs, st.integers(0, 25), st.data())
def test_laws(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    rows = w.wrap(text, start, len(text), width)
    assert rows[0] == start
    assert rows == sorted(set(rows))
    assert set(rows) <= set(grapheme_bounds(text, start, len(text)))
    for first, last in pairwise([*rows, len(text)]):
        assert first < last or start == len(text)
        assert cell_width(text[first:last].rstrip(w.SPACES)) <= max(width, 2)


@given(latin, st.integers(2, 25))
def test_both_ways_agree_on_plain_text(text: str, width: int) -> None:
    """The short cut for plain text gives what the general way gives."""
    expected = w.wrap("é" + text, 1, len(text) + 1, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(w, "is_plain", lambda *_: False)
        assert w.wrap("é" + text, 1, len(text) + 1, width) == expected


@given(latin, st.integers(2, 25))
def test_greedy(text: str, width: int) -> None:
    """No row could have taken the first word of the next one."""
    rows = [*w.wrap(text, 0, len(text), width), len(text)]
    for first, second, third in zip(rows, rows[1:], rows[2:], strict=False):
        if text[second - 1] in w.SPACES:
            word = text[second:third].split()
            if word and len(word[0]) <= width:
                assert len(text[first:second]) + len(word[0]) > width


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]),
        ("kata Sergei Lavrov", 10, ["kata ", "Sergei ", "Lavrov"]),
        ("kata Sergei", 11, ["kata Sergei"]),
        ("kata   Sergei", 4, ["kata   ", "Serg", "ei"]),
        ("习近平主席", 4, ["习近", "平主", "席"]),
        ("a\u00a0b c", 3, ["a\u00a0b ", "c"]),
        ("ya ya   ", 5, ["ya ya   "]),
    ],
)
def test_examples(text: str, width: int, rows: list[str]) -> None:
    starts = w.wrap(text, 0, len(text), width)
    assert [text[a:b] for a, b in pairwise([*starts, len(text)])] == rows


@pytest.mark.parametrize("unit", ["kata ", "katakata", "习近平主席", "习近平 主席 ", "é e\u0301 🇮🇩 ", " "])
def test_measuring_work_is_linear(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the code points measured, so that no clock is needed."""
    measured = 0
    for name in ("cell_width", "graphemes"):
        real = getattr(w, name)

        def counting(text: str, *place: int, real: Callable[..., Any] = real) -> Any:
            nonlocal measured
            measured += place[1] - place[0] if place else len(text)
            return real(text, *place)

        monkeypatch.setattr(w, name, counting)
    text = unit * (1_000_000 // len(unit))
    rows = w.wrap(text, 0, len(text), 80)
    assert rows[0] == 0
    assert measured <= 3 * len(text)
