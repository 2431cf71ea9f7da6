from __future__ import annotations

import pytest
from hypothesis import given

from annotator.text.blanks import is_blank
from annotator.text.sentences import sentences
from tests.unit.text_strategies import messy

ABBREVIATIONS = frozenset({"dr", "prof", "jl", "no", "s.h", "m.hum"})


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, abbreviations=ABBREVIATIONS)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Satu.", "Dua!", "Tiga?", "Empat…", "Lima"],
        ["Rumah Dr. Rani di Jl. Melati No. 5.", "Besar."],
        ["Prof. Dr. H. A. Hasan, M.Hum. Wibowo datang."],
        ["Harga naik 10.000.", "Pada 2023.", "Lalu turun."],
        ["1. Beras.", "2. Gula."],
        ['"Satu.', 'Dua," kata Rani.', "Ia pergi."],
        ["“Benar?” tanya Rani.", "“Ya!”", "Lalu ia pergi."],
        ["“Benar!” — kata Rani."],
        ["“Benar.”, kata Rani."],
        ["(Selesai.)", "Mulai lagi."],
        ["Ia menunggu ... lama sekali.", "Pulang."],
        ["はい。", "「いいえ。」", "終わり"],
        ["هل تعلم؟", "نعم."],
    ],
)
def test_examples(expected: list[str]) -> None:
    joint = "" if "。" in expected[0] else " "
    assert pieces(joint.join(expected)) == expected


@given(messy)
def test_sentences_cover_all_ink_in_order(text: str) -> None:
    at = 0
    for start, end in sentences(text, abbreviations=ABBREVIATIONS):
        assert at <= start < end <= len(text)
        assert all(is_blank(char) for char in text[at:start])
        assert not is_blank(text[start])
        assert not is_blank(text[end - 1])
        at = end
    assert all(is_blank(char) for char in text[at:])


@pytest.mark.parametrize("unit", [".", ". ", "a. ", '."', "a 1. b ", ". ““ a", "A. ", "。", "“. "])
def test_a_megabyte_is_no_matter(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert len(sentences(text, abbreviations=ABBREVIATIONS)) <= len(text)
