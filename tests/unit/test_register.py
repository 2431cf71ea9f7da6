"""The list of people: page by page it is the same as all at once, and it keeps up with what changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Entity, Link
from annotator.store import people as store
from annotator.store import people_rows
from annotator.store.project import Project
from annotator.tui.register import PAGE, Order, Register
from tests.unit.conftest import a_span, begin

COUNT = 2 * PAGE + 50
NAMES = ("Zulfa", "abimanyu", "Éka", "Ratna", "ratna", "_")


@pytest.fixture
def crowded(project: Project) -> Project:
    """Some hundred people, three of them linked, one of these merged into another."""
    people = [Entity(f"e{n}", "person", f"{NAMES[n % len(NAMES)]} {n * 37 % COUNT}") for n in range(COUNT)]
    project.act("anno1", "people", [Edit(PEOPLE, "", None, one) for one in people])
    items = [
        *(a_span(f"s{n}", start=n) for n in range(6)),
        *(
            Link(f"l{n}", "said_by", f"s{n}", entity)
            for n, entity in enumerate(("e7", "e7", "e9", "e9", "e9", "e8"))
        ),
    ]
    project.act("anno1", "tag", [begin("anno1"), *(Edit("anno1", "a1", None, item) for item in items)])
    store.merge(project, "anno1", "e8", "e7")
    return project


def listed(register: Register) -> Iterator[str]:
    for place in range(len(register)):
        row = register.row(place)
        assert row is not None
        yield row.entity.id


def test_pages_together_are_everybody_in_order(crowded: Project) -> None:
    register = Register(crowded, "anno1")
    assert len(register) == register.total == COUNT - 1
    before = list(listed(register))
    assert sorted(before) == sorted({f"e{n}" for n in range(COUNT)} - {"e7"})
    register.use(register.build())
    assert list(listed(register)) == before
    again = Register(crowded, "anno1")
    again.use(again.build())
    assert list(listed(again)) == before
    assert register.row(COUNT) is None


def test_the_figures_of_a_page_are_those_of_all(crowded: Project) -> None:
    register = Register(crowded, "anno1")
    everybody = {row.entity.id: row for row in people_rows.person_rows(crowded.db)}
    for place in range(len(register)):
        row = register.row(place)
        assert row is not None
        assert row == everybody[row.entity.id]
    assert (everybody["e8"].links, everybody["e9"].quotes, everybody["e7"].links) == (3, 3, 0)


def test_by_quotes_whoever_speaks_most_comes_first_and_equals_by_name(crowded: Project) -> None:
    register = Register(crowded, "anno1")
    by_name = list(listed(register))
    register.sort(Order.QUOTES)
    by_quotes = list(listed(register))
    spoken = sorted(("e8", "e9"), key=by_name.index)
    assert by_quotes == [*spoken, *(one for one in by_name if one not in spoken)]


def test_somebody_is_found_on_any_page_and_as_whoever_stands_for_them(crowded: Project) -> None:
    register = Register(crowded, "anno1")
    order = list(listed(register))
    register = Register(crowded, "anno1")
    assert [register.place_of(one) for one in (order[0], order[-1], "e7")] == [
        0,
        COUNT - 2,
        order.index("e8"),
    ]
    assert register.place_of("nobody") is None


def test_names_that_were_got_ready_before_a_change_are_not_used(crowded: Project) -> None:
    register = Register(crowded, "anno1")
    names = register.build()
    register.change(
        "rename", lambda people: [Edit(PEOPLE, "", people.entities["e1"], Entity("e1", "person", "Wiji"))]
    )
    register.use(names)
    register.narrow("Wiji")
    assert not register.is_ready
    register.use(register.build())
    assert list(listed(register)) == ["e1"]


def test_a_split_is_counted_and_found_where_it_went(crowded: Project) -> None:
    new = store.split(crowded, "anno1", "e9", "Sekar", [("anno1", "a1", "l3")])[0].item.id
    rows = {row.entity.id: row.links for row in people_rows.person_rows(crowded.db, [new, "e9", "e8"])}
    assert rows == {new: 1, "e9": 2, "e8": 3}
    assert [link.place[2] for link in people_rows.links_of(crowded.db, new)] == ["l3"]
    assert [link.place[2] for link in people_rows.links_of(crowded.db, "e9")] == ["l2", "l4"]
