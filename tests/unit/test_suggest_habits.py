"""How Indonesian and English newsrooms report, one habit a sentence. All people, outlets and places are invented."""

from __future__ import annotations

import pytest

from annotator.lang.pack import load_pack
from annotator.suggest.reading import suggestions
from tests.eval.articles import article_of
from tests.unit.suggested import Told, found, told

SAID = [
    # a cue right after an opening word, behind `demikian`, and `menurutnya` without a comma before it
    ("Padahal kata Bayu, kapal itu layak berlayar.", "kapal itu layak berlayar", "kata", "Bayu"),
    ("Kapal itu layak berlayar, begitu kata Bayu.", "Kapal itu layak berlayar", "kata", "Bayu"),
    ("Kapal itu layak berlayar, demikian menurut Bayu.", "Kapal itu layak berlayar", "menurut", "Bayu"),
    ("Keadaan ini menurutnya, tidak bisa dibiarkan.", "Keadaan ini … tidak bisa dibiarkan", "menurut", "nya"),
    ("Soal tarif, menurut Bayu tidak akan naik.", "Soal tarif … tidak akan naik", "menurut", "Bayu"),
    ("Oleh karena itu, kata Bayu, kapal harus menunggu.", "kapal harus menunggu", "kata", "Bayu"),
    ("Lebih lanjut dikatakannya, kapal itu layak berlayar.", "kapal itu layak berlayar", "dikatakan", "nya"),
    ("Diklaim oleh Bayu bahwa kapal itu layak berlayar.", "kapal itu layak berlayar", "Diklaim", "Bayu"),
    # any word before `bahwa`, and `bahwa` behind who is told
    ("Bayu bersikukuh bahwa kapal itu layak.", "kapal itu layak", "bersikukuh", "Bayu"),
    (
        "Bayu memberitahukan secara lisan kepada warga bahwa jalan ditutup.",
        "jalan ditutup",
        "memberitahukan",
        "Bayu",
    ),
    ("Bayu mengingatkan warga bahwa jalan ditutup.", "jalan ditutup", "mengingatkan", "Bayu"),
    # whoever is asked stands before `untuk` only behind some verbs
    ("Bayu menantang warga untuk menanam bakau.", "menanam bakau", "menantang", "Bayu"),
    (
        "Bayu menekankan kerja sama untuk menanam bakau.",
        "kerja sama untuk menanam bakau",
        "menekankan",
        "Bayu",
    ),
    # two verbs inside what is reported
    (
        "Jaksa mengatakan Bayu menyetujui dan menyampaikan surat itu kepada Rini.",
        "Bayu menyetujui dan menyampaikan surat itu kepada Rini",
        "mengatakan",
        "Jaksa",
    ),
    (
        "Jaksa mengatakan Bayu lalu melaporkan hal itu ke kantor desa.",
        "Bayu lalu melaporkan hal itu ke kantor desa",
        "mengatakan",
        "Jaksa",
    ),
    # documents and figures speak
    (
        "Studi dari Universitas Lembayung tahun 2019 menunjukkan bahwa laut naik.",
        "laut naik",
        "menunjukkan",
        "Studi dari Universitas Lembayung tahun 2019",
    ),
    ("Perda 5/2020 mengarahkan agar pasar dipindah.", "pasar dipindah", "mengarahkan", "Perda 5/2020"),
    (
        "Warga menanggapi laporan Badan Cuaca yang memperkirakan laut naik.",
        "laut naik",
        "memperkirakan",
        "laporan Badan Cuaca",
    ),
    ("Menurut keterangan saksi, kapal itu berbelok.", "kapal itu berbelok", "Menurut", "saksi"),
    # the mention of who speaks
    ("Arga Wibisana selaku ketua mengatakan lomba ditunda.", "lomba ditunda", "mengatakan", "Arga Wibisana"),
    (
        "Arga (45), warga Lembayung, mengatakan lomba ditunda.",
        "lomba ditunda",
        "mengatakan",
        "Arga (45), warga Lembayung",
    ),
]

NOTHING_SAID = [
    "Arga menyampaikan terima kasih kepada semua nelayan.",
    "Arga menjelaskan alasan kenapa pasar ditutup.",
    "Arga menjelaskan alasan pentingnya menjaga laut.",
    "Arga mengumumkan rencana membangun dermaga.",
    "Arga menyampaikan berbagai bantuan yang telah diberikan.",
    "Arga meminta penjadwalan ulang rapat.",
    "Sikap ini mengindikasikan tekanan pada nelayan.",
    "Desa itu disebut sebagai kota tua.",
    "Arga Wibisana dari Serikat Paham Laut hadir di pasar.",
    "Kantor itu, tutup operasional sejak Senin.",
]

HEADLINES = [
    ("Arga Sebut Pasar Sepi, Dinas Langsung Bantah", ["Pasar Sepi"]),
    ("Arga Diviralkan Sebut Pasar Sepi", ["Pasar Sepi"]),
    ("Ramai Protes Pedagang, Arga: Pasar Tetap Buka", ["Pasar Tetap Buka"]),
    ("Arga soal Pasar Sepi: Kita Cari Jalan", ["Kita Cari Jalan"]),
    ("Kata Arga soal Pasar Sepi: Kita Cari Jalan", ["Kita Cari Jalan"]),
    ("Arga Yakin Pasar Ramai Lagi: Tunggu Bulan Depan", ["Pasar Ramai Lagi", "Tunggu Bulan Depan"]),
    ("Arga Ungkap Motif Pedagang", []),
    ("Arga Minta Anggaran Pasar Rp 2 M, Dipakai Untuk Ini", []),
    ("Arga Minta Pasar Ditutup", ["Pasar Ditutup"]),
    ("Pasar Lembayung 2026: Jadwal dan Harga Tiket", []),
    ("Panduan Pasar Lembayung: Jadwal dan Harga", []),
]

NESTED = [
    # in what is said between marks: with `agar`, with a plain verb, up to where the speaker goes on
    ('"Saya bilang pasar akan ditutup. Kami menunggu," kata Arga.', ("pasar akan ditutup", "Saya", "Arga")),
    ('"Saya minta Rini menghias pasar," kata Arga.', ("Rini menghias pasar", "Saya", "Arga")),
    (
        '"Kami meminta agar pasar ditutup, tapi sampai kini belum," kata Arga.',
        ("pasar ditutup", "Kami", "Arga"),
    ),
    (
        '"Video yang menampilkan Rini mengatakan pasar akan ditutup itu palsu," kata Arga.',
        ("pasar akan ditutup", "Rini", "Rini"),
    ),
    # and in what is reported
    ("Arga mengatakan pihaknya meminta staf untuk menutup pasar.", ("menutup pasar", "pihaknya", "Arga")),
    # words in marks behind a noun
    (
        "\"Tanggapan saya 'kalau bisa pasar ditutup saja' waktu itu,\" kata Arga.",
        ("'kalau bisa pasar ditutup saja'", "saya", "Arga"),
    ),
]

SOURCES = [
    ('"Pasar ditutup," kata Arga dalam siaran pers, Minggu (2/2).', ("siaran pers",)),
    ('"Pasar ditutup," tulis Arga dalam unggahannya di Instagram.', ("unggahannya di Instagram",)),
    ("Dalam video tersebut, Arga mengaku pasar akan ditutup.", ("video tersebut",)),
    ("Dalam Buku II Nota Keuangan, pasar disebut akan ditutup.", ("Buku II Nota Keuangan",)),
    ("Dalam dokumen yang sama disebut pasar akan ditutup.", ("dokumen yang sama",)),
    ("Namun, seperti dilansir Kabar Laut, pasar akan ditutup.", ("Kabar Laut",)),
    ("Dikutip dariKabarlautpada Jumat (7/2), pasar akan ditutup.", ("Kabarlaut",)),
    ('"Pasar ditutup," kata Arga seperti dilansir daridetikFinance, Senin.', ("detikFinance",)),
    ('"Pasar ditutup," kata Arga dari Danantara.', ()),
    ('"Pasar ditutup," kata Arga dalam pidatonya.', ()),
    ("Menurut laporan Badan Cuaca, pasar akan banjir.", ()),
]


@pytest.mark.parametrize(("text", "quote", "cue", "speaker"), SAID)
def test_what_is_reported_by_whom(text: str, quote: str, cue: str, speaker: str) -> None:
    assert [(one.quote, one.cue, one.speaker) for one in told(text)] == [(quote, cue, speaker)]


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_where_nobody_reports_anything(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("title", "quotes"), HEADLINES)
def test_headlines_are_told_by_who_speaks_below(title: str, quotes: list[str]) -> None:
    text = f'{title}\n\nLEMBAYUNG - "Pasar ini ramai sekali," kata Arga Wibisana di Pasar Lembayung, Senin (3/2).'
    assert [one.quote for one in told(text) if one.quote in title] == quotes


@pytest.mark.parametrize(("text", "inner"), NESTED)
def test_quotes_inside_quotes(text: str, inner: tuple[str, str, str]) -> None:
    nested = [one for one in found(text) if one.parent]
    assert [
        (one.quote.surface(text), one.speakers[0].span.surface(text), one.speakers[0].name) for one in nested
    ] == [inner]


@pytest.mark.parametrize(("text", "sources"), SOURCES)
def test_what_carries_words_to_the_article(text: str, sources: tuple[str, ...]) -> None:
    assert told(text)[0].sources == sources


def test_a_relay_phrase_keeps_its_small_word_where_a_page_glued_it() -> None:
    text = '"Pasar ditutup," kata Arga seperti dilansir daridetikFinance, Senin.'
    assert [cue.surface(text) for cue in found(text)[0].sources[0].relay] == ["dilansir dari"]


def test_somebody_is_said_to_have_done_something() -> None:
    text = '"Kami siap," kata Arga Wibisana.\nRini disebut sudah meninggalkan pulau itu.'
    raised = told(text)[1]
    assert (raised.quote, raised.cue, raised.speaker, raised.person) == (
        "Rini … sudah meninggalkan pulau itu",
        "disebut",
        "",
        "Arga Wibisana",
    )


def test_who_speaks_for_an_institution_may_be_named_in_the_next_sentence() -> None:
    text = "Badan Cuaca (BC) memastikan hujan akan turun. Hal ini diungkapkan oleh Kepala Badan Cuaca Arga Wibisana."
    (frame,) = told(text)
    assert frame.cue == "memastikan diungkapkan"
    assert frame.speaker == "Badan Cuaca (BC) + Kepala Badan Cuaca Arga Wibisana"
    assert frame.person.endswith("+ Arga Wibisana")


def test_a_clause_with_another_subject_ends_what_is_reported() -> None:
    found = told("Bayu mengatakan pasar ditutup, sementara Rini menilai pasar masih ramai.")
    assert [(one.quote, one.speaker) for one in found] == [
        ("pasar ditutup", "Bayu"),
        ("pasar masih ramai", "Rini"),
    ]


def test_brackets_are_no_part_of_the_name_of_an_institution() -> None:
    (frame,) = told("Sekretariat Dewan (Setwan) Lembayung mengaku sudah menelusuri hal itu.")
    assert frame.person == "Sekretariat Dewan Lembayung"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Arga mengatakan ada dua hal. Pertama, pasar ditutup.", 1),
        ("Menurut Arga, mobil itu bernomor 4x2 A/T. Pajaknya belum dibayar.", 1),
        ('Arga menyebut usulan itu dibahas eselon I. "Kami menunggu," imbuh Arga.', 2),
    ],
)
def test_where_a_sentence_ends(text: str, count: int) -> None:
    frames = told(text)
    assert len(frames) == count
    assert "." not in frames[0].quote


ENGLISH = [
    (
        "Holm urged residents to stay away from the harbour.",
        Told("stay away from the harbour", "indirect", "urged"),
    ),
    ("Holm called on the city to rebuild the harbour.", Told("rebuild the harbour", "indirect", "called on")),
    ("The ministry said on Tuesday two ships had sunk.", Told("two ships had sunk", "indirect", "said")),
    ("The harbour was closed, Reuters reported.", Told("The harbour was closed", "indirect", "reported")),
    (
        "The harbour is open, according to the port authority.",
        Told("The harbour is open", "indirect", "according to"),
    ),
    (
        "A report by the Harbour Institute found that catches had fallen.",
        Told("catches had fallen", "indirect", "found"),
    ),
    ('"Is it safe?" Holm asked.', Told('"Is it safe?"', "direct", "asked")),
    ('The plan is "a disgrace", Holm said.', Told('The plan is "a disgrace"', "mixed", "said")),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_habits(text: str, expected: Told) -> None:
    (frame,) = told(text, "en")
    assert (frame.quote, frame.type, frame.cue) == (expected.quote, expected.type, expected.cue)
    assert frame.speaker


def test_a_place_in_a_speakers_office_is_nobody_whom_a_pronoun_means() -> None:
    text = (
        "Kepala Balai Konservasi Teluk Rawai, Edison Palawe, mengatakan jumlah sarang meningkat. "
        "Menurut dia, kesepakatan itu lahir di meja makan."
    )
    frames = suggestions(article_of("a", text, "id"), load_pack("id"))
    assert [one.name for frame in frames for one in frame.speakers] == ["Edison Palawe", "Edison Palawe"]
