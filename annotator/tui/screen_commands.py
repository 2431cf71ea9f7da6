"""A command of a screen beside the reader, as its table declares it once. Imports nothing of Textual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScreenCommand:
    """One thing that a person can do on a screen."""

    id: str
    keys: tuple[str, ...]
    """As `annotator.tui.keys` names them; the first one is shown."""
    title: str
    """One or two words, for the key line."""
    help: str
    """A sentence, for help and README."""
    group: str
    footer: int = 0
    """Rank in the key line, 1 first; 0 keeps it out."""


def by_key(commands: Iterable[ScreenCommand]) -> dict[str, ScreenCommand]:
    """Key -> command.

    Raises:
        ValueError: two commands have one key.
    """
    found: dict[str, ScreenCommand] = {}
    for command in commands:
        for key in command.keys:
            if key in found:
                raise ValueError(f"{key!r} is the key of both {found[key].id} and {command.id}")
            found[key] = command
    return found
