"""Wider borders for a mention: the title before it, degrees behind it, what explains it after a comma.

What is a title, a degree or a noun for somebody is the pack's. All offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.session.naming import capital, is_calendar, name_run, opens
from annotator.session.reading import Bounds, Reading
from annotator.session.wording import (
    begins_person,
    is_barrier,
    is_link,
    is_participle,
    is_saying,
    is_titled,
    leads_in,
    low,
)

_LONGEST_TITLE = 6
"""Words between a verb of saying and a name that are one title without the pack's knowing it."""
_LONGEST = 30
"""Words on one side of a name that are still about it; a sentence without commas may be as long as its article."""
_LONGEST_GUESS = 8
"""Words; where no word of the language is known, what stands between two commas explains a name up to this length."""
_DATE = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}")
_AGE = re.compile(r"\s*\(\d{1,3}\)|,\s*\d{1,3}(?=,)")
_DEGREE = re.compile(r",\s*([A-Z][A-Za-z]*(?:\.[A-Za-z]+)*)(\.?)(?:\([A-Z][A-Za-z]*\))?")
_DOTTED = re.compile(r"[A-Z][A-Za-z]{0,3}(?:\.[A-Z][A-Za-z]{0,3})+")
_COMMA = re.compile(r",\s+")
_JOINED = frozenset({"", "-", "/", "&", "'", "’"})
"""What may stand between two words of one mention, without its blanks."""


@dataclass(frozen=True, slots=True)
class Room:
    """How far a mention may reach: to other labels, to marks of quotation, to its sentence's ends."""

    start: int
    end: int


def room_around(reading: Reading, core: Bounds, taken: Iterable[Bounds]) -> Room:
    """The room around a mention that leaves alone what is `taken`; what holds the mention is its bounds."""
    start, end = reading.sentence_at(core[0])
    number = reading.article.paragraph_at(core[0])
    marks = ((mark.start, mark.end) for mark in reading.quotations(number))
    for low_end, high_end in (*taken, *marks):
        if high_end <= core[0]:
            start = max(start, high_end)
        elif low_end >= core[1]:
            end = min(end, low_end)
        elif low_end <= core[0] and core[1] <= high_end:
            start, end = max(start, low_end), min(end, high_end)
    return Room(min(start, core[0]), max(end, core[1]))


def borders(reading: Reading, core: Bounds, room: Room, suggested: Sequence[Bounds] = ()) -> list[Bounds]:
    """All borders that a mention may have, the bare ones first, both directions at once last.

    Suggested ones come right after the bare ones: rules that read the whole sentence know best.
    """
    start, end = core
    number = reading.article.paragraph_at(start)
    inside = reading.words(number)
    index = bisect_left(inside, start, key=lambda word: word[0])
    if index == len(inside) or inside[index][0] != start:
        return [core]  # a clitic: nothing more names whoever it stands for
    before = _title_before(reading, inside, index, room)
    degrees = _degrees_after(reading, end, room)
    behind = _explained_after(reading, start if before is None else before, degrees or end, room)
    after = [degrees, *behind] if degrees else behind
    if pointed := _pointed_at(reading, inside, end, room):
        after = [pointed, *after]
    fitting = (one for one in suggested if room.start <= one[0] <= start and end <= one[1] <= room.end)
    found = [core, *fitting]
    if before is not None:
        found.append((before, end))
    found += [(start, one) for one in after]
    if before is not None:
        found += [(before, one) for one in after]
    return list(dict.fromkeys(found))


def degreeless(reading: Reading, run: Bounds) -> Bounds:
    """The name before a degree that looks like a name itself: `Ahmad Yani` for `M.Si` in `Ahmad Yani, M.Si.`"""
    inside = reading.words(reading.article.paragraph_at(run[0]))
    index = bisect_left(inside, run[0], key=lambda word: word[0])
    if index == 0 or reading.text[inside[index - 1][1] : run[0]].strip(" .") != ",":
        return run
    before = name_run(reading, inside[index - 1])
    end = before[1] + (reading.text[before[1]] == ".")
    room = Room(before[0], reading.sentence_at(run[0])[1])
    if not capital(reading, inside[index - 1]) or _degrees_after(reading, end, room) < run[1]:
        return run
    return degreeless(reading, before)


def wider(
    reading: Reading, now: Bounds, room: Room, cursor: int, suggested: Sequence[Bounds]
) -> Bounds | None:
    """The next borders for a mention that has these now; None where it has the widest.

    Which bare name the borders grew from is read off them: the one at the cursor, else any, else they themselves.
    """
    number = reading.article.paragraph_at(now[0])
    words = [word for word in reading.words(number) if now[0] <= word[0] and word[1] <= now[1]]
    runs = [name_run(reading, word) for word in words if capital(reading, word)]
    kept = [run for run in dict.fromkeys(runs) if now[0] <= run[0] and run[1] <= now[1]]
    kept.sort(key=lambda run: not run[0] <= cursor < run[1])
    ladders = (borders(reading, core, room, suggested) for core in (*kept, now))
    known = next(ladder for ladder in ladders if now in ladder)
    further = known[known.index(now) + 1 :]
    return next((one for one in further if not (now[0] <= one[0] and one[1] <= now[1])), None)


def _title_before(reading: Reading, inside: list[Bounds], index: int, room: Room) -> int | None:
    """Where the title or office begins that stands right before word `index`, or before a comma there."""
    first = index
    comma = False
    while first > max(0, index - _LONGEST) and inside[first - 1][0] >= room.start:
        gap = reading.text[inside[first - 1][1] : inside[first][0]].strip()
        if first == index and gap == ",":
            comma = True
        elif not _joins(reading, inside[first - 1], gap):
            break
        if is_barrier(reading, inside[first - 1]) and not is_link(reading, inside[first - 1]):
            break
        # A run of capitals has small words inside it that would end the way: `Bidang Sarana dan Prasarana`.
        run = name_run(reading, inside[first - 1])
        first = min(first - 1, bisect_left(inside, max(run[0], room.start), key=lambda word: word[0]))
    if first == index:
        return None
    if not comma and index - first <= _LONGEST_TITLE and _is_led_to(reading, inside, first):
        return inside[first][0]
    for at in range(first, index):
        if begins_person(reading, inside, at) if comma else is_titled(reading, inside, at):
            article = at > first and low(reading, inside[at - 1]) in reading.pack.articles
            return inside[at - article][0]
    nearest = inside[index - 1]
    explains = comma and begins_person(reading, inside, index)  # `Budi Santoso, Bupati Muara`
    if not capital(reading, nearest) or (comma and not explains):
        return None
    return max(name_run(reading, nearest)[0], inside[first][0])


def _is_led_to(reading: Reading, inside: list[Bounds], first: int) -> bool:
    """Whether a verb of saying or the like stands right before word `first`: then somebody begins there."""
    if first == 0 or reading.text[inside[first - 1][1] : inside[first][0]].strip():
        return False
    return leads_in(reading, inside, first - 1)


def _pointed_at(reading: Reading, inside: list[Bounds], end: int, room: Room) -> int:
    """Where a word ends that points at what stands right before it: `dokumen itu`; 0 for none."""
    index = bisect_left(inside, end, key=lambda word: word[0])
    if index == len(inside) or inside[index][1] > room.end or reading.text[end : inside[index][0]].strip():
        return 0
    return inside[index][1] if low(reading, inside[index]) in reading.pack.demonstratives else 0


def _degrees_after(reading: Reading, end: int, room: Room) -> int:
    """Where the degrees end that are set off behind a name by commas; 0 for none."""
    known = {degree.replace(".", "") for degree in reading.pack.degrees}
    found, at = 0, end
    while match := _DEGREE.match(reading.text, at, room.end):
        letters, stop = match[1], match[2]
        degree = letters.replace(".", "").casefold() in known
        following = reading.text[match.end() : match.end() + 2]
        if not degree and (not _DOTTED.fullmatch(letters) or following[1:].isupper()):
            break
        at = match.end()
        if stop and "." not in letters and not following.startswith(","):
            at = match.end(1)  # that stop ends the sentence
        found = at
    return found


def _explained_after(reading: Reading, start: int, end: int, room: Room) -> list[int]:
    """Where what explains a name behind a comma may end: before the first break in it, and where it is closed."""
    text = reading.text
    at = end
    if match := _AGE.match(text, at, room.end):
        at = match.end()
    match = _COMMA.match(text, at, room.end)
    if match is None:
        return []
    inside = reading.words(reading.article.paragraph_at(end))
    first = bisect_left(inside, match.end(), key=lambda word: word[0])
    if first == len(inside) or inside[first][0] != match.end():
        return []
    known = begins_person(reading, inside, first)
    if not known and not _may_explain(reading, inside, first, start):
        return []
    ends: list[int] = []
    last = first
    while last < len(inside) and inside[last][1] <= room.end:
        if last - first == _LONGEST:
            return ends
        word = inside[last]
        if last > first:
            gap = text[inside[last - 1][1] : word[0]].strip()
            short = gap in ("(", ")") and not text[word[0]].isdigit()
            if not short and not _joins(reading, inside[last - 1], gap):
                break
            if is_calendar(reading, word) or _DATE.fullmatch(text[word[0] : word[1]]):
                last = _before_date(reading, inside, first, last)
                break
            if is_saying(reading, word):
                ends.append(inside[last - 1][1])
                break
            if not ends and is_barrier(reading, word) and not _goes_on(reading, inside, last):
                ends.append(inside[last - 1][1])
        last += 1
    if not known and not _may_end(reading, inside[first:last]):
        return []
    closed = inside[last - 1][1]
    if text[closed : closed + 1] == ")" and "(" in text[match.end() : closed]:
        closed += 1
    ends.append(closed)
    listed = low(reading, inside[last]) in reading.pack.conjunctions if last < len(inside) else False
    if listed and not known and text[closed : closed + 1] == ",":
        return []  # `Ani, Budi, dan Citra`: three people
    return list(dict.fromkeys(ends))


def _before_date(reading: Reading, inside: list[Bounds], first: int, date: int) -> int:
    """The number of the word at which a date begins with its day and its preposition: `pada 15 Mei`, `on Monday`."""
    at = date
    if at - 1 > first and reading.text[slice(*inside[at - 1])].isdigit():
        at -= 1
    while at - 1 > first and is_barrier(reading, inside[at - 1]):
        at -= 1
    return at


def _may_end(reading: Reading, words: Sequence[Bounds]) -> bool:
    """Whether what begins with no known title may explain a name, by how it ends: it may go on over a verb.

    Where the pack tells verbs, they have ended it. Else it is closed by a comma, or begins as a noun does; and
    where the pack knows no small words either, it is short and has no number in it: `Ani, en mayo de 2026, dijo`.
    """
    text, pack = reading.text, reading.pack
    if pack.verb_prefixes:
        return True
    closed = text[words[-1][1] : words[-1][1] + 1] == ","
    if not pack.breaks:
        numbered = any(text[slice(*word)].isdigit() for word in words)
        return closed and len(words) <= _LONGEST_GUESS and not numbered
    return closed or capital(reading, words[0]) or low(reading, words[0]) in pack.articles


def _may_explain(reading: Reading, inside: list[Bounds], first: int, start: int) -> bool:
    """Whether a word of no known title may begin what explains a name; not in `Menurut Ani, pasar tutup`."""
    word = inside[first]
    if is_calendar(reading, word) or is_barrier(reading, word) or not reading.text[word[0]].isalpha():
        return False
    if is_participle(reading, inside, first):
        return False
    index = bisect_left(inside, start, key=lambda one: one[0])
    if not index:
        return True
    before = inside[index - 1]
    if opens(reading, before) and is_saying(reading, before):
        return False  # `Kata Ani, pasar tutup`
    verb = low(reading, before) in (*reading.pack.speech_bare, *reading.pack.speech_passive)
    return verb or not leads_in(reading, inside, index - 1)


def _goes_on(reading: Reading, inside: list[Bounds], at: int) -> bool:
    """Whether a small word stands inside what explains: `Kepala Bidang Ekonomi dan Moneter`, `kapal itu`."""
    word = low(reading, inside[at])
    if word in reading.pack.demonstratives or is_link(reading, inside[at]):
        return True
    return word in reading.pack.office_links and at + 1 < len(inside) and capital(reading, inside[at + 1])


def _joins(reading: Reading, word: Bounds, gap: str) -> bool:
    """Whether nothing but blanks, a hyphen or the stop of a short form stands behind a word."""
    if gap == ".":
        return word[1] - word[0] <= 2 or low(reading, word) in reading.pack.abbreviations
    return gap in _JOINED
