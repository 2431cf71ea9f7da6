"""Spans of an import as they are made: named by the map, numbered, and with what a map adds to them."""

from __future__ import annotations

from annotator.formats.names import Attributes, Naming
from annotator.model.items import NO_ORIGIN, Fragment, Item, Origin, Span


class Spans:
    """The spans of one article from a file that has its own names for labels."""

    def __init__(self, text: str, naming: Naming) -> None:
        self.items: list[Item] = []
        self._text = text
        self._naming = naming
        self._taken: set[str] = set()

    def add(
        self,
        label: str,
        fragments: tuple[Fragment, ...],
        key: str = "",
        attributes: Attributes = (),
        origin: Origin = NO_ORIGIN,
    ) -> str:
        """Make a span, and another of its end where the map says so; the first one's id.

        `key` is the id that it has in the file; `""` numbers it.
        """
        rule = self._naming.label(label)
        own = self._id(key)
        head, tail = fragments, None
        if rule.tail is not None and (cut := self._ending(fragments[-1], rule.tail.endings)):
            last = fragments[-1]
            head = (*fragments[:-1], Fragment(last.start, cut))
            tail = Span(
                self._id(f"{own}.tail" if key else ""),
                rule.tail.label,
                (Fragment(cut, last.end),),
                rule.tail.attributes,
                origin,
            )
        merged = tuple(sorted({**dict(rule.attributes), **dict(attributes)}.items()))
        self.items.append(Span(own, rule.label, head, merged, origin))
        if tail is not None:
            self.items.append(tail)
        return own

    def _id(self, wanted: str) -> str:
        number = len(self._taken) + 1
        found = wanted or f"s{number}"
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}" if wanted else f"s{number}"
        self._taken.add(found)
        return found

    def _ending(self, fragment: Fragment, endings: tuple[str, ...]) -> int:
        """Where the fragment's ending begins; 0 if it has none of these, or is nothing else."""
        surface = self._text[fragment.start : fragment.end]
        for ending in endings:
            if len(surface) > len(ending) and surface[-len(ending) :].lower() == ending.lower():
                return fragment.end - len(ending)
        return 0
