"""What the readers of an import's formats have in common: what they are given and what they must do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from annotator.formats.articles import Packs
from annotator.formats.document import Line
from annotator.formats.names import NameMap
from annotator.lang.pack import load_pack
from annotator.model.article import Article


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a reader is told; each format heeds what concerns it."""

    lang: str | None = None
    """Language of articles that do not say theirs; None guesses."""
    wrapped: bool | None = None
    """Whether lines are joined to paragraphs; None looks."""
    encoding: str | None = None
    """None is UTF-8."""
    names: NameMap = field(default_factory=NameMap)
    """What becomes of the names in the file."""
    dialect: str = ""
    """How tags of tokens are meant: `iob1`, `iob2`, `bioes`, `bilou`; `""` looks."""
    cut: re.Pattern[str] | None = None
    """An article of CoNLL begins at a block whose text this is found in."""
    known: Callable[[str], Article | None] = lambda _: None
    """Article of this id in the project, for formats that name an article and do not hold its text."""
    packs: Packs = load_pack
    """Language -> the project's pack, which guesses what paragraphs are."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read."""

    name: str
    """Its path, for messages; the article's id may come from its stem."""
    stream: BinaryIO
    beside: Callable[[str], Source | None] = lambda _: None
    """Opens the file of this name that belongs to it; None if there is none. Whoever asks closes it."""


def reads_alone(_name: str, _others: Collection[str]) -> Collection[str]:
    """Of formats in which one file is all there is."""
    return ()


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format that an import can read."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    """Endings of file names that say that a file is in this format."""
    read: Callable[[Source, ImportOptions], Iterator[Line]]
    takes: Callable[[str, Collection[str]], Collection[str]] = reads_alone
    """Name of a file and of all in its folder -> which of them are read along with it, and not by themselves."""
