"""What a reader of tokens must find, told from the record's offsets and not from the tokens that were written."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable

from annotator.formats.blocks import TokenStream
from annotator.formats.document import Document
from annotator.formats.tiers import Tier
from annotator.model.items import Fragment, Span
from annotator.text.lines import trim

Segment = tuple[int, int, str]
"""Start and end in code points of the article, and label: a stretch of one span without a break."""


def expected_segments(
    document: Document, tier: Tier, stream: TokenStream, *, over_blocks: bool = False
) -> list[Segment]:
    """The segments of a tier, in order; a fragment makes one a block, or one in all where they run `over_blocks`.

    Blanks at the ends of a segment belong to no token and are not in it.
    """
    found: list[Segment] = []
    ends = [block.end for block in stream.blocks]
    for span, _ in tier.written:
        pieces = _pieces(span, document.article.text, stream, ends, over_blocks=over_blocks)
        found += [(start, end, span.label) for start, end in pieces]
    return sorted(found)


def segments_of_span(
    span: Span, text: str, stream: TokenStream, *, over_blocks: bool = False
) -> list[tuple[int, int]]:
    """The segments of one span, in order, without its label."""
    ends = [block.end for block in stream.blocks]
    return _pieces(span, text, stream, ends, over_blocks=over_blocks)


def _pieces(
    span: Span, text: str, stream: TokenStream, ends: list[int], *, over_blocks: bool
) -> list[tuple[int, int]]:
    """The same; `ends` are those of the blocks."""
    found: list[tuple[int, int]] = []
    for fragment in span.fragments:
        pieces = _inked(fragment, text, stream, ends)
        found += [(pieces[0][0], pieces[-1][1])] if over_blocks and pieces else pieces
    return found


def fingerprint(segments: Iterable[Segment]) -> int:
    """Eight bytes for an article's segments, so that memory stays flat."""
    told = ";".join([f"{start}:{end}:{label}" for start, end, label in segments])
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest())


def _inked(fragment: Fragment, text: str, stream: TokenStream, ends: list[int]) -> list[tuple[int, int]]:
    found = []
    first, last = fragment
    blocks = stream.blocks
    for number in range(bisect_right(ends, first), len(blocks)):
        block = blocks[number]
        if block.start >= last:
            break
        start, end = trim(text, max(block.start, first), min(block.end, last))
        if start < end:
            found.append((start, end))
    return found
