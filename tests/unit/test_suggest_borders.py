"""Where an office ends and a name begins, where no comma parts them: places, houses, firms, ranks, numbers, lists."""

from __future__ import annotations

import pytest

from annotator.lang.pack import load_pack
from tests.unit.suggested import told


def _speaker(mention: str, further: str = "") -> tuple[str, str]:
    first, *_ = told(f"{mention} mengatakan pelabuhan akan dibuka.{further}")
    return first.speaker, first.person


@pytest.mark.parametrize(
    ("mention", "person"),
    [
        # institutions with words of other languages in their names
        ("Direktur Eksekutif Institute for Sea and Air (ISA) Rina Wulandari", "Rina Wulandari"),
        ("Direktur Eksekutif Network for Clean Harbours Rina Wulandari", "Rina Wulandari"),
        ("Head of Research NusaLaut Rina Wulandari", "Rina Wulandari"),
        # a capital inside a word is a firm's or a device's
        ("Anggota Tim NusaLaut Rina Wulandari", "Rina Wulandari"),
        # initials that are written together
        ("Kepala Dinas Pasar Bambang PS Wirawan", "Bambang PS Wirawan"),
        ("Kepala Polres Bone FX Jaka Wirawan", "FX Jaka Wirawan"),
        ("Kepala Dinas Pasar Endang Sari MS", "Endang Sari MS"),
        # people after whom institutions are named, and whose names others bear
        ("Menteri Koordinator Bidang Perekonomian Airlangga Wirawan", "Airlangga Wirawan"),
        ("Rektor Universitas Airlangga Rina Wulandari", "Rina Wulandari"),
        ("Direktur RSUP Dr M Djamil Sarwono", "Sarwono"),
        # places whose names also mean something else
        ("Wali Kota Metro Rina Wulandari", "Rina Wulandari"),
        ("Bupati Puncak Jaka Wirawan", "Jaka Wirawan"),
        ("Kepala Dinas Kesehatan Tanah Bumbu Rina Wulandari", "Rina Wulandari"),
        ("Wali Kota Bima Arya Wirawan", "Arya Wirawan"),
        # firms, with a noun or by a title that they go with
        ("Manajer Hotel Tanjung Biru Rina Wulandari", "Rina Wulandari"),
        ("Direktur Utama Kimia Farma Jaka Wirawan", "Jaka Wirawan"),
        ("Bek Manchester City Jaka Wirawan", "Jaka Wirawan"),
        ("Ketua Umum Pimpinan Pusat Muhammadiyah Jaka Wirawan", "Jaka Wirawan"),
        ("CEO Selatku Jaka Wirawan", "Jaka Wirawan"),
        ("CEO Jaka Wirawan", "Jaka Wirawan"),
        # a place further on in an institution's name
        ("Ketua Kelompok Mekar Riau Sarwono", "Sarwono"),
        # ranks and titles
        ("Kepala Polres Banyu Ajun Komisaris Besar Polisi Sarwono Adi", "Sarwono Adi"),
        ("Komandan Kodim 0707/Banyu Letkol Inf Jaka Wirawan", "Jaka Wirawan"),
        ("Kepala Penerangan Kodam Banyu Kolonel (Czi) Jaka Wirawan", "Jaka Wirawan"),
        ("Penjabat Sementara Bupati Bone Jaka Wirawan", "Jaka Wirawan"),
        # numbers, slashes, doctors, places inside an office
        ("Juru Bicara Satgas Banjir - 19 Kalsel Rina Wulandari", "Rina Wulandari"),
        ("Kepala Humas Daop 1 Rina Wulandari", "Rina Wulandari"),
        ("Presiden ke-9 RI Rina Wulandari", "Rina Wulandari"),
        ("Menteri Riset/Kepala Badan Inovasi Rina Wulandari", "Rina Wulandari"),
        ("Kepala Puskesmas Lembayung dr Rina Wulandari", "Rina Wulandari"),
        ("Kepala Kantor Bank Indonesia di Riau Rina Wulandari", "Rina Wulandari"),
        ("Anggota Tim NusaLaut dari BPS, Rina Wulandari,", "Rina Wulandari"),
        # lists of fields
        ("Direktur Perfilman, Musik, dan Media Baru Kementerian Pasar Rina Wulandari", "Rina Wulandari"),
        ("Kepala Dinas Tenaga Kerja, Transmigrasi, dan Energi Riau Rina Wulandari", "Rina Wulandari"),
        # two offices, and an office with its purpose
        ("Pendiri sekaligus Direktur Yayasan Riau, Rina Wulandari,", "Rina Wulandari"),
        ("Juru bicara Pemprov Riau untuk Penanganan Banjir, Rina Wulandari,", "Rina Wulandari"),
        # where it is, between commas
        ("Kepala Puskesmas Lembayung, Kota Banyu, Rina Wulandari", "Rina Wulandari"),
        ("Kepala Puskesmas Lembayung, Jakarta Utara, drg. Rina Wulandari", "Rina Wulandari"),
        ("Pengamat pelayaran dari Universitas Gadjah Mada, Yogyakarta, Rina Wulandari,", "Rina Wulandari"),
        ("Rina Wulandari, Camat Lembayung, Jakarta Utara,", "Rina Wulandari"),
        ("Akademisi dan praktisi pelayaran Universitas Lembayung, Rina Wulandari,", "Rina Wulandari"),
    ],
)
def test_a_name_begins_behind_all_of_the_office(mention: str, person: str) -> None:
    assert _speaker(mention) == (mention.rstrip(","), person)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("BANYU, KOMPAS.com – Gubernur Banyu Jaka Wirawan mengatakan pelabuhan akan dibuka.", "Jaka Wirawan"),
        ("Banyu (ANTARA) - Kapolres Banyu Jaka Wirawan mengatakan pelabuhan akan dibuka.", "Jaka Wirawan"),
        (
            "Bupati Banyu Jaka Wirawan mengatakan pelabuhan akan dibuka. Kabupaten Banyu kecil.",
            "Jaka Wirawan",
        ),
        (
            "Direktur Kampung Lembayung Rina Wulandari mengatakan pelabuhan akan dibuka.\n"
            "Restoran Kampung Lembayung ramai.",
            "Rina Wulandari",
        ),
        (
            "Ketua Yayasan Riau Nirmala Radempta Wirawan mengatakan pelabuhan akan dibuka.\n"
            '"Kami siap datang," kata Radempta.',
            "Radempta Wirawan",
        ),
        # whoever is called by a middle name has the first one still
        (
            "Wakil Ketua Fraksi Golkar Sufmi Jaka Wirawan mengatakan pelabuhan akan dibuka.\n"
            '"Kami siap datang," kata Jaka.',
            "Sufmi Jaka Wirawan",
        ),
        # `juga` behind a word makes nobody of a place
        (
            "Juru Bicara Satgas Banjir Kaltim Rina Wulandari mengatakan pelabuhan akan dibuka.\n"
            "Kaltim juga sepi.",
            "Rina Wulandari",
        ),
    ],
)
def test_an_article_shows_where_a_place_or_house_ends(text: str, person: str) -> None:
    assert told(text)[0].person == person


@pytest.mark.parametrize(
    ("before", "person"),
    [
        ("Terpisah, anggota KPU Riau Rina Wulandari datang.", "Rina Wulandari"),
        ("Wakil Ketua Komisi I DPR dari Fraksi Golkar Rina Wulandari datang.", "Rina Wulandari"),
        ("Gubernur Riau Rina Wulandari dan Gubernur Bali Jaka Wirawan datang.", "Rina Wulandari"),
        # only the speaker's whole mention shows that a name ends it
        (
            "Direktur Energi Baru, Terbarukan, dan Konservasi pada Kementerian Pasar (KP) Rina Wulandari "
            "menilai kapal itu besar.",
            "Rina Wulandari",
        ),
    ],
)
def test_who_is_called_by_one_word_later(before: str, person: str) -> None:
    assert told(f'{before}\n"Kami siap datang," kata Rina.')[-1].person == person


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        # a heading that ran on into the text
        ("Harga naik Kepala Dinas Pasar Rina Wulandari", "Kepala Dinas Pasar Rina Wulandari"),
        # what stands behind a name
        ("Rina Wulandari seusai rapat itu", "Rina Wulandari"),
        (
            "Pengamat pelayaran Rina Wulandari sekaligus anggota Dewan Laut",
            "Pengamat pelayaran Rina Wulandari",
        ),
        # whose mention goes on before a title
        ("Juru bicara Presiden Rina Wulandari", "Juru bicara Presiden Rina Wulandari"),
    ],
)
def test_where_the_mention_of_a_subject_begins_and_ends(sentence: str, speaker: str) -> None:
    assert _speaker(sentence)[0] == speaker


def test_a_reported_institution_is_its_reports_author() -> None:
    found = told("Laporan Bank Dunia menyebutkan bahwa pelabuhan akan dibuka.")
    assert [one.person for one in found] == ["Bank Dunia"]


def test_lists_of_titles_hold_titles() -> None:
    pack = load_pack("id")
    nouns = pack.titles | pack.persons
    for titles in (
        pack.head_titles,
        pack.firm_titles,
        pack.high_titles,
        pack.area_titles,
        pack.local_titles,
    ):
        assert not {title for title in titles if title not in nouns and title.split()[0] not in nouns}
    assert pack.complete <= pack.collectives
    assert not any(pack.is_office(name) for name in pack.given)
    assert not pack.given & (pack.places | pack.collectives | pack.titles)
