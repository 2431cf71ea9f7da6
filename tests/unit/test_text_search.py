"""Searching without case and accents finds exact places."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.search import fold, occurrences

PIECES = [*"abÉéßŁİ ﬁ", "e\u0301", "\u0301", "👨", "\n", "ن", "\u064e", "Ǆ"]
LETTERS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


def found(text: str, words: str) -> list[str]:
    folded = fold(text)
    return [text[slice(*folded.back(*place))] for place in occurrences(folded.text, fold(words).text)]


def test_case_and_accents_do_not_count() -> None:
    assert found("Élite, elite, E\u0301LITE", "elite") == ["Élite", "elite", "E\u0301LITE"]
    assert found("Straße ŁÓDŹ", "strasse") == ["Straße"]
    assert found("Straße ŁÓDŹ", "lodz") == ["ŁÓDŹ"]


def test_an_accent_behind_the_last_letter_belongs_to_it() -> None:
    assert found("cafe\u0301 dan", "cafe") == ["cafe\u0301"]


def test_any_white_space_is_a_blank() -> None:
    assert found("Rina\nWulandari, Rina\u00a0Wulandari", "rina wulandari") == [
        "Rina\nWulandari",
        "Rina\u00a0Wulandari",
    ]


def test_nothing_is_found_for_nothing() -> None:
    assert found("abc", "") == []


@given(text=LETTERS, words=LETTERS)
def test_every_match_folds_to_what_was_wanted(text: str, words: str) -> None:
    wanted = fold(words).text
    for match in found(text, words):
        assert wanted in fold(match).text
        assert len(match) <= len(text)


@given(text=LETTERS)
def test_a_text_is_found_in_itself_whatever_its_case_and_normal_form(text: str) -> None:
    if not fold(text).text:
        return
    for other in (text, text.upper(), unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)):
        if fold(other).text == fold(text).text:
            assert found(text, other)
            assert fold(text).back(0, len(fold(text).text))[1] == len(text)


@given(text=LETTERS)
def test_places_point_forward_and_into_the_text(text: str) -> None:
    folded = fold(text)
    places = list(folded.places)
    assert places == sorted(places)
    assert len(places) == len(folded.text)
    assert all(0 <= place < len(text) for place in places)
