"""A quote goes on with a key: in its paragraph or in the next, with a selection or without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.edits import inverse
from annotator.session.offers import in_hand
from annotator.session.state import back_at, place_of
from annotator.tui.when import continuing
from tests.unit.sessions import Session, a_state
from tests.unit.test_session_suggestions import COSTS, READY, a_session

OPEN = (
    "Pidato Bupati",
    'Bupati Sari Wening berkata, "Kita mulai dari dermaga yang lama.',
    '"Lalu kita bangun gudang ikan di sebelahnya," katanya.',
    '"Tahun depan giliran pasar," tambahnya.',
)


def fragments(session: Session) -> list[str]:
    quotes = [span for span in session.state.layer.spans.values() if span.label == "QUOTE"]
    assert len(quotes) == 1
    text = session.state.reading.text
    return [text[part.start : part.end] for part in quotes[0].fragments]


def test_the_last_quote_goes_on_in_the_next_paragraphs_and_undo_takes_back_one_part() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE")
    session("paragraph-next")
    assert session.state.frame == ""
    assert continuing(session.state), "the key is offered there"
    session("add-part")
    kami, tidak = '"Kami siap menerima pedagang lama,"', '"Tidak ada biaya tambahan,"'
    assert fragments(session) == [kami, tidak]
    assert session.state.message == f"Part added to “{kami}”, 2 parts now."
    session("paragraph-next")
    session("add-part")
    assert fragments(session) == [kami, tidak, '"Saya datang,"']
    (edit,) = session.done[-1]
    session.state = replace(session.state, layer=session.state.layer.apply(inverse([edit])))
    assert fragments(session) == [kami, tidak]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_selection_in_another_paragraph_goes_on_with_the_last_quote(*, backwards: bool) -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE")
    first, last = session.state.reading.text.index("Tidak"), session.state.reading.text.index("biaya")
    session("click", offset=last if backwards else first)
    session("drag", offset=first if backwards else last + 4)
    session("add-part")
    assert fragments(session)[1] == ("Tidak ada b" if backwards else "Tidak ada biaya")
    assert session.state.anchor is None


def test_a_quote_without_a_closing_mark_goes_on_in_the_next_paragraph() -> None:
    session = Session(a_state(OPEN)).to("Kita mulai").tag("QUOTE")
    session("paragraph-next")
    session("add-part")
    assert fragments(session) == [
        '"Kita mulai dari dermaga yang lama.',
        '"Lalu kita bangun gudang ikan di sebelahnya,"',
    ]
    session("paragraph-next")
    session("select")
    session("sentence-next")
    session("add-part")
    assert fragments(session)[2] == '"Tahun depan giliran pasar," tambahnya'


def test_what_is_in_the_quote_already_is_not_added_and_it_is_said_why() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE")
    session("add-part")
    assert "already: go to what continues it, and press + there." in session.state.message
    session.to("lama")("select")
    session("paragraph-next")
    session("add-part")
    assert "already: select only what continues it." in session.state.message
    assert len(session.done) == 1


def test_without_any_quote_nothing_goes_on() -> None:
    session = Session(a_state())
    assert not continuing(session.state)
    session("add-part")
    assert session.state.message.startswith("No quote is in hand")
    session.to("Kami siap").tag("QUOTE")("delete")
    session("paragraph-next")
    session("add-part")
    assert session.state.message.startswith("No quote is in hand"), "a deleted one is none"


def test_a_suggestion_may_be_the_next_part_of_what_was_accepted_last() -> None:
    session = a_session()
    session("next-waiting")
    session("accept")
    assert in_hand(session.state) == COSTS
    session("add-part")
    assert fragments(session) == [
        '"Kami siap menerima pedagang lama,"',
        '"Tidak ada biaya tambahan,"',
    ]
    assert in_hand(session.state) is None, "it is no quote of its own any more"


def test_a_selection_beside_a_suggestion_goes_on_with_it() -> None:
    session = a_session(READY)
    session("next-waiting")
    session.to("dikutip")("drag", offset=session.state.reading.text.index("laman") + 4)
    session("add-part")
    assert fragments(session) == ['"Kami siap menerima pedagang lama,"', "dikutip dari laman"]
    assert len(session.done) == 1, "accepted and continued as one action"


def test_a_place_that_undo_goes_back_to_has_no_selection() -> None:
    session = Session(a_state()).to("kata")
    session("select")
    session("select-word-next")
    there = back_at(session.state, place_of(session.state))
    assert there.anchor is None
    assert there.selection is None


def test_from_a_part_that_was_added_one_goes_on_to_its_cue_and_speaker() -> None:
    session = Session(a_state(OPEN)).to("Kita mulai").tag("QUOTE")
    session.to("Lalu kita")("add-part")
    assert len(fragments(session)) == 2
    session.tag("CUE")
    assert session.hand == "kata"
    session.tag("SPEAKER")
    assert session.hand == "nya"


def test_a_part_of_a_quote_that_has_its_slots_leaves_the_cursor_where_it_is() -> None:
    session = Session(a_state(OPEN)).to("Tahun depan").tag("QUOTE").tag("CUE").tag("SPEAKER")
    session.to("Lalu kita")
    before = session.state.cursor
    session("add-part")
    assert session.state.cursor == before
