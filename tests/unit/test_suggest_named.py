"""Names of an article for whoever names somebody by hand."""

from __future__ import annotations

import pytest

from annotator.lang.pack import load_pack
from annotator.suggest.named import Named
from tests.unit.suggested import article_of

TEXT = (
    "Kepala Dinas Perikanan Tanjung, Ratna Puspita, datang ke pasar.\n"
    "Badan Cuaca Nusantara (BCN) memperkirakan hujan. Kepala Dinas Perikanan Tanjung lalu pulang.\n"
    "Kemudian pemerintah daerah memanggil Ratna."
)
NAMED = Named.of(article_of(TEXT), load_pack("id"))


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Kepala Dinas Perikanan Tanjung lalu", "Ratna Puspita"),
        ("Kepala Dinas Perikanan Tanjung, Ratna Puspita", "Ratna Puspita"),
        ("Ratna.", "Ratna Puspita"),
        ("hujan", ""),
    ],
)
def test_a_mention_is_whoever_the_article_says(mention: str, name: str) -> None:
    start = TEXT.index(mention)
    end = start + len(mention.removesuffix(" lalu").removesuffix("."))
    assert NAMED.name_of(start, end) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ra", "Ratna Puspita"),
        ("Badan", "Badan Cuaca Nusantara"),
        ("pem", "pemerintah"),
        ("zz", ""),
        ("", ""),
        ("Ratna Puspita", ""),
    ],
)
def test_what_is_typed_goes_on_as_a_name_of_the_article_does(typed: str, name: str) -> None:
    assert NAMED.completion(typed) == name


def test_an_article_in_a_language_without_words_has_no_offices() -> None:
    article = article_of(TEXT, "xx")
    assert Named.of(article, load_pack("xx")).name_of(0, 5) == ""
