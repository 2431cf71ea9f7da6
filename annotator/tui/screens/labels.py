"""The pick list: any label of the article, seen or not, to link the one in hand with."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from annotator.model.items import Span
from annotator.session.command import Command
from annotator.session.linking import linked, partners
from annotator.session.state import State
from annotator.suggest.find import closest
from annotator.tui.screens.dialog import PickList, in_context, one_line, titled
from annotator.tui.widgets.hints import Hints

_WIDTH = 76


class LabelScreen(PickList[Command | None]):
    """Type to narrow, enter links with the marked one; the nearest stand first."""

    DEFAULT_CSS = "LabelScreen #box { width: 84; }"
    OTHER_ROWS = 7

    def __init__(self, state: State, span_id: str) -> None:
        super().__init__()
        self._state = state
        self._hand = state.layer.spans[span_id]
        self._all = sorted(partners(state, self._hand), key=self._distance)
        self._texts = [f"{span.label} {self._said(span)}" for span in self._all]
        self._shown: list[int] = []

    def _distance(self, span: Span) -> tuple[int, int, str]:
        gap = max(span.start - self._hand.end, self._hand.start - span.end, 0)
        return (gap, span.start, span.id)

    def _said(self, span: Span) -> str:
        people = (self._state.person(link.entity) for link in self._state.layer.links_of(span.id))
        names = ", ".join(person.name for person in people if person is not None)
        return f"{span.surface(self._state.reading.text)} {names}"

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            hand = one_line(self._hand.surface(self._state.reading.text), 40)
            box.border_title = titled(f"Link {self._hand.label.lower()} “{hand}” with")
            yield Input(placeholder="words, a label or a name")
            yield OptionList(markup=False)
            yield Hints()

    def on_mount(self) -> None:
        self._narrow()
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._shown = closest(self.query_one(Input).value, self._texts, limit=200)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(self._all[number])) for number in self._shown])
        if self._shown:
            options.highlighted = 0
        if self._shown:
            self.query_one(Hints).say(
                "", self.hint(("take", "links, or takes the link away"), "move", "escape")
            )
        else:
            self.query_one(Hints).say("No label is like this.", self.hint("escape"))

    def _line(self, span: Span) -> Content:
        state = self._state
        label = state.scheme.label(span.label)
        color = f"$label-{label.color}" if label else "$text"
        mark = "✓ " if linked(state, self._hand, span) else "  "
        paragraph = state.reading.article.paragraph_at(span.start) + 1
        head = f"{mark}{one_line(span.label, 8):<8} ¶{paragraph:<4}"
        part = span.fragments[0]
        return Content(head).stylize(Style.parse("$text-muted")) + in_context(
            state, (part.start, part.end), _WIDTH - len(head), color
        )

    def take(self, index: int) -> None:
        """Link with the label in this line, or take the link away."""
        self.dismiss(Command("link-span", span=self._all[self._shown[index]].id))
