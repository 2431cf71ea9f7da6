"""What the rules suggest for a few lines of text, as short tuples that a test can spell out."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.lang.kinds import paragraph_kinds
from annotator.lang.pack import Pack, load_pack
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.suggestions import Suggestion
from annotator.suggest.reading import suggestions
from annotator.text.lines import split_lines


@dataclass(frozen=True, slots=True)
class Told:
    """One suggested frame by its words. Parts of a quote are joined by ` … `."""

    quote: str
    type: str = "direct"
    cue: str = ""
    speaker: str = ""
    person: str = ""
    form: str = ""
    sources: tuple[str, ...] = ()


def article_of(text: str, lang: str = "id") -> Article:
    """The text as import makes an article of it."""
    bounds = split_lines(text)
    kinds = paragraph_kinds(text, bounds, load_pack(lang))
    paragraphs = (
        Paragraph(start, end, ParagraphKind(kind)) for (start, end), kind in zip(bounds, kinds, strict=True)
    )
    return Article("a1", text, tuple(paragraphs), lang)


def found(text: str, lang: str = "id", pack: Pack | None = None) -> tuple[Suggestion, ...]:
    """The suggestions for a text."""
    return suggestions(article_of(text, lang), pack or load_pack(lang))


def told(text: str, lang: str = "id", pack: Pack | None = None) -> list[Told]:
    """The suggestions for a text, by their words."""
    return [_told(one, text) for one in found(text, lang, pack)]


def _told(one: Suggestion, text: str) -> Told:
    return Told(
        quote=" … ".join(text[part.start : part.end] for part in one.quote.fragments),
        type=one.quote.attribute("type"),
        cue=" ".join(cue.surface(text) for cue in one.cues),
        speaker=" + ".join(speaker.span.surface(text) for speaker in one.speakers),
        person=" + ".join(speaker.name for speaker in one.speakers) or one.implied,
        form=" + ".join(speaker.span.attribute("form") for speaker in one.speakers),
        sources=tuple(source.name for source in one.sources),
    )
