"""The small screens over a review: a reason, a layer's number, and what may be decided at once."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from annotator.review.offers import BulkOffer
from annotator.review.state import Command
from annotator.text.shown import shown_line
from annotator.tui.dialog_commands import BULK, TYPED
from annotator.tui.review_desk import SINGLES
from annotator.tui.screens.dialog import Box, one_line
from annotator.tui.widgets.hints import Hints

_WIDTH = 70
_EXAMPLES = 4


class ReasonScreen(Box[Command | None]):
    """Enter takes what is typed, or the marked reason of those that were given before."""

    SMALL = TYPED
    OTHER_ROWS = 6

    def __init__(self, reasons: Sequence[tuple[str, int]], reason: str) -> None:
        super().__init__()
        self._reasons = reasons
        self._reason = reason
        self._found = list(reasons)

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Reason of the decision to come"
            yield Input(self._reason, placeholder="a word or a sentence")
            yield OptionList(*map(_reason_line, self._reasons), markup=False)
            yield Hints(self.hint("take", ("move", "choose one that was given before"), "escape"))

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        """List those that hold what is typed."""
        typed = event.value.casefold().strip()
        self._found = [one for one in self._reasons if typed in one[0].casefold()]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(map(_reason_line, self._found))

    def action_cursor(self, by: int) -> None:
        """Move the mark, which begins on no reason."""
        options = self.query_one(OptionList)
        if options.highlighted is None and options.option_count:
            options.highlighted = 0 if by > 0 else options.option_count - 1
        else:
            super().action_cursor(by)

    @on(Input.Submitted)
    def _send(self, event: Input.Submitted) -> None:
        marked = self.query_one(OptionList).highlighted
        reason = self._found[marked][0] if marked is not None else event.value
        self.dismiss(Command("set-reason", text=reason))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Command("set-reason", text=self._found[event.option_index][0]))


def _reason_line(given: tuple[str, int]) -> Option:
    reason, times = given
    count = Content(f"{times:>5} × ").stylize(Style.parse("$text-muted"))
    return Option(count + Content(one_line(reason, _WIDTH - 10)))


class LayerScreen(Box[Command | None]):
    """The number of a layer is typed."""

    DEFAULT_CSS = "LayerScreen #box { width: 50; }"
    SMALL = TYPED

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = names

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Which layer?"
            yield Input(placeholder=f"1 to {len(self._names)}")
            listed = "  ".join(f"{number} {name}" for number, name in enumerate(self._names, start=1))
            yield Static(shown_line(listed), markup=False)
            yield Hints(self.hint("take", "escape"))

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _send(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= len(self._names):
            self.dismiss(Command("take", int(typed) - 1))


class BulkScreen(Box[Command | None]):
    """Says of each what it would decide; enter does it, as one step of undo."""

    DEFAULT_CSS = "BulkScreen #shown { height: 7; color: $text-muted; margin: 1 0; }"
    SMALL = BULK
    OTHER_ROWS = 13

    def __init__(self, offers: Sequence[BulkOffer], text: str, singles: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._rows: list[tuple[Command, str, list[str]]] = [
            (
                one.command,
                f"{len(one.things):>5}  {one.title}",
                _examples(one, text),
            )
            for one in offers
        ]
        if singles:
            shown = [f"{article} (by {layer})" for article, layer in singles]
            title = f"{len(singles):>5}  articles that one person alone has labelled: gold, marked single"
            self._rows.append((Command(SINGLES), title, shown))

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Take at once, of what waits"
            yield OptionList(*(Option(one_line(row[1], _WIDTH)) for row in self._rows), markup=False)
            yield Static("", id="shown", markup=False)
            if self._rows:
                yield Hints(self.hint(("take", "takes them, as one step of undo"), "move", "escape"))
            else:
                yield Hints(self.hint("escape"), "Nothing waits that could be taken at once.")

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        if self._rows:
            options.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _show(self, event: OptionList.OptionHighlighted) -> None:
        """What the marked one would take: the first and how many more."""
        examples = self._rows[event.option_index][2]
        lines = [one_line(line, _WIDTH) for line in examples[:_EXAMPLES]]
        if len(examples) > _EXAMPLES:
            lines.append(f"… and {len(examples) - _EXAMPLES} more")
        self.query_one("#shown", Static).update("\n".join(["It would take:", *lines]))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._rows[event.option_index][0])


def _examples(offer: BulkOffer, text: str) -> list[str]:
    found = []
    for thing in offer.things:
        version = thing.versions[offer.layer] or thing.present[0]
        found.append(f"{version.span.label.lower()} {version.span.surface(text)}")
    return found
