"""The reader: one article, its frames, and every command by key. What is on the screen is on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.geometry import Size

from annotator.config.reading import Config
from annotator.lang.own import Packs
from annotator.model.edits import Edit, span_pairs
from annotator.session.accepting import as_if_accepted
from annotator.session.command import Command
from annotator.session.state import Effect, Mode, State, Tone
from annotator.store.project import Project
from annotator.tui.ahead import ReadingAhead, prepare_names
from annotator.tui.commands import ReaderCommand, by_key
from annotator.tui.desk import READ_ONLY, SAVED, Desk, Outcome
from annotator.tui.dialog_keys import dialog_problems
from annotator.tui.garbage import keep_loaded, let_go
from annotator.tui.going_on import GoingOn
from annotator.tui.held_keys import HeldKeys
from annotator.tui.key_tables import reader_keys
from annotator.tui.keys import key_names
from annotator.tui.messages import ArticleLeft, PeopleWanted, ReviewWanted
from annotator.tui.modes import meaning
from annotator.tui.screens.dialogs import dialog_for, history_of, verdict_on
from annotator.tui.screens.fitting import Body, TooSmall, told_briefly
from annotator.tui.screens.help import HelpScreen
from annotator.tui.screens.palette import in_palette
from annotator.tui.screens.saving import SavingScreen
from annotator.tui.sizes import cards_width
from annotator.tui.suggested import SuggestedMarks, framed_spans, offered_spans
from annotator.tui.when import goes_on, why_not
from annotator.tui.widgets.article_view import ArticleView
from annotator.tui.widgets.bars import KeyBar, MessageBar, StatusBar
from annotator.tui.widgets.cards import Cards

_READ_AHEAD = 3
"""Articles that are read ahead after the open one."""
_COUNTED_AT_ONCE = 16
"""Paragraphs whose open things are counted between two keys."""
_OF_WHAT_IS_READ_AHEAD = frozenset(
    "next-waiting previous-waiting accept accept-all other-reading done".split()
)
_PATIENCE = 2.0
"""Seconds that a key may wait for the suggestions that it is about; then it does without."""


class ReadScreen(SavingScreen[ReaderCommand]):
    """One person with one article open."""

    CSS = """
    ReadScreen { layout: vertical; }
    #body { height: 1fr; layout: horizontal; }
    ReadScreen.narrow #body { layout: vertical; }
    ReadScreen.narrow Cards { width: 1fr; height: 35%; min-height: 8; dock: bottom; }
    """
    # Tab moves focus elsewhere in Textual; here it is a command.
    BINDINGS = [
        Binding("tab", "key('tab')", show=False),
        Binding("shift+tab", "key('shift+tab')", show=False),
    ]
    BLANK = True  # its parts cover it wholly
    AUTO_FOCUS = ""  # keys are the screen's; by way of a widget with focus they come later

    def __init__(
        self, project: Project, who: str, article_id: str, config: Config | None = None, layer: str = ""
    ) -> None:
        super().__init__()
        self.config = config or Config()
        self.packs = Packs(project.path, self.config.pack_folder)
        self.desk = Desk(project, who, article_id, self.packs, layer)
        self.going_on = GoingOn(self.desk)
        self.ahead = ReadingAhead()
        self.suggested = SuggestedMarks()
        self._reading = False
        """Whether suggestions for the open article are on their way."""
        self._worth_waiting = False
        """Whether keys that are about suggestions wait until they are here."""
        self.held = HeldKeys()
        found = reader_keys(self.config, self.state.scheme)
        self.commands = found.commands
        self.keys = by_key(self.commands)
        self.desk.name_keys(key_names(self.commands))
        self.desk.tell_of_notes()
        problems = (*self.config.problems, *found.problems, *dialog_problems(self.config))
        self._notices = [problem.sentence for problem in problems]
        """Sentences that the person is still to be told."""

    @property
    def state(self) -> State:
        """What is on the desk."""
        return self.desk.state

    # -- what is shown ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield StatusBar(id="status")
        with Body():
            yield Cards()
            yield ArticleView(self.state.scheme, measure=self.config.measure)
        yield TooSmall()
        yield MessageBar(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.view = self.query_one(ArticleView)
        self.cards = self.query_one(Cards)
        self.status = self.query_one(StatusBar)
        self.messages = self.query_one(MessageBar)
        self.key_bar = self.query_one(KeyBar)
        self.fit(self.size)
        self._show_article()
        self._tell_notices()
        self.set_interval(1.0, self._look_around)
        self.app.theme_changed_signal.subscribe(self, self._recolour)

    def on_unmount(self) -> None:
        self.desk.keep_place(exactly=True)
        let_go()

    def _tell_notices(self) -> None:
        """Tell what the project and the configuration have to say, once."""
        project = self.desk.project
        if project.read_only and project.notices:  # its lines say so too
            self._show(self.desk.tell(" ".join(project.notices)))
        else:
            self.toast(project.notices)
        self.toast(told_briefly([*self._notices, *self.packs.problems]))
        project.notices.clear()
        self._notices.clear()

    def on_resize(self, event: events.Resize) -> None:
        self.fit(event.size)
        self.call_after_refresh(self._paint, None)

    def _recolour(self, _: object) -> None:
        """Other colours: what was said in the old ones is said anew."""
        self.call_after_refresh(self._paint, None)

    def fit(self, size: Size) -> None:
        super().fit(size)
        self.cards.styles.width = "1fr" if self.has_class("narrow") else cards_width(size.width, self.config)

    def _show_article(self) -> None:
        self.view.use_scheme(self.state.scheme)
        self.view.show(self.state.reading.article)
        self._paint(None)
        self._reading = self._worth_waiting = self.offers_suggestions()
        self.call_after_refresh(self._begin_reading_ahead)

    def _begin_reading_ahead(self) -> None:
        """Let the first screen be drawn before rules and counts take the processor."""
        self._reading = self.offers_suggestions()
        self.run_worker(self._read_ahead(), exclusive=True, group="ahead")
        self._count_waiting()

    def offers_suggestions(self) -> bool:
        """Whether the person sees suggestions here."""
        return self.config.suggestions and self.desk.wants_suggestions()

    async def _read_ahead(self) -> None:
        """Bring in what the language pack suggests here, then read the next articles ahead."""
        article = self.state.reading.article
        if self._reading:
            found = await self.ahead.suggestions(article, self.state.reading.pack)
            if self.state.reading.article is not article:
                return
            self._reading = False
            self._show(self.desk.offer(*found))
            self._wait_no_longer()
        await prepare_names(self.state)
        for following in self.desk.following(_READ_AHEAD) if self.config.suggestions else ():
            await self.ahead.suggestions(following, self.packs(following.lang))

    def _mark_all(self) -> None:
        """Draw all labels and suggestions anew."""
        self.view.mark({**self.state.layer.spans, **self.suggested.everything(self.state)})

    def _paint(self, before: State | None, edits: Sequence[Edit] | None = None) -> None:
        """Bring the widgets in step with the state; each draws only what differs.

        `edits` lead from the state before to this one, where they are known to.
        """
        state = self.state
        with self.view.at_once():
            self._paint_article(before, edits)
        self.cards.show(state)
        self._show_status()
        self.messages.show(state)
        self.key_bar.show(state, self.commands)

    def rows_of(self, start: int, end: int) -> tuple[int, int] | None:
        """The screen's rows, half-open, on which a stretch of the text stands; None if none is in sight."""
        rows = self.view.rows_of(start, end)
        return rows and (rows[0] + self.view.region.y, rows[1] + self.view.region.y)

    def _show_status(self) -> None:
        saved = READ_ONLY if self.desk.project.read_only and not self.unsaved else self.desk.saved
        self.status.show(self.state, self.desk.waiting, saved, self.desk.maybe)

    def _paint_article(self, before: State | None, edits: Sequence[Edit] | None) -> None:
        state = self.state
        if before is not None and edits is not None:
            self.view.change([*span_pairs(edits), *self.suggested.changes(state, edits)])
        elif before is None or before.layer is not state.layer or before.offers is not state.offers:
            self._mark_all()
        in_hand = (state.frame, state.offer, state.hand)
        if (
            before is None
            or before.layer is not state.layer
            or (before.frame, before.offer, before.hand) != in_hand
        ):
            self.view.emphasise(offered_spans(state) or framed_spans(state))
        if before is None or before.targets != state.targets or before.typed != state.typed:
            self.view.hint(
                {span: letters for letters, span in state.targets if letters.startswith(state.typed)}
            )
        self.view.highlight(state.search.matches if state.search is not None else ())
        self.view.place(state.cursor, state.selection, state.paragraph)

    @property
    def unsaved(self) -> bool:
        """Whether the last key could not be saved."""
        return self.desk.saved != SAVED

    def palette(self) -> Iterable[SystemCommand]:
        """The commands that apply now, for the command palette."""
        return in_palette((one for one in self.commands if one.when(self.state)), self.do)

    # -- keys and the mouse -------------------------------------------------------------------------------

    def press(self, key: str, command: ReaderCommand | None) -> bool:
        if self._awaits_suggestions(command):
            self.held.hold(key)
            self.set_timer(_PATIENCE, self._wait_no_longer)
            self._show(self.desk.tell("Reading ahead: suggestions come in a moment.", Tone.PLAIN))
            return True
        match meaning(self.state, key, command):
            case Command() as meant:
                self.run(meant)
            case ReaderCommand() as listed:
                self.do(listed)
            case str() as why:
                self._show(self.desk.tell(why))
            case None:
                return False
        return True

    def _awaits_suggestions(self, command: ReaderCommand | None) -> bool:
        """Whether a command would be carried out otherwise a moment later, once the article is read ahead."""
        early = self._worth_waiting and self.state.mode is Mode.READ
        return early and command is not None and command.id in _OF_WHAT_IS_READ_AHEAD

    def _wait_no_longer(self) -> None:
        """Press what waited for suggestions: they are here, or it has waited long enough."""
        if self._worth_waiting:
            self._worth_waiting = False
            self.held.settle(again=False, saved=not self.unsaved, press=self.take_key)

    def do(self, command: ReaderCommand) -> None:
        """Carry out a command of the table, if it applies now."""
        if not command.when(self.state) and not goes_on(command.id, self.state):
            told = why_not(command.id, command.title or command.help, command.when, self.state)
            self._show(self.desk.tell(told))
            return
        if self.carry_out_anywhere(command.id):
            return
        match command.id:
            case "help":
                self.app.push_screen(HelpScreen(self.commands, mouse=self.config.mouse))
            case "rules":
                self._show_rules()
            case "show-people":
                self.post_message(PeopleWanted())
            case "next-article":
                self._show(self.going_on.open_next())
            case "article-back":
                self._show(self.going_on.back())
            case "history":
                self.app.push_screen(history_of(self.desk), self._answered)
            case "verdict":
                self._show_verdict()
            case "row-next" | "row-previous" | "page-next" | "page-previous":
                self.run(Command("go", offset=self._rows(command.id)))
            case "select-row-next" | "select-row-previous":
                self.run(Command("drag", offset=self._rows(command.id.removeprefix("select-"))))
            case "link":
                start, end = self.view.visible_range()
                self.run(Command("link", offset=start, end=end))
            case identifier if identifier.startswith("tag:"):
                self.run(Command("tag", text=identifier.removeprefix("tag:")))
            case identifier:
                self.run(Command(identifier))

    def _rows(self, name: str) -> int:
        """Where a move by rows or pages leads."""
        count = 1 if name.startswith("row") else max(1, self.view.size.height - 2)
        return self.view.offset_rows_away(self.state.cursor, count if name.endswith("next") else -count)

    def on_article_view_cursor_requested(self, event: ArticleView.CursorRequested) -> None:
        if self.held.waiting:
            return  # the cursor stays where the waiting key was pressed
        self.run(Command("drag" if event.extend else "click", offset=event.offset))

    def on_article_view_word_requested(self, event: ArticleView.WordRequested) -> None:
        self.run(Command("click-word", offset=event.offset))

    def on_article_view_sentence_requested(self, event: ArticleView.SentenceRequested) -> None:
        self.run(Command("click-sentence", offset=event.offset))

    def on_cards_label_chosen(self, event: Cards.LabelChosen) -> None:
        if not self.held.waiting:
            self.run(Command("take", span=event.span))

    def on_cards_person_chosen(self, event: Cards.PersonChosen) -> None:
        self.take_key(event.digit)

    def on_cards_command_chosen(self, event: Cards.CommandChosen) -> None:
        if not self.held.waiting:
            self.do(next(one for one in self.commands if one.id == event.command))

    def on_key_bar_key_chosen(self, event: KeyBar.KeyChosen) -> None:
        self.take_key(event.key)

    # -- carrying out -------------------------------------------------------------------------------------

    def run(self, command: Command) -> None:
        """Step, save, then paint."""
        outcome = self.desk.run(command)
        self._show(outcome)
        for effect in outcome.effects:
            self._effect(effect)
        if outcome.again:
            self.try_again(lambda: self.run(command))
        self.held.settle(again=outcome.again, saved=not self.unsaved, press=self.take_key)

    def tell(self, words: str) -> None:
        """Say something until the next key."""
        self._show(self.desk.tell(words))

    def tell_given_up(self) -> None:
        self._show(self.desk.give_up())

    def _show(self, outcome: Outcome) -> None:
        """Draw what a command came to."""
        if outcome.new_text:
            self._show_article()
        else:
            self._paint(outcome.before, outcome.edits)
        if self.desk.waiting is None:
            self.call_after_refresh(self._count_waiting)

    def _effect(self, effect: Effect) -> None:
        match effect.name:
            case "leave":
                self.desk.keep_place(exactly=True)
                self.post_message(ArticleLeft(self.state.reading.article.id))
            case "review":
                self.post_message(ReviewWanted(self.state.reading.article.id))
            case "open-next":
                self._show(self.going_on.done(effect.argument))
            case _:
                if (dialog := dialog_for(effect, as_if_accepted(self.state))) is not None:
                    self.app.push_screen(dialog, self._answered)

    def _answered(self, command: Command | None) -> None:
        """What a dialog came to."""
        if command is not None:
            self.run(command)

    def open(self, article: str) -> None:
        """Go on with another article, where the person left off in it; or with the same one, read anew."""
        self._show(self.going_on.open(article))

    def show_found(self, words: str, places: tuple[tuple[int, int], ...]) -> None:
        """Begin at the first of the places where words were found, before the screen shows."""
        self.desk.run(Command("show-found", text=words, places=places))
        self.desk.tell_of_notes()

    def _show_rules(self) -> None:
        from annotator.tui.screens.rules import RulesScreen

        self.app.push_screen(RulesScreen(self.desk.project, self.desk.who, self.packs), self._rules_turned)

    def _rules_turned(self, turned: bool | None) -> None:
        """Offer anew what the rules that are on suggest here."""
        if turned:
            self._begin_reading_ahead()

    def _show_verdict(self) -> None:
        found = verdict_on(self.desk)
        if isinstance(found, str):
            self._show(self.desk.tell(found))
        else:
            self.app.push_screen(found, self._answered)

    def _look_around(self) -> None:
        """See what others have written, and stay where one is."""
        outcome = self.desk.look_around()
        if outcome is not None:
            self._show(outcome)
        self.desk.keep_place(exactly=True)

    def _count_waiting(self) -> None:
        """Count a few paragraphs, then come back for more, so that a long article never stalls a key.

        While suggestions are on their way nothing is counted: all would be counted again once they are here.
        """
        if self._reading:
            return
        if self.desk.count_waiting(_COUNTED_AT_ONCE):
            self.call_after_refresh(self._count_waiting)
        elif self.is_mounted:
            self._show_status()
            keep_loaded()
