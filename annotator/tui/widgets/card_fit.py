"""The cards of a paragraph in the rows that there are: with all that they say, or a line for each. Pure.

Where there is room, quotes are told in several lines. Where there is little, people stand in one line, and each frame
but the one in hand does; that one stays whole if it fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from annotator.session.offers import in_hand
from annotator.session.state import State
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line
from annotator.text.wrap import wrap
from annotator.tui.widgets.card_lines import Card, CardLine, People, cards_of, people_of

_TEXT_ROWS = ((5, 2), (5, 1), (1, 1))
"""Lines of a quote at most: in hand, and others; the first for which there is room."""
_INDENT = "  "
_BLANK = CardLine((("", ""),))
_SHORT = 10
"""Cells below which a text says nothing beside other things."""


def focus_of(state: State) -> str:
    """Id of the frame in hand, a suggested one too, else of the label in hand that is in no frame; `""` for none."""
    held = in_hand(state)
    return state.frame or state.hand if held is None else held.id


def card_lines(state: State, digits: Mapping[str, str], width: int, rows: int) -> list[CardLine]:
    """The cards of the paragraph at the cursor, in at most `rows` lines of at most `width` cells.

    `digits` are those of the article's people.
    """
    cards, people = cards_of(state, digits, width), people_of(state, digits, width)
    return fit(cards, people, focus_of(state), state.hand, width, rows)


def fit(
    cards: Sequence[Card], people: People, focus: str, hand: str, width: int, rows: int
) -> list[CardLine]:
    """Cards and people in at most `rows` lines. `focus` is the card in hand, `hand` the label in hand in it."""
    below = [_BLANK, *people.listed] if people.listed else []
    for lines_in_hand, lines_of_others in _TEXT_ROWS:
        most = [lines_in_hand if card.id == focus else lines_of_others for card in cards]
        if _have_room(cards, most, width, rows - len(below)):
            return [*_spaced(cards, most, width), *below]
    line = [people.line] if people.line is not None else []
    ones = [1] * len(cards)
    if _have_room(cards, ones, width, rows - len(line)):
        return [*_spaced(cards, ones, width), *line]
    return _dense(cards, line, focus, hand, width, rows)


def _have_room(cards: Sequence[Card], most: Sequence[int], width: int, rows: int) -> bool:
    """Whether the cards take no more than so many rows, their texts in so many lines each."""
    for place, (card, number) in enumerate(zip(cards, most, strict=True)):
        rows -= len(card.lines) + (card.head is not None) + (card.apart and place > 0)
        if rows >= 0:
            rows -= len(_text(card, number, width))
        if rows < 0:
            return False
    return True


def _spaced(cards: Sequence[Card], most: Sequence[int], width: int) -> list[CardLine]:
    lines: list[CardLine] = []
    for card, number in zip(cards, most, strict=True):
        if lines and card.apart:
            lines.append(_BLANK)
        lines += _whole(card, number, width)
    return lines


def _whole(card: Card, most: int, width: int) -> list[CardLine]:
    """All that a card says, its text in so many lines at most."""
    head = [card.head] if card.head is not None else []
    return [*head, *_text(card, most, width), *card.lines]


def _text(card: Card, most: int, width: int) -> list[CardLine]:
    text, color = card.text
    lines = wrapped(text, width - len(_INDENT), most) if text else ()
    return [CardLine(((_INDENT, ""), (line, color)), card.id, card.id) for line in lines]


@lru_cache(1024)  # most cards are the same after the next key
def wrapped(text: str, width: int, most: int) -> tuple[str, ...]:
    """A text in at most so many lines; where they do not hold it, its beginning, and at the end of the last its end."""
    shown = shown_line(text)
    if most == 1:
        return (cut(shown, width),)
    rows = _rows(shown, width)
    if len(rows) <= most:
        return rows
    last = ""
    for word in reversed(shown.split()):
        longer = f"{word} {last}".rstrip()
        if cell_width(longer) > width - 2:
            break
        last = longer
    return (*rows[: most - 1], f"… {last}" if last else cut(rows[most - 1], width))


@lru_cache(256)  # the same text is tried in several heights
def _rows(shown: str, width: int) -> tuple[str, ...]:
    starts = wrap(shown, 0, len(shown), width)
    ends = [*starts[1:], len(shown)]
    return tuple(shown[start:end].rstrip() for start, end in zip(starts, ends, strict=True))


def _dense(
    cards: Sequence[Card], line: Sequence[CardLine], focus: str, hand: str, width: int, rows: int
) -> list[CardLine]:
    """A line for each card, as many of them whole as fit, the one in hand first; what is left out is counted."""
    told = [[_short(card, width)] for card in cards]
    room = rows - len(line)
    order = sorted(range(len(cards)), key=lambda number: cards[number].id != focus)
    taken = len(told)
    for number in order:
        card = cards[number]
        in_hand = bool(focus) and card.id == focus
        left = rows if in_hand else room - taken + 1
        if left > 0:
            told[number] = _as_fits(card, width, left, told[number], in_hand=in_hand)
            taken += len(told[number]) - 1
    lines = [one for found in told for one in found]
    held = [number for number, one in enumerate(lines) if focus and focus in (one.frame, one.span)]
    if len(held) > room or not room:
        line, room = (), rows
    if len(lines) <= room:
        return [*lines, *line]
    return [*_window(lines, held, hand, width, room), *line]


def _as_fits(card: Card, width: int, room: int, short: list[CardLine], *, in_hand: bool) -> list[CardLine]:
    """A card whole; where that does not fit with its head and text in one line; else as it is, or cut if in hand."""
    whole = [one for one in _whole(card, 1, width) if one != _BLANK]
    if len(whole) > room and card.head is not None:
        whole = [_joined(card.head, [card.text], width), *card.lines]
    return whole if in_hand or len(whole) <= room else short


def _window(lines: list[CardLine], held: list[int], hand: str, width: int, rows: int) -> list[CardLine]:
    """So many rows of the lines, those of what is in hand among them, with a sign of what is above and below."""
    start = held[0] if held else 0
    if held and held[-1] >= start + rows:
        here = next((number for number in held if lines[number].span == hand), start)
        start = max(start, here - rows + 1)
    start = max(0, min(start, len(lines) - rows))
    shown = lines[start : start + rows]
    above, below = start, len(lines) - start - rows
    if below:
        shown[-1] = _signed(shown[-1], f"↓ {below} more", width)
    if above:
        shown[0] = _signed(shown[0], f"↑ {above} more", width)
    return shown


def _signed(line: CardLine, sign: str, width: int) -> CardLine:
    """A line with a sign at its right end."""
    room = width - cell_width(sign) - 1
    pieces = []
    for text, color in line.pieces:
        kept = cut(text, room)
        room -= cell_width(kept)
        pieces.append((kept, color))
    return replace(line, pieces=(*pieces, (" " * (room + 1) + sign, "muted")))


def _short(card: Card, width: int) -> CardLine:
    """The one line that stands for a card."""
    if card.head is None:
        return card.short or card.lines[0]
    return _joined(card.head, [card.text, card.who], width)


def _joined(head: CardLine, parts: Sequence[tuple[str, str]], width: int) -> CardLine:
    """A head with more words behind it; the last of several parts, who speaks, has a third of the line at most."""
    room = width - sum(cell_width(text) for text, _ in head.pieces)
    others = [(cut(shown_line(text), max(_SHORT, width // 3)), color) for text, color in parts[1:] if text]
    left = room - sum(1 + cell_width(text) for text, _ in others) - 1
    text, color = parts[0]
    first = [(cut(shown_line(text), left), color)] if left >= _SHORT else []
    pieces = list(head.pieces)
    for text, color in (*first, *others):
        text = cut(text, room - 1)
        if text:
            pieces.append((f" {text}", color))
            room -= 1 + cell_width(text)
    return replace(head, pieces=tuple(pieces))
