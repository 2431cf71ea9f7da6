"""Spans to runs, runs to letters and styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from annotator.model.article import Paragraph, ParagraphKind
from annotator.model.items import Fragment, Span
from annotator.model.scheme import LabelDef, Scheme, load_scheme
from annotator.text.graphemes import grapheme_bounds
from annotator.tui.theme import DARK, palette_of
from annotator.tui.widgets.article_layout import GUTTER, ArticleLayout
from annotator.tui.widgets.article_paint import Over, Painter
from annotator.tui.widgets.article_style import (
    Runs,
    gutter,
    is_suggested,
    label_looks,
    paragraph_runs,
    suggested_label,
)
from annotator.tui.widgets.span_index import SpanIndex

SCHEME = load_scheme(Path(__file__).parents[2] / "schemas" / "quotation.toml")
LOOKS = label_looks(SCHEME)
LABELS = [*LOOKS, "STRANGE"]


@st.composite
def spans(draw: st.DrawFn, length: int = 40) -> dict[str, Span]:
    found = {}
    for number in range(draw(st.integers(0, 9))):
        edges = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=6)))
        pairs = zip(edges[::2], edges[1::2], strict=False)
        span = Span(f"s{number}", draw(st.sampled_from(LABELS)), tuple(Fragment(a, b) for a, b in pairs))
        found[span.id] = span
    return found


@given(spans(), st.integers(0, 20), st.integers(20, 40), st.sets(st.sampled_from(["s0", "s1", "s2"])))
def test_runs_say_of_every_code_point_what_lies_over_it(
    marks: dict[str, Span], start: int, end: int, strong: set[str]
) -> None:
    runs = paragraph_runs("x" * 40, start, end, marks.values(), LOOKS, strong)
    pieces = runs.between(start, end)
    assert "".join("x" * (b - a) for a, b, _ in pieces) == "x" * (end - start)
    for first, last, look in pieces:
        for offset in range(first, last):
            over = [(f, s) for s in marks.values() for f in s.fragments if f.start <= offset < f.end]
            depths: dict[str, int] = {}
            for _, span in over:
                depths[span.label] = depths.get(span.label, 0) + 1
            assert dict(look.depths) == depths
            assert look.strong == any(span.id in strong for _, span in over)
            own = [(f, s) for f, s in over if not is_suggested(s.label)] or over
            shortest = min((f.end - f.start for f, _ in own), default=0)
            labels = {s.label for f, s in own if f.end - f.start == shortest}
            assert look.label in labels or (not over and not look.label)


def test_a_span_that_cuts_a_grapheme_covers_all_of_it() -> None:
    text = "ab👨‍👩‍👧c🇮🇩d"
    bounds = grapheme_bounds(text, 0, len(text))
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            span = Span("s1", "QUOTE", (Fragment(start, end),))
            runs = paragraph_runs(text, 0, len(text), [span], LOOKS)
            marked = [(a, b) for a, b, look in runs.between(0, 99) if look.label]
            assert marked == [(max(b for b in bounds if b <= start), min(b for b in bounds if b >= end))]


def test_many_equal_spans_are_not_quadratic() -> None:
    marks = [Span(f"s{n}", "QUOTE", (Fragment(n, 40_000 - n),)) for n in range(10_000)]
    runs = paragraph_runs("x" * 40_000, 0, 40_000, marks, LOOKS)
    assert len(runs.starts) == 20_000


@pytest.mark.parametrize(
    ("marks", "letters"),
    [
        ([], ""),
        (["QUOTE"], "Q"),
        (["SOURCE", "CUE", "SPEAKER", "QUOTE"], "QSCO"),
        (["QUOTE", "QUOTE", "CUE"], "QQC"),
        (["QUOTE"] * 8, "Q+7"),
        (["QUOTE"] * 20, "Q+9"),
        (["QUOTE", "QUOTE", "SPEAKER", "SPEAKER", "CUE"], "QSC+"),
        (["QUOTE", "QUOTE", "SPEAKER", "CUE", "SOURCE"], "QSCO"),
        (["QUOTE", "SPEAKER", "CUE", "SOURCE", "STRANGE"], "QS+3"),
        (["STRANGE"], "?"),
    ],
)
def test_gutter(marks: list[str], letters: str) -> None:
    over = [Span(f"s{number}", label, (Fragment(2, 5),)) for number, label in enumerate(marks)]
    assert gutter(paragraph_runs("x" * 9, 0, 9, over, LOOKS).between(0, 9), LOOKS) == letters


def test_gutter_letters_differ_and_are_one_cell() -> None:
    labels = [
        LabelDef("SPEAKER", "s"),
        LabelDef("SOURCE"),
        LabelDef("SAID", "S"),
        LabelDef("ASIA", "亚"),
        LabelDef("S"),
    ]
    letters = [look.letter for look in label_looks(Scheme("x", 1, tuple(labels))).values()]
    assert letters[:5] == ["S", "O", "A", "I", "s"]
    assert letters[5:] == ["?", "o", "a", "i", "?"], "a suggestion's are small, unless a label's is that"


@given(spans(), spans())
def test_index_follows_any_change(before: dict[str, Span], after: dict[str, Span]) -> None:
    paragraphs = [Paragraph(0, 9), Paragraph(10, 10), Paragraph(11, 30), Paragraph(31, 40)]
    index = SpanIndex(paragraphs)

    def over() -> list[dict[str, Span]]:
        return [{span.id: span for span in index.over(number)} for number in range(4)]

    index.update(before)
    old = over()
    changed = index.update(after)
    for number, paragraph in enumerate(paragraphs):
        assert over()[number] == {
            s.id: s
            for s in after.values()
            if any(f.start < paragraph.end and f.end > paragraph.start for f in s.fragments)
        }
        assert number in changed or over()[number] == old[number]
    assert index.update(dict(after)) == set()


def paint(
    text: str, marks: list[Span], over: Over, columns: int = 40, kind: str = "body"
) -> dict[int, Style]:
    """Style of every cell of the first row (all of them one cell wide)."""
    layout = ArticleLayout(text, [Paragraph(0, len(text), ParagraphKind(kind))], columns)
    painter = Painter(layout, LOOKS, palette_of(DARK), Style(color="#010101", bgcolor="#020202"))
    runs = paragraph_runs(text, 0, len(text), marks, LOOKS, {"hand"})
    segments = painter.paint(layout.row(0, 0), runs, over, columns)
    assert sum(len(segment.text) for segment in segments) == columns
    return dict(enumerate(segment.style for segment in segments for _ in segment.text))


def test_innermost_colour_and_all_signs() -> None:
    marks = [
        Span("s1", "QUOTE", (Fragment(0, 9),)),
        Span("s2", "SPEAKER", (Fragment(2, 5),)),
        Span("s3", "CUE", (Fragment(4, 7),)),
        Span("hand", "SOURCE", (Fragment(12, 14), Fragment(16, 17))),
    ]
    style = paint("abcdefghijklmnopqrst", marks, Over(current=True))
    cell = {offset: style[GUTTER + offset] for offset in range(20)}
    colors = palette_of(DARK).labels
    assert cell[0].color == colors["green"].color
    assert cell[0].underline
    assert not cell[0].bold
    assert cell[2].color == colors["cyan"].color
    assert cell[2].underline
    assert cell[2].bold
    assert cell[4].color == colors["yellow"].color  # equal lengths: the later label
    assert (cell[4].underline, cell[4].bold, cell[4].italic) == (True, True, True)
    assert cell[12].underline2
    assert cell[12].bgcolor == palette_of(DARK).strong.bgcolor
    assert cell[14].bgcolor != palette_of(DARK).strong.bgcolor
    assert cell[16].underline2
    assert not cell[15].underline2


def test_a_quote_in_a_quote_shows_without_colour() -> None:
    marks = [Span("s1", "QUOTE", (Fragment(0, 12),)), Span("s2", "QUOTE", (Fragment(3, 8),))]
    style = paint("abcdefghijklmnopqrst", marks, Over(current=True))
    signs = [(style[GUTTER + offset].underline, style[GUTTER + offset].underline2) for offset in range(13)]
    assert all(one == (True, None) for one in signs[:3] + signs[8:12])
    assert all(one == (True, True) for one in signs[3:8])
    assert signs[12] == (None, None)


@pytest.mark.parametrize("label", ["SPEAKER", "CUE", "SOURCE"])
def test_any_label_twice_over_a_text_has_a_sign_that_once_has_not(label: str) -> None:
    marks = [Span("s1", label, (Fragment(0, 9),)), Span("s2", label, (Fragment(3, 6),))]
    style = paint("abcdefghijklmnopqrst", marks, Over(current=True))
    assert style[GUTTER].overline is None
    assert style[GUTTER + 3].overline


def test_own_labels_go_before_suggestions_that_cover_the_same_text() -> None:
    suggested = suggested_label("QUOTE")
    outer, inner = Span("s1", suggested, (Fragment(0, 12),)), Span("s2", "QUOTE", (Fragment(3, 8),))
    style = paint("abcdefghijklmnopqrst", [outer, inner], Over(current=True))
    assert (style[GUTTER].dim, style[GUTTER].italic) == (True, True)
    for offset in range(3, 8):
        assert (style[GUTTER + offset].dim, style[GUTTER + offset].italic) == (None, None)
        assert style[GUTTER + offset].underline2
    within = [Span("s1", "QUOTE", (Fragment(0, 12),)), Span("s2", suggested_label("CUE"), (Fragment(3, 8),))]
    style = paint("abcdefghijklmnopqrst", within, Over(current=True))
    assert style[GUTTER + 3].color == palette_of(DARK).labels["green"].color
    assert not style[GUTTER + 3].dim


def test_cursor_and_selection() -> None:
    reverse = [i - GUTTER for i, s in paint("abc def", [], Over(True, (3, 4))).items() if s.reverse]
    assert reverse == [3]
    reverse = [i - GUTTER for i, s in paint("abc def", [], Over(True, (7, 7))).items() if s.reverse]
    assert reverse == [7]  # behind the last character
    style = paint("abc def", [], Over(True, (5, 6), (1, 5)))
    assert [i - GUTTER for i, s in style.items() if s.reverse] == [1, 2, 3, 4]
    assert style[GUTTER + 5].bgcolor == palette_of(DARK).caret.bgcolor
    assert [i for i, s in paint("", [], Over(True, (0, 0))).items() if s.reverse] == [GUTTER]
    assert [i for i, s in paint("ab   ", [], Over(True, (5, 5)), 10).items() if s.reverse] == [9]


def test_kinds() -> None:
    assert paint("Judul", [], Over(), kind="title")[GUTTER].bold
    assert paint("Judul", [], Over(), kind="heading")[GUTTER].bold
    palette = palette_of(DARK)
    assert paint("Baca juga", [], Over(), kind="boilerplate")[GUTTER].color == palette.boilerplate.color
    assert paint("isi", [], Over())[GUTTER].color == palette.calm.color
    assert paint("isi", [], Over(True))[GUTTER].color == palette.text.color


def test_runs_of_nothing() -> None:
    assert Runs().between(0, 10) == []
