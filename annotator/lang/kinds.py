"""What each paragraph is for: title, heading, body or boilerplate. A guess, which a person may correct."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from annotator.lang.pack import Pack
from annotator.text.lines import trim

TITLE, HEADING, BODY, BOILERPLATE = "title", "heading", "body", "boilerplate"

LONGEST_TITLE = 150
"""In code points; longer first paragraphs are text."""
LONGEST_HEADING = 100
"""In code points."""
LONGEST_BOILERPLATE = 300
"""In code points; a longer line is an article's text whatever it begins with."""

_FINAL = ".…,;:。"
_CLOSERS = "”\"’'»)]"
_QUOTE_MARKS = "“”\"„«»‘’'‚「『"
# A bullet, a number or a letter before a bracket or full stop, a dash: an item of a list.
_ITEM = re.compile(r"(?:[-–—•*·▪►○●◦‣]|\(?(?:\d{1,3}|[A-Za-z])[.)])(?:\s|$)")
# `JAKARTA, KOMPAS — `, `TRIBUNNEWS.COM - `, `London (Reuters) - `: a place or outlet before the text.
_DATELINE = re.compile(r"[^-–—\n]{2,60}\s[-–—]{1,2}\s")
_CAPITALS = re.compile(r"[^\W\d_]{3,}")


def paragraph_kinds(text: str, bounds: Sequence[tuple[int, int]], pack: Pack) -> list[str]:
    """The kind of each paragraph (`bounds` in code points), as the values of `ParagraphKind`.

    Boilerplate is what the pack's patterns match. The title is the first other paragraph if it is short, ends
    like a headline and has text after it. A heading is a short line without a full stop, alone between
    paragraphs of text; several such lines in a row are a list, and so are lines that begin with a bullet or
    a number.
    """
    lines = [text[slice(*trim(text, start, end))] for start, end in bounds]
    kinds = [BOILERPLATE if is_boilerplate(line, pack) else BODY for line in lines]
    rest = [number for number, kind in enumerate(kinds) if kind == BODY]
    if len(rest) > 1 and _like_title(lines[rest[0]]):
        kinds[rest[0]] = TITLE
    short = [_like_heading(lines[number]) for number in rest]
    for place in range(1, len(rest) - 1):
        before, after = lines[rest[place - 1]], short[place + 1]
        alone = not after and (not short[place - 1] or kinds[rest[place - 1]] == TITLE)
        if short[place] and alone and not before.endswith(":"):
            kinds[rest[place]] = HEADING
    return kinds


def is_boilerplate(line: str, pack: Pack) -> bool:
    """Whether a line is matched, whole, by one of the pack's patterns; case and extra white space aside."""
    if len(line) > LONGEST_BOILERPLATE:
        return False
    squeezed = " ".join(line.split()).casefold()
    return any(_matches(squeezed, parts) for parts in _parts(pack.boilerplate))


@cache
def _parts(patterns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pattern.casefold().split("*")) for pattern in patterns)


def _matches(line: str, parts: tuple[str, ...]) -> bool:
    """Whether the line is the parts in order, with anything between. Leftmost finds suffice: linear time."""
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return line == first
    # White space around `*` does not have to be there: `Baca juga: *` matches `Baca juga:` too.
    if not line.startswith(first.rstrip()) or not line.endswith(last.lstrip()):
        return False
    at, end = len(first.rstrip()), len(line) - len(last.lstrip())
    for part in parts[1:-1]:
        found = line.find(part.strip(), at, end)
        if found < 0:
            return False
        at = found + len(part.strip())
    return at <= end


def _like_title(line: str) -> bool:
    if len(line) > LONGEST_TITLE or line.rstrip(_CLOSERS)[-1:] in _FINAL:
        return False
    return not _ITEM.match(line) and not _has_dateline(line)


def _like_heading(line: str) -> bool:
    if not 2 <= len(line) <= LONGEST_HEADING or line[-1] in _FINAL + "!" + _CLOSERS:
        return False
    return line[0] not in _QUOTE_MARKS and not _ITEM.match(line) and any(char.isalpha() for char in line)


def _has_dateline(line: str) -> bool:
    found = _DATELINE.match(line)
    if found is None:
        return False
    # A headline may hold a dash too; a dateline has a name in capitals, or a bracket, before it.
    before = found[0]
    in_capitals = any(word.isupper() for word in _CAPITALS.findall(before))
    return "(" in before or (in_capitals and len(line) > LONGEST_HEADING)
