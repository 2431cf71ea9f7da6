"""The register: everybody in the project as one list that is sorted, narrowed by a name, and looked into.

Knows nothing of Textual, so that a test can use it without a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from heapq import nsmallest

from annotator.model import people as model
from annotator.model.items import Entity
from annotator.model.people import People
from annotator.store import people as store
from annotator.store import tables
from annotator.store.assignments import hidden_because
from annotator.store.people import LinkRow, PersonRow
from annotator.store.project import Project
from annotator.suggest.duplicates import Pair, duplicates
from annotator.suggest.names import Directory, Match
from annotator.suggest.namesakes import difference
from annotator.text.folding import normal

_FOUND = 100
"""People whom a name finds at most; more than anybody looks through."""
_ALIKE = 12
"""People among whom somebody's other self is picked."""
_LINKS = 300
"""Links of somebody that are shown; the rest is counted."""


class Order(StrEnum):
    """What the list is sorted by."""

    NAME = "name"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class About:
    """Somebody, looked into."""

    row: PersonRow
    absorbed: Sequence[Entity]
    """Who was merged into them."""
    links: Sequence[LinkRow]
    """What is linked to them, as far as whoever looks may see it; the first few hundred."""
    more: int
    """Links that are not among these: there are very many, or another's labels are not to be seen yet."""


class Register:
    """The people of a project as one member's list."""

    def __init__(self, project: Project, who: str) -> None:
        self.project = project
        self.who = who
        self.order = Order.NAME
        self.words = ""
        """The name that the list is narrowed to; `""` for everybody."""
        self.directory: Directory | None = None
        """Built by `build`, which takes seconds for a hundred thousand people; None until then, and after a change."""
        self.look_again()

    # -- who is there -------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Read everybody anew."""
        with self.project.reading() as db:
            self._version = self.project.data_version()
            self._rows = {row.entity.id: row for row in store.person_rows(db)}
            self.people = tables.read_people(db)
        self.directory = None
        self._list()

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was read."""
        return self.project.data_version() != self._version

    def build(self) -> Directory:
        """The directory of everybody as they are now; may run beside the keys."""
        often = {identifier: row.links for identifier, row in self._rows.items()}
        return Directory.of(self.people.entities.values(), often)

    def use(self, directory: Directory) -> None:
        """Find names in this directory from now on."""
        self.directory = directory
        self._list()

    def narrow(self, words: str) -> None:
        """List those whom a name may mean, best first; everybody for none."""
        self.words = words.strip()
        self._list()

    def sort(self, order: Order) -> None:
        """Put the list in another order."""
        self.order = order
        self._list()

    def _list(self) -> None:
        if self.words and self.directory is not None:
            found = (
                self._rows.get(match.entity.id) for match in self.directory.rank(self.words, limit=_FOUND)
            )
            self.listed = [row for row in found if row is not None]
            return
        everybody = [row for row in self._rows.values() if not row.entity.merged_into]
        if self.order is Order.NAME:
            everybody.sort(key=lambda row: (row.entity.name.casefold(), row.entity.id))
        else:
            everybody.sort(
                key=lambda row: (-row.quotes, -row.links, row.entity.name.casefold(), row.entity.id)
            )
        self.listed = everybody

    @property
    def is_ready(self) -> bool:
        """Whether the list is what the words ask for."""
        return not self.words or self.directory is not None

    def __len__(self) -> int:
        """How many are listed."""
        return len(self.listed)

    @property
    def total(self) -> int:
        """How many there are, without those merged into others."""
        return sum(not row.entity.merged_into for row in self._rows.values())

    def row(self, place: int) -> PersonRow | None:
        """Who stands at a place of the list; None if it ends before it."""
        return self.listed[place] if 0 <= place < len(self.listed) else None

    def place_of(self, identifier: str) -> int | None:
        """Where somebody, or who stands for them, is in the list."""
        standing = self.people.standing(identifier)
        return next((n for n, row in enumerate(self.listed) if row.entity.id == standing), None)

    def row_of(self, identifier: str) -> PersonRow | None:
        """Somebody by id."""
        return self._rows.get(identifier)

    # -- looking into one ---------------------------------------------------------------------------------

    def about(self, identifier: str) -> About:
        """Somebody with what is linked to them."""
        absorbed = [
            one
            for one in self.people.entities.values()
            if one.merged_into and self.people.standing(one.id) == identifier
        ]
        with self.project.reading() as db:
            links = store.links_of(db, identifier, self.people)
            seen: dict[tuple[str, str], bool] = {}
            shown: list[LinkRow] = []
            for link in links:
                layer, article, _ = link.place
                if (layer, article) not in seen:
                    seen[layer, article] = not hidden_because(db, self.who, layer, article)
                if seen[layer, article]:
                    shown.append(link)
                if len(shown) == _LINKS:
                    break
        return About(self._rows[identifier], absorbed, shown, len(links) - len(shown))

    def alike(self, identifier: str, typed: str) -> list[Match]:
        """Whom else somebody may be: who is like what is typed; for nothing, who is like them, then the most linked."""
        entity = self.people.entities[identifier]
        if self.directory is None:
            self.directory = self.build()
        matches = self.directory.rank(typed.strip() or entity.name, limit=_ALIKE)
        found = {one.entity.id: _between(entity, one) for one in matches if one.entity.id != identifier}
        if not typed.strip():
            others = (row for row in self._rows.values() if row.entity.kind == entity.kind)
            for row in nsmallest(_ALIKE, others, key=lambda row: (-row.links, row.entity.id)):
                if row.entity.id != identifier and not row.entity.merged_into:
                    found.setdefault(row.entity.id, Match(row.entity, 0, "linked often"))
        return list(found.values())[:_ALIKE]

    def pairs(self, settings: Iterable[str]) -> list[Pair]:
        """Who may be one but whom the project's settings keep apart, the likeliest first; may run beside the keys."""
        return duplicates(self.people.entities.values(), model.kept_apart(settings))

    # -- changing -----------------------------------------------------------------------------------------

    def change(self, command: str, decide: store.Decide) -> str:
        """Change people as one action; the id of who was changed.

        Raises: as `annotator.store.people.change`.
        """
        edits = store.change(self.project, self.who, command, decide)
        self.look_again()
        return edits[0].item.id

    def merge(self, kept: str, other: str) -> None:
        """Make two one. Raises: as `annotator.store.people.change`."""
        store.merge(self.project, self.who, kept, other)
        self.look_again()

    def split(self, entity: str, name: str, links: Sequence[LinkRow], names: Sequence[str]) -> str:
        """Give links and aliases to somebody new; their id. Raises: as `annotator.store.people.change`."""
        moved = [link.place for link in links]
        edits = store.split(self.project, self.who, entity, name, moved, names)
        self.look_again()
        return edits[0].item.id

    def keep_apart(self, one: str, other: str) -> None:
        """Say that two are two. Raises: as `annotator.store.people.change`."""
        store.keep_apart(self.project, self.who, one, other)

    def turn(self, *, redo: bool) -> str | None:
        """Undo or redo; what that was, or None if there is nothing. Raises: as `annotator.store.people.change`."""
        taken = store.undo(self.project, self.who, redo=redo)
        if taken is not None:
            self.look_again()
        return taken


def what_a_merge_does(people: People, kept: PersonRow, other: PersonRow) -> list[str]:
    """What would change, a sentence each.

    Raises:
        UsageError: the two cannot be one.
    """
    edits = model.merge(people, kept.entity.id, other.entity.id)
    after = edits[0].after
    had = set(kept.entity.aliases)
    new = [name for name in after.aliases if name not in had] if isinstance(after, Entity) else []
    told = [f"{other.entity.name} becomes one with {kept.entity.name}."]
    told.append(f"{counted(other.links, 'link')} in {counted(other.articles, 'article')} will be read so.")
    if new:
        told.append(f"{kept.entity.name} will also be called {', '.join(new)}.")
    return told


def _between(entity: Entity, match: Match) -> Match:
    """The match with what tells the two people's own names apart, whatever was typed to find it."""
    return replace(match, trap=difference(normal(entity.name), normal(match.entity.name)))


def counted(number: int, thing: str) -> str:
    """A number of things in words: `1 link`, `2 links`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
