"""The one-line bars around the article: where one is, what just happened, and which keys work now."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from annotator.session.state import Mode, State, Tone
from annotator.text.graphemes import cut, plain_cells
from annotator.text.safe import safe
from annotator.tui.commands import ReaderCommand
from annotator.tui.keys import shown
from annotator.tui.widgets.bar import Bar, key_line


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
