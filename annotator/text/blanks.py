"""Which characters are blank: they part tokens and never belong to one.

Blank is more than white space. A control character, a byte order mark or a bidirectional mark inside a token
would be written into column files, where nobody can see it and `str.split()` may cut at it.
"""

from __future__ import annotations

import re

INVISIBLE = (
    "\u061c"  # Arabic letter mark
    "\u180e"  # Mongolian vowel separator
    "\u200b"  # zero width space
    "\u200e\u200f"  # left-to-right and right-to-left mark
    "\u202a-\u202e"  # embeddings and overrides
    "\u2060-\u2064"  # word joiner, invisible operators
    "\u2066-\u206f"  # isolates, deprecated format controls
    "\ufeff"  # byte order mark
)
"""Characters without ink that are not `str.isspace()`, as the inside of a character class. The joiners U+200C
and U+200D are missing on purpose: they hold words and emoji together."""

BLANK = r"\s\x00-\x1f\x7f-\x9f" + INVISIBLE
"""All blank characters, as the inside of a character class for `re`."""

_NOT_BLANK = re.compile(f"[^{BLANK}]")
_ONE_BLANK = re.compile(f"[{BLANK}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")


def is_blank(char: str) -> bool:
    """Whether one character is blank. The empty string is not."""
    return _ONE_BLANK.match(char) is not None


def first_ink(text: str, start: int, end: int) -> int:
    """Offset (code points) of the first character in `text[start:end]` that is not blank, or -1."""
    found = _NOT_BLANK.search(text, start, end)
    return found.start() if found else -1


def last_ink(text: str, start: int, end: int) -> int:
    """Offset (code points) just after the last character in `text[start:end]` that is not blank, or -1."""
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return end if end > start else -1


def inked(text: str) -> str:
    """`text` without the characters that are neither ink nor white space."""
    return _INVISIBLE.sub("", text)
