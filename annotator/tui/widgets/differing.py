"""How much of a row must be drawn anew."""

from __future__ import annotations

from textual.strip import Strip

from annotator.text.graphemes import cell_width, is_plain


def differing_cells(old: Strip, new: Strip) -> int:
    """How many cells from the left until two strips of equal width show the same; 0 when they do throughout."""
    left = [(segment.text, segment.style) for segment in old]
    right = [(segment.text, segment.style) for segment in new]
    while left and right and left[-1][1] == right[-1][1]:
        (mine, style), (other, _) = left[-1], right[-1]
        shared = _common_end(mine, other)
        for segments, text in ((left, mine), (right, other)):
            segments.pop()
            if len(text) > shared:
                segments.append((text[:-shared] if shared else text, style))
        if shared < min(len(mine), len(other)):
            break
    return max(sum(cell_width(text) for text, _ in side) for side in (left, right))


def _common_end(one: str, other: str) -> int:
    """How many code points the ends of two texts have in common; all of the shorter or none where some join others."""
    shared = min(len(one), len(other))
    if one[len(one) - shared :] == other[len(other) - shared :]:
        return shared
    if not (is_plain(one, 0, len(one)) and is_plain(other, 0, len(other))):
        return 0
    return next(count for count in range(shared) if one[-1 - count] != other[-1 - count])
