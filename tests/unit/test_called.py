"""Exact names: whoever has one is found, whatever was known before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.model.called import Called, called
from annotator.model.items import Entity
from annotator.text.folding import normal

NAMES = st.sampled_from(("Rina", "rina", "RÍNA", "Dr. Rina", "Bayu Rina", "Bayu", "", "Bayu-Rina"))
PEOPLE = st.dictionaries(
    st.sampled_from("abcdef"), st.tuples(NAMES, st.lists(NAMES, max_size=2)), max_size=6
).map(
    lambda drawn: {one: Entity(one, "person", name, tuple(aliases)) for one, (name, aliases) in drawn.items()}
)


@given(PEOPLE, PEOPLE, NAMES)
def test_who_is_called_so_is_told_as_by_looking_at_everybody(
    before: dict[str, Entity], changed: dict[str, Entity], name: str
) -> None:
    now = {**before, **changed}
    wanted = normal(name)
    grown = Called(before)
    grown.take_in(now)
    called(before)
    for names in (Called(now), grown, called(now)):
        so = {one.id for one in now.values() if wanted in map(normal, one.names)}
        assert {one.id for one in names.so(wanted)} == so
        last = wanted.rpartition(" ")[2]
        ending = {one.id for one in now.values() if last in {normal(n).rpartition(" ")[2] for n in one.names}}
        assert {one.id for one in names.ending(last)} == ending


def test_who_has_gone_is_not_found() -> None:
    two = {one: Entity(one, "person", "Rina") for one in "ab"}
    names = Called(two)
    names.take_in({"a": two["a"]})
    assert [one.id for one in names.so("rina")] == ["a"]
