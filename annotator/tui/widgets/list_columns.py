"""The columns of the list of articles: what each says, and which there is room for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass

from annotator.model.layer_names import Progress
from annotator.store.library import ArticleRow, Sort
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line

GLYPHS = {Progress.NEW: "·", Progress.BEGUN: "◐", Progress.DONE: "✓"}
FLAG = "⚑"
NOTED = "●"
"""That notes wait for the person's word."""
_TITLE = 34
"""Cells that a title has at the least before a column of lower rank is shown."""
_GAP = 2
_STATE = 5
"""Cells at the left: bar, flag and state."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column beside the title."""

    title: str
    width: int
    rank: int
    """1 is shown first; where there is no room, the highest goes first."""
    text: Callable[[ArticleRow], str]
    sort: Sort | None = None
    """What a click on its head sorts by."""
    right: bool = False
    """Whether it is flush right."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's place in a row."""

    column: Column
    start: int
    """Cells from the left."""


def _place(row: ArticleRow) -> str:
    return f"{row.paragraph or '–'}/{row.paragraphs}"


def _others(row: ArticleRow) -> str:
    return "  ".join(f"{GLYPHS[one.state]} {one.layer}" for one in row.others)


COLUMNS = (
    Column("id", 16, 7, lambda row: row.id, Sort.ID),
    Column("publisher", 16, 2, lambda row: row.publisher, Sort.PUBLISHER),
    Column("date", 10, 1, lambda row: row.date[:10], Sort.DATE),
    Column("lang", 4, 6, lambda row: row.lang),
    Column("labels", 6, 4, lambda row: str(row.labels or ""), right=True),
    Column("at ¶", 7, 3, _place, Sort.WORKED, right=True),
    Column("others", 14, 5, _others),
)
"""In the order in which they stand; the title comes first."""


class Filled:
    """Which columns have had something to say of an article that was shown: the others get no room.

    A column that has once been shown stays, so that nothing moves while one scrolls to and fro.
    """

    def __init__(self) -> None:
        self.columns: frozenset[Column] = frozenset()

    def look(self, rows: Iterable[ArticleRow]) -> bool:
        """Look at what is shown now; whether there are more columns for it."""
        empty = [column for column in COLUMNS if column not in self.columns]
        if not empty:
            return False
        found = {column for row in rows for column in empty if column.text(row)}
        self.columns |= found
        return bool(found)


def layout(width: int, filled: Container[Column] = COLUMNS) -> tuple[int, tuple[Cell, ...]]:
    """Cells of the title, and the columns that fit beside it in a row of so many cells, of those that say something."""
    room = width - _STATE - _TITLE - 1
    chosen = set()
    for column in sorted(COLUMNS, key=lambda column: column.rank):
        if column not in filled:
            continue
        if column.width + _GAP > room:
            break
        room -= column.width + _GAP
        chosen.add(column)
    shown = [column for column in COLUMNS if column in chosen]
    start = width - 1 - sum(column.width + _GAP for column in shown)
    title = max(1, start - _STATE)
    cells = []
    for column in shown:
        cells.append(Cell(column, start + _GAP))
        start += column.width + _GAP
    return title, tuple(cells)


def quoted(text: str, width: int) -> str:
    """How a text begins, in quotation marks and at most so many cells; `""` for a blank one."""
    words = shown_line(" ".join(text.split()))
    return f"“{cut(words, width - 2)}”" if words else ""


def fitted(text: str, width: int, *, right: bool = False) -> str:
    """Text of an article in just so many cells: safe, and of a width that no terminal disputes."""
    shown = cut(shown_line(text), width)
    gap = " " * (width - cell_width(shown))
    return gap + shown if right else shown + gap


def head(title: int, cells: Sequence[Cell], sort: Sort, *, descending: bool) -> list[tuple[str, bool]]:
    """The line above the list as (text, whether the list is sorted by it)."""
    arrow = "▾" if descending else "▴"

    def named(name: str, by: Sort | None, width: int, right: bool = False) -> tuple[str, bool]:
        active = by is sort
        return fitted(f"{name} {arrow}" if active else name, width, right=right), active

    state = named("", Sort.STATE, _STATE) if sort is Sort.STATE else (" " * (_STATE - 2) + "◐ ", False)
    parts = [state, named("title", Sort.TITLE, title)]
    for cell in cells:
        parts += [
            (" " * _GAP, False),
            named(cell.column.title, cell.column.sort, cell.column.width, cell.column.right),
        ]
    return parts


def sort_at(title: int, cells: Sequence[Cell], column: int) -> Sort | None:
    """What a click on a cell of the line above the list sorts by; None where there is nothing to sort by."""
    if column < _STATE:
        return Sort.STATE
    if column < _STATE + title:
        return Sort.TITLE
    for cell in cells:
        if cell.start - _GAP <= column < cell.start + cell.column.width:
            return cell.column.sort
    return None
