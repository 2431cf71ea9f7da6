"""Words by their shape: how they begin and end."""

from __future__ import annotations

from functools import cache


@cache
def parted_shapes(shapes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Beginning and end of each shape: `pe*an` is `("pe", "an")`."""
    parts = (shape.partition("*") for shape in shapes)
    return tuple((first, last) for first, _, last in parts)
