"""Searching all articles: what a query means, what is found, and that the index is in step with the articles."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.article import Article, Paragraph
from annotator.model.schemas import default_scheme_path
from annotator.store import backup, checks, library, migrations, search
from annotator.store.imports import Incoming, import_all
from annotator.store.library import Listing
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project

TEXTS = {
    "dermaga": "Dermaga Baru Diresmikan\n“Kafé itu milik Ñusta,” kata Lurah O'Hara.\nIa pergi ke pasar ikan.",
    "pasar": "Pasar Ikan Pindah\nPedagang menolak. “Kami belum siap,” ujarnya.\nIKAN tetap dijual.",
    "kosong": "Tanpa kata",
}


def text_article(identifier: str, text: str) -> Article:
    return Article(identifier, text, (Paragraph(0, len(text)),), lang="id", title=text.partition("\n")[0])


def bring(project: Project, texts: dict[str, str]) -> None:
    for _ in import_all(project, "eva", [Incoming(text_article(*one)) for one in texts.items()]):
        pass


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "p.db", default_scheme_path().read_text(encoding="utf-8"), "eva") as made:
        bring(made, TEXTS)
        yield made


def found(project: Project, typed: str) -> list[str]:
    """Ids of what a search finds."""
    numbers = library.order(project.db, "eva", Listing(search=typed))
    return [row.id for row in library.article_rows(project.db, "eva", numbers)]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("ikan", ["dermaga", "pasar"]),
        ("IKAN pasar", ["dermaga", "pasar"]),
        ('"pasar ikan"', ["dermaga", "pasar"]),
        ('"ikan pasar"', []),
        ("kafe", ["dermaga"]),
        ("Nusta", ["dermaga"]),
        ("o'hara", ["dermaga"]),
        ("ujar", ["pasar"]),
        ("ujar ", []),
        ("ujar* pedagang ", ["pasar"]),
        ("ujar pedagang ", []),
        ("… ikan — pindah ", ["pasar"]),
        ("", ["dermaga", "kosong", "pasar"]),
        (' "', ["dermaga", "kosong", "pasar"]),
        ("lautan", []),
    ],
)
def test_what_a_query_finds(project: Project, typed: str, ids: list[str]) -> None:
    assert found(project, typed) == ids


@pytest.mark.parametrize(
    "typed",
    [
        'ikan" OR title:"x',
        "ikan AND NOT pasar",
        "NEAR(ikan pasar, 2)",
        "{title text}: ikan",
        "^ikan",
        "-ikan",
        "ikan)",
        "'; DROP TABLE articles; --",
        "\0ikan",
        "\ud800 ikan",
        "*",
        "ikan " * 5_000,
        '""""""',
        "a" * 100_000,
    ],
)
def test_nothing_that_is_typed_is_a_command_to_sqlite(project: Project, typed: str) -> None:
    found(project, typed)
    assert found(project, "ikan") == ["dermaga", "pasar"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(typed=st.text(max_size=30))
def test_any_query_is_understood(project: Project, typed: str) -> None:
    assert set(found(project, typed)) <= set(TEXTS)


def test_a_passage_begins_at_the_line_where_something_is_found(project: Project) -> None:
    number = library.number_of(project.db, "dermaga")
    assert number is not None
    shown = search.passage(project.db, number, "lurah", 200)
    text = TEXTS["dermaga"]
    assert text[shown.start :] == shown.text
    assert shown.text.startswith("“Kafé itu")
    assert [shown.text[start:end] for start, end in shown.found] == ["Lurah"]
    assert shown.count == 1


def test_a_passage_shows_every_way_in_which_the_words_occur(project: Project) -> None:
    number = library.number_of(project.db, "pasar")
    assert number is not None
    shown = search.passage(project.db, number, "ikan pind", 200)
    assert [shown.text[start:end] for start, end in shown.found] == ["IKAN"]
    assert (shown.text, shown.count) == ("IKAN tetap dijual.", 3), "below the title, which is shown anyway"
    shown = search.passage(project.db, number, "pindah", 200)
    assert (shown.start, shown.found, shown.count) == (0, ((11, 17),), 1)


def test_what_is_found_below_the_title_is_told_from_what_only_the_title_has(project: Project) -> None:
    number = library.number_of(project.db, "pasar")
    assert number is not None
    text = TEXTS["pasar"]
    places = search.found_below_title(project.db, number, "ikan pind")
    assert [text[start:end] for start, end in places] == ["IKAN"]
    assert places[0][0] > len(text.partition("\n")[0])
    assert search.found_below_title(project.db, number, "pindah") == ()
    assert search.found_below_title(project.db, number, "") == ()
    assert search.found_below_title(project.db, number, "tidakada") == ()


def test_a_passage_of_what_is_not_found_is_the_beginning(project: Project) -> None:
    number = library.number_of(project.db, "kosong")
    assert number is not None
    for typed in ("", "ikan", "…"):
        assert search.passage(project.db, number, typed, 5) == search.Passage("Tanpa", 0)
    assert search.passage(project.db, 999, "ikan", 5) == search.Passage("", 0)


def test_a_passage_is_exact_in_hostile_and_very_long_text(project: Project) -> None:
    text = (
        "\ufdd0\ufdd1 \x1b]52;c;eA==\x07 "
        + "kata " * 3_000
        + "👨‍👩‍👧 jarum é\u0301 di jerami "
        + "kata " * 3_000
    )
    bring(project, {"jahat": text})
    number = library.number_of(project.db, "jahat")
    assert number is not None
    shown = search.passage(project.db, number, "jarum", 400)
    assert text[shown.start : shown.start + 400] == shown.text
    assert [shown.text[start:end] for start, end in shown.found] == ["jarum"]


def test_articles_that_come_in_are_found_at_once_and_only_once(project: Project) -> None:
    bring(project, {"baru": "Perahu layar"} | TEXTS)
    assert found(project, "perahu") == ["baru"]
    assert search.unindexed(project.db) == 0
    assert list(checks.problems(project.db)) == []


def test_an_import_that_is_only_tried_leaves_nothing_in_the_index(project: Project) -> None:
    incoming = [Incoming(text_article("coba", "Perahu layar"))]
    for _ in import_all(project, "eva", incoming, dry_run=True):
        pass
    assert found(project, "perahu") == []
    bring(project, {"lain": "Kuda nil"})
    assert found(project, "kuda") == ["lain"]


def test_check_says_when_the_index_lacks_an_article(project: Project) -> None:
    with project.writing() as db:
        db.execute("INSERT INTO articles VALUES ('z', 'id', '', '', '', '', 'x', 'Perahu')")
    assert "The search index does not know 1 of the articles." in list(checks.problems(project.db))


def test_a_file_of_the_version_before_is_indexed_when_it_is_opened(project: Project) -> None:
    project.close()
    old = sqlite3.connect(project.path)
    old.executescript(
        "DROP TABLE search; DROP INDEX articles_listed; PRAGMA user_version=2;"
        "DELETE FROM _sqlite_migrations WHERE name = 'm004_search';"
    )
    old.close()
    with open_project(project.path, "eva") as opened:
        assert opened.file_version() == migrations.FILE_VERSION
        assert any("brought up to date" in notice for notice in opened.notices)
        assert found(opened, "ikan") == ["dermaga", "pasar"]
        assert list(checks.problems(opened.db)) == []


def test_a_backup_finds_what_the_project_finds(project: Project, tmp_path: Path) -> None:
    copy = backup.back_up(project.db, project.path)
    shutil.copy(copy, tmp_path / "other.db")
    with open_project(tmp_path / "other.db", "eva") as opened:
        assert found(opened, "ikan") == ["dermaga", "pasar"]
        bring(opened, {"baru": "Ikan terbang"})
        assert found(opened, "ikan") == ["baru", "dermaga", "pasar"]
