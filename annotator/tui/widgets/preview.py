"""The preview: what the marked article is, how far people are in it, and how it begins or where words are found."""

from __future__ import annotations

import re

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from annotator.model.layer_names import Progress
from annotator.store.library import ArticleRow
from annotator.store.search import Passage
from annotator.text.shown import shown_line, shown_lines
from annotator.tui.widgets.list_columns import FLAG, GLYPHS, NOTED

_FOUND = "bold underline"
_LINE_ENDS = re.compile(r"(?:[^\S\n]*\n)+")
LENGTH = 3_000
"""Code points of an article that are fetched: more than fits on any screen."""


class Preview(Static):
    """Beside the list, or below it; nothing in it can be changed. A double click opens the article."""

    DEFAULT_CSS = "Preview { padding: 0 1; }"
    ALLOW_SELECT = False

    class Opened(Message):
        """The article that it shows is to be opened."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._drawn = Content()

    def on_click(self, event: events.Click) -> None:
        if event.chain == 2:
            self.post_message(self.Opened())

    def show(self, row: ArticleRow, passage: Passage, *, tall: bool, notes: int = 0) -> None:
        """Show an article.

        Args:
            tall: there is room for its title, and for a blank line between paragraphs.
            notes: how many wait there for the person's word.
        """
        about = [part for part in (row.publisher, row.date[:10], row.lang, row.id) if part]
        lines = [Content(_line(row.title)).stylize(Style.parse("bold"))] if tall and row.title else []
        lines.append(Content(_line(" · ".join(about))).stylize(Style.parse("$foreground-muted")))
        lines.append(_people(row))
        if notes:
            waits = "a note waits" if notes == 1 else f"{notes} notes wait"
            lines.append(Content(f"{NOTED} {waits} for you").stylize(Style.parse("$warning")))
        if passage.count:
            times = "once" if passage.count == 1 else f"{passage.count} times"
            lines.append(Content(f"found {times} in the text").stylize(Style.parse("$accent")))
        blank = "\n\n" if tall else "\n"
        self._put(Content("\n").join(lines) + Content(blank) + _text(row, passage, tall=tall))

    def clear(self) -> None:
        """Show nothing."""
        self._put(Content())

    def _put(self, content: Content) -> None:
        """Draw this content, unless it is what was drawn last."""
        if not content.is_same(self._drawn):
            self._drawn = content
            self.update(content, layout=False)


def _people(row: ArticleRow) -> Content:
    flag = f"{FLAG} " if row.flagged else ""
    mine = [f"{flag}{GLYPHS[row.state]} {row.state}"]
    if row.labels:
        mine.append(f"{row.labels} label{'s' if row.labels > 1 else ''}")
    if row.paragraph:
        mine.append(f"left off at ¶ {row.paragraph} of {row.paragraphs}")
    style = {Progress.NEW: "$foreground-muted", Progress.BEGUN: "$warning", Progress.DONE: "$success"}[
        row.state
    ]
    others = "".join(f"   {GLYPHS[one.state]} {_line(one.layer)}" for one in row.others)
    return Content(", ".join(mine)).stylize(Style.parse(style)) + Content(others).stylize(
        Style.parse("$foreground-muted")
    )


def _text(row: ArticleRow, passage: Passage, *, tall: bool) -> Content:
    """The passage, without a first line that says the title once more; what was found stands out."""
    text = passage.text
    title, _, _ = text.partition("\n")
    at = len(title) if passage.start == 0 and title.strip() == row.title.strip() else 0
    at += len(text[at:]) - len(text[at:].lstrip())
    pieces = []
    for start, end in passage.found:
        if start >= at:
            pieces += [_words(text[at:start], tall), _words(text[start:end], tall).stylize(_FOUND)]
            at = end
    return Content("").join([*pieces, _words(text[at:], tall)])


def _words(text: str, tall: bool) -> Content:
    """Text as it is shown, between its paragraphs one blank line or none."""
    return Content(shown_lines(_LINE_ENDS.sub("\n\n" if tall else "\n", text)))


def _line(text: str) -> str:
    return shown_line(text)
