"""What a key changes is drawn before the key is done with, once, and only where nothing is to be laid out anew."""

from __future__ import annotations

import pytest
from rich.console import RenderableType
from textual import events
from textual.screen import Screen

from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.changed_rows import ChangedRows
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
