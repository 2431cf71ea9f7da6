"""The native JSON Lines in an export: `spans/SPLIT.jsonl` and `spans/entities.jsonl`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotator.formats.jsonl import encode_record, record_of, write_entities
from annotator.formats.writers import Prepared, Setup
from annotator.model.items import Entity

NAME = "jsonl"
ENTITIES = "spans/entities.jsonl"


class SpansWriter:
    """Writes all layers into the same files, a line for each article and layer."""

    def __init__(self, setup: Setup) -> None:
        self._folder = setup.folder
        self._entities = setup.entities
        self._linked: dict[str, Entity] = {}
        for split in setup.splits:
            self._folder.file(spans_path(split))

    def add(self, prepared: Prepared) -> None:
        """Write a document's line, which is read back at once."""
        line = encode_record(record_of(prepared.document))
        self._folder.file(spans_path(prepared.split)).write(line)
        if self._entities is None:
            self._linked.update((entity.id, entity) for entity in prepared.document.entities)

    def close(self) -> None:
        """Write the entities."""
        file = self._folder.file(ENTITIES)
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
