"""A suggestion that is only looked at stays one: it is accepted with the first change, and not before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.edits import inverse
from annotator.model.frames import frame_of
from annotator.model.items import Entity
from annotator.session.accepting import as_if_accepted
from annotator.session.offers import in_hand
from annotator.session.state import Mode
from annotator.session.step import HANDLERS
from annotator.tui.picker import Picker
from tests.unit.sessions import Session
from tests.unit.test_session_suggestions import READY, a_session


def at_ready() -> Session:
    session = a_session(READY)
    session("next-waiting")
    assert in_hand(session.state) == READY
    return session


def is_untouched(session: Session) -> bool:
    state = session.state
    return in_hand(state) == READY and state.layer.is_empty() and not session.done and state.pending is None


@pytest.mark.parametrize(
    ("command", "effect"),
    [
        ("person", "pick-person"),
        ("implied-person", "pick-person"),
        ("enter", "pick-person"),
        ("attribute-menu", "pick-value"),
        ("pick-link", "pick-label"),
    ],
)
def test_a_small_screen_that_is_left_accepts_nothing(command: str, effect: str) -> None:
    session = at_ready()
    session(command)
    assert session.effects == [effect]
    assert not session.done
    session("word-next")
    assert is_untouched(session)


@pytest.mark.parametrize("command", ["borders", "link"])
def test_a_mode_that_is_left_accepts_nothing(command: str) -> None:
    session = at_ready()
    session(command)
    assert session.state.mode is not Mode.READ
    session("word-next")
    session("escape")
    assert session.state.mode is Mode.READ
    assert is_untouched(session)


@pytest.mark.parametrize("command", ["speaker-before", "add-part"])
def test_what_is_refused_accepts_nothing(command: str) -> None:
    session = at_ready()
    session(command)
    assert session.state.message
    assert is_untouched(session)


def test_a_digit_of_nobody_accepts_nothing() -> None:
    session = at_ready()
    session("person-digit", text="7")
    assert "no person 7" in session.state.message
    assert is_untouched(session)


def test_the_picker_is_about_the_suggested_speaker_and_its_answer_accepts_changed_as_one_action() -> None:
    session = at_ready()
    (effect,) = session("person").effects
    picker = Picker.of(as_if_accepted(session.state), effect.argument)
    assert session.text(picker.span) == "Rina Wulandari"
    session("link-person", span=picker.span.id, name="Rina Wulandari Putri")
    assert len(session.done) == 1
    assert session.state.layer.apply(inverse(session.done[0])).is_empty(), "one undo takes all back"
    quote = session.state.span(session.state.frame)
    assert quote is not None
    (speaker,) = frame_of(session.state.layer, quote).speakers
    assert [session.state.entities[one].name for one in speaker.entities] == ["Rina Wulandari Putri"]
    assert quote.origin.rule == READY.quote.origin.rule


def test_who_was_suggested_and_is_not_meant_is_made_nobody() -> None:
    session = at_ready()
    (effect,) = session("person").effects
    session("link-person", span=effect.argument, name="Rina Wulandari Putri")
    people = [one.name for one in session.state.entities.values() if one.kind == "person"]
    assert people == ["Rina Wulandari Putri"]


PRESSED = (
    "next-waiting next-waiting paragraph-next word-next word-previous accept not-a-quote uncertain delete borders "
    "borders enter escape link person implied-person pick-link attribute-menu add-part repeat speaker-before "
    "last-speaker select digit letter letter answer answer tag-s tag-q tag-c"
).split()


def pressed_in(session: Session, name: str) -> None:
    """Press a key, or answer what a small screen has asked."""
    state = session.state
    match name:
        case "tag-s" | "tag-q" | "tag-c" if state.mode is Mode.READ:
            session.tag({"s": "SPEAKER", "q": "QUOTE", "c": "CUE"}[name[-1]])
        case "letter" if state.mode is Mode.LINK:
            session("link-letter", text=state.targets[-1][0])
        case "digit" if state.mode is Mode.READ:
            session("person-digit", text="1")
        case "answer" if state.pending is not None and state.mode is Mode.READ:
            accepted = as_if_accepted(state)
            session("link-person", span=accepted.hand, name="Sari Wening")
        case name if name in HANDLERS and (state.mode is Mode.READ or name in AMONG):
            session(name)


AMONG = ("word-next", "word-previous", "borders", "enter", "escape")
"""What means something while borders or a link are under way."""


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PRESSED), max_size=30))
def test_what_is_shown_is_written_whatever_is_looked_at(pressed: list[str]) -> None:
    session = a_session()
    written = session.state.layer
    for name in pressed:
        done = len(session.done)
        pressed_in(session, name)
        for edits in session.done[done:]:
            written = written.apply(edits)
        state = session.state
        assert state.layer == written, "nothing is shown as accepted that is not"
        assert state.pending is None or state.mode is not Mode.READ or session.effects
        assert not state.hand or state.hand in written.spans
        linked = {link.entity for link in written.links.values()}
        assert linked <= set(state.entities)
    for edits in reversed(session.done):
        written = written.apply(inverse(edits))
    assert written.is_empty()


def test_a_value_that_is_picked_accepts_changed() -> None:
    session = at_ready()
    (effect,) = session("attribute-menu").effects
    session("set-attribute", name="type", text="mixed", span=effect.span)
    quote = session.state.span(session.state.frame)
    assert quote is not None
    assert quote.attribute("type") == "mixed"
    assert len(session.done) == 1


def test_borders_that_are_kept_accept_changed_as_one_action() -> None:
    session = at_ready()
    for command in ("borders", "word-previous", "enter"):
        session(command)
    quote = session.state.span(session.state.frame)
    assert quote is not None
    assert session.text(quote) == '"Kami siap menerima pedagang lama'
    assert (len(session.done), session.state.mode, session.state.pending) == (1, Mode.READ, None)


def test_borders_that_are_kept_as_they_were_accept_nothing() -> None:
    session = at_ready()
    session("borders")
    session("enter")
    assert is_untouched(session)


def test_a_hint_may_name_what_is_suggested_and_the_letter_accepts_changed() -> None:
    session = at_ready()
    session("link")
    letters = {span: letters for letters, span in session.state.targets}
    assert letters[READY.cues[0].id], "drawn where the suggestion is drawn"
    session("link-letter", text=letters[READY.cues[0].id])
    quote = session.state.span(session.state.frame)
    assert quote is not None
    assert frame_of(session.state.layer, quote).cues == (), "the link with its cue was taken away"
    assert len(session.done) == 1


def test_the_slot_that_the_cursor_is_on_is_what_its_borders_are() -> None:
    session = at_ready()
    session.to("Wulandari", 2)
    for command in ("borders", "borders", "word-next", "enter"):
        session(command)
    quote = session.state.span(session.state.frame)
    assert quote is not None
    (speaker,) = frame_of(session.state.layer, quote).speakers
    assert session.text(speaker.span) == "Wulandari"


def test_a_person_who_is_suggested_already_changes_nothing() -> None:
    session = at_ready()
    session.state = replace(session.state, entities={"e1": Entity("e1", "person", "Rina Wulandari")})
    (effect,) = session("person").effects
    session("link-person", span=effect.argument, entity="e1")
    assert session.state.message == "“Rina Wulandari” is Rina Wulandari already. a accepts it so."
    assert session.state.layer.is_empty()
