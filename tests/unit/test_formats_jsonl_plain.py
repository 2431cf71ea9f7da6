"""Lines that stand as we write them are read another way than all others, and come to the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.formats.document import Document, Line
from annotator.formats.json_lines import TextLine, parsed
from annotator.formats.jsonl import record_of, write_jsonl
from annotator.formats.jsonl_read import RecordReader
from annotator.formats.names import NO_NAMES, AttributeRule, LabelRule, NameMap
from annotator.model.items import NO_ORIGIN, Link, Origin, Relation, Span
from annotator.model.layer import layer_of
from tests.unit.formats_documents import SCHEME, documents, small_document

PIECES = (
    *('"', "\\", "\\u0000", "\\ud800", "\\n", "\\/", "\x01", "\x7f", "\u2028", "é", " "),
    *("{", "}", "[", "]", ",", ":", "0", "00", "-1", "1.0", "99999999999", "true", "null", "NaN"),
    *(
        '{"',
        '"}',
        '","',
        '":"',
        '"id":"s1",',
        '"x":0,',
        '{"start":0,"end":1},',
        '"origin":{},',
        "s1",
        "QUOTE",
    ),
)
"""What lines go wrong by."""


def spelled(document: Document) -> str:
    (line,) = write_jsonl([document])
    return line.decode().rstrip("\n")


def plain_reader(*known: str) -> tuple[RecordReader, Callable[[str], bool]]:
    """A reader that has read some lines, and whether it reads another one as we write it."""
    reader = RecordReader("f.jsonl")
    for line in known:
        reader.text_line(TextLine(1, line))
    return reader, lambda line: reader._plain.line(line) is not None


def outcome(read: Callable[[], Line]) -> Line | str:
    try:
        return read()
    except InputError as error:
        return error.sentence


def both(reader: RecordReader, line: str) -> tuple[Line | str, Line | str]:
    """What a line comes to by way of its text, and by way of the object that `json` makes of it."""
    text = TextLine(7, line)
    fresh = RecordReader("f.jsonl")
    return (
        outcome(lambda: reader.text_line(text)),
        outcome(lambda: fresh.line(7, parsed(text, "f.jsonl").data)),
    )


@given(documents())
def test_a_line_of_ours_comes_to_what_its_record_says(document) -> None:
    line = spelled(document)
    reader, _ = plain_reader(line)
    found, expected = both(reader, line)
    assert isinstance(found, Line)
    assert found == expected


def test_a_line_of_ours_is_read_as_we_write_it() -> None:
    line = spelled(small_document())
    _, is_plain = plain_reader(line)
    assert is_plain(line)
    assert is_plain(line.replace('"label":"QUOTE"', '"label":"Quote 2"', 1))
    assert not is_plain(line.replace('"label":"QUOTE"', '"label":" "', 1))
    assert not is_plain(json.dumps(record_of(small_document()), ensure_ascii=False))


@pytest.mark.parametrize("layer", ["gold", "anno1"])
def test_the_first_line_is_read_as_we_write_it(layer: str) -> None:
    _, is_plain = plain_reader()
    assert is_plain(spelled(small_document(layer)))


NAMES = NameMap(
    labels={"Src": LabelRule("SOURCE"), "Bad": LabelRule("9")},
    relations={"says": "said_by", "bad": "No"},
    attributes={"Direct": AttributeRule("type", {"": "direct", "1": "one"}), "kind": AttributeRule("type")},
)


@given(
    old=st.sampled_from(
        [
            '"label":"QUOTE"',
            '"label":"SPEAKER"',
            '"label":"said_by"',
            '"label":"refers_to"',
            '"type":"direct"',
            '"type":""',
            '"kind":"speech"',
        ]
    ),
    attribute=st.sampled_from(["Direct", "kind", "Type", "type ", "", "a-b"]),
    value=st.sampled_from(["Src", "Bad", "says", "bad", "", " ", "Quote 2", "said by", "1", "日本", "-"]),
    times=st.integers(1, 3),
    names=st.sampled_from([NO_NAMES, NAMES]),
)
def test_names_from_elsewhere_come_to_the_same(
    old: str, attribute: str, value: str, times: int, names: NameMap
) -> None:
    """With the same remarks on them, also on a line that comes later."""
    line = spelled(small_document())
    assert old in line
    key = "label" if old.startswith('"label"') else attribute
    other = line.replace(old, f'"{key}":"{value}"', times)
    by_text, by_key = RecordReader("f.jsonl", names=names), RecordReader("f.jsonl", names=names)
    for number, told in enumerate([other, line, other], 1):
        text = TextLine(number, told)
        found = outcome(lambda text=text: by_text.text_line(text))
        assert found == outcome(lambda text=text: by_key.line(text.number, parsed(text, "f.jsonl").data))


def test_people_and_origins_that_are_new_are_read_all_the_same() -> None:
    document = small_document()
    reader, is_plain = plain_reader(spelled(document))
    one, *others = document.entities
    span = replace(document.layer.spans["s1"], origin=Origin("anno1", "id.new", 100, 'it "says" so'))
    changed = replace(
        document,
        entities=(replace(one, name='Ny. "X"'), *others),
        layer=replace(document.layer, spans={**document.layer.spans, "s1": span}),
    )
    assert is_plain(spelled(changed))
    found, expected = both(reader, spelled(changed))
    assert found == expected
    wrong = spelled(changed).replace('"score":100', '"score":101')
    assert not is_plain(wrong)
    assert both(reader, wrong)[0] == both(reader, wrong)[1]


def test_items_share_their_origin_and_none_is_recognised_by_its_one_object() -> None:
    line = spelled(small_document())
    for found in both(RecordReader("f.jsonl"), line):
        assert isinstance(found, Line)
        origins = {one.id: one.origin for one in found.items if isinstance(one, Span | Relation | Link)}
        assert origins["s2"] is origins["r1"] is origins["l1"] is NO_ORIGIN
        assert origins["s1"] is origins["r3"]
        assert origins["s1"] == Origin("anno1")


@given(
    line=st.sampled_from([spelled(small_document()), spelled(small_document("anno1"))]),
    where=st.floats(0, 1, exclude_max=True),
    removed=st.integers(0, 12),
    added=st.sampled_from(["", *PIECES]),
)
def test_a_line_that_goes_wrong_comes_to_the_same(line: str, where: float, removed: int, added: str) -> None:
    at = int(where * len(line))
    reader, _ = plain_reader(line)
    found, expected = both(reader, line[:at] + added + line[at + removed :])
    assert found == expected


@given(
    number=st.integers(0, 200),
    other=st.sampled_from(['""', '"s1"', '"\\u00e9"', '"e1"', "0", "7", "-1", "true", "[]", "{}", "null"]),
)
def test_a_value_that_goes_wrong_comes_to_the_same(number: int, other: str) -> None:
    """One value of the line, whichever it is, has become another."""
    line = spelled(small_document())
    colons = [place for place in range(len(line)) if line.startswith('":', place)]
    start = colons[number % len(colons)] + 2
    _, end = json.JSONDecoder().raw_decode(line, start)
    reader, _ = plain_reader(line)
    found, expected = both(reader, line[:start] + other + line[end:])
    assert found == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"spans":[{', '"spans":[,{'),
        ('},{"id":"s2"', '}{"id":"s2"'),
        ('},{"id":"s2"', '},,{"id":"s2"'),
        ('],"relations"', ',],"relations"'),
        ('"notes":[', '"notes":[],"notes":['),
        ('"flagged":true', '"flagged":true,"flagged":true'),
        ('"id":"s2"', '"id":"s1"'),
        ('"id":"e2"', '"id":"e1"'),
        ('"to":"s3"', '"to":"s33"'),
        ('"entity":"e1"', '"entity":"e3"'),
        ('"offsets":"code_points"', '"offsets":"bytes"'),
        ('"on":"s1"', '"on":"s"'),
        ('"re":"n1"', '"re":"n9","more":1'),
        ('"aliases":["Lavrov",', '"aliases":[1,'),
    ],
)
def test_what_is_wrong_in_a_line_is_told_as_ever(old: str, new: str) -> None:
    line = spelled(small_document())
    assert old in line
    reader, _ = plain_reader(line)
    found, expected = both(reader, line.replace(old, new, 1))
    assert found == expected


def test_text_that_looks_like_an_escape_is_not_taken_for_one() -> None:
    document = small_document()
    text = "A C:\\new\nfolder"
    article = replace(document.article, text=text, paragraphs=(), sha256="")
    words = replace(
        document,
        article=replace(
            article, paragraphs=(document.article.paragraphs[0]._replace(start=0, end=len(text)),)
        ),
        layer=layer_of("gold", article.id, [Span("s1", "QUOTE", document.layer.spans["s2"].fragments[:1])]),
        entities=(),
    )
    span = replace(
        words.layer.spans["s1"], fragments=(document.layer.spans["s2"].fragments[0]._replace(start=2, end=8),)
    )
    line = spelled(replace(words, layer=layer_of("gold", article.id, [span]), scheme=SCHEME))
    reader, is_plain = plain_reader(line)
    assert is_plain(line)
    # The raw text of the span is the article's, and its JSON means another one.
    wrong = line.replace('"text":"C:\\\\new"', '"text":"C:\\new"')
    assert wrong != line
    found, expected = both(reader, wrong)
    assert found == expected
    assert isinstance(found, str)
