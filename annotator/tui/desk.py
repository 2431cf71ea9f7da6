"""The desk: session and store put together for one person. Steps, saves, and knows what may be drawn.

Knows nothing of Textual, so that a test (or a simulated annotator) can sit at it without a screen. What the
desk's state shows is on disk: a step's state is taken over only once its edits are committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.errors import AnnotatorError, ProjectBusy, SaveError
from annotator.lang.pack import Pack, load_pack
from annotator.model.article import Article
from annotator.model.edits import Edit, first_place, span_pairs
from annotator.model.items import KindCorrection, Note, Progress, Status
from annotator.model.replacing import replace
from annotator.model.suggestions import Suggestion, rules_off
from annotator.session import notes
from annotator.session.command import Command
from annotator.session.offers import held, with_suggestions
from annotator.session.people import with_digits
from annotator.session.reading import Reading
from annotator.session.state import (
    Effect,
    Place,
    State,
    Step,
    Tone,
    at,
    back_at,
    begin,
    changed,
    place_of,
    say,
    seen,
)
from annotator.session.step import step
from annotator.session.waiting import waiting_in
from annotator.store import reading
from annotator.store.assignments import shows_suggestions
from annotator.store.history import Past, article_history
from annotator.store.notes import notes_beside, waiting_in_review
from annotator.store.project import Project
from annotator.store.sitting import Done, Sitting, Stale, sit

PATIENCE = 0.2
"""Seconds that a key may wait for somebody who holds the project; the screen stands still meanwhile."""
RETRY = 0.5
"""Seconds between later tries."""
TRIES = 40
_STALE_TRIES = 5
TRIED_AGAIN = " It is tried again until it can be saved; Esc gives it up."
GIVEN_UP = "Given up; what was saved before is there."
SAVED, NOT_YET, NOT_SAVED = "saved", "NOT SAVED YET", "NOT SAVED"
READ_ONLY = "read only"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to."""

    before: State
    edits: Sequence[Edit] | None = ()
    """What leads from the state before to the desk's state; None if more than that may have changed."""
    effects: tuple[Effect, ...] = ()
    """What is left for the screen to do."""
    new_text: bool = False
    """Whether the article itself looks different now (another one, or other kinds of paragraphs)."""
    again: bool = False
    """Whether the command could not be saved yet and is to be tried again in a moment."""


class Desk:
    """One person with one article open."""

    def __init__(
        self,
        project: Project,
        who: str,
        article_id: str,
        packs: Callable[[str], Pack] = load_pack,
        layer: str = "",
    ) -> None:
        """`layer` is the person's own, or gold for a reviewer who edits it by hand."""
        self._packs = packs
        self._layer = layer
        self.project = project
        self.who = who
        self.saved = SAVED
        self._tries = 0
        self._keys: Mapping[str, str] = {}
        self._open(article_id)

    def _open(self, article_id: str) -> None:
        self.sitting: Sitting = sit(self.project, self.who, article_id, self._layer)
        article, view = self.sitting.article, self.sitting.view
        with self.project.reading() as db:
            offset = reading.place(db, self.who, article_id)
            beside = notes_beside(db, self.who, self.sitting.layer_name, article_id)
            reviews = not self._layer and reading.is_reviewer(db, self.who)
            in_review = waiting_in_review(db, self.who, article_id) if reviews else ()
        opened = begin(
            Reading(article, self._packs(article.lang)),
            self.project.scheme(),
            self.who,
            view.layer,
            view.entities,
            self.sitting.next_action,
            offset,
        )
        self.state: State = replace(
            opened, keys=self._keys, beside=beside, reviews=reviews, in_review=in_review
        )
        self._waiting: dict[int, tuple[int, int]] = {}
        """Paragraph -> how much waits there, and how much only may be something."""
        self._counts = (0, 0)
        """The sums of `_waiting`, kept in step: every key shows them."""
        self._kept_place = (-1, -1)
        """Paragraph and cursor as they were last remembered."""
        self._places: dict[str, tuple[Place, Place]] = {}
        """Action -> where the person was before and after it; undo and redo go back there."""

    # -- commands -----------------------------------------------------------------------------------------

    def run(self, command: Command) -> Outcome:
        """Step, and save what is to be saved. Never raises for a failed save: the state says what is wrong."""
        before = self.state
        try:
            fresh = self.take_in()
            result = self._step_and_save(command)
            self.state = result.state
            outcome = self._carry_out(result, before)
        except ProjectBusy as busy:
            return self._wait(busy, before)
        except SaveError as error:
            return replace(self._fail(error, before, TRIED_AGAIN), again=True)
        except AnnotatorError as error:
            return self._fail(error, before)
        self._tries, self.saved = 0, SAVED
        if outcome.edits is None or any(isinstance(edit.item, Status) for edit in outcome.edits):
            fresh = self._hear() or fresh  # who is done may see what others say, and who is not may not
        self._recount(outcome.edits or (), before)
        self.keep_place()
        return outcome if not fresh else replace(outcome, edits=None)

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """Let messages name these keys: command id, or a label's name -> key."""
        self._keys = keys
        self.state = replace(self.state, keys=keys)

    def open(self, article_id: str) -> Outcome:
        """Go on with another article, where the person left off in it."""
        before = self.state
        try:
            self._open(article_id)
        except AnnotatorError as error:
            return self._fail(error, before)
        self.keep_place()
        self.tell_of_notes()
        return Outcome(before, None, new_text=True)

    def tell_of_notes(self) -> None:
        """Say that notes wait where the reader does not show them."""
        if told := notes.review_waits(self.state):
            self.state = say(self.state, f"{self.state.message} {told}".strip())

    def next_article(self) -> str | None:
        """The next article that the person has not done; None if there is none."""
        with self.project.reading() as db:
            return reading.next_article(db, self.who, self.state.reading.article.id)

    def history(self) -> list[Past]:
        """What was done in this article and layer, the oldest first."""
        return article_history(self.project, self.state.reading.article.id, self.sitting.layer_name)

    def tell(self, message: str, tone: Tone = Tone.WARNING) -> Outcome:
        """Show a message and nothing else."""
        before, self.state = self.state, say(self.state, message, tone)
        return Outcome(before)

    def _step_and_save(self, command: Command) -> Step:
        """The step of a command, its edits on disk. Decided anew if somebody changed the place meanwhile."""
        self.project.be_patient(PATIENCE)
        for _ in range(_STALE_TRIES):
            result = step(self.state, command)
            if not result.edits:
                return result
            try:
                action = self.sitting.next_action
                done = self.sitting.commit(result.title, result.edits, result.state.layer)
                self._places[action] = (place_of(self.state), place_of(result.state))
            except Stale:
                self.take_in()
                continue
            return replace(result, state=replace(result.state, action=done.next_action))
        raise ProjectBusy("Somebody else keeps changing this article; nothing was saved.")

    def _carry_out(self, result: Step, before: State) -> Outcome:
        """Do what a step asks of the store; the rest is the screen's."""
        outcome = Outcome(before, result.edits)
        left = []
        for effect in result.effects:
            match effect.name:
                case "undo" | "redo":
                    outcome = self._turn(effect.name, before)
                case "correct-kind":
                    number, _, kind = effect.argument.partition(" ")
                    outcome = self._after_writing(self.sitting.correct_kind(int(number), kind), before)
                case "open-next" if self._layer:
                    self._add(f"{self.state.key('escape')} goes back to the review.")
                case "open-next":
                    if (following := self.next_article()) is not None:
                        left.append(replace(effect, argument=following))
                    else:
                        self._add("No other is left to do.")
                case "all-decided":
                    if self.state.layer.status.state is Progress.DONE:
                        more = f"{self.state.key('next-article')} opens the next article."
                        self._add(more if self.next_article() is not None else "No other is left to do.")
                case _:
                    left.append(effect)
        return replace(outcome, effects=tuple(left))

    def _add(self, sentence: str) -> None:
        """Say one more thing than the step did."""
        self.state = say(self.state, f"{self.state.message} {sentence}", self.state.tone)

    def _turn(self, name: str, before: State) -> Outcome:
        """Undo or redo."""
        done = self.sitting.undo() if name == "undo" else self.sitting.redo()
        if done is None:
            self.state = say(self.state, f"There is nothing to {name}.", Tone.WARNING)
            return Outcome(before)
        outcome = self._after_writing(done, before)
        self.state = with_digits(before, held(self._where_it_was(done, undo=name == "undo")))
        verb = "Undone" if name == "undo" else "Done again"
        self.state = say(self.state, f"{verb}: {done.command}.")
        return outcome

    def _where_it_was(self, done: Done, *, undo: bool) -> State:
        """The state where the action was that is undone or done again: as remembered, else where its labels are."""
        if done.turned in self._places:
            before, after = self._places[done.turned]
            return back_at(self.state, before if undo else after)
        offset = first_place(done.edits, self.state.layer.spans)
        unselected = replace(self.state, anchor=None)
        return unselected if offset is None else at(unselected, offset)

    def _after_writing(self, done: Done, before: State) -> Outcome:
        """Go on from what the sitting wrote by itself."""
        new_text = any(isinstance(edit.item, KindCorrection) for edit in done.edits)
        if new_text:
            again = Reading(self.sitting.article, self.state.reading.pack)
            self.state = replace(self.state, reading=again)
        if done.reread:
            self.state = seen(self.state, done.view.layer, done.view.entities, done.next_action)
            return Outcome(before, None, new_text=new_text)
        self.state = replace(changed(self.state, done.edits), action=done.next_action)
        return Outcome(before, done.edits, new_text=new_text)

    # -- when saving fails --------------------------------------------------------------------------------

    def _wait(self, busy: ProjectBusy, before: State) -> Outcome:
        """Somebody holds the project: say who. The state stays as it is on disk."""
        self.state, self.saved = before, NOT_YET
        self._tries += 1
        if self._tries > TRIES:
            self._tries = 0
            return replace(self.tell(f"{busy} Press the key again to try once more."), before=before)
        holder = self.project.lock.holder()
        whom = f"Waiting for {holder}, who holds the project." if holder else "Waiting for another process."
        return replace(self.tell(whom), before=before, again=True)

    def give_up(self) -> Outcome:
        """Let go of what could not be saved: what is shown is what is on disk."""
        self._tries, self.saved = 0, SAVED
        return self.tell(GIVEN_UP)

    def _fail(self, error: AnnotatorError, before: State, more: str = "") -> Outcome:
        self.state, self.saved = before, NOT_SAVED
        return replace(self.tell(f"Not saved: {error.sentence}{more}"), before=before)

    # -- in step with the project -------------------------------------------------------------------------

    def look_around(self) -> Outcome | None:
        """See what others have written; None if that changes nothing here."""
        before = self.state
        try:
            return Outcome(before, None) if self.take_in() else None
        except AnnotatorError as error:
            return self._fail(error, before)

    def take_in(self) -> bool:
        """Bring the state up to what is on disk; whether anything was new."""
        if not self.sitting.changed_elsewhere():
            return False
        view, heard, state = self.sitting.refresh(), self._hear(), self.state
        same_layer = view.layer is state.layer or view.layer == state.layer
        if same_layer and (view.entities is state.entities or view.entities == state.entities):
            return heard
        self.state = with_digits(state, seen(state, view.layer, view.entities))
        self._forget_counts()
        return True

    def _hear(self) -> bool:
        """Read what others say in threads with the person; whether anything was new."""
        with self.project.reading() as db:
            article = self.state.reading.article.id
            beside = notes_beside(db, self.who, self.sitting.layer_name, article)
            in_review = waiting_in_review(db, self.who, article) if self.state.reviews else ()
        if (beside, in_review) == (self.state.beside, self.state.in_review):
            return False
        self.state = replace(self.state, beside=beside, in_review=in_review)
        self._forget_counts()
        return True

    def keep_place(self, *, exactly: bool = False) -> None:
        """Remember where the person is, once it is another paragraph; or `exactly`, for whoever rests or leaves."""
        place = self.state.paragraph, self.state.cursor
        same = place == self._kept_place if exactly else place[0] == self._kept_place[0]
        if same or self.project.read_only:
            return
        try:
            self.sitting.keep_place(self.state.cursor)
            self._kept_place = place
        except ProjectBusy:
            return  # the next command tries again
        except AnnotatorError as error:
            if not exactly:  # nobody has pressed anything; the next key says so
                self.tell(f"Where you are cannot be remembered: {error.sentence}")

    # -- suggestions --------------------------------------------------------------------------------------

    def wants_suggestions(self) -> bool:
        """Whether the person sees suggestions in this article; an assignment may say no."""
        if self._layer:
            return False  # gold comes from people
        with self.project.reading() as db:
            return shows_suggestions(db, self.who, self.state.reading.article.id)

    def offer(self, suggestions: Iterable[Suggestion], others: Iterable[Suggestion] = ()) -> Outcome:
        """Put suggestions on offer, but those of rules that are turned off in the project; others at a key."""
        before, off = self.state, rules_off(self.project.settings())
        chosen = [one for one in suggestions if one.quote.origin.rule not in off]
        spare = [one for one in others if one.quote.origin.rule not in off]
        self.state = with_suggestions(self.state, chosen, spare)
        self._forget_counts()
        return Outcome(before, None)

    def following(self, count: int) -> list[Article]:
        """The next articles that the person has not done."""
        found: list[Article] = []
        here = self.state.reading.article.id
        for _ in range(count):
            with self.project.reading() as db:
                following = reading.next_article(db, self.who, found[-1].id if found else here)
            if following is None or following == here or following in [one.id for one in found]:
                break
            found.append(self.project.article(following))
        return found

    # -- what waits ---------------------------------------------------------------------------------------

    def count_waiting(self, paragraphs: int) -> bool:
        """Count what waits in a few more paragraphs; whether there are others left to count."""
        everything = range(len(self.state.reading.article.paragraphs))
        left = [number for number in everything if number not in self._waiting]
        for number in left[:paragraphs]:
            self._count(number)
        return len(left) > paragraphs

    @property
    def waiting(self) -> int | None:
        """How much waits in the article; None while it is being counted."""
        if len(self._waiting) < len(self.state.reading.article.paragraphs):
            return None
        return self._counts[0]

    @property
    def maybe(self) -> int:
        """How much there is in the article that only may be something, as far as it has been counted."""
        return self._counts[1]

    def _count(self, number: int) -> None:
        found = waiting_in(self.state, number)
        soft = sum(one.soft for one in found)
        before = self._waiting.get(number, (0, 0))
        now = self._waiting[number] = (len(found) - soft, soft)
        self._counts = (self._counts[0] + now[0] - before[0], self._counts[1] + now[1] - before[1])

    def _forget_counts(self) -> None:
        self._waiting.clear()
        self._counts = (0, 0)

    def _recount(self, edits: Sequence[Edit], earlier: State) -> None:
        if not edits:
            return
        touched = {earlier.paragraph, self.state.paragraph}
        for before, after in span_pairs(edits):
            for span in (before, after):
                if span is not None:
                    touched |= self.state.places.paragraphs_of(span)
        for note in (edit.item for edit in edits if isinstance(edit.item, Note)):
            span = self.state.span(note.on)
            touched |= self.state.places.paragraphs_of(span) if span is not None else {0}
        for number in touched:
            self._count(number)
