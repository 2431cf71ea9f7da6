"""Telling the language of a text by its small words."""

from __future__ import annotations

from annotator.lang.pack import FALLBACK, bundled_languages, load_pack

_LOOKED_AT = 20_000
"""Code points from the beginning; more would not change the answer."""
_FEWEST = 3
_LEAST_SHARE = 0.08
_LEAD = 1.5


def guess_language(text: str) -> str:
    """The bundled language whose frequent words the text uses, or `xx` where none clearly leads.

    Indonesian and English news has one word in three or four from these lists; a text in another language
    shares a few with each.
    """
    words = [word.strip("“”\"'‘’.,;:!?()[]—–-").casefold() for word in text[:_LOOKED_AT].split()]
    counts = {lang: _hits(words, lang) for lang in bundled_languages()}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return FALLBACK
    best, hits = ranked[0]
    others = ranked[1][1] if len(ranked) > 1 else 0
    if hits < _FEWEST or hits < len(words) * _LEAST_SHARE or hits < others * _LEAD:
        return FALLBACK
    return best


def _hits(words: list[str], lang: str) -> int:
    common = load_pack(lang).common
    return sum(word in common for word in words)
