"""Export, then import: the same record, apart from what the format says that it leaves out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from annotator.errors import InputError
from annotator.formats.brat_import import read_brat
from annotator.formats.conllup_import import read_conllup_file
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document, Line
from annotator.formats.jsonl import record_of
from annotator.formats.readers import ImportOptions, Source
from annotator.formats.writers import ExportOptions
from annotator.model.declarations import declare, missing
from annotator.model.items import Span
from tests.unit.cli_runs import Program, a_line, a_quote
from tests.unit.formats_documents import SCHEME, documents, small_document


def exported(folder: Path, document: Document, form: str) -> Path:
    options = ExportOptions(formats=(form,), boilerplate=True)
    write_dataset(lambda: iter([document]), options, folder / "out")
    return folder / "out" / form


def opened(path: Path) -> Source:
    def beside(name: str) -> Source | None:
        other = path.with_name(name)
        return Source(str(other), other.open("rb")) if other.exists() else None

    return Source(str(path), path.open("rb"), beside)


def record(line: Line) -> dict:
    scheme = declare(SCHEME, missing(SCHEME, line.items))
    return record_of(line.document(scheme))


@pytest.mark.parametrize("layer", ["gold", "anno1"])
def test_conllup_gives_the_record_back(tmp_path: Path, layer: str) -> None:
    document = small_document(layer)
    (line,) = read_conllup_file(
        opened(exported(tmp_path, document, "conllup") / "all.conllup"), ImportOptions()
    )
    assert line.problems == ()
    assert record(line) == record_of(document) | {"notes": [], "decisions": []}


@given(document=documents())
def test_conllup_gives_any_record_back(tmp_path_factory: pytest.TempPathFactory, document: Document) -> None:
    path = exported(tmp_path_factory.mktemp("x"), document, "conllup") / "all.conllup"
    lines = list(read_conllup_file(opened(path), ImportOptions()))
    if not lines:
        return  # an article without any token is a loss, and told
    expected = record_of(document) | {"notes": [], "decisions": []}
    found = record(lines[0])
    for each in (found, expected):
        for span in each["spans"]:
            span["attributes"] = {name: value for name, value in span["attributes"].items() if value}
    assert found == expected


@given(document=documents())
def test_brat_gives_every_span_back(tmp_path_factory: pytest.TempPathFactory, document: Document) -> None:
    folder = exported(tmp_path_factory.mktemp("x"), document, "brat") / "all"
    (ann,) = folder.glob("*.ann")
    (line,) = read_brat(opened(ann), ImportOptions(lang="id"))
    text = document.article.text
    # Without an annotation nobody counts a byte order mark.
    assert line.article.text == (text if line.items else text.removeprefix("\ufeff"))

    def told(span: Span) -> tuple[str, str]:
        # brat has no line end in a fragment: it is cut there, and the pieces are what can be compared.
        return span.label, "".join(re.split("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029 ]+", span.surface(text)))

    found = sorted(told(item) for item in line.items if isinstance(item, Span))
    blank = re.compile(r"[\s\x1c-\x1f\x85]*")
    expected = sorted(
        told(span) for span in document.layer.spans.values() if not blank.fullmatch(span.surface(text))
    )
    assert found == expected


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ("", "there is no article in it"),
        ("# global.columns = ID FORM\n", "line 1: the columns are not those"),
        ("\xff", "line 1"),
    ],
)
def test_other_conllup_is_refused(tmp_path: Path, data: str, complaint: str) -> None:
    path = tmp_path / "x.conllup"
    path.write_bytes(data.encode("latin-1"))
    with pytest.raises(InputError, match=complaint):
        list(read_conllup_file(opened(path), ImportOptions()))


def test_a_conllup_that_breaks_off_names_its_line(tmp_path: Path) -> None:
    path = exported(tmp_path, small_document(), "conllup") / "all.conllup"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([*lines[:12], "1\tx"]), encoding="utf-8")
    with pytest.raises(InputError, match=r"all\.conllup, line 13: 2 columns instead of 9; only"):
        list(read_conllup_file(opened(path), ImportOptions()))


@pytest.mark.parametrize("form", ["conllup", "brat"])
def test_an_export_is_imported_into_another_project(program: Program, form: str) -> None:
    program.ok("init")
    Path("x.jsonl").write_text(a_line(spans=[a_quote(), a_quote("s2", 6, 10, "CUE")]), encoding="utf-8")
    program.ok("import", "x.jsonl")
    program.ok("export", "--format", form, "--out", "out")
    program.ok("-p", "other.db", "init")
    assert "1 article came in; 1 layer with 2 spans" in program.ok("-p", "other.db", "import", "out")
    found = program("-p", "other.db", "show", "a1", "--json").json["spans"]
    assert [(span["label"], span["start"], span["end"]) for span in found] == [
        ("QUOTE", 0, 5),
        ("CUE", 6, 10),
    ]


def test_brat_of_several_layers_comes_back_into_them(program: Program) -> None:
    program.ok("init")
    lines = [a_line(layer=layer, spans=[a_quote(end=end)]) for layer, end in (("budi", 5), ("cici", 3))]
    Path("x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    program.ok("import", "x.jsonl")
    program.ok("export", "--format", "brat", "--layer", "all", "--out", "out")
    program.ok("export", "--format", "brat", "--layer", "cici", "--out", "one")
    for name, layers in (("out", ["budi", "cici"]), ("one", ["cici"])):
        program.ok("-p", f"{name}.db", "init")
        program.ok("-p", f"{name}.db", "import", name)
        assert [row["layer"] for row in program("-p", f"{name}.db", "layers", "--json").json] == layers
