"""How far people agree, on a screen: every figure with its interval, and behind it the places where they differ."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.model.items import GOLD, SUGGESTIONS
from annotator.review.counting import Labelled
from annotator.store import reading
from annotator.store.project import Project
from annotator.text.graphemes import cell_width
from annotator.tui.agreement_rows import Item, Row, compute, rows
from annotator.tui.beside import beside
from annotator.tui.dialog_commands import AGREEMENT
from annotator.tui.done_twice import Gathering, blind_to
from annotator.tui.screens.dialog import Box, one_line, titled
from annotator.tui.widgets.hints import Hints

_TITLE, _COUNT, _FIGURE, _WIDE_FIGURE = 18, 7, 12, 18
"""Cells of a row's title, of a number, and of a figure without and with its interval."""
_WIDE = 116
"""Columns of the terminal from which intervals are shown."""
_BREATH = 10
"""Articles that are read before keys are looked at again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person wants to go."""

    article: str
    offset: int


class AgreementScreen(Box[Place | None]):
    """A list of figures; enter lists what is behind one, enter there goes to the place."""

    DEFAULT_CSS = "AgreementScreen #box { width: 118; }"
    SMALL = AGREEMENT
    OTHER_ROWS = 5

    def __init__(self, project: Project, who: str) -> None:
        super().__init__()
        self._project = project
        self._who = who
        self._rows: list[Row] = []
        self._seen: list[Labelled] = []
        """Articles that the person may see."""
        self._hidden = 0
        self._layers: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "Agreement, as articles were when first marked done"
            yield OptionList(markup=False)
            yield Hints("", "Reading what two people have done …")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.run_worker(self._gather(), exclusive=True)

    def action_cursor(self, by: int) -> None:
        """Mark the next row with something behind it, or the one before."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    async def _gather(self) -> None:
        """Read the articles one by one, then compute, while keys are answered."""
        then, now = [], []
        with self._project.reading() as db:
            names = [
                name for name in reading.layer_names(db) if name != GOLD and not name.startswith(SUGGESTIONS)
            ]
            gathering = Gathering(self._project, names)
        self._layers = names
        for number, article in enumerate(gathering.articles, start=1):
            with self._project.reading():
                both = gathering.read(article)
                if both is None:
                    continue
                if blind_to(self._project, self._who, both.then):
                    self._hidden += 1
                else:
                    self._seen.append(both.then)
            then.append(both.then)
            now.append(both.now)
            if number % _BREATH == 0:
                self._hint(f"{number:,} articles …")
                await asyncio.sleep(0)
        if then:
            self._rows = rows(await beside(compute, then, now))
        self._show(len(then))

    def _show(self, count: int) -> None:
        options = self.query_one(OptionList)
        wide = self.app.size.width >= _WIDE
        options.add_options(Option(_line(row, wide=wide), disabled=row.behind is None) for row in self._rows)
        if not self._rows:
            self._hint("No article is done by two people yet; agreement needs that.", self.hint("escape"))
            return
        names = ", ".join(self._layers[:4]) + (", …" if len(self._layers) > 4 else "")
        told = f"Agreement of {names} over {count} article{'s' if count != 1 else ''}, as first marked done"
        self.query_one("#box").border_title = titled(one_line(told, 100))
        options.highlighted = next(n for n, row in enumerate(self._rows) if row.behind is not None)
        articles = "article is" if self._hidden == 1 else "articles are"
        hidden = f"{self._hidden} {articles} hidden until you have done them." if self._hidden else ""
        self._hint(hidden, self.hint(("take", "lists what is behind a figure"), "move", "escape"))

    def _hint(self, told: str, keys: str = "") -> None:
        self.query_one(Hints).say(told, keys)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        row = self._rows[event.option_index]
        if row.behind is not None:
            texts = {}
            items = [item for one in self._seen for item in row.behind(one)]
            with self._project.reading():
                for article in {item.article for item in items}:
                    texts[article] = self._project.article(article).text
            listed = [(item, texts[item.article][item.start : item.end]) for item in items]
            self.app.push_screen(ItemsScreen(row.title, listed), self._chosen)

    def _chosen(self, place: Place | None) -> None:
        if place is not None:
            self.dismiss(place)


class ItemsScreen(Box[Place | None]):
    """The places behind a figure."""

    DEFAULT_CSS = "ItemsScreen #box { width: 110; }"
    OTHER_ROWS = 4

    def __init__(self, title: str, listed: Sequence[tuple[Item, str]]) -> None:
        super().__init__()
        self._title = title
        self._listed = listed

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            number = len(self._listed)
            box.border_title = titled(one_line(f"{self._title}: {number} on which layers differ", 80))
            yield OptionList(*(Option(_item_line(item, words)) for item, words in self._listed), markup=False)
            if number:
                yield Hints(self.hint(("take", "goes to the place"), "move", "escape"))
            else:
                yield Hints(self.hint("escape"), "They differ on nothing here.")

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        if self._listed:
            options.highlighted = 0

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        item = self._listed[event.option_index][0]
        self.dismiss(Place(item.article, item.start))


def _line(row: Row, *, wide: bool) -> Content:
    is_head = row.behind is None
    line = Content(_padded(one_line(row.title, _TITLE), _TITLE + 1))
    for number, cell in enumerate(row.cells):
        text = cell if isinstance(cell, str) else cell.shown(wide=wide)
        counts = number == 0 and _counts(row)
        line += Content(_padded(text, _COUNT if counts else _WIDE_FIGURE if wide else _FIGURE))
    line = line.rstrip()
    return line.stylize(Style.parse("$accent bold")) if is_head else line


def _counts(row: Row) -> bool:
    """Whether the first cell is a number of spans, which needs less room."""
    return isinstance(row.cells[0], str) and (row.behind is not None or row.title == "label")


def _item_line(item: Item, words: str) -> Content:
    return (
        Content(_padded(one_line(item.article, 18), 20)).stylize(Style.parse("$text-muted"))
        + Content(_padded(one_line(item.words, 28), 30)).stylize(Style.parse("bold"))
        + Content(one_line(words, 56))
    )


def _padded(text: str, cells: int) -> str:
    return text + " " * max(1, cells - cell_width(text))
