"""Spans of many layers put together."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import Span
from annotator.review.alignment import Group, align
from annotator.review.matching import match
from tests.unit.review_layers import a_span, layers_of_spans


def ids(groups: list[Group]) -> list[tuple[str, ...]]:
    return [tuple(span.id if span else "-" for span in group.spans) for group in groups]


def test_each_thing_has_what_every_layer_says_of_it_in_text_order() -> None:
    found = align(
        [
            [a_span("a1", 0, 9), a_span("a2", 20, 29)],
            [a_span("b1", 40, 49), a_span("b2", 0, 9)],
            [a_span("c1", 1, 9), a_span("c2", 20, 29)],
        ]
    )
    assert ids(found) == [("a1", "b2", "c1"), ("a2", "-", "c2"), ("-", "b1", "-")]


def test_no_layer_has_two_spans_in_one_thing() -> None:
    found = align([[a_span("a", 0, 30)], [a_span("b1", 0, 14), a_span("b2", 15, 30)], [a_span("c", 16, 30)]])
    assert ids(found) == [("a", "b2", "c"), ("-", "b1", "-")]


def test_of_equal_quotes_those_that_look_alike_are_one() -> None:
    said_by = {"a1": "Rina", "a2": "Bayu", "b1": "Bayu", "b2": "Rina"}
    found = align(
        [[a_span("a1", 0, 9), a_span("a2", 0, 9)], [a_span("b1", 0, 9), a_span("b2", 0, 9)]],
        lambda _, span: said_by[span.id],
    )
    assert sorted(ids(found)) == [("a1", "b2"), ("a2", "b1")]


def test_what_looks_like_nothing_else_joins_what_is_left() -> None:
    looks = {"a1": "Rina", "a2": "Bayu", "b1": "Citra", "b2": "Rina"}
    found = align(
        [[a_span("a1", 0, 9), a_span("a2", 0, 9)], [a_span("b1", 0, 9), a_span("b2", 0, 9)]],
        lambda _, span: looks[span.id],
    )
    assert sorted(ids(found)) == [("a1", "b2"), ("a2", "b1")]


@given(layers_of_spans(), layers_of_spans())
def test_two_layers_are_put_together_as_they_are_matched(one: list[Span], other: list[Span]) -> None:
    def place(span: Span | None) -> object:
        return span and span.fragments

    pairs = {(place(group.spans[0]), place(group.spans[1])) for group in align([one, other])}
    matching = match(one, other)
    expected = {(place(pair.left), place(pair.right)) for pair in matching.pairs}
    expected |= {(place(span), None) for span in matching.left_only}
    expected |= {(None, place(span)) for span in matching.right_only}
    assert pairs == expected


@given(st.lists(layers_of_spans(), min_size=2, max_size=4))
def test_every_span_is_in_one_group_and_its_own_column(layers: list[list[Span]]) -> None:
    groups = align(layers)
    for number, spans in enumerate(layers):
        column = [group.spans[number] for group in groups if group.spans[number] is not None]
        assert sorted(span.id for span in column if span) == sorted(span.id for span in spans)


@given(st.lists(layers_of_spans(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_a_layers_spans_does_not_matter(layers: list[list[Span]], random: Random) -> None:
    shuffled = [random.sample(spans, len(spans)) for spans in layers]
    assert ids(align(shuffled)) == ids(align(layers))


def test_of_equally_close_spans_the_first_in_the_text_come_together_however_they_are_given() -> None:
    first, second = a_span("s1", 1, 3), a_span("s2", 3, 9)
    others = [[a_span("s0", 1, 3, 4, 6)], [a_span("s0", 1, 3, 4, 8)]]
    expected = align([[first, second], *others])
    assert ids(align([[second, first], *others])) == ids(expected)
    assert expected[0].spans[0] == first
