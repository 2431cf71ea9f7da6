"""The reviewer's desk: review and store put together for one reviewer with one article open.

Knows nothing of Textual. What the desk's state shows is on disk: a step's state is taken over only once its edits are
committed. The things of an article are compared once; a decision moves only what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from annotator.errors import AnnotatorError, ProjectBusy, SaveError
from annotator.lang.pack import Pack, load_pack
from annotator.model.edits import Edit
from annotator.model.items import GOLD, Entity
from annotator.model.layer import Layer
from annotator.model.people import People, owners
from annotator.model.suggestions import Suggestion, layer_name, rules_off
from annotator.model.threads import Notes
from annotator.review.bulk import gold_of_one
from annotator.review.desk import Desk, desk_of
from annotator.review.disagreements import Review, review
from annotator.review.gold import numbered
from annotator.review.proposals import proposed_layer, with_proposals
from annotator.review.since import Times, new_since, unheard
from annotator.review.state import (
    Command,
    Effect,
    ReviewState,
    Step,
    begin,
    noted_in,
    say,
    with_desk,
)
from annotator.review.step import settled_at_once, step
from annotator.review.turning import Turn, turn_between
from annotator.store import reviewing
from annotator.store.assignments import shows_suggestions
from annotator.store.bulk import read_layers_of
from annotator.store.notes import notes_in
from annotator.store.operation import Action
from annotator.store.project import Project
from annotator.store.sitting import Done, Sitting, Stale, sit
from annotator.store.tables import read_layer_as_meant, read_people
from annotator.tui.desk import GIVEN_UP, NOT_SAVED, NOT_YET, PATIENCE, SAVED, TRIED_AGAIN, TRIES
from annotator.tui.garbage import without_looking
from annotator.tui.review_layers import as_meant, times_of

_STALE_TRIES = 5
SINGLES = "bulk-single"
"""The command that takes all articles that one person alone has labelled."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command came to, beside the desk's state."""

    effects: tuple[Effect, ...] = ()
    """What is left for the screen to do."""
    again: bool = False
    """Whether the command could not be saved yet and is to be tried again in a moment."""
    new_layers: bool = False
    """Whether the annotators' labels may have changed."""


class ReviewDesk:
    """One reviewer with one article open."""

    def __init__(
        self,
        project: Project,
        who: str,
        article_id: str,
        packs: Callable[[str], Pack] = load_pack,
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`keys` has the key of each command, as people read it, for messages.

        Raises:
            UsageError: `who` is no reviewer, or there is no such article.
        """
        reviewing.check_reviewer(project, who)
        self._packs = packs
        self.project = project
        self.who = who
        self.saved = SAVED
        self._keys = keys
        self._tries = 0
        self._wide: tuple[str, str] | None = None
        """Article and command of an action over many articles that `u` takes back next."""
        self._open(article_id)

    def _open(self, article_id: str) -> None:
        self.sitting: Sitting = sit(self.project, self.who, article_id, GOLD)
        self.article = self.sitting.article
        self._turned: dict[str, Turn] = {}
        self.layers: list[Layer] = []
        self._notes: Notes = {}
        self._unheard: frozenset[str] = frozenset()
        self._suggested: tuple[Suggestion, ...] = ()
        desk, since = self._read()
        self.state: ReviewState = begin(
            desk,
            self.who,
            self.sitting.next_action,
            since=since,
            keys=self._keys,
            notes=self._notes,
            unheard=self._unheard,
        )
        if not self.project.read_only:
            self._save(settled_at_once(self.state))
        self._tell_of_notes()

    def _tell_of_notes(self) -> None:
        """Say that annotators wait for a word: a note is easily overlooked beside a hundred decisions."""
        if number := self.state.unanswered():
            waits = "1 note waits" if number == 1 else f"{number} notes wait"
            told = f"{waits} for an answer: {self.state.key('notes')} reads and answers."
            self.tell(f"{self.state.message} {told}".strip(), warning=False)

    def _read(self) -> tuple[Desk, frozenset[str]]:
        """The layers as they are now, beside gold."""
        article = self.article.id
        with without_looking(), self.project.reading() as db:
            people = read_people(db)
            names = reviewing.layers_to_review(db, article)
            self.layers = [as_meant(one, people) for one in read_layers_of(db, article, names)]
            gold = self.sitting.view.layer
            # Where nothing is decided nothing can have come after it.
            decided = bool(gold.spans or gold.decisions)
            times = times_of(self.project, names, article, gold) if decided else Times()
            self._notes = notes_in(db, article)
        self.entities: Mapping[str, Entity] = people.entities
        with without_looking():
            desk = desk_of(self._compared(people), gold)
            self._unheard = unheard(desk, times, noted_in(desk.review, self._notes), self.who)
            return desk, new_since(replace(desk, gold=as_meant(gold, people)), times)

    def _compared(self, people: People) -> Review:
        """The layers side by side, with what is suggested where they differ."""
        return self._with_proposals(review(self.layers), people)

    def _with_proposals(self, compared: Review, people: People) -> Review:
        if not self._suggested:
            return compared
        pack = self.pack
        proposed = proposed_layer(
            self._suggested,
            layer_name(pack.name, pack.version),
            self.layers,
            self.article.id,
            owners(people),
        )
        return with_proposals(compared, proposed)

    # -- suggestions ---------------------------------------------------------------------------------------

    @property
    def pack(self) -> Pack:
        """The pack that reads the open article."""
        return self._packs(self.article.lang)

    def wants_proposals(self) -> bool:
        """Whether suggestions may stand beside the layers: not where one was labelled without them, to see how much
        they sway people."""
        with self.project.reading() as db:
            return all(shows_suggestions(db, layer.name, self.article.id) for layer in self.layers)

    def propose(self, suggestions: Iterable[Suggestion]) -> None:
        """Put what the pack suggests beside the layers, but for rules that are turned off in the project."""
        off = rules_off(self.project.settings())
        self._suggested = tuple(one for one in suggestions if one.quote.origin.rule not in off)
        with self.project.reading() as db:
            people = read_people(db)
        desk = self.state.desk
        desk = replace(desk, review=self._with_proposals(desk.review, people))
        self.state = replace(self.state, desk=desk)

    # -- commands -----------------------------------------------------------------------------------------

    def run(self, command: Command) -> Outcome:
        """Step, and save what is to be saved. Never raises for a failed save: the state says what is wrong."""
        before = self.state
        try:
            fresh = self.take_in()
            if command.id == SINGLES:
                self._take_singles()
                outcome = Outcome()
            else:
                outcome = self._run(command)
        except ProjectBusy as busy:
            return self._wait(busy, before)
        except AnnotatorError as error:
            tried_again = isinstance(error, SaveError)
            told = f"Not saved: {error.sentence}{TRIED_AGAIN if tried_again else ''}"
            self.state, self.saved = say(before, told, warning=True), NOT_SAVED
            return Outcome(again=tried_again)
        self._tries, self.saved = 0, SAVED
        return replace(outcome, new_layers=fresh)

    def give_up(self) -> None:
        """Let go of what could not be saved: what is shown is what is on disk."""
        self._tries, self.saved = 0, SAVED
        self.tell(GIVEN_UP)

    def open(self, article_id: str) -> Outcome:
        """Go on with another article."""
        before = self.state
        try:
            self._open(article_id)
        except AnnotatorError as error:
            self.state = say(before, error.sentence, warning=True)
            return Outcome()
        kept = before.hides_proposals
        self.state = replace(self.state, blind=before.blind, hides_proposals=kept)
        return Outcome(new_layers=True)

    def next_article(self) -> str | None:
        """The next article that two people have done and gold is not; None if there is none."""
        with self.project.reading() as db:
            return reviewing.next_to_review(db, self.article.id)

    def reasons(self) -> list[tuple[str, int]]:
        """Reasons that were given, with how often, the most frequent first."""
        with self.project.reading() as db:
            return reviewing.reasons_given(db)

    def singles(self) -> list[tuple[str, str]]:
        """(article, layer) of what one person alone has labelled."""
        with self.project.reading() as db:
            return reviewing.labelled_once(db)

    def tell(self, message: str, *, warning: bool = True) -> None:
        """Show a message and nothing else."""
        self.state = say(self.state, message, warning=warning)

    def _run(self, command: Command) -> Outcome:
        self.project.be_patient(PATIENCE)
        for _ in range(_STALE_TRIES):
            result = step(self.state, command)
            try:
                self._save(result)
            except Stale:
                self.take_in()
                continue
            left = [effect for effect in result.effects if not self._carry_out(effect)]
            return Outcome(tuple(left))
        raise ProjectBusy("Somebody else keeps deciding here; nothing was saved.")

    def _save(self, result: Step) -> None:
        """Put the step's edits on disk, then take its state over."""
        if not result.edits:
            self.state = result.state
            return
        action = self.sitting.next_action
        done = self.sitting.commit(result.title, result.edits, result.state.desk.gold)
        self._turned[action] = turn_between(self.state, result.state)
        self._wide = None
        self.state = replace(result.state, action=done.next_action)

    def _carry_out(self, effect: Effect) -> bool:
        """Do what an effect asks of the store; whether it was that."""
        match effect.name:
            case "undo" | "redo":
                self._turn(effect.name)
            case "offer-next":
                opens = f"{self.state.key('next-article')} opens the next one."
                told = opens if self.next_article() else "No other is left that two have done."
                self.state = say(self.state, f"{self.state.message} {told}")
            case _:
                return False
        return True

    def _turn(self, name: str) -> None:
        """Undo or redo."""
        if name == "undo" and self._wide is not None:
            self._undo_wide(*self._wide)
            return
        done = self.sitting.undo() if name == "undo" else self.sitting.redo()
        if done is None:
            self.tell(f"There is nothing to {name}.")
            return
        self._after_turning(done, undo=name == "undo")
        verb = "Undone" if name == "undo" else "Done again"
        # What was done is called by the layers' names.
        self.tell(f"{verb}." if self.state.blind else f"{verb}: {done.command}.", warning=False)

    def _after_turning(self, done: Done, *, undo: bool) -> None:
        known = None if done.reread else self._turned.get(done.turned)
        if known is None:
            desk, since = self._read()
            self.state = self._with(desk, done.next_action, since)
            return
        turned = known.undone if undo else known.redone
        self.state = turned(self.state, done.view.layer, done.next_action)

    # -- articles that one person labelled ----------------------------------------------------------------

    def _take_singles(self) -> None:
        """Make gold of every article that one person alone has labelled, as one action."""
        singles = self.singles()
        if not singles:
            self.tell("There is no article that one person alone has labelled.")
            return
        with self.project.writing() as db:
            action = self.project.new_action_id(db)
        edits: list[Edit] = []
        with self.project.reading() as db:
            for article, layer in singles:
                edits += gold_of_one(read_layer_as_meant(db, layer, article), self.who, numbered(action))
        command = f"take {len(singles)} articles that one person labelled"
        self.project.commit(Action(action, self.who, command, tuple(edits)))
        self._wide = (singles[0][0], command)
        self.read_again()
        undo = self.state.key("undo")
        self.tell(
            f"Gold in {len(singles)} articles, marked single; {undo} takes all of it back.", warning=False
        )

    def _undo_wide(self, article: str, command: str) -> None:
        self._wide = None
        done = sit(self.project, self.who, article, GOLD).undo()
        self.read_again()
        if done is None or done.command != command:
            told = done.command if done is not None else "nothing"
            self.tell(f"Undone: {told}; what came before it stands.")
        else:
            self.tell(f"Undone: {command}.", warning=False)

    # -- in step with the project -------------------------------------------------------------------------

    def look_around(self) -> bool:
        """See what others have written; whether that changes anything here."""
        try:
            return self.take_in()
        except AnnotatorError as error:
            self.tell(error.sentence)
            return True

    def read_again(self) -> None:
        """Bring the state up to what this process itself wrote past this desk: the reader, or another article."""
        self.sitting = sit(self.project, self.who, self.article.id, GOLD)
        self._turned.clear()
        desk, since = self._read()
        self.state = self._with(desk, self.sitting.next_action, since)

    def _with(self, desk: Desk, action: str, since: frozenset[str]) -> ReviewState:
        return with_desk(self.state, desk, action, since, self._notes, self._unheard)

    def take_in(self) -> bool:
        """Bring the state up to what is on disk; whether anything was new."""
        if not self.sitting.changed_elsewhere():
            return False
        gold = self.sitting.refresh().layer
        before, told = self.layers, self._notes
        desk, since = self._read()
        if gold == self.state.desk.gold and self.layers == before and self._notes == told:
            return False
        self._turned.clear()
        self.state = self._with(desk, self.sitting.next_action, since)
        if not self.project.read_only:
            self._save(settled_at_once(self.state))
        return True

    def _wait(self, busy: ProjectBusy, before: ReviewState) -> Outcome:
        """Somebody holds the project: say who. The state stays as it is on disk."""
        self.saved = NOT_YET
        self._tries += 1
        if self._tries > TRIES:
            self._tries = 0
            self.state = say(before, f"{busy} Press the key again to try once more.", warning=True)
            return Outcome()
        holder = self.project.lock.holder()
        whom = f"{holder}, who holds the project" if holder else "another process"
        self.state = say(before, f"Waiting for {whom}.", warning=True)
        return Outcome(again=True)
