"""A quote in a quote: found at tagging, told, and undone with it."""

from __future__ import annotations

from annotator.model.edits import inverse
from tests.unit.sessions import Session, a_state

LINES = (
    "\"Ibu saya selalu bilang 'jangan pulang malam' kepada kami,\" kata Bima.",
    '"Satu," kata Ani, "dua tiga."',
)
INNER, OUTER = "'jangan pulang malam'", "\"Ibu saya selalu bilang 'jangan pulang malam' kepada kami,\""


def select(session: Session, words: str) -> Session:
    start = session.state.reading.text.index(words)
    session("click", offset=start)
    session("select")
    session("go", offset=start + len(words) - 1)
    return session


def nested(session: Session) -> list[tuple[str, str]]:
    return [
        (session.text(edge.head), session.text(edge.target))
        for edge in session.state.layer.relations.values()
        if edge.label == "nested_in"
    ]


def test_a_quote_inside_another_is_nested_in_it_by_one_key_and_one_undo() -> None:
    session = Session(a_state(LINES)).to("Ibu saya").tag("QUOTE")
    before = session.state.layer
    select(session, INNER).tag("QUOTE")
    assert nested(session) == [(INNER, OUTER)]
    assert ", inside “" in session.state.message
    assert session.state.layer.apply(inverse(session.done[-1])) == before


def test_a_quote_around_others_takes_them_in() -> None:
    session = select(Session(a_state(LINES)), INNER).tag("QUOTE")
    select(session, OUTER).tag("QUOTE")
    assert nested(session) == [(INNER, OUTER)]
    assert ", around “" in session.state.message


def test_the_nearest_of_several_is_the_one() -> None:
    session = Session(a_state(LINES)).to("Ibu saya").tag("QUOTE")
    select(session, INNER).tag("QUOTE")
    select(session, "pulang malam").tag("QUOTE")
    assert sorted(nested(session)) == sorted([(INNER, OUTER), ("pulang malam", INNER)])


def test_equal_and_overlapping_quotes_are_not_nested() -> None:
    session = Session(a_state(LINES)).to("Ibu saya").tag("QUOTE")
    select(session, OUTER).tag("QUOTE")
    select(session, 'kami," kata').tag("QUOTE")
    assert nested(session) == []


def test_words_between_the_parts_of_a_quote_lie_in_none() -> None:
    session = Session(a_state(LINES)).to("Satu").tag("QUOTE").to("dua tiga")
    session("add-part")
    select(session, "kata Ani").tag("QUOTE")
    assert nested(session) == []


def test_the_marks_inside_a_quote_are_one_by_the_same_key() -> None:
    session = Session(a_state(LINES)).to("Ibu saya").tag("QUOTE")
    assert session.hand == OUTER
    session.to("pulang").tag("QUOTE")
    assert session.hand == INNER
    assert nested(session) == [(INNER, OUTER)]
    session.to("pulang").tag("QUOTE")
    assert "already" in session.state.message, "and it is one"
    session.to("bilang").tag("QUOTE")
    assert "already" in session.state.message, "as the outer one is where no marks are"
