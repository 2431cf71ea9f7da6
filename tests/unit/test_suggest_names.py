"""Ranking people: exact before alike, and nobody for nothing."""

from __future__ import annotations

import pytest

from annotator.model.items import Entity
from annotator.suggest.names import bare_name, normal, rank

PEOPLE = [
    Entity("e1", "person", "Joko Widodo", ("Jokowi",)),
    Entity("e2", "person", "Iriana Joko Widodo"),
    Entity("e3", "person", "Müller"),
    Entity("e4", "person", "Joko Santoso"),
    Entity("e5", "person", "Joko Widodo (lama)", (), merged_into="e1"),
]


def ids(query: str, here: tuple[str, ...] = ()) -> list[str]:
    return [match.entity.id for match in rank(query, PEOPLE, here)]


def test_the_same_name_comes_first_and_says_so() -> None:
    found = rank("Joko Widodo", PEOPLE)
    assert (found[0].entity.id, found[0].score, found[0].reason) == ("e1", 100, "same name")
    assert ids("jokowi")[0] == "e1"
    assert rank("Jokowi", PEOPLE)[0].reason == "alias Jokowi"


def test_among_equals_whoever_is_in_the_article_comes_first() -> None:
    assert ids("Joko", ("e4",))[0] == "e4"
    assert ids("Joko", ("e1",))[0] == "e1"


def test_marks_and_case_do_not_matter() -> None:
    assert ids("MULLER") == ["e3"]
    assert normal("Mu\u0308ller") == normal("Müller") == "muller"
    assert normal("Erdoğan") == "erdogan"


@pytest.mark.parametrize("query", ["!!!", "   ", "Xi", "zzzzzz"])
def test_nobody_is_offered_for_nothing(query: str) -> None:
    assert ids(query) == []


def test_who_was_merged_into_another_is_not_offered() -> None:
    assert "e5" not in ids("Joko Widodo (lama)")


def test_an_empty_query_offers_the_people_of_the_article() -> None:
    assert ids("", ("e3", "e1")) == ["e3", "e1"]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Menteri Luar Negeri Rusia, Sergei Lavrov", "Sergei Lavrov"),
        ("Presiden Budi Santoso", "Budi Santoso"),
        ("Wakil Menteri Ani Lestari", "Ani Lestari"),
        ("Budi,  dkk", "Budi, dkk"),
        ("Presiden", "Presiden"),
    ],
)
def test_the_name_in_a_mention(mention: str, name: str) -> None:
    assert bare_name(mention, {"presiden", "menteri", "wakil menteri"}) == name
