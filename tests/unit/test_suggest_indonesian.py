"""Indonesian reporting, as the habits of many newsrooms write it. All people and places are invented."""

from __future__ import annotations

import pytest

from tests.unit.suggested import Told, told

BAYU = {"speaker": "Bayu", "person": "Bayu", "form": "name"}
ARGA = {"speaker": "Arga", "person": "Arga", "form": "name"}

DIRECT = [
    ("”Jembatan ini aman,” kata Bayu.", [Told("”Jembatan ini aman,”", cue="kata", **BAYU)]),
    ('"Jembatan ini aman", kata Bayu.', [Told('"Jembatan ini aman"', cue="kata", **BAYU)]),
    ("'Jembatan ini aman,' kata Bayu.", [Told("'Jembatan ini aman,'", cue="kata", **BAYU)]),
    ('"Kapan jembatan selesai?" tanya Bayu.', [Told('"Kapan jembatan selesai?"', cue="tanya", **BAYU)]),
    ('"Tidak benar," bantah Bayu.', [Told('"Tidak benar,"', cue="bantah", **BAYU)]),
    ('"Kami akan bantu." Demikian kata Bayu di Lembayung.', [Told('"Kami akan bantu."', cue="kata", **BAYU)]),
    (
        '"Jembatan ini aman," kata Bayu dalam konferensi pers di Lembayung, Kamis (6/2).',
        [Told('"Jembatan ini aman,"', cue="kata", **BAYU)],
    ),
    ('"Jembatan ini aman," ujar Bayu kepada wartawan.', [Told('"Jembatan ini aman,"', cue="ujar", **BAYU)]),
    # a verb that no list knows, before a name
    ('"Jembatan ini aman," seloroh Bayu.', [Told('"Jembatan ini aman,"', cue="seloroh", **BAYU)]),
    # two parts around the cue, and a part after it
    (
        "”Jembatan ini,” kata Bayu, ”aman dan kuat.”",
        [Told("”Jembatan ini,” … ”aman dan kuat.”", cue="kata", **BAYU)],
    ),
    (
        "”Jembatan ini aman,” kata Bayu, Rabu (5/2/2025). ”Kami sudah mengujinya.”",
        [Told("”Jembatan ini aman,” … ”Kami sudah mengujinya.”", cue="kata", **BAYU)],
    ),
    (
        "”Jembatan ini aman,” kata Bayu. ”Kami sudah mengujinya,” lanjutnya.",
        [
            Told("”Jembatan ini aman,”", cue="kata", **BAYU),
            Told("”Kami sudah mengujinya,”", cue="lanjut", speaker="nya", person="Bayu", form="clitic"),
        ],
    ),
    # before the quotation
    (
        'Bayu menambahkan, "Layanan kami buka sampai malam."',
        [Told('"Layanan kami buka sampai malam."', cue="menambahkan", **BAYU)],
    ),
    (
        'Kata Bayu: "Layanan kami buka sampai malam."',
        [Told('"Layanan kami buka sampai malam."', cue="Kata", **BAYU)],
    ),
    # without anybody who could be meant
    (
        '"Kita lihat nanti," kata dia.',
        [Told('"Kita lihat nanti,"', cue="kata", speaker="dia", form="pronoun")],
    ),
    (
        '"Alhamdulillah, hasilnya baik untuk kita semua."',
        [Told('"Alhamdulillah, hasilnya baik untuk kita semua."')],
    ),
]

MENTIONS = [
    (
        "kata Gubernur Abdul Wahid Rahman di Lembayung, Senin.",
        "Gubernur Abdul Wahid Rahman",
        "Abdul Wahid Rahman",
    ),
    (
        "ujar Sekretaris Daerah Kota Lembayung Sari Wulandari saat ditemui.",
        "Sekretaris Daerah Kota Lembayung Sari Wulandari",
        "Sari Wulandari",
    ),
    (
        "kata Deputi Bidang Statistik Distribusi dan Jasa BPS, Ratna Ismaya dalam rapat.",
        "Deputi Bidang Statistik Distribusi dan Jasa BPS, Ratna Ismaya",
        "Ratna Ismaya",
    ),
    (
        "beber Kasat Reskrim Polres Lembayung, AKP Dimas Aryo, Jumat.",
        "Kasat Reskrim Polres Lembayung, AKP Dimas Aryo",
        "Dimas Aryo",
    ),
    (
        "kata Menteri Perikanan (Menkan) Arga Wibisana.",
        "Menteri Perikanan (Menkan) Arga Wibisana",
        "Arga Wibisana",
    ),
    (
        "kata Deputi Gubernur BSN Lintang Maheswari di Lembayung, Sabtu.",
        "Deputi Gubernur BSN Lintang Maheswari",
        "Lintang Maheswari",
    ),
    (
        "ungkap tetangga korban, Siti Aminah (45), saat ditemui.",
        "tetangga korban, Siti Aminah",
        "Siti Aminah",
    ),
    ("kata warga setempat, Joko (38).", "warga setempat, Joko", "Joko"),
    ("kata Juli Santoso, Senin (3/2).", "Juli Santoso", "Juli Santoso"),
    (
        "kata pengamat tata kota dari Universitas Angin Timur, Yoga Pratama.",
        "pengamat tata kota dari Universitas Angin Timur, Yoga Pratama",
        "Yoga Pratama",
    ),
    (
        "kata Direktur Riset, Inovasi, dan Teknologi Yoga Pratama.",
        "Direktur Riset, Inovasi, dan Teknologi Yoga Pratama",
        "Yoga Pratama",
    ),
    ("ujar seorang warga yang enggan disebut namanya.", "seorang warga", "seorang warga"),
    ("kata pria itu.", "pria itu", "pria itu"),
    ("kata Teguh P. Nugraha.", "Teguh P. Nugraha", "Teguh P. Nugraha"),
    (
        "kata Bank Sentral Nusantara (BSN) dalam keterangan.",
        "Bank Sentral Nusantara (BSN)",
        "Bank Sentral Nusantara",
    ),
]

INDIRECT = [
    ("Bayu mengatakan harga ikan akan turun.", "harga ikan akan turun", "mengatakan", "Bayu"),
    ("Bayu mengatakan, harga ikan akan turun.", "harga ikan akan turun", "mengatakan", "Bayu"),
    ("Bayu mengatakan bahwa harga ikan akan turun.", "harga ikan akan turun", "mengatakan", "Bayu"),
    ("Namun, Bayu menegaskan pentingnya pelabuhan itu.", "pentingnya pelabuhan itu", "menegaskan", "Bayu"),
    ("Ia juga mengaku belum menerima laporan.", "belum menerima laporan", "mengaku", "Ia"),
    ("Bayu bilang warga tidak perlu khawatir.", "warga tidak perlu khawatir", "bilang", "Bayu"),
    ("Ketika ditanya soal anggaran, Bayu mengatakan semuanya jelas.", "semuanya jelas", "mengatakan", "Bayu"),
    (
        "Bayu saat ditemui di kantornya, Senin, mengatakan semuanya jelas.",
        "semuanya jelas",
        "mengatakan",
        "Bayu",
    ),
    (
        "Bayu, yang juga ketua panitia, mengatakan acara berlangsung dua hari.",
        "acara berlangsung dua hari",
        "mengatakan",
        "Bayu",
    ),
    (
        "Kepala Badan Cuaca Ratna Dewi di Lembayung, Senin (3/2/2025), mengatakan, hujan akan turun.",
        "hujan akan turun",
        "mengatakan",
        "Kepala Badan Cuaca Ratna Dewi",
    ),
    (
        "Menteri Luar Negeri Utara, Ingrid Salo, seperti dikutip AFP, menyatakan perundingan gagal.",
        "perundingan gagal",
        "menyatakan",
        "Menteri Luar Negeri Utara, Ingrid Salo",
    ),
    ("Pihak sekolah menyatakan akan memberi sanksi.", "akan memberi sanksi", "menyatakan", "Pihak sekolah"),
    (
        "Undang-undang itu menyebutkan bahwa setiap warga berhak atas air.",
        "setiap warga berhak atas air",
        "menyebutkan",
        "Undang-undang itu",
    ),
    ("BSN mencatat suhu naik 2 derajat.", "suhu naik 2 derajat", "mencatat", "BSN"),
    ("Polisi mengatakan pelaku melarikan diri.", "pelaku melarikan diri", "mengatakan", "Polisi"),
    # asking: whoever is asked is no part of what is asked for
    ("Bayu meminta warga agar tetap di rumah.", "tetap di rumah", "meminta", "Bayu"),
    ("Bayu mengimbau masyarakat untuk menghemat air.", "menghemat air", "mengimbau", "Bayu"),
    ("Bayu mendesak agar pelabuhan ditutup.", "pelabuhan ditutup", "mendesak", "Bayu"),
    ("Warga berharap jembatan itu segera dibuka.", "jembatan itu segera dibuka", "berharap", "Warga"),
    # according to, in every place
    ("Menurut Arga, harga ikan akan turun.", "harga ikan akan turun", "Menurut", "Arga"),
    ("Menurut Arga harga ikan akan turun.", "harga ikan akan turun", "Menurut", "Arga"),
    ("Menurutnya, harga ikan akan turun.", "harga ikan akan turun", "Menurut", "nya"),
    ("Sebab menurutnya, harga ikan akan turun.", "harga ikan akan turun", "menurut", "nya"),
    (
        "Menurut Direktur Pusat Kajian Laut, Tirta Samudra, harga ikan akan turun.",
        "harga ikan akan turun",
        "Menurut",
        "Direktur Pusat Kajian Laut, Tirta Samudra",
    ),
    ("Harga ikan, menurut Arga, akan turun.", "Harga ikan … akan turun", "menurut", "Arga"),
    ("Harga ikan menurut Arga akan turun.", "Harga ikan … akan turun", "menurut", "Arga"),
    ("Harga ikan akan turun, menurut Arga.", "Harga ikan akan turun", "menurut", "Arga"),
    (
        "Berdasarkan data Badan Cuaca Nusantara (BCN), suhu naik.",
        "suhu naik",
        "Berdasarkan",
        "Badan Cuaca Nusantara (BCN)",
    ),
    # a cue that cuts or closes the clause
    ("Harga ikan, kata Arga, akan turun.", "Harga ikan … akan turun", "kata", "Arga"),
    ("Harga ikan akan turun, kata Arga.", "Harga ikan akan turun", "kata", "Arga"),
    ("Harga ikan akan turun, katanya.", "Harga ikan akan turun", "kata", "nya"),
    ("Beberapa pelabuhan, lanjut dia, belum siap.", "Beberapa pelabuhan … belum siap", "lanjut", "dia"),
    ("Dijelaskan Arga, pipa itu dipasang pada 2019.", "pipa itu dipasang pada 2019", "Dijelaskan", "Arga"),
    ("Pipa itu, dijelaskannya, dipasang pada 2019.", "Pipa itu … dipasang pada 2019", "dijelaskan", "nya"),
    # what belongs to the reporting again is no content
    (
        "Arga mengatakan harga ikan akan turun, dikutip dari Reuters.",
        "harga ikan akan turun",
        "mengatakan",
        "Arga",
    ),
    (
        "Arga mengatakan kepada wartawan bahwa harga ikan akan turun.",
        "harga ikan akan turun",
        "mengatakan",
        "Arga",
    ),
]

NOTHING = [
    "Bayu menolak berkomentar.",
    "Bayu tidak mengatakan kapan proyek selesai.",
    "Warga yang mengatakan hal itu sudah diperiksa.",
    "Bayu mengungkapkan hal itu kepada wartawan di Lembayung, Senin (3/2/2025).",
    "Hal itu diungkapkan Bayu kepada wartawan.",
    "Bayu menyampaikan apresiasi atas kerja warga.",
    'Istilah "uang rokok" dikenal luas di kalangan sopir.',
    'Film "Malam di Teluk" akan tayang bulan depan.',
    '"Malam di Teluk" meraih tiga penghargaan.',
    'Ia dijuluki "Si Raja Jalan" oleh teman-temannya.',
    "Jum'at lalu Bayu membeli buku 'Sang Nelayan' di pasar.",
    "Baca juga: Bayu mengatakan harga ikan akan turun",
    "Komoditas yang dominan mendorong kenaikan harga adalah beras.",
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct_quotes(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(("after", "mention", "person"), MENTIONS)
def test_who_is_mentioned_after_a_quotation(after: str, mention: str, person: str) -> None:
    (frame,) = told(f'"Kami akan datang besok," {after}')
    assert (frame.speaker, frame.person) == (mention, person)


@pytest.mark.parametrize(("text", "quote", "cue", "speaker"), INDIRECT)
def test_reported_clauses(text: str, quote: str, cue: str, speaker: str) -> None:
    (frame,) = told(text)
    assert (frame.quote, frame.cue, frame.speaker, frame.type) == (quote, cue, speaker, "indirect")


@pytest.mark.parametrize("text", NOTHING)
def test_what_reports_nothing(text: str) -> None:
    assert told(text) == []


def test_a_clause_with_marks_in_it_is_mixed() -> None:
    (frame,) = told('Arga mengatakan nelayan "sudah lama menunggu" kapal baru.')
    assert (frame.quote, frame.type) == ('nelayan "sudah lama menunggu" kapal baru', "mixed")


def test_two_verbs_of_one_speaker_are_two_quotes() -> None:
    frames = told("Arga menjelaskan bahwa harga ikan naik, dan meminta warga tidak panik.")
    assert [(one.quote, one.speaker) for one in frames] == [
        ("harga ikan naik", "Arga"),
        ("warga tidak panik", "Arga"),
    ]


def test_a_pronoun_after_a_comma_reports_anew() -> None:
    frames = told(
        "Arga hadir.\nMenurutnya harga ikan akan turun, ia lalu mencontohkan mengapa pelabuhan penting."
    )
    assert [one.quote for one in frames] == ["harga ikan akan turun", "mengapa pelabuhan penting"]


def test_a_reported_clause_inside_a_direct_quote() -> None:
    text = '"Tadi pagi saya minta nelayan agar tidak melaut," kata Arga.'
    outer, inner = told(text)
    assert outer.quote == '"Tadi pagi saya minta nelayan agar tidak melaut,"'
    assert (inner.quote, inner.speaker, inner.person) == ("tidak melaut", "saya", "Arga")


def test_a_headline_with_a_colon_or_a_short_verb() -> None:
    body = "Menteri Perikanan Arga Wibisana menyebut stok ikan cukup hingga akhir tahun depan di semua pelabuhan."
    assert told(f"Arga Wibisana: Stok Ikan Cukup\n{body}")[0] == Told(
        "Stok Ikan Cukup", "indirect", ":", "Arga Wibisana", "Arga Wibisana", "name"
    )
    assert told(f"Arga Wibisana Sebut Stok Ikan Cukup\n{body}")[0].quote == "Stok Ikan Cukup"
    assert told(f'Arga Wibisana: "Stok Ikan Cukup"\n{body}')[0].type == "direct"
    assert len(told(f"Tiga Pelabuhan Baru: Ini Daftarnya\n{body}")) == 1


def test_sentences_that_lost_the_space_between_them() -> None:
    (frame,) = told("Arga menyebut harga ikan tetap terjaga.Pertama, stok cukup sampai akhir tahun.")
    assert frame.quote == "harga ikan tetap terjaga"
