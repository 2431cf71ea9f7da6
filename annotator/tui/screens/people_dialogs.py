"""What the screen of people asks: who is the same, what goes to somebody new, which name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from annotator.errors import UsageError
from annotator.store.people_rows import LinkRow, PersonRow
from annotator.suggest.names import Match
from annotator.text.safe import legible_name
from annotator.tui.beside import beside
from annotator.tui.dialog_commands import SPLIT, TYPED
from annotator.tui.register import About, Register, counted, what_a_merge_does
from annotator.tui.screens.dialog import Box, PickList, muted, one_line, titled
from annotator.tui.widgets.hints import Hints
from annotator.tui.widgets.list_columns import fitted
from annotator.tui.widgets.name_input import NameInput

_WIDTH = 70
_DO = (("take", "does it"), "move", "escape")


class MergeScreen(PickList[str | None]):
    """Pick who is the same. What would change stands below; enter does it, for a known namesake the second enter."""

    OTHER_ROWS = 10

    def __init__(self, register: Register, kept: PersonRow) -> None:
        super().__init__()
        self._register = register
        self._kept = kept
        self._matches: Sequence[Match] = ()
        self._asked = ""

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(f"Who is the same as {one_line(self._kept.entity.name, 40)}?")
            yield NameInput(placeholder="a name; without one, who is most like")
            yield OptionList(markup=False)
            yield Hints(self.hint("escape"))

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._narrow()
        if self._register.directory is None:
            self.run_worker(self._get_ready())

    async def _get_ready(self) -> None:
        self._register.use(await beside(self._register.build))
        self._narrow()

    @on(Input.Changed)
    def _narrow(self) -> None:
        self._asked = ""
        self._matches = self._register.alike(self._kept.entity, self.query_one(Input).value)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(match)) for match in self._matches])
        if self._matches and self._matches[0].score:
            options.highlighted = 0
        else:  # nobody is taken by enter alone who is only offered because there is nobody like the name
            options.highlighted = None
            if self._register.directory is None:
                self._tell(["Getting all names ready …"])
                return
            moves = f"{self.key('up')} or {self.key('down')}"
            self._tell([f"Nobody else is like this: type a name, or mark one with {moves}."])

    def _line(self, match: Match) -> Content:
        row = self._register.row_of(match.entity.id)
        links = f"  {counted(row.links, 'link')}" if row else ""
        reason = f"≠ {match.trap}" if match.trap else f"{match.score or ''}  {match.reason}".strip()
        name = Content(one_line(match.entity.name, 34)).stylize("bold")
        return name + Content(f"  {one_line(reason + links, 40)}").stylize(muted())

    @on(OptionList.OptionHighlighted)
    def _show_change(self, event: OptionList.OptionHighlighted) -> None:
        match = self._matches[event.option_index]
        try:
            told = self._changes(match)
        except UsageError as error:
            self._tell([error.sentence])
            return
        self._tell(told, self.hint(*_DO))

    def _changes(self, match: Match) -> list[str]:
        other = self._register.row_of(match.entity.id)
        return what_a_merge_does(self._kept, other) if other else []

    def _tell(self, sentences: Sequence[str], keys: str = "") -> None:
        self.query_one(Hints).say("\n".join(sentences), keys or self.hint("escape"))

    def take(self, index: int) -> None:
        """Merge with whoever stands in this line; a known namesake only when taken twice."""
        match = self._matches[index]
        try:
            told = self._changes(match)
        except UsageError as error:
            self._tell([error.sentence])
            return
        if match.trap and self._asked != match.entity.id:
            self._asked = match.entity.id
            self._tell(
                [*told, f"{match.trap.capitalize()}. {self.key('take')} again if they are one all the same."]
            )
            return
        self.dismiss(match.entity.id)


@dataclass(frozen=True, slots=True)
class Split:
    """What goes to somebody new, and their name."""

    name: str
    links: tuple[LinkRow, ...]
    names: tuple[str, ...]


class SplitScreen(Box[Split | None]):
    """Tick aliases and links, then name who has them; an alias takes the links with these very words along."""

    DEFAULT_CSS = "SplitScreen #box { width: 84; }"
    SMALL = SPLIT
    OTHER_ROWS = 9

    def __init__(self, about: About) -> None:
        super().__init__()
        self._about = about
        self._aliases = about.row.entity.aliases
        self._ticked: set[int] = set()
        """Lines: the aliases, then the links."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(
                f"What of {one_line(self._about.row.entity.name, 40)} is somebody else's?"
            )
            yield OptionList(markup=False)
            yield NameInput(placeholder="name of the new one")
            yield Hints()

    def on_mount(self) -> None:
        self.query_one(Input).display = False
        options = self.query_one(OptionList)
        options.add_options([Option(self._line(number)) for number in range(self._count)])
        options.focus()
        if self._count:
            options.highlighted = 0
        self._tell()

    @property
    def _count(self) -> int:
        return len(self._aliases) + len(self._about.links)

    def _line(self, number: int) -> Content:
        box = Content("[x] " if number in self._ticked else "[ ] ")
        if number < len(self._aliases):
            alias = self._aliases[number]
            along = sum(link.text == alias for link in self._about.links)
            told = f"  alias, with {along} link{'' if along == 1 else 's'}"
            return box + Content(one_line(alias, 40)).stylize("bold") + Content(told).stylize(muted())
        return box + link_line(self._about.links[number - len(self._aliases)], _WIDTH)

    def action_tick(self) -> None:
        """The marked line in or out."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None and not self._is_naming:
            self._toggle(marked)

    def action_tick_all(self) -> None:
        """All links, or none if all are ticked."""
        links = set(range(len(self._aliases), self._count))
        if not self._is_naming:
            self._tick(self._ticked - links if links <= self._ticked else self._ticked | links)

    def _toggle(self, number: int) -> None:
        changed = {number}
        if number < len(self._aliases):
            words = self._aliases[number]
            changed |= {
                len(self._aliases) + place
                for place, link in enumerate(self._about.links)
                if link.text == words and not link.implied
            }
        self._tick(self._ticked - changed if number in self._ticked else self._ticked | changed)

    def _tick(self, ticked: set[int]) -> None:
        changed, self._ticked = self._ticked ^ ticked, ticked
        options = self.query_one(OptionList)
        for number in changed:
            options.replace_option_prompt_at_index(number, self._line(number))
        self._tell()

    @property
    def _is_naming(self) -> bool:
        return bool(self.query_one(Input).display)

    @property
    def _links(self) -> tuple[LinkRow, ...]:
        first = len(self._aliases)
        return tuple(self._about.links[number - first] for number in sorted(self._ticked) if number >= first)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(self._aliases[number] for number in sorted(self._ticked) if number < len(self._aliases))

    def _tell(self) -> None:
        links, names = self._links, self._names
        articles = len({link.place[1] for link in links})
        moved = f"{len(links)} of {len(self._about.links)} links, in {articles} article{'' if articles == 1 else 's'}"
        moved += f", and the name{'' if len(names) == 1 else 's'} {', '.join(names)}" if names else ""
        what = f"To somebody new: {moved}."
        if self._about.more:
            what += f"\n{self._about.more} more links are not shown and stay."
        if not self._count:
            self.query_one(Hints).say(
                "Nothing is linked that could go to somebody else.", self.hint("escape")
            )
        elif self._is_naming:
            self.query_one(Hints).say(what, self.hint(("take", "does it"), ("escape", "back to the list")))
        else:
            keys = self.hint(("take", "names the new one"), "tick", "tick-all", "escape")
            self.query_one(Hints).say(what, keys)

    @on(OptionList.OptionSelected)
    def _ask_name(self) -> None:
        if not self._links:
            self.query_one(Hints).say(f"Tick at least one link with {self.key('tick')}.")
            return
        field = self.query_one(Input)
        field.display = True
        field.value = legible_name(self._names[0]) if self._names else ""
        field.focus()
        self._tell()

    @on(Input.Submitted)
    def _do(self) -> None:
        if name := " ".join(self.query_one(Input).value.split()):
            self.dismiss(Split(name, self._links, self._names))

    def action_leave(self) -> None:
        """From the name to the list, from the list out."""
        if not self._is_naming:
            self.dismiss(None)
            return
        self.query_one(Input).display = False
        self.query_one(OptionList).focus()
        self._tell()


class NameScreen(Box[str | None]):
    """One name to type."""

    SMALL = TYPED

    def __init__(self, title: str, told: str = "", value: str = "") -> None:
        super().__init__()
        self._title = title
        self._told = told
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(self._title)
            yield NameInput(value=legible_name(self._value), placeholder="a name", select_on_focus=False)
            yield Hints(self.hint(("take", "does it"), "escape"), self._told)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _do(self) -> None:
        if name := " ".join(self.query_one(Input).value.split()):
            self.dismiss(name)


class ChoiceScreen(Box[int | None]):
    """One of a few lines; the answer is its number."""

    def __init__(self, title: str, told: Callable[[int], str], lines: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._told = told
        self._lines = lines

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = titled(self._title)
            yield OptionList(*(Option(one_line(line, _WIDTH)) for line in self._lines), markup=False)
            yield Hints(self.hint(*_DO))

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _tell(self, event: OptionList.OptionHighlighted) -> None:
        self.query_one(Hints).say(self._told(event.option_index))

    @on(OptionList.OptionSelected)
    def _do(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)


def link_line(link: LinkRow, cells: int) -> Content:
    """A link as one line: the words, the article, whose label it is."""
    layer, article, _ = link.place
    words = f"“{link.text}”, not mentioned" if link.implied else link.text
    half = (cells - 2) // 2
    where = one_line(f"{article} · {layer}", half)
    return Content(f"{fitted(one_line(words, half), half)}  ") + Content(where).stylize(muted())
