"""The library: what is listed, found, shown beside it and opened, by keys and by mouse."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input

from annotator.formats.articles import article_from_text
from annotator.model.article import Article
from annotator.model.edits import Edit
from annotator.model.items import PROJECT, Assignment, Fragment, Progress, Span, Status
from annotator.model.schemas import default_scheme_path
from annotator.store.imports import Incoming, import_all
from annotator.store.library import Listing, Sort
from annotator.store.members import add_member
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project
from annotator.store.sitting import sit
from annotator.tui.app import AnnotatorApp
from annotator.tui.library_commands import COMMANDS
from annotator.tui.screens.filters import FilterScreen
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.library_help import LibraryHelpScreen
from annotator.tui.screens.read import ReadScreen
from annotator.tui.widgets.article_list import ArticleList, ListHead
from annotator.tui.widgets.command_bar import CommandBar
from annotator.tui.widgets.preview import Preview
from tests.unit.cli_runs import REPOSITORY

WIDE, NARROW = (150, 34), (80, 24)
TEXTS = {
    "dermaga": "Dermaga Baru Diresmikan\nWarga datang berperahu.\n“Kafé itu milik kami,” kata Lurah Sati Wirawan.",
    "kebun": "Zaitun di Kebun Atas\nPetani memetik zaitun pertama.",
    "pasar": "Alun-alun Jadi Pasar\nPedagang pindah. “Kami siap,” ujarnya.",
}
ABOUT = {"dermaga": ("Kabar Teluk", "2026-03-01", "id"), "kebun": ("Berita Bukit", "2026-01-09", "en")}


@pytest.fixture(autouse=True)
def _own_state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def article(identifier: str, text: str) -> Article:
    made = article_from_text(text, identifier, "id")
    publisher, date, lang = ABOUT.get(identifier, ("", "", "id"))
    title = text.partition("\n")[0]
    return Article(identifier, text, made.paragraphs, lang, title, publisher, "", date)


def bring(project: Project, texts: dict[str, str]) -> None:
    for _ in import_all(project, "eva", [Incoming(article(*one)) for one in texts.items()]):
        pass


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "p.db", default_scheme_path().read_text(encoding="utf-8"), "eva") as made:
        add_member(made, "bram", by="eva")
        bring(made, TEXTS)
        yield made


@asynccontextmanager
async def library(project: Project, size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[int]]:
    """The program as it starts, once the first page and all that follows it are there."""
    async with AnnotatorApp(project, "eva").run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def settle(pilot: Pilot[int]) -> None:
    """Wait until the preview has followed the mark and the list the words."""
    for _ in range(100):
        await pilot.pause(0.02)
        screen = pilot.app.screen
        if not isinstance(screen, LibraryScreen) or not screen.is_behind:
            break
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
    await settle(pilot)


def screen(pilot: Pilot[int]) -> LibraryScreen:
    found = pilot.app.screen
    assert isinstance(found, LibraryScreen)
    return found


def screen_text(pilot: Pilot[int]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def ids(pilot: Pilot[int]) -> list[str]:
    """What is listed."""
    catalogue = screen(pilot).catalogue
    rows = [catalogue.row(place) for place in range(len(catalogue))]
    return [row.id for row in rows if row is not None]


def marked(pilot: Pilot[int]) -> str:
    row = screen(pilot).list.marked_row
    return row.id if row else ""


def work(project: Project, who: str, identifier: str, state: Progress, *, flagged: bool = False) -> None:
    """A state, and two labels."""
    spans = [Span(f"{who}{place}", "CUE", (Fragment(place, place + 2),)) for place in (0, 4)]
    items = [Status(state, flagged), *spans]
    sit(project, who, identifier).commit("tag", [Edit(who, identifier, None, item) for item in items])


def test_no_key_means_two_things() -> None:
    assert len({one.id for one in COMMANDS}) == len(COMMANDS)


async def test_every_command_is_carried_out(project: Project) -> None:
    for command in COMMANDS:
        if command.id == "suspend":  # stops the process, this one
            continue
        async with library(project) as pilot:
            before = screen_text(pilot), pilot.app.theme, pilot.app.screen
            if command.id in ("up", "page-up", "first"):
                screen(pilot).list.mark(2)
                await settle(pilot)
                before = screen_text(pilot), pilot.app.theme, pilot.app.screen
            screen(pilot).carry_out(command.id)
            await settle(pilot)
            after = screen_text(pilot), pilot.app.theme, pilot.app.screen
            assert after != before or pilot.app._exit, command.id


def test_the_reader_is_imported_while_the_library_is_looked_at(project: Project) -> None:
    code = f"""
import asyncio, sys
from pathlib import Path
from annotator.store.opening import open_project
from annotator.tui.app import AnnotatorApp

READER = "annotator.tui.screens.read"

async def look() -> None:
    with open_project(Path({str(project.path)!r}), "eva") as project:
        async with AnnotatorApp(project, "eva").run_test() as pilot:
            for _ in range(200):
                if READER in sys.modules:
                    return
                await pilot.pause(0.05)

print(READER in sys.modules)
asyncio.run(look())
print(READER in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


async def test_rows_say_how_far_everybody_is(project: Project) -> None:
    work(project, "eva", "dermaga", Progress.BEGUN, flagged=True)
    work(project, "bram", "dermaga", Progress.DONE)
    project.keep_place("eva", "dermaga", 30)
    async with library(project) as pilot:
        shown = screen_text(pilot)
        (row,) = [line for line in shown.splitlines() if "Dermaga Baru" in line and "▌" in line]
        for part in ("⚑ ◐", "Kabar Teluk", "2026-03-01", " 2 ", "2/3", "✓ bram"):
            assert part in row
        assert "0 of 3 done · 1 begun · 2 new · 1 flagged" in shown
        assert "left off at ¶ 2 of 3" in shown


async def test_the_preview_follows_the_mark(project: Project) -> None:
    for size in (WIDE, NARROW):
        async with library(project, size) as pilot:
            assert "Warga datang berperahu." in screen_text(pilot)
            await press(pilot, "down")
            assert "Petani memetik zaitun" in screen_text(pilot)
            assert "Warga datang" not in screen_text(pilot)


async def test_enter_opens_and_escape_comes_back_to_the_article(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "j", "enter")
        assert isinstance(pilot.app.screen, ReadScreen)
        assert pilot.app.screen.state.reading.article.id == "kebun"
        await press(pilot, "D", "ctrl+o", "escape")
        assert marked(pilot) == "kebun"
        assert "1 of 3 done" in screen_text(pilot)
        assert "✓ Zaitun" in screen_text(pilot)


async def test_an_article_read_after_another_is_the_one_that_is_marked(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "enter", "N", "escape")
        assert marked(pilot) == "kebun"


async def test_moves(project: Project) -> None:
    bring(project, {f"n{number:03}": f"Judul {number:03}\nIsi." for number in range(300)})
    async with library(project, NARROW) as pilot:
        page = screen(pilot).list.size.height - 1
        places = []
        for key in ("G", "k", "g", "up", "pagedown", "ctrl+d", "space", "pageup", "end", "home"):
            await press(pilot, key)
            places.append(screen(pilot).list.marked)
        assert places == [302, 301, 0, 0, page, 2 * page, 3 * page, 2 * page, 302, 0]
        await press(pilot, "G")
        assert "▌  · Alun-alun" in screen_text(pilot), "ids go on: n… comes before pasar"
        assert "303/303" in screen_text(pilot)


async def test_sorting_by_key_keeps_the_mark_on_its_article(project: Project) -> None:
    work(project, "eva", "kebun", Progress.BEGUN)
    project.keep_place("eva", "pasar", 3)
    async with library(project) as pilot:
        await press(pilot, "down")
        orders = {}
        for _ in Sort:
            orders[str(screen(pilot).catalogue.listing.sort)] = ids(pilot)
            if screen(pilot).catalogue.listing.sort is not Sort.WORKED:  # it was at the top before
                assert marked(pilot) == "kebun"
            await press(pilot, "s")
        assert orders == {
            "id": ["dermaga", "kebun", "pasar"],
            "title": ["pasar", "dermaga", "kebun"],
            "date": ["dermaga", "kebun", "pasar"],
            "publisher": ["pasar", "kebun", "dermaga"],
            "state": ["kebun", "dermaga", "pasar"],
            "worked": ["pasar", "dermaga", "kebun"],
        }
        await press(pilot, "S")
        assert ids(pilot) == ["pasar", "kebun", "dermaga"]
        assert "by id, last first" in screen_text(pilot)
        await press(pilot, "g", "s", "S")
        assert (screen(pilot).list.marked, marked(pilot)) == (0, "kebun"), "at the top one stays at the top"


async def test_a_click_on_a_columns_name_sorts_and_another_turns_round(project: Project) -> None:
    async with library(project) as pilot:
        head = screen(pilot).query_one(ListHead)
        line = screen_text(pilot).splitlines()[head.region.y]
        column = line.index("publisher") - head.region.x + 2
        await pilot.click(head, offset=(column, 0))
        await settle(pilot)
        assert ids(pilot) == ["pasar", "kebun", "dermaga"]
        assert "publisher ▴" in screen_text(pilot)
        await pilot.click(head, offset=(column, 0))
        await settle(pilot)
        assert ids(pilot) == ["dermaga", "kebun", "pasar"]
        assert "publisher ▾" in screen_text(pilot)


async def test_a_click_marks_and_a_double_click_opens(project: Project) -> None:
    async with library(project) as pilot:
        await pilot.click(ArticleList, offset=(12, 2))
        await settle(pilot)
        assert marked(pilot) == "pasar"
        await pilot.click(ArticleList, offset=(12, 1), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReadScreen)
        assert pilot.app.screen.state.reading.article.id == "kebun"


async def test_a_double_click_on_the_preview_opens_what_it_shows(project: Project) -> None:
    async with library(project) as pilot:
        await pilot.click(ArticleList, offset=(12, 2))
        await settle(pilot)
        await pilot.click(Preview, offset=(5, 3), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReadScreen)
        assert pilot.app.screen.state.reading.article.id == "pasar"


async def test_a_click_on_a_key_does_what_it_says(project: Project) -> None:
    async with library(project) as pilot:
        bar = screen(pilot).query_one(CommandBar)
        line = screen_text(pilot).splitlines()[bar.region.y]
        await pilot.click(bar, offset=(line.index("s sort"), 0))
        await settle(pilot)
        assert screen(pilot).catalogue.listing.sort is Sort.TITLE
        await pilot.click(bar, offset=(line.index("filter") + 2, 0))
        await settle(pilot)
        assert isinstance(pilot.app.screen, FilterScreen)


async def test_words_are_found_while_they_are_typed(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "slash", *"zai")
        assert ids(pilot) == ["kebun"]
        await press(pilot, "ctrl+u", *"kafe sati")
        assert ids(pilot) == ["dermaga"]
        shown = screen_text(pilot)
        assert "1 of 3 articles · “kafe sati”" in shown
        assert "found 2 times" in shown
        assert "Warga datang" not in shown.partition("found 2 times")[2], "the passage, not the beginning"
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, ReadScreen)
        await press(pilot, "escape")
        assert ids(pilot) == ["dermaga"], "the search is as it was"
        await press(pilot, "escape")
        assert len(ids(pilot)) == 3
        assert marked(pilot) == "dermaga"


async def test_an_article_opens_at_what_the_search_has_found(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "slash", *"kafe sati", "enter", "enter")
        reader = pilot.app.screen
        assert isinstance(reader, ReadScreen)
        text = TEXTS["dermaga"]
        assert reader.state.cursor == text.index("Kafé")
        assert reader.state.search is not None
        assert [text[slice(*place)] for place in reader.state.search.matches] == ["Kafé", "Sati"]
        assert "1 of 2 for “kafe sati”: / and Enter go through them." in screen_text(pilot)
        await press(pilot, "slash", "enter", "n")
        assert reader.state.cursor == text.index("Sati")
        await press(pilot, "escape", "escape")
        await press(pilot, "enter", "g", "escape")
        await press(pilot, "escape", "enter")
        assert pilot.app.screen.state.cursor == 0, "without a search, where one left off"


async def test_an_article_with_the_words_in_its_title_alone_opens_where_one_left_off(
    project: Project,
) -> None:
    async with library(project) as pilot:
        await press(pilot, "slash", *"diresmikan", "enter", "enter")
        reader = pilot.app.screen
        assert isinstance(reader, ReadScreen)
        assert (reader.state.cursor, reader.state.search) == (0, None)


async def test_the_list_moves_while_words_are_typed(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "slash", *"pe")
        await settle(pilot)
        assert ids(pilot) == ["kebun", "pasar"]
        await press(pilot, "down")
        assert marked(pilot) == "pasar"
        assert screen(pilot).query_one(Input).value == "pe"
        await press(pilot, "left", "backspace", "j", "?")
        assert screen(pilot).query_one(Input).value == "j?e", "letters are letters here"
        await press(pilot, "escape")
        assert len(ids(pilot)) == 3
        await press(pilot, "slash")
        assert screen(pilot).query_one(Input).value == ""


async def test_what_is_pasted_into_the_search_is_made_harmless(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "slash")
        screen(pilot).query_one(Input).value = '\x1b]52;c;eA==\x07 zaitun" OR \u202e'
        await settle(pilot)
        assert not any(char in screen_text(pilot) for char in "\x1b\x07\u202e")
        await press(pilot, "enter")
        assert "Nothing found" in screen_text(pilot)


async def test_nothing_found_says_how_to_go_on(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "slash", *"unicorn", "enter")
        assert "Nothing found: “unicorn”" in screen_text(pilot)
        await press(pilot, "down", "G", "n", "enter")
        assert isinstance(pilot.app.screen, LibraryScreen), "there is nothing to open"
        await press(pilot, "escape")
        assert marked(pilot) == "dermaga"


async def test_filters_are_chosen_combined_and_taken_away(project: Project) -> None:
    work(project, "eva", "kebun", Progress.DONE)
    async with library(project) as pilot:
        await press(pilot, "f", *"not done", "enter")
        assert ids(pilot) == ["dermaga", "pasar"]
        assert "2 of 3 articles · not done" in screen_text(pilot)
        await press(pilot, "f", *"kabar", "enter")
        assert screen(pilot).catalogue.listing == Listing(
            states=(Progress.NEW, Progress.BEGUN), publisher="Kabar Teluk"
        )
        assert ids(pilot) == ["dermaga"]
        await press(pilot, "f", *"kabar", "enter")
        assert ids(pilot) == ["dermaga", "pasar"]
        await press(pilot, "f", *"flagged", "enter")
        assert "Nothing found: not done · flagged" in screen_text(pilot)
        await press(pilot, "f", "down", "escape")
        assert "Nothing found: not done · flagged" in screen_text(pilot)
        await press(pilot, "escape")
        assert len(ids(pilot)) == 3


async def test_what_is_assigned_is_a_filter_where_anything_is(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "f")
        assert "assigned" not in screen_text(pilot)
        await press(pilot, "escape")
        project.act("eva", "assign", [Edit(PROJECT, "pasar", None, Assignment("eva"))])
        await press(pilot, "f", *"to me", "enter")
        assert ids(pilot) == ["pasar"]
        assert "1 of 3 articles · assigned to me" in screen_text(pilot)


async def test_next_not_done_goes_round_the_end_and_says_when_all_is_done(project: Project) -> None:
    work(project, "eva", "kebun", Progress.DONE)
    work(project, "eva", "pasar", Progress.DONE)
    async with library(project) as pilot:
        await press(pilot, "down", "n")
        assert marked(pilot) == "dermaga"
        work(project, "eva", "dermaga", Progress.DONE)
        await press(pilot, "n")
        assert "Every article that is listed is done." in screen_text(pilot)


async def test_going_on_opens_the_last_article_at_its_place(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "o")
        assert "You have not opened any article yet" in screen_text(pilot)
        project.keep_place("eva", "pasar", 25)
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, ReadScreen)
        assert pilot.app.screen.state.reading.article.id == "pasar"
        assert pilot.app.screen.state.paragraph == 1
        await press(pilot, "escape")
        assert marked(pilot) == "pasar"


async def test_what_another_process_writes_appears_and_the_mark_stays(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "down")
        with open_project(project.path, "bram") as second:
            bring(second, {"agus": "Agustus Tiba\nIsi."})
            work(second, "bram", "kebun", Progress.BEGUN)
        screen(pilot)._look_around()
        await settle(pilot)
        assert ids(pilot) == ["agus", "dermaga", "kebun", "pasar"]
        assert marked(pilot) == "kebun"
        assert "◐ bram" in screen_text(pilot)
        assert "of 4 done" in screen_text(pilot)
        assert not screen(pilot).catalogue.changed_elsewhere()


async def test_an_empty_library_says_what_to_do_and_fills_by_itself(tmp_path: Path) -> None:
    with create_project(tmp_path / "e.db", default_scheme_path().read_text(encoding="utf-8"), "eva") as empty:
        async with library(empty) as pilot:
            await press(pilot, "enter", "down", "G", "n", "s")
            assert "annotator import article.txt" in screen_text(pilot)
            with open_project(empty.path, "eva") as second:
                bring(second, TEXTS)
            screen(pilot)._look_around()
            await settle(pilot)
            assert len(ids(pilot)) == 3
            assert "There are no articles" not in screen_text(pilot)


async def test_help_lists_every_command(project: Project) -> None:
    async with library(project, (100, 60)) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, LibraryHelpScreen)
        shown = " ".join(screen_text(pilot).split())
        assert all(" ".join(one.help.split()[:5]) in shown for one in COMMANDS)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_the_palette_has_the_librarys_commands(project: Project) -> None:
    async with library(project) as pilot:
        titles = [one.title for one in pilot.app.get_system_commands(pilot.app.screen)]
        assert {"Search", "Filter", "Sort", "Next not done", "Theme", "Quit"} <= set(titles)


async def test_too_small_says_so_and_keeps_the_mark(project: Project) -> None:
    async with library(project) as pilot:
        await press(pilot, "down")
        for size in ((40, 10), (1, 1), NARROW, WIDE):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert ("Too small" in screen_text(pilot)) == (size == (40, 10)) or size == (1, 1)
        assert marked(pilot) == "kebun"
        assert "Petani memetik" in screen_text(pilot)


async def test_all_colours_are_the_themes(project: Project) -> None:
    work(project, "eva", "dermaga", Progress.BEGUN, flagged=True)
    async with library(project) as pilot:

        def colours() -> set[str]:
            strips = pilot.app.screen._compositor.render_strips()
            parts = [part for strip in strips for part in strip if part.text.strip() and part.style]
            return {str(part.style.color) for part in parts if part.style is not None}

        before = colours()
        await press(pilot, "ctrl+t")
        await pilot.pause(0.2)
        assert not before & colours(), "nothing is left in the colours of before"
        for _ in range(2):  # the terminal's own, of which dark and light share some
            await press(pilot, "ctrl+t")
            assert "Warga datang berperahu." in screen_text(pilot)


async def test_hostile_text_is_shown_as_text(project: Project) -> None:
    evil = "[bold]Judul[/] \x1b]52;c;aGk=\x07 \u202e"
    evil += "👨‍👩‍👧\n[@click=app.quit]Isi[/] \x1b[5;5H\x9b31m zaitun \x1b]0;x\x07"
    made = article_from_text(evil, "x", "id")
    hostile = Article(
        "aa[red]\x1b[2J", evil, made.paragraphs, "i\x1bd", evil.partition("\n")[0], "P\x07ers", "", "\x9b2026"
    )
    for _ in import_all(project, "eva", [Incoming(hostile)]):
        pass
    for size in (WIDE, NARROW, (200, 40)):
        async with library(project, size) as pilot:
            for keys in ((), ("slash", *"zaitun", "enter"), ("f",)):
                await press(pilot, *keys)
                shown = screen_text(pilot)
                assert not any(char in shown for char in "\x1b\x07\x9b\u202e\u200d")
                if "f" not in keys:
                    assert "[bold]Judul[/]" in shown
                    assert "[@click=app.quit]Isi[/]" in shown


async def test_a_project_that_can_only_be_read_is_listed(project: Project) -> None:
    with open_project(project.path, "eva", read_only=True) as shown:
        async with library(shown) as pilot:
            await press(pilot, "slash", *"zaitun", "enter")
            assert ids(pilot) == ["kebun"]


async def test_letters_pressed_together_with_the_key_that_begins_to_search_are_typed(
    project: Project,
) -> None:
    async with AnnotatorApp(project, "eva").run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for key in "/so":  # all of them go to the list, since it has the focus when the first comes
            screen(pilot).query_one(ArticleList).post_message(Key("slash" if key == "/" else key, key))
        for _ in range(3):
            await pilot.pause()
        assert screen(pilot).query_one("SearchLine Input", Input).value == "so"


async def test_an_article_without_a_title_is_listed_by_its_first_words_and_its_id_once(
    project: Project,
) -> None:
    made = article_from_text("Hujan reda.\nSelesai.", "tanpa", "id")
    for _ in import_all(
        project, "eva", [Incoming(Article("tanpa", made.text, made.paragraphs, "id", "", "", "", ""))]
    ):
        pass
    async with library(project) as pilot:
        await press(pilot, "G")
        assert marked(pilot) == "tanpa"
        row = next(line for line in screen_text(pilot).splitlines() if "▌" in line)
        assert "“Hujan reda. Selesai.”" in row
        assert row.count("tanpa") == 1


async def test_a_column_comes_with_the_first_article_that_has_something_for_it(project: Project) -> None:
    plain = [Incoming(article_from_text(f"Kata {number}.", f"a{number:02}", "id")) for number in range(40)]
    for _ in import_all(project, "eva", plain):
        pass
    async with library(project) as pilot:
        assert "date" not in screen_text(pilot)
        assert "publisher" not in screen_text(pilot)
        await press(pilot, "G")
        assert "Kabar Teluk" in screen_text(pilot)
        assert "publisher" in screen_text(pilot).splitlines()[1]
        await press(pilot, "g")
        assert "publisher" in screen_text(pilot).splitlines()[1], "nothing moves while one goes to and fro"
