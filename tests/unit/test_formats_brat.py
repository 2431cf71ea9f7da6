"""brat standoff: what an .ann holds, by brat's own rules, and what it loses."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.errors import SaveError, UsageError
from annotator.formats import brat
from annotator.formats.brat import LINE_ENDS
from annotator.formats.brat_read import read_standoff
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.split import Shares
from annotator.formats.writers import ExportOptions
from annotator.model.article import Article, Paragraph
from annotator.model.items import Entity, Fragment, Item, Link, Note, Relation, Span
from annotator.model.layer import layer_of
from tests.unit.formats_documents import SCHEME, TEXT, documents, small_document

OPTIONS = ExportOptions(("brat",))


def written(document: Document) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    """Files in `brat/` by path, and the losses."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_dataset(lambda: iter([document]), OPTIONS, out)
        files = {
            path.relative_to(out / "brat").as_posix(): path.read_bytes()
            for path in (out / "brat").rglob("*")
            if path.is_file()
        }
        return files, [json.loads(line) for line in (out / "losses.jsonl").read_text().splitlines()]


def document_of(text: str, *items: Item, key: str = "a") -> Document:
    article = Article(key, text, (Paragraph(0, len(text)),), lang="xx")
    people = (Entity("e 1", "person", "Ratna\nWiduri"),)
    return Document(article, layer_of("gold", key, items), people, SCHEME)


def lines_of(document: Document) -> list[str]:
    files, _ = written(document)
    return next(data for path, data in files.items() if path.endswith(".ann")).decode().split("\n")[:-1]


def test_every_kind_of_line() -> None:
    document = document_of(
        "😀 “Ya,” kata Ratna, “benar.”",
        Span("q", "QUOTE", (Fragment(2, 7), Fragment(20, 28)), (("type", "direct"),)),
        Span("s", "SPEAKER", (Fragment(13, 18),)),
        Relation("r", "said_by", "q", "s"),
        Relation("v", "via", "q", "s", order=2),
        Link("l", "refers_to", "s", "e 1"),
        Note("n", "s", "anno1", "Siapa?\nDia."),
    )
    assert lines_of(document) == [
        "T1\tQUOTE 2 7;20 28\t“Ya,” “benar.”",
        "T2\tSPEAKER 13 18\tRatna",
        "R1\tsaid_by Arg1:T1 Arg2:T2\t",
        "R2\tvia Arg1:T1 Arg2:T2\t",
        "A1\ttype T1 direct",
        "A2\torder R2 2",
        "N1\trefers_to T2 people:e%201\tRatna Widuri",
        "#1\tAnnotatorNotes T2\tSiapa? Dia.",
    ]


def test_the_text_is_the_article_byte_for_byte() -> None:
    files, _ = written(small_document())
    assert files["all/a1.txt"].decode() == TEXT


def test_a_fragment_is_cut_at_line_ends() -> None:
    span = Span("q", "QUOTE", (Fragment(0, 10),))
    assert lines_of(document_of("ab\r\ncd\u2028\nefgh", span)) == ["T1\tQUOTE 0 2;4 6;8 10\tab cd ef"]


def test_what_brat_cannot_hold_is_a_loss_with_all_that_hangs_on_it() -> None:
    document = document_of(
        "a \n b",
        Span("q", "QUOTE", (Fragment(0, 1),), (("type", "x\ny"),)),
        Span("w", "CUE", (Fragment(1, 4),)),
        Relation("r", "cued_by", "q", "w"),
        Link("l", "refers_to", "w", "e 1"),
        Note("n", "w", "anno1", "?"),
    )
    _, losses = written(document)
    assert [(loss["kind"], loss["id"]) for loss in losses] == [
        ("span", "w"),
        ("relation", "r"),
        ("link", "l"),
        ("note", "n"),
        ("attribute", "q.type"),
    ]
    assert lines_of(document) == ["T1\tQUOTE 0 1\ta"]


@settings(deadline=None)  # it writes to the disk
@given(documents())
def test_brats_own_rules_hold(document: Document) -> None:
    files, losses = written(document)
    text = document.article.text
    told = read_standoff(files["all/a1.ann"].decode(), text)
    lost = {loss["id"] for loss in losses if loss["kind"] == "span"}
    assert len(told["spans"]) == len(document.layer.spans) - len(lost)
    for _, pieces in told["spans"]:
        end = 0
        for start, piece_end in pieces:
            assert end <= start < piece_end <= len(text)
            assert not set(text[start:piece_end]) & set(LINE_ENDS)
            end = piece_end
    assert len(told["relations"]) + len([loss for loss in losses if loss["kind"] == "relation"]) == len(
        document.layer.relations
    )


def test_the_configuration_names_what_the_scheme_has() -> None:
    files, _ = written(small_document())
    config = files["annotation.conf"].decode()
    assert config.startswith("[entities]\nQUOTE\nSPEAKER\nCUE\nSOURCE\n\n[relations]\n")
    assert "said_by\tArg1:QUOTE, Arg2:SPEAKER\n" in config
    assert "type\tArg:QUOTE, Value:direct|indirect|mixed\n" in config
    assert config.endswith("order\tArg:<RELATION>, Value:1|2|3|4|5|6|7|8|9\n")


def many(count: int) -> list[Document]:
    return [document_of(f"Teks {number}", key=f"a{number:03}") for number in range(count)]


def test_names_that_differ_in_case_alone_and_odd_ids_have_files_of_their_own(tmp_path: Path) -> None:
    ids = sorted(["a", "A", "../x", "CON", "日本" * 60, "x y"])
    given_documents = [document_of("Teks", key=key) for key in ids]
    write_dataset(lambda: iter(given_documents), OPTIONS, tmp_path / "out")
    found = [path.name for path in (tmp_path / "out/brat/all").iterdir()]
    assert len({name.casefold() for name in found}) == 2 * len(ids)
    assert all(len(name.encode()) < 255 for name in found)


def test_an_export_of_many_files_is_replaced_and_guarded_like_any(tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ExportOptions(("brat",), Shares(50, 25, 25))
    write_dataset(lambda: iter(many(20)), options, out)
    write_dataset(lambda: iter(many(20)), OPTIONS, out)
    assert len(list((out / "brat/all").iterdir())) == 40
    assert not (out / "brat/train").exists()
    (out / "brat/all/mine.ann").write_text("")
    with pytest.raises(UsageError, match=r"brat/all/mine\.ann"):
        write_dataset(lambda: iter(many(20)), OPTIONS, out)


@pytest.mark.parametrize(("old", "new"), [("\tQUOTE ", "\tCUE "), ("A1\t", "A1 "), (" direct\n", " mixed\n")])
def test_a_wrong_file_never_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    right: Any = brat.BratWriter._write

    def spoilt(self: Any, path: str, text: str) -> None:
        right(self, path, text.replace(old, new, 1))

    monkeypatch.setattr(brat.BratWriter, "_write", spoilt)
    with pytest.raises(SaveError, match=r"brat/all/a1\.ann"):
        write_dataset(lambda: iter([small_document()]), OPTIONS, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
