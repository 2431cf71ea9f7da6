"""One person's layer as a file, from project to project, as often as one likes, merged by the log's identities.

The file is JSON Lines: a head, the articles with their texts, the people whom the layer links to, the operations
of the layer as the log has them (every device's sequence from its first one, hashes included), and an end that
counts them. Operations that are here already are passed over; what is new is applied as it was written, so that
two projects that have seen the same operations show the same layer. Nothing comes in unless all of it can.

People are not part of a layer. They come as they stand, under their ids; what that does to the people here is an
action of whoever imports. Somebody of the same name and kind who is here already becomes one with them by a
redirect, which `people undo` takes back; an id that means another person here is replaced by overrides.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, TextIO

from annotator.errors import InputError, UsageError
from annotator.model.article import Article
from annotator.model.codec import item_from_json, item_to_json
from annotator.model.declarations import missing
from annotator.model.edits import Edit
from annotator.model.items import GOLD, PEOPLE, PROJECT, SUGGESTIONS, Entity, Item, Link, Member, Override
from annotator.model.layer_names import check_member_name
from annotator.model.people import override_id
from annotator.store import log, reading, tables
from annotator.store.articles import add_article, article_from_json, article_to_json
from annotator.store.operation import COLUMNS, IMPORT, Action, Operation
from annotator.store.project import Project
from annotator.store.stored_scheme import declaration
from annotator.store.tables import compact
from annotator.text.folding import normal

if TYPE_CHECKING:
    from sqlite_utils import Database

FORMAT, VERSION = "annotator-layer", 1


@dataclass(slots=True)
class Exchanged:
    """What a layer file brought."""

    layer: str = ""
    articles: int = 0
    """Articles that were not here."""
    operations: int = 0
    """Operations that were not here."""
    known: int = 0
    """Operations that were here already."""
    people: int = 0
    """People and organisations that were not here."""
    joined: list[tuple[str, str]] = field(default_factory=list)
    """(name, id of the person here): people who became one with somebody of the same name."""
    renamed: list[tuple[str, str]] = field(default_factory=list)
    """(id in the file, id here): ids that mean somebody else here."""
    declared: list[str] = field(default_factory=list)
    member: bool = False
    """Whether the layer's owner became a member."""


def write_layer(db: Database, layer: str, out: TextIO) -> tuple[int, int]:
    """Write a layer as a file; how many operations and articles it holds. To be called inside a reading.

    Raises:
        UsageError: the layer is not one that travels, or holds nothing.
    """
    if layer in (PEOPLE, PROJECT) or layer.startswith(SUGGESTIONS):
        raise UsageError(f"{layer} is not a person's layer; it stays in its project.")
    articles = [
        row[0]
        for row in db.conn.execute(
            "SELECT DISTINCT article FROM operations WHERE layer = ? ORDER BY article", [layer]
        )
    ]
    if not articles:
        names = ", ".join(reading.layer_names(db)) or "none"
        raise UsageError(f"The layer {layer!r} holds nothing; there are: {names}.")

    def put(line: str, **values: Any) -> None:
        out.write(compact({"line": line, **values}) + "\n")

    put("head", format=FORMAT, version=VERSION, layer=layer)
    for identifier in articles:
        article = reading.read_article(db, identifier)
        assert article is not None  # operations of a layer have an article, and articles stay
        put("article", **article_to_json(article))
    people = tables.read_people(db)
    named: set[str] = set()
    for operation in _operations(db, layer):
        named |= {edit.item.entity for edit in operation.edits() if isinstance(edit.item, Link)}
    overrides = [one for one in people.overrides.values() if _about(one, layer)]
    named |= {one.entity for one in overrides}
    for identifier in sorted(named | {people.standing(one) for one in named}):
        if (entity := people.entities.get(identifier)) is not None:
            put("person", **item_to_json(entity))
    for override in overrides:
        put("override", **item_to_json(override))
    count = 0
    for operation in _operations(db, layer):
        put("operation", **asdict(operation))
        count += 1
    put("end", operations=count)
    return count, len(articles)


def read_layer_file(
    project: Project, who: str, stream: TextIO, name: str, *, apart: Collection[str] = ()
) -> Exchanged:
    """Bring a layer file in, in one transaction: all of it, or nothing.

    Args:
        who: whoever brings it in.
        name: the file's name, for messages.
        apart: names of people in the file who are not the ones here of the same name.

    Raises:
        InputError: the file is not whole, or does not fit what is here; says where.
        UsageError: a layer that `who` may not bring in.
        Others: as `Project.writing`.
    """
    with project.writing() as db:
        incoming = _Incoming(project, db, who, name, {normal(one) for one in apart})
        for number, line in enumerate(stream, start=1):
            incoming.take(number, line)
        incoming.finish()
        return incoming.outcome


def _operations(db: Database, layer: str) -> Iterator[Operation]:
    # All three columns of the key, so that nothing is sorted and no more is in memory than what is asked for.
    asked = f"SELECT {COLUMNS} FROM operations WHERE layer = ? ORDER BY device, layer, seq"
    rows = db.conn.execute(asked, [layer])
    while some := rows.fetchmany(500):
        yield from (Operation(*row) for row in some)


def _about(override: Override, layer: str) -> bool:
    return bool(json.loads(override.id)[0] == layer)


class _Incoming:
    """A layer file on its way in, inside a write transaction."""

    def __init__(self, project: Project, db: Database, who: str, name: str, apart: set[str]) -> None:
        self.project, self.db, self.who, self.name, self.apart = project, db, who, name, apart
        self.outcome = Exchanged()
        self._people: dict[str, Entity] = {}
        self._overrides: list[Override] = []
        self._items: list[Item] = []
        self._links: dict[str, set[tuple[str, str]]] = {}
        """Entity in the file -> (article, link) that name it in operations."""
        self._seen = 0
        self._ended = False

    def take(self, number: int, line: str) -> None:
        """One line of the file."""
        try:
            data = json.loads(line)
            kind = data.pop("line")
            if self._ended or (kind == "head") != (number == 1):
                raise ValueError(f"{kind} does not belong here")
            self._take(kind, data)
        except InputError as error:
            raise InputError(f"{self.name}, line {number}: {error.sentence}") from None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise InputError(
                f"{self.name}, line {number}: not a line of a layer file ({_why(error)}); nothing came in."
            ) from error

    def _take(self, kind: str, data: dict[str, Any]) -> None:
        match kind:
            case "head":
                self._head(data)
            case "article":
                self._article(article_from_json(data))
            case "person":
                entity = item_from_json("entity", data)
                assert isinstance(entity, Entity)
                self._people[entity.id] = entity
            case "override":
                override = item_from_json("override", data)
                assert isinstance(override, Override)
                self._overrides.append(override)
            case "operation":
                self._operation(Operation(**data))
            case "end":
                if data["operations"] != self._seen:
                    raise ValueError(f"{self._seen} operations instead of {data['operations']}")
                self._ended = True
            case _:
                raise ValueError(f"unknown kind {kind!r}")

    def _head(self, data: Mapping[str, Any]) -> None:
        if (data["format"], data["version"]) != (FORMAT, VERSION):
            raise InputError(
                f"This is {data['format']} {data['version']}, not {FORMAT} {VERSION}; nothing came in."
            )
        layer = data["layer"]
        members = self.project.members()
        if layer == GOLD:
            if self.who not in members or not members[self.who].reviewer:
                raise UsageError(f"{self.who} is not a reviewer; only reviewers bring gold in.")
        elif layer not in members:
            check_member_name(layer)
            self.outcome.member = True
        self.outcome.layer = layer

    def _article(self, article: Article) -> None:
        here = reading.read_article(self.db, article.id)
        if here is None:
            known = self.db.conn.execute(
                "SELECT id FROM articles WHERE sha256 = ?", [article.sha256]
            ).fetchone()
            if known is not None:
                raise InputError(f"the text of {article.id} is here as {known[0]}; nothing came in.")
            add_article(self.db, article)
            self.outcome.articles += 1
        elif here.sha256 != article.sha256:
            raise InputError(
                f"{article.id} is another text here: the layer was made over another version of it. "
                "Nothing came in."
            )

    def _operation(self, operation: Operation) -> None:
        if operation.layer != self.outcome.layer:
            raise ValueError(f"an operation of the layer {operation.layer!r}")
        self._seen += 1
        edits = operation.edits()
        self._items += [edit.after for edit in edits if edit.after is not None]
        for edit in edits:
            if isinstance(edit.item, Link):
                self._links.setdefault(edit.item.entity, set()).add((operation.article, edit.item.id))
        try:
            new = log.apply_foreign(self.db, operation)
        except ValueError as error:
            raise InputError(f"{error}: the file is damaged or incomplete. Nothing came in.") from error
        if new:
            self.outcome.operations += 1
        elif log.hash_at(self.db, operation.device, operation.layer, operation.seq) != operation.hash:
            raise InputError(
                f"{operation.device} wrote something else here as its operation {operation.seq}: a copied file "
                "went on in two places. Nothing came in."
            )
        else:
            self.outcome.known += 1

    def finish(self) -> None:
        """What goes with the operations: people, what the scheme must know, the member. All here, all checked."""
        if not self._ended:
            raise InputError(f"{self.name} ends too early: it is not whole. Nothing came in.")
        new = missing(self.project.scheme(), self._items)
        edits = [Edit(PROJECT, "", None, declaration(line)) for line in new]
        self.outcome.declared = new
        if self.outcome.member:
            edits.append(Edit(PROJECT, "", None, Member(self.outcome.layer)))
        self._act(f"import layer {self.outcome.layer}", edits + self._arrivals())
        self._act(f"join people of layer {self.outcome.layer}", self._joins(), command=False)

    def _act(self, words: str, edits: list[Edit], *, command: bool = True) -> None:
        """Write an action of whoever imports; as an import, unless it is theirs to undo."""
        if edits:
            action = Action(
                self.project.new_action_id(self.db), self.who, IMPORT if command else words, tuple(edits)
            )
            self.project.append(self.db, action)

    def _arrivals(self) -> list[Edit]:
        """People who are not here, names of those who are, and overrides for ids that mean somebody else."""
        here = tables.read_people(self.db)
        edits: list[Edit] = []
        ids: dict[str, str] = {}
        for entity in self._people.values():
            there = here.entities.get(entity.id)
            if there is not None and not _same_person(there, entity):
                ids[entity.id] = free = self._other_id(entity, here.entities)
                self.outcome.renamed.append((entity.id, free))
                there, entity = here.entities.get(free), replace(entity, id=free)
            if there is None:
                edits.append(Edit(PEOPLE, "", None, replace(entity, merged_into="")))
                self.outcome.people += 1
            elif extra := tuple(one for one in entity.aliases if one not in (there.name, *there.aliases)):
                edits.append(Edit(PEOPLE, "", there, replace(there, aliases=(*there.aliases, *extra))))
        for old, new in ids.items():
            for article, link in sorted(self._links.get(old, ())):
                identifier = override_id(self.outcome.layer, article, link)
                if identifier not in here.overrides:
                    edits.append(Edit(PEOPLE, "", None, Override(identifier, new)))
        for override in self._overrides:
            if override.id not in here.overrides:
                meant = ids.get(override.entity, override.entity)
                edits.append(Edit(PEOPLE, "", None, Override(override.id, meant)))
        return edits

    def _other_id(self, entity: Entity, taken: Mapping[str, Entity]) -> str:
        number = 2
        while (there := taken.get(f"{entity.id}-{number}")) is not None and not _same_person(there, entity):
            number += 1
        return f"{entity.id}-{number}"

    def _joins(self) -> list[Edit]:
        """Redirects from people who have just come to those of the same name and kind who were here."""
        here = tables.read_people(self.db)
        action = self._last_arrivals()
        edits: list[Edit] = []
        for entity in sorted(action, key=lambda one: one.id):
            if normal(entity.name) in self.apart:
                continue
            sent = self._people.get(entity.id)
            same = [
                one
                for one in here.entities.values()
                if one.id not in {new.id for new in action}
                and not one.merged_into
                and (one.kind, normal(one.name)) == (entity.kind, normal(entity.name))
            ]
            target = same[0].id if len(same) == 1 else sent.merged_into if sent else ""
            if target and target in here.entities:
                edits.append(Edit(PEOPLE, "", entity, replace(entity, merged_into=target)))
                self.outcome.joined.append((entity.name, target))
        return edits

    def _last_arrivals(self) -> list[Entity]:
        """The people whom this import added."""
        row = self.db.conn.execute(
            "SELECT max(lamport) FROM operations WHERE layer = ? AND article = ''", [PEOPLE]
        ).fetchone()
        if not self.outcome.people:
            return []
        operation = next(log.operations(self.db, "layer = ? AND lamport = ?", [PEOPLE, row[0]]))
        return [
            edit.after for edit in operation.edits() if edit.before is None and isinstance(edit.after, Entity)
        ]


def _why(error: Exception) -> str:
    """What is wrong with a line, in words for people."""
    match error:
        case json.JSONDecodeError() | RecursionError():
            return "it is not JSON"
        case KeyError():
            return f"it has no {error}"
        case _:
            return str(error)


def _same_person(one: Entity, other: Entity) -> bool:
    """Whether an id means the same in two projects: a name in common. Whoever renames keeps the old name."""
    names = [{normal(name) for name in (entity.name, *entity.aliases)} for entity in (one, other)]
    return one.kind == other.kind and bool(names[0] & names[1])
