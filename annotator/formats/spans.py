"""The native JSON Lines in an export: `spans/SPLIT.jsonl` and `spans/entities.jsonl`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from annotator.formats.features import OFFSETS, Config, Feature
from annotator.formats.jsonl import Records, attribute_names, encode_record, write_entities
from annotator.formats.jsonl_line import Lines
from annotator.formats.worker import Made
from annotator.formats.writers import ExportOptions, Prepared, Setup
from annotator.model.items import Entity
from annotator.model.scheme import Scheme

NAME = "jsonl"
ENTITIES = "spans/entities.jsonl"


_ORIGIN: Feature = (
    "origin",
    "struct",
    (("by", "string"), ("rule", "string"), ("score", "int64"), ("reason", "string")),
)
_ENTITY: tuple[Feature, ...] = (
    ("id", "string"),
    ("kind", "string"),
    ("name", "string"),
    ("aliases", "sequence", "string"),
)


class SpansWriter:
    """Writes all layers into the same files, a line for each article and layer."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._entities = setup.entities
        self._records, self._lines = Records(), Lines()
        self._linked: dict[str, Entity] = {}
        for split in setup.splits:
            setup.folder.file(spans_path(split))

    def add(self, prepared: Prepared) -> None:
        """Hand in the making of a document's line."""
        self._setup.hand_in(partial(self._made, prepared), prepared.weight)
        if self._entities is None:
            self._linked.update((entity.id, entity) for entity in prepared.document.entities)

    def _made(self, prepared: Prepared) -> Made:
        """A document's line, which is read back at once."""
        line = encode_record(self._records.of(prepared.document), self._lines)
        return Made(((spans_path(prepared.split), line),))

    def close(self) -> None:
        """Write the entities."""
        file = self._setup.folder.file(ENTITIES)
        for line in write_entities(self._everyone()):
            file.write(line)

    def prove(self, root: Path) -> None:
        """Nothing is left to prove: each line was read back, and each file was compared with its hash."""

    def _everyone(self) -> Iterable[Entity]:
        if self._entities is not None:
            return self._entities()
        return (self._linked[key] for key in sorted(self._linked))


def spans_path(split: str) -> str:
    """Path of a split's file in the export."""
    return f"spans/{split}.jsonl"


def configs(scheme: Scheme, options: ExportOptions) -> tuple[Config, ...]:
    """What a card says of the files."""
    return (
        Config("spans", "spans/{split}.jsonl", _span_features(scheme)),
        Config("entities", ENTITIES, _ENTITY),
    )


def _span_features(scheme: Scheme) -> tuple[Feature, ...]:
    attributes: tuple[Feature, ...] = tuple((name, "string") for name in attribute_names(scheme))
    text = {name: (name, "string") for name in ("id", "text", "label", "by", "reason", "from", "to")}
    meta: Feature = (
        "meta",
        "struct",
        tuple((key, "string") for key in ("title", "publisher", "url", "date")),
    )
    span: tuple[Feature, ...] = (
        text["id"],
        text["label"],
        *OFFSETS,
        text["text"],
        ("fragments", "list", OFFSETS),
        *((("attributes", "struct", attributes),) if attributes else ()),
        _ORIGIN,
    )
    inferred: Feature = ("inferred", "bool")
    relation = (text["id"], text["label"], text["from"], text["to"], ("order", "int64"), inferred, _ORIGIN)
    link = (text["id"], text["label"], text["from"], ("entity", "string"), inferred, _ORIGIN)
    note = (text["id"], ("on", "string"), text["by"], ("re", "string"), ("settled", "bool"), text["text"])
    decision = (
        text["id"],
        text["label"],
        ("fragments", "list", OFFSETS),
        ("decision", "string"),
        text["reason"],
        text["by"],
    )
    return (
        *((key, "string") for key in ("id", "text", "sha256", "lang", "layer", "state")),
        ("flagged", "bool"),
        meta,
        ("scheme", "string"),
        ("offsets", "string"),
        ("paragraphs", "list", (*OFFSETS, ("kind", "string"))),
        ("spans", "list", span),
        ("relations", "list", relation),
        ("links", "list", link),
        ("entities", "list", _ENTITY),
        ("notes", "list", note),
        ("decisions", "list", decision),
    )
