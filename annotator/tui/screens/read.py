"""The reader: one article, its frames, and every command by key. What is on the screen is on the disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from annotator.errors import AnnotatorError, ProjectBusy
from annotator.lang.pack import load_pack
from annotator.model.edits import Edit
from annotator.model.frames import frame_of
from annotator.model.items import KindCorrection, Span
from annotator.session.reading import Reading
from annotator.session.state import Effect, Mode, State, Step, Tone, begin, changed, say, seen
from annotator.session.step import Command, step
from annotator.session.waiting import waiting_in
from annotator.store.project import Project
from annotator.store.reading import next_article, place
from annotator.store.sitting import Done, Sitting, Stale, sit
from annotator.tui.commands import COMMANDS, ReaderCommand, by_key, label_commands
from annotator.tui.keys import key_name
from annotator.tui.screens.help import HelpScreen
from annotator.tui.screens.person import Chosen, PersonScreen
from annotator.tui.widgets.article_view import ArticleView
from annotator.tui.widgets.bars import KeyBar, MessageBar, StatusBar
from annotator.tui.widgets.cards import Cards

WIDE = 110
"""Columns from which the cards stand beside the article."""
SMALLEST = (60, 15)
"""Columns and rows below which nothing useful fits."""
_RETRY = 0.5
"""Seconds between tries to save while somebody else holds the project."""
_TRIES = 40


class ReadScreen(Screen[None]):
    """One person with one article open."""

    CSS = """
    ReadScreen { layout: vertical; }
    #body { height: 1fr; layout: horizontal; }
    ReadScreen.narrow #body { layout: vertical; }
    ReadScreen.narrow Cards { width: 1fr; height: 30%; min-height: 6; dock: bottom; }
    #small { display: none; height: 1fr; content-align: center middle; text-align: center; }
    ReadScreen.small #small { display: block; }
    ReadScreen.small #body, ReadScreen.small Bar { display: none; }
    """
    # Tab moves focus elsewhere in Textual; here it is a command.
    BINDINGS = [Binding("tab", "nothing", show=False), Binding("shift+tab", "nothing", show=False)]
    AUTO_FOCUS = "ArticleView"

    class Left(Message):
        """The person backs out of the article."""

    def __init__(self, project: Project, who: str, article_id: str) -> None:
        super().__init__()
        self.project = project
        self.who = who
        self.sitting: Sitting = sit(project, who, article_id)
        self.state = self._begin(place(project.db, who, article_id))
        self.commands: list[ReaderCommand] = []
        self.keys: dict[str, ReaderCommand] = {}
        self.saved = "saved"
        self._waiting: dict[int, int] = {}
        self._tries = 0
        self._written: Sequence[Edit] | None = None
        """What the command under way has written; None if more than that may have changed."""
        self._kept_paragraph = -1
        self._learn_keys()

    # -- what is shown ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield StatusBar(id="status")
        with Container(id="body"):
            yield Cards()
            yield ArticleView(self.state.scheme)
        yield Static("", id="small", markup=False)
        yield MessageBar(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.view = self.query_one(ArticleView)
        self.cards = self.query_one(Cards)
        self.status = self.query_one(StatusBar)
        self.messages = self.query_one(MessageBar)
        self.key_bar = self.query_one(KeyBar)
        self._fit(self.size.width, self.size.height)
        self._show_article()
        for notice in self.project.notices:
            self.notify(notice, markup=False, severity="warning", timeout=10)
        self.project.notices.clear()
        self.set_interval(1.0, self._look_around)
        self.call_after_refresh(self._count_waiting, 0)

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width, event.size.height)
        self.call_after_refresh(self._paint, None)

    def _fit(self, width: int, height: int) -> None:
        small = width < SMALLEST[0] or height < SMALLEST[1]
        self.set_class(small, "small")
        self.set_class(width < WIDE, "narrow")
        if small:
            told = f"Too small: {width}×{height}.\n{SMALLEST[0]}×{SMALLEST[1]} is needed. Nothing is lost."
            self.query_one("#small", Static).update(told)

    def _show_article(self) -> None:
        self.view.use_scheme(self.state.scheme)
        self.view.show(self.state.reading.article)
        self.view.mark(self.state.layer.spans)
        self._paint(None)

    def _paint(self, before: State | None, edits: Sequence[Edit] | None = None) -> None:
        """Bring the widgets in step with the state; each draws only what differs.

        `edits` lead from the state before to this one, where they are known to.
        """
        state = self.state
        with self.view.at_once():
            self._paint_article(before, edits)
        self.cards.show(state)
        self.status.show(state, self._waiting_total(), self.saved)
        self.messages.show(state)
        self.key_bar.show(state, self.commands)

    def _paint_article(self, before: State | None, edits: Sequence[Edit] | None) -> None:
        state = self.state
        if before is not None and edits is not None:
            self.view.change(_span_pairs(edits))
        elif before is None or before.layer is not state.layer:
            self.view.mark(state.layer.spans)
        if before is None or before.frame != state.frame or before.layer is not state.layer:
            self.view.emphasise(_frame_spans(state))
        if before is None or before.targets != state.targets or before.typed != state.typed:
            self.view.hint(
                {span: letters for letters, span in state.targets if letters.startswith(state.typed)}
            )
        self.view.place(state.cursor, state.selection, state.paragraph)

    # -- keys and the mouse -------------------------------------------------------------------------------

    def _learn_keys(self) -> None:
        labels = label_commands(self.state.scheme)
        self.commands = [*labels, *COMMANDS]
        self.keys = by_key(self.commands)

    def action_nothing(self) -> None:
        """Keys that Textual binds and we use ourselves arrive here as bindings."""
        self._key("tab")

    def on_key(self, event: events.Key) -> None:
        if self._key(key_name(event.key, event.character)):
            event.stop()
            event.prevent_default()

    def _key(self, key: str) -> bool:
        if self.has_class("small") and key not in ("escape", "ctrl+q", "ctrl+z"):
            return True
        if self.state.mode is Mode.LINK and len(key) == 1 and key.isalpha():
            self.run(Command("link-letter", text=key))
            return True
        if len(key) == 1 and key.isdigit() and key != "0":
            self.run(Command("person-digit", text=key))
            return True
        command = self.keys.get(key)
        if command is None:
            return False
        self.do(command)
        return True

    def do(self, command: ReaderCommand) -> None:
        """Carry out a command of the table, if it applies now."""
        if not command.when(self.state):
            self._show(say(self.state, f"“{command.title}” does not apply here.", Tone.WARNING))
            return
        match command.id:
            case "help":
                self.app.push_screen(HelpScreen(self.commands))
            case "palette":
                self.app.action_command_palette()
            case "theme":
                self.post_message(ThemeWanted())
            case "suspend":
                self.app.action_suspend_process()
            case "quit":
                self.app.exit(0)
            case "next-article":
                self._open_next()
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
        self.run(Command("drag" if event.extend else "click", offset=event.offset))

    def on_article_view_word_requested(self, event: ArticleView.WordRequested) -> None:
        self.run(Command("click-word", offset=event.offset))

    def on_article_view_sentence_requested(self, event: ArticleView.SentenceRequested) -> None:
        self.run(Command("click-sentence", offset=event.offset))

    # -- carrying out -------------------------------------------------------------------------------------

    def run(self, command: Command) -> None:
        """Step, save what is to be saved, then paint."""
        before, self._written = self.state, None
        if self.sitting.changed_elsewhere():
            self._take_in()
        seen_before = self.state
        try:
            result = self._saved(command)
        except ProjectBusy as busy:
            self._wait(command, busy)
            return
        except AnnotatorError as error:
            self._not_saved(error)
            return
        self._tries = 0
        self.saved = "saved"
        self.state = result.state
        self._written = result.edits
        for effect in result.effects:
            self._effect(effect)
        self._recount(self._written or ())
        self._paint(before, self._written if before.layer is seen_before.layer else None)
        self._keep_place()

    def _saved(self, command: Command) -> Step:
        """The step of a command, its edits on disk. Decided anew if somebody changed the place meanwhile."""
        self.project.lock.give_up = _RETRY
        for _ in range(5):
            result = step(self.state, command)
            if not result.edits:
                return result
            try:
                done = self.sitting.commit(result.title, result.edits)
            except Stale:
                self._take_in()
                continue
            return replace(result, state=replace(result.state, action=done.next_action))
        raise ProjectBusy("Somebody else keeps changing this article; nothing was saved.")

    def _wait(self, command: Command, busy: ProjectBusy) -> None:
        """Somebody holds the project: say so, and try again until it is free."""
        self._tries += 1
        holder = self.project.lock.holder()
        self.saved = "NOT SAVED YET"
        if self._tries > _TRIES:
            self._tries = 0
            self._show(say(self.state, f"{busy} Press the key again to try once more.", Tone.WARNING))
            return
        whom = f"Waiting for {holder}" if holder else "Waiting for another process"
        self._show(say(self.state, f"{whom}, who holds the project.", Tone.WARNING))
        self.set_timer(_RETRY, lambda: self.run(command))

    def _not_saved(self, error: AnnotatorError) -> None:
        self.saved = "NOT SAVED"
        self._show(say(self.state, f"Not saved: {error.sentence}", Tone.WARNING))

    def _effect(self, effect: Effect) -> None:
        match effect.name:
            case "undo" | "redo":
                self._turn(effect.name)
            case "leave":
                self.post_message(self.Left())
            case "pick-person":
                self.app.push_screen(PersonScreen(self.state, effect.argument), self._person_chosen)
            case "correct-kind":
                number, _, kind = effect.argument.partition(" ")
                self._after_writing(self.sitting.correct_kind(int(number), kind), "")
            case "offer-next":
                following = next_article(self.project.db, self.who, self.state.reading.article.id)
                told = "N opens the next one." if following else "It was the last one: everything is done."
                self.state = say(self.state, f"{self.state.message} {told}")

    def _turn(self, name: str) -> None:
        """Undo or redo."""
        done = self.sitting.undo() if name == "undo" else self.sitting.redo()
        if done is None:
            self.state = say(self.state, f"There is nothing to {name}.", Tone.WARNING)
            return
        verb = "Undone" if name == "undo" else "Done again"
        self._after_writing(done, f"{verb}: {done.command}.")

    def _after_writing(self, done: Done, told: str) -> None:
        """Go on from what the sitting wrote by itself."""
        if any(isinstance(edit.item, KindCorrection) for edit in done.edits):
            self._reread_article()
        if done.reread:
            self.state = seen(self.state, done.view.layer, done.view.entities, done.next_action)
            self._written = None
        else:
            self.state = replace(changed(self.state, done.edits), action=done.next_action)
            self._written = done.edits
        if told:
            self.state = say(self.state, told)

    def _person_chosen(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self.run(
                Command(
                    "link-person",
                    span=chosen.span,
                    entity=chosen.entity,
                    name=chosen.new_name,
                    kind=chosen.kind,
                )
            )

    def _open_next(self) -> None:
        following = next_article(self.project.db, self.who, self.state.reading.article.id)
        if following is None:
            self._show(say(self.state, "No other article is left to do."))
            return
        self.open(following)

    def open(self, article_id: str) -> None:
        """Go on with another article, where the person left off in it."""
        self.sitting = sit(self.project, self.who, article_id)
        self.state = self._begin(place(self.project.db, self.who, article_id))
        self._waiting.clear()
        self._kept_paragraph = -1
        self._show_article()
        self.call_after_refresh(self._count_waiting, 0)
        self._keep_place()

    # -- in step with the project -------------------------------------------------------------------------

    def _begin(self, offset: int) -> State:
        article = self.sitting.article
        reading = Reading(article, load_pack(article.lang))
        view = self.sitting.view
        return begin(
            reading,
            self.project.scheme(),
            self.who,
            view.layer,
            view.entities,
            self.sitting.next_action,
            offset,
        )

    def _look_around(self) -> None:
        """See what others have written, and stay where one is."""
        if self.sitting.changed_elsewhere():
            before = self.state
            self._take_in()
            if before is not self.state:
                self._paint(before)

    def _take_in(self) -> None:
        view = self.sitting.refresh()
        if view.layer is not self.state.layer or view.entities is not self.state.entities:
            self.state = seen(self.state, view.layer, view.entities)

    def _reread_article(self) -> None:
        reading = Reading(self.sitting.article, self.state.reading.pack)
        self.state = replace(self.state, reading=reading)
        self.view.show(reading.article)
        self.view.mark(self.state.layer.spans)

    def _keep_place(self) -> None:
        if self.state.paragraph == self._kept_paragraph or self.project.read_only:
            return
        self._kept_paragraph = self.state.paragraph
        try:
            self.sitting.keep_place(self.state.cursor)
        except ProjectBusy:
            self._kept_paragraph = -1  # the next move tries again
        except AnnotatorError as error:
            self._not_saved(error)

    def _show(self, state: State) -> None:
        before = self.state
        self.state = state
        self._paint(before)

    # -- what waits ---------------------------------------------------------------------------------------

    def _count_waiting(self, first: int) -> None:
        """Count a few paragraphs, then come back for more, so that a long article never stalls a key."""
        count = len(self.state.reading.article.paragraphs)
        for number in range(first, min(first + 40, count)):
            self._waiting[number] = len(waiting_in(self.state, number))
        if first + 40 < count:
            self.call_after_refresh(self._count_waiting, first + 40)
        elif self.is_mounted:
            self.status.show(self.state, self._waiting_total(), self.saved)

    def _recount(self, edits: Sequence[Edit]) -> None:
        if not edits:
            return
        touched = {self.state.paragraph}
        for before, after in _span_pairs(edits):
            for span in (before, after):
                if span is not None:
                    touched |= self.state.places.paragraphs_of(span)
        for number in touched:
            self._waiting[number] = len(waiting_in(self.state, number))

    def _waiting_total(self) -> int | None:
        if len(self._waiting) < len(self.state.reading.article.paragraphs):
            return None
        return sum(self._waiting.values())


class ThemeWanted(Message):
    """The person wants the next colours."""


def _span_pairs(edits: Sequence[Edit]) -> list[tuple[Span | None, Span | None]]:
    """(before, after) of the edits that are about spans."""
    return [
        (
            edit.before if isinstance(edit.before, Span) else None,
            edit.after if isinstance(edit.after, Span) else None,
        )
        for edit in edits
        if isinstance(edit.item, Span)
    ]


def _frame_spans(state: State) -> set[str]:
    """The spans of the frame in hand."""
    quote = state.span(state.frame)
    if quote is None:
        return {state.hand} if state.hand else set()
    frame = frame_of(state.layer, quote)
    slots = [slot.span.id for slot in (*frame.speakers, *frame.sources)]
    return {quote.id, *slots, *(cue.id for cue in frame.cues)}
