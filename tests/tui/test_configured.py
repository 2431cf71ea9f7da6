"""The reader with a person's own keys and widths."""

from __future__ import annotations

from pathlib import Path
from time import time

import pytest

from annotator.config.reading import Config, parse_config
from annotator.formats.articles import article_from_text
from annotator.store.imports import Incoming, import_all
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.help import help_text
from annotator.tui.sizes import cards_width
from annotator.tui.widgets.article_layout import GUTTER
from tests.tui.journeys import WIDE, press, reader, screen_text


def configured(text: str) -> Config:
    return parse_config(text, Path("c.toml"))


async def test_keys_of_ones_own_work_and_the_footer_shows_them(project: Project) -> None:
    config = configured('[keys]\nparagraph-next = "ctrl+n"\nundo = "f5"\n')
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=(160, 34)) as pilot:
        assert "Ctrl+N next ¶" in screen_text(pilot)
        await press(pilot, "n")
        assert reader(pilot).state.paragraph == 0
        await press(pilot, "ctrl+n", "q")
        assert reader(pilot).state.paragraph == 1
        assert "F5 undo" in screen_text(pilot)
        await press(pilot, "f5")
        assert reader(pilot).state.message == "Undone: tag QUOTE."
        assert "\nF5  " in help_text(reader(pilot).commands).plain


async def test_messages_cards_and_hints_name_the_keys_in_force(project: Project) -> None:
    keys = 'person = "f6"\nundo = "f5"\nborders = "f7"\nsearch = "f8"\nword-next = "f10"\n'
    config = configured(f'[keys]\n{keys}implied-person = "f3"\nhelp = "f2"\nescape = "f4"\n')
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=(160, 34)) as pilot:
        await press(pilot, "n", "q")
        assert "? s tags · F3 implied" in screen_text(pilot)
        await press(pilot, "c", "s")
        assert "→ ? F6 names" in screen_text(pilot)
        await press(pilot, "f7")
        assert "F7 takes the start, Enter keeps, F4 leaves it as it was." in screen_text(pilot)
        assert "F10 b ← → move the end  F7 other end  Enter keep  F4 leave it" in screen_text(pilot)
        await press(pilot, "f4", "m")
        assert reader(pilot).state.message == "“m” does nothing here; F2 shows all keys."
        await press(pilot, "home", "tab")
        assert "F6 names one." in reader(pilot).state.message
        await press(pilot, "d")
        assert "deleted; F5 brings it back." in reader(pilot).state.message
        await press(pilot, "f8", "r", "i", "enter")
        assert "F8 change" in screen_text(pilot)


async def test_an_article_that_writes_braces_is_quoted_as_it_is(project: Project) -> None:
    article = article_from_text('"Tulis {undo} lalu {} di sini," kata Rina Wulandari.', "kurung", "id")
    for _ in import_all(project, "eva", [Incoming(article)]):
        pass
    async with AnnotatorApp(project, "eva", "kurung").run_test(size=WIDE) as pilot:
        await press(pilot, "q")
        assert "Tulis {undo} lalu {} di" in reader(pilot).state.message


async def test_what_is_wrong_is_told_and_the_rest_counts(project: Project) -> None:
    config = configured('theme = "no"\n[keys]\nundo = ["q", "f5"]\n[reader]\nmeasure = 40\ncards = 50\n')
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=WIDE) as pilot:
        await pilot.pause()
        told = [notice.message for notice in pilot.app._notifications]
        assert len(told) == 1
        assert told[0].startswith("c.toml, line 1, theme: there is no theme 'no'")
        assert told[0].endswith("And 1 more: `annotator config` lists them.")
        assert reader(pilot).cards.size.width + 2 <= 50
        assert reader(pilot).cards.outer_size.width == 50
        await press(pilot, "n", "q", "f5")
        assert reader(pilot).state.message == "Undone: tag QUOTE."
        rows = [strip.text for strip in pilot.app.screen._compositor.render_strips()][1:-2]
        assert all(len(row[50:].rstrip()) <= 40 + 6 + 1 for row in rows)
        await pilot.resize_terminal(90, 30)
        await pilot.pause()
        assert reader(pilot).cards.outer_size.width == 90


async def test_words_of_ones_own_are_in_the_reader(project: Project, tmp_path: Path) -> None:
    (tmp_path / "packs" / "id").mkdir(parents=True)
    (tmp_path / "packs" / "id" / "mine.toml").write_text('[words]\ntitles = ["nakhoda"]\nodd = 1\n')
    config = parse_config('packs = "packs"', tmp_path / "config.toml")
    async with AnnotatorApp(project, "eva", "taman", config).run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert "nakhoda" in reader(pilot).state.reading.pack.titles
        (notice,) = pilot.app._notifications
        assert "mine.toml, line 3, words.odd: unknown key" in notice.message


@pytest.mark.parametrize(
    ("columns", "text", "width"),
    [(110, "", 38), (120, "", 38), (140, "", 54), (160, "", 60), (200, "", 60), (200, "cards = 44", 44)],
)
def test_the_cards_take_what_the_article_leaves_unless_their_width_is_set(
    columns: int, text: str, width: int
) -> None:
    config = configured(f"[reader]\n{text}\n")
    assert cards_width(columns, config) == width
    assert columns < 140 or columns - width >= config.measure + GUTTER, "the measure is whole"


async def test_toasts_leave_the_lines_alone_and_go_with_the_next_key(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = AnnotatorApp(project, "eva", "taman", configured('theme = "no"\n'))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        rows = screen_text(pilot).splitlines()
        told = [number for number, row in enumerate(rows) if "there is no theme" in row]
        assert told == [1]
        assert "saved" in rows[0]
        assert "help" in rows[-1]
        assert rows[1].startswith("▌     Taman Kota"), "the text stays to be read beside it"
        await press(pilot, "n", "q", "c", "s", "m")
        assert "Who is “" in screen_text(pilot)
        assert "there is no theme" not in screen_text(pilot), "not over what is asked"
        await press(pilot, "escape", "n")
        assert "there is no theme" in screen_text(pilot), "nobody has had the time to read it"
        monkeypatch.setattr("annotator.tui.program.time", lambda: time() + 60)
        await press(pilot, "n")
        assert "there is no theme" not in screen_text(pilot)


async def test_a_project_that_can_only_be_read_says_so_in_its_lines_and_in_no_toast(project: Project) -> None:
    with open_project(project.path, "eva", read_only=True) as opened:
        opened.notices.append("The project can only be read: p.db or its folder cannot be written.")
        app = AnnotatorApp(opened, "eva", "taman")
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            rows = screen_text(pilot).splitlines()
            assert rows[0].rstrip().endswith("eva · read only")
            assert rows[-2].startswith(" The project can only be read: p.db")
            assert "can only be read" not in "\n".join(rows[:-2])
