"""Marks: which quotations are quotes in any language, unclosed ones, one glyph at both ends, and scare quotes."""

from __future__ import annotations

import pytest

from tests.unit.suggested import Told, told


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "„Die Brücke ist sicher und sie bleibt es“, sagte Holm.",
            ["„Die Brücke ist sicher und sie bleibt es“"],
        ),
        ("« Le pont est sûr et il le restera », dit Holm.", ["« Le pont est sûr et il le restera »"]),
        ("»Die Brücke ist sicher und bleibt es«, sagte Holm.", ["»Die Brücke ist sicher und bleibt es«"]),
        ("Der „gute Hirte“ kam zurück.", []),
        ("C'est l'heure d'aller à l'école, dit-il.", []),
        ("Ni una palabra.", []),
    ],
)
def test_a_language_without_words_is_read_by_its_marks(text: str, quotes: list[str]) -> None:
    frames = told(text, "xx")
    assert [(one.quote, one.speaker, one.person) for one in frames] == [(quote, "", "") for quote in quotes]


@pytest.mark.parametrize("marks", ["“”", "””", "““", '""', "''", "‘’", "«»", "„“", '“"'])
def test_every_pair_of_marks(marks: str) -> None:
    quote = f"{marks[0]}Jembatan ini aman,{marks[1]}"
    assert [one.quote for one in told(f"{quote} kata Bayu.")] == [quote]


def test_a_mark_too_many_takes_nothing_with_it() -> None:
    frames = told('"Jembatan ini aman," kata Bayu." Warga pun pulang.\n"Kapal akan datang," kata Arga.')
    assert [one.quote for one in frames] == ['"Jembatan ini aman,"', '"Kapal akan datang,"']


def test_an_open_quotation_goes_on_where_the_next_paragraph_opens_with_a_mark() -> None:
    text = "“Jembatan ini aman dan kuat.\n“Kami sudah mengujinya tiga kali,” kata Bayu."
    assert told(text) == [
        Told(
            "“Jembatan ini aman dan kuat. … “Kami sudah mengujinya tiga kali,”",
            cue="kata",
            speaker="Bayu",
            person="Bayu",
            form="name",
        )
    ]


def test_a_quotation_after_a_colon_is_somebodys_words() -> None:
    frames = told("Di dinding itu tertulis: “Air sudah sampai lutut, buku ini kubawa naik.”")
    assert [(one.quote, one.person) for one in frames] == [
        ("“Air sudah sampai lutut, buku ini kubawa naik.”", "")
    ]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    frames = told("“Jembatan ini aman dan kuat sekali.\nWarga pun pulang.")
    assert [one.quote for one in frames] == ["“Jembatan ini aman dan kuat sekali."]


def test_an_open_quotation_ends_where_its_cue_ends_the_sentence() -> None:
    frames = told("“Jembatan ini aman, kata Bayu. Warga pun pulang.")
    assert [(one.quote, one.speaker) for one in frames] == [("“Jembatan ini aman,", "Bayu")]


def test_a_quotation_inside_a_quotation() -> None:
    outer, inner = told("\"Dia bilang 'saya tidak mau ikut campur', jadi selesai,\" kata Bayu.")
    assert (outer.speaker, inner.quote, inner.speaker) == ("Bayu", "'saya tidak mau ikut campur'", "Dia")


def test_nothing_but_capitals_reports_nothing_without_marks() -> None:
    assert told("BAYU MENGATAKAN HARGA IKAN AKAN TURUN BULAN DEPAN.") == []
    (frame,) = told('"HARGA IKAN TURUN," KATA BAYU KEPADA PARA NELAYAN DI PASAR.')
    assert frame.quote == '"HARGA IKAN TURUN,"'


@pytest.mark.parametrize("text", ["", " \n ", "Tidak ada apa-apa di sini."])
def test_nothing_to_suggest(text: str) -> None:
    assert told(text) == []


def test_a_text_in_another_language_than_its_label_says() -> None:
    frames = told("“Die Brücke ist sicher,” sagte Frau Holm am Montag.\nDer Rat hatte das bezweifelt.", "id")
    assert [one.quote for one in frames] in ([], ["“Die Brücke ist sicher,”"])
