"""The review screen: the article once, the thing in hand with a column for each layer, and a decision by key."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.content import Content
from textual.style import Style

from annotator.config.options import REVIEW
from annotator.config.reading import Config
from annotator.lang.own import Packs
from annotator.review.offers import bulk_offers
from annotator.review.since import only_in_gold
from annotator.review.state import Command, Effect, Queue, ReviewState
from annotator.store.project import Project
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line
from annotator.tui.ahead import ReadingAhead
from annotator.tui.desk import SAVED
from annotator.tui.held_keys import HeldKeys
from annotator.tui.keymap import keymap
from annotator.tui.keys import key_names, shown
from annotator.tui.messages import ArticleLeft, EditWanted
from annotator.tui.review_commands import COMMANDS
from annotator.tui.review_desk import ReviewDesk
from annotator.tui.screen_commands import ScreenCommand, by_key
from annotator.tui.screens.fitting import Body, TooSmall
from annotator.tui.screens.palette import in_palette
from annotator.tui.screens.saving import SavingScreen
from annotator.tui.widgets.bar import Bar, key_line
from annotator.tui.widgets.review_article import ReviewArticle
from annotator.tui.widgets.thing_notes import WAITS
from annotator.tui.widgets.thing_table import ThingTable

_IDLE = ("done", "next-article", "filter", "undo", "escape", "help")
"""What the key line offers when nothing is in hand."""
_QUEUED = {
    Queue.WAITING: "",
    Queue.UNCERTAIN: "only the uncertain",
    Queue.NOTED: "only with notes",
    Queue.ALL: "everything",
}


class ReviewScreen(SavingScreen[ScreenCommand]):
    """One reviewer with one article open."""

    CSS = """
    ReviewScreen { layout: vertical; }
    ReviewScreen #body { height: 1fr; layout: horizontal; }
    ReviewScreen ThingTable { width: 1fr; }
    ReviewScreen ReviewArticle { width: 90; }
    ReviewScreen.narrow #body { layout: vertical; }
    ReviewScreen.narrow ReviewArticle { width: 1fr; }
    ReviewScreen.narrow ThingTable { width: 1fr; height: 50%; min-height: 11; max-height: 20; dock: bottom; }
    ReviewScreen #status { background: $panel; color: $text; }
    ReviewScreen #message { color: $text-muted; }
    ReviewScreen #keys { background: $surface; color: $text-muted; }
    """
    # Tab moves focus elsewhere in Textual; here it is a command.
    BINDINGS = [
        Binding("tab", "key('tab')", show=False),
        Binding("shift+tab", "key('shift+tab')", show=False),
    ]
    AUTO_FOCUS = ""  # keys are the screen's; by way of a widget with focus they come later
    BESIDE = 140

    def __init__(self, project: Project, who: str, article_id: str, config: Config | None = None) -> None:
        """Raises UsageError: `who` is no reviewer, or there is no such article."""
        super().__init__()
        self.config = config or Config()
        self.packs = Packs(project.path, self.config.pack_folder)
        self.ahead = ReadingAhead()
        found = keymap(COMMANDS, self.config, REVIEW)
        self.commands = found.commands
        self.desk = ReviewDesk(project, who, article_id, self.packs, key_names(self.commands))
        self._scheme = project.scheme()
        self.keys = by_key(self.commands)
        self._notices = [problem.sentence for problem in found.problems]
        self.held = HeldKeys()
        self._by_hand = False
        """Whether gold is open in the reader, over this screen."""

    @property
    def state(self) -> ReviewState:
        """What is on the desk."""
        return self.desk.state

    @property
    def unsaved(self) -> bool:
        """Whether the last key could not be saved."""
        return self.desk.saved != SAVED

    # -- what is shown ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Bar(id="status")
        with Body():
            yield ThingTable()
            yield ReviewArticle(self._scheme, len(self.desk.layers), measure=self.config.measure)
        yield TooSmall()
        yield Bar(id="message")
        yield Bar(id="keys")

    def on_mount(self) -> None:
        self.view = self.query_one(ReviewArticle)
        self.table = self.query_one(ThingTable)
        self.fit(self.size)
        self._show_article()
        self.toast([*self.desk.project.notices, *self._notices])
        self.desk.project.notices.clear()
        self.call_after_refresh(self._read_ahead)
        self.set_interval(1.0, self._look_around)
        self.app.theme_changed_signal.subscribe(self, self._recolour)

    def on_screen_resume(self) -> None:
        """Back from the reader, where gold may have been edited: go on from there."""
        if not self._by_hand:
            return
        self._by_hand = False
        self.desk.read_again()
        thing = self.state.thing
        if thing is not None and not self.state.is_queued(thing):
            self.desk.run(Command("next"))
        self._show_article()

    def on_resize(self, event: events.Resize) -> None:
        self.fit(event.size)
        self.call_after_refresh(self._paint)

    def _recolour(self, _: object) -> None:
        """Other colours: what was said in the old ones is said anew."""
        self.call_after_refresh(self._paint)

    def _show_article(self) -> None:
        self.view.use_layers(len(self.desk.layers))
        self.view.show(self.desk.article)
        self.view.mark_layers(self.desk.layers)
        self._paint()
        self.call_after_refresh(self._paint)

    def _read_ahead(self) -> None:
        """Let the first screen be drawn before rules take the processor."""
        self.run_worker(self._propose(), exclusive=True, group="ahead")

    async def _propose(self) -> None:
        """Bring in what the language pack reads here, beside the layers."""
        if not (self.config.suggestions and self.desk.wants_proposals()):
            return
        article = self.desk.article
        found, _ = await self.ahead.suggestions(article, self.desk.pack)
        if article is self.desk.article:
            self.desk.propose(found)
            self._paint()

    def _paint(self) -> None:
        """Bring the widgets in step with the state; each draws only what differs."""
        state = self.state
        with self.view.at_once():
            self.view.take_in_hand(state.thing)
        self.table.show(state, self.desk.article.text, self.desk.entities)
        self._tell_status()
        self._tell_message()
        bar = self.query_one("#keys", Bar)
        bar.put(key_line(self._hints(), bar.room))

    def _tell_status(self) -> None:
        state, article = self.state, self.desk.article
        bar = self.query_one("#status", Bar)
        waiting = state.waiting()
        facts = [
            "✓ done" if state.desk.gold.status.state == "done" else "",
            _QUEUED[state.queue],
            f"{waiting} wait{'s' if waiting == 1 else ''}" if waiting else "nothing waits",
            f"{news} new since" if (news := len(state.since | state.unheard)) else "",
            f"{alone} only in gold" if (alone := len(only_in_gold(state.desk))) else "",
            _notes(state),
            f"{(layers := len(state.desk.review.layers))} layer{'s' if layers != 1 else ''}",
            "names hidden" if state.blind else "",
            self.desk.who,
            self.desk.saved,
        ]
        right = " · ".join(shown_line(fact) for fact in facts if fact)
        left = "review · " + " · ".join(
            part for part in (article.title or article.id, article.publisher) if part
        )
        left = cut(shown_line(left), max(8, bar.room - cell_width(right) - 2))
        gap = " " * max(2, bar.room - cell_width(left) - cell_width(right))
        tone = "$warning bold" if self.unsaved else "$text"
        bar.put(
            Content(left).stylize(Style.parse("bold"))
            + Content(gap)
            + Content(right).stylize(Style.parse(tone))
        )

    def _tell_message(self) -> None:
        state = self.state
        bar = self.query_one("#message", Bar)
        words = Content(cut(shown_line(state.message), bar.room))
        bar.put(words.stylize(Style.parse("$warning" if state.is_warning else "$text")))

    def _hints(self) -> list[tuple[str, str]]:
        """(key, title) pairs of what works now."""
        if self.state.choosing is not None:
            return [
                ("1 2 …", "whose"),
                ("0", "empty"),
                (self.state.key("next"), "another slot"),
                (self.state.key("escape"), "leave"),
            ]
        thing = self.state.thing
        if thing is None:
            named = {one.id: one for one in self.commands if one.keys}
            return [(shown(named[one].keys[0]), named[one].title) for one in _IDLE if one in named]
        digits = " ".join(str(number + 1) for number in range(min(3, self._lanes())))
        ranked = sorted((one for one in self.commands if one.footer and one.keys), key=lambda one: one.footer)
        pairs = [(shown(one.keys[0]), one.title) for one in ranked]
        return [(digits, "take"), *pairs] if digits else pairs

    def _lanes(self) -> int:
        """How many columns the thing in hand has."""
        thing = self.state.thing
        return len(self.desk.layers) if thing is None else len(thing.lanes)

    def palette(self) -> Iterable[SystemCommand]:
        """The commands, for the palette."""
        listed = (one for one in self.commands if one.id != "escape")
        return in_palette(listed, lambda one: self.do(one.id))

    # -- keys ---------------------------------------------------------------------------------------------

    def press(self, key: str, command: ScreenCommand | None) -> bool:
        meant = meaning(key, command)
        if isinstance(meant, Command):
            self.run(meant)
        elif isinstance(meant, ScreenCommand):
            self.do(meant.id)
        elif len(key) == 1:
            self.desk.tell(f"“{key}” does nothing here; {self.state.key('help')} shows all keys.")
            self._paint()
        else:
            return False
        return True

    def do(self, command: str) -> None:
        """Carry out a command of the table."""
        if self.carry_out_anywhere(command):
            return
        match command:
            case "help":
                from annotator.tui.screens.review_help import ReviewHelpScreen

                self.app.push_screen(ReviewHelpScreen(self.commands))
            case "next-article":
                self._open_next()
            case "down" | "up" | "page-down" | "page-up":
                rows = max(1, self.view.size.height - 2) if command.startswith("page") else 1
                self.view.scroll_relative(y=rows if command.endswith("down") else -rows, animate=False)
            case "left" | "right":
                self.table.first += 1 if command == "right" else -1
                self._paint()
            case identifier:
                self.run(Command(identifier))

    def on_article_view_cursor_requested(self, event: ReviewArticle.CursorRequested) -> None:
        """A click on a label takes its thing in hand."""
        if self.go_to(event.offset):
            self._paint()

    def go_to(self, offset: int) -> bool:
        """Take the thing at a place in hand, decided or not; whether there is one."""
        things = self.state.desk.review.things
        covering = [thing for thing in things if any(one.span.covers(offset) for one in thing.present)]
        # A slot is part of its quote's thing, wherever it stands.
        slots = [
            thing
            for thing in things
            if any(span.covers(offset) for one in thing.present for span in one.spans.values())
        ]
        for thing in (*covering, *slots):
            self.desk.run(Command("go", thing=thing.id))
            return True
        return False

    # -- carrying out -------------------------------------------------------------------------------------

    def run(self, command: Command) -> None:
        """Step, save, then paint."""
        before = self.state.at
        outcome = self.desk.run(command)
        if self.state.at != before:
            self.table.first = 0
        if outcome.new_layers:
            self._show_article()
        else:
            self._paint()
        for effect in outcome.effects:
            self._effect(effect)
        if outcome.again:
            self.try_again(lambda: self.run(command))
        self.held.settle(again=outcome.again, saved=not self.unsaved, press=self.take_key)

    def tell_given_up(self) -> None:
        self.desk.give_up()
        self._paint()

    def _effect(self, effect: Effect) -> None:
        from annotator.tui.screens.review_dialogs import BulkScreen, LayerScreen, ReasonScreen

        match effect.name:
            case "leave":
                self.post_message(ArticleLeft(self.desk.article.id))
            case "edit":
                self._by_hand = True
                self.post_message(EditWanted(self.desk.article.id, effect.offset))
            case "ask-reason":
                self.app.push_screen(ReasonScreen(self.desk.reasons(), self.state.reason), self._answered)
            case "ask-layer":
                names = [self.state.called(number) for number in range(self._lanes())]
                self.app.push_screen(LayerScreen(names), self._answered)
            case "notes":
                self._read_notes()
            case "bulk":
                offers = bulk_offers(self.state)
                screen = BulkScreen(offers, self.desk.article.text, self.desk.singles())
                self.app.push_screen(screen, self._answered)

    def _read_notes(self) -> None:
        from annotator.tui.screens.review_notes import ReviewNotesScreen

        if self.state.noted:
            self.app.push_screen(ReviewNotesScreen(self.state, self.desk.article.text), self._answered)
        else:
            self.desk.tell("Nobody has written a note here that is open.")
            self._paint()

    def _answered(self, command: Command | None) -> None:
        """What a dialog came to."""
        if command is not None:
            self.run(command)

    def _open_next(self) -> None:
        following = self.desk.next_article()
        if following is None:
            bulk = self.state.key("bulk")
            self.desk.tell(
                f"No other article is left that two people have done; {bulk} takes those of one person."
            )
            self._paint()
        else:
            self.desk.open(following)
            self._show_article()
            self.call_after_refresh(self._read_ahead)

    def _look_around(self) -> None:
        """See what others have written, and stay where one is."""
        if self.is_current and self.desk.look_around():
            self._show_article()


def _notes(state: ReviewState) -> str:
    """How many notes there are, and how many wait for an answer."""
    number, waiting = sum(map(len, state.noted.values())), state.unanswered()
    notes = f"{number} note{'s' if number > 1 else ''}"
    if waiting:
        return f"{WAITS} {notes}" if waiting == number else f"{WAITS} {waiting} of {notes}"
    return notes if number else ""


def meaning(key: str, command: ScreenCommand | None) -> Command | ScreenCommand | None:
    """What a key means: digits are layers, from 1; `0` leaves a slot empty."""
    if len(key) == 1 and key.isascii() and key.isdecimal():
        return Command("take", int(key) - 1)
    return command
