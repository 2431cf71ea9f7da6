"""Other readings: what comes up at a key, where nothing is suggested or something else is meant."""

from __future__ import annotations

from importlib import resources

import pytest

from annotator.lang.pack import load_pack
from annotator.model.suggestions import Suggestion
from annotator.suggest.reading import readings, suggestions
from tests.unit.suggested import article_of


def others(text: str, lang: str = "id") -> list[Suggestion]:
    return list(readings(article_of(text, lang), load_pack(lang))[1])


def quotes(text: str, lang: str = "id") -> list[str]:
    return [
        " … ".join(text[part.start : part.end] for part in one.quote.fragments) for one in others(text, lang)
    ]


def people(text: str) -> list[str]:
    return [one.speakers[0].name if one.speakers else one.implied for one in others(text)]


def test_what_is_suggested_is_the_same_with_other_readings_and_without() -> None:
    article, pack = article_of("Arga Wibisana mengatakan hujan akan turun, kapal berlabuh."), load_pack("id")
    assert readings(article, pack)[0] == suggestions(article, pack)


def test_what_is_suggested_in_whole_articles_owes_nothing_to_other_readings() -> None:
    """Neither a slot's rule and score nor whom a pronoun means, wherever another reading shares a place with it."""
    texts = resources.files("annotator.demo") / "articles"
    for text in texts.iterdir():
        article, pack = article_of(text.read_text(encoding="utf-8"), "id"), load_pack("id")
        assert readings(article, pack)[0] == suggestions(article, pack)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        # a suggested quote up to a comma, from behind one, from behind `agar`, with the sentence after it
        ("Arga Wibisana mengatakan hujan akan turun, kapal sudah berlabuh.", "hujan akan turun"),
        (
            "Arga Wibisana mengatakan hujan akan turun. Kapal sudah berlabuh.",
            "hujan akan turun. Kapal sudah berlabuh",
        ),
        # nothing suggested: behind a verb that the pack does not know, behind a comma, around a passive verb, all
        ("Ia juga melatih untuk berhemat tahun depan.", "berhemat tahun depan"),
        ("Dalam paparannya di Tanjung, jumlah kapal telah berkurang.", "jumlah kapal telah berkurang"),
        ("Kenaikan tarif diperkirakan hanya sementara.", "Kenaikan tarif … hanya sementara"),
        ("Jalan itu rusak sejak lama.", "Jalan itu rusak sejak lama"),
        ("Warga mendengar Badan Cuaca yang memperkirakan hujan turun lagi.", "hujan turun lagi"),
    ],
)
def test_a_reading_for_each_place_where_a_report_may_begin_or_end(text: str, quote: str) -> None:
    assert quote in quotes(text)


def test_a_relative_clause_is_read_as_what_its_noun_says() -> None:
    text = "Warga mendengar Badan Cuaca yang memperkirakan hujan turun lagi."
    found = [one.speakers[0].span.surface(text) for one in others(text) if one.speakers]
    assert "Badan Cuaca" in found


def test_a_pronoun_is_read_as_others_who_spoke_before_it() -> None:
    text = '"Kami siap," kata Arga Wibisana.\n"Kami datang," kata Ratna Puspita.\nIa mengatakan hujan akan turun.'
    assert "Arga Wibisana" in people(text)


def test_a_name_is_nobody_else() -> None:
    text = '"Kami siap," kata Arga Wibisana.\n"Kami datang dengan kapal," kata Ratna Puspita.'
    assert others(text) == []


def test_other_readings_are_few() -> None:
    text = (
        "Menurut Arga Wibisana, " + ", ".join(f"kapal {number} sudah datang" for number in range(200)) + "."
    )
    assert len(others(text)) <= 10


@pytest.mark.parametrize("lang", ["xx"])
def test_where_no_words_for_saying_are_known_there_is_no_other_reading(lang: str) -> None:
    assert others("Jalan itu rusak sejak lama.", lang) == []


def test_english_sentences_have_other_readings_too() -> None:
    text = "The bell had been cast, Holm had learned, in a foundry up the river."
    assert "Holm had learned, in a foundry up the river" in quotes(text, "en")
