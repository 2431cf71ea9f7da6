"""spaCy's DocBin, read back with spaCy where it is installed; and one clear sentence where it is not."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from annotator.errors import SaveError, UsageError
from annotator.formats.blocks import token_stream
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.segments import segments_of_span
from annotator.formats.spacy_docs import _words
from annotator.formats.split import Shares
from annotator.formats.writers import ExportOptions
from tests.unit.formats_documents import TEXT, documents, small_document
from tests.unit.test_formats_dataset import articles

OPTIONS = ExportOptions(("spacy",))


def docs(out: Path) -> list[Any]:
    tokens = pytest.importorskip("spacy.tokens")
    vocab = pytest.importorskip("spacy.vocab")
    found = []
    for path in sorted(out.rglob("*.spacy")):
        found += tokens.DocBin().from_disk(path).get_docs(vocab.Vocab())
    return found


def written(*given_documents: Document, **options: Any) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write_dataset(lambda: iter(given_documents), ExportOptions(("spacy",), **options), out)
        return docs(out)


def test_without_spacy_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy.tokens", None)
    with pytest.raises(UsageError, match=r"pip install 'annotator\[spacy\]'"):
        write_dataset(lambda: iter([small_document()]), OPTIONS, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


@given(documents())
def test_the_words_of_a_doc_are_the_text_and_know_their_places(document: Document) -> None:
    text = document.article.text
    words, spaces, places, numbers = _words(text, token_stream(document, boilerplate=True))
    at = [word + " " * space for word, space in zip(words, spaces, strict=True)]
    stream = token_stream(document, boilerplate=True)
    if not stream.left_out:
        end = stream.bounds[-1][1]
        assert "".join(at) == text[: end + (1 if spaces[-1] else 0)]
    for number, start in zip(numbers, stream.starts, strict=True):
        assert places[number] == start
        assert text.startswith(words[number], start)


def test_the_small_document() -> None:
    pytest.importorskip("spacy")
    (doc,) = written(small_document())
    starts = doc.user_data["token_starts"]
    quote = [span for span in doc.spans["QUOTE"] if span.id_ == "s1"]
    assert [span.text for span in quote] == ["“Ya,”", "“kata dia ‘tidak’.”"]
    assert [starts[span.start] for span in quote] == [TEXT.index("“Ya,”"), TEXT.index("“kata")]
    assert {span.id_ for span in doc.spans["sc"]} == {
        "s1",
        "s2",
        "s3",
        "s4",
        "s5",
        "s6",
        "s8",
        "s9",
        "t1",
        "t2",
    }
    assert [span.kb_id_ for span in doc.spans["SPEAKER"] if span.id_ == "s3"] == ["e1"]
    assert ("nya", "SPEAKER") in {(entity.text, entity.label_) for entity in doc.ents}
    assert [relation["label"] for relation in doc.user_data["relations"]][:2] == ["said_by", "cued_by"]
    assert "Harga" not in doc.text


@settings(max_examples=30, deadline=None)
@given(documents())
def test_every_fragment_is_a_span_at_its_place(document: Document) -> None:
    pytest.importorskip("spacy")
    (doc,) = written(document)
    stream = token_stream(document)
    starts = doc.user_data["token_starts"]
    found = sorted(
        (span.id_, starts[span.start], starts[span.end - 1] + len(doc[span.end - 1]))
        for span in doc.spans["sc"]
    )
    assert found == sorted(
        (span.id, start, end)
        for span in document.layer.spans.values()
        for start, end in segments_of_span(span, document.article.text, stream, over_blocks=True)
    )


def test_the_same_documents_give_the_same_bytes_in_files_of_some_hundred(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    options = ExportOptions(("spacy",), Shares(90, 5, 5))
    for name in ("a", "b"):
        write_dataset(lambda: iter(articles(1100)), options, tmp_path / name)
    files = {path.relative_to(tmp_path / "a").as_posix() for path in (tmp_path / "a").rglob("*.spacy")}
    assert "spacy/train/00002.spacy" in files
    for path in files:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
    assert len(docs(tmp_path / "a")) == 1100


def test_a_wrong_file_never_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = pytest.importorskip("spacy.tokens")
    right = tokens.DocBin.add

    def spoilt(self: Any, doc: Any) -> None:
        doc.spans["sc"] = list(doc.spans["sc"])[1:]
        right(self, doc)

    monkeypatch.setattr(tokens.DocBin, "add", spoilt)
    with pytest.raises(SaveError, match="spacy/all does not hold the spans"):
        write_dataset(lambda: iter([small_document()]), OPTIONS, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
