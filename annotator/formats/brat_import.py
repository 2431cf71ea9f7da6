"""Reading brat: `NAME.ann`, or `NAME_ANNOTATOR.ann` for each of several annotators, beside `NAME.txt`.

A relation is a relation, a normalization a link, a note a note. An event becomes relations, from the roles that the
map calls its head or else from its trigger. Every text-bound annotation is a span, triggers too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath
from urllib.parse import unquote

from annotator.formats.articles import article_from_text, id_from_stem
from annotator.formats.brat_offsets import CODE_POINTS, fitting, squeezed, surface, unit_of
from annotator.formats.document import Line, id_complaint, refuse
from annotator.formats.names import Naming
from annotator.formats.plain import FILE_LIMIT, PlainText, read_text_file
from annotator.formats.readers import ImportOptions, Source
from annotator.formats.spanning import Spans
from annotator.formats.standoff import Bound, Event, Mark, Standoff, read_standoff_lines
from annotator.model.items import Entity, Fragment, Item, Link, Note, Progress, Relation, Status

REFERENCE = "Reference"
"""brat's own word for what a mention refers to."""
PEOPLE = "people"
"""The database of our own exports: its entries are entities of the project."""

_NUMBER = re.compile(r"\d+$")


def texts_of(name: str) -> Iterator[tuple[str, str]]:
    """(name of the text, annotator) that an `.ann` may belong to, the likeliest first."""
    stem = name.removesuffix(".ann")
    yield f"{stem}.txt", ""
    at = stem.rfind("_")
    while at > 0:
        yield f"{stem[:at]}.txt", stem[at + 1 :]
        at = stem.rfind("_", 0, at)


def text_beside(name: str, others: Collection[str]) -> Collection[str]:
    """The text that an `.ann` of this name brings along."""
    found = next((text for text, _ in texts_of(name) if text in others), None)
    return () if found is None else (found,)


def read_brat(source: Source, options: ImportOptions) -> Iterator[Line]:
    """The one article of a file, with one annotator's labels.

    Raises:
        InputError: there is no text to it, or one of the two files is no text.
    """
    stem, annotator, text = _text_of(source, options)
    ann = source.stream.read(FILE_LIMIT + 1)
    told = read_text_file(ann, source.name, options.encoding).text if ann.strip() else ""
    said = read_standoff_lines(told)
    marked = "\ufeff" + text.text
    if text.remarks and said.bounds and fitting(marked, said.bounds) >= fitting(text.text, said.bounds):
        # brat counts a byte order mark, so that it is a character of this text.
        text = PlainText(marked)
    article = article_from_text(text.text, id_from_stem(stem), options.lang, options.wrapped, options.packs)
    reading = _Reading(source.name, text.text, said, annotator, Naming(options.names))
    items = reading.items()
    yield Line(
        number=1,
        article=article,
        layer=annotator,
        status=Status(Progress.BEGUN if items else Progress.NEW),
        items=tuple(items),
        entities=tuple(reading.entities.values()),
        problems=tuple(reading.problems),
        remarks=(*text.remarks, *reading.remarks, *reading.naming.remarks()),
    )


def _text_of(source: Source, options: ImportOptions) -> tuple[str, str, PlainText]:
    name = PurePath(source.name).name
    for text_name, annotator in texts_of(name):
        beside = source.beside(text_name)
        if beside is not None:
            with closing(beside.stream):
                data = beside.stream.read(FILE_LIMIT + 1)
            return PurePath(text_name).stem, annotator, read_text_file(data, beside.name, options.encoding)
    wanted = next(texts_of(name))[0]
    raise refuse(source.name, "", f"there is no {wanted} beside it, which it speaks of")


class _Reading:
    """Turns what one file says into items; keeps a sentence about what it cannot."""

    def __init__(self, name: str, text: str, said: Standoff, annotator: str, naming: Naming) -> None:
        self.naming = naming
        self.entities: dict[str, Entity] = {}
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self._name = name
        self._text = text
        self._said = said
        self._annotator = annotator
        self._spans = Spans(text, naming)
        self._ids: dict[str, str] = {}
        """Id in the file -> span that it is, or that stands for it: of an event its trigger."""
        self._heads: dict[str, tuple[str, ...]] = {}
        """Event -> ids in the file of what its relations begin at."""
        self._edges: dict[str, Relation] = {}

    def items(self) -> list[Item]:
        """Everything that could be kept."""
        said = self._said
        for line, complaint in said.strange:
            self._lose(line, f"{complaint}; it was passed over")
        self._find_heads()
        marks = self._marks_of_spans()
        self._make_spans(marks)
        for event in said.events:
            self._relate(event)
        for edge in said.edges:
            ends = [self._span(edge.line, edge.id, end) for end in edge.ends]
            known = [end for end in ends if end]
            if len(known) == len(ends):
                for number, (head, target) in enumerate(pairwise(known), 1):
                    key = edge.id if len(ends) == 2 else f"{edge.id}.{number}"
                    self._add_edge(edge.line, key, self.naming.relation(edge.label), head, target)
        self._mark_edges()
        links = self._links()
        notes = self._notes()
        return [*self._spans.items, *self._edges.values(), *links, *notes]

    # -- spans --------------------------------------------------------------------------------------------

    def _make_spans(self, marks: Mapping[str, dict[str, str]]) -> None:
        unit, places = unit_of(self._text, self._said.bounds)
        if unit != CODE_POINTS:
            self.remarks.append(f"{self._name}: its offsets count {unit}; they were converted.")
        for bound in self._said.bounds:
            if bound.id in self._ids:
                self._lose(bound.line, f"{bound.id} stands twice; the second was passed over")
                continue
            fragments = self._fragments(bound, places)
            if fragments:
                attributes = tuple(sorted(marks.get(bound.id, {}).items()))
                self._ids[bound.id] = self._spans.add(bound.label, fragments, bound.id, attributes)
        for event in self._said.events:
            if event.trigger in self._ids:
                self._ids[event.id] = self._ids[event.trigger]

    def _fragments(self, bound: Bound, places: dict[int, int] | None) -> tuple[Fragment, ...]:
        given = [
            (start, end) if places is None else (places.get(start, -1), places.get(end, -1))
            for start, end in bound.offsets
        ]
        wrong = [not 0 <= first < last <= len(self._text) for first, last in given]
        if any(wrong):
            start, end = bound.offsets[wrong.index(True)]
            self._lose(bound.line, f"{bound.id} is from {start} to {end}, and the text is not; passed over")
            return ()
        pairs: list[tuple[int, int]] = []
        for first, last in sorted(given):
            if pairs and first < pairs[-1][1]:
                self._lose(bound.line, f"the fragments of {bound.id} overlap; they were joined")
                pairs[-1] = (pairs[-1][0], max(last, pairs[-1][1]))
            else:
                pairs.append((first, last))
        # As given: some files have the fragments in another order than the text.
        if (there := surface(self._text, given)) != squeezed(bound.text):
            self._lose(
                bound.line,
                f"{bound.id} says {_short(bound.text)}, and the text has {_short(there)} there; "
                "its offsets were kept",
            )
        return tuple(Fragment(first, last) for first, last in pairs)

    # -- events, relations and attributes -----------------------------------------------------------------

    def _find_heads(self) -> None:
        for event in self._said.events:
            rule = self.naming.event(event.type)
            heads = tuple(
                target for role, target in event.roles if rule and _NUMBER.sub("", role) in rule.head
            )
            self._heads[event.id] = heads or (event.trigger,)

    def _relate(self, event: Event) -> None:
        rule = self.naming.event(event.type)
        heads = self._heads[event.id]
        others = [(role, target) for role, target in event.roles if target not in heads]
        pairs = []
        for role, target in others:
            bare = _NUMBER.sub("", role)
            known = rule.roles.get(bare) if rule else None
            pairs.append((known or self.naming.relation(bare), target))
        if rule and rule.trigger and event.trigger not in heads:
            pairs.append((rule.trigger, event.trigger))
        number = 0
        for head in heads:
            source = self._span(event.line, event.id, head)
            for label, target in pairs:
                number += 1
                if source and (end := self._span(event.line, event.id, target)):
                    self._add_edge(event.line, f"{event.id}.{number}", label, source, end)

    def _marks_of_spans(self) -> dict[str, dict[str, str]]:
        """Text-bound annotation -> its attributes; an event's are its heads'."""
        bounds = {bound.id for bound in self._said.bounds}
        found: dict[str, dict[str, str]] = {}
        for mark in self._said.marks:
            for target in self._heads.get(mark.target, (mark.target,)):
                end = next((event.trigger for event in self._said.events if event.id == target), target)
                if end in bounds:
                    self._mark(mark, found.setdefault(end, {}))
                elif not mark.target.startswith("R"):
                    self._lose(mark.line, f"{mark.id} is of {mark.target}, which is not there; passed over")
        return found

    def _mark(self, mark: Mark, attributes: dict[str, str]) -> None:
        name, value = self.naming.attribute(mark.name, mark.value)
        if attributes.setdefault(name, value) != value:
            self._lose(
                mark.line, f"{mark.id} gives {mark.target} another {name}; {attributes[name]!r} was kept"
            )

    def _mark_edges(self) -> None:
        for mark in self._said.marks:
            if not mark.target.startswith("R"):
                continue
            edge = self._edges.get(mark.target)
            if edge is None:
                self._lose(mark.line, f"{mark.id} is of {mark.target}, which is not there; passed over")
            elif mark.name == "order" and mark.value.isdecimal():
                self._edges[mark.target] = replace(edge, order=int(mark.value))
            else:
                self._lose(
                    mark.line, f"{mark.id} is of the relation {mark.target}, and relations have no attributes"
                )

    def _add_edge(self, line: int, key: str, label: str, head: str, target: str) -> None:
        if key in self._edges:
            self._lose(line, f"{key} stands twice; the second was passed over")
        else:
            self._edges[key] = Relation(key, label, head, target)

    # -- entities and notes -------------------------------------------------------------------------------

    def _links(self) -> list[Link]:
        found: dict[str, Link] = {}
        for norm in self._said.norms:
            span = self._span(norm.line, norm.id, norm.target)
            key = unquote(norm.entry) if norm.database == PEOPLE else f"{norm.database}:{norm.entry}"
            if complaint := id_complaint(key):
                self._lose(norm.line, f"{key!r} cannot be an id: {complaint}; {norm.id} was passed over")
            elif norm.id in found:
                self._lose(norm.line, f"{norm.id} stands twice; the second was passed over")
            elif span:
                known = self.entities.setdefault(key, Entity(key, "", norm.text or key))
                if norm.text and norm.text != known.name and norm.text not in known.aliases:
                    self.entities[key] = replace(known, aliases=(*known.aliases, norm.text))
                label = "refers_to" if norm.label == REFERENCE else self.naming.relation(norm.label)
                found[norm.id] = Link(norm.id, label, span, key)
        return list(found.values())

    def _notes(self) -> list[Note]:
        found: dict[str, Note] = {}
        marks = {mark.id: mark.target for mark in self._said.marks}
        for note in self._said.notes:
            target = marks.get(note.target, note.target)
            on = self._edges[target].head if target in self._edges else self._ids.get(target, "")
            if not on and target:
                self._lose(
                    note.line, f"{note.id} is on {note.target}, which is not there; now on the article"
                )
            elif target not in self._ids or target != note.target:
                self.remarks.append(
                    f"{self._name}, line {note.line}: a note on {note.target} is on the span that it is of."
                )
            key = note.id
            while key in found:
                key += "-2"
            found[key] = Note(key, on, self._annotator, note.text.strip("\n"))
        return list(found.values())

    def _span(self, line: int, what: str, target: str) -> str:
        """The span that an id in the file stands for; `""`, and a problem, where there is none."""
        found = self._ids.get(target, "")
        if not found:
            self._lose(line, f"{what} names {target}, which is not there; that part of it was passed over")
        return found

    def _lose(self, line: int, complaint: str) -> None:
        self.problems.append(f"{self._name}, line {line}: {complaint}.")


def _short(text: str) -> str:
    shown = squeezed(text)
    return repr(shown if len(shown) <= 40 else f"{shown[:36]}…")
