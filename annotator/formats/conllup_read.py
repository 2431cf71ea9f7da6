"""Reading CoNLL-U Plus as this program writes it, back to native records without notes and decisions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotator.formats.conllup_cells import NOTHING, read_edges, read_ids, read_spans

COLUMNS = (
    *("ID", "FORM", "MISC"),
    *("QUOTE:ROLE", "QUOTE:OUTER", "QUOTE:INNER", "QUOTE:SPAN", "QUOTE:ATTR", "QUOTE:REL"),
)
"""The columns of a file, as its first line names them."""

_PLACES = re.compile(r"start_char=|\|end_char=")

Json = dict[str, Any]
Bounds = tuple[int, int]


class LineError(ValueError):
    """A line that is not as we write it; counted from 1."""

    def __init__(self, line: int, complaint: str) -> None:
        super().__init__(f"line {line}: {complaint}")
        self.line = line
        self.complaint = complaint


def read_conllup(lines: Iterable[str]) -> Iterator[Json]:
    """The articles of a file, each as a native record; attributes that are unset are absent.

    The forms are compared with the text, and what the record says of itself with what was found.

    Raises:
        LineError: the file is not made as we make it.
    """
    article: _Article | None = None
    number, row = 0, ""
    try:
        for number, line in enumerate(lines, 1):
            row = line.removesuffix("\n")
            if number == 1:
                if row != f"# global.columns = {' '.join(COLUMNS)}":
                    raise ValueError("the columns are not those of this program")
            elif row.startswith("# newdoc id = "):
                if article is not None:
                    yield article.record()
                article = _Article(row.removeprefix("# newdoc id = "))
            elif row and article is None:
                raise ValueError("no article begins here")
            elif row.startswith("#"):
                assert article is not None
                article.comment(row)
            elif row:
                assert article is not None
                article.row(row.split("\t"))
        if article is not None:
            row = ""
            yield article.record()
    except ValueError as error:
        raise LineError(number, str(error)) from error


def runs(numbers: Iterable[int], bounds: Sequence[Bounds]) -> list[Bounds]:
    """The fragments that tokens tell: each stretch of token numbers without a gap, from start to end."""
    found: list[Bounds] = []
    before = -2
    for number in sorted(set(numbers)):
        start, end = bounds[number]
        if number == before + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        before = number
    return found


@dataclass(slots=True)
class _Article:
    """What was read of an article so far."""

    id: str
    about: Json = field(default_factory=dict)
    entities: list[Json] = field(default_factory=list)
    pieces: list[tuple[int, str]] = field(default_factory=list)
    """Text with the place where it begins."""
    bounds: list[Bounds] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    on: dict[str, list[int]] = field(default_factory=dict)
    """Span -> numbers of its tokens."""
    spans: list[tuple[Json, list[Bounds] | None]] = field(default_factory=list)
    edges: list[Json] = field(default_factory=list)
    block_start: int = 0

    def comment(self, row: str) -> None:
        name, _, value = row.removeprefix("# ").partition(" = ")
        match name:
            case "article":
                self.about = json.loads(value)
                self.pieces += [(start, text) for start, text in self.about.pop("between")]
            case "entities":
                self.entities = json.loads(value)
            case "spans":
                self.spans += read_spans(value)
            case "edges":
                self.edges += read_edges(value)
            case "start_char":
                self.block_start = int(value)
            case "text":
                self.pieces.append((self.block_start, value))
            case "raw":
                self.pieces[-1] = (self.block_start, json.loads(value))

    def row(self, cells: list[str]) -> None:
        if len(cells) != len(COLUMNS):
            raise ValueError(f"{len(cells)} columns instead of {len(COLUMNS)}")
        identifier, form, misc, _, _, _, ids, said, edges = cells
        if "-" in identifier:
            return
        before, start, end = _PLACES.split(misc)
        if before not in ("", "SpaceAfter=No|"):
            raise ValueError(f"{misc} is no MISC of ours")
        # Most tokens have nothing on them.
        if ids != NOTHING:
            for key in read_ids(ids):
                self.on.setdefault(key, []).append(len(self.bounds))
        self.bounds.append((int(start), int(end)))
        self.forms.append(form)
        if said != NOTHING:
            self.spans += read_spans(said)
        if edges != NOTHING:
            self.edges += read_edges(edges)

    def record(self) -> Json:
        text = self.text()
        about = self.about
        relations = [edge for edge in self.edges if "to" in edge]
        links = [edge for edge in self.edges if "entity" in edge]
        spans = [self.span(span, told, text) for span, told in self.spans]
        return {
            "id": self.id,
            "text": text,
            **{key: about[key] for key in ("sha256", "lang", "layer", "state", "flagged", "meta")},
            "scheme": about["scheme"],
            "offsets": about["offsets"],
            "paragraphs": [
                {"start": start, "end": end, "kind": kind} for start, end, kind in about["paragraphs"]
            ],
            "spans": sorted(spans, key=lambda span: (span["start"], -span["end"], span["label"], span["id"])),
            "relations": sorted(relations, key=lambda edge: str(edge["id"])),
            "links": sorted(links, key=lambda edge: str(edge["id"])),
            "entities": self.entities,
            "notes": [],
            "decisions": [],
        }

    def text(self) -> str:
        """The article's text, of its paragraphs and what stands between them."""
        found, length = [], 0
        for start, piece in sorted(self.pieces):
            if start != length:
                raise ValueError(
                    f"the text from {min(start, length)} to {max(start, length)} is not told once"
                )
            found.append(piece)
            length += len(piece)
        text = "".join(found)
        for (start, end), form in zip(self.bounds, self.forms, strict=True):
            if text[start:end] != form:
                raise ValueError(f"the text has no {form!r} at {start}")
        return text

    def span(self, span: Json, told: list[Bounds] | None, text: str) -> Json:
        fragments = runs(self.on.get(span["id"], ()), self.bounds) if told is None else told
        if not fragments:
            raise ValueError(f"the span {span['id']} is on no token")
        return {
            "id": span["id"],
            "label": span["label"],
            "start": fragments[0][0],
            "end": fragments[-1][1],
            "text": " ".join(text[start:end] for start, end in fragments),
            "fragments": [{"start": start, "end": end} for start, end in fragments],
            "attributes": span["attributes"],
            "origin": span["origin"],
        }
