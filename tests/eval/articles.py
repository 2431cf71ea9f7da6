"""Articles and layers for the evaluation: how a text becomes what the program would read."""

from __future__ import annotations

from dataclasses import replace

from annotator.lang.kinds import paragraph_kinds
from annotator.lang.pack import Pack, load_pack
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import Link
from annotator.model.layer import Layer
from annotator.model.suggestions import Suggestion, as_layer, entity_id
from annotator.suggest.names import normal
from annotator.text.lines import split_lines

GOLD, FOUND = "gold", "found"


def article_of(stem: str, text: str, lang: str) -> Article:
    """The article as import makes it: a paragraph a line, kinds by the pack."""
    bounds = split_lines(text)
    kinds = paragraph_kinds(text, bounds, load_pack(lang))
    paragraphs = (
        Paragraph(start, end, ParagraphKind(kind)) for (start, end), kind in zip(bounds, kinds, strict=True)
    )
    return Article(stem, text, tuple(paragraphs), lang)


def pack_of(article: Article) -> Pack:
    """The pack that the article is read with."""
    return load_pack(article.lang)


def found_layer(found: tuple[Suggestion, ...], article: Article) -> Layer:
    """What was suggested, as a layer whose links name people as gold's do."""
    layer = as_layer(found, FOUND, article.id)
    named = [(one.name, one.kind) for frame in found for one in (*frame.speakers, *frame.sources)]
    named += [(frame.implied, "person") for frame in found]
    people = {entity_id(name, kind): normal(name) for name, kind in named if name}
    links = {link.id: replace(link, entity=people[link.entity]) for link in layer.links.values()}
    return replace(layer, links=links)


def person_link(span: str, person: str, *, implied: bool) -> Link:
    """A link of gold to whoever has this name; the name as it is compared is the entity's id."""
    label = "said_by" if implied else "refers_to"
    return Link(f"{label}:{span}:{normal(person)}", label, span, normal(person))
