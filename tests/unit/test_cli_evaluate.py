"""`annotator evaluate`: one layer measured against another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
