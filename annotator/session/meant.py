"""What a label key means where nothing is selected, given what is tagged already and which quote is in hand.

All offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from annotator.model.frames import frame_of
from annotator.model.items import Span
from annotator.session import meaning
from annotator.session.naming import capital, may_name, name_run, opens
from annotator.session.offers import in_hand
from annotator.session.reading import Bounds, Reading
from annotator.session.state import State
from annotator.session.widening import degreeless
from annotator.session.wording import (
    is_barrier,
    is_noun_for_somebody,
    is_noun_for_source,
    is_relaying,
    is_saying,
    leads_in,
    low,
)

_RELAYED = 4
"""Words; an outlet's name begins within so many behind the word that relays it."""

_NEAR = 80
"""Words on either side of the cursor in which a name is looked for."""
_REACH = 8
"""Words; where no quote is in hand, a name further from the cursor is not what a key on another word means."""


def meant(state: State, label: str) -> tuple[Bounds, ...]:
    """What a label means where nothing is selected; nothing where there is none."""
    reading = state.reading
    cursor = _likely_place(state, label)
    match label:
        case "QUOTE":
            return meaning.quote_parts_at(reading, cursor)
        case "CUE":
            found = None if _opens_quotation(state, cursor) else meaning.cue_at(reading, cursor)
        case "SPEAKER" | "SOURCE":
            found = _mention(state, label, cursor)
        case _:
            found = reading.word_at(cursor)
    return (found,) if found is not None else ()


def nobody(state: State, label: str) -> str:
    """What to say where a label means nothing."""
    word = state.reading.word_at(state.cursor)
    select = state.key("select-word-next")
    if label == "CUE" and word is not None:
        return f"No cue stands beside this quotation: go to a word, or select what to tag ({select})."
    if label not in ("SPEAKER", "SOURCE") or word is None:
        return "There is nothing to tag here."
    wanted = "whoever speaks" if label == "SPEAKER" else "the source"
    said = state.reading.text[slice(*word)]
    return f"“{said}” names nobody, and no name is near: go to {wanted}, or select what to tag ({select})."


def clitic_behind(state: State, cue: Span) -> int | None:
    """Where the clitic begins that a cue was cut from, as in `lanjut|nya`; None if there is none."""
    word = state.reading.word_at(cue.start)
    clitic = meaning.clitic_of(state.reading, word) if word else None
    return clitic[0] if clitic is not None and clitic[0] == cue.end else None


def first_part(quote: Span) -> Bounds:
    """Of a quote in parts the first: its cue interrupts it there."""
    return quote.fragments[0].start, quote.fragments[0].end


def _likely_place(state: State, label: str) -> int:
    """Where a cue or speaker is meant: at the cursor; but beside the quote, if the cursor stands in a direct one.

    Nobody looks for the cue inside what somebody said while the quote has none. Of a reported quote this is
    sure only at its start, where going to a quote puts the cursor, and where it means the one that the quote has;
    of marks that are no quote yet, at the mark.
    """
    quote = state.span(state.frame)
    if label not in ("CUE", "SPEAKER"):
        return state.cursor
    if quote is None or not quote.covers(state.cursor):
        mark = _opens_quotation(state, state.cursor)
        return state.cursor if mark is None else _beside(state, label, mark, None)
    frame = frame_of(state.layer, quote)
    filled = frame.cues if label == "CUE" else [slot.span for slot in frame.speakers]
    if filled and state.cursor == quote.start:
        return filled[0].start
    if filled or not (quote.attribute("type") == "direct" or state.cursor == quote.start):
        return state.cursor
    cue = frame.cues[0] if frame.cues else None
    if label == "SPEAKER" and cue is None and state.cursor != quote.start:
        return state.cursor
    return _beside(state, label, first_part(quote), cue)


def _beside(state: State, label: str, quote: Bounds, cue: Span | None) -> int:
    """Where the cue or speaker of a quote is likely that has `cue` or none yet; the cursor where nothing tells."""
    reading = state.reading
    if label == "CUE" or cue is not None:
        if cue is not None and (clitic := clitic_behind(state, cue)):
            return clitic
        place = meaning.next_slot(reading, quote, (cue.start, cue.end) if cue else None)
        return state.cursor if place is None else place
    place = meaning.next_slot(reading, quote, None)
    word = reading.word_at(place) if place is not None else None
    if word is None or not is_saying(reading, word):
        return state.cursor
    if clitic_there := meaning.clitic_of(reading, word):
        return clitic_there[0]
    speaker = meaning.next_slot(reading, quote, meaning.cue_at(reading, word[0]))
    return state.cursor if speaker is None else speaker


def _opens_quotation(state: State, cursor: int) -> Bounds | None:
    """The quotation on whose opening mark the cursor stands, and so on no word of it."""
    marks = state.reading.quotations(state.reading.article.paragraph_at(cursor))
    return next(((mark.start, mark.end) for mark in marks if mark.start == cursor), None)


def _mention(state: State, label: str, cursor: int) -> Bounds | None:
    """Who is mentioned at the cursor: its clitic, its name, its noun; else whoever a verb there leads to, or the
    nearest name of the sentence.

    A verb, a small word, a day or a number names nobody, nor does a thing in a quote: None if no name is near.
    """
    reading = state.reading
    word = reading.word_at(cursor)
    if word is None:
        return None
    if _opens_quotation(state, cursor):
        return _nearest_name(state, label, word)
    if label == "SPEAKER" and (clitic := meaning.clitic_of(reading, word)):
        return clitic
    if may_name(reading, word) and not (opens(reading, word) and is_saying(reading, word)):
        return degreeless(reading, name_run(reading, word))
    alone = is_noun_for_somebody if label == "SPEAKER" else is_noun_for_source
    somebody = alone(reading, word)
    if label == "SPEAKER" and (noun := _with_article(reading, word)):
        return noun
    said = any(span.label == "CUE" and span.covers(word[0]) for span in state.spans_over(state.paragraph))
    idle = said or is_barrier(reading, word) or reading.text[word[0]].isdigit()
    if (somebody or not idle) and (led := meaning.name_behind(reading, word)):
        return led
    if somebody and not said:
        return word
    if label == "SPEAKER" and (led := _led_to(reading, word)):
        return led
    near = _nearest_name(state, label, word)
    return near if near is not None or idle or any(_meet(word, one) for one in _quoted(state, word)) else word


def _led_to(reading: Reading, word: Bounds) -> Bounds | None:
    """Whoever a word such as `kata` leads to right behind it, by no name of their own: `kata seorang warga`.

    A name behind it is the nearest one anyway.
    """
    inside = reading.words(reading.article.paragraph_at(word[0]))
    at = bisect_left(inside, word)
    if not leads_in(reading, inside, at) or at + 1 == len(inside):
        return None
    following = inside[at + 1]
    joined = not reading.text[word[1] : following[0]].strip()
    if not joined or following[0] >= reading.sentence_at(word[0])[1]:
        return None
    noun = following if is_noun_for_somebody(reading, following) else None
    return _with_article(reading, following) or (noun and meaning.name_behind(reading, noun)) or noun


def _with_article(reading: Reading, word: Bounds) -> Bounds | None:
    """The article and the noun for somebody behind it, with what the noun leads to: `salah seorang warga`.

    None where the word is no article, or something else follows.
    """
    inside = reading.words(reading.article.paragraph_at(word[0]))
    at = first = bisect_left(inside, word)
    while at + 1 < len(inside) and low(reading, inside[at]) in reading.pack.articles:
        if reading.text[inside[at][1] : inside[at + 1][0]].strip():
            return None
        at += 1
    if at == first or not is_noun_for_somebody(reading, inside[at]):
        return None
    named = meaning.name_behind(reading, inside[at]) or inside[at]
    return (word[0], named[1]) if named[0] == inside[at][0] else named


def _nearest_name(state: State, label: str, word: Bounds) -> Bounds | None:
    """The name of a word's sentence that is nearest to the quote in hand or its cue; None if there is none.

    Without either, the one that is nearest to the word, on the word's side of a quotation if there is one: nobody
    means a name far away by a key on another word.
    """
    runs = _names(state, label, word)
    anchor = _anchor(state, label, word)
    if anchor is None:
        quoted = _quoted(state, word)
        away = {run: _away(state, word, run, quoted) for run in runs}
        runs = [run for run in runs if away[run][1] <= _REACH]
        return min(runs, key=lambda run: (away[run], run[0]), default=None)
    return min(runs, key=lambda run: (max(anchor[0] - run[1], run[0] - anchor[1], 0), run[0]), default=None)


def _away(state: State, word: Bounds, run: Bounds, quoted: Sequence[Bounds]) -> tuple[bool, int]:
    """How far a name is from a word: whether a quotation is between them, and how many words beside quotations."""
    low_end, high_end = sorted((word, run))
    every = state.reading.words(state.reading.article.paragraph_at(word[0]))
    first = bisect_left(every, low_end[1], key=lambda one: one[0])
    between = every[first : bisect_left(every, high_end[0], key=lambda one: one[0])]
    outside = sum(not any(_meet(one, part) for part in quoted) for one in between)
    return any(low_end[1] <= part[0] and part[1] <= high_end[0] for part in quoted), outside


def _names(state: State, label: str, word: Bounds) -> list[Bounds]:
    """Names and pronouns of a word's sentence, outside quotes, that are no other frame's and fit the label."""
    reading = state.reading
    sentence = reading.sentence_at(word[0])
    number = reading.article.paragraph_at(word[0])
    spans = state.spans_over(number)
    quoted = _quoted(state, word)
    quoted += [(span.start, span.end) for span in spans if _is_elsewhere(state, span, label)]
    found: list[Bounds] = []
    every = reading.words(number)
    index = bisect_left(every, word)
    close = every[max(0, index - _NEAR) : index + _NEAR]
    inside = [one for one in close if sentence[0] <= one[0] < sentence[1]]
    for one in inside:
        if not may_name(reading, one) or (found and one[0] < found[-1][1]):
            continue
        run = name_run(reading, one)
        if degreeless(reading, run) != run or any(_meet(run, other) for other in quoted):
            continue
        if label == "SPEAKER" and (_is_relayed(state, inside, one) or _is_place(reading, inside, one)):
            continue
        if run == one and _only_opens(reading, one):
            continue
        found.append(run)
    return found


def _quoted(state: State, word: Bounds) -> list[Bounds]:
    """What is between quotation marks or tagged as a quote in a word's paragraph."""
    number = state.reading.article.paragraph_at(word[0])
    quotes = (span for span in state.spans_over(number) if span.label == "QUOTE")
    marks = [(mark.start, mark.end) for mark in state.reading.quotations(number)]
    return marks + [(part.start, part.end) for quote in quotes for part in quote.fragments]


def _anchor(state: State, label: str, word: Bounds) -> Bounds | None:
    """What the name stands beside: of a speaker the cue of the quote in hand or suggested, or the quote; of a source
    what relays it. None where the sentence has nothing of the kind."""
    reading = state.reading
    sentence = reading.sentence_at(word[0])
    if label == "SOURCE":
        number = reading.article.paragraph_at(word[0])
        relays = [one for one in reading.words(number) if sentence[0] <= one[0] < sentence[1]]
        relays = [one for one in relays if is_relaying(reading, one)]
        return relays[-1] if relays else None
    quote, one = state.span(state.frame), in_hand(state)
    if one is not None:
        beside = [*one.cues, one.quote]
    elif quote is not None:
        beside = [*frame_of(state.layer, quote).cues, quote]
    else:
        return None
    parts = [(part.start, part.end) for span in beside for part in span.fragments]
    return next((part for part in parts if _meet(part, sentence)), None)


def _is_relayed(state: State, inside: list[Bounds], word: Bounds) -> bool:
    """Whether a word that relays stands a few words before a name, and no other name between: `dikutip dari Antara`."""
    index = bisect_left(inside, word)
    for before in reversed(inside[max(0, index - _RELAYED) : index]):
        if is_relaying(state.reading, before):
            return True
        if capital(state.reading, before):
            return False
    return False


def _is_place(reading: Reading, inside: list[Bounds], word: Bounds) -> bool:
    """Whether a word such as `di` stands right before a name: nobody speaks there."""
    index = bisect_left(inside, word)
    if not index or leads_in(reading, inside, index - 1):
        return False  # `menurut Ani`, `oleh Ani`
    before = low(reading, inside[index - 1])
    return before in reading.pack.prepositions or before in reading.pack.locatives


def _is_elsewhere(state: State, span: Span, label: str) -> bool:
    """Whether a span is a cue, a mention of another kind, or one that only other quotes have."""
    if span.label != label:
        return span.label in ("CUE", "SPEAKER", "SOURCE")
    heads = [edge.head for edge in state.layer.relations_of(span.id) if edge.target == span.id]
    return bool(heads) and state.frame not in heads


def _only_opens(reading: Reading, word: Bounds) -> bool:
    """Whether a word has its capital only for beginning the sentence: a small word, or one that is small elsewhere."""
    pack, found = reading.pack, low(reading, word)
    if word[0] != reading.sentence_at(word[0])[0] or found in pack.pronouns:
        return False
    if is_barrier(reading, word) or found in pack.offices | pack.persons | pack.collectives:
        return True
    return re.search(rf"\b{re.escape(found)}\b", reading.text) is not None


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[1] and other[0] < one[1]
