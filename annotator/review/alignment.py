"""Spans of many layers put together: what each layer says of one and the same thing.

Equal places come together first. What is left of any two layers is matched one to one by overlap (see
`annotator.review.matching`), and these matches are joined from the closest on, as long as no layer would have two
spans in one group. Between two layers this is their matching. All of it is done for one stretch of text that hangs
together by overlaps after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.model.items import Fragment, Span
from annotator.review.matching import Window, match, windows

Look = Callable[[int, Span], Hashable]
"""What a span of the layer with this number looks like, beyond its place."""


Members = dict[int, Span]
"""Number of the layer -> its span."""


@dataclass(frozen=True, slots=True)
class Group:
    """The spans that are one thing: at most one of each layer."""

    spans: tuple[Span | None, ...]
    """By number of the layer; None where a layer does not have it."""

    @property
    def present(self) -> tuple[Span, ...]:
        """The spans that there are."""
        return tuple(span for span in self.spans if span is not None)

    @property
    def layers(self) -> tuple[int, ...]:
        """Numbers of the layers that have it."""
        return tuple(number for number, span in enumerate(self.spans) if span is not None)


def align(layers: Sequence[Sequence[Span]], look: Look | None = None) -> list[Group]:
    """Every span of every layer in one group, in text order, whatever the labels.

    Args:
        look: of several spans in one place, those that look alike come together first; without it, those with the
            same label and attributes.
    """
    look = look or _attributes
    found: list[Group] = []
    for window in windows(layers):
        members = [dict(window)] if _is_one_thing(window) else _aligned(window, look, len(layers))
        found += [Group(tuple(map(one.get, range(len(layers))))) for one in members]
    return sorted(found, key=group_order)


def _is_one_thing(window: Window) -> bool:
    """Whether no layer has two spans of those that hang together, so that there is nothing to choose."""
    if len({number for number, _ in window}) < len(window):
        return False
    # Spans in parts may reach across each other and share nothing.
    return all(len(span.fragments) == 1 and span.start < span.end for _, span in window)


def _aligned(window: Window, look: Look, count: int) -> list[Members]:
    """The spans that hang together, of so many layers, as groups."""
    layers: list[list[Span]] = [[] for _ in range(count)]
    for number, span in window:
        layers[number].append(span)
    joined = _Joined(_by_place(layers, look))
    pairs_of = _Pairs()
    for one, other in combinations([number for number in range(count) if layers[number]], 2):
        left, right = joined.without(one, other), joined.without(other, one)
        if left and right:
            for mine, theirs, overlap in pairs_of(left, right):
                joined.propose(overlap, (one, left[mine]), (other, right[theirs]))
    return joined.result()


class _Pairs:
    """Which spans of two layers overlap the most, one to one; layers that look alike are matched once."""

    def __init__(self) -> None:
        self._known: dict[object, list[tuple[int, int, float]]] = {}

    def __call__(self, left: Sequence[Span], right: Sequence[Span]) -> list[tuple[int, int, float]]:
        """(number of the left span, of the right span, overlap) of each pair that shares text."""
        looks = tuple(
            tuple((one.fragments, one.label, one.attributes) for one in some) for some in (left, right)
        )
        if (found := self._known.get(looks)) is None:
            ours = {span.id: number for number, span in enumerate(left)}
            theirs = {span.id: number for number, span in enumerate(right)}
            found = self._known[looks] = [
                (ours[pair.left.id], theirs[pair.right.id], pair.overlap)
                for pair in match(left, right).pairs
                if pair.shared
            ]
        return found


def group_order(group: Group) -> tuple[object, ...]:
    """Sort key of groups: by the earliest of their spans."""
    return min((span.start, -span.end, span.fragments, span.label, span.id) for span in group.present)


def _attributes(_: int, span: Span) -> Hashable:
    return (span.label, span.attributes)


def _by_place(layers: Sequence[Sequence[Span]], look: Look) -> list[Members]:
    """Groups of spans in equal places."""
    places: dict[tuple[Fragment, ...], list[tuple[int, Span]]] = {}
    for number, spans in enumerate(layers):
        # Groups are numbered as they come, and of equally close ones the first are joined first.
        for span in sorted(spans, key=lambda one: (one.fragments, one.label, one.id)):
            places.setdefault(span.fragments, []).append((number, span))
    groups: list[Members] = []
    for there in places.values():
        if len({number for number, _ in there}) == len(there):
            groups.append(dict(there))
        else:
            groups += _crowded(there, look)
    return groups


def _crowded(there: Sequence[tuple[int, Span]], look: Look) -> list[Members]:
    """Groups of spans in one place of which some layer has several: first what looks alike, then what is left."""
    alike: dict[Hashable, list[Members]] = {}
    for number, span in sorted(there, key=lambda one: (one[0], one[1].id)):
        _put(alike.setdefault(look(number, span), []), {number: span})
    groups: list[Members] = []
    # The groups that most layers share are put first, so that what stands alone joins them and not each other.
    for members in sorted((one for same in alike.values() for one in same), key=len, reverse=True):
        _put(groups, members)
    return groups


def _put(groups: list[Members], members: Members) -> None:
    """Add to the first group that has none of these layers, or as a group of its own."""
    for group in groups:
        if not group.keys() & members.keys():
            group.update(members)
            return
    groups.append(dict(members))


class _Joined:
    """Groups that are joined, the closest first."""

    def __init__(self, groups: Sequence[Members]) -> None:
        self._groups = groups
        self._group_of = {
            (number, span.id): at for at, members in enumerate(groups) for number, span in members.items()
        }
        self._proposed: list[tuple[float, int, int, int, int]] = []

    def without(self, layer: int, other: int) -> list[Span]:
        """Spans of a layer whose place the other layer does not have."""
        return [members[layer] for members in self._groups if layer in members and other not in members]

    def propose(self, overlap: float, one: tuple[int, Span], other: tuple[int, Span]) -> None:
        """Say that two spans are one thing, the more so the more they overlap."""
        groups = (self._group_of[one[0], one[1].id], self._group_of[other[0], other[1].id])
        self._proposed.append((-overlap, min(one[1].start, other[1].start), one[0], *groups))

    def result(self) -> list[Members]:
        """The groups, joined where no layer has two spans in one."""
        whole: dict[int, Members] = {at: dict(members) for at, members in enumerate(self._groups)}
        name = list(range(len(self._groups)))

        def found(at: int) -> int:
            while name[at] != at:
                name[at] = name[name[at]]
                at = name[at]
            return at

        for *_, one, other in sorted(self._proposed):
            kept, gone = found(one), found(other)
            if kept != gone and not whole[kept].keys() & whole[gone].keys():
                whole[kept].update(whole.pop(gone))
                name[gone] = kept
        return list(whole.values())
