"""The screen of people: who is listed and found, and merging, splitting and naming by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen

from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Entity, Fragment, Link, Progress, Span, Status
from annotator.model.people import kept_apart
from annotator.store.people import find
from annotator.store.people_rows import links_of
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.people_commands import COMMANDS
from annotator.tui.screen_commands import by_key
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.people import PeopleScreen
from annotator.tui.screens.read import ReadScreen
from tests.tui.journeys import TEXT, press, reader, screen_text

WIDE, NARROW = (150, 34), (80, 24)
EVERYBODY = (
    Entity("e1", "person", "Rina Wulandari", ("Rina",)),
    Entity("e2", "person", "Wulandari"),
    Entity("e3", "person", "Bayu Prakoso"),
    Entity("e4", "organisation", "Dinas Taman"),
    Entity("e5", "person", "Bayu Prakoso Jr."),
    Entity("e6", "person", "Zulaika [red]\x1b[31m"),
)


def mention(identifier: str, words: str, entity: str) -> list[Edit]:
    start = TEXT.index(words)
    span = Span(f"s{identifier}", "SPEAKER", (Fragment(start, start + len(words)),))
    return [
        Edit("eva", "taman", None, one)
        for one in (span, Link(f"l{identifier}", "refers_to", span.id, entity))
    ]


@pytest.fixture
def peopled(project: Project) -> Project:
    people = [Edit(PEOPLE, "", None, one) for one in EVERYBODY]
    begun = Edit("eva", "taman", None, Status(Progress.BEGUN))
    links = [
        mention("1", "Rina Wulandari", "e1"),
        mention("2", "nya.", "e1"),
        mention("3", "Rina, taman", "e2"),
    ]
    project.act("eva", "bring", [*people, begun, *(edit for one in links for edit in one)])
    return project


@asynccontextmanager
async def opened(project: Project, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[int]]:
    async with AnnotatorApp(project, "eva").run_test(size=size) as pilot:
        await press(pilot, "P")
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[int]) -> None:
    """Wait until the details have followed the mark and the list the words."""
    for _ in range(200):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        if not isinstance(screen, PeopleScreen) or not screen.is_behind:
            break


def people(pilot: Pilot[int]) -> PeopleScreen:
    screen = pilot.app.screen
    assert isinstance(screen, PeopleScreen)
    return screen


def names(pilot: Pilot[int]) -> list[str]:
    register = people(pilot).register
    return [row.entity.name for n in range(len(register)) if (row := register.row(n)) is not None]


def marked(pilot: Pilot[int]) -> Entity:
    row = people(pilot).list.marked_row
    assert row is not None
    return row.entity


def shows(pilot: Pilot[int], kind: type[Screen[Any]]) -> bool:
    return isinstance(pilot.app.screen, kind)


def test_no_key_has_two_meanings() -> None:
    assert len(by_key(COMMANDS)) == sum(len(one.keys) for one in COMMANDS)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_everybody_is_listed_with_counts_and_the_marked_one_looked_into(
    peopled: Project, size: tuple[int, int]
) -> None:
    async with opened(peopled, size) as pilot:
        assert names(pilot)[:3] == ["Bayu Prakoso", "Bayu Prakoso Jr.", "Dinas Taman"]
        await press(pilot, "o")
        await settle(pilot)
        assert names(pilot)[0] == "Rina Wulandari"
        text = screen_text(pilot)
        assert "people: 6" in text
        assert "also Rina" in text
        assert "1 article · 2 links" in text
        assert "\x1b" not in text
        assert "[red]" in text


async def test_where_nobody_is_known_it_says_how_people_come(project: Project) -> None:
    async with opened(project) as pilot:
        assert "Nobody is known" in screen_text(pilot)
        await press(pilot, "m", "enter", "u")
        assert "nothing to undo" in screen_text(pilot)
        await press(pilot, "escape")
        assert shows(pilot, LibraryScreen)


async def test_a_name_is_found_while_it_is_typed_and_escape_lists_all(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "slash")
        await settle(pilot)
        await press(pilot, *"wuland")
        await settle(pilot)
        assert names(pilot) == ["Wulandari", "Rina Wulandari"]
        await press(pilot, "enter", "escape")
        assert len(names(pilot)) == 6
        assert marked(pilot).name == "Wulandari", "the mark stays"


async def test_a_merge_shows_what_changes_is_done_by_enter_and_undone(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "o", "m", *"wuland")
        text = screen_text(pilot)
        assert "Wulandari becomes one with Rina Wulandari." in text
        assert "1 link in 1 article will be read so." in text
        assert "Rina Wulandari will also be called Wulandari." in text
        assert not peopled.entities()["e2"].merged_into
        await press(pilot, "enter")
        assert peopled.entities()["e2"].merged_into == "e1"
        assert len(links_of(peopled.db, "e1")) == 3
        await press(pilot, "u")
        assert "Undone: merge" in screen_text(pilot)
        assert not peopled.entities()["e2"].merged_into
        await press(pilot, "U")
        assert peopled.entities()["e2"].merged_into == "e1"
        await press(pilot, "x")
        assert "Wulandari stands alone again" in screen_text(pilot)
        await press(pilot, "enter")
        assert not peopled.entities()["e2"].merged_into


async def test_a_namesake_is_merged_only_by_a_second_enter_and_an_institution_never(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "m", *"bayu prakoso jr", "enter")
        assert "Enter again" in screen_text(pilot)
        assert not peopled.entities()["e5"].merged_into
        await press(pilot, "enter")
        assert peopled.entities()["e5"].merged_into == "e3"
        await press(pilot, "m", *"dinas", "enter")
        assert "organisation;" in screen_text(pilot)
        assert not peopled.entities()["e4"].merged_into


async def test_enter_alone_merges_nobody_who_is_not_even_like_the_name(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "G", "m", "enter")
        assert "Nobody else is like this" in screen_text(pilot)
        await press(pilot, "escape")
        assert shows(pilot, PeopleScreen)
        assert not any(one.merged_into for one in peopled.entities().values())


async def test_a_split_ticks_links_and_names_and_is_undone(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "o", "s", "enter")
        assert "Tick at least one link" in screen_text(pilot)
        await press(pilot, "space", "end", "space")
        assert "1 of 2 links, in 1 article, and the name Rina" in screen_text(pilot)
        await press(pilot, "enter")
        assert not [one for one in peopled.entities().values() if one.name == "Rina"]
        await press(pilot, *"Rina Lestari", "enter")
        new = find(peopled.db, "Rina Lestari")
        assert new.aliases == ("Rina",)
        assert [link.text for link in links_of(peopled.db, new.id)] == ["nya."]
        assert peopled.entities()["e1"].aliases == ()
        assert marked(pilot).id == new.id
        await press(pilot, "u")
        assert new.id not in peopled.entities()
        assert peopled.entities()["e1"].aliases == ("Rina",)


async def test_names_are_changed_given_and_taken(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "o", "r", *" Putri", "enter")
        assert peopled.entities()["e1"].name == "Rina Wulandari Putri"
        await press(pilot, "a", *"Bu Rina", "enter")
        assert peopled.entities()["e1"].aliases == ("Rina", "Rina Wulandari", "Bu Rina")
        await press(pilot, "d", "enter")
        assert peopled.entities()["e1"].aliases == ("Rina Wulandari", "Bu Rina")
        await press(pilot, "a", *"Bu Rina", "enter")
        assert "has that name already" in screen_text(pilot)
        await press(pilot, "u", "u", "u")
        assert peopled.entities()["e1"] == EVERYBODY[0]


async def test_a_name_is_proposed_anew_without_what_nobody_sees(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, *["down"] * 5)
        await settle(pilot)
        assert marked(pilot).id == "e6"
        await press(pilot, "r", *["backspace"] * 4, *" Sari", "enter")
        assert peopled.entities()["e6"].name == "Zulaika [red] Sari"


async def test_likely_duplicates_are_merged_or_kept_apart_for_good(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "f")
        await settle_worker(pilot)
        assert "Wulandari  →  Rina Wulandari" in screen_text(pilot)
        await press(pilot, "k")
        assert "Nothing is left to decide" in screen_text(pilot)
        assert kept_apart(peopled.settings()) == {frozenset(("e1", "e2"))}
        await press(pilot, "escape", "f")
        await settle_worker(pilot)
        assert "No two names look like one" in screen_text(pilot)
        await press(pilot, "escape", "u")
        assert "Undone: keep people apart" in screen_text(pilot)
        assert not kept_apart(peopled.settings())
        await press(pilot, "f")
        await settle_worker(pilot)
        await press(pilot, "w", "m")
        assert peopled.entities()["e1"].merged_into == "e2"


async def settle_worker(pilot: Pilot[int]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_enter_on_a_link_opens_the_article_there_and_escape_comes_back(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        await press(pilot, "o", "enter", "down", "enter")
        assert shows(pilot, ReadScreen)
        assert reader(pilot).state.cursor == TEXT.index("nya.")
        await press(pilot, "escape")
        assert shows(pilot, PeopleScreen)
        await press(pilot, "escape", "escape")
        assert shows(pilot, LibraryScreen)


async def test_from_the_reader_a_link_leads_back_into_it(peopled: Project) -> None:
    async with AnnotatorApp(peopled, "eva", "zebra").run_test(size=WIDE) as pilot:
        reader(pilot).do(next(one for one in reader(pilot).commands if one.id == "show-people"))
        await pilot.pause()
        await press(pilot, "o", "enter", "enter")
        assert reader(pilot).state.reading.article.id == "taman"
        assert reader(pilot).state.cursor == TEXT.index("Rina Wulandari")


async def test_what_others_say_of_an_article_is_not_shown_before_ones_own_is_done(peopled: Project) -> None:
    async with AnnotatorApp(peopled, "bram").run_test(size=WIDE) as pilot:
        await press(pilot, "P", "o")
        await settle(pilot)
        assert "2 links are not shown" in screen_text(pilot)
        await press(pilot, "enter")
        assert "Nothing is linked here that you may see." in screen_text(pilot)


async def test_what_another_process_writes_shows(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        peopled.act("bram", "bring", [Edit(PEOPLE, "", None, Entity("e9", "person", "Aan"))])
        people(pilot).register._version = -1
        people(pilot)._look_around()
        await settle(pilot)
        assert names(pilot)[0] == "Aan"
        assert marked(pilot).name == "Bayu Prakoso"


async def test_in_a_terminal_of_one_cell_nothing_breaks(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        for size in ((1, 1), (60, 15), (200, 60)):
            await pilot.resize_terminal(*size)
            await press(pilot, "down", "m", "escape", "s", "escape")
        assert shows(pilot, PeopleScreen)


async def test_the_key_after_the_one_that_begins_to_search_is_typed_there(peopled: Project) -> None:
    async with opened(peopled) as pilot:
        people(pilot).carry_out("search")
        assert people(pilot).focused is people(pilot).query_one("SearchLine Input")
        people(pilot).list.post_message(
            Key("s", "s")
        )  # pressed in the same moment: Textual chose whom it goes to
        await pilot.pause()
        assert people(pilot).search.words == "s"
