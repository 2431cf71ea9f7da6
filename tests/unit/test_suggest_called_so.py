"""Where a name begins behind an office, told by what an article says of the same person elsewhere."""

from __future__ import annotations

import pytest

from tests.unit.suggested import told


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            (
                "Rina Wulandari, Kepala Dinas Pasar Kota Lembayung, mengatakan, pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata Rina.\n"Pelabuhan ini besar," ujar Wulandari.'
            ),
            ["Rina Wulandari", "Rina Wulandari", "Rina Wulandari"],
        ),
        (
            (
                "Rina Wulandari dari Pusat Kajian Air Universitas Lembayung menuturkan, pelabuhan akan "
                "dibuka.\nRina menambahkan, ombak akan tinggi."
            ),
            ["Rina Wulandari", "Rina Wulandari"],
        ),
        (
            (
                "Juru bicara Polda Banyu, Komisaris Besar Bayu Prakoso, mengatakan, pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata Bayu.'
            ),
            ["Bayu Prakoso", "Bayu Prakoso"],
        ),
        (
            (
                "Juru Bicara Satuan Tugas Penanganan Banjir Bayu Prakoso menyampaikan, pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata Bayu.'
            ),
            ["Bayu Prakoso", "Bayu Prakoso"],
        ),
        (
            'Ustaz Jaka Wirawan mengatakan pelabuhan akan dibuka.\n"Pelabuhan ini besar," kata Jaka.',
            ["Jaka Wirawan", "Jaka Wirawan"],
        ),
        (
            (
                'Rektor Universitas Tanjung Biru Sarwono Adi mengatakan pelabuhan akan dibuka.\n"Pelabuhan ini '
                'besar," kata Sarwono.'
            ),
            ["Sarwono Adi", "Sarwono Adi"],
        ),
        (
            (
                "Sarwono Adi membuka pelabuhan.\nRektor Universitas Tanjung Biru Sarwono Adi mengatakan ombak "
                "akan tinggi."
            ),
            ["Sarwono Adi"],
        ),
        (
            (
                "Kepala Stasiun Cuaca Bandara Banyu Lor Endang Lestari mengatakan pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata Endang.'
            ),
            ["Endang Lestari", "Endang Lestari"],
        ),
        (
            (
                "Kepala Balai Taman Nasional Gunung Lor Endang Lestari mengatakan pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata Lestari.'
            ),
            ["Endang Lestari", "Endang Lestari"],
        ),
        (
            (
                "Peneliti Pusat Kajian Pesisir Universitas Lembayung, Endang Lestari, menilai pelabuhan akan "
                "dibuka.\nEndang menilai, ombak akan tinggi."
            ),
            ["Endang Lestari", "Endang Lestari"],
        ),
        (
            (
                "Endang Lestari, peneliti Pusat Kajian Pesisir Universitas Lembayung, menilai pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata peneliti itu.'
            ),
            ["Endang Lestari", "Endang Lestari"],
        ),
        (
            (
                "Deputi Bidang Kemaritiman Kementerian Koordinator Bidang Perekonomian M Rizal Wirawan "
                'menyebut, pelabuhan akan dibuka.\n"Pelabuhan ini besar," kata Rizal.'
            ),
            ["M Rizal Wirawan", "M Rizal Wirawan"],
        ),
        (
            (
                "Anggota Komisi IV DPR dari Fraksi Bahari, Jaka Wirawan, mengatakan, pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata Jaka.'
            ),
            ["Jaka Wirawan", "Jaka Wirawan"],
        ),
        (
            (
                "Anggota Komisi IV DPR Fraksi Partai Bahari Jaka Wirawan mengatakan, pelabuhan akan "
                'dibuka.\n"Pelabuhan ini besar," kata Jaka.'
            ),
            ["Jaka Wirawan", "Jaka Wirawan"],
        ),
        (
            (
                'Direktur Utama PT Banyu Biru Jaka Wirawan menyatakan pelabuhan akan dibuka.\n"Pelabuhan ini '
                'besar," kata Jaka.'
            ),
            ["Jaka Wirawan", "Jaka Wirawan"],
        ),
        (
            (
                'Kepala Desa Banyu Lor Sarwono mengatakan pelabuhan akan dibuka.\n"Pelabuhan ini besar," ujar '
                "dia."
            ),
            ["Sarwono", "Sarwono"],
        ),
        (
            (
                'Epidemiolog Universitas Lembayung Endang Lestari mengatakan pelabuhan akan dibuka.\n"Pelabuhan '
                'ini besar," kata Endang.'
            ),
            ["Endang Lestari", "Endang Lestari"],
        ),
        (
            (
                "Lembayung (ANTARA) - Kepala Badan Cuaca Nusantara (BCN) Endang Lestari mengatakan pelabuhan "
                'akan dibuka.\n"Pelabuhan ini besar," kata Endang di Lembayung, Senin.'
            ),
            ["Endang Lestari", "Endang Lestari"],
        ),
        (
            (
                '"Pelabuhan ini besar," kata Menteri Pasar Endang Lestari Ismaya Wulan dalam jumpa '
                'pers.\n"Pelabuhan ini besar," kata Endang.'
            ),
            ["Endang Lestari Ismaya Wulan", "Endang Lestari Ismaya Wulan"],
        ),
        (
            (
                "Ketua Harian Yayasan Pesisir Banyu Indonesia Tulus Wibowo mengemukakan, pelabuhan akan "
                "dibuka.\nTulus berharap, ombak akan tenang."
            ),
            ["Tulus Wibowo", "Tulus Wibowo"],
        ),
        (
            "Sarwono Adi, Sekretaris Daerah Lembayung, datang.\nSekda mengatakan pelabuhan akan dibuka.",
            ["Sarwono Adi"],
        ),
        (
            (
                "Direktur Jenderal Pencegahan dan Pengendalian Banjir Kementerian Pasar Endang Lestari dalam "
                'jumpa pers mengatakan, pelabuhan akan dibuka.\n"Pelabuhan ini besar," kata Endang.'
            ),
            ["Endang Lestari", "Endang Lestari"],
        ),
    ],
)
def test_who_is_meant_by_what_the_article_says_elsewhere(text: str, persons: list[str]) -> None:
    assert [one.person for one in told(text)] == persons


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Dosen Banyu Jaka Wirawan hadir.\n“Saya senang sekali,” kata Jaka.", "Banyu Jaka Wirawan"),
        (
            "Kepala Badan Cuaca Indonesia Banyu Jaka Wirawan hadir.\n“Saya senang sekali,” kata Jaka.",
            "Banyu Jaka Wirawan",
        ),
        (
            "Kepala Dinas Pasar Muhammad Jaka Wirawan hadir.\n“Saya senang sekali,” kata Jaka Wirawan.",
            "Muhammad Jaka Wirawan",
        ),
        ("Kepala Dinas Pasar Endang Lestari hadir.\n“Saya senang sekali,” kata Lestari.", "Endang Lestari"),
    ],
)
def test_a_middle_name_is_not_taken_for_the_beginning(text: str, person: str) -> None:
    assert [one.person for one in told(text)] == [person]
