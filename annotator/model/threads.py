"""Threads of notes, across layers: members never write in each other's layers, so that an answer stands in the layer
of whoever gives it.

What a note answers is said by its `re`. That is the id of a note of the same layer and article; or, where it is none,
`LAYER:ID`: if what stands before the first `:` is the name of a layer, the note ID of that layer. A note whose `re`
leads nowhere begins a thread of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.items import GOLD, Note

Notes = Mapping[str, Mapping[str, Note]]
"""Layer -> id -> note, all of one article."""


class Key(NamedTuple):
    """A note by where it stands."""

    layer: str
    id: str

    def seen_from(self, layer: str) -> str:
        """What the `re` of a note in that layer says of this one."""
        return self.id if layer == self.layer else f"{self.layer}:{self.id}"


@dataclass(frozen=True, slots=True)
class Said:
    """A note, and whose layer it stands in."""

    layer: str
    note: Note

    @property
    def key(self) -> Key:
        """The note by where it stands."""
        return Key(self.layer, self.note.id)


@dataclass(frozen=True, slots=True)
class Thread:
    """A note and its answers, each behind what it answers, those of one layer the oldest first."""

    said: tuple[Said, ...]

    @property
    def root(self) -> Said:
        """What began it. Whether it is settled is said there, and so by whoever writes in that layer."""
        return self.said[0]

    @property
    def settled(self) -> bool:
        """Whether nobody is to answer any more."""
        return self.root.note.settled

    @property
    def last(self) -> Said:
        """The last word."""
        return self.said[-1]

    @property
    def layers(self) -> frozenset[str]:
        """The layers that it stands in."""
        return frozenset(one.layer for one in self.said)

    def unanswered(self) -> list[Said]:
        """The last word of each layer, if nobody has answered it from another one.

        There may be several: two people who did not see each other's word may have spoken last.
        """
        answered: dict[str, int] = {}
        place = {one.key: number for number, one in enumerate(self.said)}
        for one in self.said:
            to = place.get(meant(one.note.re, one.layer, self._layers()))
            if to is not None and self.said[to].layer != one.layer:
                layer = self.said[to].layer
                answered[layer] = max(answered.get(layer, -1), to)
        last = {one.layer: number for number, one in enumerate(self.said)}
        return [self.said[number] for layer, number in last.items() if answered.get(layer, -1) < number]

    def waits_for(self, who: str) -> bool:
        """Whether somebody else has said something that is not answered, and it is not settled."""
        return not self.settled and any(one.note.by != who for one in self.unanswered())

    def waits_for_review(self, who: str) -> bool:
        """Whether an annotator has said something that no reviewer has answered in gold, and it is not settled."""
        return not self.settled and any(one.layer != GOLD and one.note.by != who for one in self.unanswered())

    def _layers(self) -> Notes:
        found: dict[str, dict[str, Note]] = {}
        for one in self.said:
            found.setdefault(one.layer, {})[one.note.id] = one.note
        return found


def meant(re_: str, layer: str, notes: Notes) -> Key:
    """The note that a `re` in a layer means: one that is there, or one that may be where the name of a layer stands
    before it; with nothing in it where it means none."""
    if re_ in notes.get(layer, {}):
        return Key(layer, re_)
    name, colon, identifier = re_.partition(":")
    return Key(name, identifier) if colon and name in notes else Key("", "")


def threads_of(notes: Notes) -> list[Thread]:
    """All threads of an article, the oldest first."""
    there = {Key(layer, one.id): Said(layer, one) for layer, some in notes.items() for one in some.values()}
    before = {key: meant(said.note.re, said.layer, notes) for key, said in there.items()}
    gathered: dict[Key, list[Said]] = {}
    for key, said in there.items():
        gathered.setdefault(_root(before, key), []).append(said)
    found = [Thread(tuple(_in_order(some, before, root))) for root, some in gathered.items()]
    return sorted(found, key=lambda thread: (age(thread.root.note), thread.root.layer))


def threads_around(own: Iterable[Note], layer: str, beside: Notes) -> list[Thread]:
    """The threads that some notes of a layer stand in, with what others say in them; the oldest first."""
    notes = {note.id: note for note in own}
    if not notes:
        return []
    found = threads_of({**beside, layer: notes})
    return [thread for thread in found if layer in thread.layers] if beside else found


def answer_to(thread: Thread, layer: str) -> str:
    """The `re` of an answer from a layer: the last word of a thread of several layers, so that their order is told;
    what began it in a thread of one's own."""
    return (thread.root if thread.layers == {layer} else thread.last).key.seen_from(layer)


def age(note: Note) -> tuple[tuple[int, str], ...]:
    """Sort key by which notes of one device come in the order in which they were written: d.9 before d.10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", note.id))


def tidied(text: str) -> str:
    """A note's words: its lines stay, with one space between words and no more than one empty line in a row."""
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _root(before: Mapping[Key, Key], key: Key) -> Key:
    """The note that began a note's thread; of a circle, which only an import could bring, the first."""
    seen = {key}
    while (following := before[key]) in before:
        if following in seen:
            return min(seen)
        key = following
        seen.add(key)
    return key


def _in_order(some: Iterable[Said], before: Mapping[Key, Key], root: Key) -> list[Said]:
    """The notes of a thread: what began it, then the oldest first of those whose question stands."""
    waiting = sorted(some, key=lambda said: (said.key != root, age(said.note), said.layer))
    keys = {said.key for said in waiting}
    found: list[Said] = []
    placed: set[Key] = set()
    while waiting:
        ready = (
            number
            for number, said in enumerate(waiting)
            if before[said.key] in placed or before[said.key] not in keys
        )
        said = waiting.pop(next(ready, 0))  # of a circle the oldest
        placed.add(said.key)
        found.append(said)
    return found
