"""The notes on a thing in hand, and on the article, in the words of the review's table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.model.items import GOLD
from annotator.model.threads import Said, Thread
from annotator.review.state import ReviewState
from annotator.text.graphemes import cut
from annotator.text.shown import shown_line

WAITS = "●"
"""What stands before a note that waits for a reviewer's word."""


def notes_of(state: ReviewState, layers: Sequence[str]) -> str:
    """What annotators of these layers wrote on the thing in hand, in one line; `""` if nothing."""
    said = [one for thread in state.noted.get(state.at, ()) for one in thread.said if one.layer in layers]
    return " / ".join(_words(one) for one in said)


def waits(state: ReviewState, layers: Sequence[str]) -> bool:
    """Whether one of these notes is not answered."""
    threads = state.noted.get(state.at, ())
    return any(
        one.layer in layers
        for thread in threads
        if thread.waits_for_review(state.who)
        for one in thread.unanswered()
    )


def below(state: ReviewState, width: int) -> Iterator[str]:
    """What stands below the table: what others than those in its columns said on the thing, and that the article has
    notes of its own."""
    shown = state.desk.review.layers
    for thread in state.noted.get(state.at, ()) if state.at else ():
        for one in thread.said:
            if one.layer not in shown:
                what = "answer" if one is not thread.root else "note"
                yield cut(f"  {what} of {_called(state, one)}: {_words(one)}", width)
    if state.at and (number := len(state.noted.get("", ()))):
        notes = "1 note" if number == 1 else f"{number} notes"
        yield cut(f"  {notes} on the article; {state.key('notes')} reads and answers", width)


def on_the_article(state: ReviewState, width: int) -> Iterator[str]:
    """The threads on no thing, for where none is in hand."""
    threads = state.noted.get("", ())
    if threads:
        yield ""
        yield f"On the article; {state.key('notes')} answers:"
    for thread in threads:
        yield from _thread(state, thread, width)


def _thread(state: ReviewState, thread: Thread, width: int) -> Iterator[str]:
    for one in thread.said:
        mark = "  ↳" if one is not thread.root else WAITS if thread.waits_for_review(state.who) else " "
        yield cut(f"{mark} {_called(state, one)}: {_words(one)}", width)


def _called(state: ReviewState, one: Said) -> str:
    return shown_line(called(state, one))


def called(state: ReviewState, one: Said) -> str:
    """Who wrote a note, as the reviewer may know it."""
    if not state.blind:
        return one.note.by
    if one.layer == GOLD:
        return "a reviewer"
    layers = state.desk.review.layers
    return state.called(layers.index(one.layer)) if one.layer in layers else "somebody"


def _words(one: Said) -> str:
    return shown_line(" ".join(one.note.text.split()))
