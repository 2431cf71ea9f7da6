"""The names in an article, for whoever names somebody by hand: who holds an office, how a name goes on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from annotator.lang.pack import Pack
from annotator.model.article import Article, ParagraphKind
from annotator.suggest.lexicon import lexicon
from annotator.suggest.mentions import Phrase, is_pronoun
from annotator.suggest.offices import name_in
from annotator.suggest.passage import Passage
from annotator.suggest.people import Cast
from annotator.suggest.runs import capital_runs
from annotator.suggest.whom import person_of


@dataclass(frozen=True, slots=True)
class Named:
    """Who and what an article names."""

    passages: tuple[Passage, ...]
    cast: Cast
    names: tuple[str, ...] = field(default=())
    """Full names of people and institutions, and words that stand for an institution; the most frequent first."""

    @classmethod
    def of(cls, article: Article, pack: Pack) -> Named:
        """The names of an article, as far as the pack tells."""
        words = lexicon(pack)
        passages = tuple(
            Passage(article, number, words)
            for number, paragraph in enumerate(article.paragraphs)
            if paragraph.kind is not ParagraphKind.BOILERPLATE
        )
        cast = Cast(list(passages))
        counts: Counter[str] = Counter()
        for passage in passages:
            _count(passage, cast, counts)
        return cls(passages, cast, tuple(name for name, _ in counts.most_common()))

    def name_of(self, start: int, end: int) -> str:
        """The full name of whom a mention between two offsets (code points) means; `""` where nothing tells."""
        passage = next((one for one in self.passages if one.start <= start < one.end), None)
        if passage is None or passage.lexicon.pack.lang == "xx":
            return ""
        first, last = passage.index_from(start), passage.index_from(end)
        if first >= last or is_pronoun(passage, first):
            return ""
        found = person_of(Phrase(passage, first, last), self.cast)
        named = name_in(passage, first, last, self.cast.hints) is not None
        return found if named or found != passage.surface(first, last) else ""

    def completion(self, typed: str) -> str:
        """The likeliest of the names that begin with what is typed, but for case; `""` if none does."""
        wanted = typed.casefold()
        found = (name for name in self.names if name.casefold().startswith(wanted) and len(name) > len(typed))
        return next(found, "") if wanted.strip() else ""


def _count(passage: Passage, cast: Cast, counts: Counter[str]) -> None:
    """Counts a paragraph's names, each as full as the article has it."""
    for first, last in capital_runs(passage):
        name = name_in(passage, first, last, cast.hints)
        if name is None:
            counts[_plain(passage, first, last)] += 1
            continue
        words = tuple(low for low in passage.lows[name[0] : name[1]] if low[0].isalnum())
        counts[cast.canonical(words, passage.words[name[0]][0]) or passage.surface(*name)] += 1
    for at, low in enumerate(passage.lows):
        if low in passage.lexicon.pack.collectives and not passage.is_capital(at):
            counts[low] += 1


def _plain(passage: Passage, first: int, last: int) -> str:
    """A run's words without what stands in brackets: `Badan Cuaca (BC) Nusantara`."""
    kept, depth = [], 0
    for at in range(first, last):
        depth += passage.lows[at] == "("
        if not depth and passage.is_word(at):
            kept.append(passage.surface(at, at + 1))
        depth -= passage.lows[at] == ")"
    return " ".join(kept)
