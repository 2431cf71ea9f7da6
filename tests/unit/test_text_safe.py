"""What is shown never commands the terminal, and keeps every offset."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.safe import safe, safe_lines

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
