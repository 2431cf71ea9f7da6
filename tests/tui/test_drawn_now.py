"""What a key changes is drawn before the key is done with, once, and only where nothing is to be laid out anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import RenderableType
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip

from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.changed_rows import ChangedRows, Piece
from tests.tui.journeys import WIDE, press, reader, screen_text


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[RenderableType]:
    """What was drawn, emptied by each test when it begins to count."""
    found: list[RenderableType] = []
    display = AnnotatorApp._display

    def told(app: AnnotatorApp, screen: Screen[object], update: RenderableType | None) -> None:
        if update is not None:
            found.append(update)
        display(app, screen, update)

    monkeypatch.setattr(AnnotatorApp, "_display", told)
    return found


async def test_a_key_is_drawn_before_it_is_done_with_and_not_again(
    project: Project, drawn: list[RenderableType]
) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        drawn.clear()
        reader(pilot).on_key(events.Key("q", "q"))
        assert [type(one) for one in drawn] == [ChangedRows]
        assert "▸ direct" in screen_text(pilot)
        await pilot.pause(0.1)
        assert len(drawn) == 1


async def test_what_is_to_be_laid_out_anew_is_left_to_textual(
    project: Project, drawn: list[RenderableType]
) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        drawn.clear()
        reader(pilot).cards.styles.width = 40
        reader(pilot).on_key(events.Key("q", "q"))
        assert not drawn
        await pilot.pause(0.1)
        assert drawn
        assert "▸ direct" in screen_text(pilot)


async def test_what_lies_under_a_toast_is_left_to_textual(
    project: Project, drawn: list[RenderableType]
) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE, notifications=True) as pilot:
        await press(pilot, "n")
        reader(pilot).toast(["Sungai meluap."])
        await pilot.pause(0.1)
        drawn.clear()
        reader(pilot).on_key(events.Key("q", "q"))
        assert not any(isinstance(one, ChangedRows) for one in drawn)
        await pilot.pause(0.1)
        assert "▸ direct" in screen_text(pilot)
        assert "Sungai meluap." in screen_text(pilot)


@given(st.lists(st.text("ab 水👩", max_size=4), max_size=4), st.data())
def test_the_beginning_of_a_line_is_what_a_strip_cropped_to_it_has(
    words: list[str], data: st.DataObject
) -> None:
    line = Strip([Segment(word, Style(bold=bool(number % 2))) for number, word in enumerate(words)])
    cells = data.draw(st.integers(0, line.cell_length))
    found = [(text, style) for text, style, _ in Piece(0, 0, line, cells).segments() if text]
    assert found == [(text, style) for text, style, _ in line.crop(0, cells) if text]
