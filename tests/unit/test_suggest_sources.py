"""Through whom words reached the article, and in what order."""

from __future__ import annotations

import pytest

from tests.unit.suggested import found, told


@pytest.mark.parametrize(
    ("after", "sources"),
    [
        ("kata Arga, dikutip dari laman Kementerian Perikanan.", ("laman Kementerian Perikanan",)),
        ("kata Arga, dikutip dari Reuters.", ("Reuters",)),
        ("kata Arga, Senin (3/2), seperti dilansir AFP.", ("AFP",)),
        ("kata Arga kepada BBC, seperti dilansir Reuters, Selasa.", ("BBC", "Reuters")),
        ("kata Arga, dikutip dari AFP, mengutip Reuters.", ("Reuters", "AFP")),
        ("tulis Arga di akun Instagram-nya.", ("akun Instagram-nya",)),
        ("kata Arga dalam rapat yang disiarkan di Youtube Kementerian, Senin.", ("Youtube Kementerian",)),
        ("kata Arga, dikutipdetikNews.", ("detikNews",)),
        ("kata Arga kepadadetikcom.", ("detikcom",)),
        ("kata Arga, seperti dikutip dari media sosialnya.", ("media sosialnya",)),
        ("tulis Arga di akun Twitter @arga.", ("akun Twitter @arga",)),
        ("tulis Arga dalam laporannya.", ("laporannya",)),
        ("kata Arga dalam siniar Bincang Selat, Senin.", ("siniar Bincang Selat",)),
        ("kata Arga kepada BBC News Indonesia, Senin.", ("BBC News Indonesia",)),
        ("kata Arga kepada wartawan.", ()),
        ("kata Arga kepada Ratna.", ()),
        ("kata Arga di antara kerumunan.", ()),
        ("kata Arga dalam keterangan tertulis, Senin.", ()),
        ("kata Arga melalui program ini.", ()),
    ],
)
def test_sources_after_a_quote(after: str, sources: tuple[str, ...]) -> None:
    (frame,) = told(f'"Kami akan datang," {after}')
    assert frame.sources == sources


def test_a_source_before_its_quote() -> None:
    (frame,) = told("Dilansir dari Reuters, Arga mengatakan negaranya siap berunding.")
    assert (frame.quote, frame.sources) == ("negaranya siap berunding", ("Reuters",))


def test_an_outlet_is_no_office_of_whoever_speaks_behind_its_comma() -> None:
    (frame,) = told("Dilaporkan Kantor Berita Nusa, Arga Wibisana mengatakan negaranya siap berunding.")
    assert (frame.speaker, frame.sources) == ("Arga Wibisana", ("Kantor Berita Nusa",))


def test_a_source_has_the_words_that_relay_it() -> None:
    text = '"Kami akan datang," kata Arga, dikutip dari Reuters.'
    (frame,) = found(text)
    (source,) = frame.sources
    assert [cue.surface(text) for cue in source.relay] == ["dikutip dari"]
    assert source.relay[0].attribute("kind") == "relay"
    assert frame.cues[0].attribute("kind") == "speech"


def test_what_a_speaker_cites_is_no_source_of_their_words() -> None:
    (frame,) = told('"Dikutip dari Reuters, kabar itu salah," kata Arga.')
    assert frame.sources == ()
