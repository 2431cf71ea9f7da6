"""Ranking people: exact before alike, and nobody for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import Entity
from annotator.suggest.name_index import NameIndex
from annotator.suggest.names import Directory, bare_name, prepare, rank
from annotator.text.folding import normal

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


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("Donal Trupa Jr.", "Donal Trupa"),
        ("Donal Trupa", "Donal Trupa Jr."),
        ("Iriani Jaka Wirawan", "Jaka Wirawan"),
        ("Jaka Wirawan", "Iriani Jaka Wirawan"),
        ("Kim Jang Al", "Kim Jang Un"),
        ("istri Jaka Wirawan", "Jaka Wirawan"),
        ("Ny. Jaka Wirawan", "Jaka Wirawan"),
        ("Nyonya Jaka Wirawan", "Jaka Wirawan"),
        ("Ratna Jaka Wirawan", "Jaka Wirawan"),
        ("Mrs Jaka Wirawan", "Jaka Wirawan"),
        ("Amin bin Salamun", "Amin bin Karamun"),
        ("Siti binti Salamun", "Siti bin Salamun"),
        ("Toni W. Brasko", "Toni H. W. Brasko"),
        ("Paku Wana X", "Paku Wana IX"),
        ("Hamangku V", "Hamangku VI"),
        ("Dr. Arya Bima II", "Arya Bima"),
        ("Kepala Dinas Taman", "Dinas Taman"),
        ("Dinas Taman", "Kepala Dinas Taman"),
    ],
)
def test_who_only_looks_alike_is_far_below_and_says_why(query: str, other: str) -> None:
    (match,) = rank(query, [Entity("e1", "person", other)])
    assert match.score <= 60
    assert match.reason == f"not {other}: {match.trap}"
    assert match.trap


@pytest.mark.parametrize(
    "query",
    [
        "Prof. Dr. Ir. H. Bambu Satriyo, S.H., M.Hum.",
        "Bambu Satriyo, S.H.",
        "Hj. Bambu Satriyo",
        "Presiden Bambu Satriyo",
        "Jenderal Pol Bambu Satriyo, S.I.K., M.Si.",
    ],
)
def test_titles_and_degrees_make_nobody_another_person(query: str) -> None:
    (match,) = rank(query, [Entity("e1", "person", "Bambu Satriyo")])
    assert (match.score, match.reason, match.trap) == (98, "same name without titles", "")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Muhammad Bambu Satriyo", "Bambu Satriyo"),
        ("Moh. Satriyo", "Mohammad Satriyo"),
        ("Mohamad Satriyo", "Muhammad Satriyo"),
        ("M. Satriyo", "Muhammad Satriyo"),
        ("Soerya Soekartana", "Surya Sukartana"),
        ("Amin bin Sal", "Amin bin Salamun"),
        ("Toni Brasko", "Toni W. Brasko"),
        ("Bank Melati", "Bank Melati (BM)"),
        ("Bambu Satriyo", "Dr. Bambu Satriyo"),
    ],
)
def test_other_ways_to_write_a_name_are_offered_and_are_no_trap(query: str, name: str) -> None:
    (match,) = rank(query, [Entity("e1", "person", name)])
    assert match.score > 60
    assert not match.trap
    assert match.score < 98, "it is offered, not taken for the same name"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Lavro", "Sergei Lavrov"),
        ("S. Lavrov", "Sergei Lavrov"),
        ("Sergai Lavrov", "Sergei Lavrov"),
        ("Wirawan", "Jaka Wirawan"),
    ],
)
def test_who_is_alike_is_found(query: str, name: str) -> None:
    others = [Entity(f"o{n}", "person", other) for n, other in enumerate(("Ratna Ismaya", "Tirta Samudra"))]
    assert rank(query, [*others, Entity("e1", "person", name)])[0].entity.name == name


def test_the_exact_person_is_the_only_one_of_that_name() -> None:
    directory = Directory.of(
        [*PEOPLE, Entity("e6", "person", "Muller", ("Yoko",)), Entity("e7", "person", "Oko", ("Yoko",))]
    )
    found = directory.exact("  joko WIDODO ")
    assert found is not None
    assert found.id == "e1"
    assert directory.exact("Jokowi") == found
    assert directory.exact("Yoko") is None
    assert directory.exact("Joko") is None


def test_who_is_linked_more_often_comes_first_among_equals() -> None:
    twins = [Entity("e1", "person", "Ani Lestari"), Entity("e2", "person", "Ani Lestary")]
    assert [match.entity.id for match in Directory.of(twins, {"e2": 5}).rank("Ani")] == ["e2", "e1"]


def test_people_of_the_article_are_among_the_ten_however_many_begin_so() -> None:
    people = [Entity(f"e{n}", "person", f"Sa{n}") for n in range(500)]
    people.append(Entity("mine", "person", "Santika Wirawan Kusuma Panjang"))
    for typed in ("s", "sa", "w", "wi", "wir"):
        assert rank(typed, people, ("mine",))[0].entity.id == "mine"


def test_a_name_is_found_at_every_letter_typed() -> None:
    people = [Entity(f"e{n}", "person", f"Orang {n}") for n in range(300)] + [
        Entity("z", "person", "Zulaika Hasan")
    ]
    for length in range(1, len("Zulaika Hasan") + 1):
        assert rank("Zulaika Hasan"[:length], people)[0].entity.id == "z"


def test_people_who_were_renamed_are_found_by_the_new_name_at_once() -> None:
    before, after = Entity("e1", "person", "Ani Lestari"), Entity("e1", "person", "Rani Lestari")
    assert rank("Ani", [before])[0].reason == "part of the name"
    assert [match.entity for match in rank("Rani Lestari", [after])] == [after]


def _names_of(query: str, people: list[Entity]) -> list[str]:
    return [match.entity.name for match in rank(query, people)]


def test_who_is_new_renamed_or_gone_since_the_names_were_made_ready_counts_at_once() -> None:
    before = [Entity(f"e{number}", "person", f"Arga Nomor{number}") for number in range(50)]
    prepare(before)
    new, renamed = Entity("new", "person", "Ratna Puspita"), Entity("e7", "person", "Bima Sakti")
    after = [one for one in before if one.id not in ("e7", "e8")] + [renamed, new]
    for people in (after, before, after):
        assert ("Ratna Puspita" in _names_of("ratna", people)) == (people is after)
        assert ("Bima Sakti" in _names_of("bima", people)) == (people is after)
        assert ("Arga Nomor8" in _names_of("arga nomor8", people)) == (people is before)
        assert ("Arga Nomor7" in _names_of("arga nomor7", people)) == (people is before)


def test_names_made_ready_and_added_to_rank_as_names_made_new() -> None:
    before = [Entity(f"e{number}", "person", f"Arga Nomor{number}") for number in range(30)]
    more = [Entity(f"n{number}", "person", f"Argo Nomor{number}") for number in range(30)]
    prepare(before)
    for query in ("arg", "arga nomor1", "argo nomor12", "nomor"):
        assert rank(query, [*before, *more], ["n3"]) == Directory.of([*before, *more]).rank(query, ["n3"])


NAMES = st.lists(st.text("ab ", max_size=6).map(lambda name: " ".join(name.split())), max_size=12)


@given(NAMES, st.text("ab", min_size=1, max_size=3), st.integers(1, 5), st.sets(st.integers(0, 11)))
def test_beginnings_are_the_favoured_then_the_shortest(
    names: list[str], start: str, limit: int, favoured: set[int]
) -> None:
    """The law of `beginning`, for few names and, through the text of all, for many."""

    def begins(number: int) -> bool:
        return any(word.startswith(start) for word in names[number].split())

    def place(number: int) -> tuple[int, str, int]:
        return len(names[number]), names[number], number

    mine = frozenset(number for number in favoured if number < len(names))
    first = sorted(filter(begins, mine), key=place)
    wanted = [*first, *(number for number in sorted(filter(begins, range(len(names))), key=place))]
    expected = list(dict.fromkeys(wanted))[: limit + len(first)]
    assert NameIndex(names).beginning(start, limit, mine) == expected
    assert NameIndex(names, many=0).beginning(start, limit, mine) == expected


def test_a_beginning_may_be_of_several_words() -> None:
    for many in (0, 100):
        index = NameIndex(["siti aminah", "aminah siti", "siti a", "dewi siti amalia"], many=many)
        assert index.beginning("siti am", 10) == [0, 3]


@given(NAMES, st.text("ab ", max_size=3))
def test_exact_names_are_all_of_that_name(names: list[str], name: str) -> None:
    assert sorted(NameIndex(names).exact(name)) == [n for n, one in enumerate(names) if one == name]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Moh. Nuh, S.H.", "moh nuh s h"),
        ("  A\tB\n", "a b"),
        ("O'Brien-Smith", "o brien smith"),
        ("Ａ９", "a9"),
    ],
)
def test_names_are_compared_without_marks_and_case(name: str, plain: str) -> None:
    assert normal(name) == plain
    assert normal(name + "\u0301") == plain
