"""What a comma sets beside a mention and belongs to it: the name of an office, the office of a name, where it is."""

from __future__ import annotations

from annotator.suggest.noun_phrases import is_break, is_proper, phrase_end, places_end
from annotator.suggest.offices import begins_office, begins_person, name_in
from annotator.suggest.passage import Passage

MOST_WORDS = 26
"""Words of the longest mention with its apposition."""
_LONGEST_DEGREES = 8
"""Words of one degree behind a name, with what is in brackets."""


def with_apposition(passage: Passage, first: int, last: int, stop: int, closed: bool) -> int:
    """Where the mention ends with what explains it after a comma: the name of an office, the office of a name."""
    comma = _after_age(passage, _after_degrees(passage, last, stop), stop)
    if comma >= stop or passage.lows[comma] != "," or comma + 1 >= stop:
        return last
    whereabouts = _after_places(passage, comma, stop)
    if whereabouts > comma and (end := _named_behind(passage, first, whereabouts + 1, stop)):
        return end
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
        end = phrase_end(passage, at, stop)
        if end > at and name_in(passage, at, end) is not None and (not closed or _closes(passage, end, stop)):
            return end
        return last
    if not begins_person(passage, at) and passage.lows[at] not in passage.lexicon.pack.articles:
        return last
    end = phrase_end(passage, at, stop)
    if end <= at:
        return last
    loose = not closed and end < stop and is_break(passage, end)
    end = _with_places(passage, end, stop)
    name = name_in(passage, at, end)
    if name is None:
        if not (loose or _closes(passage, end, stop)):
            return last
        end = _with_workplace(passage, _with_institution(passage, end, stop), stop)
        return _with_further(passage, end, stop)
    # `Ani Lestari, Kepala Dinas Pasar Tanjung Biru,`: what looks like a name there is a place. Not so in
    # `Sebelumnya Ani, Kepala Dinas Budi Santoso, …`, where the second is named in fuller words than the first.
    fuller = last - first > 1 or comma > last or name[1] - name[0] == 1
    named = fuller and not begins_person(passage, first) and not _is_listed(passage, end, stop)
    return _with_further(passage, end, stop) if named and _closes(passage, end, stop) else last


def _with_workplace(passage: Passage, end: int, stop: int) -> int:
    """Where a noun behind a name ends with where they are to be found: `Ani (34), pedagang ikan di Pasar Biru, …`."""
    pack, at = passage.lexicon.pack, end + 1
    if at >= stop or passage.lows[end] not in pack.locatives & pack.prepositions:
        return end
    at += (
        passage.is_word(at) and not passage.is_capital(at) and not is_break(passage, at)
    )  # `di kawasan Biru`
    first = at
    while at < stop and not passage.is_calendar(at) and _is_in_name(passage, first, at):
        at += 1
    told = at > first and (at >= stop or passage.lows[at] in (",", "."))
    return _with_places(passage, at, stop) if told else end


def _is_in_name(passage: Passage, first: int, at: int) -> bool:
    """Whether a word belongs to the name of a place or house from `first` on: `SMA Negeri 1 Biru`."""
    return is_proper(passage, at) or (at > first and passage.lows[at].isdigit())


def _with_further(passage: Passage, end: int, stop: int) -> int:
    """Where a second noun for the same person ends: `Ani (50), warga Desa Biru RT 05, saksi kejadian, …`."""
    at = end + 1
    if at >= stop or passage.lows[end] != "," or is_proper(passage, at) or not begins_person(passage, at):
        return end
    further = phrase_end(passage, at, stop)
    again = further > at and name_in(passage, at, further) is None and not _is_listed(passage, further, stop)
    return further if again and (further >= stop or passage.lows[further] == ",") else end


def _named_behind(passage: Passage, first: int, at: int, stop: int) -> int:
    """Where the name ends that stands at `at`, behind an office and where it is; 0 where none does."""
    if at >= stop or not begins_person(passage, first):
        return 0
    titled = passage.is_honorific(at)
    if not titled and (begins_person(passage, at) or not is_proper(passage, at) or passage.is_calendar(at)):
        return 0
    end = phrase_end(passage, at, stop)
    name = name_in(passage, at, end) if end > at else None
    return end if name is not None and (titled or name[0] == at) else 0


def _after_places(passage: Passage, comma: int, stop: int) -> int:
    """Index of the comma behind the places that tell more closely where: `Camat Tanjung, Kabupaten Biru, Ani`."""
    while comma + 1 < stop and passage.lows[comma] == ",":
        end = places_end(passage, comma + 1, stop)
        if end <= comma + 1 or (end < stop and passage.lows[end] != ","):
            break
        comma = end
    return comma


def _with_places(passage: Passage, end: int, stop: int) -> int:
    """Where an office behind a name ends with where it is: `Ani, Camat Tanjung, Kota Biru, mengatakan`."""
    behind = _after_places(passage, end, stop)
    return behind if behind > end else end


def office_after(passage: Passage, first: int, last: int) -> tuple[int, int] | None:
    """The words of the office that explains a bare name behind a comma: `Ani Lestari (45), Kepala Dinas Pasar,`."""
    stop = min(passage.sentence_at(first)[1], first + MOST_WORDS)
    if last >= stop or passage.lows[last] not in (",", "(") or begins_person(passage, first):
        return None
    end = with_apposition(passage, first, last, stop, closed=True)
    if end <= last:
        return None
    comma = _after_age(passage, _after_degrees(passage, last, stop), stop)
    return comma + 1, end


def office_before(passage: Passage, previous: tuple[int, int], first: int) -> bool:
    """Whether the run before a name is its office, with a comma between: `Menteri Perikanan, Ani Lestari`."""
    parted = previous[1] + 1 == first and passage.lows[previous[1]] == ","
    return parted and begins_office(passage, previous[0])


def goes_before_title(passage: Passage, last: int) -> bool:
    """Whether a comma and a title lead to the name of who holds the office before: `Kepala Balai Biru, dr. Ani`."""
    return passage.lows[last : last + 1] == [","] and passage.is_honorific(last + 1)


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
    further = phrase_end(passage, at, stop)
    whole = further > at and name_in(passage, at, further) is None and _closes(passage, further, stop)
    return further if whole else end


def _holds_place(passage: Passage, first: int, last: int) -> bool:
    """Whether words of an office name a place by its kind, and nobody by name: `Kepala Desa Tanjung Biru`."""
    kinds = passage.lexicon.seats
    title = max(passage.has("titles", first), 1)
    return any(passage.lows[at] in kinds for at in range(first + title, last - 1))


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
