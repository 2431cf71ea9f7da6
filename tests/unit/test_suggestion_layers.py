"""Suggestion layers in the store, what becomes of suggestions, and the verb that shows both."""

from __future__ import annotations

from pathlib import Path

from annotator.model.edits import Edit
from annotator.model.items import Decision, Fragment, Progress, Span, Status
from annotator.model.layer import layer_of
from annotator.model.suggestions import RULES_OFF, Suggestion, suggestion_id
from annotator.store import checks, suggestions, tables
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.store.rows import insert_items
from annotator.suggest.fates import Fate, fates
from tests.unit.cli_runs import Program
from tests.unit.conftest import a_span
from tests.unit.test_session_suggestions import ALL, CAME, COSTS, LINES, READY

TEXT = "\n".join(LINES)


def test_a_layer_of_suggestions_is_rows_outside_the_log(project: Project) -> None:
    before = project.db.conn.execute("SELECT count(*) FROM operations").fetchone()
    assert suggestions.outdated(project.db, "suggest:id@1") == ["a1", "a2"]
    assert suggestions.write(project, "suggest:id@1", [("a1", TEXT, ALL)]) == 3
    layer = project.layer("suggest:id@1", "a1")
    assert set(layer.spans) == {span.id for one in ALL for span in one.spans()}
    assert {one.name for one in suggestions.suggested_people(project.db, "suggest:id@1", "a1").values()} == {
        "Rina Wulandari",
        "Dinas Perdagangan",
        "Bima",
    }
    assert project.db.conn.execute("SELECT count(*) FROM operations").fetchone() == before
    assert suggestions.outdated(project.db, "suggest:id@1") == ["a2"]
    assert list(checks.problems(project.db)) == []


def test_another_version_takes_the_place_of_the_one_before(project: Project) -> None:
    suggestions.write(project, "suggest:id@1", [("a1", TEXT, ALL)])
    suggestions.write(project, "suggest:id-x@1", [("a1", TEXT, (CAME,))])
    suggestions.write(project, "suggest:id@2", [("a1", TEXT, (READY,))])
    assert tables.read_layer(project.db, "suggest:id@1", "a1").is_empty()
    assert READY.id in tables.read_layer(project.db, "suggest:id@2", "a1").spans
    assert CAME.id in tables.read_layer(project.db, "suggest:id-x@1", "a1").spans, "another pack's stay"


def test_what_it_costs_to_write_does_not_grow_with_what_is_labelled_elsewhere(project: Project) -> None:
    def cost() -> int:
        """Thousands of SQLite's steps, which no clock counts."""
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        project.db.conn.set_progress_handler(count, 1000)
        suggestions.write(project, "suggest:id@1", [("a1", TEXT, ALL)])
        project.db.conn.set_progress_handler(None, 0)
        return steps

    before = cost()
    with project.writing() as db:
        insert_items(db, "anno2", "a2", TEXT, [a_span(f"s{n}") for n in range(20_000)])
    assert cost() <= before + 5


def test_what_became_of_suggestions_is_told_from_the_layer() -> None:
    accepted = [Span(f"x{number}", one.label, one.fragments) for number, one in enumerate(READY.spans())]
    shorter = Span("y", "QUOTE", (Fragment(COSTS.quote.start, COSTS.quote.end - 2),))
    no = Decision("d", "QUOTE", CAME.quote.fragments, "rejected", "other", "anno1")
    missed = Span("z", "QUOTE", (Fragment(0, 10),))
    found = fates(ALL, layer_of("anno1", "a1", [*accepted, shorter, no, missed]))
    rule = "direct-after"
    assert found == {(rule, Fate.ACCEPTED): 1, (rule, Fate.CHANGED): 1, (rule, Fate.REJECTED): 1}
    done = fates(ALL, layer_of("anno1", "a1", [*accepted, shorter, no, missed, Status(Progress.DONE)]))
    assert done["", Fate.MISSED] == 1, "only what is done tells what was missed"


def test_an_accepted_quote_whose_slot_was_changed_counts_as_changed() -> None:
    quote = Span("x", "QUOTE", READY.quote.fragments)
    assert fates((READY,), layer_of("anno1", "a1", [quote])) == {("direct-after", Fate.CHANGED): 1}
    assert fates((READY,), layer_of("anno1", "a1", [])) == {("direct-after", Fate.OPEN): 1}


def test_ids_are_of_label_and_place_alone() -> None:
    part = (Fragment(3, 9),)
    assert suggestion_id("QUOTE", part) == suggestion_id("QUOTE", (Fragment(3, 9),))
    assert suggestion_id("QUOTE", part) != suggestion_id("CUE", part)
    assert suggestion_id("QUOTE", part) != suggestion_id("QUOTE", (Fragment(3, 5), Fragment(6, 9)))


def test_the_score_of_a_frame_is_that_of_its_least_sure_part() -> None:
    assert Suggestion(READY.quote, cues=COSTS.cues).score == min(READY.score, COSTS.score + 30)


def test_the_verb_reads_ahead_shows_and_exports(program: Program) -> None:
    Path("x.txt").write_text(TEXT, encoding="utf-8")
    program.ok("init")
    program.ok("import", "x.txt", "--lang", "id")
    out = program.ok("suggest")
    assert "1 article read ahead" in out
    assert "Nothing to do" in program.ok("suggest")
    assert program("suggest", "--json").json == {"articles": 0, "suggestions": 0}
    (layer_name,) = [one["layer"] for one in program("layers", "--json").json]
    shown = program.ok("show", "x", "--layer", layer_name)
    assert "Rina Wulandari" in shown
    program.ok("export", "--format", "jsonl", "--layer", layer_name)
    lines = next(Path("exports").rglob("all.jsonl")).read_text(encoding="utf-8")
    assert '"name":"Rina Wulandari"' in lines


def test_a_rule_is_turned_off_and_on(program: Program) -> None:
    Path("x.txt").write_text(TEXT, encoding="utf-8")
    program.ok("init")
    program.ok("import", "x.txt", "--lang", "id")
    program.ok("suggest")
    with open_project(Path("annotator.db"), "anna") as project:
        rules = {
            span.origin.rule
            for row in project.db.conn.execute("SELECT DISTINCT layer FROM spans").fetchall()
            for span in project.layer(row[0], "x").spans.values()
            if span.label == "QUOTE"
        }
        mine = [Status(Progress.BEGUN), a_span("s1", "QUOTE", 0, 4)]
        project.act("anna", "tag", [Edit("anna", "x", None, item) for item in mine])
    rule = min(rules)
    program.ok("suggest", "--off", rule)
    program.ok("suggest", "x")
    figures = program("suggest", "--figures", "--json").json
    assert figures["rules"][rule]["off"] is True
    with open_project(Path("annotator.db"), "anna") as project:
        assert project.settings()[RULES_OFF] == rule
    program.ok("suggest", "--on", rule)
    assert program("suggest", "--figures", "--json").json["rules"][rule]["off"] is False
    assert program("suggest", "--on", "a", "--off", "b").status == 2
    assert rule in program.ok("suggest", "--figures")
