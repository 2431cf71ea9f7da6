"""Small screens with keys of one's own, and keys that come before a small screen is there."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from annotator.config.reading import Config, parse_config
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.dialog_commands import PLAIN, SCREENS, SmallScreen
from annotator.tui.screens import (
    agreement,
    attributes,
    checklist,
    duplicates,
    filters,
    guidelines,
    history,
    labels,
    notes,
    people_dialogs,
    person,
    review_dialogs,
    rules,
    verdicts,
)
from annotator.tui.screens import help as help_page
from annotator.tui.screens.checklist import ChecklistScreen
from annotator.tui.screens.dialog import Box, action_of
from annotator.tui.screens.history import HistoryScreen
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.notes import NoteScreen
from annotator.tui.screens.person import PersonScreen
from annotator.tui.widgets.hints import Hints
from tests.tui.journeys import WIDE, press, reader, screen_text

MODULES = (
    *(agreement, attributes, checklist, duplicates, filters, guidelines, history, labels, notes),
    *(help_page, people_dialogs, person, review_dialogs, rules, verdicts),
)
BOXES = sorted(
    {
        one
        for module in MODULES
        for _, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, Box) and one.__module__ == module.__name__
    },
    key=lambda one: one.__name__,
)


def configured(text: str) -> Config:
    return parse_config(text, Path("c.toml"))


@pytest.mark.parametrize("box", BOXES, ids=lambda one: one.__name__)
def test_every_command_of_a_small_screen_is_an_action_of_it(box: type[Box[object]]) -> None:
    assert "BINDINGS" not in vars(box), "its keys are in its table"
    for command in (*box.SMALL.own, *PLAIN.own):
        name, _, _ = action_of(command.id).partition("(")
        assert callable(getattr(box, f"action_{name}", None)), command.id


def test_every_table_is_some_screens() -> None:
    used: set[SmallScreen] = {box.SMALL for box in BOXES}
    assert used >= set(SCREENS)


async def test_the_picker_has_keys_of_ones_own(project: Project) -> None:
    config = configured(
        '[keys.dialogs]\ntake = "f6"\nescape = "f9"\n[keys.dialogs.picker]\nnew-person = "f4"\n'
    )
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m")
        shown = pilot.app.screen.query_one(Hints).render()
        assert "F4 new person" in str(shown)
        assert "F6 takes the marked line" in str(shown)
        assert "F9 leaves" in str(shown)
        await press(pilot, "ctrl+n")
        assert isinstance(pilot.app.screen, PersonScreen), "its key is another one"
        await press(pilot, "f9")
        assert reader(pilot).state.entities == {}
        await press(pilot, "m", *"Budi", "f4")
        assert [one.name for one in reader(pilot).state.entities.values()] == ["Budi"]


async def test_a_click_on_a_key_of_ones_own_presses_it(project: Project) -> None:
    config = configured('[keys.dialogs.checklist]\ntick-all = "!"\n')
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"taman", "enter", "o")
        assert isinstance(pilot.app.screen, ChecklistScreen)
        assert screen_text(pilot).count("[x]") == 3
        row = next(n for n, line in enumerate(screen_text(pilot).split("\n")) if "! all or none" in line)
        column = screen_text(pilot).split("\n")[row].index("! all or none")
        await pilot.click(offset=(column + 3, row))
        await pilot.pause()
        assert screen_text(pilot).count("[x]") == 0
        await press(pilot, "a")
        assert screen_text(pilot).count("[x]") == 0, "its key is another one"
        await press(pilot, "exclamation_mark")
        assert screen_text(pilot).count("[x]") == 3


async def test_the_key_that_opens_a_small_screen_leaves_it(project: Project) -> None:
    config = configured('[keys]\nhistory = "f7"\n')
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=WIDE) as pilot:
        await press(pilot, "f7")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await press(pilot, "Y")
        assert isinstance(pilot.app.screen, HistoryScreen), "Y opens nothing here"
        await press(pilot, "f7")
        assert reader(pilot)
        await press(pilot, "question_mark", "question_mark")
        assert reader(pilot)


async def test_the_palette_has_the_commands_of_the_small_screen(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"taman", "enter", "o")
        box = pilot.app.screen
        assert isinstance(box, ChecklistScreen)
        told = {one.title: one for one in pilot.app.get_system_commands(box)}
        assert "All or none" in told
        assert "(a)" in told["All or none"].help
        told["All or none"].callback()
        await pilot.pause()
        assert screen_text(pilot).count("[x]") == 0


async def test_a_page_of_keys_lists_those_of_small_screens(project: Project) -> None:
    config = configured('[keys.dialogs.checklist]\ntick = "f8"\n')
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=(120, 60)) as pilot:
        await press(pilot, "question_mark", "G")
        shown = screen_text(pilot)
        assert "Checklist of places" in shown
        assert "F8" in shown


async def test_what_is_typed_at_once_is_for_the_picker_and_not_for_the_reader(project: Project) -> None:
    """All keys are on their way before the picker is there: d would delete, u undo."""
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s")
        before = project.layer("eva", "taman")
        for key in ("m", *"Dudu", "enter"):
            pilot.app.post_message(_key(key))
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        after = project.layer("eva", "taman")
        assert after.spans == before.spans
        assert [one.name for one in project.entities().values()] == ["Dudu"]


async def test_what_is_typed_is_the_pickers_wherever_the_focus_is(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m", *"Bu", "tab", *"di")
        assert pilot.app.screen.query_one(Input).value == "Budi"
        await press(pilot, "escape")
        assert reader(pilot)


async def test_a_note_typed_at_once_is_whole(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q")
        for key in ("C", *"dua d"):
            pilot.app.post_message(_key("space" if key == " " else key))
        await pilot.pause()
        await pilot.pause()
        box = pilot.app.screen
        assert isinstance(box, NoteScreen)
        assert box.words.text == "dua d"


async def test_words_typed_at_once_behind_the_search_key_of_the_library_are_searched_for(
    project: Project,
) -> None:
    async with AnnotatorApp(project, "eva").run_test(size=WIDE) as pilot:
        await pilot.pause()
        for key in ("/", *"sgP"):
            pilot.app.post_message(_key(key))
        await pilot.pause()
        await pilot.pause()
        library = pilot.app.screen
        assert isinstance(library, LibraryScreen)
        assert library.query_one(Input).value == "sgP"


async def test_keys_typed_at_once_move_in_the_list_that_comes(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "n", "q")
        for key in ("Y", "down"):
            pilot.app.post_message(_key(key))
        await pilot.pause()
        await pilot.pause()
        box = pilot.app.screen
        assert isinstance(box, HistoryScreen)
        assert box.query_one(OptionList).highlighted == 1


def _key(key: str) -> object:
    from textual import events

    from annotator.tui.pressing import textual_key

    character = " " if key == "space" else key if len(key) == 1 else None
    return events.Key(textual_key(key), character)
