"""Plain text: one article a file, as it is, without labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from annotator.errors import InputError, UsageError
from annotator.formats.articles import Packs, article_from_text, id_from_stem
from annotator.formats.document import Line, refuse
from annotator.lang.pack import load_pack
from annotator.model.items import Status
from annotator.text.blanks import first_ink

FILE_LIMIT = 20_000_000
"""Bytes of the largest plain text that is taken for one article."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A decoded file. The text is as it stands in the file, line ends and all, but for a leading BOM."""

    text: str
    remarks: tuple[str, ...] = ()
    """What was dropped, each a sentence that names the file."""


def read_text_file(data: bytes, name: str, encoding: str | None = None) -> PlainText:
    """Decode a file of plain text; `encoding` None means UTF-8.

    Raises:
        InputError: the file is too large, empty, not in this encoding, or not text at all; the sentence
            names the file and, where there is one, the byte (from 0).
        UsageError: there is no such encoding.
    """
    if len(data) > FILE_LIMIT:
        raise InputError(
            f"{name}: more than {FILE_LIMIT:,} bytes are too many for one article. "
            "Cut the file into articles first."
        )
    text = _decoded(data, name, encoding)
    remarks: tuple[str, ...] = ()
    if text.startswith("\ufeff"):
        text = text[1:]
        remarks = (f"{name}: the byte order mark at its start was dropped.",)
    if (nul := text.find("\0")) >= 0:
        raise refuse(name, f"character {nul}", "NUL stands there, so this is not a text file")
    if first_ink(text, 0, len(text)) < 0:
        raise refuse(name, "", "there is no text in it")
    return PlainText(text, remarks)


def read_plain(
    stream: BinaryIO,
    name: str,
    *,
    lang: str | None = None,
    wrapped: bool | None = None,
    encoding: str | None = None,
    packs: Packs = load_pack,
) -> Iterator[Line]:
    """The one article of a file. Its id is the file's stem.

    Raises:
        InputError: see `read_text_file`.
    """
    found = read_text_file(stream.read(FILE_LIMIT + 1), name, encoding)
    article = article_from_text(found.text, id_from_stem(PurePath(name).stem), lang, wrapped, packs)
    yield Line(1, article, layer="", status=Status(), remarks=found.remarks)


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    try:
        # bytes.decode also refuses the codecs that turn bytes into bytes, such as zlib.
        text = data.decode(encoding or "utf-8")
    except LookupError as error:
        raise UsageError(f"There is no encoding {encoding!r}; try cp1252, latin-1 or utf-16.") from error
    except UnicodeDecodeError as error:
        hint = (
            "try --encoding with the one it was written in, such as cp1252 or utf-16"
            if encoding is None
            else "is it another --encoding"
        )
        raise InputError(
            f"{name}: not {error.encoding} at byte {error.start} (0x{data[error.start]:02x}); {hint}."
        ) from error
    except ValueError as error:
        raise InputError(f"{name}: cannot be read as {encoding}: {error}.") from error
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{name}: character {error.start} is half of a surrogate pair.") from error
    return text
