"""Institutions of an article under their long and short names: `Pemprov Jatim` is `Pemerintah Provinsi Jawa Timur`.

A short form is made of the beginnings of the words that it stands for, one after the other: of their first letters
(`BPS`), or of more of each (`Kemenkeu`, `Jatim`, `Kanwil`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

Words = tuple[str, ...]

_MOST_SHORTENED = 3
"""Words of an office that one word stands for."""
_MOST_WORDS = 8
"""Words that a short form may stand for."""


def long_form(short: Words, known: Iterable[Words]) -> Words:
    """The longest of the known names that these words may be short for; `()` where none is, or several are.

    All words are casefolded.
    """
    found = {name for name in known if name != short and len(name) > len(short) and stands_for(short, name)}
    longest = max(found, key=lambda name: (len(name), name), default=())
    # Of names that are short for one another any means the longest; of others none can be told.
    apart = (name for name in found if name != longest and not stands_for(name, longest))
    return () if next(apart, None) else longest


def headed(head: str, known: Iterable[Words]) -> Words:
    """The one known name that begins with this word; `()` where none does, or several."""
    found = sorted({name for name in known if len(name) > 1 and name[0] == head})
    return found[0] if len(found) == 1 else ()


def shortens(short: Words, office: Words) -> bool:
    """Whether one word stands for the first words of an office: `sekda` for `sekretaris daerah`."""
    most = min(len(office), _MOST_SHORTENED)
    return any(stands_for(short, office[:count]) for count in range(2, most + 1))


def stands_for(short: Words, name: Words) -> bool:
    """Whether each word of `short` is a word of `name`, or made of the beginnings of some, with none left over."""
    if not short:
        return not name
    if not name:
        return False
    if short[0] == name[0] and stands_for(short[1:], name[1:]):
        return True
    most = min(len(name) - len(short) + 1, _MOST_WORDS)
    return any(
        _made_of(short[0], name[:count]) and stands_for(short[1:], name[count:])
        for count in range(2, most + 1)
    )


@lru_cache(maxsize=4096)
def _made_of(short: str, words: Sequence[str]) -> bool:
    """Whether a word is put together of the beginnings of these words, of each at least its first letter."""
    if not words:
        return not short
    first = words[0]
    for length in range(1, min(len(first), len(short)) + 1):
        if short[length - 1] != first[length - 1]:
            break
        if _made_of(short[length:], words[1:]):
            return True
    return False
