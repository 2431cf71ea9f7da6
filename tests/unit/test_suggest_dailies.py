"""People, borders and quotes as dailies write them: short names, ranks before learned titles, nouns that are said."""

from __future__ import annotations

import pytest

from tests.unit.suggested import told

CALLED = [
    # A name cut short to its beginning, behind the full one.
    ("Wali Kota Semarang Sri Wulandhari membuka pasar. Wulan mengatakan, pasar ramai.", "Sri Wulandhari"),
    ("Wali Kota Semarang Sri Wulandhari hadir. Wali Kota Wulan menyebut pasar ramai.", "Sri Wulandhari"),
    # Not where two people may be meant, and not ahead of the full name.
    ("Sri Wulandhari dan Ani Wulansari hadir. Wulan mengatakan, pasar ramai.", "Wulan"),
    ("Wulan mengatakan, pasar ramai. Sri Wulandhari membuka pasar.", "Wulan"),
    ("Ani Lestariningsih hadir. Menurut Les, pasar ramai.", "Les"),
    # A name that begins as names do is no office's, though a word further on stands alone.
    (
        "Ketua Dewan Pengurus Pusat Pasar Indonesia (PPI) Paulus Danu Wirawan hadir. Danu menilai, pasar ramai.",
        "Paulus Danu Wirawan",
    ),
    # Capitals behind a name that is called without them are its initials.
    ("Menteri Pasar Sarwono GP mengatakan, pasar ramai. Menurut Sarwono, harga turun.", "Sarwono GP"),
    # A rank tells that the word behind it is somebody, whatever else it means.
    ("Mayjen dr. Tugas Wirawan hadir. Tugas mengatakan, pasar ramai.", "Tugas Wirawan"),
    (
        "Tugas Wirawan hadir. Tugas mengatakan, pasar ramai. ”Harga turun,” tutur Mayjen Tugas.",
        "Tugas Wirawan",
    ),
]


@pytest.mark.parametrize(("text", "person"), CALLED)
def test_who_is_called_so(text: str, person: str) -> None:
    assert told(text)[-1 if "tutur" in text else 0].person == person


def test_a_polite_word_before_an_office_leaves_its_holder() -> None:
    text = (
        "Sekretaris Daerah Riau Jaka Wirawan sakit. ”Pak Sekda mengaku tidak enak badan,” kata Ani Lestari."
    )
    assert [(one.speaker, one.person) for one in told(text)][1] == ("Pak Sekda", "Jaka Wirawan")


@pytest.mark.parametrize(
    ("mention", "speaker", "person"),
    [
        ("Komandan Wisma Mekar Kolonel Laut dokter gigi M Sarwono", None, "M Sarwono"),
        ("Koordinator Balai Kesehatan Riau, Mayor Jenderal TNI dokter Jaka Wirawan,", None, "Jaka Wirawan"),
        ("Dokter Jaka, dokter di Rumah Sakit Mekar,", None, "Jaka"),
        ("Kepala Riset dan Konsultan Banyu Indonesia Ani Lestari", None, "Ani Lestari"),
        ("Wakil Menteri Luar Negeri Amerika Serikat Stephen Holm", None, "Stephen Holm"),
        ("Ani Lestari, Manajer Program di Yayasan Mekar,", None, "Ani Lestari"),
        (
            "Jaka S Wirawan (50), warga Kelurahan Mekar RT 005 RW 003, saksi mata kejadian,",
            None,
            "Jaka S Wirawan",
        ),
        ("Ani (34), pedagang ikan di Pasar Lembayung,", None, "Ani"),
        ("Ani, guru di SMA Negeri 1 Lembayung,", None, "Ani"),
        ("Ani, mahasiswa di Universitas Mekar, Kota Lembayung,", None, "Ani"),
        (
            "Ani, pedagang ikan di Pasar Lembayung, saat ditemui",
            "Ani, pedagang ikan di Pasar Lembayung",
            "Ani",
        ),
        ("Ani Lestari dalam kesempatan yang berbeda", "Ani Lestari", "Ani Lestari"),
        ("RIAU, KABAR UTARA — Sejumlah pakar", "Sejumlah pakar", "Sejumlah pakar"),
        (
            "Seorang pejabat Kementerian Pasar yang tidak mau disebutkan namanya",
            "Seorang pejabat Kementerian Pasar",
            "Seorang pejabat Kementerian Pasar",
        ),
    ],
)
def test_how_far_a_mention_goes(mention: str, speaker: str | None, person: str) -> None:
    (one,) = told(f"{mention} mengatakan, pasar akan dibuka.")
    assert (one.speaker, one.person) == (speaker or mention.rstrip(","), person)
    assert one.quote == "pasar akan dibuka"


def test_the_place_of_a_dateline_says_nothing() -> None:
    text = "RIAU, KABAR UTARA — Pemerintah Kota Biru membuka pasar. Dijelaskan bahwa harga cabai turun."
    assert [one.person for one in told(text)] == ["Pemerintah Kota Biru"]
