"""What keys mean while something is under way: a search, a link, borders. Nothing of Textual."""

from __future__ import annotations

from annotator.session.command import Command
from annotator.session.state import Mode, State
from annotator.tui.commands import LABEL, MOVE, PROGRAM, ReaderCommand

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
_TYPING = {"enter": "enter", "backspace": "search-back", "tab": "search-exact"}

Meaning = Command | ReaderCommand | str | None
"""What to do: a command of the session, one of the table, a word why nothing, or None for a key that is not ours."""


def meaning(state: State, key: str, command: ReaderCommand | None) -> Meaning:
    """What a key means in the state's mode. `command` is what it means in the table, if anything."""
    if key == "escape" and state.mode is not Mode.READ:
        return Command("escape")  # whatever its key is else: a mode that takes letters must have a way out
    match state.mode:
        case Mode.SEARCH:
            return _while_searching(key, command)
        case Mode.MATCHES:
            return _among_matches(state, key, command)
        case Mode.BORDERS:
            return _while_borders_change(state, key, command)
        case Mode.LINK if len(key) == 1 and key.isalpha():
            return Command("link-letter", text=key)
        case Mode.READ if len(key) == 1 and key.isdecimal():
            return Command("person-digit", text=key)
    if command is not None:
        return command
    return f"“{key}” does nothing here; {state.key('help')} shows all keys." if len(key) == 1 else None


def _while_searching(key: str, command: ReaderCommand | None) -> Meaning:
    if key in _TYPING:
        return Command(_TYPING[key])
    if key == "space":
        return Command("search-type", text=" ")
    if len(key) == 1:
        return Command("search-type", text=key)
    return command if command is not None and command.group == PROGRAM else None


def _among_matches(state: State, key: str, command: ReaderCommand | None) -> Meaning:
    if key in _STEPS:
        return Command(_STEPS[key])
    if command is not None and command.group == LABEL:
        return Command("tag-matches", text=command.id.removeprefix("tag:"))
    if command is not None and (command.group == PROGRAM or command.id == "search"):
        return command
    leave = state.key("escape")
    return f"n and p go through what was found, a label's key labels all of it, {leave} leaves."


def _while_borders_change(state: State, key: str, command: ReaderCommand | None) -> Meaning:
    """Only moves, keeping and leaving mean something."""
    told = f"Enter keeps these borders, {state.key('escape')} leaves them as they were."
    if key == "enter":
        return Command("enter")
    if command is not None and command.id == "search":
        return told
    if command is not None and (command.group in (MOVE, PROGRAM) or command.id == "borders"):
        return command
    return told
