"""Every file of JSON that the program writes of the demo project fits its schema, in every format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from annotator.cli.main import main
from annotator.formats.registry import EXPORTS
from annotator.model.schemas import schemas_dir
from annotator.text.toml_lines import read_toml

COMMITTED = Path(__file__).resolve().parents[2] / "exports" / "demo"
SCHEMAS = (
    ("spans/entities.jsonl", "entity"),
    ("spans/*.jsonl", "annotation"),
    ("conll/*.index.jsonl", "conll-index"),
    ("hf/*.jsonl", "window"),
    ("frames/*.jsonl", "frames"),
    ("losses.jsonl", "losses"),
    ("manifest.json", "manifest"),
    ("scheme.toml", "scheme"),
    ("*.layer", "layer"),
)
"""Files of an export, or beside it, and the schema of their lines; the first that fits holds."""
KINDS = {".jsonl", ".json", ".toml", ".layer"}


def validator(name: str) -> jsonschema.Draft202012Validator:
    found = json.loads((schemas_dir() / f"{name}-v1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


def schema_of(path: Path) -> str:
    return next(name for pattern, name in SCHEMAS if fnmatch(path.as_posix(), pattern))


def values(path: Path) -> Iterator[Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield read_toml(text)
    elif path.suffix == ".json":
        yield json.loads(text)
    else:
        yield from map(json.loads, text.split("\n")[:-1])


def checked(root: Path) -> dict[str, int]:
    """Schema -> values that were found to fit it, of all files of JSON and TOML in a folder."""
    found: dict[str, int] = {}
    for path in sorted(path for path in root.rglob("*") if path.suffix in KINDS):
        name = schema_of(path.relative_to(root))
        for value in values(path):
            validator(name).validate(value)
            found[name] = found.get(name, 0) + 1
    return found


def test_the_committed_export_fits_its_schemas() -> None:
    assert {"annotation", "entity", "conll-index", "losses", "manifest", "scheme"} <= checked(
        COMMITTED
    ).keys()


@pytest.mark.parametrize("more", [[], ["--split", "40,30,30", "--tiers", "flat", "--label", "QUOTE,SPEAKER"]])
def test_all_exports_of_the_demo_fit_their_schemas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert main(["--as", "sari", "demo", "--no-open"]) == 0
    project, out = tmp_path / "annotator-demo" / "annotator.db", tmp_path / "out"
    formats = ",".join(name for name in EXPORTS if name != "spacy")
    told = [
        "export",
        "-p",
        str(project),
        "--as",
        "sari",
        "--format",
        formats,
        "--layer",
        "all",
        "--allow-loss",
    ]
    assert main([*told, "--out", str(out), *more]) == 0
    assert (
        main(["layers", "export", "-p", str(project), "--as", "sari", "sari", str(out / "sari.layer")]) == 0
    )
    found = checked(out)
    assert found.keys() == {name for _, name in SCHEMAS}
    assert all(found.values())


def test_every_schema_is_of_something_that_is_checked() -> None:
    names = {path.name.removesuffix("-v1.schema.json") for path in schemas_dir().glob("*.json")}
    # A configuration is written by people; tests/unit/test_config.py holds its schema.
    assert names == {name for _, name in SCHEMAS} | {"config"}
