"""What the cards of a paragraph say: what each quote has, and what it lacks. Lines of text, nothing of Textual."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap

from annotator.model.frames import Frame, Mentioned, frames_of
from annotator.model.items import Span
from annotator.model.suggestions import Mention, Suggestion
from annotator.session.notes import ARTICLE, threads
from annotator.session.offers import in_hand, offered_in, suggestion_left
from annotator.session.people import people_here
from annotator.session.state import State
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line

_INDENT = "  "
_STRIP = 56
"""Cells from which a line has room for a slot and for whom it means: a strip below the text, or a wide panel."""
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
    commands: tuple[tuple[int, str], ...] = ()
    """(number of a piece, id of the command whose key it names): a click there carries that out."""


_Line = tuple[list[tuple[str, str]], str]
"""Pieces of a line, and the id of the label that it is about."""


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
    lines = [[(_INDENT, ""), (_cut(_surface(state, one.quote), width - 2), "muted")]]
    for speaker in one.speakers:
        lines += _who(state, "speaker", speaker, width)
    if one.implied:
        lines.append(_slot("speaker", f"({one.implied})", "muted", width))
    lines += [_slot("cue", _surface(state, cue), "muted", width) for cue in one.cues]
    for source in one.sources:
        lines += _who(state, "source", source, width)
    head = _suggested_head(state, one, width, in_hand=in_hand)
    return [head, *(CardLine(tuple(line), one.id, one.id) for line in lines)]


def _suggested_head(state: State, one: Suggestion, width: int, *, in_hand: bool) -> CardLine:
    """Its type and score; of the one in hand also the keys that decide it, which can be clicked."""
    head = f"? {one.quote.attribute('type') or 'quote'}  {one.score} %"
    if not in_hand:
        return CardLine(((_INDENT, "mark"), (_cut(head, width - 2), "muted")), one.id, one.id)
    pieces = [("▸ ", "mark"), (_cut(head, width - 2), "open")]
    commands = []
    for command, answer in (("accept", "yes"), ("not-a-quote", "no")):
        told = _cut(f"  {state.key(command)} {answer}", width - sum(cell_width(text) for text, _ in pieces))
        commands.append((len(pieces), command))
        pieces.append((told, "open"))
    return CardLine(tuple(pieces), one.id, one.id, commands=tuple(commands))


def _who(state: State, title: str, mention: Mention, width: int) -> list[list[tuple[str, str]]]:
    words = _surface(state, mention.span)
    lines = [_slot(title, words, "muted", width)]
    if mention.name and mention.name != words:
        _point(lines, f"→ {mention.name}", "muted", width)
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
        _point(lines, f"→ {_person(state, entity, digits)}{how}", "text", width)
    if not slot.entities and wanted:
        _point(lines, f"→ ? {state.key('person')} names", "open", width)
    return [(line, slot.span.id) for line in lines + _notes(state, slot.span.id, width)]


def _notes(state: State, on: str, width: int) -> list[list[tuple[str, str]]]:
    """The open threads on a span or the article; of settled ones, how many there are."""
    lines = []
    settled = 0
    for thread in threads(state, on):
        if thread.settled:
            settled += 1
            continue
        color = "open" if thread.waits_for(state.who) else "text"
        for number, one in enumerate(thread.said):
            words = f"{'↳ ' if number else ''}{one.note.by}: {one.note.text}"
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
    """What to press where nothing is labelled: to the next suggestion, while one is left; else by hand."""
    quote, cue, speaker = (state.key(label) for label in ("QUOTE", "CUE", "SPEAKER"))
    told = f"Put the cursor in a quote and press {quote}; then {cue} on the word that says so, {speaker} on who says it"
    lines = [("No label here yet.", "muted"), ("", "muted")]
    if suggestion_left(state):
        go, accept, reject = (state.key(name) for name in ("next-waiting", "accept", "not-a-quote"))
        found = f"{go} goes to the next suggestion: there {accept} accepts it, {reject} rejects it."
        lines += [(line, "text") for line in wrap(found, max(1, width - 4))]
        told = f"By hand: put{told.removeprefix('Put')}"
    lines += [(line, "muted") for line in wrap(f"{told}.", max(1, width - 4))]
    return [CardLine(((_cut(line, width), color),)) for line, color in lines]


def _slot(title: str, text: str, color: str, width: int) -> list[tuple[str, str]]:
    room = max(4, width - 2 - _SLOT_WIDTH)
    return [(f"{_INDENT}{title:<{_SLOT_WIDTH}}", "muted"), (_cut(text, room), color)]


def _point(lines: list[list[tuple[str, str]]], text: str, color: str, width: int) -> None:
    """Say whom a slot means: below it, or beside it in a strip, which is wide and has few rows."""
    used = sum(cell_width(piece) for piece, _ in lines[-1])
    if width >= _STRIP and used + 1 + cell_width(text) <= width:
        lines[-1].append((f" {_cut(text, width - used - 1)}", color))
    else:
        lines.append(_slot("", text, color, width))


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
    return cut(shown_line(text), width)
