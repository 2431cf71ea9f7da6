"""A pack's words made ready for looking up: sets for single words, tables for phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.lang.pack import Pack
from annotator.lang.rules import RULES

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""First word -> the phrases that begin with it, longest first."""
TAIL = 4
"""Code points of the shortest outlet that is looked for at the end of a longer word."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the rules ask of a pack while they read. Words are casefolded."""

    pack: Pack
    bare: frozenset[str]
    clitic: Mapping[str, int]
    """Verb with its clitic -> length of the clitic (code points)."""
    lead: frozenset[str]
    lead_phrases: Phrases
    lead_starts: frozenset[str]
    """First words of these phrases."""
    asides: frozenset[str]
    """Verbs that may follow their speaker in an aside (`…, she said, …`): those of both lists."""
    weak: frozenset[str]
    request: frozenset[str]
    passive: frozenset[str]
    headline: frozenset[str]
    complement: frozenset[str]
    according: Phrases
    according_clitic: Mapping[str, int]
    according_nouns: Phrases
    relay: Phrases
    citing: frozenset[str]
    addressing: Phrases
    relay_starts: frozenset[str]
    """First words of all phrases of both tables."""
    media: Phrases
    outlets: Phrases
    audience: Phrases
    carriers: Phrases
    carrier_starts: frozenset[str]
    """First words of what carries words."""
    titles: Phrases
    areas: Phrases
    eponyms: Phrases
    firms: Phrases
    known_starts: frozenset[str]
    """First words of these three."""
    degrees: frozenset[str]
    """Without full stops."""
    degree_ends: frozenset[str]
    """All that a degree may end with; a full stop too."""
    pointers: Phrases
    persons: frozenset[str]
    """First words of titles, and nouns for people."""
    bodies: frozenset[str]
    """Nouns by which the name of an institution, a business or a house begins."""
    nobody: frozenset[str]
    """Words that are no name by themselves: nouns for people, institutions and documents, firms, and `itu`."""
    place_titles: frozenset[str]
    """Titles that a place follows, small or large."""
    open_titles: frozenset[str]
    """Titles that a firm's or body's name may follow."""
    heads: frozenset[str]
    """First words of offices that stand at the head of something, or of a place."""
    seats: frozenset[str]
    """Nouns of places, without prepositions (`kota`)."""
    thing_nouns: frozenset[str]
    """Nouns by which the name of a place or house begins."""
    before_things: frozenset[str]
    """The same with prepositions behind which a place stands."""
    small: frozenset[str]
    """Words without a capital of their own: verbs of saying, prepositions, frequent words."""
    outlet_tails: frozenset[str]
    """The last code points, `TAIL` of them, of the outlets that a relay word may be glued to."""
    rules: frozenset[str]
    """The rules that are on."""

    @property
    def speaks(self) -> bool:
        """Whether the pack knows any words for saying; without them only marks are read."""
        return bool(self.bare or self.lead)


@lru_cache(maxsize=16)
def lexicon(pack: Pack) -> Lexicon:
    """The pack's words, made ready once."""
    bare = frozenset(pack.speech_bare)
    lead = {*pack.speech_lead, *pack.speech_request}
    clitic = _clitics(pack, bare)
    single = frozenset(word for word in lead if " " not in word)
    according = {phrase: _clitic_length(pack, phrase) for phrase in pack.according}
    according_phrases = phrases(phrase for phrase, cut in according.items() if not cut)
    according_clitic = {phrase: cut for phrase, cut in according.items() if cut}
    degrees = frozenset(degree.replace(".", "") for degree in pack.degrees)
    carriers = phrases((*pack.carriers, *_owned(pack)))
    relay, addressing = phrases(pack.relay), phrases(pack.addressing)
    told = frozenset((*single, *pack.speech_passive, *bare, *clitic, *according_phrases, *according_clitic))
    return Lexicon(
        pack=pack,
        bare=bare,
        clitic=clitic,
        lead=single,
        lead_phrases=phrases(word for word in lead if " " in word),
        lead_starts=frozenset(word.split()[0] for word in lead if " " in word),
        asides=bare & frozenset(lead),
        weak=pack.speech_weak,
        request=frozenset(pack.speech_request),
        passive=frozenset(pack.speech_passive),
        headline=frozenset(pack.speech_headline),
        complement=frozenset(pack.complement),
        according=according_phrases,
        according_clitic=according_clitic,
        according_nouns=phrases(pack.according_nouns),
        relay=relay,
        citing=pack.citing,
        addressing=addressing,
        relay_starts=frozenset((*relay, *addressing)),
        media=phrases(pack.media),
        outlets=phrases(pack.outlets),
        audience=phrases(pack.audience),
        carriers=carriers,
        carrier_starts=frozenset(carriers),
        titles=phrases(pack.titles),
        areas=phrases(pack.areas),
        eponyms=phrases(pack.eponyms),
        firms=phrases(pack.firms),
        known_starts=frozenset(phrases((*pack.areas, *pack.eponyms, *pack.firms))),
        degrees=degrees,
        degree_ends=frozenset((".", *(word[at:] for word in degrees for at in range(len(word))))),
        pointers=phrases(pack.pointers),
        persons=frozenset((*phrases(pack.titles), *pack.persons)),
        bodies=pack.collectives | pack.venues,
        nobody=frozenset(
            (
                *pack.persons,
                *pack.collectives,
                *pack.documents,
                *pack.demonstratives,
                *(name for name in pack.firms if " " not in name),
            )
        ),
        place_titles=pack.area_titles | pack.local_titles,
        open_titles=pack.head_titles | pack.firm_titles,
        heads=frozenset(
            phrases((*pack.area_titles, *pack.local_titles, *pack.head_titles, *pack.high_titles))
        ),
        seats=pack.locatives - pack.prepositions,
        before_things=pack.venues | pack.locatives,
        thing_nouns=(pack.venues | pack.locatives) - pack.prepositions,
        small=told | pack.common | pack.openers | pack.breaks | pack.adverbs,
        outlet_tails=frozenset(outlet[-TAIL:] for outlet in pack.outlets if len(outlet) >= TAIL),
        rules=frozenset(RULES) - pack.rules_off,
    )


def phrases(entries: Iterable[str]) -> Phrases:
    """A table of phrases by their first word."""
    return by_first(
        tuple(entry.replace(".", " .").split()) if entry.endswith(".") else tuple(entry.split())
        for entry in entries
    )


def by_first(entries: Iterable[tuple[str, ...]]) -> Phrases:
    """The same of phrases that are cut into words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for parts in entries:
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(group, key=lambda one: (-len(one), one))) for first, group in found.items()}


def phrase_at(table: Phrases, lows: Sequence[str], index: int) -> int:
    """How many words the longest phrase of the table takes up at `index`; 0 for none."""
    if index >= len(lows) or lows[index] not in table:
        return 0
    for parts in table[lows[index]]:
        if len(parts) == 1 or tuple(lows[index : index + len(parts)]) == parts:
            return len(parts)
    return 0


def _owned(pack: Pack) -> list[str]:
    """Whatever carries words, as somebody's own: `laporannya`."""
    suffixes = pack.clitics.suffixes if pack.clitics is not None else ()
    return [word + suffix for word in pack.carriers for suffix in suffixes if not word.endswith(suffix)]


def _clitics(pack: Pack, bare: frozenset[str]) -> dict[str, int]:
    words = {word: _clitic_length(pack, word) for word in pack.speech_clitic}
    suffixes = pack.clitics.suffixes if pack.clitics is not None else ()
    words |= {verb + suffix: len(suffix) for verb in bare for suffix in suffixes}
    return {word: length for word, length in words.items() if length}


def _clitic_length(pack: Pack, word: str) -> int:
    return pack.clitics.cut(word) if pack.clitics is not None and " " not in word else 0
