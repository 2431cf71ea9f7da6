"""Notes of annotators in a review: on the thing in hand first, then on the article and elsewhere, to be answered."""

from __future__ import annotations

from annotator.model.threads import Said
from annotator.review.state import Command, ReviewState
from annotator.tui.screens.dialog import one_line
from annotator.tui.screens.notes import KeysTold, Row, ThreadsBox
from annotator.tui.widgets.thing_notes import called

_KEYS: KeysTold = (("take", "answers, in gold"), "new-line", ("move", "another note"), "escape")
_PLACE_WIDTH = 30


class ReviewNotesScreen(ThreadsBox[Command | None]):
    """Enter answers the marked note. Who began a thread settles it."""

    def __init__(self, state: ReviewState, text: str) -> None:
        super().__init__()
        self._state = state
        here = [state.at, ""] if state.at else [""]
        rest = sorted((one for one in state.noted if one not in here), key=lambda one: state.places[one])
        for thing in (*here, *rest):
            before = ""
            if thing and thing != state.at:
                span = state.desk.review.things[state.places[thing]].present[0].span
                before = f"on “{one_line(span.surface(text), _PLACE_WIDTH)}” "
            elif not thing:
                before = "on the article "
            for thread in state.noted.get(thing, ()):
                self.add_thread(thing, thread, waits=thread.waits_for_review(state.who), before=before)

    def box_title(self) -> str:
        return "Notes of annotators"

    def called(self, said: Said) -> str:
        return called(self._state, said)

    def offered(self, said: Said | None) -> KeysTold:
        return _KEYS

    def send(self, row: Row, text: str) -> None:
        if row.said is not None:
            self.dismiss(Command("answer-note", text=text, thing=row.on, note=row.said.key.seen_from("")))
