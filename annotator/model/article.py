"""Articles and their paragraphs.

An article's text is kept exactly as it was imported. All offsets are Unicode code points into that text,
half-open (`start` is in, `end` is out).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple


class ParagraphKind(StrEnum):
    """What a paragraph is for. The language pack guesses it; a person may correct it."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    BOILERPLATE = "boilerplate"


class Paragraph(NamedTuple):
    """One line of an article (or several that import found to be hard-wrapped), without its line end.

    A tuple for the same reason as `annotator.model.items.Fragment`.
    """

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    kind: ParagraphKind = ParagraphKind.BODY


_START = itemgetter(0)
"""Where a paragraph starts, without a call of ours: keys ask dozens of times."""


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was imported. Never edited afterwards, only its paragraphs' kinds."""

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    lang: str = "xx"
    """Language of the pack to read it with, as a BCP 47 primary tag; `xx` when unknown."""
    title: str = ""
    publisher: str = ""
    url: str = ""
    date: str = ""
    sha256: str = ""
    """SHA-256 of the text in UTF-8, hexadecimal; computed when left empty."""

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", text_sha256(self.text))

    def paragraph_at(self, offset: int) -> int:
        """Number (from 0) of the paragraph that holds `offset`, or of the last one that begins before it.

        Offsets before the first paragraph give 0. An article without paragraphs gives 0 too.
        """
        return max(0, bisect_right(self.paragraphs, offset, key=_START) - 1)


def text_sha256(text: str) -> str:
    """SHA-256 of `text` in UTF-8, in hexadecimal: how articles are recognised.

    Raises:
        UnicodeEncodeError: the text holds a lone surrogate; importers refuse those first.
    """
    return hashlib.sha256(text.encode()).hexdigest()
