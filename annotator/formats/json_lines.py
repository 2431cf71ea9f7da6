"""JSON Lines, strictly: what Python's json takes without a word and a reader must not.

Lines end at LF alone (`str.splitlines` would cut a record at U+2028), the file is UTF-8 and a BOM at its
start is dropped. Refused: duplicate keys, NaN and Infinity, lone surrogates, NUL, nesting too deep, numbers
too long.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from annotator.errors import InputError
from annotator.formats.document import refuse

LINE_LIMIT = 64_000_000
"""Bytes of the longest line that is read."""

Json = dict[str, Any]

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the file as it stands there, without its end."""

    number: int
    """From 1; empty lines count."""
    text: str


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line of the file that holds a JSON object."""

    number: int
    """From 1; empty lines count."""
    data: Json


def read_lines(stream: BinaryIO, name: str) -> Iterator[TextLine]:
    """The lines of a file; those of white space alone are passed over.

    Raises:
        InputError: a line is too long, or not UTF-8; names file, line and the byte of the file (from 0).
    """
    number, offset = 0, 0
    while raw := stream.readline(LINE_LIMIT + 1):
        number += 1
        if len(raw) > LINE_LIMIT:
            raise refuse(name, f"line {number}", f"it is longer than {LINE_LIMIT:,} bytes")
        bom = len(_BOM) if number == 1 and raw.startswith(_BOM) else 0
        try:
            text = raw[bom:].decode()
        except UnicodeDecodeError as error:
            at = offset + bom + error.start
            raise refuse(name, f"line {number}", f"not UTF-8 at byte {at} of the file") from error
        offset += len(raw)
        # Without its end, which JSON has no use for: an error there would count as one on the next line.
        if text := text.rstrip(" \t\r\n"):
            yield TextLine(number, text)


def read_json_lines(stream: BinaryIO, name: str) -> Iterator[JsonLine]:
    """The objects in a file, one a line; lines of white space alone are passed over.

    Raises:
        InputError: a line is not what it should be; names file, line and, for bytes that are not UTF-8, the
            byte of the file (from 0).
    """
    for line in read_lines(stream, name):
        yield parsed(line, name)


def parsed(line: TextLine, name: str) -> JsonLine:
    """The object on a line.

    Raises:
        InputError: there is none; names file and line.
    """
    text, number = line.text, line.number
    where = f"line {number}"
    try:
        data = _DECODER.decode(text)
        if "\\u" in text:
            # Only an escape can bring these in: UTF-8 has no lone surrogates, JSON no bare NUL.
            _refuse_bad_characters(data)
    except json.JSONDecodeError as error:
        column, what = error.colno, error.msg
        if what.startswith("Unterminated string"):
            column, what = len(text) + 1, f"the line ends inside the string that begins at column {column}"
        elif error.pos >= len(text):
            what = f"the line ends here; {what[:1].lower()}{what[1:]}"
        raise refuse(name, f"{where}, column {column}", f"not JSON ({what})") from error
    except _Unacceptable as error:
        raise refuse(name, where, str(error)) from error
    except RecursionError as error:
        raise refuse(name, where, "brackets are nested too deeply") from error
    except ValueError as error:
        raise refuse(name, where, "a number has too many digits") from error
    if not isinstance(data, dict):
        raise refuse(name, where, "a JSON object is needed: {…}")
    return JsonLine(number, data)


def decoded(text: str) -> Any:
    """A value of JSON in which there is no `\\u`: none of its characters needs to be looked at.

    Raises:
        ValueError: it is not JSON, or nothing that we can keep.
        RecursionError: brackets are nested too deeply.
    """
    return _DECODER.decode(text)


class _Unacceptable(ValueError):
    """JSON as far as the grammar goes, but nothing we can keep."""


def _unique(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise _Unacceptable(f"the key {json.dumps(twice)} stands twice in one object")
    return found


def _no_constant(word: str) -> None:
    raise _Unacceptable(f"{word} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)


def _refuse_bad_characters(value: Any) -> None:
    match value:
        case str():
            if "\0" in value:
                raise _Unacceptable("a text holds NUL (\\u0000), which no news text has")
            try:
                value.encode()
            except UnicodeEncodeError as error:
                code = ord(value[error.start])
                raise _Unacceptable(f"a text holds half of a surrogate pair (\\u{code:04x})") from error
        case list():
            for part in value:
                _refuse_bad_characters(part)
        case dict():
            for key, part in value.items():
                _refuse_bad_characters(key)
                _refuse_bad_characters(part)


def shortened(value: object) -> str:
    """The value as a complaint shows it: quoted, and not whole if it is long."""
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:36]}…{shown[-1]}"


def refusal(name: str, number: int, key: str, complaint: str) -> InputError:
    """An error about one key of a line; `key` is a path such as `spans[2].start`."""
    return refuse(name, f"line {number}, {key}", complaint)
