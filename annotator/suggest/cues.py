"""Who speaks, told by the words beside a quotation: after it, before it, or in the sentence that follows."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.suggest.lexicon import phrase_at
from annotator.suggest.mentions import Phrase, after_adverbs, mention_after
from annotator.suggest.offices import begins_office
from annotator.suggest.passage import Bounds, Passage
from annotator.suggest.subjects import mention_before

_DASHES = frozenset("-–—")
_ASKS = frozenset("?!")
_FURTHEST = 16
"""Words between a verb and the quotation that it leads to."""
_POINTER_WORDS = 6
"""Words between `hal itu` and the verb that goes with it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its speaker; `last` is the index of the first word after both."""

    cue: Bounds
    speaker: Phrase | None
    first: int
    last: int


def verb_at(passage: Passage, index: int) -> int:
    """How many words of a verb that follows its speaker stand at `index`; 0 for none."""
    verbs = passage.verbs
    return verbs[index] if index < len(verbs) else 0


def clitic_at(passage: Passage, index: int) -> Attribution | None:
    """A verb with its speaker as a clitic: `ujarnya`."""
    cut = passage.lexicon.clitic.get(passage.lows[index], 0)
    if not cut:
        return None
    start, end = passage.words[index]
    return Attribution((start, end - cut), Phrase(passage, index, index + 1, cut=cut), index, index + 1)


def according_at(passage: Passage, index: int, stop: int, *, closed: bool = False) -> Attribution | None:
    """Words that name a speaker without a verb: `menurut Budi`, `menurutnya`, `according to the police`."""
    start, end = passage.words[index]
    if cut := passage.lexicon.according_clitic.get(passage.lows[index], 0):
        return Attribution((start, end - cut), Phrase(passage, index, index + 1, cut=cut), index, index + 1)
    length = passage.has("according", index)
    if not length:
        return None
    cue = passage.bounds(index, index + length)
    noun = passage.has("according_nouns", index + length)
    if not noun and passage.lows[index] in passage.lexicon.pack.according_only:
        return None
    behind = index + length + noun
    if noun and behind < stop and (passage.is_capital(behind) or begins_office(passage, behind)):
        length += noun
    speaker = mention_after(passage, index + length, stop, closed=closed)
    if speaker is None or speaker.first != index + length:
        return None
    parted = speaker.last >= stop or passage.lows[speaker.last] == ","
    if noun and passage.lows[index] in passage.lexicon.pack.according_only and not parted:
        return None
    return Attribution(cue, speaker, index, speaker.last)


def bare_at(passage: Passage, index: int, stop: int, *, closed: bool = False) -> Attribution | None:
    """A verb before its speaker, or with it as a clitic: `kata Budi`, `ujarnya`, `said Ann`."""
    if found := clitic_at(passage, index):
        return found
    if passage.lows[index] not in passage.lexicon.bare:
        return None
    speaker = mention_after(passage, index + 1, stop, closed=closed)
    return Attribution(passage.words[index], speaker, index, speaker.last if speaker else index + 1)


def following(
    passage: Passage, index: int, stop: int, *, ended: bool, parted: bool = False
) -> Attribution | None:
    """The attribution right after a quotation, at word `index`.

    `ended` says that the quotation ends with a full stop: then a name and a verb begin a new sentence. `parted`
    says that it ends with a comma or the like: then any word before a name is a verb of saying.
    """
    if index < stop and passage.lows[index] in (*_DASHES, ","):
        index += 1
    thus = index if index < stop and passage.lows[index] in passage.lexicon.pack.thus else -1
    index += thus >= 0
    if index >= stop:
        return None
    found = bare_at(passage, index, stop)
    if found is not None and found.speaker is not None:
        return found
    if according := according_at(passage, index, stop):
        return according
    if passage.lows[index] in passage.lexicon.passive:
        return passive_at(passage, index, stop)
    if (subject := subject_verb(passage, index, stop, asides=ended)) and (
        not ended or _ends(passage, subject)
    ):
        return subject
    if thus >= 0 and (named := mention_after(passage, index, stop)) is not None and named.is_name():
        return Attribution(passage.words[thus], named, thus, named.last)  # `“…,” demikian Budi.`
    return found or (_unknown_verb(passage, index, stop) if parted else None)


def _ends(passage: Passage, told: Attribution) -> bool:
    """Whether nothing but a full stop or comma follows: `“Is it safe?” Ann asked.`"""
    asks = passage.lows[told.first - 1] if told.first else ""
    mark = passage.lows[told.first - 2] if told.first > 1 else ""
    follows = passage.lows[told.last : told.last + 1]
    return bool({asks, mark} & _ASKS) and (not follows or follows[0] in (".", ","))


def _unknown_verb(passage: Passage, index: int, stop: int) -> Attribution | None:
    """A word that the pack does not know as a verb, before a name or with a clitic: `tegur Budi`, `selorohnya`."""
    pack, low = passage.lexicon.pack, passage.lows[index]
    if not pack.clitics or passage.is_capital(index) or not low.isalpha() or low in pack.breaks | pack.common:
        return None
    start, end = passage.words[index]
    if cut := pack.clitics.cut(low):
        return Attribution((start, end - cut), Phrase(passage, index, index + 1, cut=cut), index, index + 1)
    speaker = mention_after(passage, index + 1, stop)
    if speaker is None or speaker.first != index + 1:
        return None
    noun = low in pack.persons or low in pack.collectives or passage.is_verbal(index)
    office = not noun and begins_office(passage, index + 1)
    if not (speaker.pronoun or passage.is_capital(index + 1) or office):
        return None
    return Attribution((start, end), speaker, index, speaker.last)


def passive_at(passage: Passage, index: int, stop: int) -> Attribution | None:
    """A passive verb and its speaker: `dijelaskan Budi`, `disampaikan oleh Budi`, `diungkapkannya`."""
    low, pack = passage.lows[index], passage.lexicon.pack
    cut = pack.clitics.cut(low) if pack.clitics is not None else 0
    if cut and low[:-cut] in passage.lexicon.passive:
        start, end = passage.words[index]
        return Attribution((start, end - cut), Phrase(passage, index, index + 1, cut=cut), index, index + 1)
    if low not in passage.lexicon.passive:
        return None
    at = index + 1
    if at < stop and passage.lows[at] in pack.agents:
        at += 1
    speaker = mention_after(passage, at, stop)
    return Attribution(passage.words[index], speaker, index, speaker.last if speaker else index + 1)


def subject_verb(passage: Passage, index: int, stop: int, *, asides: bool = False) -> Attribution | None:
    """A speaker and a verb of saying that follows them: `Ann said`, `she added`; `asides` only such verbs as stand
    between commas as well."""
    speaker = mention_after(passage, index, stop)
    if speaker is None:
        return None
    at = after_adverbs(passage, speaker.last + (passage.lows[speaker.last : speaker.last + 1] == [","]), stop)
    if at >= stop or not (passage.lows[at] in passage.lexicon.bare or verb_at(passage, at)):
        return None
    if asides and passage.lows[at] not in passage.lexicon.asides:
        return None
    length = max(verb_at(passage, at), 1)
    return Attribution(passage.bounds(at, at + length), speaker, index, at + length)


def preceding(passage: Passage, index: int, start: int) -> tuple[Attribution, bool] | None:
    """The attribution before a quotation that begins at word `index`, in the sentence from `start` on.

    The flag says whether a comma, a colon or nothing else stands right before the quotation, so that it is
    somebody's words and not a part of a reported clause.
    """
    lows = passage.lows
    at = index - 1
    parted = at >= start and lows[at] in (",", ":")
    if parted:
        at -= 1
    for verb in range(at, max(start, at - _FURTHEST) - 1, -1):
        if lows[verb] in (".", "?", "!"):
            break
        if verb < at and not parted:
            break
        if verb_at(passage, verb) or lows[verb] in passage.lexicon.bare:
            after = bare_at(passage, verb, index) if lows[verb] in passage.lexicon.bare else None
            if after is not None and after.speaker is not None and after.speaker.is_name():
                return after, parted
            subject = mention_before(passage, verb, start)
            return Attribution(
                passage.words[verb], subject, subject.first if subject else verb, verb + 1
            ), parted
        if found := clitic_at(passage, verb) or according_at(passage, verb, index):
            return found, parted
    return None


def pointing(passage: Passage, first: int, last: int) -> Attribution | None:
    """The speaker in a sentence that takes up the words before it: `Hal itu disampaikan Budi saat …`."""
    length = phrase_at(passage.lexicon.pointers, passage.lows, first)
    if not length:
        return None
    for at in range(first + length, min(last, first + length + _POINTER_WORDS)):
        if found := passive_at(passage, at, last):
            return found if found.speaker is not None else None
        if at == first + length and passage.lows[at] in passage.lexicon.bare:
            return bare_at(passage, at, last)
    return None
