"""The screen of agreement: figures, what is behind them, and the way to the place."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotator.cli.demonstration import make_demo
from annotator.model.edits import Edit
from annotator.model.items import PROJECT, Member
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.agreement import AgreementScreen, ItemsScreen
from annotator.tui.screens.read import ReadScreen
from annotator.tui.screens.review import ReviewScreen
from tests.tui.journeys import press, screen_text

WIDE, NARROW = (130, 40), (80, 24)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Project]:
    """The demo project, of which sari is the reviewer and which bram has labelled too."""
    make_demo(tmp_path / "d" / "annotator.db")
    with open_project(tmp_path / "d" / "annotator.db", "sari") as project:
        yield project


async def computed(pilot: Pilot[int]) -> None:
    await press(pilot, "A")
    assert isinstance(pilot.app.screen, AgreementScreen)
    for _ in range(400):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        if "Esc leaves" in screen_text(pilot):
            return
        await asyncio.sleep(0.01)


async def test_figures_are_shown_with_intervals_and_what_is_behind_one_a_key_away(demo: Project) -> None:
    async with AnnotatorApp(demo, "sari").run_test(size=WIDE) as pilot:
        await computed(pilot)
        shown = screen_text(pilot)
        assert "Agreement of bram, sari over 4 articles" in shown
        assert "0.94 (0.91–0.98)" in shown
        assert "worst articles" in shown
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, ItemsScreen)
        assert "quote: only sari" in screen_text(pilot)
        await press(pilot, "escape", "escape")
        assert not isinstance(pilot.app.screen, AgreementScreen)


async def test_a_reviewer_goes_from_an_item_to_its_decision(demo: Project) -> None:
    async with AnnotatorApp(demo, "sari").run_test(size=WIDE) as pilot:
        await computed(pilot)
        await press(pilot, "j", "enter", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.state.thing is not None
        assert not screen.state.thing.is_agreed


async def test_who_is_no_reviewer_goes_to_the_place_in_their_own_labels(demo: Project) -> None:
    async with AnnotatorApp(demo, "bram").run_test(size=NARROW) as pilot:
        await computed(pilot)
        await press(pilot, "down", "enter", "enter")
        assert isinstance(pilot.app.screen, ReadScreen)
        assert pilot.app.screen.state.cursor > 0


async def test_what_is_blind_stays_hidden(demo: Project) -> None:
    demo.act("sari", "add", [Edit(PROJECT, "", None, Member("citra"))])
    async with AnnotatorApp(demo, "citra").run_test(size=WIDE) as pilot:
        await computed(pilot)
        assert "4 articles are hidden until you have done them" in screen_text(pilot)
        await press(pilot, "enter")
        assert "They differ on nothing here" in screen_text(pilot)
