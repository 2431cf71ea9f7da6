"""The filters: what the library lists, by state, flag, publisher and language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from annotator.model.items import Progress
from annotator.store import library
from annotator.store.library import Choices, Counts, Listing
from annotator.text.shown import shown_line
from annotator.tui.catalogue import Catalogue
from annotator.tui.dialog_commands import TYPED
from annotator.tui.library_words import NOT_DONE
from annotator.tui.screens.dialog import Box
from annotator.tui.widgets.hints import Hints


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    group: str
    words: str
    count: int
    """Articles of the whole project."""
    listing: Listing
    """What is listed when it is chosen."""
    active: bool
    """Whether the list is narrowed to it now; choosing it again takes that away."""


def offered(listing: Listing, counts: Counts, choices: Choices) -> Iterator[Choice]:
    """All choices, each to be put on top of what the list is narrowed to now."""
    yield Choice("", "everything", counts.total, Listing(listing.sort, listing.reverse), not listing.narrowed)
    states = (
        ("not done", NOT_DONE, counts.total - counts.done),
        ("new", (Progress.NEW,), counts.new),
        ("begun", (Progress.BEGUN,), counts.begun),
        ("done", (Progress.DONE,), counts.done),
    )
    for words, wanted, count in states:
        active = listing.states == wanted
        yield Choice("state", words, count, replace(listing, states=() if active else wanted), active)
    yield Choice(
        "flag", "flagged", counts.flagged, replace(listing, flagged=not listing.flagged), listing.flagged
    )
    if choices.assigned or listing.assigned:
        chosen = replace(listing, assigned=not listing.assigned)
        yield Choice("assigned", "to me", choices.assigned, chosen, listing.assigned)
    for name, count in choices.langs:
        active = listing.lang == name
        yield Choice("language", name, count, replace(listing, lang=None if active else name), active)
    for name, count in choices.publishers:
        active = listing.publisher == name
        chosen = replace(listing, publisher=None if active else name)
        yield Choice("publisher", name or "none", count, chosen, active)


class FilterScreen(Box[Listing | None]):
    """Type to narrow the choices, enter takes one; one of each kind holds at a time."""

    DEFAULT_CSS = "FilterScreen #box { width: 60; }"
    SMALL = TYPED

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        with catalogue.project.reading() as db:
            choices = library.choices(db, catalogue.who)
        self._all = list(offered(catalogue.listing, catalogue.count(), choices))
        self._shown: list[Choice] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "What is listed?"
            yield Input(placeholder="a state, a publisher, a language")
            yield OptionList()
            yield Hints(
                self.hint(("take", "takes it, or takes it away again"), ("escape", "leaves all as it is"))
            )

    def on_mount(self) -> None:
        self._narrow()
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self) -> None:
        typed = self.query_one(Input).value.casefold().split()
        self._shown = [
            one for one in self._all if all(word in f"{one.group} {one.words}".casefold() for word in typed)
        ]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_line(one)) for one in self._shown])
        options.highlighted = 0 if self._shown else None

    @on(Input.Submitted)
    def _submitted(self) -> None:
        place = self.query_one(OptionList).highlighted
        if place is not None:
            self.dismiss(self._shown[place].listing)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index].listing)


def _line(choice: Choice) -> Content:
    mark = "● " if choice.active else "  "
    words = shown_line(choice.words)
    return (
        Content(mark).stylize(Style.parse("$accent bold"))
        + Content(f"{choice.group:<10}").stylize(Style.parse("$foreground-muted"))
        + Content(words).stylize(Style.parse("$text bold" if choice.active else "$text"))
        + Content(f"  {choice.count:,}").stylize(Style.parse("$foreground-muted"))
    )
