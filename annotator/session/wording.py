"""What single words are to a mention, by the language pack: they begin one, lead to one, or end one."""

from __future__ import annotations

from annotator.lang.shapes import ends_as_participle
from annotator.session.naming import is_calendar, opens
from annotator.session.reading import Bounds, Reading

_SHORTEST_VERB = 6
"""Code points; a shorter word is no verb, however it begins."""
_LONGEST_PHRASE = 3
"""Words of a title in the pack."""
_LONGEST_ACCORDING = 4
"""Words of a phrase such as `in the words of`."""


def low(reading: Reading, word: Bounds) -> str:
    """A word as the pack's lists have it."""
    return reading.text[slice(*word)].casefold()


def begins_person(reading: Reading, inside: list[Bounds], at: int) -> bool:
    """Whether a title, an office or a noun for somebody begins at word `at`, perhaps after an article."""
    pack = reading.pack
    if low(reading, inside[at]) in pack.articles and at + 1 < len(inside):
        at += 1
    lows = [low(reading, word) for word in inside[at : at + _LONGEST_PHRASE]]
    phrases = {" ".join(lows[:length]) for length in range(1, len(lows) + 1)}
    return lows[0] in pack.persons or bool(phrases & pack.titles)


def is_titled(reading: Reading, inside: list[Bounds], at: int) -> bool:
    """The same, or an institution or medium begins there: what may stand right before a name."""
    word = low(reading, inside[at])
    return (
        word in reading.pack.collectives or word in reading.pack.media or begins_person(reading, inside, at)
    )


def is_saying(reading: Reading, word: Bounds) -> bool:
    """Whether a word is a verb of saying or relaying, or part of a phrase such as `menurut`."""
    pack, found = reading.pack, low(reading, word)
    if found in pack.pronouns or found in pack.persons:
        return False
    verbs = (
        pack.speech_bare,
        pack.speech_clitic,
        pack.speech_lead,
        pack.speech_request,
        pack.speech_passive,
    )
    if any(found in group for group in verbs) or found in pack.according or found in pack.agents:
        return True
    return is_relaying(reading, word)


def leads_in(reading: Reading, inside: list[Bounds], at: int) -> bool:
    """Whether word `at` is followed by whoever speaks: `kata`, `menurut`, `oleh`, the last of `according to`."""
    pack, found = reading.pack, low(reading, inside[at])
    if found in pack.speech_bare or found in pack.speech_passive or found in pack.agents:
        return True
    lows = [low(reading, word) for word in inside[max(0, at + 1 - _LONGEST_ACCORDING) : at + 1]]
    return any(lows[-len(parts) :] == parts for phrase in pack.according if (parts := phrase.split()))


def is_relaying(reading: Reading, word: Bounds) -> bool:
    """Whether a word belongs to what names an outlet, and is no small word: `dikutip`, `mengutip`, `citing`."""
    pack, found = reading.pack, low(reading, word)
    if found in pack.common or found in pack.agents or found in pack.adverbs:
        return False
    return found in reading.relay_words


def is_verbal(reading: Reading, word: Bounds) -> bool:
    """Whether a small word looks like a verb, by how it begins: `menghitung`, but not `menteri`."""
    pack, found = reading.pack, low(reading, word)
    if len(found) < _SHORTEST_VERB or not reading.text[word[0]].islower():
        return False
    if not pack.verb_prefixes or not found.startswith(pack.verb_prefixes):
        return False
    return not (found in pack.nonverbs or found in pack.persons or found in pack.collectives)


def is_participle(reading: Reading, inside: list[Bounds], at: int) -> bool:
    """Whether word `at` is a participle by its ending and by what follows it at once: a small word, or a mark.

    `wearing a hat`, `based in Holm`, but `retired judge`, `rising star`, `acting and former mayor`.
    """
    pack, found = reading.pack, low(reading, inside[at])
    if not ends_as_participle(found, pack.participles) or not reading.text[inside[at][0]].islower():
        return False
    if at + 1 == len(inside):
        return False
    following = inside[at + 1]
    if gap := reading.text[inside[at][1] : following[0]].strip():
        return gap.startswith((",", ".", ";"))
    small = low(reading, following)
    return small in pack.articles or (is_barrier(reading, following) and small not in pack.conjunctions)


def is_barrier(reading: Reading, word: Bounds) -> bool:
    """Whether no mention has the word in it: a verb, a preposition or the like, a pronoun, a day."""
    pack, found = reading.pack, low(reading, word)
    if is_calendar(reading, word) or is_saying(reading, word) or is_verbal(reading, word):
        return found not in pack.titles
    if reading.text[word[0]].isupper() and not opens(reading, word):
        return False  # `Menteri Dalam Negeri`
    small = (pack.breaks, pack.openers, pack.adverbs, pack.negations, pack.pronouns, pack.finite)
    return any(found in group for group in small) or found in pack.prepositions or found in pack.complement


def is_link(reading: Reading, word: Bounds) -> bool:
    """Whether a small word joins the words of one office and parts no two people: `of`, `bidang`."""
    pack, found = reading.pack, low(reading, word)
    return (found in pack.office_links or found in pack.articles) and found not in pack.conjunctions


def is_noun_for_somebody(reading: Reading, word: Bounds) -> bool:
    """Whether a word alone may speak: `dia`, `polisi`, `warga`."""
    pack, found = reading.pack, low(reading, word)
    return found in pack.pronouns or found in pack.persons or found in pack.collectives


def is_noun_for_source(reading: Reading, word: Bounds) -> bool:
    """Whether a word alone may pass words on: `laporan`, `dokumen`, `polisi`."""
    pack, found = reading.pack, low(reading, word)
    return (
        found in pack.documents
        or found in pack.media
        or found in pack.collectives
        or any(found == phrase.partition(" ")[0] for phrase in pack.carriers)
    )
