"""What somebody can undo and redo, told from the log alone, so that it survives a restart."""

from __future__ import annotations

from collections.abc import Iterable


def undo_stacks(actions: Iterable[tuple[str, str, str, bool]]) -> tuple[list[str], list[str]]:
    """What can be undone and what can be redone, the last of each first in turn.

    Args:
        actions: (action, kind, undoes, whether it is an import), in the order in which they were done.
    """
    done: list[str] = []
    undone: list[str] = []
    for action, kind, undoes, imported in actions:
        if kind == "undo":
            if undoes in done:
                done.remove(undoes)
            undone.append(undoes)
        elif kind == "redo":
            if undoes in undone:
                undone.remove(undoes)
            done.append(undoes)
        elif not imported:
            done.append(action)
            undone.clear()
    return done, undone
