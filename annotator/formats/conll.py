"""CoNLL: `FORM _ _ TAG`, one token a line, one tier a file, as spaCy, flair, stanza and CRF readers take it.

One space between columns, strict IOB2 unless another dialect is asked for, exactly `-DOCSTART- -X- O O` and a
blank line before each article, a block a paragraph, a blank line after each block, no comments.
`SPLIT.index.jsonl` says where each block and token comes from.
"""

from __future__ import annotations

import contextlib
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from json.encoder import encode_basestring as quoted
from operator import sub
from pathlib import Path
from typing import TextIO

from annotator.errors import SaveError
from annotator.formats.blocks import TokenStream
from annotator.formats.document import Document
from annotator.formats.features import OFFSETS, Config, Feature
from annotator.formats.folder import OutputFolder
from annotator.formats.losses import Loss
from annotator.formats.segments import Segment, expected_segments, fingerprint
from annotator.formats.tags import IOB2, respelled, stretches, tags_of
from annotator.formats.tiers import Tier, tier_names, tiers_of
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
_START = f"{DOCUMENT_START}\n\n"
_BETWEEN = " _ _ "
"""Between a token and its tag: two columns that say nothing."""
_NONE = f"{_BETWEEN}O"
_DECODER = json.JSONDecoder()
_AT_ONCE = 1 << 16
"""Characters of a file that are read back in one go."""
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

Forms = Sequence[Sequence[str]]
"""The tokens of each block, as they stand in the text."""


class ConllWriter:
    """Writes the CoNLL files of an export and proves them at the end."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._flat = setup.options.flat_tiers
        self._layers: dict[str, dict[str, _SplitFiles]] = {}
        if not setup.options.folder_per_layer:
            self._files("")

    def add(self, prepared: Prepared) -> None:
        """Write a document; spans that find no place are reported as losses."""
        document, stream = prepared.document, prepared.tokens
        files = self._files(self._setup.layer_folder(document.layer.name))[prepared.split]
        files.index(document, stream)
        forms = forms_of(document.article.text, stream)
        for tier in tiers_of(document, stream, flat=self._flat):
            files.tier(tier, document, stream, forms)
            for span, reason in tier.lost:
                self._setup.lose(Loss(NAME, document.article.id, document.layer.name, "span", span, reason))

    def close(self) -> None:
        """Nothing comes after the last document."""

    def prove(self, root: Path) -> None:
        """Parse the finished files and compare every span in them with the record.

        Raises:
            SaveError: they differ; names the file.
        """
        for splits in self._layers.values():
            for files in splits.values():
                files.prove(root)

    def _files(self, layer_folder: str) -> dict[str, _SplitFiles]:
        if layer_folder not in self._layers:
            # Every split has its files, even one that nothing falls into.
            self._layers[layer_folder] = {
                split: _SplitFiles(
                    self._setup.folder,
                    f"conll/{layer_folder}{split}",
                    tier_names(flat=self._flat),
                    self._setup.options.dialect,
                )
                for split in self._setup.splits
            }
        return self._layers[layer_folder]


@dataclass(slots=True)
class _SplitFiles:
    folder: OutputFolder
    stem: str
    """Path without the ending, such as `conll/train`."""
    tiers: tuple[str, ...]
    dialect: str
    block: int = 0
    expected: dict[str, array[int]] = field(default_factory=dict)
    """Tier -> a fingerprint of each article's segments. Eight bytes an article, so memory stays flat."""

    def __post_init__(self) -> None:
        self.folder.file(self.index_path)
        for tier in self.tiers:
            self.folder.file(self.path(tier))
            self.expected[tier] = array("Q")

    @property
    def index_path(self) -> str:
        return f"{self.stem}{INDEX_ENDING}"

    def path(self, tier: str) -> str:
        return f"{self.stem}.{tier}.conll"

    def index(self, document: Document, stream: TokenStream) -> None:
        about = f'"article":{quoted(document.article.id)},"layer":{quoted(document.layer.name)}'
        lines = []
        for block in stream.blocks:
            # As json would spell it, which takes three times as long over so many numbers.
            starts, ends = [token[0] for token in block.tokens], [token[1] for token in block.tokens]
            lines.append(
                f'{{"block":{self.block},{about},"paragraph":{block.paragraph},"kind":"{block.kind.value}",'
                f'"start":{block.start},"end":{block.end},'
                f'"token_starts":{_spelled(starts)},"token_ends":{_spelled(ends)}}}\n'
            )
            self.block += 1
        self.folder.file(self.index_path).write("".join(lines).encode())

    def tier(self, tier: Tier, document: Document, stream: TokenStream, forms: Forms) -> None:
        text = conll_text(forms, tier, stream, self.dialect)
        self.folder.file(self.path(tier.name)).write(text.encode())
        self.expected[tier.name].append(fingerprint(expected_segments(document, tier, stream)))

    def prove(self, root: Path) -> None:
        paths = [root / self.path(tier) for tier in self.tiers]
        found = [array("Q") for _ in self.tiers]
        try:
            for fingerprints in _fingerprints(paths, root / self.index_path, self.dialect):
                for known, fingerprint in zip(found, fingerprints, strict=True):
                    known.append(fingerprint)
        except ValueError as error:
            raise SaveError(f"{self.stem} cannot be read back: {error}.") from error
        for tier, fingerprints_found in zip(self.tiers, found, strict=True):
            if fingerprints_found != self.expected[tier]:
                raise SaveError(
                    f"{self.path(tier)} does not hold the spans of the record; nothing was exported."
                )


def configs(scheme: Scheme, options: ExportOptions) -> tuple[Config, ...]:
    """What a card says of the index; columns of tokens are nothing that `datasets` reads."""
    return (Config("conll_index", f"conll/{{layer}}{{split}}{INDEX_ENDING}", INDEX),)


def forms_of(text: str, stream: TokenStream) -> Forms:
    """The tokens of each block as they stand in the text, for all tiers."""
    return [[text[start:end] for start, end, _, _ in block.tokens] for block in stream.blocks]


def conll_text(forms: Forms, tier: Tier, stream: TokenStream, dialect: str = IOB2) -> str:
    """One article in one tier: the line that starts it, a blank line, and its blocks."""
    begins = _block_begins(stream)
    tags = tags_of(tier, begins.pop(), begins)
    found = [DOCUMENT_START]
    for words, begin in zip(forms, begins, strict=True):
        own = tags[begin : begin + len(words)]
        if own.count("O") == len(own):
            found.append(f"{_NONE}\n".join(words) + _NONE)
            continue
        if dialect != IOB2:
            own = respelled(own, dialect)
        found.append("\n".join(map(_BETWEEN.join, zip(words, own, strict=True))))
    return "\n\n".join(found) + "\n\n"


def read_conll(stream: TextIO) -> Iterator[list[str]]:
    """The articles of a file that we wrote, each as its blocks; a block is its rows with an LF between them.

    Raises:
        ValueError: the file is not made as we make it.
    """
    begun, kept = False, ""
    while more := stream.read(_AT_ONCE):
        *whole, kept = (kept + more).split(_START)
        for article in whole:
            if begun:
                yield _blocks_of(article)
            elif article:
                raise ValueError("the file does not begin with an article")
            begun = True
    if begun:
        yield _blocks_of(kept)
    elif kept:
        raise ValueError("the file does not begin with an article")


def _blocks_of(article: str) -> list[str]:
    if not article:
        return []
    if not article.endswith("\n\n"):
        raise ValueError("the last block has no blank line after it")
    return article[:-2].split("\n\n")


def segments_of(block: str, starts: list[int], ends: list[int], dialect: str = IOB2) -> Iterator[Segment]:
    """The labelled stretches of one block of rows, by the strict rules of the dialect.

    Raises:
        ValueError: a row is not as we write it, a tag does not belong where it stands, or tokens and places
            do not match.
    """
    parts = block.replace("\n", _BETWEEN).split(_BETWEEN)  # all rows in one go: this is done for every token
    forms, tags = parts[::2], parts[1::2]
    rows = block.count("\n") + 1
    if len(tags) != rows or list(map(len, forms)) != list(map(sub, ends, starts)):
        raise ValueError(f"the block that begins with {forms[0]!r} is not as long as its place in the text")
    for first, last, label in stretches(tags, dialect):
        yield starts[first], ends[last - 1], label


def _spelled(numbers: list[int]) -> str:
    """A list in JSON."""
    return str(numbers).replace(" ", "")


def _block_begins(stream: TokenStream) -> list[int]:
    """Number of each block's first token, and at the end the number of all tokens."""
    return [0, *accumulate(len(block.tokens) for block in stream.blocks)]


def _fingerprints(tiers: list[Path], index: Path, dialect: str) -> Iterator[list[int]]:
    """The fingerprints of each article, one a tier, as the files on disk have it."""
    with contextlib.ExitStack() as stack:
        # newline="\n": the default would also end lines at a bare CR.
        files = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in [*tiers, index]]
        places = files.pop()
        # All tiers have the same blocks, so one pass over the index serves them all.
        for articles in zip(*map(read_conll, files), strict=True):
            segments: list[list[Segment]] = [[] for _ in tiers]
            for blocks in zip(*articles, strict=True):
                place = _DECODER.decode(next(places, ""))  # nothing left is no JSON either
                for block, found in zip(blocks, segments, strict=True):
                    found.extend(segments_of(block, place["token_starts"], place["token_ends"], dialect))
            yield [fingerprint(sorted(found)) for found in segments]
        if next(places, ""):
            raise ValueError("the index has more blocks than the tiers")
