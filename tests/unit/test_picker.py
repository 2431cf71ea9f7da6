"""The picker of people: whose name it proposes, and how what is typed goes on."""

from __future__ import annotations

import pytest

from annotator.tui.picker import Picker
from tests.unit.sessions import Session, a_state

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
