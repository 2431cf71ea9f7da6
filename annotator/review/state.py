"""A review in progress: the desk, the thing in hand, and what the reviewer is about to say. All values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from annotator.model.edits import Edit
from annotator.model.items import GOLD, Link, Relation
from annotator.model.layer import Layer
from annotator.model.threads import Notes, Thread, threads_of
from annotator.review.bulk import AGREED, SINGLE
from annotator.review.desk import Desk
from annotator.review.disagreements import Review, Thing
from annotator.review.standing import State as How
from annotator.review.versions import Slot

PROPOSED = "suggested"
"""What a proposal's lane is called."""


class Queue(StrEnum):
    """Which things Tab goes through."""

    WAITING = "waiting"
    """What nobody has decided, and what somebody has labelled differently since it was."""
    UNCERTAIN = "uncertain"
    """What an annotator flagged as uncertain and no reviewer has looked at."""
    NOTED = "noted"
    """What an annotator wrote a note on that is not settled."""
    ALL = "all"
    """Everything, agreed and decided things too."""


Threads = Mapping[str, tuple[Thread, ...]]
"""Id of a thing -> threads of notes on it that are not settled; of what is on no thing under `""`."""


def noted_in(review: Review, notes: Notes) -> Threads:
    """The open threads that annotators have a part in, by the thing that their version or a span in its slots is in."""
    threads = [
        thread
        for thread in threads_of(notes)
        if not thread.settled and any(one.layer != GOLD for one in thread.said)
    ]
    spots = {(one.layer, one.note.on) for thread in threads for one in thread.said if one.layer != GOLD}
    places = _things_of(review, spots)
    found: dict[str, tuple[Thread, ...]] = {}
    for thread in threads:
        there = (places.get((one.layer, one.note.on)) for one in thread.said)
        thing = next((one for one in there if one is not None), "")
        found[thing] = (*found.get(thing, ()), thread)
    return found


def _things_of(review: Review, spots: AbstractSet[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(layer, span) -> the thing that the span is a version of, or that has it in a slot; of those asked for."""
    found = {spot: review.thing_of[spot] for spot in spots if spot in review.thing_of}
    left = {spot for spot in spots if spot not in found and spot[1]}
    layers = {layer for layer, _ in left}
    for thing in review.things if left else ():
        for version in thing.present:
            if version.layer in layers:
                for span in version.spans:
                    if (version.layer, span) in left:
                        found.setdefault((version.layer, span), thing.id)
    return found


@dataclass(frozen=True, slots=True)
class Command:
    """What a reviewer wants, by the id that the command table knows, with what it needs."""

    id: str
    number: int = -1
    """A layer, from 0; -1 where that does not matter."""
    text: str = ""
    """A reason, a layer's name, a label, ids with blanks between."""
    thing: str = ""
    """Id of a thing."""
    note: str = ""
    """`LAYER:ID` of a note."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """A thing taken slot by slot: what was chosen so far, and the slot in hand."""

    slot: Slot
    chosen: Mapping[Slot, int | None] = field(default_factory=dict)
    """Slot -> number of the layer; None for a slot that is to stay empty."""
    joins: bool = False
    """Whether every other slot has what each layer has, so that only the one in hand is asked for."""


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Everything that a reviewer's key may depend on."""

    desk: Desk
    who: str
    action: str
    """Id that the next action will have; ids of what it makes begin with it."""
    at: str = ""
    """Id of the thing in hand; `""` when there is none."""
    queue: Queue = Queue.WAITING
    choosing: Choosing | None = None
    reason: str = ""
    """Of the decision to come."""
    hides_proposals: bool = False
    """Whether what a language pack reads is kept out of sight."""
    blind: bool = False
    """Whether names of annotators are hidden."""
    since: AbstractSet[str] = frozenset()
    """Ids of decided things that somebody has labelled differently since; they stand as decided."""
    unheard: AbstractSet[str] = frozenset()
    """Ids of decided things with a note that came after the decision and that no reviewer has answered."""
    notes: Notes = field(default_factory=dict, repr=False)
    """All notes of the article, gold's too."""
    noted: Threads = field(default_factory=dict, repr=False)
    """The open threads that annotators have a part in."""
    dropped: tuple[Relation | Link, ...] = ()
    """Links that could not come along with the last decision."""
    insist: str = ""
    """The command that asked whether it was meant: at once again, it is carried out."""
    message: str = ""
    is_warning: bool = False
    places: Mapping[str, int] = field(default_factory=dict, repr=False)
    """Id of a thing -> its number in the review."""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Command id -> its key as people read it, for messages that say what to press."""

    def key(self, command: str) -> str:
        """The key of a command, as people read it; its name where no key is known."""
        return self.keys.get(command, command)

    @property
    def thing(self) -> Thing | None:
        """The thing in hand."""
        place = self.places.get(self.at)
        thing = None if place is None else self.desk.review.things[place]
        return replace(thing, proposal=None) if thing is not None and self.hides_proposals else thing

    def is_queued(self, thing: Thing) -> bool:
        """Whether Tab stops at a thing."""
        standing = self.desk.standing(thing.id)
        match self.queue:
            case Queue.ALL:
                return True
            case Queue.NOTED:
                return thing.id in self.noted
            case Queue.UNCERTAIN:
                return thing.is_uncertain and (standing.is_open or self.is_by_rule(thing))
            case _:
                return standing.is_open or thing.id in self.since or thing.id in self.unheard

    def is_by_rule(self, thing: Thing) -> bool:
        """Whether a thing is in gold since all agreed, or since one person alone labelled, and not by a word on it."""
        spans = self.desk.gold.spans
        taken = [spans[one] for one in self.desk.standing(thing.id).spans if one in spans]
        return any(span.origin.rule in (AGREED, SINGLE) for span in taken)

    def queued(self) -> int:
        """How many things are in the queue."""
        return sum(self.is_queued(thing) for thing in self.desk.review.things)

    def waiting(self) -> int:
        """How many things nobody has decided, or are new since, or have a note that is."""
        standing, news = self.desk.standing, self.since | self.unheard
        return sum(standing(one.id).is_open or one.id in news for one in self.desk.review.things)

    def unanswered(self) -> int:
        """How many threads wait for a reviewer's word."""
        return sum(one.waits_for_review(self.who) for some in self.noted.values() for one in some)

    def called(self, number: int) -> str:
        """A lane as the reviewer may know it: the layer's name, or its number alone in blind review."""
        if number == len(self.desk.review.layers):
            return PROPOSED
        return str(number + 1) if self.blind else self.desk.review.layers[number]


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that only the shell can do: `undo`, `redo`, `edit`, `ask-reason`, `bulk`, …"""

    name: str
    offset: int = 0
    """A place in the text, in code points."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a command leads to: the state after it, what is to be written, and what the shell must do."""

    state: ReviewState
    edits: tuple[Edit, ...] = ()
    effects: tuple[Effect, ...] = ()
    title: str = ""
    """What the edits amount to, in words that undo can name."""


def still_waits(state: ReviewState, item: Relation | Link) -> bool:
    """Whether what a link that was left behind leads to may still come: it is there then, and so is the link."""
    if isinstance(item, Link):
        return False
    review = state.desk.review
    ends = (review.thing_of.get((layer, item.target)) for layer in review.layers)
    return any(state.desk.standing(thing).is_open for thing in ends if thing is not None)


def begin(
    desk: Desk,
    who: str,
    action: str,
    at: str = "",
    since: AbstractSet[str] = frozenset(),
    keys: Mapping[str, str] = MappingProxyType({}),
    notes: Notes = MappingProxyType({}),
    unheard: AbstractSet[str] = frozenset(),
) -> ReviewState:
    """The state in which a review opens: at the thing `at` if there is one, else at the first that waits."""
    places = {thing.id: number for number, thing in enumerate(desk.review.things)}
    state = ReviewState(
        desk,
        who,
        action,
        at if at in places else "",
        since=since,
        unheard=unheard,
        notes=notes,
        noted=noted_in(desk.review, notes),
        places=places,
        keys=keys,
    )
    return state if state.at else forward(state)


def hearing(state: ReviewState, gold: Layer) -> ReviewState:
    """The state with gold as it is now, so that its notes answer."""
    state = replace(state, desk=replace(state.desk, gold=gold))
    if gold.notes == state.notes.get(GOLD, {}):
        return state
    notes = {**state.notes, GOLD: gold.notes}
    return replace(state, notes=notes, noted=noted_in(state.desk.review, notes))


def with_desk(
    state: ReviewState,
    desk: Desk,
    action: str,
    since: AbstractSet[str],
    notes: Notes = MappingProxyType({}),
    unheard: AbstractSet[str] = frozenset(),
) -> ReviewState:
    """The state with layers or gold read anew, at the same thing if that is still there."""
    fresh = begin(desk, state.who, action, state.at, since, state.keys, notes, unheard)
    return replace(
        fresh,
        queue=state.queue,
        blind=state.blind,
        hides_proposals=state.hides_proposals,
        reason=state.reason,
        choosing=state.choosing if fresh.at == state.at else None,
    )


def around(state: ReviewState, step: int) -> Iterator[Thing]:
    """All things, from the next one on (`step` 1) or from the one before backwards (-1), round the end; the one in
    hand last."""
    things = state.desk.review.things
    count = len(things)
    start = state.places.get(state.at, -1 if step > 0 else count)
    for distance in range(1, count + 1):
        yield things[(start + step * distance) % count]


def forward(state: ReviewState) -> ReviewState:
    """At the next thing in the queue; those that were put off come last. Where nothing is left, at no thing."""
    deferred = ""
    for thing in around(state, 1):
        if state.is_queued(thing):
            if state.desk.standing(thing.id).state is not How.DEFERRED:
                return at(state, thing.id)
            deferred = deferred or thing.id
    return at(state, deferred)


def at(state: ReviewState, thing: str) -> ReviewState:
    """At a thing, with nothing half said about another."""
    if thing == state.at:
        return replace(state, choosing=None)
    return replace(state, at=thing, choosing=None, reason="")


def say(state: ReviewState, message: str, *, warning: bool = False) -> ReviewState:
    """The state with a message."""
    return replace(state, message=message, is_warning=warning)


def refuse(state: ReviewState, message: str) -> Step:
    """Nothing happens but a word why."""
    return Step(say(state, message, warning=True))
