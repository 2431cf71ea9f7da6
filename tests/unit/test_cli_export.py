"""`annotator export`: which layers and articles, where to, and with what status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.formats.registry import EXPORTS
from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Entity
from annotator.store.opening import open_project
from tests.unit.cli_runs import Program, a_line, a_quote


@pytest.fixture
def two(program: Program) -> Program:
    """A project in which budi has labelled two articles and cici one."""
    lines = [
        a_line("a1", layer="budi", state="done", spans=[a_quote()]),
        a_line("a1", layer="cici", state="begun", spans=[a_quote(end=3)]),
        a_line("a2", "“Lain,” katanya.", layer="budi", state="begun", spans=[a_quote()]),
    ]
    Path("x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    program.ok("init")
    program.ok("import", "x.jsonl")
    return program


def lines_of(folder: str) -> list[tuple[str, str]]:
    """(article, layer) of an export's lines."""
    text = (Path(folder) / "spans/all.jsonl").read_text(encoding="utf-8")
    return [(line["id"], line["layer"]) for line in map(json.loads, text.splitlines())]


def test_the_layer_must_be_named_where_several_have_one(two: Program) -> None:
    ran = two("export", "--format", "jsonl")
    assert ran.status == 2
    assert ran.err.startswith("Which layer? annotator.db has no gold")
    assert "budi, cici" in ran.err
    assert two("export", "--format", "jsonl", "--as", "cici").err.startswith(
        "Which layer? Yours is cici: --layer cici."
    )
    assert not Path("exports").exists()


def test_the_formats_are_listed_where_none_is_named(two: Program) -> None:
    ran = two("export", "--layer", "budi")
    assert ran.status == 2
    assert all(name in ran.err for name in EXPORTS)


def test_what_replaces_an_earlier_export_says_so(two: Program) -> None:
    ran = two("export", "--format", "jsonl,conll", "--layer", "budi", "--out", "o")
    assert ran.out.startswith("o (conll, jsonl): 2 articles")
    assert "replaced" not in ran.err
    ran = two("export", "--format", "jsonl", "--layer", "budi", "--out", "o")
    assert ran.out.startswith("o (jsonl): 2 articles")
    assert "The earlier export in o (conll, jsonl) was replaced; conll is not in the new one.\n" in ran.err
    ran = two("export", "--format", "jsonl", "--layer", "budi", "--out", "o", "--json")
    assert (ran.json["formats"], ran.json["replaced"]) == (["jsonl"], ["jsonl"])


def test_the_only_layer_and_gold_need_no_name(two: Program) -> None:
    Path("y.jsonl").write_text(a_line(layer="gold", spans=[a_quote()]), encoding="utf-8")
    two.ok("import", "y.jsonl")
    two.ok("export", "--format", "jsonl")
    assert lines_of("exports/annotator") == [("a1", "gold")]
    two.ok("init", "other.db")
    two.ok("import", "y.jsonl", "-p", "other.db", "--layer", "dodi")
    two.ok("export", "--format", "jsonl", "-p", "other.db")
    assert lines_of("exports/other") == [("a1", "dodi")]


def test_all_layers_and_states(two: Program) -> None:
    assert two("export", "--format", "jsonl,conll", "--layer", "all", "--out", "o").status == 0
    assert lines_of("o") == [("a1", "budi"), ("a1", "cici"), ("a2", "budi")]
    assert {path.name for path in Path("o/conll").iterdir()} == {"budi", "cici"}
    two.ok("export", "--format", "jsonl", "--layer", "all", "--out", "o", "--state", "done")
    assert lines_of("o") == [("a1", "budi")]
    assert not Path("o/conll").exists()


def test_nothing_selected_is_1_and_says_why(two: Program) -> None:
    ran = two("export", "--format", "jsonl", "--layer", "cici", "--state", "done", "--out", "o")
    assert ran.status == 1
    assert "cici is done; 1 are in another state" in ran.err
    assert not Path("o").exists()
    two.ok("init", "empty.db")
    assert "no articles yet" in two("export", "--format", "jsonl", "-p", "empty.db").err
    Path("z.txt").write_text("Kata.")
    two.ok("import", "z.txt", "-p", "empty.db")
    ran = two("export", "--format", "jsonl", "-p", "empty.db")
    assert (ran.status, "nobody has labelled" in ran.err) == (1, True)


@pytest.mark.parametrize(
    "options",
    [
        ["--format", "doc"],
        ["--format", "jsonl", "--layer", "nobody"],
        ["--format", "jsonl", "--layer", "budi", "--state", "finished"],
        ["--format", "jsonl", "--layer", "budi", "--split", "80,10"],
        ["--format", "jsonl", "--layer", "budi", "--tiers", "round"],
        ["--layer", "budi"],
    ],
)
def test_what_cannot_be_exported_is_2(two: Program, options: list[str]) -> None:
    assert two("export", *options).status == 2
    assert not Path("exports").exists()


def test_a_folder_that_is_not_ours_is_left_alone(two: Program) -> None:
    Path("mine").mkdir()
    Path("mine/letter.txt").write_text("x")
    ran = two("export", "--format", "jsonl", "--layer", "budi", "--out", "mine")
    assert ran.status == 2
    assert [path.name for path in Path("mine").iterdir()] == ["letter.txt"]


def test_losses_are_1_unless_allowed(two: Program) -> None:
    spans = [a_quote("s1"), a_quote("s2", label="SPEAKER"), a_quote("s3", 0, 3, label="CUE")]
    Path("y.jsonl").write_text(
        a_line("a3", "“Ya!” katanya lagi.", layer="dodi", spans=spans), encoding="utf-8"
    )
    two.ok("import", "y.jsonl")
    options = ["export", "--format", "conll", "--layer", "dodi", "--out", "o"]
    ran = two(*options)
    assert ran.status == 1
    assert "1 loss in conll" in ran.err
    told = two(*options, "--allow-loss", "--json")
    assert told.status == 0
    assert told.json["losses"] == {"conll": 1}
    assert two(*options, "--tiers", "flat", "--allow-loss", "--json").json["lost"] == 2


def test_splits(two: Program) -> None:
    ran = two("export", "--format", "jsonl", "--layer", "budi", "--out", "o", "--split", "50,0,50", "--json")
    assert ran.status == 0
    assert sum(ran.json["splits"].values()) == 2
    assert sorted(path.stem for path in Path("o/spans").iterdir()) == [
        "entities",
        "test",
        "train",
        "validation",
    ]


def test_links_lead_to_whoever_stands_for_a_person_now(two: Program) -> None:
    line = a_line(
        "a4",
        "“Hm,” katanya.",
        layer="dodi",
        spans=[a_quote()],
        links=[{"id": "l1", "label": "said_by", "from": "s1", "entity": "e1"}],
        entities=[{"id": "e1", "kind": "person", "name": "Rina"}],
    )
    Path("y.jsonl").write_text(line, encoding="utf-8")
    two.ok("import", "y.jsonl")
    with open_project(Path("annotator.db"), "anna") as project:
        old = project.entities()["e1"]
        new = Entity("e2", "person", "Rina Wulandari")
        merged = Entity("e1", "person", "Rina", merged_into="e2")
        project.act("anna", "merge", [Edit(PEOPLE, "", None, new), Edit(PEOPLE, "", old, merged)])
    two.ok("export", "--format", "jsonl", "--layer", "dodi", "--out", "o")
    found = json.loads(Path("o/spans/all.jsonl").read_text(encoding="utf-8"))
    assert found["links"][0]["entity"] == "e2"
    assert [one["name"] for one in found["entities"]] == ["Rina Wulandari"]
    assert '"e1"' not in Path("o/spans/entities.jsonl").read_text(encoding="utf-8")
    assert "→ e2" in two.ok("people")


def test_a_part_of_the_project_by_label_and_language(two: Program) -> None:
    assert two("export", "--format", "jsonl", "--layer", "budi", "--out", "o", "--label", "CUE").status == 0
    lines = [json.loads(line) for line in Path("o/spans/all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["spans"] for line in lines] == [[], []]
    ran = two("export", "--format", "jsonl", "--layer", "budi", "--out", "o", "--label", "CUE,NOPE")
    assert ran.status == 2
    assert "no label 'NOPE' in the scheme; there are QUOTE, " in ran.err
    ran = two("export", "--format", "jsonl", "--layer", "budi", "--out", "o", "--lang", "en,nl")
    assert ran.status == 1
    assert "no article is in en or nl; there are articles in xx." in ran.err


def test_the_words_of_the_card_belong_to_the_project(two: Program) -> None:
    two.ok("card", "--licence", "cc-by-4.0", "--citation", "Budi (2026)", "--as", "budi")
    assert two("card", "--json").json == {"title": "", "licence": "cc-by-4.0", "citation": "Budi (2026)"}
    two.ok("export", "--format", "jsonl", "--layer", "budi", "--out", "o")
    assert "license: cc-by-4.0\n" in Path("o/README.md").read_text(encoding="utf-8")
    two.ok("card", "--licence", "", "--as", "budi")
    assert two("card", "--json").json["licence"] == ""
    two.ok("check")


def test_articles_of_a_group_fall_into_one_split(two: Program) -> None:
    lines = [
        a_line(f"g{number}", f"“Kabar {number},” katanya.", layer="budi", state="done")
        for number in range(30)
    ]
    Path("g.jsonl").write_text("\n".join(lines), encoding="utf-8")
    two.ok("import", "g.jsonl")
    with open_project(Path("annotator.db"), "budi") as project, project.writing() as db:
        db.execute('CREATE TABLE IF NOT EXISTS groups (article TEXT PRIMARY KEY, "group" TEXT NOT NULL)')
        for number in range(30):
            db.execute('INSERT INTO groups (article, "group") VALUES (?, ?)', [f"g{number}", "wire"])
    two.ok("export", "--format", "jsonl", "--layer", "budi", "--out", "o", "--split", "40,30,30")
    found = {
        split: {json.loads(line)["id"] for line in Path(f"o/spans/{split}.jsonl").read_text().splitlines()}
        for split in ("train", "validation", "test")
    }
    assert sorted(len({one for one in ids if one.startswith("g")}) for ids in found.values()) == [0, 0, 30]


def test_articles_that_a_member_has_not_begun_come_along_when_any_state_is_asked_for(two: Program) -> None:
    Path("more.txt").write_text("Judul\n“Belum,” katanya.\n", encoding="utf-8")
    two.ok("import", "more.txt")
    ran = two("export", "--format", "jsonl,conll", "--layer", "cici", "--state", "any", "--out", "o")
    assert ran.status == 0
    assert ran.err == "2 articles that cici has not begun came along.\n"
    assert lines_of("o") == [("a1", "cici"), ("a2", "cici"), ("more", "cici")]
    found = [json.loads(line) for line in Path("o/spans/all.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["state"], len(line["spans"])) for line in found] == [("begun", 1), ("new", 0), ("new", 0)]
    two.ok("export", "--format", "jsonl", "--layer", "cici", "--state", "new,done", "--out", "o")
    assert lines_of("o") == [("a2", "cici"), ("more", "cici")]
    two.ok("export", "--format", "jsonl", "--layer", "cici", "--out", "o")
    assert lines_of("o") == [("a1", "cici")]


def test_a_member_who_has_begun_nothing_has_a_layer_of_new_articles(two: Program) -> None:
    two.ok("members", "add", "eka")
    assert two("export", "--format", "jsonl", "--layer", "eka", "--out", "o").status == 2
    two.ok("export", "--format", "jsonl", "--layer", "eka", "--state", "any", "--out", "o")
    assert lines_of("o") == [("a1", "eka"), ("a2", "eka")]
    two.ok("init", "other.db")
    two.ok("import", "-p", "other.db", "o")
    assert two.ok("articles", "-p", "other.db").count("\n") == 3


def test_all_layers_tell_of_articles_that_are_in_none(two: Program) -> None:
    Path("more.txt").write_text("Judul\n“Belum,” katanya.\n", encoding="utf-8")
    two.ok("import", "more.txt")
    ran = two("export", "--format", "jsonl", "--layer", "all", "--state", "any", "--out", "o")
    assert lines_of("o") == [("a1", "budi"), ("a1", "cici"), ("a2", "budi")]
    assert ran.err == "1 article in no layer did not come along; --layer NAME takes all, labelled or not.\n"
