"""CoNLL: `FORM _ _ TAG`, one token a line, one tier a file, as spaCy, flair, stanza and CRF readers take it.

One space between columns, strict IOB2 unless another dialect is asked for, exactly `-DOCSTART- -X- O O` and a
blank line before each article, a block a paragraph, a blank line after each block, no comments.
`SPLIT.index.jsonl` says where each block and token comes from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from json.encoder import encode_basestring as quoted
from operator import sub
from pathlib import Path

from annotator.errors import SaveError
from annotator.formats.blocks import TokenStream, block_count
from annotator.formats.document import Document
from annotator.formats.features import OFFSETS, Config, Feature
from annotator.formats.losses import Loss
from annotator.formats.segments import Segment, expected_segments
from annotator.formats.tags import IOB2, respelled, stretches, tags_of
from annotator.formats.tiers import Tier, tier_names, tiers_of
from annotator.formats.worker import Made
from annotator.formats.writers import ExportOptions, Prepared, Setup
from annotator.model.scheme import Scheme

NAME = "conll"
OMITS = (
    "paragraphs of boilerplate, unless asked for",
    "white space between tokens",
    "span ids and origins",
    "attributes",
    "relations",
    "links",
    "entities",
    "notes",
    "decisions",
    "states and flags",
)
"""What the format leaves out by design."""

DOCUMENT_START = "-DOCSTART- -X- O O"
_BETWEEN = " _ _ "
"""Between a token and its tag: two columns that say nothing."""
_scan = json.JSONDecoder().raw_decode
INDEX_ENDING = ".index.jsonl"


INDEX: tuple[Feature, ...] = (
    ("block", "int64"),
    ("article", "string"),
    ("layer", "string"),
    ("paragraph", "int64"),
    ("kind", "string"),
    *OFFSETS,
    ("token_starts", "sequence", "int64"),
    ("token_ends", "sequence", "int64"),
)
"""Columns of the index, as a card names them."""


class ConllWriter:
    """Writes the CoNLL files of an export; each article's rows are read back before they count."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._flat = setup.options.flat_tiers
        self._blocks: dict[str, int] = {}
        """Split of a layer's folder, such as `conll/train` -> how many blocks it has so far."""
        if not setup.options.folder_per_layer:
            self._open("")

    def add(self, prepared: Prepared) -> None:
        """Hand in the making of a document's rows."""
        folder = self._setup.layer_folder(prepared.document.layer.name)
        self._open(folder)
        stem = f"conll/{folder}{prepared.split}"
        count = block_count(prepared.document, boilerplate=self._setup.options.boilerplate)
        numbers = range(self._blocks[stem], self._blocks[stem] + count)
        self._setup.hand_in(partial(self._made, prepared, stem, numbers), prepared.weight)
        self._blocks[stem] += count

    def close(self) -> None:
        """Nothing comes after the last document."""

    def prove(self, root: Path) -> None:
        """Nothing is left to prove: all rows were read back, and each file was compared with what was written."""

    def _open(self, folder: str) -> None:
        """Make the files of a layer's folder: every split has them, even one that nothing falls into."""
        for split in self._setup.splits:
            stem = f"conll/{folder}{split}"
            if stem not in self._blocks:
                self._blocks[stem] = 0
                self._setup.folder.file(f"{stem}{INDEX_ENDING}")
                for tier in tier_names(flat=self._flat):
                    self._setup.folder.file(_path(stem, tier))

    def _made(self, prepared: Prepared, stem: str, numbers: range) -> Made:
        """A document's rows in every tier; spans that find no place in them are losses.

        Raises:
            SaveError: the rows do not read back to the spans of the record; names the file.
        """
        document, stream = prepared.document, prepared.tokens
        dialect = self._setup.options.dialect
        index = index_of(document, stream, numbers)
        written = [
            (tier, _path(stem, tier.name), conll_text(tier, stream, dialect).encode())
            for tier in tiers_of(document, stream, flat=self._flat)
        ]
        try:
            places = places_in(index)
            wrong = [
                path
                for tier, path, rows in written
                if read_article(rows, places, dialect) != expected_segments(document, tier, stream)
            ]
        except ValueError as error:
            raise SaveError(f"{stem} cannot be read back: {error}.") from error
        if wrong:
            raise SaveError(f"{wrong[0]} does not hold the spans of the record; nothing was exported.")
        losses = [
            Loss(NAME, document.article.id, document.layer.name, "span", span, reason)
            for tier, _, _ in written
            for span, reason in tier.lost
        ]
        pieces = [(f"{stem}{INDEX_ENDING}", index), *((path, rows) for _, path, rows in written)]
        return Made(tuple(pieces), tuple(losses))


def _path(stem: str, tier: str) -> str:
    return f"{stem}.{tier}.conll"


def configs(scheme: Scheme, options: ExportOptions) -> tuple[Config, ...]:
    """What a card says of the index; columns of tokens are nothing that `datasets` reads."""
    return (Config("conll_index", f"conll/{{layer}}{{split}}{INDEX_ENDING}", INDEX),)


def conll_text(tier: Tier, stream: TokenStream, dialect: str = IOB2) -> str:
    """One article in one tier: the line that starts it, a blank line, and its blocks."""
    begins = stream.begins
    tags = tags_of(tier, begins[-1], begins[:-1])
    if dialect != IOB2:
        tags = [tag for begin, end in pairwise(begins) for tag in respelled(tags[begin:end], dialect)]
    line_ends = ["\n"] * len(tags)
    for begin in begins[1:]:
        line_ends[begin - 1] = "\n\n"
    # Column by column, since each is there already: row by row it would take four times as long.
    cells = [_BETWEEN] * (4 * len(tags))
    cells[0::4], cells[2::4], cells[3::4] = stream.forms, tags, line_ends
    return f"{DOCUMENT_START}\n\n{''.join(cells)}"


def index_of(document: Document, stream: TokenStream, numbers: range) -> bytes:
    """The article's lines of the index, with these numbers for its blocks."""
    about = f'"article":{quoted(document.article.id)},"layer":{quoted(document.layer.name)}'
    lines = []
    for block, number in zip(stream.blocks, numbers, strict=True):
        # As json would spell it, which takes twice as long over so many numbers.
        starts, ends = block.columns.starts, block.columns.ends
        lines.append(
            f'{{"block":{number},{about},"paragraph":{block.paragraph},"kind":"{block.kind.value}",'
            f'"start":{block.start},"end":{block.end},'
            f'"token_starts":{_spelled(starts)},"token_ends":{_spelled(ends)}}}\n'
        )
    return "".join(lines).encode()


@dataclass(frozen=True, slots=True)
class Places:
    """Where the tokens of an article stand in its text, block by block, as the index says."""

    starts: list[int]
    lengths: list[int]
    """Of all tokens, in code points."""
    begins: list[int]
    """Number of each block's first token, and at the end the number of all tokens."""


def places_in(index: bytes) -> Places:
    """What an article's lines of the index say of its tokens.

    Raises:
        ValueError: a line is no JSON.
    """
    starts: list[int] = []
    ends: list[int] = []
    begins = [0]
    for line in index.decode().split("\n")[:-1]:
        block, end = _scan(line, 0)
        if end != len(line):
            raise ValueError("a line of the index goes on behind its object")
        starts += block["token_starts"]
        ends += block["token_ends"]
        begins.append(len(starts))
    return Places(starts, list(map(sub, ends, starts)), begins)


def read_article(rows: bytes, places: Places, dialect: str = IOB2) -> list[Segment]:
    """The labelled stretches of one article's rows in one tier, as they stand in the file, in order.

    Raises:
        ValueError: the rows are not made as we make them, tokens and places do not match, or a tag does not
            belong where it stands by the strict rules of the dialect.
    """
    starts, lengths, begins = places.starts, places.lengths, places.begins
    # All rows in one go, since this is done for every token: a form and a tag a row, and "" for each blank line.
    cells = _body(rows.decode()).replace("\n", _BETWEEN).split(_BETWEEN)
    blanks = [2 * end + number for number, end in enumerate(begins[1:])]
    if len(cells) != 2 * begins[-1] + len(begins) or [cells[at] for at in blanks] != [""] * len(blanks):
        raise ValueError("the rows are not those of its places in the text")
    for at in reversed(blanks):
        del cells[at]
    forms, tags = cells[:-1:2], cells[1::2]
    if list(map(len, forms)) != lengths:
        raise ValueError("the rows are not those of its places in the text")
    if dialect == IOB2:
        found = list(stretches(tags, dialect, set(begins)))
    else:
        found = [
            (begin + first, begin + last, label)
            for begin, end in pairwise(begins)
            for first, last, label in stretches(tags[begin:end], dialect)
        ]
    return sorted(
        [(starts[first], starts[last - 1] + lengths[last - 1], label) for first, last, label in found]
    )


def _body(article: str) -> str:
    """The rows of an article and their blank lines, without the line that starts it.

    Raises:
        ValueError: it does not begin and end as an article does.
    """
    begin = f"{DOCUMENT_START}\n\n"
    if not article.startswith(begin) or not article.endswith("\n\n"):
        raise ValueError("it does not begin and end as an article does")
    return article[len(begin) :]


def _spelled(numbers: list[int]) -> str:
    """A list in JSON."""
    return f"[{('%d,' * len(numbers))[:-1] % tuple(numbers)}]"
