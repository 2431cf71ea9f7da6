"""The verbs that look after a project: log, stats, lists, check, backup, restore."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.cli.history import line
from annotator.model.edits import Edit
from annotator.model.items import (
    GOLD,
    PEOPLE,
    Decision,
    Entity,
    Fragment,
    Item,
    Link,
    Progress,
    Relation,
    Span,
    Status,
)
from annotator.store import checks
from annotator.store.history import Logged
from annotator.store.opening import open_project
from annotator.store.sitting import sit
from annotator.text.graphemes import cell_width
from tests.unit.cli_runs import REPOSITORY, Program, a_line, a_quote, one_sentence

PROJECT = Path("annotator.db")


@pytest.fixture
def worked(program: Program) -> Program:
    """A project in which anna tagged, undid and tagged, and budi's layer was imported."""
    Path("x.jsonl").write_text(a_line(layer="budi", spans=[a_quote()]), encoding="utf-8")
    Path("y.txt").write_text("“Lain,” katanya.", encoding="utf-8")
    program.ok("init")
    program.ok("import", "x.jsonl", "y.txt")
    with open_project(PROJECT, "anna") as project:
        sitting = sit(project, "anna", "y")
        quote = Span("s1", "QUOTE", (Fragment(0, 7),))
        status = Edit("anna", "y", None, Status(Progress.BEGUN))
        sitting.commit("tag QUOTE", [status, Edit("anna", "y", None, quote)])
        sitting.undo()
        sitting.redo()
    return program


def test_the_log_has_every_action_once(worked: Program) -> None:
    lines = worked.ok("log").splitlines()
    assert [line.split("  ")[2] for line in lines] == [
        "init",
        "import",
        "tag QUOTE ““Lain,””",
        "undo: tag QUOTE ““Lain,””",
        "redo: tag QUOTE ““Lain,””",
    ]
    assert [line.split("  ")[-1] for line in lines][:3] == [
        "(1 member, 1 setting)",
        "(1 span, 1 state, 1 member)",
        "(1 span, 1 state)",
    ]
    told = worked("log", "--json").json
    assert len({one["action"] for one in told}) == len(told) == 5
    imported = told[1]
    assert (imported["articles"], imported["layers"], imported["operations"]) == (["a1"], ["budi"], 2)
    assert (told[3]["kind"], told[3]["undoes"]) == ("undo", told[2]["action"])


def test_the_log_says_what_it_was_about(worked: Program) -> None:
    quote = Span("s2", "QUOTE", (Fragment(0, 3), Fragment(8, 16)))
    speaker = Span("s3", "SPEAKER", (Fragment(12, 15),))
    relation = Relation("r1", "said_by", "s2", "s3")
    rina = Entity("e1", "person", "Rina Wulandari")
    with open_project(PROJECT, "anna") as project:
        sitting = sit(project, "anna", "y")

        def act(command: str, *items: Item) -> None:
            layers = [PEOPLE if isinstance(item, Entity) else "anna" for item in items]
            articles = ["" if isinstance(item, Entity) else "y" for item in items]
            sitting.commit(command, list(map(Edit, layers, articles, [None] * len(items), items)))

        act("tag QUOTE", quote)
        act("tag SPEAKER", relation, speaker)
        act("name a person", rina, Link("l1", "refers_to", "s3", "e1"))
        sitting.undo()
        act("link speaker", Relation("r2", "said_by", "s1", "s3"))
        sitting.commit("delete QUOTE", sitting.view.layer.removal("s2"))
        sitting.correct_kind(0, "heading")
    said = [line.split("  ", 2)[2] for line in worked.ok("log", "-n", "7").splitlines()]
    assert said == [
        "tag QUOTE ““La katanya.”  y  (1 span)",
        "tag SPEAKER “nya”  y  (1 span, 1 relation)",
        "name a person “nya” → Rina Wulandari  y  (1 link, 1 person or organisation)",
        "undo: name a person “nya” → Rina Wulandari  y  (1 link, 1 person or organisation)",
        "link speaker “nya”  y  (1 relation)",
        "delete QUOTE ““La katanya.”  y  (1 span, 1 relation)",
        "correct a paragraph's kind ““Lain,” katanya.”  y  (1 paragraph kind)",
    ]
    told = worked("log", "-n", "5", "--json").json[0]
    assert (told["text"], told["person"]) == ("nya", "Rina Wulandari")


def logged(words: str) -> Logged:
    return Logged("d.1", "2026", "anna", "d", "do", "", "tag QUOTE", words, "", ("y",), (), 1, {"span": 2})


def test_on_a_terminal_a_line_of_the_log_is_a_row() -> None:
    one = logged("kata " * 50)
    assert len(line(one)) > 100
    assert line(one, 60) == "2026  anna  tag QUOTE “kata kata kata kata k…”  y  (2 spans)"
    assert all(cell_width(line(one, cells)) <= cells for cells in range(1, 80))


def test_a_long_label_takes_no_more_than_a_piece_of_a_line_of_the_log() -> None:
    words = line(logged("pasar " * 5_000)).partition("“")[2].partition("”")[0]
    assert words.endswith("…")
    assert 60 < len(words) <= 80


def test_an_article_to_which_nothing_was_done_has_an_empty_log(worked: Program) -> None:
    Path("z.txt").write_text("Kata.")
    worked.ok("import", "z.txt")
    ran = worked("log", "z")
    assert (ran.status, ran.out, ran.err) == (0, "", "Nobody has done anything in z yet.\n")
    assert worked("log", "z", "--json").json == []


def test_the_log_of_an_article_and_its_end(worked: Program) -> None:
    assert len(worked.ok("log", "y").splitlines()) == 3
    assert len(worked.ok("log", "a1").splitlines()) == 1
    assert "redo" in worked.ok("log", "-n", "1")
    assert worked.ok("log", "-n", "2").splitlines() == worked.ok("log").splitlines()[-2:]
    assert worked.ok("log", "y", "-n", "2").splitlines() == worked.ok("log", "y").splitlines()[-2:]
    assert worked.ok("log", "-n", "99") == worked.ok("log")
    assert worked("log", "nothing").status == 2
    assert worked("log", "-n", "0").status == 2


def test_figures(worked: Program) -> None:
    out = worked.ok("stats")
    assert out.startswith("2 articles (")
    assert out.splitlines()[0].endswith("2 members, 0 people and organisations")
    table = out.split("\n\n")[1].splitlines()
    rows = {line.split()[0]: line.split() for line in table}
    assert rows["anna"][1:4] == ["1", "1", "0"]
    told = worked("stats", "--json").json
    by_layer = {one["name"]: one for one in told["layers"]}
    assert by_layer["budi"]["labels"] == {"QUOTE": 1}
    assert by_layer["anna"]["new"] == 1
    layers = worked("layers", "--json").json
    assert [(one["layer"], one["spans"]) for one in layers] == [("anna", 1), ("budi", 1)]
    assert worked("articles", "--state", "begun", "--json").json[0]["id"] == "y"
    assert "No people yet" in worked("people").err


def test_stats_tell_progress_suggestions_and_agreement(program: Program) -> None:
    program.ok("demo", "--no-open", "--dir", "d")
    project = ("-p", "d/annotator.db", "--as", "sari")
    program.ok("assign", "--to", "bram,sari", "--each", "1", *project)
    told = program("stats", "--json", *project).json
    assert sum(one["articles"] for one in told["assigned"].values()) == 6
    (pair,) = told["agreement"]
    assert (pair["layers"], pair["articles"]) == (["bram", "sari"], 4)
    assert 0 < pair["exact_f1"] < pair["overlap_f1"] < 1
    assert told["suggestions"]["accepted"] > 0
    by_layer = {one["name"]: one for one in told["layers"]}
    sari = by_layer["sari"]
    assert sari["per_article"]["QUOTE"] == round(sari["labels"]["QUOTE"] / 5, 2)
    shown = program.ok("stats", *project)
    assert "agreement now" in shown
    assert "suggested quotes:" in shown
    quick = program("stats", "--quick", "--json", *project).json
    assert "agreement" not in quick
    assert "suggestions" not in quick


def test_articles_are_searched_narrowed_and_sorted(program: Program) -> None:
    program.ok("init")
    Path("kapal.txt").write_text("Kapal Berlayar\nNakhoda pulang.", encoding="utf-8")
    Path("dermaga.txt").write_text("Dermaga Baru\nNakhoda datang, katanya.", encoding="utf-8")
    program.ok("import", "kapal.txt", "dermaga.txt", "--lang", "id")

    def ids(*options: str) -> list[str]:
        return [row["id"] for row in program("articles", *options, "--json").json]

    assert ids("--search", "NAKHODA") == ["dermaga", "kapal"]
    assert ids("--search", "nakhoda kata*", "--lang", "id") == ["dermaga"]
    assert ids("--search", "kata") == []
    assert ids("--sort", "title", "--reverse") == ["kapal", "dermaga"]
    assert ids("--flagged") == ids("--publisher", "Kabar") == ids("--lang", "en") == []
    ran = program("articles", "--state", "done", "--search", "nakhoda")
    assert (ran.status, ran.out) == (0, "")
    assert "No article is like that." in ran.err


def test_an_empty_project_has_figures_too(program: Program) -> None:
    program.ok("init")
    assert program.ok("stats").startswith("0 articles")
    for verb in ("articles", "people", "layers"):
        ran = program(verb)
        assert (ran.status, ran.out) == (0, "")
        assert program(verb, "--json").json == []
    assert "init" in program.ok("log")


def test_a_project_that_is_whole(worked: Program) -> None:
    assert "is whole" in worked.ok("check")
    assert worked("check", "--json").json["whole"] is True
    assert not PROJECT.with_name("annotator.db-wal").exists()


def test_tables_that_were_changed_behind_the_log(worked: Program) -> None:
    with sqlite3.connect(PROJECT) as connection:
        connection.execute("UPDATE spans SET label = 'CUE' WHERE layer = 'budi'")
    connection.close()
    ran = worked("check")
    assert ran.status == 1
    assert "span s1 in budi, a1" in ran.out
    told = worked("check", "--json")
    assert (told.status, told.json["whole"], len(told.json["problems"])) == (1, False, 1)


@pytest.mark.parametrize(
    ("statement", "item"),
    [
        ("DELETE FROM links", ""),
        ("DELETE FROM states WHERE layer = 'anna'", "status status in anna, y"),
        ("INSERT INTO states VALUES ('budi', 'y', 'new', 0)", "status status in budi, y"),
        ("INSERT INTO notes VALUES ('cici', 'y', 'n1', '', 'cici', 'Hm.', '', 0)", "note n1 in cici, y"),
        ("INSERT INTO notes VALUES ('suggest:id@1', 'y', 'n1', '', '', 'Hm.', '', 0)", ""),
        ("INSERT INTO entities VALUES ('e1', 'person', 'Rina', '')", "entity e1 in people"),
        ("INSERT INTO members VALUES ('edi', 1)", "member edi in :project"),
        ("DELETE FROM settings", "setting scheme in :project"),
        ("INSERT INTO kinds VALUES ('y', 0, 'heading')", "kind 0 in :project, y"),
    ],
)
def test_every_table_is_held_to_the_log(worked: Program, statement: str, item: str) -> None:
    with sqlite3.connect(PROJECT) as connection:
        connection.execute(statement)
    connection.close()
    with open_project(PROJECT, "anna") as project:
        found = list(checks.problems(project.db))
    assert found == ([f"The tables and the log differ: {item}."] if item else [])


def test_a_backup_comes_back(worked: Program) -> None:
    before = worked.ok("log")
    place = Path(worked.ok("backup").strip())
    assert place.parent == Path()
    worked.ok("members", "add", "cici")
    out = worked.ok("restore", place)
    assert worked.ok("log") == before
    aside = Path("annotator-replaced.db")
    assert str(aside) in out
    assert "cici" in worked.ok("members", "-p", aside)
    assert "is whole" in worked.ok("check")
    worked.ok("members", "add", "dodi")
    devices = {one["device"] for one in worked("log", "--json").json}
    assert len(devices) == 2


def test_a_backup_with_a_name(worked: Program) -> None:
    assert worked.ok("backup", "copy.db") == "copy.db\n"
    assert worked("backup", "copy.db").status == 2
    assert worked("backup", "nowhere/copy.db").status == 2
    PROJECT.unlink()
    worked.ok("restore", "copy.db")
    assert "is whole" in worked.ok("check")


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("none.db", None, 3), ("empty.db", b"", 3), ("text.db", b"hello" * 100, 3), ("annotator.db", None, 2)],
)
def test_what_is_no_backup_replaces_nothing(
    worked: Program, name: str, content: bytes | None, status: int
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    before = PROJECT.read_bytes()
    ran = worked("restore", name)
    assert ran.status == status
    assert one_sentence(ran.err)
    assert PROJECT.read_bytes() == before
    assert not list(Path().glob(".*"))


def test_a_foreign_database_is_no_backup(worked: Program) -> None:
    with sqlite3.connect("other.db") as connection:
        connection.execute("CREATE TABLE operations (x)")
    connection.close()
    assert worked("restore", "other.db").status == 3


_AT_WORK = """
import sys
from pathlib import Path
from annotator.store.opening import open_project
with open_project(Path(sys.argv[1]), "budi"):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_nothing_is_restored_under_somebody_at_work(worked: Program) -> None:
    place = Path(worked.ok("backup").strip())
    with subprocess.Popen(
        [sys.executable, "-c", _AT_WORK, str(PROJECT)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        ran = worked("restore", place)
        assert ran.status == 3
        assert "close it there first" in ran.err
        assert not Path("annotator-replaced.db").exists()
        other.communicate()
    worked.ok("restore", place)


def test_a_process_that_was_killed_does_not_stand_in_the_way(worked: Program) -> None:
    place = Path(worked.ok("backup").strip())
    with subprocess.Popen(
        [sys.executable, "-c", _AT_WORK, str(PROJECT)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    assert Path("annotator.db-shm").exists()
    worked.ok("restore", place)
    assert "is whole" in worked.ok("check")
    assert not Path("annotator.db-shm").exists()


def test_schemes(worked: Program) -> None:
    assert "[labels.QUOTE]" in worked.ok("scheme")
    assert worked("scheme", "show", "--json").json["name"] == "quotation"
    mine = 'name = "mine"\nversion = 1\n[labels.CLAIM]\nkey = "o"\n'
    Path("mine.toml").write_text(mine)
    assert "CLAIM (o)" in worked.ok("scheme", "check", "mine.toml")
    worked.ok("init", "mine.db", "--scheme", "mine.toml")
    assert worked.ok("scheme", "-p", "mine.db") == mine


def test_a_key_of_a_command_is_no_label_s(worked: Program) -> None:
    from annotator.tui.commands import reserved_keys

    key = next(iter(sorted(key for key in reserved_keys() if key.isalpha())))
    Path("mine.toml").write_text(f'name = "mine"\nversion = 1\n[labels.CLAIM]\nkey = "{key}"\n')
    for arguments in (["scheme", "check", "mine.toml"], ["init", "mine.db", "--scheme", "mine.toml"]):
        ran = worked(*arguments)
        assert ran.status == 3
        assert "mine.toml, line 4" in ran.err
    assert not Path("mine.db").exists()


def test_stats_count_the_reasons_of_reviewers(program: Program) -> None:
    program.ok("demo", "--no-open", "--dir", "d")
    with open_project(Path("d/annotator.db"), "sari") as project:
        words = [
            Decision(f"d{number}", "QUOTE", (Fragment(number, number + 5),), "rejected", reason, "sari")
            for number, reason in enumerate(("a title", "a title", "too wide", ""))
        ]
        project.act("sari", "none", [Edit(GOLD, "bell-tower", None, word) for word in words])
    given = ("stats", "--quick", "-p", "d/annotator.db", "--as", "sari")
    assert program(*given, "--json").json["reasons"] == {"a title": 2, "too wide": 1}
    assert "reviewers' reasons" in program.ok(*given)
