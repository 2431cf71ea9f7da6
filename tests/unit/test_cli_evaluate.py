"""`annotator evaluate`: one layer measured against another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli_runs import Program, a_line, a_quote

TEXT = "“Ya,” kata Rina. “Tidak,” kata Bayu."


def _project(program: Program, *lines: str) -> None:
    program.ok("init")
    Path("lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    program.ok("import", "lines.jsonl")


def _line(layer: str, *spans: dict[str, Any], identifier: str = "a1", **more: Any) -> str:
    return a_line(identifier, TEXT, layer=layer, state="done", spans=list(spans), **more)


def test_figures_of_a_layer_against_gold(program: Program) -> None:
    both = [a_quote("s1", 0, 5), a_quote("s2", 17, 25)]
    _project(program, _line("rina", *both), _line("bayu", a_quote("s1", 0, 5), a_quote("s2", 17, 24)))

    found = program("evaluate", "--gold", "rina", "--layer", "bayu", "--json").json

    assert found["articles"] == 1
    assert found["labels"]["QUOTE"]["exact"] == {
        "gold": 2,
        "found": 2,
        "matched": 1,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
    }
    assert found["labels"]["QUOTE"]["overlap"]["f1"] == 1
    assert found["speaker"]["span"]["shared"]["f1"] is None


def test_what_is_undefined_is_printed_as_not_available(program: Program) -> None:
    _project(program, _line("rina", a_quote()), _line("bayu"))
    out = program.ok("evaluate", "--gold", "rina", "--layer", "bayu")
    row = next(line.split() for line in out.splitlines() if line.startswith("QUOTE"))
    assert row == ["QUOTE", "1", "0", "0", "n/a", "0.000", "0.000", "0", "n/a", "0.000", "0.000", "n/a"]


def test_articles_that_a_person_has_not_begun_are_left_out_and_told(program: Program) -> None:
    _project(
        program,
        _line("rina", a_quote()),
        _line("bayu", a_quote()),
        a_line("a2", TEXT + " Lagi.", layer="rina", state="done", spans=[a_quote()]),
    )
    ran = program("evaluate", "--gold", "rina", "--layer", "bayu", "--json")
    assert ran.json["articles"] == 1
    assert ran.json["missing"] == 1
    assert "1 article of rina: left out" in ran.err


def test_layers_without_a_common_article_are_refused(program: Program) -> None:
    _project(
        program,
        _line("rina", a_quote()),
        a_line("a2", TEXT + " Lagi.", layer="bayu", state="done", spans=[a_quote()]),
    )
    ran = program("evaluate", "--gold", "rina", "--layer", "bayu")
    assert ran.status == 1
    assert "no article in common" in ran.err


def test_a_layer_that_does_not_exist_is_refused_with_those_that_do(program: Program) -> None:
    _project(program, _line("rina", a_quote()))
    ran = program("evaluate", "--gold", "rina", "--layer", "bayu")
    assert ran.status == 2
    assert "there are rina" in ran.err


def test_merged_people_are_one(program: Program) -> None:
    link = {"id": "l1", "label": "said_by", "from": "s1"}
    people = [{"id": f"e{number}", "kind": "person", "name": f"Rina {number}"} for number in (1, 2)]
    _project(
        program,
        _line("rina", a_quote(), links=[link | {"entity": "e1"}], entities=people),
        _line("bayu", a_quote(), links=[link | {"entity": "e2"}], entities=people),
    )

    def person() -> Any:
        return program("evaluate", "--gold", "rina", "--layer", "bayu", "--json").json["speaker"]["person"]

    assert person()["shared"]["f1"] == 0
    program.ok("people", "merge", "e1", "e2", "--yes")
    assert person()["shared"]["f1"] == 1


SAID = "“Kami menanam seribu pohon di taman,” kata Rina Wulandari di balai kota."


def _labelled_as(name: str, *aliases: str, kind: str = "person") -> str:
    """A line of gold in which the words are said by somebody of this name."""
    speaker = SAID.index("Rina")
    return a_line(
        "a1",
        SAID,
        lang="id",
        layer="gold",
        state="done",
        spans=[
            a_quote("s1", 0, SAID.index(" kata")),
            a_quote("s2", speaker, speaker + len("Rina Wulandari"), "SPEAKER"),
        ],
        relations=[{"id": "r1", "label": "said_by", "from": "s1", "to": "s2"}],
        links=[{"id": "l1", "label": "refers_to", "from": "s2", "entity": "e1"}],
        entities=[{"id": "e1", "kind": kind, "name": name, "aliases": list(aliases)}],
    )


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (_labelled_as("Rina Wulandari"), 1),
        (_labelled_as("RINA WULANDARÍ"), 1),
        (_labelled_as("R. Wulandari", "rina wulandari"), 1),
        (_labelled_as("Rina Lestari"), 0),
        (_labelled_as("Rina Wulandari", kind="organisation"), 0),
    ],
)
def test_a_suggested_person_is_whoever_of_gold_has_that_name(program: Program, line: str, right: int) -> None:
    _project(program, line)
    program.ok("suggest")
    layer = next(one["layer"] for one in program("layers", "--json").json if one["layer"] != "gold")
    found = program("evaluate", "--gold", "gold", "--layer", layer, "--json").json
    assert found["labels"]["QUOTE"]["exact"]["f1"] == 1
    assert found["speaker"]["person"]["shared"]["matched"] == right


def test_others_are_not_measured_against_each_other_before_one_has_done_the_article(program: Program) -> None:
    program.ok("init")
    program.ok("members", "add", "citra")
    lines = [
        a_line(name, f"“Ya,” kata {name}.", layer=layer, state="done", spans=[a_quote("s1", 0, 5)])
        for name in ("x", "y")
        for layer in ("rina", "bayu")
    ]
    Path("lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    program.ok("import", "lines.jsonl")
    ran = program("--as", "citra", "evaluate", "--gold", "rina", "--layer", "bayu", "--state", "any")
    assert ran.status == 2
    assert "labelling is blind" in ran.err
    assert program("evaluate", "--gold", "rina", "--layer", "bayu", "--state", "any").status == 0
