"""Offsets, rows and columns of an article."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.article import Paragraph
from annotator.text.safe import safe
from annotator.text.wrap import SPACES
from annotator.tui.widgets.article_layout import GUTTER, MEASURE, ArticleLayout, top_that_shows
from tests.unit.test_text_wrap import WORDS

lines = st.lists(st.sampled_from(WORDS), max_size=20).map("".join)
articles = st.lists(lines, min_size=1, max_size=5)


def layout_of(texts: list[str], columns: int) -> ArticleLayout:
    paragraphs, start = [], 0
    for text in texts:
        paragraphs.append(Paragraph(start, start + len(text)))
        start += len(text) + 1
    return ArticleLayout(safe("\n".join(texts)), paragraphs, columns)


@given(articles, st.integers(1, 40))
def test_rows_cover_the_paragraphs(texts: list[str], columns: int) -> None:
    layout = layout_of(texts, columns)
    for number, paragraph in enumerate(layout.paragraphs):
        top, below = layout.extent(number)
        rows = [layout.row_at(y) for y in range(top, below)]
        assert rows[0].start == paragraph.start
        assert rows[-1].end == paragraph.end
        for before, after in pairwise(rows):
            assert before.end == after.start
        assert all(row.cells <= layout.width for row in rows)
        assert [row.last for row in rows] == [False] * (len(rows) - 1) + [True]
        assert layout.row_at(below) is None
    assert layout.row_at(-1) is None
    assert layout.height == layout.extent(len(texts) - 1)[1]


@given(articles, st.integers(1, 40))
def test_every_place_is_on_its_row_and_can_be_pointed_at(texts: list[str], columns: int) -> None:
    layout = layout_of(texts, columns)
    for paragraph in layout.paragraphs:
        for offset in range(paragraph.start, paragraph.end + 1):
            row = layout.row_at(layout.y_of(offset))
            assert row.start <= offset <= row.end
            column = layout.column(row, offset)
            assert 0 <= column <= layout.width
            found = layout.offset_at(layout.y_of(offset), column)
            first, last = layout.grapheme(offset)
            hangs = offset >= row.seen
            # Hanging blanks without a cell of their own share one; a place without any width has none.
            assert first <= found <= max(first, last - 1) or hangs or not row.cells
            if hangs:
                assert row.seen <= found <= row.end


@given(articles, st.integers(1, 40), st.integers(-2, 60), st.integers(-3, 99))
def test_pointing_anywhere_gives_a_place(texts: list[str], columns: int, y: int, column: int) -> None:
    layout = layout_of(texts, columns)
    offset = layout.offset_at(y, column)
    number = layout.paragraph_of(offset)
    assert layout.paragraphs[number].start <= offset <= layout.paragraphs[number].end
    row = layout.row_at(y)
    if row is not None:
        assert layout.y_of(offset) == y or (not row.cells and row.start != row.end)
        assert layout.text[offset : offset + 1] in SPACES or layout.grapheme(offset)[0] == offset


def test_measure_and_gutter() -> None:
    assert layout_of(["x"], 200).width == MEASURE
    assert layout_of(["x"], 50).width == 50 - GUTTER - 1
    assert layout_of(["x"], 1).width == 2


def test_between_and_beyond_paragraphs() -> None:
    layout = layout_of(["satu dua", "", "tiga"], 40)
    assert [layout.offset_at(y, 3) for y in (-1, 0, 1, 2, 3, 4, 9)] == [0, 3, 8, 9, 9, 13, 14]
    assert layout.y_of(8) == 0
    assert layout.y_of(9) == 2
    assert layout.y_of(14) == 4


def test_hanging_blanks_share_the_last_cell() -> None:
    layout = layout_of(["kata     lagi"], GUTTER + 1 + 6)
    row = layout.row_at(0)
    assert (row.seen, row.end, row.cells) == (4, 9, 4)
    assert [layout.column(row, offset) for offset in range(3, 9)] == [3, 4, 5, 6, 6, 6]
    assert layout.offset_at(0, 99) == 8


def test_no_paragraphs() -> None:
    layout = ArticleLayout("", (), 40)
    assert layout.height == 0
    assert layout.offset_at(0, 0) == 0
    assert layout.y_of(3) == 0
    assert layout.grapheme(0) == (0, 0)


PIECES = [
    ("a", 1), ("习", 2), ("e\u0301", 1), ("👨‍👩‍👧‍👦", 2), ("🇮🇩", 2), ("🇷🇺", 2), ("x", 1), ("❤️", 2),
    ("👍🏽", 2), ("ا", 1), ("لُ", 1), ("न", 1), ("म", 1), ("स्", 1), ("ते", 1), ("z", 1),
]  # fmt: skip


@pytest.mark.parametrize("columns", [12, 20, 40])
def test_every_cell_of_a_mixed_line_is_the_right_grapheme(columns: int) -> None:
    layout = layout_of(["".join(text for text, _ in PIECES)], columns)
    offset = y = column = 0
    for text, cells in PIECES:
        if column + cells > layout.width:
            y, column = y + 1, 0
        for cell in range(cells):
            assert layout.offset_at(y, column + cell) == offset, text
        column += cells
        offset += len(text)


@pytest.mark.parametrize(
    ("first", "last", "target"),
    [
        (12, 14, None),  # in sight, margins and all
        (11, 11, 3),  # too near the top: by a third, not by one row
        (2, 2, 0),  # further up than a third
        (29, 29, 17),
        (60, 60, 53),  # further than a screen: a third of it stands above
        (-40, -40, -47),
    ],
)
def test_how_far_the_article_scrolls(first: int, last: int, target: int | None) -> None:
    assert top_that_shows(first, last, top=10, height=21, margin=2) == target


@given(st.integers(0, 300), st.integers(0, 60), st.integers(0, 300), st.integers(1, 60), st.integers(0, 5))
def test_scrolling_brings_it_into_sight(first: int, rows: int, top: int, height: int, margin: int) -> None:
    last = first + min(rows, height - 1)
    target = top_that_shows(first, last, top, height, margin)
    if target is None:
        assert top <= first
        assert last < top + height
    elif last - first + 2 * margin < height:
        assert target <= first
        assert last < target + height
        assert target != top
