"""The picker: who is it? Known people ranked for the words at hand, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.suggester import Suggester
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from annotator.session.command import Command
from annotator.session.people import digit_of
from annotator.session.state import State
from annotator.suggest.names import Match
from annotator.text.shown import shown_line
from annotator.tui.dialog_commands import PICKER
from annotator.tui.picker import Picker
from annotator.tui.screens.dialog import PickList, one_line, titled
from annotator.tui.widgets.hints import Hints
from annotator.tui.widgets.name_input import NameInput

_IN_TITLE = 40
"""Cells of the words that are asked about, and of the name that is proposed."""
_KEYS = (
    *(
        ("take", "takes the marked line"),
        "move",
        "complete",
        "new-person",
        "new-organisation",
        "rename",
        "escape",
    ),
)


class PersonScreen(PickList[Command | None]):
    """Type to narrow, enter takes the first (or the one moved to), ctrl+n makes a new one.

    Whose name only looks like the words, as `Donald Trump` looks like `Donald Trump Jr.`, is taken by a second enter.
    """

    DEFAULT_CSS = "PersonScreen #box { width: 72; }"
    SMALL = PICKER
    OTHER_ROWS = 7

    def __init__(self, state: State, span_id: str) -> None:
        super().__init__()
        self._state = state
        self._picker = Picker.of(state, span_id)
        self._span = self._picker.span
        mention = (self._span.start, self._span.end)
        part = state.reading.paragraph(state.reading.article.paragraph_at(self._span.start))
        self.about = ((part.start, part.end), mention)
        self._matches: Sequence[Match] = ()
        self._asked: Match | None = None
        """Who is taken by a second enter only, and was asked about by the first."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(self._question())
            yield NameInput(
                value=self._picker.proposed(),
                select_on_focus=True,
                suggester=_Completing(self._picker),
            )
            yield OptionList()
            yield Hints()

    def _question(self) -> str:
        if self._span.label == "QUOTE":
            return "Who speaks without being mentioned?"
        return f"Who is “{one_line(self._span.surface(self._state.reading.text), _IN_TITLE)}”?"

    def on_mount(self) -> None:
        self._narrow()
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _narrow(self) -> None:
        typed = self.query_one(Input).value.strip()
        offer = self._picker.offer(typed)
        self._matches, self._asked = offer.matches, None
        options = self.query_one(OptionList)
        options.clear_options()
        digits = digit_of(self._state)
        options.add_options(
            [Option(_line(match, digits.get(match.entity.id, " "))) for match in self._matches]
        )
        if typed:
            made = Content(f"+ new {self._picker.new_kind}: ").stylize(Style.parse("$accent")) + Content(
                shown_line(typed)
            ).stylize(Style.parse("bold"))
            options.add_option(Option(made))
        if options.option_count:
            options.highlighted = offer.marked
        if not options.option_count:
            self.query_one(Hints).say("Nobody is known yet: type a name.", self.hint("escape"))
        elif self._matches and self._matches[0].trap:
            self._tell("≠ is somebody else by the name, and asked about before being taken.")
        else:
            self._tell("")

    @on(OptionList.OptionHighlighted)
    def _say_who_is_taken(self) -> None:
        """An empty field would look as if nobody were proposed yet."""
        marked = self.query_one(OptionList).highlighted
        told = "type a name"
        if marked is not None and marked < len(self._matches):
            name = one_line(self._matches[marked].entity.name, _IN_TITLE)
            told = f"{self.key('take')} takes {name}; or {told}"
        self.query_one(Input).placeholder = told

    def _tell(self, told: str) -> None:
        self.query_one(Hints).say(told, self.hint(*_KEYS))

    def take(self, index: int) -> None:
        """Take whoever stands in this line; a known namesake only when taken twice."""
        if index >= len(self._matches):
            self._new(self._picker.new_kind)
            return
        match = self._matches[index]
        if match.trap and self._asked is not match:
            self._asked = match
            self._tell(
                f"{match.trap.capitalize()}. {self.key('take')} again if {match.entity.name} is meant all the same."
            )
            return
        self.dismiss(Command("link-person", span=self._span.id, entity=match.entity.id))

    def action_new_person(self) -> None:
        """Make a new person of the words typed."""
        self._new("person")

    def action_new_organisation(self) -> None:
        """Make a new organisation of the words typed."""
        self._new("organisation")

    def action_complete(self) -> None:
        """Complete what is typed to a name of the article; else go right in it."""
        self.query_one(Input).action_cursor_right()

    def _new(self, kind: str) -> None:
        name = " ".join(self.query_one(Input).value.split())
        if name:
            self.dismiss(Command("link-person", span=self._span.id, name=name, kind=kind))

    def action_rename(self) -> None:
        """Call the marked person what is typed."""
        marked = self.query_one(OptionList).highlighted
        name = " ".join(self.query_one(Input).value.split())
        if name and marked is not None and marked < len(self._matches):
            entity = self._matches[marked].entity.id
            self.dismiss(Command("rename-person", entity=entity, name=name))
        else:
            moves = f"{self.key('up')} or {self.key('down')}"
            self._tell(f"Mark a known person with {moves} first; {self.key('rename')} calls them as typed.")


class _Completing(Suggester):
    """Goes on with what is typed as a name in the article does; the right arrow key takes it."""

    def __init__(self, picker: Picker) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._picker = picker

    async def get_suggestion(self, value: str) -> str | None:
        """The whole name, written as it was begun."""
        name = self._picker.completion(value)
        return value + name[len(value) :] if name else None


def _line(match: Match, digit: str) -> Content:
    kind = "" if match.entity.kind == "person" else f" ({match.entity.kind})"
    reason = match.reason if match.reason == "in this article" else f"{match.score}  {match.reason}"
    if match.trap:
        reason = f"≠ {match.trap}"
    return (
        Content(f"{digit} ").stylize(Style.parse("$text-muted"))
        + Content(shown_line(match.entity.name)).stylize(Style.parse("bold"))
        + Content(kind)
        + Content(f"  {shown_line(reason)}").stylize(Style.parse("$text-muted"))
    )
