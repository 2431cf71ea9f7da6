"""What items in the native JSON Lines share (labels, attributes, origins), and what it comes to here.

A file has a few of each and many items, so each is looked at once. Both ways to read a line ask here: the one that
knows how we spell it (`jsonl_plain`), and the one that goes key by key (`jsonl_record`) and tells what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from annotator.formats.names import Attributes, Naming
from annotator.model.items import NO_ORIGIN, Origin
from annotator.model.scheme import LABEL_NAME, RELATION_NAME

MOST = 10_000
"""Of each kind that are remembered."""


class Shared:
    """What labels, attributes and origins of one file come to. A ValueError says why a name cannot be kept."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        """Has a remark on each name that becomes another one, when it is met first."""
        self.span_label: Callable[[str], str] = lru_cache(maxsize=MOST)(self._span_label)
        """The label of a span, as it stands in the file -> as it is called here."""
        self.edge_label: Callable[[str], str] = lru_cache(maxsize=MOST)(self._edge_label)
        """The same of relations and links."""
        self.attributes: Callable[[Attributes], Attributes] = lru_cache(maxsize=MOST)(self._attributes)
        """The (name, value) pairs of a span as they stand in the file -> those that have a value, sorted."""
        self.origin: Callable[[str, str, int, str], Origin] = lru_cache(maxsize=MOST)(_origin)
        """One object for all origins that are alike."""

    def _span_label(self, given: str) -> str:
        _refuse_empty(given)
        return _fit(self.naming.label(given).label, given, LABEL_NAME, "A to Z")

    def _edge_label(self, given: str) -> str:
        _refuse_empty(given)
        return _fit(self.naming.relation(given), given, RELATION_NAME, "a to z")

    def _attributes(self, given: Attributes) -> Attributes:
        set_ones = [(name, value) for name, value in given if value]
        named = dict(self.naming.attribute(name, value) for name, value in set_ones)
        if len(named) < len(set_ones):
            raise ValueError("two of them come to the same name in the letters a to z and _")
        return tuple(sorted(named.items()))


def _origin(by: str, rule: str, score: int, reason: str) -> Origin:
    origin = Origin(by, rule, score, reason)
    # Which is recognised by being that one object.
    return NO_ORIGIN if origin == NO_ORIGIN else origin


def _refuse_empty(given: str) -> None:
    if not given.strip():
        raise ValueError("a name is needed; this one is empty")


def _fit(name: str, given: str, pattern: re.Pattern[str], letters: str) -> str:
    if not pattern.fullmatch(name):
        raise ValueError(
            f"{name!r}, which {given!r} was mapped to, is not made of the letters {letters} and _"
        )
    return name
