"""Paragraphs: a paragraph is a line, unless the file was hard-wrapped.

All bounds are pairs of code point offsets, half-open. Paragraphs leave out their line ends; what lies between
two paragraphs (the gap) is blank and holds at least one line end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.text.blanks import first_ink, last_ink

Bounds = tuple[int, int]

# U+2028, VT, FF and NEL end a line for `str.splitlines()` but not in any editor that people paste from:
# they are white space inside the line here.
_LINE_END = re.compile(r"\r\n|\n|\r")

WIDEST_WRAP = 100
"""Widest line, in code points, that counts as hard-wrapped; news with a sentence a line is wider."""
NARROWEST_WRAP = 40
"""Narrowest; blocks of shorter lines are lists, tables, verse."""
_TOLERANCE = 0.15
_FEWEST_LINES = 3

_SENTENCE_END = ".!?…:;。！？؟۔।"
_CLOSERS = "”\"’'»«“)]}›"


def split_lines(text: str) -> list[Bounds]:
    """Bounds of the paragraphs: the lines that hold more than blanks.

    Line ends are `\\r\\n`, `\\n` and `\\r`, nothing else. Blank lines belong to the gap between paragraphs.
    """
    return [line for line in _lines(text) if first_ink(text, *line) >= 0]


def blocks(text: str) -> list[list[Bounds]]:
    """The same lines, in groups parted by blank lines."""
    found: list[list[Bounds]] = []
    after_blank = True
    for line in _lines(text):
        if first_ink(text, *line) < 0:
            after_blank = True
            continue
        if after_blank:
            found.append([])
        found[-1].append(line)
        after_blank = False
    return found


def is_hard_wrapped(text: str, block: Sequence[Bounds]) -> bool:
    """Whether the lines of one block (as from `blocks`) are one paragraph broken at a fixed width.

    True when there are three lines or more, every line but the last lies within 15 % of one width from 40 to
    100 code points, and the breaks fall where a wrapping program would put them: the next word had no room,
    and most breaks fall inside a sentence. The last two keep lists, headlines and dialogue apart.
    """
    if len(block) < _FEWEST_LINES:
        return False
    lines = [text[start:end].strip() for start, end in block]
    width = max(map(len, lines))
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return False
    if min(map(len, lines[:-1])) < width * (1 - _TOLERANCE):
        return False
    breaks = list(pairwise(lines))
    if any(len(line) + 1 + len(after.split(maxsplit=1)[0]) <= width for line, after in breaks):
        return False
    return sum(_runs_on(line, after) for line, after in breaks) * 2 > len(breaks)


def join_wrapped(text: str, wrapped: bool | None = None) -> list[Bounds]:
    """Bounds of the paragraphs, with hard-wrapped blocks joined into one each.

    `None` joins the blocks that `is_hard_wrapped` finds, `True` joins every block, `False` none. A joined
    paragraph has its inner line ends inside it.
    """
    if wrapped is False:
        return split_lines(text)
    found: list[Bounds] = []
    for block in blocks(text):
        if wrapped or is_hard_wrapped(text, block):
            found.append((block[0][0], block[-1][1]))
        else:
            found.extend(block)
    return found


def trim(text: str, start: int, end: int) -> Bounds:
    """The same bounds without the blanks at both ends; `(start, start)` when there is nothing else."""
    first = first_ink(text, start, end)
    return (first, last_ink(text, first, end)) if first >= 0 else (start, start)


def _lines(text: str) -> Iterator[Bounds]:
    start = 0
    for end in _LINE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def _runs_on(line: str, after: str) -> bool:
    """Whether a sentence goes on over the break: no full stop before it, no capital, digit or mark after."""
    ended = line.rstrip(_CLOSERS)[-1:] in _SENTENCE_END
    first = after[:1]
    return not ended and first.isalpha() and not first.isupper()
