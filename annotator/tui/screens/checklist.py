"""The checklist: which of many places get a label, each with its context, before any of them does."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.session.command import Command
from annotator.session.reading import Bounds
from annotator.session.state import State
from annotator.tui.dialog_commands import CHECKLIST
from annotator.tui.screens.dialog import Dialog, in_context, one_line, titled
from annotator.tui.widgets.hints import Hints

_WIDTH = 70
_MOST = 1000
"""Places that a list shows; nobody looks through more."""


class ChecklistScreen(Dialog):
    """Places are taken in or out, one or all; then what is ticked is labelled, as one action."""

    DEFAULT_CSS = "ChecklistScreen #box { width: 84; }"
    SMALL = CHECKLIST
    OTHER_ROWS = 5

    def __init__(self, state: State, label: str, places: tuple[Bounds, ...], like: str = "") -> None:
        super().__init__()
        self._state = state
        self._label = label
        self._places = places[:_MOST]
        self._left_out = len(places) - len(self._places)
        self._like = like
        self._ticked = set(range(len(self._places)))

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(f"{self._label} for which of these?{self._person()}")
            yield OptionList(markup=False)
            yield Hints()

    def _person(self) -> str:
        links = self._state.layer.links_of(self._like) if self._like else []
        people = (self._state.person(link.entity) for link in links)
        names = [one_line(person.name, 24) for person in people if person is not None]
        return f" → {', '.join(names)}" if names else ""

    def _line(self, number: int) -> Content:
        place = self._places[number]
        box = "[x] " if number in self._ticked else "[ ] "
        head = f"¶{self._state.reading.article.paragraph_at(place[0]) + 1:<4}"
        label = self._state.scheme.label(self._label)
        color = f"$label-{label.color}" if label else "$accent"
        return (
            Content(box)
            + Content(head).stylize(Style.parse("$text-muted"))
            + in_context(self._state, place, _WIDTH - len(head), color)
        )

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.add_options([Option(self._line(number)) for number in range(len(self._places))])
        options.focus()
        options.highlighted = 0
        self._count()

    def _count(self) -> None:
        more = f"{self._left_out} more are left for another time." if self._left_out else ""
        count = f"labels {len(self._ticked)} of {len(self._places)}"
        self.query_one(Hints).say(more, self.hint(("take", count), "tick", "tick-all", "escape"))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._toggle(event.option_index)

    def action_tick(self) -> None:
        """The marked place in or out."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None:
            self._toggle(marked)

    def action_tick_all(self) -> None:
        """All, or none if all are ticked."""
        everything = set(range(len(self._places)))
        self._tick(everything if self._ticked != everything else set())

    def _toggle(self, number: int) -> None:
        self._tick(self._ticked ^ {number})

    def _tick(self, ticked: set[int]) -> None:
        changed, self._ticked = self._ticked ^ ticked, ticked
        options = self.query_one(OptionList)
        for number in changed:
            options.replace_option_prompt_at_index(number, self._line(number))
        self._count()

    async def action_take(self) -> None:
        """Label what is ticked."""
        places = tuple(self._places[number] for number in sorted(self._ticked))
        if not places:
            self.dismiss(None)
            return
        self.dismiss(Command("tag-all", text=self._label, places=places, span=self._like))
