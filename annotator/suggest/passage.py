"""One paragraph made ready for the rules: its words, its sentences, its quotations.

All offsets are code points of the article's text. Rules count in words (punctuation marks are words of their
own) and turn to offsets when they have found something.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from itertools import compress
from typing import Any, Generic, TypeVar

from annotator.lang.shapes import parted_shapes
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.suggest.lexicon import TAIL, Lexicon, Phrases, phrase_at
from annotator.text.marks import Quotation, quotations
from annotator.text.safe import legible_name
from annotator.text.sentences import sentences
from annotator.text.tokens import words

Bounds = tuple[int, int]

TERMINAL = frozenset(",.?!…;")
"""What stands before a closing mark where somebody's words end, and not only a name or a phrase."""
_OPENING = frozenset(".?!…\"“”'‘’«»„‚‹")
"""What stands before the first word of a sentence or quotation."""
_LOUD = 0.7
"""Share of words in capitals from which capitals say nothing about a text."""
_LOUD_WORDS = 6
LONGEST_DEGREE = 6
"""Words of a degree with its full stops: `M.B.A.`."""
_SHORTEST_VERB = 6
"""Code points; a shorter word is no verb, however it begins."""


_SHORTEST_PART = 3
"""Code points before a capital inside a word."""
SHORTEST_GLUED = 9
"""Code points of a relay word and an outlet written as one word."""


_T = TypeVar("_T")


class once(Generic[_T]):  # noqa: N801
    """`functools.cached_property` without its lock, which costs more than most of what is kept here."""

    def __init__(self, make: Callable[[Any], _T]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, instance: object, owner: type) -> _T:
        made = instance.__dict__[self._name] = self._make(instance)
        return made


def _has_hump(surface: str) -> bool:
    """Whether a word has a capital inside, as firms and devices have and few names: `NusaLaut`, not `McArthur`."""
    if surface[1:].islower() or surface.isupper() or not surface.isalpha():
        return False
    inside = surface[_SHORTEST_PART:]
    mixed = any(letter.isupper() for letter in inside) and any(letter.islower() for letter in inside)
    return mixed and not surface[1:_SHORTEST_PART].isupper()


class Passage:
    """A paragraph as the rules see it."""

    def __init__(self, article: Article, number: int, lexicon: Lexicon) -> None:
        paragraph: Paragraph = article.paragraphs[number]
        self.text = article.text
        self.number = number
        self.start, self.end = paragraph.start, paragraph.end
        self.kind = paragraph.kind
        self.lexicon = lexicon
        self.words = words(self.text, self.start, self.end)
        self.starts = [word[0] for word in self.words]
        self.surfaces = [self.text[first:last] for first, last in self.words]
        """The words as they are written."""
        self.lows = list(map(str.casefold, self.surfaces))
        # Asked of most words many times: lists that answer themselves, without a call of ours.
        initials = [word[0] for word in self.surfaces]
        capital = list(map(str.isupper, initials))
        self.is_capital: Callable[[int], bool] = capital.__getitem__
        """Whether the word at an index begins with a capital letter."""
        self.is_word: Callable[[int], bool] = list(map(str.isalnum, initials)).__getitem__
        """Whether the word at an index is more than punctuation."""
        self.capitals = list(compress(range(len(capital)), capital))
        """Indexes of the words that begin with a capital letter."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for index, low in enumerate(self.lows):
            places[low].append(index)
        self.places: dict[str, list[int]] = dict(places)
        """Where each word (casefolded) stands, so that a rule need not look at all of them."""
        self.taken: list[Bounds] = []
        """Quotations that a rule has made its own (code points), in order."""

    @once
    def quotations(self) -> list[Quotation]:
        """The paragraph's quotations, outer ones before those inside them."""
        return quotations(self.text, self.start, self.end, self.lexicon.pack.marks)

    @once
    def _outer(self) -> list[Quotation]:
        return [one for one in self.quotations if one.depth == 0]

    @once
    def _outer_starts(self) -> list[int]:
        return [one.start for one in self._outer]

    def places_of(self, wanted: frozenset[str]) -> list[int]:
        """Indexes of the words that are among these, in no order."""
        places = self.places
        return [index for low in wanted.intersection(places) for index in places[low]]

    @once
    def persons(self) -> set[int]:
        """Indexes of the words at which a title or a noun for a person begins."""
        nouns = self.lexicon.pack.persons
        found = self.places_of(self.lexicon.persons)
        return {at for at in found if self.lows[at] in nouns or self.has("titles", at)}

    @once
    def bodies(self) -> set[int]:
        """Indexes of the words by which an institution, a business or a house may be named, acronyms too."""
        return self.acronyms.union(self.places_of(self.lexicon.bodies))

    @once
    def heads(self) -> set[int]:
        """Indexes of the words at which the office of whoever heads something begins: `Kepala`, `Menteri`."""
        return {at for at in self.places_of(self.lexicon.heads) if at in self.persons}

    @once
    def verbs(self) -> list[int]:
        """For each word, of how many words a verb that follows its speaker is there; 0 where there is none."""
        found = [0] * len(self.words)
        for index in self.places_of(self.lexicon.lead):
            found[index] = 1
        for index in self.places_of(self.lexicon.lead_starts):
            found[index] = self.has("lead_phrases", index) or found[index]
        return found

    @once
    def may_lead(self) -> list[int]:
        """Indexes of the words that a reported clause may follow: verbs, and whatever stands before `bahwa`."""
        lexicon = self.lexicon
        found = {index for index, length in enumerate(self.verbs) if length}
        found.update(self.places_of(lexicon.pack.showing))
        found.update(index - 1 for index in self.places_of(lexicon.complement) if index)
        return sorted(found)

    @once
    def may_relay(self) -> list[int]:
        """Indexes of what may lead to an outlet: `dikutip`, `dalam` before `laporan`, `dikutipHarian`, a bracket."""
        lexicon, small = self.lexicon, self.lexicon.pack.prepositions
        found = {*self.places_of(lexicon.relay_starts), *self.places.get("(", ())}
        carried = self.places_of(lexicon.carrier_starts)
        found.update(index - 1 for index in carried if index and self.lows[index - 1] in small)
        long = (index for index, low in enumerate(self.lows) if len(low) >= SHORTEST_GLUED)
        found.update(index for index in long if self.may_be_glued(index))
        return sorted(found)

    def may_be_glued(self, index: int) -> bool:
        """Whether a long word has what few have: a capital inside it, or an outlet at its end."""
        low = self.lows[index]
        if len(low) < SHORTEST_GLUED:
            return False
        return not self.surfaces[index][2:].islower() or low[-TAIL:] in self.lexicon.outlet_tails

    def is_quoted(self, index: int) -> bool:
        """Whether the word stands inside a quotation."""
        if not self._outer:
            return False
        at = self.words[index][0]
        place = bisect_left(self._outer_starts, at) - 1
        return place >= 0 and at < self._outer[place].end

    def quotations_within(self, start: int, end: int) -> list[Quotation]:
        """The quotations that lie wholly between two offsets (code points)."""
        first = bisect_left(self.quotations, start, key=lambda one: one.start)
        last = bisect_left(self.quotations, end, key=lambda one: one.start)
        return [one for one in self.quotations[first:last] if one.end <= end]

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a direct quote has text between two offsets (code points)."""
        place = bisect_left(self.taken, (end, 0)) - 1
        return place >= 0 and self.taken[place][1] > start

    @once
    def loud(self) -> bool:
        """Whether the paragraph is in capitals, so that a capital tells nothing."""
        shouted = sum(word.isupper() and word[0].isalpha() for word in self.surfaces)
        if shouted <= _LOUD * _LOUD_WORDS:
            return False
        letters = sum(word[0].isalpha() for word in self.surfaces)
        return letters >= _LOUD_WORDS and shouted > _LOUD * letters

    @once
    def sentences(self) -> list[Bounds]:
        """Bounds of the sentences in words; a quotation is never cut in two."""
        outer = [(one.start, one.end) for one in self._outer]
        found: list[Bounds] = []
        place = 0
        joined = False
        for start, end in sentences(self.text, self.start, self.end, self.lexicon.pack.abbreviations):
            first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
            if joined and found:
                first = found.pop()[0]
            found.append((first, last))
            while place < len(outer) and outer[place][1] <= end:
                place += 1
            joined = place < len(outer) and outer[place][0] < end
        return [piece for first, last in found for piece in self._unglued(first, last)]

    def _unglued(self, first: int, last: int) -> list[Bounds]:
        """The pieces of a sentence that hides another: `terjaga.Pertama`, where a page lost the space."""
        pieces: list[Bounds] = []
        if "." not in self.lows[first + 1 : last - 1]:
            return [(first, last)]
        for at in range(first + 1, last - 1):
            if self.lows[at] == "." and self.words[at][1] == self.words[at + 1][0] and self._parts(at):
                pieces.append((first, at + 1))
                first = at + 1
        return [*pieces, (first, last)]

    def _parts(self, at: int) -> bool:
        before, after = self.surfaces[at - 1], self.surfaces[at + 1]
        glued = len(before) > 2 and before.islower() and len(after) > 2 and after.istitle()
        return glued and not self.is_quoted(at)

    def is_opening(self, index: int) -> bool:
        """Whether a sentence begins with the word, or a quotation, or a sentence inside one."""
        before = self.lows[index - 1] if index else "."
        if before == "." and index > 1 and self.lows[index - 2] in self.lexicon.pack.abbreviations:
            return self.sentence_at(index)[0] == index  # `dr. Ani`
        return before in _OPENING or self.sentence_at(index)[0] == index

    def is_calendar(self, index: int) -> bool:
        """Whether the word is a day or month, and not a name like one (`Juli Santoso`)."""
        pack, low = self.lexicon.pack, self.lows[index]
        if low not in pack.calendar or (low in pack.calendar_unsure and not self._is_date(index)):
            return False
        if index + 1 >= len(self.words) or not self.is_word(index + 1):
            return True
        following = self.lows[index + 1]
        named = self.is_capital(index + 1) and following not in pack.calendar
        # `Juli Santoso`, `Juli mengatakan`; but `In May Ani said`
        return low in pack.calendar_unsure or not (named or following in self.lexicon.lead)

    def _is_date(self, index: int) -> bool:
        """Whether a word that may be a name as well is a month, by the words beside it: `May 5`, `3 May`, `in May`."""
        pack, lows = self.lexicon.pack, self.lows
        before, behind = lows[max(0, index - 1) : index], lows[index + 1 : index + 2]
        dated = any(low[0].isdigit() for low in (*before, *behind))
        return self.is_capital(index) and (dated or not pack.calendar_behind.isdisjoint(before))

    @once
    def acronyms(self) -> set[int]:
        """Indexes of the words of two capitals or more, as `BPS`."""
        surfaces = self.surfaces
        return {at for at in self.capitals if surfaces[at].isupper() and len(surfaces[at]) >= 2}

    def is_acronym(self, index: int) -> bool:
        """Whether the word is two capitals or more, as `BPS`."""
        return index in self.acronyms

    @once
    def brands(self) -> set[int]:
        """Indexes of the words that no name of a person looks like: acronyms, and `NusaLaut` with a capital inside.

        None where capitals tell nothing.
        """
        if self.loud:
            return set()
        return self.acronyms.union(at for at in self.capitals if _has_hump(self.surfaces[at]))

    def is_honorific(self, index: int) -> bool:
        """Whether a title of a person stands there, as names have it and no office: `dr.`, `Prof`, `dokter gigi`."""
        pack = self.lexicon.pack
        if self.lows[index] in pack.abbreviations:
            return self.has("titles", index) > 0
        if self.lows[index] not in pack.honorifics:
            return False
        behind = index + self.has("titles", index)
        return index < behind < len(self.words) and self.is_capital(behind)

    def is_degree(self, index: int) -> bool:
        """Whether the word is a degree by itself: `SH`, `MHum`."""
        return self.is_capital(index) and self.lows[index] in self.lexicon.degrees

    def degree(self, index: int) -> int:
        """How many words the degree at the word takes up with its full stops, `S.H.` four; 0 for none."""
        if not self.is_capital(index):
            return 0
        found, letters = 0, ""
        for at in range(index, min(index + LONGEST_DEGREE, len(self.lows))):
            if at > index and self.words[at][0] != self.words[at - 1][1]:
                break
            if self.lows[at] != ".":
                letters += self.lows[at]
            if letters in self.lexicon.degrees:
                found = at + 1 - index
        return found

    def is_verbal(self, index: int) -> bool:
        """Whether the word looks like a verb, by how it begins: `menjadi`, but not `menteri` or `Bernard`."""
        pack, low = self.lexicon.pack, self.lows[index]
        if len(low) < _SHORTEST_VERB or not low.startswith(pack.verb_prefixes) or low in pack.nonverbs:
            return False
        return low not in pack.breaks and not (self.is_capital(index) and not self.is_opening(index))

    def is_shaped_as_verb(self, index: int) -> bool:
        """Whether the word is formed as verbs are, whatever its capital: `Naikkan` and `Ditunda` in a headline."""
        pack, low = self.lexicon.pack, self.lows[index]
        if len(low) < _SHORTEST_VERB or low in pack.nonverbs or low in pack.breaks or pack.is_office(low):
            return False
        return any(
            low.startswith(first) and low.endswith(last) for first, last in parted_shapes(pack.verb_shapes)
        )

    def is_possessive(self, index: int) -> bool:
        """Whether the word is somebody's: `Holm's`."""
        return self.lows[index].endswith(("'s", "’s"))

    def index_from(self, offset: int) -> int:
        """Index of the first word that begins at `offset` (code points) or after it."""
        return bisect_left(self.starts, offset)

    def index_before(self, offset: int) -> int:
        """Index of the last word that begins before `offset` (code points); -1 if there is none."""
        return bisect_left(self.starts, offset) - 1

    def sentence_at(self, index: int) -> Bounds:
        """The sentence (in words) that holds the word, or the last before it."""
        place = bisect_right(self._sentence_starts, index) - 1
        return self.sentences[max(place, 0)] if self.sentences else (0, 0)

    @once
    def _sentence_starts(self) -> list[int]:
        return [first for first, _ in self.sentences]

    def bounds(self, first: int, last: int) -> Bounds:
        """Offsets of the words from `first` up to but not including `last`."""
        return self.words[first][0], self.words[last - 1][1]

    def surface(self, first: int, last: int) -> str:
        """The words from `first` up to but not including `last` as a name: in one line, and all of it legible."""
        start, end = self.bounds(first, last)
        return legible_name(self.text[start:end])

    def is_title(self) -> bool:
        """Whether the paragraph is a title or heading."""
        return self.kind in (ParagraphKind.TITLE, ParagraphKind.HEADING)

    def has(self, table: str, index: int) -> int:
        """How many words of a phrase of one of the lexicon's tables stand at `index`; 0 for none."""
        lows = self.lows
        if index >= len(lows):
            return 0
        phrases: Phrases = getattr(self.lexicon, table)
        return phrase_at(phrases, lows, index) if lows[index] in phrases else 0
