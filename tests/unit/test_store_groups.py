"""Groups of near-duplicates: found, kept, and never left again."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from annotator.formats.articles import article_from_text
from annotator.model.article import Paragraph, ParagraphKind
from annotator.store.groups import group_articles
from annotator.store.imports import Incoming, import_all
from annotator.store.project import Project
from annotator.store.reading import groups
from tests.unit.cli_runs import Program, a_line, a_quote
from tests.unit.conftest import make_project

_WORDS = "warga desa sungai jembatan panen kopi lereng pasar hujan tanggul anggaran dewan nelayan feri lampu".split()


def words(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return [f"{chance.choice(_WORDS)}{chance.randrange(40)}" for _ in range(count)]


WIRE = words(1, 200)
OTHER = words(2, 200)


def bring(project: Project, **texts: list[str]) -> None:
    incoming = [Incoming(article_from_text(" ".join(text), key, "id")) for key, text in texts.items()]
    assert list(import_all(project, "anno1", incoming))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "p.db")


def test_copies_that_were_cut_and_edited_are_one_group(project: Project) -> None:
    edited = [*words(3, 20), *WIRE[:150]]
    edited[60] = "lain"
    bring(project, wire=WIRE, cut=WIRE[40:130], edited=edited, other=OTHER, half=[*WIRE[:60], *words(5, 140)])
    found = group_articles(project)
    assert found.groups["cut"] == ("cut", "edited", "wire")
    assert set(groups(project.db).items()) == {("edited", "cut"), ("wire", "cut"), ("a2", "a1")}
    assert found.articles == 7


def test_an_article_never_leaves_its_group_again(project: Project) -> None:
    bring(project, m_wire=WIRE, z_other=OTHER)
    group_articles(project)
    bring(project, a_copy=WIRE[10:190], k_copy=WIRE[:180], b_bridge=[*WIRE[:110], *OTHER[:110]])
    found = group_articles(project)
    assert found.groups["m_wire"] == ("a_copy", "b_bridge", "k_copy", "m_wire")
    assert "z_other" not in groups(project.db)
    assert set(found.between) == {"a_copy", "b_bridge", "k_copy"}
    assert group_articles(project).articles == 0


def test_groups_do_not_depend_on_the_order_of_import(tmp_path: Path) -> None:
    texts = {"a": WIRE, "b": WIRE[5:], "c": OTHER, "d": OTHER[:150], "e": words(9, 80)}
    seen = []
    for order in (list(texts), list(reversed(texts))):
        with make_project(tmp_path / f"{order[0]}.db") as project:
            bring(project, **{key: texts[key] for key in order})
            group_articles(project)
            seen.append(groups(project.db))
    assert seen[0] == seen[1]


def test_boilerplate_makes_nobody_alike(project: Project) -> None:
    advert = " ".join(words(7, 120))
    incoming = []
    for key, seed in (("x", 11), ("y", 12)):
        text = f"{' '.join(words(seed, 40))}\n{advert}"
        cut = text.index("\n")
        parts = (Paragraph(0, cut), Paragraph(cut + 1, len(text), ParagraphKind.BOILERPLATE))
        article = article_from_text(text, key, "id")
        incoming.append(Incoming(type(article)(key, text, parts, "id")))
    assert list(import_all(project, "anno1", incoming))
    group_articles(project)
    assert not {"x", "y"} & set(groups(project.db))


def test_a_dry_run_writes_nothing(project: Project) -> None:
    bring(project, a=WIRE, b=WIRE[:190])
    assert "a" in group_articles(project, dry_run=True).groups
    assert groups(project.db) == {}


def test_a_split_keeps_a_group_together(program: Program) -> None:
    program.ok("init")
    texts = [" ".join([*words(100 + number // 4, 100), str(number)]) for number in range(40)]
    lines = [a_line(f"n{number:02}", text, spans=[a_quote()]) for number, text in enumerate(texts)]
    Path("x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    program.ok("import", "x.jsonl")
    ran = program("articles", "dedup", "--dry-run")
    assert ran.out.splitlines()[0] == "n00: n00, n01, n02, n03"
    assert "40 articles would be looked at anew: 10 groups of 40 articles in all." in ran.err
    assert program("articles", "dedup", "--json").json["articles"] == 40
    ran = program("articles", "dedup")
    assert (ran.out, ran.err) == ("", "Every article is in a group already; the groups stand as they are.\n")
    program.ok("export", "--format", "jsonl", "--split", "50,25,25", "--out", "out")
    splits = {}
    for path in Path("out/spans").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            splits[json.loads(line)["id"]] = path.stem
    for first in range(0, 40, 4):
        assert len({splits[f"n{number:02}"] for number in range(first, first + 4)}) == 1
    assert len({splits[f"n{number:02}"] for number in range(40)}) > 1
    assert program("articles", "dedup", "--share", "0").status == 2
