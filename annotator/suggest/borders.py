"""Where an office ends and the name of who holds it begins: `Kepala Dinas Kesehatan Riau | Ani Lestari`.

The words of offices and places are the pack's, and an article shows more of both (`Hints`). Behind a rank, an acronym
or a word such as `Indonesia` a name begins; behind a noun such as `Universitas`, or a title such as `Direktur`, the
institution's own name may stand first, and where nothing tells how long it is, names are as long as they usually are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.lang.pack import Pack
from annotator.suggest.lexicon import Phrases, phrase_at
from annotator.suggest.passage import Passage

LONGEST_NAME = 5
"""Words; a longer run has a part of the office left in it."""
USUAL_NAME = 3
"""Words of a name in a long run whose border nothing shows; two, where the run is of three or four."""
_LONGEST_GIVEN = 4
"""Words of a name that begins with a frequent given name."""
_LONGEST_TITLE = 4
_FURTHEST_WORD = 2
"""Words of an institution's own name before a word of offices: `Universitas Tanjung Biru Negeri`."""
_LONGEST_INITIALS = 3
"""Code points."""

_NOTHING: Phrases = {}


@dataclass(frozen=True, slots=True)
class Hints:
    """What an article shows about its names. Words are casefolded."""

    places: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    """Words that stand alone for somebody somewhere."""
    things: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=lambda: _NOTHING)
    """What the article tells to be a place, a business or a house: `Hotel Tanjung Biru`, `PT Banyu Biru`."""


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Office:
    """Where the office at the beginning of a run ends."""

    end: int
    institution: int = 0
    """2 right after a word that an institution's own name follows (`Universitas`), 1 further on in one."""


def office_end(passage: Passage, first: int, last: int, hints: Hints) -> Office:
    """The office that the words `first` to `last` begin with; empty where they are a name as they stand."""
    end, institution = first, 0
    at = first
    while at < last:
        part = _part(passage, at, last, end, institution, hints, opens=at == first)
        if part is None:
            part = _plain_part(passage, at, last, end, institution, hints, opens=at == first)
        if part is None:
            at += 1
        else:
            at, institution = part
            end = at
    return Office(end, institution)


def _part(
    passage: Passage, at: int, last: int, end: int, institution: int, hints: Hints, *, opens: bool
) -> tuple[int, int] | None:
    """Where a part of an office ends that a list or a bracket shows, and what `Office.institution` is then."""
    pack, low = passage.lexicon.pack, passage.lows[at]
    if at == end and not opens and (low in passage.lexicon.known_starts or low in hints.things):
        length = _known_length(passage, at, last, institution, hints)
        if length:
            return at + length, 0
    if length := _title_length(passage, at, end):
        noun = passage.lows[at + length - 1]
        return at + length, 2 if noun in pack.collectives and noun not in pack.complete else 0
    if low == "(":
        return next((one + 1 for one in range(at, last) if passage.lows[one] == ")"), last + 1), 0
    if low in pack.collectives:
        return at + 1, min(institution, 1) if low in pack.complete else 2
    if low in pack.persons and passage.is_capital(at):
        return at + 1, min(institution, 1)
    if opens:
        return None
    if low in pack.foreign_links and _joins_foreign(passage, at):
        return at + 1, 2
    # Right behind `Dinas` such a noun is what it deals with: `Dinas Koperasi`.
    house = low in pack.venues and passage.is_capital(at) and at < last - 1
    return (at + 1, 2) if house and not (institution > 1 and at == end) else None


def _plain_part(
    passage: Passage, at: int, last: int, end: int, institution: int, hints: Hints, *, opens: bool
) -> tuple[int, int] | None:
    """The same of an acronym, a word in small letters, a place, or a word of offices."""
    pack, low = passage.lexicon.pack, passage.lows[at]
    small = passage.is_word(at) and not passage.is_capital(at) and low not in pack.particles
    brand = at in passage.brands and not passage.is_degree(at)
    if small or (brand and not _is_initials(passage, at, end, last, hints)):
        return at + 1, min(institution, 1) if low.isdigit() else 0
    if opens:
        return None
    here = low in hints.places and low not in hints.alone
    # `Mayjen Tugas`, who is called so elsewhere too
    called = at == last - 1 and low in hints.alone and passage.lows[at - 1] in pack.abbreviations
    if at == end and not called and (low in pack.places or here or pack.is_office(low)):
        return at + 1, min(institution, 1)
    near = institution and at - end <= _FURTHEST_WORD
    return (at + 1, 1) if near and pack.is_office(low) else None


def _joins_foreign(passage: Passage, at: int) -> bool:
    """Whether a small word of another language stands there: `Institute for Sea`, `Head Of Research`."""
    return not passage.is_capital(at) or title_before(passage, at, passage.lexicon.pack.head_titles)


def _known_length(passage: Passage, at: int, last: int, institution: int, hints: Hints) -> int:
    """Words of a place or house of more than one word, right behind an office or an institution's noun; 0 for none."""
    if length := passage.has("firms", at):
        return length
    if passage.lows[at] in hints.alone:
        return 0
    if institution > 1 and (length := passage.has("eponyms", at)):
        return length
    if length := phrase_at(hints.things, passage.lows, at):
        return length if at + length <= last else 0
    length = passage.has("areas", at)
    if length > 1:
        return length
    if not length:
        return 0
    lexicon = passage.lexicon
    wanted = passage.lows[at - 1] in lexicon.pack.locatives or title_before(passage, at, lexicon.place_titles)
    return length if wanted or (institution and last - at > 2) else 0


def title_before(passage: Passage, end: int, titles: frozenset[str]) -> bool:
    """Whether one of these titles ends before word `end`."""
    lows = passage.lows
    return any(" ".join(lows[at:end]) in titles for at in range(max(0, end - _LONGEST_TITLE), end))


def _title_length(passage: Passage, at: int, end: int) -> int:
    """Words of a title at `at`; a single letter that stands in no office, up to `end`, is an initial."""
    low = passage.lows[at]
    if low not in passage.lexicon.titles or (at > end and len(low) == 1):
        return 0
    return passage.has("titles", at)


def _is_initials(passage: Passage, at: int, end: int, last: int, hints: Hints) -> bool:
    """Whether capitals are the initials of a name: `Bambang PS Wirawan`, `FX Jaka Wirawan`."""
    pack, low = passage.lexicon.pack, passage.lows[at]
    if len(low) > _LONGEST_INITIALS or passage.has("titles", at):
        return False
    if at == end:
        return low in pack.initials and at + 1 < last and passage.is_capital(at + 1)
    given = (
        passage.lows[end] in pack.given or passage.lows[end] in hints.alone
    )  # `Jaka PS`, where `kata Jaka` follows
    named = given and (at == end + 1 or at == last - 1)
    return named and low not in pack.collectives and low not in pack.places and not pack.is_office(low)


def name_start(passage: Passage, first: int, last: int, office: Office, hints: Hints) -> int:
    """Where a name begins in the words behind an office, which may begin with an institution's or a place's."""
    pack, start = passage.lexicon.pack, office.end
    if start >= last:
        return start
    headed = start > first and title_before(passage, start, passage.lexicon.open_titles)
    # `Ketua Kelompok Mekar Riau Ani`; behind other offices only `Kepala Riset Banyu Indonesia Ani Lestari`.
    most = last if office.institution or headed else last - 1
    if start > first and (behind := _after_inner_place(passage, start, most, hints)):
        return behind
    if office.institution:
        return _after_institution(passage, start, last, hints, sure=office.institution > 1)
    if start > first and title_before(passage, start, pack.local_titles):
        return _after_small_place(passage, start, last, hints)
    if headed and title_before(passage, start, pack.firm_titles):
        return _after_firm(passage, start, last, hints)
    if headed:
        return _after_head(passage, start, last, hints)
    return start


def _after_inner_place(passage: Passage, start: int, last: int, hints: Hints) -> int:
    """Index after a known place further on in an institution's name, `Kelompok Mekar Riau Ani`; 0 for none."""
    pack, lows = passage.lexicon.pack, passage.lows
    if lows[start] in pack.given or any(low in hints.alone for low in lows[start : last - 1]):
        return 0
    return max((at + 1 for at in range(start + 1, last - 1) if lows[at] in pack.places), default=0)


def _given(passage: Passage, start: int, last: int) -> int:
    """Index of the first frequent given name in the words, if no more follows than a name has; else `last`."""
    given = passage.lexicon.pack.given
    begins = max(start, last - _LONGEST_GIVEN)
    return next((at for at in range(begins, last) if passage.lows[at] in given), last)


def _after_institution(passage: Passage, start: int, last: int, hints: Hints, *, sure: bool) -> int:
    """Where a name begins in words that begin with an institution's own name; surely so, or only if they are many."""
    words = range(start, last)
    alone = next((at for at in words if passage.lows[at] in hints.alone), None)
    if not sure and len(words) <= USUAL_NAME:
        return start
    if len(words) < USUAL_NAME:
        return alone if alone is not None else last
    usual = last - (USUAL_NAME if len(words) > USUAL_NAME + 1 else USUAL_NAME - 1)
    if alone is not None and alone > start:
        return _with_forenames(passage, start, min(usual, alone))
    given = _given(passage, start + 1, last)
    return _with_forenames(passage, start, given if given < last - 1 else usual)


def _with_forenames(passage: Passage, start: int, at: int) -> int:
    """Where a name begins with the initials and first names that are often left out: `M Ani Lestari`."""
    lows, forenames = passage.lows, passage.lexicon.pack.forenames
    while at > start and (len(lows[at]) == 1 or len(lows[at - 1]) == 1 or lows[at - 1] in forenames):
        at -= 1
    return at


def _after_firm(passage: Passage, start: int, last: int, hints: Hints) -> int:
    """Where a name begins behind a title with which a firm is nearly always named: `CEO Banyu Ani Lestari`."""
    words = range(start, last)
    called = next((at for at in words if passage.lows[at] in hints.alone), None)
    if len(words) < USUAL_NAME or passage.lows[start] in passage.lexicon.pack.given or called == start:
        return start
    if called is not None:
        return _with_forenames(passage, start, called)
    given = _given(passage, start + 1, last)
    usual = start + 1 if len(words) == USUAL_NAME else last - USUAL_NAME
    return given if given < last - 1 else usual


def _after_head(passage: Passage, start: int, last: int, hints: Hints) -> int:
    """Where a name begins behind a title that a firm's name may follow: `Direktur Banyu Biru Ani Lestari`."""
    if last - start <= USUAL_NAME or any(low in hints.alone for low in passage.lows[start:last]):
        return start
    given = _given(passage, start, last)
    return given if start + 1 < given < last - 1 else start


def _after_small_place(passage: Passage, start: int, last: int, hints: Hints) -> int:
    """Where a name begins in words that may begin with a place: `Camat Tanjung Ani Lestari`, `Camat Tanjung Ani`."""
    called = [at for at in range(start, last) if passage.lows[at] in hints.alone]
    if called:
        return called[0]
    unsure = last - start < USUAL_NAME or passage.lows[start] in passage.lexicon.pack.forenames
    return start if unsure else last - (USUAL_NAME - 1)


def is_given(word: str, pack: Pack, hints: Hints) -> bool:
    """Whether a word (casefolded) is a frequent given name, and no office or place as well: `Paulus`."""
    place = word in pack.places or word in hints.places
    return word in pack.forenames | pack.given and not (place or pack.is_office(word))


def is_no_name(passage: Passage, index: int, hints: Hints) -> bool:
    """Whether a word belongs to an office or a place, and to nobody's name."""
    low, pack = passage.lows[index], passage.lexicon.pack
    return low not in hints.alone and (low in hints.places or low in pack.places or pack.is_office(low))
