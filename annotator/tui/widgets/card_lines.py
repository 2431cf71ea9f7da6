"""What the cards of a paragraph say: what each quote has, and what it lacks. Pieces of text, nothing of Textual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap

from annotator.model.frames import Frame, Mentioned, frames_of
from annotator.model.items import Relation, Span
from annotator.model.suggestions import Mention, Suggestion
from annotator.session.decided import decisions_over, named, reason_of
from annotator.session.notes import ARTICLE, threads
from annotator.session.offers import in_hand, offered_in, suggestion_left
from annotator.session.state import State
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line

_INDENT = "  "
_STRIP = 56
"""Cells from which a line has room for a slot and for whom it means: a strip below the text, or a wide panel."""
_INFERRED = "(inferred)"
_SLOT_WIDTH = 9
_ENOUGH = 800
"""Code points of a fragment that are looked at."""
_PARTS = 20
"""Fragments that are looked at."""
_SHORTEST = 6
"""Cells that a name has at the least in a line with others."""


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
    digits: tuple[tuple[int, str], ...] = ()
    """(number of a piece, digit of the person that it names)."""
    commands: tuple[tuple[int, str], ...] = ()
    """(number of a piece, id of the command whose key it names): a click there carries that out."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of one frame, of one label in no frame, or of the article."""

    lines: tuple[CardLine, ...]
    """Its lines but for its head and its text."""
    id: str = ""
    """The quote or label that it is about."""
    head: CardLine | None = None
    text: tuple[str, str] = ("", "")
    """The quote's words, as long as there may be room for, and their colour."""
    who: tuple[str, str] = ("", "")
    """Who speaks, for where there is one line for everything, and their colour."""
    short: CardLine | None = None
    """The line that stands for it where there is one for everything, if it has no head; else its first one."""
    apart: bool = True
    """Whether a blank line stands before it."""


@dataclass(frozen=True, slots=True)
class People:
    """The article's people."""

    listed: tuple[CardLine, ...] = ()
    """A line for each, below a title."""
    line: CardLine | None = None
    """All in one line."""


_Line = tuple[list[tuple[str, str]], str]
"""Pieces of a line, and the id of the label that it is about."""


def cards_of(state: State, digits: Mapping[str, str], width: int) -> list[Card]:
    """The cards of the paragraph at the cursor, in lines of at most `width` cells. `digits` are those of people."""
    over = state.spans_over(state.paragraph)
    frames = frames_of(state.layer, [span for span in over if span.label == "QUOTE"])
    held = in_hand(state)
    cards = [_card(state, frame, width, digits) for frame in frames]
    for one in offered_in(state, state.paragraph):
        cards.append(_suggested(state, one, width, in_hand=held is not None and held.id == one.id))
    inside = {span for frame in frames for span in _members(state, frame)}
    loose = [span for span in over if span.label != "QUOTE" and span.id not in inside]
    cards += [_loose(state, span, width, digits, apart=not number) for number, span in enumerate(loose)]
    return [*(cards or [_empty(state, width)]), *_decided(state, width), *_article_notes(state, width)]


def _decided(state: State, width: int) -> list[Card]:
    """What was decided to be no quote here, a dim line each, or two where the reason would leave no room for words."""
    text, cards = state.reading.text, list[Card]()
    for decision in decisions_over(state, state.paragraph):
        parts = (text[part.start : min(part.end, part.start + _ENOUGH)] for part in decision.fragments)
        words = " ".join(parts)
        told = [f"{named(decision)}: {words}"]
        if decision.reason and cell_width(shown_line(told[0])) > width - cell_width(_INDENT):
            told = [f"not a {decision.label.lower()}: {words}", f"{_INDENT}{reason_of(decision)}"]
        lines = [CardLine(((_cut(f"{_INDENT}{line}", width), "muted"),)) for line in told]
        cards.append(Card(tuple(lines), short=lines[0], apart=not cards))
    return cards


def people_of(state: State, digits: Mapping[str, str], width: int) -> People:
    """The article's people with the digits that link to them."""
    if not digits:
        return People()
    named = [(digit, _person(state, person, {})) for person, digit in digits.items()]
    listed = [
        CardLine(((f"{_INDENT}{digit} ", "muted"), (_cut(name, width - 4), "text")), digit=digit)
        for digit, name in named
    ]
    title = CardLine((("people, by digit", "muted"),))
    return People((title, *listed), _in_one_line(named, width))


def _in_one_line(named: Sequence[tuple[str, str]], width: int) -> CardLine:
    """People by digit, as many as fit."""
    pieces: list[tuple[str, str]] = []
    places = []
    for digit, name in named:
        before = sum(cell_width(text) for text, _ in pieces)
        room = width - before - len(" · ") - 2
        if room < _SHORTEST and pieces:
            pieces.append((_cut(" · …", width - before), "muted"))
            break
        pieces.append((f"{' · ' if pieces else _INDENT}{digit} ", "muted"))
        pieces.append((_cut(name, room), "text"))
        places += [(len(pieces) - 2, digit), (len(pieces) - 1, digit)]
    return CardLine(tuple(pieces), digits=tuple(places))


def _article_notes(state: State, width: int) -> list[Card]:
    found = [CardLine(tuple(one)) for one in _notes(state, ARTICLE, width)]
    return [Card((CardLine((("on the article", "muted"),)), *found), short=found[0])] if found else []


def _members(state: State, frame: Frame) -> Iterator[str]:
    """Ids of the labels that a frame's card shows."""
    for slot in (*frame.speakers, *frame.sources):
        yield slot.span.id
    for cue in (*frame.cues, *(cue for slot in frame.sources for cue in _relay_cues(state, slot.span))):
        yield cue.id


def _relay_cues(state: State, source: Span) -> list[Span]:
    edges = [one for one in state.layer.relations_of(source.id) if one.label == "relayed_by"]
    return [cue for edge in edges if (cue := state.span(edge.target)) is not None]


def _card(state: State, frame: Frame, width: int, digits: Mapping[str, str]) -> Card:
    quote = frame.quote
    mode = quote.attribute("speaker_mode")
    flag = " uncertain?" if quote.attribute("flag") == "uncertain" else ""
    parts = f" in {len(quote.fragments)} parts" if len(quote.fragments) > 1 else ""
    nested = " · inside another" if frame.parents else ""
    head = f"{quote.attribute('type') or 'quote'}{flag}{parts}{nested}"
    # Around a suggestion that is in hand, keys are about that alone.
    marker = "▸ " if state.frame == quote.id and in_hand(state) is None else "  "
    about: list[_Line] = []
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
    return Card(
        tuple(CardLine(tuple(line), quote.id, span) for line, span in about),
        quote.id,
        CardLine(((marker, "mark"), (_cut(head, width - 2), "green")), quote.id, quote.id),
        (_surface(state, quote), "text"),
        _said_by(state, frame),
    )


def _said_by(state: State, frame: Frame) -> tuple[str, str]:
    """Who speaks, in as few words as there are, and their colour."""
    names = [f"({_person(state, one, {})})" for one in frame.implied]
    for slot in frame.speakers:
        names += [_person(state, one, {}) for one in slot.entities] or [_surface(state, slot.span)]
    if names:
        return ", ".join(names), "cyan"
    return ("", "") if frame.quote.attribute("speaker_mode") == "unknown" else ("?", "open")


def _suggested(state: State, one: Suggestion, width: int, *, in_hand: bool) -> Card:
    """A frame that is only suggested: pale, with a question mark, and what to press."""
    lines = []
    for speaker in one.speakers:
        lines += _who(state, "speaker", speaker, width)
    if one.implied:
        lines.append(_slot("speaker", f"({one.implied})", "muted", width))
    lines += [_slot("cue", _surface(state, cue), "muted", width) for cue in one.cues]
    for source in one.sources:
        lines += _who(state, "source", source, width)
        lines += [_slot("by", _surface(state, cue), "muted", width) for cue in source.relay]
    names = [speaker.name or _surface(state, speaker.span) for speaker in one.speakers]
    return Card(
        tuple(CardLine(tuple(line), one.id, one.id) for line in lines),
        one.id,
        _suggested_head(state, one, width, in_hand=in_hand),
        (_surface(state, one.quote), "muted"),
        (", ".join(names) or (f"({one.implied})" if one.implied else ""), "muted"),
    )


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
    digits: Mapping[str, str],
    *,
    color: str = "cyan",
    wanted: bool = True,
) -> list[_Line]:
    lines = [_slot(title, _surface(state, slot.span), color, width)]
    guessed = {link.entity for link in state.layer.links_of(slot.span.id) if link.inferred}
    for entity in slot.entities:
        _point(lines, f"→ {_person(state, entity, digits)}", "text", width)
        if entity in guessed:
            used = sum(cell_width(piece) for piece, _ in lines[-1])
            if used + cell_width(_INFERRED) < width:
                lines[-1].append((f" {_INFERRED}", "text"))
            else:
                lines.append(_slot("", _INFERRED, "text", width))
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


def _loose(state: State, span: Span, width: int, digits: Mapping[str, str], *, apart: bool) -> Card:
    """A label that no frame of this paragraph has, and which has it."""
    label = state.scheme.label(span.label)
    color = label.color if label else "text"
    title, words, whose = span.label.lower(), _surface(state, span), f", {_whose(state, span)}"
    lines = [_slot(title, words, color, width)]
    short = CardLine(
        (
            *_slot(title, words, color, width - cell_width(whose)),
            (_cut(whose, width - 2 - _SLOT_WIDTH - 4), "muted"),
        ),
        span=span.id,
    )
    if sum(cell_width(text) for text, _ in lines[0]) + cell_width(whose) <= width:
        lines[0].append((whose, "muted"))
    else:
        lines.append(_slot("", whose.removeprefix(", "), "muted", width))
    for link in state.layer.links_of(span.id):
        lines.append(_slot("", f"→ {_person(state, link.entity, digits)}", "text", width))
    lines += _notes(state, span.id, width)
    made = tuple(CardLine(tuple(line), span=span.id) for line in lines)
    return Card(made, span.id, short=short, apart=apart)


def _whose(state: State, span: Span) -> str:
    """Which quotes elsewhere have a label."""
    heads = [state.span(edge.head) for edge in _edges_to(state, span)]
    quotes = [head for head in heads if head is not None and head.label == "QUOTE"]
    relayed = [head for head in heads if head is not None and head.label != "QUOTE"]
    for source in relayed:
        found = (state.span(edge.head) for edge in _edges_to(state, source))
        quotes += [head for head in found if head is not None and head.label == "QUOTE"]
    if not quotes:
        return "of a source" if relayed else "of no quote"
    places = sorted({state.reading.article.paragraph_at(quote.start) + 1 for quote in quotes})
    of = "of a quote" if len(quotes) == 1 else "of quotes"
    return f"{of} in ¶ {', '.join(map(str, places))}"


def _edges_to(state: State, span: Span) -> list[Relation]:
    return [edge for edge in state.layer.relations_of(span.id) if edge.target == span.id]


def _empty(state: State, width: int) -> Card:
    """What to press where nothing is labelled: to the next suggestion, while one is left; else by hand."""
    quote, cue, speaker = (state.key(label) for label in ("QUOTE", "CUE", "SPEAKER"))
    told = f"Put the cursor in a quote and press {quote}; then {cue} on the word that says so, {speaker} on who says it"
    lines = [("No label here yet.", "muted"), ("", "muted")]
    if suggestion_left(state):
        go, accept, reject = (state.key(name) for name in ("next-waiting", "accept", "not-a-quote"))
        found = (
            f"{go} goes to the next suggestion. There {accept} accepts it and goes on, {reject} rejects it."
        )
        lines += [(line, "text") for line in wrap(found, max(1, width - 4))]
        told = f"By hand: put{told.removeprefix('Put')}"
    lines += [(line, "muted") for line in wrap(f"{told}.", max(1, width - 4))]
    return Card(tuple(CardLine(((_cut(line, width), color),)) for line, color in lines))


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


def _person(state: State, entity: str, digits: Mapping[str, str]) -> str:
    person = state.person(entity)
    if person is None:
        return "?"
    digit = digits.get(person.id, "")
    return f"{digit} {person.name}".strip()


def _surface(state: State, span: Span) -> str:
    """A span's text, as much as a card can show of its beginning and its end."""
    text = state.reading.text
    parts = []
    for part in span.fragments[:_PARTS]:
        if part.end - part.start <= _ENOUGH:
            parts.append(text[part.start : part.end])
        else:
            half = _ENOUGH // 2
            parts.append(f"{text[part.start : part.start + half]} … {text[part.end - half : part.end]}")
    return " ".join(parts)


def _cut(text: str, width: int) -> str:
    """At most `width` cells of a line."""
    return _cut_short(text, width)


@lru_cache(1024)  # a new label changes a line or two of those that are made anew
def _cut_short(text: str, width: int) -> str:
    return cut(shown_line(text), width)
