"""Finding the mention of who speaks beside the verb: forwards from it (`kata Budi`) and backwards (`Budi mengatakan`).

A mention is a noun phrase that names somebody: a name with its office before it or after it, a nominal
(`pria itu`), a pronoun. How far each step looks is bounded, so that a paragraph costs its length.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.suggest.offices import NO_HINTS, Hints, begins_office, begins_person, is_collective, name_in
from annotator.suggest.passage import Bounds, Passage

MOST_WORDS = 26
"""Words of the longest mention with its apposition."""
_MOST_SMALL = 7
"""Words in small letters that a mention may begin with."""
_LONGEST_NUMBER = 3
"""Figures of a number inside an office."""
_MOST_BRACKET = 8
_LONGEST_FIELD = 5
"""Words of one field of an office."""
_LONGEST_DEGREES = 8
"""Words of one degree behind a name, with what is in brackets."""
MOST_ADVERBS = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, from word `first` up to but not including `last` of a passage."""

    passage: Passage
    first: int
    last: int
    pronoun: bool = False
    cut: int = 0
    """For a clitic: its length in code points; the mention is then the end of the word `first`."""

    @property
    def bounds(self) -> Bounds:
        """Offsets (code points)."""
        start, end = self.passage.bounds(self.first, self.last)
        return (end - self.cut, end) if self.cut else (start, end)

    def is_name(self) -> bool:
        """Whether it names a person or institution, rather than pointing at one."""
        if self.pronoun or self.cut:
            return False
        return any(self.passage.is_capital(index) for index in range(self.first, self.last))


def mention_after(passage: Passage, index: int, stop: int, *, closed: bool = False) -> Phrase | None:
    """The mention that begins at word `index`, or after adverbs there, and ends before `stop`; None where none does.

    `closed` takes an apposition only if a comma closes it: what follows `Menurut Budi,` may be a sentence.
    """
    index = after_adverbs(passage, index, stop)
    if index >= stop:
        return None
    if is_pronoun(passage, index):
        return Phrase(passage, index, index + 1, pronoun=True)
    stop = min(stop, index + MOST_WORDS)
    last = _phrase_end(passage, index, stop)
    if last <= index:
        return None
    return Phrase(passage, index, _with_apposition(passage, index, last, stop, closed))


def after_adverbs(passage: Passage, index: int, stop: int) -> int:
    """Index of the first word from `index` on that is no adverb of the pack; few are passed."""
    pack = passage.lexicon.pack
    for _ in range(MOST_ADVERBS):
        if index < stop and passage.lows[index] in pack.adverbs and not passage.is_capital(index):
            index += 1
    return index


def is_pronoun(passage: Passage, index: int) -> bool:
    """Whether the word stands for somebody; `Ibu` in `Ibu Ani` does not."""
    pack = passage.lexicon.pack
    if passage.lows[index] not in pack.pronouns:
        return False
    named = index + 1 < len(passage.words) and passage.is_capital(index + 1)
    return not (named and passage.has("titles", index))


def is_break(passage: Passage, index: int) -> bool:
    return passage.lows[index] in passage.lexicon.pack.breaks


def is_proper(passage: Passage, index: int) -> bool:
    """Whether a word has a capital of its own, and not only for beginning a sentence (`Warga setempat`)."""
    if not passage.is_word(index) or not passage.is_capital(index):
        return False
    pack = passage.lexicon.pack
    low = passage.lows[index]
    if not passage.is_opening(index):
        return True
    if low in pack.common or low in pack.openers or low in pack.breaks:
        return False
    following = index + 1 < len(passage.words) and passage.is_capital(index + 1)
    return following or not (low in pack.persons or low in pack.collectives)


def _phrase_end(passage: Passage, index: int, stop: int) -> int:
    """Where the noun phrase that begins at `index` ends, without appositions; `index` if there is none."""
    pack, lows = passage.lexicon.pack, passage.lows
    office = begins_office(passage, index)
    at = last = index
    small, named = 0, False
    while at < stop:
        low = lows[at]
        if passage.is_calendar(at):
            break
        if is_proper(passage, at):
            named, at = not passage.is_possessive(at), at + 1
            # An initial or a shortened title keeps its full stop: `S.`, `Dr.`
            if at < stop and lows[at] == "." and _stop_belongs(passage, at, stop):
                at += 1
            last = at
        elif named and _is_number(passage, at):
            at = last = at + 1
        elif named and low.isdigit() and lows[at + 1 : at + 2] == ["/"] and at + 2 < stop and office:
            at += 2  # `Komandan Kodim 0123/Biru`
        elif low == "(":
            end = _bracket_end(passage, at, stop)
            if not end:
                break
            at = last = end
        elif low in pack.demonstratives and at > index and _points(passage, index, at, named=named):
            return at + 1
        elif low in pack.particles and named:
            at += 1
        elif low in pack.office_links and at > index and (office or not named):
            if not _goes_on_after_link(passage, at, stop, named):
                break
            at += 1
        elif (office and named and _office_list(passage, at, stop)) or _linked(
            passage, index, at, stop, named
        ):
            at += 1
        elif office and named and at > index and _group_follows(passage, at, stop):
            at += 2  # `Ketua Komisi I dari fraksi Bahari`
        elif named or small >= _MOST_SMALL or not _may_be_noun(passage, at, index):
            break
        else:
            small, at = small + 1, at + 1
            if at < stop and lows[at] == "." and _stop_belongs(passage, at, stop):
                at += 1  # `dr. Ani`
            last = at
    return last


def _points(passage: Passage, index: int, at: int, *, named: bool) -> bool:
    """Whether a word such as `itu` closes the mention from `index` to `at`: `pria itu`, `Kepala Dinas itu`."""
    if not named or at == index + 1:
        return True
    return begins_person(passage, index) and name_in(passage, index, at) is None


def _is_number(passage: Passage, at: int) -> bool:
    """Whether a short number belongs to the word before it: `Ketua RT 05`, `Pasal 5`."""
    low, before = passage.lows[at], passage.lows[at - 1]
    numbered = passage.is_acronym(at - 1) or before in passage.lexicon.pack.documents
    return numbered and low.isdigit() and len(low) <= _LONGEST_NUMBER


def _goes_on_after_link(passage: Passage, at: int, stop: int, named: bool) -> bool:
    """Whether a mention goes on after `dan` or `of` at word `at`, and no other one begins there."""
    pack, lows = passage.lexicon.pack, passage.lows
    if at + 1 >= stop or (lows[at] in pack.articles and lows[at - 1] not in pack.office_links):
        return False
    if named and lows[at] in pack.conjunctions and begins_person(passage, at + 1):
        return False  # `Ketua Ani dan Wakil Ketua Budi`: two people
    return is_proper(passage, at + 1) or (not named and lows[at + 1][0].isalpha())


def _may_be_noun(passage: Passage, at: int, index: int) -> bool:
    """Whether a word in small letters may be part of the nominal that begins at `index`."""
    pack = passage.lexicon.pack
    if at == index and _is_verb(passage, at):
        return False
    low = passage.lows[at]
    if low.isdigit() and at > index and at + 1 < len(passage.words):
        return passage.lows[at + 1].isalpha() and not passage.is_capital(
            at + 1
        )  # `pria berusia 50 tahun itu`
    if not low[0].isalpha() or low in passage.lexicon.lead or low in pack.negations or low in pack.finite:
        return False
    return low not in pack.breaks


def _is_verb(passage: Passage, at: int) -> bool:
    """Whether a word looks like a verb, by how it begins: `menjadi` is no beginning of a mention."""
    pack, low = passage.lexicon.pack, passage.lows[at]
    person = low in pack.persons or low in pack.collectives
    return passage.is_verbal(at) and not person and not passage.is_capital(at)


def _linked(passage: Passage, index: int, at: int, stop: int, named: bool) -> bool:
    """Whether a preposition stands inside a mention: `pengamat dari Universitas …`, `Kepala Bidang … pada Dinas …`."""
    pack, low = passage.lexicon.pack, passage.lows[at]
    if at <= index or low not in pack.nominal_links or at + 1 >= stop:
        return False
    if passage.lows[at + 1] in pack.articles:
        return True
    proper = passage.is_capital(at + 1) and not passage.is_calendar(at + 1)
    return proper and (not named or low in pack.office_prepositions)


def _group_follows(passage: Passage, at: int, stop: int) -> bool:
    """Whether a preposition leads to a group's name whose first word is small: `dari fraksi Bahari`."""
    if passage.lows[at] not in passage.lexicon.pack.nominal_links or at + 2 >= stop:
        return False
    return passage.lows[at + 1] in passage.lexicon.pack.collectives and is_proper(passage, at + 2)


def _office_list(passage: Passage, at: int, stop: int) -> bool:
    """Whether a comma stands between the fields of one office: `Direktur Riset, Inovasi, dan Teknologi`."""
    pack, lows = passage.lexicon.pack, passage.lows
    if lows[at] != "," or at + 1 >= stop:
        return False
    if lows[at + 1] in pack.office_links:
        return at + 2 < stop and pack.is_office(lows[at + 2])
    listed = pack.is_office(lows[at + 1]) and passage.is_capital(at + 1)
    return listed and any(
        low in pack.office_links for low in lows[at + 2 : min(stop, at + 2 + _LONGEST_FIELD)]
    )


def _stop_belongs(passage: Passage, at: int, stop: int) -> bool:
    word = passage.lows[at - 1]
    follows = at + 1 < stop and passage.is_capital(at + 1)
    touching = passage.words[at][0] == passage.words[at - 1][1]
    return follows and touching and (len(word) == 1 or word in passage.lexicon.pack.abbreviations)


def _bracket_end(passage: Passage, at: int, stop: int) -> int:
    """Index after a bracket that belongs to the name: an acronym, or what the name goes on after; else 0."""
    for end in range(at + 1, min(stop, at + _MOST_BRACKET)):
        if passage.lows[end] == ")":
            inside = range(at + 1, end)
            figures = any(passage.lows[index][0].isdigit() for index in inside)
            named = bool(inside) and passage.is_capital(at + 1)
            return end + 1 if named and not figures else 0
    return 0


def _with_apposition(passage: Passage, first: int, last: int, stop: int, closed: bool) -> int:
    """Where the mention ends with what explains it after a comma: the name of an office, the office of a name."""
    comma = _after_age(passage, _after_degrees(passage, last, stop), stop)
    if comma >= stop or passage.lows[comma] != "," or comma + 1 >= stop:
        return last
    at = comma + 1
    # `juru bicara Budi, Ani,`: somebody of somebody else's.
    small = not passage.is_capital(first) or (last - first > 1 and not passage.is_capital(first + 1))
    # `Kepala Dinas Pasar Tanjung Biru, Ani Lestari,`: what looked like a name was the institution's.
    more = at + 1 < stop and is_proper(passage, at + 1)
    institution = passage.lows[at] not in passage.lexicon.pack.places and (
        (more and _holds_institution(passage, first, last))
        or (first + 1 < last - 1 and _holds_place(passage, first, last))
    )
    titled = passage.is_honorific(at)  # `Kepala Balai Biru, dr. Ani Lestari`
    relative = begins_person(passage, first) and (small or institution or titled)
    if name_in(passage, first, last) is None or (
        relative and (titled or (is_proper(passage, at) and not begins_person(passage, at)))
    ):
        closed = closed or name_in(passage, first, last) is not None
        proper = titled or is_proper(passage, at)
        if not begins_office(passage, first) or not proper or is_break(passage, at):
            return last
        end = _phrase_end(passage, at, stop)
        if end > at and name_in(passage, at, end) is not None and (not closed or _closes(passage, end, stop)):
            return end
        return last
    if not begins_person(passage, at) and passage.lows[at] not in passage.lexicon.pack.articles:
        return last
    end = _phrase_end(passage, at, stop)
    if end <= at:
        return last
    loose = not closed and end < stop and is_break(passage, end)
    name = name_in(passage, at, end)
    if name is None:
        return _with_institution(passage, end, stop) if loose or _closes(passage, end, stop) else last
    # `Ani Lestari, Kepala Dinas Pasar Tanjung Biru,`: what looks like a name there is a place. Not so in
    # `Sebelumnya Ani, Kepala Dinas Budi Santoso, …`, where the second is named in fuller words than the first.
    fuller = last - first > 1 or comma > last or name[1] - name[0] == 1
    named = fuller and not begins_person(passage, first) and not _is_listed(passage, end, stop)
    return end if named and _closes(passage, end, stop) else last


def office_after(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """The words of the office that explains a bare name behind a comma: `Ani Lestari (45), Kepala Dinas Pasar,`."""
    stop = min(passage.sentence_at(first)[1], first + MOST_WORDS)
    if last >= stop or passage.lows[last] not in (",", "(") or begins_person(passage, first):
        return None
    end = _with_apposition(passage, first, last, stop, closed=True)
    if end <= last:
        return None
    comma = _after_age(passage, _after_degrees(passage, last, stop), stop)
    return comma + 1, end


def _is_listed(passage: Passage, end: int, stop: int) -> bool:
    """Whether another one follows, as the last of several people: `Ani, Menteri Budi, dan Citra`."""
    conjunctions = passage.lexicon.pack.conjunctions
    return any(passage.lows[at] in conjunctions for at in range(end, min(end + 2, stop)))


def _after_degrees(passage: Passage, last: int, stop: int) -> int:
    """Index after degrees set off by commas: `Budi Santoso, S.H., M.M.`."""
    lows = passage.lows
    while last + 1 < stop and lows[last] == "," and (length := passage.degree(last + 1)):
        last += 1 + length
        if last < stop and lows[last] == "(":  # `Sp.A(K)`
            last = next((at + 1 for at in range(last, min(last + 3, stop)) if lows[at] == ")"), last)
    return last


def _with_institution(passage: Passage, end: int, stop: int) -> int:
    """Where an office ends with its institution after one more comma: `Kepala Seksi Benih, Dinas Pertanian Riau`."""
    at = end + 1
    if at >= stop or passage.lows[end] != ",":
        return end
    known = passage.lows[at] in passage.lexicon.pack.collectives or passage.is_acronym(at)
    if not known or not is_proper(passage, at) or begins_person(passage, at):
        return end
    further = _phrase_end(passage, at, stop)
    whole = further > at and name_in(passage, at, further) is None and _closes(passage, further, stop)
    return further if whole else end


def _holds_place(passage: Passage, first: int, last: int) -> bool:
    """Whether words of an office name a place by its kind, and nobody by name: `Kepala Desa Tanjung Biru`."""
    pack = passage.lexicon.pack
    kinds = pack.locatives - pack.prepositions
    inside = any(passage.lows[at] in kinds for at in range(first + 1, last - 1))
    return inside and " ".join(passage.lows[first : first + 2]) not in pack.titles | pack.local_titles


def _holds_institution(passage: Passage, first: int, last: int) -> bool:
    pack = passage.lexicon.pack
    if any(low in pack.collectives and low not in pack.complete for low in passage.lows[first:last]):
        return True
    # `Kepala KPP Tanjung Biru`: capitals behind an office that are no institution of one word.
    return any(
        passage.is_acronym(at) and passage.lows[at] not in pack.complete and not passage.is_degree(at)
        for at in range(first + 1, last - 1)
    )


def _after_age(passage: Passage, last: int, stop: int) -> int:
    """Index after an age in brackets or between commas: `Budi (45), warga …`, `Budi, 45, …`."""
    lows = passage.lows
    if last + 2 < stop and lows[last] == "(" and lows[last + 1].isdigit() and lows[last + 2] == ")":
        return last + 3
    if last + 2 < stop and lows[last] == "," and lows[last + 1].isdigit() and lows[last + 2] == ",":
        return last + 2
    return last


def before_degrees(passage: Passage, last: int, start: int) -> int:
    """Where the words end before degrees set off by commas: `Budi Santoso, S.H., M.M.`."""
    comma = last - 1
    while comma > start and last - comma <= _LONGEST_DEGREES:
        if passage.lows[comma] == "," and (end := _after_degrees(passage, comma, last)) > comma:
            if end < last and not (end == last - 1 and passage.lows[end] == ","):
                break
            last = comma
        comma -= 1
    return last


def _closes(passage: Passage, end: int, stop: int) -> bool:
    if end >= min(stop, len(passage.words)) or passage.lows[end] in (",", ".", "—", "–", "-"):
        return True
    return _after_age(passage, end, stop) > end


def form_of(mention: Phrase, hints: Hints = NO_HINTS) -> str:
    """The mention's form, as the scheme's `form` of a SPEAKER."""
    if mention.cut:
        return "clitic"
    if mention.pronoun:
        return "pronoun"
    passage, first, last = mention.passage, mention.first, mention.last
    if name_in(passage, first, last, hints) is not None:
        return "name"
    return "collective" if is_collective(passage, first, last) else "nominal"
