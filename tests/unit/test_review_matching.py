"""Matching spans of two layers one to one."""

from __future__ import annotations

from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import Span
from annotator.review.assignment import heaviest_assignment
from annotator.review.matching import Matching, length, match, match_by_label, shared_length
from tests.unit.review_layers import a_span, layers_of_spans


def ids(matching: Matching) -> list[tuple[str, str]]:
    return [(pair.left.id, pair.right.id) for pair in matching.pairs]


def test_equal_places_are_matched_first_even_where_another_overlaps_as_much() -> None:
    matching = match([a_span("a", 0, 10), a_span("b", 0, 30)], [a_span("x", 0, 30)])
    assert ids(matching) == [("b", "x")]
    assert [span.id for span in matching.left_only] == ["a"]
    assert matching.pairs[0].is_exact
    assert matching.pairs[0].overlap == 1


def test_a_long_span_is_matched_with_only_one_of_the_short_ones_in_it() -> None:
    matching = match([a_span("a", 0, 30)], [a_span("x", 0, 5), a_span("y", 6, 20), a_span("z", 21, 30)])
    assert ids(matching) == [("a", "y")]
    assert [span.id for span in matching.right_only] == ["x", "z"]


def test_the_whole_matching_is_the_best_not_each_pair() -> None:
    # a shares 6 with x and 5 with y; b shares 5 with x only. The best pair first would leave 6 + 0.
    left = [a_span("a", 0, 11), a_span("b", 11, 20)]
    right = [a_span("x", 5, 16), a_span("y", 0, 5)]
    assert ids(match(left, right)) == [("a", "y"), ("b", "x")]


def test_of_equally_much_overlap_the_closer_borders_win() -> None:
    matching = match([a_span("a", 0, 100), a_span("b", 0, 12)], [a_span("x", 0, 10)])
    assert ids(matching) == [("b", "x")]


def test_touching_spans_do_not_overlap() -> None:
    assert not match([a_span("a", 0, 5)], [a_span("x", 5, 9)]).pairs


def test_fragments_count_not_the_gap_between_them() -> None:
    matching = match([a_span("a", 0, 4, 10, 14)], [a_span("x", 4, 10), a_span("y", 12, 16)])
    assert ids(matching) == [("a", "y")]
    assert matching.pairs[0].shared == 2
    assert matching.pairs[0].overlap == 2 / 10


def test_of_two_spans_in_one_place_the_one_with_the_same_attributes_is_matched() -> None:
    left = [a_span("a", 0, 5, type="direct"), a_span("b", 0, 5, type="mixed")]
    right = [a_span("x", 0, 5, type="mixed"), a_span("y", 0, 5, type="direct")]
    assert sorted(ids(match(left, right))) == [("a", "y"), ("b", "x")]


def test_only_spans_of_one_label_are_matched_by_label() -> None:
    found = match_by_label([a_span("a", 0, 5, label="CUE")], [a_span("x", 0, 5, label="SPEAKER")])
    assert list(found) == ["CUE", "SPEAKER"]
    assert [span.id for span in found["CUE"].left_only] == ["a"]
    assert [span.id for span in found["SPEAKER"].right_only] == ["x"]


@given(layers_of_spans(), layers_of_spans())
def test_no_one_to_one_matching_shares_more(left: list[Span], right: list[Span]) -> None:
    matching = match(left, right)
    exact = [pair for pair in matching.pairs if pair.is_exact]
    taken = {pair.left.id for pair in exact}, {pair.right.id for pair in exact}
    rest = (
        [span for span in left if span.id not in taken[0]],
        [span for span in right if span.id not in taken[1]],
    )
    found = [pair for pair in matching.pairs if not pair.is_exact]
    outside = sum(length(pair.left) + length(pair.right) - 2 * pair.shared for pair in found)
    assert (sum(pair.shared for pair in found), -outside, len(found)) == best_by_trying(*rest)


def best_by_trying(left: list[Span], right: list[Span]) -> tuple[int, int, int]:
    """(shared, -outside, pairs) of the best matching, by trying all."""
    short, long = sorted([left, right], key=len)
    best = (0, 0, 0)
    for order in permutations(long, len(short)):
        pairs = [
            (one, other, common)
            for one, other in zip(short, order, strict=True)
            if (common := shared_length(one, other))
        ]
        outside = sum(length(one) + length(other) - 2 * common for one, other, common in pairs)
        best = max(best, (sum(common for *_, common in pairs), -outside, len(pairs)))
    return best


@given(layers_of_spans(), layers_of_spans())
def test_a_matching_is_one_to_one_and_keeps_every_span(left: list[Span], right: list[Span]) -> None:
    matching = match(left, right)
    ours = [pair.left.id for pair in matching.pairs] + [span.id for span in matching.left_only]
    theirs = [pair.right.id for pair in matching.pairs] + [span.id for span in matching.right_only]
    assert sorted(ours) == sorted(span.id for span in left)
    assert sorted(theirs) == sorted(span.id for span in right)


@given(layers_of_spans(), layers_of_spans())
def test_matching_is_the_same_from_both_sides(left: list[Span], right: list[Span]) -> None:
    def places(matching: Matching) -> list[object]:
        return [(pair.left.fragments, pair.right.fragments) for pair in matching.pairs]

    assert places(match(left, right)) == places(match(right, left).mirrored())


@given(layers_of_spans(), layers_of_spans(), st.randoms(use_true_random=False))
def test_order_and_ids_do_not_change_what_is_matched(
    left: list[Span], right: list[Span], random: Random
) -> None:
    def places(matching: Matching) -> list[object]:
        return [(pair.left.fragments, pair.right.fragments) for pair in matching.pairs]

    shuffled = [
        Span(f"t{number}", span.label, span.fragments, span.attributes)
        for number, span in enumerate(random.sample(left, len(left)))
    ]
    assert places(match(shuffled, right)) == places(match(left, right))


@given(
    st.lists(
        st.dictionaries(st.integers(0, 4), st.integers(1, 9), max_size=5),
        max_size=5,
    )
)
def test_no_assignment_is_heavier(weights: list[dict[int, int]]) -> None:
    found = heaviest_assignment(weights)
    assert len(set(found.values())) == len(found)
    best = _best_by_rows(weights, frozenset())
    assert sum(weights[row][column] for row, column in found.items()) == best


def _best_by_rows(weights: list[dict[int, int]], taken: frozenset[int]) -> int:
    if not weights:
        return 0
    head, *rest = weights
    free = [column for column in head if column not in taken]
    return max(
        _best_by_rows(rest, taken),
        *(head[column] + _best_by_rows(rest, taken | {column}) for column in free),
        0,
    )
