"""Threads of notes that stand in the layers of all who speak in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import Note
from annotator.model.threads import Key, Notes, Thread, answer_to, meant, threads_around, threads_of


def notes(**layers: list[Note]) -> Notes:
    return {name: {one.id: one for one in some} for name, some in layers.items()}


def a_note(identifier: str, by: str, re: str = "", settled: bool = False) -> Note:
    return Note(identifier, "", by, f"says {by}", re, settled)


def only(there: Notes) -> Thread:
    (thread,) = threads_of(there)
    return thread


def order(thread: Thread) -> list[str]:
    return [one.key.seen_from("") for one in thread.said]


def test_an_answer_in_another_layer_stands_in_the_thread_and_waits_for_who_asked() -> None:
    thread = only(notes(anna=[a_note("n1", "anna")], gold=[a_note("g1", "rev", "anna:n1")]))
    assert order(thread) == ["anna:n1", "gold:g1"]
    assert thread.waits_for("anna")
    assert not thread.waits_for("rev")
    assert not thread.waits_for_review("rev")
    assert answer_to(thread, "anna") == "gold:g1"


def test_answers_go_to_and_fro_in_their_order_whatever_their_ids() -> None:
    there = notes(
        anna=[a_note("z9", "anna"), a_note("z10", "anna", "gold:m3")],
        gold=[a_note("m3", "rev", "anna:z9"), a_note("a1", "rev", "anna:z10")],
    )
    assert order(only(there)) == ["anna:z9", "gold:m3", "anna:z10", "gold:a1"]
    assert only(there).waits_for("anna")


def test_an_id_of_the_same_layer_comes_before_the_name_of_a_layer() -> None:
    there = notes(anna=[a_note("n1", "anna"), a_note("gold:n1", "anna")], gold=[a_note("n1", "rev")])
    assert meant("gold:n1", "anna", there) == Key("anna", "gold:n1")
    assert meant("gold:n1", "gold", there) == Key("gold", "n1")
    assert meant("gold:a:b", "anna", there) == Key("gold", "a:b")
    assert meant("nobody:n1", "anna", there) == Key("", "")


def test_who_speaks_at_the_same_time_leaves_two_words_unanswered() -> None:
    there = notes(
        anna=[a_note("n1", "anna"), a_note("n2", "anna", "n1")], gold=[a_note("g1", "rev", "anna:n1")]
    )
    thread = only(there)
    assert thread.waits_for("anna")
    assert thread.waits_for_review("rev")


def test_another_reviewers_answer_does_not_wait_for_a_reviewer() -> None:
    there = notes(anna=[a_note("n1", "anna")], gold=[a_note("g1", "zoe", "anna:n1")])
    assert not only(there).waits_for_review("rev")


def test_a_settled_thread_waits_for_nobody() -> None:
    there = notes(anna=[a_note("n1", "anna", settled=True)], gold=[a_note("g1", "rev", "anna:n1")])
    assert only(there).settled
    assert not only(there).waits_for("anna")
    assert not only(there).waits_for_review("rev")


def test_an_answer_to_what_is_not_there_begins_a_thread() -> None:
    there = notes(gold=[a_note("g1", "rev", "anna:gone")])
    assert order(only(there)) == ["gold:g1"]


def test_one_sees_the_threads_that_ones_own_notes_stand_in() -> None:
    own = [a_note("n1", "anna")]
    beside = notes(
        gold=[a_note("g1", "rev", "anna:n1"), a_note("g2", "rev", "bela:n1")], bela=[a_note("n1", "bela")]
    )
    assert [order(one) for one in threads_around(own, "anna", beside)] == [["anna:n1", "gold:g1"]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["anna", "bela", "gold"]),
            st.integers(0, 5),
            st.sampled_from(["anna:", "bela:", "gold:", "", "nobody:"]),
            st.integers(0, 6),
        ),
        max_size=12,
    )
)
def test_every_note_stands_in_one_thread_behind_what_it_answers(
    made: list[tuple[str, int, str, int]],
) -> None:
    there: dict[str, dict[str, Note]] = {}
    for layer, number, prefix, answered in made:
        there.setdefault(layer, {})[f"n{number}"] = a_note(f"n{number}", layer, f"{prefix}n{answered}")
    found = threads_of(there)
    keys = [one.key for thread in found for one in thread.said]
    assert sorted(keys) == sorted(Key(layer, one) for layer, some in there.items() for one in some)
    for thread in found:
        for one in thread.said[1:]:
            assert meant(one.note.re, one.layer, there) in {other.key for other in thread.said}
