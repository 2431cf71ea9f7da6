"""CoNLL from elsewhere: dialects, articles, texts that are rebuilt, and our own files beside their index."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.formats.blocks import token_stream
from annotator.formats.conll_read import read_conll_file, reads_along
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document, Line
from annotator.formats.map_file import bundled_map
from annotator.formats.names import map_of_pairs
from annotator.formats.readers import ImportOptions, Source
from annotator.formats.segments import expected_segments
from annotator.formats.tag_reading import dialect_of, read_stretches
from annotator.formats.tiers import tiers_of
from annotator.formats.writers import ExportOptions
from annotator.model.article import Article
from annotator.model.items import Span
from tests.unit.formats_documents import NASTY, documents, small_document


def read(data: str | bytes, name: str = "news.conll", **options: object) -> list[Line]:
    raw = data if isinstance(data, bytes) else data.encode()
    found = ImportOptions(lang="id", **options)  # type: ignore[arg-type]  # tests give any option
    return list(read_conll_file(Source(name, io.BytesIO(raw)), found))


def told(line: Line) -> list[tuple[str, str]]:
    spans = [item for item in line.items if isinstance(item, Span)]
    return [(span.label, span.surface(line.article.text)) for span in spans]


SAME = [("QUOTE", "a b"), ("QUOTE", "c"), ("CUE", "d")]


@pytest.mark.parametrize(
    ("dialect", "tags"),
    [
        ("iob2", "B-QUOTE I-QUOTE B-QUOTE B-CUE O"),
        ("iob1", "I-QUOTE I-QUOTE B-QUOTE I-CUE O"),
        ("bioes", "B-QUOTE E-QUOTE S-QUOTE S-CUE O"),
        ("bilou", "B-QUOTE L-QUOTE U-QUOTE U-CUE O"),
    ],
)
@pytest.mark.parametrize("between", ["\t", " ", " _ _ ", "\tX\tY\t"])
def test_every_dialect_says_the_same_and_is_recognised(dialect: str, tags: str, between: str) -> None:
    rows = "".join(f"{form}{between}{tag}\n" for form, tag in zip("abcde", tags.split(), strict=True))
    assert dialect_of([tags.split()]) == dialect
    for given_dialect in ("", dialect):
        (line,) = read(rows, dialect=given_dialect)
        assert told(line) == SAME
        assert line.article.text == "a b c d e"
        assert line.remarks == ()


def test_an_entity_runs_on_over_a_blank_line_but_not_in_iob1() -> None:
    (line,) = read("” B-QUOTE\n\nSaya I-QUOTE\nminta I-QUOTE\n\nIa O\npergi O\n")
    assert line.article.text == "” Saya minta\nIa pergi"
    assert told(line) == [("QUOTE", "” Saya minta")]
    (line,) = read("Ani I-PER\n\nBudi I-PER\n", dialect="iob1")
    assert told(line) == [("PER", "Ani"), ("PER", "Budi")]
    assert line.article.text == "Ani\nBudi"


def test_articles_begin_where_the_file_or_the_person_says() -> None:
    rows = "-DOCSTART- -X- O O\n\na O\n\nb B-CUE\n\n-DOCSTART- -X- O O\n\nc O\n"
    assert [(line.article.id, line.article.text) for line in read(rows)] == [
        ("news-1", "a\nb"),
        ("news-2", "c"),
    ]
    rows = "# newdoc id = satu\na O\n# newdoc id = dua\n# a comment\nb O\n"
    assert [line.article.id for line in read(rows)] == ["satu", "dua"]
    rows = "KOTA O\n— O\na O\n\nb O\n\nDESA O\n— O\n"
    assert [line.article.text for line in read(rows, cut=re.compile("^[A-Z]+ —"))] == [
        "KOTA — a\nb",
        "DESA —",
    ]
    assert [line.article.id for line in read(rows)] == ["news"]


def test_tags_that_cannot_be_are_read_as_they_were_meant_and_told_with_their_line() -> None:
    (line,) = read("a I-CUE\nb O\nc I-CUE\nd B-CUE\n", dialect="iob2")
    assert told(line) == [("CUE", "a"), ("CUE", "c"), ("CUE", "d")]
    assert line.remarks == (
        "news.conll, line 1: I-CUE goes on from nothing, and 1 more in this article; "
        "read as iob2, an entity of its own.",
    )
    (line,) = read("a B-CUE\nb O\nc L-CUE\n", dialect="bilou")
    assert told(line) == [("CUE", "a"), ("CUE", "c")]
    assert "line 1: CUE ends without the tag of an end, and 1 more" in line.remarks[0]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"a\n", "line 1: 'a' has no tag"),
        (b"a O\nb NOUN\n", "line 2: the last column holds 'NOUN'"),
        (b"a O\n\xff O\n", "line 2: not UTF-8 at its byte 0"),
        (b"a\tO\n\tO\n", "line 2: the first column holds no token"),
        (b"\n\n", "there is no token in it"),
        (b"", "there is no token in it"),
    ],
)
def test_what_is_no_conll_is_refused_with_its_line(data: bytes, complaint: str) -> None:
    with pytest.raises(InputError, match=re.escape(complaint)):
        read(data)


def test_a_token_that_begins_with_a_hash_is_no_comment() -> None:
    (line,) = read("# O\nAksi B-CUE\n# text = Aksi O\n")
    assert line.article.text == "# Aksi"


def test_the_map_names_labels_and_cuts_the_speaker_from_its_cue() -> None:
    rows = "“Ya” B-STATEMENT\nkatanya U-CUECOREF\nnya U-CUECOREF\nSenin U-DATE-TIME\n"
    (line,) = read(rows, names=bundled_map("pfsa-id"), dialect="iob2")
    assert told(line) == [
        ("QUOTE", "“Ya”"),
        ("CUE", "kata"),
        ("SPEAKER", "nya"),
        ("CUE", "nya"),
        ("DATE_TIME", "Senin"),
    ]
    spans = [item for item in line.items if isinstance(item, Span)]
    assert spans[0].attributes == (("type", "direct"),)
    assert spans[2].attributes == (("form", "clitic"),)
    assert "The label 'DATE-TIME' came in as DATE_TIME" in line.remarks[0]


def test_a_source_that_nobody_mapped_is_told_what_it_became() -> None:
    (line,) = read("Ani B-Source\n")
    assert told(line) == [("SOURCE", "Ani")]
    assert "if it is who spoke: --map Source=SPEAKER" in line.remarks[0]
    (line,) = read("Ani B-Source\n", names=map_of_pairs({"Source": "SPEAKER"}))
    assert told(line) == [("SPEAKER", "Ani")]
    assert line.remarks == ()


def test_other_encodings_line_ends_and_marks() -> None:
    for data, encoding in (
        ("\ufeffé O\r\nb O\r\n".encode(), None),
        ("é O\nb O\n".encode("utf-16"), "utf-16"),
    ):
        (line,) = read(data, encoding=encoding)
        assert line.article.text == "é b"


# A byte order mark at the file's start is none of its text, and -DOCSTART- begins an article.
_forms = st.sampled_from(
    [piece for piece in NASTY if piece.strip("\ufeff \n\r\t\x0b\x85\u00a0\u2028") and piece != "-DOCSTART-"]
)
_rows = st.tuples(_forms, st.sampled_from(["O", "B-A", "I-A", "B-B", "I-B"]))


@given(st.lists(st.lists(_rows, min_size=1, max_size=6), min_size=1, max_size=5))
def test_tokens_and_entities_come_back_whatever_they_are_made_of(blocks: list[list[tuple[str, str]]]) -> None:
    rows = "\n".join("".join(f"{form}\t{tag}\n" for form, tag in block) for block in blocks)
    (line,) = read(rows, dialect="iob2")
    forms = [form for block in blocks for form, _ in block]
    assert re.split("[ \n]", line.article.text) == forms
    tags = [[tag for _, tag in block] for block in blocks]
    expected = [" ".join(forms[found.first : found.end]) for found in read_stretches(tags, "iob2")]
    assert [text for _, text in told(line)] == expected


def exported(folder: Path, document: Document) -> tuple[Source, dict[str, Path]]:
    write_dataset(lambda: iter([document]), ExportOptions(formats=("conll",)), folder / "out")
    files = {path.name: path for path in (folder / "out" / "conll").iterdir()}

    def beside(name: str) -> Source | None:
        return Source(name, files[name].open("rb")) if name in files else None

    source = beside("all.quotes.conll")
    assert source is not None
    return Source(source.name, source.stream, beside), files


def test_our_own_files_come_back_at_their_places_in_the_article_of_the_project(tmp_path: Path) -> None:
    document = small_document("anno1")
    source, files = exported(tmp_path, document)
    assert reads_along("all.quotes.conll", files) == {"all.roles.conll", "all.index.jsonl"}

    def known(article: str) -> Article | None:
        return document.article if article == "a1" else None

    (line,) = read_conll_file(source, ImportOptions(known=known))
    assert line.article == document.article
    assert line.layer == "anno1"
    assert segments(line) == expected(document)


def test_without_the_article_the_text_is_rebuilt_with_every_token_at_its_place(tmp_path: Path) -> None:
    document = small_document("anno1")
    source, _ = exported(tmp_path, document)
    (line,) = read_conll_file(source, ImportOptions())
    text = line.article.text
    for item in line.items:
        if isinstance(item, Span) and "\n" not in document.article.text[item.start : item.end]:
            assert text[item.start : item.end].replace(" ", "") == re.sub(
                r"\s", "", document.article.text[item.start : item.end]
            )
    assert "rebuilt" in line.remarks[0]


@given(document=documents())
def test_our_own_files_give_no_offset_away(
    tmp_path_factory: pytest.TempPathFactory, document: Document
) -> None:
    source, _ = exported(tmp_path_factory.mktemp("x"), document)
    lines = list(read_conll_file(source, ImportOptions(known=lambda _: document.article)))
    found = segments(lines[0]) if lines else []
    assert found == expected(document)


def segments(line: Line) -> list[tuple[int, int, str]]:
    return sorted((item.start, item.end, item.label) for item in line.items if isinstance(item, Span))


def expected(document: Document) -> list[tuple[int, int, str]]:
    """What the tiers hold, from the record's own offsets."""
    stream = token_stream(document)
    tiers = tiers_of(document, stream, flat=False)
    return sorted(found for tier in tiers for found in expected_segments(document, tier, stream))
