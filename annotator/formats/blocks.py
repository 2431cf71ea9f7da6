"""The one token stream of an export: an article's paragraphs as blocks of tokens.

Every format that needs tokens takes them from here, so that token 17 is the same token in all files.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.formats.document import Document
from annotator.lang.pack import Pack, load_pack
from annotator.model.article import ParagraphKind
from annotator.text.blanks import first_ink
from annotator.text.tokens import Token, cut_at, tokenize


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and its tokens; never without a token."""

    paragraph: int
    """Its number in the article, from 0."""
    start: int
    """First code point of the paragraph."""
    end: int
    """One past its last code point."""
    kind: ParagraphKind
    tokens: tuple[Token, ...]
    forced_cuts: int = 0
    """How many words had to be cut because a span begins or ends inside, beyond the pack's clitics."""


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The blocks of a document."""

    blocks: tuple[Block, ...]
    left_out: tuple[tuple[int, int], ...]
    """Stretches with text that are in no block, in order."""

    @property
    def forced_cuts(self) -> int:
        """How many words had to be cut because of spans, in all blocks."""
        return sum(block.forced_cuts for block in self.blocks)

    @property
    def starts(self) -> list[int]:
        """Where each token begins, counted through all blocks."""
        return [token[0] for block in self.blocks for token in block.tokens]

    def without_boilerplate(self, text: str) -> TokenStream:
        """The same stream without the blocks of boilerplate; `text` is the article's."""
        kept = tuple(block for block in self.blocks if block.kind is not ParagraphKind.BOILERPLATE)
        return self if len(kept) == len(self.blocks) else TokenStream(kept, _left_out(text, kept))


def token_stream(
    document: Document, *, boilerplate: bool = False, packs: Callable[[str], Pack] = load_pack
) -> TokenStream:
    """The blocks of a document; paragraphs of boilerplate are left out unless asked for.

    The pack's clitics are cut off everywhere, labelled or not: else a cut would betray a label. What spans
    still need is cut too, and counted. `packs` gives the pack of a language.
    """
    article = document.article
    clitics = packs(article.lang).clitics
    edges = _edges(document)
    blocks: list[Block] = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.kind is ParagraphKind.BOILERPLATE and not boilerplate:
            continue
        tokens = tokenize(article.text, paragraph.start, paragraph.end, clitics)
        first, last = bisect_left(edges, paragraph.start), bisect_left(edges, paragraph.end)
        cuts = 0
        if first < last:
            tokens, cuts = cut_at(tokens, edges[first:last])
        if tokens:
            blocks.append(Block(number, paragraph.start, paragraph.end, paragraph.kind, tuple(tokens), cuts))
    return TokenStream(tuple(blocks), _left_out(article.text, blocks))


def block_count(document: Document, *, boilerplate: bool = False) -> int:
    """How many blocks the stream of a document has, told without cutting it: whatever has ink has a token."""
    text = document.article.text
    return sum(
        first_ink(text, paragraph.start, paragraph.end) >= 0
        for paragraph in document.article.paragraphs
        if boilerplate or paragraph.kind is not ParagraphKind.BOILERPLATE
    )


def _edges(document: Document) -> list[int]:
    fragments = [fragment for span in document.layer.spans.values() for fragment in span.fragments]
    return sorted({edge for fragment in fragments for edge in (fragment.start, fragment.end)})


def _left_out(text: str, blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    ends = [0, *(block.end for block in blocks)]
    starts = [*(block.start for block in blocks), len(text)]
    gaps = zip(ends, starts, strict=True)
    return tuple((start, end) for start, end in gaps if start < end and first_ink(text, start, end) >= 0)
