"""Layers for the tests of review, written down in short."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator.model.items import Fragment, Item, Link, Relation, Span
from annotator.model.layer import Layer, layer_of


def a_span(identifier: str, *ends: int, label: str = "QUOTE", **attributes: str) -> Span:
    """A span whose fragments are (first, second), (third, fourth), … of `ends`."""
    parts = tuple(Fragment(start, end) for start, end in zip(ends[::2], ends[1::2], strict=True))
    return Span(identifier, label, parts, tuple(sorted(attributes.items())))


def a_layer(*items: Item, name: str = "anna", article: str = "a1") -> Layer:
    return layer_of(name, article, items)


def a_frame(key: str, quote: tuple[int, ...], speaker: tuple[int, ...] = (), person: str = "") -> list[Item]:
    """A direct quote with, if given, its speaker and the person; ids begin with `key`."""
    items: list[Item] = [a_span(f"{key}q", *quote, type="direct")]
    if speaker:
        items.append(a_span(f"{key}s", *speaker, label="SPEAKER"))
        items.append(Relation(f"{key}r", "said_by", f"{key}q", f"{key}s"))
    if person:
        at, label = (f"{key}s", "refers_to") if speaker else (f"{key}q", "said_by")
        items.append(Link(f"{key}l", label, at, person))
    return items


@st.composite
def layers_of_spans(draw: st.DrawFn, most: int = 5, widest: int = 12) -> list[Span]:
    """Spans of two labels and two types that lie close together."""
    found = []
    for number in range(draw(st.integers(0, most))):
        ends = sorted(draw(st.lists(st.integers(0, widest), min_size=2, max_size=4, unique=True)))
        ends = ends[: len(ends) // 2 * 2]
        label = draw(st.sampled_from(["QUOTE", "SPEAKER"]))
        found.append(a_span(f"s{number}", *ends, label=label, type=draw(st.sampled_from("xy"))))
    return found


@st.composite
def layers(draw: st.DrawFn, name: str = "anna", widest: int = 12) -> Layer:
    """Layers with spans, relations among them and links to two people."""
    spans = draw(layers_of_spans(widest=widest))
    ids = [span.id for span in spans]
    items: list[Item] = [*spans]
    if ids:
        end = st.sampled_from(ids)
        for number, (head, target) in enumerate(draw(st.lists(st.tuples(end, end), max_size=4))):
            items.append(Relation(f"r{number}", "said_by", head, target))
        for number, (at, person) in enumerate(
            draw(st.lists(st.tuples(end, st.sampled_from(["e1", "e2"])), max_size=3))
        ):
            items.append(Link(f"l{number}", draw(st.sampled_from(["refers_to", "said_by"])), at, person))
    return layer_of(name, "a1", items)
