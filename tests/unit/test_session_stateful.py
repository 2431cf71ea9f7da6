"""Whatever is pressed, the session's state stays valid, and undoing all of it leaves nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.edits import inverse
from annotator.session.people import people_by_digit, people_here
from annotator.session.state import Mode, State
from annotator.session.step import HANDLERS
from annotator.text.search import occurrences
from tests.unit.sessions import Session, a_state

PIECES = [*'ab "“”‘’.,:é😀👨👩🇮🇩ن', "N\u0301", "\u00a0", "\u200d", "\u064e", "nya ", "kata ", "Budi ", '" ']
TEXTS = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40)
    .map("".join)
    .filter(lambda line: line.strip() != ""),
    min_size=1,
    max_size=5,
)
PLAIN_COMMANDS = sorted(
    set(HANDLERS)
    - {
        "go",
        "click",
        "drag",
        "click-word",
        "click-sentence",
        "tag",
        "link-letter",
        "link-person",
        "person-digit",
        "search-type",
        "show-found",
        "tag-all",
        "tag-matches",
        "note",
        "answer-note",
        "settle-note",
        "reword-note",
        "delete-note",
        "set-attribute",
        "link-span",
        "take",
    }
)


@st.composite
def commands(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = draw(
        st.sampled_from(
            "plain plain tag tag click drag letter person digit word search found all note thread value other".split()
        )
    )
    match kind:
        case "plain":
            return draw(st.sampled_from(PLAIN_COMMANDS)), {}
        case "tag":
            return "tag", {"text": draw(st.sampled_from(["QUOTE", "SPEAKER", "CUE", "SOURCE"]))}
        case "letter":
            return "link-letter", {"text": draw(st.sampled_from("asdf"))}
        case "person":
            return "link-person", {"name": draw(st.sampled_from(["Budi", "Ani"])), "span": "hand"}
        case "digit":
            return "person-digit", {"text": draw(st.sampled_from("012"))}
        case "search":
            return "search-type", {"text": draw(st.sampled_from('abn "'))}
        case "found":
            return "show-found", {"text": "b", "places": "first"}
        case "all":
            ends = st.tuples(st.integers(0, 120), st.integers(0, 120))
            label = draw(st.sampled_from(["SPEAKER", "CUE"]))
            return "tag-all", {
                "text": label,
                "places": tuple(draw(st.lists(ends, max_size=3))),
                "span": "hand",
            }
        case "note":
            return "note", {"text": "Ya?", "span": "hand"}
        case "thread":
            return draw(st.sampled_from(["answer-note", "settle-note", "reword-note", "delete-note"])), {
                "text": "Ya.",
                "note": "first",
            }
        case "value":
            name, value = draw(st.sampled_from([("type", "mixed"), ("form", "name"), ("type", "")]))
            return "set-attribute", {"name": name, "text": value}
        case "other":
            return draw(st.sampled_from(["link-span", "take", "link-here"])), {
                "span": "first",
                "entity": "first",
            }
        case "word":
            return "click-word", {"offset": draw(st.integers(0, 120))}
        case _:
            return kind, {"offset": draw(st.integers(0, 120))}


@settings(max_examples=150, deadline=None)
@given(lines=TEXTS, presses=st.lists(commands(), max_size=40))
def test_whatever_is_pressed_the_state_is_valid_and_undoing_all_empties_the_layer(
    lines: list[str], presses: list[tuple[str, dict[str, Any]]]
) -> None:
    session = Session(a_state(tuple(lines)))
    for name, arguments in presses:
        session(name, **_filled_in(session.state, arguments))
        _is_valid(session.state)
    layer = session.state.layer
    for edits in reversed(session.done):
        layer = layer.apply(inverse(edits))
    assert layer.is_empty()


Arguments = dict[str, Any]


def _filled_in(state: State, arguments: Arguments) -> Arguments:
    """Arguments with what they stand for now."""
    found = {
        "hand": state.hand,
        "first": {
            "span": next(iter(state.layer.spans), ""),
            "note": next(iter(state.layer.notes), ""),
            "entity": next(iter(state.entities), ""),
            "places": tuple(occurrences(state.reading.text, "a")),
        },
    }
    named = {}
    for key, value in arguments.items():
        meant = found.get(value) if isinstance(value, str) else None
        named[key] = meant[key] if isinstance(meant, dict) else value if meant is None else meant
    return named


def _is_valid(state: State) -> None:
    text, layer = state.reading.text, state.layer
    part = state.reading.paragraph(state.paragraph)
    assert part.start <= state.cursor < max(part.end, part.start + 1)
    assert state.reading.grapheme(state.cursor)[0] == state.cursor
    assert not state.hand or state.hand in layer.spans
    assert not state.frame or layer.spans[state.frame].label == "QUOTE"
    for span in layer.spans.values():
        assert span.fragments
        ends = [0, *(edge for part in span.fragments for edge in (part.start, part.end))]
        assert all(before <= after for before, after in pairwise(ends))
        assert all(0 <= part.start < part.end <= len(text) for part in span.fragments)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
    for relation in layer.relations.values():
        assert relation.head in layer.spans
        assert relation.target in layer.spans
    if state.search is not None:
        assert state.mode in (Mode.SEARCH, Mode.MATCHES, Mode.READ)
        assert all(0 <= start < end <= len(text) for start, end in state.search.matches)
        assert not state.search.matches or state.search.current < len(state.search.matches)
    digits = [one for one in people_by_digit(state) if one]
    assert len(set(digits)) == len(digits)
    assert set(people_here(state)) <= set(digits)
    assert not state.digits or list(state.digits) == people_by_digit(state), "kept in step with every change"
    for note in layer.notes.values():
        assert not note.on or note.on in layer.spans
    for link in layer.links.values():
        assert link.span in layer.spans
        assert state.person(link.entity) is not None
    assert state.places.by_paragraph.keys() <= set(range(len(state.reading.article.paragraphs)))
    for number in range(len(state.reading.article.paragraphs)):
        expected = {span.id for span in layer.spans.values() if number in state.places.paragraphs_of(span)}
        assert state.places.over(number) == expected
