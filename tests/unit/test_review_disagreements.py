"""What layers say of an article, thing by thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import Item, Link, Relation
from annotator.model.layer import Layer
from annotator.review.disagreements import Review, changed_since, review
from annotator.review.versions import Slot
from tests.unit.review_layers import a_frame, a_layer, a_span, layers

FRAME = a_frame("f", (0, 9), (12, 16), "e1")


def layer(name: str, *items: Item) -> Layer:
    return a_layer(*items, name=name)


def two(anna: list[Item], bela: list[Item]) -> Review:
    return review([layer("anna", *anna), layer("bela", *bela)])


def slots(found: Review) -> list[tuple[Slot, ...]]:
    return [thing.differing for thing in found.disagreements]


def test_what_both_say_is_agreed_whatever_its_ids() -> None:
    found = two(FRAME, a_frame("x", (0, 9), (12, 16), "e1"))
    assert not found.disagreements
    assert [thing.id for thing in found.agreed] == ["QUOTE@0-9"]


@pytest.mark.parametrize(
    ("other", "slot"),
    [
        (a_frame("x", (0, 8), (12, 16), "e1"), Slot.BORDERS),
        (a_frame("x", (0, 9), (12, 15), "e1"), Slot.SPEAKER),
        (a_frame("x", (0, 9), (12, 16), "e2"), Slot.PERSON),
        (
            [*a_frame("x", (0, 9), (12, 16), "e1")[1:], a_span("xq", 0, 9, type="mixed")],
            Slot.TYPE,
        ),
        (
            [*FRAME, a_span("c", 20, 24, label="CUE"), Relation("rc", "cued_by", "fq", "c")],
            Slot.CUE,
        ),
        (
            [*FRAME, a_span("o", 20, 24, label="SOURCE"), Relation("ro", "via", "fq", "o", 1)],
            Slot.SOURCE,
        ),
    ],
)
def test_a_disagreement_says_in_which_slot_layers_differ(other: list[Item], slot: Slot) -> None:
    assert slots(two(FRAME, other)) == [(slot,)]


def test_the_flag_is_no_disagreement_and_puts_the_thing_among_the_uncertain() -> None:
    found = two([a_span("a", 0, 9, flag="none")], [a_span("x", 0, 9, flag="uncertain")])
    assert not found.disagreements
    assert found.things[0].is_uncertain


def test_what_only_some_have_is_one_thing_with_all_its_slots() -> None:
    found = two(FRAME, [])
    assert len(found.disagreements) == 1
    assert found.disagreements[0].missing
    assert found.disagreements[0].versions[1] is None


def test_a_span_in_a_slot_is_no_thing_of_its_own_where_another_has_it_outside() -> None:
    found = two(FRAME, [a_span("q", 0, 9, type="direct"), a_span("s", 12, 16, label="SPEAKER")])
    assert slots(found) == [(Slot.SPEAKER, Slot.PERSON)]
    assert [(name, span.id) for name, span in found.things[0].beside] == [("bela", "s")]


def test_spans_outside_of_frames_are_things() -> None:
    found = two(
        [a_span("a", 0, 4, label="CUE"), a_span("b", 10, 14, label="SPEAKER")],
        [a_span("x", 0, 4, label="CUE")],
    )
    assert [thing.id for thing in found.agreed] == ["CUE@0-4"]
    assert [thing.id for thing in found.disagreements] == ["SPEAKER@10-14"]


def test_one_span_under_two_labels_is_one_thing() -> None:
    found = two([a_span("a", 0, 4, label="SOURCE")], [a_span("x", 0, 4, label="SPEAKER")])
    assert slots(found) == [(Slot.TYPE,)]
    assert not found.disagreements[0].missing


def test_who_a_span_outside_of_frames_means_is_compared() -> None:
    span = a_span("a", 0, 4, label="SPEAKER")
    found = two(
        [span, Link("l", "refers_to", "a", "e1")],
        [span, Link("l", "refers_to", "a", "e2")],
    )
    assert slots(found) == [(Slot.PERSON,)]


def test_nesting_in_one_quote_with_other_borders_is_the_same_nesting() -> None:
    inner, nested = a_span("i", 2, 6), Relation("n", "nested_in", "i", "o")
    found = two([a_span("o", 0, 20), inner, nested], [a_span("o", 0, 19), inner, nested])
    assert slots(found) == [(Slot.BORDERS,)]
    found = two([a_span("o", 0, 20), inner, nested], [a_span("o", 0, 20), inner])
    assert slots(found) == [(Slot.LINK,)]


def test_two_equal_quotes_with_their_own_speakers_are_put_together_by_speaker() -> None:
    anna = [*a_frame("a", (0, 9), (12, 16)), *a_frame("b", (0, 9), (20, 24))]
    bela = [*a_frame("a", (0, 9), (20, 24)), *a_frame("b", (0, 9), (12, 16))]
    found = two(anna, bela)
    assert not found.disagreements
    assert [thing.id for thing in found.things] == ["QUOTE@0-9", "QUOTE@0-9#2"]


def test_what_a_layer_has_twice_it_says_once() -> None:
    doubted = [*a_frame("g", (0, 9), (12, 16), "e1")[1:], a_span("gq", 0, 9, type="direct", flag="uncertain")]
    found = two([*FRAME, *doubted], FRAME)
    assert not found.disagreements
    assert [thing.is_uncertain for thing in found.things] == [True]
    assert found.thing_of["anna", "fq"] == found.thing_of["anna", "gq"] == "QUOTE@0-9"
    assert slots(two([*FRAME, *doubted], [])) == [()]


def test_quotes_in_one_that_a_layer_has_twice_lie_in_the_same() -> None:
    outer, inner = [a_span("a", 0, 20), a_span("b", 0, 20)], a_span("i", 3, 6)
    anna = [*outer, inner, Relation("n", "nested_in", "i", "b")]
    assert not two(anna, [outer[0], inner, Relation("n", "nested_in", "i", "a")]).disagreements


def test_things_stand_in_text_order_and_their_ids_outlive_what_few_say() -> None:
    quotes = [a_span("b", 20, 29), a_span("a", 0, 9)]
    three = [layer("anna", *quotes), layer("bela", *quotes), layer("cici", a_span("a", 0, 7))]
    assert [thing.id for thing in review(three).things] == ["QUOTE@0-9", "QUOTE@20-29"]
    assert review(three).things[0].differing == (Slot.BORDERS,)
    assert review(three).things[1].missing


def test_quotes_in_parts_are_told_from_whole_ones() -> None:
    found = two([a_span("a", 0, 9, 15, 20)], [a_span("x", 0, 20)])
    assert slots(found) == [(Slot.BORDERS,)]
    assert found.things[0].id == "QUOTE@0-9+15-20"


def test_one_layer_alone_agrees_with_itself_and_none_has_nothing() -> None:
    assert [thing.id for thing in review([layer("anna", *FRAME)]).agreed] == ["QUOTE@0-9"]
    assert review([]).things == ()


def test_an_empty_layer_against_a_full_one_lacks_everything() -> None:
    found = two([*FRAME, a_span("c", 30, 34, label="CUE")], [])
    assert [thing.missing for thing in found.things] == [True, True]


def test_what_changed_since_is_told_by_thing_and_layer() -> None:
    before = two([*FRAME, a_span("z", 30, 39)], FRAME)
    after = two([*a_frame("f", (0, 9), (12, 16), "e2"), a_span("y", 40, 49)], FRAME)
    assert changed_since(before, after) == {
        "QUOTE@0-9": ("anna",),
        "QUOTE@30-39": ("anna",),
        "QUOTE@40-49": ("anna",),
    }
    assert changed_since(after, after) == {}


@given(st.lists(layers(), min_size=1, max_size=3))
def test_every_quote_of_every_layer_is_in_one_thing(found: list[Layer]) -> None:
    named = [a_layer(*one.items(), name=f"n{number}") for number, one in enumerate(found)]
    result = review(named)
    for number, one in enumerate(named):
        there = [thing.versions[number] for thing in result.things]
        spans = [version.span.id for version in there if version is not None]
        spans += [quote for version in there if version is not None for quote in version.again]
        assert len(set(spans)) == len(spans)
        assert set(spans) >= {span.id for span in one.spans.values() if span.label == "QUOTE"}
        seen = {identifier for version in there if version is not None for identifier in version.spans}
        seen |= {span.id for thing in result.things for name, span in thing.beside if name == one.name}
        assert seen == set(one.spans)
    assert len({thing.id for thing in result.things}) == len(result.things)


@given(layers())
def test_a_layer_never_differs_from_its_copy(one: Layer) -> None:
    found = review([one, a_layer(*one.items(), name="bela")])
    assert not found.disagreements


def test_the_same_words_said_by_two_people_are_two_things() -> None:
    anna = a_layer(*a_frame("a", (0, 9), (12, 16), "e1"), *a_frame("b", (0, 9), (20, 24), "e2"))
    assert len(review([anna]).things) == 2


def test_an_empty_layer_against_a_full_one_differs_on_everything() -> None:
    anna = a_layer(*a_frame("a", (0, 9), (12, 16), "e1"), *a_frame("b", (40, 60)))
    found = review([anna, a_layer(name="bela")])
    assert [thing.versions[1] for thing in found.disagreements] == [None, None]
