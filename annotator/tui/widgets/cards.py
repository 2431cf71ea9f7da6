"""The frames of the current paragraph as cards: what each quote has, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from annotator.model.items import Entity
from annotator.model.layer import Layer
from annotator.model.suggestions import Offers
from annotator.session.people import digit_of
from annotator.session.state import State
from annotator.text.graphemes import cell_width
from annotator.tui.theme import palette_of
from annotator.tui.widgets.card_fit import card_lines, focus_of
from annotator.tui.widgets.card_lines import CardLine
from annotator.tui.widgets.kept_lines import KeptLines

_KEPT_STRIPS = 512


class Cards(KeptLines):
    """Draws the frames of the paragraph at the cursor. Shares its rows with the article, so every width is sure.

    Drawn line by line, so that a new label repaints the lines that it changes and not the panel.
    """

    DEFAULT_CSS = """
    Cards { width: 38; height: 1fr; padding: 0 1; border: round $panel; border-title-color: $text-muted; }
    """
    ALLOW_SELECT = False

    class LabelChosen(Message):
        """A line was clicked: its label is to be in hand."""

        def __init__(self, span: str) -> None:
            super().__init__()
            self.span = span

    class PersonChosen(Message):
        """A person was clicked; it means the same as their digit."""

        def __init__(self, digit: str) -> None:
            super().__init__()
            self.digit = digit

    class CommandChosen(Message):
        """A key that a line names was clicked; it means its command."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self) -> None:
        super().__init__()
        self.border_title = "this paragraph"
        self._lines: list[CardLine] = []
        self._focus = ""
        """Id of the frame in hand, else of the label in hand that is in no frame."""
        self._shown: list[tuple[CardLine, bool] | None] = []
        self._styles: dict[tuple[str, bool], Style] = {}
        self._strips: LRUCache[tuple[CardLine, bool, int], Strip] = LRUCache(_KEPT_STRIPS)
        self._state: State | None = None
        self._digits: Mapping[str, str] = {}
        """Of the article's people, as long as neither they nor labels are others."""
        self._made_from: tuple[Layer | None, Mapping[str, Entity] | None, Offers | None] = (None, None, None)
        self._at: tuple[object, ...] = ()
        """What the lines were made from, and where; the same again needs no new ones."""

    def show(self, state: State) -> None:
        """Draw the frames of the state's paragraph."""
        self._state = state
        width, rows = max(10, self.content_size.width or 34), self.content_size.height
        focus = focus_of(state)
        made_from = (state.layer, state.entities, state.offers)
        at = (state.paragraph, focus, state.hand, width, rows)
        if at == self._at and all(new is old for new, old in zip(made_from, self._made_from, strict=True)):
            return
        if not self._at or any(
            new is not old for new, old in zip(made_from[:2], self._made_from[:2], strict=True)
        ):
            self._digits = digit_of(state)
        self._made_from, self._at = made_from, at
        self._lines = card_lines(state, self._digits, width, rows) if rows else []
        self._focus = focus
        self._draw_changed()

    def _draw_changed(self) -> None:
        before = self._shown
        self._shown = self._visible()
        if len(before) != len(self._shown):
            self.refresh()
            return
        width = self.content_size.width
        changed = [
            Region(0, y, max(1, min(width, max(_cells(old), _cells(new)))), 1)
            for y, (old, new) in enumerate(zip(before, self._shown, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def _visible(self) -> list[tuple[CardLine, bool] | None]:
        """A line for each row, those of what is in hand marked."""
        shown = self._lines[: self.content_size.height]
        rows: list[tuple[CardLine, bool] | None] = [(line, self._in_focus(line)) for line in shown]
        return rows + [None] * (self.content_size.height - len(rows))

    def _in_focus(self, line: CardLine) -> bool:
        return bool(self._focus) and self._focus in (line.frame, line.span)

    def on_click(self, event: events.Click) -> None:
        """A key that is named there, a person, or the line's label."""
        place = event.get_content_offset(self)
        shown = self._shown[place.y] if place is not None and place.y < len(self._shown) else None
        if shown is None:
            return
        line = shown[0]
        piece = _piece_at(line, place.x) if place is not None else -1
        if command := dict(line.commands).get(piece, ""):
            self.post_message(self.CommandChosen(command))
        elif digit := line.digit or dict(line.digits).get(piece, ""):
            self.post_message(self.PersonChosen(digit))
        elif line.span:
            self.post_message(self.LabelChosen(line.span))

    def on_resize(self) -> None:
        """Another size shows other lines, also below a dialog."""
        if self._state is not None:
            self.show(self._state)
        self._shown = self._visible()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn in the old ones is kept."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row, border and padding left to Textual."""
        width = self.content_size.width
        shown = self._shown[y] if y < len(self._shown) else None
        if shown is None:
            return Strip.blank(width, self._style("", strong=False))
        line, strong = shown
        strip = self._strips.get((line, strong, width))
        if strip is None:
            segments = [Segment(text, self._style(color, strong=strong)) for text, color in line.pieces]
            strip = Strip(segments).adjust_cell_length(width, self._style("", strong=False))
            self._strips[line, strong, width] = strip
        return strip

    def _style(self, color: str, *, strong: bool) -> Style:
        """The article's own colours, so that a label looks the same in both; bold text in the frame in hand."""
        key = (color, strong)
        if key not in self._styles:
            palette = palette_of(self.app.current_theme)
            named = {
                "": palette.text,
                "text": palette.text,
                "muted": palette.calm,
                "open": Style(bold=True) + palette.bar,
                "mark": palette.bar,
            }
            found = self.rich_style + (named[color] if color in named else palette.labels[color])
            self._styles[key] = found + Style(bold=True) if strong and color == "text" else found
        return self._styles[key]


def _cells(shown: tuple[CardLine, bool] | None) -> int:
    """How far a line reaches; what is behind it is blank before and after."""
    return 0 if shown is None else sum(cell_width(text) for text, _ in shown[0].pieces)


def _piece_at(line: CardLine, x: int) -> int:
    """Number of the piece that stands at a cell of a line; -1 for none."""
    end = 0
    for number, (text, _) in enumerate(line.pieces):
        start = end + len(text) - len(text.lstrip())  # the blanks before a key are nobody's
        end += cell_width(text)
        if start <= x < end:
            return number
    return -1
