"""The catalogue: the project's articles as one person's list, fetched a page at a time.

Knows nothing of Textual, so that a test can turn its pages without a screen. Places in the list count from 0;
a number is a row of the table of articles, which stays the same whatever the list shows.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future

from annotator.store import library, search
from annotator.store.library import ArticleRow, Counts, Listing
from annotator.store.project import Project
from annotator.store.reading import article_count, has_notes, is_reviewer

PAGE = 100
"""Rows fetched at a time."""
_PAGES = 30
"""Pages kept."""

Counted = tuple[Counts, Mapping[str, int]]
"""How far the person is, and what waits for a word of theirs."""


class Catalogue:
    """A list of articles, its order worked out when somebody looks further than the first page."""

    def __init__(self, project: Project, who: str, beside: Executor | None = None) -> None:
        """`beside` is where to begin counting at once, which looks at every article."""
        self.project = project
        self.who = who
        self.listing = Listing()
        self._known: Counted | None = None
        self._order: array[int] | None = None
        self._pages: dict[int, Sequence[ArticleRow]] = {}
        self._total: int | None = None
        """None: as many as were counted."""
        self._counting: Future[Counted] | None = None
        with project.reading() as db:
            self._version = project.data_version()
            self._first = library.first_numbers(db, PAGE)
        # After the version was read: what is counted may be newer than it, never older.
        if beside is not None:
            self._counting = beside.submit(self._counted, aside=True)

    def __len__(self) -> int:
        """How many articles are listed."""
        return self.total if self._order is None else len(self._order)

    def row(self, place: int) -> ArticleRow | None:
        """What stands at a place; None if the list ends before it."""
        if not 0 <= place < len(self):
            return None
        page, index = divmod(place, PAGE)
        if page not in self._pages:
            self._fetch(page)
        rows = self._pages[page]
        return rows[index] if index < len(rows) else None

    def number(self, place: int) -> int | None:
        """The number of the article at a place; None if the list ends before it."""
        order = self._order_to(place)
        return order[place] if 0 <= place < len(order) else None

    def place_of(self, number: int) -> int | None:
        """Where an article stands; None if it is not listed."""
        if number in self._first and self._order is None:
            return self._first.index(number)
        order = self._whole()
        return order.index(number) if number in order else None

    def place_of_id(self, article: str) -> int | None:
        """Where an article of this id stands; None if it is not listed."""
        with self.project.reading() as db:
            number = library.number_of(db, article)
        return None if number is None else self.place_of(number)

    def found_in(self, article: str) -> tuple[tuple[int, int], ...]:
        """Where the words of the search under way stand in an article's text, below its title: code points."""
        words = self.listing.search
        if not words:
            return ()
        with self.project.reading() as db:
            number = library.number_of(db, article)
            return search.found_below_title(db, number, words) if number is not None else ()

    def show(self, listing: Listing) -> None:
        """List other articles, or in another order."""
        self.listing = listing
        self.look_again()

    def look_again(self) -> None:
        """Work the list out anew, as the project is now. The counts are as before until they are counted."""
        self._pages.clear()
        with self.project.reading() as db:
            self._version = self.project.data_version()
            self._order = library.order(db, self.who, self.listing)
            self._total = article_count(db)

    def changed_elsewhere(self) -> bool:
        """Whether anybody has written to the project since the list was worked out. Cheap."""
        return self.project.data_version() != self._version

    @property
    def counts(self) -> Counts:
        """How far the person is, when it was last counted."""
        return self._last_counted[0]

    @property
    def notes(self) -> Mapping[str, int]:
        """Article -> threads of notes that wait there for the person, when they were last counted."""
        return self._last_counted[1]

    @property
    def _last_counted(self) -> Counted:
        if self._known is None:
            self._known = self._counting.result() if self._counting is not None else self._counted()
        return self._known

    def count(self) -> Counts:
        """Count anew how far the person is in the whole project, and what waits there for a word of theirs."""
        self._known = self._counted()
        return self.counts

    def _counted(self, *, aside: bool = False) -> Counted:
        reading = self.project.reading_aside if aside else self.project.reading
        with reading() as db:
            found = library.counts(db, self.who, self._total)
            if not has_notes(db):
                return found, {}
            # It knows items, for which a list without notes does not wait.
            from annotator.store.notes import waiting_notes

            return found, waiting_notes(db, self.who, reviews=is_reviewer(db, self.who))

    @property
    def total(self) -> int:
        """How many articles the project has, listed or not."""
        return self.counts.total if self._total is None else self._total

    def next_not_done(self, place: int) -> int | None:
        """The next place after this one, and round the end, of an article that is not done; None if all are."""
        if self.counts.done == self.counts.total:
            return None
        order = self._whole()
        with self.project.reading() as db:
            for first, numbers in ((place + 1, order[place + 1 :]), (0, order[: place + 1])):
                found = library.first_not_done(db, self.who, numbers)
                if found is not None:
                    return first + found
        return None

    def _fetch(self, page: int) -> None:
        first = page * PAGE
        numbers = self._order_to(first + PAGE - 1)[first : first + PAGE]
        while len(self._pages) >= _PAGES:
            del self._pages[next(iter(self._pages))]
        with self.project.reading() as db:
            self._pages[page] = list(library.article_rows(db, self.who, numbers))

    def _order_to(self, place: int) -> array[int]:
        """An order that reaches to a place, or to the list's end."""
        if self._order is None and (place < len(self._first) or len(self._first) == self.total):
            return self._first
        return self._whole()

    def _whole(self) -> array[int]:
        if self._order is None:
            with self.project.reading() as db:
                self._order = library.order(db, self.who, self.listing)
        return self._order
