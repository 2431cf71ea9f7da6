"""The layered mapping against a plain one, whatever is done to it; and what a change of it costs."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.edits import Edit, inverse
from annotator.model.items import Fragment, Link, Note, Relation, Span
from annotator.model.layer import Layer, layer_of
from annotator.model.layered import LayeredMap

keys = st.integers(0, 60)
changes = st.lists(st.tuples(st.dictionaries(keys, st.integers(), max_size=12), st.sets(keys, max_size=4)))


@given(st.dictionaries(keys, st.integers()), changes)
def test_it_is_what_a_plain_mapping_would_be_and_every_older_one_stays(
    start: dict[int, int], steps: list[tuple[dict[int, int], set[int]]]
) -> None:
    plain = dict(start)
    layered = LayeredMap(start)
    history = [(layered, dict(plain))]
    for put, drop in steps:
        plain = {**{key: value for key, value in plain.items() if key not in drop}, **put}
        layered = layered.changed(put, drop)
        history.append((layered, dict(plain)))
    for one, expected in history:
        assert one == expected
        assert expected == one
        assert len(one) == len(expected)
        assert bool(one) == bool(expected)
        assert sorted(one) == sorted(one.keys()) == sorted(expected)
        assert sorted(one.values()) == sorted(expected.values())
        assert dict(one.items()) == dict(one) == {**one} == expected
        for key in range(61):
            assert (key in one) == (key in expected)
            assert one.get(key, -1) == expected.get(key, -1)
            assert one.get(key) == expected.get(key)
            if key not in expected:
                with pytest.raises(KeyError):
                    one[key]


def test_what_it_was_made_from_may_change_without_it() -> None:
    source = {"a": 1}
    layered = LayeredMap(source)
    source["a"] = 2
    assert layered["a"] == 1


def test_different_ones_differ() -> None:
    one = LayeredMap({"a": 1, "b": 2})
    assert one != one.changed({"a": 3})
    assert one != one.changed({}, ["a"])
    assert one == one.changed({"a": 3}).changed({"a": 1})
    assert one != [("a", 1), ("b", 2)]


def test_a_change_of_a_few_keys_of_many_does_not_copy_the_many() -> None:
    layered = LayeredMap(dict.fromkeys(range(10_000), 0))
    copied = 0
    for key in range(1_000):
        base = layered._base
        layered = layered.changed({key: 1})
        copied += layered._base is not base
    assert copied == 1_000 // 101


def test_an_edit_of_a_large_layer_shares_all_that_it_leaves_alone() -> None:
    spans = [Span(f"s{number}", "CUE", (Fragment(number, number + 1),)) for number in range(16_000)]
    relations = [Relation(f"r{number}", "cued_by", "s0", f"s{number}") for number in range(1, 16_000)]
    layer = layer_of("anno1", "a", [*spans, *relations])
    after = layer.apply([Edit("anno1", "a", None, Span("new", "CUE", (Fragment(3, 5),)))])
    assert after.relations is layer.relations
    assert after.edges is layer.edges
    assert sys.getsizeof(after.spans._changes) < 1_000  # type: ignore[attr-defined]  # a LayeredMap
    assert after.spans["s7"] is layer.spans["s7"]


items = st.lists(
    st.one_of(
        st.builds(
            lambda number, label: Span(f"s{number}", label, (Fragment(number, number + 2),)),
            st.integers(0, 9),
            st.sampled_from(["QUOTE", "CUE"]),
        ),
        st.builds(
            lambda number, head, target: Relation(f"r{number}", "cued_by", f"s{head}", f"s{target}"),
            st.integers(0, 9),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
        st.builds(
            lambda number, span: Link(f"k{number}", "refers_to", f"s{span}", "e1"),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
        st.builds(
            lambda number, span: Note(f"n{number}", f"s{span}", "anno1", "?"),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
    ),
    max_size=40,
)


@given(items, st.integers(1, 5), st.sets(st.integers(0, 39)))
def test_a_layer_of_edits_is_the_layer_of_their_items_and_goes_back(
    wanted: list[Span | Relation | Link | Note], at_once: int, deleted: set[int]
) -> None:
    layer = Layer("anno1", "a")
    made = [layer]
    done: list[list[Edit]] = []
    for first in range(0, len(wanted), at_once):
        edits: list[Edit] = []
        for number, item in enumerate(wanted[first : first + at_once], start=first):
            # An action touches an item once (`merged`).
            if any(edit.item.id == item.id for edit in edits):
                continue
            before = layer.find(item)
            if number in deleted and before is None:
                continue
            edits.append(Edit("anno1", "a", before, None if number in deleted else item))
        layer = layer.apply(edits)
        made.append(layer)
        done.append(edits)
    assert layer == layer_of("anno1", "a", layer.items())
    for edits in reversed(done):
        made.pop()
        layer = layer.apply(inverse(edits))
        assert layer == made[-1]
    assert layer.is_empty()
    assert not layer.edges
