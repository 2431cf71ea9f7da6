"""Making an article out of bare text: its language, its paragraphs and what each of them is."""

from __future__ import annotations

from collections.abc import Callable

from annotator.formats.document import ID_LIMIT
from annotator.lang.guess import guess_language
from annotator.lang.kinds import paragraph_kinds
from annotator.lang.pack import Pack, load_pack
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.text.lines import join_wrapped

Packs = Callable[[str], Pack]
"""Language -> its pack; a project may have its own."""


def paragraphs_of(
    text: str, lang: str, wrapped: bool | None = None, packs: Packs = load_pack
) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, with the kinds that the language's pack guesses.

    A paragraph is a line; `wrapped` says whether lines are joined to paragraphs (None: where the text looks
    hard-wrapped).
    """
    bounds = join_wrapped(text, wrapped)
    kinds = paragraph_kinds(text, bounds, packs(lang))
    return tuple(
        Paragraph(start, end, ParagraphKind(kind)) for (start, end), kind in zip(bounds, kinds, strict=True)
    )


def article_from_text(
    text: str,
    article_id: str,
    lang: str | None = None,
    wrapped: bool | None = None,
    packs: Packs = load_pack,
) -> Article:
    """An article of which nothing is known but its text. Its title is its title paragraph, if it has one.

    `lang` None lets the text's commonest words decide.
    """
    language = lang or guess_language(text)
    paragraphs = paragraphs_of(text, language, wrapped, packs)
    title = next((text[p.start : p.end] for p in paragraphs if p.kind is ParagraphKind.TITLE), "")
    return Article(article_id, text, paragraphs, lang=language, title=" ".join(title.split()))


def id_from_stem(stem: str) -> str:
    """A file's stem as an article's id: white space becomes one `-`, what a terminal cannot print goes.

    Long stems are cut; a stem of which nothing is left gives `article`.
    """
    joined = "-".join(stem.split())
    kept = "".join(char for char in joined if char.isprintable() or char in "\u200c\u200d")
    return kept[:ID_LIMIT] or "article"
