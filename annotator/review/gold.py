"""Writing in gold: copies of what layers have, without anything twice and without anything left over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from annotator.model.edits import Edit, merged
from annotator.model.items import GOLD, Decision, Item, Link, Origin, Relation, Span
from annotator.review.desk import Desk, Outcome
from annotator.review.disagreements import Thing
from annotator.review.standing import CONFIRMED, Standing, State
from annotator.review.versions import FRAMED, Place, Slot, Version

NewId = Callable[[], str]
"""Gives an id that no item of gold has or had."""
Choice = Mapping[Slot, int]
"""Slot -> number of the lane (`Thing.lanes`) whose version of it is taken. A slot that is not named is left empty."""

_SLOT_OF = {"said_by": Slot.SPEAKER, "cued_by": Slot.CUE, "via": Slot.SOURCE}


def numbered(action: str) -> NewId:
    """Ids of the items that an action makes, by its own id."""
    numbers = count(1)
    return lambda: f"{action}.{next(numbers)}"


@dataclass(frozen=True, slots=True)
class Mark:
    """How what is written came about; becomes its origin, with the layer that it was taken from."""

    by: str
    """The reviewer, for what comes from no layer."""
    rule: str
    reason: str = ""


class GoldWriter:
    """Collects the edits of one decision. `gold` is always as those edits leave it."""

    def __init__(self, desk: Desk, new_id: NewId, mark: Mark) -> None:
        self.gold = desk.gold
        self._review = desk.review
        self.standings = dict(desk.standings)
        """What gold says of every thing, as far as decided here."""
        self._settled: dict[str, Standing] = {}
        self._new_id = new_id
        self._mark = mark
        self._edits: list[Edit] = []
        self._dropped: dict[tuple[str, str], Relation | Link] = {}
        """By (layer, id): links that gold lacks an end of, for as long as it does."""
        self._wanted: set[str] = set()
        """Ids of relations and links that the thing in hand has; what else begins at it goes."""
        self._at: dict[tuple[str, Place], str] = {}
        for span in self.gold.spans.values():
            if span.label != "QUOTE":
                self._at[span.label, span.fragments] = span.id

    @property
    def outcome(self) -> Outcome:
        """What all of it comes to."""
        return Outcome(tuple(merged(self._edits)), tuple(self._dropped.values()), self._settled)

    def standing(self, thing: Thing) -> Standing:
        """What gold says of a thing."""
        return self._standing(thing.id)

    def settle(self, thing: Thing, standing: Standing) -> None:
        """Note what gold says of a thing from now on."""
        self.standings[thing.id] = self._settled[thing.id] = standing

    def take(self, thing: Thing, choice: Choice, kept: str, also: Sequence[int] = ()) -> str:
        """Copy a thing slot by slot; the id of its span in gold, which is `kept` where that is given.

        Args:
            also: numbers of layers whose speakers, people, cues, sources and links are added to those chosen.

        Raises:
            ValueError: no layer is named for BORDERS or TYPE, or one that does not have the thing.
        """
        borders, kind = _chosen(thing, choice, Slot.BORDERS), _chosen(thing, choice, Slot.TYPE)
        if borders is None or kind is None:
            raise ValueError(f"borders and type of {thing.id} must be taken from layers that have it")
        self._wanted = set()
        head = kept or self._standing_at(kind.span.label, borders.span.fragments) or self._new_id()
        old = self.gold.relations_of(head) if head in self.gold.spans else []
        self._put(
            Span(head, kind.span.label, borders.span.fragments, kind.span.attributes, self._origin(borders))
        )
        copies: dict[tuple[str, Place], str] = {}
        for label, slot in _SLOT_OF.items():
            for number, version in enumerate(_chosen_of(thing, choice, slot, also)):
                copies |= self._fill(version, label, head, copies if number else {})
        for version in _chosen_of(thing, choice, Slot.PERSON, also):
            speakers = {speaker.span.id: speaker.span for speaker in version.frame.speakers}
            self._link_people(version, speakers, copies, head)
        for version in _chosen_of(thing, choice, Slot.SOURCE, also):
            sources = {source.span.id: source.span for source in version.frame.sources}
            self._link_people(version, sources, copies, "")
        for version in _chosen_of(thing, choice, Slot.LINK, also):
            self._link_things(thing, version, head)
        self._clear(head, old, copies.values())
        return head

    def remove(self, identifier: str) -> None:
        """Take a span out of gold, with its slots where nothing else uses them. What a quote's slot holds stays."""
        relations = self.gold.relations_of(identifier)
        if self.gold.spans[identifier].label != "QUOTE" and any(
            one.target == identifier != one.head for one in relations
        ):
            return  # it stands in the frame of a quote that stays
        for one in relations:
            if one.target == identifier and one.head != identifier and one.label not in FRAMED:
                self._dropped[GOLD, one.id] = one
        for edit in self.gold.removal(identifier):
            self._edit(edit)
        self._sweep(one.target for one in relations if one.head == identifier)

    def lose(self, thing: Thing) -> None:
        """Give back as dropped the links that lead to a thing from what gold has, since it is not to have the thing."""
        for version in thing.present:
            for relation in version.arriving:
                begins = self._review.thing_of.get((version.layer, relation.head), "")
                spans = [
                    self.gold.spans[one] for one in self._standing(begins).spans if one in self.gold.spans
                ]
                if any(span.origin.by == version.layer for span in spans):
                    self._dropped[version.layer, relation.id] = relation

    def decide(self, thing: Thing, word: str) -> tuple[str, ...]:
        """A lasting decision on every place that the thing has; their ids."""
        return self._decide(
            dict.fromkeys((one.span.label, one.span.fragments) for one in thing.present), word
        )

    def _decide(self, places: Iterable[tuple[str, Place]], word: str) -> tuple[str, ...]:
        made = [
            Decision(self._new_id(), label, fragments, word, self._mark.reason, self._mark.by)
            for label, fragments in places
        ]
        for decision in made:
            self._put(decision)
        return tuple(decision.id for decision in made)

    def has_written(self, span: str) -> bool:
        """Whether a span of gold, or a relation or link that begins at it, is written here."""
        return any(_begins_at(edit.item) == span for edit in merged(self._edits))

    def confirm(self, spans: Iterable[str]) -> tuple[str, ...]:
        """A decision on the place of each of these spans of gold that it is right as it stands; their ids."""
        places = dict.fromkeys((self.gold.spans[one].label, self.gold.spans[one].fragments) for one in spans)
        return self._decide(places, CONFIRMED)

    def forget(self, thing: Thing) -> None:
        """Delete the decisions on a thing, but for those that another thing in the same place rests on."""
        mine = self._standing(thing.id).decisions
        if not mine:
            return
        others = {
            decision
            for name, standing in self.standings.items()
            if name != thing.id and standing.state is not State.TAKEN
            for decision in standing.decisions
        }
        for identifier in mine:
            if identifier not in others and identifier in self.gold.decisions:
                self._edit(Edit(GOLD, self.gold.article, self.gold.decisions[identifier], None))

    def _standing(self, thing: str) -> Standing:
        return self.standings.get(thing, Standing())

    def _fill(
        self, version: Version, label: str, head: str, before: Mapping[tuple[str, Place], str]
    ) -> dict[tuple[str, Place], str]:
        """Copy the spans of one slot, and what relays them; (label, place) -> id in gold.

        Args:
            before: what another version has put into the slots; it stays as it is, and what is ordered comes
                behind it.
        """
        found: dict[tuple[str, Place], str] = {}
        for relation in sorted(version.relations, key=lambda one: one.order) if before else version.relations:
            if relation.head != version.span.id or relation.label != label:
                continue
            span = version.spans[relation.target]
            if span.label == "QUOTE":
                self._lead(version, relation, head)
                continue
            there = before.get((span.label, span.fragments))
            copy = found[span.label, span.fragments] = there or self._mention(version, span, head)
            if there is None or not self._is_related(label, head, there):
                order = self._last_order(label, head) + 1 if before and relation.order else relation.order
                self._relate(version, replace(relation, order=order), head, copy)
            for relay in version.relations:
                if relay.head == span.id and relay.target in version.spans and span.id != version.span.id:
                    cue = self._mention(version, version.spans[relay.target], head)
                    self._relate(version, relay, copy, cue)
        return found

    def _mention(self, version: Version, span: Span, head: str) -> str:
        """The id of a slot's span in gold: the one that is there already, or a copy."""
        there = self._at.get((span.label, span.fragments))
        if there is not None and self._is_used_elsewhere(there, head):
            return there
        identifier = there or self._new_id()
        self._put(replace(span, id=identifier, origin=self._origin(version)))
        return identifier

    def _is_used_elsewhere(self, identifier: str, head: str) -> bool:
        """Whether another frame than that of `head` uses the span."""
        here = {head, *(one.target for one in self.gold.relations_of(head) if one.head == head)}
        return any(
            one.head not in here for one in self.gold.relations_of(identifier) if one.target == identifier
        )

    def _is_related(self, label: str, head: str, target: str) -> bool:
        return any(
            (one.label, one.head, one.target) == (label, head, target) and one.id in self._wanted
            for one in self.gold.relations_of(head)
        )

    def _last_order(self, label: str, head: str) -> int:
        """The place of the last of those that the thing in hand has in an ordered relation; 0 if there is none."""
        there = (one for one in self.gold.relations_of(head) if one.id in self._wanted)
        return max((one.order for one in there if (one.label, one.head) == (label, head)), default=0)

    def _relate(self, version: Version, relation: Relation, head: str, target: str) -> None:
        self._dropped.pop((version.layer, relation.id), None)
        same = (
            one.id
            for one in self.gold.relations_of(head)
            if (one.label, one.head, one.target) == (relation.label, head, target)
        )
        identifier = next(same, "") or self._new_id()
        self._wanted.add(identifier)
        self._put(replace(relation, id=identifier, head=head, target=target, origin=self._origin(version)))

    def _link_people(
        self,
        version: Version,
        mentions: Mapping[str, Span],
        copies: Mapping[tuple[str, Place], str],
        head: str,
    ) -> None:
        """Copy the links of mentions to people, and of the head itself where it is given."""
        for link in version.links:
            if link.span in mentions:
                mention = mentions[link.span]
                span = copies.get((mention.label, mention.fragments), "")
            elif link.span == version.span.id:
                span = head
                if not head:
                    continue
            else:
                continue
            if not span:
                self._dropped[version.layer, link.id] = link
                continue
            same = (
                one.id
                for one in self.gold.links_of(span)
                if (one.label, one.entity) == (link.label, link.entity)
            )
            identifier = next(same, "") or self._new_id()
            self._wanted.add(identifier)
            self._put(replace(link, id=identifier, span=span, origin=self._origin(version)))

    def _link_things(self, thing: Thing, version: Version, head: str) -> None:
        """Copy what leads to other things, and from them, as far as gold has those.

        What leads here from something that gold has from a layer is what that layer says, whosever version of this
        one is taken: what all agree lies in this quote lies in it.
        """
        for relation in version.relations:
            if relation.head != version.span.id or relation.label in FRAMED:
                continue
            self._lead(version, relation, head)
        for source in (one for one in thing.lanes if one is not None):
            for relation in source.arriving:
                begins = self._review.thing_of.get((source.layer, relation.head), "")
                for other in self._standing(begins).spans[:1]:
                    if other in self.gold.spans and self.gold.spans[other].origin.by == source.layer:
                        self._relate(source, relation, other, head)

    def _lead(self, version: Version, relation: Relation, head: str) -> None:
        """Copy a relation to another thing, if gold has that."""
        span = version.spans[relation.target]
        if target := head if span.id == version.span.id else self._counterpart(version.layer, span):
            self._relate(version, relation, head, target)
        else:
            self._dropped[version.layer, relation.id] = relation

    def _counterpart(self, layer: str, span: Span) -> str:
        """The id in gold of what a layer's span is a version of; `""` if gold does not have it."""
        thing = self._review.thing_of.get((layer, span.id), "")
        taken = [one for one in self._standing(thing).spans if one in self.gold.spans]
        return taken[0] if taken else self._at.get((span.label, span.fragments), "")

    def _clear(self, head: str, old: Iterable[Relation], slots: Iterable[str]) -> None:
        """Delete what the thing had in gold before and has no more."""
        gone = [one for one in old if one.head == head and one.id not in self._wanted]
        for relation in gone:
            self._edit(Edit(GOLD, self.gold.article, relation, None))
        for span in (head, *slots):
            if span == head or not self._is_used_elsewhere(span, head):
                for link in self.gold.links_of(span):
                    if link.id not in self._wanted:
                        self._edit(Edit(GOLD, self.gold.article, link, None))
        self._sweep(relation.target for relation in gone)

    def _sweep(self, spans: Iterable[str]) -> None:
        """Delete those spans that were in slots and are in none now, and what only they relate to."""
        for identifier in spans:
            span = self.gold.spans.get(identifier)
            if span is None or span.label == "QUOTE":
                continue
            relations = self.gold.relations_of(identifier)
            if any(one.target == identifier for one in relations) or self._is_taken(identifier):
                continue
            for edit in self.gold.removal(identifier):
                self._edit(edit)
            self._sweep(one.target for one in relations)

    def _is_taken(self, identifier: str) -> bool:
        """Whether a span of gold is a thing of its own that was taken."""
        return any(identifier in standing.spans for standing in self.standings.values())

    def _standing_at(self, label: str, fragments: Place) -> str:
        """The span of gold that a thing outside of frames is already, as a slot of some frame."""
        return "" if label == "QUOTE" else self._at.get((label, fragments), "")

    def _origin(self, version: Version) -> Origin:
        return Origin(by=version.layer, rule=self._mark.rule, reason=self._mark.reason)

    def _put(self, item: Item) -> None:
        before = self.gold.find(item)
        if before != item:
            self._edit(Edit(GOLD, self.gold.article, before, item))

    def _edit(self, edit: Edit) -> None:
        self._edits.append(edit)
        self.gold = self.gold.apply([edit])
        for span, there in ((edit.before, False), (edit.after, True)):
            if isinstance(span, Span) and span.label != "QUOTE":
                if there:
                    self._at[span.label, span.fragments] = span.id
                elif self._at.get((span.label, span.fragments)) == span.id:
                    del self._at[span.label, span.fragments]


def _begins_at(item: Item) -> str:
    """The span that an item of gold is, or begins at."""
    match item:
        case Span():
            return item.id
        case Relation():
            return item.head
        case Link():
            return item.span
        case _:
            return ""


def _chosen(thing: Thing, choice: Choice, slot: Slot) -> Version | None:
    number = choice.get(slot)
    return None if number is None else thing.lanes[number]


def _chosen_of(thing: Thing, choice: Choice, slot: Slot, also: Sequence[int]) -> list[Version]:
    """The version chosen for a slot, then those that are added to it."""
    chosen = [_chosen(thing, choice, slot), *(thing.lanes[number] for number in also)]
    return [version for version in chosen if version is not None]
