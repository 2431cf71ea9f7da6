"""CoNLL-U Plus: the whole record but notes and decisions, read back from the rows."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.errors import SaveError
from annotator.formats import conllup
from annotator.formats.conllup_read import COLUMNS, read_conllup
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.jsonl import record_of
from annotator.formats.writers import ExportOptions
from annotator.model.article import Article, Paragraph
from annotator.model.items import Fragment, Link, Relation, Span
from annotator.model.layer import layer_of
from tests.unit.formats_documents import PEOPLE, SCHEME, documents, small_document

OPTIONS = ExportOptions(("conllup",))


def written(*given_documents: Document, options: ExportOptions = OPTIONS) -> tuple[str, str, list[Any]]:
    """The two files of one split, and the losses."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_dataset(lambda: iter(given_documents), options, out)
        texts = [(out / f"conllup/all.{end}").read_bytes().decode() for end in ("conllup", "conllu")]
        losses = [json.loads(line) for line in (out / "losses.jsonl").read_text().splitlines()]
    return texts[0], texts[1], losses


def rows_of(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


def held(document: Document) -> dict[str, Any]:
    """The record as far as the format holds it."""
    record = record_of(document)
    for span in record["spans"]:
        span["attributes"] = {name: value for name, value in span["attributes"].items() if value}
    return {**record, "notes": [], "decisions": []}


def document_of(text: str, *items: Any) -> Document:
    article = Article("a", text, (Paragraph(0, len(text)),), lang="xx")
    return Document(article, layer_of("gold", "a", items), PEOPLE, SCHEME)


def test_the_small_document_comes_back() -> None:
    document = small_document()
    text, _, losses = written(document)
    assert losses == []
    assert list(read_conllup(text.split("\n"))) == [held(document)]


@settings(deadline=None)  # it writes to the disk
@given(documents())
def test_every_record_comes_back_but_for_what_is_omitted(document: Document) -> None:
    text, plain, losses = written(document)
    # A reader that cuts lines where Unicode does must find the same lines.
    assert text.splitlines() == text.split("\n")[:-1]
    found = list(read_conllup(text.split("\n")))
    if losses:
        assert [(loss["kind"], loss["id"]) for loss in losses] == [("article", document.article.id)]
        assert found == []
    else:
        assert found == [held(document)]
    assert {len(row) for row in rows_of(text)} <= {len(COLUMNS)}
    assert {len(row) for row in rows_of(plain)} <= {10}


def test_a_cut_word_is_a_multiword_row_above_its_pieces() -> None:
    document = document_of(
        "“Ya,” lanjutnya.",
        Span("q", "QUOTE", (Fragment(0, 5),), (("type", "direct"),)),
        Span("c", "CUE", (Fragment(6, 12),)),
        Span("s", "SPEAKER", (Fragment(12, 15),)),
        Relation("r", "said_by", "q", "s", order=2),
        Link("l", "refers_to", "s", "e1", inferred=True),
    )
    text, plain, _ = written(document)
    assert [row[:6] for row in rows_of(text)[4:8]] == [
        ["5-6", "lanjutnya", "SpaceAfter=No|start_char=6|end_char=15", "_", "_", "_"],
        ["5", "lanjut", "start_char=6|end_char=12", "B-CUE", "O", "O"],
        ["6", "nya", "start_char=12|end_char=15", "B-SPEAKER", "O", "O"],
        ["7", ".", "start_char=15|end_char=16", "O", "O", "O"],
    ]
    assert rows_of(text)[0][3:] == [
        "O",
        "B-QUOTE",
        "O",
        "q",
        "q:QUOTE|type=direct",
        "q>s:said_by|relation=r|order=2",
    ]
    assert rows_of(text)[6][6:] == ["s", "s:SPEAKER", "s>e1:refers_to|link=l|inferred=true"]
    assert rows_of(plain)[6][-1] == "start_char=12|end_char=15|Role=B-SPEAKER|Span=s"


def test_quotes_in_quotes_have_a_column_each() -> None:
    document = document_of(
        "a b c d e",
        Span("q", "QUOTE", (Fragment(0, 9),)),
        Span("i", "QUOTE", (Fragment(2, 7),)),
        Span("t", "QUOTE", (Fragment(4, 5),)),
    )
    rows = rows_of(written(document)[0])
    assert [row[4] for row in rows] == ["B-QUOTE", "I-QUOTE", "I-QUOTE", "I-QUOTE", "I-QUOTE"]
    assert [row[5] for row in rows] == ["O", "B-QUOTE", "I-QUOTE", "I-QUOTE", "O"]
    assert [row[6] for row in rows] == ["q", "q;i", "q;i;t", "q;i", "q"]


def test_fragments_are_told_only_where_the_tokens_do_not_tell_them() -> None:
    def cell(*bounds: tuple[int, int]) -> str:
        span = Span("s", "CUE", tuple(Fragment(*pair) for pair in bounds))
        return rows_of(written(document_of("aa bb cc", span))[0])[0][7]

    assert cell((0, 2), (6, 8)) == "s:CUE"
    assert cell((0, 2), (3, 8)) == "s:CUE|@fragments=0-2,3-8"
    assert cell((0, 3)) == "s:CUE|@fragments=0-3"


def test_ids_that_mean_something_in_a_cell() -> None:
    keys = ("a;b|c=d:e>f,g", "*", "_", "x y", "%3B", "😀")
    spans = [Span(key, "CUE", (Fragment(0, 1),), (("kind", "; |=\t\n"),)) for key in keys]
    document = document_of("x", *spans, Relation("r;1", "via", "*", "_"))
    document = replace(document, scheme=SCHEME)
    assert list(read_conllup(written(document)[0].split("\n"))) == [held(document)]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("“\t", "x\t", "has no 'x'"),
        ("QUOTE:REL", "REL", "line 1: the columns"),
        ("start_char = 0", "start_char = 1", "is not told once"),
        ("\tO\t", "\t", "columns instead of 9"),
    ],
)
def test_a_file_that_is_not_as_we_write_it_is_refused(old: str, new: str, complaint: str) -> None:
    text = written(document_of("“Ya”"))[0].replace(old, new, 1)
    with pytest.raises(ValueError, match=complaint):
        list(read_conllup(text.split("\n")))


def test_a_wrong_file_never_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = conllup.ids_cell
    monkeypatch.setattr(conllup, "ids_cell", lambda ids: right([*ids][:1]))
    with pytest.raises(SaveError, match=r"all\.conllup"):
        write_dataset(lambda: iter([small_document()]), OPTIONS, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
