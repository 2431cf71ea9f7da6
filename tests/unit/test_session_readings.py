"""Another reading at a key, and suggestions that follow what a person says about one of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.model.items import Entity
from annotator.model.suggestions import Suggestion
from annotator.session.offers import in_hand, offered_in, with_suggestions
from tests.unit.sessions import LINES, Session, a_state
from tests.unit.test_session_suggestions import ALL, CAME, COSTS, READY, a_suggested

SHORTER = Suggestion(a_suggested("QUOTE", "Kami siap", type="direct"), READY.speakers, READY.cues)
OTHER_VOICE = replace(COSTS, speakers=(replace(COSTS.speakers[0], name="Bima"),))


def a_session(*others: Suggestion, offered: tuple[Suggestion, ...] = ALL) -> Session:
    return Session(with_suggestions(a_state(), offered, others))


def test_a_key_brings_up_another_reading_and_again_the_first_one() -> None:
    session = a_session(SHORTER)
    session("next-waiting")
    session("other-reading")
    assert in_hand(session.state) == SHORTER
    session("other-reading")
    assert in_hand(session.state) == READY


def test_another_reading_is_accepted_as_any_suggestion_is() -> None:
    session = a_session(SHORTER)
    for command in ("next-waiting", "other-reading", "accept"):
        session(command)
    assert SHORTER.quote.fragments in [span.fragments for span in session.state.layer.spans.values()]
    assert in_hand(session.state) == COSTS, "the first reading is decided with it"


def test_all_of_a_paragraph_are_accepted_but_for_what_a_key_has_brought_up() -> None:
    session = a_session(SHORTER)
    session("next-waiting")
    session("other-reading")
    before = session.state.layer
    session("accept-all")
    assert session.state.layer is before
    assert session.state.message == "Only 1 other reading that you brought up waits here: a accepts it."
    session("other-reading")
    session("accept-all")
    assert "Accepted the suggestion of this paragraph." in session.state.message, "it was offered at first"


def test_what_a_key_has_brought_up_beside_others_is_left_and_told() -> None:
    first, second = READY, COSTS
    session = Session(with_suggestions(a_state((" ".join(LINES),)), (first,), (second,)))
    session("go", offset=second.quote.start)
    session("other-reading")
    assert in_hand(session.state) == second
    session("accept-all")
    quotes = [span.fragments for span in session.state.layer.spans.values() if span.label == "QUOTE"]
    assert quotes == [first.quote.fragments]
    assert "of this paragraph, but not 1 other reading that you brought up." in session.state.message
    assert second in offered_in(session.state, 0)
    session("go", offset=second.quote.start)
    session("accept")
    assert second.quote.fragments in [span.fragments for span in session.state.layer.spans.values()]


def test_another_reading_changes_nothing_that_is_written() -> None:
    session = a_session(SHORTER)
    session("next-waiting")
    before = session.state.layer
    session("other-reading")
    assert session.state.layer is before


def test_the_same_words_may_be_read_as_somebody_elses() -> None:
    session = a_session(OTHER_VOICE, offered=(COSTS,))
    session("go", offset=COSTS.quote.start)
    for command in ("other-reading", "accept"):
        session(command)
    link = next(iter(session.state.layer.links.values()))
    person = session.state.person(link.entity)
    assert person is not None
    assert person.name == "Bima"


def test_a_sentence_without_a_suggestion_gets_one_at_the_key() -> None:
    session = a_session(READY, offered=(CAME,))
    session("go", offset=READY.quote.start)
    assert in_hand(session.state) is None
    session("other-reading")
    assert in_hand(session.state) == READY


@pytest.mark.parametrize("others", [(), (COSTS,)])
def test_where_there_is_no_other_reading_here_the_key_says_so(others: tuple[Suggestion, ...]) -> None:
    session = a_session(*others, offered=(READY,))
    session("next-waiting")
    session("other-reading")
    assert in_hand(session.state) == READY
    assert "no other reading" in session.state.message


def test_whoever_is_named_otherwise_once_is_named_so_in_what_is_still_offered() -> None:
    session = a_session()
    session.state = replace(session.state, entities={"e9": Entity("e9", "person", "Rina Wulandari Putri")})
    for command in ("next-waiting", "accept"):
        session(command)
    speaker = next(span for span in session.state.layer.spans.values() if span.label == "SPEAKER")
    session("link-person", span=speaker.id, entity="e9")
    number = session.state.reading.article.paragraph_at(COSTS.quote.start)
    assert [one.speakers[0].name for one in offered_in(session.state, number) if one.speakers] == [
        "Rina Wulandari Putri"
    ]


def test_a_pronoun_that_means_somebody_else_says_nothing_of_names() -> None:
    named = replace(
        CAME,
        implied="",
        speakers=(replace(READY.speakers[0], span=a_suggested("SPEAKER", "Bima", form="name")),),
    )
    session = a_session(offered=(COSTS, named))
    session.state = replace(session.state, entities={"e9": Entity("e9", "person", "Bima")})
    session("go", offset=COSTS.quote.start)
    session("accept")
    clitic = next(span for span in session.state.layer.spans.values() if span.label == "SPEAKER")
    session("link-person", span=clitic.id, entity="e9")
    number = session.state.reading.article.paragraph_at(named.quote.start)
    assert offered_in(session.state, number)[0].speakers[0].name == "Rina Wulandari"
