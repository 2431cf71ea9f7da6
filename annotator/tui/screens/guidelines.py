"""The scheme's guidelines, opened at the label in hand."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from annotator.model.guidelines import guidelines
from annotator.model.scheme import Scheme
from annotator.text.safe import safe_lines
from annotator.tui.screens.dialog import Dialog


class GuidelinesScreen(Dialog):
    """Pages one below the other; tab goes from label to label."""

    DEFAULT_CSS = """
    GuidelinesScreen #box { width: 92; height: 90%; }
    GuidelinesScreen Markdown { margin: 0; padding: 0 1; background: $surface; }
    """
    BINDINGS = [
        Binding("escape,I,q", "leave", "leave"),
        Binding("tab,n", "page(1)", show=False, priority=True),
        Binding("shift+tab,p", "page(-1)", show=False, priority=True),
        Binding("down,j", "scroll(2)", show=False, priority=True),
        Binding("up,k", "scroll(-2)", show=False, priority=True),
        Binding("space,pagedown", "scroll(12)", show=False, priority=True),
        Binding("pageup,b", "scroll(-12)", show=False, priority=True),
    ]

    def __init__(self, scheme: Scheme, label: str) -> None:
        super().__init__()
        self._pages = guidelines(scheme)
        labels = [page.label for page in self._pages]
        self._open = labels.index(label) if label in labels else 0
        self._scheme = scheme.tag

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box") as box:
            box.border_title = f"Guidelines, {self._scheme}"
            box.border_subtitle = "Tab next label · Space further · Esc closes"
            for number, page in enumerate(self._pages):
                yield Markdown(safe_lines(page.markdown), id=f"page-{number}", open_links=False)

    def on_mount(self) -> None:
        self.call_after_refresh(self._go)

    def action_page(self, by: int) -> None:
        """Go to the next label's page, or to the one before."""
        self._open = (self._open + by) % len(self._pages)
        self._go()

    def _go(self) -> None:
        page = self.query_one(f"#page-{self._open}")
        self.query_one("#box").scroll_to_widget(page, top=True, animate=False, force=True)

    def action_scroll(self, rows: int) -> None:
        """Scroll by so many rows."""
        self.query_one("#box").scroll_relative(y=rows, animate=False)
