"""Which spans lie over which paragraph, as an immutable value that an edit changes at the price of the edit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.model.article import Paragraph
from annotator.model.edits import Edit
from annotator.model.items import Span
from annotator.model.layered import LayeredMap
from annotator.model.replacing import replace


@dataclass(frozen=True, slots=True)
class Places:
    """Span ids by paragraph. A span counts for a paragraph when one of its fragments has text there."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    by_paragraph: Mapping[int, frozenset[str]]

    @classmethod
    def of(cls, paragraphs: Iterable[Paragraph], spans: Iterable[Span]) -> Places:
        """The places of all `spans`."""
        bounds = [(part.start, part.end) for part in paragraphs]
        empty = cls(tuple(start for start, _ in bounds), tuple(end for _, end in bounds), {})
        gathered: dict[int, set[str]] = {}
        for span in spans:
            for number in empty.paragraphs_of(span):
                gathered.setdefault(number, set()).add(span.id)
        filled = {number: frozenset(ids) for number, ids in gathered.items()}
        return replace(empty, by_paragraph=LayeredMap(filled))

    def over(self, paragraph: int) -> frozenset[str]:
        """Ids of the spans over a paragraph."""
        return self.by_paragraph.get(paragraph, frozenset())

    def paragraph_at(self, offset: int) -> int:
        """`Article.paragraph_at`, quicker: every key asks for it many times."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def paragraphs_of(self, span: Span) -> set[int]:
        """Numbers of the paragraphs that a span has text in."""
        found: set[int] = set()
        for fragment in span.fragments:
            first = bisect_right(self.ends, fragment.start)
            found.update(range(first, bisect_left(self.starts, fragment.end)))
        return found

    def after(self, edits: Iterable[Edit]) -> Places:
        """The places after edits of spans."""
        concerned = [edit for edit in edits if isinstance(edit.item, Span)]
        if not concerned:
            return self
        new: dict[int, frozenset[str]] = {}
        for edit in concerned:
            if isinstance(edit.before, Span):
                for number in self.paragraphs_of(edit.before):
                    new[number] = new.get(number, self.over(number)) - {edit.before.id}
            if isinstance(edit.after, Span):
                for number in self.paragraphs_of(edit.after):
                    new[number] = new.get(number, self.over(number)) | {edit.after.id}
        return replace(self, by_paragraph=LayeredMap(self.by_paragraph).changed(new))
