"""What the reader knows at a moment, as a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.edits import Edit
from annotator.model.frames import resolve, text_order
from annotator.model.items import Entity, Item, Progress, Span, Status
from annotator.model.layer import Layer
from annotator.model.replacing import replace
from annotator.model.scheme import Scheme
from annotator.model.suggestions import Offers, Suggestion
from annotator.model.threads import Notes
from annotator.session.command import Command
from annotator.session.places import Places
from annotator.session.reading import Bounds, Reading


class Mode(StrEnum):
    """What the next key means."""

    READ = "read"
    SEARCH = "search"
    """Keys are what is searched for."""
    MATCHES = "matches"
    """What was found stays marked; keys step through it or label it."""
    LINK = "link"
    """A letter chooses the span to link with the one in hand."""
    BORDERS = "borders"
    """The selection is the span in hand; enter makes it the span's new borders."""


class Tone(StrEnum):
    """How a message is meant."""

    PLAIN = "plain"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for in the article, and what was found."""

    query: str = ""
    exact: bool = False
    """Whether case and accents count."""
    matches: tuple[Bounds, ...] = ()
    """In text order."""
    current: int = 0
    """Number of the match that the cursor is on, from 0."""
    origin: int = 0
    """Where the cursor was before; leaving goes back there."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A suggestion that a mode or a small screen is about: it is accepted with the first change, and not before."""

    one: Suggestion
    slot: str = ""
    """Id of its speaker, cue or source that is in hand, `""` for its quote."""


@dataclass(frozen=True, slots=True)
class State:
    """One person with one article open. Everything that a command may look at."""

    reading: Reading
    scheme: Scheme
    who: str
    layer: Layer
    entities: Mapping[str, Entity]
    places: Places
    action: str
    """Id of the next action; ids of new items are made from it."""
    beside: Notes = field(default_factory=dict, repr=False)
    """Notes in other layers, as far as the person may see them: a reviewer's answers to theirs stand in gold."""
    in_review: tuple[str, ...] = ()
    """Who wrote the notes that wait for the person in review alone, `""` for who is hidden; one for each thread."""
    reviews: bool = False
    """Whether the person may open the article for review from here."""
    cursor: int = 0
    anchor: int | None = None
    hand: str = ""
    """Id of the span in hand, `""` for none."""
    frame: str = ""
    """Id of the quote in hand, `""` for none."""
    last_quote: str = ""
    """Id of the quote that was in hand last, which is continued where none is; it may be gone."""
    mode: Mode = Mode.READ
    targets: tuple[tuple[str, str], ...] = ()
    """In link mode: (letters, span id) of what can be linked."""
    typed: str = ""
    """In link mode: letters typed so far."""
    search: Search | None = None
    """In search and matches mode, and while reading right after a search elsewhere has led here: what was found."""
    repeat: Command | None = None
    """What does the last action again at another place."""
    digits: tuple[str, ...] = ()
    """Ids of whoever has had a digit since the article was opened, 1 first; `""` for one that is free again."""
    spoke: str = ""
    """Id of the person who was linked as a speaker last."""
    offers: Offers = Offers()
    """What the language pack suggests for the article."""
    offer: str = ""
    """Id of the suggestion that the cursor is on, or was on last in this paragraph; `""` for none."""
    pending: Pending | None = None
    """What is accepted if the command under way changes anything."""
    asked: str = ""
    """What the last key has told or asked about, after its command's id and a blank: pressed again, it is meant."""
    by_doubt: bool = False
    """Whether the next open thing is the least sure suggestion, and not the next in the text."""
    message: str = ""
    tone: Tone = Tone.PLAIN
    keys: Mapping[str, str] = field(default_factory=dict)
    """Command id, or a label's name -> its key as people read it, for messages that say what to press."""

    def key(self, name: str) -> str:
        """The key of a command or a label, as people read it; its name where no key is known."""
        return self.keys.get(name, name)

    @property
    def paragraph(self) -> int:
        """Number of the paragraph that the cursor is in, from 0."""
        return self.places.paragraph_at(self.cursor)

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected stretch, without white space at its ends; None if nothing is selected."""
        if self.anchor is None:
            return None
        low, high = sorted((self.anchor, self.cursor))
        start, end = low, max(self.reading.grapheme(high)[1], low)
        text = self.reading.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return (start, end) if end > start else None

    def span(self, identifier: str) -> Span | None:
        """The span of this id, if the layer has it."""
        return self.layer.spans.get(identifier)

    def spans_at(self, offset: int) -> list[Span]:
        """Spans that hold `offset`, innermost first."""
        over = self.spans_over(self.places.paragraph_at(offset))
        found = [span for span in over if span.covers(offset)]
        return sorted(found, key=lambda span: (span.end - span.start, span.start, span.label, span.id))

    def spans_over(self, paragraph: int) -> list[Span]:
        """Spans with text in a paragraph, in text order."""
        found = (self.layer.spans[i] for i in self.places.over(paragraph) if i in self.layer.spans)
        return sorted(found, key=text_order)

    def person(self, identifier: str) -> Entity | None:
        """The entity that stands for `identifier` now, redirects followed."""
        return self.entities.get(resolve(identifier, self._redirect))

    def _redirect(self, identifier: str) -> str:
        entity = self.entities.get(identifier)
        return entity.merged_into if entity else ""


def begin(
    reading: Reading,
    scheme: Scheme,
    who: str,
    layer: Layer,
    entities: Mapping[str, Entity],
    action: str,
    offset: int = 0,
) -> State:
    """The state in which an article opens, with the cursor at `offset` or the nearest place for it."""
    state = State(
        reading=reading,
        scheme=scheme,
        who=who,
        layer=layer,
        entities=entities,
        places=Places.of(reading.article.paragraphs, layer.spans.values()),
        action=action,
    )
    return at(state, offset)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: the cursor, and what is in hand. A selection is no place: it is used up by what it was for."""

    cursor: int
    hand: str = ""
    frame: str = ""


def place_of(state: State) -> Place:
    """Where the state is, with nothing else of it."""
    return Place(state.cursor, state.hand, state.frame)


def back_at(state: State, place: Place) -> State:
    """The state at a place where it has been before, reading, nothing selected; what is gone is not in hand."""
    there = at(calm(state), place.cursor)
    hand = place.hand if place.hand in state.layer.spans else there.hand
    frame = place.frame if place.frame in state.layer.spans else there.frame
    return replace(there, hand=hand, frame=frame)


def calm(state: State) -> State:
    """The state reading, with nothing selected and no mode under way."""
    return replace(state, mode=Mode.READ, targets=(), typed="", search=None, anchor=None)


def at(state: State, offset: int) -> State:
    """The state with the cursor on the grapheme at `offset`, and in hand what is there."""
    cursor = state.reading.grapheme(offset)[0]
    return _with_hand(replace(state, cursor=cursor))


def _with_hand(state: State) -> State:
    if state.mode is not Mode.READ:
        return state  # what is being linked or resized stays in hand wherever the cursor goes
    here = state.spans_at(state.cursor)
    kept = state.span(state.hand)
    hand = state.hand if kept in here else here[0].id if here else ""
    frame = _frame_near(state, hand)
    # Most keys leave both as they are, and a copy of a state takes as long as finding that out.
    return state if (hand, frame) == (state.hand, state.frame) else replace(state, hand=hand, frame=frame)


def _frame_near(state: State, hand: str) -> str:
    """The quote that the hand is about: itself, one that links to it, or the one kept in this paragraph."""
    span = state.span(hand)
    if span is not None and span.label == "QUOTE":
        return hand
    if span is not None:
        quotes = [edge.head for edge in state.layer.relations_of(hand) if edge.target == hand]
        quotes = [quote for quote in quotes if (found := state.span(quote)) and found.label == "QUOTE"]
        if quotes:
            return state.frame if state.frame in quotes else quotes[0]
    kept = state.span(state.frame)
    if kept is not None and kept.id in state.places.over(state.paragraph):
        return kept.id
    return ""


def changed(state: State, edits: Sequence[Edit]) -> State:
    """The state after edits, before they are written."""
    entities = state.entities
    people = [edit for edit in edits if isinstance(edit.item, Entity)]
    if people:
        gone = {edit.item.id for edit in people if edit.after is None}
        new = {edit.item.id: edit.after for edit in people if isinstance(edit.after, Entity)}
        entities = {one: entity for one, entity in {**entities, **new}.items() if one not in gone}
    layer = state.layer.apply(edits)
    places = state.places.after(edits)
    return _tidy(replace(state, layer=layer, entities=entities, places=places))


def seen(state: State, layer: Layer, entities: Mapping[str, Entity], action: str = "") -> State:
    """The state with a layer that was read or written elsewhere, the cursor where it is."""
    places = state.places
    if layer is not state.layer and layer.spans != state.layer.spans:
        places = Places.of(state.reading.article.paragraphs, layer.spans.values())
    found = replace(state, layer=layer, entities=entities, places=places, action=action or state.action)
    return _tidy(found)


def _tidy(state: State) -> State:
    """No hand, frame or target that is gone."""
    spans = state.layer.spans
    hand = state.hand if state.hand in spans else ""
    frame = state.frame if state.frame in spans else ""
    suggested = {span.id for span in state.pending.one.spans()} if state.pending is not None else set()
    targets = tuple(target for target in state.targets if target[1] in spans or target[1] in suggested)
    mode = state.mode
    if (mode is Mode.LINK and not targets) or (mode is Mode.BORDERS and not hand and not suggested):
        mode, targets = Mode.READ, ()
    found = state
    if (hand, frame, targets, mode) != (state.hand, state.frame, state.targets, state.mode):
        found = replace(state, hand=hand, frame=frame, targets=targets, mode=mode)
    return found if hand else _with_hand(found)


def own_edit(state: State, before: Item | None, after: Item | None) -> Edit:
    """An edit in the person's own layer and the open article."""
    return Edit(state.layer.name, state.layer.article, before, after)


def opening(state: State) -> list[Edit]:
    """The edit that marks the article as begun, where this is the first thing said about it."""
    if state.layer.status.state is not Progress.NEW:
        return []
    before = state.layer.status
    after = replace(before, state=Progress.BEGUN)
    return [Edit(state.layer.name, state.layer.article, before if before != Status() else None, after)]


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that only the shell can do."""

    name: str
    """`undo`, `redo`, `leave`, `pick-person`, `next-article`, …; the shell knows each."""
    argument: str = ""
    span: str = ""
    """Id of the span that it is about."""
    places: tuple[Bounds, ...] = ()
    """Pieces of text that it is about."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a command leads to: the state after it, what is to be written, and what the shell must do."""

    state: State
    edits: tuple[Edit, ...] = ()
    effects: tuple[Effect, ...] = ()
    title: str = ""
    """What the edits amount to, in words that undo can name."""


def say(state: State, message: str, tone: Tone = Tone.PLAIN) -> State:
    """The state with a message for the status line."""
    return replace(state, message=message, tone=tone)


def refuse(state: State, message: str) -> Step:
    """Nothing happens but a word why."""
    return Step(say(state, message, Tone.WARNING))


@dataclass(slots=True)
class Ids:
    """Ids for the items that one action makes: the action's id and a number."""

    action: str
    given: int = field(default=0)

    def new(self) -> str:
        """The next id."""
        self.given += 1
        return f"{self.action}.{self.given}"
