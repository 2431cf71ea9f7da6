"""Wrapping a paragraph into rows.

A row is known by the offset at which it starts; it ends where the next one starts, so the rows together are
the paragraph, nothing added or lost. White space at a row's end hangs: it belongs to the row and takes no
room.
"""

from __future__ import annotations

import re

from rich.cells import get_character_cell_size

from annotator.text.graphemes import TABLE, cell_width, graphemes, is_plain

SPACES = " \t\n\r\x0b\x0c\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
"""White space that a row may break after; no-break spaces are not among it."""
_GAP = re.compile(f"[{SPACES}]+")
_NARROWEST = 2
"""A grapheme can be two cells wide, so no row is narrower."""


def wrap(text: str, start: int, end: int, width: int) -> list[int]:
    """Offsets at which the rows of `text[start:end]` start; the first is `start`, even when it is empty.

    Breaks after white space, as late as possible. A word wider than a row begins on a row of its own and is
    split between graphemes. Without its trailing white space, a row is at most `width` cells wide (a width
    below 2 counts as 2). Takes linear time.
    """
    width = max(width, _NARROWEST)
    if is_plain(text, start, end):
        return _wrap_plain(text, start, end, width)
    rows = [start]
    column = 0
    for first, last in _chunks(text, start, end):
        chunk = text[first:last]
        full = cell_width(chunk)
        needed = cell_width(chunk.rstrip(SPACES))
        if column and column + needed > width:
            rows.append(first)
            column = 0
        if needed <= width:
            column += full
        else:
            column = _split(text, first, last, width, rows)
    return rows


def _wrap_plain(text: str, start: int, end: int, width: int) -> list[int]:
    """`wrap` where every code point fills one cell: no need to look at more than the rows' ends."""
    rows = [start]
    row = start
    while end - row > width:
        limit = row + width
        if gap := _GAP.match(text, limit, end):
            row = gap.end()
        else:
            while limit > row and text[limit - 1] not in SPACES:
                limit -= 1
            row = limit if limit > row else row + width
        if row >= end:
            break
        rows.append(row)
    return rows


def _chunks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Words, each with the white space behind it. Every border is a border of graphemes too."""
    found = []
    first = start
    for gap in _GAP.finditer(text, start, end):
        border = gap.end()
        # What takes no room hangs on the white space before it: no border there.
        if border < end and get_character_cell_size(text[border], TABLE):
            found.append((first, border))
            first = border
    if first < end:
        found.append((first, end))
    return found


def _split(text: str, start: int, end: int, width: int, rows: list[int]) -> int:
    """Adds the rows of a chunk that is too long for one row, which begins in column 0.

    Returns the width in cells of the last one.
    """
    column = 0
    for first, last, cells in graphemes(text, start, end):
        hangs = text[first:last].strip(SPACES) == ""
        if column and column + cells > width and not hangs:
            rows.append(first)
            column = 0
        column += cells
    return column
