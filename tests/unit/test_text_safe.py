"""What is shown never commands the terminal, and keeps every offset."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.safe import legible_name, safe, safe_lines, typed_name, without_controls

any_text = st.text(st.characters(codec=None), max_size=60)
DANGEROUS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


@given(any_text)
def test_one_code_point_for_one_and_none_dangerous(text: str) -> None:
    shown = safe(text)
    assert len(shown) == len(text)
    assert not DANGEROUS.search(shown)
    assert safe(shown) == shown
    for before, after in zip(text, shown, strict=True):
        assert before == after or DANGEROUS.match(before) or "\u206a" <= before <= "\u206f"


@given(any_text)
def test_safe_lines_differs_only_at_line_feeds(text: str) -> None:
    assert safe_lines(text).replace("\n", " ") == safe(text)
    assert safe_lines(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]52;c;AAAA\x07", "␛]52;c;AAAA␇"),
        ("\x9b5;5H", "\ufffd5;5H"),
        ("a\tb\r\nc", "a b  c"),
        ("\x7f\x00", "␡␀"),
        ("abc\u202edef", "abc\ufffddef"),
        ("\ufeff\u2028\ud800\U000e0041", "\ufffd" * 4),
        ("“Ya,” kata Šéf 习近平 👨‍👩‍👧 नमस्ते\u00a0", "“Ya,” kata Šéf 习近平 👨‍👩‍👧 नमस्ते\u00a0"),
    ],
)
def test_examples(raw: str, shown: str) -> None:
    assert safe(raw) == shown


def test_no_control_or_bidi_character_of_unicode_is_left() -> None:
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) == "Cc" or unicodedata.bidirectional(character) in {
            "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
        }:  # fmt: skip
            assert safe(character) != character, hex(code)


@given(any_text)
def test_a_name_read_off_a_text_holds_nothing_unseen_and_no_stand_in(text: str) -> None:
    name = legible_name(text)
    assert not DANGEROUS.search(name)
    assert not re.search("[\u2400-\u2426\ufffd\u00ad\u200b\u2060]", name)
    assert name == " ".join(name.split()) == legible_name(name)


@given(any_text)
def test_what_is_typed_loses_only_control_characters(text: str) -> None:
    typed = without_controls(text)
    assert safe(typed) == typed
    assert [char for char in typed if char != " "] == [
        char for char in text if safe(char) == char and char != " "
    ]


@pytest.mark.parametrize(
    ("text", "read_off", "typed"),
    [
        ("\u202eTono\u202c  Margana\n", "Tono Margana", "Tono Margana"),
        ("Tono\tMar\u00adgana", "Tono Margana", "Tono Mar\u00adgana"),
        ("\x1b[1mTono\x07\u00a0M.", "[1mTono M.", "[1mTono M."),
        ("Tono\ufffd␛", "Tono", "Tono\ufffd␛"),
        ("نیک\u200cآیین 习近平 e\u0301", "نیک\u200cآیین 习近平 e\u0301", "نیک\u200cآیین 习近平 e\u0301"),
    ],
)
def test_names(text: str, read_off: str, typed: str) -> None:
    assert legible_name(text) == read_off
    assert typed_name(text) == typed
