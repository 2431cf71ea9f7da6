"""One key for a speaker: the one of the quote before, and the last one; and the last action once more."""

from __future__ import annotations

from annotator.model.edits import inverse
from annotator.model.frames import Frame, frame_of
from annotator.session.state import seen
from tests.unit.sessions import Session, a_state

LINES = (
    '"Kami siap menerima pedagang lama," kata Rina Wulandari.',
    '"Tidak ada biaya tambahan."',
    '"Saya datang," ujar Bima.',
    '"Besok saya kembali," ujarnya.',
)


def a_session() -> Session:
    """Two quotes, the first said by Rina, the second by nobody yet and in hand."""
    session = Session(a_state(LINES)).to("Kami siap").tag("QUOTE").tag("CUE").tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Rina Wulandari")
    return session.to("Tidak ada").tag("QUOTE")


def frame(session: Session) -> Frame:
    return frame_of(session.state.layer, session.state.layer.spans[session.state.frame])


def names(session: Session) -> list[str]:
    """Who said the quote in hand."""
    found = frame(session)
    people = [*(one for slot in found.speakers for one in slot.entities), *found.implied]
    return [session.state.entities[one].name for one in people]


def test_e_makes_the_person_of_the_quote_before_the_implied_speaker() -> None:
    session = a_session()
    before = session.state.layer
    session("speaker-before")
    assert names(session) == ["Rina Wulandari"]
    assert frame(session).implied
    assert frame(session).quote.attribute("speaker_mode") == "implicit"
    assert session.state.layer.apply(inverse(session.done[-1])) == before


def test_e_links_the_quotes_own_mention_where_it_has_one() -> None:
    session = a_session()
    session("speaker-before")
    session.to("Saya datang").tag("QUOTE").tag("CUE").tag("SPEAKER")
    session("speaker-before")
    assert names(session) == ["Rina Wulandari"]
    assert not frame(session).implied
    session("speaker-before")
    assert "already" in session.state.message


def test_e_shares_a_mention_that_nobody_has_named() -> None:
    session = Session(a_state(LINES)).to("Kami siap").tag("QUOTE").tag("CUE").tag("SPEAKER")
    speaker = session.state.hand
    session.to("Tidak ada").tag("QUOTE")
    session("speaker-before")
    assert [slot.span.id for slot in frame(session).speakers] == [speaker]


def test_e_takes_over_several_speakers() -> None:
    session = a_session()
    session.to("Kami siap")("implied-person")
    session("link-person", span=session.state.frame, name="Ani")
    session.to("Tidak ada")("speaker-before")
    assert sorted(names(session)) == ["Ani", "Rina Wulandari"]
    assert len(session.done[-1]) == 3, "two links and the speaker's mode, in one action"


def test_e_says_why_it_cannot() -> None:
    session = Session(a_state(LINES))
    session("speaker-before")
    assert "No quote is in hand" in session.state.message
    session.tag("QUOTE")("speaker-before")
    assert "before this one" in session.state.message
    session.to("Tidak ada").tag("QUOTE")("speaker-before")
    assert session.state.message == "The quote before has no speaker."
    assert len(session.done) == 2


def test_capital_r_links_whoever_was_linked_last() -> None:
    session = a_session()
    session("speaker-before")
    session.to("Saya datang").tag("QUOTE").tag("CUE").tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Bima")
    session.to("Tidak ada")("last-speaker")
    assert sorted(names(session)) == ["Bima", "Rina Wulandari"], "a quote may have several speakers"
    session.to("Besok").tag("QUOTE")("last-speaker")
    assert names(session) == ["Bima"]


def test_capital_r_finds_the_speaker_before_after_a_restart() -> None:
    session = a_session()
    reopened = seen(a_state(LINES), session.state.layer, session.state.entities, "e.1")
    fresh = Session(reopened)
    fresh.to("Tidak ada")("last-speaker")
    assert names(fresh) == ["Rina Wulandari"]


def test_capital_r_with_nobody_in_sight_says_so() -> None:
    session = Session(a_state(LINES)).tag("QUOTE")
    session("last-speaker")
    assert "Nobody has been linked yet" in session.state.message


def test_again_repeats_a_label_at_the_cursor() -> None:
    session = Session(a_state(LINES)).to("kata").tag("CUE").to("ujar Bima")
    session("repeat")
    assert session.hand == "ujar"
    session.to("ujarnya")("repeat")
    assert session.hand == "ujar"
    assert len(session.done) == 3


def test_again_repeats_a_value_and_not_a_step_of_the_cycle() -> None:
    session = Session(a_state(LINES)).to("Kami siap").tag("QUOTE").to("Tidak ada").tag("QUOTE")
    session("attribute")
    session("attribute")
    assert frame(session).quote.attribute("type") == "mixed"
    session.to("Kami siap")("repeat")
    assert frame(session).quote.attribute("type") == "mixed"
    session("repeat")
    assert "already" in session.state.message


def test_again_links_the_same_person() -> None:
    session = a_session().to("Saya datang").tag("QUOTE").to("Besok").tag("QUOTE")
    session("person-digit", text="1")
    assert names(session) == ["Rina Wulandari"]
    session.to("Saya datang")("repeat")
    assert names(session) == ["Rina Wulandari"]


def test_again_decides_for_the_same_reason() -> None:
    session = Session(a_state(LINES)).to("Kami siap")
    session("not-a-quote")
    session("not-a-quote")
    session.to("Tidak ada")("repeat")
    assert {one.reason for one in session.state.layer.decisions.values()} == {"title"}


def test_again_at_first_says_so() -> None:
    session = Session(a_state(LINES))
    session("repeat")
    assert "Nothing has been done yet" in session.state.message


def test_who_is_tagged_in_another_sentence_joins_no_quote_that_has_its_speaker() -> None:
    session = Session(a_state(('"Kami siap menanti," kata Rina dan Sari. Budi Hartono pulang.',)))
    session.to("Kami").tag("QUOTE").to("Rina").tag("SPEAKER").to("Sari").tag("SPEAKER")
    assert [session.text(slot.span) for slot in frame(session).speakers] == ["Rina", "Sari"]
    quote = session.state.frame
    session.to("Budi").tag("SPEAKER")
    assert session.hand == "Budi Hartono"
    assert not session.state.layer.relations_of(session.state.hand)
    assert len(frame_of(session.state.layer, session.state.layer.spans[quote]).speakers) == 2


def test_short_speech_is_meant_from_the_words_beside_it() -> None:
    session = Session(a_state(("“Kami siap,” kata Rina. Ia “pahlawan” di sana.",)))
    session.to("Rina").tag("QUOTE")
    assert session.hand == "“Kami siap,”"
    session.to("sana").tag("QUOTE")
    assert session.hand == "Ia “pahlawan” di sana"
