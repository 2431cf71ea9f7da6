"""What bars and cards show of a text: safe, one sign for what terminals measure differently, nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import cell_width, is_disputed
from annotator.text.safe import safe
from annotator.text.shown import shown_line, shown_lines

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
INDONESIA = "\U0001f1ee\U0001f1e9"
HEART = "\u2764\ufe0f"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
PIECES = [
    FAMILY,
    INDONESIA,
    HEART,
    ENGLAND,
    ENGLAND[:4],
    "kata ",
    "\n",
    "\x1b[2J",
    "\U0001f3f4",
    "亚",
    "e\u0301",
]
texts = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=30)


@pytest.mark.parametrize("sign", [FAMILY, INDONESIA, HEART, ENGLAND])
def test_a_grapheme_of_disputed_width_is_one_sign_of_one_cell(sign: str) -> None:
    assert shown_line(f"“{sign}”.") == "“▯”."


@given(texts)
def test_nothing_is_left_that_a_terminal_obeys_or_measures_differently(text: str) -> None:
    for shown in (shown_line(text), shown_lines(text).replace("\n", " ")):
        assert not is_disputed(shown)
        assert safe(shown) == shown
        assert cell_width(shown) <= 2 * len(text)


@given(texts)
def test_other_text_stays_as_it_is(text: str) -> None:
    if not is_disputed(text) and max(text, default="") < "\U000e0000":
        assert shown_line(text) == safe(text)


def test_tags_without_a_flag_stay_visible() -> None:
    assert shown_line("a\U000e0067\U000e0062b") == "a\ufffd\ufffdb"
