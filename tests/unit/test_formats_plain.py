"""Plain text, and articles made out of it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError, UsageError
from annotator.formats import plain
from annotator.formats.articles import article_from_text, id_from_stem
from annotator.formats.document import id_complaint
from annotator.formats.plain import read_plain, read_text_file
from annotator.formats.registry import import_format, import_format_of


def test_text_is_kept_as_it_stands() -> None:
    text = "Judul\r\n\r\nSatu\u2028dua 😀\rtiga\n"
    assert read_text_file(text.encode(), "a.txt").text == text


def test_a_byte_order_mark_is_dropped_and_told() -> None:
    found = read_text_file(b"\xef\xbb\xbfHalo\xef\xbb\xbf", "a.txt")
    assert found.text == "Halo\ufeff"
    assert found.remarks == ("a.txt: the byte order mark at its start was dropped.",)


def test_other_encodings_only_when_told() -> None:
    with pytest.raises(InputError, match=r"a\.txt: not utf-8 at byte 1 \(0x93\); try --encoding"):
        read_text_file(b"a\x93Ya\x94", "a.txt")
    assert read_text_file(b"a\x93Ya\x94", "a.txt", "cp1252").text == "a“Ya”"
    assert read_text_file("Ya".encode("utf-16"), "a.txt", "utf-16").text == "Ya"


@pytest.mark.parametrize("encoding", ["nonsense", "zlib", "rot13"])
def test_no_such_encoding(encoding: str) -> None:
    with pytest.raises(UsageError, match="There is no encoding"):
        read_text_file(b"Halo", "a.txt", encoding)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "there is no text in it"),
        (b" \r\n\t\xc2\xa0", "there is no text in it"),
        (b"\xef\xbb\xbf", "there is no text in it"),
        (b"abc\0def", "character 3: NUL"),
    ],
)
def test_files_that_are_no_text(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_text_file(data, "a.txt")


def test_large_files_are_refused_and_long_lines_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = read_plain(io.BytesIO(b"kata " * 1_000_000), "a.txt", lang="id")
    assert len(line.article.paragraphs) == 1
    monkeypatch.setattr(plain, "FILE_LIMIT", 10)
    with pytest.raises(InputError, match="more than 10 bytes"):
        list(read_plain(io.BytesIO(b"12345678901"), "a.txt"))


def test_an_article_takes_its_id_from_the_file() -> None:
    (line,) = read_plain(io.BytesIO(b"Halo"), "/tmp/some where/satu dua.txt")
    assert line.article.id == "satu-dua"
    assert line.layer == ""
    assert line.items == ()


def test_the_title_is_the_title_paragraph() -> None:
    body = "Menteri mengatakan hal itu kepada wartawan di Jakarta pada hari Senin (1/2/2023). "
    article = article_from_text(f"Menteri  Bicara\n{body * 2}\n{body}\n", "a", "id")
    assert article.title == "Menteri Bicara"
    assert next(article.text[p.start : p.end] for p in article.paragraphs) == "Menteri  Bicara"


@given(st.text(max_size=300))
def test_every_stem_gives_an_id(stem: str) -> None:
    assert id_complaint(id_from_stem(stem)) == ""


def test_formats_are_found_by_name_and_by_ending() -> None:
    assert import_format("text").read is not None
    found = import_format_of("A.JSONL")
    assert found is not None
    assert found.name == "jsonl"
    assert import_format_of("a.pdf") is None
    with pytest.raises(UsageError, match=r"there are jsonl, conll, .*text"):
        import_format("docx")
