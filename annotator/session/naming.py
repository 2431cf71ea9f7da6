"""Names in running text: how far one reaches, what its fuller form is, what may stand before it.

All offsets are code points.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.article import ParagraphKind
from annotator.session.reading import Bounds, Reading
from annotator.text.blanks import inked
from annotator.text.safe import legible_name

_PARTICLES = frozenset(
    {"bin", "binti", "al", "el", "van", "von", "de", "da", "dos", "del", "der", "den", "la", "le"}
)
_OCCURRENCES = 30
_LONGEST_NAME = 4
"""Words of a personal name; a longer run has an office in it."""
_CONJUNCTIONS = frozenset({"dan", "and"})
_LONGEST_WORD = 40
"""Code points in which the next word ends."""
_SHORT_FORM = 8
"""Words; a short form in brackets stands no further from the first word of its long form."""


def may_name(reading: Reading, word: Bounds) -> bool:
    """Whether a word may name somebody: it has a capital of its own, or is a pronoun."""
    return capital(reading, word) or reading.text[slice(*word)].casefold() in reading.pack.pronouns


def name_run(reading: Reading, word: Bounds) -> Bounds:
    """The capitalised words around a word, with particles between them; the word alone if it has no capital."""
    if not capital(reading, word):
        return word
    number = reading.article.paragraph_at(word[0])
    inside = reading.words(number)
    index = inside.index(word)
    first = last = index
    while first > 0 and (step := _joins(reading, inside, first, -1)):
        first -= step
    while last + 1 < len(inside) and (step := _joins(reading, inside, last, 1)):
        last += step
    closes = last > first and is_short_form(reading, inside, last)
    return inside[first][0], inside[last][1] + closes


def fuller_name(reading: Reading, name: str) -> str:
    """The longest name in the article that holds this one word, where people are first named in full; else `name`.

    Looks at the first occurrences only: news names somebody in full early.
    """
    if " " in name or not name[:1].isupper():
        return name
    found, start = {name}, 0
    for _ in range(_OCCURRENCES):
        start = reading.text.find(name, start)
        if start < 0:
            break
        word = reading.word_at(start)
        if word is not None and reading.text[slice(*word)] == name:
            run = legible_name(reading.text[slice(*name_run(reading, word))])
            parts = without_titles(run.split(), reading.pack.titles)
            if len(parts) <= _LONGEST_NAME and name in (parts[0], parts[-1]):
                found.add(" ".join(parts))
        start += len(name)
    return max(found, key=lambda one: (len(one.split()), len(one), one))


def without_titles(words: Sequence[str], titles: frozenset[str]) -> Sequence[str]:
    """The words after the titles that they begin with; the last word stays."""
    start = 0
    while start < len(words) - 1:
        taken = next((n for n in (3, 2, 1) if " ".join(words[start : start + n]).casefold() in titles), 0)
        if not taken:
            break
        start += taken
    return words[min(start, len(words) - 1) :]


def _joins(reading: Reading, inside: list[Bounds], index: int, step: int) -> int:
    """How many words further a name run goes on: 1, 2 over a particle, 0 if it ends here."""
    here, there = inside[index], inside[index + step]
    if _joins_short_form(reading, inside, *sorted((index, index + step))):
        return 1
    if not only_space(reading, here, there) or _is_headline_verb(reading, there):
        return 0
    if capital(reading, there):
        return 1
    beyond = index + 2 * step
    low = reading.text[slice(*there)].casefold()
    # In an office (`Direktur Ekonomi dan Moneter`) a conjunction joins; between two names it parts them.
    particle = low in _PARTICLES or (
        low in _CONJUNCTIONS and _in_office(reading, inside, max(0, min(index, beyond)))
    )
    if particle and 0 <= beyond < len(inside):
        further = inside[beyond]
        if only_space(reading, there, further) and capital(reading, further):
            return 2
    return 0


def _is_headline_verb(reading: Reading, word: Bounds) -> bool:
    """Whether a word is a verb of saying in a headline, where it has a capital too: `Ani Sebut Pasar Sepi`."""
    number = reading.article.paragraph_at(word[0])
    if reading.paragraph(number).kind not in (ParagraphKind.TITLE, ParagraphKind.HEADING):
        return False
    low, pack = reading.text[slice(*word)].casefold(), reading.pack
    return low in pack.speech_headline or low in pack.speech_bare or low in pack.speech_lead


def _in_office(reading: Reading, inside: list[Bounds], index: int) -> bool:
    """Whether the capitalised words that end at `index` begin with a title."""
    while (
        index > 0
        and capital(reading, inside[index - 1])
        and only_space(reading, inside[index - 1], inside[index])
    ):
        index -= 1
    return reading.text[slice(*inside[index])].casefold() in reading.pack.titles


def only_space(reading: Reading, one: Bounds, other: Bounds) -> bool:
    """Whether white space alone parts two words, or the stop of an initial; bidi marks and the like part nothing."""
    first, second = sorted((one, other))
    between = inked(reading.text[first[1] : second[0]])
    if between.strip() == "." and len(reading.text[slice(*first)]) <= 2:
        return True  # an initial, or Dr.
    return between.isspace()


def capital(reading: Reading, word: Bounds) -> bool:
    """Whether a word has a capital for its own sake, and not for beginning a sentence (`Menurut`, `The`)."""
    low = reading.text[slice(*word)].casefold()
    pack = reading.pack
    if not reading.text[word[0]].isupper() or low in pack.according or is_calendar(reading, word):
        return False
    # A small word in the middle of a sentence has it as part of a name: `Menteri Dalam Negeri`.
    small = (pack.common, pack.breaks, pack.openers, pack.adverbs, pack.heralds, pack.speech_passive)
    return not any(low in group for group in small) or not opens(reading, word)


def opens(reading: Reading, word: Bounds) -> bool:
    """Whether a sentence begins with a word, or words in quotation marks or after a colon."""
    before = reading.text[max(0, word[0] - 2) : word[0]]
    return (
        word[0] == reading.sentence_at(word[0])[0]
        or not before[-1:].isspace()
        or before.rstrip().endswith(":")
    )


def is_calendar(reading: Reading, word: Bounds) -> bool:
    """Whether a word is a day or month, which never speaks, and not a name like one (`Juli Santoso`)."""
    calendar, text = reading.pack.calendar, reading.text
    found = text[slice(*word)].casefold()
    if found not in calendar:
        return False
    if found in reading.pack.calendar_unsure:
        return text[word[0]].isupper() and _is_dated(reading, word)
    behind = text[word[1] : word[1] + _LONGEST_WORD].split(" ", 2)
    following = behind[1] if len(behind) > 1 and not behind[0] else ""
    low = following.strip(".,;:()").casefold()
    if low in reading.pack.speech_lead:
        return False  # `Juli mengatakan`
    # `Juli Santoso` is a name; `Senin Bupati Ani` is a day, and then somebody's title.
    return not following[:1].isupper() or low in calendar or low in reading.pack.titles


def _is_dated(reading: Reading, word: Bounds) -> bool:
    """Whether a word that may be a name as well is a month, by the words beside it: `May 5`, `3 May`, `in May`."""
    pack, text = reading.pack, reading.text
    before = text[max(0, word[0] - _LONGEST_WORD) : word[0]].casefold().split()[-1:]
    behind = text[word[1] : word[1] + _LONGEST_WORD].casefold().split()[:1]
    return any(low[0].isdigit() for low in (*before, *behind)) or not pack.calendar_behind.isdisjoint(before)


def is_short_form(reading: Reading, inside: list[Bounds], index: int) -> bool:
    """Whether a word stands in brackets as the short form of the words before it: `Bank Indonesia (BI)`.

    Its letters are all in them, in their order, from the first letter of one of them on.
    """
    text = reading.text
    start, end = inside[index]
    if index == 0 or text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    if text[inside[index - 1][1] : start].strip() != "(":
        return False
    short = text[start:end].casefold()
    for first in range(index - 1, max(-1, index - 1 - _SHORT_FORM), -1):
        long = text[inside[first][0] : inside[index - 1][1]].casefold()
        if long[:1] == short[:1] and _in_order(short, long):
            return True
    return False


def _joins_short_form(reading: Reading, inside: list[Bounds], lower: int, upper: int) -> bool:
    """Whether two words next to each other are one name by way of a short form in brackets."""
    between = reading.text[inside[lower][1] : inside[upper][0]].strip()
    if between == "(":
        return capital(reading, inside[lower]) and is_short_form(reading, inside, upper)
    return between == ")" and capital(reading, inside[upper]) and is_short_form(reading, inside, lower)


def _in_order(letters: str, text: str) -> bool:
    """Whether a text has these letters in their order, with others between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)
