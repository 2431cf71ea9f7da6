"""The attribute menu: every attribute of a label with its values, each a key away."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.session.command import Command
from annotator.session.state import State
from annotator.tui.dialog_commands import ATTRIBUTES
from annotator.tui.keys import key_name
from annotator.tui.screens.dialog import Dialog, one_line, titled
from annotator.tui.widgets.hints import Hints

_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
"""What chooses a value, as far as it is no command's here."""


class AttributeScreen(Dialog):
    """A digit or enter gives the value and closes; the value that is set already is taken away."""

    DEFAULT_CSS = "AttributeScreen #box { width: 44; }"
    SMALL = ATTRIBUTES

    def __init__(self, state: State, span_id: str) -> None:
        super().__init__()
        self._span = state.layer.spans[span_id]
        label = state.scheme.label(self._span.label)
        self._attributes = label.attributes if label else ()
        self._title = label.title if label else self._span.label
        self._words = self._span.surface(state.reading.text)
        self._values = [(spec.name, value) for spec in self._attributes for value in spec.values]

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(f"{self._title}: {one_line(self._words, 28)}")
            yield OptionList(*self._options(), markup=False)
            yield Hints(self.hint(("take", "(or its key) chooses, again takes away"), "escape"))

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = 1

    @property
    def _keys(self) -> str:
        """What chooses each value."""
        taken = {key for command in self.commands for key in (*command.keys, *self._opening_keys())}
        return "".join(key for key in _KEYS if key not in taken)

    def _options(self) -> list[Option]:
        found: list[Option] = []
        number = 0
        keys = self._keys
        for spec in self._attributes:
            name = Content(spec.name.replace("_", " ")).stylize(Style.parse("$text-muted"))
            found.append(Option(name, disabled=True))
            for value in spec.values:
                chosen = self._span.attribute(spec.name) == value
                key = keys[number] if number < len(keys) else " "
                line = Content(f"  {key}  ").stylize(Style.parse("bold")) + Content(
                    f"{'●' if chosen else '○'} {one_line(value, 28)}"
                )
                found.append(Option(line, id=str(number)))
                number += 1
        return found

    def action_cursor(self, by: int) -> None:
        """Move the mark past the names."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    async def on_key(self, event: events.Key) -> None:
        """A value's own key."""
        place = self._keys.find(key_name(event.key, event.character)) if event.character else -1
        if 0 <= place < len(self._values):
            event.stop()
            self._choose(place)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self._choose(int(event.option_id))

    def _choose(self, number: int) -> None:
        name, value = self._values[number]
        set_already = self._span.attribute(name) == value
        self.dismiss(
            Command("set-attribute", name=name, text="" if set_already else value, span=self._span.id)
        )
