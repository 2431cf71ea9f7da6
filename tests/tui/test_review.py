"""The review screen as a reviewer meets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotator.cli.demonstration import make_demo
from annotator.model.edits import Edit
from annotator.model.items import GOLD, PROJECT, Assignment, Fragment, Progress
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.read import ReadScreen
from annotator.tui.screens.review import ReviewScreen
from annotator.tui.screens.review_dialogs import BulkScreen, LayerScreen, ReasonScreen
from annotator.tui.screens.verdicts import VerdictScreen
from tests.tui.journeys import press, screen_text

ARTICLE = "pasar-terapung"
NARROW, WIDE, SMALL = (80, 24), (160, 50), (60, 15)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Project]:
    """The demo project, of which sari is the reviewer and which bram has labelled too."""
    make_demo(tmp_path / "d" / "annotator.db")
    with open_project(tmp_path / "d" / "annotator.db", "sari") as project:
        yield project


def reviewing(pilot: Pilot[int]) -> ReviewScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReviewScreen)
    return screen


def app(project: Project) -> AnnotatorApp:
    return AnnotatorApp(project, "sari", ARTICLE, review=True)


def gold(project: Project) -> int:
    return sum(span.label == "QUOTE" for span in project.layer(GOLD, ARTICLE).spans.values())


@pytest.mark.parametrize("size", [NARROW, WIDE, SMALL])
async def test_the_versions_stand_side_by_side_with_what_differs_marked(
    demo: Project, size: tuple[int, int]
) -> None:
    async with app(demo).run_test(size=size) as pilot:
        await pilot.pause()
        shown = screen_text(pilot)
        assert "1 bram" in shown
        assert "2 sari" in shown
        assert "≠ speaker" in shown
        assert "All agree on 8 of 13" in shown
        assert "12   " in shown


async def test_a_digit_decides_and_the_next_disagreement_is_there_at_once(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await pilot.pause()
        before, first = gold(demo), reviewing(pilot).state.at
        await press(pilot, "2")
        assert gold(demo) == before + 1
        assert reviewing(pilot).state.at != first
        assert "Taken from sari." in screen_text(pilot)
        await press(pilot, "u")
        assert gold(demo) == before
        assert reviewing(pilot).state.at == first
        await press(pilot, "ctrl+r")
        assert gold(demo) == before + 1


async def test_slots_are_asked_for_in_the_table(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await press(pilot, "s")
        shown = screen_text(pilot)
        assert "▸ speaker" in shown
        assert "Which column's speaker?" in shown
        await press(pilot, "9")
        assert "There are 2 columns here." in screen_text(pilot)
        await press(pilot, "2")
        assert "Taken slot by slot." in screen_text(pilot)


async def test_names_can_be_hidden(demo: Project) -> None:
    async with app(demo).run_test(size=WIDE) as pilot:
        await press(pilot, "f", "f", "h")
        shown = screen_text(pilot)
        assert "bram" not in shown
        assert "names hidden" in shown


async def test_a_reason_is_typed_or_chosen_from_those_given_before(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, ReasonScreen)
        await press(pilot, *"full", "enter")
        assert "reason: full" in screen_text(pilot)
        await press(pilot, "2", "c")
        assert "1 × full" in screen_text(pilot)
        await press(pilot, "down", "enter", "n")
        reasons = [one.reason for one in demo.layer(GOLD, ARTICLE).decisions.values()]
        assert set(reasons) == {"full"}


async def test_many_at_once_are_shown_first_and_undone_as_one(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await pilot.pause()
        before = gold(demo)
        await press(pilot, "B")
        assert isinstance(pilot.app.screen, BulkScreen)
        assert "everything of bram" in screen_text(pilot)
        assert "It would take:" in screen_text(pilot)
        assert gold(demo) == before
        await press(pilot, "enter")
        assert gold(demo) > before
        await press(pilot, "u")
        assert gold(demo) == before


async def test_the_number_of_a_layer_can_be_typed(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await press(pilot, "=")
        assert isinstance(pilot.app.screen, LayerScreen)
        await press(pilot, "2", "enter")
        assert "Taken from sari." in screen_text(pilot)


async def test_gold_is_edited_in_the_reader_and_review_goes_on(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await pilot.pause()
        first = reviewing(pilot).state.at
        await press(pilot, "e")
        screen = pilot.app.screen
        assert isinstance(screen, ReadScreen)
        assert screen.state.layer.name == GOLD
        hand = screen.state.hand
        assert screen.state.layer.spans[hand].label == "QUOTE"
        await press(pilot, "T", "2")
        assert screen.state.layer.spans[hand].attribute("type") == "indirect"
        await press(pilot, "escape")
        await pilot.pause()
        review = reviewing(pilot)
        assert review.state.at != first
        assert review.state.desk.gold.spans[hand].attribute("type") == "indirect"
        assert review.state.desk.standing(first).spans == (hand,)


async def test_through_to_done_and_the_next_article(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await pilot.pause()
        while reviewing(pilot).state.thing is not None:
            await press(pilot, "2")
        assert "Nothing waits here." in screen_text(pilot)
        await press(pilot, "D")
        assert demo.layer(GOLD, ARTICLE).status.state is Progress.DONE
        assert "N opens the next one." in screen_text(pilot)
        await press(pilot, "N")
        assert reviewing(pilot).desk.article.id != ARTICLE


async def test_the_library_opens_a_review_and_escape_comes_back(demo: Project) -> None:
    async with AnnotatorApp(demo, "sari").run_test(size=NARROW) as pilot:
        await press(pilot, "R")
        reviewing(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_who_is_no_reviewer_is_told_so_in_the_library(demo: Project) -> None:
    async with AnnotatorApp(demo, "bram").run_test(size=WIDE) as pilot:
        await press(pilot, "R")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "bram is not a reviewer" in screen_text(pilot)


async def test_all_keys_are_listed_and_a_key_without_meaning_says_so(demo: Project) -> None:
    async with app(demo).run_test(size=WIDE) as pilot:
        await press(pilot, "w")
        assert "does nothing here" in screen_text(pilot)
        await press(pilot, "?")
        assert "Take it slot by slot" in screen_text(pilot)
        await press(pilot, "escape")
        reviewing(pilot)


async def test_annotators_walk_through_what_became_of_their_labels(demo: Project) -> None:
    async with app(demo).run_test(size=NARROW) as pilot:
        await press(pilot, "c", *"full", "enter")
        while reviewing(pilot).state.thing is not None:
            await press(pilot, "2")
        await press(pilot, "D")
    async with AnnotatorApp(demo, "bram", ARTICLE).run_test(size=WIDE) as pilot:
        await press(pilot, "V")
        assert isinstance(pilot.app.screen, VerdictScreen)
        shown = screen_text(pilot)
        assert "≠ changed: speaker" in shown
        assert "full" in shown
        assert "sari" in shown
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, ReadScreen)
        assert screen.state.layer.spans[screen.state.hand].label == "QUOTE"
        await press(pilot, "V", "C", *"Why?", "enter")
        (note,) = [one for one in demo.layer("bram", ARTICLE).notes.values() if one.text == "Why?"]
        assert note.on == screen.state.hand


async def test_there_is_no_verdict_before_gold_is_done(demo: Project) -> None:
    async with AnnotatorApp(demo, "bram", ARTICLE).run_test(size=WIDE) as pilot:
        await press(pilot, "V")
        assert "No reviewer has finished this article yet." in screen_text(pilot)


def shorten(project: Project, who: str, words: str, by: int) -> None:
    """Take some code points from the end of the quote that begins with these words."""
    layer, text = project.layer(who, ARTICLE), project.article(ARTICLE).text
    quote = next(span for span in layer.spans.values() if span.surface(text).startswith(words))
    last = quote.fragments[-1]
    shorter = replace(quote, fragments=(*quote.fragments[:-1], Fragment(last.start, last.end - by)))
    project.act(who, "resize", [Edit(who, ARTICLE, quote, shorter)])


@pytest.mark.suggestions
async def test_where_the_pack_reads_something_else_it_has_a_column_and_a_digit(demo: Project) -> None:
    shorten(demo, "bram", "10.000", 11)
    shorten(demo, "sari", "10.000", 9)
    async with app(demo).run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "tab")
        assert "3 suggested" in screen_text(pilot)
        await press(pilot, "v")
        assert "3 suggested" not in screen_text(pilot)
        await press(pilot, "v", "3")
        assert "Taken as suggested." in screen_text(pilot)
        spans = demo.layer(GOLD, ARTICLE).spans.values()
        (taken,) = [one for one in spans if (one.origin.rule, one.label) == ("taken", "QUOTE")]
        assert taken.origin.by.startswith("suggest:id@")


@pytest.mark.suggestions
async def test_what_was_labelled_without_suggestions_is_reviewed_without(demo: Project) -> None:
    shorten(demo, "bram", "10.000", 11)
    shorten(demo, "sari", "10.000", 9)
    given = Edit(PROJECT, ARTICLE, None, Assignment("bram", suggestions=False))
    demo.act("sari", "assign", [given])
    async with app(demo).run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "tab")
        assert "10.000" in screen_text(pilot)
        assert "3 suggested" not in screen_text(pilot)
