"""Whom a name that is read off the text means, and what of the text goes into a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.lang.pack import load_pack
from annotator.model.items import Entity, Span
from annotator.session.offers import with_suggestions
from annotator.suggest.reading import suggestions
from tests.unit.sessions import Session, a_state

SANTOSO = Entity("e1", "person", "Budi Santoso", ("Budi",))
HARTONO = Entity("e2", "person", "Budi Hartono")
LINES = (
    '"Kami sudah lama menunggu," kata Budi Hartono.',
    '"Besok kami kembali lagi," kata Budi.',
    '"Itu kabar baik," kata Budi Santoso.',
    '"Terima kasih banyak," kata Pak Budi.',
)


def a_session(*people: Entity, lines: tuple[str, ...] = LINES) -> Session:
    """In an article in which nobody is linked yet, of a project in which these people are known."""
    return Session(replace(a_state(lines), entities={one.id: one for one in people}))


def linked(session: Session, words: str, nth: int = 1) -> list[str]:
    """Who is linked by the speaker's key alone."""
    session.to(words, nth).tag("SPEAKER")
    return [link.entity for link in session.state.layer.links_of(session.state.hand)]


def test_a_short_name_of_somebody_elsewhere_is_not_taken_for_somebody_here() -> None:
    session = a_session(SANTOSO, HARTONO)
    assert linked(session, "Hartono") == ["e2"]
    assert linked(session, "Budi", 2) == []
    assert session.hand == "Budi"
    assert "→" not in session.state.message


def test_nor_is_it_with_a_title() -> None:
    session = a_session(replace(SANTOSO, aliases=("Pak Budi",)), HARTONO)
    assert linked(session, "Hartono") == ["e2"]
    assert linked(session, "Pak Budi") == []
    assert session.hand == "Pak Budi"


def test_nor_where_it_is_all_that_somebody_is_called() -> None:
    session = a_session(Entity("e1", "person", "Budi"), HARTONO)
    assert linked(session, "Hartono") == ["e2"]
    assert linked(session, "Budi", 2) == []


def test_nor_where_many_places_get_the_label_at_once() -> None:
    session = a_session(SANTOSO, HARTONO)
    linked(session, "Hartono")
    at = session.state.reading.text.index("Budi.")
    session("tag-all", text="SPEAKER", places=((at, at + 4),))
    [span] = [one for one in session.state.layer.spans.values() if one.start == at]
    assert session.state.layer.links_of(span.id) == []


def test_a_short_name_is_linked_at_once_where_its_owner_is_in_the_article() -> None:
    session = a_session(SANTOSO, HARTONO)
    assert linked(session, "Hartono") == ["e2"]
    assert linked(session, "Santoso") == ["e1"]
    assert linked(session, "Budi", 2) == ["e1"]


def test_a_short_name_is_linked_at_once_where_nobody_here_has_it_in_a_name() -> None:
    lines = ('"Kami menunggu," kata Ani Budianto.', '"Besok," kata Budi.')
    session = a_session(SANTOSO, Entity("e2", "person", "Ani Budianto"), lines=lines)
    assert linked(session, "Ani") == ["e2"]
    assert linked(session, "Budi.") == ["e1"]


def test_a_full_name_is_linked_at_once_though_it_stands_in_a_longer_one() -> None:
    lines = ('"Kami menunggu," kata Ratna Budi Santoso.', '"Besok," kata Budi Santoso.')
    session = a_session(SANTOSO, Entity("e2", "person", "Ratna Budi Santoso"), lines=lines)
    assert linked(session, "Ratna") == ["e2"]
    assert linked(session, "Budi", 2) == ["e1"]


def test_accepting_suggestions_links_who_is_named_in_full_in_the_article() -> None:
    """A suggestion tells the full name itself, and what it makes is no doubtful short one."""
    start = a_session(SANTOSO, HARTONO, lines=LINES[:2])
    session = Session(
        with_suggestions(start.state, suggestions(start.state.reading.article, load_pack("id")))
    )
    for _ in LINES[:2]:
        session("next-waiting")
        session("accept-all")
    assert [link.entity for link in session.state.layer.links.values()] == ["e2", "e2"]


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
