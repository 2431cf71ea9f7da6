"""What layers are called, and how far a member is with an article: all that a list of articles needs of the model.

Apart from the items, whose import takes longer than the library's first page can wait.
"""

from __future__ import annotations

from enum import StrEnum

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
