"""Our own labels: articles labelled whole, by reading, kept as offsets beside the tests without the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.model.article import Article
from annotator.model.items import Fragment, Item, Relation, Span
from annotator.model.layer import Layer, layer_of
from annotator.model.suggestions import suggestion_id
from tests.eval.articles import GOLD, article_of, person_link

LABELS = Path(__file__).parent / "labels"
SETS = {
    "dev": "seen while the rules were written",
    "second": "sealed until the rules were first done, and seen for their second writing",
    "sealed": "labelled by somebody who knew no rule; opened after the second writing, and seen for the third",
}
"""Sets of labelled articles, each a folder, and what the rules owe to it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its gold layer."""

    article: Article
    gold: Layer
    outlet: str


class Changed(Exception):
    """The article's text is not the one that was labelled."""


def labelled(name: str, articles: Path) -> Iterator[Labelled]:
    """The labelled articles of one of `SETS` whose text is there.

    Raises:
        Changed: a text differs from the one that was labelled.
    """
    for path in sorted((LABELS / name).glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        file = articles / f"{data['article']}.txt"
        if not file.exists():
            continue
        text = file.read_bytes().decode("utf-8")
        if hashlib.sha256(text.encode()).hexdigest() != data["sha256"]:
            raise Changed(f"{file} is not the text that {path.name} labels.")
        article = article_of(data["article"], text, data["lang"])
        outlet = data["article"].partition("-")[0] if "-" in data["article"] else "tribunnews"
        yield Labelled(article, _gold(article, data["frames"]), outlet)


def _gold(article: Article, frames: list[dict[str, Any]]) -> Layer:
    items: dict[tuple[str, str], Item] = {}
    quotes = [_span("QUOTE", frame["quote"], type=frame["type"]) for frame in frames]

    def keep(item: Item) -> None:
        items.setdefault((type(item).__name__, item.id), item)

    def relate(label: str, head: str, target: str, order: int = 0) -> None:
        keep(Relation(f"{head}>{target}:{label}", label, head, target, order))

    for frame, quote in zip(frames, quotes, strict=True):
        keep(quote)
        for bounds in frame["cues"]:
            cue = _span("CUE", [bounds], kind="speech")
            keep(cue)
            relate("cued_by", quote.id, cue.id)
        for speaker in frame["speakers"]:
            head = quote
            if speaker["at"]:
                head = _span("SPEAKER", [speaker["at"]], form=speaker["form"])
                keep(head)
                relate("said_by", quote.id, head.id)
            if speaker["person"]:
                keep(person_link(head.id, speaker["person"], implied=not speaker["at"]))
        for source in frame["sources"]:
            span = _span("SOURCE", [source["at"]])
            keep(span)
            keep(person_link(span.id, source["name"], implied=False))
            relate("via", quote.id, span.id, source["order"])
            for bounds in source["cues"]:
                cue = _span("CUE", [bounds], kind="relay")
                keep(cue)
                relate("relayed_by", span.id, cue.id)
        if frame["nested_in"] is not None:
            relate("nested_in", quote.id, quotes[frame["nested_in"]].id)
    return layer_of(GOLD, article.id, items.values())


def _span(label: str, fragments: Iterable[Sequence[int]], **attributes: str) -> Span:
    pieces = tuple(Fragment(start, end) for start, end in fragments)
    return Span(suggestion_id(label, pieces), label, pieces, tuple(attributes.items()))
