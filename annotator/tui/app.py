"""The program on the terminal: opens screens, and leaves with the right status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual import events
from textual.app import SystemCommand
from textual.screen import Screen

from annotator.config.options import LIBRARY, PEOPLE
from annotator.config.reading import Config
from annotator.errors import AnnotatorError, UsageError
from annotator.model.layer_names import GOLD
from annotator.store.project import Project
from annotator.tui.catalogue import Catalogue
from annotator.tui.garbage import LOOK, GarbageCollection
from annotator.tui.library_commands import COMMANDS
from annotator.tui.messages import (
    ArticleLeft,
    ArticleWanted,
    EditWanted,
    PeopleWanted,
    PlaceWanted,
    ReviewWanted,
    ThemeWanted,
)
from annotator.tui.program import Program, run_program
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from annotator.tui.screens.people import PeopleScreen
    from annotator.tui.screens.read import ReadScreen


@runtime_checkable
class HasCommands(Protocol):
    """A screen with commands of its own for the palette, and perhaps with something that could not be saved."""

    unsaved: bool

    def palette(self) -> Iterable[SystemCommand]:
        """The commands that apply now."""


@runtime_checkable
class TellsWhy(Protocol):
    """A screen that can say something until the next key."""

    def tell(self, words: str) -> None:
        """Say it."""


_WORK = "work"


class AnnotatorApp(Program):
    """The library, and the reader over it."""

    # Textual would put an empty screen at the bottom, and make and draw that too before the library.
    DEFAULT_MODE = _WORK

    def __init__(
        self,
        project: Project,
        who: str,
        article: str | None = None,
        config: Config | None = None,
        *,
        review: bool = False,
        catalogue: Catalogue | None = None,
    ) -> None:
        """`review` opens the article for review and not in the reader; `catalogue` is the library's, made ahead."""
        super().__init__(config)
        self._review = review
        self._under_review: Screen[None] | None = None
        """The review screen, over which the reader may stand with gold."""
        self.project = project
        self.who = who
        self._article = article
        self._catalogue = catalogue
        self._garbage = GarbageCollection()
        # An article's screen may give way to the library, and the one at the bottom may not.
        self.add_mode(_WORK, Screen if article else lambda: self.library)

    @cached_property
    def library(self) -> LibraryScreen:
        """The library; an article that is opened first does not wait for it."""
        commands = commands_in_force(self.preferences, LIBRARY)
        catalogue = self._catalogue or Catalogue(self.project, self.who)
        return LibraryScreen(catalogue, self._article or "", commands)

    def on_mount(self) -> None:
        self.leave_on_signals()
        self.call_later(self.call_after_refresh, self._begin_collecting)
        if self._article is None:
            self.set_timer(LOOK, self._get_reader_ready)
            return
        if self._review:
            self.review(self._article)
        else:
            self.read(self._article)

    def _begin_collecting(self) -> None:
        """What the first page does not wait for."""
        self._garbage.begin()
        self.set_interval(LOOK, self._garbage.look)

    def _get_reader_ready(self) -> None:
        """Import the reader, which the first page did not wait for, before it is asked for; beside the keys."""
        self.run_worker(lambda: import_module("annotator.tui.screens.read"), thread=True)

    async def on_event(self, event: events.Event) -> None:
        """Whatever a person does comes by here first."""
        if isinstance(event, events.InputEvent):
            self._garbage.pressed()
        await super().on_event(event)

    def read(self, article: str, words: str = "", places: tuple[tuple[int, int], ...] = ()) -> None:
        """Open an article in the reader, at the first of the places where words that led to it were found."""
        from annotator.tui.screens.read import ReadScreen  # the library's first page does not wait for it

        screen = ReadScreen(self.project, self.who, article, self.preferences)
        if places:
            screen.show_found(words, places)
        self.push_screen(screen)

    def review(self, article: str, offset: int = -1) -> None:
        """Open an article for review, at the thing at an offset in code points if that is given.

        Raises:
            UsageError: the person is no reviewer.
        """
        from annotator.tui.screens.review import ReviewScreen

        self._under_review = ReviewScreen(self.project, self.who, article, self.preferences)
        if offset >= 0:
            self._under_review.go_to(offset)
        self.push_screen(self._under_review)

    def on_edit_wanted(self, event: EditWanted) -> None:
        """Open gold in the reader, over the review."""
        from annotator.session.command import Command
        from annotator.session.state import Tone
        from annotator.tui.screens.read import ReadScreen

        with self._telling_why():
            screen = ReadScreen(self.project, self.who, event.article, self.preferences, layer=GOLD)
            screen.desk.run(Command("click", offset=event.offset))
            back = screen.state.key("escape")
            screen.desk.tell(
                f"This is gold, to be edited by hand; {back} goes back to the review.", Tone.PLAIN
            )
            self.push_screen(screen)

    def on_review_wanted(self, event: ReviewWanted) -> None:
        with self._telling_why():
            self.review(event.article)

    @contextmanager
    def _telling_why(self) -> Iterator[None]:
        """Say why a screen cannot be opened, as on a full disk, on the one that wanted it."""
        try:
            yield
        except AnnotatorError as error:
            if isinstance(self.screen, TellsWhy):
                self.screen.tell(error.sentence)
            else:
                self.notify(error.sentence, markup=False, severity="warning")

    def on_place_wanted(self, event: PlaceWanted) -> None:
        """A reviewer decides there; others read."""
        with self._telling_why():
            try:
                self.review(event.article, event.offset)
            except UsageError:
                if not self.project.read_only:
                    self.project.keep_place(self.who, event.article, event.offset)
                self.read(event.article)

    def on_article_wanted(self, event: ArticleWanted) -> None:
        with self._telling_why():
            self.read(event.article, event.words, event.places)

    def on_people_wanted(self, _: PeopleWanted) -> None:
        from annotator.tui.screens.people import PeopleScreen  # the library's first page does not wait for it

        commands = commands_in_force(self.preferences, PEOPLE)
        self.push_screen(PeopleScreen(self.project, self.who, commands))

    def on_people_screen_link_chosen(self, event: PeopleScreen.LinkChosen) -> None:
        """Open an article at a link: in the reader that lies below, or in one over the people."""
        from annotator.tui.screens.read import ReadScreen

        with self._telling_why():
            if not self.project.read_only:
                self.project.keep_place(self.who, event.article, event.offset)
            below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
            if isinstance(below, ReadScreen):
                self.pop_screen()
                below.open(event.article)
            else:
                self.read(event.article)

    def on_article_left(self, event: ArticleLeft) -> None:
        """Back from gold to its review, from a review to the reader below it; else out of the article."""
        if self._under_review in self.screen_stack[:-1]:
            self.pop_screen()
        elif (reader := self._reader_below_review()) is not None:
            self.pop_screen()
            reader.call_after_refresh(reader.open, reader.state.reading.article.id)
        else:
            self.leave(event.article)

    def leave(self, article: str) -> None:
        """Back from an article to the library, which may not have been opened yet."""
        self.library.remember(article)
        if self.library in self.screen_stack:
            self.pop_screen()
        else:
            self.switch_screen(self.library)

    def _reader_below_review(self) -> ReadScreen | None:
        """The reader from which the review on top was opened; None if it was not."""
        from annotator.tui.screens.read import ReadScreen  # the library's first page does not wait for it

        below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        return below if self.screen is self._under_review and isinstance(below, ReadScreen) else None

    async def action_quit(self) -> None:
        """Leave; with status 1 if the last key could not be saved."""
        unsaved = self._unsaved()
        if unsaved:
            self.last_words = self.log_place()
        self.exit(1 if unsaved else 0)

    def _unsaved(self) -> bool:
        """Whether the last key could not be saved, of which the screen tells."""
        return any(isinstance(one, HasCommands) and one.unsaved for one in self.screen_stack)

    def log_place(self) -> str:
        place = self.project.path.absolute()
        if self._unsaved():
            return f"The last change could not be saved; all before it is in {place}."
        return f"Everything is saved in {place}; `annotator log` lists what was done."

    def on_theme_wanted(self, _: ThemeWanted) -> None:
        self.next_theme()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: the reader's own commands where it is open."""
        if isinstance(screen, HasCommands):
            yield from screen.palette()
            if not screen.is_modal:
                return
        yield SystemCommand("Colours", "Dark, light, the terminal's own", self.next_theme)
        yield SystemCommand("Quit", "Leave the program", lambda: self.exit(0))


def commands_in_force(config: Config, table: str) -> Sequence[ScreenCommand]:
    """The commands of the library or of people with the keys in force."""
    if table == LIBRARY and not config.keys_of(LIBRARY):
        return COMMANDS
    from annotator.tui.keymap import keymap  # the library's first page does not wait for it
    from annotator.tui.people_commands import COMMANDS as FOR_PEOPLE

    return keymap(COMMANDS if table == LIBRARY else FOR_PEOPLE, config, table).commands


def open_review(project: Project, who: str, article: str, config: Config | None = None) -> int:
    """Open an article for review; returns and raises as `open_reader`."""
    return run_program(AnnotatorApp(project, who, article, config, review=True))


def open_library(catalogue: Catalogue, config: Config | None = None) -> int:
    """Open the library; returns and raises as `open_reader`."""
    return run_program(AnnotatorApp(catalogue.project, catalogue.who, None, config, catalogue=catalogue))


def open_reader(project: Project, who: str, article: str, config: Config | None = None) -> int:
    """Open an article in the reader; returns the exit status when the person leaves.

    The status is 1 if the last key could not be saved.

    Raises:
        AnnotatorError: the article cannot be opened.
        Exception: a fault of ours, once the terminal is as it was.
    """
    return run_program(AnnotatorApp(project, who, article, config))
