"""The scheme goes along with an export whole, also what nothing in the export uses, and comes in whole elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.declarations import declarations, declare, is_declaration, lacking
from annotator.model.scheme import AttributeDef, EdgeDef, LabelDef, Scheme
from tests.unit.cli_runs import Program, a_line, a_quote
from tests.unit.schemes import default_scheme

OWN = """name = "debate"
version = 2
guidelines = "Mark what is claimed."
# A comment of whoever made it.
[labels.CLAIM]
[labels.CLAIM.attributes.stance]
values = ["pro", "contra"]
[labels.PREMISE]
[relations.backs]
from = ["PREMISE"]
to = ["CLAIM"]
[links.of]
from = ["CLAIM"]
"""


def contents(root: str) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in Path(root).rglob("*") if path.is_file()
    }


@pytest.fixture
def varied(program: Program) -> Program:
    """A project in which imports declared a label, attributes and a value, each used in one article alone."""
    plain = a_line("a1", lang="id", layer="gold", state="done", spans=[a_quote()])
    odd = a_quote() | {"attributes": {"tone": "calm", "type": "odd"}}
    place = a_quote("s2", 9, 13, "PLACE") | {"attributes": {"size": "small"}}
    full = a_line("a2", "“Tidak,” di Kota.", lang="en", layer="gold", state="done", spans=[odd, place])
    Path("x.jsonl").write_text(f"{plain}\n{full}\n", encoding="utf-8")
    program.ok("init")
    program.ok("import", "x.jsonl")
    return program


@pytest.mark.parametrize("part", [["--lang", "id"], ["--label", "CUE"], []])
def test_a_part_comes_back_byte_for_byte(varied: Program, part: list[str]) -> None:
    varied.ok("export", "--format", "jsonl", "--out", "one", *part)
    varied.ok("init", "new.db")
    told = varied.ok("import", "-p", "new.db", "one")
    new = "label PLACE; attributes PLACE.size, QUOTE.tone; values PLACE.size=small, QUOTE.tone=calm"
    assert f"New in the scheme: {new}, QUOTE.type=odd." in told
    varied.ok("export", "-p", "new.db", "--format", "jsonl", "--out", "two", *part)
    assert contents("one") == contents("two")


def test_a_second_part_brings_nothing_new(varied: Program) -> None:
    for lang in ("id", "en"):
        varied.ok("export", "--format", "jsonl", "--out", lang, "--lang", lang)
    varied.ok("init", "new.db")
    varied.ok("import", "-p", "new.db", "id/spans/all.jsonl")
    assert "New in the scheme" not in varied.ok("import", "-p", "new.db", "en")
    varied.ok("export", "-p", "new.db", "--format", "jsonl", "--out", "again")
    varied.ok("export", "--format", "jsonl", "--out", "whole")
    assert contents("again") == contents("whole")


def test_a_scheme_of_ones_own_goes_along_word_for_word(program: Program) -> None:
    Path("own.toml").write_text(OWN, encoding="utf-8")
    program.ok("init", "--scheme", "own.toml")
    line = a_line(
        "a1", layer="gold", state="done", spans=[a_quote(label="PREMISE"), a_quote("s2", label="ODD")]
    )
    Path("x.jsonl").write_text(line, encoding="utf-8")
    program.ok("import", "x.jsonl")
    program.ok("export", "--format", "jsonl,conll", "--allow-loss", "--label", "PREMISE", "--out", "one")
    assert Path("one/scheme.toml").read_text(encoding="utf-8") == OWN
    assert "scheme.toml" in Path("one/README.md").read_text(encoding="utf-8")
    program.ok("init", "new.db", "--scheme", "one/scheme.toml")
    assert "New in the scheme: label ODD." in program.ok("import", "-p", "new.db", "one")
    program.ok(
        "export",
        "-p",
        "new.db",
        "--format",
        "jsonl,conll",
        "--allow-loss",
        "--label",
        "PREMISE",
        "--out",
        "two",
    )
    assert contents("one") == contents("two")
    # Into a project with another scheme all of it is declared.
    program.ok("init", "other.db")
    program.ok("import", "-p", "other.db", "one")
    labels = {
        label["name"]: label for label in program("scheme", "show", "--json", "-p", "other.db").json["labels"]
    }
    assert {"QUOTE", "CLAIM", "PREMISE", "ODD"} <= labels.keys()
    assert labels["CLAIM"]["attributes"][0]["values"] == ["contra", "pro"]


def test_a_map_leaves_the_exports_scheme_behind(varied: Program) -> None:
    varied.ok("export", "--format", "jsonl", "--out", "one", "--lang", "id")
    varied.ok("init", "new.db")
    told = varied.ok("import", "-p", "new.db", "one", "--map", "QUOTE=SPEECH")
    assert "New in the scheme: label SPEECH." in told


def test_a_dry_run_says_what_the_scheme_would_get(varied: Program) -> None:
    varied.ok("export", "--format", "jsonl", "--out", "one", "--lang", "id")
    varied.ok("init", "new.db")
    dry = varied.ok("import", "-p", "new.db", "one", "--dry-run").replace("would come in", "came in")
    assert dry == varied.ok("import", "-p", "new.db", "one")


def test_a_scheme_that_somebody_broke_is_told_and_the_labels_come_in(varied: Program) -> None:
    varied.ok("export", "--format", "jsonl", "--out", "one")
    Path("one/scheme.toml").write_text("labels = 3", encoding="utf-8")
    varied.ok("init", "new.db")
    ran = varied("import", "-p", "new.db", "one")
    assert ran.status == 0
    assert "scheme.toml, line 1" in ran.err
    assert "Only what labels use of the export's scheme is declared." in ran.err
    assert "2 articles came in" in ran.out


def test_what_is_no_declaration_is_passed_over(varied: Program) -> None:
    varied.ok("export", "--format", "jsonl", "--out", "one", "--lang", "id")
    path = Path("one/manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["scheme"]["declared"] = ["label no", 3, "attribute NOWHERE.size", "tool HAMMER", "label GOOD"]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    varied.ok("init", "new.db")
    assert "New in the scheme: label GOOD.\n" in varied.ok("import", "-p", "new.db", "one")


def test_other_formats_bring_what_they_use(varied: Program) -> None:
    varied.ok("export", "--format", "conllup", "--out", "one", "--lang", "id", "--allow-loss")
    varied.ok("init", "new.db")
    assert "New in the scheme" not in varied.ok("import", "-p", "new.db", "one")


LABELS = st.sampled_from(["QUOTE", "A", "B_B"])
NAMES = st.sampled_from(["type", "x", "y_y"])
ATTRIBUTES = st.builds(
    AttributeDef, NAMES, st.lists(st.sampled_from(["u", "v=w", "", ".", " é"]), unique=True).map(tuple)
)
SCHEMES = st.builds(
    Scheme,
    st.just("s"),
    st.just(1),
    st.lists(
        st.builds(
            LabelDef,
            LABELS,
            attributes=st.lists(ATTRIBUTES, unique_by=lambda one: one.name, max_size=3).map(tuple),
        ),
        unique_by=lambda one: one.name,
    ).map(tuple),
    st.lists(st.builds(EdgeDef, NAMES), unique_by=lambda one: one.name).map(tuple),
    st.lists(st.builds(EdgeDef, NAMES), unique_by=lambda one: one.name).map(tuple),
)


@given(here=SCHEMES, there=SCHEMES)
def test_what_was_declared_is_lacking_no_more(here: Scheme, there: Scheme) -> None:
    lines = [line for line in declarations(there) if is_declaration(line)]
    both = declare(here, lacking(here, lines))
    assert lacking(both, lines) == []
    assert set(declarations(both)) == {*declarations(here), *lines}


def test_a_scheme_lacks_nothing_of_itself() -> None:
    assert lacking(default_scheme(), declarations(default_scheme())) == []
    assert all(map(is_declaration, declarations(default_scheme())))
