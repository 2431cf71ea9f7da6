"""The style sheet: it has Textual's rules, and reads none twice in the same colours."""

from __future__ import annotations

import pytest
from textual.css.errors import StylesheetError
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.css.tokenizer import TokenError

from annotator.tui.stylesheet import KeptStylesheet

BOAT = "Boat { color: $hull; height: 3; }"
HARBOUR = "Harbour Boat { width: 1fr; background: $hull; } .moored { dock: left; }"
RED, BLUE = {"hull": "#ff0000"}, {"hull": "#0000ff"}


def filled(sheet: Stylesheet) -> Stylesheet:
    """Read as by an app: a widget's rules first, then a screen's, and all anew."""
    sheet.add_source(BOAT, ("boat.py", "Boat.DEFAULT_CSS"), is_default_css=True, tie_breaker=1)
    assert sheet.rules
    sheet.add_source(HARBOUR, ("harbour.py", "Harbour.CSS"))
    sheet.reparse()
    return sheet


def told(sheet: Stylesheet) -> list[tuple[str, bool, int]]:
    return [(rule.css, rule.is_default_rules, rule.tie_breaker) for rule in sheet.rules]


def test_it_has_the_rules_that_textual_has() -> None:
    ours, textuals = filled(KeptStylesheet(variables=RED)), filled(Stylesheet(variables=RED))
    assert told(ours) == told(textuals)
    assert set(ours.rules_map) == set(textuals.rules_map)
    for sheet in (ours, textuals):
        sheet.set_variables(BLUE)
        sheet.reparse()
    assert told(ours) == told(textuals)
    assert "#0000FF" in ours.css


def test_what_was_read_is_kept_until_the_colours_change() -> None:
    sheet = filled(KeptStylesheet(variables=RED))
    before = sheet.rules
    sheet.set_variables(dict(RED))
    sheet.reparse()
    assert all(one is other for one, other in zip(before, sheet.rules, strict=True))
    sheet.set_variables(BLUE)
    sheet.reparse()
    assert not any(one is other for one, other in zip(before, sheet.rules, strict=True))


def test_a_fault_in_a_source_leaves_the_rules_as_they_were() -> None:
    sheet = filled(KeptStylesheet(variables=RED))
    before = told(sheet)
    sheet.add_source("Boat { colour: $hull; ", ("torn.py", "Torn.CSS"))
    with pytest.raises((StylesheetError, StylesheetParseError, TokenError)):
        sheet.reparse()
    del sheet.source["torn.py", "Torn.CSS"]
    sheet.reparse()
    assert told(sheet) == before
