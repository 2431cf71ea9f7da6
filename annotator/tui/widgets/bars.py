"""The one-line bars around the article: where one is, what just happened, and which keys work now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content, Span
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from annotator.session.state import Mode, State, Tone
from annotator.text.graphemes import cut, plain_cells
from annotator.text.safe import safe
from annotator.tui.commands import ReaderCommand
from annotator.tui.keys import shown
from annotator.tui.widgets.differing import differing_cells

_BOLD = Style(bold=True)


class Bar(Widget):
    """A line that draws anew only the cells that look different, and never lays anything out."""

    DEFAULT_CSS = "Bar { width: 1fr; height: 1; padding: 0 1; }"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, markup=False)
        self._content = Content()
        self._drawn: Strip | None = None
        """What the screen shows; None before it shows anything, or in other colours or another width."""

    def put(self, content: Content) -> None:
        """Show this content, of one line."""
        if content.is_same(self._content):
            return
        self._content = content
        before, self._drawn = self._drawn, None
        if before is None:
            self.refresh()
        elif cells := differing_cells(before, self._strip()):
            self.refresh(Region(0, 0, cells, 1))

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.content_size.width
        return self._strip() if y == 0 else Strip.blank(width, self.visual_style.rich_style)

    def _strip(self) -> Strip:
        width = self.content_size.width
        if self._drawn is None or self._drawn.cell_length != width:
            base = self.visual_style
            pieces = self._content.render(base, end="")
            drawn = Strip(Segment(text, (base + style).rich_style) for text, style in pieces)
            self._drawn = drawn.adjust_cell_length(width, base.rich_style)
        return self._drawn

    def notify_style_update(self) -> None:
        """Other colours: the line is made anew in them."""
        super().notify_style_update()
        self._drawn = None
        self.refresh()

    @property
    def room(self) -> int:
        """Cells that fit."""
        return max(10, (self.size.width or 80) - 2)


class StatusBar(Bar):
    """Article, paragraph, what waits, who, and whether all is saved."""

    DEFAULT_CSS = "StatusBar { background: $panel; color: $text; }"

    def show(self, state: State, waiting: int | None, saved: str) -> None:
        """Show the state; `waiting` is None while it is being counted, `saved` is `saved` or what keeps it."""
        article = state.reading.article
        status = state.layer.status
        marks = ("⚑ " if status.flagged else "") + ("✓ done" if status.state == "done" else "")
        count = len(article.paragraphs)
        open_things = "… open" if waiting is None else f"{waiting} open" if waiting else "nothing open"
        facts = [
            marks.strip(),
            f"¶ {min(state.paragraph + 1, count)}/{count}",
            open_things,
            state.layer.name,
            saved,
        ]
        right = " · ".join(fact for fact in facts if fact)
        left = plain_cells(
            safe(" · ".join(part for part in (article.title or article.id, article.publisher) if part))
        )
        room = self.room - cell_len(right) - 2
        left = cut(left, room)
        gap = " " * max(2, self.room - cell_len(left) - cell_len(right))
        tone = "" if saved == "saved" else "$warning bold"
        before, _, _ = right.rpartition(saved)
        self.put(
            Content(left).stylize(Style.parse("bold"))
            + Content(gap + before)
            + (Content(saved).stylize(Style.parse(tone)) if tone else Content(saved))
        )


class MessageBar(Bar):
    """What the last command did, else what is under the cursor."""

    DEFAULT_CSS = "MessageBar { color: $text-muted; }"

    def show(self, state: State) -> None:
        """Show the state's message, or name the spans at the cursor."""
        if state.mode is Mode.BORDERS and not state.message:
            self.put(
                Content(
                    "Move the end of the label; r takes the other end, Enter keeps, Esc leaves it as it was."
                )
            )
            return
        if state.message:
            text = Content(safe(state.message))
            self.put(text.stylize(Style.parse("$warning" if state.tone is Tone.WARNING else "$text")))
            return
        self.put(here(state))


def here(state: State) -> Content:
    """The spans at the cursor, innermost first, the one in hand marked."""
    pieces: list[Content] = []
    for span in state.spans_at(state.cursor):
        label = state.scheme.label(span.label)
        color = f"$label-{label.color}" if label else "$text"
        known = [spec.name for spec in label.attributes] if label else [name for name, _ in span.attributes]
        values = " ".join(value for name in known if (value := span.attribute(name)) not in ("", "none"))
        name = f"{'▸ ' if span.id == state.hand else ''}{span.label}"
        pieces.append(
            Content(name).stylize(Style.parse(f"{color} bold")) + Content(f" {values}" if values else "")
        )
    return Content("   ").join(pieces)


class KeyBar(Bar):
    """The keys that work now, the most useful first, as many as fit."""

    _made_from: tuple[list[tuple[str, str]], int, str] = ([], 0, "")

    DEFAULT_CSS = "KeyBar { background: $surface; color: $text-muted; }"

    def show(self, state: State, commands: Sequence[ReaderCommand]) -> None:
        """Show the keys of the commands that apply."""
        pairs = hints_for(state, commands)
        if (made_from := (pairs, self.room, self.app.theme)) != self._made_from:
            self._made_from = made_from
            self.put(key_line(pairs, self.room))


def hints_for(state: State, commands: Sequence[ReaderCommand]) -> list[tuple[str, str]]:
    """(key, title) pairs for the state's mode."""
    if state.mode is Mode.LINK:
        return [("letters", "link with"), ("Esc", "leave")]
    if state.mode is Mode.BORDERS:
        return [("w b ← →", "move the end"), ("r", "other end"), ("Enter", "keep"), ("Esc", "leave it")]
    ranked = sorted((one for one in commands if one.footer and one.when(state)), key=lambda one: one.footer)
    pairs = [(shown(one.keys[0]), one.title) for one in ranked]
    if state.anchor is not None:
        labels = [pair for pair, one in zip(pairs, ranked, strict=True) if one.footer == 1]
        return [*labels, ("w b ← →", "extend"), ("Esc", "drop selection")]
    return pairs


def key_line(pairs: Iterable[tuple[str, str]], room: int) -> Content:
    """Keys and titles in one line of `room` cells; what does not fit is left out, but help stays."""
    pairs = list(pairs)
    last = next((pair for pair in pairs if pair[1] == "help"), None)
    chosen = [pair for pair in pairs if pair != last]
    used = _width(last) if last else 0
    fitting = []
    for pair in chosen:
        if used + _width(pair) > room + 2:
            break
        used += _width(pair)
        fitting.append(pair)
    text, keys = "", []
    for key, title in (*fitting, *([last] if last else [])):
        text += "  " if text else ""
        keys.append(Span(len(text), len(text) + len(key), _BOLD))
        text += f"{key} {title}"
    return Content(text, spans=keys)


def _width(pair: tuple[str, str]) -> int:
    return cell_len(pair[0]) + 1 + cell_len(pair[1]) + 2
