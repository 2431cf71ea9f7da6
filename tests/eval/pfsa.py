"""PFSA-ID's development set: direct quotes of Indonesian news, as two columns of BILOU tags.

Blank lines and the borders of articles mean nothing there, since quotations run over both; the tags are read as one
stream, and the words are put together into paragraphs that part where an article begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.model.article import Article
from tests.eval.articles import article_of

_NO_SPACE_BEFORE = frozenset(".,;:?!)]%…")
_NO_SPACE_AFTER = frozenset("([")
# `JAKARTA, KOMPAS —`: every article begins with where it was written.
_DATELINE = re.compile(r"[A-Z]{3,}")
_FURTHEST = 12


@dataclass(slots=True)
class Tagged:
    """One article of the corpus: its text, and the tagged pieces as (label, start, end) in code points."""

    article: Article
    pieces: list[tuple[str, int, int]] = field(default_factory=list)


def tagged(path: Path) -> Iterator[Tagged]:
    """The articles of the corpus, in order."""
    rows = _rows(path)
    starts = [number for number in range(len(rows)) if _begins(rows, number)] or [0]
    starts[0] = 0
    for number, (first, last) in enumerate(zip(starts, [*starts[1:], len(rows)], strict=True)):
        yield _article(f"pfsa-{number:04}", rows[first:last])


def _rows(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.rsplit("\t", 1) for line in lines if line.strip()]
    return [(word, tag) for word, tag in rows]


def _begins(rows: list[tuple[str, str]], at: int) -> bool:
    """Whether an article begins at a word: a place in capitals, and its dateline's dash soon after KOMPAS."""
    if not _DATELINE.fullmatch(rows[at][0]) or (at and rows[at - 1][0] not in (".", "”", '"', ")", "?", "!")):
        return False
    soon = [word for word, _ in rows[at : at + _FURTHEST]]
    return "KOMPAS" in soon and any(dash in soon for dash in ("—", "–", "-"))


def _article(stem: str, rows: list[tuple[str, str]]) -> Tagged:
    text, bounds = _text([word for word, _ in rows])
    pieces: list[tuple[str, int, int]] = []
    begun = -1
    for (start, end), (_, tag) in zip(bounds, rows, strict=True):
        kind, _, label = tag.partition("-")
        if kind in ("B", "U"):
            begun = start
        if kind in ("L", "U") and begun >= 0:
            pieces.append((label, begun, end))
            begun = -1
    return Tagged(article_of(stem, text, "id"), pieces)


def _text(words: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Words put together as print would have them, one paragraph, and where each stands.

    The mark ” opens and closes in turn, as the corpus writes it at both ends.
    """
    parts: list[str] = []
    bounds: list[tuple[int, int]] = []
    length, glue, inside = 0, True, False
    for word in words:
        mark = word in ("”", '"', "“")
        closes = mark and inside
        if not glue and word not in _NO_SPACE_BEFORE and not closes:
            parts.append(" ")
            length += 1
        bounds.append((length, length + len(word)))
        parts.append(word)
        length += len(word)
        inside = not inside if mark else inside
        glue = word in _NO_SPACE_AFTER or (mark and not closes)
    return "".join(parts), bounds
