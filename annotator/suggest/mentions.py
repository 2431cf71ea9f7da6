"""Finding the mention of who speaks beside the verb: forwards from it (`kata Budi`) and backwards (`Budi mengatakan`).

A mention is a noun phrase that names somebody: a name with its office before it or after it, a nominal
(`pria itu`), a pronoun. How far each step looks is bounded, so that a paragraph costs its length.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.suggest.appositions import MOST_WORDS, with_apposition
from annotator.suggest.borders import NO_HINTS, Hints
from annotator.suggest.noun_phrases import phrase_end
from annotator.suggest.offices import is_collective, name_in
from annotator.suggest.passage import Bounds, Passage

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
    last = phrase_end(passage, index, stop)
    if last <= index:
        return None
    return Phrase(passage, index, with_apposition(passage, index, last, stop, closed))


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
