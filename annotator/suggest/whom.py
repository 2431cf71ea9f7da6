"""Whom a mention means, by its name, its office or its noun, in one article."""

from __future__ import annotations

from annotator.suggest.brackets import outside, shown, without_brackets
from annotator.suggest.mentions import Phrase
from annotator.suggest.offices import begins_person, is_collective, name_in, name_words
from annotator.suggest.passage import Passage
from annotator.suggest.people import Cast


def person_of(mention: Phrase, cast: Cast) -> str:
    """The canonical name of who is mentioned by a name, an office or a noun; pronouns are not for here."""
    passage, first, last = mention.passage, mention.first, mention.last
    name = name_in(passage, first, last, cast.hints)
    at = mention.bounds[0]
    if name is not None:
        words = name_words(passage, *name)
        if name[0] > first and _is_relative(passage, name[0] - 1):
            return passage.surface(name[0] - 1, name[1])  # whoever is named by somebody else's name
        if name[0] > first and (holder := cast.holder(name_words(passage, first, last), at)):
            return holder  # `Kepala Dinas Pasar Tanjung`: what looks like a name is a place
        return cast.titled(words, at) or cast.canonical(words, at) or passage.surface(*name)
    kept = without_brackets(passage, first, last)
    if (behind := _author(passage, first, kept)) > first:
        return person_of(Phrase(passage, behind, last), cast)
    polite = kept - first > 1 and passage.lows[first] in passage.lexicon.pack.polite
    if polite and begins_person(passage, first + 1):  # `Pak Sekda`
        return person_of(Phrase(passage, first + 1, last), cast)
    office = name_words(passage, first, kept)
    if office in cast.aliases:
        return cast.aliases[office]
    if is_collective(passage, first, kept):
        return (
            cast.institution(office)
            or cast.institution(outside(passage, first, kept))
            or shown(passage, first, kept)
        )
    if len(office) > 1 and office[-1] in passage.lexicon.pack.demonstratives:
        pointed = office[:-1]
        return cast.holder(pointed, at) or cast.described(pointed, at) or passage.surface(first, kept)
    return cast.holder(office, at) or passage.surface(first, kept)


def _author(passage: Passage, first: int, last: int) -> int:
    """Index of the institution behind a document of its own, `laporan Bank Sentral`; `first` where none is."""
    pack, at = passage.lexicon.pack, first + 1
    if passage.lows[first] not in pack.documents or at >= last:
        return first
    at += passage.lows[at] in pack.nominal_links
    named = at < last and (passage.lows[at] in pack.collectives - pack.documents or passage.is_acronym(at))
    return at if named and passage.is_capital(at) else first


def _is_relative(passage: Passage, at: int) -> bool:
    """Whether a word makes the name behind it another person's (`istri Jaka Wirawan`), and is no polite address."""
    pack = passage.lexicon.pack
    return passage.lows[at] in pack.kin and passage.lows[at] not in pack.titles
