"""Windows for token classification: where they end, what their tags say, what the card says of them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import SaveError
from annotator.formats import hf
from annotator.formats.blocks import token_stream
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.hf import tag_names, window_ranges
from annotator.formats.writers import ExportOptions
from annotator.model.article import Article, Paragraph
from annotator.model.items import Fragment, Span
from annotator.model.layer import layer_of
from tests.unit.formats_documents import SCHEME, TEXT, documents, small_document


def written(document: Document, **options: Any) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        write_dataset(lambda: iter([document]), ExportOptions(("hf",), **options), Path(folder) / "out")
        lines = (Path(folder) / "out/hf/all.jsonl").read_bytes().decode().split("\n")
        return [json.loads(line) for line in lines[:-1]]


def lines_document(count: int, words: int, *spans: tuple[int, int]) -> Document:
    """Paragraphs of so many words `x`, and spans from one paragraph's start to another's end."""
    line = " ".join("x" * words)
    text = "\n".join([line] * count)
    bounds = [(number * (len(line) + 1), number * (len(line) + 1) + len(line)) for number in range(count)]
    items = [
        Span(f"s{number}", "QUOTE", (Fragment(bounds[first][0], bounds[last][1]),))
        for number, (first, last) in enumerate(spans)
    ]
    article = Article("a", text, tuple(Paragraph(*pair) for pair in bounds), lang="xx")
    return Document(article, layer_of("gold", "a", items), (), SCHEME)


def windows(document: Document, most: int) -> list[tuple[int, int]]:
    return window_ranges(document, token_stream(document), most)


def test_windows_are_whole_paragraphs_up_to_the_limit() -> None:
    assert windows(lines_document(5, 10), 25) == [(0, 2), (2, 4), (4, 5)]
    assert windows(lines_document(5, 10), 50) == [(0, 5)]
    assert windows(lines_document(3, 10), 5) == [(0, 1), (1, 2), (2, 3)]


def test_a_window_never_ends_inside_a_span() -> None:
    assert windows(lines_document(5, 10, (1, 2)), 25) == [(0, 1), (1, 3), (3, 5)]
    assert windows(lines_document(5, 10, (0, 2), (2, 3)), 10) == [(0, 4), (4, 5)]


@settings(deadline=None)  # it writes to the disk
@given(documents(), st.integers(1, 12))
def test_no_span_is_ever_cut(document: Document, most: int) -> None:
    found = written(document, window=most)
    for window in found:
        for span in document.layer.spans.values():
            inside = [window["start"] <= at < window["end"] for at in (span.start, span.end - 1)]
            tokens = [start for start in window["token_starts"] if span.covers(start)]
            assert not tokens or all(inside) or not _covered_elsewhere(found, window, span)
    assert [window["window"] for window in found] == list(range(len(found)))


def _covered_elsewhere(found: list[dict[str, Any]], window: dict[str, Any], span: Span) -> bool:
    return any(
        other is not window and any(span.covers(start) for start in other["token_starts"]) for other in found
    )


def test_the_small_document() -> None:
    (window,) = written(small_document())
    assert window["id"] == "a1:0"
    places = zip(window["token_starts"], window["token_ends"], strict=True)
    assert window["tokens"] == [TEXT[start:end] for start, end in places]
    at = window["tokens"].index("sekal")
    # A quote that runs over a paragraph's end goes on in the same window.
    assert window["quote_tags"][at - 2 : at + 2] == ["B-QUOTE", "I-QUOTE", "I-QUOTE", "I-QUOTE"]
    assert window["role_tags"][at] == "B-CUE"
    assert set(window["quote_tags"]) <= set(tag_names(SCHEME, "quotes"))
    assert set(window["role_tags"]) <= set(tag_names(SCHEME, "roles"))


def test_flat_tiers_have_one_column() -> None:
    (window,) = written(small_document(), flat_tiers=True)
    assert "quote_tags" not in window
    assert {"B-QUOTE", "B-SPEAKER"} <= set(window["tags"]) <= set(tag_names(SCHEME, "flat"))


@pytest.mark.parametrize(("old", "new"), [("I-QUOTE", "O"), ('"lanjut"', '"lanju"'), ('"O"', '"I-CUE"')])
def test_a_wrong_file_never_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    right = json.dumps
    monkeypatch.setattr(hf.json, "dumps", lambda *a, **k: right(*a, **k).replace(old, new, 1))
    with pytest.raises(SaveError, match=r"hf/all\.jsonl"):
        write_dataset(lambda: iter([small_document()]), ExportOptions(("hf",)), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
