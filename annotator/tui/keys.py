"""Names of keys: what we call a key, what Textual calls it, and how it is shown."""

from __future__ import annotations

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
