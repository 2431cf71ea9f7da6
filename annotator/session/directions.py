"""Which key is next from where somebody is to what a step of the tutorial asks for.

Found by trying keys on the state, which writes nothing: so what is said is what the key does. Keys stand in the
words as in `annotator.session.tutorial`, the next one first.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from annotator.model.replacing import replace
from annotator.session.command import Command
from annotator.session.state import Mode, State, at, calm
from annotator.session.state import Step as Result
from annotator.session.step import step

When = Callable[[State], bool]

_ONE_PRESS = ("next-waiting", "previous-waiting", "paragraph-next", "paragraph-previous")
"""Ways on of which one press may do."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do for a step, by one key at the right place."""

    key: str
    """A label, or a command's id."""
    words: str
    """What the key does there, to be read behind it."""
    left: Callable[[State], int]
    """How much of it is left to do; `until` makes it of a yes or no."""
    place: Callable[[State], int]
    """Where to do it, in code points."""
    asks_about: Callable[[State], Collection[str]] | None = None
    """Of a key that asks who somebody is: the spans that it may be to ask about. Others are seen in the state."""

    def works(self, state: State) -> bool:
        """Whether the key does it where the state is."""
        result = _pressed(state, self.key)
        if self.asks_about is None:
            return self.left(result.state) < self.left(state)
        wanted = self.asks_about(state)
        return any(effect.name == "pick-person" and effect.argument in wanted for effect in result.effects)


def until(reached: When) -> Callable[[State], int]:
    """What is left of a task that is done at once."""
    return lambda state: int(not reached(state))


def directions(state: State, tasks: Sequence[Task]) -> str:
    """The key to press next and what it does; `""` when all tasks are done."""
    task = next((task for task in tasks if task.left(state)), None)
    if task is None:
        return ""
    if state.mode is not Mode.READ:
        return "Something else is under way; {escape} ends it."
    if task.works(state):
        return f"{{{task.key}}} {task.words}."
    if state.anchor is not None:
        return "Something else is selected; {escape} lets go of it."
    if not task.works(at(state, task.place(state))) and (spot := _in_the_way(state, task)) is not None:
        deletes = "{delete} deletes the label that is in the way"
        there = state.spans_at(spot)[0].id == state.hand
        return f"{deletes}." if there else f"{{{_toward(state, spot)}}} leads on, then {deletes}."
    return f"{{{_way(state, task)}}} leads there, then {{{task.key}}} {task.words}."


def first_key(words: str) -> str:
    """The label or command whose key stands first in the words; `""` for none."""
    return next((name for _, name, _, _ in string.Formatter().parse(words) if name), "")


def _way(state: State, task: Task) -> str:
    """The command that leads to where a task can be done, at once or by being pressed again."""
    for command in _ONE_PRESS:
        if task.works(_pressed(state, command).state):
            return command
    return _toward(state, task.place(state))


def _toward(state: State, place: int) -> str:
    """The command that leads nearer to a place."""
    if state.reading.article.paragraph_at(place) == state.paragraph:
        return "word-next" if place > state.cursor else "word-previous"
    return "paragraph-next" if place > state.cursor else "paragraph-previous"


def _in_the_way(state: State, task: Task) -> int | None:
    """Where to delete a label that was put on something else, and so keeps the right thing from being tagged.

    One without which the task can be done at its place; else one of the task's own label.
    """
    place = task.place(state)
    same = None
    for start, _ in state.reading.words(state.reading.article.paragraph_at(place)):
        there = at(calm(state), start)
        innermost = there.spans_at(start)[:1]
        if not innermost:
            continue
        without = _pressed(replace(there, hand=innermost[0].id), "delete").state
        if task.works(at(without, place)):
            return start
        if same is None and innermost[0].label == task.key:
            same = start
    return same


def _pressed(state: State, key: str) -> Result:
    label = state.scheme.label(key)
    return step(state, Command("tag", text=key) if label is not None else Command(key))
