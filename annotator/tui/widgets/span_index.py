"""Which spans lie over which paragraph, kept in step with a layer's spans at the price of what changed.
Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from annotator.model.article import Paragraph
from annotator.model.items import Span


class SpanIndex:
    """Spans by paragraph. A span counts for a paragraph when one of its fragments has text there."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._ends = [paragraph.end for paragraph in paragraphs]
        self._spans: dict[str, Span] = {}
        self._over: dict[int, dict[str, Span]] = {}

    def over(self, paragraph: int) -> Iterable[Span]:
        """The spans over a paragraph."""
        return self._over.get(paragraph, {}).values()

    def named(self, span_ids: Iterable[str]) -> Iterable[Span]:
        """The spans of these ids; unknown ones are passed over."""
        return [self._spans[span_id] for span_id in span_ids if span_id in self._spans]

    def paragraphs_of(self, span_ids: Iterable[str]) -> set[int]:
        """Numbers of the paragraphs that these spans lie over; unknown ids have none."""
        found: set[int] = set()
        for span_id in span_ids:
            if span := self._spans.get(span_id):
                found |= self._paragraphs(span)
        return found

    def update(self, spans: Mapping[str, Span]) -> set[int]:
        """Takes `spans` for what there is now; returns the paragraphs over which something changed.

        Layers share the spans that an edit leaves alone, so one pass by identity finds the others.
        """
        before = self._spans
        changed: set[int] = set()
        gone = before.keys() - spans.keys()
        for span_id in gone:
            changed |= self._remove(before[span_id])
        for span_id, span in spans.items():
            old = before.get(span_id)
            if old is not span:
                if old is not None:
                    changed |= self._remove(old)
                changed |= self._add(span)
        self._spans = dict(spans)
        return changed

    def replace(self, before: Span | None, after: Span | None) -> set[int]:
        """One span is changed, made (no `before`) or gone (no `after`); returns the paragraphs concerned."""
        changed: set[int] = set()
        if before is not None and (old := self._spans.pop(before.id, None)) is not None:
            changed |= self._remove(old)
        if after is not None:
            changed |= self._add(after)
            self._spans[after.id] = after
        return changed

    def _add(self, span: Span) -> set[int]:
        where = self._paragraphs(span)
        for paragraph in where:
            self._over.setdefault(paragraph, {})[span.id] = span
        return where

    def _remove(self, span: Span) -> set[int]:
        where = self._paragraphs(span)
        for paragraph in where:
            self._over[paragraph].pop(span.id, None)
        return where

    def _paragraphs(self, span: Span) -> set[int]:
        found: set[int] = set()
        for fragment in span.fragments:
            first = bisect_right(self._ends, fragment.start)
            found.update(range(first, bisect_left(self._starts, fragment.end)))
        return found
