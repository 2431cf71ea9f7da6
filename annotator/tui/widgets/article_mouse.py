"""The mouse over an article: which place is pointed at, and whether the pointer drags. Decides nothing."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.scroll_view import ScrollView

from annotator.tui.widgets.article_layout import GUTTER, ArticleLayout

_WHEEL = 3
"""Rows per notch of the wheel."""


class ArticleMouse(ScrollView):
    """The part of `ArticleView` that listens to the mouse. Offsets are code points into the article's text."""

    class CursorRequested(Message, namespace="article_view"):
        """The mouse points at a place. `extend`: the selection is to reach to there (drag, shift-click)."""

        def __init__(self, view: ArticleMouse, offset: int, extend: bool) -> None:
            super().__init__()
            self.view = view
            self.offset = offset
            """Code points: the start of the grapheme under the pointer, which a selection includes."""
            self.extend = extend

        @property
        def control(self) -> ArticleMouse:
            return self.view

    class WordRequested(Message, namespace="article_view"):
        """A double click: the word at `offset` is to be selected."""

        def __init__(self, view: ArticleMouse, offset: int) -> None:
            super().__init__()
            self.view = view
            self.offset = offset

        @property
        def control(self) -> ArticleMouse:
            return self.view

    class SentenceRequested(WordRequested, namespace="article_view"):
        """A triple click: the sentence at `offset` is to be selected."""

    _plan: ArticleLayout | None = None
    _pressed: tuple[int, int] | None = None
    _asked = -1
    """The place that was last asked for, so that a drag within a grapheme asks once."""

    def _place_at(self, event: events.MouseEvent) -> int:
        if self._plan is None:
            return 0
        return self._plan.offset_at(event.y + self.scroll_offset.y, event.x - GUTTER)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Pointing at a place."""
        if event.button != 1 or self._plan is None:
            return
        offset = self._asked = self._place_at(event)
        self._pressed = self._plan.grapheme(offset)
        self.capture_mouse()
        self.post_message(self.CursorRequested(self, offset, event.shift))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging: the grapheme under the pointer is part of the selection."""
        if self._pressed is None or self._plan is None:
            return
        if not 0 <= event.y < self.size.height:
            self.scroll_relative(y=1 if event.y > 0 else -1, animate=False, force=True)
        offset = self._plan.grapheme(self._place_at(event))[0]
        if offset != self._asked:
            self._asked = offset
            self.post_message(self.CursorRequested(self, offset, True))

    def on_mouse_up(self) -> None:
        """The end of a drag."""
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Double click asks for the word, triple click for the sentence."""
        if event.button == 1 and event.chain in (2, 3):
            message = self.WordRequested if event.chain == 2 else self.SentenceRequested
            self.post_message(message(self, self._place_at(event)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the page, not the cursor."""
        self.scroll_relative(y=_WHEEL, animate=False, force=True)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the page, not the cursor."""
        self.scroll_relative(y=-_WHEEL, animate=False, force=True)
        event.stop()
