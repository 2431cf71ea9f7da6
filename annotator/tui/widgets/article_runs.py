"""The labels over an article as they are drawn, paragraph by paragraph, and which rows of them became others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from annotator.model.article import Article
from annotator.model.items import Span
from annotator.tui.widgets.article_layout import ArticleLayout
from annotator.tui.widgets.article_style import LabelLook, Runs, paragraph_runs
from annotator.tui.widgets.span_index import SpanIndex


class ArticleRuns:
    """Keeps the runs of paragraphs; what is told of spans says for which paragraphs they may be others now."""

    def __init__(self, looks: Mapping[str, LabelLook]) -> None:
        self._looks = looks
        self._article: Article | None = None
        self._text = ""
        self._index = SpanIndex(())
        self._strong: AbstractSet[str] = frozenset()
        self._runs: dict[int, Runs] = {}
        self._before: dict[int, Runs] = {}
        """Paragraph -> its runs as they were last drawn, until they are compared with the new ones."""
        self._versions: dict[tuple[int, int], int] = {}
        """(paragraph, row) -> how often its runs have become others."""

    def show(self, article: Article, text: str) -> None:
        """Take an article without spans; `text` is what is drawn of it, code point by code point."""
        self._article, self._text = article, text
        self._index = SpanIndex(article.paragraphs)
        self._strong = frozenset()
        self._versions.clear()
        self.forget()

    def use(self, looks: Mapping[str, LabelLook]) -> None:
        """Draw labels otherwise."""
        self._looks = looks
        self.forget()

    def forget(self) -> None:
        """Make all runs anew; whoever drew them draws everything anew too."""
        self._runs.clear()
        self._before.clear()

    def mark(self, spans: Mapping[str, Span]) -> set[int]:
        """These spans (by id) and no others; the paragraphs over which something changed."""
        return self._index.update(spans)

    def replace(self, before: Span | None, after: Span | None) -> set[int]:
        """One span is changed, made (no `before`) or gone (no `after`); the paragraphs concerned."""
        return self._index.replace(before, after)

    def emphasise(self, span_ids: AbstractSet[str]) -> set[int]:
        """These spans are drawn stronger, and no others; the paragraphs concerned."""
        touched = self._index.paragraphs_of(span_ids ^ self._strong)
        self._strong = span_ids
        return touched

    def named(self, span_ids: Iterable[str]) -> Iterable[Span]:
        """The spans of these ids; unknown ones are passed over."""
        return self._index.named(span_ids)

    def touch(self, paragraph: int) -> None:
        """The runs of a paragraph may be others now."""
        if (runs := self._runs.pop(paragraph, None)) is not None:
            self._before.setdefault(paragraph, runs)

    def of(self, paragraph: int) -> Runs:
        """The runs of a paragraph."""
        runs = self._runs.get(paragraph)
        if runs is None and self._article is not None:
            where = self._article.paragraphs[paragraph]
            spans = self._index.over(paragraph)
            runs = paragraph_runs(self._text, where.start, where.end, spans, self._looks, self._strong)
            self._runs[paragraph] = runs
        return runs or Runs()

    def version(self, paragraph: int, row: int, layout: ArticleLayout) -> int:
        """A number that is another one once this row of a paragraph looks different: most labels change one row."""
        if paragraph in self._before:
            self._compare(paragraph, layout)
        return self._versions.get((paragraph, row), 0)

    def _compare(self, paragraph: int, layout: ArticleLayout) -> None:
        before = self._before.pop(paragraph)
        now = self.of(paragraph)
        starts = layout.rows[paragraph]
        ends = [*starts[1:], layout.paragraphs[paragraph].end]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if before.between(start, end) != now.between(start, end):
                self._versions[paragraph, number] = self._versions.get((paragraph, number), 0) + 1
