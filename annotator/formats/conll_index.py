"""Reading our own CoNLL back: `SPLIT.index.jsonl` says of every block and token where in the article it stands.

The tiers of a split are read together, since all their spans belong to one layer. The text comes from the
project where it has the article; else it is rebuilt, every token at its place and blanks for all else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from annotator.errors import InputError
from annotator.formats.articles import article_from_text
from annotator.formats.conll_rows import Block, read_blocks
from annotator.formats.document import Line, id_complaint, refuse
from annotator.formats.json_lines import Json, read_json_lines
from annotator.formats.names import Naming
from annotator.formats.readers import ImportOptions, Source
from annotator.formats.spanning import Spans
from annotator.formats.tag_reading import dialect_of, read_stretches
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import Fragment, Progress, Status

TIERS = ("quotes", "roles", "flat")
"""Of our own files, in this order where there are several."""


def tier_of(name: str) -> tuple[str, str]:
    """Stem and tier of a file's name, such as `train` and `quotes`; `""` twice if it is none of ours."""
    stem, _, tier = PurePath(name).name.removesuffix(".conll").partition(".")
    return (stem, tier) if tier in TIERS else ("", "")


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of the index."""

    article: str
    layer: str
    kind: ParagraphKind
    start: int
    end: int
    bounds: tuple[tuple[int, int], ...]
    """Of the tokens."""


def read_indexed(source: Source, index: Source, options: ImportOptions) -> Iterator[Line]:
    """The articles that an index names, with the spans of all tiers beside it.

    Raises:
        InputError: names file and line; the tiers and the index do not fit each other.
    """
    stem, mine = tier_of(source.name)
    naming = Naming(options.names)
    with contextlib.ExitStack() as stack:
        tiers = []
        for tier in TIERS:
            file = source if tier == mine else source.beside(f"{stem}.{tier}.conll")
            if file is not None:
                tiers.append(_Tier(file, options))
                stack.callback(file.stream.close)
        stack.callback(index.stream.close)
        for group in _articles(index, tiers):
            yield _line(group, tiers, naming, options)


class _Tier:
    """A file of one tier."""

    def __init__(self, source: Source, options: ImportOptions) -> None:
        self.name = source.name
        self._stream = source.stream
        self.dialect = options.dialect or dialect_of(block.tags for block in self.blocks())

    def blocks(self) -> Iterator[Block]:
        self._stream.seek(0)
        return read_blocks(self._stream, self.name)


_Row = tuple[_Place, tuple[Block, ...]]
"""A block: its place, and what each tier has for it."""


def _articles(index: Source, tiers: Sequence[_Tier]) -> Iterator[list[_Row]]:
    """The rows of each article and layer.

    Raises:
        InputError: a tier has more blocks than the index, or fewer.
    """
    blocks = [tier.blocks() for tier in tiers]
    found: list[_Row] = []
    for place in _places(index):
        if found and (found[0][0].article, found[0][0].layer) != (place.article, place.layer):
            yield found
            found = []
        row = tuple(block for column in blocks if (block := next(column, None)) is not None)
        if len(row) < len(tiers):
            raise refuse(index.name, "", "a tier beside it has fewer blocks")
        found.append((place, row))
    if found:
        yield found
    for tier, column in zip(tiers, blocks, strict=True):
        if (more := next(column, None)) is not None:
            raise refuse(tier.name, f"line {more.line}", "the index has no such block")


def _places(index: Source) -> Iterator[_Place]:
    for line in read_json_lines(index.stream, index.name):
        try:
            yield _place(line.data)
        except (KeyError, TypeError, ValueError) as error:
            raise refuse(index.name, f"line {line.number}", "this is no line of an index of ours") from error


def _place(data: Json) -> _Place:
    bounds = tuple(zip(data["token_starts"], data["token_ends"], strict=True))
    found = _Place(
        data["article"], data["layer"], ParagraphKind(data["kind"]), data["start"], data["end"], bounds
    )
    numbers: list[Any] = [found.start, *(edge for pair in bounds for edge in pair), found.end]
    whole = all(type(number) is int for number in numbers) and numbers == sorted(numbers)
    if not whole or numbers[0] < 0 or id_complaint(found.article) or not isinstance(found.layer, str):
        raise ValueError("not in order")
    return found


def _line(group: Sequence[_Row], tiers: Sequence[_Tier], naming: Naming, options: ImportOptions) -> Line:
    places, rows = zip(*group, strict=True)
    article_id = places[0].article
    bounds = [pair for place in places for pair in place.bounds]
    words = [form for row in rows for form in row[0].forms]
    for tier, column in zip(tiers, zip(*rows, strict=True), strict=True):
        if [form for block in column for form in block.forms] != words or len(words) != len(bounds):
            raise refuse(tier.name, f"line {column[0].line}", "its tokens are not those of the index")
    known = options.known(article_id)
    remarks: tuple[str, ...] = ()
    if known is not None and _fits(known.text, words, bounds):
        article = known
    else:
        article = _rebuilt(article_id, places, words, options)
        remarks = (
            f"{tiers[0].name}: texts were rebuilt from tokens: blanks stand for what CoNLL leaves out.",
        )
    spans = Spans(article.text, naming)
    columns = list(zip(*rows, strict=True))
    for tier, column in zip(tiers, columns, strict=True):
        # Our own tags begin anew at a block's border, so that each block is read by itself.
        at = 0
        for block in column:
            for stretch in read_stretches([block.tags], tier.dialect):
                start, end = bounds[at + stretch.first][0], bounds[at + stretch.end - 1][1]
                spans.add(stretch.label, (Fragment(start, end),))
                if stretch.odd:
                    remarks += (f"{tier.name}, line {block.lines[stretch.first]}: {stretch.odd}.",)
            at += len(block.forms)
    return Line(
        number=rows[0][0].line,
        article=article,
        layer=places[0].layer,
        status=Status(Progress.BEGUN if spans.items else Progress.NEW),
        items=tuple(spans.items),
        remarks=(*naming.remarks(), *remarks),
    )


def _fits(text: str, words: Sequence[str], bounds: Sequence[tuple[int, int]]) -> bool:
    return all(text[start:end] == word for word, (start, end) in zip(words, bounds, strict=True))


def _rebuilt(
    article_id: str, places: Sequence[_Place], words: Sequence[str], options: ImportOptions
) -> Article:
    text = ""
    forms = iter(words)
    for place in places:
        gap = place.start - len(text)
        text += "\n" + " " * (gap - 1) if text and gap else " " * gap
        for start, end in place.bounds:
            form = next(forms)
            text += " " * (start - len(text)) + form
            if len(text) != end:
                raise InputError(f"{article_id}: the index gives {form!r} another length.")
        text += " " * (place.end - len(text))
    made = article_from_text(text, article_id, options.lang, False, options.packs)
    paragraphs = tuple(Paragraph(place.start, place.end, place.kind) for place in places)
    title = next((text[part.start : part.end] for part in paragraphs if part.kind is ParagraphKind.TITLE), "")
    return replace(made, paragraphs=paragraphs, title=title)
