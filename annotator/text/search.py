"""Text without case and accents, with the way back to the places of the original."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.text.folding import STUBBORN


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `places[i]` is the code point of the original that `text[i]` comes from."""

    text: str
    places: Sequence[int]
    length: int
    """Code points of the original."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The original's stretch for one of the folded text, accents that follow its last letter included."""
        last = self.places[end] if end < len(self.places) else self.length
        return self.places[start], max(last, self.places[end - 1] + 1)


def fold(text: str) -> Folded:
    """The text without case and accents.

    Combining marks go (after NFKD, see Unicode Standard Annex 15), letters are casefolded, white space is a blank.
    """
    if text.isascii():
        return Folded(_plain(text), range(len(text)), len(text))
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = _folded(char)
        letters.append(folded)
        places.extend([place] * len(folded))
    return Folded("".join(letters), places, len(text))


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, one after the other; nothing for no words."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        yield start, end
        start = text.find(words, end)


def _plain(text: str) -> str:
    """Pure ASCII, folded: as long as before."""
    return text.lower().translate(_BLANKS)


_BLANKS = {ord(char): " " for char in "\t\n\r\v\f\x1c\x1d\x1e\x1f"}


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    if char.isspace():
        return " "
    bare = "".join(one for one in unicodedata.normalize("NFKD", char) if not unicodedata.combining(one))
    return bare.casefold().translate(STUBBORN)
