"""Who is who in one article: `Lavrov` after `Sergei Lavrov`, `Menlu Rusia` after `Menlu Rusia Sergei Lavrov`.

Everything here is told from the article's own text. A name counts as another's only where nothing speaks
against it: `Donald Trump Jr.` is not `Donald Trump`, and what stands before a full name makes it somebody else's
(`Iriana Joko Widodo`), but for first names that are often left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from annotator.lang.pack import Pack
from annotator.suggest.appositions import goes_before_title, office_after, office_before
from annotator.suggest.borders import LONGEST_NAME, Hints, is_given
from annotator.suggest.brackets import outside, shown
from annotator.suggest.institutions import headed, long_form, shortens
from annotator.suggest.mentions import Phrase
from annotator.suggest.offices import (
    begins_person,
    ends_institution,
    is_collective,
    name_in,
    name_words,
)
from annotator.suggest.passage import Passage
from annotator.suggest.runs import (
    alone,
    capital_runs,
    is_subject,
    is_told,
    is_whole,
    locations,
    mention_start,
    things,
)

Name = tuple[str, ...]
"""The words of a name, casefolded."""

_SHORTEST = 3
"""Code points; a shorter name is only ever itself."""
_SHORTEST_BEGINNING = 4
"""Code points of a name that is the beginning of a longer one's word."""
_LEAST_CUT_OFF = 3
"""Code points that such a name leaves out."""
_LONG = 3
"""Words; the first ones of such a name behind an office may belong to the office."""
_SURELY_LONG = 4
"""Words; of shorter names what stands before them tells more."""
_MOST_CALLED = 20
"""People with one word of their names in common who are told apart."""
_MOST_HELD = 40
"""Offices before and after a mention among which its holder is looked for."""


@dataclass(slots=True)
class _Known:
    """A name as the article has it."""

    shown: str
    places: list[int] = field(default_factory=list)
    """Where it stands (code points), in order."""
    openings: int = 0
    """How often it begins a sentence, where any word has a capital."""
    behind_office: bool = False
    behind_institution: bool = False
    """Whether the office before it ends with words of an institution, and not with a title or a place."""
    whole: bool = False
    """Whether what follows shows that all of it is a name: an office or a description behind a comma, say."""


class Cast:
    """The people and institutions of an article."""

    def __init__(self, passages: list[Passage]) -> None:
        self.pack: Pack | None = passages[0].lexicon.pack if passages else None
        self.names: dict[Name, _Known] = {}
        self.by_word: dict[str, list[Name]] = {}
        self.by_beginning: dict[str, list[str]] = {}
        self.aliases: dict[Name, str] = {}
        self.offices: list[tuple[int, Name, Name]] = []
        self.descriptions: list[tuple[int, Name, Name]] = []
        """The same with words in small letters: `Ani Lestari, pedagang ikan,`."""
        self.short_titles: set[Name] = set()
        self.subjects: list[tuple[int, str]] = []
        passages = [passage for passage in passages if not passage.loud]
        runs = [capital_runs(passage) for passage in passages]
        self.hints = Hints(locations(passages), alone(passages), things(passages, runs))
        self.trimmed: dict[Name, Name] = {}
        self.holders: set[str] = set()
        """Whoever is named with an office or by a verb of saying: surely people."""
        self.told: set[Name] = set()
        self.institutions: dict[Name, str] = {}
        """Institutions as the article writes them, without short forms in brackets."""
        subjects: list[tuple[int, Name]] = []
        for passage, its in zip(passages, runs, strict=True):
            self._read(passage, its, subjects)
        self._drop_offices()
        self._drop_first_words()
        self._drop_openings()
        for name in self.names:
            self._index(name)
        self.subjects = [(at, self.canonical(name, at)) for at, name in subjects]
        self.holders = {self.canonical(name, at) for at, _, name in self.offices}
        self.holders |= {self.canonical(name, 0) for name in self.told}

    def learn(self, mention: Phrase) -> None:
        """Takes in the full name of whoever speaks, where the runs of capitals did not show it."""
        found = name_in(mention.passage, mention.first, mention.last, self.hints)
        if found is None or not 1 < found[1] - found[0] <= _LONG + 1:
            return
        words = name_words(mention.passage, *found)
        if len(words) < 2 or words in self.names or self.trimmed.get(words) or self.canonical(words, 0):
            return
        at = mention.passage.words[found[0]][0]
        self.names[words] = _Known(mention.passage.surface(*found), [at])
        self._index(words)

    def _index(self, name: Name) -> None:
        for word in name:
            if word not in self.by_word:
                self.by_beginning.setdefault(word[:_SHORTEST_BEGINNING], []).append(word)
            self.by_word.setdefault(word, []).append(name)

    def canonical(self, name: Name, at: int) -> str:
        """The fullest name in the article of the person called `name` at an offset (code points)."""
        name = self.trimmed.get(name, name)
        if name in self.aliases:
            return self.aliases[name]
        known = self.names.get(name)
        own = known.shown if known is not None else ""
        if len(name) == 1 and len(name[0]) < _SHORTEST:
            return own
        fuller = self._fuller(name, at) or self._unclipped(name) or self._shortened(name, at)
        return self.names[fuller].shown if fuller is not None else own

    def _fuller(self, name: Name, at: int) -> Name | None:
        called = self.by_word.get(name[0], ())[:_MOST_CALLED]
        found = [one for one in called if one != name and self._may_be(name, one)]
        if not found:
            return None
        # Who is called so after somebody else's name (`Iriana Joko Widodo`) is not meant by a part of it.
        alone = [
            one
            for one in found
            if not any(other != one and one[-len(other) :] == other and len(other) > 1 for other in found)
        ]
        plain = [one for one in alone or found if not self._suffixed(one)]
        nearest = max(
            plain or found, key=lambda one: (self._last_before(one, at), len(self.names[one].places), one)
        )
        longest = [one for one in found if len(one) > len(nearest) and self._may_be(nearest, one)]
        return max(longest, key=lambda one: (len(one), one), default=nearest)

    def _may_be(self, name: Name, fuller: Name) -> bool:
        if len(fuller) <= len(name) or self.pack is None:
            return False
        first = _place_in(name, fuller)
        if first < 0:
            return False
        if self._suffixed(fuller) and not self._suffixed(name) and len(name) > 1:
            return False
        return len(name) == 1 or all(word in self.pack.forenames for word in fuller[:first])

    def _unclipped(self, name: Name) -> Name | None:
        """The name that this one is a part of, without its first syllable: `Suharsono` for `Harsono`."""
        for syllable in self.pack.clipped if self.pack is not None and len(name) == 1 else ():
            whole = syllable + name[0]
            if (whole,) in self.names:
                return (whole,)
            if called := self.by_word.get(whole):
                return max(called, key=lambda one: (len(one), one))
        return None

    def _shortened(self, name: Name, at: int) -> Name | None:
        """The one full name before it with a word of which this is the beginning: `Wulan` for `Sri Wulandhari`."""
        if len(name) != 1 or len(name[0]) < _SHORTEST_BEGINNING:
            return None
        first = self.names[name].places[0] if name in self.names else at
        found = {
            self._fuller(one, at) or one
            for word in self.by_beginning.get(name[0][:_SHORTEST_BEGINNING], ())
            if word.startswith(name[0]) and len(word) >= len(name[0]) + _LEAST_CUT_OFF
            for one in self.by_word[word]
            if len(one) > 1 and self.names[one].places[0] < first
        }
        return found.pop() if len(found) == 1 else None

    def _suffixed(self, name: Name) -> bool:
        return self.pack is not None and name[-1].rstrip(".") in self.pack.name_suffixes

    def _last_before(self, name: Name, at: int) -> int:
        places = self.names[name].places
        index = bisect_left(places, at)
        return places[index - 1] if index else -places[0] - 1

    def holder(self, office: Name, at: int) -> str:
        """Who holds an office, by what the article said before `at`, or says later; `""` if it does not."""
        last = bisect_left(self.offices, (at, ("\U0010ffff",), ()))
        near = self.offices[max(0, last - _MOST_HELD) : last + _MOST_HELD]
        return self._nearest(near, at, lambda held: held[: len(office)] == office) or self._nearest(
            near, at, lambda held: len(office) == 1 and shortens(office, held)
        )

    def described(self, noun: Name, at: int) -> str:
        """Who was described before `at` by words in small letters that begin so; `""` if nobody was."""
        last = bisect_left(self.descriptions, (at, (), ()))
        near = self.descriptions[max(0, last - _MOST_HELD) : last]
        return self._nearest(near, at, lambda held: held[: len(noun)] == noun)

    def _nearest(self, held: list[tuple[int, Name, Name]], at: int, fits: Callable[[Name], bool]) -> str:
        """Whose office fits: the last before an offset, else the first behind it."""
        best = ""
        for place, office, name in held:
            if (place <= at or not best) and fits(office):
                best = self.canonical(name, place)
        return best

    def titled(self, word: Name, at: int) -> str:
        """Who has a title that the article gives in brackets and the pack does not know: `(Menkan)`."""
        return self.holder(word, at) if word in self.short_titles else ""

    def words(self) -> frozenset[str]:
        """The words (casefolded) of all names."""
        return frozenset(self.by_word)

    def _read(self, passage: Passage, runs: list[tuple[int, int]], subjects: list[tuple[int, Name]]) -> None:
        """Takes in the capitalised runs of a paragraph."""
        if passage.is_title():
            return
        previous: tuple[int, int] | None = None
        explained = 0
        for first, last in runs:
            if first < explained:
                continue
            if first in passage.bodies:
                first = mention_start(passage, first, previous)
            name = name_in(passage, first, last, self.hints)
            if name is None or (name[0] > first and goes_before_title(passage, last)):
                self._read_institution(passage, first, last)
            else:
                self._read_name(passage, first, name, previous, subjects)
                if name[0] == first and (office := office_after(passage, *name)):
                    self._explain(passage, name, office)
                    explained = office[1]
            previous = (first, last)

    def _read_name(
        self,
        passage: Passage,
        first: int,
        name: tuple[int, int],
        previous: tuple[int, int] | None,
        subjects: list[tuple[int, Name]],
    ) -> None:
        words = name_words(passage, *name)
        pack = passage.lexicon.pack
        if len(words) == 1 and (words[0] in pack.outlets or words[0] in pack.media):
            return
        at = passage.words[name[0]][0]
        known = self.names.setdefault(words, _Known(passage.surface(*name)))
        known.whole = known.whole or is_whole(passage, *name)
        known.behind_institution = known.behind_institution or ends_institution(passage, first, name[0])
        known.places.append(at)
        start = passage.sentence_at(name[0])[0]
        known.openings += name[0] == start
        known.behind_office = known.behind_office or name[0] > first
        if name[0] > first:
            self._hold(passage, first, name[0], words, at)
        elif previous is not None and office_before(passage, previous, first):
            self._hold(passage, previous[0], previous[1], words, at)
            first = previous[0]
        self._read_alias(passage, name[1], words)
        if is_subject(passage, first, start):
            subjects.append((at, words))
        if is_told(passage, first, start):
            self.told.add(words)

    def _explain(self, passage: Passage, name: tuple[int, int], office: tuple[int, int]) -> None:
        """`Ani Lestari (45), Kepala Dinas Pasar Lembayung,`: she holds the office behind the comma."""
        words = name_words(passage, *name)
        if words in self.names:
            self.names[words].whole = True
        at = passage.words[name[0]][0]
        if passage.is_capital(office[0]):
            self._hold(passage, *office, words, at)
        else:
            self.descriptions.append((at, name_words(passage, *office), words))

    def _hold(self, passage: Passage, first: int, last: int, words: Name, at: int) -> None:
        if not begins_person(passage, first):
            return
        office = tuple(low for low in passage.lows[first:last] if low[0].isalnum())
        if office:
            self.offices.append((at, office, words))
            # `Menteri Keuangan (Menkeu)`: what is in brackets is the office too.
            if passage.lows[last - 1] == ")" and last - first > 2:
                self.offices.append((at, (passage.lows[last - 2],), words))
                self.short_titles.add((passage.lows[last - 2],))

    def _read_alias(self, passage: Passage, after: int, words: Name) -> None:
        lows = passage.lows
        if (
            lows[after : after + 1] == ["("]
            and lows[after + 2 : after + 3] == [")"]
            and passage.is_capital(after + 1)
        ):
            self.aliases.setdefault((lows[after + 1],), self.names[words].shown)

    def _read_institution(self, passage: Passage, first: int, last: int) -> None:
        """`Badan Cuaca Nusantara (BCN)`: what is in brackets is the same institution."""
        if is_collective(passage, first, last):
            self._keep_institution(passage, first, last)
        if passage.lows[last - 1] != ")":
            return
        opening = next((at for at in range(last - 2, first, -1) if passage.lows[at] == "("), None)
        called = opening == first + 1 and (
            passage.has("titles", first) > 0 or passage.lows[first] in passage.lexicon.pack.pronouns
        )
        if opening is not None and not called:  # `Ibu (Ani Lestari)` names nobody
            short = tuple(passage.lows[opening + 1 : last - 1])
            self.aliases.setdefault(short, passage.surface(first, opening))

    def _keep_institution(self, passage: Passage, first: int, last: int) -> None:
        words = outside(passage, first, last)
        self.institutions.setdefault(words, shown(passage, first, last))

    def institution(self, words: Name) -> str:
        """The fullest name in the article of an institution called so; `""` where it has no fuller one."""
        if len(words) == 1 and self.pack is not None and words[0] in self.pack.headings:
            words = headed(words[0], self.institutions) or words
        fuller = long_form(words, self.institutions) or words
        return self.institutions.get(fuller, "")

    def _drop_offices(self) -> None:
        """Takes off a long name what belongs to the office before it, where a shorter form of it stands alone."""
        short = {name for name, known in self.names.items() if not known.behind_office}
        for name in [name for name in self.names if len(name) >= _LONG and self.names[name].behind_office]:
            for cut in range(1, len(name) - 1):
                if self._is_called_so(name, cut, short):
                    known = self.names.pop(name)
                    self.trimmed[name] = name[cut:]
                    shown = " ".join(known.shown.split()[cut:])
                    kept = self.names.setdefault(name[cut:], _Known(shown, behind_office=True))
                    kept.places = sorted([*kept.places, *known.places])
                    break
        self.offices = [(at, held, self.trimmed.get(name, name)) for at, held, name in self.offices]
        self.offices.sort()
        self.descriptions.sort()

    def _is_called_so(self, name: Name, cut: int, short: set[Name]) -> bool:
        """Whether a long name stands alone without its first `cut` words, which then belong to the office before it."""
        whole, called = name[cut:] in short, (name[cut],) in short
        forenames = self.pack.forenames if self.pack is not None else frozenset()
        if not (whole or called) or all(word in forenames for word in name[:cut]):
            return False
        if self.pack is not None and len(name) <= LONGEST_NAME and is_given(name[0], self.pack, self.hints):
            return False
        if len(name) >= _SURELY_LONG:
            return True
        if any(word in forenames or len(word) == 1 or word in self.hints.alone for word in name[:cut]):
            return False
        return whole or self.names[name].behind_institution

    def _drop_first_words(self) -> None:
        """Takes off a word that only begins a sentence, before a name that stands without it elsewhere."""
        forenames = self.pack.forenames if self.pack is not None else frozenset()
        for name in [name for name in self.names if len(name) > 1]:
            known = self.names[name]
            opens = known.openings == len(known.places) and not (known.behind_office or known.whole)
            called = name[0] in self.hints.alone or name[0] in forenames
            if opens and name[1:] in self.names and not called:
                self.trimmed[name] = name[1:]
                kept = self.names[name[1:]]
                kept.places = sorted([*kept.places, *self.names.pop(name).places])

    def _drop_openings(self) -> None:
        """Forgets single words that only ever begin sentences: their capital says nothing."""
        inside = {word for name in self.names if len(name) > 1 for word in name}
        for name in [name for name in self.names if len(name) == 1]:
            known = self.names[name]
            if known.openings == len(known.places) and name[0] not in inside and not known.behind_office:
                del self.names[name]


def _place_in(name: Name, fuller: Name) -> int:
    """Index of the first word of `name` in `fuller`, if all its words follow in order; else -1."""
    at = -1
    first = -1
    for word in name:
        if word not in fuller[at + 1 :]:
            return -1
        at = fuller.index(word, at + 1)
        first = at if first < 0 else first
    return first
