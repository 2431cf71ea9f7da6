"""Frames: one line a quote, with who spoke, by which cue, through whom, and the paragraph around it.

For those who count quotes and do not train on them: JSON Lines, and CSV for spreadsheets. In the CSV a cell that a
spreadsheet would take for a formula begins with `'`, as does one that began with `'` itself, so that one taken away
gives the text back.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.errors import SaveError
from annotator.formats.document import Document
from annotator.formats.features import OFFSETS, Config, Feature
from annotator.formats.json_lines import LINE_LIMIT
from annotator.formats.writers import ExportOptions, Prepared, Setup
from annotator.model.frames import Frame, Mentioned, frames_of
from annotator.model.items import Entity, Span
from annotator.model.scheme import Scheme

NAME = "frames"
OMITS = (
    "spans that fill no slot of a quote",
    "relations other than said_by, cued_by, via and nested_in of a quote",
    "attributes other than type, speaker_mode and flag of a quote, and form of a speaker",
    "origins",
    "aliases of entities",
    "notes",
    "decisions",
    "states and flags",
    "text outside of the paragraphs that hold a quote",
)
"""What the format leaves out by design."""

COLUMNS = (
    *("article", "layer", "id", "type", "speaker_mode", "flag", "quote", "start", "end", "fragments"),
    *("speaker", "speaker_form", "speaker_fragments", "person", "person_id", "cue", "cue_fragments"),
    *("source", "source_fragments", "source_entity", "nested_in", "context", "context_start"),
    *("title", "publisher", "date", "url", "lang"),
)
"""Of the CSV, in order."""

BETWEEN = " | "
"""Between several speakers, people, cues or sources in one cell of the CSV."""

_FORMULA = tuple("=+-@\t\r\n'＝＋－＠")
"""What a cell may not begin with: https://owasp.org/www-community/attacks/CSV_Injection, and our own mark."""
_BOM = "\ufeff".encode()
"""Without it Excel takes UTF-8 for the machine's old encoding."""

Json = dict[str, Any]


def configs(scheme: Scheme, options: ExportOptions) -> tuple[Config, ...]:
    """How `datasets` is to read the JSON Lines."""
    texts = {key: (key, "string") for key in ("id", "text", "form", "kind", "name")}
    fragments: Feature = ("fragments", "list", OFFSETS)
    entities: Feature = ("entities", "sequence", "string")
    inferred: Feature = ("inferred", "bool")
    mention: tuple[Feature, ...] = (
        *(texts["id"], texts["text"], *OFFSETS, fragments, texts["form"], inferred, entities),
    )
    person: tuple[Feature, ...] = (texts["id"], texts["kind"], texts["name"], ("mentioned", "bool"))
    features: tuple[Feature, ...] = (
        *((key, "string") for key in COLUMNS[:7]),
        *OFFSETS,
        fragments,
        ("speakers", "list", mention),
        ("people", "list", person),
        ("cues", "list", mention),
        ("sources", "list", mention),
        ("source_entities", "list", person),
        ("nested_in", "sequence", "string"),
        ("context", "struct", (*OFFSETS, texts["text"])),
        *((key, "string") for key in (*COLUMNS[-5:], "offsets")),
    )
    return (Config(NAME, "frames/{layer}{split}.jsonl", features),)


class FramesWriter:
    """Writes the frames of an export and proves them at the end."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._files: dict[str, _SplitFiles] = {}
        if not setup.options.folder_per_layer:
            for split in setup.splits:
                self._of(f"frames/{split}")

    def add(self, prepared: Prepared) -> None:
        """Write a document's quotes, in text order."""
        document = prepared.document
        folder = self._setup.layer_folder(document.layer.name)
        files = self._of(f"frames/{folder}{prepared.split}")
        for frame in frames_of(document.layer):
            files.write(record_of(document, frame), document, frame)

    def close(self) -> None:
        """Nothing comes after the last document."""

    def prove(self, root: Path) -> None:
        """Read both files back and compare every span in them with the record.

        Raises:
            SaveError: they differ; names the file.
        """
        for files in self._files.values():
            files.prove(root)

    def _of(self, stem: str) -> _SplitFiles:
        if stem not in self._files:
            self._files[stem] = _SplitFiles(self._setup, stem)
        return self._files[stem]


@dataclass(slots=True)
class _SplitFiles:
    setup: Setup
    stem: str
    expected: array[int] = field(default_factory=lambda: array("Q"))
    """A fingerprint of each frame's spans: eight bytes a quote, so memory stays small."""

    def __post_init__(self) -> None:
        self.setup.folder.file(f"{self.stem}.jsonl")
        self.setup.folder.file(f"{self.stem}.csv").write(_BOM + _csv_line(COLUMNS))

    def write(self, record: Json, document: Document, frame: Frame) -> None:
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
        self.setup.folder.file(f"{self.stem}.jsonl").write(line.encode())
        self.setup.folder.file(f"{self.stem}.csv").write(_csv_line(row_of(record)))
        self.expected.append(_fingerprint(_spans_of_frame(document, frame)))

    def prove(self, root: Path) -> None:
        try:
            in_json = array("Q", map(_fingerprint, _spans_in_json(root / f"{self.stem}.jsonl")))
            in_csv = array("Q", map(_fingerprint, _spans_in_csv(root / f"{self.stem}.csv")))
        except (ValueError, KeyError, TypeError, csv.Error) as error:
            raise SaveError(f"{self.stem} cannot be read back: {error}.") from error
        for ending, found in (("jsonl", in_json), ("csv", in_csv)):
            if found != self.expected:
                raise SaveError(
                    f"{self.stem}.{ending} does not hold the quotes of the record; nothing was exported."
                )


def record_of(document: Document, frame: Frame) -> Json:
    """A frame as the object that stands on its line, keys in order."""
    article, quote = document.article, frame.quote
    people = {entity.id: entity for entity in document.entities}
    mentioned = [one for slot in frame.speakers for one in slot.entities]
    first = article.paragraphs[article.paragraph_at(quote.start)] if article.paragraphs else None
    last = article.paragraphs[article.paragraph_at(quote.end - 1)] if article.paragraphs else None
    start = min(first.start, quote.start) if first else quote.start
    end = max(last.end, quote.end) if last else quote.end
    return {
        "article": article.id,
        "layer": document.layer.name,
        "id": quote.id,
        "type": quote.attribute("type"),
        "speaker_mode": quote.attribute("speaker_mode"),
        "flag": quote.attribute("flag"),
        "quote": quote.surface(article.text),
        "start": quote.start,
        "end": quote.end,
        "fragments": _fragments(quote),
        "speakers": [_mention(slot, article.text) for slot in frame.speakers],
        "people": [
            _person(people, key, mentioned=key in mentioned)
            for key in dict.fromkeys([*mentioned, *frame.implied])
        ],
        "cues": [_mention(Mentioned(cue), article.text) for cue in frame.cues],
        "sources": [_mention(slot, article.text) for slot in frame.sources],
        "source_entities": [
            _person(people, key, mentioned=True)
            for key in dict.fromkeys(one for slot in frame.sources for one in slot.entities)
        ],
        "nested_in": sorted(frame.parents),
        "context": {"start": start, "end": end, "text": article.text[start:end]},
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date,
        "url": article.url,
        "lang": article.lang,
        "offsets": "code_points",
    }


def row_of(record: Json) -> list[str | int]:
    """The record as a row of the CSV; what is a list stands in one cell."""

    def texts(key: str, part: str = "text") -> str:
        return BETWEEN.join(one[part] for one in record[key])

    def places(key: str) -> str:
        return _places([one["fragments"] for one in record[key]])

    return [
        *(record[key] for key in COLUMNS[:9]),
        _places([record["fragments"]]),
        texts("speakers"),
        texts("speakers", "form"),
        places("speakers"),
        texts("people", "name"),
        texts("people", "id"),
        texts("cues"),
        places("cues"),
        texts("sources"),
        places("sources"),
        texts("source_entities", "name"),
        BETWEEN.join(record["nested_in"]),
        record["context"]["text"],
        record["context"]["start"],
        *(record[key] for key in COLUMNS[-5:]),
    ]


def safe_cell(value: str) -> str:
    """The value as a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def cell_value(cell: str) -> str:
    """The value that `safe_cell` was given."""
    return cell.removeprefix("'")


def _mention(slot: Mentioned, text: str) -> Json:
    return {
        "id": slot.span.id,
        "text": slot.span.surface(text),
        "start": slot.span.start,
        "end": slot.span.end,
        "fragments": _fragments(slot.span),
        "form": slot.span.attribute("form"),
        "inferred": slot.inferred,
        "entities": list(slot.entities),
    }


def _person(people: dict[str, Entity], key: str, *, mentioned: bool) -> Json:
    one = people[key]
    return {"id": one.id, "kind": one.kind, "name": one.name, "mentioned": mentioned}


def _fragments(span: Span) -> list[Json]:
    return [{"start": part.start, "end": part.end} for part in span.fragments]


def _places(mentions: list[list[Json]]) -> str:
    """Offsets in one cell: JSON, since `1-5` would be a day in May to a spreadsheet."""
    pairs = [[[part["start"], part["end"]] for part in fragments] for fragments in mentions]
    return json.dumps(pairs, separators=(",", ":"))


def _csv_line(cells: tuple[str, ...] | list[str | int]) -> bytes:
    stream = io.StringIO()
    safe = [safe_cell(cell) if isinstance(cell, str) else cell for cell in cells]
    csv.writer(stream, lineterminator="\r\n").writerow(safe)
    return stream.getvalue().encode()


# -- proof ------------------------------------------------------------------------------------------------

Told = tuple[Any, ...]
"""Article, layer, id of the quote, and then (offsets of every fragment, text) of the quote and of each slot."""


def _spans_of_frame(document: Document, frame: Frame) -> Told:
    text = document.article.text

    def told(spans: list[Span]) -> tuple[list[list[tuple[int, int]]], str]:
        return (
            [[(part.start, part.end) for part in span.fragments] for span in spans],
            BETWEEN.join(span.surface(text) for span in spans),
        )

    return (
        document.article.id,
        document.layer.name,
        frame.quote.id,
        told([frame.quote]),
        told([slot.span for slot in frame.speakers]),
        told(list(frame.cues)),
        told([slot.span for slot in frame.sources]),
    )


def _spans_in_json(path: Path) -> Iterator[Told]:
    def told(spans: list[Json]) -> tuple[list[list[tuple[int, int]]], str]:
        places = [[(part["start"], part["end"]) for part in span["fragments"]] for span in spans]
        return places, BETWEEN.join(span["text"] for span in spans)

    # newline="\n": the default would also end lines at a bare CR.
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            found = json.loads(line)
            quote = {"fragments": found["fragments"], "text": found["quote"]}
            slots = (told(found[key]) for key in ("speakers", "cues", "sources"))
            yield found["article"], found["layer"], found["id"], told([quote]), *slots


def _spans_in_csv(path: Path) -> Iterator[Told]:
    # A cell may be as long as an article; Python's own limit is 131,072 characters, for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), LINE_LIMIT))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise ValueError("the columns are not those that were written")
        for row in rows:
            found = {key: cell_value(cell) for key, cell in row.items()}
            pairs = (
                ("fragments", "quote"),
                *((f"{key}_fragments", key) for key in ("speaker", "cue", "source")),
            )
            slots = ((json.loads(found[places]), found[text]) for places, text in pairs)
            yield found["article"], found["layer"], found["id"], *slots


def _fingerprint(told: Told) -> int:
    # Through JSON a tuple is the list that it is read back as.
    said = json.dumps(told, ensure_ascii=False).encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest())
