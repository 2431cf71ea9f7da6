"""What a language pack reads beside the annotators' labels: one more version to take, and nobody's vote."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.items import GOLD, Entity, Fragment, Item, Span
from annotator.model.layer import Layer
from annotator.model.people import People, owners
from annotator.model.suggestions import Mention, Suggestion
from annotator.review.desk import desk_of
from annotator.review.disagreements import review
from annotator.review.proposals import proposed_layer, with_proposals
from annotator.review.state import Command, ReviewState, begin
from annotator.review.step import step
from annotator.review.versions import Slot
from tests.unit.review_layers import a_frame, a_layer

PACK = "suggest:id@1"
RIGHT = a_frame("p", (0, 10), (12, 16), "e1")


def opened(*people: list[Item], suggested: list[Item]) -> ReviewState:
    layers = [
        a_layer(*items, name=name) for name, items in zip(("anna", "bela", "cici"), people, strict=False)
    ]
    seen = with_proposals(review(layers), a_layer(*suggested, name=PACK))
    return begin(desk_of(seen, Layer(GOLD, "a1")), "rev", "g.1")


def press(state: ReviewState, *commands: str | int) -> ReviewState:
    for number, command in enumerate(commands, start=2):
        meant = Command("take", command - 1) if isinstance(command, int) else Command(command)
        state = replace(step(state, meant).state, action=f"g.{number}")
    return state


def quotes(state: ReviewState) -> list[Span]:
    return [span for span in state.desk.gold.spans.values() if span.label == "QUOTE"]


def test_where_neither_is_right_the_last_digit_takes_what_is_suggested_whole() -> None:
    state = opened(a_frame("a", (0, 9), (20, 24), "e2"), a_frame("b", (0, 8), (12, 16)), suggested=RIGHT)
    after = press(state, 3)
    (quote,) = quotes(after)
    assert quote.fragments == (Fragment(0, 10),)
    assert quote.origin.by == PACK
    assert after.message == "Taken as suggested. Nothing else waits; done marks gold as done."
    assert {link.entity for link in after.desk.gold.links.values()} == {"e1"}


def test_what_one_of_them_says_too_is_no_proposal() -> None:
    state = opened(a_frame("a", (0, 10), (12, 16), "e1"), a_frame("b", (0, 8)), suggested=RIGHT)
    assert state.thing is not None
    assert state.thing.proposal is None
    assert len(state.thing.lanes) == 2


def test_what_all_agree_on_has_no_proposal_and_stays_agreed() -> None:
    same = a_frame("a", (0, 8))
    state = opened(same, same, suggested=RIGHT)
    (thing,) = state.desk.review.things
    assert thing.is_agreed
    assert thing.proposal is None


def test_of_what_one_alone_has_the_slots_are_those_on_which_the_suggestion_differs() -> None:
    state = opened(a_frame("a", (0, 10), (20, 24), "e1"), [], suggested=RIGHT)
    assert state.thing is not None
    assert state.thing.choices == (Slot.SPEAKER,)
    after = press(state, "slots", 3)
    (quote,) = quotes(after)
    assert quote.fragments == (Fragment(0, 10),)
    speakers = [span.fragments for span in after.desk.gold.spans.values() if span.label == "SPEAKER"]
    assert speakers == [(Fragment(12, 16),)]


def test_out_of_sight_a_suggestion_cannot_be_taken() -> None:
    state = press(opened(a_frame("a", (0, 9)), a_frame("b", (0, 8)), suggested=RIGHT), "propose", 3)
    assert state.message == "There are 2 columns here, numbered from 1."
    assert not quotes(state)


def test_what_most_say_is_put_together_slot_by_slot() -> None:
    state = opened(
        a_frame("a", (0, 9), (12, 16), "e1"),
        a_frame("b", (0, 10), (20, 24), "e1"),
        a_frame("c", (0, 10), (12, 16), "e1"),
        suggested=[],
    )
    after = press(state, "most")
    (quote,) = quotes(after)
    assert quote.fragments == (Fragment(0, 10),)
    speakers = [span.fragments for span in after.desk.gold.spans.values() if span.label == "SPEAKER"]
    assert speakers == [(Fragment(12, 16),)]


def test_where_as_many_say_one_thing_as_another_only_that_is_asked_for() -> None:
    state = opened(
        a_frame("a", (0, 9), (12, 16), "e1"),
        a_frame("b", (0, 10), (20, 24), "e1"),
        a_frame("c", (0, 10), (30, 34), "e1"),
        suggested=[],
    )
    asked = press(state, "most")
    assert asked.choosing is not None
    assert asked.choosing.slot is Slot.SPEAKER
    after = press(asked, 3)
    (quote,) = quotes(after)
    assert quote.fragments == (Fragment(0, 10),)


def test_where_most_do_not_have_it_most_take_none() -> None:
    after = press(opened(a_frame("a", (0, 9)), [], [], suggested=[]), "most")
    assert not quotes(after)
    assert after.message.startswith("None taken")


def test_of_two_most_say_nothing_when_one_does_not_have_it() -> None:
    after = press(opened(a_frame("a", (0, 9)), [], suggested=[]), "most")
    assert after.message == "As many have it as not; a digit says whose."
    assert after.thing is not None


def test_a_suggested_name_means_the_one_who_is_called_so_here_or_nobody() -> None:
    def suggestion(at: int, name: str) -> Suggestion:
        quote = Span(f"q{at}", "QUOTE", (Fragment(at, at + 5),))
        speaker = Span(f"s{at}", "SPEAKER", (Fragment(at + 6, at + 9),))
        return Suggestion(quote, (Mention(speaker, name),))

    people = People(
        {
            "e1": Entity("e1", "person", "Rina Oesin"),
            "e2": Entity("e2", "person", "Budi Tama"),
            "e3": Entity("e3", "person", "Budi Tama"),
        }
    )
    here = a_layer(*a_frame("a", (0, 5), (6, 9), "e3"))
    found = [suggestion(0, "rina oesin"), suggestion(20, "Budi Tama"), suggestion(40, "Sita Lalu")]
    layer = proposed_layer(found, PACK, [here], "a1", owners(people))
    assert {link.span: link.entity for link in layer.links.values()} == {"s0": "e1", "s20": "e3"}
