"""brat standoff: `NAME.txt` with the article's text and `NAME.ann` with what a layer says about it.

Offsets are code points, as brat counts them since April 2020. brat reads the lines of an `.ann` wherever Unicode
ends one and takes no line end inside a text: fragments are cut there. Links are normalizations (`N`), the place in
an ordered relation is an attribute of the relation. `SHA256SUMS` lists the files.
"""

from __future__ import annotations

import hashlib
import json
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotator.errors import SaveError
from annotator.formats.brat_config import annotation_config
from annotator.formats.brat_read import read_standoff
from annotator.formats.document import Document
from annotator.formats.folder import CHECKSUMS, read_checksums
from annotator.formats.losses import Loss
from annotator.formats.writers import Prepared, Setup, folder_name
from annotator.model.frames import text_order
from annotator.model.items import Span

NAME = "brat"
OMITS = (
    "ids of items and ids of articles that are no file names",
    "whether a fragment runs over a line end",
    "who made what, and inferred marks",
    "notes on the article; of other notes line ends, who wrote them, and what they answer",
    "kinds and aliases of entities",
    "decisions",
    "states and flags",
    "language, title, publisher, URL and date",
)
"""What the format leaves out by design."""

PEOPLE = "people"
"""The database that the normalizations name: the project's people and organisations."""

LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""Where Python's `splitlines`, with which brat reads, ends a line."""

Fragments = list[tuple[int, int]]

_PIECE = re.compile(f"[^{LINE_ENDS}]+")
_LINE_END = re.compile(f"[{LINE_ENDS}]")
_BREAKS_A_VALUE = re.compile(f"[\t{LINE_ENDS}]")


class BratWriter:
    """Writes a folder for each split, and two files for each article."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._expected = array("Q")
        self._taken: dict[str, set[str]] = {}
        """Folder -> names of articles in it, casefolded."""
        self._sums = setup.folder.file(f"{NAME}/{CHECKSUMS}")
        self._config = False

    def add(self, prepared: Prepared) -> None:
        """Write a document's two files."""
        document = prepared.document
        if not self._config:
            self._write("annotation.conf", annotation_config(document.scheme))
            self._config = True
        folder = f"{self._setup.layer_folder(document.layer.name)}{prepared.split}"
        taken = self._taken.setdefault(folder, set())
        name = folder_name(document.article.id, taken)
        taken.add(name.casefold())
        standoff = _Standoff(document)
        for loss in standoff.losses:
            self._setup.lose(loss)
        self._write(f"{folder}/{name}.ann", standoff.text())
        self._write(f"{folder}/{name}.txt", document.article.text)
        self._expected.append(_fingerprint(standoff.expected()))

    def close(self) -> None:
        """Nothing comes after the last document."""

    def prove(self, root: Path) -> None:
        """Read all files back and compare what they say with the record.

        Raises:
            SaveError: they differ; names the file.
        """
        folder = root / NAME
        expected = iter(self._expected)
        annotations = b""
        for sha256, path in read_checksums(folder / CHECKSUMS):
            data = (folder / path).read_bytes()
            if hashlib.sha256(data).hexdigest() != sha256:
                raise SaveError(f"{NAME}/{path} did not read back as it was written.")
            if path.endswith(".ann"):
                annotations = data
            elif path.endswith(".txt"):
                try:
                    found = _fingerprint(read_standoff(annotations.decode(), data.decode()))
                except ValueError as error:
                    raise SaveError(f"{NAME}/{path[:-4]}.ann cannot be read back: {error}.") from error
                if found != next(expected):
                    raise SaveError(f"{NAME}/{path[:-4]}.ann does not hold the record; nothing was exported.")

    def _write(self, path: str, text: str) -> None:
        sha256 = self._setup.folder.whole(f"{NAME}/{path}", text.encode())
        self._sums.write(f"{sha256}  {path}\n".encode())


class _Standoff:
    """What a layer says about an article, in brat's words."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.losses: list[Loss] = []
        self._spans: dict[str, tuple[str, Fragments]] = {}
        """Span -> its number and fragments, of those that can be written."""
        for span in sorted(document.layer.spans.values(), key=text_order):
            pieces = _pieces(span, document.article.text)
            if self._surface(pieces).strip():
                self._spans[span.id] = (f"T{len(self._spans) + 1}", pieces)
            else:
                self._lose("span", span.id, "holds nothing but white space")
        layer = document.layer
        self._relations = [
            layer.relations[key]
            for key in sorted(layer.relations)
            if self._holds("relation", key, layer.relations[key].head, layer.relations[key].target)
        ]
        self._links = [
            layer.links[key] for key in sorted(layer.links) if self._holds("link", key, layer.links[key].span)
        ]
        self._notes = [
            layer.notes[key]
            for key in sorted(layer.notes)
            if layer.notes[key].on and self._holds("note", key, layer.notes[key].on)
        ]
        self._attributes = [
            (name, self._spans[span.id][0], value)
            for span in sorted(layer.spans.values(), key=text_order)
            if span.id in self._spans
            for name, value in span.attributes
            if self._fits(span.id, name, value)
        ]
        self._attributes += [
            ("order", f"R{number}", str(relation.order))
            for number, relation in enumerate(self._relations, 1)
            if relation.order
        ]

    def text(self) -> str:
        """The lines of the `.ann`."""
        return "".join(f"{line}\n" for line in self._lines())

    def expected(self) -> dict[str, Any]:
        """What a reader must find, by kind, in order."""
        layer, names = self._document.layer, self._names()
        return {
            "spans": [(layer.spans[key].label, pieces) for key, (_, pieces) in self._spans.items()],
            "relations": [
                (one.label, self._spans[one.head][0], self._spans[one.target][0]) for one in self._relations
            ],
            "attributes": self._attributes,
            "links": [
                (one.label, self._spans[one.span][0], one.entity, names[one.entity]) for one in self._links
            ],
            "notes": [(self._spans[one.on][0], _in_line(one.text)) for one in self._notes],
        }

    def _lines(self) -> Iterator[str]:
        layer, names = self._document.layer, self._names()
        for key, (number, pieces) in self._spans.items():
            places = ";".join(f"{start} {end}" for start, end in pieces)
            yield f"{number}\t{layer.spans[key].label} {places}\t{self._surface(pieces)}"
        for at, one in enumerate(self._relations, 1):
            ends = f"Arg1:{self._spans[one.head][0]} Arg2:{self._spans[one.target][0]}"
            yield f"R{at}\t{one.label} {ends}\t"
        for at, (name, target, value) in enumerate(self._attributes, 1):
            yield f"A{at}\t{name} {target} {value}"
        for at, link in enumerate(self._links, 1):
            entity = f"{PEOPLE}:{_quoted(link.entity)}"
            yield f"N{at}\t{link.label} {self._spans[link.span][0]} {entity}\t{names[link.entity]}"
        for at, note in enumerate(self._notes, 1):
            yield f"#{at}\tAnnotatorNotes {self._spans[note.on][0]}\t{_in_line(note.text)}"

    def _surface(self, pieces: Fragments) -> str:
        return " ".join(self._document.article.text[start:end] for start, end in pieces)

    def _names(self) -> dict[str, str]:
        return {entity.id: _in_line(entity.name) for entity in self._document.entities}

    def _holds(self, kind: str, key: str, *ends: str) -> bool:
        if lost := next((end for end in ends if end not in self._spans), None):
            self._lose(kind, key, f"hangs on {lost}, which was not written")
        return lost is None

    def _fits(self, span: str, name: str, value: str) -> bool:
        if fits := not _BREAKS_A_VALUE.search(value):
            return fits
        self._lose("attribute", f"{span}.{name}", "has a tab or a line end in its value")
        return fits

    def _lose(self, kind: str, key: str, reason: str) -> None:
        layer = self._document.layer.name
        self.losses.append(Loss(NAME, self._document.article.id, layer, kind, key, reason))


def _pieces(span: Span, text: str) -> Fragments:
    """The span's fragments, cut at line ends, which are left out."""
    return [
        piece.span()
        for fragment in span.fragments
        for piece in _PIECE.finditer(text, fragment.start, fragment.end)
    ]


def _in_line(text: str) -> str:
    return _LINE_END.sub(" ", text)


def _quoted(key: str) -> str:
    """An entity's id without white space."""
    return re.sub(r"[\s%]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), key)


def _fingerprint(told: dict[str, Any]) -> int:
    return int.from_bytes(hashlib.blake2b(json.dumps(told).encode(), digest_size=8).digest())
