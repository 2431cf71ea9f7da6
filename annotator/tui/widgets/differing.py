"""How much of a row must be drawn anew."""

from __future__ import annotations

from textual.strip import Strip

from annotator.text.graphemes import cell_width


def differing_cells(old: Strip, new: Strip) -> int:
    """How many cells from the left until two strips of equal width show the same; 0 when they do throughout."""
    left = [(segment.text, segment.style) for segment in old]
    right = [(segment.text, segment.style) for segment in new]
    while left and right and left[-1][1] == right[-1][1]:
        (mine, style), (other, _) = left[-1], right[-1]
        shared = min(len(mine), len(other))
        if mine[-shared:] != other[-shared:]:
            break
        for segments, text in ((left, mine), (right, other)):
            segments.pop()
            if len(text) > shared:
                segments.append((text[:-shared], style))
    return max(sum(cell_width(text) for text, _ in side) for side in (left, right))
