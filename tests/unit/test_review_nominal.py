"""Nominal alpha and kappa, held to what their inventors published.

Tables and figures are those that other programs quote from the same pages in their tests: DKPro Statistics (Cohen,
Artstein and Poesio), scikit-learn (Artstein and Poesio, tables 1 and 4), krippendorff and icr (Krippendorff). Of the
table of 2011, icr has the only value of the last unit with another observer; it has no partner and counts nowhere.
"""

from __future__ import annotations

import random
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.review.nominal import Coincidences, Confusion


def units_of(*layers: str) -> list[str]:
    """Units, column by column, from what each layer says in a row; `.` says nothing."""
    return ["".join(values).replace(".", "") for values in zip(*layers, strict=True)]


def test_the_example_of_krippendorff_2011() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, part C: four observers, values missing.
    found = Coincidences.of(units_of("123321412...", "1233224125.3", ".3332342251.", "12332441251."))
    assert found.units == 11
    assert found.alpha == pytest.approx(0.743, abs=5e-4)


def test_the_example_of_three_observers_with_values_missing() -> None:
    # The example that encyclopedias work out: fifteen units, half of the values missing, 0.691.
    found = Coincidences.of(units_of(".....34121133.3", "1.213343.......", "..21344.21133.4"))
    assert found.alpha == pytest.approx(0.691, abs=5e-4)


@pytest.mark.parametrize(
    ("counts", "kappa"),
    [
        # Artstein and Poesio, "Inter-coder agreement for computational linguistics", 2008, pages 558 and 568.
        ({"SS": 20, "IS": 20, "SI": 10, "II": 50}, 0.348),
        ({"SS": 46, "IS": 6, "II": 32, "IC": 6, "CC": 10}, 0.801),
        # Cohen, "A coefficient of agreement for nominal scales", 1960, page 45.
        ({"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12}, 0.492),
    ],
)
def test_the_examples_of_artstein_and_poesio_and_of_cohen(counts: dict[str, int], kappa: float) -> None:
    pairs = {(pair[0], pair[1]): times for pair, times in counts.items()}
    assert Confusion(pairs).kappa == pytest.approx(kappa, abs=5e-4)


def test_the_alpha_of_artstein_and_poesio() -> None:
    # The same table of page 568. By hand: S 98, I 76, C 26 of 200 values; 24 ordered pairs differ;
    # 1 - 199 * 24 / (200² - 98² - 76² - 26²). They print 0.800, from disagreements rounded to 0.120 and 0.601.
    counts = {"SS": 46, "IS": 6, "II": 32, "IC": 6, "CC": 10}
    alpha = Coincidences.of(chain.from_iterable(repeat(pair, times) for pair, times in counts.items())).alpha
    assert alpha == pytest.approx(1 - 199 * 24 / 23944)
    assert alpha == pytest.approx(0.800, abs=1e-3)


def test_kappa_by_hand() -> None:
    # Agreed 70 of 100; by chance (30 · 40 + 70 · 60) / 100² = 0.54; (0.70 - 0.54) / 0.46.
    assert Confusion({("S", "S"): 20, ("S", "I"): 10, ("I", "S"): 20, ("I", "I"): 50}).kappa == pytest.approx(
        0.16 / 0.46
    )


def test_nothing_is_said_where_all_values_are_one_category() -> None:
    assert Coincidences.of(["aa", "aaa"]).alpha is None
    assert Confusion({("a", "a"): 7}).kappa is None


def test_nothing_is_said_without_values() -> None:
    assert Coincidences.of([]).alpha is None
    assert Coincidences.of(["a", "b"]).units == 0
    assert Confusion().kappa is None


values = st.lists(st.text("abc", max_size=4), max_size=8)


@given(values, values)
def test_coincidences_of_articles_add_up(one: list[str], other: list[str]) -> None:
    assert Coincidences.of(one) + Coincidences.of(other) == Coincidences.of(one + other)


@given(values, st.integers(0, 3))
def test_an_article_may_count_several_times(units: list[str], times: int) -> None:
    assert Coincidences.of(units).times(times).alpha == Coincidences.of(units * times).alpha


@given(values)
def test_neither_the_order_of_layers_nor_the_names_of_values_matter(units: list[str]) -> None:
    other = ["".join(sorted(unit, reverse=True)).translate(str.maketrans("abc", "bca")) for unit in units]
    assert Coincidences.of(units).alpha == Coincidences.of(other).alpha


@given(values)
def test_layers_that_say_the_same_agree_wholly(units: list[str]) -> None:
    alpha = Coincidences.of([unit[:1] * 2 for unit in units]).alpha
    assert alpha == (1 if len({unit[0] for unit in units if unit}) > 1 else None)


def test_alpha_is_that_of_the_krippendorff_package() -> None:
    reference = pytest.importorskip("krippendorff")
    chance = random.Random(7)
    for _ in range(50):
        layers = ["".join(chance.choice("123.") for _ in range(12)) for _ in range(chance.randint(2, 5))]
        found = Coincidences.of(units_of(*layers)).alpha
        if found is None:
            continue
        rows = [[float("nan") if value == "." else int(value) for value in layer] for layer in layers]
        expected = reference.alpha(reliability_data=rows, level_of_measurement="nominal")
        assert found == pytest.approx(expected)
