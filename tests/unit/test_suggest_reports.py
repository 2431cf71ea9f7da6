"""Reports without a speaker beside their verb: relayed, impersonal, taken up later, and headlines that tell more."""

from __future__ import annotations

import pytest

from tests.unit.suggested import told


@pytest.mark.parametrize(
    ("text", "quote", "sources"),
    [
        (
            "Dilansir Bappeda Tanjung, jembatan baru dibuka pekan depan.",
            "jembatan baru dibuka pekan depan",
            ("Bappeda Tanjung",),
        ),
        (
            "Mengutip laman Badan Cuaca, Senin (3/2/2025), hujan akan turun sampai malam.",
            "hujan akan turun sampai malam",
            ("laman Badan Cuaca",),
        ),
        ("Dikutip dari Reuters, harga timah naik lagi.", "harga timah naik lagi", ("Reuters",)),
    ],
)
def test_what_a_source_says_is_a_quote_where_nobody_else_speaks(
    text: str, quote: str, sources: tuple[str, ...]
) -> None:
    (frame,) = told(text)
    assert (frame.quote, frame.cue, frame.speaker, frame.sources) == (quote, "", "", sources)


@pytest.mark.parametrize(
    ("text", "quote", "cue", "sources"),
    [
        ("Dijelaskan bahwa pasar ditutup sementara.", "pasar ditutup sementara", "Dijelaskan", ()),
        (
            "Dalam laporan itu disebutkan, panen jagung turun tajam.",
            "panen jagung turun tajam",
            "disebutkan",
            ("laporan itu",),
        ),
        (
            "Namun, dalam surat edaran tersebut dinyatakan bahwa kapal wajib berlabuh.",
            "kapal wajib berlabuh",
            "dinyatakan",
            ("surat edaran tersebut",),
        ),
    ],
)
def test_a_passive_verb_tells_what_was_said_without_a_speaker(
    text: str, quote: str, cue: str, sources: tuple[str, ...]
) -> None:
    (frame,) = told(text)
    assert (frame.quote, frame.cue, frame.sources) == (quote, cue, sources)


@pytest.mark.parametrize(
    "text",
    [
        "Namun, harus diakui, tidak semua orang mampu membayar.",
        "Kapal itu dinyatakan, setelah diperiksa, layak berlayar.",
    ],
)
def test_not_every_passive_verb_reports(text: str) -> None:
    assert told(text) == []


def test_a_sentence_that_takes_up_the_paragraph_before_says_who_said_it() -> None:
    text = (
        "Pasar Baru Tanjung\nPasar ikan dibuka kembali bulan depan.\n"
        "Hal itu dikatakan Kepala Dinas Perikanan Arga Wibisana, Senin (3/2)."
    )
    (frame,) = told(text)
    assert (frame.quote, frame.cue, frame.person) == (
        "Pasar ikan dibuka kembali bulan depan",
        "dikatakan",
        "Arga Wibisana",
    )


def test_where_an_article_was_written_is_no_part_of_what_was_said() -> None:
    (frame,) = told("SURABAYA, KABAR UTARA — Harga garam turun, kata Menteri Arga Wibisana.")
    assert frame.quote == "Harga garam turun"


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (
            "Data Badan Cuaca menunjukkan curah hujan akan menurun.",
            "Data Badan Cuaca",
            "curah hujan akan menurun",
        ),
        (
            "Survei Lembaga Pangan memperlihatkan bahwa warga memasak sendiri.",
            "Survei Lembaga Pangan",
            "warga memasak sendiri",
        ),
    ],
)
def test_figures_and_documents_speak_by_verbs_of_their_own(text: str, speaker: str, quote: str) -> None:
    (frame,) = told(text)
    assert (frame.speaker, frame.quote) == (speaker, quote)


def test_a_person_who_shows_something_says_nothing() -> None:
    assert told("Arga Wibisana menunjukkan rumah yang akan dijual.") == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Sisanya, ia menyebut akan dibayar tahun depan.", "Sisanya … akan dibayar tahun depan"),
        ("Pemkab Tanjung, dia menyebut, akan membeli kapal.", "Pemkab Tanjung … akan membeli kapal"),
        ("Pekan lalu, ia menyebut akan datang.", "akan datang"),
    ],
)
def test_what_is_spoken_of_may_stand_before_who_speaks(text: str, quote: str) -> None:
    assert quote in [
        frame.quote for frame in told(f"Menteri Arga Wibisana mengatakan harga telah turun.\n{text}")
    ]


def test_who_is_asked_is_no_part_of_what_is_asked() -> None:
    (frame,) = told("Arga Wibisana mengimbau untuk para petani agar segera menanam padi.")
    assert frame.quote == "segera menanam padi"


@pytest.mark.parametrize(
    ("title", "quote", "speaker"),
    [
        ("Heboh Arga Wibisana Sebut Garam Langka, Ini Kata Kementerian", "Garam Langka", "Arga Wibisana"),
        ("Arga Wibisana Yakin Panen Melimpah, Begini Alasannya", "Panen Melimpah", "Arga Wibisana"),
    ],
)
def test_a_headline_tells_more_than_what_was_said(title: str, quote: str, speaker: str) -> None:
    frame = told(f"{title}\nMenteri Arga Wibisana berbicara di Tanjung kemarin siang.")[0]
    assert (frame.quote, frame.speaker) == (quote, speaker)


def test_a_noun_in_a_headline_is_whoever_speaks_first_below() -> None:
    text = 'Legislator Usul Pasar Dibuka Lagi\n"Pasar ini penting," kata anggota DPRD Ratna Puspita.'
    assert [frame.person for frame in told(text)] == ["Ratna Puspita", "Ratna Puspita"]


def test_what_something_is_called_makes_no_quote_a_mixed_one() -> None:
    (frame,) = told("Arga Wibisana mengatakan program 'Laut Untuk Semua' akan dilanjutkan.")
    assert frame.type == "indirect"


@pytest.mark.parametrize(
    ("text", "speaker", "person"),
    [
        (
            "Koordinator pemandu wisata Desa Bahari, Ratna Puspita (34), mengatakan, terumbu itu sehat.",
            "Koordinator pemandu wisata Desa Bahari, Ratna Puspita",
            "Ratna Puspita",
        ),
        (
            "Wakil Ketua Komisi I dari fraksi PBT, Ratna Puspita mengatakan telah menerima surat itu.",
            "Wakil Ketua Komisi I dari fraksi PBT, Ratna Puspita",
            "Ratna Puspita",
        ),
        (
            '"Kapal akan datang," jelas Kepala KPL Utama Tanjung, Ratna Puspita, kepada wartawan.',
            "Kepala KPL Utama Tanjung, Ratna Puspita",
            "Ratna Puspita",
        ),
        (
            "Ratna Puspita, Kepala Seksi Penyuluhan Pertanian, Dinas Pertanian Riau, menjelaskan benih itu aman.",
            "Ratna Puspita, Kepala Seksi Penyuluhan Pertanian, Dinas Pertanian Riau",
            "Ratna Puspita",
        ),
        (
            "Hal senada ditegaskan ahli kelautan, Ratna Puspita, yang mengatakan terumbu itu akan pulih.",
            "ahli kelautan, Ratna Puspita",
            "Ratna Puspita",
        ),
        (
            "Ibu dari dua anak ini mengatakan bahwa sekolah itu jauh.",
            "Ibu dari dua anak ini",
            "Ibu dari dua anak ini",
        ),
        (
            "Menurut Institute for Sea and Air Studies (ISAS), laut itu makin hangat.",
            "Institute for Sea and Air Studies (ISAS)",
            "Institute for Sea and Air Studies",
        ),
    ],
)
def test_speakers_with_an_office_around_their_name(text: str, speaker: str, person: str) -> None:
    frames = [frame for frame in told(text) if frame.speaker]
    assert [(frame.speaker, frame.person) for frame in frames] == [(speaker, person)]


def test_somebody_far_from_the_verb_is_its_subject() -> None:
    (frame,) = told(
        "Presiden Arga Wibisana dalam rapat terbatas membahas percepatan pembangunan pelabuhan yang digelar "
        "virtual, Senin (18/5/2020), menginstruksikan agar bantuan dipercepat."
    )
    assert (frame.speaker, frame.quote) == ("Presiden Arga Wibisana", "bantuan dipercepat")
