"""Articles and layers for the evaluation: how a text becomes what the program would read."""

from __future__ import annotations

from annotator.lang.kinds import paragraph_kinds
from annotator.lang.pack import Pack, load_pack
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import Link
from annotator.model.layer import Layer, layer_of
from annotator.suggest.frames import SuggestedFrame
from annotator.suggest.names import normal
from annotator.suggest.rows import items_of
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


def found_layer(article: Article, frames: tuple[SuggestedFrame, ...]) -> Layer:
    """What was suggested, with links to people as if every name had been accepted."""
    links = []
    for frame in frames:
        for speaker in frame.speakers:
            if speaker.person:
                head = frame.quote if speaker.span is None else speaker.span
                links.append(person_link(head.id, speaker.person, implied=speaker.span is None))
    return layer_of(FOUND, article.id, [*items_of(frames), *links])


def person_link(span: str, person: str, *, implied: bool) -> Link:
    """A link to whoever has this name; the name as it is compared is the entity's id."""
    label = "said_by" if implied else "refers_to"
    return Link(f"{label}:{span}:{normal(person)}", label, span, normal(person))
