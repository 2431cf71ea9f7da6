"""Layers as they stood before now."""

from __future__ import annotations

from annotator.model.edits import Edit
from annotator.model.items import Item, Progress, Status
from annotator.model.layer import Layer
from annotator.store import log
from annotator.store.past import layer_at, layer_when_first_done
from annotator.store.project import Project
from annotator.store.sitting import sit
from tests.unit.conftest import a_span

BEGUN, DONE = Status(Progress.BEGUN), Status(Progress.DONE)


def _add(item: Item) -> Edit:
    return Edit("anno1", "a1", None, item)


def _spans(layer: Layer | None) -> list[str] | None:
    return None if layer is None else sorted(layer.spans)


def test_a_layer_is_read_as_it_was_when_it_was_first_marked_done(project: Project) -> None:
    project.act("anno1", "tag QUOTE", [_add(a_span("s1")), _add(BEGUN)])
    project.act("anno1", "done", [Edit("anno1", "a1", BEGUN, DONE)])
    project.act("anno1", "tag CUE", [_add(a_span("s2", "CUE", 13, 17))])
    project.act("anno1", "delete", [Edit("anno1", "a1", a_span("s1"), None)])
    project.act("anno1", "begun", [Edit("anno1", "a1", DONE, BEGUN)])
    project.act("anno1", "done", [Edit("anno1", "a1", BEGUN, DONE)])

    past = layer_when_first_done(project.db, "anno1", "a1")

    assert _spans(past) == ["s1"]
    assert past is not None
    assert past.status == DONE
    assert _spans(project.layer("anno1", "a1")) == ["s2"]


def test_what_comes_with_the_mark_belongs_to_it(project: Project) -> None:
    project.act("anno1", "import", [_add(a_span("s1")), _add(DONE)])
    assert _spans(layer_when_first_done(project.db, "anno1", "a1")) == ["s1"]


def test_an_article_that_is_not_done_has_no_such_layer(project: Project) -> None:
    project.act("anno1", "tag QUOTE", [_add(a_span("s1")), _add(BEGUN)])
    assert layer_when_first_done(project.db, "anno1", "a1") is None
    assert layer_when_first_done(project.db, "anno2", "a1") is None


def test_a_mark_that_was_undone_does_not_count(project: Project) -> None:
    sitting = sit(project, "anno1", "a1")
    sitting.commit("done", [_add(DONE)])
    sitting.undo()
    assert layer_when_first_done(project.db, "anno1", "a1") is None
    sitting.commit("tag QUOTE", [_add(a_span("s1")), _add(BEGUN)])
    sitting.commit("done", [Edit("anno1", "a1", BEGUN, DONE)])
    assert _spans(layer_when_first_done(project.db, "anno1", "a1")) == ["s1"]


def test_a_mark_that_was_done_again_counts(project: Project) -> None:
    sitting = sit(project, "anno1", "a1")
    sitting.commit("done", [_add(DONE)])
    sitting.undo()
    sitting.redo()
    assert _spans(layer_when_first_done(project.db, "anno1", "a1")) == []


def test_a_layer_is_read_as_it_was_at_a_time(project: Project) -> None:
    project.act("anno1", "tag QUOTE", [_add(a_span("s1"))])
    then = log.last_lamport(project.db, "anno1", "a1")
    project.act("anno1", "delete", [Edit("anno1", "a1", a_span("s1"), None)])

    assert _spans(layer_at(project.db, "anno1", "a1", then)) == ["s1"]
    assert _spans(layer_at(project.db, "anno1", "a1", then + 1)) == []
    assert layer_at(project.db, "anno1", "a1", then + 1) == project.layer("anno1", "a1")
