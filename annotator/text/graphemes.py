"""Graphemes: what a reader takes for one character, and how many terminal cells it fills.

Offsets are code points into `text`, columns are cells counted from 0 at `start`. The functions look only at
`text[start:end]`: cut at paragraph borders, never inside one, since a grapheme is known by what precedes it.

Widths come from rich's newest Unicode table, whatever `UNICODE_VERSION` says: Textual lays the screen out
with the same tables, and a column must not depend on the machine. Borders are those of rich but for three
things: regional indicators pair up into flags; a joiner (ZWJ) joins what Unicode Standard Annex 29 has it
join, emoji and Indic conjuncts, and no other letters; and zero-width characters at the very start belong to
the grapheme that follows, so every grapheme is at least one cell wide (unless all of the text has no width).
Give it text that went through `safe`: rich counts control characters as no cells, and a terminal does not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size, split_graphemes

if TYPE_CHECKING:
    import regex

TABLE = "latest"
"""The width table of rich that every measure here uses."""

# One code point, one grapheme, one cell, whatever stands beside it. Checked against rich's table by a test.
_PLAIN = (
    "\x20-\x7e\xa0-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2400-\u2426\ufffd"
)
_ALL_PLAIN = re.compile(f"[{_PLAIN}]*")
# Where terminals disagree about the width: joined emoji, emoji and text presentation, flags, skin tones, and
# joiners between letters.
_DISPUTED = re.compile("[\u200c\u200d\ufe0e\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_ZWJ = "\u200d"
_LONGEST = 16
"""Code points that a shown grapheme may have before the text after it is given up."""
BOX = "▯"


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether every code point of `text[start:end]` is one grapheme of one cell, as in most Western text."""
    return _ALL_PLAIN.fullmatch(text, start, end) is not None


def graphemes(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The graphemes of `text[start:end]` as (start, end, cells); together they cover it."""
    if is_plain(text, start, end):
        return [(offset, offset + 1, 1) for offset in range(start, end)]
    found: list[tuple[int, int, int]] = []
    half_flag = False
    joiners = start
    while joiners < end and _has_no_width(text[joiners]):
        joiners += 1  # rich would take what follows a joiner for a part of nothing
    if start < joiners:
        found.append((start, joiners, 0))
        start = joiners
    for first, last, cells in _split(text[start:end]):
        flag = _is_flag_half(text[start + first])
        if found and (
            found[-1][2] == 0 or (flag and half_flag) or _is_joined(text, found[-1][0], start + first)
        ):
            found[-1] = (found[-1][0], start + last, found[-1][2] + cells)
            half_flag = False
        else:
            found.append((start + first, start + last, cells))
            half_flag = flag and last - first == 1
    return found


def _is_joined(text: str, start: int, at: int) -> bool:
    """Whether a joiner before `at` joins what is behind it, where rich ends a grapheme (behind two joiners)."""
    if text[at - 1] != _ZWJ:
        return False
    cluster = _cluster().match(text, start)
    return cluster is not None and cluster.end() > at


def _split(text: str) -> Iterator[tuple[int, int, int]]:
    """rich's graphemes, those cut that it joins by any ZWJ."""
    for first, last, cells in split_graphemes(text, TABLE)[0]:
        joiner = text.find(_ZWJ, first, last - 1)
        if joiner < 0:
            yield first, last, cells
            continue
        # What has no width stays with what is before it, as rich has it.
        ends = [found.end() for found in _cluster().finditer(text, first, last)]
        begins = [first, *(end for end in ends[:-1] if not _has_no_width(text[end]))]
        for begin, end in pairwise([*begins, last]):
            yield begin, end, cell_len(text[begin:end], TABLE)


@cache
def _cluster() -> regex.Pattern[str]:
    """An extended grapheme cluster of Unicode Standard Annex 29."""
    import regex  # takes long, and text without joiners does not need it

    return regex.compile(r"\X")


def _has_no_width(char: str) -> bool:
    return get_character_cell_size(char, TABLE) == 0


def grapheme_bounds(text: str, start: int, end: int) -> list[int]:
    """Start of every grapheme of `text[start:end]`, in order, and `end`. Just `[start]` for an empty
    stretch."""
    if is_plain(text, start, end):
        return list(range(start, end + 1))
    return [*(first for first, _, _ in graphemes(text, start, end)), end]


def grapheme_at(text: str, start: int, end: int, offset: int) -> tuple[int, int]:
    """Start and end of the grapheme that holds `offset`; `(end, end)` at or after the end."""
    offset = max(offset, start)
    if offset >= end:
        return end, end
    if is_plain(text, max(start, offset - 1), min(end, offset + 2)):
        return offset, offset + 1  # its neighbours are graphemes of their own
    begin = _certain_border(text, start, offset)
    ahead = 32
    while True:
        # Look ahead a little, and further only while the last grapheme seen might go on.
        reach = min(end, offset + ahead)
        ahead *= 2
        for first, last, _ in graphemes(text, begin, reach):
            if first <= offset < last and (last < reach or reach == end):
                return first, last


def next_grapheme(text: str, start: int, end: int, offset: int) -> int:
    """The first grapheme border after `offset`; `end` when there is none."""
    return grapheme_at(text, start, end, offset)[1]


def previous_grapheme(text: str, start: int, end: int, offset: int) -> int:
    """The last grapheme border before `offset`; `start` when there is none."""
    if offset <= start:
        return start
    return grapheme_at(text, start, end, min(offset, end) - 1)[0]


def cell_width(text: str) -> int:
    """How many terminal cells `text` fills."""
    if _ZWJ in text:  # rich counts no cell for what follows it, whatever that is
        return sum(cells for _, _, cells in graphemes(text, 0, len(text)))
    return cell_len(text, TABLE)


def measured_apart(text: str) -> list[str]:
    """`text` in pieces, each of which rich measures as `cell_width` does: cut where rich takes ZWJ for a tie."""
    if _ZWJ not in text:
        return [text]
    pieces: list[str] = []
    for first, last, _ in graphemes(text, 0, len(text)):
        if pieces and not (pieces[-1].endswith(_ZWJ)):
            pieces[-1] += text[first:last]
        else:
            pieces.append(text[first:last])
    return pieces


def offset_at_column(text: str, start: int, end: int, column: int) -> int:
    """Start of the grapheme that fills the cell at `column`; `start` left of the text, `end` right of it."""
    if column < 0:
        return start
    if is_plain(text, start, end):
        return min(start + column, end)
    pieces = graphemes(text, start, end)
    index = bisect_right(list(accumulate(cells for _, _, cells in pieces)), column)
    return pieces[index][0] if index < len(pieces) else end


def column_at_offset(text: str, start: int, end: int, offset: int) -> int:
    """First cell of the grapheme that holds `offset`; the text's width at or after the end."""
    if is_plain(text, start, end):
        return min(max(offset, start), end) - start
    column = 0
    for _, last, cells in graphemes(text, start, end):
        if last > offset:
            break
        column += cells
    return column


def cut(text: str, cells: int) -> str:
    """The text if it fits into so many cells, else its beginning and `…`; nothing where there is no room.

    Looks no further than it must.
    """
    if cells <= 0:
        return ""
    if cells < len(text) and is_plain(text, 0, cells + 1):
        return text[: cells - 1].rstrip() + "…"
    head = text[: cells * _LONGEST + 1]
    if len(head) == len(text) and cell_width(text) <= cells:
        return text
    end = room = 0
    for _, last, width in graphemes(head, 0, len(head)):
        if room + width > cells - 1:
            break
        end, room = last, room + width
    return head[:end].rstrip() + "…"


def is_disputed(text: str) -> bool:
    """Whether terminals are known to disagree about the width of something in `text`."""
    return _DISPUTED.search(text) is not None


def plain_cells(text: str) -> str:
    """`text` with ▯ for each grapheme whose width terminals dispute.

    For rows that share a line with other text: a wrong guess would push what stands to the right of it out of
    place. Code points and cells both change, so this is for showing only, never for offsets.
    """
    if not is_disputed(text):
        return text
    pieces = (text[first:last] for first, last, _ in graphemes(text, 0, len(text)))
    return "".join(BOX if is_disputed(piece) else piece for piece in pieces)


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _certain_border(text: str, start: int, offset: int) -> int:
    """The nearest offset at or before `offset` at which a grapheme begins whatever stands further left."""
    while offset > start:
        character = text[offset]
        if (
            get_character_cell_size(character, TABLE)
            and not _is_flag_half(character)
            and text[offset - 1] != _ZWJ
            # Behind nothing but zero-width characters it would not be the first of its grapheme.
            and cell_width(text[max(start, offset - 16) : offset])
        ):
            return offset
        offset -= 1
    return start
