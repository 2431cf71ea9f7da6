"""Care of the people of a project: how often each is linked, and merging, splitting and renaming them.

Each change is one action in the project's layer of people. `undo` takes back the latest of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from annotator.errors import UsageError
from annotator.model import people as model
from annotator.model.edits import Edit, inverse
from annotator.model.items import PEOPLE, SUGGESTIONS, Entity
from annotator.model.people import People, Place
from annotator.store import log, tables
from annotator.store.log import Action
from annotator.store.project import Project
from annotator.store.undoing import undo_stacks

Decide = Callable[[People], list[Edit]]
"""From the people as they are to the edits that change them."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person or organisation with how often the labels link to them, redirects and overrides followed."""

    entity: Entity
    links: int
    """Links of all layers."""
    quotes: int
    """Quotes that they speak in; of an article that several people labelled, the layer with most counts."""
    articles: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link to a person, with the words that are linked."""

    place: Place
    text: str
    """The mention's text; of a quote whose speaker is implied, the quote's."""
    implied: bool


def person_rows(db: Database) -> list[PersonRow]:
    """Everybody in the project, the merged ones as well (with no links of their own), by id."""
    people = tables.read_people(db)
    links: dict[str, int] = {}
    quotes: dict[str, dict[tuple[str, str], int]] = {}
    articles: dict[str, set[str]] = {}
    # A mention of a speaker may stand in several quotes; a quote whose speaker is implied links by itself.
    cursor = db.conn.execute(
        "SELECT l.layer, l.article, l.id, l.entity, l.label = 'said_by' OR count(r.id) > 0, "
        "max(l.label = 'said_by', count(r.id)) FROM links l LEFT JOIN relations r "
        "ON r.layer = l.layer AND r.article = l.article AND r.to_span = l.span AND r.label = 'said_by' "
        f"WHERE substr(l.layer, 1, {len(SUGGESTIONS)}) <> '{SUGGESTIONS}' GROUP BY l.layer, l.article, l.id"
    )
    for layer, article, link, entity, _, spoken in cursor:
        meant = people.meant((layer, article, link), entity)
        links[meant] = links.get(meant, 0) + 1
        articles.setdefault(meant, set()).add(article)
        per_layer = quotes.setdefault(meant, {})
        per_layer[(article, layer)] = per_layer.get((article, layer), 0) + spoken
    return [
        PersonRow(
            entity,
            links.get(entity.id, 0),
            _most_per_article(quotes.get(entity.id, {})),
            len(articles.get(entity.id, ())),
        )
        for entity in people.entities.values()
    ]


def _most_per_article(counts: dict[tuple[str, str], int]) -> int:
    best: dict[str, int] = {}
    for (article, _), number in counts.items():
        best[article] = max(best.get(article, 0), number)
    return sum(best.values())


def links_of(db: Database, entity: str) -> list[LinkRow]:
    """Every link that means this entity now, by article, layer and place in the text."""
    people = tables.read_people(db)
    standing = people.standing(entity)
    cursor = db.conn.execute(
        "SELECT l.layer, l.article, l.id, l.entity, s.text, l.label = 'said_by' FROM links l "
        "JOIN spans s ON s.layer = l.layer AND s.article = l.article AND s.id = l.span "
        f"WHERE substr(l.layer, 1, {len(SUGGESTIONS)}) <> '{SUGGESTIONS}' "
        "ORDER BY l.article, l.layer, s.start, l.id"
    )
    return [
        LinkRow((layer, article, link), text, bool(implied))
        for layer, article, link, named, text, implied in cursor
        if people.meant((layer, article, link), named) == standing
    ]


def find(db: Database, wanted: str) -> Entity:
    """The person whom an id or an exact name or alias means.

    Raises:
        UsageError: nobody, or several; says which.
    """
    people = tables.read_people(db)
    if wanted in people.entities:
        return people.entities[people.standing(wanted)]
    named = {
        people.standing(entity.id)
        for entity in people.entities.values()
        if wanted.casefold() in {name.casefold() for name in (entity.name, *entity.aliases)}
    }
    if len(named) == 1:
        return people.entities[named.pop()]
    if named:
        raise UsageError(f"{wanted!r} may be {', '.join(sorted(named))}; please say which id.")
    raise UsageError(f"There is nobody called {wanted!r}; `annotator people list` shows all.")


def change(project: Project, who: str, command: str, decide: Decide) -> list[Edit]:
    """Decide on the people as they are and write the edits as one action of `who`.

    Raises:
        UsageError: what `decide` refuses.
        Others: as `Project.writing`.
    """
    with project.writing() as db:
        edits = decide(tables.read_people(db))
        project.append(db, Action(project.new_action_id(db), who, command, tuple(edits)))
    return edits


def merge(project: Project, who: str, kept: str, other: str) -> list[Edit]:
    """Make `other` the same person as `kept`. Raises: as `change`."""
    return change(project, who, f"merge {other} into {kept}", lambda people: model.merge(people, kept, other))


def split(
    project: Project, who: str, entity: str, name: str, moved: Sequence[Place], names: Sequence[str] = ()
) -> list[Edit]:
    """Give the links at `moved` to a new entity called `name`. Raises: as `change`."""
    with project.writing() as db:
        people = tables.read_people(db)
        action = project.new_action_id(db)
        old = people.entities.get(people.standing(entity))
        new = Entity(
            f"{action}.1", old.kind if old else "person", name, tuple(one for one in names if one != name)
        )
        edits = model.split(people, entity, new, moved, names)
        project.append(db, Action(action, who, f"split {name} from {entity}", tuple(edits)))
    return edits


def undo(project: Project, who: str, *, redo: bool = False) -> str | None:
    """Take back what `who` did last to the people, or do it again; what that was, or None if there is nothing.

    Actions that also changed an article are undone in that article.
    """
    with project.writing() as db:
        done, undone = undo_stacks(_actions(db, who))
        for target in reversed(undone if redo else done):
            original = list(log.operations(db, "action = ?", [target]))
            wanted = [edit for operation in original for edit in operation.edits()]
            edits = _from_now(db, wanted if redo else inverse(wanted))
            if edits:
                kind = "redo" if redo else "undo"
                command = original[0].command
                action = project.new_action_id(db)
                project.append(db, Action(action, who, command, tuple(edits), kind, target))
                return command
    return None


def _actions(db: Database, who: str) -> list[tuple[str, str, str, bool]]:
    """(action, kind, undoes, False) of what `who` did to people alone, in order."""
    rows = db.conn.execute(
        "SELECT action, kind, undoes FROM operations o WHERE layer = ? AND article = '' AND who = ? "
        "AND NOT EXISTS (SELECT 1 FROM operations x WHERE x.action = o.action AND x.layer <> o.layer) "
        "ORDER BY lamport",
        [PEOPLE, who],
    )
    return [(row[0], row[1], row[2], False) for row in rows.fetchall()]


def _from_now(db: Database, wanted: Sequence[Edit]) -> list[Edit]:
    """The wanted edits from how things stand now, without those that change nothing or leave a link in the air."""
    people = tables.read_people(db)
    found = []
    for edit in wanted:
        shown = people.entities if isinstance(edit.item, Entity) else people.overrides
        now = shown.get(edit.item.id)
        if now == edit.after:
            continue
        if isinstance(edit.item, Entity) and edit.after is None and is_named(db, edit.item.id, wanted):
            continue
        found.append(Edit(PEOPLE, "", now, edit.after))
    return found


def is_named(db: Database, entity: str, leaving: Sequence[Edit] = ()) -> bool:
    """Whether a link, a redirect or an override names the entity, besides overrides that are `leaving`."""
    gone = {edit.item.id for edit in leaving if edit.after is None}
    rows = db.conn.execute(
        "SELECT '' FROM links WHERE entity = ? UNION ALL SELECT '' FROM entities WHERE merged_into = ? "
        "UNION ALL SELECT id FROM overrides WHERE entity = ?",
        [entity, entity, entity],
    )
    return any(row[0] not in gone for row in rows.fetchall())
