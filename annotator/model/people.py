"""The people of a project: what merging and splitting them means, and which entity a link means now.

Links are never rewritten. Merging is a redirect (`Entity.merged_into`), splitting an override per link
(`Override`); both are resolved whenever a link is read, and both are undone like anything else.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotator.errors import UsageError
from annotator.model.edits import Edit
from annotator.model.frames import resolve
from annotator.model.items import PEOPLE, Entity, Override
from annotator.model.layer import Layer
from annotator.text.folding import normal
from annotator.text.safe import typed_name

Place = tuple[str, str, str]
"""(layer, article, link): where a link stands."""


def override_id(layer: str, article: str, link: str) -> str:
    """The id of the override of one link: JSON, so that no name can be taken for another."""
    return json.dumps([layer, article, link], ensure_ascii=False, separators=(",", ":"))


def place_of(override: str) -> Place:
    """The link that an override of this id is about."""
    layer, article, link = json.loads(override)
    return layer, article, link


_INDEFINITE = {"organisation": "an"}
"""What stands before a kind in a sentence, where it is not "a"."""
_APART = "people kept apart "
"""How the settings begin that say of two people that they are two."""


def apart_setting(one: str, other: str) -> str:
    """The name of the setting that keeps two people apart, the same whichever is named first."""
    return _APART + json.dumps(sorted((one, other)), ensure_ascii=False, separators=(",", ":"))


def kept_apart(settings: Iterable[str]) -> frozenset[frozenset[str]]:
    """The pairs of people whom a project's settings keep apart."""
    return frozenset(
        frozenset(json.loads(name.removeprefix(_APART))) for name in settings if name.startswith(_APART)
    )


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in a project, with what was merged and split."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)

    def standing(self, entity: str) -> str:
        """Id of the entity that stands for this one now."""
        return resolve(entity, self._redirect)

    def meant(self, place: Place, entity: str) -> str:
        """Id of the entity that a link means now, which names `entity`."""
        override = self.overrides.get(override_id(*place)) if self.overrides else None
        return self.standing(override.entity if override else entity)

    def _redirect(self, entity: str) -> str:
        found = self.entities.get(entity)
        return found.merged_into if found else ""


def owners(people: People) -> dict[tuple[str, str], set[str]]:
    """(kind, normalised name) -> ids of who is called so, under any of their names."""
    found: dict[tuple[str, str], set[str]] = {}
    for entity in people.entities.values():
        for name in entity.names:
            found.setdefault((entity.kind, normal(name)), set()).add(people.standing(entity.id))
    return found


def named_as(known: Mapping[tuple[str, str], Collection[str]], entity: Entity, here: Collection[str]) -> str:
    """Id of the one person who is called like `entity`: of several, the one among `here`; `""` if nobody is meant.

    Args:
        known: as `owners` gives it.
        here: ids of the people of the article.
    """
    called = set(known.get((entity.kind, normal(entity.name)), ()))
    meant = called if len(called) == 1 else called & set(here)
    return next(iter(meant)) if len(meant) == 1 else ""


def with_overrides(layer: Layer, overrides: Iterable[Override]) -> Layer:
    """The layer with each link on the entity that an override gives it; redirects are not followed."""
    moved = {}
    for override in overrides:
        name, article, link = place_of(override.id)
        if (name, article) == (layer.name, layer.article) and (found := layer.links.get(link)) is not None:
            moved[link] = replace(found, entity=override.entity)
    return replace(layer, links={**layer.links, **moved}) if moved else layer


def merge(people: People, kept: str, other: str) -> list[Edit]:
    """The edits by which `other` becomes the same person as `kept`, whose aliases then hold the other's names.

    Raises:
        UsageError: one of them is not there, they are one already, or one is a person and the other is not.
    """
    keeper, gone = _standing(people, kept), _standing(people, other)
    if keeper.id == gone.id:
        raise UsageError(f"{kept} and {other} are one already: {keeper.name}.")
    if keeper.kind != gone.kind:
        told = " and ".join(
            f"{one.name} is {_INDEFINITE.get(one.kind, 'a')} {one.kind}" for one in (keeper, gone)
        )
        raise UsageError(f"{told}; they cannot be one.")
    aliases = _with_names(keeper, (gone.name, *gone.aliases))
    return [
        _edit(keeper, replace(keeper, aliases=aliases)),
        _edit(gone, replace(gone, merged_into=keeper.id)),
    ]


def split(
    people: People, entity: str, new: Entity, moved: Sequence[Place], names: Sequence[str] = ()
) -> list[Edit]:
    """The edits by which the links at `moved` mean a `new` entity from now on, which takes the aliases `names`.

    Raises:
        UsageError: there is no such person, or none of their links would move.
    """
    old = _standing(people, entity)
    if not moved:
        raise UsageError(f"No label would go from {old.name} to {new.name}; nothing was changed.")
    taken = {*names, new.name}
    aliases = tuple(alias for alias in old.aliases if alias not in taken)
    edits = [Edit(PEOPLE, "", None, new)]
    if aliases != old.aliases:
        edits.append(_edit(old, replace(old, aliases=aliases)))
    for place in moved:
        identifier = override_id(*place)
        before = people.overrides.get(identifier)
        edits.append(Edit(PEOPLE, "", before, Override(identifier, new.id)))
    return edits


def rename(people: People, entity: str, name: str) -> list[Edit]:
    """The edits that give a person another name; the old one becomes an alias.

    Raises:
        UsageError: there is no such person, or the name is empty or the same.
    """
    old = _standing(people, entity)
    name = typed_name(name)
    if not name or name == old.name:
        raise UsageError(f"{old.name} needs another name than that.")
    aliases = (*(alias for alias in old.aliases if alias not in (name, old.name)), old.name)
    return [_edit(old, replace(old, name=name, aliases=aliases))]


def add_alias(people: People, entity: str, alias: str) -> list[Edit]:
    """The edits that give a person one more name.

    Raises:
        UsageError: there is no such person, or the name is empty or theirs already.
    """
    old = _standing(people, entity)
    alias = typed_name(alias)
    if not alias or alias == old.name or alias in old.aliases:
        raise UsageError(f"{old.name} has that name already." if alias else "An alias cannot be empty.")
    return [_edit(old, replace(old, aliases=(*old.aliases, alias)))]


def remove_alias(people: People, entity: str, alias: str) -> list[Edit]:
    """The edits that take a name from a person.

    Raises:
        UsageError: there is no such person, or it is none of their aliases.
    """
    old = _standing(people, entity)
    if alias not in old.aliases:
        raise UsageError(f"{alias!r} is not an alias of {old.name}.")
    return [_edit(old, replace(old, aliases=tuple(one for one in old.aliases if one != alias)))]


def unmerge(people: People, entity: str) -> list[Edit]:
    """The edits by which a merged person stands alone again; the other keeps the aliases.

    Raises:
        UsageError: there is no such person, or they are not merged.
    """
    old = people.entities.get(entity)
    if old is None or not old.merged_into:
        raise UsageError(f"{entity} is not merged into anybody.")
    return [_edit(old, replace(old, merged_into=""))]


def _standing(people: People, entity: str) -> Entity:
    found = people.entities.get(people.standing(entity))
    if found is None:
        raise UsageError(f"There is nobody with the id {entity!r}; `annotator people list` shows all.")
    return found


def _with_names(entity: Entity, names: Iterable[str]) -> tuple[str, ...]:
    known = {entity.name, *entity.aliases}
    return (*entity.aliases, *dict.fromkeys(name for name in names if name not in known))


def _edit(before: Entity, after: Entity) -> Edit:
    return Edit(PEOPLE, "", before, after)
