"""The article widget, mounted: what it draws, where it scrolls, what the mouse asks for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region

from annotator.model.article import Article, Paragraph
from annotator.model.items import Fragment, Span
from annotator.model.scheme import load_scheme
from annotator.tui.theme import THEMES
from annotator.tui.widgets.article_layout import GUTTER
from annotator.tui.widgets.article_view import ArticleView
from tests.unit.test_article_layout import PIECES

SCHEME = load_scheme(Path(__file__).parents[2] / "schemas" / "quotation.toml")


class Bare(App[None]):
    def __init__(self, text: str, theme: str = "annotator-dark") -> None:
        super().__init__()
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme
        self.article = article_of(text)
        self.asked: list[tuple[object, ...]] = []

    def compose(self) -> ComposeResult:
        yield ArticleView(SCHEME)

    def on_mount(self) -> None:
        self.view = self.query_one(ArticleView)
        self.view.show(self.article)

    def on_article_view_cursor_requested(self, message: ArticleView.CursorRequested) -> None:
        assert message.control is self.view
        self.asked.append(("cursor", message.offset, message.extend))

    def on_article_view_word_requested(self, message: ArticleView.WordRequested) -> None:
        self.asked.append(("word", message.offset))

    def on_article_view_sentence_requested(self, message: ArticleView.SentenceRequested) -> None:
        self.asked.append(("sentence", message.offset))


def article_of(text: str) -> Article:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(start, start + len(line)))
        start += len(line) + 1
    return Article("a1", text, tuple(paragraphs))


def screen(view: ArticleView) -> list[str]:
    return [strip.text.rstrip() for strip in view.render_lines(Region(0, 0, *view.size))]


def styles(view: ArticleView, y: int) -> list[Style]:
    """Style of every code point of a row of the widget."""
    [strip] = view.render_lines(Region(0, y, view.size.width, 1))
    return [segment.style for segment in strip for _ in segment.text]


def reversed_text(view: ArticleView) -> str:
    lines = view.render_lines(Region(0, 0, *view.size))
    return "".join(s.text for strip in lines for s in strip if s.style and s.style.reverse)


def watch(view: ArticleView, monkeypatch: pytest.MonkeyPatch) -> list[Region]:
    """Collects the regions that the view asks to have drawn again."""
    asked: list[Region] = []
    real = view.refresh

    def refresh(*regions: Region, **how: bool) -> ArticleView:
        asked.extend(regions or [view.size.region])
        return real(*regions, **how)

    monkeypatch.setattr(view, "refresh", refresh)
    return asked


TEXT = "Judul berita\n" + '"Kami siap," kata Sergei Lavrov, Minggu.\n' + "Isi " * 30


async def test_rows_gutter_and_bar() -> None:
    app = Bare(TEXT)
    async with app.run_test(size=(50, 12)) as pilot:
        quote, speaker = Fragment(13, 25), Fragment(31, 44)
        app.view.mark([Span("s1", "QUOTE", (quote,)), Span("s2", "SPEAKER", (speaker,))])
        app.view.place(13)
        await pilot.pause()
        lines = screen(app.view)
        assert lines[0] == "      Judul berita"
        assert lines[1] == ""
        assert lines[2] == '▌QS   "Kami siap," kata Sergei Lavrov, Minggu.'
        assert lines[4] == "      " + ("Isi " * 11).rstrip()
        row = styles(app.view, 2)
        assert row[GUTTER + 1].underline
        assert row[GUTTER + 18].bold
        assert not row[GUTTER + 13].underline
        assert row[GUTTER].reverse


async def test_nothing_is_drawn_right_of_the_text() -> None:
    app = Bare("kata " * 2000)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        assert not app.view.show_vertical_scrollbar
        assert max(len(line) for line in screen(app.view)) <= GUTTER + 80


async def test_cursor_on_blank_at_end_and_selection() -> None:
    app = Bare("satu dua\ntiga")
    async with app.run_test(size=(40, 8)) as pilot:
        for offset, shown in ((0, "s"), (4, " "), (8, " "), (9, "t"), (13, " ")):
            app.view.place(offset)
            await pilot.pause()
            assert reversed_text(app.view) == shown
        app.view.place(11, (2, 11))
        await pilot.pause()
        assert reversed_text(app.view) == "tu duati"
        app.view.place(2, (2, 11))
        await pilot.pause()
        assert reversed_text(app.view) == "u duati"  # its first letter carries the cursor


async def test_a_discontinuous_span_leaves_its_gap_alone() -> None:
    app = Bare("satu dua tiga")
    async with app.run_test(size=(40, 8)) as pilot:
        app.view.mark({"s1": Span("s1", "QUOTE", (Fragment(0, 4), Fragment(9, 13)))})
        await pilot.pause()
        marked = [style.underline for style in styles(app.view, 0)][GUTTER : GUTTER + 13]
        assert [bool(one) for one in marked] == [True] * 4 + [False] * 5 + [True] * 4


async def test_only_rows_that_look_different_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Bare("\n".join("kata " * 30 for _ in range(6)))
    async with app.run_test(size=(60, 30)) as pilot:
        app.view.place(0)
        await pilot.pause()
        asked = watch(app.view, monkeypatch)
        app.view.place(5)
        assert asked == [Region(0, 0, GUTTER + 6, 1)]
        await pilot.pause()
        asked.clear()
        app.view.place(5)
        assert asked == []
        spans = {"s1": Span("s1", "CUE", (Fragment(60, 64),))}
        app.view.mark(spans)
        assert [region.y for region in asked] == [1]
        await pilot.pause()
        asked.clear()
        app.view.mark(dict(spans))
        assert asked == []
        app.view.emphasise(["s1"])
        assert [region.y for region in asked] == [1]
        await pilot.pause()
        asked.clear()
        app.view.mark({})
        assert [region.y for region in asked] == [1]


async def test_what_is_drawn_in_steps_is_what_is_drawn_at_once() -> None:
    """The caches never show an old row."""
    app = Bare("\n".join(f"paragraf {n} dengan kata 习近平 é👨‍👩‍👧 dan lagi " * 3 for n in range(8)))
    async with app.run_test(size=(60, 18)) as pilot:
        spans: dict[str, Span] = {}
        for step in range(24):
            start = step * 37
            span = Span(f"s{step % 9}", ["QUOTE", "CUE", "SPEAKER"][step % 3], (Fragment(start, start + 50),))
            spans = {**spans, span.id: span}
            app.view.mark(spans)
            app.view.place(start, (max(0, start - 12), start) if step % 4 == 0 else None)
            app.view.emphasise([f"s{step % 5}"])
            await pilot.pause()
            stepped = app.view.render_lines(Region(0, 0, *app.view.size))
            app.view.notify_style_update()
            fresh = [app.view.render_line(y) for y in range(app.view.size.height)]
            assert [strip.text for strip in stepped] == [strip.text for strip in fresh]
            assert [list(strip) for strip in stepped] == [list(strip) for strip in fresh]


async def test_scrolls_by_a_third_and_shows_a_new_paragraph_whole() -> None:
    app = Bare("\n".join("kata " * 40 for _ in range(40)))
    async with app.run_test(size=(60, 30)) as pilot:
        view = app.view
        seen = []
        for paragraph in app.article.paragraphs[:12]:
            view.place(paragraph.start)
            await pilot.pause()
            seen.append(view.scroll_offset.y)
            top = view._plan.y_of(paragraph.start)
            bottom = view._plan.y_of(paragraph.end)
            assert seen[-1] <= top
            assert bottom < seen[-1] + 30
        steps = {b - a for a, b in pairwise(seen)} - {0}
        assert steps
        assert min(steps) >= 10
        view.place(len(app.article.text))
        await pilot.pause()
        assert view.scroll_offset.y == view.max_scroll_y
        view.place(0)
        await pilot.pause()
        assert view.scroll_offset.y == 0


async def test_resize_keeps_the_cursor_where_the_eye_is() -> None:
    app = Bare("\n".join("kata lagi " * 40 for _ in range(30)))
    async with app.run_test(size=(80, 30)) as pilot:
        app.view.place(6000)
        await pilot.pause()
        before = app.view._plan.y_of(6000) - app.view.scroll_offset.y
        await pilot.resize_terminal(60, 30)
        await pilot.pause()
        assert app.view._plan.y_of(6000) - app.view.scroll_offset.y == before
        assert reversed_text(app.view) == app.article.text[6000]


async def test_wheel_scrolls_and_leaves_the_cursor() -> None:
    app = Bare("kata " * 2000)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot._post_mouse_events([events.MouseScrollDown], app.view, offset=(10, 5))
        await pilot.pause()
        assert app.view.scroll_offset.y == 3
        assert app.asked == []


async def test_every_cell_of_a_mixed_line_asks_for_the_right_grapheme() -> None:
    app = Bare("".join(text for text, _ in PIECES))
    async with app.run_test(size=(60, 5)) as pilot:
        expected = []
        column, offset = GUTTER, 0
        for text, cells in PIECES:
            for cell in range(cells):
                await pilot.mouse_down(app.view, offset=(column + cell, 0))
                await pilot.mouse_up(app.view, offset=(column + cell, 0))
                expected.append(("cursor", offset, False))
            column += cells
            offset += len(text)
        assert app.asked == expected


async def test_drag_includes_what_is_under_the_pointer() -> None:
    app = Bare("satu dua tiga\nempat")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.mouse_down(app.view, offset=(GUTTER + 5, 0))
        for column in (5, 6, 7):
            await pilot.hover(app.view, offset=(GUTTER + column, 0))
        await pilot.hover(app.view, offset=(GUTTER + 2, 0))
        await pilot.mouse_up(app.view, offset=(GUTTER + 2, 0))
        await pilot.hover(app.view, offset=(GUTTER + 9, 0))
        assert distinct(app.asked) == [
            ("cursor", 5, False),
            ("cursor", 6, True),
            ("cursor", 7, True),
            ("cursor", 2, True),
        ]


def distinct(asked: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return list(dict.fromkeys(asked))


async def test_double_and_triple_click() -> None:
    app = Bare("satu dua tiga")
    async with app.run_test(size=(40, 8)) as pilot:
        await pilot.click(app.view, offset=(GUTTER + 6, 0), times=3)
        await pilot.pause()
        assert [one for one in app.asked if one[0] != "cursor"] == [("word", 6), ("sentence", 6)]


@pytest.mark.parametrize("theme", ["annotator-dark", "annotator-light", "ansi-dark", "ansi-light", "nord"])
async def test_themes(theme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = Bare(TEXT, "annotator-dark")
    async with app.run_test(size=(50, 12)) as pilot:
        app.view.mark([Span("s1", "QUOTE", (Fragment(13, 25),))])
        app.theme = theme
        await pilot.pause()
        style = styles(app.view, 2)[GUTTER + 2]
        assert style.underline
        assert style.color is not None
        if theme == "ansi-dark":
            assert style.color.name == "green"


async def test_without_colour_the_signs_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = Bare(TEXT)
    async with app.run_test(size=(50, 12)) as pilot:
        app.view.mark([Span("s1", "QUOTE", (Fragment(13, 25),)), Span("s2", "SPEAKER", (Fragment(31, 44),))])
        await pilot.pause()
        row = styles(app.view, 2)
        assert row[GUTTER + 2].underline
        assert row[GUTTER + 20].bold
        triplet = row[GUTTER + 2].color.triplet
        assert triplet.red == triplet.green == triplet.blue
        assert screen(app.view)[2].startswith(" QS ")


async def test_empty_articles_and_paragraphs() -> None:
    app = Bare("")
    async with app.run_test(size=(40, 8)) as pilot:
        app.view.place(0)
        await pilot.pause()
        assert reversed_text(app.view) == " "
        app.view.show(Article("a2", "", ()))
        app.view.place(5)
        app.view.mark({"s1": Span("s1", "QUOTE", (Fragment(0, 1),))})
        await pilot.pause()
        assert set(screen(app.view)) == {""}
        await pilot.click(app.view, offset=(10, 3))


async def test_show_takes_another_article_and_forgets_the_first() -> None:
    app = Bare(TEXT)
    async with app.run_test(size=(40, 8)) as pilot:
        app.view.mark([Span("s1", "QUOTE", (Fragment(0, 5),))])
        app.view.place(40, (13, 40))
        await pilot.pause()
        app.view.show(article_of("baru saja"))
        await pilot.pause()
        assert screen(app.view)[0] == "▌     baru saja"
        assert reversed_text(app.view) == "b"
