"""Text that a terminal shows and never obeys.

A scraped article can carry terminal commands: `ESC ] 52` writes the reader's clipboard, `ESC [ 6 n` makes the
terminal type into the program, and bidi controls make text read differently from what is stored. The stored
text is kept as it is; what is shown goes through here first. One code point becomes one code point, so every
stored offset is an offset into the shown text too.

Characters that only take no room (ZWJ, variation selectors, ZWSP, soft hyphen) stay: scripts and emoji need
them.
"""

from __future__ import annotations

import re

from annotator.text.blanks import INVISIBLE

REPLACEMENT = "\ufffd"
"""Stands for what has no picture of its own."""
_PICTURES = 0x2400
"""U+2400 + c is the picture of the C0 control c: ␛ for ESC."""

# C0 and DEL; C1; ALM, LRM, RLM, LS, PS, embeddings and overrides, isolates and the deprecated format controls
# behind them; lone surrogates, which no terminal encoding can carry; BOM; tags, which hide text in plain
# sight.
_UNSAFE_CLASS = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(f"[{_UNSAFE_CLASS}]")
# What nobody is called by: the same, what takes no ink and holds nothing together, and all stand-ins.
_NAMELESS = re.compile(f"[{_UNSAFE_CLASS}{INVISIBLE}\xad\u2400-\u2426{REPLACEMENT}]")
_BLANKS = dict.fromkeys("\t\n\r", " ")
_PICTURED = {chr(code): chr(_PICTURES + code) for code in range(0x20)} | {"\x7f": "\u2421"} | _BLANKS
_IN_LINES = _PICTURED | {"\n": "\n"}


def safe(text: str) -> str:
    """`text` for one line of a terminal: as many code points, none of which a terminal obeys.

    TAB, LF and CR become a space each, so that a paragraph's inner line ends are shown as one space per code
    point. Other C0 controls and DEL become their pictures (␛), the rest U+FFFD.
    """
    return _UNSAFE.sub(lambda found: _PICTURED.get(found[0], REPLACEMENT), text)


def safe_lines(text: str) -> str:
    """Like `safe`, but LF stays: for text of several lines."""
    return _UNSAFE.sub(lambda found: _IN_LINES.get(found[0], REPLACEMENT), text)


def legible_name(text: str) -> str:
    """A name as it is read off a text, in one line: what is no part of it is left out, and nothing stands for it.

    Left out are control characters, bidi marks, what takes no ink, and the stand-ins of `safe` themselves; white space
    becomes a space. For what goes into the record, never for offsets: code points are lost.
    """
    return " ".join(_NAMELESS.sub(_space_or_nothing, text).split())


def without_controls(text: str) -> str:
    """What somebody typed or pasted, without what `safe` would replace; TAB and the like become a space."""
    return _UNSAFE.sub(_space_or_nothing, text)


def typed_name(text: str) -> str:
    """A name as somebody typed or pasted it, in one line, without control characters."""
    return " ".join(without_controls(text).split())


def _space_or_nothing(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else ""
