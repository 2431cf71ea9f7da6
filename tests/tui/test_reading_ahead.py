"""Keys about suggestions, pressed before the article has been read ahead."""

from __future__ import annotations

import asyncio

import pytest

from annotator.lang.pack import Pack
from annotator.model.article import Article
from annotator.store.project import Project
from annotator.tui.ahead import Ahead, ReadingAhead
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens import read
from tests.tui.journeys import WIDE, press, screen_text

pytestmark = pytest.mark.suggestions


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Reading ahead takes until this is set."""
    may = asyncio.Event()
    at_once = ReadingAhead.suggestions

    async def slowly(self: ReadingAhead, article: Article, pack: Pack) -> Ahead:
        await may.wait()
        return await at_once(self, article, pack)

    monkeypatch.setattr(ReadingAhead, "suggestions", slowly)
    return may


async def test_tab_waits_for_the_first_suggestion_and_what_follows_waits_behind_it(
    project: Project, allowed: asyncio.Event
) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "a")
        assert "Reading ahead: suggestions come in a moment." in screen_text(pilot)
        allowed.set()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Accepted" in screen_text(pilot)
    assert [span.label for span in project.layer("eva", "taman").spans.values()].count("QUOTE") == 1


async def test_other_keys_do_not_wait(project: Project, allowed: asyncio.Event) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q")
        assert "Quote “" in screen_text(pilot)
        allowed.set()


async def test_what_takes_too_long_is_not_waited_for(
    project: Project, allowed: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "_PATIENCE", 0.001)
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        while "Reading ahead" in screen_text(pilot):
            await pilot.pause()
        assert "Quotation marks without a quote" in screen_text(pilot)
        allowed.set()


async def test_the_first_card_says_how_to_come_to_the_first_suggestion(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Tab goes to the next suggestion" in screen_text(pilot)
