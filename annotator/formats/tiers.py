"""Which spans go into a column that holds one label a token, and which have to stay out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.formats.blocks import TokenStream
from annotator.formats.document import Document
from annotator.model.items import Span
from annotator.text.blanks import first_ink

QUOTE = "QUOTE"
"""The label that has a tier of its own."""

Ranges = tuple[tuple[int, int], ...]
"""Half-open ranges of token numbers, counted through all blocks of a document."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A column: the spans that are written into it, with the tokens of each fragment."""

    name: str
    written: tuple[tuple[Span, Ranges], ...]
    lost: tuple[tuple[str, str], ...]
    """(span id, reason) of what is not, or not wholly, in the column; by id."""


def tier_names(*, flat: bool) -> tuple[str, ...]:
    """The tiers of a document: `quotes` and `roles`, or `flat` alone."""
    return ("flat",) if flat else ("quotes", "roles")


def tiers_of(document: Document, stream: TokenStream, *, flat: bool) -> tuple[Tier, ...]:
    """The document's spans, each in its tier.

    `quotes` holds the QUOTEs that lie in no other by offsets, `roles` the other labels, `flat` all. Where two
    share a token in a tier, the longer, then the earlier, then the smaller id is written.
    """
    starts = stream.starts
    spans = document.layer.spans.values()
    found = []
    for name in tier_names(flat=flat):
        mine = [span for span in spans if flat or (span.label == QUOTE) == (name == "quotes")]
        found.append(_tier(name, mine, starts, stream, document.article.text))
    return tuple(found)


def inner_tier(document: Document, stream: TokenStream) -> Tier:
    """The QUOTEs that lie in another but in no third: the column beside that of `quotes`."""
    quotes = [span for span in document.layer.spans.values() if span.label == QUOTE]
    nested = outer_of(quotes)
    mine = [span for span in quotes if span.id in nested]
    return _tier("quotes", mine, stream.starts, stream, document.article.text)


def placed_spans(
    spans: Iterable[Span], starts: Sequence[int], stream: TokenStream, text: str
) -> tuple[dict[str, Ranges], dict[str, str]]:
    """The tokens of each span that has some, by id; and of spans that are not wholly in the tokens why."""
    placed: dict[str, Ranges] = {}
    lost: dict[str, str] = {}
    for span in spans:
        ranges = ranges_of(span, starts)
        empty = [first == last for first, last in ranges].count(True)
        if empty < len(ranges):
            placed[span.id] = ranges
        left_out = bool(stream.left_out) and any(
            _touches(fragment.start, fragment.end, stream, text) for fragment in span.fragments
        )
        if empty or left_out:
            lost[span.id] = _part_reason(empty, len(ranges), left_out=left_out)
    return placed, lost


def _tier(name: str, spans: Sequence[Span], starts: Sequence[int], stream: TokenStream, text: str) -> Tier:
    placed, lost = placed_spans(spans, starts, stream, text)
    candidates = [span for span in spans if span.id in placed]
    if name == "quotes":
        outer = outer_of(candidates)
        lost |= {inner: f"lies in {holder}" for inner, holder in outer.items()}
        candidates = [span for span in candidates if span.id not in outer]
    written = []
    taken = _Taken()
    for span in sorted(candidates, key=_writing_order):
        ranges = placed[span.id]
        if holder := taken.by(ranges):
            lost[span.id] = f"overlaps {holder}"
        else:
            taken.add(ranges, span.id)
            written.append((span, ranges))
    return Tier(name, tuple(written), tuple(sorted(lost.items())))


def ranges_of(span: Span, starts: Sequence[int]) -> Ranges:
    """For each fragment the tokens that it holds; `starts` are those of the tokens of its stream."""
    # No token crosses a span's edge (they were cut there), so that a token's start is enough to place it.
    return tuple([(bisect_left(starts, start), bisect_left(starts, end)) for start, end in span.fragments])


def _part_reason(empty: int, fragments: int, *, left_out: bool) -> str:
    """Why a span is not wholly in the tokens, of whose fragments so many hold none."""
    if empty == fragments:
        return "lies in a paragraph that is left out" if left_out else "holds no token"
    return "lies partly in a paragraph that is left out" if left_out else "has a fragment without a token"


def _touches(start: int, end: int, stream: TokenStream, text: str) -> bool:
    """Whether there is text between `start` and `end` that is in no block."""
    at = bisect_right(stream.left_out, start, key=lambda gap: gap[1])
    for first, last in stream.left_out[at:]:
        if first >= end:
            return False
        if first_ink(text, max(first, start), min(last, end)) >= 0:
            return True
    return False


def _writing_order(span: Span) -> tuple[int, int, str]:
    return (-_length(span), span.fragments[0][0], span.id)


def _length(span: Span) -> int:
    return sum([end - start for start, end in span.fragments])


def outer_of(spans: Iterable[Span]) -> dict[str, str]:
    """For every span that lies in another of these by offsets, the id of one that holds it.

    Of spans that cover the same text, the one with the smallest id holds the others.
    """
    found: dict[str, str] = {}
    pieces = [(span, number) for span in spans for number in range(len(span.fragments))]
    pieces.sort(key=lambda piece: _piece_key(*piece))
    widest: Span | None = None
    widest_end = -1
    # Fragments that begin before the one at hand and may still reach past it.
    open_pieces: list[tuple[int, Span]] = []
    for span, number in pieces:
        fragment = span.fragments[number]
        if len(span.fragments) == 1:
            if widest is not None and widest_end >= fragment.end:
                found[span.id] = widest.id
        elif number == 0:
            open_pieces = [piece for piece in open_pieces if piece[0] > fragment.start]
            holders = (other for end, other in open_pieces if end >= fragment.end and _holds(other, span))
            if holder := next(holders, None):
                found[span.id] = holder.id
        if fragment.end > widest_end:
            widest, widest_end = span, fragment.end
        open_pieces.append((fragment.end, span))
    return found


def _piece_key(span: Span, number: int) -> tuple[int, int, int, str]:
    fragment = span.fragments[number]
    return (fragment.start, -fragment.end, -_length(span), span.id)


def _holds(outer: Span, inner: Span) -> bool:
    if outer.id == inner.id:
        return False
    at = 0
    for fragment in inner.fragments:
        while at < len(outer.fragments) and outer.fragments[at].end < fragment.end:
            at += 1
        if at == len(outer.fragments) or outer.fragments[at].start > fragment.start:
            return False
    return True


class _Taken:
    """Token ranges that are written already, for finding an overlap in the logarithm of their number."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.owners: list[str] = []

    def by(self, ranges: Ranges) -> str:
        """Id of a span that holds one of these tokens, `""` if none does."""
        for first, last in ranges:
            at = bisect_right(self.starts, first)
            if first < last and at and self.ends[at - 1] > first:
                return self.owners[at - 1]
            if first < last and at < len(self.starts) and self.starts[at] < last:
                return self.owners[at]
        return ""

    def add(self, ranges: Ranges, owner: str) -> None:
        for first, last in ranges:
            if first < last:
                at = bisect_right(self.starts, first)
                self.starts.insert(at, first)
                self.ends.insert(at, last)
                self.owners.insert(at, owner)
