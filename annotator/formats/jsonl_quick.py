"""What stands in the native JSON Lines just as we write it, read quickly: paragraphs, spans, relations, links, people.

What is out of the ordinary in any way is none of these: `jsonl_record` looks at it key by key, and says what is wrong.
Labels, origins and attributes are checked there too, once each; here they are recognised.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from annotator.formats.document import id_complaint
from annotator.formats.json_lines import Json
from annotator.model.article import Paragraph, ParagraphKind
from annotator.model.items import NO_ORIGIN, Entity, Fragment, Link, Origin, Relation, Span
from annotator.text.blanks import first_ink

Attributes = tuple[tuple[str, str], ...]

_PARAGRAPH_KINDS = {kind.value: kind for kind in ParagraphKind}
_new = tuple.__new__  # without the call that a NamedTuple's own constructor costs
_MOST = 10_000
"""Of each kind that are remembered."""


class Quick:
    """What was read and checked before in a file: most items share a few labels, origins and attributes.

    The types of numbers and flags are looked at, since `true` equals 1 to Python.
    """

    def __init__(self) -> None:
        self.span_labels: dict[str, str] = {}
        """Labels of spans as they stand in the file -> as they are called here."""
        self.edge_labels: dict[str, str] = {}
        """The same of relations and links."""
        self._origins: dict[tuple[str, str, int, str], Origin] = {("", "", 0, ""): NO_ORIGIN}
        self._attributes: dict[tuple[tuple[str, str], ...], Attributes] = {}
        self._entities: dict[tuple[str, ...], Entity] = {}

    def keep_label(self, given: str, label: str, *, of_span: bool) -> None:
        """Remember what a label is called here."""
        labels = self.span_labels if of_span else self.edge_labels
        if len(labels) < _MOST:
            labels[given] = label

    def keep_origin(self, origin: Origin) -> Origin:
        """Remember an origin; the one object that stands for all that are like it, `NO_ORIGIN` above all."""
        told = (origin.by, origin.rule, origin.score, origin.reason)
        if len(self._origins) < _MOST:
            return self._origins.setdefault(told, origin)
        return self._origins.get(told, origin)

    def keep_attributes(self, found: Json, attributes: Attributes) -> None:
        """Remember what attributes came to."""
        if len(self._attributes) < _MOST:
            self._attributes[tuple(found.items())] = attributes

    def keep_entity(self, entity: Entity) -> None:
        """Remember somebody: news speaks of the same people again and again."""
        if len(self._entities) < _MOST:
            self._entities[entity.id, entity.kind, entity.name, *entity.aliases] = entity

    def attributes(self, data: Json) -> Attributes | None:
        """Attributes that came up before; None where they have to be looked at."""
        try:
            return self._attributes.get(tuple(data.items()))
        except TypeError:
            return None

    def entity(self, data: Any, taken: Container[str]) -> Entity | None:
        """Somebody who was read before, all the same. None where the object has to be looked at key by key."""
        try:
            aliases = data["aliases"]
            known = self._entities.get((data["id"], data["kind"], data["name"], *aliases))
        except (KeyError, TypeError):
            return None
        if known is None or known.id in taken or len(data) != 4 or type(aliases) is not list:
            return None
        return known

    def paragraphs(self, found: Any, text: str) -> tuple[Paragraph, ...] | None:
        """The paragraphs of a text. None where they have to be looked at key by key."""
        paragraphs = []
        before = 0
        try:
            for data in found:
                start, end = data["start"], data["end"]
                if type(start) is not int or type(end) is not int or len(data) != 3:
                    return None
                if not before <= start <= end or first_ink(text, before, start) >= 0:
                    return None
                paragraphs.append(Paragraph(start, end, _PARAGRAPH_KINDS[data["kind"]]))
                before = end
        except (KeyError, TypeError):
            return None
        whole = paragraphs and before <= len(text) and first_ink(text, before, len(text)) < 0
        return tuple(paragraphs) if whole else None

    def span(self, data: Any, text: str, taken: Container[str]) -> Span | None:
        """A span; `taken` are ids of those before it. None where it has to be looked at key by key."""
        try:
            start, end = data["start"], data["end"]
            fragments = self._fragments(data["fragments"], len(text))
            span = Span(
                data["id"],
                self.span_labels[data["label"]],
                fragments,
                self._attributes[tuple(data["attributes"].items())],
                self._origin(data["origin"]),
            )
            surface = text[start:end] if len(fragments) == 1 else span.surface(text)
            plain = len(data) == 8 and type(start) is int and type(end) is int and _is_new(span.id, taken)
            same = plain and start == fragments[0][0] and end == fragments[-1][1] and data["text"] == surface
        except (KeyError, TypeError, AttributeError, IndexError):
            return None
        return span if same else None

    def _fragments(self, found: Any, length: int) -> tuple[Fragment, ...]:
        """Fragments in a text of this length; a KeyError where they have to be looked at one by one."""
        fragments = []
        before = 0
        for piece in found:
            first, last = piece["start"], piece["end"]
            if type(first) is not int or type(last) is not int or not before <= first < last <= length:
                raise KeyError
            if len(piece) != 2:
                raise KeyError
            fragments.append(_new(Fragment, (first, last)))
            before = last
        return tuple(fragments)

    def relation(self, data: Any, spans: Mapping[str, Span], taken: Container[str]) -> Relation | None:
        """A relation between two of these spans."""
        try:
            order, inferred = data["order"], data["inferred"]
            head, target = data["from"], data["to"]
            relation = Relation(
                data["id"],
                self.edge_labels[data["label"]],
                head,
                target,
                order,
                inferred,
                self._origin(data["origin"]),
            )
            plain = len(data) == 7 and type(order) is int and type(inferred) is bool
            whole = plain and head in spans and target in spans and _is_new(relation.id, taken)
        except (KeyError, TypeError):
            return None
        return relation if whole else None

    def link(
        self, data: Any, spans: Mapping[str, Span], entities: Container[str], taken: Container[str]
    ) -> Link | None:
        """A link from one of these spans to one of these entities."""
        try:
            inferred = data["inferred"]
            link = Link(
                data["id"],
                self.edge_labels[data["label"]],
                data["from"],
                data["entity"],
                inferred,
                self._origin(data["origin"]),
            )
            plain = len(data) == 6 and type(inferred) is bool and _is_new(link.id, taken)
            whole = plain and link.span in spans and link.entity in entities
        except (KeyError, TypeError):
            return None
        return link if whole else None

    def _origin(self, found: Json) -> Origin:
        score = found["score"]
        if len(found) != 4 or type(score) is not int:
            raise KeyError
        return self._origins[found["by"], found["rule"], score, found["reason"]]


def _is_new(key: Any, taken: Container[str]) -> bool:
    return type(key) is str and key not in taken and not id_complaint(key)
