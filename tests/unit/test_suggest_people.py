"""Who is meant: names, offices, pronouns and those who go on speaking, within one article."""

from __future__ import annotations

import pytest

from tests.unit.suggested import told


def people(text: str, lang: str = "id") -> list[str]:
    return [frame.person for frame in told(text, lang)]


def test_a_part_of_a_name_is_the_person_named_in_full() -> None:
    text = (
        "Menteri Perikanan Arga Yudha Wibisana membuka pelabuhan.\n"
        '"Pelabuhan ini besar," kata Arga.\n"Kapal akan datang," kata Wibisana.'
    )
    assert people(text) == ["Arga Yudha Wibisana", "Arga Yudha Wibisana"]


def test_a_name_may_be_given_in_full_only_later() -> None:
    text = '"Pelabuhan ini besar," kata Arga.\nMenteri Arga Wibisana lalu pulang ke rumahnya.'
    assert people(text) == ["Arga Wibisana"]


@pytest.mark.parametrize(
    ("introduction", "later"),
    [
        ("Menteri Perikanan (Menkan) Arga Wibisana membuka pelabuhan.", "Menkan"),
        ("Menteri Perikanan Utara, Arga Wibisana, membuka pelabuhan.", "Menteri Perikanan Utara"),
        ("Gubernur Riau Arga Wibisana membuka pelabuhan.", "Gubernur"),
    ],
)
def test_an_office_is_whoever_holds_it(introduction: str, later: str) -> None:
    assert people(f'{introduction}\n"Pelabuhan ini besar," kata {later}.') == ["Arga Wibisana"]


def test_an_acronym_is_the_institution() -> None:
    text = "Badan Cuaca Nusantara (BCN) membuka stasiun baru.\nBCN menyatakan hujan akan turun."
    assert people(text) == ["Badan Cuaca Nusantara"]


def test_a_nickname_in_brackets_is_the_person() -> None:
    text = 'Presiden Jaka Wirawan (Jawir) hadir.\n"Saya senang sekali," kata Jawir.'
    assert people(text) == ["Jaka Wirawan"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (  # a suffix makes it the son
            "Donal Trupa Jr. hadir bersama Donal Trupa.\n“Kami senang sekali,” kata Donal Trupa.",
            ["Donal Trupa"],
        ),
        (  # a word before a full name makes it somebody else's
            "Iriani Jaka Wirawan hadir.\nPresiden Jaka Wirawan pulang.\n“Kami senang sekali,” kata Wirawan.",
            ["Jaka Wirawan"],
        ),
        (
            "Kim Jang Al hadir.\nKim Jang Un pulang.\n“Kami senang sekali,” kata Kim Jang Al.",
            ["Kim Jang Al"],
        ),
        (  # but first names that are often left out do not
            "Muhammad Arga Wibisana hadir.\n“Kami senang sekali,” kata Arga Wibisana.",
            ["Muhammad Arga Wibisana"],
        ),
        ("Xi Hadir hadir.\n“Kami senang sekali,” kata Xi.", ["Xi"]),
    ],
)
def test_names_that_only_look_like_one(text: str, persons: list[str]) -> None:
    assert people(text) == persons


def test_a_pronoun_or_clitic_means_who_spoke_last() -> None:
    text = (
        '"Pelabuhan ini besar," kata Arga Wibisana.\n"Kapal akan datang," ujarnya.\n'
        'Ia menambahkan harga ikan akan turun.\n"Itu salah besar," kata Ratna Ismaya.\n"Harga akan naik," kata dia.'
    )
    assert people(text) == ["Arga Wibisana"] * 3 + ["Ratna Ismaya"] * 2


def test_a_pronoun_means_the_subject_of_a_sentence_since() -> None:
    text = (
        '"Pelabuhan ini besar," kata Arga Wibisana.\nGubernur Ratna Ismaya lalu meninjau kapal.\n'
        "Ia menyebut kapal itu aman."
    )
    assert people(text)[-1] == "Ratna Ismaya"


@pytest.mark.parametrize(
    "sentence",
    [
        "Misalnya, Anggota Dewan Laut, Jaka Wirawan, membuka rapat.",
        "Lebih lanjut, ada juga Anggota Dewan Laut, Jaka Wirawan, yang membuka rapat.",
        "Peneliti dari Pusat Kajian Laut, Jaka Wirawan, membuka rapat.",
    ],
)
def test_a_pronoun_means_whoever_a_sentence_brings_in_with_their_office(sentence: str) -> None:
    text = f'"Kapal akan datang," kata Arga Wibisana.\n{sentence}\nMenurutnya, pelabuhan akan dibuka.'
    assert people(text)[-1] == "Jaka Wirawan"


@pytest.mark.parametrize(
    ("cue", "person"),
    [("katanya", "Jaka Wirawan"), ("lanjutnya", "Arga Wibisana"), ("pungkasnya", "Arga Wibisana")],
)
def test_only_who_has_spoken_goes_on(cue: str, person: str) -> None:
    text = f'"Kapal akan datang," kata Arga Wibisana.\nBupati Bone Jaka Wirawan hadir.\n"Ombak akan tinggi," {cue}.'
    assert people(text)[-1] == person


def test_a_verb_without_anybody_goes_on_with_the_institution_of_the_sentence_before() -> None:
    text = (
        '"Kapal akan datang," kata Arga Wibisana.\n'
        "Dalam rapat itu, pemerintah sempat membuka pelabuhan. Dijelaskan bahwa ombak akan tinggi pekan depan."
    )
    assert people(text) == ["Arga Wibisana", "pemerintah"]


def test_an_institution_is_not_what_a_pronoun_means() -> None:
    text = '"Pelabuhan ini besar," kata Arga Wibisana.\nBCN menyatakan hujan akan turun.\nIa mengatakan kapal aman.'
    assert people(text)[-1] == "Arga Wibisana"


def test_a_quoted_paragraph_without_a_cue_goes_on_with_the_speaker() -> None:
    text = '"Pelabuhan ini besar," kata Arga Wibisana.\n"Kapal akan datang bulan depan dari utara."'
    last = told(text)[-1]
    assert (last.speaker, last.person) == ("", "Arga Wibisana")


def test_the_speaker_may_stand_in_the_next_sentence() -> None:
    text = '"Kapal akan datang bulan depan." Hal itu disampaikan Arga Wibisana di pelabuhan.'
    assert told(text)[0].person == "Arga Wibisana"


@pytest.mark.parametrize("day", ["Senin", "Minggu", "Januari"])
def test_a_day_is_nobody(day: str) -> None:
    (frame,) = told(f'"Kami akan datang," kata Arga, {day} (3/2).')
    assert frame.speaker == "Arga"


def test_a_dateline_is_nobody() -> None:
    (frame,) = told(
        "WARTA.COM, LEMBAYUNG - Kapolres Lembayung AKBP Hendra Wijaya menyatakan pelaku ditangkap."
    )
    assert (frame.speaker, frame.person) == ("Kapolres Lembayung AKBP Hendra Wijaya", "Hendra Wijaya")


def test_english_names() -> None:
    text = "Mayor Anna Lindqvist opened the bridge.\n“It is safe,” Lindqvist said.\nShe said it would last."
    assert people(text, "en") == ["Anna Lindqvist", "Anna Lindqvist"]


def test_two_people_may_say_one_thing() -> None:
    (frame,) = told("Ketua Dewan Nawang Wulan dan Wakil Ketua Jaka Tarub mengatakan rapat berlanjut.")
    assert frame.speaker == "Ketua Dewan Nawang Wulan + Wakil Ketua Jaka Tarub"
    (frame,) = told("Pike and Holm said they would vote against it.", "en")
    assert frame.person == "Pike + Holm"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Kepala Dinas Pasar Tanjung Biru, Ani Lestari, menyatakan air mulai naik.",
            "Kepala Dinas Pasar Tanjung Biru, Ani Lestari",
        ),
        ("Slamet (50) menuturkan, air mulai naik.", "Slamet"),
        ("Pria berusia 50 tahun itu menuturkan air mulai naik.", "Pria berusia 50 tahun itu"),
        ("Juru bicara Dirga, Ani Lestari, menyatakan air mulai naik.", "Juru bicara Dirga, Ani Lestari"),
        (
            "Kabid Humas Polda Jawa Barat Kombes Pol Ratna Ismaya menyatakan air naik.",
            "Kabid Humas Polda Jawa Barat Kombes Pol Ratna Ismaya",
        ),
    ],
)
def test_the_whole_mention_before_a_verb(text: str, speaker: str) -> None:
    (frame,) = told(text)
    assert frame.speaker == speaker


def test_who_a_passive_verb_names_is_meant_by_what_follows() -> None:
    text = "Hal senada diungkapkan oleh Ketua RT 05, Slamet (50). Menurutnya, banjir datang setiap tahun."
    assert people(text) == ["Slamet"]


@pytest.mark.parametrize("relative", ["istri", "suami", "anak", "adik"])
def test_whoever_is_named_by_somebody_elses_name_is_not_that_person(relative: str) -> None:
    text = (
        '"Pelabuhan ini besar," kata Arga Wibisana.\n'
        f'"Kapal akan datang," kata {relative} Arga Wibisana.\n"Hujan juga," kata Arga.'
    )
    assert people(text) == ["Arga Wibisana", f"{relative} Arga Wibisana", "Arga Wibisana"]


def test_a_father_named_between_the_names_belongs_to_the_name() -> None:
    text = '"Pelabuhan ini besar," kata Amin bin Salamun.\n"Kapal akan datang," kata Amin.'
    assert people(text) == ["Amin bin Salamun", "Amin bin Salamun"]
