"""The picker of people: whose name it proposes, and how what is typed goes on."""

from __future__ import annotations

import pytest

from annotator.lang.pack import load_pack
from annotator.suggest.reading import suggestions
from annotator.tui.picker import Picker
from tests.unit.sessions import Session, a_state, an_article

LINES = (
    "Kepala Dinas Perikanan Tanjung, Ratna Puspita, datang ke pasar.",
    '"Pasar ini ramai," kata Kepala Dinas Perikanan Tanjung.',
)


def a_picker() -> Picker:
    session = Session(a_state(LINES))
    start = session.state.reading.text.rindex("Kepala")
    end = len(session.state.reading.text) - 1
    session("go", offset=start)
    session("select")
    session("go", offset=end - 1)
    session("tag", text="SPEAKER")
    return Picker.of(session.state, session.state.hand)


def test_an_office_without_a_name_proposes_whoever_holds_it() -> None:
    assert a_picker().proposed() == "Ratna Puspita"


@pytest.mark.parametrize(("typed", "name"), [("ra", "Ratna Puspita"), ("xyz", "")])
def test_what_is_typed_goes_on_as_the_article_does(typed: str, name: str) -> None:
    assert a_picker().completion(typed) == name


@pytest.mark.parametrize(
    "line",
    [
        '"Kami datang lagi," kata \u202eTono\u202c Margana.',
        '"Kami datang lagi," kata Kepala Dinas Pasar, \u2066Tono\x07 Margana\u2069.',
        '"Kami datang lagi," kata Tono\ufeff \u200bMargana.\n"Sampai jumpa," kata Tono.',
    ],
)
@pytest.mark.parametrize("word", ["Tono", "Margana"])
def test_a_proposal_holds_no_marks_and_no_stand_ins(line: str, word: str) -> None:
    session = Session(a_state(tuple(line.split("\n")))).to(word).tag("SPEAKER")
    picker = Picker.of(session.state, session.state.hand)
    assert picker.proposed() == "Tono Margana"
    assert picker.completion("ton") == "Tono Margana"


def test_nor_does_that_of_a_source() -> None:
    session = Session(a_state(("Dikutip dari Harian\u200e Selat.",))).to("Harian")
    session("select")
    session("go", offset=session.state.reading.text.index("t."))
    session.tag("SOURCE")
    assert Picker.of(session.state, session.state.hand).proposed() == "Harian Selat"


def test_nor_does_the_name_that_a_suggestion_makes() -> None:
    text = '"Kami datang lagi," kata \u202eTono\u202c Margana, dikutip dari Harian\u200e Selat.'
    [found] = suggestions(an_article((text,)), load_pack("id"))
    assert [one.name for one in (*found.speakers, *found.sources)] == ["Tono Margana", "Harian Selat"]
