"""CoNLL: tiers, tags, losses, and what a reader finds in the files."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from annotator.errors import SaveError
from annotator.formats import conll
from annotator.formats.blocks import block_count, token_stream
from annotator.formats.conll import (
    Places,
    conll_text,
    index_of,
    places_in,
    read_article,
)
from annotator.formats.dataset import write_dataset
from annotator.formats.document import Document
from annotator.formats.segments import Segment, expected_segments
from annotator.formats.tiers import outer_of, tiers_of
from annotator.formats.writers import ExportOptions
from annotator.model.article import Article, Paragraph
from annotator.model.items import Fragment, Span
from annotator.model.layer import layer_of
from annotator.model.schemas import schemas_dir
from tests.unit.formats_documents import SCHEME, TEXT, documents, small_document


def document_of(text: str, *spans: tuple[str, str, list[tuple[int, int]]]) -> Document:
    items = [Span(key, label, tuple(Fragment(*pair) for pair in pairs)) for key, label, pairs in spans]
    article = Article("a", text, (Paragraph(0, len(text)),), lang="xx")
    return Document(article, layer_of("gold", "a", items), (), SCHEME)


def tiers(document: Document, *, flat: bool = False) -> dict[str, tuple[set[str], dict[str, str]]]:
    found = tiers_of(document, token_stream(document), flat=flat)
    return {tier.name: ({span.id for span, _ in tier.written}, dict(tier.lost)) for tier in found}


def test_small_document() -> None:
    document = small_document()
    assert tiers(document) == {
        "quotes": (
            {"s1", "s8"},
            {"s4": "lies in s1", "s7": "lies in a paragraph that is left out"},
        ),
        "roles": (
            {"s2", "s3", "s5", "s6", "s9", "t2"},
            {"t1": "overlaps s9", "t3": "holds no token"},
        ),
    }


def test_a_cut_at_a_clitic_is_free_and_others_are_counted() -> None:
    stream = token_stream(small_document())
    assert [form for form in stream.forms if form in ("lanjut", "nya", "sekal", "i")] == [
        "lanjut",
        "nya",
        "sekal",
        "i",
        "nya",
    ]
    assert stream.forced_cuts == 1


def test_boilerplate_only_when_asked_for() -> None:
    document = small_document()
    assert "Harga" not in conll_text(*_first_tier(document))
    stream = token_stream(document, boilerplate=True)
    tier = tiers_of(document, stream, flat=False)[0]
    assert "s7" in {span.id for span, _ in tier.written}
    assert "Harga _ _ I-QUOTE" in conll_text(tier, stream)


def _first_tier(document: Document):
    stream = token_stream(document)
    return tiers_of(document, stream, flat=False)[0], stream


def test_blocks_and_fragments_begin_anew() -> None:
    document = document_of("aa bb cc dd", ("q", "QUOTE", [(0, 5), (5, 11)]))
    text = conll_text(*_first_tier(document))
    assert text == (
        "-DOCSTART- -X- O O\n\naa _ _ B-QUOTE\nbb _ _ I-QUOTE\ncc _ _ B-QUOTE\ndd _ _ I-QUOTE\n\n"
    )
    lines = conll_text(*_first_tier(small_document())).split("\n")
    at = lines.index("Benar _ _ I-QUOTE")
    assert lines[at - 1 : at + 3] == ["“ _ _ B-QUOTE", "Benar _ _ I-QUOTE", "", "sekal _ _ B-QUOTE"]


def test_of_two_that_overlap_the_longer_then_the_earlier_then_the_smaller_id_is_written() -> None:
    text = "aa bb cc dd ee"
    found = tiers(document_of(text, ("x", "CUE", [(0, 5)]), ("y", "CUE", [(3, 11)])))
    assert found["roles"] == ({"y"}, {"x": "overlaps y"})
    found = tiers(document_of(text, ("x", "CUE", [(3, 8)]), ("y", "CUE", [(0, 5)])))
    assert found["roles"] == ({"y"}, {"x": "overlaps y"})
    found = tiers(document_of(text, ("y", "CUE", [(0, 5)]), ("x", "SOURCE", [(0, 5)])))
    assert found["roles"] == ({"x"}, {"y": "overlaps x"})


def test_spans_that_interleave_do_not_overlap() -> None:
    found = tiers(document_of("aa bb cc", ("x", "CUE", [(0, 2), (6, 8)]), ("y", "CUE", [(3, 5)])))
    assert found["roles"] == ({"x", "y"}, {})


def test_a_quote_inside_one_that_was_lost_is_inside_all_the_same() -> None:
    text = "aa bb cc dd ee ff"
    found = tiers(
        document_of(text, ("a", "QUOTE", [(0, 11)]), ("b", "QUOTE", [(9, 17)]), ("c", "QUOTE", [(15, 17)]))
    )
    assert found["quotes"] == ({"a"}, {"b": "overlaps a", "c": "lies in b"})
    flat = tiers(
        document_of(text, ("a", "QUOTE", [(0, 11)]), ("b", "CUE", [(9, 17)]), ("c", "QUOTE", [(15, 17)])),
        flat=True,
    )
    assert flat["flat"] == ({"a", "c"}, {"b": "overlaps a"})


def test_spans_partly_in_what_is_left_out_are_written_and_named() -> None:
    document = small_document()
    start, end = TEXT.index("TASS"), TEXT.index("naik")
    layer = layer_of("gold", "a1", [Span("x", "QUOTE", (Fragment(start, end),))])
    found = tiers(Document(document.article, layer, (), SCHEME))
    assert found["quotes"] == ({"x"}, {"x": "lies partly in a paragraph that is left out"})


def brute_force_outer(spans: list[Span]) -> set[str]:
    def holds(outer: Span, inner: Span) -> bool:
        return all(
            any(f.start <= g.start and g.end <= f.end for f in outer.fragments) for g in inner.fragments
        )

    return {
        inner.id
        for inner in spans
        for outer in spans
        if outer.id != inner.id and holds(outer, inner) and not (holds(inner, outer) and inner.id < outer.id)
    }


@given(documents())
def test_nesting_is_what_offsets_say(document) -> None:
    spans = list(document.layer.spans.values())
    assert set(outer_of(spans)) == brute_force_outer(spans)


@given(documents())
def test_every_span_is_in_the_files_or_among_the_losses(document) -> None:
    for boilerplate in (False, True):
        stream = token_stream(document, boilerplate=boilerplate)
        for flat in (False, True):
            found = tiers_of(document, stream, flat=flat)
            told = {span.id for tier in found for span, _ in tier.written} | {
                key for tier in found for key, _ in tier.lost
            }
            assert told == set(document.layer.spans)
            for tier in found:
                check_tier(document, stream, tier)


def blocks_in(article: str) -> list[str]:
    """The rows of each block of an article."""
    return article.split("\n\n")[1:-1]


def check_tier(document, stream, tier) -> None:
    text = conll_text(tier, stream)
    for line in text.split("\n"):
        # str.split() cuts at any Unicode space, as spaCy does.
        assert line == "" or len(line.split()) == 4
    blocks = blocks_in(text)
    assert [[row.split(" ")[0] for row in rows.split("\n")] for rows in blocks] == [
        stream.forms[begin:end] for begin, end in pairwise(stream.begins)
    ]
    places = places_in(index_of(document, stream, range(len(blocks))))
    assert read_article(text.encode(), places) == expected_segments(document, tier, stream)


@given(documents())
def test_blocks_are_counted_without_tokens(document) -> None:
    for boilerplate in (False, True):
        stream = token_stream(document, boilerplate=boilerplate)
        assert block_count(document, boilerplate=boilerplate) == len(stream.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x _ _ O\n\n",
        "-DOCSTART- -X- O O\n",
        "x _ _ O\n\n-DOCSTART- -X- O O\n\n",
        "-DOCSTART- -X- O O\n\nx _ _ O\n",
    ],
)
def test_articles_that_are_not_as_we_write_them(text: str) -> None:
    with pytest.raises(ValueError, match="begin and end"):
        read_article(text.encode(), places_in(b""))


def read_block(*rows: str) -> list[Segment]:
    """One block of tokens of one character each."""
    count = len(rows)
    text = "\n\n".join(("-DOCSTART- -X- O O", "\n".join(rows), ""))
    return read_article(text.encode(), Places(list(range(count)), [1] * count, [0, count]))


@pytest.mark.parametrize(
    "tags",
    [
        ["I-QUOTE"],
        ["B-QUOTE", "I-CUE"],
        ["O", "I-QUOTE"],
        ["B-CUE", "O", "I-CUE"],
        ["E-QUOTE"],
        ["I"],
        ["B-"],
    ],
)
def test_tags_that_are_not_strict(tags: list[str]) -> None:
    with pytest.raises(ValueError, match="nothing to go on from"):
        read_block(*(f"x _ _ {tag}" for tag in tags))


@pytest.mark.parametrize(
    "row", ["", "\nx _ _ O", "x _ O", "xx _ _ O", "x  _ _ O", "x _ X O", "-DOCSTART- -X- O O"]
)
def test_rows_that_are_not_as_we_write_them(row: str) -> None:
    with pytest.raises(ValueError, match="not those of its places"):
        read_block(row)


def test_a_tag_does_not_go_on_into_the_next_block() -> None:
    rows = b"-DOCSTART- -X- O O\n\nx _ _ B-CUE\n\nx _ _ %s-CUE\n\n"
    places = Places([0, 2], [1, 1], [0, 1, 2])
    assert read_article(rows % b"B", places) == [(0, 1, "CUE"), (2, 3, "CUE")]
    with pytest.raises(ValueError, match="nothing to go on from"):
        read_article(rows % b"I", places)
    with pytest.raises(ValueError, match="not those of its places"):
        read_article(rows % b"B", Places([0, 2], [1, 1], [0, 2]))


def test_a_wrong_file_never_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = conll.conll_text

    def wrong(*args: Any) -> str:
        return right(*args).replace("I-QUOTE", "B-QUOTE", 1)

    monkeypatch.setattr(conll, "conll_text", wrong)
    with pytest.raises(SaveError, match=r"all\.quotes\.conll does not hold the spans of the record"):
        write_dataset(lambda: iter([small_document()]), ExportOptions(("conll",)), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_index_leads_back_to_the_text(tmp_path: Path) -> None:
    schema = json.loads((schemas_dir() / "conll-index-v1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    write_dataset(lambda: iter([small_document()]), ExportOptions(("conll",)), tmp_path / "out")
    lines = (tmp_path / "out/conll/all.index.jsonl").read_text().splitlines()
    blocks = [json.loads(line) for line in lines]
    for block in blocks:
        jsonschema.validate(block, schema)
    article = blocks_in((tmp_path / "out/conll/all.roles.conll").read_bytes().decode())
    for rows, block in zip(article, blocks, strict=True):
        places = zip(block["token_starts"], block["token_ends"], strict=True)
        assert [row.split(" ")[0] for row in rows.split("\n")] == [TEXT[start:end] for start, end in places]
    assert [block["paragraph"] for block in blocks] == [0, 1, 3, 4]
