"""A layer from project to project: nothing lost, nothing twice, nothing half, nobody mixed up."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from annotator.errors import InputError, UsageError
from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Decision, Entity, Fragment, Link, Note, Progress, Relation, Status
from annotator.model.people import rename
from annotator.model.schemas import default_scheme_path
from annotator.store import checks, people, tables
from annotator.store.exchange import Exchanged, read_layer_file, write_layer
from annotator.store.imports import Incoming, import_all
from annotator.store.members import add_member
from annotator.store.opening import create_project
from annotator.store.operation import Operation
from annotator.store.project import Project
from annotator.store.sitting import sit
from tests.unit.cli_runs import Program
from tests.unit.conftest import a_span, an_article, begin, make_project

RINA = Entity("e1", "person", "Rina Wulandari", ("Rina",))


@pytest.fixture
def here(tmp_path: Path) -> Project:
    return make_project(tmp_path / "here.db")


@pytest.fixture
def there(tmp_path: Path) -> Project:
    return make_project(tmp_path / "there.db")


def work(project: Project, person: Entity = RINA) -> None:
    """anno2 tags a quote of a1, its speaker and the person, with a note and a decision."""
    project.act("anno2", "person", [Edit(PEOPLE, "", None, person)])
    items = [
        a_span("s1"),
        a_span("s2", "SPEAKER", 19, 32),
        Relation("r1", "said_by", "s1", "s2"),
        Link("l1", "refers_to", "s2", person.id),
        Note("n1", "s1", "anno2", "sure?"),
        Decision("d1", "QUOTE", (Fragment(34, 40),), "rejected", "scare", "anno2"),
    ]
    project.act("anno2", "tag", [begin("anno2"), *(Edit("anno2", "a1", None, item) for item in items)])


def carried(project: Project, layer: str = "anno2") -> str:
    out = io.StringIO()
    with project.reading() as db:
        write_layer(db, layer, out)
    return out.getvalue()


def bring(project: Project, text: str, who: str = "anno1", **options: tuple[str, ...]) -> Exchanged:
    return read_layer_file(project, who, io.StringIO(text), "x.layer", **options)


def test_a_layer_arrives_whole_with_its_people(here: Project, there: Project) -> None:
    work(here)
    done = bring(there, carried(here))
    assert there.layer("anno2", "a1") == here.layer("anno2", "a1")
    assert there.entities()["e1"] == RINA
    assert (done.operations, done.known, done.articles, done.people) == (1, 0, 0, 1)
    assert list(checks.problems(there.db)) == []


def test_a_second_time_brings_only_what_is_new(here: Project, there: Project) -> None:
    work(here)
    bring(there, carried(here))
    here.act("anno2", "tag", [Edit("anno2", "a1", None, a_span("s9", "CUE", 14, 18))])
    done = bring(there, carried(here))
    assert (done.operations, done.known, done.people) == (1, 1, 0)
    assert there.layer("anno2", "a1") == here.layer("anno2", "a1")
    again = bring(there, carried(here))
    assert (again.operations, again.known) == (0, 2)


def test_articles_that_are_missing_come_along(here: Project, there: Project) -> None:
    for _ in import_all(here, "anno1", [Incoming(an_article("a3", "“Baru,” kata Bima.\nYa."))]):
        pass
    here.act("anno2", "tag", [begin("anno2", "a3"), Edit("anno2", "a3", None, a_span("s1", "QUOTE", 0, 7))])
    assert bring(there, carried(here)).articles == 1
    assert there.article("a3") == here.article("a3")


def test_the_receiver_goes_on_and_sends_back(here: Project, there: Project) -> None:
    """One person, two machines: what was done on both is on both in the end."""
    work(here)
    bring(there, carried(here))
    there.act("anno2", "tag", [Edit("anno2", "a1", None, a_span("s7", "CUE", 14, 18))])
    here.act("anno2", "tag", [Edit("anno2", "a1", None, a_span("s8", "SOURCE", 40, 44))])
    bring(here, carried(there))
    bring(there, carried(here))
    assert here.layer("anno2", "a1") == there.layer("anno2", "a1")
    assert {"s7", "s8"} <= set(here.layer("anno2", "a1").spans)
    for project in (here, there):
        assert list(checks.problems(project.db)) == []


def test_the_same_item_changed_on_two_machines_shows_the_same_on_both(here: Project, there: Project) -> None:
    work(here)
    bring(there, carried(here))
    old = here.layer("anno2", "a1").spans["s1"]
    for project, end in ((here, 10), (there, 11)):
        project.act("anno2", "borders", [Edit("anno2", "a1", old, a_span("s1", "QUOTE", 0, end))])
    bring(here, carried(there))
    bring(there, carried(here))
    assert here.layer("anno2", "a1") == there.layer("anno2", "a1")


def test_undo_goes_on_after_the_journey(here: Project, there: Project) -> None:
    work(here)
    bring(there, carried(here))
    sitting = sit(there, "anno2", "a1")
    done = sitting.undo()
    assert done is not None
    assert done.command == "tag"
    assert not there.layer("anno2", "a1").spans


def test_somebody_of_the_same_name_is_joined_and_can_be_set_apart(here: Project, there: Project) -> None:
    work(here)
    there.act("anno1", "person", [Edit(PEOPLE, "", None, Entity("p7", "person", "RINA  wulandari"))])
    done = bring(there, carried(here))
    assert done.joined == [("Rina Wulandari", "p7")]
    assert tables.read_people(there.db).standing("e1") == "p7"
    people.undo(there, "anno1")
    assert tables.read_people(there.db).standing("e1") == "e1"
    bring(there, carried(here))
    assert tables.read_people(there.db).standing("e1") == "e1", "a person's word is not overruled"


def test_homonyms_are_kept_apart_by_a_word(here: Project, there: Project) -> None:
    work(here)
    there.act("anno1", "person", [Edit(PEOPLE, "", None, Entity("p7", "person", "Rina Wulandari"))])
    assert bring(there, carried(here), apart=("rina wulandari",)).joined == []
    assert not there.entities()["e1"].merged_into


def test_somebody_of_another_kind_is_nobody_of_the_same_name(here: Project, there: Project) -> None:
    work(here)
    there.act("anno1", "person", [Edit(PEOPLE, "", None, Entity("p7", "organisation", "Rina Wulandari"))])
    assert bring(there, carried(here)).joined == []


def test_two_of_the_same_name_here_are_left_for_a_person_to_decide(here: Project, there: Project) -> None:
    work(here)
    twins = [Entity(one, "person", "Rina Wulandari") for one in ("p7", "p8")]
    there.act("anno1", "person", [Edit(PEOPLE, "", None, one) for one in twins])
    assert bring(there, carried(here)).joined == []


def test_an_id_that_is_somebody_else_here_is_read_as_another(here: Project, there: Project) -> None:
    work(here)
    there.act("anno1", "person", [Edit(PEOPLE, "", None, Entity("e1", "person", "Bima Sakti"))])
    done = bring(there, carried(here))
    assert done.renamed == [("e1", "e1-2")]
    link = there.layer("anno2", "a1").links["l1"]
    assert there.entities()[link.entity].name == "Rina Wulandari"
    assert there.entities()["e1"].name == "Bima Sakti"
    here.act("anno2", "link", [Edit("anno2", "a1", None, Link("l2", "said_by", "s1", "e1"))])
    bring(there, carried(here))
    assert there.layer("anno2", "a1").links["l2"].entity == "e1-2"
    assert list(checks.problems(there.db)) == []


def test_who_was_renamed_at_home_is_still_the_same(here: Project, there: Project) -> None:
    work(here)
    bring(there, carried(here))
    people.change(here, "anno1", "rename", lambda all_of: rename(all_of, "e1", "R. Wulandari"))
    assert bring(there, carried(here)).renamed == []


def test_a_split_travels_with_the_layer(here: Project, there: Project) -> None:
    work(here)
    new = people.split(here, "anno1", "e1", "Rina Lain", [("anno2", "a1", "l1")])[0].item.id
    bring(there, carried(here))
    assert there.layer("anno2", "a1").links["l1"].entity == new
    assert there.entities()[new].name == "Rina Lain"


def test_labels_that_the_scheme_does_not_know_are_declared(here: Project, there: Project) -> None:
    here.act("anno2", "tag", [begin("anno2"), Edit("anno2", "a1", None, a_span("s1", "TOPIC"))])
    assert bring(there, carried(here)).declared == ["label TOPIC"]
    assert there.scheme().label("TOPIC")


def test_another_version_of_the_text_is_refused_whole(here: Project, tmp_path: Path) -> None:
    work(here)
    other = create_project(tmp_path / "o.db", default_scheme_path().read_text(encoding="utf-8"), "anno1")
    for _ in import_all(other, "anno1", [Incoming(an_article("a1", "Teks lain.\nSama sekali."))]):
        pass
    before = other.db.conn.execute("SELECT count(*) FROM operations").fetchone()
    with pytest.raises(InputError, match="another version"):
        bring(other, carried(here))
    assert other.db.conn.execute("SELECT count(*) FROM operations").fetchone() == before
    assert "anno2" not in other.members()


def test_nothing_comes_in_from_a_file_that_is_cut_or_altered(here: Project, there: Project) -> None:
    work(here)
    here.act("anno2", "tag", [Edit("anno2", "a1", None, a_span("s9", "CUE", 14, 18))])
    text = carried(here)
    lines = text.splitlines(keepends=True)
    spoiled = [
        "".join(lines[:-1]),
        "".join(lines[:-2]) + lines[-1],
        text.replace("sure?", "sure!"),
        text.replace('"seq":2', '"seq":3'),
        lines[0] + text,
        "{}\n",
        "not json\n",
        "",
        text + lines[-1],
    ]
    for one in spoiled:
        with pytest.raises(InputError):
            bring(there, one)
        assert there.layer("anno2", "a1").is_empty()
        assert there.entities() == {}


@pytest.mark.parametrize(("line", "words"), [("not json", "it is not JSON"), ("{}", "it has no 'line'")])
def test_what_is_no_layer_file_is_told_in_words(there: Project, line: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        bring(there, f"{line}\n")


def test_a_copy_that_went_on_in_two_places_is_told(here: Project, there: Project) -> None:
    work(here)
    bring(there, carried(here))
    lines = carried(here).splitlines(keepends=True)
    data = json.loads(lines[-2])
    data.pop("line")
    other = Operation(**{**data, "at": "2020"})
    forged = {**data, "at": "2020", "hash": other.chained(""), "line": "operation"}
    with pytest.raises(InputError, match="in two places"):
        bring(there, "".join(lines[:-2]) + json.dumps(forged) + "\n" + lines[-1])


def test_gold_travels_by_reviewers_only(here: Project, there: Project) -> None:
    here.act(
        "anno1",
        "gold",
        [Edit("gold", "a1", None, a_span("g1")), Edit("gold", "a1", None, Status(Progress.DONE))],
    )
    text = carried(here, "gold")
    with pytest.raises(UsageError, match="not a reviewer"):
        bring(there, text, "anno2")
    bring(there, text, "anno1")
    assert "g1" in there.layer("gold", "a1").spans


@pytest.mark.parametrize("layer", ["people", ":project", "suggest:id@1", "nobody"])
def test_what_is_nobody_s_layer_does_not_travel(here: Project, layer: str) -> None:
    with pytest.raises(UsageError):
        carried(here, layer)


def test_the_verbs_carry_a_layer(program: Program) -> None:
    with make_project(Path("one.db")) as one:
        work(one)
        add_member(one, "anna", by="anno1")
    make_project(Path("two.db")).close()
    out = program.ok("-p", "one.db", "--as", "anno2", "layers", "export", "anno2", "anno2.layer")
    assert "1 operation of anno2 in 1 article" in out
    out = program.ok("-p", "two.db", "--as", "anno1", "layers", "import", "anno2.layer")
    assert "anno2: 1 new operation, 0 new articles" in out
    out = program.ok("-p", "two.db", "--as", "anno1", "layers", "import", "anno2.layer")
    assert "0 new operations (1 were here)" in out
    assert program("-p", "two.db", "--as", "anno1", "layers", "import", "none.layer").status == 3
    Path("bad.layer").write_bytes(b"\xff\xfe")
    assert program("-p", "two.db", "--as", "anno1", "layers", "import", "bad.layer").status == 3
    assert program("-p", "one.db", "layers", "export", "zzz", "z.layer").status == 2
    assert not Path("z.layer").exists()
