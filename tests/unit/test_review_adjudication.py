"""Decisions of a reviewer as edits of gold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.edits import inverse
from annotator.model.frames import frame_of
from annotator.model.items import GOLD, Fragment, Item, Link, Note, Origin, Relation, Span
from annotator.model.layer import Layer
from annotator.review.adjudication import TAKEN, defer, reject, reopen, take, take_both, whole
from annotator.review.bulk import settle_agreed, take_label, take_layer, take_where_agreed
from annotator.review.desk import Desk, Outcome, desk_of
from annotator.review.disagreements import Thing, review
from annotator.review.gold import Mark
from annotator.review.standing import State, standings_of
from annotator.review.versions import Slot, version_of
from tests.unit.review_layers import a_frame, a_layer, a_span, layers, sound

MARK = Mark("rev", TAKEN, "closer")


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"g{next(numbers)}"


def a_desk(*layers: Sequence[Item], gold: Layer | None = None) -> Desk:
    named = [
        a_layer(*items, name=name) for name, items in zip(("anna", "bela", "cici"), layers, strict=False)
    ]
    return desk_of(review(named), gold or Layer(GOLD, "a1"))


def said(gold: Layer) -> list[tuple[object, ...]]:
    """What gold says: of every quote its place, type, speakers' places and people."""
    found = []
    for quote in sorted(gold.spans.values(), key=lambda span: (span.start, -span.end, span.id)):
        if quote.label == "QUOTE":
            frame = frame_of(gold, quote)
            people = sorted(
                {one for speaker in frame.speakers for one in speaker.entities} | {*frame.implied}
            )
            places = [(speaker.span.start, speaker.span.end) for speaker in frame.speakers]
            found.append(((quote.start, quote.end), quote.attribute("type"), places, people))
    return found


def only(desk: Desk) -> Thing:
    (thing,) = desk.review.things
    return thing


FRAME = a_frame("f", (0, 9), (12, 16), "e1")
OTHER = a_frame("o", (0, 8), (20, 24), "e2")


def test_taking_a_version_takes_its_slots_links_and_people() -> None:
    desk = a_desk(FRAME, OTHER)
    done = desk.after(take(desk, only(desk), whole(1), MARK, ids()))
    assert said(done.gold) == [((0, 8), "direct", [(20, 24)], ["e2"])]
    assert done.standing("QUOTE@0-8").state is State.TAKEN
    assert not done.waiting()


def test_gold_says_from_whom_how_and_why_everything_was_taken() -> None:
    desk = a_desk(FRAME, OTHER)
    outcome = take(desk, only(desk), whole(0), MARK, ids())
    items = [edit.after for edit in outcome.edits]
    assert len(items) == 4
    for item in items:
        assert isinstance(item, Span | Relation | Link)
        assert item.origin == Origin(by="anna", rule="taken", reason="closer")


def test_slots_can_be_taken_from_different_layers() -> None:
    desk = a_desk(FRAME, OTHER)
    choice = {**whole(0), Slot.SPEAKER: 1, Slot.PERSON: 1}
    outcome = take(desk, only(desk), choice, MARK, ids())
    gold = desk.after(outcome).gold
    assert said(gold) == [((0, 9), "direct", [(20, 24)], ["e2"])]
    assert {span.origin.by for span in gold.spans.values()} == {"anna", "bela"}
    assert not outcome.dropped


def test_a_slot_that_nobody_is_named_for_is_left_empty() -> None:
    desk = a_desk(FRAME, OTHER)
    gold = desk.after(take(desk, only(desk), {Slot.BORDERS: 0, Slot.TYPE: 0}, MARK, ids())).gold
    assert said(gold) == [((0, 9), "direct", [], [])]


def test_borders_must_come_from_a_layer_that_has_the_thing() -> None:
    desk = a_desk(FRAME, [])
    with pytest.raises(ValueError, match="borders"):
        take(desk, only(desk), whole(1), MARK, ids())


def test_a_person_whose_mention_was_not_taken_is_shown_as_dropped() -> None:
    desk = a_desk(FRAME, OTHER)
    outcome = take(desk, only(desk), {**whole(0), Slot.PERSON: 1}, MARK, ids())
    assert [(link.label, link.entity) for link in outcome.dropped if isinstance(link, Link)] == [
        ("refers_to", "e2")
    ]


def test_deciding_again_replaces_and_leaves_nothing_behind() -> None:
    desk = a_desk(FRAME, OTHER)
    new_id = ids()
    once = desk.after(take(desk, only(desk), whole(0), MARK, new_id))
    again = once.after(take(once, only(once), whole(1), MARK, new_id))
    straight = desk.after(take(desk, only(desk), whole(1), MARK, ids()))
    assert said(again.gold) == said(straight.gold)
    assert len(again.gold.items()) == len(straight.gold.items())


def test_deciding_again_keeps_the_quote_and_the_notes_on_it() -> None:
    desk = a_desk(FRAME, OTHER)
    new_id = ids()
    once = desk.after(take(desk, only(desk), whole(0), MARK, new_id))
    (quote,) = once.standing(only(desk).id).spans
    once = replace(once, gold=a_layer(*once.gold.items(), Note("n", quote, "rev", "?"), name=GOLD))
    again = once.after(take(once, only(once), whole(1), MARK, new_id))
    assert again.standing(only(desk).id).spans == (quote,)
    assert list(again.gold.notes) == ["n"]


def test_both_versions_are_two_quotes() -> None:
    desk = a_desk(FRAME, OTHER)
    done = desk.after(take_both(desk, only(desk), 0, 1, MARK, ids()))
    assert said(done.gold) == [
        ((0, 9), "direct", [(12, 16)], ["e1"]),
        ((0, 8), "direct", [(20, 24)], ["e2"]),
    ]
    assert len(done.standing(only(desk).id).spans) == 2
    one = done.after(take(done, only(done), whole(0), MARK, ids()))
    assert said(one.gold) == [((0, 9), "direct", [(12, 16)], ["e1"])]


def test_none_is_a_decision_that_stays_with_its_reason() -> None:
    desk = a_desk(FRAME, OTHER)
    new_id = ids()
    taken = desk.after(take(desk, only(desk), whole(0), MARK, new_id))
    done = taken.after(reject(taken, only(taken), Mark("rev", TAKEN, "scare"), new_id))
    assert not done.gold.spans
    assert not done.gold.relations
    assert not done.gold.links
    decisions = [
        (one.label, one.fragments, one.decision, one.reason, one.by) for one in done.gold.decisions.values()
    ]
    assert decisions == [
        ("QUOTE", (Fragment(0, 9),), "rejected", "scare", "rev"),
        ("QUOTE", (Fragment(0, 8),), "rejected", "scare", "rev"),
    ]
    assert standings_of(desk.review, done.gold)[only(desk).id].state is State.REJECTED
    again = done.after(take(done, only(done), whole(0), MARK, new_id))
    assert not again.gold.decisions


def test_what_is_put_off_waits_last_and_what_is_decided_is_not_put_off() -> None:
    desk = a_desk([a_span("a", 0, 9), a_span("b", 20, 29)], [])
    first, second = desk.review.things
    later = desk.after(defer(desk, first, MARK, ids()))
    assert later.waiting() == [second, first]
    assert desk_of(desk.review, later.gold).waiting() == [second, first]
    taken = later.after(take(later, first, whole(0), MARK, ids()))
    assert defer(taken, first, MARK, ids()) == Outcome()


def test_what_was_decided_can_be_opened_again() -> None:
    desk = a_desk(FRAME, OTHER)
    done = desk.after(take(desk, only(desk), whole(0), MARK, ids()))
    opened = done.after(reopen(done, only(done), MARK, ids()))
    assert opened.gold.items() == []
    assert opened.waiting() == [only(desk)]


def test_a_speaker_of_two_quotes_is_one_span_in_gold_and_stays_while_one_needs_it() -> None:
    items = [
        *a_frame("f", (0, 9), (12, 16), "e1"),
        a_span("p", 20, 29, type="direct"),
        Relation("pr", "said_by", "p", "fs"),
    ]
    desk = a_desk(items, [])
    first, second = desk.review.things
    new_id = ids()
    one = desk.after(take(desk, first, whole(0), MARK, new_id))
    both = one.after(take(one, second, whole(0), MARK, new_id))
    assert sum(span.label == "SPEAKER" for span in both.gold.spans.values()) == 1
    left = both.after(reject(both, first, MARK, new_id))
    assert said(left.gold) == [((20, 29), "direct", [(12, 16)], ["e1"])]
    none = left.after(reject(left, second, MARK, new_id))
    assert not none.gold.spans


def test_sources_come_in_their_order_with_what_relays_them() -> None:
    items: list[Item] = [
        a_span("q", 0, 9),
        a_span("o1", 20, 24, label="SOURCE"),
        a_span("o2", 10, 14, label="SOURCE"),
        a_span("c", 15, 19, label="CUE"),
        Relation("v1", "via", "q", "o1", 1),
        Relation("v2", "via", "q", "o2", 2),
        Relation("y", "relayed_by", "o2", "c"),
        Link("l", "refers_to", "o1", "e1"),
    ]
    desk = a_desk(items, [])
    gold = desk.after(take(desk, only(desk), whole(0), MARK, ids())).gold
    quote = next(span for span in gold.spans.values() if span.label == "QUOTE")
    sources = frame_of(gold, quote).sources
    assert [(one.span.start, one.entities) for one in sources] == [(20, ("e1",)), (10, ())]
    labels = [one.label for one in gold.relations_of(sources[1].span.id)]
    assert sorted(labels) == ["relayed_by", "via"]


NESTED = [a_span("o", 0, 20), a_span("i", 2, 6), Relation("n", "nested_in", "i", "o")]


def test_nesting_is_dropped_until_gold_has_the_outer_quote_and_then_comes_along() -> None:
    desk = a_desk(NESTED, [])
    outer, inner = desk.review.things
    new_id = ids()
    outcome = take(desk, inner, whole(0), MARK, new_id)
    assert [one.label for one in outcome.dropped if isinstance(one, Relation)] == ["nested_in"]
    one = desk.after(outcome)
    both = one.after(take(one, outer, whole(0), MARK, new_id))
    assert [(one.label, both.gold.spans[one.target].start) for one in both.gold.relations.values()] == [
        ("nested_in", 0)
    ]


def test_a_quote_that_goes_shows_the_nesting_that_goes_with_it() -> None:
    desk = a_desk(NESTED, [])
    outer, inner = desk.review.things
    new_id = ids()
    desk = desk.after(take(desk, outer, whole(0), MARK, new_id))
    desk = desk.after(take(desk, inner, whole(0), MARK, new_id))
    outcome = reject(desk, outer, MARK, new_id)
    assert [one.label for one in outcome.dropped if isinstance(one, Relation)] == ["nested_in"]


def test_a_span_outside_of_frames_is_taken_with_whom_it_means() -> None:
    desk = a_desk([a_span("s", 0, 4, label="SPEAKER"), Link("l", "refers_to", "s", "e1")], [])
    gold = desk.after(take(desk, only(desk), whole(0), MARK, ids())).gold
    assert [(span.label, span.start) for span in gold.spans.values()] == [("SPEAKER", 0)]
    assert [link.entity for link in gold.links.values()] == ["e1"]


def test_a_ministry_that_speaks_and_relays_is_linked_in_both_slots() -> None:
    items: list[Item] = [
        a_span("q", 0, 9),
        a_span("s", 12, 16, label="SPEAKER"),
        a_span("o", 12, 16, label="SOURCE"),
        Relation("r", "said_by", "q", "s"),
        Relation("v", "via", "q", "o", 1),
        Link("l", "refers_to", "s", "e1"),
        Link("m", "refers_to", "o", "e2"),
    ]
    desk = a_desk(items, [])
    gold = desk.after(take(desk, only(desk), whole(0), MARK, ids())).gold
    assert {(gold.spans[link.span].label, link.entity) for link in gold.links.values()} == {
        ("SPEAKER", "e1"),
        ("SOURCE", "e2"),
    }


def test_turning_down_a_lone_span_leaves_the_frame_in_which_gold_has_it() -> None:
    speaker = a_span("s", 12, 16, label="SPEAKER")
    desk = a_desk(FRAME, [])
    gold = desk.after(take(desk, only(desk), whole(0), MARK, ids())).gold
    later = a_desk([speaker], gold=gold)
    assert later.standing(only(later).id).state is State.TAKEN
    done = later.after(reject(later, only(later), MARK, lambda: "d1"))
    assert said(done.gold) == said(gold)


# -- what was decided before -------------------------------------------------------------------------------------


def test_new_labels_find_the_decision_made_and_never_overwrite_it() -> None:
    desk = a_desk(FRAME, OTHER)
    new_id = ids()
    gold = desk.after(take(desk, only(desk), whole(0), MARK, new_id)).gold
    later = a_desk(OTHER, OTHER, a_frame("x", (0, 7), (20, 24), "e2"), gold=gold)
    assert later.standing(only(later).id).state is State.TAKEN
    assert not settle_agreed(later, "rev", new_id).edits
    assert not take_layer(later, "cici", MARK, new_id).edits


def test_a_rejected_place_stays_rejected_for_labels_that_come_later_but_not_for_a_quote_within_it() -> None:
    desk = a_desk([a_span("a", 0, 20)], [])
    gold = desk.after(reject(desk, only(desk), MARK, ids())).gold
    later = a_desk([a_span("b", 0, 18), a_span("c", 2, 6)], gold=gold)
    states = {thing.id: later.standing(thing.id).state for thing in later.review.things}
    assert states == {"QUOTE@0-18": State.REJECTED, "QUOTE@2-6": State.OPEN}


def test_two_equal_quotes_each_find_their_own_in_gold() -> None:
    items = [*a_frame("a", (0, 9), (12, 16)), *a_frame("b", (0, 9), (20, 24))]
    desk = a_desk(items, items)
    gold = desk.after(settle_agreed(desk, "rev", ids())).gold
    found = standings_of(desk.review, gold)
    assert [one.state for one in found.values()] == [State.TAKEN, State.TAKEN]
    places = {
        thing.present[0].frame.speakers[0].span.start: frame_of(gold, gold.spans[found[thing.id].spans[0]])
        for thing in desk.review.things
    }
    assert {start: frame.speakers[0].span.start for start, frame in places.items()} == {12: 12, 20: 20}


def test_what_gold_has_with_other_borders_is_taken() -> None:
    gold = a_layer(a_span("g", 1, 9), name=GOLD)
    desk = a_desk([a_span("a", 0, 9)], [], gold=gold)
    assert desk.standing("QUOTE@0-9").spans == ("g",)


# -- many at once ------------------------------------------------------------------------------------------------


def test_what_all_agree_on_is_gold_at_once_and_marked_so() -> None:
    desk = a_desk([*FRAME, a_span("z", 30, 39)], FRAME)
    outcome = settle_agreed(desk, "rev", ids())
    assert {edit.after.origin.rule for edit in outcome.edits if isinstance(edit.after, Span)} == {"agreed"}
    done = desk.after(outcome)
    assert said(done.gold) == [((0, 9), "direct", [(12, 16)], ["e1"])]
    assert [thing.id for thing in done.waiting()] == ["QUOTE@30-39"]


def test_what_one_person_labelled_alone_is_marked_single() -> None:
    desk = a_desk(FRAME)
    outcome = settle_agreed(desk, "rev", ids())
    assert {edit.after.origin.rule for edit in outcome.edits if isinstance(edit.after, Span)} == {"single"}
    assert not desk.after(outcome).waiting()


def test_what_two_of_three_agree_on_can_be_taken_together() -> None:
    desk = a_desk([*FRAME, a_span("z", 30, 39)], FRAME, [a_span("c", 0, 7)])
    done = desk.after(take_where_agreed(desk, ["anna", "bela"], MARK, ids()))
    assert said(done.gold) == [((0, 9), "direct", [(12, 16)], ["e1"])]


def test_everything_of_a_layer_or_of_a_label_can_be_taken() -> None:
    items = [*FRAME, a_span("z", 30, 39), a_span("c", 40, 44, label="CUE")]
    desk = a_desk(items, [])
    assert len(desk.after(take_layer(desk, "anna", MARK, ids())).gold.spans) == 4
    assert [
        span.label for span in desk.after(take_label(desk, "anna", "CUE", MARK, ids())).gold.spans.values()
    ] == ["CUE"]


def test_what_a_layer_has_twice_is_taken_once() -> None:
    again = a_frame("g", (0, 9), (12, 16), "e1")
    inner, nested = a_span("i", 3, 6), Relation("n", "nested_in", "i", "gq")
    desk = a_desk([*FRAME, *again, inner, nested], [])
    done = desk.after(take_layer(desk, "anna", MARK, ids()))
    assert said(done.gold) == [((0, 9), "direct", [(12, 16)], ["e1"]), ((3, 6), "", [], [])]
    (relation,) = (one for one in done.gold.relations.values() if one.label == "nested_in")
    assert (done.gold.spans[relation.head].start, done.gold.spans[relation.target].start) == (3, 0)
    assert not desk_of(desk.review, done.gold).waiting()


@pytest.mark.parametrize("turned", [False, True])
def test_what_lies_in_a_quote_that_a_layer_has_twice_comes_along_whichever_is_taken_first(
    turned: bool,
) -> None:
    outer = [a_span("a", 0, 20), a_span("b", 0, 20)]
    desk = a_desk([*outer, a_span("i", 3, 6), Relation("n", "nested_in", "i", "b")], [])
    new_id = ids()
    for thing in sorted(desk.review.things, key=lambda one: one.id, reverse=turned):
        desk = desk.after(take(desk, thing, whole(0), MARK, new_id))
    assert [one.label for one in desk.gold.relations.values()] == ["nested_in"]


def test_nesting_comes_along_in_whatever_order_quotes_are_taken_together() -> None:
    turned = [a_span("o", 2, 6), a_span("i", 0, 20), Relation("n", "nested_in", "i", "o")]
    for items in (NESTED, turned):
        desk = a_desk(items, [])
        outcome = take_layer(desk, "anna", MARK, ids())
        assert not outcome.dropped
        assert len(desk.after(outcome).gold.relations) == 1


def test_many_decisions_are_undone_as_one() -> None:
    desk = a_desk([*FRAME, *NESTED], OTHER)
    outcome = take_layer(desk, "anna", MARK, ids())
    gold = desk.gold.apply(outcome.edits)
    assert gold.apply(inverse(outcome.edits)) == desk.gold


# -- laws --------------------------------------------------------------------------------------------------------


@given(layers(), layers(), st.data())
def test_any_decisions_leave_gold_whole_and_can_be_undone(
    one: Layer, other: Layer, data: st.DataObject
) -> None:
    found = review([a_layer(*one.items(), name="anna"), a_layer(*other.items(), name="bela")])
    desk, new_id = desk_of(found, Layer(GOLD, "a1")), ids()
    for _ in range(data.draw(st.integers(0, 4))):
        if not found.things:
            break
        thing = data.draw(st.sampled_from(found.things))
        number = data.draw(st.sampled_from([at for at, one in enumerate(thing.versions) if one is not None]))
        outcome = data.draw(
            st.sampled_from(
                [
                    lambda desk, thing, number=number: take(desk, thing, whole(number), MARK, new_id),
                    lambda desk, thing: reject(desk, thing, MARK, new_id),
                    lambda desk, thing: defer(desk, thing, MARK, new_id),
                    lambda desk, thing: reopen(desk, thing, MARK, new_id),
                ]
            )
        )(desk, thing)
        after = desk.after(outcome)
        assert after.gold.apply(inverse(outcome.edits)) == desk.gold
        gold = after.gold
        for relation in gold.relations.values():
            assert relation.head in gold.spans
            assert relation.target in gold.spans
        assert all(link.span in gold.spans for link in gold.links.values())
        assert all(span in gold.spans for span in after.standing(thing.id).spans)
        assert all(decision in gold.decisions for decision in after.standing(thing.id).decisions)
        desk = after


def test_what_only_speaks_for_itself_can_be_rejected_and_taken_again() -> None:
    """No scheme allows it; a file that comes in may have it."""
    speakers = [Span(name, "SPEAKER", (Fragment(1, 2),)) for name in ("s0", "s1")]
    found = review([a_layer(*speakers, Relation("r0", "said_by", "s0", "s0"), name="bela")])
    desk, new_id = desk_of(found, Layer(GOLD, "a1")), ids()
    [thing] = [one for one in found.things if one.id == "SPEAKER@1-2"]
    for decide in (take, reject, take):
        choice = [whole(0)] if decide is take else []
        desk = desk.after(decide(desk, thing, *choice, MARK, new_id))
        assert set(desk.standing(thing.id).spans) <= set(desk.gold.spans)
        assert bool(desk.gold.spans) == (decide is take)


@given(layers())
def test_taking_everything_of_one_layer_makes_gold_say_what_it_says(one: Layer) -> None:
    anna = a_layer(*one.items(), name="anna")
    desk = desk_of(review([anna]), Layer(GOLD, "a1"))
    gold = desk.after(settle_agreed(desk, "rev", ids())).gold
    # Once each, of those that say the very same.
    said_apart = {
        (span.fragments, frozenset(version_of(one, span, {}).looks.items()))
        for span in one.spans.values()
        if span.label == "QUOTE"
    }
    quotes = sorted(("QUOTE", fragments) for fragments, _ in said_apart)
    assert (
        sorted((span.label, span.fragments) for span in gold.spans.values() if span.label == "QUOTE")
        == quotes
    )
    assert {(span.label, span.fragments) for span in gold.spans.values()} == {
        (span.label, span.fragments) for span in one.spans.values()
    }


@given(layers())
def test_gold_that_took_everything_of_a_layer_agrees_with_it(one: Layer) -> None:
    anna = a_layer(*sound(one).items(), name="anna")
    desk = desk_of(review([anna]), Layer(GOLD, "a1"))
    gold = desk.after(settle_agreed(desk, "rev", ids())).gold
    assert not review([anna, gold]).disagreements
