"""Frames: a line a quote, in JSON Lines and in a CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import SaveError
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.folder import OutputFile
from annotator.formats.frames import COLUMNS, cell_value, record_of, row_of, safe_cell
from annotator.formats.writers import ExportOptions
from annotator.model.frames import frames_of
from annotator.model.items import Fragment, Span
from annotator.model.layer import layer_of
from annotator.model.schemas import schemas_dir
from tests.unit.formats_documents import documents, small_document

OPTIONS = ExportOptions(formats=("frames",))


def export(folder: Path, *found: Document) -> tuple[list[dict], list[dict[str, str]]]:
    write_dataset(lambda: iter(found), OPTIONS, folder / "out")
    lines = (folder / "out/frames/all.jsonl").read_text(encoding="utf-8").split("\n")
    stream = io.StringIO((folder / "out/frames/all.csv").read_bytes().decode("utf-8-sig"), newline="")
    return [json.loads(line) for line in lines if line], list(csv.DictReader(stream))


def test_a_quote_has_its_slots_on_one_line(tmp_path: Path) -> None:
    lines, rows = export(tmp_path, small_document())
    (line,) = (line for line in lines if line["id"] == "s1")
    assert (line["quote"], line["type"]) == ("“Ya,” “kata dia ‘tidak’.”", "direct")
    assert [(one["text"], one["form"], one["inferred"]) for one in line["speakers"]] == [
        ("nya", "clitic", True)
    ]
    assert [(one["name"], one["mentioned"]) for one in line["people"]] == [("Sergei Lavrov", True)]
    assert [one["text"] for one in line["cues"]] == ["lanjut"]
    assert [one["text"] for one in line["sources"]] == ["laman TASS"]
    assert [one["name"] for one in line["source_entities"]] == ["TASS"]
    assert line["context"]["text"] == "“Ya,” lanjutnya, “kata dia ‘tidak’.” Menurut\u00a0laman TASS."
    (row,) = (row for row in rows if row["id"] == "s1")
    assert row["speaker"] == "nya"
    assert row["person"] == "Sergei Lavrov"
    assert json.loads(row["fragments"]) == [[[part["start"], part["end"]] for part in line["fragments"]]]
    assert [line["id"] for line in lines] == [row["id"] for row in rows]


def test_an_implied_speaker_and_a_quote_inside_a_quote(tmp_path: Path) -> None:
    lines, _ = export(tmp_path, small_document())
    by_id = {line["id"]: line for line in lines}
    assert by_id["s4"]["nested_in"] == ["s1"]
    assert [(one["name"], one["mentioned"]) for one in by_id["s8"]["people"]] == [("Sergei Lavrov", False)]
    assert by_id["s8"]["speakers"] == []
    assert by_id["s8"]["context"]["text"] == "“Benar\nsekali,” katanya."


@given(document=documents())
def test_every_line_fits_its_schema_and_both_files_say_the_same(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    schema = json.loads((schemas_dir() / "frames-v1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    lines, rows = export(tmp_path_factory.mktemp("x"), document)
    text = document.article.text
    for line, row, frame in zip(lines, rows, frames_of(document.layer), strict=True):
        jsonschema.validate(line, schema)
        assert line["quote"] == " ".join(text[part["start"] : part["end"]] for part in line["fragments"])
        assert line["context"]["text"] == text[line["context"]["start"] : line["context"]["end"]]
        assert [cell_value(cell) for cell in row.values()] == [
            str(cell) for cell in row_of(record_of(document, frame))
        ]
        assert tuple(row) == COLUMNS


@given(st.text(st.sampled_from("=+-@\t\r\n' ＝a1,\"")))
def test_no_cell_is_a_formula_and_every_cell_gives_its_text_back(text: str) -> None:
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert cell_value(safe_cell(text)) == text


def test_formulas_in_a_quote_and_a_title_are_text(tmp_path: Path) -> None:
    document = small_document()
    text = '=HYPERLINK("http://x.example","y")' + document.article.text[34:]
    article = replace(document.article, text=text, sha256="", title="@SUM(1)", publisher="-1+1")
    quote = Span("s4", "QUOTE", (Fragment(0, 34),))
    layer = layer_of("gold", "a1", [quote])
    _, (row,) = export(tmp_path, replace(document, article=article, layer=layer, entities=()))
    assert row["quote"].startswith("'=HYPERLINK(")
    assert (row["title"], row["publisher"]) == ("'@SUM(1)", "'-1+1")


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_file_that_does_not_hold_the_record_is_not_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    write = OutputFile.write

    def spoilt(self: OutputFile, data: bytes) -> None:
        write(self, data.replace(b"nya", b"nyo", 1) if self.path.endswith(ending) else data)

    monkeypatch.setattr(OutputFile, "write", spoilt)
    with pytest.raises(SaveError, match=rf"frames/all\.{ending} does not hold the quotes"):
        export(tmp_path, small_document())
    assert not (tmp_path / "out").exists()


def test_a_paragraph_as_long_as_a_book_is_read_back(tmp_path: Path) -> None:
    document = small_document()
    span = Span("q", "QUOTE", document.layer.spans["s9"].fragments)
    article = replace(
        document.article, text=document.article.text.replace("\n", " ") + "x" * 200_000, sha256=""
    )
    one = replace(article, paragraphs=(article.paragraphs[0]._replace(start=0, end=len(article.text)),))
    layer = layer_of("gold", "a1", [span])
    ((line,), _) = export(tmp_path, replace(document, article=one, layer=layer, entities=()))
    assert len(line["context"]["text"]) > 200_000
