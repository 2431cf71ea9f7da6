"""Telling a person's name from the office, institution or place that stands before it.

`Kepala Dinas Kesehatan Riau Ani Lestari` is an office of four words and a name of two. The words of offices and
places are the pack's. What institutions are called no list knows, so an article helps: what it places after `di` is
a place, and who it calls by one word alone has that word in their name.
"""

from __future__ import annotations

import re

from annotator.lang.pack import Pack
from annotator.model.article import Article, Paragraph
from annotator.suggest.borders import (
    LONGEST_NAME,
    NO_HINTS,
    USUAL_NAME,
    Hints,
    is_no_name,
    name_start,
    office_end,
    title_before,
)
from annotator.suggest.lexicon import lexicon
from annotator.suggest.passage import LONGEST_DEGREE, Passage

_NUMERAL = re.compile("[ivx]+")


def begins_office(passage: Passage, index: int) -> bool:
    """Whether an office, a noun for a person, or an institution begins at the word, perhaps after an article."""
    index = _after_article(passage, index)
    return begins_person(passage, index) or passage.lows[index] in passage.lexicon.pack.collectives


def begins_person(passage: Passage, index: int) -> bool:
    """The same without institutions: what may explain a name after a comma."""
    return _after_article(passage, index) in passage.persons


def _after_article(passage: Passage, index: int) -> int:
    articles, last = passage.lexicon.pack.articles, len(passage.words) - 1
    if index >= last or passage.lows[index] not in articles:
        return index
    return (
        index + 2 if index + 1 < last and passage.lows[index + 1] in articles else index + 1
    )  # `salah satu`


def is_collective(passage: Passage, first: int, last: int) -> bool:
    """Whether the words name an institution or group: by their first word, as a known firm, or as an acronym."""
    pack = passage.lexicon.pack
    if passage.has("firms", first) == last - first:
        return True
    if _is_foreign(passage, first, last) and not begins_person(passage, first):
        return True
    if passage.lows[_after_article(passage, first)] in pack.collectives:
        # `a police officer` is one person.
        low = passage.lows[last - 1]
        return last - first == 1 or low not in pack.persons or low in pack.collectives
    return first + 1 == last and first in passage.brands


def ends_institution(passage: Passage, first: int, last: int) -> bool:
    """Whether an office ends with an institution, whose place may stand behind it, or with a title of a place.

    `Kepala Dinas Pasar`, `Ketua Yayasan Riau` and `Bupati` do; `Menteri`, `Dosen` and `Kepala Dinas Pasar Riau` do not.
    """
    pack, lows = passage.lexicon.pack, passage.lows
    last -= last > first and lows[last - 1] == "."
    if last <= first:
        return False
    if lows[last - 1] in pack.places and (last - 2 <= first or pack.is_office(lows[last - 1])):
        return False
    if lows[last - 1] in pack.places:
        named = lows[last - 2] in pack.collectives | pack.venues
        return named and lows[last - 2] not in pack.complete | pack.locatives
    if lows[last - 1] in pack.complete and lows[last - 2] in pack.collectives - pack.complete:
        return False  # `Fraksi Golkar`
    if title_before(passage, last, passage.lexicon.place_titles | pack.head_titles):
        return True
    noun = last - first == 1 and passage.lows[first] in pack.persons
    return not (noun or passage.is_honorific(last - 1) or passage.has("titles", first) == last - first)


def name_of(mention: str, pack: Pack) -> str:
    """The words of a mention that are a person's name, as far as it shows by itself; `""` where it has none."""
    alone = Article("", mention, (Paragraph(0, len(mention)),), lang=pack.lang)
    passage = Passage(alone, 0, lexicon(pack))
    found = name_in(passage, 0, len(passage.words))
    return passage.surface(*found) if found is not None else ""


def name_in(passage: Passage, first: int, last: int, hints: Hints = NO_HINTS) -> tuple[int, int] | None:
    """The words that are a person's name in a mention, or None where it has no name."""
    if last - first == 1 and passage.lows[first] not in passage.lexicon.pack.articles:
        return (first, last) if _is_name(passage, first, hints) else None
    if "," not in passage.lows[first:last]:
        return _name_in_part(passage, first, last, hints)
    commas = [index for index in range(first, last) if passage.lows[index] == ","]
    pack = passage.lexicon.pack
    listed = any(passage.lows[comma + 1] in pack.office_links - pack.articles for comma in commas)
    if listed:  # `Direktur Riset, Inovasi, dan Teknologi Ani`: one office
        return _name_in_part(passage, first, last, hints)
    found = []
    for start, end in zip([first, *(comma + 1 for comma in commas)], [*commas, last], strict=True):
        place = start < end and passage.lows[start] in pack.locatives  # `Camat Tanjung, Kota Biru`
        name = None if place else _name_in_part(passage, start, end, hints)
        if name is not None:
            titled = passage.is_honorific(start)  # `Kepala Balai Biru, dr. Ani Lestari`
            found.append((name[0] != start and not titled, name))
    # An office and a name stand on either side of a comma: the part without an office is the name.
    return min(found)[1] if found else None


def _is_name(passage: Passage, at: int, hints: Hints) -> bool:
    """Whether a word by itself is a name: most runs are of one word, and need not be taken apart."""
    low = passage.lows[at]
    if not passage.is_word(at) or not passage.is_capital(at) or low in passage.lexicon.nobody:
        return False
    if at in passage.persons or is_no_name(passage, at, hints) or _NUMERAL.fullmatch(low):
        return False
    set_off = at > 0 and passage.lows[at - 1] == ","
    brand = at in passage.brands
    if not (set_off or brand):
        return True
    degree = passage.degree(at) > 0
    return not (degree and set_off) and (degree or not brand)


def _name_in_part(passage: Passage, first: int, last: int, hints: Hints) -> tuple[int, int] | None:
    last = _without_tail(passage, first, last)
    if last > first and passage.lows[last - 1] in passage.lexicon.pack.demonstratives:
        return None
    if last <= first or _only_institution(passage, first):
        return None
    if _is_foreign(passage, first, last) and not begins_person(passage, first):
        return None
    dweller = _after_article(passage, first)
    if passage.lows[dweller] in passage.lexicon.pack.residents and dweller + 2 == last:
        return None  # `warga Lembayung`
    start = name_start(passage, first, last, office_end(passage, first, last, hints), hints)
    if start >= last or not passage.is_capital(start):
        return None
    if is_collective(passage, start, last):
        return None
    # What is left of an office whose beginning is not in the run: `Sleman Heru Saptono`.
    while start < last and is_no_name(passage, start, hints):
        start += 1
    if start >= last or not passage.is_word(start) or not passage.is_capital(start):
        return None
    if last - start == 1 and _NUMERAL.fullmatch(passage.lows[start]):
        return None  # `Eselon I`
    return start if last - start <= LONGEST_NAME else last - USUAL_NAME, last


def _is_foreign(passage: Passage, first: int, last: int) -> bool:
    """Whether a foreign small word joins the words, as in institutions only: `Institute for Sea and Air`."""
    if last - first < 3:
        return False
    links = passage.lexicon.pack.foreign_links
    return any(passage.lows[at] in links and not passage.is_capital(at) for at in range(first + 1, last - 1))


def _only_institution(passage: Passage, first: int) -> bool:
    """Whether an institution or a document begins at the word, and nobody who works there: `Bank Sentral …`."""
    pack, low = passage.lexicon.pack, passage.lows[first]
    return (low in pack.collectives or low in pack.documents) and not begins_person(passage, first)


def _without_tail(passage: Passage, first: int, last: int) -> int:
    """Where a part ends without an age or acronym in brackets, degrees and stops after the name."""
    while last > first:
        low = passage.lows[last - 1]
        if low == ")":
            last -= 1
            while last > first and passage.lows[last] != "(":
                last -= 1
        elif length := _degree_before(passage, last, first):
            last -= length
        elif not passage.is_word(last - 1):
            last -= 1
        else:
            break
    return last


def _degree_before(passage: Passage, last: int, first: int) -> int:
    """Words of the degree that ends before `last`, behind a name or a comma: `Ani Lestari S.H.`; 0 for none."""
    if passage.lows[last - 1] not in passage.lexicon.degree_ends:
        return 0
    for at in range(max(first, last - LONGEST_DEGREE), last):
        set_off = at > 0 and passage.lows[at - 1] == ","
        if (set_off or at > first) and passage.degree(at) >= last - at:
            return last - at
    return 0


def name_words(passage: Passage, first: int, last: int) -> tuple[str, ...]:
    """The words (casefolded) of a name or an office without the marks in it."""
    return tuple(low for low in passage.lows[first:last] if low[0].isalnum())
