"""A screen that fits its terminal: beside each other, below each other, or a word that nothing useful fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.containers import Container
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from annotator.text.shown import shown_line
from annotator.tui.changed_rows import changed_rows, lie_open
from annotator.tui.messages import ThemeWanted
from annotator.tui.sizes import SMALLEST, WIDE, is_too_small


class TooSmall(Static):
    """What is shown instead of everything where nothing useful fits."""

    DEFAULT_CSS = "TooSmall { display: none; height: 1fr; content-align: center middle; text-align: center; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)


class Body(Container):
    """Holds the parts of a screen, which cover it wholly: nothing of itself is ever seen, nor need be drawn."""

    BLANK = True

    def __init__(self) -> None:
        super().__init__(id="body")


class FittingScreen(Screen[None]):
    """Has the class `narrow` where its parts stand below each other, and `small` where nothing useful fits.

    A screen of this kind has its parts in `#body` and in bars, and a `TooSmall`.
    """

    DEFAULT_CSS = """
    FittingScreen.small #body, FittingScreen.small Bar { display: none; }
    FittingScreen.small TooSmall { display: block; }
    """
    BESIDE: ClassVar[int] = WIDE
    """Columns from which its parts stand beside each other."""

    def _compositor_refresh(self) -> None:
        """Draw what is to be drawn, once.

        Textual 8.2 also draws while the app holds its output back, as before the first page, throws that away and
        takes it for shown. And it draws a whole screen again that was to be drawn anew before it was laid out.
        """
        if self.app._batch_count:
            return
        if self.size.region in self._compositor._dirty_regions:
            self._repaint_required = False
        super()._compositor_refresh()

    def draw_now(self) -> None:
        """Draw what a key has changed before anything else is done, where nothing is to be laid out or scrolled anew.

        Textual 8.2 has each widget tell the screen, then waits for a timer, and then composes the whole screen. What
        is not drawn here, because something lies over it, say, still is drawn so.
        """
        if self.app._batch_count or self.app.screen is not self or self._compositor._dirty_regions:
            return
        seen = self._compositor.visible_widgets
        changed = [widget for widget in seen if widget._repaint_required]
        if not changed or any(map(_wants_more, seen)) or not lie_open(changed, seen):
            return
        for widget in changed:
            widget._repaint_required = False
        self.app._display(self, changed_rows(changed, seen))

    def toast(self, sentences: Iterable[str]) -> None:
        """Say what no line of the screen says, over it, until it has been read."""
        for sentence in sentences:
            self.notify(shown_line(sentence), markup=False, severity="warning", timeout=10)

    def on_screen_suspend(self) -> None:
        """Toasts wait while something is asked over this screen."""
        self._give_toasts(0)

    def on_screen_resume(self) -> None:
        """Nothing is asked any more."""
        self._give_toasts(None)

    def _give_toasts(self, rows: int | None) -> None:
        for child in self.children:
            if child.id == "textual-toastrack":  # Textual's own, which shows itself again whatever hides it
                child.styles.max_height = rows

    def carry_out_anywhere(self, command: str) -> bool:
        """Carry out what is the same on every screen of this kind; whether it was such a command."""
        match command:
            case "palette":
                self.app.action_command_palette()
            case "theme":
                self.post_message(ThemeWanted())
            case "suspend":
                self.app.action_suspend_process()
            case "quit":
                self.run_worker(self.app.action_quit())
            case _:
                return False
        return True

    def fit(self, size: Size) -> None:
        """Lay the screen out for a terminal of this size."""
        small = is_too_small(size)
        self.set_class(small, "small")
        self.set_class(size.width < self.BESIDE, "narrow")
        if small:
            needed = f"{SMALLEST[0]}×{SMALLEST[1]} is needed. Nothing is lost."
            self.query_one(TooSmall).update(f"Too small: {size.width}×{size.height}.\n{needed}")


def _wants_more(widget: Widget) -> bool:
    """Whether something other than its looks is to be made anew."""
    return (
        widget._layout_required
        or widget._scroll_required
        or widget._recompose_required
        or widget._refresh_styles_required
    )


def told_briefly(sentences: Sequence[str]) -> list[str]:
    """The first of several complaints, and how many more there are."""
    if len(sentences) < 2:
        return list(sentences)
    return [f"{sentences[0]} And {len(sentences) - 1} more: `annotator config` lists them."]
