"""What the cards say: what to press next, what each frame has, and as much of it as there are rows for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.lang.pack import load_pack
from annotator.model.items import Entity, Fragment, Item, Link, Relation, Span
from annotator.model.layer import layer_of
from annotator.model.suggestions import Suggestion
from annotator.session.people import digit_of
from annotator.session.reading import Reading
from annotator.session.state import State, begin
from annotator.text.graphemes import cell_width
from annotator.tui.widgets.card_fit import card_lines, focus_of, wrapped
from tests.unit.sessions import KEYS, SCHEME, an_article
from tests.unit.test_session_suggestions import ALL, COSTS, READY, a_session, a_suggested


def said(state: State, width: int = 78, rows: int = 40) -> str:
    return "\n".join(
        "".join(text for text, _ in line.pieces) for line in card_lines(state, digit_of(state), width, rows)
    )


def test_an_empty_paragraph_says_how_to_come_to_the_next_suggestion() -> None:
    session = a_session(*ALL)
    told = " ".join(said(session.state).split())
    assert "Tab goes to the next suggestion. There a accepts it and goes on, x rejects it." in told
    assert "By hand: put the cursor in a quote and press q" in said(session.state)


def test_its_lines_fit_the_smallest_strip() -> None:
    assert len(said(a_session(*ALL).state, 76).splitlines()) <= 6
    assert said(a_session(*ALL).state, 76, 6) == said(a_session(*ALL).state, 76)


def test_behind_the_last_suggestion_the_first_one_is_next() -> None:
    session = a_session(READY)
    session("article-end")
    assert "Tab goes to the next suggestion" in said(session.state)


def test_once_all_are_decided_only_labelling_by_hand_is_left() -> None:
    session = a_session(READY)
    session("next-waiting")
    session("accept")
    session("article-start")
    assert said(session.state).startswith("No label here yet.")
    assert "suggestion" not in said(session.state)
    assert "Put the cursor in a quote and press q" in said(session.state)


def test_a_decision_has_a_dim_line_in_the_cards_of_its_paragraph() -> None:
    session = a_session(READY)
    session("next-waiting")
    session("not-a-quote")
    session.to("Kami siap")
    told = 'not a quote (another reason): "Kami siap menerima pedagang lama,"'
    lines = card_lines(session.state, digit_of(session.state), 78, 40)
    (line,) = [line for line in lines if told in line.pieces[0][0]]
    assert line.pieces[0][1] == "muted"
    narrow = card_lines(session.state, digit_of(session.state), 36, 40)
    shown = ["".join(text for text, _ in line.pieces) for line in narrow]
    place = shown.index('  not a quote: "Kami siap menerima…')
    assert shown[place + 1] == "    another reason", "the reason leaves the words room"
    session.to("Tidak ada")
    assert "not a quote" not in said(session.state)


@pytest.mark.parametrize(
    ("width", "expected"),
    [(40, ["→ 1 Rina Wulandari (inferred)"]), (34, ["→ 1 Rina Wulandari", "(inferred)"])],
)
def test_that_a_person_is_inferred_is_said_whole(width: int, expected: list[str]) -> None:
    session = a_session(READY, COSTS)
    for command in ("next-waiting", "accept", "accept"):
        session(command)
    session.to("Tidak ada")
    lines = card_lines(session.state, digit_of(session.state), width, 40)
    shown = ["".join(text for text, _ in line.pieces).strip() for line in lines]
    place = next(number for number, line in enumerate(shown) if line.startswith("→"))
    assert shown[place : place + len(expected)] == expected


FIRST = (
    '"Kami menanam seribu pohon," kata Rina Wulandari. "Warga boleh datang," ujar Bima Sakti. '
    '"Taman buka sampai malam dan tidak ada yang disuruh pulang sebelum lampu padam," kata Sari Melati.'
)
SECOND = "Menurut Dinas Taman, pohon itu tumbuh. Arman diam."
TEXT = f"{FIRST}\n{SECOND}"
PEOPLE = ("Rina Wulandari", "Bima Sakti", "Sari Melati")


def a_span(name: str, label: str, words: str, **attributes: str) -> Span:
    start = TEXT.index(words)
    return Span(name, label, (Fragment(start, start + len(words)),), tuple(sorted(attributes.items())))


def labelled(in_hand: str = "", people: tuple[str, ...] = PEOPLE, more: Sequence[Item] = ()) -> State:
    """A paragraph with three frames, each with a speaker who is linked, and one below."""
    items: list[Item] = list(more)
    words = ['"Kami menanam seribu pohon,"', '"Warga boleh datang,"', '"Taman buka', "pohon itu tumbuh"]
    words[2] = TEXT[TEXT.index('"Taman buka') : TEXT.index(" kata Sari")]
    for number, quote in enumerate(words):
        items.append(a_span(f"q{number}", "QUOTE", quote, type="direct"))
    for number, name in enumerate(PEOPLE):
        items.append(a_span(f"s{number}", "SPEAKER", name, form="name"))
        items.append(Relation(f"r{number}", "said_by", f"q{number}", f"s{number}"))
    for number, _ in enumerate(people):
        items.append(Link(f"l{number}", "refers_to", f"s{number}", f"e{number}"))
    entities = {f"e{number}": Entity(f"e{number}", "person", name) for number, name in enumerate(people)}
    reading = Reading(an_article((FIRST, SECOND)), load_pack("id"))
    state = begin(reading, SCHEME, "anno1", layer_of("anno1", "a1", items), entities, "d.1")
    return replace(state, keys=KEYS, frame=in_hand)


def test_where_there_is_room_every_frame_is_told_whole_and_people_a_line_each() -> None:
    lines = said(labelled("q0"), 60).splitlines()
    assert sum(line.strip() == "direct" for line in lines) == 2
    assert [line.strip() for line in lines[-3:]] == ["1 Rina Wulandari", "2 Bima Sakti", "3 Sari Melati"]
    assert lines[-4] == "people, by digit"


def test_narrow_cards_still_list_everybody() -> None:
    lines = said(labelled("q0"), 22, 60).splitlines()
    assert [line.strip() for line in lines[-3:]] == ["1 Rina Wulandari", "2 Bima Sakti", "3 Sari Melati"]


def test_a_long_quote_goes_on_in_further_lines_while_there_is_room() -> None:
    lines = said(labelled("q2"), 34).splitlines()
    start = next(number for number, line in enumerate(lines) if "Taman buka" in line)
    assert " ".join(line.strip() for line in lines[start : start + 3]).endswith('lampu padam,"')


@pytest.mark.parametrize("in_hand", ["q0", "q1", "q2"])
def test_where_rows_are_few_the_frame_in_hand_is_whole_and_the_others_are_a_line_each(in_hand: str) -> None:
    lines = said(labelled(in_hand), 76, 7).splitlines()
    assert len(lines) == 7
    assert lines[-1] == "  1 Rina Wulandari · 2 Bima Sakti · 3 Sari Melati"
    assert "people, by digit" not in lines
    number = int(in_hand[1])
    assert sum(line.startswith("▸ direct") for line in lines) == 1
    assert f"  speaker  {PEOPLE[number]} → {number + 1} {PEOPLE[number]}" in lines
    for other in {0, 1, 2} - {number}:
        assert any(line.startswith('  direct "') and line.endswith(PEOPLE[other]) for line in lines)
    if number != 1:
        assert '  direct "Warga boleh datang," Bima Sakti' in lines


def test_what_finds_no_row_is_counted_and_what_is_in_hand_is_not_left_out() -> None:
    lines = said(labelled("q2"), 76, 5).splitlines()
    assert lines[0].startswith("▸ direct")
    assert lines[0].endswith("↑ 2 more")
    assert any("speaker  Sari Melati" in line for line in lines)
    lines = said(labelled("q0"), 76, 5).splitlines()
    assert lines[3].endswith("↓ 2 more")
    assert lines[4].startswith("  1 Rina")


@given(
    st.sampled_from(["", "q0", "q1", "q2", "s1"]), st.integers(1, 40), st.integers(30, 90), st.integers(0, 3)
)
def test_cards_keep_to_their_rows_and_columns(focus: str, rows: int, width: int, named: int) -> None:
    state = labelled(focus if focus.startswith("q") else "", PEOPLE[:named])
    state = replace(state, hand=focus)
    lines = card_lines(state, digit_of(state), width, rows)
    assert len(lines) <= rows
    for line in lines:
        assert sum(cell_width(text) for text, _ in line.pieces) <= width
    if focus:
        assert any(focus_of(state) in (line.frame, line.span) for line in lines) or focus == "s1"
    shown = "\n".join("".join(text for text, _ in line.pieces) for line in lines)
    assert not shown.endswith("people, by digit")


def test_a_label_of_a_quote_elsewhere_says_so_where_it_stands() -> None:
    more = [
        a_span("x1", "SPEAKER", "Dinas Taman"),
        Relation("x2", "said_by", "q0", "x1"),
        a_span("x3", "SPEAKER", "Arman"),
    ]
    state = labelled(more=more)
    state = replace(state, cursor=TEXT.index("Menurut"))
    assert "  speaker  Dinas Taman, of a quote in ¶ 1" in said(state, 60)
    assert "  speaker  Arman, of no quote" in said(state, 60)
    narrow = said(state, 30).splitlines()
    at = narrow.index("  speaker  Dinas Taman")
    assert narrow[at + 1].strip() == "of a quote in ¶ 1"
    assert "No label here yet." not in said(state, 60)


def test_a_text_too_long_for_its_lines_shows_its_beginning_and_its_end() -> None:
    text = " ".join(f"kata{number}" for number in range(200))
    lines = wrapped(text, 40, 5)
    assert len(lines) == 5
    assert lines[0].startswith("kata0 kata1")
    assert lines[4].startswith("… ")
    assert lines[4].endswith("kata199")
    assert all(cell_width(line) <= 40 for line in lines)
    assert wrapped("pendek", 40, 5) == ("pendek",)


def test_where_a_suggestion_inside_a_quote_is_in_hand_the_quote_around_it_is_not() -> None:
    within = Suggestion(a_suggested("QUOTE", "menerima", type="indirect"), parent=READY.quote.id)
    session = a_session(READY, within)
    for command in ("next-waiting", "accept"):
        session(command)
    session.to("menerima")
    marked = [line for line in said(session.state).splitlines() if line.startswith("▸")]
    assert marked == ["▸ ? indirect  90 %  a yes  x no"]
    session("uncertain")
    assert "▸ indirect uncertain? · inside another" in said(session.state), (
        "what is cut off at last says least"
    )


def test_a_suggestion_shows_all_that_accepting_it_labels() -> None:
    session = a_session(READY)
    session("next-waiting")
    shown = said(session.state).splitlines()
    place = next(number for number, line in enumerate(shown) if "source   laman Dinas" in line)
    assert "by       dikutip dari" in [line.strip() for line in shown[place + 1 : place + 3]]
