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


def test_where_somebody_works_may_end_a_sentence() -> None:
    (one,) = told("”Harga naik terus,” kata Ani, pedagang ikan di Pasar Lembayung. Pasar ditutup.")
    assert (one.speaker, one.person) == ("Ani, pedagang ikan di Pasar Lembayung", "Ani")


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
        ("Salah satu pedagang, Ani Lestari,", None, "Ani Lestari"),
        ("Ani Lestari, salah satu pedagang ikan,", None, "Ani Lestari"),
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


QUOTES = [
    # Nouns that are confirmed, questioned or promised; not what only points back.
    ("Ani membenarkan kebakaran di Pasar Mekar.", [("kebakaran di Pasar Mekar", "membenarkan")]),
    ("Ani mempertanyakan ketegasan Pemerintah Riau.", [("ketegasan Pemerintah Riau", "mempertanyakan")]),
    ("Ani membenarkan kabar tersebut.", []),
    ("Permintaan cabai cukup menjanjikan.", []),
    # What leads to the words is no aside.
    (
        "Ani menjelaskan, berdasarkan data Dinas Pasar, harga cabai naik.",
        [("berdasarkan data Dinas Pasar, harga cabai naik", "menjelaskan")],
    ),
    ("Harga cabai, menurut Ani, akan turun.", [("Harga cabai … akan turun", "menurut")]),
    (
        "Ani mengatakan, dirinya yakin harga cabai akan turun.",
        [("dirinya yakin harga cabai akan turun", "mengatakan")],
    ),
    # A comma before `untuk` begins a clause; right behind the verb it leads to one.
    (
        "Ani melanjutkan, untuk pedagang kecil, pasar dibuka lebih awal.",
        [("untuk pedagang kecil, pasar dibuka lebih awal", "melanjutkan")],
    ),
    ("Ani meminta warga untuk menjaga jarak.", [("menjaga jarak", "meminta")]),
    # What somebody warns of, and whom they warn.
    ("Ani mengingatkan tentang bahaya banjir di pasar.", [("bahaya banjir di pasar", "mengingatkan")]),
    ("Ani memperingatkan warga untuk segera menyingkir.", [("segera menyingkir", "memperingatkan")]),
    # A time belongs to what was said, a word that joins sentences does not.
    ("Saat itu, kata Ani, harga cabai naik.", [("Saat itu … harga cabai naik", "kata")]),
    ("Oleh karena itu, kata Ani, harga cabai naik.", [("harga cabai naik", "kata")]),
    # The date of a report.
    (
        "Berdasarkan data Dinas Pasar, Senin (3 / 2 / 2020), ada 20 pasar baru.",
        [("ada 20 pasar baru", "Berdasarkan")],
    ),
    ("Menurut Ani, Senin, harga cabai naik.", [("Senin, harga cabai naik", "Menurut")]),
    # Verbs that other rules know as the end of a mention.
    ("Ani meminta pemerintah membuka pasar.", [("pemerintah membuka pasar", "meminta")]),
    # Nobody speaks by being asked.
    ("Imbauan berikutnya, pedagang diminta mengimbau pembeli untuk menjaga jarak.", []),
    ("Ani menjamin stok beras akan cukup.", [("stok beras akan cukup", "menjamin")]),
    ("Ani menjamin keamanan pedagang.", []),
    ("Berdasar data Dinas Pasar, harga cabai naik.", [("harga cabai naik", "Berdasar")]),
]


@pytest.mark.parametrize(("text", "quotes"), QUOTES)
def test_what_was_said(text: str, quotes: list[tuple[str, str]]) -> None:
    assert [(one.quote, one.cue) for one in told(text)] == quotes


def test_hopes_of_the_own_side_stand_inside_what_is_reported() -> None:
    outer, inner = told("Ani Lestari menambahkan, pihaknya berharap harga cabai akan turun.")
    assert outer.quote == "pihaknya berharap harga cabai akan turun"
    assert (inner.quote, inner.cue, inner.speaker) == ("harga cabai akan turun", "berharap", "pihaknya")
    assert inner.person == "Ani Lestari"


def test_an_edict_is_a_document() -> None:
    (one,) = told("Dalam maklumat Gubernur itu disebutkan, pasar wajib ditutup.")
    assert (one.quote, one.sources) == ("pasar wajib ditutup", ("maklumat Gubernur itu",))


def test_a_likened_relay_is_no_part_of_what_was_said() -> None:
    (one,) = told("Ani mengatakan harga cabai naik, seperti dikutip kantor berita Antara.")
    assert (one.quote, one.sources) == ("harga cabai naik", ("kantor berita Antara",))


def test_the_place_of_a_dateline_says_nothing() -> None:
    text = "RIAU, KABAR UTARA — Pemerintah Kota Biru membuka pasar. Dijelaskan bahwa harga cabai turun."
    assert [one.person for one in told(text)] == ["Pemerintah Kota Biru"]
