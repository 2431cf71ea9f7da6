"""From article to article in the reader, and back to those that were open before. Nothing of Textual."""

from __future__ import annotations

from annotator.session.state import Tone
from annotator.text.graphemes import cut
from annotator.tui.desk import Desk, Outcome

_TITLE = 32
"""Cells of a title in a message."""


class GoingOn:
    """Puts other articles on a desk, and remembers which lay there before."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._before: list[str] = []
        """Articles that were open before this one, the last one last."""

    def open(self, article: str) -> Outcome:
        """Another article, where the person left off in it; or the same one, read anew."""
        before = self._desk.state.reading.article.id
        outcome = self._put(article)
        if outcome.new_text and article != before:
            self._before.append(before)
        return outcome

    def open_next(self) -> Outcome:
        """The next article that is not done, if any is left."""
        following = self._desk.next_article()
        return (
            self._desk.tell("No other article is left to do.") if following is None else self.open(following)
        )

    def done(self, following: str) -> Outcome:
        """The article after one that has just been marked as done, which is said of it."""
        desk = self._desk
        left, told = desk.state.reading.article, desk.state.message
        outcome = self.open(following)
        if outcome.new_text:
            how = told.removeprefix("Marked as done").removesuffix(".")
            back = f"This is the next; {desk.state.key('article-back')} goes back to it."
            title = cut(left.title or left.id, _TITLE)
            desk.tell(f"“{title}” is done{how}. {back} {desk.state.message}".strip(), Tone.PLAIN)
        return outcome

    def back(self) -> Outcome:
        """The article that was open before this one; again, the one before that."""
        if not self._before:
            return self._desk.tell("No article was open before this one.")
        outcome = self._put(self._before[-1])
        if outcome.new_text:
            self._before.pop()
        return outcome

    def _put(self, article: str) -> Outcome:
        self._desk.keep_place(exactly=True)
        return self._desk.open(article)
