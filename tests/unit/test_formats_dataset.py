"""The export folder: what is in it, the same everywhere, replaced whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import Incomplete, ProjectBusy, SaveError, UsageError
from annotator.formats import folder, manifest
from annotator.formats.dataset import ExportReport, write_dataset
from annotator.formats.document import Document
from annotator.formats.split import Shares, parse_shares, split_of
from annotator.formats.writers import ExportOptions, folder_name
from annotator.model.article import Article
from annotator.model.items import Entity
from annotator.model.layer import Layer
from annotator.model.schemas import schemas_dir
from annotator.text.toml_lines import read_toml
from tests.unit.formats_documents import PEOPLE, SCHEME, small_document

GOLDEN = Path(__file__).parents[1] / "golden" / "formats-export"
BOTH = ExportOptions(("jsonl", "conll"))
PINNED = ExportOptions(("jsonl", "conll", "conllup", "hf", "brat", "frames"))
"""All formats whose bytes are ours alone; those of spaCy's are its version's too."""


def schema(name: str) -> dict:
    found = json.loads((schemas_dir() / f"{name}-v1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(found)
    return found


def export(out: Path, *documents: Document, options: ExportOptions = BOTH, **more: Any) -> ExportReport:
    return write_dataset(lambda: iter(documents), options, out, **more)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def articles(count: int) -> list[Document]:
    found = []
    for number in range(count):
        key = f"a{number:04}"
        article = Article(key, f"Teks {number}", small_document().article.paragraphs[:0], lang="id")
        found.append(Document(article, Layer("gold", key), (), SCHEME))
    return found


def test_bytes_are_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # WRITE_GOLDEN=1 writes the files anew; look at the difference before it is committed.
    monkeypatch.setattr(manifest, "__version__", "0.1.0")
    export(tmp_path / "out", small_document(), options=PINNED)
    found = contents(tmp_path / "out")
    if os.environ.get("WRITE_GOLDEN"):
        export(GOLDEN, small_document(), options=PINNED)
    assert found.keys() == contents(GOLDEN).keys()
    for path, data in contents(GOLDEN).items():
        assert found[path] == data, path


def test_report_and_manifest(tmp_path: Path) -> None:
    report = export(tmp_path / "out", small_document())
    assert report.losses == {"conll": 4}
    assert report.lost == 4
    assert report.forced_cuts == 1
    assert report.splits == {"all": 1}
    assert report.counts["spans"] == 12
    found_manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    jsonschema.validate(found_manifest, schema("manifest"))
    listed = {file["path"]: file["sha256"] for file in found_manifest["files"]}
    found = {path: hashlib.sha256(data).hexdigest() for path, data in contents(tmp_path / "out").items()}
    del found["manifest.json"]
    assert listed == found
    assert {file.path: file.sha256 for file in report.files if file.path != "manifest.json"} == found


def test_losses_fit_their_schema(tmp_path: Path) -> None:
    export(tmp_path / "out", small_document())
    lines = (tmp_path / "out/losses.jsonl").read_text().splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema("losses"))
    assert [json.loads(line)["id"] for line in lines] == ["s4", "s7", "t1", "t3"]


@pytest.mark.parametrize("options", [PINNED, replace(PINNED, shares=Shares(0, 0, 100), flat_tiers=True)])
def test_every_line_of_json_fits_its_schema(tmp_path: Path, options: ExportOptions) -> None:
    export(tmp_path / "out", small_document(), options=options)
    kinds = {"spans/*[!s].jsonl": "annotation", "**/*.index.jsonl": "conll-index", "hf/*.jsonl": "window"}
    kinds |= {"frames/*.jsonl": "frames"}
    kinds |= {"losses.jsonl": "losses", "manifest.json": "manifest"}
    for pattern, name in kinds.items():
        paths = [path for path in (tmp_path / "out").glob(pattern) if path.stat().st_size]
        assert paths, pattern
        validator = jsonschema.Draft202012Validator(schema(name))
        for path in paths:
            text = path.read_text(encoding="utf-8")
            for told in [text] if path.suffix == ".json" else text.split("\n")[:-1]:
                validator.validate(json.loads(told))


def test_the_default_scheme_fits_its_schema() -> None:
    jsonschema.validate(read_toml((schemas_dir() / "quotation.toml").read_text()), schema("scheme"))


def test_order_of_formats_does_not_matter(tmp_path: Path) -> None:
    export(tmp_path / "a", small_document())
    export(tmp_path / "b", small_document(), options=ExportOptions(("conll", "jsonl", "conll")))
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_all_layers(tmp_path: Path) -> None:
    layers = ("anno:1", "gold", "Gold")
    given_documents = sorted((small_document(layer) for layer in layers), key=lambda d: d.layer.name)
    export(tmp_path / "out", *given_documents, options=ExportOptions(BOTH.formats, folder_per_layer=True))
    lines = (tmp_path / "out/spans/all.jsonl").read_text().splitlines()
    assert [json.loads(line)["layer"] for line in lines] == ["Gold", "anno:1", "gold"]
    folders = sorted(path.name for path in (tmp_path / "out/conll").iterdir())
    assert len(folders) == 3
    assert len({name.casefold() for name in folders}) == 3
    found_manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    jsonschema.validate(found_manifest, schema("manifest"))
    assert set(found_manifest["layer_folders"]) == set(layers)
    assert found_manifest["counts"]["articles"] == 1
    assert found_manifest["counts"]["lines"] == 3


@given(st.text(max_size=300))
def test_folders_of_layers_are_safe(name: str) -> None:
    safe = folder_name(name, set())
    assert safe
    assert not set(safe) & set('/\\:*?"<>|\0\n ')
    assert not safe.startswith(".")
    assert folder_name(name, {safe.casefold()}) != safe or safe != name


def test_splits(tmp_path: Path) -> None:
    options = ExportOptions(BOTH.formats, shares=Shares(80, 10, 10), seed=7)
    report = export(tmp_path / "out", *articles(400), options=options)
    assert list(report.splits) == ["train", "validation", "test"]
    assert sum(report.splits.values()) == 400
    assert 290 < report.splits["train"] < 350
    for split in report.splits:
        for line in (tmp_path / f"out/spans/{split}.jsonl").read_text().splitlines():
            key = json.loads(line)["id"]
            place = int(hashlib.sha256(f"7:{key}".encode()).hexdigest()[:8], 16) % 10000
            assert split == ("train" if place < 8000 else "validation" if place < 9000 else "test")
    jsonschema.validate(json.loads((tmp_path / "out/manifest.json").read_bytes()), schema("manifest"))


def test_groups_stay_together(tmp_path: Path) -> None:
    groups = {f"a{number:04}": "one" for number in range(50)}
    options = ExportOptions(("jsonl",), shares=Shares(50, 25, 25), groups=groups)
    report = export(tmp_path / "out", *articles(50), options=options)
    assert sorted(report.splits.values()) == [0, 0, 50]
    card = (tmp_path / "out/README.md").read_text()
    assert card.count("- split: ") == 1


@pytest.mark.parametrize("text", ["80", "80,20", "80,10,20", "90,20,-10", "a,b,c", ""])
def test_shares_that_make_no_sense(text: str) -> None:
    with pytest.raises(UsageError, match="80,10,10"):
        parse_shares(text)


def test_a_split_does_not_depend_on_what_else_there_is() -> None:
    assert parse_shares("80,10,10") == Shares(80, 10, 10)
    assert split_of("x", 0, None) == "all"
    assert split_of("x", 0, Shares(0, 0, 100)) == "test"


def test_all_entities_of_the_project(tmp_path: Path) -> None:
    everyone = [*PEOPLE, Entity("e3", "person", "Nobody"), Entity("e4", "person", "Lavrov", (), "e1")]
    export(tmp_path / "out", small_document(), entities=lambda: everyone)
    lines = (tmp_path / "out/spans/entities.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["e1", "e2", "e3"]


def test_nothing_to_export_leaves_what_was_there(tmp_path: Path) -> None:
    export(tmp_path / "out", small_document())
    before = contents(tmp_path)
    with pytest.raises(Incomplete, match="no article"):
        export(tmp_path / "out")
    assert contents(tmp_path) == before
    assert os.listdir(tmp_path) == ["out"]


def test_an_export_of_ours_is_replaced_whole(tmp_path: Path) -> None:
    export(tmp_path / "out", small_document(), options=ExportOptions(BOTH.formats, Shares(80, 10, 10)))
    export(tmp_path / "out", small_document(), options=ExportOptions(("jsonl",)))
    assert sorted(contents(tmp_path / "out")) == [
        "README.md",
        "losses.jsonl",
        "manifest.json",
        "plots/labels.svg",
        "plots/quote-lengths.svg",
        "spans/all.jsonl",
        "spans/entities.jsonl",
    ]
    assert os.listdir(tmp_path) == ["out"]


def test_an_empty_folder_is_taken_and_parents_are_made(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(tmp_path / "out", small_document())
    export(tmp_path / "x/y/out", small_document())
    assert contents(tmp_path / "out") == contents(tmp_path / "x/y/out")


def test_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    export(Path(), small_document())
    assert (tmp_path / "out/manifest.json").exists()


@pytest.mark.parametrize("foreign", ["notes.txt", "manifest.json"])
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, foreign: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / foreign).write_text("{}")
    with pytest.raises(UsageError, match="no manifest of an export of ours"):
        export(tmp_path / "out", small_document())
    assert (tmp_path / "out" / foreign).read_text() == "{}"
    assert os.listdir(tmp_path) == ["out"]


def test_files_that_somebody_put_into_an_export_are_not_swept_away(tmp_path: Path) -> None:
    export(tmp_path / "out", small_document())
    (tmp_path / "out/spans/notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"spans/notes\.txt"):
        export(tmp_path / "out", small_document())
    assert (tmp_path / "out/spans/notes.txt").read_text() == "mine"


def test_files_and_links_are_no_folders(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match=r"is a file|symbolic link"):
            export(tmp_path / name, small_document())


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path / "out", small_document())
    before = contents(tmp_path)

    def full(self: object, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder.OutputFile, "write", full)
    with pytest.raises(SaveError, match="No space left on device"):
        export(tmp_path / "out", small_document())
    assert contents(tmp_path) == before
    assert os.listdir(tmp_path) == ["out"]


def test_a_failed_rename_brings_the_old_export_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path / "out", small_document())
    before = contents(tmp_path)
    right = Path.rename

    def once(self: Path, target: Path) -> Path:
        if self.name == ".out.new":
            raise OSError(5, "Input/output error")
        return right(self, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(SaveError, match="Input/output error"):
        export(tmp_path / "out", small_document())
    assert contents(tmp_path) == before


def test_what_a_killed_export_left_behind_is_put_right(tmp_path: Path) -> None:
    export(tmp_path / "out", small_document())
    before = contents(tmp_path / "out")
    (tmp_path / "out").rename(tmp_path / ".out.old")
    (tmp_path / ".out.new/spans").mkdir(parents=True)
    (tmp_path / ".out.new/spans/all.jsonl").write_text("half")
    with pytest.raises(Incomplete):
        export(tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert os.listdir(tmp_path) == ["out"]


def test_two_exports_at_once(tmp_path: Path) -> None:
    (tmp_path / ".out.new").mkdir()
    handle = os.open(tmp_path / ".out.new", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(ProjectBusy, match="under way"):
        export(tmp_path / "out", small_document())
    os.close(handle)
    export(tmp_path / "out", small_document())


def test_a_file_that_changes_under_our_hands_is_noticed(tmp_path: Path) -> None:
    file = folder.OutputFile(tmp_path, "a")
    file.write(b"abc")
    file._stream.flush()
    (tmp_path / "a").write_bytes(b"abd")
    with pytest.raises(SaveError, match="did not read back"):
        file.finish()


def test_documents_must_come_in_order(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ordered"):
        export(tmp_path / "out", small_document("gold"), small_document("anno"))
    with pytest.raises(ValueError, match="ordered"):
        export(tmp_path / "out", small_document(), small_document())
    assert os.listdir(tmp_path) == []


def test_unknown_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there are jsonl, conll"):
        export(tmp_path / "out", small_document(), options=ExportOptions(("pdf",)))
