"""How marked text looks: the spans over a paragraph become runs, and a row of runs becomes styled pieces.
Pure.

Where spans overlap, the innermost (the shortest fragment) gives the colour, and the signs of all of them
show: underline from the quote, bold from the speaker within. A label twice over the same text has a second sign.
A person's own labels go before suggestions: what one of them covers is never pale. Colour is never alone; letters
in the gutter and the signs say the same without it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple

from rich.style import Style

from annotator.model.items import Span
from annotator.model.scheme import LabelDef, Scheme
from annotator.text.graphemes import cell_width, grapheme_at
from annotator.text.safe import safe

LANES = 4
"""Letters that the gutter has room for."""

SIGNS: Mapping[str, tuple[Style, Style]] = {
    # Some terminals read the code of a double underline as "not bold": the single one stays beside it.
    "underline": (Style(underline=True), Style(underline2=True)),
    "double": (Style(underline2=True), Style(overline=True)),
    "bold": (Style(bold=True), Style(overline=True)),
    "italic": (Style(italic=True), Style(overline=True)),
    # Terminals that know a dashed underline are few, and rich has no word for it.
    "dashed": (Style(overline=True), Style(underline2=True)),
    "none": (Style(), Style(overline=True)),
}
"""How a label tells apart from others without its colour, and what comes to it where two spans of it lie."""
_PALE = Style(dim=True, italic=True)
"""What is only suggested: its label's sign, but pale and slanted, and a small letter in the gutter."""
_SUGGESTED = "?"


@dataclass(frozen=True, slots=True)
class LabelLook:
    """How one label looks."""

    color: str
    sign: str
    letter: str
    """What the gutter shows: one cell."""
    rank: int
    """Place in the scheme; of two spans of equal length, the later label gives the colour."""


class Look(NamedTuple):
    """How a stretch of text is marked. Stretches that look alike are equal."""

    label: str = ""
    """Label of the span that gives the colour, the innermost of a person's own if there is one; `""` for unmarked
    text."""
    depths: tuple[tuple[str, int], ...] = ()
    """Every label over the stretch and how many spans of it, by rank."""
    strong: bool = False
    """Whether a span in hand covers it."""


UNMARKED = Look()


@dataclass(frozen=True, slots=True)
class Runs:
    """A paragraph in stretches of one look each; they cover it exactly."""

    starts: list[int] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)

    def between(self, start: int, end: int) -> list[tuple[int, int, Look]]:
        """The runs over `start` to `end`, cut to it."""
        found = []
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.starts) and self.starts[index] < end:
            following = self.starts[index + 1] if index + 1 < len(self.starts) else end
            if following > start:
                found.append((max(start, self.starts[index]), min(end, following), self.looks[index]))
            index += 1
        return found


def suggested_label(label: str) -> str:
    """The name under which a span that is only suggested is drawn."""
    return _SUGGESTED + label


def is_suggested(label: str) -> bool:
    """Whether a label is the name under which a span that is only suggested is drawn."""
    return label.startswith(_SUGGESTED)


def signs(look: Look, looks: Mapping[str, LabelLook]) -> Style:
    """What a stretch shows beside colours: a sign for each label over it, and a second where two spans of one lie."""
    depths: dict[str, int] = {}
    for label, depth in look.depths:
        label = label.removeprefix(_SUGGESTED)
        depths[label] = depths.get(label, 0) + depth
    style = Style()
    for label, depth in depths.items():
        sign, deeper = SIGNS[looks[label].sign if label in looks else "underline"]
        style += sign + deeper if depth > 1 else sign
    return style + _PALE if is_suggested(look.label) else style


def label_looks(scheme: Scheme) -> dict[str, LabelLook]:
    """The look of every label of a scheme, each with a gutter letter of its own, and of it as a suggestion."""
    looks: dict[str, LabelLook] = {}
    taken: set[str] = set()
    for rank, label in enumerate(scheme.labels):
        letter = next((one for one in _letters(label) if one not in taken), "?")
        taken.add(letter)
        looks[label.name] = LabelLook(label.color, label.sign, letter, rank)
    for label in scheme.labels:
        look = looks[label.name]
        small = look.letter.lower()
        letter = small if small not in taken else _SUGGESTED
        name = suggested_label(label.name)
        looks[name] = LabelLook(look.color, look.sign, letter, look.rank + len(scheme.labels))
    return looks


def _letters(label: LabelDef) -> Iterable[str]:
    """Letters for the gutter, best first: the key, since hands know it already."""
    for letter in (label.key.upper(), label.key, *label.name, *label.name.lower()):
        if len(letter) == 1 and cell_width(letter) == 1 and safe(letter) == letter:
            yield letter


def paragraph_runs(
    text: str,
    start: int,
    end: int,
    spans: Iterable[Span],
    looks: Mapping[str, LabelLook],
    strong: AbstractSet[str] = frozenset(),
) -> Runs:
    """The runs of the paragraph at `start` to `end`, in time n log n of the fragments over it.

    A span that cuts a grapheme is drawn over all of it.
    """
    edges: list[tuple[int, bool, int]] = []
    pieces: list[tuple[int, Span]] = []
    for span in spans:
        for fragment in span.fragments:
            if fragment.start >= end or fragment.end <= start:
                continue
            first = grapheme_at(text, start, end, max(fragment.start, start))[0]
            last = grapheme_at(text, start, end, min(fragment.end, end) - 1)[1]
            if first < last:
                edges += [(first, True, len(pieces)), (last, False, len(pieces))]
                pieces.append((fragment.end - fragment.start, span))
    # At one offset, what ends goes before what begins.
    edges.sort()
    return _sweep(start, edges, pieces, looks, strong)


def _sweep(
    start: int,
    edges: Sequence[tuple[int, bool, int]],
    pieces: Sequence[tuple[int, Span]],
    looks: Mapping[str, LabelLook],
    strong: AbstractSet[str],
) -> Runs:
    runs = Runs([start], [UNMARKED])
    innermost: list[tuple[bool, int, int, str, int]] = []
    closed: set[int] = set()
    depths: dict[str, int] = {}
    in_hand = 0
    for index, (offset, opens, piece) in enumerate(edges):
        length, span = pieces[piece]
        if opens:
            heappush(innermost, (is_suggested(span.label), length, -_rank(looks, span.label), span.id, piece))
        else:
            closed.add(piece)
        depths[span.label] = depths.get(span.label, 0) + (1 if opens else -1)
        in_hand += (1 if opens else -1) if span.id in strong else 0
        if index + 1 < len(edges) and edges[index + 1][0] == offset:
            continue
        while innermost and innermost[0][4] in closed:
            heappop(innermost)
        look = UNMARKED
        if innermost:
            over = sorted((_rank(looks, label), label, depth) for label, depth in depths.items() if depth)
            label = pieces[innermost[0][4]][1].label
            look = Look(label, tuple((name, depth) for _, name, depth in over), in_hand > 0)
        if runs.starts[-1] == offset:
            runs.starts.pop()
            runs.looks.pop()
        if not runs.looks or runs.looks[-1] != look:
            runs.starts.append(offset)
            runs.looks.append(look)
    return runs


def _rank(looks: Mapping[str, LabelLook], label: str) -> int:
    return looks[label].rank if label in looks else len(looks)


def gutter(runs: Iterable[tuple[int, int, Look]], looks: Mapping[str, LabelLook]) -> str:
    """What the gutter says of a row, in `LANES` cells at most.

    A letter for each label, repeated as deep as spans of it lie over each other (`QQ`: a quote in a quote).
    When there are more than fit: a letter each and `+n` for the rest, or `+` where only that fits.
    """
    deepest: dict[str, int] = {}
    for _, _, look in runs:
        for label, depth in look.depths:
            deepest[label] = max(deepest.get(label, 0), depth)
    labels = sorted(deepest, key=lambda label: (_rank(looks, label), label))
    total = sum(deepest.values())
    if total <= LANES:
        return "".join(letter_of(label, looks) * deepest[label] for label in labels)
    fits = len(labels) if len(labels) <= LANES else LANES - 2
    letters = "".join(letter_of(label, looks) for label in labels[:fits])
    return letters + f"+{min(9, total - fits)}"[: LANES - fits]


def letter_of(label: str, looks: Mapping[str, LabelLook]) -> str:
    """The gutter letter of a label; `?` for one that the scheme does not know."""
    return looks[label].letter if label in looks else "?"
