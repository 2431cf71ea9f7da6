"""Everything by mouse: lines of the cards, the key bar, and what is to be linked."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from annotator.session.state import Mode
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.read import ReadScreen
from annotator.tui.widgets.bars import KeyBar, pair_at
from annotator.tui.widgets.cards import Cards
from tests.tui.journeys import TEXT, WIDE, press, reader, screen_text


async def click_on(pilot: Pilot[int], words: str, within: type[Cards | KeyBar] | None = None) -> None:
    """Click on the first letter of words where they are shown (left to right, top to bottom)."""
    region = pilot.app.screen.query_one(within).region if within is not None else pilot.app.screen.region
    rows = screen_text(pilot).splitlines()[region.y : region.bottom]
    y, row = next((y, row) for y, row in enumerate(rows) if words in row[region.x : region.right])
    await pilot.click(offset=(row.index(words, region.x), region.y + y))
    await pilot.pause()


def hand(pilot: Pilot[int]) -> str:
    state = reader(pilot).state
    return state.layer.spans[state.hand].surface(TEXT) if state.hand else ""


async def test_a_line_of_a_card_puts_its_label_in_hand(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s")
        await click_on(pilot, "kata", Cards)
        assert hand(pilot) == "kata"
        assert reader(pilot).state.cursor == TEXT.index("kata Rina")
        await click_on(pilot, "direct", Cards)
        assert hand(pilot).startswith('"Kami menanam')
        await click_on(pilot, "→ ? m names", Cards)
        assert hand(pilot) == "Rina Wulandari"


async def test_a_person_in_the_cards_is_linked_by_a_click(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m", "enter", "n", "q")
        await click_on(pilot, "1 Rina Wulandari", Cards)
        links = project.layer("eva", "taman").links.values()
        assert sorted(link.label for link in links) == ["refers_to", "said_by"]


@pytest.mark.suggestions
async def test_the_answers_of_a_suggestion_in_hand_are_clicked(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "tab")
        await click_on(
            pilot, "%  a", Cards
        )  # what stands beside the keys takes the suggestion in hand, as ever
        assert not reader(pilot).state.layer.spans
        await click_on(pilot, "a yes", Cards)
        accepted = project.layer("eva", "taman")
        assert [one.label for one in accepted.spans.values()].count("QUOTE") == 1
        await click_on(pilot, "x no", Cards)
        assert len(project.layer("eva", "taman").decisions) == 1
        assert project.layer("eva", "taman").spans == accepted.spans


async def test_keys_of_the_bar_are_clicked(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        await click_on(pilot, "q quote", KeyBar)
        assert hand(pilot).startswith('"Kami menanam')
        await click_on(pilot, "undo", KeyBar)
        assert project.layer("eva", "taman").is_empty()
        await press(pilot, "slash", *"taman")
        await click_on(pilot, "Enter keep", KeyBar)
        assert reader(pilot).state.mode is Mode.MATCHES
        await click_on(pilot, "n p next", KeyBar)
        assert reader(pilot).state.paragraph == 3
        await click_on(pilot, "Esc", KeyBar)
        assert reader(pilot).state.mode is Mode.READ


async def test_what_is_to_be_linked_is_clicked_in_text_and_cards(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "n", "q", "f")
        assert reader(pilot).state.mode is Mode.LINK
        view = reader(pilot).view
        y, row = next(
            (y, row) for y, row in enumerate(screen_text(pilot).splitlines()) if "Rina Wulandari, di" in row
        )
        await pilot.click(offset=(row.index("Wulandari", view.region.x), y))
        await pilot.pause()
        relations = project.layer("eva", "taman").relations.values()
        assert [one.label for one in relations].count("said_by") == 2
        assert reader(pilot).state.mode is Mode.READ


def test_the_bar_knows_what_stands_where() -> None:
    pairs = [("q", "quote"), ("Tab", "next open"), ("?", "help")]
    line = "q quote  Tab next open  ? help"
    for cell, char in enumerate(line):
        pair = pair_at(pairs, 40, cell)
        if pair is not None:
            assert char in f"{pair[0]} {pair[1]}"
        else:
            assert char == " "
    assert {pair_at(pairs, 40, cell) for cell in range(len(line))} == {*pairs, None}
    assert pair_at(pairs, 15, 11) == ("?", "help"), "what does not fit is not there to be clicked"


async def test_every_command_of_the_help_page_can_be_clicked(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=(80, 24)) as pilot:
        await press(pilot, "n", "q")
        await choose_from_help(pilot, "Delete the label in hand.")
        assert not project.layer("eva", "taman").spans
        assert isinstance(pilot.app.screen, ReadScreen)
        await choose_from_help(pilot, "Back out of one thing")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await choose_from_help(pilot, "Open the marked article.")
        assert isinstance(pilot.app.screen, ReadScreen)


async def choose_from_help(pilot: Pilot[int], words: str) -> None:
    """Open the page of keys, look for a command and click on it."""
    await press(pilot, "question_mark")
    for _ in range(40):
        if words in screen_text(pilot):
            break
        await press(pilot, "pagedown")
    await click_on(pilot, words)
    await press(pilot)
