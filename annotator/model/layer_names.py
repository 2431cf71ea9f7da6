"""What layers are called, and how far a member is with an article: all that a list of articles needs of the model.

Apart from the items, whose import takes longer than the library's first page can wait.
"""

from __future__ import annotations

from enum import StrEnum

from annotator.errors import UsageError

GOLD = "gold"
"""The adjudicated layer. Only reviewers write it."""
PEOPLE = "people"
"""The layer that holds the project's entities."""
PROJECT = ":project"
"""The layer that holds members, settings and corrected paragraph kinds."""
SUGGESTIONS = "suggest:"
"""Prefix of layers that a language pack fills; derived data, outside the log."""


def is_reserved(layer: str) -> bool:
    """Whether no member may have this name."""
    return layer in (GOLD, PEOPLE) or ":" in layer


class Progress(StrEnum):
    """How far a member is with an article."""

    NEW = "new"
    BEGUN = "begun"
    DONE = "done"


def check_member_name(name: str) -> None:
    """Raise UsageError unless `name` can be a member's."""
    if is_reserved(name):
        raise UsageError(f"{name!r} cannot be a member's name: gold, people and names with ':' are reserved.")
    if not name or name != name.strip() or not name.isprintable() or len(name) > 60 or "/" in name:
        raise UsageError(f"{name!r} cannot be a member's name: 1 to 60 visible characters, no '/'.")
