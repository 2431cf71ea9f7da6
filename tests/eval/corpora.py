"""What the packs find in corpora that others have labelled. Their texts stay where they are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.lang.pack import load_pack
from annotator.model.suggestions import Suggestion
from annotator.review.scores import Score
from annotator.suggest.reading import suggestions
from annotator.text.tokens import tokenize
from tests.eval.articles import article_of
from tests.eval.pfsa import tagged

Place = tuple[int, int]

_SLACK = 2
"""Code points by which the ends of a quotation may differ, where marks are in or out by habit."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, with what it must reach."""

    name: str
    score: Score
    recall: float | None = None
    precision: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether it reaches what it must; None without a target."""
        if self.recall is None or self.precision is None:
            return None
        return (self.score.recall or 0) >= self.recall and (self.score.precision or 0) >= self.precision


def pfsa(path: Path) -> list[Row]:
    """PFSA-ID: exact places of direct quotes, of cues, and of cues with a clitic speaker."""
    quotes, cues, clitics = Score(), Score(), Score()
    for one in tagged(path):
        frames = suggestions(one.article, load_pack("id"))
        gold = _by_label(one.pieces)
        quotes += _same(gold["STATEMENT"], _direct(frames))
        bare, joined = _cues(frames)
        cues += _same(gold["CUE"], bare)
        clitics += _same(gold["CUECOREF"], joined)
    return [
        Row("direct quotes", quotes, 0.985, 0.83),
        Row("cues", cues, 0.98, 0.84),
        Row("cues with a clitic speaker", clitics, 0.98, 0.82),
    ]


def german(folder: Path) -> list[Row]:
    """German Wikinews, read with the pack for any language: marks alone."""
    score = Score()
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        article = article_of(path.stem, data["originalText"], "de")
        gold = [
            (span["charBegin"], span["charEnd"])
            for one in data["annotations"]
            if one["type"] == "Direct"
            for span in one["quote"]["spans"]
        ]
        found = _direct(suggestions(article, load_pack("de")))
        score += _near(sorted(set(gold)), found)
    return [Row("direct quotes, two code points of slack", score)]


def csui(path: Path) -> list[Row]:
    """UD Indonesian CSUI: where the tokenizer cuts `-nya` off, against the treebank's multiword tokens."""
    clitics = load_pack("id").clitics
    score = Score()
    for word, cut in _ending_in_nya(path):
        pieces, _ = tokenize(word, clitics=clitics)
        found = len(pieces) > 1 and len(pieces.forms[-1]) == len("nya")
        score += Score(int(cut), int(found), int(cut and found))
    return [Row("-nya cut off its word", score)]


def _by_label(pieces: Iterable[tuple[str, int, int]]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {"STATEMENT": [], "CUE": [], "CUECOREF": []}
    for label, start, end in pieces:
        found.setdefault(label, []).append((start, end))
    return found


def _direct(frames: Iterable[Suggestion]) -> list[Place]:
    """The pieces of the direct quotes that stand in no other."""
    return sorted(
        {
            (part.start, part.end)
            for frame in frames
            if frame.quote.attribute("type") == "direct" and not frame.parent
            for part in frame.quote.fragments
        }
    )


def _cues(frames: Iterable[Suggestion]) -> tuple[list[Place], list[Place]]:
    """The cues of direct quotes: plain ones, and those with their clitic as one piece, as the corpus has them."""
    bare: set[Place] = set()
    joined: set[Place] = set()
    for frame in frames:
        if frame.quote.attribute("type") != "direct" or frame.parent:
            continue
        clitics = {
            one.span.start: one.span.end for one in frame.speakers if one.span.attribute("form") == "clitic"
        }
        for cue in frame.cues:
            if cue.end in clitics:
                joined.add((cue.start, clitics[cue.end]))
            else:
                bare.add((cue.start, cue.end))
    return sorted(bare), sorted(joined)


def _same(gold: list[Place], found: list[Place]) -> Score:
    return Score(len(gold), len(found), (Counter(gold) & Counter(found)).total())


def _near(gold: list[Place], found: list[Place]) -> Score:
    left = list(found)
    matched = 0
    for start, end in gold:
        hit = next(
            (one for one in left if abs(one[0] - start) <= _SLACK and abs(one[1] - end) <= _SLACK), None
        )
        if hit is not None:
            left.remove(hit)
            matched += 1
    return Score(len(gold), len(found), matched)


def _ending_in_nya(path: Path) -> Iterator[tuple[str, bool]]:
    """The treebank's surface words in -nya, and whether it takes them apart."""
    inside = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) < 2:
            continue
        number, word = columns[:2]
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            inside = last
            if word.lower().endswith("nya"):
                yield word, last > first
        elif number.isdigit() and int(number) > inside:
            inside = 0
            if word.lower().endswith("nya"):
                yield word, False
        elif number.isdigit() and int(number) == inside:
            inside = 0
