"""Krippendorff's alpha for unitizing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.items import Fragment
from annotator.review.unitizing import Continuum, Unitized, alpha_u, continuum
from tests.unit.review_layers import a_span

Units = list[tuple[int, int]]
"""(start, length) of units, as the books have them."""


def unitized(length: int, *layers: Units) -> Unitized:
    parts = tuple(tuple(Fragment(start, start + wide) for start, wide in layer) for layer in layers)
    return Unitized((Continuum(length, parts),))


# Krippendorff, "Content Analysis", 2nd edition, 2004, page 254: two observers, categories c and k, a continuum of 300
# from 150 on; here it begins at 0. Units and figures are those that DKPro Statistics quotes from that page; an
# older test of its own names "Measuring the reliability of qualitative text analysis data", 2004, for the same example.
C2004 = ([(75, 70), (220, 30)], [(70, 80), (205, 20), (250, 20)])
K2004 = ([(30, 60), (150, 50)], [(30, 60), (150, 50)])


def test_the_example_of_krippendorff_2004() -> None:
    c, k = unitized(300, *C2004), unitized(300, *K2004)
    # By hand: 5² + 5² = 50, 15² + 25² = 850, 20² = 400, for both directions, over 2 · 1 · 300².
    assert c.disagreement([1])[0] / 300 == pytest.approx(2 * (50 + 850 + 400) / (2 * 300**2))
    assert c.disagreement([1])[0] / 300 == pytest.approx(0.0144, abs=5e-5)
    assert c.disagreement([1])[1] / 300 == pytest.approx(0.0532, abs=5e-5)
    assert k.disagreement([1])[0] == 0
    assert k.disagreement([1])[1] / 300 == pytest.approx(0.0490, abs=5e-5)
    assert alpha_u([c], [1]) == pytest.approx(0.7286, abs=5e-5)
    assert alpha_u([k], [1]) == 1
    # The book goes on with rounded figures, 1 - 0.0144 / (0.0532 + 0.0490); unrounded it is 0.8587.
    assert alpha_u([c, k], [1]) == pytest.approx(0.8591, abs=5e-4)


# Krippendorff, "On the reliability of unitizing continuous data", Sociological Methodology 25, 1995, page 57. Its
# expected disagreements have an error that the book of 2004 mends; alpha is the same within two hundredths on a fine
# scale, which is how DKPro Statistics tests its own.
UNITS_1995: dict[str, tuple[Units, Units]] = {
    "A": ([(2, 8), (14, 6)], [(4, 4), (15, 2)]),
    "B": ([(0, 18)], [(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)]),
    "C": ([(2, 6), (10, 2), (14, 4), (20, 2)], [(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)]),
    "D": ([(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)], [(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)]),
}


@pytest.mark.parametrize(
    ("category", "observed", "alpha"),
    [("A", 0.03125, 0.553), ("B", 2.26736, -0.926), ("C", 0.02777, 0.679), ("D", 0.38715, 0.066)],
)
def test_the_examples_of_krippendorff_1995(category: str, observed: float, alpha: float) -> None:
    coarse = unitized(24, *UNITS_1995[category])
    assert coarse.disagreement([1])[0] / 24 == pytest.approx(observed, abs=1e-5)
    fine = 50_000
    layers = [[(start * fine, wide * fine) for start, wide in layer] for layer in UNITS_1995[category]]
    assert alpha_u([unitized(24 * fine, *layers)], [1]) == pytest.approx(alpha, abs=0.02)


def test_a_long_unit_against_pieces_of_it_by_hand() -> None:
    # On a continuum of 10: one unit 1-9 against 2-3, 4-5 and 6-7. Observed: (1 + 36) + (9 + 16) + (25 + 4) = 91, twice,
    # over 2 · 1 · 100.
    # Expected: unit 8 among three others (3 / 3 · (1024 - 192 + 8) = 840); no gap of 8. Units of 1 among gaps 1, 1 and
    # 2, 1, 1, 3: 9 places each, 27. 2 / 10 · 867 / (20 · 19 - 56).
    found = unitized(10, [(1, 8)], [(2, 1), (4, 1), (6, 1)])
    assert found.disagreement([1])[0] / 10 == pytest.approx(0.91)
    assert found.disagreement([1])[1] / 10 == pytest.approx(2 / 10 * 867 / 324)
    assert alpha_u([found], [1]) == pytest.approx(1 - 0.91 / 0.535185, abs=1e-5)


def test_alpha_is_not_given_without_units() -> None:
    assert alpha_u([unitized(20, [], [])], [1]) is None
    assert alpha_u([], [1]) is None


def test_a_unit_that_only_one_layer_has_brings_alpha_to_nought_at_best() -> None:
    alpha = alpha_u([unitized(1000, [(100, 50)], [])], [1])
    assert alpha is not None
    assert alpha <= 0


def test_overlapping_units_of_one_layer_are_one_and_counted() -> None:
    inner = [a_span("a", 0, 20), a_span("b", 5, 10), a_span("c", 20, 25)]
    found = continuum(40, [inner, [a_span("x", 0, 20), a_span("y", 20, 25)]])
    assert found.units[0] == (Fragment(0, 20), Fragment(20, 25))
    assert found.joined == 1
    assert alpha_u([Unitized((found,))], [1]) == 1


def test_fragments_are_units_of_their_own() -> None:
    found = continuum(40, [[a_span("a", 0, 5, 10, 15)], [a_span("x", 0, 15)]])
    assert found.units == ((Fragment(0, 5), Fragment(10, 15)), (Fragment(0, 15),))


def test_gaps_end_with_their_article() -> None:
    one = Continuum(10, ((Fragment(0, 4),), ()))
    assert sorted(one.gaps()) == [6, 10]


def test_a_weight_counts_an_article_as_often_as_that() -> None:
    one = Continuum(300, unitized(300, *C2004).articles[0].units)
    other = Continuum(24, unitized(24, *UNITS_1995["C"]).articles[0].units)
    weighted = Unitized((one, other)).disagreement([2, 1])
    assert weighted == pytest.approx(Unitized((one, one, other)).disagreement([1, 1, 1]))
    assert Unitized((one, other)).disagreement([1, 0]) == pytest.approx(Unitized((one,)).disagreement([1]))


layers_of_units = st.lists(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=4).map(
        lambda units: [a_span(f"s{i}", start, start + wide) for i, (start, wide) in enumerate(units)]
    ),
    min_size=2,
    max_size=4,
)


@given(layers_of_units)
def test_the_order_of_layers_does_not_matter(layers: list[list]) -> None:
    shuffled = random.Random(1).sample(layers, len(layers))
    one, other = Unitized((continuum(40, layers),)), Unitized((continuum(40, shuffled),))
    assert alpha_u([one], [1]) == pytest.approx(alpha_u([other], [1]))


@given(layers_of_units)
def test_layers_that_say_the_same_agree_wholly(layers: list[list]) -> None:
    same = Unitized((continuum(40, [layers[0]] * len(layers)),))
    assert alpha_u([same], [1]) == (1 if layers[0] else None)


@given(layers_of_units)
def test_alpha_is_never_above_one(layers: list[list]) -> None:
    alpha = alpha_u([Unitized((continuum(40, layers),))], [1])
    assert alpha is None or alpha <= 1
