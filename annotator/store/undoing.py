"""What somebody can undo and redo, told from the log alone, so that it survives a restart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Past = Iterable[tuple[str, str, str, bool]]
"""(action, kind, undoes, whether it is an import) of what somebody did, the latest first.

Read no further than asked for: the log behind the first answer may be long.
"""


def to_undo(past: Past) -> Iterator[str]:
    """The actions that can be undone, in the order in which they would be. An import cannot."""
    settled: set[str] = set()
    for action, kind, undoes, imported in past:
        about = action if kind == "do" else undoes
        if about not in settled:
            settled.add(about)
            if kind != "undo" and not imported:
                yield about


def to_redo(past: Past) -> Iterator[str]:
    """The actions that can be redone, in the order in which they would be: none that something was done after."""
    settled: set[str] = set()
    for _, kind, undoes, imported in past:
        if kind == "do" and not imported:
            return
        if undoes not in settled:
            settled.add(undoes)
            if kind == "undo":
                yield undoes
