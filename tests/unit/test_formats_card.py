"""The dataset card: its figures, what it says to `datasets`, its plots; and exports of a part of a project."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document, narrowed
from annotator.formats.figures import LENGTHS, Figures
from annotator.formats.split import Shares
from annotator.formats.svg import bar_chart
from annotator.formats.writers import About, CardAgreement, ExportOptions
from annotator.model.article import Article, Paragraph
from annotator.model.items import Fragment, Progress, Span, Status
from annotator.model.layer import layer_of
from tests.unit.formats_documents import SCHEME, small_document

ALL_BUT_SPACY = ("jsonl", "conll", "conllup", "hf", "brat")


def card(tmp_path: Path, options: ExportOptions, *documents: Document) -> str:
    write_dataset(lambda: iter(documents or (small_document(),)), options, tmp_path / "out")
    return (tmp_path / "out/README.md").read_text(encoding="utf-8")


def test_the_figures_of_the_small_document(tmp_path: Path) -> None:
    found = card(tmp_path, ExportOptions(ALL_BUT_SPACY))
    assert "| quotes | 4 (3 of no type, 1 direct) |" in found
    assert "| mentions of speakers | 5 |" in found
    assert "| people and organisations linked to | 2 |" in found
    assert "| annotators | `anno1` |" in found
    assert "| Tribunnews | 1 |" in found
    assert '- config_name: tokens\n  data_files:\n  - split: train\n    path:\n    - "hf/all.jsonl"' in found
    assert "          '1': B-QUOTE\n          '2': I-QUOTE\n" in found


def test_achieved_ratios_by_label_and_outlet(tmp_path: Path) -> None:
    documents = []
    for number in range(40):
        key = f"a{number:02}"
        article = Article(key, "“Ya”", (Paragraph(0, 4),), publisher="A|B" if number % 2 else "")
        layer = layer_of("gold", key, [Span("s", "QUOTE", (Fragment(0, 4),))])
        documents.append(Document(article, layer, (), SCHEME))
    found = card(tmp_path, ExportOptions(("jsonl",), Shares(50, 25, 25)), *documents)
    rows = [line for line in found.splitlines() if line.startswith("| `QUOTE` |") and "%" in line]
    assert len(rows) == 1
    counts = [int(cell.split()[0]) for cell in rows[0].split("|")[2:-1]]
    lines = [
        len((tmp_path / f"out/spans/{name}.jsonl").read_text().splitlines())
        for name in ("train", "validation", "test")
    ]
    assert counts == lines
    assert "| A\\|B | " in found
    assert "| outlet unknown | " in found


def test_states_and_languages_are_told(tmp_path: Path) -> None:
    documents = []
    for number in range(30):
        key = f"a{number:02}"
        article = Article(key, "“Ya”", (Paragraph(0, 4),), lang=("id", "id", "en", "xx")[number % 4])
        state = Progress.BEGUN if number < 10 else Progress.DONE
        documents.append(Document(article, layer_of("gold", key, [Status(state)]), (), SCHEME))
    found = card(tmp_path, ExportOptions(("jsonl",), Shares(50, 25, 25), seed=4), *documents)
    assert "| by state | 20 done, 10 begun |" in found
    assert "Split by 50, 25, 25 with seed 4; articles that were grouped as near-duplicates" in found
    rows = [line.split(" | ") for line in found.splitlines() if line.startswith("| language ")]
    assert [row[0] for row in rows] == ["| language id", "| language en", "| language unknown"]
    assert [sum(int(cell.split()[0]) for cell in row[1:]) for row in rows] == [16, 7, 7]


def test_a_card_of_some_labels_tells_of_no_others(tmp_path: Path) -> None:
    found = card(tmp_path, ExportOptions(("jsonl",), labels=("SPEAKER",)))
    assert "| `SPEAKER` | 5 |" in found
    assert "| `QUOTE` | 0 |" not in found
    assert "| quotes |" not in found
    assert "| mentions of speakers | 5 |" in found
    assert "quote-lengths" not in found
    assert [path.name for path in (tmp_path / "out/plots").iterdir()] == ["labels.svg"]
    # What a label is, is the scheme's, whichever were asked for.
    assert "| `QUOTE` | `type`: direct, indirect, mixed" in found


@pytest.mark.parametrize(
    ("licence", "front"),
    [("CC-BY-4.0", "license: cc-by-4.0"), ("Hanya: riset", 'license: other\nlicense_name: "Hanya: riset"')],
)
def test_licence_and_citation_are_the_projects_own(tmp_path: Path, licence: str, front: str) -> None:
    about = About("Kutipan", licence, "Widuri (2026)")
    found = card(tmp_path, ExportOptions(("jsonl",), about=about))
    assert found.startswith(f"---\n{front}\nlanguage:")
    assert "\n# Kutipan\n" in found
    assert found.endswith(f"## Licence\n\n{licence}\n\n## Citation\n\n```\nWiduri (2026)\n```\n")


def test_agreement_stands_in_the_card_where_it_was_computed(tmp_path: Path) -> None:
    agreement = CardAgreement("`anna`, `budi`, over 3 articles.", (("QUOTE", "0.870", "0.900", "n/a"),))
    found = card(tmp_path, ExportOptions(("jsonl",), agreement=agreement))
    assert "\nAgreement: `anna`, `budi`, over 3 articles.\n" in found
    assert "|---|---:|---:|---:|\n| QUOTE | 0.870 | 0.900 | n/a |\n" in found
    assert "greement" not in card(tmp_path, ExportOptions(("jsonl",)))


def test_the_plots_are_drawings_and_the_card_shows_them(tmp_path: Path) -> None:
    found = card(tmp_path, ExportOptions(("jsonl",), Shares(80, 10, 10)))
    for name in ("labels", "quote-lengths"):
        assert f"](plots/{name}.svg)" in found
        text = (tmp_path / f"out/plots/{name}.svg").read_text(encoding="utf-8")
        assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
        assert "prefers-color-scheme:dark" in text


def test_bars_are_as_long_as_their_values_and_names_are_escaped() -> None:
    text = bar_chart("a < b", ["x&y", "z"], [("one", [10, 5]), ("two", [0, 1])])
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    widths = [
        int(bar.get("width", ""))
        for bar in root.iter(f"{space}rect")
        if bar.get("height") == "12" and bar.get("y") != "38"
    ]
    assert widths[0] == 2 * widths[2]
    assert widths[1] == 0
    assert "x&y" in [words.text for words in root.iter(f"{space}text")]


def test_classes_of_length_are_by_words() -> None:
    figures = Figures()
    for words, length in ((5, "1–5"), (6, "6–10"), (100, "51–100"), (101, LENGTHS[-1])):
        text = " ".join("x" * words)
        layer = layer_of("gold", "a", [Span("s", "QUOTE", (Fragment(0, len(text)),))])
        before = figures.quote_lengths.copy()
        figures.add(Document(Article("a", text, ()), layer, (), SCHEME), "all")
        assert figures.quote_lengths - before == {length: 1}


def test_an_export_of_some_labels_has_what_hangs_on_them() -> None:
    document = narrowed(small_document(), ("SPEAKER", "SOURCE"))
    assert set(document.layer.spans) == {"s3", "s5", "s6", "s9", "t1", "t3"}
    assert set(document.layer.relations) == set()
    assert set(document.layer.links) == {"l1", "l2"}
    assert set(document.layer.notes) == {"n2"}
    assert document.layer.decisions == {}
    assert document.layer.status == small_document().layer.status
    assert [entity.id for entity in narrowed(small_document(), ("SPEAKER",)).entities] == ["e1"]
    assert narrowed(small_document(), ()) == small_document()


def test_the_manifest_says_to_what_an_export_was_narrowed(tmp_path: Path) -> None:
    options = replace(ExportOptions(ALL_BUT_SPACY), labels=("CUE",), languages=("id",), dialect="bilou")
    found = card(tmp_path, options)
    assert "Only a part of the project was exported: labels CUE; languages id." in found
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert manifest["only"] == {"labels": ["CUE"], "languages": ["id"]}
    assert manifest["dialect"] == "bilou"
    assert manifest["counts"]["spans"] == 2
    roles = (tmp_path / "out/conll/all.roles.conll").read_text(encoding="utf-8")
    assert {line.split(" ")[3] for line in roles.splitlines() if line.endswith("CUE")} == {"U-CUE"}
