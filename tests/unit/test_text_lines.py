from __future__ import annotations

import pytest
from hypothesis import given

from annotator.text.blanks import is_blank
from annotator.text.lines import blocks, is_hard_wrapped, join_wrapped, split_lines
from tests.unit.text_strategies import messy

WRAPPED = (
    "Pemerintah daerah membuka dua balai latihan baru untuk para nelayan\n"
    "di pesisir selatan mulai pekan depan, dan warga yang berminat dapat\n"
    "mendaftar langsung di kantor desa tanpa membayar biaya apa pun hari\n"
    "itu juga."
)


def pieces(text: str, bounds: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in bounds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("a", ["a"]),
        ("a\nb\n", ["a", "b"]),
        ("a\r\nb\rc\n\n\nd", ["a", "b", "c", "d"]),
        ("\ufeff\n\u200b \na", ["a"]),
        ("\ufeffa\n b \n", ["\ufeffa", " b "]),
        ("a\u2028b\x0bc\x0cd\x85e\x1cf", ["a\u2028b\x0bc\x0cd\x85e\x1cf"]),
        ("a\n\u3000\u00a0\nb", ["a", "b"]),
    ],
)
def test_a_paragraph_is_a_line_with_ink(text: str, expected: list[str]) -> None:
    assert pieces(text, split_lines(text)) == expected


@given(messy)
def test_paragraphs_and_gaps_cover_the_text(text: str) -> None:
    for wrapped in (False, None, True):
        at = 0
        for number, (start, end) in enumerate(join_wrapped(text, wrapped)):
            gap = text[at:start]
            assert start < end
            assert all(is_blank(char) for char in gap)
            assert number == 0 or "\n" in gap or "\r" in gap
            assert not all(is_blank(char) for char in text[start:end])
            assert wrapped is not False or not {"\n", "\r"} & set(text[start:end])
            at = end
        assert all(is_blank(char) for char in text[at:])


@given(messy)
def test_joining_only_merges_neighbouring_lines(text: str) -> None:
    lines = split_lines(text)
    assert [line for block in blocks(text) for line in block] == lines
    for start, end in join_wrapped(text):
        assert start in {line[0] for line in lines}
        assert end in {line[1] for line in lines}


def test_a_wrapped_block_is_one_paragraph() -> None:
    text = f"Judul berita\n\n{WRAPPED}\n\n{WRAPPED}\n"
    assert pieces(text, join_wrapped(text)) == ["Judul berita", WRAPPED, WRAPPED]
    assert len(join_wrapped(text, wrapped=False)) == 9
    crlf = WRAPPED.replace("\n", "\r\n")
    assert pieces(crlf, join_wrapped(crlf)) == [crlf]


@pytest.mark.parametrize(
    "text",
    [
        # dialogue, lines of one length, each with marks of its own
        "“Saya tidak tahu apa-apa tentang surat yang hilang itu,” kata Rani.\n"
        "“Kalau begitu siapa yang terakhir masuk ke ruangan itu?” kata Bimo.\n"
        "“Mungkin penjaga malam yang baru mulai bekerja kemarin,” kata Rani.\n"
        "“Kita tanyakan saja kepadanya setelah rapat selesai nanti.”",
        # a list of headlines
        "Wali Kota Resmikan Jembatan Penghubung Dua Kecamatan\n"
        "Warga Keluhkan Jalan Berlubang di Sekitar Pasar Lama\n"
        "Nelayan Minta Bantuan Bahan Bakar Jelang Musim Panen\n",
        # a list of items
        "- beras sepuluh ton untuk tiga kecamatan di pesisir\n"
        "- minyak goreng lima ribu liter untuk warga di desa\n"
        "- gula pasir dua ton untuk dapur umum di balai kota\n",
        # short lines
        "satu\ndua!\ntiga\nempat",
        # one sentence a line, wider than any wrapped text
        "\n".join([("kalimat yang panjang sekali " * 5).strip()] * 4),
        # two lines are too few to tell
        "\n".join(WRAPPED.split("\n")[:2]),
    ],
)
def test_other_lines_stay_apart(text: str) -> None:
    assert join_wrapped(text) == split_lines(text)


def test_a_break_with_room_for_the_next_word_was_meant() -> None:
    early = WRAPPED.replace(
        "tanpa membayar biaya apa pun hari\nitu juga", "tanpa membayar biaya apa\npun hari itu"
    )
    assert is_hard_wrapped(WRAPPED, split_lines(WRAPPED))
    assert not is_hard_wrapped(early, split_lines(early))


def test_told_so_every_block_is_joined() -> None:
    text = "satu\ndua\n\ntiga\nempat"
    assert pieces(text, join_wrapped(text, wrapped=True)) == ["satu\ndua", "tiga\nempat"]
