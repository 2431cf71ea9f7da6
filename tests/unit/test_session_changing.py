"""Changing what is there: borders, attributes, and what must not happen on the way."""

from __future__ import annotations

from annotator.session.state import Mode
from annotator.tui.commands import COMMANDS
from annotator.tui.widgets.bars import hints_for, moving_end
from tests.unit.sessions import Session, a_state


def test_borders_stay_in_their_paragraph_at_small_steps() -> None:
    session = Session(a_state()).to("Tidak ada").tag("QUOTE")
    session("borders")
    session("borders")  # the start moves now
    start = session.state.cursor
    for step in ("word-previous", "grapheme-previous", "sentence-previous"):
        session(step)
        assert session.state.cursor == start
    session("enter")
    assert session.hand == '"Tidak ada biaya tambahan,"'


def test_borders_can_still_be_taken_over_paragraphs() -> None:
    session = Session(a_state()).to("Tidak ada").tag("QUOTE")
    session("borders")
    session("paragraph-next")
    session("word-next")
    session("enter")
    assert session.hand.endswith('lanjutnya.\n"Saya')


def test_the_message_names_the_end_that_moves() -> None:
    session = Session(a_state()).to("Tidak ada").tag("QUOTE")
    session("borders")
    assert moving_end(session.state).startswith("Move the end; r takes the start")
    session("borders")
    assert moving_end(session.state).startswith("Move the start; r takes the end")
    assert session.state.mode is Mode.BORDERS


def test_the_keys_name_the_end_that_moves_and_the_way_to_a_mark() -> None:
    session = Session(a_state()).to("Tidak ada").tag("QUOTE")
    session("borders")
    assert hints_for(session.state, COMMANDS)[0] == ("w b ← →", "move the end")
    session("borders")
    shown = hints_for(session.state, COMMANDS)
    assert shown[0] == ("w b ← →", "move the start")
    assert shown[-1] == ("< >", "to a mark"), "last, where there is room"


def test_a_mention_in_no_frame_has_its_own_attributes_only() -> None:
    session = Session(a_state()).to("Bima").tag("SPEAKER")
    assert not session.state.frame
    session("attribute")
    assert session.state.layer.spans[session.state.hand].attribute("form") == "nominal"
    before = session.state.layer
    for command, word in (("speaker-mode", "speaker mode"), ("uncertain", "flag")):
        session(command)
        assert session.state.message == f"This label has no {word}."
    assert session.state.layer == before


def test_what_a_paragraph_is_made_is_told_in_words() -> None:
    session = Session(a_state()).to("Tidak ada")
    session("kind")
    assert session.state.message == "This paragraph is a heading now, for everybody."


def test_a_border_stands_between_a_letter_and_a_control_character() -> None:
    """A bell is drawn in a cell of its own, and is no part of the letter before it."""
    session = Session(a_state(("Kata\x07kunci\ttab.",)))
    session("select")
    session("go", offset=3)
    session.tag("CUE")
    assert session.hand == "Kata"
    session("borders")
    session("grapheme-next")
    session("grapheme-previous")
    session("enter")
    assert session.hand == "Kata"
    session("borders")
    session("grapheme-next")
    session("enter")
    assert session.hand == "Kata\x07"


def test_a_control_character_alone_gets_no_label_and_is_said_to_be_one() -> None:
    """It is no token of any export, so that a label on nothing else would be lost there."""
    session = Session(a_state(("Kata \x07 kunci",)))
    session("click", offset=5)
    assert session("select").state.selection == (5, 6)
    session.tag("CUE")
    assert not session.state.layer.spans
    assert "control characters alone" in session.state.message
