"""What keys mean while something is under way: a search, a link, borders. Nothing of Textual."""

from __future__ import annotations

from annotator.session.command import Command
from annotator.session.state import Mode
from annotator.tui.commands import LABEL, MOVE, PROGRAM, ReaderCommand

_BORDERS = "Enter keeps these borders, Esc leaves them as they were."
_MATCHES = "n and p go through what was found, a label's key labels all of it, Esc leaves."
_STEPS = {
    "tab": "match-next",
    "space": "match-next",
    "n": "match-next",
    "down": "match-next",
    "shift+tab": "match-previous",
    "p": "match-previous",
    "up": "match-previous",
    "enter": "enter",
}
_TYPING = {"enter": "enter", "escape": "escape", "backspace": "search-back", "tab": "search-exact"}

Meaning = Command | ReaderCommand | str | None
"""What to do: a command of the session, one of the table, a word why nothing, or None for a key that is not ours."""


def meaning(mode: Mode, key: str, command: ReaderCommand | None) -> Meaning:
    """What a key means in a mode. `command` is what it means in the table, if anything."""
    match mode:
        case Mode.SEARCH:
            return _while_searching(key, command)
        case Mode.MATCHES:
            return _among_matches(key, command)
        case Mode.BORDERS:
            return _while_borders_change(key, command)
        case Mode.LINK if len(key) == 1 and key.isalpha():
            return Command("link-letter", text=key)
        case Mode.READ if len(key) == 1 and key.isdecimal():
            return Command("person-digit", text=key)
    if command is not None:
        return command
    return f"“{key}” does nothing here; ? shows all keys." if len(key) == 1 else None


def _while_searching(key: str, command: ReaderCommand | None) -> Meaning:
    if key in _TYPING:
        return Command(_TYPING[key])
    if key == "space":
        return Command("search-type", text=" ")
    if len(key) == 1:
        return Command("search-type", text=key)
    return command if command is not None and command.group == PROGRAM else None


def _among_matches(key: str, command: ReaderCommand | None) -> Meaning:
    if key in _STEPS:
        return Command(_STEPS[key])
    if command is not None and command.group == LABEL:
        return Command("tag-matches", text=command.id.removeprefix("tag:"))
    if command is not None and (command.group == PROGRAM or command.id == "search"):
        return command
    return _MATCHES


def _while_borders_change(key: str, command: ReaderCommand | None) -> Meaning:
    """Only moves, keeping and leaving mean something."""
    if key == "enter":
        return Command("enter")
    if command is not None and command.id == "search":
        return _BORDERS
    if command is not None and (command.group in (MOVE, PROGRAM) or command.id == "borders"):
        return command
    return _BORDERS
