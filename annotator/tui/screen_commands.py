"""A command of a screen beside the reader, as its table declares it once. Imports nothing of Textual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

PROGRAM = "Program"
"""The group of commands that every screen has."""

WHILE_TYPING: Mapping[str, str] = {
    "up": "up",
    "down": "down",
    "pageup": "page-up",
    "pagedown": "page-down",
    "escape": "escape",
}
"""Key -> command while words are typed, whatever the list's keys are."""


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


def while_typing(key: str, command: ScreenCommand | None) -> str | None:
    """Id of the command that a key means while words are typed; None if the key writes, or moves in what is written."""
    if key in WHILE_TYPING:
        return WHILE_TYPING[key]
    is_program = command is not None and command.group == PROGRAM and key.startswith("ctrl+")
    return command.id if command is not None and is_program else None
