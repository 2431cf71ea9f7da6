"""Everybody in memory is everybody in the file, whoever changes them."""

from __future__ import annotations

from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Entity
from annotator.store import people, tables
from annotator.store.everybody import Everybody
from annotator.store.opening import open_project
from annotator.store.project import Project


def test_what_is_kept_is_what_the_file_has(project: Project) -> None:
    kept = Everybody()
    assert kept.read(project.db) == {}
    for number in range(3):
        ani = Entity(f"e{number}", "person", f"Ani {number}")
        project.act("anno1", "link", [Edit(PEOPLE, "", None, ani)])
        assert kept.read(project.db) == tables.read_entities(project.db)
    people.merge(project, "anno1", "e0", "e1")
    assert kept.read(project.db) == tables.read_entities(project.db)
    people.undo(project, "anno1")
    project.act("anno1", "unlink", [Edit(PEOPLE, "", Entity("e2", "person", "Ani 2"), None)])
    assert kept.read(project.db) == tables.read_entities(project.db)
    assert set(kept.read(project.db)) == {"e0", "e1"}


def test_it_is_the_same_value_until_somebody_changes(project: Project) -> None:
    project.act("anno1", "link", [Edit(PEOPLE, "", None, Entity("e0", "person", "Ani"))])
    kept = Everybody()
    before = kept.read(project.db)
    assert kept.read(project.db) is before
    with open_project(project.path, "anno2") as other:
        people.change(
            other, "anno2", "rename", lambda _: [Edit(PEOPLE, "", before["e0"], Entity("e0", "person", "Bo"))]
        )
    assert kept.read(project.db)["e0"].name == "Bo"
