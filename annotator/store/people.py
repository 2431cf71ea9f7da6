"""Care of the people of a project: finding, merging, splitting and renaming them.

Each change is one action in the project's layer of people. `undo` takes back the latest of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.model import people as model
from annotator.model.edits import Edit, inverse
from annotator.model.items import PEOPLE, PROJECT, Entity, Item, Setting
from annotator.model.people import People, Place
from annotator.store import log, tables
from annotator.store.operation import Action
from annotator.store.project import Project
from annotator.store.undoing import to_redo, to_undo
from annotator.text.safe import typed_name

if TYPE_CHECKING:
    from sqlite_utils import Database

Decide = Callable[[People], list[Edit]]
"""From the people as they are to the edits that change them."""

KEEP = "keep people apart: "
"""How the command of an action begins by which people are kept apart."""


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


def called(people: People, *identifiers: str) -> list[str]:
    """What to call people in the words for an action: by name, with the id where two of them have the same name."""
    found = [people.entities[one].name if one in people.entities else one for one in identifiers]
    return [
        f"{name} ({one})" if found.count(name) > 1 and name != one else name
        for one, name in zip(identifiers, found, strict=True)
    ]


def change(project: Project, who: str, command: str | Callable[[People], str], decide: Decide) -> list[Edit]:
    """Decide on the people as they are and write the edits as one action of `who`.

    `command` is what it is called in the log, or makes that of the people as they are before.

    Raises:
        UsageError: what `decide` refuses.
        Others: as `Project.writing`.
    """
    with project.writing() as db:
        people = tables.read_people(db)
        edits = decide(people)
        words = command if isinstance(command, str) else command(people)
        project.append(db, Action(project.new_action_id(db), who, words, tuple(edits)))
    return edits


def merge(project: Project, who: str, kept: str, other: str) -> list[Edit]:
    """Make `other` the same person as `kept`. Raises: as `change`."""
    return change(
        project,
        who,
        lambda people: "merge {} into {}".format(*called(people, other, kept)),
        lambda people: model.merge(people, kept, other),
    )


def split(
    project: Project, who: str, entity: str, name: str, moved: Sequence[Place], names: Sequence[str] = ()
) -> list[Edit]:
    """Give the links at `moved` to a new entity called `name`. Raises: as `change`."""
    name = typed_name(name)
    with project.writing() as db:
        people = tables.read_people(db)
        action = project.new_action_id(db)
        old = people.entities.get(people.standing(entity))
        new = Entity(
            f"{action}.1", old.kind if old else "person", name, tuple(one for one in names if one != name)
        )
        edits = model.split(people, entity, new, moved, names)
        project.append(
            db, Action(action, who, f"split {name} from {old.name if old else entity}", tuple(edits))
        )
    return edits


def keep_apart(project: Project, who: str, one: str, other: str) -> None:
    """Remember that two people who look like one are two, so that nobody is asked about them again.

    A setting of the project, since it says nothing of either of them and lasts as long as the project does.

    Raises: as `Project.writing`.
    """
    with project.writing() as db:
        new = Setting(model.apart_setting(one, other), who)
        if new.id not in project.settings():
            words = KEEP + " and ".join(called(tables.read_people(db), one, other))
            project.append(db, Action(project.new_action_id(db), who, words, (Edit(PROJECT, "", None, new),)))


def undo(project: Project, who: str, *, redo: bool = False) -> str | None:
    """Take back what `who` did last to the people, or do it again; what that was, or None if there is nothing.

    Actions that also changed an article are undone in that article.
    """
    with project.writing() as db:
        past = _past(db, who)
        for target in to_redo(past) if redo else to_undo(past):
            original = list(log.operations(db, "action = ?", [target]))
            wanted = [edit for operation in original for edit in operation.edits()]
            edits = _from_now(db, wanted if redo else inverse(wanted), project.settings())
            if edits:
                kind = "redo" if redo else "undo"
                command = original[0].command
                action = project.new_action_id(db)
                project.append(db, Action(action, who, command, tuple(edits), kind, target))
                return command
    return None


def _past(db: Database, who: str) -> list[tuple[str, str, str, bool]]:
    """(action, kind, undoes, False) of what `who` did to people alone, the latest first."""
    rows = db.conn.execute(
        "SELECT action, kind, undoes FROM operations o WHERE article = '' AND who = ? "
        "AND (layer = ? OR layer = ? AND substr(json_extract(changes, '$.command'), 1, ?) = ?) "
        "AND NOT EXISTS (SELECT 1 FROM operations x WHERE x.action = o.action AND x.layer <> o.layer) "
        "ORDER BY lamport DESC",
        [who, PEOPLE, PROJECT, len(KEEP), KEEP],
    )
    return [(row[0], row[1], row[2], False) for row in rows.fetchall()]


def _from_now(db: Database, wanted: Sequence[Edit], settings: Mapping[str, str]) -> list[Edit]:
    """The wanted edits from how things stand now, without those that change nothing or leave a link in the air."""
    people = tables.read_people(db)
    found = []
    for edit in wanted:
        now: Item | None
        match edit.item:
            case Entity(id=identifier):
                now = people.entities.get(identifier)
            case Setting(id=identifier):
                now = Setting(identifier, settings[identifier]) if identifier in settings else None
            case item:
                now = people.overrides.get(item.id)
        if now == edit.after:
            continue
        if isinstance(edit.item, Entity) and edit.after is None and is_named(db, edit.item.id, wanted):
            continue
        found.append(Edit(edit.layer, "", now, edit.after))
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
