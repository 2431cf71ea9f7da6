"""Bringing articles and layers into a project: each article whole or not at all, nothing ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from sqlite_utils import Database

from annotator.model.article import Article
from annotator.model.declarations import missing
from annotator.model.edits import Edit
from annotator.model.items import (
    PEOPLE,
    PROJECT,
    Decision,
    Entity,
    Item,
    Link,
    Member,
    Note,
    Progress,
    Relation,
    Span,
    Status,
    is_reserved,
)
from annotator.model.layer import Layer, layer_of
from annotator.model.scheme import Scheme
from annotator.store import tables
from annotator.store.articles import add_article
from annotator.store.log import Action
from annotator.store.project import IMPORT, Project, declaration

_ORDER: tuple[type[Item], ...] = (Span, Relation, Link, Note, Decision, Status)
BATCH = 200
"""Articles per transaction: enough that the disk's pace does not matter, few enough that nobody waits long."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article, perhaps with what a layer says about it."""

    article: Article
    layer: str = ""
    """`""` when there are no labels."""
    items: tuple[Item, ...] = ()
    entities: tuple[Entity, ...] = ()
    where: str = ""
    """File and line, for messages."""


class Fate(StrEnum):
    """What became of an incoming article or layer."""

    ADDED = "added"
    SAME = "same"
    """It was here already, with the same content."""
    REFUSED = "refused"


@dataclass(slots=True)
class Outcome:
    """What an import did, counted, with a sentence for everything out of the ordinary."""

    articles: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    layers: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    spans: int = 0
    entities: int = 0
    declared: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    """Members that came with their layers."""
    same_lines: int = 0
    """How many of those that came brought nothing new."""
    refused_lines: int = 0
    remarks: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether something could not come in."""
        return self.refused_lines > 0


@dataclass(slots=True)
class _Known:
    """What the project knows as far as a transaction has come; asked once, not for each article."""

    scheme: Scheme
    members: set[str]


class _DryRun(Exception):
    """Ends a dry run's transaction without a trace."""


def import_all(
    project: Project, who: str, incoming: Iterable[Incoming], *, dry_run: bool = False
) -> Iterator[Outcome]:
    """Import in batches of whole articles; yields the outcome so far after each batch.

    An article is recognised by its text before its id: the same text is not added again, another text under a
    taken id is refused. A layer fills only an article in which it is empty; equal content is passed over,
    other content refused. Entities keep their ids; a taken id of another entity is renamed, and this is told.

    With `dry_run` everything is tried and taken back.
    """
    outcome = Outcome()
    stream = iter(incoming)
    while batch := list(islice(stream, BATCH)):
        try:
            with project.writing() as db:
                known = _Known(project.scheme(), set(project.members()))
                for one in batch:
                    _import_one(project, db, who, one, outcome, known)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            pass
        yield outcome


def _import_one(
    project: Project, db: Database, who: str, one: Incoming, outcome: Outcome, known: _Known
) -> None:
    article, fate = _place_article(db, one, outcome)
    outcome.articles[fate] += 1
    if fate is Fate.REFUSED:
        outcome.refused_lines += 1
        if one.layer:
            outcome.layers[Fate.REFUSED] += 1
        return
    if not one.layer:
        if fate is Fate.SAME:
            outcome.same_lines += 1
            outcome.remarks.append(f"{one.where}: the text is here already, as {article.id}.")
        return
    edits: list[Edit] = []
    items, people = _settled_people(db, one, outcome)
    edits.extend(people)
    items = _in_order(_with_status(items))
    if fate is not Fate.ADDED:  # in an article that has just come in, every layer is empty
        existing = tables.read_layer(db, one.layer, article.id)
        if not existing.is_empty():
            _tell_existing(existing, layer_of(one.layer, article.id, items), one, outcome)
            return
    edits.extend(Edit(one.layer, article.id, None, item) for item in items)
    new = missing(known.scheme, items)
    edits.extend(Edit(PROJECT, "", None, declaration(line)) for line in new)
    if not is_reserved(one.layer) and one.layer not in known.members:
        edits.append(Edit(PROJECT, "", None, Member(one.layer)))
        known.members.add(one.layer)
        outcome.members.append(one.layer)
    outcome.declared.extend(new)
    project.append(db, Action(project.new_action_id(db), who, IMPORT, tuple(edits)))
    if new:
        known.scheme = project.scheme()
    outcome.layers[Fate.ADDED] += 1
    outcome.spans += sum(isinstance(item, Span) for item in items)
    outcome.entities += len(people)


def _tell_existing(existing: Layer, layer: Layer, one: Incoming, outcome: Outcome) -> None:
    if _content(existing) == _content(layer):
        outcome.layers[Fate.SAME] += 1
        outcome.same_lines += 1
        return
    outcome.layers[Fate.REFUSED] += 1
    outcome.refused_lines += 1
    outcome.remarks.append(
        f"{one.where}: {one.layer} has other labels in {existing.article} already; they were kept. "
        "Bring these in under another name with --layer."
    )


def _content(layer: Layer) -> tuple[object, ...]:
    return (
        layer.spans,
        layer.relations,
        layer.links,
        layer.notes,
        layer.decisions,
        layer.status,
    )


def _place_article(db: Database, one: Incoming, outcome: Outcome) -> tuple[Article, Fate]:
    article = one.article
    known = db.conn.execute("SELECT id FROM articles WHERE sha256 = ?", [article.sha256]).fetchone()
    if known is not None:
        if known[0] != article.id and one.layer:
            outcome.remarks.append(
                f"{one.where}: the text of {article.id} is here as {known[0]}; matched by text."
            )
        return replace(article, id=known[0]), Fate.SAME
    if db.conn.execute("SELECT 1 FROM articles WHERE id = ?", [article.id]).fetchone() is not None:
        outcome.remarks.append(
            f"{one.where}: another text has the id {article.id!r} already; it was kept, this one was not added. "
            "Try --id-prefix."
        )
        return article, Fate.REFUSED
    add_article(db, article)
    return article, Fate.ADDED


def _with_status(items: Iterable[Item]) -> list[Item]:
    """The items with a status: what holds labels has been begun at least, and must be found by its state."""
    found = list(items)
    if not any(isinstance(item, Status) and item.state is not Progress.NEW for item in found):
        flagged = any(isinstance(item, Status) and item.flagged for item in found)
        found = [item for item in found if not isinstance(item, Status)]
        if found or flagged:
            found.append(Status(Progress.BEGUN if found else Progress.NEW, flagged))
    return found


def _in_order(items: Iterable[Item]) -> list[Item]:
    """The items as a layer lists them: by kind, and within one kind as they came."""
    return sorted(items, key=lambda item: _ORDER.index(type(item)))


def _settled_people(db: Database, one: Incoming, outcome: Outcome) -> tuple[list[Item], list[Edit]]:
    """The items with their links on the project's entities, and the edits that add those that are new."""
    known = tables.read_entities(db, [entity.id for entity in one.entities]) if one.entities else {}
    edits: list[Edit] = []
    renamed: dict[str, str] = {}
    for entity in one.entities:
        there = known.get(entity.id)
        if there is None:
            edits.append(Edit(PEOPLE, "", None, entity))
        elif (there.kind, there.name) != (entity.kind, entity.name):
            new, is_new = _another_id(db, entity)
            renamed[entity.id] = new
            if is_new:
                edits.append(Edit(PEOPLE, "", None, replace(entity, id=new)))
                outcome.remarks.append(
                    f"{one.where}: the id {entity.id} is {there.name}'s here; {entity.name} came in as {new}."
                )
        elif extra := tuple(alias for alias in entity.aliases if alias not in there.aliases):
            edits.append(Edit(PEOPLE, "", there, replace(there, aliases=(*there.aliases, *extra))))
    items: list[Item] = [
        replace(item, entity=renamed.get(item.entity, item.entity)) if isinstance(item, Link) else item
        for item in one.items
    ]
    return items, edits


def _another_id(db: Database, entity: Entity) -> tuple[str, bool]:
    """A free id for an entity whose own is taken, or the one that it was given before; and whether it is new."""
    number = 2
    while True:
        candidate = f"{entity.id}-{number}"
        there = tables.read_entities(db, [candidate]).get(candidate)
        if there is None:
            return candidate, True
        if (there.kind, there.name) == (entity.kind, entity.name):
            return candidate, False
        number += 1
