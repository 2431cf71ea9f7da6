"""The one token stream of an export: an article's paragraphs as blocks of tokens.

Every format that needs tokens takes them from here, so that token 17 is the same token in all files.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Self

from annotator.formats.document import Document
from annotator.lang.pack import Pack, load_token_pack
from annotator.model.article import ParagraphKind
from annotator.text.blanks import first_ink
from annotator.text.tokens import Token, Tokens, tokenize, words


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
    columns: Tokens
    """The tokens, for whoever asks the same of all."""
    forced_cuts: int = 0
    """How many words had to be cut because a span begins or ends inside, beyond the pack's clitics."""

    def tokens(self, text: str) -> list[Token]:
        """The tokens one by one, with their words; `text` is the article's."""
        return list(self.columns.in_words(words(text, self.start, self.end)))


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The blocks of a document, and their tokens in one row."""

    blocks: tuple[Block, ...]
    left_out: tuple[tuple[int, int], ...]
    """Stretches with text that are in no block, in order."""
    forms: list[str]
    """The tokens of all blocks as they stand in the text."""
    starts: list[int]
    """Where each of them begins."""
    begins: list[int]
    """Number of each block's first token, and at the end the number of all tokens."""

    @classmethod
    def of(cls, text: str, blocks: Sequence[Block]) -> Self:
        """The stream of these blocks of a text."""
        columns = [block.columns for block in blocks]
        return cls(
            tuple(blocks),
            _left_out(text, blocks),
            list(chain.from_iterable([column.forms for column in columns])),
            list(chain.from_iterable([column.starts for column in columns])),
            list(accumulate(map(len, columns), initial=0)),
        )

    @property
    def bounds(self) -> list[tuple[int, int]]:
        """Where each token begins and ends."""
        columns = [block.columns for block in self.blocks]
        return [bounds for column in columns for bounds in zip(column.starts, column.ends, strict=True)]

    @property
    def forced_cuts(self) -> int:
        """How many words had to be cut because of spans, in all blocks."""
        return sum([block.forced_cuts for block in self.blocks])

    def without_boilerplate(self, text: str) -> TokenStream:
        """The same stream without the blocks of boilerplate; `text` is the article's."""
        kept = [block for block in self.blocks if block.kind is not ParagraphKind.BOILERPLATE]
        return self if len(kept) == len(self.blocks) else TokenStream.of(text, kept)


def token_stream(
    document: Document, *, boilerplate: bool = False, packs: Callable[[str], Pack] = load_token_pack
) -> TokenStream:
    """The blocks of a document; paragraphs of boilerplate are left out unless asked for.

    The pack's clitics are cut off everywhere, labelled or not: else a cut would betray a label. What spans
    still need is cut too, and counted. `packs` gives the pack of a language.
    """
    article = document.article
    clitics = packs(article.lang).clitics
    edges = _edges(document)
    blocks: list[Block] = []
    for number, (start, end, kind) in enumerate(article.paragraphs):
        if kind is ParagraphKind.BOILERPLATE and not boilerplate:
            continue
        inside = edges[bisect_left(edges, start) : bisect_left(edges, end)]
        tokens, cuts = tokenize(article.text, start, end, clitics, inside)
        if tokens.starts:
            blocks.append(Block(number, start, end, kind, tokens, cuts))
    return TokenStream.of(article.text, blocks)


def block_count(document: Document, *, boilerplate: bool = False) -> int:
    """How many blocks the stream of a document has, told without cutting it: whatever has ink has a token."""
    text = document.article.text
    return sum(
        first_ink(text, paragraph.start, paragraph.end) >= 0
        for paragraph in document.article.paragraphs
        if boilerplate or paragraph.kind is not ParagraphKind.BOILERPLATE
    )


def _edges(document: Document) -> list[int]:
    """Where spans begin and end, each place once and in order."""
    fragments = [span.fragments for span in document.layer.spans.values()]
    return sorted(set(chain.from_iterable(chain.from_iterable(fragments))))


def _left_out(text: str, blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    ends = [0, *(block.end for block in blocks)]
    starts = [*(block.start for block in blocks), len(text)]
    gaps = zip(ends, starts, strict=True)
    return tuple((start, end) for start, end in gaps if start < end and first_ink(text, start, end) >= 0)
