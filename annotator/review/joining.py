"""One quote that layers have in one place with other slots: what each of them has, put together.

Two quotes of one label with the same borders would be the same quote twice. Where the layers' speakers, cues and
sources are other pieces of text, all of them can be right at once; where they overlap, or where one mention means two
people, only one is, and slots are to be chosen.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from itertools import combinations

from annotator.model.items import Span
from annotator.review.disagreements import Thing
from annotator.review.matching import shared_length
from annotator.review.versions import Slot, Version

_SPANS = (Slot.SPEAKER, Slot.CUE, Slot.SOURCE)


def elsewhere(thing: Thing) -> tuple[int, int] | None:
    """Numbers of the first layer that has a thing, and of the first that has it in another place or under another
    label; None if all of them have it in one place."""
    numbers = [number for number, version in enumerate(thing.versions) if version is not None]
    for number in numbers[1:]:
        if _place(thing, number) != _place(thing, numbers[0]):
            return numbers[0], number
    return None


def joined_slots(thing: Thing) -> tuple[Slot, ...]:
    """The slots in which a quote that all have in one place would have what each of them has; none where that cannot
    be right, or where nothing would come of it."""
    if thing.label != "QUOTE":
        return ()
    differing = [slot for slot in thing.differing if slot not in (Slot.BORDERS, Slot.TYPE)]
    spans = [slot for slot in differing if slot in _SPANS]
    if any(_overlap(thing, slot) for slot in spans) or _means_two(thing.present):
        return ()
    if Slot.LINK in differing and sum(bool(one.looks[Slot.LINK]) for one in thing.present) > 1:
        return ()
    return tuple(differing)


def _place(thing: Thing, number: int) -> Hashable:
    version = thing.versions[number]
    return None if version is None else (version.span.label, version.span.fragments)


def _overlap(thing: Thing, slot: Slot) -> bool:
    """Whether layers have overlapping pieces of text in a slot that are not the same piece."""
    return any(
        one.fragments != other.fragments and shared_length(one, other) > 0
        for mine, theirs in combinations(thing.present, 2)
        for one in _spans(mine, slot)
        for other in _spans(theirs, slot)
    )


def _means_two(versions: Iterable[Version]) -> bool:
    """Whether one mention would mean other people than some layer says, or an implied speaker stand beside another."""
    meant: dict[Hashable, set[frozenset[str]]] = {}
    speakers: set[Hashable] = set()
    for version in versions:
        for mentioned in (*version.frame.speakers, *version.frame.sources):
            place = (mentioned.span.label, mentioned.span.fragments)
            if mentioned.entities:
                meant.setdefault(place, set()).add(frozenset(mentioned.entities))
        implied = frozenset(version.frame.implied)
        if implied:
            meant.setdefault("implied", set()).add(implied)
        speakers |= {one.span.fragments for one in version.frame.speakers}
    return any(len(people) > 1 for people in meant.values()) or ("implied" in meant and bool(speakers))


def _spans(version: Version, slot: Slot) -> list[Span]:
    match slot:
        case Slot.SPEAKER:
            return [one.span for one in version.frame.speakers]
        case Slot.CUE:
            return list(version.frame.cues)
        case _:
            return [one.span for one in version.frame.sources]
