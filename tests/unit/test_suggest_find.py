"""Fuzzy search in pick lists."""

from __future__ import annotations

from annotator.suggest.find import closest

TEXTS = [
    "SPEAKER Rina Wulandari",
    "CUE kata",
    "SOURCE laman Dinas Pasar",
    "SPEAKER Wulan",
    "QUOTE “Ya, Élan”",
]


def found(query: str) -> list[str]:
    return [TEXTS[number] for number in closest(query, TEXTS)]


def test_nothing_typed_leaves_the_order() -> None:
    assert found("") == TEXTS
    assert closest("", TEXTS, limit=2) == [0, 1]


def test_the_beginning_of_a_word_comes_first() -> None:
    assert found("wulan")[:2] == ["SPEAKER Rina Wulandari", "SPEAKER Wulan"]
    assert found("elan")[0] == "QUOTE “Ya, Élan”"
    assert found("source") == ["SOURCE laman Dinas Pasar"]


def test_a_slip_of_the_fingers_still_finds() -> None:
    assert "SPEAKER Rina Wulandari" in found("rina wulndari")


def test_what_is_like_nothing_finds_nothing() -> None:
    assert found("zzzz") == []
    assert found("zz") == []
