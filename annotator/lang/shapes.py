"""Words by their shape: how they begin and end."""

from __future__ import annotations

from functools import cache


@cache
def parted_shapes(shapes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Beginning and end of each shape: `pe*an` is `("pe", "an")`."""
    parts = (shape.partition("*") for shape in shapes)
    return tuple((first, last) for first, _, last in parts)


_SHORTEST_PARTICIPLE = 5
"""Code points: `king` and `red` are none."""


def ends_as_participle(word: str, endings: tuple[str, ...]) -> bool:
    """Whether a word, casefolded, has one of the endings of a language's participles and is long enough for one."""
    return len(word) >= _SHORTEST_PARTICIPLE and word.endswith(endings)
