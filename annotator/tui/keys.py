"""Names of keys: what we call a key, what Textual calls it, and how it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

_SHOWN = {
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "delete": "Del",
    "backspace": "Bksp",
}


def key_name(key: str, character: str | None) -> str:
    """Our name of a key event: the character if it prints, else Textual's name (`ctrl+d`, `shift+left`)."""
    if character is not None and character.isprintable() and len(character) == 1 and character != " ":
        return character
    return key


def shown(key: str) -> str:
    """The key as people read it."""
    if key in _SHOWN:
        return _SHOWN[key]
    if "+" in key and len(key) > 1:
        modifier, _, rest = key.rpartition("+")
        return f"{modifier.capitalize()}+{_SHOWN.get(rest, rest.upper() if len(rest) == 1 else rest.capitalize())}"
    return key.upper() if len(key) > 1 else key


class Named(Protocol):
    """A command of any screen's table."""

    @property
    def id(self) -> str:
        """What the configuration calls it; `tag:` and a label's name for a label."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, the one to be shown first."""

    @property
    def title(self) -> str:
        """One or two words."""


def key_names(commands: Iterable[Named]) -> dict[str, str]:
    """Command id, or a label's name -> its key as people read it; what has no key is in the palette."""
    found = {command.id.removeprefix("tag:"): command for command in commands}
    palette = next((shown(one.keys[0]) for one in found.values() if one.id == "palette" and one.keys), "")
    return {
        name: shown(one.keys[0]) if one.keys else f"{palette} {one.title}".strip()
        for name, one in found.items()
    }


_IN_WORDS = frozenset({"space", "left", "right", "home", "end", "backspace", "delete"})


def writes(key: str) -> bool:
    """Whether a key writes a character, or moves or deletes in what is written."""
    return len(key) == 1 or key in _IN_WORDS


NAMES = frozenset(_SHOWN) | {"insert"} | {f"f{number}" for number in range(1, 13)}
"""Keys that have a name and no character."""
_ARROWS = frozenset({"left", "right", "up", "down"})
_WITH_SHIFT = _ARROWS | {"home", "end", "tab"}
_WITH_CTRL = _ARROWS | {"home", "end", "pagedown", "pageup", "delete"}
_SAME_BYTE = {"i": "Tab", "m": "Enter", "h": "Backspace", "[": "Esc"}
_OTHER_NAMES = {name.lower(): key for key, name in _SHOWN.items()} | {"return": "enter", "ins": "insert"}
_NOT_SENT = frozenset({"alt", "option", "meta", "cmd", "command", "super", "win", "hyper"})


class KeyNameError(ValueError):
    """No key that arrives through every terminal; the message is a clause that says why."""


def key_of(name: str) -> str:
    """Our name of the key that a person calls `name`: `N`, `PgDn`, `ctrl+d`, `Shift+Left`.

    Only keys that arrive through tmux, ssh and a plain terminal have one.

    Raises:
        KeyNameError: there is no such key, or it does not arrive everywhere.
    """
    if len(name) == 1 and name.isprintable() and not name.isspace() and name not in _OTHER_NAMES:
        return name
    *modifiers, last = [part.strip() for part in name.lower().split("+")]
    last = _OTHER_NAMES.get(last, last)
    if unsent := next((one for one in modifiers if one in _NOT_SENT), None):
        raise KeyNameError(f"{name!r} does not arrive through every terminal, as no key with {unsent} does")
    match modifiers:
        case []:
            if last in NAMES:
                return last
        case ["shift"]:
            return _with_shift(name, last)
        case ["ctrl"]:
            return _with_ctrl(name, last)
        case ["ctrl", "shift"] | ["shift", "ctrl"]:
            raise KeyNameError(f"{name!r} does not arrive through every terminal, as no ctrl+shift does")
    raise KeyNameError(f"there is no key {name!r}{_perhaps(last)}")


def _with_shift(name: str, last: str) -> str:
    if len(last) == 1 and last.isalpha():
        raise KeyNameError(f"{name!r} is written as the letter {last.upper()!r}")
    if last in _WITH_SHIFT:
        return f"shift+{last}"
    raise KeyNameError(f"{name!r} does not arrive through every terminal")


def _with_ctrl(name: str, last: str) -> str:
    if last in _SAME_BYTE:
        raise KeyNameError(f"{name!r} is the same key as {_SAME_BYTE[last]} in a terminal")
    if last == "c":
        raise KeyNameError(f"{name!r} is for copying")
    if (len(last) == 1 and "a" <= last <= "z") or last in _WITH_CTRL:
        return f"ctrl+{last}"
    raise KeyNameError(f"{name!r} does not arrive through every terminal")


def _perhaps(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, [*NAMES, *_OTHER_NAMES], n=1)
    return f"; {shown(_OTHER_NAMES.get(close[0], close[0]))!r} is near" if close else ""
