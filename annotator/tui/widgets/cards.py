"""The frames of the current paragraph as cards: what each quote has, and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from annotator.model.frames import Frame, Mentioned, frames_of
from annotator.model.items import Entity, Span
from annotator.model.layer import Layer
from annotator.model.suggestions import Mention, Offers, Suggestion
from annotator.session.notes import ARTICLE, threads
from annotator.session.offers import in_hand, offered_in
from annotator.session.people import people_here
from annotator.session.state import State
from annotator.text.graphemes import cell_width, cut, plain_cells
from annotator.text.safe import safe
from annotator.tui.theme import palette_of

_INDENT = "  "
_SLOT_WIDTH = 9
_ENOUGH = 800
"""Code points of a text that a line can show at most."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of a card: pieces of text, each with the name of its colour (`""` for the usual)."""

    pieces: tuple[tuple[str, str], ...]
    frame: str = ""
    """The quote that the line belongs to."""
    span: str = ""
    """The label that the line is about."""
    digit: str = ""
    """The digit of the person that the line is about."""


_Line = tuple[list[tuple[str, str]], str]
"""Pieces of a line, and the id of the label that it is about."""


class Cards(Widget):
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

    def __init__(self) -> None:
        super().__init__()
        self.border_title = "this paragraph"
        self._lines: list[CardLine] = []
        self._frame = ""
        self._shown: list[tuple[CardLine, bool] | None] = []
        self._styles: dict[tuple[str, bool], Style] = {}
        self._made_from: tuple[Layer | None, Mapping[str, Entity] | None, Offers | None] = (None, None, None)
        self._at = (-1, "", 0)
        """What the lines were made from, and where; the same again needs no new ones."""

    def show(self, state: State) -> None:
        """Draw the frames of the state's paragraph."""
        width = max(10, self.content_size.width or 34)
        held = in_hand(state)
        frame = state.frame if held is None else held.id
        made_from = (state.layer, state.entities, state.offers)
        at = (state.paragraph, frame, width)
        if at == self._at and all(new is old for new, old in zip(made_from, self._made_from, strict=True)):
            return
        self._made_from, self._at = made_from, at
        self._lines = card_lines(state, width)
        self._frame = frame
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
        """A line for each row, those of the frame in hand marked and in view."""
        height = self.content_size.height
        places = [
            number for number, line in enumerate(self._lines) if self._frame and line.frame == self._frame
        ]
        start = 0
        if places and places[-1] >= height:
            start = max(0, min(places[0], len(self._lines) - height))
        shown = self._lines[start : start + height]
        rows: list[tuple[CardLine, bool] | None] = [
            (line, bool(self._frame) and line.frame == self._frame) for line in shown
        ]
        return rows + [None] * (height - len(rows))

    def on_click(self, event: events.Click) -> None:
        """A line's label, or a person."""
        place = event.get_content_offset(self)
        shown = self._shown[place.y] if place is not None and place.y < len(self._shown) else None
        if shown is None:
            return
        line = shown[0]
        if line.digit:
            self.post_message(self.PersonChosen(line.digit))
        elif line.span:
            self.post_message(self.LabelChosen(line.span))

    def on_resize(self) -> None:
        """Another height shows other lines."""
        self._shown = self._visible()
        self.refresh()

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn in the old ones is kept."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row, border and padding left to Textual."""
        width = self.content_size.width
        shown = self._shown[y] if y < len(self._shown) else None
        if shown is None:
            return Strip.blank(width, self._style("", strong=False))
        line, strong = shown
        segments = [Segment(text, self._style(color, strong=strong)) for text, color in line.pieces]
        return Strip(segments).adjust_cell_length(width, self._style("", strong=False))

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


def card_lines(state: State, width: int) -> list[CardLine]:
    """The cards of the paragraph at the cursor, as lines of at most `width` cells."""
    over = state.spans_over(state.paragraph)
    frames = frames_of(state.layer, [span for span in over if span.label == "QUOTE"])
    lines: list[CardLine] = []
    digits = {person: str(number) for number, person in enumerate(people_here(state)[:9], start=1)}
    for number, frame in enumerate(frames):
        if number:
            lines.append(CardLine((("", ""),)))
        lines.extend(_card(state, frame, width, digits))
    held = in_hand(state)
    for one in offered_in(state, state.paragraph):
        if lines:
            lines.append(CardLine((("", ""),)))
        lines.extend(_suggested(state, one, width, in_hand=held is not None and held.id == one.id))
    loose = [span for span in over if span.label != "QUOTE" and not _claimed(state, span)]
    if loose:
        if lines:
            lines.append(CardLine((("", ""),)))
        lines.append(CardLine((("linked to no quote", "muted"),)))
        for span in loose:
            lines.extend(_loose(state, span, width, digits))
    return [*(lines or _empty(state, width)), *_article_notes(state, width), *_people(state, digits, width)]


def _article_notes(state: State, width: int) -> list[CardLine]:
    found = _notes(state, ARTICLE, width)
    if not found:
        return []
    return [
        CardLine((("", ""),)),
        CardLine((("on the article", "muted"),)),
        *(CardLine(tuple(one)) for one in found),
    ]


def _people(state: State, digits: dict[str, str], width: int) -> list[CardLine]:
    """The article's people with the digits that link to them."""
    if not digits:
        return []
    names = []
    for person, digit in digits.items():
        name = (_cut(_person(state, person, {}), width - 4), "text")
        names.append(CardLine(((f"{_INDENT}{digit} ", "muted"), name), digit=digit))
    return [CardLine((("", ""),)), CardLine((("people, by digit", "muted"),)), *names]


def _relay_cues(state: State, source: Span) -> list[Span]:
    edges = [one for one in state.layer.relations_of(source.id) if one.label == "relayed_by"]
    return [cue for edge in edges if (cue := state.span(edge.target)) is not None]


def _card(state: State, frame: Frame, width: int, digits: dict[str, str]) -> list[CardLine]:
    quote = frame.quote
    mode = quote.attribute("speaker_mode")
    flag = " uncertain?" if quote.attribute("flag") == "uncertain" else ""
    parts = f" in {len(quote.fragments)} parts" if len(quote.fragments) > 1 else ""
    nested = " · inside another" if frame.parents else ""
    head = f"{quote.attribute('type') or 'quote'}{parts}{nested}{flag}"
    marker = "▸ " if state.frame == quote.id else "  "
    about: list[_Line] = [
        ([(marker, "mark"), (_cut(head, width - 2), "green")], quote.id),
        ([(_INDENT, ""), (_cut(_surface(state, quote), width - 2), "text")], quote.id),
    ]
    for slot in frame.speakers:
        about += _mention("speaker", state, slot, width, digits)
    for person in frame.implied:
        about.append((_slot("speaker", f"({_person(state, person, digits)})", "cyan", width), quote.id))
    if not frame.speakers and not frame.implied:
        tag, implied = state.key("SPEAKER"), state.key("implied-person")
        told = ("unknown", "muted") if mode == "unknown" else (f"? {tag} tags · {implied} implied", "open")
        about.append((_slot("speaker", *told, width), quote.id))
    for cue in frame.cues:
        about.append((_slot("cue", _surface(state, cue), "yellow", width), cue.id))
    if not frame.cues and not frame.implied and mode != "unknown":
        about.append((_slot("cue", f"? {state.key('CUE')} tags", "open", width), quote.id))
    for slot in frame.sources:
        about += _mention("source", state, slot, width, digits, color="magenta", wanted=False)
        for cue in _relay_cues(state, slot.span):
            about.append((_slot("by", _surface(state, cue), "yellow", width), cue.id))
    about += [(line, quote.id) for line in _notes(state, quote.id, width)]
    return [CardLine(tuple(line), quote.id, span) for line, span in about]


def _suggested(state: State, one: Suggestion, width: int, *, in_hand: bool) -> list[CardLine]:
    """A frame that is only suggested: pale, with a question mark, and what to press."""
    keys = f"  {state.key('accept')} yes  {state.key('not-a-quote')} no" if in_hand else ""
    head = f"? {one.quote.attribute('type') or 'quote'}  {one.score} %{keys}"
    marker = "▸ " if in_hand else "  "
    lines = [
        [(marker, "mark"), (_cut(head, width - 2), "open" if in_hand else "muted")],
        [(_INDENT, ""), (_cut(_surface(state, one.quote), width - 2), "muted")],
    ]
    for speaker in one.speakers:
        lines += _who(state, "speaker", speaker, width)
    if one.implied:
        lines.append(_slot("speaker", f"({one.implied})", "muted", width))
    lines += [_slot("cue", _surface(state, cue), "muted", width) for cue in one.cues]
    for source in one.sources:
        lines += _who(state, "source", source, width)
    return [CardLine(tuple(line), one.id, one.id) for line in lines]


def _who(state: State, title: str, mention: Mention, width: int) -> list[list[tuple[str, str]]]:
    words = _surface(state, mention.span)
    lines = [_slot(title, words, "muted", width)]
    if mention.name and mention.name != words:
        lines.append(_slot("", f"→ {mention.name}", "muted", width))
    return lines


def _mention(
    title: str,
    state: State,
    slot: Mentioned,
    width: int,
    digits: dict[str, str],
    *,
    color: str = "cyan",
    wanted: bool = True,
) -> list[_Line]:
    lines = [_slot(title, _surface(state, slot.span), color, width)]
    guessed = {link.entity for link in state.layer.links_of(slot.span.id) if link.inferred}
    for entity in slot.entities:
        how = " (inferred)" if entity in guessed else ""
        lines.append(_slot("", f"→ {_person(state, entity, digits)}{how}", "text", width))
    if not slot.entities and wanted:
        lines.append(_slot("", f"→ ? {state.key('person')} names", "open", width))
    return [(line, slot.span.id) for line in lines + _notes(state, slot.span.id, width)]


def _notes(state: State, on: str, width: int) -> list[list[tuple[str, str]]]:
    """The open threads on a span or the article; of settled ones, how many there are."""
    lines = []
    settled = 0
    for thread in threads(state.layer, on):
        if thread.root.settled:
            settled += 1
            continue
        color = "open" if thread.waits_for(state.who) else "text"
        for number, note in enumerate(thread.notes):
            words = f"{'↳ ' if number else ''}{note.by}: {note.text}"
            lines.append(_slot("" if number else "note", words, color, width))
    if settled:
        lines.append(_slot("note", f"{settled} settled", "muted", width))
    return lines


def _loose(state: State, span: Span, width: int, digits: dict[str, str]) -> list[CardLine]:
    label = state.scheme.label(span.label)
    color = label.color if label else "text"
    lines = [_slot(span.label.lower(), _surface(state, span), color, width)]
    for link in state.layer.links_of(span.id):
        lines.append(_slot("", f"→ {_person(state, link.entity, digits)}", "text", width))
    lines += _notes(state, span.id, width)
    return [CardLine(tuple(line), span=span.id) for line in lines]


def _empty(state: State, width: int) -> list[CardLine]:
    words = [
        "No label here yet.",
        "",
        "Put the cursor in a quote and",
        f"press {state.key('QUOTE')}; then {state.key('CUE')} on the word that",
        f"says so, {state.key('SPEAKER')} on who says it.",
    ]
    return [CardLine(((_cut(line, width), "muted"),)) for line in words]


def _slot(title: str, text: str, color: str, width: int) -> list[tuple[str, str]]:
    room = max(4, width - 2 - _SLOT_WIDTH)
    return [(f"{_INDENT}{title:<{_SLOT_WIDTH}}", "muted"), (_cut(text, room), color)]


def _claimed(state: State, span: Span) -> bool:
    for edge in state.layer.relations_of(span.id):
        head = state.span(edge.head)
        if (
            edge.target == span.id
            and head is not None
            and (head.label == "QUOTE" or edge.label == "relayed_by")
        ):
            return True
    return False


def _person(state: State, entity: str, digits: dict[str, str]) -> str:
    person = state.person(entity)
    if person is None:
        return "?"
    digit = digits.get(person.id, "")
    return f"{digit} {person.name}".strip()


def _surface(state: State, span: Span) -> str:
    """The beginning of a span's text, as much as a card can show."""
    text = state.reading.text
    parts = (text[part.start : min(part.end, part.start + _ENOUGH)] for part in span.fragments)
    return " ".join(parts)[:_ENOUGH]


def _cut(text: str, width: int) -> str:
    """At most `width` cells of a line."""
    return _cut_short(text[:_ENOUGH], width)


@lru_cache(1024)  # a new label changes a line or two of those that are made anew
def _cut_short(text: str, width: int) -> str:
    return cut(plain_cells(safe(text)), width)
