"""The tutorial in the real reader, from its first step to its last."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotator.cli.lessons import ARTICLE, LEARNER, tutorial_project
from annotator.config.reading import parse_config
from annotator.session.tutorial import STEPS
from annotator.tui.screens.tutorial import TutorialScreen
from annotator.tui.tutorial import TutorialApp
from tests.tui.journeys import press, screen_text

KEYS = (
    "n",
    "tab",
    "q",
    "c",
    "s",
    "m enter",
    "tab q c s",
    "w w w w o",
    "u",
    "U",
    "tab q i enter",
    "tab x",
    "D",
)
"""What the steps say."""


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def lesson(pilot: Pilot[int]) -> int:
    screen = pilot.app.screen
    assert isinstance(screen, TutorialScreen)
    return screen.lesson.number


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_from_the_first_step_to_the_last(size: tuple[int, int]) -> None:
    with tutorial_project() as project:
        async with TutorialApp(project, LEARNER, ARTICLE).run_test(size=size) as pilot:
            for number, keys in enumerate(KEYS):
                assert lesson(pilot) == number
                assert f"step {number + 1} of {len(STEPS)}" in screen_text(pilot)
                await press(pilot, *keys.split())
            assert "Tutorial, done" in screen_text(pilot)
            assert "nothing open" in screen_text(pilot)
            await press(pilot, "escape")
            assert pilot.app.return_value == 0


async def test_it_names_the_keys_in_force_and_helps_who_is_stuck() -> None:
    config = parse_config('[keys]\nparagraph-next = "f8"\n', Path("c.toml"))
    with tutorial_project() as project:
        async with TutorialApp(project, LEARNER, ARTICLE, config).run_test(size=(80, 24)) as pilot:
            assert "Press F8 to go to the next paragraph." in screen_text(pilot)
            await press(pilot, "n", "k", "A")
            assert "Hint: F8 goes down by a paragraph" in screen_text(pilot)
            await press(pilot, "f8")
            assert "Hint" not in screen_text(pilot)


async def test_it_goes_on_where_it_was_left() -> None:
    with tutorial_project() as project:
        async with TutorialApp(project, LEARNER, ARTICLE).run_test(size=(80, 24)) as pilot:
            await press(pilot, "n", "tab", "q", "c", "escape")
    with tutorial_project() as project:
        async with TutorialApp(project, LEARNER, ARTICLE).run_test(size=(80, 24)) as pilot:
            assert "step 5 of" in screen_text(pilot)
            await pilot.resize_terminal(50, 12)
            assert "Too small" in screen_text(pilot)
            await pilot.resize_terminal(80, 24)
            await press(pilot, "s")
            assert lesson(pilot) == 5


@pytest.mark.suggestions
async def test_nothing_is_suggested_before_it_was_learned() -> None:
    with tutorial_project() as project:
        async with TutorialApp(project, LEARNER, ARTICLE).run_test(size=(80, 24)) as pilot:
            await pilot.app.workers.wait_for_complete()
            await press(pilot, "n", "tab", "q")
            assert lesson(pilot) == 3
