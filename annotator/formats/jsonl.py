"""The native JSON Lines: one line per article and layer, everything in it.

Every line has the same keys and types at every depth and no nulls, since readers such as Hugging Face
`datasets` guess a file's types from its first lines. Keys stand in one order, spans by (start, -end, label,
id), other lists by id, so that the same record gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from annotator.errors import SaveError
from annotator.formats.document import Document
from annotator.formats.json_lines import LINE_LIMIT
from annotator.formats.jsonl_line import ENCODER, Json, Lines
from annotator.model.article import Article
from annotator.model.frames import text_order
from annotator.model.items import NO_ORIGIN, Decision, Entity, Link, Note, Origin, Relation, Span
from annotator.model.scheme import Scheme

OFFSETS = "code_points"
"""The one unit of offsets that the format knows."""

OMITS: tuple[str, ...] = ()
"""What the format leaves out by design: nothing."""

_scan = json.JSONDecoder().raw_decode


def write_jsonl(documents: Iterable[Document]) -> Iterator[bytes]:
    """The lines of a file, each with its LF, each read back before it is given out.

    Raises:
        SaveError: a line does not read back as it was meant.
        ValueError: a document is not fit to be written (see `Records.of`).
    """
    records, lines = Records(), Lines()
    for document in documents:
        yield encode_record(records.of(document), lines)


def encode_record(record: Json, lines: Lines) -> bytes:
    """A record as one line with its LF, read back. `lines` spells all records of a file.

    Raises:
        SaveError: the line does not read back as it was meant.
    """
    try:
        line = lines.of(record).encode()
        found, end = _scan(text := line.decode(), 0)
        same = end == len(text) and found == record
    except ValueError as error:
        raise SaveError(f"The article {record['id']!r} cannot be written: {error}.") from error
    if len(line) >= LINE_LIMIT:
        raise SaveError(
            f"The article {record['id']!r} makes a line too long to be read: {len(line):,} bytes."
        )
    if not same or b"\n" in line:
        raise SaveError(f"The article {record['id']!r} did not read back as it was written.")
    return line + b"\n"


def attribute_names(scheme: Scheme) -> tuple[str, ...]:
    """The attributes that every span carries: the scheme's own in its order, then declared ones by name.

    Imports declare in the order in which they find things. Sorting makes that order not matter.
    """
    declared = set(scheme.declared)
    own = [
        spec.name
        for label in scheme.labels
        for spec in label.attributes
        if f"attribute {label.name}.{spec.name}" not in declared
    ]
    return (*dict.fromkeys(own), *sorted(set(scheme.attribute_names) - set(own)))


def record_of(document: Document) -> Json:
    """The record of one document: see `Records.of`."""
    return Records().of(document)


class Records:
    """Makes records; what their items share (an origin, a set of attributes) is one object in all of them.

    Nobody may change a record, therefore.
    """

    def __init__(self) -> None:
        self._scheme: Scheme | None = None
        self._unset: dict[str, str] = {}
        self._attributes: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
        self._origin: Origin = NO_ORIGIN
        self._origin_record: Json = _origin(NO_ORIGIN)

    def of(self, document: Document) -> Json:
        """A document as the object that stands on its line, keys in order.

        Raises:
            ValueError: the document contradicts itself: a span lies outside the text or has no text, its
                attribute is not in the scheme, or a relation or link leads to something that is not there.
        """
        article, layer = document.article, document.layer
        if document.scheme is not self._scheme:
            self._scheme, self._attributes = document.scheme, {}
            self._unset = dict.fromkeys(attribute_names(document.scheme), "")
        entities = {entity.id: entity for entity in document.entities}
        _check_edges(document, entities)
        return {
            "id": article.id,
            "text": article.text,
            "sha256": article.sha256,
            "lang": article.lang,
            "layer": layer.name,
            "state": layer.status.state.value,
            "flagged": layer.status.flagged,
            "meta": _meta(article),
            "scheme": document.scheme.tag,
            "offsets": OFFSETS,
            "paragraphs": [
                {"start": start, "end": end, "kind": kind.value} for start, end, kind in article.paragraphs
            ],
            "spans": self._spans(sorted(layer.spans.values(), key=text_order), article),
            "relations": self._relations([layer.relations[key] for key in sorted(layer.relations)]),
            "links": self._links([layer.links[key] for key in sorted(layer.links)]),
            "entities": [entity_record(entities[key]) for key in sorted(entities)],
            "notes": [_note(layer.notes[key]) for key in sorted(layer.notes)],
            "decisions": [_decision(layer.decisions[key]) for key in sorted(layer.decisions)],
        }

    def _spans(self, spans: Iterable[Span], article: Article) -> list[Json]:
        found = []
        text, length = article.text, len(article.text)
        for span in spans:
            fragments, before = [], 0
            for start, end in span.fragments:
                if not before <= start < end <= length:
                    raise ValueError(f"the fragments of {span.id} are not in order or not in the text")
                fragments.append({"start": start, "end": end})
                before = end
            record = {
                "id": span.id,
                "label": span.label,
                "start": fragments[0]["start"],
                "end": end,
                "text": text[start:end] if len(fragments) == 1 else span.surface(text),
                "fragments": fragments,
                "attributes": self._attributes.get(span.attributes) or self._all_attributes(span, article),
                "origin": self._origin_record if span.origin is self._origin else self._of(span.origin),
            }
            found.append(record)
        return found

    def _all_attributes(self, span: Span, article: Article) -> dict[str, str]:
        attributes = self._unset | dict(span.attributes)
        if len(attributes) != len(self._unset):
            raise ValueError(f"span {span.id} of {article.id} has an attribute that the scheme does not know")
        self._attributes[span.attributes] = attributes
        return attributes

    def _relations(self, relations: Iterable[Relation]) -> list[Json]:
        return [
            {
                "id": one.id,
                "label": one.label,
                "from": one.head,
                "to": one.target,
                "order": one.order,
                "inferred": one.inferred,
                "origin": self._origin_record if one.origin is self._origin else self._of(one.origin),
            }
            for one in relations
        ]

    def _links(self, links: Iterable[Link]) -> list[Json]:
        return [
            {
                "id": one.id,
                "label": one.label,
                "from": one.span,
                "entity": one.entity,
                "inferred": one.inferred,
                "origin": self._origin_record if one.origin is self._origin else self._of(one.origin),
            }
            for one in links
        ]

    def _of(self, origin: Origin) -> Json:
        # Items that came about together stand together, and the store gives them one object.
        self._origin, self._origin_record = origin, _origin(origin)
        return self._origin_record


def _origin(origin: Origin) -> Json:
    return {"by": origin.by, "rule": origin.rule, "score": origin.score, "reason": origin.reason}


def entity_record(entity: Entity) -> Json:
    """An entity as the format has it. A redirect is not in it: write the entity that it leads to."""
    return {"id": entity.id, "kind": entity.kind, "name": entity.name, "aliases": list(entity.aliases)}


def write_entities(entities: Iterable[Entity]) -> Iterator[bytes]:
    """The lines of `entities.jsonl`, in the order given, but for entities that were merged into others."""
    for entity in entities:
        if not entity.merged_into:
            yield ENCODER.encode(entity_record(entity)).encode() + b"\n"


def _check_edges(document: Document, entities: dict[str, Entity]) -> None:
    layer = document.layer
    for relation in layer.relations.values():
        if relation.head not in layer.spans or relation.target not in layer.spans:
            raise ValueError(f"relation {relation.id} of {document.article.id} leads to no span")
    for link in layer.links.values():
        if link.span not in layer.spans or link.entity not in entities:
            raise ValueError(f"link {link.id} of {document.article.id} leads to no span or entity")
    for note in layer.notes.values():
        if note.on and note.on not in layer.spans:
            raise ValueError(f"note {note.id} of {document.article.id} is on no span")


def _meta(article: Article) -> Json:
    return {
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "date": article.date,
    }


def _note(note: Note) -> Json:
    return {
        "id": note.id,
        "on": note.on,
        "by": note.by,
        "re": note.re,
        "settled": note.settled,
        "text": note.text,
    }


def _decision(decision: Decision) -> Json:
    return {
        "id": decision.id,
        "label": decision.label,
        "fragments": [{"start": fragment.start, "end": fragment.end} for fragment in decision.fragments],
        "decision": decision.decision,
        "reason": decision.reason,
        "by": decision.by,
    }
