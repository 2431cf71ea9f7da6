"""A layer: everything one member says about one article, as an immutable value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, final

from annotator.model.edits import Edit
from annotator.model.items import (
    Decision,
    Item,
    Link,
    Note,
    Relation,
    Span,
    Status,
)
from annotator.model.layered import LayeredMap
from annotator.model.replacing import replace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layer:
    """What one member says about one article.

    `apply` makes a new value that shares with the old one whatever the edits leave alone (see `LayeredMap`), so
    that an edit in a layer of 16,000 spans costs microseconds.
    """

    name: str
    article: str
    spans: Mapping[str, Span] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    status: Status = Status()
    edges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Span id -> ids of the relations, links and notes that touch it."""

    def is_empty(self) -> bool:
        """Whether the layer says nothing: no item, and the state of an article nobody has touched."""
        return (
            not (self.spans or self.relations or self.links or self.notes or self.decisions)
            and self.status == Status()
        )

    def items(self) -> list[Item]:
        """All items: spans, relations, links, notes, decisions, and the status if it differs from new."""
        found: list[Item] = [
            *self.spans.values(),
            *self.relations.values(),
            *self.links.values(),
            *self.notes.values(),
            *self.decisions.values(),
        ]
        if self.status != Status():
            found.append(self.status)
        return found

    def find(self, item: Item) -> Item | None:
        """The item of the same type and id as the layer has it now, or None."""
        match item:
            case Span():
                return self.spans.get(item.id)
            case Relation():
                return self.relations.get(item.id)
            case Link():
                return self.links.get(item.id)
            case Note():
                return self.notes.get(item.id)
            case Decision():
                return self.decisions.get(item.id)
            case Status():
                return self.status if self.status != Status() else None
            case _:
                return None

    def relations_of(self, span: str) -> list[Relation]:
        """Relations that begin or end at the span, by id."""
        touching = self.edges.get(span, ())
        return [self.relations[i] for i in touching if i in self.relations] if touching else []

    def links_of(self, span: str) -> list[Link]:
        """Links from the span to entities, by id."""
        if not self.links or not (touching := self.edges.get(span, ())):
            return []
        return [self.links[i] for i in touching if i in self.links]

    def notes_on(self, span: str) -> list[Note]:
        """Notes on the span, by id."""
        if not self.notes or not (touching := self.edges.get(span, ())):
            return []
        return [self.notes[i] for i in touching if i in self.notes]

    def removal(self, span: str) -> list[Edit]:
        """The edits that delete a span together with the relations, links and notes that touch it."""
        touching: list[Item] = [*self.relations_of(span), *self.links_of(span), *self.notes_on(span)]
        return [Edit(self.name, self.article, item, None) for item in [*touching, self.spans[span]]]

    def for_editing(self) -> Layer:
        """The same layer, of which a changed copy costs little from the first change on."""
        return replace(
            self,
            spans=LayeredMap(self.spans),
            relations=LayeredMap(self.relations),
            links=LayeredMap(self.links),
            notes=LayeredMap(self.notes),
            decisions=LayeredMap(self.decisions),
            edges=LayeredMap(self.edges),
        )

    def apply(self, edits: Iterable[Edit]) -> Layer:
        """The layer after those of `edits` that are about it; others are passed over."""
        mine = [edit for edit in edits if edit.layer == self.name and edit.article == self.article]
        if not mine:
            return self
        spans = _changed(self.spans, mine, Span)
        relations = _changed(self.relations, mine, Relation)
        links = _changed(self.links, mine, Link)
        notes = _changed(self.notes, mine, Note)
        decisions = _changed(self.decisions, mine, Decision)
        status = self.status
        for edit in mine:
            if isinstance(edit.item, Status):
                status = edit.after if isinstance(edit.after, Status) else Status()
        return replace(
            self,
            spans=spans,
            relations=relations,
            links=links,
            notes=notes,
            decisions=decisions,
            status=status,
            edges=_changed_edges(self.edges, mine),
        )


def layer_of(name: str, article: str, items: Iterable[Item]) -> Layer:
    """A layer that holds `items`, made in one pass; items that belong to no layer are passed over."""
    spans: dict[str, Span] = {}
    relations: dict[str, Relation] = {}
    links: dict[str, Link] = {}
    notes: dict[str, Note] = {}
    decisions: dict[str, Decision] = {}
    groups: Mapping[type, dict[str, Any]] = {
        Span: spans,
        Relation: relations,
        Link: links,
        Note: notes,
        Decision: decisions,
    }
    status = Status()
    for item in items:
        kind = type(item)
        if kind in groups:
            groups[kind][item.id] = item
        elif isinstance(item, Status):
            status = item
    return layer_from(name, article, spans, relations, links, notes, decisions, status)


def layer_from(
    name: str,
    article: str,
    spans: Mapping[str, Span],
    relations: Mapping[str, Relation],
    links: Mapping[str, Link],
    notes: Mapping[str, Note],
    decisions: Mapping[str, Decision],
    status: Status,
) -> Layer:
    """A layer of items that stand by their ids already."""
    edges = Touching(relations, links, notes)
    return Layer(name, article, spans, relations, links, notes, decisions, status, edges)


@final
class Touching(Mapping[str, tuple[str, ...]]):
    """`Layer.edges` of these items, gathered when somebody asks: an export goes through layers and never does."""

    __slots__ = ("_found", "_groups")

    def __init__(
        self, relations: Mapping[str, Relation], links: Mapping[str, Link], notes: Mapping[str, Note]
    ) -> None:
        self._groups: tuple[Mapping[str, Item], ...] = (relations, links, notes)
        self._found: dict[str, tuple[str, ...]] | None = None

    def __getitem__(self, span: str) -> tuple[str, ...]:
        return self._gathered()[span]

    def get(self, span: str, default: Any = None) -> Any:
        # A mapping's own asks by way of an exception, and most spans have nothing of some kind.
        return self._gathered().get(span, default)

    def __len__(self) -> int:
        return len(self._gathered())

    def __iter__(self) -> Iterator[str]:
        return iter(self._gathered())

    def __repr__(self) -> str:
        return repr(self._gathered())

    def _gathered(self) -> dict[str, tuple[str, ...]]:
        if self._found is None:
            touching: dict[str, set[str]] = {}
            for group in self._groups:
                for item in group.values():
                    for end in _ends(item):
                        touching.setdefault(end, set()).add(item.id)
            self._found = {end: tuple(sorted(ids)) for end, ids in touching.items()}
            self._groups = ()
        return self._found


def _changed(old: Mapping[str, T], edits: list[Edit], kind: type[T]) -> Mapping[str, T]:
    concerned = [edit for edit in edits if isinstance(edit.item, kind)]
    if not concerned:
        return old
    put: dict[str, T] = {}
    drop: set[str] = set()
    for edit in concerned:
        if isinstance(edit.after, kind):
            put[edit.item.id] = edit.after
            drop.discard(edit.item.id)
        else:
            put.pop(edit.item.id, None)
            drop.add(edit.item.id)
    return LayeredMap(old).changed(put, drop)


def _ends(item: Item) -> tuple[str, ...]:
    """The spans that an item hangs on."""
    match item:
        case Relation():
            return (item.head, item.target) if item.head != item.target else (item.head,)
        case Link():
            return (item.span,)
        case Note():
            return (item.on,) if item.on else ()
        case _:
            return ()


def _changed_edges(old: Mapping[str, tuple[str, ...]], edits: list[Edit]) -> Mapping[str, tuple[str, ...]]:
    concerned = [edit for edit in edits if isinstance(edit.item, Relation | Link | Note)]
    if not concerned:
        return old
    new: dict[str, tuple[str, ...]] = {}
    for edit in concerned:
        for end in _ends(edit.before) if edit.before is not None else ():
            new[end] = tuple(i for i in new.get(end, old.get(end, ())) if i != edit.item.id)
        for end in _ends(edit.after) if edit.after is not None else ():
            new[end] = tuple(sorted({*new.get(end, old.get(end, ())), edit.item.id}))
    put = {end: touching for end, touching in new.items() if touching}
    return LayeredMap(old).changed(put, [end for end in new if end not in put])
