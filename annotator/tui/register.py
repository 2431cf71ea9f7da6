"""The register: everybody in the project as one list that is sorted, narrowed by a name, and looked into.

Knows nothing of Textual, so that a test can use it without a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.model import people as model
from annotator.model.items import Entity
from annotator.model.people import People
from annotator.store import people as store
from annotator.store import people_rows as rows
from annotator.store import tables
from annotator.store.assignments import hidden_because
from annotator.store.people_rows import LinkRow, PersonRow
from annotator.store.project import Project
from annotator.suggest.duplicates import Pair, duplicates
from annotator.suggest.names import Directory, Match
from annotator.suggest.namesakes import difference
from annotator.text.folding import normal

PAGE = 100
"""Rows fetched at a time."""
_PAGES = 30
"""Pages kept."""
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
"""As SQLite ignores case when it puts names in order."""
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


@dataclass(frozen=True, slots=True)
class Names:
    """What is worked out of everybody beside the keys."""

    directory: Directory
    """Finds people by name."""
    by_name: Sequence[str]
    """Ids in the order of the list."""
    moment: object
    """Which reading of the project they belong to."""


class Register:
    """The people of a project as one member's list, fetched a page at a time."""

    def __init__(self, project: Project, who: str) -> None:
        self.project = project
        self.who = who
        self.order = Order.NAME
        self.words = ""
        """The name that the list is narrowed to; `""` for everybody."""
        self.look_again()

    # -- who is there -------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Read anew how the list begins; the rest when it is looked at."""
        with self.project.reading() as db:
            self._version = self.project.data_version()
            self._redirects = rows.redirects(db)
            self.total = rows.count_people(db)
            """How many there are, without those merged into others."""
            self._first = rows.ids_by_name(db, PAGE)
        self._moment = object()
        self._names: Names | None = None
        self._orders: dict[Order, Sequence[str]] = {}
        self._found: Sequence[str] | None = None
        """Whom the words find; None where everybody is listed."""
        self._pages: dict[int, Sequence[PersonRow]] = {}

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was read."""
        return self.project.data_version() != self._version

    @property
    def directory(self) -> Directory | None:
        """Everybody's names; None until `use`, and after a change."""
        return self._names.directory if self._names is not None else None

    def build(self) -> Names:
        """What `use` wants, of everybody as they are now; for a thread: a hundred thousand people take a second."""
        moment = self._moment
        with self.project.reading_aside() as db:
            people = tables.read_entities(db)
            often = rows.links_by_person(db)
        standing = [one for one in people.values() if not one.merged_into]
        standing.sort(key=lambda one: one.name.lower() if one.name.isascii() else one.name.translate(_LOWER))
        return Names(Directory.of(people.values(), often), [one.id for one in standing], moment)

    def use(self, names: Names) -> None:
        """Find names by these from now on, unless the people have changed since."""
        if names.moment is not self._moment:
            return
        self._names = names
        if Order.NAME not in self._orders:
            self._orders[Order.NAME] = names.by_name
        if self.words:
            self._find()

    def narrow(self, words: str) -> None:
        """List those whom a name may mean, best first; everybody for none."""
        self.words = words.strip()
        self._find()

    def sort(self, order: Order) -> None:
        """Put the list in another order."""
        self.order = order
        self._pages.clear()

    def _find(self) -> None:
        self._pages.clear()
        if not self.words or self.directory is None:
            self._found = None
            return
        found = self.directory.rank(self.words, limit=_FOUND)
        with self.project.reading() as db:  # somebody may have gone since the directory was made
            there = tables.read_entities(db, [match.entity.id for match in found])
        self._found = [match.entity.id for match in found if match.entity.id in there]

    @property
    def is_ready(self) -> bool:
        """Whether the list is what the words ask for."""
        return not self.words or self.directory is not None

    def __len__(self) -> int:
        """How many are listed."""
        return self.total if self._found is None else len(self._found)

    def row(self, place: int) -> PersonRow | None:
        """Who stands at a place of the list; None if it ends before it."""
        if not 0 <= place < len(self):
            return None
        page, index = divmod(place, PAGE)
        if page not in self._pages:
            while len(self._pages) >= _PAGES:
                del self._pages[next(iter(self._pages))]
            listed = self._listed((page + 1) * PAGE)
            with self.project.reading() as db:
                chosen = listed[page * PAGE : (page + 1) * PAGE]
                self._pages[page] = rows.person_rows(db, chosen, self._redirects)
        found = self._pages[page]
        return found[index] if index < len(found) else None

    def place_of(self, identifier: str) -> int | None:
        """Where somebody, or who stands for them, is in the list."""
        standing = self._redirects.get(identifier, identifier)
        for listed in (self._listed(PAGE), self._listed(len(self))):
            if standing in listed:
                return listed.index(standing)
        return None

    def _listed(self, count: int) -> Sequence[str]:
        """Ids in the order of the list, so many at the least."""
        if self._found is not None:
            return self._found
        if self.order is Order.NAME and count <= PAGE:
            return self._first
        if self.order not in self._orders:
            with self.project.reading() as db:
                by_name = rows.ids_by_name(db)
                self._orders[Order.NAME] = by_name
                if self.order is Order.QUOTES:
                    self._orders[Order.QUOTES] = _by_quotes(by_name, rows.figures(db, known=self._redirects))
        return self._orders[self.order]

    def row_of(self, identifier: str) -> PersonRow | None:
        """Somebody by id."""
        with self.project.reading() as db:
            return next(iter(rows.person_rows(db, [identifier], self._redirects)), None)

    # -- looking into one ---------------------------------------------------------------------------------

    def about(self, row: PersonRow) -> About:
        """Somebody with what is linked to them."""
        identifier = row.entity.id
        absorbed = [one for one, standing in self._redirects.items() if standing == identifier]
        with self.project.reading() as db:
            links = rows.links_of(db, identifier, self._redirects)
            merged = list(tables.read_entities(db, absorbed).values()) if absorbed else []
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
        return About(row, merged, shown, len(links) - len(shown))

    def alike(self, entity: Entity, typed: str) -> list[Match]:
        """Whom else somebody may be: who is like what is typed; for nothing, who is like them, then the most linked.

        Nobody until the names are ready.
        """
        directory = self.directory
        if directory is None:
            return []
        matches = directory.rank(typed.strip() or entity.name, limit=_ALIKE)
        found = {one.entity.id: _between(entity, one) for one in matches if one.entity.id != entity.id}
        if not typed.strip():
            for one in directory.most_linked(entity.kind, _ALIKE):
                if one.id != entity.id:
                    found.setdefault(one.id, Match(one, 0, "linked often"))
        return list(found.values())[:_ALIKE]

    def pairs(self, settings: Iterable[str]) -> list[Pair]:
        """Who may be one but whom the project's settings keep apart, the likeliest first; for a thread."""
        with self.project.reading_aside() as db:
            people = tables.read_entities(db)
        return duplicates(people.values(), model.kept_apart(settings))

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


def _by_quotes(by_name: Sequence[str], figures: Mapping[str, rows.Figures]) -> list[str]:
    """Who speaks most comes first; among equals who is linked most, then by name."""
    nothing = rows.Figures()

    def key(identifier: str) -> tuple[int, int]:
        found = figures.get(identifier, nothing)
        return -found.quotes, -found.links

    return sorted(by_name, key=key)


def what_a_merge_does(kept: PersonRow, other: PersonRow) -> list[str]:
    """What would change, a sentence each.

    Raises:
        UsageError: the two cannot be one.
    """
    both = People({one.entity.id: one.entity for one in (kept, other)})
    edits = model.merge(both, kept.entity.id, other.entity.id)
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
