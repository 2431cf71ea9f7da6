"""Moving the cursor and the selection. Each move is a function from a state to the offset to go to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from annotator.model.frames import text_order
from annotator.model.replacing import replace
from annotator.session.state import Mode, State, Step, at, say

Move = Callable[[State], int]


def grapheme_next(state: State) -> int:
    """The grapheme after the cursor's, in the next paragraph if need be."""
    part = state.reading.paragraph(state.paragraph)
    following = state.reading.grapheme(state.cursor)[1]
    return following if following < part.end else _paragraph_start(state, state.paragraph + 1, state.cursor)


def grapheme_previous(state: State) -> int:
    """The grapheme before the cursor's, in the paragraph before if need be."""
    part = state.reading.paragraph(state.paragraph)
    if state.cursor > part.start:
        return state.reading.grapheme_before(state.cursor)
    return state.reading.paragraph(state.paragraph - 1).end - 1 if state.paragraph else state.cursor


def word_next(state: State) -> int:
    """Start of the next word. At the end of a selection: the last grapheme of the next word, so that it is in."""
    number = state.paragraph
    if state.anchor is not None and state.cursor >= state.anchor:
        return _word_end_next(state)
    found = state.reading.words(number)
    index = bisect_right(found, state.cursor, key=lambda word: word[0])
    if index < len(found):
        return found[index][0]
    return _first_word(state, number + 1, state.cursor)


def word_previous(state: State) -> int:
    """Start of the word, or of the one before if the cursor is there already.

    At the end of a selection: the last grapheme of the word before, so that the last word is out.
    """
    number = state.paragraph
    if state.anchor is not None and state.cursor > state.anchor:
        ends = [
            _last_grapheme(state, end) for start, end in state.reading.words(number) if start >= state.anchor
        ]
        shorter = [end for end in ends if end < state.cursor]
        if shorter:
            return shorter[-1]
    found = state.reading.words(number)
    index = bisect_left(found, state.cursor, key=lambda word: word[0]) - 1
    if index >= 0:
        return found[index][0]
    while number > 0:
        number -= 1
        if found := state.reading.words(number):
            return found[-1][0]
    return state.reading.paragraph(0).start


def clause_next(state: State) -> int:
    """Behind the next comma, stop or other mark; at the end of a selection up to the mark, which stays out."""
    found = _clauses(state, state.paragraph)
    if state.anchor is not None and state.cursor >= state.anchor:
        ends = (_last_grapheme(state, end) for _, end in found)
        return next((end for end in ends if end > state.cursor), state.cursor)
    following = next((start for start, _ in found if start > state.cursor), None)
    return following if following is not None else _first_word(state, state.paragraph + 1, state.cursor)


def clause_previous(state: State) -> int:
    """Behind the mark before; at the end of a selection back to the mark before, which is out then too."""
    found = _clauses(state, state.paragraph)
    if state.anchor is not None and state.cursor > state.anchor:
        ends = [_last_grapheme(state, end) for _, end in found if end > state.anchor]
        shorter = [end for end in ends if end < state.cursor]
        if shorter:
            return shorter[-1]
    before = [start for start, _ in found if start < state.cursor]
    return before[-1] if before else state.reading.paragraph(state.paragraph).start


def _clauses(state: State, number: int) -> list[tuple[int, int]]:
    """Runs of words in a paragraph between which there is nothing but blanks, as (start, end)."""
    found: list[tuple[int, int]] = []
    for start, end in state.reading.words(number):
        if found and not state.reading.text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def sentence_next(state: State) -> int:
    """Start of the next sentence; while selecting, the end of this one or of the next."""
    found = state.reading.sentences(state.paragraph)
    if state.anchor is not None:
        # The full stop stays out at first, as it does in a reported quote; pressed again, it is in.
        text = state.reading.text
        ends = []
        for start, end in found:
            bare = start + len(text[start:end].rstrip(".!?…"))
            ends += [_last_grapheme(state, bare), _last_grapheme(state, end)]
        return next((end for end in ends if end > state.cursor), state.cursor)
    following = next((start for start, _ in found if start > state.cursor), None)
    return following if following is not None else paragraph_next(state)


def sentence_previous(state: State) -> int:
    """Start of the sentence, or of the one before."""
    found = state.reading.sentences(state.paragraph)
    before = [start for start, _ in found if start < state.cursor]
    return before[-1] if before else paragraph_previous(state)


def paragraph_next(state: State) -> int:
    """Start of the next paragraph; where there is none, the end of this one."""
    if state.paragraph + 1 < len(state.reading.article.paragraphs):
        return _paragraph_start(state, state.paragraph + 1, state.cursor)
    return paragraph_end(state)


def paragraph_previous(state: State) -> int:
    """Start of the paragraph before, or of this one if it is the first."""
    return _paragraph_start(state, max(0, state.paragraph - 1), state.cursor)


def paragraph_start(state: State) -> int:
    """First grapheme of the paragraph."""
    return state.reading.paragraph(state.paragraph).start


def paragraph_end(state: State) -> int:
    """Last grapheme of the paragraph."""
    return _last_grapheme(state, state.reading.paragraph(state.paragraph).end)


def article_start(state: State) -> int:
    """First grapheme of the article."""
    return state.reading.paragraph(0).start


def article_end(state: State) -> int:
    """First grapheme of the last paragraph."""
    return state.reading.paragraph(len(state.reading.article.paragraphs) - 1).start


MOVES: dict[str, Move] = {
    "grapheme-next": grapheme_next,
    "grapheme-previous": grapheme_previous,
    "word-next": word_next,
    "word-previous": word_previous,
    "clause-next": clause_next,
    "clause-previous": clause_previous,
    "sentence-next": sentence_next,
    "sentence-previous": sentence_previous,
    "paragraph-next": paragraph_next,
    "paragraph-previous": paragraph_previous,
    "paragraph-start": paragraph_start,
    "paragraph-end": paragraph_end,
    "article-start": article_start,
    "article-end": article_end,
}


def move(state: State, name: str) -> Step:
    """Go, taking the selection along if there is one."""
    return Step(at(state, _kept_in(state, name, MOVES[name](state))))


def _kept_in(state: State, name: str, offset: int) -> int:
    """While borders change, a small step stays in its paragraph: `b` at its start is no wish for the one before."""
    if state.mode is not Mode.BORDERS or name.partition("-")[0] in ("paragraph", "article"):
        return offset
    part = state.reading.paragraph(state.paragraph)
    return min(max(offset, part.start), _last_grapheme(state, part.end))


def extend(state: State, name: str) -> Step:
    """Go, selecting from where the cursor is if nothing is selected yet."""
    selecting = replace(state, anchor=state.cursor) if state.anchor is None else state
    return Step(at(selecting, MOVES[name](selecting)))


def go_to(state: State, offset: int, *, selecting: bool = False) -> Step:
    """Go to an offset, as the mouse and the arrow keys between rows do."""
    anchor = state.anchor
    if selecting and anchor is None:
        anchor = state.cursor
    elif not selecting and state.mode is not Mode.BORDERS:
        anchor = None
    return Step(at(replace(state, anchor=anchor), offset))


def go_along(state: State, offset: int) -> Step:
    """Go to an offset and keep the selection's other end."""
    return Step(at(state, offset))


def toggle_selection(state: State) -> Step:
    """Begin to select at the cursor, or stop."""
    if state.anchor is None:
        return Step(say(replace(state, anchor=state.cursor), "Selecting: move, then press a label's key."))
    return Step(replace(state, anchor=None))


def swap_ends(state: State) -> Step:
    """Move the selection's other end from now on."""
    if state.anchor is None:
        return Step(state)
    return Step(at(replace(state, anchor=state.cursor), state.anchor))


def select_word(state: State, offset: int) -> Step:
    """Select the word at an offset."""
    word = state.reading.word_at(offset)
    return Step(state) if word is None else _select(state, *word)


def select_sentence(state: State, offset: int) -> Step:
    """Select the sentence at an offset."""
    return _select(state, *state.reading.sentence_at(offset))


def span_next(state: State, *, back: bool = False) -> Step:
    """Go to the next span's start, or to the one before; it is then in hand."""
    here = state.span(state.hand)
    ordered = sorted(state.layer.spans.values(), key=text_order)
    if not ordered:
        return Step(say(state, "Nothing is labelled yet."))
    place = text_order(here) if here and here.start == state.cursor else (state.cursor, 1, "", "")
    index = bisect_left(ordered, place, key=text_order)
    if not back and here is not None and index < len(ordered) and ordered[index].id == here.id:
        index += 1
    chosen = ordered[(index - 1) if back else index % len(ordered)]
    moved = at(replace(state, anchor=None, hand=chosen.id), chosen.start)
    return Step(moved)


def frame_next(state: State, *, back: bool = False) -> Step:
    """Go to the next quote, or to the one before; it is then the frame in hand."""
    quotes = sorted((span for span in state.layer.spans.values() if span.label == "QUOTE"), key=text_order)
    if not quotes:
        return Step(say(state, "There is no quote yet."))
    kept = state.span(state.frame)
    place = text_order(kept) if kept else (state.cursor, 1, "", "")
    index = bisect_left(quotes, place, key=text_order)
    if kept is not None and not back:
        index += 1
    chosen = quotes[(index - 1) if back else index % len(quotes)]
    return Step(at(replace(state, anchor=None, hand=chosen.id, frame=chosen.id), chosen.start))


def _select(state: State, start: int, end: int) -> Step:
    return Step(at(replace(state, anchor=start), _last_grapheme(state, end)))


def _last_grapheme(state: State, end: int) -> int:
    """Start of the grapheme that ends at `end`."""
    return state.reading.grapheme(max(0, end - 1))[0]


def _paragraph_start(state: State, number: int, otherwise: int) -> int:
    if number >= len(state.reading.article.paragraphs):
        return otherwise
    return state.reading.paragraph(number).start


def _first_word(state: State, number: int, otherwise: int) -> int:
    while number < len(state.reading.article.paragraphs):
        if found := state.reading.words(number):
            return found[0][0]
        number += 1
    return otherwise


def _word_end_next(state: State) -> int:
    number = state.paragraph
    while number < len(state.reading.article.paragraphs):
        for _, end in state.reading.words(number):
            if (last := _last_grapheme(state, end)) > state.cursor:
                return last
        number += 1
    return state.cursor
