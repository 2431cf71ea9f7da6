"""How far a noun phrase goes that names somebody: `Kepala Dinas Pasar Riau Ani`, `pria berusia 50 tahun itu`.

The words of an office may be parted by numbers, small words, slashes and lists of fields; a name ends it.
"""

from __future__ import annotations

from annotator.suggest.offices import begins_office, begins_person, name_in
from annotator.suggest.passage import Passage

_MOST_SMALL = 7
"""Words in small letters that a mention may begin with."""
_LONGEST_NUMBER = 3
"""Figures of a number inside an office."""
_MOST_BRACKET = 8
_LONGEST_FIELD = 5
"""Words of one field of an office."""
_DASHES = frozenset("-–")
_DATELINE_ENDS = frozenset("-–—")
"""What stands before the first word of an article: `RIAU — Sejumlah pedagang`."""


def is_break(passage: Passage, index: int) -> bool:
    return passage.lows[index] in passage.lexicon.pack.breaks


def is_proper(passage: Passage, index: int) -> bool:
    """Whether a word has a capital of its own, and not only for beginning a sentence (`Warga setempat`)."""
    if not passage.is_word(index) or not passage.is_capital(index):
        return False
    pack = passage.lexicon.pack
    low = passage.lows[index]
    if not (passage.is_opening(index) or (index and passage.lows[index - 1] in _DATELINE_ENDS)):
        return True
    if low in pack.common or low in pack.openers or low in pack.breaks:
        return False
    following = index + 1 < len(passage.words) and passage.is_capital(index + 1)
    noun = low in pack.persons or low in pack.collectives or low in pack.titles
    return following or not noun


def phrase_end(passage: Passage, index: int, stop: int) -> int:
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
        elif named and _is_number(passage, at, stop, office=office):
            at = last = at + 1
        elif office and at > index and _doubles(passage, index, at, stop):
            at += 1
        elif named and office and (length := _inside_office(passage, index, at, stop)):
            at += length
            last = at if lows[at - 1].isdigit() else last
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
        elif _linked(passage, index, at, stop, named):
            at += 1
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


def _is_number(passage: Passage, at: int, stop: int, *, office: bool) -> bool:
    """Whether a short number belongs to the word before it: `Ketua RT 05`, `Kepala Daop 1 Ani`, `Presiden ke-7 Ani`."""
    low, before = passage.lows[at], passage.lows[at - 1]
    figures = low.rpartition("-")[2]
    if not figures.isdigit() or len(figures) > _LONGEST_NUMBER:
        return False
    numbered = passage.is_acronym(at - 1) or before in passage.lexicon.pack.documents
    goes_on = at + 1 < stop and is_proper(passage, at + 1) and not passage.is_calendar(at + 1)
    return numbered or (office and goes_on)


def _doubles(passage: Passage, index: int, at: int, stop: int) -> bool:
    """Whether a word joins two offices of one person before the name: `Pendiri sekaligus Direktur Ani`."""
    if passage.lows[at] not in passage.lexicon.pack.appositives or at + 1 >= stop:
        return False
    return begins_person(passage, at + 1) and name_in(passage, index, at) is None


def _inside_office(passage: Passage, index: int, at: int, stop: int) -> int:
    """Words that stand between two parts of an office, or an office and a name, and are neither; 0 for none."""
    pack, lows = passage.lexicon.pack, passage.lows
    if at + 1 >= stop:
        return 0
    if lows[at] in _DASHES and lows[at + 1].isdigit():
        return 2  # `Satgas Covid - 19`
    if lows[at].isdigit() and lows[at + 1] == "/" and at + 2 < stop:
        return 2  # `Komandan Kodim 0123/Biru`
    if lows[at] == ",":
        return int(is_office_list(passage, at, stop) or _lists_fields(passage, index, at, stop))
    if _group_follows(passage, at, stop):
        return 2  # `Ketua Komisi I dari fraksi Bahari`
    if lows[at] == "/":  # `Menteri Riset/Kepala Badan Inovasi`
        return int(begins_person(passage, at + 1))
    if passage.is_honorific(at):  # `Kepala Puskesmas Biru dr Ani`, `Mayor Laut dokter gigi Ani`
        title = passage.has("titles", at)
        return title if at + title < stop and is_proper(passage, at + title) else 0
    if lows[at] in pack.purpose_after_addressee:  # `Juru bicara Pemprov Riau untuk Penanganan Banjir`
        open_office = begins_person(passage, index) and name_in(passage, index, at) is None
        return int(open_office and is_proper(passage, at + 1))
    small = lows[at] in pack.nominal_links or lows[at] in pack.locatives & pack.prepositions
    if not small or not begins_person(passage, index) or name_in(passage, index, at) is not None:
        return 0
    if lows[at] in pack.nominal_links:  # `anggota Tim NusaLaut dari BPS, Ani Lestari`
        named = passage.is_acronym(at + 1) or lows[at + 1] in pack.collectives
        return int(named and is_proper(passage, at + 1))
    end = places_end(passage, at + 1, stop)  # `Kepala Kantor Bank Indonesia di Riau Ani Lestari`
    named = at + 1 < end < stop and is_proper(passage, end) and not passage.is_calendar(end)
    return end - at if named else 0


def places_end(passage: Passage, at: int, stop: int) -> int:
    """Where the known places and sides from `at` on end: `Jakarta Selatan`, `Kabupaten Tanjung Biru`; `at` for none."""
    pack, lows = passage.lexicon.pack, passage.lows
    kind = lows[at] in passage.lexicon.seats
    end = at + kind
    while end < stop and passage.is_word(end) and passage.is_capital(end):
        known = lows[end] in pack.places or (end > at and pack.is_office(lows[end]))
        length = max(passage.has("areas", end), int(known or kind))
        if not length:
            break
        end += length
    return end if end > at + kind else at


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


def is_office_list(passage: Passage, at: int, stop: int) -> bool:
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


def _lists_fields(passage: Passage, index: int, at: int, stop: int) -> bool:
    """Whether a comma stands in the list of an office's fields: `Direktur Film, Musik, dan Media Baru … Ani`.

    Nobody has been named yet, else it would be a list of people.
    """
    lows = passage.lows
    if lows[at] != "," or at + 1 >= stop or name_in(passage, index, at) is not None:
        return False
    end = at + 1
    while end < min(stop, at + _LONGEST_FIELD) and passage.is_word(end) and passage.is_capital(end):
        end += 1
    if end == at + 1:  # the comma of `…, dan Media Baru`
        link, further = end, "," in lows[index:at]
    else:  # that of `, Musik, dan Media Baru`
        link, further = end + 1, lows[end : end + 1] == [","]
    if not further or link + 1 >= stop or lows[link] not in passage.lexicon.pack.office_links:
        return False
    return is_proper(passage, link + 1) and not begins_person(passage, link + 1)


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
