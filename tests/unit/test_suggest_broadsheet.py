"""Names behind long offices, in comma style, with degrees, ranks and ages, as broadsheets and agencies write them."""

from __future__ import annotations

import pytest

from tests.unit.suggested import told


@pytest.mark.parametrize(
    ("mention", "person"),
    [
        (
            "Koordinator Bidang Data Satuan Tugas Penanganan Banjir Provinsi Banyu Rina Wulandari",
            "Rina Wulandari",
        ),
        (
            "Rektor Universitas Lembayung Prof Dr Bayu Prakoso SH MHum",
            "Bayu Prakoso",
        ),
        (
            "Sarwono (45), warga Desa Lembayung,",
            "Sarwono",
        ),
        (
            "Warga setempat, Sarwono,",
            "Sarwono",
        ),
        (
            "Gus Wirawan",
            "Wirawan",
        ),
        (
            "Tuan Guru Haji Jaka Wirawan",
            "Jaka Wirawan",
        ),
        (
            "Romo Yohanes Sarwono",
            "Yohanes Sarwono",
        ),
        (
            "Pdt. Yohanes Sarwono",
            "Yohanes Sarwono",
        ),
        (
            "Pendeta Yohanes Sarwono",
            "Yohanes Sarwono",
        ),
        (
            "Kapolres Banyu AKBP Sarwono Adi",
            "Sarwono Adi",
        ),
        (
            "Kabid Humas Polda Banyu Kombes Pol Sarwono Adi",
            "Sarwono Adi",
        ),
        (
            "Kepala Bidang Hubungan Masyarakat Polda Banyu Komisaris Besar Sarwono Adi",
            "Sarwono Adi",
        ),
        (
            "Kepala Polres Banyu Ajun Komisaris Besar Sarwono Adi",
            "Sarwono Adi",
        ),
        (
            "Kepala Satuan Reserse Kriminal Polres Banyu Ajun Komisaris Sarwono",
            "Sarwono",
        ),
        (
            "Kapuspen TNI Brigjen TNI Sarwono Adi",
            "Sarwono Adi",
        ),
        (
            "Kepala Penerangan Kodam Banyu Kolonel Infanteri Sarwono Adi",
            "Sarwono Adi",
        ),
        (
            "Kadispen Armada Letkol Laut (P) Sarwono Adi",
            "Sarwono Adi",
        ),
        (
            "Pihak Dinas Pasar Lembayung, Rina Wulandari,",
            "Rina Wulandari",
        ),
        (
            "Pemerintah Kota Lembayung",
            "Pemerintah Kota Lembayung",
        ),
        (
            "Menteri Perhubungan A. B. Wirawan",
            "A. B. Wirawan",
        ),
        (
            "Guru Besar Ilmu Kelautan Universitas Lembayung Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Sekretaris Jenderal Kementerian Pasar Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Plt Kepala Dinas Pasar Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Pelaksana Tugas Kepala Dinas Pasar Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Kuasa hukum Jaka, Endang Lestari,",
            "Endang Lestari",
        ),
        (
            "Seorang pedagang bernama Endang",
            "Endang",
        ),
        (
            "Endang, salah satu pedagang ikan,",
            "Endang",
        ),
        (
            "Kasi Humas Polres Banyu Wetan Iptu Endang",
            "Endang",
        ),
        (
            "Kasat Reskrim Polresta Banyu Kompol Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Aiptu Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Kiai Haji Jaka Wirawan",
            "Jaka Wirawan",
        ),
        (
            "KH Jaka Wirawan",
            "Jaka Wirawan",
        ),
        (
            "Pakar hukum tata negara Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Pengamat politik dari Universitas Lembayung Endang Lestari",
            "Endang Lestari",
        ),
    ],
)
def test_a_name_begins_behind_its_office(mention: str, person: str) -> None:
    (frame,) = told(f"{mention} mengatakan pelabuhan akan dibuka.")
    assert (frame.speaker, frame.person) == (mention.rstrip(","), person)


@pytest.mark.parametrize(
    ("text", "speaker", "person"),
    [
        (
            '"Pelabuhan ini besar," kata Prof. Dr. Ir. H. Bayu Prakoso, S.H., M.Hum.',
            "Prof. Dr. Ir. H. Bayu Prakoso",
            "Bayu Prakoso",
        ),
        (
            '"Pelabuhan ini besar," kata Prof. Dr. Ir. H. Bayu Prakoso, S.H., M.Hum., Senin (3/2/2025).',
            "Prof. Dr. Ir. H. Bayu Prakoso",
            "Bayu Prakoso",
        ),
        (
            '"Pelabuhan ini besar," kata Dr. Bayu Prakoso, M.Hum.',
            "Dr. Bayu Prakoso",
            "Bayu Prakoso",
        ),
        (
            "Menurut dr. Ratna Ismaya, Sp.A(K), pelabuhan akan dibuka.",
            "dr. Ratna Ismaya",
            "Ratna Ismaya",
        ),
        (
            '"Pelabuhan ini besar," kata Sarwono (45), warga Desa Lembayung, Senin (3/2/2025).',
            "Sarwono (45), warga Desa Lembayung",
            "Sarwono",
        ),
        (
            '"Pelabuhan ini besar," ujar warga setempat, Sarwono (45).',
            "warga setempat, Sarwono",
            "Sarwono",
        ),
        (
            "Ratna Ismaya dan Bayu Prakoso mengatakan pelabuhan akan dibuka.",
            "Ratna Ismaya + Bayu Prakoso",
            "Ratna Ismaya + Bayu Prakoso",
        ),
        (
            "Direktur Eksekutif Lembaga Kajian Pesisir Biru Endang Lestari menilai pelabuhan akan dibuka.",
            "Direktur Eksekutif Lembaga Kajian Pesisir Biru Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Ketua DPRD Kabupaten Lembayung H. Jaka Wirawan, S.Sos., M.AP. mengatakan pelabuhan akan dibuka.",
            "Ketua DPRD Kabupaten Lembayung H. Jaka Wirawan",
            "Jaka Wirawan",
        ),
        (
            (
                '"Pelabuhan ini besar," kata Kepala Seksi Penanganan Darurat Badan Penanggulangan Bencana '
                "Daerah Lembayung, Jaka Wirawan, dalam keterangannya, Senin (3/2/2025)."
            ),
            "Kepala Seksi Penanganan Darurat Badan Penanggulangan Bencana Daerah Lembayung, Jaka Wirawan",
            "Jaka Wirawan",
        ),
        (
            '"Pelabuhan ini besar," kata Jaka Wirawan selaku Ketua RT 05 Desa Banyu.',
            "Jaka Wirawan",
            "Jaka Wirawan",
        ),
        (
            "Direktur Utama PT Banyu Biru Tbk Jaka menyatakan pelabuhan akan dibuka.",
            "Direktur Utama PT Banyu Biru Tbk Jaka",
            "Jaka",
        ),
        (
            "LEMBAYUNG, KOMPAS.com - Kepala Dinas Pasar Endang Lestari mengatakan, pelabuhan akan dibuka.",
            "Kepala Dinas Pasar Endang Lestari",
            "Endang Lestari",
        ),
        (
            "Ibu korban, Endang (50), mengatakan, pelabuhan akan dibuka.",
            "Ibu korban, Endang",
            "Endang",
        ),
        (
            "Endang, seorang pedagang ikan di Pasar Lembayung, mengatakan, pelabuhan akan dibuka.",
            "Endang, seorang pedagang ikan di Pasar Lembayung",
            "Endang",
        ),
        (
            '"Pelabuhan ini besar," kata Endang, pedagang ikan di Pasar Lembayung.',
            "Endang, pedagang ikan di Pasar Lembayung",
            "Endang",
        ),
        (
            '"Pelabuhan ini besar," kata Endang Lestari (45), salah satu pedagang, Senin (3/2/2025).',
            "Endang Lestari (45), salah satu pedagang",
            "Endang Lestari",
        ),
        (
            '"Pelabuhan ini besar," kata Endang Lestari, Kepala Dinas Pasar, Senin (3/2/2025).',
            "Endang Lestari, Kepala Dinas Pasar",
            "Endang Lestari",
        ),
        (
            (
                "Sekretaris Direktorat Jenderal Pembinaan Pasar Kementerian Dalam Negeri Endang Lestari "
                "mengungkapkan, pelabuhan akan dibuka."
            ),
            "Sekretaris Direktorat Jenderal Pembinaan Pasar Kementerian Dalam Negeri Endang Lestari",
            "Endang Lestari",
        ),
        (
            (
                "Epidemiolog dari Fakultas Kesehatan Masyarakat Universitas Lembayung, Endang Lestari, saat "
                "dihubungi di Jakarta, Senin (3/2/2025), mengatakan, pelabuhan akan dibuka."
            ),
            "Epidemiolog dari Fakultas Kesehatan Masyarakat Universitas Lembayung, Endang Lestari",
            "Endang Lestari",
        ),
        (
            (
                "Secara terpisah, Ketua Asosiasi Pedagang Ikan Lembayung Endang Lestari mengatakan, pelabuhan "
                "akan dibuka."
            ),
            "Ketua Asosiasi Pedagang Ikan Lembayung Endang Lestari",
            "Endang Lestari",
        ),
        (
            (
                "Hal senada disampaikan Kepala Dinas Pasar Lembayung Endang Lestari. Endang mengatakan, "
                "pelabuhan akan dibuka."
            ),
            "Endang",
            "Endang Lestari",
        ),
        (
            "Menurut Endang, pelabuhan akan dibuka. Endang Lestari adalah kepala dinas.",
            "Endang",
            "Endang Lestari",
        ),
        (
            "Menurut Endang Lestari, Kepala Dinas Pasar Lembayung, pelabuhan akan dibuka.",
            "Endang Lestari, Kepala Dinas Pasar Lembayung",
            "Endang Lestari",
        ),
    ],
)
def test_who_is_mentioned_and_where_the_name_begins(text: str, speaker: str, person: str) -> None:
    assert [(one.speaker, one.person) for one in told(text)] == [(speaker, person)]


def test_a_list_of_people_is_no_apposition() -> None:
    text = "Jaka Wirawan, Menteri Endang Lestari, dan Rina Wulandari mengatakan pelabuhan akan dibuka."
    assert "Jaka Wirawan, Menteri" not in told(text)[0].speaker
    (frame,) = told("Menurut Jaka Wirawan, Menteri Endang Lestari akan datang.")
    assert (frame.speaker, frame.quote) == ("Jaka Wirawan", "Menteri Endang Lestari akan datang")


def test_what_is_no_person_is_not_whoever_was_described() -> None:
    text = 'Sarwono (45), warga Lembayung, mengatakan ombak akan tinggi.\n"Kami takut sekali," kata warga.'
    assert [one.person for one in told(text)] == ["Sarwono", "warga"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"Pelabuhan ini besar," kata Endang Lestari dalam siaran Kompas TV, Senin.', "siaran Kompas TV"),
        ('"Pelabuhan ini besar," kata Endang Lestari saat dihubungi Tempo, Senin (3/2/2025).', "Tempo"),
        ('"Pelabuhan ini besar," kata Endang Lestari (Kompas, 12/3/2023).', "Kompas"),
        ("Dalam wawancara dengan CNN, Endang Lestari mengatakan, pelabuhan akan dibuka.", "CNN"),
    ],
)
def test_outlets_that_broadcast_ask_or_are_credited(text: str, source: str) -> None:
    assert [one.sources for one in told(text)] == [(source,)]


def test_a_credit_in_brackets_is_no_part_of_what_was_said() -> None:
    (frame,) = told("Endang Lestari mengatakan, pelabuhan akan dibuka (Kompas, 12/3/2023).")
    assert (frame.quote, frame.sources) == ("pelabuhan akan dibuka", ("Kompas",))
