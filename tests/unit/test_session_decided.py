"""A decision leaves a trace: it is found again, told, changed and taken back."""

from __future__ import annotations

from annotator.session.decided import decision_at, decisions_over
from annotator.session.offers import in_hand
from tests.unit.sessions import Session, a_state
from tests.unit.test_session_suggestions import READY, a_session

SHIP = ("Kapal Tua", 'Kapal "Si Putih" itu berlayar lagi, "kami senang sekali," kata Bima.')


def decided() -> Session:
    session = Session(a_state(SHIP)).to("Si Putih")
    session("not-a-quote")
    return session


def reasons(session: Session) -> list[str]:
    return [decision.reason for decision in session.state.layer.decisions.values()]


def test_pressed_at_once_again_the_key_goes_through_the_reasons_and_at_last_takes_back() -> None:
    session = decided()
    found = [reasons(session)]
    for _ in range(3):
        session("not-a-quote")
        found.append(reasons(session))
    assert found == [["scare"], ["title"], ["other"], []]
    assert session.state.message == "Undecided again."


def test_what_was_decided_before_is_told_first_and_changed_by_the_key_once_more() -> None:
    session = decided()
    session.to("berlayar").to("Putih")
    session("not-a-quote")
    assert session.state.message == (
        "Decided: not a quote (words held at arm's length). x again changes the reason, d takes it back."
    )
    assert reasons(session) == ["scare"]
    session("not-a-quote")
    assert reasons(session) == ["title"]


def test_the_key_of_deletion_takes_a_decision_back_and_that_is_one_action() -> None:
    session = decided().to("Putih")
    session("delete")
    assert (reasons(session), session.state.message) == ([], "Undecided again.")
    assert len(session.done) == 2


def test_a_decision_is_found_at_the_cursor_and_in_its_paragraph() -> None:
    session = decided()
    (decision,) = session.state.layer.decisions.values()
    assert decision_at(session.state) == decision
    assert decisions_over(session.state, 1) == [decision]
    assert decisions_over(session.state, 0) == []
    assert decision_at(session.to("senang").state) is None


def test_a_rejected_suggestion_is_found_again_and_offered_again_once_it_is_taken_back() -> None:
    session = a_session(READY)
    session("next-waiting")
    session("not-a-quote")
    session.to("siap")
    assert in_hand(session.state) is None
    session("not-a-quote")
    assert session.state.message.startswith("Decided: not a quote (another reason).")
    session("delete")
    assert in_hand(session.state) == READY


def test_a_quote_of_ones_own_is_not_also_no_quote() -> None:
    session = Session(a_state()).to("Tidak ada").tag("QUOTE")
    assert not session("not-a-quote").edits
    assert session.state.message == "That is a quote of yours: X deletes it with its frame."
    assert not session.to("Tidak ada")("not-a-quote").edits
    session("delete-frame")
    assert session("not-a-quote").edits


def test_whoever_tags_what_they_said_to_be_none_has_thought_better_of_it() -> None:
    session = decided().tag("QUOTE")
    assert session.state.message == 'Quote “"Si Putih"”, no longer said to be none.'
    assert reasons(session) == []


def test_marks_inside_a_quote_of_ones_own_may_hold_none() -> None:
    session = Session(a_state(("\"Kapal 'Si Putih' datang,\" kata Bima.",))).to("Kapal").tag("QUOTE")
    session.to("Putih")("not-a-quote")
    assert reasons(session) == ["scare"]
