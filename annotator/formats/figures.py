"""The figures of a dataset card, gathered while the documents pass by."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from annotator.formats.document import Document
from annotator.formats.tiers import QUOTE
from annotator.model.items import GOLD, SUGGESTIONS

LENGTHS = ("1–5", "6–10", "11–15", "16–20", "21–25", "26–30", "31–40", "41–50", "51–100", "over 100")
"""Words of a quote, in classes."""
_LIMITS = (5, 10, 15, 20, 25, 30, 40, 50, 100)
SPEAKER = "SPEAKER"


@dataclass(slots=True)
class Figures:
    """What readers of a card ask for."""

    labels: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Split -> label -> spans."""
    outlets: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Split -> publisher -> articles."""
    languages: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Split -> language -> articles."""
    states: Counter[str] = field(default_factory=Counter)
    """State -> lines, an article in as many as it has layers."""
    quote_types: Counter[str] = field(default_factory=Counter)
    """Value of the attribute `type` of quotes, `""` where it is unset."""
    quote_lengths: Counter[str] = field(default_factory=Counter)
    """Class of length -> quotes."""
    speakers: int = 0
    """Mentions of speakers."""
    linked: set[str] = field(default_factory=set)
    """Entities that are linked to."""
    annotators: set[str] = field(default_factory=set)
    """Who labelled: the makers of spans, where they are known, else the layers' names."""
    _article: str | None = None

    def labelled(self, split: str, label: str) -> int:
        """Spans of a label in a split."""
        return self.labels[split][label] if split in self.labels else 0

    def published(self, split: str, publisher: str) -> int:
        """Articles of a publisher in a split."""
        return self.outlets[split][publisher] if split in self.outlets else 0

    def written_in(self, split: str, language: str) -> int:
        """Articles in a language in a split."""
        return self.languages[split][language] if split in self.languages else 0

    def add(self, document: Document, split: str) -> None:
        """Count a document."""
        layer = document.layer
        if document.article.id != self._article:
            self._article = document.article.id
            self.outlets[split][document.article.publisher] += 1
            self.languages[split][document.article.lang] += 1
        self.states[layer.status.state.value] += 1
        labels, text = self.labels[split], document.article.text
        makers = set()
        for span in layer.spans.values():
            label = span.label
            labels[label] += 1
            makers.add(span.origin.by)
            if label == SPEAKER:
                self.speakers += 1
            elif label == QUOTE:
                self.quote_types[span.attribute("type")] += 1
                words = len(span.surface(text).split())
                self.quote_lengths[LENGTHS[bisect_left(_LIMITS, words)]] += 1
        self.annotators |= makers - {""}
        self.linked.update([link.entity for link in layer.links.values()])
        if layer.name != GOLD and not layer.name.startswith(SUGGESTIONS):
            self.annotators.add(layer.name)
