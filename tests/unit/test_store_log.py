"""The log: what is written is there, undone and redone, by one person in several places at once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.errors import UsageError
from annotator.model.codec import item_to_json
from annotator.model.edits import Edit
from annotator.model.items import GOLD, PEOPLE, PROJECT, Entity, Link, Member, Relation, Span
from annotator.store import checks, log
from annotator.store.opening import open_project
from annotator.store.operation import Action, Operation, sealed, values_of
from annotator.store.project import Project
from annotator.store.sitting import Stale, sit
from tests.unit.conftest import a_span, begin, make_project

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def put(layer: str, item: object, before: object = None, article: str = "a1") -> Edit:
    return Edit(layer, article, before, item)  # type: ignore[arg-type]  # tests pass any item


def test_what_is_committed_is_read_back(project: Project) -> None:
    sitting = sit(project, "anno1", "a1")
    done = sitting.commit(
        "tag",
        [begin("anno1"), put("anno1", a_span("s1")), put("anno1", Relation("r1", "said_by", "s1", "s1"))],
    )
    assert project.layer("anno1", "a1") == done.view.layer
    assert done.view.layer.relations_of("s1")[0].id == "r1"
    assert list(checks.problems(project.db)) == []


@given(command=TEXT, layer=TEXT, article=TEXT)
def test_a_hash_is_over_the_one_before_and_all_other_fields_in_json(
    command: str, layer: str, article: str
) -> None:
    made = sealed("dev", layer, article, Action("dev.7", "anna", command, ()), "[]", {}, (4, "aa"), 9, "now")
    *told, digest = values_of(made)
    spelled = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    assert made.command == command
    assert (made.seq, made.lamport, made.article, made.base_versions()) == (5, 9, article, {})
    assert digest == made.chained("aa") == hashlib.sha256(b"aa" + spelled).hexdigest()


def test_a_head_that_is_known_is_believed_only_as_long_as_it_is_the_last(project: Project) -> None:
    sitting = sit(project, "anno1", "a1")
    sitting.commit("one", [begin("anno1"), put("anno1", a_span("s1"))])
    device = project.device(project.db).id
    seq, written = log.head(project.db, device, "anno1")
    assert log.head(project.db, device, "anno1", {(device, "anno1"): (seq, "known")}) == (seq, "known")
    sitting.commit("two", [put("anno1", a_span("s2"))])
    after = log.head(project.db, device, "anno1", {(device, "anno1"): (seq, written)})
    assert after == log.head(project.db, device, "anno1")
    assert after[0] == seq + 1
    assert log.head(project.db, device, "nobody") == (0, "")


def test_what_a_rolled_back_transaction_wrote_is_not_taken_for_the_head(project: Project) -> None:
    sitting = sit(project, "anno1", "a1")
    action = Action(sitting.next_action, "anno1", "tag", (begin("anno1"), put("anno1", a_span("s1"))))

    def write_and_fail() -> None:
        with project.writing() as db:
            project.append(db, action)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    sitting.commit("one", [begin("anno1"), put("anno1", a_span("s2"))])
    sitting.commit("two", [put("anno1", a_span("s3"))])
    assert list(checks.problems(project.db)) == []


def test_action_ids_are_never_given_out_twice(project: Project) -> None:
    one, two = sit(project, "anno1", "a1"), sit(project, "anno1", "a2")
    seen = {one.next_action, two.next_action}
    seen.add(one.commit("tag", [begin("anno1"), put("anno1", a_span("s1"))]).next_action)
    assert len(seen) == 3


def test_undo_and_redo_survive_a_restart(project: Project) -> None:
    sitting = sit(project, "anno1", "a1")
    sitting.commit("one", [begin("anno1"), put("anno1", a_span("s1"))])
    sitting.commit("two", [put("anno1", a_span("s2"))])
    project.close()
    with open_project(project.path, "anno1") as again:
        sitting = sit(again, "anno1", "a1")
        undone = sitting.undo()
        assert undone is not None
        assert undone.command == "two"
        assert set(undone.view.layer.spans) == {"s1"}
    with open_project(project.path, "anno1") as again:
        sitting = sit(again, "anno1", "a1")
        redone = sitting.redo()
        assert redone is not None
        assert set(redone.view.layer.spans) == {"s1", "s2"}
        assert sitting.redo() is None
        assert sitting.undo() is not None
        assert sitting.undo() is not None
        assert sitting.undo() is None
        assert sitting.view.layer.is_empty()
        assert list(checks.problems(again.db)) == []


def test_undo_takes_back_the_new_person_but_not_one_in_use(project: Project) -> None:
    sitting = sit(project, "anno1", "a1")
    entity = Entity("e1", "person", "Rina Wulandari")
    sitting.commit(
        "name",
        [
            begin("anno1"),
            put("anno1", a_span("s1", "SPEAKER")),
            Edit(PEOPLE, "", None, entity),
            put("anno1", Link("l1", "refers_to", "s1", "e1")),
        ],
    )
    sitting.undo()
    assert project.entities() == {}
    sitting.redo()
    assert project.entities() == {"e1": entity}
    other = sit(project, "anno2", "a1")
    other.commit(
        "link",
        [
            begin("anno2"),
            put("anno2", a_span("s1", "SPEAKER")),
            put("anno2", Link("l1", "refers_to", "s1", "e1")),
        ],
    )
    sitting.refresh()
    sitting.undo()
    assert project.entities() == {"e1": entity}
    assert sitting.view.layer.is_empty()
    assert list(checks.problems(project.db)) == []


def test_a_change_in_a_second_terminal_is_seen_before_writing(project: Project) -> None:
    one = sit(project, "anno1", "a1")
    with open_project(project.path, "anno1") as second:
        two = sit(second, "anno1", "a1")
        two.commit("tag", [begin("anno1"), put("anno1", a_span("s1"))])
        assert one.changed_elsewhere()
        with pytest.raises(Stale):
            one.commit("tag", [put("anno1", a_span("s2"))])
        one.refresh()
        one.commit("tag", [put("anno1", a_span("s2"))])
        two.refresh()
        undone = two.undo()
        assert undone is not None
        assert set(undone.view.layer.spans) == {"s1"}
    assert list(checks.problems(project.db)) == []


def test_people_of_others_do_not_make_a_sitting_stale(project: Project) -> None:
    one = sit(project, "anno1", "a1")
    with open_project(project.path, "anno2") as second:
        sit(second, "anno2", "a1").commit(
            "name", [begin("anno2"), Edit(PEOPLE, "", None, Entity("e9", "person", "Bima"))]
        )
    one.commit("tag", [begin("anno1"), put("anno1", a_span("s1"))])
    one.refresh()
    assert set(one.view.entities) == {"e9"}


def test_nobody_writes_in_anothers_layer(project: Project) -> None:
    with pytest.raises(UsageError, match="cannot write in the layer of anno1"):
        project.act("anno2", "tag", [put("anno1", a_span("s1"))])
    with pytest.raises(UsageError, match="only reviewers write gold"):
        project.act("anno2", "tag", [put(GOLD, a_span("s1"))])
    project.act("anno1", "tag", [begin(GOLD), put(GOLD, a_span("s1"))])
    assert set(project.layer(GOLD, "a1").spans) == {"s1"}


def test_undo_passes_over_what_another_reviewer_has_taken_away(project: Project) -> None:
    project.act("anno1", "promote", [Edit(PROJECT, "", Member("anno2"), Member("anno2", reviewer=True))])
    one = sit(project, "anno1", "a1", GOLD)
    one.commit("first", [begin(GOLD), put(GOLD, a_span("s1"))])
    one.commit("second", [put(GOLD, a_span("s2"))])
    two = sit(project, "anno2", "a1", GOLD)
    two.commit("drop", [put(GOLD, None, a_span("s2"))])
    undone = one.undo()
    assert undone is not None
    assert undone.command == "first"
    assert project.layer(GOLD, "a1").is_empty()
    assert one.undo() is None
    redone = one.redo()
    assert redone is not None
    assert set(redone.view.layer.spans) == {"s1"}
    assert list(checks.problems(project.db)) == []


def test_operations_cannot_be_changed(project: Project) -> None:
    with pytest.raises(Exception, match="never changed"), project.writing() as db:
        db.execute("UPDATE operations SET who = 'x'")
    with pytest.raises(Exception, match="never deleted"), project.writing() as db:
        db.execute("DELETE FROM operations")


def test_a_rolled_back_action_leaves_no_trace(project: Project) -> None:
    before = [operation.hash for operation in log.operations(project.db)]

    def write_and_fail() -> None:
        with project.writing() as db:
            edits = (put("anno1", a_span("s1")),)
            project.append(db, Action(project.new_action_id(db), "anno1", "tag", edits))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert [operation.hash for operation in log.operations(project.db)] == before
    project.close()
    with open_project(project.path, "anno1") as again:
        again.act("anno1", "tag", [begin("anno1"), put("anno1", a_span("s1"))])
        assert not again.notices, "the file must not look restored"


def test_check_finds_a_forged_operation_and_a_forged_row(project: Project) -> None:
    sit(project, "anno1", "a1").commit("tag", [begin("anno1"), put("anno1", a_span("s1"))])
    with project.writing() as db:
        db.execute("DROP TRIGGER operations_stay")
        db.execute("UPDATE operations SET at = 'never' WHERE seq = 1 AND layer = 'anno1'")
        db.execute("UPDATE spans SET label = 'CUE'")
    found = list(checks.problems(project.db))
    assert any("altered" in line for line in found)
    assert any("differ: span s1" in line for line in found)


def test_both_versions_of_an_unjoined_item_are_kept_and_the_same_one_shows_everywhere(tmp_path: Path) -> None:
    """Two devices change one span without having seen each other; arrival order must not matter."""
    base = make_project(tmp_path / "base.db")
    sit(base, "anno1", "a1").commit("tag", [begin("anno1"), put("anno1", a_span("s1"))])
    start = list(log.operations(base.db, "layer = 'anno1'"))
    span = base.layer("anno1", "a1").spans["s1"]
    rivals = [
        _rival(start[-1], span, device, label) for device, label in (("devaaa", "CUE"), ("devbbb", "SOURCE"))
    ]
    base.close()
    shown = set()
    for number, order in enumerate(permutations(rivals)):
        copy = tmp_path / f"copy{number}.db"
        copy.write_bytes((tmp_path / "base.db").read_bytes())
        with open_project(copy, "anno1") as project:
            with project.writing() as db:
                for operation in order:
                    assert log.apply_foreign(db, operation)
                    assert not log.apply_foreign(db, operation), "a second arrival changes nothing"
            kept = log.heads(project.db, "anno1", "a1", "span", "s1")
            assert {head[0] for head in kept} == {"devaaa", "devbbb"}
            shown.add(project.layer("anno1", "a1").spans["s1"].label)
            assert list(checks.problems(project.db)) == []
            # An operation that has seen both joins them.
            seen = project.layer("anno1", "a1").spans["s1"]
            sit(project, "anno1", "a1").commit("retag", [put("anno1", replace(seen, label="QUOTE"), seen)])
            assert len(log.heads(project.db, "anno1", "a1", "span", "s1")) == 1
    assert shown == {"SOURCE"}


def _rival(seen: Operation, span: Span, device: str, label: str) -> Operation:
    """The first operation of another device, which relabels the span after having seen only `seen`."""
    change = {
        "kind": "span",
        "id": span.id,
        "before": item_to_json(span),
        "after": item_to_json(replace(span, label=label)),
    }
    operation = replace(
        seen,
        device=device,
        seq=1,
        action=f"{device}.1",
        changes=log.compact({"command": "retag", "items": [change]}),
        bases=log.compact({f"span {span.id}": [f"{seen.device}:{seen.seq}"]}),
        lamport=50,
        hash="",
    )
    return replace(operation, hash=operation.chained(""))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["put", "drop", "undo", "redo"]), st.integers(0, 5)), max_size=25
    )
)
def test_undoing_everything_empties_the_layer_and_redoing_restores_it(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    with make_project(tmp_path_factory.mktemp("law") / "p.db") as project:
        sitting = sit(project, "anno1", "a1")
        for verb, number in steps:
            layer = sitting.view.layer
            there = layer.spans.get(f"s{number}")
            opening = [] if layer.status.state != "new" else [begin("anno1")]
            if verb == "put":
                new = a_span(f"s{number}", end=5 + len(layer.spans))
                if new != there:
                    sitting.commit("put", [*opening, put("anno1", new, there)])
            elif verb == "drop" and there is not None:
                sitting.commit("drop", layer.removal(there.id))
            elif verb == "undo":
                sitting.undo()
            elif verb == "redo":
                sitting.redo()
        final = sitting.view.layer
        assert project.layer("anno1", "a1") == final
        undone = 0
        while sitting.undo():
            undone += 1
        assert sitting.view.layer.is_empty()
        for _ in range(undone):
            assert sitting.redo()
        assert sitting.view.layer == final
        assert list(checks.problems(project.db)) == []
