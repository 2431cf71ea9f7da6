"""Fuzzy search in a list of texts, for pick lists."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from annotator.text.folding import normal

_CUTOFF = 70
_SHORTEST_FUZZY = 3
"""Code points; less than that is found only as it stands."""


def closest(query: str, texts: Sequence[str], limit: int = 50) -> list[int]:
    """Numbers of the texts that a query may mean: those that hold it as typed first, then those alike.

    Case, accents and punctuation do not count. An empty query gives all in their order. For the likeness see
    rapidfuzz's `partial_ratio`.
    """
    wanted = normal(query)
    if not wanted:
        return list(range(min(len(texts), limit)))
    plain = [normal(text) for text in texts]
    exact = [number for number, text in enumerate(plain) if f" {wanted}" in f" {text}"]
    inside = [number for number, text in enumerate(plain) if wanted in text]
    alike: list[int] = []
    if len(wanted) >= _SHORTEST_FUZZY:
        found = process.extract(wanted, plain, scorer=fuzz.partial_ratio, score_cutoff=_CUTOFF, limit=limit)
        alike = [number for _, _, number in found]
    return list(dict.fromkeys([*exact, *inside, *alike]))[:limit]
