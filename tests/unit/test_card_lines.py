"""What the cards say where nothing is labelled: what to press next, and nothing that leads nowhere."""

from __future__ import annotations

from annotator.session.state import State
from annotator.tui.widgets.card_lines import card_lines
from tests.unit.test_session_suggestions import ALL, READY, a_session


def said(state: State, width: int = 78) -> str:
    return "\n".join("".join(text for text, _ in line.pieces) for line in card_lines(state, width))


def test_an_empty_paragraph_says_how_to_come_to_the_next_suggestion() -> None:
    session = a_session(*ALL)
    assert "Tab goes to the next suggestion: there a accepts it, x rejects it." in said(session.state)
    assert "By hand: put the cursor in a quote and press q" in said(session.state)


def test_its_lines_fit_the_smallest_strip() -> None:
    assert len(said(a_session(*ALL).state, 76).splitlines()) <= 6


def test_behind_the_last_suggestion_the_first_one_is_next() -> None:
    session = a_session(READY)
    session("article-end")
    assert "Tab goes to the next suggestion" in said(session.state)


def test_once_all_are_decided_only_labelling_by_hand_is_left() -> None:
    session = a_session(READY)
    session("next-waiting")
    session("accept")
    session("article-start")
    assert said(session.state).startswith("No label here yet.")
    assert "suggestion" not in said(session.state)
    assert "Put the cursor in a quote and press q" in said(session.state)


def test_a_decision_has_a_dim_line_in_the_cards_of_its_paragraph() -> None:
    session = a_session(READY)
    session("next-waiting")
    session("not-a-quote")
    session.to("Kami siap")
    told = 'not a quote (another reason): "Kami siap menerima pedagang lama,"'
    (line,) = [line for line in card_lines(session.state, 78) if told in line.pieces[0][0]]
    assert line.pieces[0][1] == "muted"
    session.to("Tidak ada")
    assert "not a quote" not in said(session.state)
