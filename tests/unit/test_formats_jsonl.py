"""The native JSON Lines, written and read back."""

from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.formats import json_lines
from annotator.formats.jsonl import Records, attribute_names, record_of, write_entities, write_jsonl
from annotator.formats.jsonl_line import Lines
from annotator.formats.jsonl_read import read_jsonl
from annotator.formats.names import map_of_pairs
from annotator.model.declarations import declare, missing
from annotator.model.items import Entity, Fragment, Link, Progress, Span
from annotator.model.layer import layer_of
from annotator.model.schemas import schemas_dir
from tests.unit.formats_documents import PEOPLE, SCHEME, documents, small_document

GOLDEN = Path(__file__).parents[1] / "golden"


def read(data: bytes | str, **options: Any) -> list:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(read_jsonl(io.BytesIO(raw), "f.jsonl", **options))


def line(**changes: object) -> dict:
    record = json.loads(json.dumps(record_of(small_document())))
    return record | changes


def complaint(record: object) -> str:
    raw = record if isinstance(record, str) else json.dumps(record)
    with pytest.raises(InputError) as caught:
        read(raw)
    assert caught.value.sentence.startswith("f.jsonl, line 1")
    return caught.value.sentence


def test_bytes_are_the_contract() -> None:
    written = b"".join(write_jsonl([small_document()]))
    assert written == (GOLDEN / "formats-small.jsonl").read_bytes()


def test_line_fits_its_schema() -> None:
    schema = json.loads((schemas_dir() / "annotation-v1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(record_of(small_document()), schema)


@given(documents())
def test_reading_and_writing_again_gives_the_same_bytes(document) -> None:
    written = b"".join(write_jsonl([document]))
    assert written.count(b"\n") == 1
    (found,) = read(written)
    assert found.problems == ()
    assert found.article == document.article
    assert b"".join(write_jsonl([found.document(SCHEME)])) == written


@given(st.lists(documents(), max_size=3))
def test_a_line_is_what_json_makes_of_its_record(several) -> None:
    records, lines = Records(), Lines()
    for document in several:
        record = records.of(document)
        assert lines.of(record) == json.dumps(record, ensure_ascii=False, separators=(",", ":"))


@given(documents())
def test_every_line_fits_the_schema(document) -> None:
    schema = json.loads((schemas_dir() / "annotation-v1.schema.json").read_text())
    jsonschema.validate(record_of(document), schema)


def test_keys_are_the_same_at_every_depth_even_where_nothing_is_set() -> None:
    record = record_of(small_document())
    first, other = record["spans"][0], record["spans"][3]
    assert list(first["attributes"]) == ["type", "speaker_mode", "flag", "form", "kind"]
    assert list(first) == list(other)
    assert list(first["attributes"]) == list(other["attributes"])


def test_declared_attributes_are_ordered_by_name() -> None:
    def declared(*names: str) -> tuple[str, ...]:
        scheme = SCHEME
        for name in names:
            span = Span("x", "QUOTE", (Fragment(0, 1),), ((name, "v"),))
            scheme = declare(scheme, missing(scheme, [span]))
        return attribute_names(scheme)

    assert declared("zeta", "alpha", "form") == declared("form", "alpha", "zeta")
    assert declared("zeta", "alpha")[:5] == attribute_names(SCHEME)


def test_little_is_needed() -> None:
    raw = '{"id":"a","text":"Halo dunia","spans":[{"id":"1","label":"QUOTE","start":0,"end":4}]}'
    (found,) = read("\ufeff" + raw + "\r\n\n")
    assert found.layer == ""
    assert found.status.state is Progress.BEGUN
    assert [(p.start, p.end) for p in found.article.paragraphs] == [(0, 10)]
    assert found.items[0].fragments == (Fragment(0, 4),)
    assert read('{"id":"a","text":"Halo"}')[0].status.state is Progress.NEW


def test_names_that_the_scheme_cannot_have_are_spelled_for_it_and_told() -> None:
    record = line()
    record["spans"][0]["label"] = "Direct quote 2"
    record["spans"][0]["attributes"] = {"Speech-Act": "claim"}
    record["spans"][1]["label"] = "source"
    record["relations"][0]["label"] = "saidBy"
    (found,) = read(json.dumps(record))
    assert found.items[0].label == "DIRECT_QUOTE_TWO"
    assert found.items[0].attributes == (("speech_act", "claim"),)
    assert found.items[1].label == "SOURCE"
    told = " ".join(found.remarks)
    assert "The label 'Direct quote 2' came in as DIRECT_QUOTE_TWO; --map 'Direct quote 2=…' gives it" in told
    assert "if it is who spoke: --map source=SPEAKER" in told
    assert "The relation 'saidBy' came in as saidby" in told
    assert "The attribute 'Speech-Act' came in as speech_act" in told
    assert found.problems == ()


def test_a_name_may_not_be_mapped_to_one_that_the_scheme_cannot_have() -> None:
    raw = json.dumps(
        line(spans=[{"id": "s", "label": "Source", "start": 0, "end": 2}], relations=[], links=[], notes=[])
    )
    with pytest.raises(
        InputError, match="'Speaker!', which 'Source' was mapped to, is not made of the letters"
    ):
        read(raw, names=map_of_pairs({"Source": "Speaker!"}))


def test_line_separators_inside_a_text_do_not_end_the_line() -> None:
    text = "satu\u2028dua\u0085tiga\x1cempat"
    assert read(json.dumps({"id": "a", "text": text}, ensure_ascii=False))[0].article.text == text


def test_unknown_keys_are_told_with_their_line() -> None:
    record = line(extra=1)
    record["spans"][0]["colour"] = "red"
    record["spans"][1]["colour"] = "red"
    (found,) = read("\n" + json.dumps(record))
    assert found.problems == (
        "f.jsonl, line 2: the key extra is unknown and was passed over.",
        "f.jsonl, line 2: the key spans.colour is unknown and was passed over.",
    )


def test_labels_can_be_renamed() -> None:
    raw = '{"id":"a","text":"Halo","spans":[{"id":"1","label":"Quote-Direct","start":0,"end":4}]}'
    (found,) = read(raw)
    assert found.items[0].label == "QUOTE_DIRECT"
    assert "--map Quote-Direct=…" in found.remarks[0]
    assert read(raw, names=map_of_pairs({"Quote-Direct": "QUOTE"}))[0].items[0].label == "QUOTE"


def test_bytes_that_are_not_utf8_are_placed_in_the_file() -> None:
    good = b'{"id":"a","text":"x"}\n'
    with pytest.raises(InputError, match=r"f\.jsonl, line 2: not UTF-8 at byte 29 of the file"):
        read(good + b'{"id":"\xff"}')
    with pytest.raises(InputError, match="not UTF-8 at byte 10 "):
        read(b'\xef\xbb\xbf{"id":"\xff"}')


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("{", "not JSON"),
        ("[]", "a JSON object is needed"),
        ('{"id":"a","id":"b"}', 'the key "id" stands twice'),
        ('{"id":NaN}', "NaN is not JSON"),
        ('{"id":-Infinity}', "-Infinity is not JSON"),
        ('{"id":"\\ud83d"}', "half of a surrogate pair"),
        ('{"id":"a","text":"x\\u0000y"}', "NUL"),
        ('{"id":' + "[" * 200_000, "nested too deeply"),
        ('{"id":' + "1" * 5000 + "}", "too many digits"),
        ('{"text":"x"}', "id: a text is needed; it is missing"),
        ('{"id":7,"text":"x"}', "id: a text is needed; not 7"),
        ('{"id":" a","text":"x"}', "white space at its ends"),
        ('{"id":"a\\tb","text":"x"}', "U+0009"),
        ('{"id":"a","text":" \\n"}', "there is no text"),
        ('{"id":"a","text":"x","layer":"g\\n"}', "cannot be a layer"),
        ('{"id":"a","text":"x","state":"odd"}', "new, begun, done is needed"),
        ('{"id":"a","text":"x","flagged":1}', "true or false is needed; not 1"),
        ('{"id":"a","text":"x","offsets":"utf-16"}', "only 'code_points'"),
        ('{"id":"a","text":"x","paragraphs":[{"start":0,"end":true}]}', "a whole number is needed; not True"),
        ('{"id":"a","text":"xyz","paragraphs":[{"start":0,"end":1}]}', "the text from 1 to 3 is in no"),
    ],
)
def test_lines_that_cannot_be_read(raw: str, words: str) -> None:
    assert words in complaint(raw)


def changed(path: str, value: object) -> dict:
    """The small document's line with one value changed, such as `spans.0.start`."""
    record: dict = line()
    *way, last = path.split(".")
    place: Any = record
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[int(last) if isinstance(place, list) else last] = value
    return record


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("sha256", "0" * 64, "so the text was changed"),
        ("spans.0.start", 1, "its fragments say 0, not 1"),
        ("spans.0.end", 99_999, "not 99999"),
        ("spans.0.text", "Rusla", "the article has 'Rusia' there"),
        ("spans.0.fragments", [], "at least one is needed"),
        ("spans.0.fragments", [{"start": 0, "end": 0}], "0 is not after the start"),
        ("spans.0.fragments", [{"start": 0, "end": 99_999}], "past the text's end"),
        ("spans.0.fragments", [{"start": -1, "end": 2}], "-1 comes before 0"),
        ("spans.0.fragments", [{"start": 2, "end": 4}, {"start": 0, "end": 1}], "0 comes before 4"),
        ("spans.0.fragments", [{"start": 2, "end": 4}, {"start": 3, "end": 5}], "3 comes before 4"),
        ("spans.0.label", " ", "a name is needed; this one is empty"),
        ("spans.0.attributes", {"type": None}, "a text is needed"),
        ("spans.0.attributes", {"Type": "x", "type": "y"}, "two of them come to the same name"),
        ("spans.0.origin.score", 101, "0 to 100"),
        ("spans.0.origin.score", 0.5, "a whole number is needed; not 0.5"),
        ("spans.1.id", "s9", "'s9' stands twice"),
        ("spans.0", [], "an object is needed"),
        ("relations.0.from", "zz", "there is no span 'zz'"),
        ("relations.0.to", "zz", "there is no span 'zz'"),
        ("links.0.entity", "zz", "there is no entity 'zz'"),
        ("notes.0.on", "zz", "there is no span 'zz'"),
        ("entities.0.aliases", [1], "texts are needed"),
        ("entities.0.aliases", ["Menlu", 0], "texts are needed, not 0"),
        ("entities.0.aliases", [None], "texts are needed, not None"),
        ("entities.0.aliases", [{}], "texts are needed, not {}"),
        ("decisions.0.fragments", [], "at least one is needed"),
        ("spans", None, "a list is needed; not None"),
    ],
)
def test_lines_that_contradict_themselves(path: str, value: object, words: str) -> None:
    assert words in complaint(changed(path, value))


WULAN = {"id": "e1", "kind": "person", "name": "Wulan", "aliases": ["B", "u"]}


@pytest.mark.parametrize(
    ("entities", "words"),
    [
        ([WULAN | {"aliases": "Bu"}], "entities[0].aliases: a list is needed"),
        ([WULAN, WULAN], "entities[1].id: 'e1' stands twice"),
        ([WULAN | {"name": 7}], "entities[0].name: a text is needed"),
    ],
)
def test_somebody_who_was_read_before_is_looked_at_all_the_same(entities: list[dict], words: str) -> None:
    first, second = (
        {"id": key, "text": key, "entities": found}
        for key, found in zip("ab", ([WULAN], entities), strict=True)
    )
    with pytest.raises(InputError, match=re.escape(words)):
        read(f"{json.dumps(first)}\n{json.dumps(second)}\n")


def test_somebody_who_was_read_before_comes_as_the_line_has_them() -> None:
    versions = [WULAN, WULAN | {"aliases": []}, WULAN | {"kind": "org"}, WULAN, WULAN | {"colour": "red"}]
    lines = [
        json.dumps({"id": f"a{at}", "text": f"{at}", "entities": [one]}) for at, one in enumerate(versions)
    ]
    found = read("\n".join(lines))
    assert [(one.entities[0].kind, one.entities[0].aliases) for one in found] == [
        (one["kind"], tuple(one["aliases"])) for one in versions
    ]
    assert [len(one.problems) for one in found] == [0, 0, 0, 0, 1]


def test_long_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LINE_LIMIT", 30)
    assert len(read('{"id":"a","text":"x"}\n')) == 1
    assert "longer than 30 bytes" in complaint('{"id":"a","text":"xxxxxxxxxxxxxxxxxxxxx"}\n')


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        read(raw)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "  \n"])
@pytest.mark.parametrize(
    ("line", "column"),
    [('{"id":"x"', 10), ('{"id":"x', 9), ('{"id":"é', 9), ('{"id":"x",', 11), ("{", 2), ('{"id" "x"}', 7)],
)
def test_a_line_that_breaks_off_is_reported_where_it_ends(line: str, column: int, end: str) -> None:
    with pytest.raises(InputError, match=rf"f\.jsonl, line 2, column {column}: not JSON"):
        read(f"\n{line}{end}".encode())


def test_a_document_that_could_not_be_read_is_not_written() -> None:
    document = small_document()
    for item in (
        Link("l9", "refers_to", "s1", "nobody"),
        Link("l9", "refers_to", "gone", "e1"),
        Span("x", "QUOTE", (Fragment(3, 9999),)),
        Span("x", "QUOTE", (Fragment(3, 5), Fragment(1, 2))),
        Span("x", "QUOTE", (Fragment(3, 5),), (("strange", "1"),)),
    ):
        layer = layer_of("gold", "a1", [*document.layer.items(), item])
        with pytest.raises(ValueError, match=r"l9|x"):
            record_of(type(document)(document.article, layer, PEOPLE, SCHEME))


def test_merged_entities_are_not_written() -> None:
    gone = Entity("e0", "person", "S. Lavrov", merged_into="e1")
    assert [json.loads(raw)["id"] for raw in write_entities([gone, *PEOPLE])] == ["e1", "e2"]


@pytest.mark.parametrize(
    "line",
    [
        '{"id":"a1","id":"a1","text":"Ya."}',
        '{"id" :"a1","id":"a1","text":"Ya."}',
        '{"id":"a1","text":"Ya \\":","meta":{"title":"","title":""}}',
        '{"id":"a1","text":"Ya.","spans":[{"id":"s1","id":"s2"}]}',
    ],
)
def test_a_key_that_stands_twice_is_found_however_the_line_is_written(line: str) -> None:
    with pytest.raises(InputError, match="stands twice in one object"):
        list(read_jsonl(io.BytesIO(line.encode()), "x.jsonl"))


def test_a_text_full_of_colons_and_quotation_marks_is_read() -> None:
    line = '{"id":"a1","text":"\\":\\" : \\t:\\":","meta":{"title":"\\":"}}'
    (found,) = read_jsonl(io.BytesIO(line.encode()), "x.jsonl")
    assert found.article.text == '":" : \t:":'
