"""The article under review: every layer's labels in it, and a gutter lane for each layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.model.items import Span
from annotator.model.layer import Layer
from annotator.model.scheme import Scheme
from annotator.review.disagreements import Thing
from annotator.tui.widgets.article_layout import MEASURE
from annotator.tui.widgets.article_style import LANES, LabelLook, Look, label_looks
from annotator.tui.widgets.article_view import ArticleView

_BETWEEN = "\N{MIDDLE DOT}"
"""Between a label and the number of its layer: no label name has it."""


class ReviewArticle(ArticleView):
    """Draws an article with the labels of many layers."""

    def __init__(self, scheme: Scheme, layers: int, *, measure: int = MEASURE) -> None:
        super().__init__(scheme, measure=measure)
        self._scheme = scheme
        self.use_layers(layers)

    def use_layers(self, count: int) -> None:
        """Draw with so many layers."""
        self.lanes = lambda runs, _: lanes(runs, count)
        self.use_looks(layered_looks(self._scheme, count))

    def mark_layers(self, layers: Sequence[Layer]) -> None:
        """Show the labels of these layers and no others."""
        self.mark(
            {
                marked.id: marked
                for number, layer in enumerate(layers)
                for marked in (marked_span(span, number) for span in layer.spans.values())
            }
        )

    def take_in_hand(self, thing: Thing | None) -> None:
        """Show a thing stronger, wherever a layer has it, and bring it into sight."""
        if thing is None:
            self.emphasise(())
            return
        self.emphasise(
            {
                marked_id(span, number)
                for number, version in enumerate(thing.versions)
                if version is not None
                for span in version.spans
            }
        )
        start = min(version.span.start for version in thing.present)
        self.place(start)


def marked_id(span: str, number: int) -> str:
    """The id under which a layer's span is drawn."""
    return f"{number}{_BETWEEN}{span}"


def marked_span(span: Span, number: int) -> Span:
    """A layer's span as it is drawn."""
    return replace(span, id=marked_id(span.id, number), label=layered_label(span.label, number))


def layered_label(label: str, number: int) -> str:
    """The name under which a layer's label is drawn."""
    return f"{label}{_BETWEEN}{number}"


def layered_looks(scheme: Scheme, layers: int) -> dict[str, LabelLook]:
    """The look of every label in every layer: the label's own, with the layer's number in the gutter."""
    return {
        layered_label(name, number): replace(look, letter=str((number + 1) % 10))
        for name, look in label_looks(scheme).items()
        for number in range(layers)
    }


def lanes(runs: Iterable[tuple[int, int, Look]], layers: int) -> str:
    """What the gutter says of a row: each layer that has a label there by its number, in its own lane.

    Where there are more layers than lanes, the last lane says `+` for all that have no lane of their own.
    """
    there = {number_of(label) for _, _, look in runs for label, _ in look.depths}
    own = layers if layers <= LANES else LANES - 1
    drawn = "".join(str(number + 1) if number in there else " " for number in range(own))
    more = sum(number >= own for number in there)
    return drawn + ("+" if more else "") if layers > LANES else drawn


def number_of(label: str) -> int:
    """The number of the layer of a label that is drawn."""
    return int(label.rpartition(_BETWEEN)[2])
