"""The library: all articles with how far one is, and the way into each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.timer import Timer
from textual.widgets import Static

from annotator.store import search
from annotator.store.library import Listing, Sort
from annotator.store.reading import last_article
from annotator.text.shown import shown_line
from annotator.tui.catalogue import Catalogue
from annotator.tui.keys import key_name, key_names
from annotator.tui.library_commands import COMMANDS, MOVE
from annotator.tui.library_words import counted, listed, nothing
from annotator.tui.messages import ArticleWanted, PeopleWanted, PlaceWanted, ReviewWanted
from annotator.tui.screen_commands import ScreenCommand, by_key, while_typing
from annotator.tui.screens.fitting import Body, FittingScreen, TooSmall
from annotator.tui.widgets.article_list import ArticleList, ListHead
from annotator.tui.widgets.bar import Bar
from annotator.tui.widgets.command_bar import CommandBar
from annotator.tui.widgets.preview import LENGTH, Preview

if TYPE_CHECKING:
    from annotator.tui.widgets.search_line import SearchLine

_SORTS = tuple(Sort)
_CALM = 0.06
"""Seconds without another key after which the preview follows the mark, and the list the words typed."""
_MANY = 6
"""Other people in an article from whom on its review takes long enough to open for a word about it."""
_LOOK = 1.0
"""Seconds between two looks at what others have written."""


class LibraryScreen(FittingScreen):
    """The counts, the list with a preview beside or below it, and the keys."""

    CSS = """
    LibraryScreen { layout: vertical; }
    #head { background: $panel; }
    #body { height: 1fr; layout: horizontal; }
    #list { width: 1fr; }
    Preview { width: 30%; max-width: 64; height: 1fr; background: $surface; padding: 1 2; }
    LibraryScreen.narrow #body { layout: vertical; }
    LibraryScreen.narrow Preview { width: 1fr; max-width: 100%; height: 30%; min-height: 5; padding: 0 1; }
    LibraryScreen.narrow Preview { dock: bottom; }
    #empty { display: none; height: 1fr; padding: 2 4; }
    LibraryScreen.empty #empty { display: block; }
    LibraryScreen.empty ArticleList, LibraryScreen.empty ListHead, LibraryScreen.empty Preview { display: none; }
    #message { color: $text-muted; }
    """
    # Textual's own use of these keys is another one.
    BINDINGS = [
        Binding(key, f"key({key!r})", show=False, priority=True) for key in ("ctrl+q", "ctrl+p", "tab")
    ]
    AUTO_FOCUS = "ArticleList"
    unsaved = False

    def __init__(
        self, catalogue: Catalogue, marked: str = "", commands: Sequence[ScreenCommand] = COMMANDS
    ) -> None:
        super().__init__()
        self.commands = commands
        self._keys = by_key(commands)
        self._named = key_names(commands)
        self.catalogue = catalogue
        self._remembered = marked
        """Id of the article that is to be marked when the library shows again."""
        self._fresh = True
        self._said = ""
        self._previewed: int | None = None
        """Number of the article that the preview shows."""
        self._preview_timer: Timer | None = None
        self._search_timer: Timer | None = None
        self._search: SearchLine | None = None

    # -- what is shown ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        head = ListHead(self.catalogue)
        yield Bar(id="head")
        with Body():
            yield Preview()
            with Vertical(id="list"):
                yield head
                yield ArticleList(self.catalogue, head)
                yield Static("", id="empty", markup=False)
        yield TooSmall()
        yield Bar(id="message")
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        self.list = self.query_one(ArticleList)
        self.preview = self.query_one(Preview)
        self.fit(self.size)
        self._mark_remembered()
        self._show_preview()
        self._tell()
        self.set_interval(_LOOK, self._look_around)
        # Other colours: what was said in the old ones is said anew.
        self.app.theme_changed_signal.subscribe(self, lambda _: self.call_after_refresh(self._again))
        project = self.catalogue.project
        if project.read_only and project.notices:
            self.tell(" ".join(project.notices))
        else:
            self.toast(project.notices)
        project.notices.clear()

    def on_screen_resume(self) -> None:
        """Back from an article: show how far it is now."""
        if self._fresh:  # just mounted
            self._fresh = False
            return
        self._look_again()
        self._mark_remembered()

    def on_resize(self, event: events.Resize) -> None:
        self.fit(event.size)
        self.call_after_refresh(self._again)

    def _again(self) -> None:
        self._tell()
        self._show_preview()

    def _tell(self) -> None:
        """Say how far the person is, what is listed, and which keys there are."""
        catalogue = self.catalogue
        self.query_one("#head", Bar).put(counted(catalogue, self.query_one("#head", Bar).room))
        self._tell_place()
        self.query_one(CommandBar).show(typing=self._typing)
        self.set_class(not len(catalogue), "empty")
        if not len(catalogue):
            self.query_one("#empty", Static).update(nothing(catalogue, self._named))

    def _tell_place(self) -> None:
        bar = self.query_one("#message", Bar)
        if self._said:
            bar.put(Content(self._said).stylize(Style.parse("$text")))
        else:
            bar.put(listed(self.catalogue, self.list.marked, bar.room))

    def tell(self, words: str) -> None:
        """Say something until the next key."""
        self._say(shown_line(words))

    def _say(self, words: str) -> None:
        self._said = words
        self._tell_place()

    def _show_preview(self) -> None:
        self._preview_timer = None
        row, number = self.list.marked_row, self.catalogue.number(self.list.marked)
        self._previewed = number
        if row is None or number is None:
            self.preview.clear()
            return
        with self.catalogue.project.reading() as db:
            passage = search.passage(db, number, self.catalogue.listing.search, LENGTH)
        notes = self.catalogue.notes.get(row.id, 0)
        self.preview.show(row, passage, tall=not self.has_class("narrow"), notes=notes)

    def on_marked_list_marked(self) -> None:
        self._tell_place()
        if self._preview_timer is not None:
            self._preview_timer.stop()
            self._preview_timer = None
        if self.catalogue.number(self.list.marked) != self._previewed:
            self._preview_timer = self.set_timer(_CALM, self._show_preview)

    @property
    def is_behind(self) -> bool:
        """Whether the preview is yet to follow the mark, or the list the words."""
        return self._preview_timer is not None or self._search_timer is not None

    # -- which articles -----------------------------------------------------------------------------------

    def remember(self, article: str) -> None:
        """Mark this article when the library shows again."""
        self._remembered = article

    def _mark_remembered(self) -> None:
        article, self._remembered = self._remembered, ""
        place = self.catalogue.place_of_id(article) if article else None
        self.list.mark(self.list.marked if place is None else place)

    def list_as(self, listing: Listing) -> None:
        """List other articles, or in another order; the marked one stays marked if it is among them."""
        if listing == self.catalogue.listing:
            return
        marked = self.catalogue.number(self.list.marked)
        self.catalogue.show(listing)
        place = self.catalogue.place_of(marked) if marked is not None else None
        self._show_list(place or 0)

    def _look_around(self) -> None:
        """See what others have written, and stay where one is."""
        if self.is_current and self.catalogue.changed_elsewhere():
            self._look_again()

    def _look_again(self) -> None:
        marked = self.catalogue.number(self.list.marked)
        self.catalogue.look_again()
        self.catalogue.count()
        place = self.catalogue.place_of(marked) if marked is not None else None
        self._show_list(self.list.marked if place is None else place, steady=True)

    def _show_list(self, marked: int, *, steady: bool = False) -> None:
        self._tell()
        self.list.show(marked, steady=steady)
        self.query_one(ListHead).refresh()
        self._show_preview()

    def on_list_head_picked(self, event: ListHead.Picked) -> None:
        listing = self.catalogue.listing
        turned = event.sort is listing.sort and not listing.reverse
        self._sort(event.sort, reverse=turned)

    def _sort(self, sort: Sort, *, reverse: bool) -> None:
        """Put the list in another order; whoever is at its top stays there."""
        top = self.list.marked == 0
        self.list_as(replace(self.catalogue.listing, sort=sort, reverse=reverse))
        if top:
            self.list.mark(0)

    # -- searching ----------------------------------------------------------------------------------------

    def _begin_search(self) -> None:
        if self._search is None:
            from annotator.tui.widgets.search_line import SearchLine  # the first page does not wait for it

            self._search = SearchLine()
            self.mount(self._search, before="#keys")
        self._search.begin(self.catalogue.listing.search)

    def on_search_line_typed(self) -> None:
        if self._search_timer is not None:
            self._search_timer.stop()
        self._search_timer = self.set_timer(_CALM, self._list_found)

    def _list_found(self) -> None:
        self._search_timer = None
        if self._search is not None:
            self.list_as(replace(self.catalogue.listing, search=self._search.words))

    def on_search_line_left(self) -> None:
        """The words stand, and the keys are the list's again."""
        self._list_found()
        self.list.focus()

    def _back_out(self) -> None:
        """Take the search away, then the filters."""
        listing = self.catalogue.listing
        if self._search is not None and self._search.display:
            self._search.end()
            self.list.focus()
        if listing.search:
            self.list_as(replace(listing, search=""))
        elif listing.narrowed:
            self.list_as(Listing(listing.sort, listing.reverse))
        else:
            self._say(f"{self._named['quit']} leaves the program; everything is saved.")

    def _choose_filter(self) -> None:
        from annotator.tui.screens.filters import FilterScreen  # the first page does not wait for it

        self.app.push_screen(FilterScreen(self.catalogue), self._filtered)

    def _filtered(self, listing: Listing | None) -> None:
        if listing is not None:
            self.list_as(listing)

    # -- commands -----------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        key = key_name(event.key, event.character)
        command = self._keys.get(key)
        wanted = while_typing(key, command) if self._typing else command.id if command is not None else None
        if wanted is None:
            if self._search is not None and self._typing:
                self._search.take(event)
            return
        event.stop()
        event.prevent_default()
        self.carry_out(wanted)

    @property
    def _typing(self) -> bool:
        return self._search is not None and self._search.has_keys

    def action_key(self, key: str) -> None:
        """A key that Textual would take for something else."""
        if (command := self._keys.get(key)) is not None:
            self.carry_out(command.id)

    def on_descendant_focus(self) -> None:
        """Other keys hold while words are typed."""
        self.query_one(CommandBar).show(typing=self._typing)

    def on_command_bar_picked(self, event: CommandBar.Picked) -> None:
        self.carry_out(event.command)

    def carry_out(self, command: str) -> None:
        """Do what a command of the table says."""
        if self._said:
            self._said = ""
            self._tell_place()
        page = max(1, self.list.size.height - 1)
        if self.carry_out_anywhere(command):
            return
        match command:
            case "down" | "up" | "page-down" | "page-up":
                step = page if command.startswith("page") else 1
                self.list.mark(self.list.marked + (step if command.endswith("down") else -step))
            case "first":
                self.list.mark(0)
            case "last":
                self.list.mark(len(self.catalogue) - 1)
            case "open":
                self.list.open_marked()
            case "next-not-done":
                self._next_not_done()
            case "resume":
                self._resume()
            case "review":
                self._review_marked()
            case "search":
                self._begin_search()
            case "filter":
                self._choose_filter()
            case "sort":
                following = (_SORTS.index(self.catalogue.listing.sort) + 1) % len(_SORTS)
                self._sort(_SORTS[following], reverse=False)
            case "turn":
                listing = self.catalogue.listing
                self._sort(listing.sort, reverse=not listing.reverse)
            case "escape":
                self._back_out()
            case "people":
                self.post_message(PeopleWanted())
            case "agreement":
                self._show_agreement()
            case "help":
                from annotator.tui.screens.library_help import LibraryHelpScreen

                self.app.push_screen(LibraryHelpScreen(self.commands))

    def palette(self) -> Iterable[SystemCommand]:
        """The commands, for the palette."""
        from annotator.tui.screens.palette import in_palette  # the library's first page does not wait for it

        listed = (one for one in self.commands if one.group != MOVE and one.id != "escape")
        return in_palette(listed, lambda one: self.carry_out(one.id))

    def _next_not_done(self) -> None:
        place = self.catalogue.next_not_done(self.list.marked)
        if place is None:
            self._say("Every article that is listed is done.")
        else:
            self.list.mark(place)

    def _review_marked(self) -> None:
        row = self.list.marked_row
        if row is None:
            return
        self._remembered = row.id
        if len(row.others) < _MANY:
            self.post_message(ReviewWanted(row.id))
        else:  # it takes a moment, and what takes a moment is said before it begins
            self._say(f"Comparing the layers of {len(row.others)} people …")
            self.call_after_refresh(self.post_message, ReviewWanted(row.id))

    def _show_agreement(self) -> None:
        from annotator.tui.screens.agreement import AgreementScreen, Place

        def chosen(place: Place | None) -> None:
            if place is not None:
                self._remembered = place.article
                self.post_message(PlaceWanted(place.article, place.offset))

        self.app.push_screen(AgreementScreen(self.catalogue.project, self.catalogue.who), chosen)

    def _resume(self) -> None:
        with self.catalogue.project.reading() as db:
            article = last_article(db, self.catalogue.who)
        if article is None:
            self._say(f"You have not opened any article yet; {self._named['open']} opens the marked one.")
        else:
            self.post_message(ArticleWanted(article))

    def on_preview_opened(self) -> None:
        self.list.open_marked()

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        self._remembered = event.article
        words = self.catalogue.listing.search
        self.post_message(ArticleWanted(event.article, words, self.catalogue.found_in(event.article)))
