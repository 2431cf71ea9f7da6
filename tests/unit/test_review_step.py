"""A review by keys: what each command decides, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.edits import inverse
from annotator.model.frames import frame_of
from annotator.model.items import GOLD, Item, Link, Progress, Relation, Span
from annotator.model.layer import Layer
from annotator.review.desk import desk_of
from annotator.review.disagreements import review
from annotator.review.since import Moment, Times, new_since
from annotator.review.standing import State as How
from annotator.review.standing import standings_of
from annotator.review.state import Command, Queue, ReviewState, begin
from annotator.review.step import bulk_outcome, settled_at_once, step
from annotator.review.verdicts import Fate, verdicts
from annotator.review.versions import Slot
from annotator.tui.keys import key_names
from annotator.tui.review_commands import COMMANDS as TABLE
from tests.unit.review_layers import a_frame, a_layer, a_span, layers, sound

ONE = a_frame("a", (0, 9), (12, 16), "e1")
OTHER = a_frame("a", (0, 8), (20, 24), "e2")
SECOND = a_frame("b", (40, 60), (62, 66), "e1")
ALONE = a_frame("c", (80, 90))


class Reviewer:
    """Somebody at the keys of a review, with a new action id after each write."""

    def __init__(self, *people: list[Item], gold: Layer | None = None) -> None:
        named = [
            a_layer(*items, name=name) for name, items in zip(("anna", "bela", "cici"), people, strict=False)
        ]
        self.state: ReviewState = begin(
            desk_of(review(named), gold or Layer(GOLD, "a1")), "rev", "g.1", keys=key_names(TABLE)
        )
        self.done: list[tuple[object, ...]] = []
        self.effects: list[str] = []

    def __call__(self, command: str, number: int = -1, text: str = "", thing: str = "") -> Reviewer:
        result = step(self.state, Command(command, number, text, thing))
        self.state = result.state
        self.effects = [effect.name for effect in result.effects]
        if result.edits:
            assert result.title
            self.done.append(result.edits)
            self.state = replace(self.state, action=f"g.{len(self.done) + 1}")
        return self

    def settle(self) -> Reviewer:
        result = settled_at_once(self.state)
        self.state = replace(result.state, action="g.s")
        return self

    @property
    def gold(self) -> Layer:
        return self.state.desk.gold

    @property
    def places(self) -> list[tuple[int, int]]:
        return sorted((span.start, span.end) for span in self.gold.spans.values() if span.label == "QUOTE")


def test_a_digit_takes_a_layer_and_goes_on_at_once() -> None:
    reviewer = Reviewer([*ONE, *SECOND], OTHER)
    assert reviewer.state.at == "QUOTE@0-8"
    reviewer("take", 1)
    assert reviewer.places == [(0, 8)]
    assert reviewer.state.at == "QUOTE@40-60"
    assert reviewer.state.message == "Taken from bela."


def test_the_digit_of_a_layer_that_has_nothing_there_takes_none() -> None:
    reviewer = Reviewer(ONE, [])
    reviewer("take", 1)
    assert reviewer.places == []
    assert reviewer.state.desk.standing("QUOTE@0-9").state is How.REJECTED


def test_a_digit_without_a_layer_says_how_many_there_are() -> None:
    reviewer = Reviewer(ONE, OTHER)("take", 4)
    assert reviewer.state.message == "There are 2 columns here, numbered from 1."
    assert not reviewer.done


def test_the_last_decision_says_that_nothing_else_waits() -> None:
    reviewer = Reviewer(ONE, OTHER)("none")
    assert reviewer.state.at == ""
    assert "D marks gold as done" in reviewer.state.message
    assert reviewer("take", 0).state.message == "There is nothing in hand."


def test_the_first_decision_begins_gold() -> None:
    reviewer = Reviewer([*ONE, *SECOND], OTHER)("take", 0)
    assert reviewer.gold.status.state is Progress.BEGUN
    assert sum(getattr(edit.item, "state", None) is not None for edit in reviewer.done[0]) == 1
    reviewer("take", 0)
    assert all(hasattr(edit.item, "origin") for edit in reviewer.done[1])


def test_what_all_agree_on_is_gold_at_once_and_what_differs_waits() -> None:
    reviewer = Reviewer([*ONE, *SECOND], [*OTHER, *SECOND]).settle()
    assert reviewer.places == [(40, 60)]
    assert reviewer.state.waiting() == 1
    assert "All agree on 1 of 2" in reviewer.state.message


def test_nothing_is_settled_in_a_gold_that_somebody_has_begun_or_from_one_layer() -> None:
    alone = Reviewer(ONE)
    assert not settled_at_once(alone.state).edits
    begun = Reviewer([*ONE, *SECOND], [*OTHER, *SECOND])("defer")
    assert not settled_at_once(begun.state).edits


def test_what_was_agreed_can_be_opened_again() -> None:
    reviewer = Reviewer([*ONE, *SECOND], [*OTHER, *SECOND]).settle()
    reviewer("go", thing="QUOTE@40-60")("reopen")
    assert reviewer.places == []
    assert reviewer.state.at == "QUOTE@40-60"
    assert reviewer.state.waiting() == 2


def test_both_takes_the_first_two_versions_that_differ() -> None:
    reviewer = Reviewer(ONE, ONE, OTHER)("both")
    assert reviewer.places == [(0, 8), (0, 9)]
    assert reviewer.state.message.startswith("Both taken: anna and cici.")


def test_there_is_no_both_of_one_version() -> None:
    assert "no two different versions" in Reviewer(ONE, [])("both").state.message


SAME_PLACE = a_frame("a", (0, 9), (20, 24), "e2")
"""As `ONE`, with another speaker."""


def speakers(reviewer: Reviewer) -> list[tuple[int, tuple[str, ...]]]:
    """Where those who speak stand in the only quote of gold, and whom they mean."""
    (quote,) = (span for span in reviewer.gold.spans.values() if span.label == "QUOTE")
    return [(one.span.start, one.entities) for one in frame_of(reviewer.gold, quote).speakers]


def test_both_of_one_place_are_one_quote_and_a_second_word_joins_what_each_has() -> None:
    reviewer = Reviewer(ONE, SAME_PLACE)("both")
    assert not reviewer.done
    assert reviewer.state.message == (
        "They have it in the same place: one quote, not two. "
        "b again takes every speaker and person; s chooses."
    )
    reviewer("both")
    assert reviewer.places == [(0, 9)]
    assert speakers(reviewer) == [(12, ("e1",)), (20, ("e2",))]
    assert reviewer.state.message.startswith("Taken once, with every speaker and person.")
    assert len(reviewer.done) == 1


def test_another_key_between_is_no_second_word() -> None:
    reviewer = Reviewer([*ONE, *SECOND], [*SAME_PLACE, *ALONE])("both")("next")("previous")("both")
    assert not reviewer.done


def test_joining_asks_whose_type_where_that_differs_too() -> None:
    mixed = [
        replace(item, attributes=(("type", "mixed"),)) if item.id == "aq" else item for item in SAME_PLACE
    ]
    reviewer = Reviewer(ONE, mixed)("both")("both")
    assert reviewer.state.choosing is not None
    assert reviewer.state.choosing.slot is Slot.TYPE
    reviewer("take", 1)
    (quote,) = (span for span in reviewer.gold.spans.values() if span.label == "QUOTE")
    assert quote.attribute("type") == "mixed"
    assert speakers(reviewer) == [(12, ("e1",)), (20, ("e2",))]


@pytest.mark.parametrize(
    "other",
    [
        a_frame("a", (0, 9), (11, 16), "e1"),  # a speaker that overlaps the other one
        a_frame("a", (0, 9), (12, 16), "e2"),  # one mention, two people
        a_frame("a", (0, 9), (), "e2"),  # a speaker who is mentioned, and one who is not
    ],
)
def test_what_cannot_all_be_right_at_once_is_not_joined(other: list[Item]) -> None:
    reviewer = Reviewer(ONE, other)("both")
    assert "in the same place" in reviewer.state.message
    assert "A digit takes a version" in reviewer.state.message
    assert not reviewer("both").done


def test_two_types_of_one_place_are_chosen_by_a_digit() -> None:
    mixed = [replace(item, attributes=(("type", "mixed"),)) if item.id == "aq" else item for item in ONE]
    reviewer = Reviewer(ONE, mixed)("both")
    assert reviewer.state.message.endswith("one quote, not two. A digit takes a version.")


def test_sources_that_are_joined_keep_their_order_one_layer_behind_the_other() -> None:
    def relayed(*places: int) -> list[Item]:
        items: list[Item] = [a_span("q", 0, 9, type="direct")]
        for order, start in enumerate(places, start=1):
            items.append(a_span(f"o{order}", start, start + 4, label="SOURCE"))
            items.append(Relation(f"z{9 - order}", "via", "q", f"o{order}", order))
        return items

    reviewer = Reviewer(relayed(20, 12), relayed(40, 20, 30))("both")("both")
    (quote,) = (span for span in reviewer.gold.spans.values() if span.label == "QUOTE")
    assert [one.span.start for one in frame_of(reviewer.gold, quote).sources] == [20, 12, 40, 30]


def test_what_is_put_off_comes_round_last() -> None:
    reviewer = Reviewer([*ONE, *SECOND, *ALONE], [])
    reviewer("defer")
    assert reviewer.state.at == "QUOTE@40-60"
    reviewer("take", 0)("take", 0)
    assert reviewer.state.at == "QUOTE@0-9"


def test_what_is_decided_is_not_put_off() -> None:
    reviewer = Reviewer([*ONE, *SECOND], [])("take", 0)("go", thing="QUOTE@0-9")
    assert reviewer("defer").state.message == "It is decided; o opens it again."


def test_slots_are_asked_for_one_by_one_and_the_person_comes_with_the_speaker() -> None:
    reviewer = Reviewer(ONE, OTHER)("slots")
    assert reviewer.state.choosing is not None
    assert reviewer.state.choosing.slot is Slot.BORDERS
    reviewer("take", 0)
    assert reviewer.state.choosing is not None
    assert reviewer.state.choosing.slot is Slot.SPEAKER
    reviewer("take", 1)
    assert reviewer.state.choosing is None
    (quote,) = [span for span in reviewer.gold.spans.values() if span.label == "QUOTE"]
    frame = frame_of(reviewer.gold, quote)
    assert (quote.start, quote.end) == (0, 9)
    assert [(one.span.start, one.entities) for one in frame.speakers] == [(20, ("e2",))]
    assert len(reviewer.done) == 1


def test_a_slot_can_be_left_empty_but_not_the_borders() -> None:
    reviewer = Reviewer(ONE, OTHER)("slots")("take", -1)
    assert "cannot be left empty" in reviewer.state.message
    reviewer("take", 1)("take", -1)
    (quote,) = reviewer.gold.spans.values()
    assert (quote.start, quote.end) == (0, 8)


def test_tab_goes_to_another_slot_and_escape_leaves_everything_as_it_was() -> None:
    reviewer = Reviewer(ONE, OTHER)("slots")("next")
    assert reviewer.state.choosing is not None
    assert reviewer.state.choosing.slot is Slot.SPEAKER
    reviewer("escape")
    assert reviewer.state.choosing is None
    assert not reviewer.done
    assert reviewer("escape").effects == ["leave"]


def test_a_reason_goes_with_the_next_decision_alone() -> None:
    reviewer = Reviewer([*ONE, *SECOND], [])("set-reason", text=" borders  too wide ")
    reviewer("none")("none")
    reasons = [
        decision.reason for decision in sorted(reviewer.gold.decisions.values(), key=lambda one: one.id)
    ]
    assert reasons == ["borders too wide", ""]


def test_hidden_names_are_numbers_everywhere() -> None:
    reviewer = Reviewer([*ONE, *SECOND], OTHER)("hide")("take", 1)
    assert reviewer.state.message == "Taken from 2."
    assert reviewer.state.called(0) == "1"


def test_editing_by_hand_takes_the_first_version_where_gold_has_none_yet() -> None:
    reviewer = Reviewer(ONE, OTHER)("edit")
    assert reviewer.effects == ["edit"]
    assert reviewer.places == [(0, 9)]
    assert reviewer.state.at == "QUOTE@0-8"
    reviewer("edit")
    assert len(reviewer.done) == 1


def test_what_somebody_was_uncertain_of_is_a_queue_of_its_own() -> None:
    unsure = [a_span("u", 100, 110, type="direct", flag="uncertain")]
    same = [a_span("u", 100, 110, type="direct")]
    reviewer = Reviewer([*ONE, *unsure], [*OTHER, *same]).settle()
    reviewer("filter")
    assert reviewer.state.queue is Queue.UNCERTAIN
    assert reviewer.state.at == "QUOTE@100-110"
    reviewer("take", 0)
    assert reviewer.state.queued() == 0
    reviewer("filter")
    assert reviewer.state.queue is Queue.ALL
    assert reviewer.state.queued() == 2


def test_done_asks_once_when_something_still_waits() -> None:
    reviewer = Reviewer(ONE, OTHER)("done")
    assert "still undecided" in reviewer.state.message
    assert not reviewer.done
    reviewer("next")("done")
    assert not reviewer.done
    reviewer("done")
    assert reviewer.gold.status.state is Progress.DONE
    assert reviewer.effects == ["offer-next"]
    reviewer("done")
    assert reviewer.gold.status.state is Progress.BEGUN


def test_a_link_that_could_not_come_along_is_told_and_kept_for_the_screen() -> None:
    outer = a_frame("o", (0, 60))
    inner = a_frame("i", (10, 20))
    nested: list[Item] = [*outer, *inner, Relation("n", "nested_in", "iq", "oq")]
    reviewer = Reviewer(nested, [])
    reviewer("none")
    reviewer("take", 0)
    assert [one.id for one in reviewer.state.dropped] == ["n"]
    assert "1 link could not come along" in reviewer.state.message


def test_bulk_commands_show_first_and_are_one_action() -> None:
    reviewer = Reviewer([*ONE, *SECOND, *ALONE], [*OTHER, *SECOND], [*SECOND])
    shown = bulk_outcome(reviewer.state, Command("bulk-agreed", text="0 1"))
    assert list(shown.standings) == ["QUOTE@40-60"]
    assert not reviewer.done
    reviewer("bulk-agreed", text="0 1")
    assert reviewer.places == [(40, 60)]
    reviewer("bulk-label", 0, "QUOTE")
    assert reviewer.places == [(0, 9), (40, 60), (80, 90)]
    assert len(reviewer.done) == 2
    assert reviewer("bulk-layer", 1).state.message == "Nothing that waits is like that."


def test_an_empty_layer_against_a_full_one_makes_everything_wait() -> None:
    reviewer = Reviewer([*ONE, *SECOND], []).settle()
    assert reviewer.state.waiting() == 2
    assert reviewer.places == []


def test_two_empty_layers_have_nothing_to_decide() -> None:
    reviewer = Reviewer([], []).settle()
    assert reviewer.state.at == ""
    assert reviewer("next").state.message.startswith("Nothing waits")
    reviewer("done")
    assert reviewer.gold.status.state is Progress.DONE


def test_twenty_layers_are_all_taken_by_their_numbers() -> None:
    people = [a_layer(*a_frame("a", (0, 9 + number % 3)), name=f"p{number:02}") for number in range(20)]
    state = begin(desk_of(review(people), Layer(GOLD, "a1")), "rev", "g.1")
    after = step(state, Command("take", 19)).state
    (quote,) = after.desk.gold.spans.values()
    assert quote.origin.by == "p19"
    assert quote.end == 10


# -- since ----------------------------------------------------------------------------------------------------


def decided(gold: Layer, items: list[Item], at: int, touched: int) -> frozenset[str]:
    """What is new since, where gold was written at one time and all of anna's labels at another."""
    desk = desk_of(review([a_layer(*items)]), gold)
    written = dict.fromkeys((*gold.spans, *gold.decisions), Moment(at))
    own = {item.id: Moment(touched) for item in items if isinstance(item, Span)}
    return new_since(desk, Times({GOLD: written, "anna": own}))


def test_a_label_that_came_after_the_decision_and_says_something_else_is_new_since() -> None:
    gold = Reviewer(ONE, [])("take", 0).gold
    assert decided(gold, OTHER, at=5, touched=9) == {"QUOTE@0-8"}
    assert decided(gold, OTHER, at=5, touched=4) == frozenset()


def test_a_label_that_came_later_but_says_what_was_decided_is_no_news() -> None:
    gold = Reviewer(ONE, [])("take", 0).gold
    assert decided(gold, ONE, at=5, touched=9) == frozenset()


def test_a_label_where_none_was_taken_is_new_since_and_waits_until_it_is_looked_at() -> None:
    reviewer = Reviewer(ONE, [])("none")
    assert decided(reviewer.gold, OTHER, at=5, touched=9) == {"QUOTE@0-8"}
    desk = desk_of(review([a_layer(*OTHER)]), reviewer.gold)
    state = begin(desk, "rev", "g.9", since=frozenset({"QUOTE@0-8"}))
    assert state.at == "QUOTE@0-8"
    assert desk.standing("QUOTE@0-8").state is How.REJECTED
    assert step(state, Command("none")).state.waiting() == 0


def test_marking_gold_done_settles_what_came_before() -> None:
    gold = Reviewer(ONE, [])("take", 0).gold
    desk = desk_of(review([a_layer(*OTHER)]), gold)
    assert new_since(desk, Times({"anna": {"aq": Moment(9)}}, done=Moment(8)))
    assert not new_since(desk, Times({"anna": {"aq": Moment(9)}}, done=Moment(10)))


# -- verdicts -------------------------------------------------------------------------------------------------


def test_an_annotator_sees_what_was_kept_changed_left_out_and_missed_with_the_reasons() -> None:
    mine = [*ONE, *SECOND, *ALONE]
    reviewer = Reviewer(mine, [*OTHER, *SECOND, *a_frame("d", (100, 110))]).settle()
    reviewer("set-reason", text="speaker")("take", 1)
    reviewer("set-reason", text="a title")("none")
    reviewer("take", 1)
    found = verdicts(a_layer(*mine), reviewer.gold, dict.fromkeys(reviewer.gold.spans, "rev"))
    told = [(one.fate, one.start, one.reason, one.by) for one in found]
    assert told == [
        (Fate.CHANGED, 0, "speaker", "rev"),
        (Fate.KEPT, 40, "", "rev"),
        (Fate.LEFT_OUT, 80, "a title", "rev"),
        (Fate.MISSED, 100, "", "rev"),
    ]
    assert found[0].slots == (Slot.BORDERS, Slot.SPEAKER, Slot.PERSON)
    assert found[2].gold is None
    assert found[3].own is None


# -- laws -----------------------------------------------------------------------------------------------------

COMMANDS = st.one_of(
    st.builds(Command, st.just("take"), st.integers(-1, 3)),
    st.sampled_from(
        [
            Command(name)
            for name in (
                "slots",
                "both",
                "none",
                "defer",
                "reopen",
                "next",
                "previous",
                "filter",
                "escape",
                "done",
                "edit",
            )
        ]
    ),
    st.builds(Command, st.just("bulk-layer"), st.integers(0, 1)),
    st.just(Command("bulk-agreed", text="0 1")),
    st.builds(Command, st.just("bulk-label"), st.integers(0, 1), st.sampled_from(["QUOTE", "SPEAKER"])),
)


@settings(max_examples=150, deadline=None)
@given(layers("anna"), layers("bela"), st.lists(COMMANDS, max_size=14))
def test_any_commands_leave_gold_whole_and_undoing_all_of_them_gives_it_back(
    one: Layer, other: Layer, commands: list[Command]
) -> None:
    start = Layer(GOLD, "a1")
    state = begin(desk_of(review([sound(one), sound(other)]), start), "rev", "g.0")
    written = []
    for number, command in enumerate(commands, start=1):
        result = step(state, command)
        before, state = state, replace(result.state, action=f"g.{number}")
        written.append(result.edits)
        gold = state.desk.gold
        assert before.desk.gold.apply(result.edits) == gold
        spans = gold.spans
        assert all(link.head in spans and link.target in spans for link in gold.relations.values())
        assert all(link.span in spans for link in gold.links.values())
        assert state.at == "" or state.at in state.places
    gold = state.desk.gold
    for edits in reversed(written):
        gold = gold.apply(inverse(edits))
    assert gold == start


@settings(max_examples=60, deadline=None)
@given(layers("anna"), layers("bela"))
def test_one_digit_for_each_thing_decides_all_of_them(one: Layer, other: Layer) -> None:
    state = begin(desk_of(review([sound(one), sound(other)]), Layer(GOLD, "a1")), "rev", "g.0")
    for number in range(len(state.desk.review.things)):
        state = replace(step(state, Command("take", 0)).state, action=f"g.{number + 1}")
    assert state.waiting() == 0
    assert state.at == ""


@pytest.mark.parametrize("command", ["both", "none", "defer", "reopen", "edit", "slots"])
def test_with_nothing_in_hand_every_decision_says_so(command: str) -> None:
    assert Reviewer([], [])(command).state.message == "There is nothing in hand."


def test_what_is_known_of_gold_without_recounting_is_what_recounting_finds() -> None:
    reviewer = Reviewer([*ONE, *SECOND, *ALONE], [*OTHER, *SECOND])("take", 1)("none")("defer")
    again = standings_of(reviewer.state.desk.review, reviewer.gold)
    assert {name: standing.state for name, standing in again.items()} == {
        name: reviewer.state.desk.standing(name).state for name in again
    }


def test_a_person_of_an_implied_speaker_comes_with_the_quote() -> None:
    implied = a_frame("a", (0, 9), (), "e1")
    reviewer = Reviewer(implied, a_frame("a", (0, 9), (), "e2"))("slots")("take", 1)
    assert [link.entity for link in reviewer.gold.links.values() if isinstance(link, Link)] == ["e2"]


# -- links among things ---------------------------------------------------------------------------------------


def nesting(key: str) -> list[Item]:
    return [*a_frame(f"{key}in", (50, 70)), Relation(f"{key}n", "nested_in", f"{key}inq", f"{key}outq")]


def test_what_all_agree_lies_in_a_quote_lies_in_it_whosever_version_of_that_is_taken() -> None:
    anna = [*a_frame("aout", (40, 90)), *nesting("a")]
    bela = [*a_frame("bout", (40, 89)), *nesting("b")]
    reviewer = Reviewer(anna, bela).settle()
    assert "1 link will follow once the other end is decided." in reviewer.state.message
    reviewer("take", 1)
    (nested,) = [one for one in reviewer.gold.relations.values() if one.label == "nested_in"]
    assert reviewer.gold.spans[nested.head].start == 50
    assert reviewer.gold.spans[nested.target].end == 89


def test_a_link_to_what_nobody_takes_is_told_and_not_awaited() -> None:
    anna = [*a_frame("aout", (40, 90)), *nesting("a")]
    bela = [*a_frame("bout", (40, 89)), *nesting("b")]
    reviewer = Reviewer(anna, bela)("none")
    assert reviewer.state.at == "QUOTE@50-70"
    reviewer("take", 0)
    assert "1 link could not come along" in reviewer.state.message


def test_a_link_whose_other_end_is_turned_down_is_shown() -> None:
    anna = [*a_frame("aout", (40, 90)), *nesting("a")]
    bela = [*a_frame("bout", (40, 89)), *nesting("b")]
    reviewer = Reviewer(anna, bela).settle()("none")
    assert "1 link could not come along, see below." in reviewer.state.message
    assert [one.label for one in reviewer.state.dropped if isinstance(one, Relation)] == ["nested_in"]


def test_what_one_has_twice_waits_only_where_the_other_has_something_else() -> None:
    twice = [*a_frame("a", (0, 9), (12, 16), "e1"), *a_frame("b", (0, 9), (12, 16), "e1")]
    reviewer = Reviewer(twice, a_frame("c", (0, 9), (12, 16), "e1")).settle()
    assert reviewer.state.at == ""
    assert reviewer.places == [(0, 9)]
    reviewer = Reviewer(twice, a_frame("c", (0, 9), (20, 24), "e1")).settle()
    assert reviewer.state.at == "QUOTE@0-9"
    reviewer("take", 0)
    assert (reviewer.state.at, reviewer.places) == ("", [(0, 9)])
