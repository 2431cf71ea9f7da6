"""Every cell of lines that are hard to lay out: a click hits what is drawn there, and its offset leads back.

What is drawn is the oracle: rows of the widget are cut into graphemes by another library, and followed through the
article's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import regex
from rich.cells import cell_len
from textual import events
from textual.geometry import Region

from annotator.text.safe import safe
from annotator.tui.widgets.article_layout import GUTTER
from annotator.tui.widgets.article_view import ArticleView
from tests.tui.test_article_view import Bare, reversed_text
from tests.unit.sessions import Session, a_state

LINES = {
    "emoji": "Hujan ☔ lalu panas ☀️, kata 👩🏽‍🌾 dan 👍🏿 tiga 🌶️🌶️ kali.",
    "families": "Keluarga 👨‍👩‍👧‍👦 itu, 👩‍❤️‍👨, 🏳️‍🌈 dan 🏴‍☠️ berdiri rapat👨‍👩‍👧rapat.",
    "flags": "Bendera 🇮🇩🇯🇵🇧🇷 berkibar🇮🇩di 🇯🇵 dermaga 🇧.",
    "combining": "Ca\u0301fe\u0301 e\u0323\u0301 te\u0301ra\u0308\u0304khir o\u0308 dan Z\u0351\u036b\u0343algo.",
    "cjk": "Ibu 山田 membaca 「朝の市場」 di ﾊﾝｶｸ, lalu 한국어 dan ＦＵＬＬ.",
    "hangul jamo": "Huruf \u1112\u1161\u11ab\u1100\u1173\u11af terurai.",
    "arabic": "Kata مُعَلِّمٌ berarti guru, kata شمس berarti matahari.",
    "devanagari": "Salam नमस्ते dan क्षत्रिय di pintu.",
    "tabs": "Satu\tdua\t\ttiga\tempat\t.",
    "controls": "Lonceng \x07 lalu \x1b[31mmerah\x1b[0m \x00\x08\x0b\x0c\x7f dan \x9b5n \x85 \x9d0;x\x9c.",
    "a terminal's commands": '\x1b]0;pwned\x07"Teks\tdengan\ttab," kata\u202e Tono\u202c lalu e\u0301\x07\u0301\x85x.',
    "a flag of tags": "Tim \U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f menang.",
    "bidi controls": "Balik \u202ekanan\u202c lalu \u2066dalam\u2069 \u200fmarka\u200e \u061c dan \ufeffakhir.",
    "markup": "Tulis [bold red]tebal[/] dan [link=x]tautan[/link] \\[bukan] [@click=app.quit]klik[/].",
    "no width": "Ta\u00adri \u200bkuda \u2060lau\u200ct.",
    "no break": "Satu\u00a0dua\u202ftiga\u00a0empat\u00a0lima\u00a0enam\u00a0tujuh\u00a0delapan.",
    "a long word": "Lihat https://contoh.example/"
    + "sangat-panjang/" * 9
    + "akhir lalu "
    + "甲" * 70
    + " "
    + "👍🏽" * 40,
}

VIRAMA = "\u094d"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A grapheme as it is drawn."""

    row: int
    column: int
    """Of its first cell, from the widget's left edge."""
    cells: int
    offset: int
    """Of its first code point in the article."""
    shown: str


def drawn(view: ArticleView, text: str) -> Iterator[Drawn]:
    """Every grapheme in sight, found by following the rows through the text."""
    shown, offset = safe(text), 0
    rows = [strip.text for strip in view.render_lines(Region(0, 0, *view.size))]
    for row, line in enumerate(rows):
        words = line[GUTTER:].rstrip(" ")
        if not words:
            continue
        while not shown.startswith(words, offset):
            assert shown[offset].isspace(), f"{words!r} does not follow"
            offset += 1
        column = GUTTER
        for found in graphemes(words):
            cells = cell_len(found)
            yield Drawn(row, column, cells, offset, found)
            column += cells
            offset += len(found)
    assert not shown[offset:].strip()


def graphemes(words: str) -> list[str]:
    """As a terminal shows them: a conjunct in the cells of its letters, what has no width with what stands before."""
    found: list[str] = []
    for cluster in regex.findall(r"\X", words):
        for piece in regex.findall(f"[^{VIRAMA}]+{VIRAMA}?", cluster):
            if cell_len(piece) or not found:
                found.append(piece)
            else:
                found[-1] += piece
    return found


def click(view: ArticleView, column: int, row: int) -> None:
    button = {"button": 1, "shift": False, "meta": False, "ctrl": False}
    view.on_mouse_down(events.MouseDown(view, column, row, 0, 0, **button))
    view.on_mouse_up()


@pytest.mark.parametrize("columns", [24, 61, 100])
@pytest.mark.parametrize("name", LINES)
async def test_every_cell_of_a_line_hits_what_is_drawn_there(name: str, columns: int) -> None:
    text = f"Judul\n{LINES[name]}"
    app = Bare(text)
    async with app.run_test(size=(columns, 40)) as pilot:
        await pilot.pause()
        expected = []
        for one in drawn(app.view, text):
            for cell in range(one.column, one.column + one.cells):
                click(app.view, cell, one.row)
                expected.append(("cursor", one.offset, False))
        await pilot.pause()
        assert app.asked == expected
        assert len(expected) > len("Judul")


@pytest.mark.parametrize("name", LINES)
async def test_a_cursor_stands_on_the_cells_that_were_clicked(name: str) -> None:
    text = f"Judul\n{LINES[name]}"
    app = Bare(text)
    async with app.run_test(size=(61, 40)) as pilot:
        await pilot.pause()
        for one in list(drawn(app.view, text)):
            app.view.place(one.offset)
            assert reversed_text(app.view) == one.shown


@pytest.mark.parametrize("name", LINES)
async def test_the_reader_goes_and_selects_by_what_is_drawn(name: str) -> None:
    """A cursor walks over, and a selection takes, exactly what stands in a cell of its own: no more and no less."""
    session = Session(a_state((LINES[name],)))
    text = session.state.reading.text
    app = Bare(text)
    async with app.run_test(size=(61, 40)) as pilot:
        await pilot.pause()
        graphemes = list(drawn(app.view, text))
    for one in graphemes:
        session("click", offset=one.offset)
        assert session.state.cursor == one.offset
        session("select")
        stored = text[one.offset : one.offset + len(one.shown)]
        start, words = one.offset + len(stored) - len(stored.lstrip()), stored.strip()
        assert session.state.selection == ((start, start + len(words)) if words else None)
        session("select")
    there = walk(session, "grapheme-next", 0)
    assert walk(session, "grapheme-previous", there[-1]) == there[::-1]
    # White space at a row's end is not drawn there, and gone over all the same.
    assert [place for place in there if place not in {one.offset for one in graphemes}] == [
        place for place in hanging(text, graphemes) if place < len(text)
    ]


def walk(session: Session, command: str, start: int) -> list[int]:
    """Every place that a key leads to, one after the other."""
    session("go", offset=start)
    places = [start]
    while session(command).state.cursor != places[-1]:
        places.append(session.state.cursor)
    return places


def hanging(text: str, graphemes: list[Drawn]) -> list[int]:
    """Offsets of what no row draws."""
    seen = {place for one in graphemes for place in range(one.offset, one.offset + len(one.shown))}
    return [place for place in range(len(text)) if place not in seen]
