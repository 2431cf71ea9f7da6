"""`annotator agreement`: how far people agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from annotator.model.edits import Edit
from annotator.model.items import PROJECT, Assignment, Progress, Status
from annotator.store.opening import open_project
from annotator.store.project import Project
from tests.unit.cli_runs import Program, a_line, a_quote
from tests.unit.conftest import a_span, make_project

TEXT = "“Ya,” kata Rina. “Tidak,” kata Bayu."
FIRST, SECOND = a_quote("s1", 0, 5), a_quote("s2", 17, 25)


def _line(layer: str, *spans: dict[str, Any], identifier: str = "a1", state: str = "done") -> str:
    text = TEXT if identifier == "a1" else f"{TEXT} {identifier}"
    return a_line(identifier, text, layer=layer, state=state, spans=list(spans))


def _project(program: Program, *lines: str) -> None:
    program.ok("init")
    Path("lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    program.ok("import", "lines.jsonl")


def test_json_has_the_figures_their_intervals_and_what_they_rest_on(program: Program) -> None:
    _project(
        program,
        _line("rina", FIRST, SECOND),
        _line("bayu", FIRST),
        _line("rina", FIRST, identifier="a2"),
        _line("bayu", FIRST, identifier="a2"),
    )
    found = program("agreement", "--json", "--samples", "50").json
    assert found["layers"] == ["bayu", "rina"]
    assert found["articles"] == 2
    quote = found["labels"]["QUOTE"]
    assert quote["spans"] == {"bayu": 2, "rina": 3}
    assert quote["exact_f1"] == 4 / 5
    assert set(quote) >= {"exact_f1", "overlap_f1", "mean_overlap", "alpha_u", "kappa", "joined"}
    low, high = found["intervals"]["labels"]["QUOTE"]["exact_f1"]
    assert low <= 4 / 5 <= high
    assert found["pairs"][0]["layers"] == ["bayu", "rina"]
    assert found["worst"][0] == {"article": "a1", "exact_f1": 2 / 3}
    assert found["speaker"]["person"]["shared_f1"] is None
    assert "items" not in found


def test_items_behind_the_figures_are_listed_on_request(program: Program) -> None:
    _project(program, _line("rina", FIRST, SECOND), _line("bayu", FIRST))
    items = program("agreement", "--json", "--items").json["items"]
    assert [(one["outcome"], one["spans"]) for one in items] == [
        ("equal", {"bayu": "s1", "rina": "s1"}),
        ("only", {"rina": "s2"}),
    ]
    assert "rina:s2" in program.ok("agreement", "--items")


def test_the_same_project_prints_the_same_every_time(program: Program) -> None:
    _project(program, _line("rina", FIRST, SECOND), _line("bayu", FIRST))
    assert program.ok("agreement", "--json") == program.ok("agreement", "--json")


def test_articles_that_are_not_done_twice_do_not_count(program: Program) -> None:
    _project(
        program,
        _line("rina", FIRST),
        _line("bayu", FIRST),
        _line("rina", FIRST, identifier="a2"),
        _line("bayu", identifier="a2", state="begun"),
    )
    assert program("agreement", "--json").json["articles"] == 1


def test_without_any_article_done_twice_there_is_nothing_to_print(program: Program) -> None:
    _project(program, _line("rina", FIRST))
    ran = program("agreement")
    assert ran.status == 1
    assert "no article is done in two layers" in ran.err


def test_layers_that_cannot_be_compared_are_refused(program: Program) -> None:
    _project(program, _line("rina", FIRST), _line("bayu", FIRST))
    for wanted in ("rina", "rina,rina", "rina,nobody", "rina,bayu,gold"):
        ran = program("agreement", "--layers", wanted)
        assert ran.status == 2, wanted
    assert program("agreement", "--layers", "rina,bayu").status == 0


def test_what_was_changed_after_it_was_done_counts_only_beside(program: Program, tmp_path: Path) -> None:
    with make_project(tmp_path / "work" / "annotator.db") as project:
        for name in ("anno1", "anno2"):
            _do(project, name, Edit(name, "a1", None, Status(Progress.DONE)))
        _do(project, "anno1", Edit("anno1", "a1", None, a_span("s1")))
        _do(project, "anno2", Edit("anno2", "a1", None, a_span("s1")))
    found = program("agreement", "--json").json
    assert found["spans"]["exact_f1"] is None
    assert found["now"]["spans"]["exact_f1"] == 1


def _do(project: Project, who: str, *edits: Edit) -> None:
    project.act(who, "tag", edits)


def test_the_table_says_what_it_rests_on(program: Program) -> None:
    _project(program, _line("rina", FIRST), _line("bayu", FIRST))
    out = program.ok("agreement")
    assert "bayu, rina, 1 article done by two or more" in out
    assert "n/a" in out


def test_agreement_is_split_by_whether_people_were_shown_suggestions(program: Program) -> None:
    _project(
        program,
        _line("rina", FIRST, SECOND),
        _line("bayu", FIRST),
        _line("rina", FIRST, identifier="a2"),
        _line("bayu", FIRST, identifier="a2"),
        _line("rina", FIRST, identifier="a3"),
        _line("bayu", SECOND, identifier="a3"),
    )
    assert "shown to" not in program.ok("agreement")
    with open_project(Path("annotator.db"), "anna") as project:
        given = [("a1", "rina", True), ("a1", "bayu", True), ("a2", "rina", False), ("a2", "bayu", False)]
        given += [("a3", "rina", False), ("a3", "bayu", True)]
        edits = [Edit(PROJECT, article, None, Assignment(who, how)) for article, who, how in given]
        project.act("anna", "assign", edits)
    found = program("agreement", "--json").json["assigned"]
    assert {how: one["spans"]["exact_f1"] for how, one in found.items()} == {
        "with": 2 / 3,
        "without": 1.0,
        "mixed": 0.0,
    }
    assert found["with"]["intervals"]["spans"]["exact_f1"] is None  # of one article there is none
    printed = program.ok("agreement")
    assert "shown to neither" in printed
    assert "shown to one" in printed


def test_pairs_and_annotators_against_gold_have_intervals(program: Program) -> None:
    _project(
        program,
        *(_line(layer, FIRST, SECOND) for layer in ("rina", "gold")),
        _line("bayu", FIRST),
        *(_line(layer, FIRST, identifier="a2") for layer in ("rina", "bayu", "gold")),
    )
    found = program("agreement", "--json").json
    for one in (found["pairs"][0], found["gold"]["bayu"]):
        low, high = one["intervals"]["spans"]["exact_f1"]
        assert low <= 4 / 5 <= high
        assert low < high


def test_items_of_an_article_stay_hidden_until_one_has_done_it(program: Program) -> None:
    _project(program, _line("rina", FIRST, SECOND), _line("bayu", FIRST))
    program.ok("members", "add", "citra")
    ran = program("--as", "citra", "agreement", "--items", "--json")
    assert ran.json["items"] == []
    assert "hidden until you have done them yourself" in ran.err
    assert len(program("--as", "rina", "agreement", "--items", "--json").json["items"]) == 2
    assert len(program("agreement", "--items", "--json").json["items"]) == 2  # a reviewer sees everything


def test_links_and_types_tell_how_many_they_rest_on(program: Program) -> None:
    speaker = a_quote("p1", 12, 16, "SPEAKER")
    said = {"relations": [{"id": "r1", "label": "said_by", "from": "s1", "to": "p1"}]}
    lines = [
        a_line("a1", TEXT, layer=layer, state="done", spans=[FIRST, speaker], **said)
        for layer in ("rina", "bayu")
    ]
    _project(program, *lines)
    found = program("agreement", "--json").json
    assert found["links"]["said_by"]["counted"] == found["speaker"]["span"]["counted"] == 2
    assert found["types"][""]["counted"] == 2


def _card(program: Program) -> str:
    program.ok("export", "--format", "jsonl", "--layer", "all", "--out", "out")
    return Path("out/README.md").read_text(encoding="utf-8")


def test_a_card_tells_how_far_those_agree_who_have_done_an_article(program: Program) -> None:
    quote = {"id": "s1", "label": "QUOTE", "start": 0, "end": 5, "attributes": {"type": "direct"}}
    other = {"id": "s1", "label": "QUOTE", "start": 0, "end": 4, "attributes": {"type": "direct"}}
    _project(program, _line("anna", quote), _line("budi", other), _line("anna", quote, identifier="a2"))
    card = _card(program)
    assert "Agreement: `anna`, `budi`, over 1 article done by two or more" in card
    assert (
        "| agreement | exact F1 | overlap F1 | alpha_U |\n|---|---:|---:|---:|\n| QUOTE | 0.000 | 1.000 |"
        in card
    )


def test_a_card_says_why_it_tells_no_agreement(program: Program) -> None:
    quote = {"id": "s1", "label": "QUOTE", "start": 0, "end": 5}
    _project(program, _line("anna", quote))
    assert "Agreement: One annotator (`anna`): there is no agreement to tell." in _card(program)
    Path("more.jsonl").write_text(_line("budi", quote, state="begun"), encoding="utf-8")
    program.ok("import", "more.jsonl")
    assert "No article of this export was done by two people" in _card(program)
