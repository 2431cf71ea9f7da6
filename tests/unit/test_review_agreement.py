"""Agreement over articles: figures for all layers, for pairs, and against gold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import Origin
from annotator.model.layer import Layer
from annotator.review.agreement import Agreement, agree, intervals_of, values_of
from annotator.review.counting import Labelled, findings
from annotator.review.scores import OriginScore
from tests.unit.review_layers import a_frame, a_layer, a_span, layers

WORDS = ((0, 4), (5, 9), (10, 14), (15, 19))


def labelled(article: str = "a1", /, **layers: Layer) -> Labelled:
    return Labelled(article, 40, layers, WORDS)


def figure(agreement: Agreement, *path: str) -> float | None:
    return agreement.values()[path]


def test_figures_of_two_layers_by_hand() -> None:
    one = a_layer(a_span("a", 0, 9, type="direct"), a_span("b", 10, 14, type="mixed"))
    other = a_layer(a_span("x", 0, 9, type="direct"), a_span("y", 10, 19, type="indirect"))

    found = agree([labelled(anna=one, bela=other)])

    assert found.layers == ("anna", "bela")
    assert figure(found, "labels", "QUOTE", "exact_f1") == 0.5
    assert figure(found, "labels", "QUOTE", "overlap_f1") == 1
    assert figure(found, "labels", "QUOTE", "mean_overlap") == pytest.approx((1 + 4 / 9) / 2)
    # Of four tokens anna has three in quotes, bela four: agreed 3/4, by chance 3/4.
    assert figure(found, "labels", "QUOTE", "kappa") == 0
    # Values direct 2, mixed 1, indirect 1; 2 of 4 ordered pairs differ: 1 - 3 * 2 / (16 - 6).
    assert figure(found, "attributes", "type", "alpha") == pytest.approx(1 - 6 / 10)
    assert found.together.attributes()["type"] == (2, 0)
    assert found.together.spans("QUOTE") == {"anna": 2, "bela": 2}


def test_undefined_figures_are_not_given() -> None:
    found = agree([labelled(anna=a_layer(a_span("a", 0, 9)), bela=a_layer(a_span("x", 20, 29)))])
    assert figure(found, "labels", "QUOTE", "exact_f1") == 0
    assert figure(found, "labels", "QUOTE", "mean_overlap") is None
    assert figure(found, "speaker", "span", "shared_f1") is None


def test_articles_that_only_one_layer_did_are_left_out() -> None:
    found = agree([labelled("a1", anna=a_layer()), labelled("a2", anna=a_layer(), bela=a_layer())])
    assert found.together.articles == 1
    assert agree([]).together.articles == 0


def test_three_layers_are_compared_in_pairs_and_together() -> None:
    quote, other = a_span("q", 0, 9, type="direct"), a_span("q", 0, 9, type="mixed")
    found = agree([labelled(anna=a_layer(quote), bela=a_layer(quote), cici=a_layer(other))])
    assert list(found.pairs) == [("anna", "bela"), ("anna", "cici"), ("bela", "cici")]
    assert figure(found, "labels", "QUOTE", "exact_f1") == 1
    # One unit of three values, two of them alike: values direct 2, mixed 1; 1 - 2 * (4 / 2) / (9 - 5).
    assert figure(found, "attributes", "type", "alpha") == 0
    assert values_of(found.pairs["anna", "bela"])["labels", "QUOTE", "alpha_u"] == 1


def test_pairs_rest_on_the_articles_that_both_did() -> None:
    quote = a_layer(a_span("q", 0, 9))
    found = agree(
        [labelled("a1", anna=quote, bela=quote), labelled("a2", anna=quote, bela=a_layer(), cici=quote)]
    )
    assert found.together.articles == 2
    assert found.pairs["anna", "cici"].articles == 1
    assert found.pairs["anna", "bela"].articles == 2
    assert values_of(found.pairs["anna", "bela"])["spans", "exact_f1"] == pytest.approx(2 / 3)


def test_gold_is_what_each_layer_is_measured_against_and_nothing_else() -> None:
    gold = a_layer(a_span("g", 0, 9), a_span("h", 10, 19))
    zita = a_layer(a_span("q", 0, 9))
    found = agree([labelled(anna=a_layer(), gold=gold, zita=zita), labelled("a2", gold=gold, zita=zita)])
    assert found.layers == ("anna", "zita")
    assert found.together.articles == 1
    exact = found.gold["zita"].comparison.spans.exact
    assert (exact.precision, exact.recall) == (1, 0.5)
    assert found.gold["anna"].comparison.spans.exact.precision is None
    assert found.gold["zita"].articles == 2


def test_agreement_is_split_by_how_spans_came_about() -> None:
    accepted = replace(a_span("a", 0, 9), origin=Origin("suggest:id@1", "direct", 90))
    one = a_layer(accepted, a_span("b", 10, 14))
    other = a_layer(a_span("x", 0, 9), a_span("y", 20, 24))
    origins = agree([labelled(anna=one, bela=other)]).together.comparison.origins
    assert origins == {"made": OriginScore(3, 1, 1), "suggested": OriginScore(1, 1, 1)}


def test_the_worst_articles_come_first_and_those_without_spans_last() -> None:
    quote = a_layer(a_span("q", 0, 9))
    found = agree(
        [
            labelled("good", anna=quote, bela=quote),
            labelled("empty", anna=a_layer(), bela=a_layer()),
            labelled("bad", anna=quote, bela=a_layer()),
        ]
    )
    assert found.worst() == [("bad", 0), ("good", 1), ("empty", None)]


def test_intervals_hold_the_figure_and_do_not_change_from_run_to_run() -> None:
    quote, part = a_layer(a_span("q", 0, 9)), a_layer(a_span("q", 0, 8))
    sums = agree([labelled(f"a{i}", anna=quote, bela=quote if i % 3 else part) for i in range(12)]).together
    found = intervals_of(sums, 200, 3)
    assert found == intervals_of(sums, 200, 3)
    bounds = found["labels", "QUOTE", "exact_f1"]
    assert bounds is not None
    assert 0 <= bounds.low < 2 / 3 < bounds.high <= 1


def test_findings_name_every_span_once_with_what_became_of_it() -> None:
    one = a_layer(a_span("a", 0, 9, type="direct"), a_span("b", 20, 29))
    other = a_layer(a_span("x", 0, 9, type="mixed"), a_span("y", 20, 25), a_span("z", 30, 34))
    found = [(one.spans, one.outcome, one.differing) for one in findings(labelled(anna=one, bela=other))]
    assert found == [
        ({"anna": "a", "bela": "x"}, "equal", ("type",)),
        ({"anna": "b", "bela": "y"}, "overlap", ()),
        ({"bela": "z"}, "only", ()),
    ]


@given(st.lists(st.tuples(layers(), layers(), layers()), min_size=1, max_size=2))
def test_the_names_of_layers_do_not_matter(triples: list[tuple[Layer, Layer, Layer]]) -> None:
    there = agree([labelled(f"a{i}", x=a, y=b, z=c) for i, (a, b, c) in enumerate(triples)]).values()
    back = agree([labelled(f"a{i}", x=c, y=a, z=b) for i, (a, b, c) in enumerate(triples)]).values()
    for path, value in there.items():
        if path[-1] in ("exact_f1", "overlap_f1", "alpha_u", "kappa") and path[0] in ("spans", "labels"):
            assert back[path] == (None if value is None else pytest.approx(value))


@given(layers())
def test_layers_that_say_the_same_agree_in_every_figure(layer: Layer) -> None:
    found = agree([labelled(anna=layer, bela=layer)])
    assert all(value is None or value == pytest.approx(1) for value in found.values().values())


def test_speakers_agree_as_spans_and_as_people() -> None:
    one = a_layer(*a_frame("a", (0, 9), (12, 16), "e1"))
    other = a_layer(*a_frame("a", (0, 9), (12, 16), "e2"))
    found = agree([labelled(anna=one, bela=other)])
    assert figure(found, "speaker", "span", "shared_f1") == 1
    assert figure(found, "speaker", "person", "shared_f1") == 0
