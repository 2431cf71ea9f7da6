"""What goes into an exporter and what comes out of an importer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from annotator.errors import InputError
from annotator.model.article import Article
from annotator.model.items import Entity, Item, Status
from annotator.model.layer import Layer, layer_of
from annotator.model.scheme import Scheme

ID_LIMIT = 200
"""Longest id or layer name, in code points."""


@dataclass(frozen=True, slots=True)
class Document:
    """One line of the native format: an article as one layer sees it.

    Links name resolved entities: whoever builds a document has followed the redirects of merged entities
    (`annotator.model.frames.resolve`), since the formats have no word for a redirect.
    """

    article: Article
    layer: Layer
    entities: tuple[Entity, ...]
    """The entities that this layer's links name; in any order."""
    scheme: Scheme


@dataclass(frozen=True, slots=True)
class Line:
    """One article with what one layer says about it, as an importer found and checked it."""

    number: int
    """Line of the file, from 1."""
    article: Article
    layer: str
    """`""` where the file names none."""
    status: Status
    items: tuple[Item, ...] = ()
    """Spans, relations, links, notes and decisions. The status stands apart."""
    entities: tuple[Entity, ...] = ()
    scheme: str = ""
    """`name@version` of the scheme that the file was written with, `""` where it does not say."""
    problems: tuple[str, ...] = field(default=())
    """What could not be kept, each a sentence that names file and line."""
    remarks: tuple[str, ...] = ()
    """What was read otherwise than it stands there, without a loss: names that were changed, guesses."""

    def document(self, scheme: Scheme, layer: str = "") -> Document:
        """The line as an exporter takes it, in the layer of that name (its own, if none is given)."""
        name = layer or self.layer
        items: list[Item] = [*self.items, self.status]
        return Document(self.article, layer_of(name, self.article.id, items), self.entities, scheme)


def narrowed(document: Document, labels: Collection[str]) -> Document:
    """The document with the spans of these labels alone, and of the rest what hangs on them; all if there are none.

    Decisions on other labels go too; notes on the article stay.
    """
    if not labels:
        return document
    layer = document.layer
    spans = {key: span for key, span in layer.spans.items() if span.label in labels}
    items: list[Item] = [
        *spans.values(),
        *(one for one in layer.relations.values() if one.head in spans and one.target in spans),
        *(one for one in layer.links.values() if one.span in spans),
        *(one for one in layer.notes.values() if not one.on or one.on in spans),
        *(one for one in layer.decisions.values() if one.label in labels),
        layer.status,
    ]
    kept = layer_of(layer.name, layer.article, items)
    linked = {link.entity for link in kept.links.values()}
    entities = tuple(entity for entity in document.entities if entity.id in linked)
    return Document(document.article, kept, entities, document.scheme)


def in_order(documents: Iterable[Document]) -> Iterator[Document]:
    """Pass the documents on while they come ordered by (article id, layer), each pair once.

    Raises:
        ValueError: they do not, which is the caller's mistake.
    """
    before: tuple[str, str] | None = None
    for document in documents:
        here = (document.article.id, document.layer.name)
        if before is not None and here <= before:
            raise ValueError(f"documents must be ordered by article and layer: {here} after {before}")
        before = here
        yield document


def id_complaint(value: str) -> str:
    """Why `value` cannot be an id or the name of a layer, `""` if it can.

    An id is 1 to 200 code points without white space at its ends, control characters or line separators,
    so that it can stand in a list, a log and a column.
    """
    if value.isprintable() and 0 < len(value) <= ID_LIMIT and value[0] != " " != value[-1]:
        return ""
    if not value:
        return "it is empty"
    if len(value) > ID_LIMIT:
        return f"it is longer than {ID_LIMIT} characters"
    if value != value.strip():
        return "it has white space at its ends"
    if strange := next((char for char in value if not (char.isprintable() or char in " \u200c\u200d")), None):
        return f"it holds the character U+{ord(strange):04X}"
    return ""


def refuse(name: str, where: str, complaint: str) -> InputError:
    """An error that names the file and the place in it."""
    return InputError(f"{name}{', ' if where else ''}{where}: {complaint}.")
