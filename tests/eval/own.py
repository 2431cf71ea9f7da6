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
from tests.eval.pfsa import tagged

LABELS = Path(__file__).parent / "labels"
SETS = {
    "dev": "seen while the rules were written",
    "second": "sealed until the rules were first done, and seen for their second writing",
    "sealed": "labelled by somebody who knew no rule; opened after the second writing, and seen for the third",
    "sealed-kompas": "another outlet, labelled by somebody who knew no rule; opened after the third writing, and half "
    "seen for the fourth",
}
"""Sets of labelled articles, each a folder, and what the rules owe to it.

Of the articles of `sealed-kompas`, sorted by id, the first, third and so on were read; the others were only measured.
"""
CORPUS = "pfsa-id-dev.bilou.txt"
"""The corpus whose articles have ids of their own; it stands in the folder `corpora`, beside that of the articles."""
_OF_CORPUS, _CORPUS_OUTLET = "pfsa", "kompas"
_NO_OUTLET = "tribunnews"


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
    paths = sorted((LABELS / name).glob("*.json"))
    labels = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    texts = _texts([data["article"] for data in labels], articles)
    for path, data in zip(paths, labels, strict=True):
        text = texts.get(data["article"])
        if text is None:
            continue
        if hashlib.sha256(text.encode()).hexdigest() != data["sha256"]:
            raise Changed(f"The text of {data['article']} is not the one that {path.name} labels.")
        article = article_of(data["article"], text, data["lang"])
        yield Labelled(article, _gold(article, data["frames"]), _outlet(data["article"]))


def _texts(stems: Sequence[str], articles: Path) -> dict[str, str]:
    """The texts that are at hand, by the article's id: files of the folder, or articles of the corpus."""
    files = {stem: articles / f"{stem}.txt" for stem in stems}
    texts = {stem: file.read_bytes().decode("utf-8") for stem, file in files.items() if file.exists()}
    corpus = articles.parent / "corpora" / CORPUS
    if corpus.exists() and any(stem.partition("-")[0] == _OF_CORPUS for stem in stems):
        texts |= {one.article.id: one.article.text for one in tagged(corpus)}
    return texts


def _outlet(stem: str) -> str:
    first, dash, _ = stem.partition("-")
    if not dash:
        return _NO_OUTLET
    return _CORPUS_OUTLET if first == _OF_CORPUS else first


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
