"""Where a reported clause begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.suggest.mentions import mention_after
from annotator.suggest.passage import Bounds, Passage

_STOPS = frozenset(".?!…;:")
_ENDS = frozenset(".?!…")
_FURTHEST_COMPLEMENT = 18
"""Words between a verb and its `bahwa`."""
_LONGEST_CREDIT = 14
"""Words of an outlet and a date in brackets."""
_LONGEST_DATELINE = 9
"""Words of the place, outlet and marks by which an article begins."""
_LONGEST_ADDRESSEE = 9
"""Words from `untuk` to the `agar` behind who is asked."""
_LONGEST_CONNECTIVE = 4
"""Words such as `oleh karena itu` by which a sentence is joined to the one before."""
_LONGEST_ASKED = 14
"""Words that say who is asked."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` up to but not including `last` of a passage."""

    first: int
    last: int
    marked: bool = False
    """Whether a word such as `bahwa`, a comma or a colon leads to it."""
    asked: bool = False
    """Whether it is what somebody asks for."""

    @property
    def length(self) -> int:
        """In words."""
        return self.last - self.first


def sentence_end(passage: Passage, first: int, last: int) -> int:
    """Index after the sentence's last word, without its full stop and the outlet it is credited to."""
    while last > first and passage.lows[last - 1] in _STOPS:
        last -= 1
    if last > first and passage.lows[last - 1] == ")":
        for at in range(last - 2, max(first, last - _LONGEST_CREDIT), -1):
            if passage.lows[at] == "(":
                return at if credited(passage, at) else last
    return last


def credited(passage: Passage, at: int) -> int:
    """How many words name the outlet in a bracket at `at` with its date, `(Kabar Utara, 12/3/2023)`; 0 for none."""
    if passage.lows[at] != "(" or not (length := passage.has("outlets", at + 1)):
        return 0
    behind = passage.lows[at + 1 + length : at + 3 + length]
    if len(behind) < 2 or behind[0] != ",":
        return 0
    return length if behind[1][0].isdigit() or behind[1] in passage.lexicon.pack.calendar else 0


def after_dateline(passage: Passage, first: int, last: int) -> int:
    """Index after the place and outlet by which an article begins: `SURABAYA, KABAR UTARA — …`; else `first`."""
    if first:
        return first
    for at in range(first + 1, min(last, first + _LONGEST_DATELINE)):
        low = passage.lows[at]
        if low and all(char in "-–—" for char in low):
            if passage.lows[at + 1 : at + 2] and passage.lows[at + 1].isdigit():
                return first  # `Ketua Satgas Covid - 19 …`
            while at < last and not passage.is_word(at):
                at += 1
            return at
        if passage.is_word(at) and not passage.is_capital(at) and "." not in low:
            break
    return first


def after_openers(passage: Passage, first: int, end: int) -> int:
    """Index after the small words and commas by which a sentence opens (`Namun, …`)."""
    at = first
    while at < end and (passage.lows[at] in passage.lexicon.pack.openers or passage.lows[at] == ","):
        at += 1
    return at


def sentences_between(passage: Passage, first: int, last: int) -> list[tuple[int, int]]:
    """The sentences of the words from `first` up to but not including `last`, inside a quotation."""
    found = []
    start = first
    for at in range(first, last):
        if passage.lows[at] in _ENDS and (at + 1 >= last or _begins_anew(passage, at)):
            found.append((start, at))
            start = at + 1
    while last > start and not passage.is_word(last - 1):
        last -= 1
    return [*found, (start, last)] if last > start else found


def _begins_anew(passage: Passage, stop: int) -> bool:
    """Whether a sentence begins behind an end mark: with a capital, or small as spoken words are taken down."""
    if passage.is_capital(stop + 1):
        return True
    parted = passage.words[stop + 1][0] > passage.words[stop][1]
    before = passage.lows[stop - 1] if stop else ""
    return parted and len(before) > 1 and before not in passage.lexicon.pack.abbreviations


def clause_after(passage: Passage, at: int, end: int, verb: str = "") -> Clause | None:
    """The clause from word `at` on: without a comma, `bahwa`, and whom it was said to."""
    lexicon, lows = passage.lexicon, passage.lows
    if verb in lexicon.pack.telling:
        at = _after_told(passage, at, end)
    at = _after_addressee(passage, at, end)
    if verb in lexicon.request and (asked := _asked(passage, at, end, verb)):
        return Clause(asked, end, marked=True, asked=True) if asked < end else None
    length = passage.has("pointers", at)
    if length and (at + length >= end or lows[at + length] in lexicon.pack.breaks - lexicon.pack.finite):
        return None
    at = _before_complement(passage, at, end)
    marked = False
    while at < end and (lows[at] in (",", ":", "—", "–") or lows[at] in lexicon.complement):
        if marked and lows[at] in lexicon.pack.purpose_after_addressee and lows[at - 1] == ",":
            break  # `Ani mengatakan, untuk warga desa, pasar dibuka`
        marked, at = True, at + 1
    if (
        verb in lexicon.pack.speech_hope
        and at < end
        and lows[at] in lexicon.pack.topics & lexicon.pack.prepositions
    ):
        at += 1  # `mengingatkan tentang bahaya banjir`
    return Clause(at, end, marked) if at < end else None


def _before_complement(passage: Passage, at: int, end: int) -> int:
    """Index of the `bahwa` in `mengingatkan warga bahwa …`, if no clause stands between; else `at`."""
    pack, lows = passage.lexicon.pack, passage.lows
    for index in range(at, min(end, at + _FURTHEST_COMPLEMENT)):
        if lows[index] in passage.lexicon.complement and lows[index] not in pack.purpose | pack.relatives:
            return index
        if (
            lows[index] in pack.finite | pack.relatives
            or lows[index] in (",", ":")
            or passage.is_verbal(index)
        ):
            return at
    return at


def _after_told(passage: Passage, at: int, end: int) -> int:
    """Index after whoever is told: `told reporters …`."""
    if length := passage.has("audience", at) or passage.has("outlets", at):
        return at + length
    told = mention_after(passage, at, end)
    return told.last if told is not None and told.first == at else at


def clause_before(passage: Passage, first: int, at: int) -> Clause | None:
    """The clause that an aside at word `at` cuts or closes; None where only small opening words stand there."""
    pack, lows = passage.lexicon.pack, passage.lows
    last = at
    if last - 1 > first and lows[last - 1] in pack.thus and lows[last - 2] == ",":
        last -= 1
    while last > first and lows[last - 1] in (",", "—", "–"):
        last -= 1
    start = first
    while start < last and (lows[start] in pack.openers or lows[start] == ","):
        start += 1
    if start >= last:
        return None
    if last - first <= _LONGEST_CONNECTIVE and lows[last - 1] in pack.demonstratives:
        small = (pack.prepositions | pack.openers | pack.breaks) - pack.moments  # `Saat itu, kata Budi, …`
        if all(lows[one] in small for one in range(first, last - 1)):
            return None  # `Oleh karena itu, kata Budi, …`
    # `Namun, harga naik, kata Budi`: the opening word goes; `Selain cabai, …` is part of the clause.
    return Clause(start if start > first and lows[start - 1] == "," else first, last)


def _after_addressee(passage: Passage, at: int, end: int) -> int:
    """Index after `kepada wartawan`, `di Jakarta, Senin (1/2),`: what stands between a verb and its `bahwa`."""
    lexicon, lows = passage.lexicon, passage.lows
    if at >= end or not (lows[at] in lexicon.pack.prepositions or passage.has("addressing", at)):
        return at
    if lows[at] in lexicon.complement:
        return at
    if at + 1 < end and passage.is_calendar(at + 1) and lows[at] in lexicon.pack.prepositions:
        return at + 2  # `said on Tuesday two people …`
    for index in range(at, min(end, at + _FURTHEST_COMPLEMENT)):
        if lows[index] in lexicon.complement and lows[index] not in lexicon.pack.purpose:
            return index
    length = passage.has("addressing", at)
    if not length:
        return at
    told = mention_after(passage, at + length, end)
    return told.last if told is not None else at


def _asked(passage: Passage, at: int, end: int, verb: str) -> int:
    """Index of the first word of what is asked for, after `agar` or `untuk`; 0 where neither follows soon."""
    pack, lows = passage.lexicon.pack, passage.lows
    for index in range(at, min(end, at + _LONGEST_ASKED + 1)):
        low = lows[index]
        asks = verb in pack.speech_address and _addressee(passage, at, index)
        if low in pack.purpose and (index == at or low not in pack.purpose_after_addressee or asks):
            index = _second_purpose(passage, index, end)
            while index < end and (lows[index] in pack.purpose or lows[index] in passage.lexicon.complement):
                index += 1
            return index
        if low in ("(", ")") or passage.is_word(index):
            continue
        if low == ",":
            continue
        return 0
    return 0


def _second_purpose(passage: Passage, at: int, end: int) -> int:
    """Index of `agar` in `untuk para petani agar segera …`, where only who is asked stands between; else `at`."""
    pack = passage.lexicon.pack
    if passage.lows[at] not in pack.purpose_after_addressee:
        return at
    for index in range(at + 2, min(end, at + _LONGEST_ADDRESSEE)):
        if passage.lows[index] in pack.purpose - pack.purpose_after_addressee:
            return index if _addressee(passage, at + 1, index) else at
    return at


def _addressee(passage: Passage, first: int, last: int) -> bool:
    """Whether the words are only somebody who is asked, and hold no verb."""
    return not any(
        passage.lows[at] in passage.lexicon.pack.adverbs
        or (passage.is_verbal(at) and not passage.is_capital(at))
        for at in range(first, last)
    )


def without_relay(passage: Passage, clause: Clause) -> Bounds:
    """The clause's bounds (code points) without what relays it at its end: `…, dikutip dari Reuters`."""
    last = clause.last
    for at in range(clause.first + 1, clause.last):
        behind = at + (passage.lows[at] in passage.lexicon.pack.likening)  # `…, seperti dikutip Antara`
        if passage.lows[at - 1] == "," and passage.has("relay", behind):
            last = at - 1
            break
    while last > clause.first and passage.lows[last - 1] in (",", "—", "–"):
        last -= 1
    return passage.bounds(clause.first, last) if last > clause.first else (0, 0)
