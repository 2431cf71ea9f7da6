"""Bringing articles and layers into a project: each article whole or not at all, nothing ever overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from annotator.model.article import Article
from annotator.model.declarations import declare, lacking, missing, names_of
from annotator.model.edits import Edit
from annotator.model.items import (
    PEOPLE,
    PROJECT,
    Entity,
    Item,
    Link,
    Member,
    Span,
    is_reserved,
)
from annotator.model.layer import layer_of
from annotator.store import log, search, tables
from annotator.store.appending import New, Place
from annotator.store.articles import article_rows
from annotator.store.collecting import fewer_collections
from annotator.store.contents import content, digest, in_order, with_status
from annotator.store.operation import IMPORT, Action
from annotator.store.project import Project
from annotator.store.stored_scheme import declaration
from annotator.store.tables import compact

if TYPE_CHECKING:
    from sqlite_utils import Database

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
    declares: tuple[str, ...] = ()
    """Declarations that come with its labels whether they are used or not (see `annotator.model.declarations`)."""


class Fate(StrEnum):
    """What became of an incoming article or layer."""

    ADDED = "added"
    SAME = "same"
    """It was here already, with the same content."""
    REFUSED = "refused"


@dataclass(slots=True)
class Tried:
    """What the batches of a dry run would have brought: each forgets the one before it."""

    people: dict[str, Entity] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """SHA-256 of a text -> id of its article."""
    articles: set[str] = field(default_factory=set)
    layers: dict[Place, bytes] = field(default_factory=dict)
    """(layer, article) -> a digest of what the layer would hold."""


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
    tried: Tried = field(default_factory=lambda: Tried())

    @property
    def refused(self) -> bool:
        """Whether something could not come in."""
        return self.refused_lines > 0


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
    with fewer_collections():
        while batch := list(islice(stream, BATCH)):
            try:
                with project.writing() as db:
                    _Batch(project, db, who, batch, outcome, dry_run=dry_run).bring_in()
                    if dry_run:
                        raise _DryRun
            except _DryRun:
                pass
            yield outcome


class _Batch:
    """One transaction of an import. What can be asked of the project once for all its articles is."""

    def __init__(
        self,
        project: Project,
        db: Database,
        who: str,
        batch: Sequence[Incoming],
        outcome: Outcome,
        *,
        dry_run: bool,
    ) -> None:
        self._project = project
        self._db = db
        self._who = who
        self._batch = batch
        self._outcome = outcome
        self._dry_run = dry_run
        self._appender = project.appender(db)
        self._scheme = project.scheme()
        self._names = names_of(self._scheme)
        self._declared: tuple[str, ...] = ()
        """The last ones that came with an article, which the scheme has since."""
        self._members = set(project.members())
        self._by_text = _pairs(db, "sha256, id", "sha256", (one.article.sha256 for one in batch))
        self._by_id = _pairs(db, "id, sha256", "id", (one.article.id for one in batch))
        wanted = {entity.id for one in batch for entity in one.entities}
        self._people = _known_people(db, wanted) | outcome.tried.people
        unknown = wanted - self._people.keys()
        self._unheard_of = unknown - log.ever(db, PEOPLE, "", "entity", unknown)
        """Ids of people that the project never had, not even for one who was deleted since."""
        self._new_articles: set[str] = set()
        self._waiting: dict[Place, list[Item]] = {}
        """Those that came with this batch and are in no table yet."""

    def bring_in(self) -> None:
        """Bring in everything of the batch that can be."""
        for one in self._batch:
            self._bring_in(one)
        self._appender.flush()
        search.index_new(self._db)

    def _bring_in(self, one: Incoming) -> None:
        outcome = self._outcome
        article, fate = self._placed(one)
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
        items, people = self._settled(one)
        items = in_order(with_status(items))
        place = (one.layer, article.id)
        if (same := self._same_as_there(place, items)) is not None:
            _tell_existing(article.id, one, outcome, same=same)
            return
        self._append(place, article, items, people, one.declares)
        outcome.layers[Fate.ADDED] += 1
        outcome.spans += [type(item) for item in items].count(Span)
        outcome.entities += sum(edit.before is None for edit in people)
        if self._dry_run:
            brought = (edit.after for edit in people)
            outcome.tried.people |= {one.id: one for one in brought if isinstance(one, Entity)}
            outcome.tried.layers[place] = digest(layer_of(*place, items))

    def _append(
        self,
        place: Place,
        article: Article,
        items: list[Item],
        people: list[Edit],
        declares: tuple[str, ...],
    ) -> None:
        layer, _ = place
        is_fresh = article.id in self._new_articles or log.is_fresh(self._db, *place)
        edits: list[Edit] = []
        new: list[New] = []
        brought = [edit.item for edit in people]
        if brought and all(edit.before is None for edit in people) and self._are_unheard_of(brought):
            new.append(New(PEOPLE, "", "", brought))
        else:
            edits += people
        if is_fresh:
            new.append(New(layer, article.id, article.text, items))
        else:
            edits += [Edit(layer, article.id, None, item) for item in items]
        declared = [] if declares is self._declared else lacking(self._scheme, declares)
        self._declared = declares
        declared += (
            missing(declare(self._scheme, declared), items) if declared else self._names.missing(items)
        )
        edits.extend(Edit(PROJECT, "", None, declaration(line)) for line in declared)
        if not is_reserved(layer) and layer not in self._members:
            edits.append(Edit(PROJECT, "", None, Member(layer)))
            self._members.add(layer)
            _add_new(self._outcome.members, [layer])
        _add_new(self._outcome.declared, declared)
        action = Action(self._appender.new_action_id(), self._who, IMPORT, tuple(edits))
        self._project.append_to(self._appender, action, {article.id: article.text}, new)
        if is_fresh:
            self._waiting[place] = items
        if declared:
            self._scheme = self._project.scheme()
            self._names = names_of(self._scheme)

    def _are_unheard_of(self, people: Iterable[Item]) -> bool:
        """Whether the project never had any of these; from now on it has had all of them."""
        ids = {one.id for one in people}
        unheard_of = ids <= self._unheard_of
        self._unheard_of -= ids
        return unheard_of

    def _same_as_there(self, place: Place, items: Sequence[Item]) -> bool | None:
        """Whether what a layer holds in an article already is the same; None if it holds nothing there."""
        tried, waiting = self._outcome.tried.layers.get(place), self._waiting.get(place)
        if tried is None and waiting is None and place[1] in self._new_articles:
            return None
        layer = layer_of(*place, items)
        if tried is not None:
            return tried == digest(layer)
        existing = tables.read_layer(self._db, *place) if waiting is None else layer_of(*place, waiting)
        return None if existing.is_empty() else content(existing) == content(layer)

    def _placed(self, one: Incoming) -> tuple[Article, Fate]:
        article = one.article
        known, tried = self._by_text.get(article.sha256), self._outcome.tried
        if known is None and (known := tried.texts.get(article.sha256)) is not None:
            self._add(replace(article, id=known))  # the batch that brought it was taken back
        if known is not None:
            if known != article.id and one.layer:
                self._outcome.remarks.append(
                    f"{one.where}: the text of {article.id} is here as {known}; matched by text."
                )
            return replace(article, id=known), Fate.SAME
        if article.id in self._by_id or article.id in tried.articles:
            self._outcome.remarks.append(
                f"{one.where}: another text has the id {article.id!r} already; it was kept, this one was not "
                "added. Try --id-prefix."
            )
            return article, Fate.REFUSED
        self._add(article)
        if self._dry_run:
            tried.texts[article.sha256] = article.id
            tried.articles.add(article.id)
        return article, Fate.ADDED

    def _add(self, article: Article) -> None:
        self._by_text[article.sha256] = article.id
        self._by_id[article.id] = article.sha256
        self._new_articles.add(article.id)
        for statement, rows in article_rows(article):
            self._appender.add_rows(statement, rows)

    def _settled(self, one: Incoming) -> tuple[list[Item], list[Edit]]:
        """The items with their links on the project's entities, and the edits that add those that are new."""
        edits: list[Edit] = []
        renamed: dict[str, str] = {}
        for entity in one.entities:
            there = self._people.get(entity.id)
            if there is None:
                edits.append(self._new_person(entity))
            elif (there.kind, there.name) != (entity.kind, entity.name):
                renamed[entity.id] = new = self._another_id(entity)
                if new not in self._people:
                    edits.append(self._new_person(replace(entity, id=new)))
                    self._outcome.remarks.append(
                        f"{one.where}: the id {entity.id} is {there.name}'s here; {entity.name} came in as {new}."
                    )
            elif extra := tuple(alias for alias in entity.aliases if alias not in there.aliases):
                more = replace(there, aliases=(*there.aliases, *extra))
                self._people[there.id] = more
                edits.append(Edit(PEOPLE, "", there, more))
        if not renamed:
            return list(one.items), edits
        items: list[Item] = [
            replace(item, entity=renamed.get(item.entity, item.entity)) if isinstance(item, Link) else item
            for item in one.items
        ]
        return items, edits

    def _new_person(self, entity: Entity) -> Edit:
        self._people[entity.id] = entity
        return Edit(PEOPLE, "", None, entity)

    def _another_id(self, entity: Entity) -> str:
        """A free id for an entity whose own is taken, or the one that it was given before."""
        number = 2
        while True:
            candidate = f"{entity.id}-{number}"
            if candidate not in self._people:
                self._people.update(tables.read_entities(self._db, [candidate]))
            there = self._people.get(candidate)
            if there is None or (there.kind, there.name) == (entity.kind, entity.name):
                return candidate
            number += 1


def _pairs(db: Database, columns: str, among: str, values: Iterable[str]) -> dict[str, str]:
    """Two columns of the articles whose column `among` holds one of these values."""
    rows = db.conn.execute(
        f"SELECT {columns} FROM articles WHERE {among} IN (SELECT value FROM json_each(?))",
        [compact(list(values))],
    )
    return dict(rows.fetchall())


def _known_people(db: Database, ids: set[str]) -> dict[str, Entity]:
    return tables.read_entities(db, ids) if ids else {}


def _add_new(told: list[str], found: Iterable[str]) -> None:
    """Add what is not told yet: in a dry run a batch does not know of the one before it."""
    told.extend(one for one in found if one not in told)


def _tell_existing(article: str, one: Incoming, outcome: Outcome, *, same: bool) -> None:
    if same:
        outcome.layers[Fate.SAME] += 1
        outcome.same_lines += 1
        return
    outcome.layers[Fate.REFUSED] += 1
    outcome.refused_lines += 1
    outcome.remarks.append(
        f"{one.where}: {one.layer} has other labels in {article} already; they were kept. "
        "Bring these in under another name with --layer."
    )
