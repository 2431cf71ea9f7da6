"""CoNLL as rows: a file's lines as blocks of tokens with their tags, cut into articles."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from annotator.errors import InputError, UsageError
from annotator.formats.document import refuse
from annotator.formats.json_lines import shortened
from annotator.formats.tag_reading import is_tag

DOCUMENT_START = "-DOCSTART-"

_BLANKS = re.compile("[ \t]+")
_NEW_DOCUMENT = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(.*))?")


@dataclass(slots=True)
class Block:
    """The tokens between two blank lines."""

    line: int
    """Of the first token, from 1."""
    forms: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Of each token: there may be comments between them."""
    begins: bool = False
    """Whether an article begins here."""
    id: str = ""
    """Of the article that begins here, where the file tells."""

    @property
    def text(self) -> str:
        """The tokens, one blank between."""
        return " ".join(self.forms)


def read_blocks(stream: BinaryIO, name: str, encoding: str | None = None) -> Iterator[Block]:
    """The blocks of a file: the first column is the token, the last one its tag, tabs or blanks between.

    Raises:
        InputError: a line is not what it should be; names file and line.
    """
    columns = 0
    block = Block(0)
    begins, identifier = False, ""
    for number, line in _lines(stream, name, encoding):
        if not line.strip(" \t"):
            if block.forms:
                yield block
                block = Block(0)
            continue
        cells = line.split("\t") if "\t" in line else _BLANKS.split(line.strip(" "))
        comment = line.startswith("#") and (len(cells) != (columns or len(cells)) or not is_tag(cells[-1]))
        new = _NEW_DOCUMENT.fullmatch(line.rstrip()) if comment else None
        if cells[0] == DOCUMENT_START or new:
            if block.forms:
                yield block
            block = Block(0)
            begins, identifier = True, (new[1] or "").strip() if new else ""
            continue
        if comment:
            continue
        columns = columns or len(cells)
        _check(cells, name, number)
        if not block.forms:
            block = Block(number, begins=begins, id=identifier)
            begins, identifier = False, ""
        block.forms.append(cells[0])
        block.tags.append(cells[-1].strip())
        block.lines.append(number)
    if block.forms:
        yield block


def cut_into_articles(blocks: Iterator[Block], cut: re.Pattern[str] | None) -> Iterator[list[Block]]:
    """The blocks of each article. One begins where the file says so, or where `cut` is found in a block."""
    article: list[Block] = []
    for block in blocks:
        if article and (block.begins or (cut is not None and cut.search(block.text))):
            yield article
            article = []
        article.append(block)
    if article:
        yield article


def _check(cells: list[str], name: str, number: int) -> None:
    if len(cells) < 2:
        raise refuse(name, f"line {number}", f"{shortened(cells[0])} has no tag: two columns are needed")
    if not is_tag(cells[-1].strip()):
        complaint = (
            f"the last column holds {shortened(cells[-1])}, which is no tag such as O, B-QUOTE, I-QUOTE"
        )
        raise refuse(name, f"line {number}", complaint)
    if not cells[0].strip() or "\0" in cells[0]:
        raise refuse(name, f"line {number}", "the first column holds no token")


def _lines(stream: BinaryIO, name: str, encoding: str | None) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without their ends. Only LF ends one: a token may hold U+2028."""
    if encoding is None:
        for number, raw in enumerate(stream, 1):
            try:
                line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                raise refuse(
                    name, f"line {number}", f"not UTF-8 at its byte {error.start}; try --encoding"
                ) from error
            yield number, line.removesuffix("\n").removesuffix("\r")
        return
    text = io.TextIOWrapper(stream, encoding, newline="\n")
    try:
        for number, line in enumerate(text, 1):
            yield number, (line.removeprefix("\ufeff") if number == 1 else line).rstrip("\n").rstrip("\r")
    except LookupError as error:
        raise UsageError(f"There is no encoding {encoding!r}; try cp1252, latin-1 or utf-16.") from error
    except ValueError as error:
        raise InputError(f"{name}: cannot be read as {encoding}; is it another --encoding?") from error
    finally:
        text.detach()
