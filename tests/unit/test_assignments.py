"""Who labels what: the same draw everywhere, even loads, nothing given twice; and nobody peeks."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UsageError
from annotator.model.assigning import Wish, draw
from annotator.model.edits import Edit
from annotator.model.items import Progress, Status
from annotator.session.command import Command
from annotator.store import checks, reading
from annotator.store.assignments import assign, assignment_rows, hidden_because, shows_suggestions, unassign
from annotator.store.members import add_member
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.tui.desk import Desk
from tests.unit.cli_runs import Program, a_line, a_quote
from tests.unit.conftest import begin

ARTICLES = [f"a{number}" for number in range(200)]
NAMES = st.lists(st.text("abcdef", min_size=1, max_size=4), min_size=2, max_size=6, unique=True).map(tuple)


@given(st.sets(st.text(max_size=5), max_size=40), NAMES, st.integers(0, 5))
def test_a_draw_is_the_same_whatever_the_order_and_loads_are_even(
    articles: set[str], members: tuple[str, ...], seed: int
) -> None:
    wish = Wish(members, shared=0.5, seed=seed)
    drawn = draw(sorted(articles), wish, {})
    assert drawn == draw(sorted(articles, reverse=True), wish, {})
    assert {one.article for one in drawn} == articles
    assert len({(one.article, one.member) for one in drawn}) == len(drawn)
    loads = [Counter(one.member for one in drawn)[member] for member in members]
    assert max(loads) - min(loads) <= 1


def test_shares_are_met() -> None:
    drawn = draw(ARTICLES, Wish(("a", "b", "c"), shared=0.2, together=3, without_suggestions=0.1), {})
    people = Counter(one.article for one in drawn)
    assert Counter(people.values()) == {1: 160, 3: 40}
    assert sum(not one.suggestions for one in drawn) == round(0.1 * (160 + 120))


def test_another_seed_is_another_draw() -> None:
    assert draw(ARTICLES, Wish(("a", "b")), {}) != draw(ARTICLES, Wish(("a", "b"), seed=1), {})


def test_who_has_less_so_far_gets_more() -> None:
    loads = Counter(one.member for one in draw(ARTICLES, Wish(("a", "b")), {"a": 100}))
    assert loads == {"a": 50, "b": 150}


@pytest.mark.parametrize(
    "wish",
    [
        Wish(()),
        Wish(("a", "a")),
        Wish(("a",), each=2),
        Wish(("a", "b"), shared=0.1, together=3),
        Wish(("a",), shared=1.5),
    ],
)
def test_what_cannot_be_met_is_refused(wish: Wish) -> None:
    with pytest.raises(UsageError):
        draw(ARTICLES, wish, {})


def test_assigned_articles_come_first_and_only_they(project: Project) -> None:
    assert reading.next_article(project.db, "anno2", "") == "a1"
    assign(project, "anno1", Wish(("anno2",)))
    assert [row.article for row in assignment_rows(project.db, "anno2")] == ["a1", "a2"]
    done = Edit("anno2", "a1", None, Status(Progress.DONE))
    project.act("anno2", "done", [done])
    assert reading.next_article(project.db, "anno2", "a1") == "a2"
    assert assignment_rows(project.db)[0].state is Progress.DONE
    assert list(checks.problems(project.db)) == []


def test_what_was_given_out_is_not_given_out_again(project: Project) -> None:
    first = assign(project, "anno1", Wish(("anno1", "anno2")))
    assert len(first) == 2
    assert assign(project, "anno1", Wish(("anno1", "anno2"))) == []


def test_a_dry_run_gives_out_nothing(project: Project) -> None:
    assert assign(project, "anno1", Wish(("anno2",)), dry_run=True)
    assert assignment_rows(project.db) == []


def test_only_reviewers_give_out_and_only_to_members(project: Project) -> None:
    with pytest.raises(UsageError, match="not a reviewer"):
        assign(project, "anno2", Wish(("anno1",)))
    with pytest.raises(UsageError, match="no member"):
        assign(project, "anno1", Wish(("zoe",)))


def test_what_is_begun_is_not_taken_back(project: Project) -> None:
    assign(project, "anno1", Wish(("anno2",)))
    project.act("anno2", "tag", [begin("anno2")])
    assert unassign(project, "anno1", "anno2") == 1
    assert [row.article for row in assignment_rows(project.db)] == ["a1"]


def test_suggestions_are_shown_unless_an_assignment_says_no(project: Project) -> None:
    assert shows_suggestions(project.db, "anno2", "a1")
    assign(project, "anno1", Wish(("anno2",), without_suggestions=1))
    assert not shows_suggestions(project.db, "anno2", "a1")
    assert shows_suggestions(project.db, "anno1", "a1")


def test_nobody_sees_the_other_before_both_are_done_but_reviewers(project: Project) -> None:
    add_member(project, "anno3", by="anno1")
    assign(project, "anno1", Wish(("anno2", "anno3"), shared=1))
    states = dict.fromkeys(("anno2", "anno3"))

    def mark(who: str, progress: Progress) -> None:
        old = states[who]
        project.act(who, "state", [Edit(who, "a1", old, Status(progress))])
        states[who] = Status(progress)  # type: ignore[assignment]  # None only before the first

    mark("anno2", Progress.BEGUN)
    mark("anno3", Progress.BEGUN)
    assert "marked it as done yourself" in hidden_because(project.db, "anno2", "anno3", "a1")
    mark("anno2", Progress.DONE)
    assert "still at work" in hidden_because(project.db, "anno2", "anno3", "a1")
    mark("anno3", Progress.DONE)
    for who, other in pairwise(("anno2", "anno3", "anno2")):
        assert hidden_because(project.db, who, other, "a1") == ""
    assert hidden_because(project.db, "anno1", "anno3", "a2") == ""
    assert hidden_because(project.db, "anno2", "anno2", "a2") == ""


def test_the_verb_gives_out_lists_and_takes_back(program: Program) -> None:
    program.ok("init")
    with open("x.jsonl", "w", encoding="utf-8") as out:
        for number in range(4):
            out.write(a_line(id=f"x{number}", text=f"“Ya,” kata Bima {number}.") + "\n")
    program.ok("import", "x.jsonl", "--layer", "")
    assert program("assign").status == 0
    assert program("assign", "--to", "anna,budi").status == 2
    program.ok("members", "add", "budi")
    assert "4 articles would be given out" in program.ok("assign", "--to", "anna,budi", "--dry-run")
    assert "2 to several people" in program.ok("assign", "--to", "anna,budi", "--shared", "50%")
    rows = program("assign", "--json").json
    assert len(rows) == 6
    assert program("assign", "--to", "anna").status == 1
    assert "3 articles taken back from budi" in program.ok("assign", "--take-back", "budi")
    assert program("assign", "--to", "anna", "--shared", "viel").status == 2


def test_show_does_not_show_what_is_blind(program: Program) -> None:
    program.ok("init")
    program.ok("members", "add", "budi")
    program.ok("members", "add", "citra")
    with open("x.jsonl", "w", encoding="utf-8") as out:
        out.write(a_line(id="x", layer="budi") + "\n")
    program.ok("import", "x.jsonl")
    ran = program("--as", "citra", "show", "x", "--layer", "budi")
    assert ran.status == 2
    assert "once you have marked it as done yourself" in ran.err
    program.ok("show", "x", "--layer", "budi")


def test_people_show_counts_what_is_blind_and_does_not_list_it(program: Program) -> None:
    program.ok("init")
    for name in ("budi", "citra"):
        program.ok("members", "add", name)
    with open("x.jsonl", "w", encoding="utf-8") as out:
        link = {"id": "l1", "label": "refers_to", "from": "s1", "entity": "e1"}
        people = [{"id": "e1", "kind": "person", "name": "Ani Lestari"}]
        spans = [a_quote(label="SPEAKER")]
        out.write(a_line("x", layer="budi", spans=spans, links=[link], entities=people) + "\n")
    program.ok("import", "x.jsonl")
    person = program("people", "list", "--json").json[0]["id"]
    blind, own = (
        program("--as", "citra", "people", "show", person),
        program("--as", "budi", "people", "show", person),
    )
    assert "blind to you" in blind.err
    assert "blind to you" not in own.err
    assert len(blind.out.splitlines()) < len(own.out.splitlines())


def test_whole_layers_leave_the_project_only_once_they_may_be_seen(program: Program) -> None:
    program.ok("init", "--as", "cici")
    for name in ("anna", "budi"):
        program.ok("members", "add", name, "--as", "cici")
    Path("x.jsonl").write_text(a_line("a1", layer="anna", spans=[a_quote()]) + "\n", encoding="utf-8")
    program.ok("import", "x.jsonl", "--as", "cici")
    for verb in (
        ["layers", "export", "anna", "anna.jsonl"],
        ["export", "--format", "jsonl", "--layer", "anna", "--out", "o"],
    ):
        ran = program(*verb, "--as", "budi")
        assert ran.status == 2
        assert "Until then only anna or a reviewer can export the layer" in ran.err
        program.ok(*verb, "--as", "anna")
        program.ok(*verb, "--as", "cici")


def test_the_log_tells_no_words_that_are_blind(program: Program) -> None:
    program.ok("init")
    for name in ("budi", "citra"):
        program.ok("members", "add", name)
    Path("x.jsonl").write_text(a_line("x", "“Kapal itu tiba,” kata Sari.") + "\n", encoding="utf-8")
    program.ok("import", "x.jsonl", "--layer", "")
    with open_project(Path("annotator.db")) as project:
        assert Desk(project, "budi", "x").run(Command("tag", text="QUOTE")).edits
    for who, told in (("citra", ""), ("budi", "“Kapal itu tiba,”"), ("anna", "“Kapal itu tiba,”")):
        (tagged,) = [one for one in program("--as", who, "log", "x", "--json").json if one["who"] == "budi"]
        assert (tagged["text"], tagged["changes"]["span"]) == (told, 1)
