"""With every command on another key, nothing on any screen names a key that does not work there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotator.cli.demonstration import make_demo
from annotator.config.options import READER
from annotator.config.reading import parse_config
from annotator.model.schemas import default_scheme_path
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.key_tables import TABLES
from annotator.tui.keys import shown
from annotator.tui.screens.dialog import Box
from annotator.tui.screens.help import HelpScreen
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.people import PeopleScreen
from annotator.tui.screens.read import ReadScreen
from annotator.tui.screens.review import ReviewScreen
from tests.tui.journeys import press, reader, screen_text

WIDE = (190, 50)
OTHERS = [chr(code) for code in (*range(0x430, 0x450), *range(0x3B1, 0x3CA), *range(0x531, 0x557))]
"""Letters that no command has: Cyrillic, Greek, Armenian."""
FUNCTION_KEYS = [f"F{number}" for number in range(2, 13)]
_KEYS = re.compile(
    r"(?:Ctrl|Shift)\+\S|\b(?:Tab|Space|PgDn|PgUp|Home|End|Del|Bksp|F\d+|Esc|Enter)\b"
    r"|(?<!\S)[A-Za-z?!%;.,/<>+=\[\](){}$^](?= [a-z]+s\b)"  # `u takes`, `? shows`
)
_LABELS = "qsco"


def _file() -> str:
    lines = []
    for table, commands in TABLES.items():
        lines.append("[keys]" if table == READER else f"[keys.{table}]")
        # Where one types no character is a key.
        is_own = table.startswith("dialogs.")  # beside what all small screens share
        letters = islice(OTHERS, len(TABLES["dialogs"]) if is_own else 0, None)
        free = iter(FUNCTION_KEYS) if table in ("dialogs.picker", "dialogs.notes") else letters
        lines += [f'{command.id} = "{next(free)}"' for command in commands]
    return "\n".join(lines)


CONFIG = parse_config(_file(), Path("c.toml"))


def _bare() -> str:
    lines = []
    for table, commands in TABLES.items():
        lines.append("[keys]" if table == READER else f"[keys.{table}]")
        lines += [f"{command.id} = []" for command in commands if command.id not in ("escape", "quit")]
    return "\n".join(lines)


BARE = parse_config(_bare(), Path("c.toml"))
"""No key for anything but leaving: what is left is in the palette, and for the mouse."""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Project]:
    make_demo(tmp_path / "d" / "annotator.db")
    with open_project(tmp_path / "d" / "annotator.db", "sari") as project:
        yield project


def named(words: str) -> set[str]:
    """The keys that a screen names."""
    return {found[0] for found in _KEYS.finditer(words)}


def works(pilot: Pilot[int], own: Iterable[str]) -> set[str]:
    """What a small screen may name: the keys in force there; a page of keys also those of the others."""
    screen = pilot.app.screen
    if not isinstance(screen, Box):
        keys = [key for one in (screen, screen.focused) if one for key in one._bindings.key_to_bindings]
        return {shown(key) for key in keys} | {"Enter"} | set(own)
    found = {shown(key) for command in screen.commands for key in command.keys}
    return found | set(own) | ({"Enter", *FUNCTION_KEYS} if isinstance(screen, HelpScreen) else set())


async def leave(pilot: Pilot[int]) -> None:
    """Out of a small screen by its own key."""
    screen = pilot.app.screen
    key = "escape"
    if isinstance(screen, Box):
        key = next(one.keys[0] for one in screen.commands if one.id == "escape")
    await press(pilot, key)


def check(pilot: Pilot[int], *own: str) -> None:
    words = screen_text(pilot)
    screen = pilot.app.screen
    if isinstance(screen, LibraryScreen | PeopleScreen | ReadScreen | ReviewScreen):
        assert named(words) <= set(own), words
    else:
        assert named(words) <= works(pilot, own), words


def test_every_command_has_another_key() -> None:
    assert not CONFIG.problems
    assert {choice.command for choice in CONFIG.keys_of(READER)} == {one.id for one in TABLES[READER]}


def test_keys_are_found_where_they_are_named() -> None:
    assert named(
        "Undone; u takes it back. Ctrl+Q leaves, or Esc. A suggestion: a accepts it. ? shows all."
    ) == {*("u", "Ctrl+Q", "Esc", "a", "?")}


async def test_the_library_names_its_keys(demo: Project, tmp_path: Path) -> None:
    async with AnnotatorApp(demo, "sari", config=CONFIG).run_test(size=WIDE) as pilot:
        await pilot.pause()
        library = pilot.app.screen
        assert isinstance(library, LibraryScreen)
        check(pilot)
        for command in ("escape", "resume", "sort", "turn", "next-not-done", "last", "next-not-done"):
            library.carry_out(command)
            await pilot.pause()
            check(pilot)
        library.carry_out("search")
        await press(pilot, *"qqq")
        await pilot.pause(0.2)
        check(pilot, "Enter", "Esc")
        await press(pilot, "escape")
        assert not library.catalogue.listing.search, "Esc leaves the words, whatever its key is in the list"
        for command in ("filter", "help"):
            library.carry_out(command)
            await pilot.pause()
            check(pilot)
            await leave(pilot)
    with create_project(tmp_path / "e.db", default_scheme_path().read_text(encoding="utf-8"), "eva") as empty:
        async with AnnotatorApp(empty, "eva", config=CONFIG).run_test(size=WIDE) as pilot:
            await pilot.pause()
            check(pilot)
            assert "There are no articles yet" in screen_text(pilot)


async def test_the_people_name_their_keys(demo: Project) -> None:
    async with AnnotatorApp(demo, "sari", config=CONFIG).run_test(size=WIDE) as pilot:
        await pilot.pause()
        pilot.app.screen.carry_out("people")  # type: ignore[attr-defined]  # the library has it
        await pilot.pause()
        people = pilot.app.screen
        assert isinstance(people, PeopleScreen)
        for command in ("links", "escape", "search", "escape", "sort", "undo"):
            people.carry_out(command)
            await pilot.pause()
            check(pilot, *(["Enter", "Esc"] if command == "search" else []))
        people.carry_out("rename")
        await press(pilot, *"Baru", "enter")
        check(pilot)
        assert "takes it back" in screen_text(pilot)
        for command in ("merge", "split", "alias", "remove-alias", "unmerge", "duplicates", "help"):
            people.carry_out(command)
            await pilot.pause(0.2)
            check(pilot)
            if pilot.app.screen is not people:
                await leave(pilot)


@pytest.mark.suggestions
async def test_the_reader_names_its_keys_whatever_is_done(demo: Project) -> None:
    """Every command of the table at four places, with what it says and the small screen that it opens."""
    async with AnnotatorApp(demo, "bram", "pasar-terapung", CONFIG).run_test(size=WIDE) as pilot:
        await pilot.pause(0.5)
        screen = reader(pilot)
        by_id = {command.id: command for command in screen.commands}
        away = {"escape", "quit", "suspend", "palette", "theme", "next-article", "show-people", "done"}
        for way in (["article-start"], ["next-waiting"], ["frame-next"], ["article-end", "tag:SPEAKER"]):
            for name, command in by_id.items():
                if name in away:
                    continue
                for step in way:
                    screen.do(by_id[step])
                screen.do(command)
                await pilot.pause()
                check(pilot, "Enter", "Esc", *_LABELS, *(["Tab"] if name == "search" else []))
                if pilot.app.screen is not screen:
                    await leave(pilot)
                assert pilot.app.screen is screen
                if screen.state.mode != "read":
                    await press(pilot, "escape", "escape")
                assert screen.state.mode == "read", "Esc leaves every mode, whatever its key is while reading"
        following = (
            ("done", "Not done"),
            ("done", "again marks"),
            ("done", "goes back"),
            ("article-back", ""),
        )
        for command, told in following:
            screen.do(by_id[command])
            await pilot.pause()
            assert told in screen.state.message
            assert named(screen.state.message) == set(), (
                "only the words: the next article's own text is no key"
            )


async def test_the_review_names_its_keys(demo: Project) -> None:
    async with AnnotatorApp(demo, "sari", "pasar-terapung", CONFIG, review=True).run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        check(pilot)
        away = {"escape", "quit", "suspend", "palette", "theme", "next-article", "edit"}
        for command in [*(one.id for one in screen.commands), *["none", "next"] * 13, "done", "next-article"]:
            if command in away:
                continue
            screen.do(command)
            await pilot.pause()
            check(pilot)
            if pilot.app.screen is not screen:
                await leave(pilot)


@pytest.mark.suggestions
@pytest.mark.parametrize("opened", ["library", "reader", "review"])
async def test_commands_may_have_no_key(demo: Project, opened: str) -> None:
    article = None if opened == "library" else "pasar-terapung"
    app = AnnotatorApp(demo, "sari", article, BARE, review=opened == "review")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause(0.3)
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen | ReadScreen | ReviewScreen)
        away = {"escape", "quit", "suspend", "palette", "theme", "next-article", "show-people", "edit"}
        away |= {"people", "open", "resume", "read", "review"}
        for command in screen.commands:
            if command.id in away:
                continue
            if isinstance(screen, ReadScreen):
                screen.do(next(one for one in screen.commands if one.id == command.id))
            elif isinstance(screen, ReviewScreen):
                screen.do(command.id)
            else:
                screen.carry_out(command.id)
            await pilot.pause()
            if pilot.app.screen is not screen:
                await leave(pilot)
            await press(pilot, *["escape"] * (isinstance(screen, ReadScreen) and screen.state.mode != "read"))
            assert pilot.app.screen is screen
