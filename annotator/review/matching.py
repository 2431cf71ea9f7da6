"""Spans of two layers, matched one to one: equal places first, then by overlap.

Of what is not equal, the matching with the most shared code points is taken; among those, the one that leaves the
fewest code points outside of what is shared, and then the one with the most pairs. One long span can therefore
never be counted as having found three short ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.items import Fragment, Span
from annotator.review.assignment import heaviest_assignment

Place = tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A span of the left layer and the one of the right layer that it is matched with."""

    left: Span
    right: Span
    shared: int
    """Code points that lie in both."""

    @property
    def is_exact(self) -> bool:
        """Whether both have the same fragments."""
        return self.left.fragments == self.right.fragments

    @property
    def overlap(self) -> float:
        """Code points in both over code points in either (Jaccard's index): above 0, and 1 for equal places.

        Pairs of empty spans, which only broken input has, give 1.
        """
        either = length(self.left) + length(self.right) - self.shared
        return self.shared / either if either else 1.0


@dataclass(frozen=True, slots=True)
class Matching:
    """Which span of one layer is which of another."""

    pairs: tuple[Pair, ...] = ()
    """In text order of the left spans."""
    left_only: tuple[Span, ...] = ()
    right_only: tuple[Span, ...] = ()

    def mirrored(self) -> Matching:
        """The same matching seen from the other layer."""
        pairs = sorted((Pair(pair.right, pair.left, pair.shared) for pair in self.pairs), key=_pair_order)
        return Matching(tuple(pairs), self.right_only, self.left_only)


def match(left: Iterable[Span], right: Iterable[Span]) -> Matching:
    """Match spans one to one, whatever their labels; see the module's docstring.

    Neither the order of the spans nor their ids change which places are matched, and `match(b, a)` is the mirror
    of `match(a, b)`. Of several spans of one place, those with the same label and attributes are matched first.
    """
    pairs: list[Pair] = []
    left_only: list[Span] = []
    right_only: list[Span] = []
    for window in windows((left, right)):
        ours = [span for number, span in window if number == 0]
        theirs = [span for number, span in window if number == 1]
        if ours and theirs:
            found = _match_all(ours, theirs)
            pairs += found.pairs
            left_only += found.left_only
            right_only += found.right_only
        else:
            left_only += ours
            right_only += theirs
    return Matching(tuple(pairs), tuple(left_only), tuple(right_only))


Window = list[tuple[int, Span]]
"""Spans that hang together by overlaps, each with the number of its layer, in text order."""


def windows(layers: Iterable[Iterable[Span]]) -> Iterator[Window]:
    """All spans in stretches of text that no span reaches across, in text order: what is in two of them has nothing
    to do with each other, so that an article costs what its stretches cost and not the square of its length."""
    spans = [(number, span) for number, some in enumerate(layers) for span in some]
    spans.sort(key=lambda one: (one[1].fragments[0].start, -one[1].fragments[-1].end))
    window: Window = []
    end = last = -1
    for one in spans:
        fragments = one[1].fragments
        start = fragments[0].start
        # Spans without text, which only broken input has, are together where they begin together.
        if window and start >= end and start != last:
            yield window
            window = []
        window.append(one)
        end, last = max(end, fragments[-1].end), start
    if window:
        yield window


def _match_all(left: Sequence[Span], right: Sequence[Span]) -> Matching:
    """`match`, of what hangs together."""
    if len(left) == len(right) == 1:
        (one,), (other,) = left, right
        common = length(one) if one.fragments == other.fragments else shared_length(one, other)
        if common or one.fragments == other.fragments:
            return Matching((Pair(one, other, common),))
        return Matching((), tuple(left), tuple(right))
    ours, theirs = sorted(left, key=_order), sorted(right, key=_order)
    if [_look(span) for span in theirs] < [_look(span) for span in ours]:
        # Where matchings are equally good, the choice must not depend on which layer was named first.
        return _match_all(theirs, ours).mirrored()
    pairs, ours, theirs = _equal_places(ours, theirs)
    pairs += _overlapping(ours, theirs)
    matched_left = {pair.left.id for pair in pairs}
    matched_right = {pair.right.id for pair in pairs}
    return Matching(
        tuple(sorted(pairs, key=_pair_order)),
        tuple(span for span in ours if span.id not in matched_left),
        tuple(span for span in theirs if span.id not in matched_right),
    )


def match_by_label(left: Iterable[Span], right: Iterable[Span]) -> dict[str, Matching]:
    """Match only spans of one label with each other; label -> matching, by label."""
    ours, theirs = grouped(left, _label), grouped(right, _label)
    return {label: match(ours.get(label, ()), theirs.get(label, ())) for label in sorted({*ours, *theirs})}


def grouped(spans: Iterable[Span], key: Callable[[Span], str]) -> dict[str, list[Span]]:
    """Spans by what `key` says of them."""
    found: dict[str, list[Span]] = {}
    for span in spans:
        found.setdefault(key(span), []).append(span)
    return found


def length(span: Span) -> int:
    """Code points in the span's fragments."""
    return sum(part.end - part.start for part in span.fragments)


def shared_length(one: Span, other: Span) -> int:
    """Code points that lie in both spans."""
    if len(one.fragments) == len(other.fragments) == 1:
        return max(0, min(one.end, other.end) - max(one.start, other.start))
    return sum(
        max(0, min(mine.end, part.end) - max(mine.start, part.start))
        for mine in one.fragments
        for part in other.fragments
    )


def _label(span: Span) -> str:
    return span.label


def _look(span: Span) -> tuple[object, ...]:
    return (span.start, -span.end, span.fragments, span.label, span.attributes)


def _order(span: Span) -> tuple[object, ...]:
    return (*_look(span), span.id)


def _pair_order(pair: Pair) -> tuple[object, ...]:
    return _order(pair.left)


def _equal_places(left: Sequence[Span], right: Sequence[Span]) -> tuple[list[Pair], list[Span], list[Span]]:
    """The pairs of equal place, and what is left over of either side."""
    pairs: list[Pair] = []
    ours, theirs = list(left), list(right)
    keys: tuple[Callable[[Span], tuple[object, ...]], ...] = (
        lambda span: (span.fragments, span.label, span.attributes),
        lambda span: (span.fragments, span.label),
        lambda span: (span.fragments,),
    )
    for key in keys:
        waiting: dict[tuple[object, ...], list[Span]] = {}
        for span in reversed(theirs):
            waiting.setdefault(key(span), []).append(span)
        rest = []
        for span in ours:
            if same := waiting.get(key(span)):
                pairs.append(Pair(span, same.pop(), length(span)))
            else:
                rest.append(span)
        taken = {pair.right.id for pair in pairs}
        ours, theirs = rest, [span for span in theirs if span.id not in taken]
    return pairs, ours, theirs


def _overlapping(left: Sequence[Span], right: Sequence[Span]) -> list[Pair]:
    """The best one-to-one matching by overlap."""
    shared = _shared(left, right)
    met = Counter(column for columns in shared.values() for column in columns)
    chosen: dict[int, int] = {}
    tangled: dict[int, Mapping[int, int]] = {}
    for row, columns in shared.items():
        only = next(iter(columns))
        if len(columns) == 1 and met[only] == 1:
            chosen[row] = only
        else:
            tangled[row] = columns
    chosen |= _untangled(left, right, tangled)
    return [Pair(left[row], right[column], shared[row][column]) for row, column in chosen.items()]


def _untangled(
    left: Sequence[Span], right: Sequence[Span], shared: Mapping[int, Mapping[int, int]]
) -> dict[int, int]:
    """Left number -> right number, where spans overlap with several of the other layer."""
    # One number says all three aims: a shared code point outweighs any sum of what is left outside, and that
    # outweighs the number of pairs.
    pairs_most = min(len(left), len(right)) + 1
    outside_most = 2 * sum(length(span) for span in (*left, *right)) + 1
    weights: list[dict[int, int]] = []
    for row, columns in shared.items():
        weights.append({})
        for column, common in columns.items():
            outside = length(left[row]) + length(right[column]) - 2 * common
            weights[-1][column] = (common * outside_most - outside) * pairs_most + 1
    rows = list(shared)
    return {rows[row]: column for row, column in heaviest_assignment(weights).items()}


def _shared(left: Sequence[Span], right: Sequence[Span]) -> Mapping[int, Mapping[int, int]]:
    """Left number -> right number -> shared code points, of those that share any. Both sides by start."""
    found: dict[int, dict[int, int]] = {}
    open_left: list[int] = []
    open_right: list[int] = []
    ours, theirs = 0, 0
    while ours < len(left) or theirs < len(right):
        left_is_next = theirs == len(right) or (ours < len(left) and left[ours].start <= right[theirs].start)
        if left_is_next:
            span = left[ours]
            open_right = [column for column in open_right if right[column].end > span.start]
            for column in open_right:
                if common := shared_length(span, right[column]):
                    found.setdefault(ours, {})[column] = common
            open_left.append(ours)
            ours += 1
        else:
            span = right[theirs]
            open_left = [row for row in open_left if left[row].end > span.start]
            for row in open_left:
                if common := shared_length(left[row], span):
                    found.setdefault(row, {})[theirs] = common
            open_right.append(theirs)
            theirs += 1
    return found
