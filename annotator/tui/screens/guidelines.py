"""The scheme's guidelines, opened at the label in hand."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from annotator.model.guidelines import guidelines
from annotator.model.scheme import Scheme
from annotator.session.command import Command
from annotator.text.safe import safe_lines
from annotator.tui.dialog_commands import GUIDELINES
from annotator.tui.screens.dialog import Page, titled


class GuidelinesScreen(Page[Command | None]):
    """Pages one below the other, each a label's."""

    DEFAULT_CSS = """
    GuidelinesScreen #box { width: 92; height: 90%; }
    GuidelinesScreen Markdown { margin: 0; padding: 0 1; background: $surface; }
    """
    SMALL = GUIDELINES
    ROWS = 12

    def __init__(self, scheme: Scheme, label: str) -> None:
        super().__init__()
        self._pages = guidelines(scheme)
        labels = [page.label for page in self._pages]
        self._open = labels.index(label) if label in labels else 0
        self._scheme = scheme.tag

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box") as box:
            box.border_title = titled(f"Guidelines, {self._scheme}")
            box.border_subtitle = titled(self.hint("next-label", "page-down", ("escape", "closes")))
            for number, page in enumerate(self._pages):
                yield Markdown(safe_lines(page.markdown), id=f"page-{number}", open_links=False)

    def on_mount(self) -> None:
        self.call_after_refresh(self._go)

    def action_next_label(self) -> None:
        """Go to the next label's page."""
        self._turn(1)

    def action_previous_label(self) -> None:
        """Go to the page of the label before."""
        self._turn(-1)

    def _turn(self, by: int) -> None:
        self._open = (self._open + by) % len(self._pages)
        self._go()

    def _go(self) -> None:
        page = self.query_one(f"#page-{self._open}")
        self.query_one("#box").scroll_to_widget(page, top=True, animate=False, force=True)
