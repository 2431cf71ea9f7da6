"""Merging, splitting, renaming: what a link means afterwards, that no link is rewritten, that all is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import UsageError
from annotator.model import people as model
from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Entity, Link, Relation
from annotator.model.people import People, override_id, place_of
from annotator.store import checks, people_rows, tables
from annotator.store import people as store
from annotator.store.bulk import read_layers
from annotator.store.members import add_member
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.store.reading import layer_rows
from annotator.store.sitting import sit
from tests.unit.cli_runs import Program
from tests.unit.conftest import a_span, begin, make_project

LAVROV = Entity("e1", "person", "Sergei Lavrov", ("Lavrov",))
MENLU = Entity("e2", "person", "Menlu Rusia")
BANK = Entity("e3", "organisation", "Bank Indonesia")


@pytest.fixture
def named(project: Project) -> Project:
    """anno1 linked two speakers of a1 to Lavrov and one quote of a2, said without a mention, to Menlu."""
    project.act("anno1", "people", [Edit(PEOPLE, "", None, one) for one in (LAVROV, MENLU, BANK)])
    speakers = [a_span("s2", "SPEAKER", 19, 32), a_span("s3", "SPEAKER", 34, 36)]
    a1 = [
        a_span("s1"),
        *speakers,
        Relation("r1", "said_by", "s1", "s2"),
        Link("l1", "refers_to", "s2", "e1"),
        Link("l2", "refers_to", "s3", "e1"),
    ]
    project.act("anno1", "tag", [begin("anno1"), *(Edit("anno1", "a1", None, item) for item in a1)])
    a2 = [a_span("s1"), Link("l1", "said_by", "s1", "e2")]
    project.act("anno1", "tag", [begin("anno1", "a2"), *(Edit("anno1", "a2", None, item) for item in a2)])
    return project


def meant(project: Project, article: str, link: str) -> str:
    layer = project.layer("anno1", article)
    return tables.read_people(project.db).standing(layer.links[link].entity)


def figures(project: Project) -> dict[str, tuple[int, int, int]]:
    rows = people_rows.person_rows(project.db)
    return {row.entity.id: (row.links, row.quotes, row.articles) for row in rows}


def test_counts_links_quotes_and_articles(named: Project) -> None:
    assert figures(named) == {"e1": (2, 1, 1), "e2": (1, 1, 1), "e3": (0, 0, 0)}


def test_a_quote_that_two_people_labelled_counts_once(named: Project) -> None:
    again = [a_span("q"), Link("l", "said_by", "q", "e2")]
    named.act("anno2", "tag", [begin("anno2", "a2"), *(Edit("anno2", "a2", None, item) for item in again)])
    assert figures(named)["e2"] == (2, 1, 1)


def test_a_merged_person_is_read_as_the_other_and_no_link_is_rewritten(named: Project) -> None:
    store.merge(named, "anno1", "e1", "e2")
    assert meant(named, "a2", "l1") == "e1"
    assert tables.read_layer(named.db, "anno1", "a2").links["l1"].entity == "e2"
    assert figures(named)["e1"] == (3, 2, 2)
    assert named.entities()["e1"].aliases == ("Lavrov", "Menlu Rusia")
    assert list(checks.problems(named.db)) == []


def test_a_merge_is_undone_and_done_again(named: Project) -> None:
    before = named.entities()
    store.merge(named, "anno1", "e1", "e2")
    merged = named.entities()
    called = "merge Menlu Rusia into Sergei Lavrov"
    assert store.undo(named, "anno1") == called
    assert named.entities() == before
    assert store.undo(named, "anno1", redo=True) == called
    assert named.entities() == merged


def test_two_of_the_same_name_are_told_apart_by_their_ids(named: Project) -> None:
    named.act("anno1", "people", [Edit(PEOPLE, "", None, Entity("e4", "person", "Menlu Rusia"))])
    store.merge(named, "anno1", "e2", "e4")
    assert store.undo(named, "anno1") == "merge Menlu Rusia (e4) into Menlu Rusia (e2)"
    store.keep_apart(named, "anno1", "e2", "e3")
    assert store.undo(named, "anno1") == "keep people apart: Menlu Rusia and Bank Indonesia"


def test_a_split_moves_the_chosen_links_only(named: Project) -> None:
    edits = store.split(named, "anno1", "e1", "Orang Lain", [("anno1", "a1", "l2")], ("Lavrov",))
    new = edits[0].item.id
    assert (meant(named, "a1", "l1"), meant(named, "a1", "l2")) == ("e1", new)
    assert tables.read_layer(named.db, "anno1", "a1").links["l2"].entity == "e1"
    assert named.entities()["e1"].aliases == ()
    assert named.entities()[new].aliases == ("Lavrov",)
    assert list(checks.problems(named.db)) == []


def test_an_export_reads_a_split_as_the_reader_does(named: Project) -> None:
    store.split(named, "anno1", "e1", "Orang Lain", [("anno1", "a1", "l2")])
    with named.reading() as db:
        read = {article.id: layer for article, layer in read_layers(db, list(layer_rows(db, ["anno1"])))}
    assert read == {article: named.layer("anno1", article) for article in ("a1", "a2")}


def test_a_split_is_undone_whole(named: Project) -> None:
    before = tables.read_people(named.db)
    store.split(named, "anno1", "e1", "Orang Lain", [("anno1", "a1", "l2")])
    assert store.undo(named, "anno1") == "split Orang Lain from Sergei Lavrov"
    assert tables.read_people(named.db) == before
    assert meant(named, "a1", "l2") == "e1"


def test_somebody_who_is_linked_since_stays_when_the_split_is_undone(named: Project) -> None:
    new = store.split(named, "anno1", "e1", "Orang Lain", [("anno1", "a1", "l2")])[0].item.id
    items = [a_span("q"), Link("l", "said_by", "q", new)]
    named.act("anno2", "tag", [begin("anno2"), *(Edit("anno2", "a1", None, item) for item in items)])
    store.undo(named, "anno1")
    assert new in named.entities()
    assert meant(named, "a1", "l2") == "e1"


def test_what_links_to_somebody_merged_after_a_split_follows_both(named: Project) -> None:
    new = store.split(named, "anno1", "e1", "Orang Lain", [("anno1", "a1", "l2")])[0].item.id
    store.merge(named, "anno1", "e2", new)
    assert meant(named, "a1", "l2") == "e2"


def test_an_open_reader_sees_a_split_that_somebody_else_makes(named: Project) -> None:
    sitting = sit(named, "anno1", "a1")
    with open_project(named.path, "anno2") as other:
        new = store.split(other, "anno2", "e1", "Orang Lain", [("anno1", "a1", "l2")])[0].item.id
    assert sitting.changed_elsewhere()
    view = sitting.refresh()
    assert view.layer.links["l2"].entity == new
    assert new in view.entities


def test_only_what_touched_nothing_but_people_is_undone_here(named: Project) -> None:
    both = [Edit(PEOPLE, "", None, Entity("e9", "person", "Bima")), Edit("anno1", "a1", None, a_span("s9"))]
    named.act("anno1", "link", both)
    assert store.undo(named, "anno1") == "people"


@pytest.mark.parametrize(
    ("kept", "other", "told"),
    [
        ("e1", "e1", "are one already"),
        ("e1", "e3", "Sergei Lavrov is a person and Bank Indonesia is an organisation; they cannot be one"),
        ("e1", "e77", "nobody with the id"),
    ],
)
def test_what_cannot_be_merged_is_refused(named: Project, kept: str, other: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        store.merge(named, "anno1", kept, other)


def test_redirects_that_form_a_circle_come_to_an_end() -> None:
    circle = {"a": Entity("a", "person", "A", (), "b"), "b": Entity("b", "person", "B", (), "a")}
    assert People(circle).standing("a") in {"a", "b"}


def test_the_id_of_an_override_names_one_link_whatever_is_in_the_names() -> None:
    places = [("a", "b/c", "d"), ("a/b", "c", "d"), ('a"', "b", "c"), ("a", "", "b"), ("", "a", "b")]
    assert len({override_id(*place) for place in places}) == len(places)
    assert [place_of(override_id(*place)) for place in places] == places


def test_aliases_come_and_go(named: Project) -> None:
    people = tables.read_people(named.db)
    assert model.add_alias(people, "e1", " Menlu  Rusia ")[0].after == Entity(
        "e1", "person", "Sergei Lavrov", ("Lavrov", "Menlu Rusia")
    )
    assert model.remove_alias(people, "e1", "Lavrov")[0].after == Entity("e1", "person", "Sergei Lavrov")
    assert model.rename(people, "e1", "Lavrov")[0].after == Entity(
        "e1", "person", "Lavrov", ("Sergei Lavrov",)
    )
    with pytest.raises(UsageError, match="already"):
        model.add_alias(people, "e1", "Lavrov")


def test_no_control_character_goes_into_a_name_that_is_typed(named: Project) -> None:
    people = tables.read_people(named.db)
    [renamed] = model.rename(people, "e1", "S.\u202e\tLavrov\x1b")
    assert getattr(renamed.after, "name", "") == "S. Lavrov"
    with pytest.raises(UsageError, match="already"):
        model.add_alias(people, "e1", "Lav\u200erov")


@pytest.fixture
def there(program: Program) -> Program:
    with make_project(Path("annotator.db")) as project:
        add_member(project, "anna", by="anno1")
        project.act("anno1", "people", [Edit(PEOPLE, "", None, one) for one in (LAVROV, MENLU)])
        items = [a_span("s1"), Link("l1", "said_by", "s1", "e2")]
        project.act("anno1", "tag", [begin("anno1"), *(Edit("anno1", "a1", None, one) for one in items)])
    return program


def test_the_verb_says_what_would_change_and_changes_nothing(there: Program) -> None:
    ran = there("people", "merge", "Sergei Lavrov", "Menlu Rusia", "--dry-run")
    assert ran.status == 0
    assert "1 link to Menlu Rusia will be read as Sergei Lavrov" in ran.err
    assert "a1" in ran.out
    assert [one["merged_into"] for one in there("people", "list", "--json").json] == ["", ""]


def test_the_verb_never_merges_unasked(there: Program) -> None:
    ran = there("people", "merge", "e1", "e2")
    assert ran.status == 2
    assert "--yes" in ran.err


def test_merge_and_undo_by_the_verbs(there: Program) -> None:
    there.ok("people", "merge", "e1", "e2", "--yes")
    rows = {one["id"]: one for one in there("people", "list", "--json").json}
    assert rows["e2"]["merged_into"] == "e1"
    assert rows["e1"]["quotes"] == 1
    assert "Undone: merge Menlu Rusia into Sergei Lavrov" in there.ok("people", "undo")
    assert there("people", "list", "--json").json[1]["merged_into"] == ""
    assert there("people", "undo").status == 1
    assert there.ok("people", "undo", "--redo").startswith("Done again")


def test_split_by_the_verb_takes_an_article_along(there: Program) -> None:
    out = there.ok("people", "split", "Menlu Rusia", "Rina", "--article", "a1", "--yes")
    assert "Rina is " in out
    rows = {one["name"]: one for one in there("people", "list", "--json").json}
    assert (rows["Rina"]["links"], rows["Menlu Rusia"]["links"]) == (1, 0)
    assert "Rina" in there.ok("show", "a1", "--as", "anno1")
    assert there("people", "split", "Rina", "X", "--alias", "nirgends", "--yes").status == 1


def test_rename_and_alias_by_the_verbs(there: Program) -> None:
    there.ok("people", "rename", "e2", "Bima Sakti")
    there.ok("people", "alias", "e2", "Bima")
    rows = {one["id"]: one for one in there("people", "list", "--json").json}
    assert rows["e2"]["name"] == "Bima Sakti"
    assert rows["e2"]["aliases"] == ["Menlu Rusia", "Bima"]
    there.ok("people", "alias", "e2", "Bima", "--remove")
    assert there("people", "list", "--json").json[1]["aliases"] == ["Menlu Rusia"]
