"""One key does the last thing again where the cursor is, and a refusal says what that would be."""

from __future__ import annotations

from annotator.model.frames import frame_of
from annotator.model.items import Span
from annotator.session.state import Mode
from tests.unit.sessions import Session, a_state
from tests.unit.test_session_suggestions import COSTS, READY, a_session


def spans(session: Session, label: str) -> list[str]:
    found = [span for span in session.state.layer.spans.values() if span.label == label]
    return [session.text(span) for span in sorted(found, key=lambda span: span.start)]


def quote_in_hand(session: Session) -> Span:
    quote = session.state.span(session.state.frame)
    assert quote is not None
    return quote


def test_a_label_is_given_again_and_again() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE")
    session.to("Tidak ada")("repeat")
    session.to("Saya datang")("repeat")
    assert len(spans(session, "QUOTE")) == 3


def test_a_speaker_who_is_linked_at_once_is_tagged_again_and_not_only_linked() -> None:
    session = Session(a_state()).to("Rina Wulandari").tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Rina Wulandari")
    session.to("Rina Wulandari", 2).tag("SPEAKER")
    session.to("Bima")("repeat")
    session.to("nya.")("repeat")
    assert spans(session, "SPEAKER")[2:] == ["nya", "Bima"]


def test_a_refusal_says_what_would_be_done() -> None:
    session = Session(a_state())
    session("repeat")
    assert session.state.message.startswith("Nothing has been done yet")
    session.to("Kami siap").tag("QUOTE").to("Kami siap")("repeat")
    assert session.state.message.startswith("Not again (tag quote): This is a quote already.")
    session("attribute")
    session.to("Pasar Kering")("repeat")
    assert session.state.message.startswith("Not again (type indirect): ")
    session.to("Kami siap")("link-person", span=session.state.frame, name="Rina")
    session.to("Pasar Kering")("repeat")
    assert session.state.message.startswith("Not again (link with Rina): ")


def test_a_further_part_is_added_again() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE").to("Tidak ada")
    session("add-part")
    session.to("Saya datang")("repeat")
    (quote,) = [span for span in session.state.layer.spans.values() if span.label == "QUOTE"]
    assert len(quote.fragments) == 3


def test_a_link_is_made_with_the_same_label_again_and_never_taken_away() -> None:
    session = Session(a_state()).to("Wulandari", 2).tag("SPEAKER")
    speaker = session.state.hand
    session.to("Kami siap").tag("QUOTE").to("Tidak ada").tag("QUOTE").to("Saya datang").tag("QUOTE")
    session.to("Tidak ada")("link-span", span=speaker)
    session.to("Saya datang")("repeat")
    assert [slot.span.id for slot in frame_of(session.state.layer, quote_in_hand(session)).speakers] == [
        speaker
    ]
    session("repeat")
    assert session.state.message == "Not again (link with “Rina Wulandari”): The two are linked already."


def test_borders_are_asked_for_again() -> None:
    session = Session(a_state()).to("kata").tag("CUE")
    for command in ("borders", "word-next", "enter"):
        session(command)
    session.to("Kami siap").tag("QUOTE").to("Wulandari", 2).tag("SPEAKER")
    session.to("kata")
    for command in ("borders", "word-previous", "enter"):
        session(command)
    session.to("Wulandari", 2)("repeat")
    assert session.state.mode is Mode.BORDERS


def test_on_a_suggestion_the_last_thing_accepts_it_changed() -> None:
    session = a_session(READY, COSTS)
    session("next-waiting")
    session("uncertain")
    session("accept")
    session("repeat")
    assert quote_in_hand(session).attribute("flag") == "uncertain"
    assert quote_in_hand(session).fragments == COSTS.quote.fragments
    assert len(session.done) == 2


def test_a_suggestion_is_rejected_again() -> None:
    session = a_session(READY, COSTS)
    session("next-waiting")
    session("not-a-quote")
    session("repeat")
    assert len(session.state.layer.decisions) == 2
    assert session.state.layer.spans == {}
