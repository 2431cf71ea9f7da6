"""Reading CoNLL from anywhere: two columns or more, any dialect of IOB, with or without articles in it.

The format has no text. It is rebuilt from the tokens, one blank between, with a line break at the end of a block
unless an entity runs on there. Beside an index of ours (`SPLIT.index.jsonl`) tokens stand where it says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePath

from annotator.formats.articles import article_from_text, id_from_stem
from annotator.formats.conll import INDEX_ENDING
from annotator.formats.conll_index import TIERS, read_indexed, tier_of
from annotator.formats.conll_rows import Block, cut_into_articles, read_blocks
from annotator.formats.document import ID_LIMIT, Line, id_complaint, refuse
from annotator.formats.names import Naming
from annotator.formats.readers import ImportOptions, Source
from annotator.formats.spanning import Spans
from annotator.formats.tag_reading import Stretch, dialect_of, read_stretches
from annotator.model.items import Fragment, Progress, Status

SUFFIXES = (
    *(".conll", ".iob", ".iob2", ".bio", ".bioes", ".bilou"),
    *(".conll.txt", ".iob.txt", ".iob2.txt", ".bio.txt", ".bioes.txt", ".bilou.txt"),
)
"""Endings of names; the word before `.txt` tells, since plain text ends in that too."""


def reads_along(name: str, others: Collection[str]) -> Collection[str]:
    """Of an export of ours: the other tiers of the same split, and the index."""
    stem, tier = tier_of(name)
    index = f"{stem}{INDEX_ENDING}"
    if not tier or index not in others:
        return ()
    tiers = {f"{stem}.{one}.conll" for one in TIERS}
    return {index, *(other for other in others if other in tiers and other != name)}


def read_conll_file(source: Source, options: ImportOptions) -> Iterator[Line]:
    """The articles of a file, read twice: for the dialect and the number of articles first.

    Raises:
        InputError: names file and line.
    """
    stem, tier = tier_of(source.name)
    if tier and (index := source.beside(f"{stem}{INDEX_ENDING}")) is not None:
        yield from read_indexed(source, index, options)
        return

    def articles() -> Iterator[list[Block]]:
        source.stream.seek(0)
        return cut_into_articles(read_blocks(source.stream, source.name, options.encoding), options.cut)

    count = 0

    def tags() -> Iterator[list[str]]:
        nonlocal count
        for article in articles():
            count += 1
            for block in article:
                yield block.tags

    found = dialect_of(tags())
    if not count:
        raise refuse(source.name, "", "there is no token in it")
    dialect = options.dialect or found
    naming = Naming(options.names)
    for number, article in enumerate(articles(), 1):
        yield _line(article, _id(source.name, number, count), source.name, dialect, naming, options)


def _id(name: str, number: int, count: int) -> str:
    stem = id_from_stem(PurePath(name).name.partition(".")[0] or PurePath(name).stem)
    ending = f"-{number:0{len(str(count))}}" if count > 1 else ""
    return stem[: ID_LIMIT - len(ending)] + ending


def _line(
    blocks: Sequence[Block],
    article_id: str,
    name: str,
    dialect: str,
    naming: Naming,
    options: ImportOptions,
) -> Line:
    stretches = list(read_stretches((block.tags for block in blocks), dialect))
    text, bounds = rebuilt(blocks, stretches)
    lines = [line for block in blocks for line in block.lines]
    spans = Spans(text, naming)
    odd = []
    for stretch in stretches:
        fragment = Fragment(bounds[stretch.first][0], bounds[stretch.end - 1][1])
        spans.add(stretch.label, (fragment,))
        if stretch.odd:
            odd.append(f"{name}, line {lines[stretch.first]}: {stretch.odd}")
    told = blocks[0].id
    article = article_from_text(
        text,
        told if told and not id_complaint(told) else article_id,
        options.lang,
        bool(options.wrapped),
        options.packs,
    )
    return Line(
        number=blocks[0].line,
        article=article,
        layer="",
        status=Status(Progress.BEGUN if spans.items else Progress.NEW),
        items=tuple(spans.items),
        remarks=(*naming.remarks(), *oddities(odd, dialect)),
    )


def oddities(odd: Sequence[str], dialect: str) -> list[str]:
    """One sentence about the stretches of an article whose tags are odd."""
    if not odd:
        return []
    more = f", and {len(odd) - 1} more in this article" if len(odd) > 1 else ""
    return [f"{odd[0]}{more}; read as {dialect}, an entity of its own."]


def rebuilt(blocks: Sequence[Block], stretches: Sequence[Stretch]) -> tuple[str, list[tuple[int, int]]]:
    """A text for the tokens, and where in it each token stands."""
    inside = {number for stretch in stretches for number in range(stretch.first + 1, stretch.end)}
    pieces: list[str] = []
    bounds: list[tuple[int, int]] = []
    length = 0
    for block in blocks:
        for place, form in enumerate(block.forms):
            number = len(bounds)
            if number:
                pieces.append(" " if place or number in inside else "\n")
                length += 1
            pieces.append(form)
            bounds.append((length, length + len(form)))
            length += len(form)
    return "".join(pieces), bounds
