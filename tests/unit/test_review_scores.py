"""Precision, recall and F1 of spans and links between two layers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from annotator.model.items import Relation
from annotator.model.layer import Layer
from annotator.review.scores import Comparison, LinkScore, Score, SpanScore, compare
from tests.unit.review_layers import a_frame, a_layer, a_span, layers


def test_counts_make_precision_recall_and_f1() -> None:
    score = Score(gold=4, found=5, matched=3)
    assert (score.precision, score.recall, score.f1) == (3 / 5, 3 / 4, 6 / 9)


def test_figures_without_anything_to_rest_on_are_not_given() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)
    assert Score(gold=2).precision is None
    assert Score(gold=2).recall == 0
    assert Score(found=2).recall is None
    assert SpanScore().mean_overlap is None


def test_spans_are_counted_by_label_with_equal_borders_and_with_overlapping_ones() -> None:
    gold = a_layer(a_span("a", 0, 10), a_span("b", 20, 30), a_span("c", 40, 44, label="CUE"))
    found = a_layer(a_span("x", 0, 10), a_span("y", 20, 25), a_span("z", 40, 44, label="SPEAKER"))
    labels = compare(gold, found).labels
    assert labels["QUOTE"] == SpanScore(Score(2, 2, 1), Score(2, 2, 2), 1.5)
    assert labels["QUOTE"].mean_overlap == 0.75
    assert labels["CUE"] == SpanScore(Score(1, 0, 0), Score(1, 0, 0))
    assert labels["SPEAKER"].exact == Score(0, 1, 0)


def test_quotes_are_also_matched_within_their_type() -> None:
    gold = a_layer(a_span("a", 0, 9, type="direct"), a_span("b", 10, 19, type="mixed"))
    found = a_layer(a_span("x", 0, 9, type="direct"), a_span("y", 10, 19, type="direct"))
    types = compare(gold, found).types
    assert types["direct"].exact == Score(1, 2, 1)
    assert types["mixed"].exact == Score(1, 0, 0)


def test_links_count_where_both_have_the_quote_and_end_to_end() -> None:
    gold = a_layer(*a_frame("a", (0, 9), (12, 16)), *a_frame("b", (20, 29), (32, 36)))
    found = a_layer(*a_frame("a", (0, 9), (12, 16)), *a_frame("b", (21, 29), (32, 36)))
    assert compare(gold, found).links["said_by"] == LinkScore(
        shared=Score(1, 1, 1), end_to_end=Score(2, 2, 1), overlap=Score(2, 2, 2)
    )


def test_a_link_to_another_span_is_not_the_same_link() -> None:
    gold = a_layer(*a_frame("a", (0, 9), (12, 16)), a_span("o", 30, 34, label="SPEAKER"))
    found = a_layer(
        a_span("q", 0, 9, type="direct"),
        a_span("o", 30, 34, label="SPEAKER"),
        Relation("r", "said_by", "q", "o"),
    )
    assert compare(gold, found).speaker == LinkScore(Score(1, 1, 0), Score(1, 1, 0), Score(1, 1, 0))


def test_either_of_two_equal_quotes_may_carry_the_link() -> None:
    twice = [a_span("q1", 0, 9), a_span("q2", 0, 9), a_span("s", 12, 16, label="SPEAKER")]
    one = a_layer(*twice, Relation("r", "said_by", "q1", "s"))
    other = a_layer(*twice, Relation("r", "said_by", "q2", "s"))
    assert compare(one, other).speaker.shared == Score(1, 1, 1)


def test_a_person_is_the_same_whether_mentioned_elsewhere_implied_or_merged() -> None:
    gold = a_layer(*a_frame("a", (0, 9), (12, 16), "e1"), *a_frame("b", (20, 29), (), "e1"))
    found = a_layer(*a_frame("a", (0, 9), (30, 33), "e2"), *a_frame("b", (20, 29), (12, 16), "e1"))

    comparison = compare(gold, found, lambda entity: {"e2": "e1"}.get(entity, entity))

    assert comparison.person.shared == Score(2, 2, 2)
    assert comparison.speaker.shared == Score(1, 2, 0)


def test_another_person_is_not_the_same() -> None:
    gold = a_layer(*a_frame("a", (0, 9), (12, 16), "e1"))
    found = a_layer(*a_frame("a", (0, 9), (12, 16), "e2"))
    comparison = compare(gold, found)
    assert comparison.speaker.shared == Score(1, 1, 1)
    assert comparison.person.shared == Score(1, 1, 0)


def test_relations_that_hang_in_the_air_are_passed_over() -> None:
    layer = a_layer(a_span("a", 0, 9), Relation("r", "said_by", "a", "gone"))
    assert compare(layer, layer).links == {}


def test_comparisons_of_articles_add_up() -> None:
    one = compare(a_layer(*a_frame("a", (0, 9), (12, 16), "e1")), a_layer(a_span("x", 0, 9)))
    other = compare(a_layer(a_span("c", 0, 4, label="CUE")), a_layer(a_span("x", 0, 9)))

    both = one + other

    assert both.articles == 2
    assert both.labels["QUOTE"].exact == Score(1, 2, 1)
    assert both.labels["CUE"].exact == Score(1, 0, 0)
    assert both.spans.exact == Score(3, 2, 1)
    assert both + Comparison() == both


@given(layers(), layers())
def test_f1_is_the_same_from_either_side(one: Layer, other: Layer) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.spans.exact.f1 == back.spans.exact.f1
    assert there.spans.overlap.matched == back.spans.overlap.matched
    assert there.spans.overlaps == pytest.approx(back.spans.overlaps)
    assert there.speaker.end_to_end.f1 == back.speaker.end_to_end.f1
    assert there.person.shared.f1 == back.person.shared.f1


@given(layers())
def test_a_layer_agrees_with_itself_in_everything(layer: Layer) -> None:
    same = compare(layer, replace(layer, name="bela"))
    for score in (same.spans.exact, same.spans.overlap, same.person.shared, same.person.end_to_end):
        assert score.f1 in (1.0, None)
    for link in same.links.values():
        assert link.shared.f1 == link.end_to_end.f1 == link.overlap.f1 == 1.0
    assert same.spans.mean_overlap in (1.0, None)


@given(layers(), layers())
def test_equal_borders_are_never_more_than_overlapping_ones(one: Layer, other: Layer) -> None:
    for score in compare(one, other).labels.values():
        assert score.exact.matched <= score.overlap.matched <= min(score.exact.gold, score.exact.found)
