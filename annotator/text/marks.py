"""Quotation marks: which of them belong together, one paragraph at a time.

Real text pairs them badly: the same glyph at both ends, odd counts, apostrophes that look like marks. Nothing
here fails on that; a mark that finds no partner is reported as open to the end, or left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from annotator.text.blanks import first_ink, is_blank

MARKS: tuple[str, ...] = (
    "“”", "””", "““", '""', '“"', '"”', "„“", "„”", '„"', "‟”",
    "«»", "»«", "»»", "‹›", "›‹", "「」", "『』", "《》",
    "‘’", "’’", "''", "‚‘", "‚’",
)  # fmt: skip
"""Every pair that is known, as opening mark and closing mark. A language pack names those that it uses."""

SINGLE = frozenset("‘’'‚")
"""Marks that may be apostrophes too, and so get less trust."""

_OPENERS = frozenset("“„‟«‹‘‚「『《")
_CLOSERS = frozenset("”»›’」』》")
_BEFORE_OPENING = frozenset("([{<-–—―‒/¿¡")
_NOT_AFTER_OPENING = frozenset(",.;:!?)]}。，、！？")
# What an apostrophe may stand for at the start of a word, and decades.
_ELISION = re.compile(r"(?:(?i:em|tis|twas|til|n|cause|round|bout|kay)|\d\ds?)\b(?!\s+[A-Z])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, marks included. Offsets are code points, half-open."""

    start: int
    """The opening mark."""
    end: int
    """Just after the closing mark; where the stretch was cut short if it has none."""
    closed: bool
    """Whether a closing mark was found."""
    mark: str
    """The opening glyph."""
    depth: int = 0
    """How many quotations stand around this one."""

    @property
    def inner(self) -> tuple[int, int]:
        """Bounds without the marks (code points)."""
        return self.start + 1, self.end - 1 if self.closed else self.end


def quotations(
    text: str, start: int = 0, end: int | None = None, marks: tuple[str, ...] = MARKS
) -> list[Quotation]:
    """The quotations of one paragraph, `text[start:end]` (code points), outer ones before those inside them.

    `marks` are pairs as in `MARKS`; other glyphs are ignored. A glyph that both opens and closes is told by
    what stands around it: it opens after the start, white space, a bracket, a dash or another opening mark,
    and before ink. A quotation that nothing closes runs to the end of the paragraph (or of the quotation that
    it stands in) with `closed=False`. An apostrophe, between letters or for letters left out, is no mark.
    """
    stop = len(text) if end is None else end
    glyphs, closers = _table(marks)
    if glyphs is None:
        return []
    reader = _Reader(text, start, stop, closers)
    for match in glyphs.finditer(text, start, stop):
        reader.meet(match.start())
    return reader.finish()


def quotation_around(found: Sequence[Quotation], offset: int) -> Quotation | None:
    """The innermost quotation that holds `offset` (code points), marks included."""
    best: Quotation | None = None
    for quotation in found:
        if quotation.start > offset:
            break
        if offset < quotation.end and (best is None or quotation.end <= best.end):
            best = quotation
    return best


class _Reader:
    """The state of reading one paragraph: what is open, innermost last, and what has been found.

    Every mark is pushed and popped at most once, and `awaited` says without a search whether a glyph can
    close anything, so time is linear in the number of marks.
    """

    def __init__(self, text: str, start: int, stop: int, closers: dict[str, frozenset[str]]) -> None:
        self.text, self.start, self.stop, self.closers = text, start, stop, closers
        self.stack: list[tuple[int, str]] = []
        self.awaited: dict[str, int] = {}
        self.found: list[tuple[int, int, bool, str]] = []
        self.opened_at = -2

    def meet(self, at: int) -> None:
        glyph = self.text[at]
        before = self.text[at - 1] if at > self.start else ""
        after = self.text[at + 1] if at + 1 < self.stop else ""
        if glyph in SINGLE:
            if not (before.isalnum() and after.isalnum()):
                self._meet_single(at, glyph, before, after)
        elif self._double_opens(at, glyph, before, after):
            self._open(at, glyph)
        elif self.awaited.get(glyph):
            self._close(at, glyph)

    def finish(self) -> list[Quotation]:
        while self.stack:
            self._cut_short(*self._pop(), self.stop)
        ends: list[int] = []
        nested: list[Quotation] = []
        for first, last, closed, glyph in sorted(self.found, key=lambda one: (one[0], -one[1])):
            while ends and ends[-1] <= first:
                ends.pop()
            nested.append(Quotation(first, last, closed, glyph, len(ends)))
            ends.append(last)
        return nested

    def _double_opens(self, at: int, glyph: str, before: str, after: str) -> bool:
        if glyph not in self.closers or not after:
            return False
        opening = self._in_opening_place(at, before, after)
        if glyph in _OPENERS:
            # Such a glyph needs nothing before it, unless it could as well end what is open. French puts
            # a space after its guillemets.
            return opening or (not self.awaited.get(glyph) and (glyph in "«‹" or not is_blank(after)))
        if not self.awaited.get(glyph):
            # Nothing to close: believe a mark after a comma or a colon too, but none glued to a word (`5"`).
            return opening or (not before.isalnum() and after.isalnum())
        if glyph in _CLOSERS and self.stack[-1][1] != glyph:
            return False
        return opening

    def _meet_single(self, at: int, glyph: str, before: str, after: str) -> None:
        top = self.stack[-1][1] if self.stack else ""
        closes = glyph in self.closers.get(top, ())
        opens = glyph in self.closers and self._in_opening_place(at, before, after)
        if opens and not (closes and glyph in _CLOSERS and top != glyph):
            if _ELISION.match(self.text, at + 1, self.stop):
                return
            if top == glyph and glyph != "‘":
                self._pop()  # the earlier one was an apostrophe after all
            self._open(at, glyph)
        elif closes and before and not is_blank(before):
            self._close(at, glyph)

    def _in_opening_place(self, at: int, before: str, after: str) -> bool:
        if not after or is_blank(after):
            return False
        if after in _NOT_AFTER_OPENING and not (after == "." and self.text[at + 2 : at + 3] == "."):
            return False
        return not before or is_blank(before) or before in _BEFORE_OPENING or self.opened_at == at - 1

    def _open(self, at: int, glyph: str) -> None:
        self.stack.append((at, glyph))
        self.opened_at = at
        for closer in self.closers[glyph]:
            self.awaited[closer] = self.awaited.get(closer, 0) + 1

    def _pop(self) -> tuple[int, str]:
        last = self.stack.pop()
        for closer in self.closers[last[1]]:
            self.awaited[closer] -= 1
        return last

    def _close(self, at: int, glyph: str) -> None:
        """Closes the innermost quotation that `glyph` can close; those opened inside it end there too."""
        while True:
            first, opener = self._pop()
            if glyph in self.closers[opener]:
                self.found.append((first, at + 1, True, opener))
                return
            self._cut_short(first, opener, at)

    def _cut_short(self, first: int, opener: str, end: int) -> None:
        # An unclosed single mark is an apostrophe, unless the whole paragraph begins with it: then it goes on
        # in the next one, which opens with a mark again.
        if opener not in SINGLE or (opener == "‘" and first == first_ink(self.text, self.start, self.stop)):
            self.found.append((first, end, False, opener))


@cache
def _table(marks: tuple[str, ...]) -> tuple[re.Pattern[str] | None, dict[str, frozenset[str]]]:
    """A pattern for all glyphs, and for each opening glyph what closes it."""
    closers: dict[str, frozenset[str]] = {}
    for pair in marks:
        opener, closer = pair[0], pair[1]
        closers[opener] = closers.get(opener, frozenset()) | {closer}
    glyphs = "".join(sorted(set("".join(marks))))
    return (re.compile("[" + re.escape(glyphs) + "]") if glyphs else None), closers
