"""brat's `.ann` files, line by line: what they say, in brat's own words and offsets.

The format is that of https://brat.nlplab.org/standoff.html. A line that begins with no id goes on with the text of
the line before it: some tools leave the line ends of the article in there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Pairs = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Bound:
    """`T`: a piece of text with a label."""

    line: int
    id: str
    label: str
    offsets: Pairs
    text: str


@dataclass(frozen=True, slots=True)
class Event:
    """`E`: a trigger, and what fills its roles."""

    line: int
    id: str
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """`R` or `*`: a relation between two or, for `*`, more."""

    line: int
    id: str
    label: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """`A` or `M`: an attribute."""

    line: int
    id: str
    name: str
    target: str
    value: str


@dataclass(slots=True)
class Norm:
    """`N`: what a piece of text refers to in some database."""

    line: int
    id: str
    label: str
    target: str
    database: str
    entry: str
    text: str


@dataclass(slots=True)
class Remark:
    """`#`: a note."""

    line: int
    id: str
    target: str
    text: str


@dataclass(slots=True)
class Standoff:
    """All that a file says, each kind in the file's order."""

    bounds: list[Bound] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    norms: list[Norm] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)
    """Lines that are none of these, each with what is wrong."""


_ID = re.compile(r"(?:[TEARMN#]\S+|\*)(?=[\t ])")
_BOUND = re.compile(r"(\S+)[\t ]+(\S+) (\d+ \d+(?:;\d+ \d+)*)[\t ]?(.*)", re.DOTALL)
_MARK = re.compile(r"(\S+) (\S+)(?: (.*))?", re.DOTALL)
_NORM = re.compile(r"(\S+) (\S+) ([^\s:]+):(\S+)(?:\t(.*))?", re.DOTALL)
_NOTE = re.compile(r"(\S+) (\S+)(?:\t(.*))?", re.DOTALL)


def read_standoff_lines(text: str) -> Standoff:
    """What an `.ann` file says. Only LF (or CR LF) ends a line."""
    found = Standoff()
    for number, line in _whole_lines(text):
        if complaint := _read(found, number, line):
            found.strange.append((number, complaint))
    return found


def _whole_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with those that go on with their text, each with the number of its first."""
    first, whole = 0, ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.removesuffix("\r")
        if _ID.match(line):
            if first:
                yield first, whole
            first, whole = number, line
        elif first and whole[0] in "T#N":
            whole += "\n" + line
        elif line.strip():
            if first:
                yield first, whole
            first, whole = 0, ""
            yield number, line
    if first:
        yield first, whole


def _read(found: Standoff, number: int, line: str) -> str:
    """Add what a line says; a complaint about it, or `""`."""
    key, _, rest = line.partition("\t") if "\t" in line else line.partition(" ")
    match key[:1]:
        case "T":
            return _read_bound(found, number, line)
        case "E":
            return _read_event(found, number, key, rest)
        case "R" | "*":
            return _read_edge(found, number, key, rest)
        case "A" | "M":
            if told := _MARK.fullmatch(rest.rstrip()):
                found.marks.append(Mark(number, key, told[1], told[2], (told[3] or "").strip()))
                return ""
            return "an attribute needs a name and what it is of"
        case "N":
            if told := _NORM.fullmatch(rest.rstrip("\n")):
                text = (told[5] or "").strip()
                found.norms.append(Norm(number, key, told[1], told[2], told[3], told[4], text))
                return ""
            return "a normalization needs a type, what it is of, and DATABASE:ENTRY"
        case "#" if told := _NOTE.fullmatch(rest.rstrip("\n")):
            found.notes.append(Remark(number, key, told[2], told[3] or ""))
            return ""
        case _:
            return "this is no line of brat's"


def _read_bound(found: Standoff, number: int, line: str) -> str:
    told = _BOUND.fullmatch(line)
    if told is None:
        return "a text-bound annotation needs a label and START END"
    pairs = (piece.split(" ") for piece in told[3].split(";"))
    offsets = tuple((int(start), int(end)) for start, end in pairs)
    found.bounds.append(Bound(number, told[1], told[2], offsets, told[4]))
    return ""


def _read_event(found: Standoff, number: int, key: str, rest: str) -> str:
    pairs = [part.partition(":") for part in rest.split()]
    if not pairs or any(not (name and target) for name, _, target in pairs):
        return "an event needs TYPE:TRIGGER and ROLE:WHAT"
    roles = tuple((name, target) for name, _, target in pairs[1:])
    found.events.append(Event(number, key, pairs[0][0], pairs[0][2], roles))
    return ""


def _read_edge(found: Standoff, number: int, key: str, rest: str) -> str:
    label, *ends = rest.split() or [""]
    if key != "*":
        ends = [end.partition(":")[2] for end in ends]
    if len(ends) < 2 or (key != "*" and len(ends) > 2) or not all(ends):
        return "a relation needs a name, Arg1 and Arg2"
    found.edges.append(Edge(number, key if key != "*" else f"*{number}", label, tuple(ends)))
    return ""
