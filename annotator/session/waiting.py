"""What still waits for a decision, of whatever kind, and the way to the next of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.article import ParagraphKind
from annotator.model.items import Progress, Span
from annotator.model.replacing import replace
from annotator.model.suggestions import Suggestion
from annotator.model.threads import Thread
from annotator.session import meaning, tagging
from annotator.session.notes import ARTICLE, threads
from annotator.session.offers import begins_here, least_sure, offered_in
from annotator.session.reading import Bounds
from annotator.session.state import Effect, State, Step, at, say
from annotator.session.stretches import Stretches, any_from

_SURE = 80
"""Percent; of a suggestion below it, what the rules are least sure of is told."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: where it is, what it is in words, and the span that it is about."""

    offset: int
    what: str
    span: str = ""
    soft: bool = False
    """Whether it only may be something; what must be decided comes first."""
    offer: str = ""
    """Id of the suggestion that it is."""


def waiting_in(state: State, paragraph: int) -> list[Waiting]:
    """What waits in a paragraph, in text order; in boilerplate only notes."""
    if not state.reading.article.paragraphs:
        return []
    found = list(_notes(state, paragraph))
    if state.reading.paragraph(paragraph).kind is not ParagraphKind.BOILERPLATE:
        found += _waiting(state, paragraph)
    return sorted(found, key=lambda one: (one.offset, one.what))


def waiting_count(state: State) -> int:
    """How much waits in the article, without what only may be something."""
    numbers = range(len(state.reading.article.paragraphs))
    return sum(not one.soft for number in numbers for one in waiting_in(state, number))


def go_to_next(state: State, *, back: bool = False) -> Step:
    """Go to the next thing that waits after the cursor, round the end; if nothing does, offer to mark done.

    With `back`, to the one before it. What only may be something comes once nothing else is left.
    """
    if state.by_doubt and (unsure := least_sure(state)):
        return _go_to_unsure(state, unsure, back=back)
    maybe: Waiting | None = None
    for one in _from_here(state, back=back):
        if not one.soft:
            return _go(state, one)
        maybe = maybe or one
    if maybe is not None:
        return _go(state, maybe)
    told = "Nothing waits here."
    if state.layer.status.state is not Progress.DONE:
        told += f" {state.key('done')} marks the article as done."
    return Step(
        say(state, told), effects=(Effect("all-decided"),)
    )  # whether another is left, the shell knows


def _go(state: State, one: Waiting) -> Step:
    held = replace(state, anchor=None, hand=one.span or state.hand, offer=one.offer or state.offer)
    return Step(say(at(held, one.offset), one.what))


def _from_here(state: State, *, back: bool) -> Iterator[Waiting]:
    """What waits, from behind the cursor on and round the end, the paragraph of the cursor last once more."""
    count = len(state.reading.article.paragraphs)
    here = state.paragraph
    for ahead in range(count + 1):
        number = (here - ahead if back else here + ahead) % max(count, 1)
        found = waiting_in(state, number)
        for one in reversed(found) if back else found:
            if ahead == 0 and (one.offset >= state.cursor if back else one.offset <= state.cursor):
                continue
            yield one


def least_sure_first(state: State) -> tuple[State, int] | None:
    """At the least sure suggestion of all, with its score in percent; None where nothing is suggested."""
    unsure = least_sure(state)
    return (_holding(state, unsure[0]), unsure[0].score) if unsure else None


def _go_to_unsure(state: State, unsure: Sequence[Suggestion], *, back: bool) -> Step:
    """Go to the suggestion that is next in doubt after the one in hand, round the end."""
    ids = [one.id for one in unsure]
    here = ids.index(state.offer) if state.offer in ids else -1 if not back else 0
    one = unsure[(here + (-1 if back else 1)) % len(unsure)]
    return Step(say(_holding(state, one), _suggested(state, one)))


def _holding(state: State, one: Suggestion) -> State:
    """With a suggestion in hand, the cursor at its quote."""
    return at(replace(state, anchor=None, offer=one.id), one.quote.start)


def _suggested(state: State, one: Suggestion) -> str:
    accept, reject = state.key("accept"), state.key("not-a-quote")
    why = ""
    if one.score < _SURE:
        unsure = min(one.spans(), key=lambda span: span.origin.score)
        why = "" if unsure is one.quote else f", its {unsure.label.lower()} least sure"
    return (
        f"A suggestion ({one.score} %{why}): {accept} accepts it, {reject} rejects it; other keys change it."
    )


def _waiting(state: State, paragraph: int) -> Iterator[Waiting]:
    offered = offered_in(state, paragraph)
    for one in offered:
        if begins_here(state, one, paragraph):
            yield Waiting(one.quote.start, _suggested(state, one), offer=one.id)
    quotes = [span for span in state.spans_over(paragraph) if span.label == "QUOTE"]
    for quote in quotes:
        if state.places.paragraphs_of(quote) and min(state.places.paragraphs_of(quote)) != paragraph:
            continue
        lacking = tagging.missing_slots(state, quote)
        if told := _quote_lacks(state, lacking):
            yield Waiting(quote.start, told, quote.id)
    for span in state.spans_over(paragraph):
        if span.label == "SPEAKER" and not state.layer.links_of(span.id):
            yield Waiting(
                span.start, f"A speaker without a person: {state.key('person')} names one.", span.id
            )
    suggested = [one.quote for one in offered]
    pieces = _decided(state, [*quotes, *suggested])
    decided = Stretches.of(pieces)
    continuing = Stretches.of(_rests(state, quotes))
    long = state.reading.long_quotations(paragraph)
    for start, end in long:
        if not decided.touch(start, end):
            tag, none, add = state.key("QUOTE"), state.key("not-a-quote"), state.key("add-part")
            told = f"{tag} tags it, {none} says that it is none."
            if continuing.touch(start, start + 1):
                told = f"{add} adds it to the quote in hand, {tag} tags it apart, {none}: no quote."
            yield Waiting(start, f"Quotation marks without a quote: {told}")
    if state.offers:
        return  # the pack's rules have read every sentence
    for start, end in state.reading.slight_quotations(paragraph):
        # What lies around them says nothing of them.
        if not any(start <= first and last <= end for first, last in pieces):
            tag, none = state.key("QUOTE"), state.key("not-a-quote")
            told = f"Quotation marks that may hold a quote: {tag} tags it, {none} says that it is none."
            yield Waiting(start, told, soft=True)
    starts = [start for start, _ in long]
    for (start, end), cue in _reports(state, paragraph):
        if not any_from(starts, start, end) and not decided.touch(start, end):
            tag, none = state.key("QUOTE"), state.key("not-a-quote")
            why = f"“{state.reading.text[slice(*cue)]}” may report somebody's words"
            told = f"{why}: {tag} tags them, {none} says that they are no quote."
            yield Waiting(start, told, soft=True)


def _reports(state: State, paragraph: int) -> list[tuple[Bounds, Bounds]]:
    """The paragraph's sentences that may report somebody's words, and by what; looked for once, since the text stands
    still."""
    kept = state.reading.reports
    if paragraph not in kept:
        kept[paragraph] = meaning.reports(state.reading, paragraph)
    return kept[paragraph]


def _decided(state: State, quotes: list[Span]) -> list[Bounds]:
    """The pieces that a quote or a decision lies over."""
    parts = [part for quote in quotes for part in quote.fragments]
    parts += [part for decision in state.layer.decisions.values() for part in decision.fragments]
    return [(part.start, part.end) for part in parts]


def _rests(state: State, quotes: list[Span]) -> Iterator[Bounds]:
    """What follows a quote in its own sentence: marks there may be around its second half."""
    for quote in quotes:
        yield quote.end, state.reading.sentence_at(quote.start)[1]


def _notes(state: State, paragraph: int) -> Iterator[Waiting]:
    """Notes of others that nobody has answered or settled: on labels that begin here; on the article, at its top."""
    if not state.layer.notes:
        return
    for span in state.spans_over(paragraph):
        if state.reading.article.paragraph_at(span.start) == paragraph:
            for thread in threads(state, span.id):
                if thread.waits_for(state.who):
                    yield Waiting(span.start, _note_waits(state, thread, ""), span.id)
    for thread in threads(state, ARTICLE) if paragraph == 0 else ():
        if thread.waits_for(state.who):
            yield Waiting(state.reading.paragraph(0).start, _note_waits(state, thread, " on the article"))


def _note_waits(state: State, thread: Thread, where: str) -> str:
    others = [one for one in thread.unanswered() if one.note.by != state.who]
    what = "A note" if others[-1] is thread.root else "An answer"
    return f"{what} by {others[-1].note.by}{where}: {state.key('notes')} answers or settles it."


def _quote_lacks(state: State, lacking: list[str]) -> str:
    speaker, cue = state.key("SPEAKER"), state.key("CUE")
    implied = f"{state.key('implied-person')}: the speaker is not mentioned."
    match ("speaker" in lacking, "cue" in lacking):
        case (True, True):
            return f"A quote without speaker and cue: {speaker} and {cue} tag them; {implied}"
        case (True, False):
            return f"A quote without a speaker: {speaker} tags one; {implied}"
        case (False, True):
            return f"A quote without a cue: {cue} tags it."
        case _:
            return ""
