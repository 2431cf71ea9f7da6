"""Graphemes, cells and columns."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from annotator.text import graphemes as g
from annotator.text.safe import safe

PIECES = [
    "a", "kata", " ", "“", "é", "e\u0301", "\u0301", "习", "近平", "👨\u200d👩\u200d👧\u200d👦", "🇮🇩", "🇮",
    "❤\ufe0f", "👍🏽", "नमस्ते", "العربية", "\u200d", "\u200b", "\ufe0f", "각", "\u00a0", "1\ufe0f\u20e3",
]  # fmt: skip
tricky = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=40).map(safe)


@given(tricky, st.data())
def test_bounds_cover_the_stretch(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    bounds = g.grapheme_bounds(text, start, end)
    assert bounds[0] == start
    assert bounds[-1] == end
    assert bounds == sorted(set(bounds))
    pieces = g.graphemes(text, start, end)
    assert [first for first, _, _ in pieces] == bounds[:-1]
    assert [last for _, last, _ in pieces] == bounds[1:]
    if any(cells for _, _, cells in pieces):
        assert all(1 <= cells <= 2 for _, _, cells in pieces)


@given(tricky)
def test_stepping_agrees_with_the_bounds(text: str) -> None:
    text = "xy" + text
    start, end = 2, len(text)
    bounds = g.grapheme_bounds(text, start, end)
    for offset in range(start, end + 1):
        assert g.next_grapheme(text, start, end, offset) == next((b for b in bounds if b > offset), end)
        before = [b for b in bounds if b < offset]
        assert g.previous_grapheme(text, start, end, offset) == (before[-1] if before else start)


@given(tricky)
def test_column_and_offset_are_inverse(text: str) -> None:
    end = len(text)
    pieces = g.graphemes(text, 0, end)
    column = 0
    for first, last, cells in pieces:
        for offset in range(first, last):
            assert g.column_at_offset(text, 0, end, offset) == column
        for cell in range(cells):
            assert g.offset_at_column(text, 0, end, column + cell) == first
        column += cells
    assert g.column_at_offset(text, 0, end, end) == column == g.cell_width(text)
    assert g.offset_at_column(text, 0, end, column) == end
    assert g.offset_at_column(text, 0, end, -1) == 0


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("🇮🇩🇷🇺!", ["🇮🇩", "🇷🇺", "!"]),
        ("🇮🇩🇷", ["🇮🇩", "🇷"]),
        ("a👨‍👩‍👧‍👦b", ["a", "👨‍👩‍👧‍👦", "b"]),
        ("\u0301ab", ["\u0301a", "b"]),
        ("\u200b", ["\u200b"]),
        ("❤️x", ["❤️", "x"]),
        ("👍🏽", ["👍🏽"]),
        ("a\u200db", ["a\u200d", "b"]),
        ("a\u200db\u0301c\u200d", ["a\u200d", "b\u0301", "c\u200d"]),
        ("x\u200d👩\u200d🚀", ["x\u200d", "👩\u200d🚀"]),
        ("👩\u200dx", ["👩\u200d", "x"]),
        ("👩🏽\u200d🚀❤️\u200d🔥", ["👩🏽\u200d🚀", "❤️\u200d🔥"]),
        ("क्\u200dष", ["क्\u200dष"]),
    ],
)
def test_examples(text: str, pieces: list[str]) -> None:
    assert [text[a:b] for a, b, _ in g.graphemes(text, 0, len(text))] == pieces


@given(tricky | st.lists(st.sampled_from([*"aé习", "\u200d", "\u0301", "👩", "🏽", "क", "्"])).map("".join))
def test_a_joiner_joins_what_unicode_has_it_join(text: str) -> None:
    """A ZWJ ends its grapheme but where the standard, as `regex` knows it, has none end."""
    ends = {found.end() for found in regex.finditer(r"\X", text)}
    bounds = set(g.grapheme_bounds(text, 0, len(text)))
    first = next((at for at, char in enumerate(text) if g.cell_width(char)), len(text))
    for at in range(first + 2, len(text)):
        if text[at - 1] == "\u200d" and g.cell_width(text[at]):
            assert (at in bounds) == (at in ends)


@given(tricky)
def test_the_screen_measures_pieces_as_we_do(text: str) -> None:
    pieces = g.measured_apart(text)
    assert "".join(pieces) == text
    if text and g.cell_width(text[0]):
        assert sum(cell_len(piece, g.TABLE) for piece in pieces) == g.cell_width(text)


def test_what_is_called_plain_is_one_cell_in_the_pinned_table() -> None:
    plain = re.compile(f"[{g._PLAIN}]")
    for code in range(0x110000):
        if plain.match(chr(code)):
            assert get_character_cell_size(chr(code), g.TABLE) == 1, hex(code)


@given(tricky, st.integers(-3, 60), st.integers(0, 60), st.integers(0, 60))
def test_no_offset_is_out_of_reach(text: str, offset: int, start: int, end: int) -> None:
    """Empty stretches, offsets before and behind: always an answer within the stretch."""
    end = min(end, len(text))
    start = min(start, end)
    first, last = g.grapheme_at(text, start, end, offset)
    assert start <= first <= last <= end
    assert start <= g.previous_grapheme(text, start, end, offset) <= end
    assert start <= g.next_grapheme(text, start, end, offset) <= end


def test_disputed_graphemes_become_boxes() -> None:
    assert g.plain_cells("Ya 👨‍👩‍👧‍👦, 🇮🇩 ❤️ 👍🏽 习 é!") == "Ya ▯, ▯ ▯ ▯ 习 é!"
    assert g.plain_cells("biasa") == "biasa"


def test_stepping_in_a_megabyte_does_not_read_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = 0
    real = g.split_graphemes

    def counting(text: str, table: str) -> tuple[list[tuple[int, int, int]], int]:
        nonlocal seen
        seen += len(text)
        return real(text, table)

    monkeypatch.setattr(g, "split_graphemes", counting)
    text = "习近e\u0301" * 250_000
    assert g.next_grapheme(text, 0, len(text), 500_000) == 500_001
    assert g.previous_grapheme(text, 0, len(text), 500_000) == 499_998
    assert seen < 500


@given(tricky, st.integers(-1, 12))
def test_what_is_cut_fits_and_no_more_than_needed_is_gone(text: str, cells: int) -> None:
    found = g.cut(text, cells)
    if cells <= 0:
        assert found == ""
        return
    if g.cell_width(text) <= cells:
        assert found == text
        return
    assert g.cell_width(found) <= cells
    kept = found.removesuffix("…")
    assert text.startswith(kept)
    ends = g.grapheme_bounds(text, 0, len(text))
    fitting = [end for end in ends if g.cell_width(text[:end]) < cells]
    assert kept == text[: max(fitting, default=0)].rstrip()
