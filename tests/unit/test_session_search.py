"""Search in the article: found while typing, stepped through, labelled together."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.edits import inverse
from annotator.session.state import Mode
from tests.unit.sessions import Session, a_state

LINES = (
    "Élan Kembali",
    "Wali kota elan menyambut Rina Wulandari. Rina tiba pagi, kata élan.",
    "Kepala desa Rinaldi menjemput Rina dan ELAN.",
    "Baca juga: Rina Pulang",
)


def search(session: Session, words: str) -> Session:
    session("search")
    for char in words:
        session("search-type", text=char)
    return session


def matches(session: Session) -> list[str]:
    assert session.state.search is not None
    return [session.state.reading.text[slice(*place)] for place in session.state.search.matches]


def selected(session: Session) -> str:
    assert session.state.selection is not None
    return session.state.reading.text[slice(*session.state.selection)]


def test_what_was_found_elsewhere_is_gone_to_and_the_way_back_is_told() -> None:
    session = Session(a_state(LINES)).to("menjemput")
    start = session.state.cursor
    text = session.state.reading.text
    first = text.index("menyambut")
    places = ((first, first + 9), (text.index("tiba"), text.index("tiba") + 4))
    session("show-found", text="menyambut tiba", places=places)
    assert (session.state.mode, session.state.cursor, session.state.selection) == (Mode.READ, first, None)
    assert session.state.message == (
        "1 of 2 for “menyambut tiba”: / and Enter go through them, / and Esc back to where you were."
    )
    session("search")
    session("enter")
    session("match-next")
    assert selected(session) == "tiba"
    session("search")
    session("escape")
    assert session.state.cursor == start


def test_the_keys_are_the_readers_own_where_something_was_found_elsewhere() -> None:
    session = Session(a_state(LINES))
    first = session.state.reading.text.index("menyambut")
    session("show-found", text="menyambut", places=((first, first + 9),))
    assert not session("show-found", text="x", places=()).edits
    session.tag("CUE")
    assert session.hand == "menyambut"
    assert session.state.search is None


def test_what_is_typed_finds_whatever_its_case_and_accents() -> None:
    session = search(Session(a_state(LINES)), "elan")
    assert matches(session) == ["Élan", "elan", "élan", "ELAN"]
    assert selected(session) == "Élan"
    session("search-exact")
    assert matches(session) == ["elan"]
    assert session.state.mode is Mode.SEARCH


def test_the_first_match_after_the_cursor_is_shown_and_taking_back_returns() -> None:
    session = Session(a_state(LINES)).to("menyambut")
    start = session.state.cursor
    search(session, "elan")
    assert selected(session) == "élan"
    session("search-type", text="x")
    assert session.state.cursor == start, "nothing is found: back to where it began"
    session("search-back")
    assert selected(session) == "élan"
    for _ in range(5):
        session("search-back")
    assert session.state.mode is Mode.READ
    assert session.state.cursor == start


def test_escape_while_typing_returns_to_where_one_was() -> None:
    session = Session(a_state(LINES)).to("menyambut")
    start = session.state.cursor
    search(session, "rinaldi")("escape")
    assert (session.state.cursor, session.state.mode, session.state.search) == (start, Mode.READ, None)
    assert session.effects == []


def test_enter_keeps_the_matches_and_steps_go_round() -> None:
    session = search(Session(a_state(LINES)), "rina")
    session("enter")
    assert session.state.mode is Mode.MATCHES
    stops = [session.state.cursor]
    for _ in range(4):
        session("match-next")
        stops.append(session.state.cursor)
    assert len(matches(session)) == 5
    assert stops == sorted(stops)
    session("match-next")
    assert session.state.cursor == stops[0]
    session("match-previous")
    assert session.state.cursor == stops[-1]
    session("escape")
    assert (session.state.cursor, session.state.mode) == (stops[-1], Mode.READ)


def test_the_cursor_is_left_at_the_start_of_the_match_so_that_a_label_key_means_it() -> None:
    session = search(Session(a_state(LINES)), "rina wulandari. rina")
    session("enter")
    start = LINES[1].index("Rina") + len(LINES[0]) + 1
    assert selected(session) == "Rina Wulandari. Rina"
    session("escape")
    assert (session.state.cursor, session.state.selection) == (start, None)
    session.tag("SPEAKER")
    assert session.hand == "Rina Wulandari"


def test_steps_among_matches_end_at_the_start_of_each() -> None:
    session = search(Session(a_state(LINES)), "rina")
    session("enter")
    found = session.state.search
    assert found is not None
    for start, _ in [*found.matches[1:], found.matches[0]]:
        session("match-next")
        assert session.state.cursor == start
    session("match-previous")
    assert session.state.cursor == found.matches[-1][0]


def test_enter_on_a_match_selects_it_for_a_label_of_its_own() -> None:
    session = search(Session(a_state(LINES)), "rina wul")
    session("enter")
    session("enter")
    assert session.state.mode is Mode.READ
    session.tag("SPEAKER")
    assert session.hand == "Rina Wul"


def test_enter_with_nothing_found_stays_and_says_so() -> None:
    session = search(Session(a_state(LINES)), "zzz")
    session("enter")
    assert session.state.mode is Mode.SEARCH
    assert "“zzz” is not in this article" in session.state.message


def test_a_label_on_matches_asks_first_and_leaves_out_what_has_it() -> None:
    session = Session(a_state(LINES)).to("Rina Wulandari").tag("SPEAKER")
    search(session, "rina")("enter")
    result = session("tag-matches", text="SPEAKER")
    (effect,) = result.effects
    assert effect.name == "check-places"
    assert effect.argument == "SPEAKER"
    assert [session.state.reading.text[slice(*place)] for place in effect.places] == ["Rina"] * 4
    before = session.state.layer
    session("tag-all", text="SPEAKER", places=effect.places[1:3])
    assert len(session.state.layer.spans) == 3
    assert session.state.mode is Mode.READ
    assert session.state.layer.apply(inverse(session.done[-1])) == before


def test_all_labelled_already_is_told() -> None:
    session = Session(a_state(LINES)).to("Rinaldi").tag("SPEAKER")
    search(session, "rinaldi")("enter")
    session("tag-matches", text="SPEAKER")
    assert "is a speaker already" in session.state.message
    assert session.effects == []


def test_slash_again_changes_what_is_searched_for() -> None:
    session = search(Session(a_state(LINES)), "rin")
    session("enter")
    search(session, "ald")
    assert matches(session) == ["Rinald"]


def test_a_search_is_no_change() -> None:
    session = search(Session(a_state(LINES)), "a")
    session("enter")
    session("escape")
    assert session.done == []


def test_identical_mentions_are_whole_words_without_the_label() -> None:
    session = Session(a_state(LINES)).to("Rina tiba")
    session("click-word", offset=session.state.cursor)
    session.tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Rina Wulandari")
    result = session("same-mentions")
    (effect,) = result.effects
    text = session.state.reading.text
    assert [text[place[0] - 9 : place[1] + 4] for place in effect.places] == [
        "enyambut Rina Wul",
        "enjemput Rina dan",
    ]
    before = session.state.layer
    session("tag-all", text="SPEAKER", places=effect.places, span=effect.span)
    speakers = [span for span in session.state.layer.spans.values() if span.label == "SPEAKER"]
    assert [session.text(span) for span in speakers] == ["Rina"] * 3
    people = {link.entity for span in speakers for link in session.state.layer.links_of(span.id)}
    assert len(people) == 1
    assert len(session.state.layer.links) == 3
    assert session.state.layer.apply(inverse(session.done[-1])) == before
    session("same-mentions")
    assert "No other place" in session.state.message


def test_a_clitic_is_nobodys_whole_word() -> None:
    session = Session(a_state(("Ia datang, ujarnya. Nya itu nya.",))).to("ujarnya").tag("CUE").tag("SPEAKER")
    (effect,) = session("same-mentions").effects
    assert len(effect.places) == 1


def test_nothing_in_hand_has_no_mentions() -> None:
    session = Session(replace(a_state(LINES), hand=""))
    session("same-mentions")
    assert "No label is in hand" in session.state.message
