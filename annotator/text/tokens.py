"""Tokens: the one cut of the text that all exports share.

The rules look at characters only, never at labels, and are the same for every language; what a language adds
is its list of clitics. Everything is in code points of the article's own text.

Changing what this module returns for any text needs a new version in `TOKENIZER`: trained models and
exported data name it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from annotator.text.blanks import INVISIBLE

if TYPE_CHECKING:
    import regex

TOKENIZER = "annotator-tokens@1"
"""Name and version, written into every export."""


class Token(NamedTuple):
    """A piece of text without blanks. Offsets are code points, half-open."""

    start: int
    end: int
    word_start: int
    """Start of the surface word; the pieces of one word (`lanjut`, `nya`) share it."""
    word_end: int
    """End of the surface word."""

    @property
    def is_whole(self) -> bool:
        """Whether the token is a whole surface word."""
        return self.start == self.word_start and self.end == self.word_end


_new = tuple.__new__  # without the call that a NamedTuple's own constructor costs


@dataclass(frozen=True, slots=True)
class Clitics:
    """Endings that are words of their own (`nya` in `lanjutnya`), and the words that only look as if.

    The rule sees the word alone, so the same word is cut the same way everywhere.
    """

    suffixes: tuple[str, ...] = ()
    """Endings cut off any host, capitalised or not."""
    shy: tuple[str, ...] = ()
    """Endings cut off only when the word has no capital: names end in them too (`Maluku`)."""
    exceptions: frozenset[str] = frozenset()
    """Whole words, casefolded, that are never cut."""
    roots: frozenset[str] = frozenset()
    """Words, casefolded, that are never cut, alone or behind one of `prefixes`."""
    prefixes: frozenset[str] = frozenset()
    """Beginnings that may stand before a root."""
    shortest_host: int = 3
    """Fewest code points that must remain before the ending."""
    endings: tuple[str, ...] = field(init=False, repr=False, compare=False, default=())
    """All endings in small letters and in capitals: a word without any of them is never cut."""
    pieces: _Pieces = field(init=False, repr=False, compare=False)
    """What text between blanks comes to."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "pieces", _Pieces(self))
        longest_first = sorted({*self.suffixes, *self.shy}, key=lambda ending: (-len(ending), ending))
        both_cases = [form for ending in longest_first for form in (ending, ending.upper())]
        object.__setattr__(self, "endings", tuple(both_cases))

    def cut(self, word: str) -> int:
        """Length in code points of the ending to cut off `word`; 0 to leave it whole.

        A hyphen before the ending goes with it: `KPK-nya` is `KPK` and `-nya`.
        """
        if not word.endswith(self.endings):
            return 0
        low = word.lower()
        # Lower-casing lengthens a few characters (İ); those are in no language with clitics here.
        if len(low) != len(word):
            return 0
        if any(mark in word for mark in _IN_ADDRESSES):
            return 0
        ending = next(ending for ending in self.endings if low.endswith(ending))
        host = len(low) - len(ending)
        if low[host - 1 : host] == "-":
            return len(ending) + 1 if low[host - 2 : host - 1].isalnum() else 0
        if ending in self.shy and low != word:
            return 0
        if low in self.exceptions:
            return 0
        last = low.rpartition("-")[2]  # a doubled word is judged by its last half: `ilmu-ilmu`
        host = len(last) - len(ending)
        if host < self.shortest_host or not last[host - 1].isalnum():
            return 0
        return 0 if last in self.exceptions or self._has_root(last) else len(ending)

    def _has_root(self, word: str) -> bool:
        if word in self.roots:
            return True
        # Prefixes are short and few: try each length once.
        lengths = {len(prefix) for prefix in self.prefixes}
        return any(word[:cut] in self.prefixes and word[cut:] in self.roots for cut in lengths)


class _Pieces(dict[str, tuple[str, ...]]):
    """Text between two blanks -> its tokens, each with the gap after it: news says the same again and again.

    The blank is part of the last gap. An empty token stands before a gap with which the text begins.
    """

    def __init__(self, clitics: Clitics) -> None:
        super().__init__()
        self._clitics = clitics

    def __missing__(self, text: str) -> tuple[str, ...]:
        if text.isascii() and text.isalpha():
            found = self._pieces(text, " ")
        elif (plain := _QUOTED_WORD.fullmatch(text)) is not None:
            before, word, *after = plain.groups("")
            found = [before, "", *self._pieces(word, "")] if before else self._pieces(word, "")
            for mark in filter(None, after):
                found += [mark, ""]
            found[-1] = " "
        else:
            found = self._any(text)
        told = tuple(found)
        if len(self) < _MOST_KNOWN and len(text) <= _LONGEST_KNOWN:
            self[text] = told
        return told

    def _any(self, text: str) -> list[str]:
        words = _surface(text, 0, len(text))
        ends, starts = [0, *words.ends], [*words.starts, len(text)]
        gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
        gaps[-1] += " "
        found = ["", gaps[0]] if gaps[0] else []
        for word, gap in zip(words.forms, gaps[1:], strict=True):
            found += self._pieces(word, gap)
        return found

    def _pieces(self, word: str, gap: str) -> list[str]:
        cut = len(word) - self._clitics.cut(word)
        return [word[:cut], "", word[cut:], gap] if cut < len(word) else [word, gap]


# Most of what is new in a text is a word with a few marks that no rule joins to it: no need to ask all rules.
_QUOTED_WORD = re.compile("""([“"‘(]?)([A-Za-z]+)([,.:;?!]?)(?:([”"’)])([,.]?))?""")
_MOST_KNOWN = 10_000
_LONGEST_KNOWN = 40
"""In code points; longer ones hardly come again."""

# A token with one of these is an address, a handle or a figure, and no word with an ending.
_IN_ADDRESSES = "@#/.:_"

# A letter or digit that runs on into a word. Han and Hiragana have no spaces between words: a token each.
_W = r"[[\p{L}\p{N}\p{Pc}]--[\p{Han}\p{Hiragana}]]"
# What stays with the character before it: marks, joiners, soft hyphen, skin tones, tag characters.
_X = r"[\p{M}\u00ad\u200c\u200d\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]"
_GAP = r"\p{White_Space}\p{Cc}" + INVISIBLE
_CORE = rf"{_W}(?:{_W}|{_X})*+"
# Bounded repeats, so that a long run of `a.a.a.` costs its length and not its square.
_TLD = "com|net|org|info|id|tv|gov|edu|int|io|uk|my|sg|au"
_SPECIAL = rf"""
    (?P<url> (?: (?:https?|ftp):// | www\.(?=\w) ) [^{_GAP}<>"“”«»]++ )
  | \w[\w.+-]{{0,63}}+ @ (?:[\w-]{{1,63}}+\.){{1,8}} \w{{2,24}}+
  | (?:[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}-]{{0,62}}+\.){{1,6}} (?:{_TLD}|{_TLD.upper()}) (?![\w@])
        (?:/[^{_GAP}<>"“”«».,;:!?)]++)*+
"""
# What every address has somewhere. Where a text has none of these, looking for addresses is left out.
_ADDRESS_SIGN = rf"://|www\.|@|\.(?:{_TLD}|{_TLD.upper()})"
_PLAIN = rf"""
    [@\#] (?:{_W}|{_X})++ (?:\.{_CORE})*+
  | {_CORE}
    (?: (?: [-\u2010\u2011] | (?<=[\p{{L}}\p{{M}}])['’&](?=\p{{L}}) | (?<=\p{{Nd}})[.,:/](?=\p{{Nd}}) )
        {_CORE}
    )*+
  | [\U0001F1E6-\U0001F1FF]{{2}} {_X}*+
  | \p{{Extended_Pictographic}} (?: \u200d \p{{Extended_Pictographic}} | {_X} )*+
  | \.{{2,}}+ | -{{2,}}+
  | [^{_GAP}] {_X}*+
"""
# The same rules for text that is made of nothing but the characters of `_SIMPLE`, as most of any newspaper is: the
# standard library's `re` can say them, and is four times as fast. Without possessive groups, which match wrongly before
# Python 3.11.5 (gh-106052); nothing follows a piece, so that none of it is ever given back.
_SIMPLE = "\t\n\r -~\u00a0“”‘’–—…«»À-ÖØ-öø-ÿ"
_SIMPLE_W = "[A-Za-z0-9_À-ÖØ-öø-ÿ]"
_SIMPLE_PLAIN = rf"""
    [@\#] {_SIMPLE_W}+ (?:\.{_SIMPLE_W}+)*
  | {_SIMPLE_W}+
    (?: (?: - | (?<=[A-Za-zÀ-ÖØ-öø-ÿ])['’&](?=[A-Za-zÀ-ÖØ-öø-ÿ]) | (?<=[0-9])[.,:/](?=[0-9]) )
        {_SIMPLE_W}+
    )*
  | \.{{2,}} | -{{2,}}
  | \S
"""
# At the end of an address these belong to the sentence around it.
_AFTER_URL = ".,;:!?'’…*_"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


@dataclass(slots=True)
class Tokens:
    """The tokens of a stretch of text, in order, a list for each thing to know of them; token 3 is the fourth in each.

    An export makes millions, and an object for each would take longer than all that is done with them.
    """

    forms: list[str]
    """As they stand in the text."""
    starts: list[int]
    """Code points of the text."""
    ends: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def in_words(self, bounds: Iterable[tuple[int, int]]) -> Iterator[Token]:
        """Each token with the word that it belongs to; `bounds` are those of the words, as `words` tells them."""
        left = iter(bounds)
        word = (0, 0)
        for start, end in zip(self.starts, self.ends, strict=True):
            while word[1] <= start:
                word = next(left)
            yield _new(Token, (start, end, *word))


def tokenize(
    text: str,
    start: int = 0,
    end: int | None = None,
    clitics: Clitics | None = None,
    edges: Iterable[int] = (),
) -> tuple[Tokens, int]:
    """The tokens of `text[start:end]`, with offsets into `text` (code points), and how many cuts edges took.

    They do not overlap, hold no blanks, and cover everything else. `clitics` cuts words in two. A token is cut
    further at every edge inside it; edges elsewhere cost nothing.
    """
    stop = len(text) if end is None else end
    found = _surface(text, start, stop) if clitics is None else _known(text[start:stop], start, clitics)
    forms, starts, ends = found.forms, found.starts, found.ends
    forced = 0
    for edge in edges:
        at = bisect_left(starts, edge) - 1
        if at >= 0 and edge < ends[at]:
            forms[at : at + 1] = text[starts[at] : edge], text[edge : ends[at]]
            starts.insert(at + 1, edge)
            ends.insert(at, edge)
            forced += 1
    return found, forced


def _known(text: str, start: int, clitics: Clitics) -> Tokens:
    """The tokens of a text that begins at `start` of another, cut at clitics.

    No rule looks past a blank, so that what stands between two is always cut in the same way.
    """
    parts = list(chain.from_iterable(map(clitics.pieces.__getitem__, text.split(" "))))
    places = list(accumulate(map(len, parts), initial=start))
    forms, starts, ends = parts[0::2], places[0:-1:2], places[1::2]
    if "" in forms:
        inked = [number for number, form in enumerate(forms) if form]
        forms = [forms[number] for number in inked]
        starts, ends = [starts[number] for number in inked], [ends[number] for number in inked]
    return Tokens(forms, starts, ends)


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Bounds of the surface words of `text[start:end]`: tokens without cuts at clitics.

    A punctuation mark is a word of its own.
    """
    found = _surface(text, start, len(text) if end is None else end)
    return list(zip(found.starts, found.ends, strict=True))


def token_at(tokens: Sequence[Token], offset: int) -> int:
    """Index of the token that holds `offset` (code points), else the next, else the last; -1 if none."""
    if not tokens:
        return -1
    index = bisect_right(tokens, offset, key=lambda token: token.start) - 1
    if index >= 0 and offset < tokens[index].end:
        return index
    return min(index + 1, len(tokens) - 1)


def word_at(bounds: Sequence[tuple[int, int]], offset: int) -> int:
    """The same for the bounds that `words` returns."""
    if not bounds:
        return -1
    index = bisect_right(bounds, offset, key=lambda word: word[0]) - 1
    if index >= 0 and offset < bounds[index][1]:
        return index
    return min(index + 1, len(bounds) - 1)


@cache
def _pattern(*, addresses: bool) -> regex.Pattern[str]:
    # Importing `regex` and compiling take a while, which a program that only lists articles saves.
    import regex

    return regex.compile(f"{_SPECIAL} | {_PLAIN}" if addresses else f"({_PLAIN})", regex.VERBOSE | regex.V1)


@cache
def _address_sign() -> re.Pattern[str]:
    return re.compile(_ADDRESS_SIGN)


@cache
def _simple() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"[{_SIMPLE}]*+"), re.compile(f"({_SIMPLE_PLAIN})", re.VERBOSE)


def _surface(text: str, start: int, end: int) -> Tokens:
    """The surface words as tokens."""
    if _address_sign().search(text, start, end) is not None:
        bounds = list(_with_addresses(text, start, end))
        forms = [text[first:last] for first, last in bounds]
        return Tokens(forms, [first for first, _ in bounds], [last for _, last in bounds])
    simple, words = _simple()
    pattern = words if simple.fullmatch(text, start, end) is not None else _pattern(addresses=False)
    # Gaps and words by turns, whose lengths say where each word stands: a third of what asking for places takes.
    parts = pattern.split(text[start:end])
    places = list(accumulate(map(len, parts), initial=start))
    return Tokens(parts[1::2], places[1:-1:2], places[2::2])


def _with_addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    pattern = _pattern(addresses=True)
    while True:
        # An address that loses its tail sends us back to the tail: a new iterator from there.
        for match in pattern.finditer(text, at, end):
            bounds = match.span()
            if match.lastgroup == "url":
                first, at = bounds
                last = _address_end(text, first, at)
                yield first, last
                if last < at:
                    at = last
                    break
            else:
                yield bounds
        else:
            return


def _address_end(text: str, start: int, end: int) -> int:
    """Where an address ends once the sentence's own punctuation is taken off its tail."""
    least = start + 4
    opened = {mark: text.count(mark, start, end) for mark in "([{"}
    closed = {mark: text.count(mark, start, end) for mark in ")]}"}
    while end > least:
        last = text[end - 1]
        if last in _BRACKETS and closed[last] > opened[_BRACKETS[last]]:
            closed[last] -= 1
        elif last not in _AFTER_URL:
            break
        end -= 1
    return end
