"""Imports: many articles in one transaction come to the same log and tables as one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.articles import article_from_text
from annotator.model.codec import kind_name
from annotator.model.edits import Edit
from annotator.model.items import Decision, Entity, Fragment, Item, Link, Note, Relation, Span, Status
from annotator.model.schemas import default_scheme_path
from annotator.store import checks, imports, log
from annotator.store.imports import Fate, Incoming, Outcome, import_all
from annotator.store.opening import create_project
from annotator.store.project import Project

TEXT = "“Ya,” kata Sari. “Tidak,” kata Budi."


def project_at(path: Path) -> Project:
    return create_project(
        path,
        default_scheme_path().read_text(encoding="utf-8"),
        "anna",
        "dev",
        lambda: "2026-01-05T00:00:00.000Z",
    )


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_at(tmp_path / "p.db") as made:
        yield made


def line(number: int, layer: str = "anna", person: str = "Sari", end: int = 5) -> Incoming:
    article = article_from_text(f"{TEXT} {number}", f"a{number}", "id")
    items: tuple[Item, ...] = (
        Span("s1", "QUOTE", (Fragment(0, end),), (("type", "direct"),)),
        Span("s2", "SPEAKER", (Fragment(11, 15),)),
        Link("l1", "refers_to", "s2", "e1"),
        Status(),
    )
    return Incoming(
        article, layer, items, (Entity("e1", "person", person, (f"alias {number}",)),), f"line {number}"
    )


def brought(project: Project, lines: Sequence[Incoming]) -> Outcome:
    return list(import_all(project, "anna", lines))[-1]


def test_a_batch_leaves_the_log_whole_and_the_tables_as_the_log_says(project: Project) -> None:
    outcome = brought(
        project, [line(number, layer) for number in range(30) for layer in ("anna", "budi", "gold")]
    )
    assert outcome.articles[Fate.ADDED] == 30
    assert outcome.layers[Fate.ADDED] == 90
    assert list(checks.problems(project.db)) == []
    assert project.layer("budi", "a7").spans["s1"].attributes == (("type", "direct"),)
    assert project.entities()["e1"].aliases == tuple(f"alias {number}" for number in range(30))


def test_batches_of_any_size_write_the_same_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        line(number // 2, "anna" if number % 2 else "budi", "Sari" if number < 9 else "Tuti")
        for number in range(20)
    ]
    written = []
    for size in (1, 3, 200):
        monkeypatch.setattr(imports, "BATCH", size)
        with project_at(tmp_path / f"p{size}.db") as project:
            brought(project, lines)
            written.append([*log.operations(project.db)])
            assert list(checks.problems(project.db)) == []
    assert written[0] == written[1] == written[2]


def test_every_item_that_comes_has_its_version_and_every_span_its_fragments(project: Project) -> None:
    one = line(1)
    items: tuple[Item, ...] = (
        Span("s1", "QUOTE", (Fragment(0, 5),)),
        Span("s2", "QUOTE", (Fragment(0, 2), Fragment(3, 5))),
        Relation("r1", "said_by", "s1", "s2"),
        Link("l1", "refers_to", "s2", "e1"),
        Note("n1", "s1", "anna", "Why?"),
        Decision("d1", "QUOTE", (Fragment(6, 9),), "none", "", "anna"),
    )
    # A layer without spans comes first: the rows of all tables wait for each other.
    brought(
        project,
        [
            replace(line(0), items=(Status(flagged=True),)),
            replace(one, items=items),
            line(2),
            line(3, "budi"),
        ],
    )
    assert list(checks.problems(project.db)) == []
    rows = project.db.conn.execute(
        "SELECT layer, article, versions.kind, versions.id, versions.lamport, operations.lamport "
        "FROM versions LEFT JOIN operations USING (layer, device, seq, article)"
    ).fetchall()
    written = {
        (operation.layer, operation.article, kind_name(edit.item), edit.item.id)
        for operation in log.operations(project.db)
        for edit in operation.edits()
    }
    assert sorted(row[:4] for row in rows) == sorted(written)
    assert all(row[4] == row[5] for row in rows)
    fragments = project.db.conn.execute(
        'SELECT article, span, position, start, "end" FROM fragments ORDER BY 1, 2, 3'
    ).fetchall()
    assert fragments == [
        ("a1", "s1", 0, 0, 5),
        ("a1", "s2", 0, 0, 2),
        ("a1", "s2", 1, 3, 5),
        ("a2", "s1", 0, 0, 5),
        ("a2", "s2", 0, 11, 15),
        ("a3", "s1", 0, 0, 5),
        ("a3", "s2", 0, 11, 15),
    ]


def test_the_same_layer_twice_in_a_batch_is_here_already_or_refused(project: Project) -> None:
    outcome = brought(project, [line(1), line(1), line(1, end=3)])
    assert (outcome.layers[Fate.ADDED], outcome.layers[Fate.SAME], outcome.layers[Fate.REFUSED]) == (1, 1, 1)
    assert project.layer("anna", "a1").spans["s1"].end == 5


def test_a_layer_that_was_emptied_is_filled_again_over_its_old_versions(project: Project) -> None:
    brought(project, [line(1)])
    layer = project.layer("anna", "a1")
    edits = [*layer.removal("s1"), *layer.removal("s2"), Edit("anna", "a1", layer.status, None)]
    project.act("anna", "empty", edits)
    assert project.layer("anna", "a1").is_empty()
    assert brought(project, [line(1)]).layers[Fate.ADDED] == 1
    assert list(checks.problems(project.db)) == []
    assert [operation.base_versions() for operation in log.operations(project.db, "layer = 'anna'")][-1]


def test_another_person_under_a_taken_id_is_renamed_once(project: Project) -> None:
    outcome = brought(project, [line(1), line(2, person="Tuti"), line(3, person="Tuti")])
    assert {entity.id: entity.name for entity in project.entities().values()} == {
        "e1": "Sari",
        "e1-2": "Tuti",
    }
    assert project.layer("anna", "a3").links["l1"].entity == "e1-2"
    assert len(outcome.remarks) == 1


def test_a_text_under_two_ids_in_a_batch_is_one_article(project: Project) -> None:
    one = line(1)
    outcome = brought(project, [one, replace(one, article=replace(one.article, id="b"), layer="budi")])
    assert outcome.articles == {Fate.ADDED: 1, Fate.SAME: 1, Fate.REFUSED: 0}
    assert project.layer("budi", "a1").spans
    assert "matched by text" in outcome.remarks[0]


def test_action_ids_go_on_where_an_import_ended(project: Project) -> None:
    brought(project, [line(1), line(2)])
    with project.writing() as db:
        following = project.new_action_id(db)
    assert following not in log.last_actions(project.db, 100)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_a_dry_run_tells_what_the_import_then_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(imports, "BATCH", batch)
    other_id = replace(line(0), article=replace(line(0).article, id="again"))
    lines = [
        line(0),
        line(0),  # nothing new
        other_id,  # the same text under another id, with the same labels
        line(0, end=6),  # other labels in a layer that is taken
        line(0, "budi"),
        line(0, "budi"),
        replace(line(1), article=replace(line(1).article, id="a0")),  # another text under a taken id
        line(2, person="Wulan"),  # another person under a taken id
        line(3, person="Wulan"),
        replace(line(4), layer="", items=(), entities=()),
        replace(line(4), layer="", items=(), entities=()),
    ]
    told = []
    for dry_run in (True, False):
        with project_at(tmp_path / f"{dry_run}.db") as project:
            outcome = list(import_all(project, "anna", lines, dry_run=dry_run))[-1]
        told.append(replace(outcome, tried=imports.Tried()))
    assert told[0] == told[1]
    assert told[1].articles[Fate.ADDED] == 4
