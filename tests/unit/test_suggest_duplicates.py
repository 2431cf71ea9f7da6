"""Who may be one person: what is proposed, and what never is."""

from __future__ import annotations

import pytest

from annotator.model.items import Entity
from annotator.model.people import apart_setting, kept_apart
from annotator.suggest.duplicates import duplicates


def people(*names: str, kind: str = "person") -> list[Entity]:
    return [Entity(f"e{number}", kind, name) for number, name in enumerate(names, start=1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Lavrov"),
        ("Sergei Lavrov", "S. Lavrov"),
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Soekarno", "Sukarno"),
        ("Mohamad Tito", "Muhammad Tito"),
        ("Rina Wulandari", "Wulandari Rina"),
        ("Rina Wulandari", "rina wulandarí"),
    ],
)
def test_two_spellings_of_a_name_are_proposed(one: str, other: str) -> None:
    (pair,) = duplicates(people(one, other))
    assert pair.ids == {"e1", "e2"}
    assert len(pair.kept.name) >= len(pair.other.name), "the fuller name is kept"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald Trump Jr."),
        ("Joko Widodo", "Iriana Joko Widodo"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Rina Wulandari", "Bayu Prakoso"),
    ],
)
def test_namesakes_and_strangers_are_not(one: str, other: str) -> None:
    assert duplicates(people(one, other)) == []


def test_an_alias_is_a_name_like_any_other() -> None:
    known = Entity("e1", "person", "Rina Wulandari", ("Lurah Tembaga",))
    assert [pair.ids for pair in duplicates([known, Entity("e2", "person", "Lurah Tembaga")])] == [
        {"e1", "e2"}
    ]


def test_other_kinds_merged_ones_and_those_kept_apart_are_left_out() -> None:
    one, two = people("Rina Wulandari", "Rina Wulandari")
    assert len(duplicates([one, two])) == 1
    assert duplicates([one, Entity("e2", "organisation", "Rina Wulandari")]) == []
    assert duplicates([one, Entity("e2", "person", "Rina Wulandari", merged_into="e1")]) == []
    assert duplicates([one, two], kept_apart([apart_setting("e2", "e1"), "scheme"])) == []


def test_the_likeliest_come_first_and_no_more_than_asked_for() -> None:
    everybody = people("Rina Wulandari", "Wulandari Rina", "Bayu Prakoso", "Bayu Prakosa", "Prakoso")
    found = duplicates(everybody)
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    assert duplicates(everybody, limit=1) == found[:1]


def test_a_name_that_very_many_share_is_compared_by_a_second_one() -> None:
    crowd = people(*(f"Budi {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}vut" for n in range(90)))
    assert [
        pair.ids
        for pair in duplicates(
            [*crowd, *[Entity("x", "person", "Budi Santoso"), Entity("y", "person", "Budi Santosa")]]
        )
    ][:1] == [{"x", "y"}]
