from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.text.blanks import is_blank
from annotator.text.tokens import (
    Clitics,
    Token,
    _address_sign,
    _pattern,
    _simple,
    token_at,
    tokenize,
    word_at,
    words,
)
from tests.unit.text_strategies import messy

CLITICS = Clitics(
    suffixes=("nya",),
    shy=("ku", "mu"),
    exceptions=frozenset({"biasanya"}),
    roots=frozenset({"tanya", "laku", "ilmu"}),
    prefixes=frozenset({"ber", "di", "pe"}),
)


NO_CLITICS = Clitics()
"""Which know what stands between blanks, as others do, and cut nothing."""


def cut(text: str, start: int = 0, end: int | None = None, clitics: Clitics | None = CLITICS) -> list[Token]:
    """The tokens of a text, which none but clitics cut."""
    tokens, forced = tokenize(text, start, end, clitics)
    assert forced == 0
    return list(tokens.in_words(words(text, start, end)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Ya,” lanjutnya.", "“ Ya , ” lanjut nya ."),
        ("said—“it's", "said — “ it's"),
        ("Rp 10.000 atau Rp1,5.", "Rp 10.000 atau Rp1,5 ."),
        ("(10/12/2023), pukul 19.30-20.00", "( 10/12/2023 ) , pukul 19.30-20.00"),
        ("50% ke-2 2,65%. Covid-19", "50 % ke-2 2,65 % . Covid-19"),
        ("anak-anak anak-anaknya KPK-nya", "anak-anak anak-anak nya KPK -nya"),
        ("Jum'at Jum’at rock'n'roll 'ya'", "Jum'at Jum’at rock'n'roll ' ya '"),
        ("Dr. A. Budi, S.H.", "Dr . A . Budi , S . H ."),
        ("lihat https://contoh.id/a_(b).", "lihat https://contoh.id/a_(b) ."),
        ("(www.contoh.id/x?y=1), warta.id", "( www.contoh.id/x?y=1 ) , warta.id"),
        ("http:// www. saja", "http : / / www . saja"),
        ("WARTA.COM - surat@contoh.co.id,", "WARTA.COM - surat@contoh.co.id ,"),
        ("@akun.satu, #tagar2.", "@akun.satu , #tagar2 ."),
        ("selesai.Kemudian, ended.My", "selesai . Kemudian , ended . My"),
        ("...nama@contoh.id -warta.com", "... nama@contoh.id - warta.com"),
        ("@katanya #katanya warta.id/katanya", "@katanya #katanya warta.id/katanya"),
        ("Ya... lalu .. -- …", "Ya ... lalu .. -- …"),
        ("kabupaten/kota", "kabupaten / kota"),
        ("a\u00a0b\u200bc\ufeffd\u3000e\x00f\u200eg", "a b c d e f g"),
        ("👨\u200d👩\u200d👧👍🏽🇮🇩🇩🇪", "👨\u200d👩\u200d👧 👍🏽 🇮🇩 🇩🇪"),
        ("❤\ufe0f1\ufe0f\u20e3", "❤\ufe0f 1\ufe0f\u20e3"),
        ("e\u0301te\u0301! \u0301", "e\u0301te\u0301 ! \u0301"),
        ("مرحبا، العَرَبِيَّة", "مرحبا ، العَرَبِيَّة"),
        ("东京ひらカナABC。", "东 京 ひ ら カナABC 。"),
    ],
)  # fmt: skip
def test_examples(text: str, expected: str) -> None:
    assert tokenize(text, clitics=CLITICS)[0].forms == expected.split(" ")


@given(messy, st.booleans())
def test_tokens_cover_all_ink_once_and_hold_no_blanks(text: str, cutting: bool) -> None:
    at = 0
    for token in cut(text, clitics=CLITICS if cutting else None):
        assert at <= token.start < token.end <= len(text)
        assert token.word_start <= token.start
        assert token.end <= token.word_end
        assert all(is_blank(char) for char in text[at : token.start])
        form = text[token.start : token.end]
        assert not any(is_blank(char) for char in form)
        assert form.split() == [form]
        at = token.end
    assert all(is_blank(char) for char in text[at:])


@given(messy)
def test_clitics_only_ever_cut(text: str) -> None:
    whole = cut(text, clitics=None)
    assert all(token.is_whole for token in whole)
    assert words(text) == [(token.start, token.end) for token in whole]
    found, _ = tokenize(text, clitics=CLITICS)
    assert {token.start for token in whole} <= set(found.starts)
    assert {token.end for token in whole} <= set(found.ends)


@given(messy | st.text(st.sampled_from('aBwi “"‘(,.:;?!”’)-@/'), max_size=30))
def test_no_rule_looks_past_a_blank(text: str) -> None:
    assert tokenize(text, clitics=NO_CLITICS) == tokenize(text)


@given(messy, st.sets(st.integers(-2, 120), max_size=20))
def test_forced_cuts(text: str, edges: set[int]) -> None:
    tokens = cut(text)
    pieces, count = tokenize(text, clitics=CLITICS, edges=edges)
    inside = {edge for edge in edges for token in tokens if token.start < edge < token.end}
    assert count == len(inside) == len(pieces) - len(tokens)
    assert set(pieces.starts) == {token.start for token in tokens} | inside
    assert set(pieces.ends) == {token.end for token in tokens} | inside
    assert pieces.forms == [text[start:end] for start, end in zip(pieces.starts, pieces.ends, strict=True)]
    assert all(
        token.word_start <= token.start < token.end <= token.word_end
        for token in pieces.in_words(words(text))
    )


def test_a_part_of_a_text_is_cut_with_its_own_offsets() -> None:
    text = "satu dua, tiganya"
    assert tokenize(text, 5, 9)[0].forms == ["dua", ","]
    assert words(text, 5) == [(5, 8), (8, 9), (10, 17)]
    assert cut(text, 10) == [Token(10, 14, 10, 17), Token(14, 17, 10, 17)]


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("lanjutnya", 3),
        ("Menurutnya", 3),
        ("KATANYA", 3),
        ("isinya", 3),
        ("Anya", 0),
        ("bertanya", 0),
        ("tanyanya", 3),
        ("biasanya", 0),
        ("Biasanya", 0),
        ("rumahku", 2),
        ("Rumahku", 0),
        ("Maluku", 0),
        ("pelaku", 0),
        ("ilmu-ilmu", 0),
        ("ilmu-ilmunya", 3),
        ("KPK-nya", 4),
        ("-nya", 0),
        ("nya", 0),
        ("rumah", 0),
    ],
)
def test_clitics(word: str, cut: int) -> None:
    assert CLITICS.cut(word) == cut


@given(messy)
def test_addresses_are_looked_for_wherever_there_may_be_one(text: str) -> None:
    text = _address_sign().sub(" ", text)
    assume(_address_sign().search(text) is None)
    found = [
        [match.span() for match in _pattern(addresses=addresses).finditer(text)]
        for addresses in (True, False)
    ]
    assert found[0] == found[1]


def test_finding_the_token_at_an_offset() -> None:
    text = " satu, dua "
    tokens, bounds = cut(text), words(text)
    expected = [0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2]
    assert [token_at(tokens, offset) for offset in range(12)] == expected
    assert [word_at(bounds, offset) for offset in range(12)] == expected
    assert token_at([], 0) == word_at([], 0) == -1


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        '"a ',
        "a@",
        "a-",
        "a'",
        "x1.2",
        "(",
        "👨\u200d",
        "www.",
        "https://x.id) ",
        "@",
        "e\u0301",
        "\u200b",
    ],
)
def test_a_megabyte_is_no_matter(unit: str) -> None:
    # Any rule that looks ahead without bound would take hours here.
    text = unit * (1_000_000 // len(unit))
    assert sum(map(len, tokenize(text, clitics=CLITICS)[0].forms)) == sum(
        not is_blank(char) for char in unit
    ) * (len(text) // len(unit))


PLAIN = [chr(code) for code in range(0x180) if _simple()[0].fullmatch(chr(code))]
OFTEN = [char for char in "aZ09_ \n\t\r.,:;-–—…'’&@#/“”‘’«»\u00a0éß÷×" if _simple()[0].fullmatch(char)]


@given(st.text(st.one_of(st.sampled_from(OFTEN), st.sampled_from(PLAIN))))
def test_plain_text_is_cut_as_by_the_rules_for_all_text(text: str) -> None:
    simple, plain_words = _simple()
    assert simple.fullmatch(text)
    assert plain_words.findall(text) == _pattern(addresses=False).findall(text)


def test_every_character_of_plain_text_is_cut_as_by_the_rules_for_all_text() -> None:
    simple, plain_words = _simple()
    plain = [chr(code) for code in range(0x3000) if simple.fullmatch(chr(code))]
    assert {"a", "é", "”", "\u00a0"} <= set(plain)
    for one in plain:
        for text in (one, f"a{one}b", f"1{one}2", f"a{one}", f"@{one}a", one * 3):
            assert plain_words.findall(text) == _pattern(addresses=False).findall(text), text
