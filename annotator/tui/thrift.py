"""The same screen in fewer bytes: styles are told to the terminal only where they change.

Textual ends every piece of text with a reset and begins the next with its whole style, colours in full. Over a
slow line that is most of what a key sends. It also ends a row before it goes to another place by its number, and
names first columns and rows, which go without saying. Codes are those of ECMA-48, "Select Graphic Rendition" and
"Cursor Position".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

_STYLE = re.compile(r"\x1b\[([0-9;:]*)m")
_TO_PLACE = re.compile(r"\n?\x1b\[(\d+);(\d+)H")
_MOVE = re.compile(r"(?:\n|\x1b\[[\d;]*H)*")
"""What draws nothing, so that it needs no style."""
_OFF = {1: 22, 2: 22, 3: 23, 4: 24, 21: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 51: 54, 52: 54, 53: 55}
"""Attribute -> the code that turns it off, and the others that it turns off with it."""
_SEEN_ON_BLANKS = frozenset({4, 5, 6, 7, 9, 21, 51, 52, 53})
"""Attributes that show where nothing is written: lines, and what changes the colours about."""
_BOLD, _DOUBLE_UNDERLINE = 1, 21
_COLORS = {"38": "front", "48": "back"}


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """How the terminal writes: attributes, and the codes of the colours (`39` and `49`: its own).

    Looks are told apart by identity, which is quick; two that are alike are merely told the long way once.
    """

    attributes: frozenset[int] = frozenset()
    front: str = "39"
    back: str = "49"


class _Unknown(Exception):
    """A code that this module does not know."""


_PLAIN = _Look()


def shorter(data: str) -> str:
    """The same for the terminal as `data`, which begins in no style; as it is where a style is none that we know."""
    data = _TO_PLACE.sub(_move, data)
    first, *rest = _STYLE.split(data)
    if not rest:
        return data
    found = [first]
    wanted = shown = _PLAIN
    try:
        for codes, text in zip(rest[::2], rest[1::2], strict=True):
            wanted = _after(wanted, codes)
            if text:
                if wanted is not shown and not _MOVE.fullmatch(text):
                    look = _on_blanks(shown, wanted) if text.isspace() else wanted
                    found.append(_change(shown, look))
                    shown = look
                found.append(text)
    except _Unknown:
        return data
    found.append(_change(shown, wanted))
    return "".join(found)


def _move(found: re.Match[str]) -> str:
    """The shortest way to a place. Where none is named the first is meant."""
    row, column = found.groups()
    return f"\x1b[{row};{column}H" if column != "1" else f"\x1b[{row}H" if row != "1" else "\x1b[H"


@lru_cache(4096)
def _after(look: _Look, codes: str) -> _Look:
    """The look after codes."""
    left = iter(codes.split(";"))
    for code in left:
        if code in _COLORS:
            kind = next(left, "")
            values = [next(left, "") for _ in range({"5": 1, "2": 3}.get(kind, 0))]
            if not values or not all(values):
                raise _Unknown(codes)
            color = ";".join((code, kind, *values))
            look = replace(look, front=color) if code == "38" else replace(look, back=color)
            continue
        match int(code or 0) if code.isdecimal() or not code else -1:
            case 0:
                look = _PLAIN
            case one if one in _OFF:
                look = replace(look, attributes=look.attributes | {one})
            case off if off in _OFF.values():
                look = replace(look, attributes=frozenset(one for one in look.attributes if _OFF[one] != off))
            case front if 30 <= front <= 39 or 90 <= front <= 97:
                look = replace(look, front=str(front))
            case back if 40 <= back <= 49 or 100 <= back <= 107:
                look = replace(look, back=str(back))
            case _:
                raise _Unknown(codes)
    return look


@lru_cache(4096)
def _on_blanks(shown: _Look, wanted: _Look) -> _Look:
    """A look in which blanks are as in the wanted one, as near to what is shown as can be."""
    if wanted.attributes & _SEEN_ON_BLANKS:
        return wanted
    return replace(wanted, attributes=shown.attributes - _SEEN_ON_BLANKS, front=shown.front)


@lru_cache(4096)
def _change(shown: _Look, wanted: _Look) -> str:
    """What leads from one look to another: what differs, or all anew if that is shorter."""
    gone = {_OFF[one] for one in shown.attributes - wanted.attributes}
    left = {one for one in shown.attributes if _OFF[one] not in gone}
    differing = [
        *map(str, sorted(gone)),
        *_turned_on(wanted.attributes - left, wanted.attributes),
        *([wanted.front] if wanted.front != shown.front else []),
        *([wanted.back] if wanted.back != shown.back else []),
    ]
    if not differing:
        return ""
    anew = [
        "0",
        *_turned_on(wanted.attributes, wanted.attributes),
        *([wanted.front] if wanted.front != _PLAIN.front else []),
        *([wanted.back] if wanted.back != _PLAIN.back else []),
    ]
    return f"\x1b[{min(';'.join(differing), ';'.join(anew), key=len)}m"


def _turned_on(new: frozenset[int], wanted: frozenset[int]) -> Iterator[str]:
    """Codes of new attributes. Some terminals take a double underline for "not bold": bold comes after it, again."""
    if _DOUBLE_UNDERLINE in new:
        yield str(_DOUBLE_UNDERLINE)
        new = new - {_DOUBLE_UNDERLINE} | wanted & {_BOLD}
    yield from map(str, sorted(new))
