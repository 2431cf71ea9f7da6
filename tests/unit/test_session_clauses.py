"""Moves from mark to mark: the borders of what somebody says are mostly at a comma."""

from __future__ import annotations

from tests.unit.sessions import Session, a_state

LINE = "Menurut dia, pasar lama, yang kosong, dibuka Senin (1/6), kata Rina."


def a_session() -> Session:
    return Session(a_state((LINE, "Baris kedua.")))


def test_marks_are_where_one_goes_to() -> None:
    session = a_session()
    places = []
    for _ in range(5):
        session("clause-next")
        places.append(LINE[session.state.cursor :].split()[0].strip(",."))
    assert places == ["pasar", "yang", "dibuka", "1/6)", "kata"]
    session("clause-previous")
    session("clause-previous")
    assert LINE[session.state.cursor :].startswith("dibuka")


def test_from_the_last_mark_on_one_comes_to_the_next_paragraph() -> None:
    session = a_session().to("kata")
    session("clause-next")
    assert session.state.reading.text[session.state.cursor :] == "Baris kedua."


def test_a_selection_goes_up_to_the_mark_and_leaves_it_out() -> None:
    session = a_session().to("pasar")
    session("select")
    for words in ("pasar lama", "pasar lama, yang kosong", "pasar lama, yang kosong, dibuka Senin"):
        session("clause-next")
        assert LINE[slice(*session.state.selection or (0, 0))] == words
    session("clause-previous")
    assert LINE[slice(*session.state.selection or (0, 0))] == "pasar lama, yang kosong"


def test_borders_shrink_to_a_mark() -> None:
    session = a_session().to("pasar")
    session("select")
    session("go", offset=LINE.index("kata") - 3)
    session.tag("QUOTE")
    session("borders")
    session("clause-previous")
    session("enter")
    assert session.hand == "pasar lama, yang kosong, dibuka Senin (1/6"[: len(session.hand)]
    assert not session.hand.endswith((",", "."))
