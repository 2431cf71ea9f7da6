"""Names from elsewhere: maps, map files, and the scheme's rule for names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import MapError, UsageError
from annotator.formats.map_file import bundled_map, bundled_maps, load_map, parse_map
from annotator.formats.names import (
    AttributeRule,
    LabelRule,
    NameMap,
    Naming,
    label_name,
    map_of_pairs,
    small_name,
)
from annotator.model.scheme import LABEL_NAME, RELATION_NAME

_names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)


@given(_names)
def test_every_name_becomes_one_that_the_scheme_can_hold(name: str) -> None:
    assert LABEL_NAME.fullmatch(label_name(name))
    assert RELATION_NAME.fullmatch(small_name(name))
    assert label_name(label_name(name)) == label_name(name)


@pytest.mark.parametrize(
    ("given_name", "label"),
    [
        ("QUOTE", "QUOTE"),
        ("Quote", "QUOTE"),
        ("direct-quote", "DIRECT_QUOTE"),
        ("Q1", "Q_ONE"),
        ("Q2", "Q_TWO"),
        ("rôle", "ROLE"),
    ],
)
def test_names_stay_legible(given_name: str, label: str) -> None:
    assert label_name(given_name) == label


def test_names_of_other_letters_stay_apart() -> None:
    assert label_name("مصدر") != label_name("قول")
    assert label_name("A+") != label_name("A*")


def test_pairs_rename_what_the_new_name_may_be_a_name_of() -> None:
    names = map_of_pairs({"Source": "SPEAKER", "Speaker": "said_by"})
    assert names.labels == {"Source": LabelRule("SPEAKER")}
    assert names.relations == {"Speaker": "said_by"}
    assert names.attributes == {"Speaker": AttributeRule("said_by")}


def test_the_map_that_was_named_last_holds() -> None:
    names = map_of_pairs({"Source": "SOURCE"}).over(bundled_map("polnear"))
    assert names.labels["Source"].label == "SOURCE"
    assert names.labels["Content"].label == "QUOTE"


def test_what_was_renamed_is_told_once() -> None:
    naming = Naming(NameMap())
    naming.label("Per")
    naming.label("Per")
    naming.label("ORG")
    assert naming.remarks() == ("The label 'Per' came in as PER; --map Per=… gives it another name.",)
    assert naming.remarks() == ()


def test_attributes_and_their_values() -> None:
    names = parse_map(
        '[attributes]\nKind = { name = "type", values = { Dir = "direct" } }\nN = "flag"', "m.toml"
    )
    naming = Naming(names)
    assert naming.attribute("Kind", "Dir") == ("type", "direct")
    assert naming.attribute("N", "") == ("flag", "yes")
    assert naming.attribute("Sure?", "high")[1] == "high"


def test_a_map_may_name_what_an_attribute_without_a_value_says() -> None:
    names = parse_map('[attributes]\nDirect = { name = "type", values = { yes = "direct" } }', "m.toml")
    assert Naming(names).attribute("Direct", "") == ("type", "direct")


@pytest.mark.parametrize("name", bundled_maps())
def test_the_bundled_maps_are_right(name: str) -> None:
    assert bundled_map(name).labels


def test_a_map_that_there_is_not() -> None:
    with pytest.raises(UsageError, match=r"there are pfsa-id, polnear"):
        bundled_map("parc")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[labels]\nA = "b"', "m.toml, line 2, labels.A: a label is needed"),
        ("[labels]\nA = 3", "m.toml, line 2, labels.A: a table is needed"),
        ('[relations]\nA = "B"', "line 2, relations.A: a name of the letters a to z"),
        (
            '[events.E]\nheads = ["Q"]',
            "line 2, events.E.heads: unknown key; known here are head, roles, trigger",
        ),
        ('[events.E]\nhead = "Q"', "line 2, events.E.head: a list of texts is needed"),
        (
            '[labels.C]\nlabel = "CUE"\ntail = { label = "X" }',
            "line 3, labels.C.tail.endings: a list of texts",
        ),
        (
            '[labels.C]\nlabel = "CUE"\nattributes = { kind = 1 }',
            "labels.C.attributes.kind: a text in quotation",
        ),
        ("[label]\n", "line 1, label: unknown key"),
        ("labels = [", "line 1: not valid TOML"),
    ],
)
def test_a_wrong_map_names_file_line_and_key(text: str, complaint: str) -> None:
    with pytest.raises(MapError, match=re.escape(complaint)):
        parse_map(text, "m.toml")


def test_a_map_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="cannot be read"):
        load_map(tmp_path / "no.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff")
    with pytest.raises(MapError, match="not UTF-8"):
        load_map(tmp_path / "x.toml")
