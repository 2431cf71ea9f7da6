"""Reading brat standoff as this program writes it: what an `.ann` says about its text."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\t")
_ATTRIBUTE = re.compile(r"A\d+\t(\S+) ([TR]\d+) (.+)")
_LINK = re.compile(r"N\d+\t(\S+) (T\d+) [^\s:]+:(\S+)\t(.*)")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (T\d+)\t(.*)")


def read_standoff(annotations: str, text: str) -> dict[str, Any]:
    """What the lines say, by kind, in their order; items are named by their numbers.

    Raises:
        ValueError: a line is not as we write it, or a span's text is not the article's.
    """
    found: dict[str, list[Any]] = {
        kind: [] for kind in ("spans", "relations", "attributes", "links", "notes")
    }
    # splitlines, as brat does: a line that is cut too early is none that we know.
    for number, line in enumerate(annotations.splitlines(), 1):
        if match := _SPAN.fullmatch(line):
            pieces = [tuple(map(int, piece.split(" "))) for piece in match[3].split(";")]
            if " ".join(text[start:end] for start, end in pieces) != match[4]:
                raise ValueError(f"line {number}: the article has another text there")
            found["spans"].append((match[2], pieces))
            if match[1] != f"T{len(found['spans'])}":
                raise ValueError(f"line {number}: {match[1]} is out of order")
        elif match := _RELATION.fullmatch(line):
            found["relations"].append(match.groups())
        elif match := _ATTRIBUTE.fullmatch(line):
            found["attributes"].append(match.groups())
        elif match := _LINK.fullmatch(line):
            found["links"].append((match[1], match[2], unquote(match[3]), match[4]))
        elif match := _NOTE.fullmatch(line):
            found["notes"].append(match.groups())
        else:
            raise ValueError(f"line {number} is not as we write it")
    return found
