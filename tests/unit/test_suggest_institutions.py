"""Institutions under their long and short names, in one article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.suggest.institutions import headed, long_form, stands_for
from tests.unit.suggested import told

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=5).map(tuple)


def w(words: str) -> tuple[str, ...]:
    return tuple(words.split())


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("kemenkeu", "kementerian keuangan"),
        ("pemprov jatim", "pemerintah provinsi jawa timur"),
        ("kanwil dpu tanjung", "kantor wilayah direktorat pelabuhan utama tanjung"),
        ("bps", "badan pusat statistik"),
    ],
)
def test_a_short_form_is_made_of_the_beginnings_of_its_words(short: str, name: str) -> None:
    assert stands_for(w(short), w(name))


@pytest.mark.parametrize(
    ("short", "name"),
    [("kemenkes", "kementerian keuangan"), ("pemprov", "pemerintah provinsi riau"), ("bps", "bank pasar")],
)
def test_words_left_over_or_other_letters_are_another_institution(short: str, name: str) -> None:
    assert not stands_for(w(short), w(name))


@given(WORDS)
def test_first_letters_stand_for_any_name_of_several_words(name: tuple[str, ...]) -> None:
    assert len(name) < 2 or stands_for(("".join(word[0] for word in name),), name)


def test_of_two_long_forms_none_can_be_told() -> None:
    known = [w("dinas perikanan tanjung"), w("dinas pertanian tanjung")]
    assert long_form(w("dpt"), known) == ()
    assert long_form(w("dpt"), known[:1]) == known[0]


def test_a_heading_means_the_one_institution_that_begins_so() -> None:
    assert headed("pemprov", [w("pemprov riau"), w("pemkot riau")]) == w("pemprov riau")
    assert headed("pemprov", [w("pemprov riau"), w("pemprov jambi")]) == ()


@pytest.mark.parametrize(
    ("first", "later", "person"),
    [
        (
            "Kementerian Kesehatan membuka pasar baru.",
            "Kemenkes menyatakan ikan akan murah.",
            "Kementerian Kesehatan",
        ),
        (
            "Pemerintah Provinsi Jawa Timur membuka pasar.",
            "Pemprov Jatim menyatakan ikan akan murah.",
            "Pemerintah Provinsi Jawa Timur",
        ),
        (
            "Pemprov Jatim membuka pasar.",
            "Kemudian pemprov menegaskan bahwa ikan akan murah.",
            "Pemprov Jatim",
        ),
        ("Warga membuka pasar baru.", "Pemprov Jatim menyatakan ikan akan murah.", "Pemprov Jatim"),
    ],
)
def test_an_institution_has_the_fullest_name_of_its_article(first: str, later: str, person: str) -> None:
    found = [frame.person for frame in told(f"Kabar dari pasar\n{first}\n{later}")]
    assert found == [person]


def test_a_syllable_that_is_often_left_out_makes_no_other_person() -> None:
    text = 'Ketua DPRD Suhartanto datang.\n"Kami siap bekerja," kata Suhartanto.\n"Jalan itu rusak," kata Hartanto.'
    assert [frame.person for frame in told(text)] == ["Suhartanto", "Suhartanto"]
