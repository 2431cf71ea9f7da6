"""The list's columns: those that say something, and no more; what stands for a title and for a place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.layer_names import Progress
from annotator.store.library import ArticleRow
from annotator.text.graphemes import cell_width
from annotator.tui.widgets.list_columns import COLUMNS, Filled, layout, quoted

ROW = ArticleRow("a1", "Pasar Baru", "", "", "id", Progress.NEW, False, 0, 0, 16, ())


def shown(width: int, filled: Filled) -> list[str]:
    return [cell.column.title for cell in layout(width, filled.columns)[1]]


def test_columns_that_say_nothing_leave_their_room_to_the_title() -> None:
    filled = Filled()
    assert filled.look([ROW])
    assert shown(160, filled) == ["id", "lang", "at ¶"]
    wide, _ = layout(160, filled.columns)
    all_of_them, _ = layout(160)
    assert wide >= all_of_them + 16 + 10
    assert "date" not in shown(80, filled)


def test_a_column_that_was_shown_stays() -> None:
    filled = Filled()
    filled.look([ROW])
    assert filled.look([ROW, replace(ROW, date="2026-03-01")])
    assert not filled.look([ROW])
    assert "date" in shown(160, filled)


@given(st.integers(20, 200), st.sets(st.sampled_from(COLUMNS)))
def test_columns_and_title_fill_the_row_and_none_lies_over_another(width: int, filled: set) -> None:
    title, cells = layout(width, filled)
    ends = [5 + title, *(cell.start + cell.column.width for cell in cells)]
    assert all(cell.start == end + 2 for cell, end in zip(cells, ends, strict=False))
    assert not cells or ends[-1] == width - 1
    assert {cell.column for cell in cells} <= filled


def test_a_place_says_which_part_of_it_is_how_far_one_is() -> None:
    (place,) = (column for column in COLUMNS if column.title == "at ¶")
    assert place.text(ROW) == "–/16"
    assert place.text(replace(ROW, paragraph=7)) == "7/16"


def test_a_beginning_is_quoted_in_one_line() -> None:
    assert quoted("Kata\n  Rina", 40) == "“Kata Rina”"
    assert cell_width(quoted("Kami menanam seribu pohon", 12)) <= 12
    assert quoted("Kami menanam seribu pohon", 12).endswith("…”")
    assert quoted(" \n", 12) == ""
