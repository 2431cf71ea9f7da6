"""The articles as a list: orders, filters, and what a row says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.article import Article, Paragraph
from annotator.model.edits import Edit
from annotator.model.items import PROJECT, Assignment, Fragment, Progress, Span, Status
from annotator.model.schemas import default_scheme_path
from annotator.store import library
from annotator.store.imports import Incoming, import_all
from annotator.store.library import Counts, Listing, Other, Sort
from annotator.store.members import add_member
from annotator.store.opening import create_project
from annotator.store.project import Project

ABOUT = {
    "a": ("zebra di kota", "Kabar", "2026-01-03", "id"),
    "b": ("Anggur masam", "Berita", "2026-01-01", "id"),
    "c": ("burung pulang", "Kabar", "", "en"),
    "d": ("", "", "2026-02-01", "en"),
}


def article(identifier: str) -> Article:
    title, publisher, date, lang = ABOUT[identifier]
    text = f"Judul {identifier}\nPertama.\nKedua."
    lines = [0, text.index("\n") + 1, text.rindex("\n") + 1, len(text) + 1]
    parts = tuple(Paragraph(start, end - 1) for start, end in pairwise(lines))
    return Article(identifier, text, parts, lang, title, publisher, "", date)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Four articles: eva has begun b with two labels, done c and flagged d; bram has begun b, gold has c."""
    with create_project(tmp_path / "p.db", default_scheme_path().read_text(encoding="utf-8"), "eva") as made:
        add_member(made, "bram", by="eva")
        ticks = count()
        made.clock = lambda: f"2026-01-01T00:00:{next(ticks):02}.000Z"
        for _ in import_all(made, "eva", [Incoming(article(one)) for one in ABOUT]):
            pass
        spans = [Span(f"s{place}", "CUE", (Fragment(place, place + 1),)) for place in (0, 3)]
        states = {"b": Status(Progress.BEGUN), "c": Status(Progress.DONE), "d": Status(Progress.NEW, True)}
        for one, status in states.items():
            made.act("eva", "tag", [Edit("eva", one, None, status)])
        made.act("eva", "tag", [Edit("eva", "b", None, span) for span in spans])
        made.act("bram", "tag", [Edit("bram", "b", None, Status(Progress.BEGUN, True))])
        made.act("eva", "adjudicate", [Edit("gold", "c", None, Status(Progress.DONE))])
        made.keep_place("eva", "c", 0)
        made.keep_place("eva", "b", 9)
        yield made


def ids(project: Project, listing: Listing) -> str:
    numbers = library.order(project.db, "eva", listing)
    return "".join(row.id for row in library.article_rows(project.db, "eva", numbers))


@pytest.mark.parametrize(
    ("sort", "forward", "backward"),
    [
        (Sort.ID, "abcd", "dcba"),
        (Sort.TITLE, "dbca", "acbd"),
        (Sort.DATE, "dabc", "cbad"),
        (Sort.PUBLISHER, "dbac", "acbd"),
        (Sort.STATE, "badc", "cadb"),
        (Sort.WORKED, "bcad", "adcb"),
    ],
)
def test_orders(project: Project, sort: Sort, forward: str, backward: str) -> None:
    assert ids(project, Listing(sort)) == forward
    assert ids(project, Listing(sort, reverse=True)) == backward


@pytest.mark.parametrize(
    ("listing", "shown"),
    [
        (Listing(states=(Progress.NEW,)), "ad"),
        (Listing(states=(Progress.NEW, Progress.BEGUN)), "abd"),
        (Listing(states=(Progress.DONE,)), "c"),
        (Listing(flagged=True), "d"),
        (Listing(publisher="Kabar"), "ac"),
        (Listing(publisher=""), "d"),
        (Listing(lang="en", sort=Sort.TITLE, reverse=True), "cd"),
        (Listing(lang="en", publisher="Kabar", states=(Progress.DONE,)), "c"),
        (Listing(search="anggur"), "b"),
        (Listing(search="kabar", sort=Sort.WORKED), "ca"),
        (Listing(search="pertama", states=(Progress.BEGUN,), lang="id"), "b"),
        (Listing(publisher="' OR 1=1 --"), ""),
    ],
)
def test_filters(project: Project, listing: Listing, shown: str) -> None:
    assert ids(project, listing) == shown
    assert listing.narrowed


def test_the_first_page_is_how_the_whole_list_begins(project: Project) -> None:
    whole = library.order(project.db, "eva", Listing())
    assert not Listing(search=" … ").narrowed
    for limit in (0, 2, 9):
        assert library.first_numbers(project.db, limit) == whole[:limit]


def test_what_a_row_says(project: Project) -> None:
    numbers = library.order(project.db, "eva", Listing())
    rows = {row.id: row for row in library.article_rows(project.db, "eva", numbers)}
    begun = rows["b"]
    assert (begun.state, begun.labels, begun.paragraph, begun.paragraphs) == (Progress.BEGUN, 2, 2, 3)
    assert begun.others == (Other("bram", Progress.BEGUN, True),)
    assert (rows["a"].state, rows["a"].labels, rows["a"].paragraph, rows["a"].others) == ("new", 0, 0, ())
    assert rows["c"].others == (Other("gold", Progress.DONE, False),)
    assert (rows["d"].state, rows["d"].flagged) == (Progress.NEW, True)


def test_a_row_says_the_same_in_any_page(project: Project) -> None:
    numbers = library.order(project.db, "eva", Listing())
    whole = list(library.article_rows(project.db, "eva", numbers))
    assert [row for one in numbers for row in library.article_rows(project.db, "eva", [one])] == whole
    assert list(library.article_rows(project.db, "eva", [numbers[2], 999, numbers[0]])) == [
        whole[2],
        whole[0],
    ]


def test_counts_are_of_the_whole_project(project: Project) -> None:
    assert library.counts(project.db, "eva") == Counts(total=4, begun=1, done=1, flagged=1)
    assert library.counts(project.db, "eva").new == 2
    assert library.counts(project.db, "nobody") == Counts(4, 0, 0, 0)


def test_choices_come_with_their_counts(project: Project) -> None:
    offered = library.choices(project.db, "eva")
    assert offered.publishers == (("Kabar", 2), ("", 1), ("Berita", 1))
    assert offered.langs == (("en", 2), ("id", 2))


def test_what_is_assigned_to_a_member_can_be_listed_alone(project: Project) -> None:
    project.act("eva", "assign", [Edit(PROJECT, one, None, Assignment("eva")) for one in "bd"])
    project.act("eva", "assign", [Edit(PROJECT, "a", None, Assignment("bram"))])
    assert ids(project, Listing(assigned=True)) == "bd"
    assert ids(project, Listing(assigned=True, states=(Progress.BEGUN,))) == "b"
    assert Listing(assigned=True).narrowed
    assert [library.choices(project.db, who).assigned for who in ("eva", "bram", "x")] == [2, 1, 0]


def test_the_first_that_is_not_done(project: Project) -> None:
    numbers = library.order(project.db, "eva", Listing())
    assert library.first_not_done(project.db, "eva", numbers[2:]) == 1
    assert library.first_not_done(project.db, "eva", numbers[2:3]) is None
    assert library.first_not_done(project.db, "bram", numbers[2:3]) == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.builds(
        Listing,
        st.sampled_from(Sort),
        st.booleans(),
        st.sampled_from(["", "kabar", "judul b", "x"]),
        st.lists(st.sampled_from(Progress), unique=True).map(tuple),
        st.booleans(),
        st.booleans(),
        st.sampled_from([None, "Kabar", ""]),
        st.sampled_from([None, "id", "en"]),
    )
)
def test_turning_a_list_round_keeps_what_it_shows(project: Project, listing: Listing) -> None:
    turned = Listing(**{name: getattr(listing, name) for name in listing.__slots__} | {"reverse": True})
    assert sorted(ids(project, listing)) == sorted(ids(project, turned))
    assert len(set(ids(project, listing))) == len(ids(project, listing))
