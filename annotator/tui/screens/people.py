"""The people of the project: who there is, what is linked to them, and who of them is one and the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from annotator.store.project import Project
from annotator.text.shown import shown_line
from annotator.tui.beside import beside
from annotator.tui.keys import key_name, key_names
from annotator.tui.library_commands import MOVE
from annotator.tui.people_commands import COMMANDS
from annotator.tui.register import About, Order, Register, counted
from annotator.tui.screen_commands import ScreenCommand, by_key, while_typing
from annotator.tui.screens.fitting import Body, FittingScreen, TooSmall
from annotator.tui.screens.palette import in_palette
from annotator.tui.screens.people_changes import Changes
from annotator.tui.screens.people_dialogs import link_line
from annotator.tui.widgets.bar import Bar
from annotator.tui.widgets.command_bar import CommandBar
from annotator.tui.widgets.people_list import PeopleHead, PeopleList
from annotator.tui.widgets.search_line import SearchLine

_CALM = 0.06
"""Seconds without another key after which the details follow the mark."""
_LOOK = 1.0
"""Seconds between two looks at what others have written."""
_NOBODY = (
    "Nobody is known in this project yet.\n\n"
    "People come with the labels: by saying in the reader who a speaker is, with every suggestion that is accepted, "
    "and with an import."
)


class PeopleScreen(FittingScreen):
    """Everybody as a list, the marked one's names and links beside or below it, and the keys."""

    CSS = """
    PeopleScreen { layout: vertical; }
    #head { background: $panel; }
    #body { height: 1fr; layout: horizontal; }
    #list { width: 1fr; }
    #about { width: 38%; max-width: 70; height: 1fr; background: $surface; padding: 1 2 0 2; }
    PeopleScreen.narrow #body { layout: vertical; }
    PeopleScreen.narrow #about { width: 1fr; max-width: 100%; height: 40%; min-height: 6; padding: 0 1; dock: bottom; }
    #names { height: auto; max-height: 50%; margin: 0 0 1 0; }
    PeopleScreen.narrow #names { margin: 0; }
    #about OptionList { height: 1fr; border: none; background: $surface; padding: 0; text-wrap: nowrap; }
    #about OptionList { text-overflow: ellipsis; scrollbar-size-vertical: 1; }
    #about OptionList > .option-list--option-highlighted { background: $surface; color: $text; text-style: none; }
    #about OptionList:focus > .option-list--option-highlighted { background: $panel; text-style: bold; }
    PeopleHead > .head--name { color: $text-muted; background: $surface; }
    #empty { display: none; height: 1fr; padding: 2 4; }
    PeopleScreen.empty #empty { display: block; }
    PeopleScreen.empty PeopleList, PeopleScreen.empty PeopleHead, PeopleScreen.empty #about { display: none; }
    #message { color: $text-muted; }
    """
    # Textual's own use of these keys is another one.
    BINDINGS = [
        Binding(key, f"key({key!r})", show=False, priority=True) for key in ("ctrl+q", "ctrl+p", "tab")
    ]
    AUTO_FOCUS = "PeopleList"
    unsaved = False

    class LinkChosen(Message):
        """An article is to be opened at a place."""

        def __init__(self, article: str, offset: int) -> None:
            super().__init__()
            self.article = article
            self.offset = offset

    def __init__(self, project: Project, who: str, commands: Sequence[ScreenCommand] = COMMANDS) -> None:
        super().__init__()
        self.commands = commands
        self._keys = by_key(commands)
        self._named = key_names(commands)
        self.register = Register(project, who)
        self._changes = Changes(self)
        self._about: About | None = None
        self._said = ""
        self._timer: Timer | None = None
        self._fresh = True

    # -- what is shown ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Bar(id="head")
        with Body():
            with Vertical(id="list"):
                yield PeopleHead()
                yield PeopleList(self.register)
                yield Static(_NOBODY, id="empty", markup=False)
            with Vertical(id="about"):
                yield Static("", id="names", markup=False)
                yield OptionList(markup=False)
        yield TooSmall()
        search = SearchLine("find /", "a name, as well as you know it")
        search.display = False
        yield search
        yield Bar(id="message")
        yield CommandBar(self.commands)

    def on_mount(self) -> None:
        self.list = self.query_one(PeopleList)
        self.links = self.query_one(OptionList)
        self.search = self.query_one(SearchLine)
        self.fit(self.size)
        self.set_interval(_LOOK, self._look_around)
        self.app.theme_changed_signal.subscribe(self, self._recolour)
        self._show()
        self.call_after_refresh(self._find)

    def on_screen_resume(self) -> None:
        """Back from an article, which may have named somebody."""
        if self._fresh:  # just mounted
            self._fresh = False
        elif self.register.changed_elsewhere():
            self._look_again()

    def on_resize(self, event: events.Resize) -> None:
        self.fit(event.size)
        self.call_after_refresh(self._show)

    def _recolour(self, _: object) -> None:
        self.call_after_refresh(self._show)

    def _show(self, marked: str = "") -> None:
        """Draw the list anew, with somebody marked."""
        place = self.register.place_of(marked) if marked else None
        self.set_class(not self.register.total, "empty")
        self.list.show(self.list.marked if place is None else place)
        self._tell()
        self._show_about()

    def show_again(self, marked: str) -> None:
        """Draw the list as the register is after a change, with somebody marked."""
        self._find()
        self._show(marked)

    def _tell(self) -> None:
        register = self.register
        head = self.query_one("#head", Bar)
        path = Content(shown_line(register.project.path.name)).stylize("bold")
        head.put(path + Content(f"  people: {register.total:,}"))
        self.query_one(CommandBar).show(typing=self._typing)
        bar = self.query_one("#message", Bar)
        if self._said:
            bar.put(Content(self._said).stylize(Style.parse("$text")))
        elif not register.is_ready:
            bar.put(Content("Getting all names ready …"))
        elif register.words:
            bar.put(Content(shown_line(f"{len(register):,} like “{register.words}”")))
        else:
            bar.put(Content(f"by {register.order}"))

    def key(self, command: str) -> str:
        """The key of a command, as people read it."""
        return self._named[command]

    def say(self, words: str) -> None:
        """Say something until the next key."""
        self._said = shown_line(words)
        self._tell()

    def on_marked_list_marked(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_CALM, self._show_about)

    @property
    def is_behind(self) -> bool:
        """Whether the details are yet to follow the mark, or the names to be got ready."""
        return self._timer is not None or self.register.directory is None

    def _show_about(self) -> None:
        """Show the names and links of the marked one."""
        self._timer = None
        row = self.list.marked_row
        self._about = self.register.about(row) if row is not None else None
        self.query_one("#names", Static).update(_names(self._about) if self._about else "")
        kept = self.links.highlighted or 0
        self.links.clear_options()
        if self._about is not None:
            width = max(20, self.links.size.width - 2)
            self.links.add_options([Option(link_line(link, width)) for link in self._about.links])
            if self._about.links and self.links.has_focus:
                self.links.highlighted = min(kept, len(self._about.links) - 1)

    # -- keeping up ---------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        """See what others have written, and stay where one is."""
        if self.is_current and self.register.changed_elsewhere():
            self._look_again()

    def _look_again(self) -> None:
        row = self.list.marked_row
        self.register.look_again()
        self._find()
        self._show(row.entity.id if row else "")

    def _find(self) -> None:
        """Have names ready to be found, before some are looked for."""
        if self.register.directory is None:
            self.run_worker(self._build(), exclusive=True, group="names")

    async def _build(self) -> None:
        self.register.use(await beside(self.register.build))
        if self.register.words:
            self._show()

    # -- finding ------------------------------------------------------------------------------------------

    @property
    def _typing(self) -> bool:
        return self.search.has_keys

    def on_search_line_typed(self) -> None:
        self.register.narrow(self.search.words)
        self._find()
        self.list.marked = 0
        self._show()

    def on_search_line_left(self) -> None:
        self.list.focus()

    def on_descendant_focus(self) -> None:
        """Other keys hold while words are typed."""
        self._tell()

    def _back_out(self) -> None:
        """From the links to the list, from some to everybody, from everybody out."""
        row = self.list.marked_row
        if self.links.has_focus:
            self.links.highlighted = None
            self.list.focus()
        elif self.register.words or self.search.display:
            self.search.end()
            self.list.focus()
            self.register.narrow("")
            self._show(row.entity.id if row else "")
        else:
            self.dismiss()

    # -- commands -----------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        key = key_name(event.key, event.character)
        command = self._keys.get(key)
        wanted = while_typing(key, command) if self._typing else command.id if command is not None else None
        if wanted is None:
            if self._typing:
                self.search.take(event)
            return
        event.stop()
        event.prevent_default()
        self.carry_out(wanted)

    def action_key(self, key: str) -> None:
        """A key that Textual would take for something else."""
        if (command := self._keys.get(key)) is not None:
            self.carry_out(command.id)

    def on_command_bar_picked(self, event: CommandBar.Picked) -> None:
        self.carry_out(event.command)

    def palette(self) -> Iterable[SystemCommand]:
        """The commands, for the palette."""
        listed = (one for one in self.commands if one.group != MOVE and one.id != "escape")
        return in_palette(listed, lambda one: self.carry_out(one.id))

    def carry_out(self, command: str) -> None:
        """Do what a command of the table says."""
        if self._said:
            self._said = ""
            self._tell()
        if self.carry_out_anywhere(command):
            return
        match command:
            case "down" | "up" | "page-down" | "page-up":
                self._move(command)
            case "first":
                self.list.mark(0)
            case "last":
                self.list.mark(len(self.register) - 1)
            case "links":
                self._to_links()
            case "search":
                self.search.begin(self.register.words)
            case "sort":
                row = self.list.marked_row
                self.register.sort(Order.QUOTES if self.register.order is Order.NAME else Order.NAME)
                self._show(row.entity.id if row and self.list.marked else "")
            case "escape":
                self._back_out()
            case "undo" | "redo":
                self._changes.turn(redo=command == "redo")
            case "duplicates":
                from annotator.tui.screens.duplicates import DuplicatesScreen

                self.app.push_screen(DuplicatesScreen(self.register), lambda _: self._look_again())
            case "help":
                from annotator.tui.screens.people_help import PeopleHelpScreen

                self.app.push_screen(PeopleHelpScreen(self.commands))
            case _:
                self._changes.begin(command)

    def _move(self, command: str) -> None:
        if self.links.has_focus:
            by = 1 if command.endswith("down") else -1
            count = self.links.option_count
            self.links.highlighted = (
                max(0, min(count - 1, (self.links.highlighted or 0) + by)) if count else None
            )
            return
        step = max(1, self.list.size.height - 1) if command.startswith("page") else 1
        self.list.mark(self.list.marked + (step if command.endswith("down") else -step))

    def _to_links(self) -> None:
        if self.links.has_focus:
            self.links.action_select()
            return
        self._show_about()
        if self.links.option_count:
            self.links.focus()
            self.links.highlighted = 0
        else:
            self.say("Nothing is linked here that you may see.")

    def on_people_list_opened(self) -> None:
        self._to_links()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if self._about is not None:
            link = self._about.links[event.option_index]
            self.post_message(self.LinkChosen(link.place[1], link.start))


def _names(about: About) -> Content:
    """Who somebody is, in a few lines."""
    row = about.row
    muted = Style.parse("$text-muted")
    lines = [
        Content(shown_line(row.entity.name)).stylize("bold")
        + Content(shown_line(f"  {row.entity.kind} · {row.entity.id}")).stylize(muted)
    ]
    if row.entity.aliases:
        lines.append(Content(shown_line(f"also {', '.join(row.entity.aliases)}")))
    if about.absorbed:
        told = ", ".join(f"{one.name} ({one.id})" for one in about.absorbed)
        lines.append(Content(shown_line(f"merged in: {told}")).stylize(muted))
    counts = ((row.quotes, "quote"), (row.articles, "article"), (row.links, "link"))
    lines.append(Content(" · ".join(counted(*one) for one in counts)).stylize(muted))
    if about.more:
        lines.append(
            Content(f"{about.more:,} links are not shown: too many, or not to be seen yet").stylize(muted)
        )
    return Content("\n").join(lines)
