"""What of the text goes into a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.items import Entity, Span
from tests.unit.sessions import Session, a_state


def a_session(*people: Entity, lines: tuple[str, ...]) -> Session:
    """In an article in which nobody is linked yet, of a project in which these people are known."""
    return Session(replace(a_state(lines), entities={one.id: one for one in people}))


def linked(session: Session, words: str, nth: int = 1) -> list[str]:
    """Who is linked by the speaker's key alone."""
    session.to(words, nth).tag("SPEAKER")
    return [link.entity for link in session.state.layer.links_of(session.state.hand)]


MARKED = ('"Kami datang lagi besok," kata \u202eTono\u202c Margana.', '"Sampai jumpa," kata Tono Margana.')


@pytest.mark.parametrize("at", ["Tono", "Margana"])
def test_a_name_goes_on_over_a_mark_that_nobody_sees(at: str) -> None:
    session = a_session(lines=MARKED).to(at).tag("SPEAKER")
    assert session.hand == "Tono\u202c Margana"
    span = session.state.layer.spans[session.state.hand]
    assert session.state.reading.text[span.start : span.end] == "Tono\u202c Margana"
    assert span.attribute("form") == "name"


def test_a_name_ends_at_a_control_character() -> None:
    session = a_session(lines=('"Kami datang," kata Tono \x07 Margana.',)).to("Tono").tag("SPEAKER")
    assert session.hand == "Tono"


def test_somebody_is_known_by_a_name_with_marks_in_it() -> None:
    session = a_session(Entity("e1", "person", "Tono Margana"), lines=MARKED)
    assert linked(session, "Tono") == ["e1"]


def a_mention(session: Session) -> Span:
    session.to("Tono").tag("SPEAKER")
    return session.state.layer.spans[session.state.hand]


@pytest.mark.parametrize(("name", "aliases"), [("Tono Margana", ()), ("Pak Tono", ("Tono Margana",))])
def test_no_mark_goes_into_the_names_of_somebody_new(name: str, aliases: tuple[str, ...]) -> None:
    session = a_session(lines=MARKED)
    session("link-person", span=a_mention(session).id, name=name)
    [person] = session.state.entities.values()
    assert (person.name, person.aliases) == (name, aliases)


def test_no_mark_goes_into_the_names_of_somebody_known() -> None:
    session = a_session(Entity("e1", "person", "T. Margana"), lines=MARKED)
    session("link-person", span=a_mention(session).id, entity="e1")
    assert session.state.entities["e1"].aliases == ("Tono Margana",)


def test_what_is_typed_is_kept_but_for_control_characters() -> None:
    session = a_session(lines=MARKED)
    session("link-person", span=a_mention(session).id, name="Jos\ufffd  d'Arc\x1b\u202e\t习")
    [person] = session.state.entities.values()
    assert person.name == "Jos\ufffd d'Arc 习"
    session("rename-person", entity=person.id, name="José\x07 习")
    assert session.state.entities[person.id].name == "José 习"
