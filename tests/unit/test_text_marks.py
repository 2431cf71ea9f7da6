from __future__ import annotations

import pytest
from hypothesis import given

from annotator.text.marks import MARKS, quotation_around, quotations
from tests.unit.text_strategies import messy


def found(text: str, marks: tuple[str, ...] = MARKS) -> list[tuple[str, int]]:
    """The stretches and their depths; one that nothing closes has a `>` after it."""
    return [
        (text[one.start : one.end] + ("" if one.closed else ">"), one.depth)
        for one in quotations(text, marks=marks)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tanpa tanda", []),
        ("“Kami datang,” kata dia. “Ya.”", [("“Kami datang,”", 0), ("“Ya.”", 0)]),
        ('"Kami datang," kata dia. "Ya."', [('"Kami datang,"', 0), ('"Ya."', 0)]),
        ("”Kami datang,” kata dia. “Ya.” ”Baik”", [("”Kami datang,”", 0), ("“Ya.”", 0), ("”Baik”", 0)]),
        ("„Ja“, sagt er. „Nein”", [("„Ja“", 0), ("„Nein”", 0)]),
        ("»Ja«, sagt er. »Nein«", [("»Ja«", 0), ("»Nein«", 0)]),
        ("« Oui », dit-il. «Non»", [("« Oui »", 0), ("«Non»", 0)]),
        ("»Ja» och »nej»", [("»Ja»", 0), ("»nej»", 0)]),
        ("「はい」と『本』", [("「はい」", 0), ("『本』", 0)]),
        # nested
        ("“Ia bilang ‘pulang’ lagi,” kata Rani.", [("“Ia bilang ‘pulang’ lagi,”", 0), ("‘pulang’", 1)]),
        ("‘He said “yes” to us,’ she said.", [("‘He said “yes” to us,’", 0), ("“yes”", 1)]),
        ('"Kami "setuju" saja," katanya', [('"Kami "setuju" saja,"', 0), ('"setuju"', 1)]),
        ("\"'Ya,' katanya,\" tutur Rani", [("\"'Ya,' katanya,\"", 0), ("'Ya,'", 1)]),
        ("«A “b” c»", [("«A “b” c»", 0), ("“b”", 1)]),
        # odd counts
        ("“Kami datang. Lalu pergi.", [("“Kami datang. Lalu pergi.>", 0)]),
        ('Ia berkata, "Kami datang', [('"Kami datang>', 0)]),
        ('kata dia." Lalu "Ya," ujarnya', [('"Ya,"', 0)]),
        ("“A «b” c", [("“A «b”", 0), ("«b>", 1)]),
        ("‘Paragraf yang bersambung", [("‘Paragraf yang bersambung>", 0)]),
        # apostrophes
        ("Jum'at it’s the boys' toys, rock 'n' roll, ‘90s, 'em", []),
        ("the ’80s and ‘good’ it’s", [("‘good’", 0)]),
        # where a mark may stand
        ('Ia menjawab:"Ya," (“Tidak”) —"Nanti"', [('"Ya,"', 0), ("“Tidak”", 0), ('"Nanti"', 0)]),
        ('layar 5" dan 7"', []),
        ('"menghukum"-nya', [('"menghukum"', 0)]),
        ('"... kami," kata', [('"... kami,"', 0)]),
        ('"Benar?"', [('"Benar?"', 0)]),
        ('"', []),
        ('" "', []),
    ],
)  # fmt: skip
def test_examples(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_the_pack_says_which_marks_there_are() -> None:
    assert found("“Ya,” «non»", ("“”",)) == [("“Ya,”", 0)]
    assert found("”Ya” “Tidak”", ("“”",)) == [("“Tidak”", 0)]
    assert found("“Ya”", ()) == []


def test_bounds_hold_the_paragraph_only() -> None:
    text = '"satu\n"dua\ntiga"'
    assert [(one.start, one.end, one.closed) for one in quotations(text, 6, 10)] == [(6, 10, False)]
    assert quotations(text, 6, 10)[0].inner == (7, 10)
    assert quotations('"a"')[0].inner == (1, 2)


def test_the_innermost_quotation_around_an_offset() -> None:
    text = "x “a ‘b’ c” y"
    marks = quotations(text)
    around = [quotation_around(marks, offset) for offset in range(len(text))]
    assert [one.mark if one else "" for one in around] == [""] * 2 + list("“““‘‘‘“““") + [""] * 2


@given(messy)
def test_quotations_lie_in_the_paragraph_and_nest(text: str) -> None:
    start, end = len(text) // 4, len(text)
    marks = quotations(text, start, end)
    assert marks == sorted(marks, key=lambda one: (one.start, -one.end))
    for number, one in enumerate(marks):
        assert start <= one.start < one.end <= end
        assert text[one.start] == one.mark
        for other in marks[number + 1 :]:
            assert other.start >= one.end or other.end <= one.end
        around = [other for other in marks if other.start < one.start and other.end >= one.end]
        assert one.depth == len(around)


@pytest.mark.parametrize("unit", ["“", '" ', ' "a', "‘a", "“«‘„", " 'a", "”»’", '"a" '])
def test_many_marks(unit: str) -> None:
    # Time that grows with the square of the marks would be noticed: a hundred thousand of them.
    for text in (unit * 50_000, "“" * 50_000 + unit * 50_000):
        assert len(quotations(text)) <= len(text)
