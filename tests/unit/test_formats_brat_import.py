"""brat from elsewhere: every kind of line, several annotators, offsets in other units, and files that are broken."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import InputError
from annotator.formats.brat_import import read_brat, text_beside
from annotator.formats.document import Line
from annotator.formats.map_file import bundled_map, parse_map
from annotator.formats.readers import ImportOptions, Source
from annotator.formats.standoff import read_standoff_lines
from annotator.model.items import Entity, Link, Note, Relation, Span
from tests.unit.cli_runs import Program
from tests.unit.formats_documents import NASTY

TEXT = "“Ya,” kata Sari, “besok kami datang.” Menurut Kabar Lereng."


def read(ann: str, text: str | bytes = TEXT, name: str = "a.ann", **options: object) -> Line:
    data = text if isinstance(text, bytes) else text.encode()

    def beside(wanted: str) -> Source | None:
        return Source(wanted, io.BytesIO(data)) if wanted == "a.txt" else None

    source = Source(name, io.BytesIO(ann.encode()), beside)
    (line,) = read_brat(source, ImportOptions(lang="id", **options))  # type: ignore[arg-type]  # any option
    return line


def bound(number: int, label: str, *pieces: str, text: str = TEXT) -> str:
    places = [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]
    offsets = ";".join(f"{start} {end}" for start, end in places)
    return f"T{number}\t{label} {offsets}\t{' '.join(pieces)}\n"


def spans(line: Line) -> dict[str, tuple[str, str]]:
    return {
        item.id: (item.label, item.surface(line.article.text))
        for item in line.items
        if isinstance(item, Span)
    }


def relations(line: Line) -> set[tuple[str, str, str]]:
    return {(item.label, item.head, item.target) for item in line.items if isinstance(item, Relation)}


ALL = (
    bound(1, "Content", "“Ya,”", "“besok kami datang.”")
    + bound(2, "Cue", "kata")
    + bound(3, "Source", "Sari")
    + bound(4, "Attribution", "kata")
    + "E1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n"
)


def test_an_event_becomes_a_frame_by_the_map() -> None:
    line = read(ALL, names=bundled_map("polnear"))
    assert spans(line) == {
        "T1": ("QUOTE", "“Ya,” “besok kami datang.”"),
        "T2": ("CUE", "kata"),
        "T3": ("SPEAKER", "Sari"),
        "T4": ("ATTRIBUTION", "kata"),
    }
    assert relations(line) == {("cued_by", "T1", "T2"), ("said_by", "T1", "T3")}
    assert line.problems == ()
    assert line.layer == ""


def test_without_a_map_its_relations_begin_at_the_trigger() -> None:
    line = read(ALL)
    assert relations(line) == {("content", "T4", "T1"), ("cue", "T4", "T2"), ("source", "T4", "T3")}
    assert any("SOURCE, which is the outlet" in remark for remark in line.remarks)


def test_a_second_head_has_the_same_slots_and_no_head_leaves_them_to_the_trigger() -> None:
    names = parse_map('[events.A]\nhead = ["Q"]\nroles = { S = "said_by" }\ntrigger = "cued_by"', "m.toml")
    two = bound(1, "A", "kata") + bound(2, "Q", "“Ya,”") + bound(3, "Q", "datang") + bound(4, "S", "Sari")
    line = read(two + "E1\tA:T1 Q:T2 Q2:T3 S:T4\n", names=names)
    assert relations(line) == {
        ("said_by", "T2", "T4"),
        ("said_by", "T3", "T4"),
        ("cued_by", "T2", "T1"),
        ("cued_by", "T3", "T1"),
    }
    assert relations(read(two + "E1\tA:T1 S:T4\n", names=names)) == {("said_by", "T1", "T4")}


def test_an_event_in_an_event_is_its_trigger() -> None:
    rows = bound(1, "SAY", "kata") + bound(2, "COME", "datang") + "E1\tSAY:T1 What:E2\nE2\tCOME:T2\n"
    assert relations(read(rows)) == {("what", "T1", "T2")}


def test_relations_attributes_notes_and_normalizations() -> None:
    line = read(
        bound(1, "QUOTE", "“Ya,”")
        + bound(2, "SPEAKER", "Sari")
        + bound(3, "SOURCE", "Kabar Lereng")
        + "R1\tsaid_by Arg1:T1 Arg2:T2\t\nR2\tvia Arg1:T1 Arg2:T3\t\n*\tEquiv T1 T2 T3\n"
        + "A1\ttype T1 direct\nM2\tNegated T2\nA3\torder R2 2\n"
        + "N1\tReference T2 Wiki:Q1\tSari Dewi\nN2\trefers_to T3 people:e%201\tKabar Lereng\n"
        + "#1\tAnnotatorNotes T1\tdua bagian?\n#2\tAnnotatorNotes R1\tbenar\n"
    )
    by_id: dict[tuple[type, str], Any] = {(type(item), item.id): item for item in line.items}
    assert by_id[Span, "T1"].attributes == (("type", "direct"),)
    assert by_id[Span, "T2"].attributes == (("negated", "yes"),)
    assert relations(line) == {
        ("said_by", "T1", "T2"),
        ("via", "T1", "T3"),
        ("equiv", "T1", "T2"),
        ("equiv", "T2", "T3"),
    }
    assert by_id[Relation, "R2"].order == 2
    assert by_id[Link, "N1"] == Link("N1", "refers_to", "T2", "Wiki:Q1")
    assert line.entities == (Entity("Wiki:Q1", "", "Sari Dewi"), Entity("e 1", "", "Kabar Lereng"))
    assert by_id[Note, "#1"] == Note("#1", "T1", "", "dua bagian?")
    assert by_id[Note, "#2"] == Note("#2", "T1", "", "benar")
    assert line.problems == ()


def test_several_annotators_are_layers_of_one_article() -> None:
    line = read(bound(1, "QUOTE", "“Ya,”") + "#1\tAnnotatorNotes T1\tx\n", name="a_rina_2.ann")
    assert (line.article.id, line.layer) == ("a", "rina_2")
    assert [item.by for item in line.items if isinstance(item, Note)] == ["rina_2"]
    assert text_beside("a_b_c.ann", {"a.txt", "a_b.txt", "a_b_c.ann"}) == ("a_b.txt",)
    assert text_beside("a.ann", {"b.txt"}) == ()


def test_text_that_is_broken_by_line_ends_goes_on() -> None:
    text = "Satu\n\ndua tiga"
    line = read("T1\tQUOTE 0 9\tSatu\n\ndua\nT2\tCUE 10 14\ttiga\n#1\tAnnotatorNotes T2\tx\ny\n", text)
    assert spans(line) == {"T1": ("QUOTE", "Satu\n\ndua"), "T2": ("CUE", "tiga")}
    assert line.problems == ()
    assert [item.text for item in line.items if isinstance(item, Note)] == ["x\ny"]


def test_a_span_keeps_its_fragments_though_they_are_in_another_order() -> None:
    line = read(bound(1, "QUOTE", "“besok kami datang.”", "“Ya,”"))
    assert spans(line)["T1"][1] == "“Ya,” “besok kami datang.”"
    assert line.problems == ()


@pytest.mark.parametrize("form", ["utf-16", "utf-8", "crlf", "code points"])
def test_offsets_of_other_units_are_found_out_and_converted(form: str) -> None:
    text = "😀 Kabar:\r\né 👨\u200d👩\u200d👧 “Ya,” kata\u00a0Sari.\r\nمرحبا Sari"
    pieces = ["“Ya,”", "kata", "Sari", "مرحبا"]

    def place(number: int) -> int:
        head = text[:number]
        return {
            "utf-16": len(head.encode("utf-16-le")) // 2,
            "utf-8": len(head.encode()),
            "crlf": len(head.replace("\r\n", "\n")),
            "code points": number,
        }[form]

    rows = ""
    for number, piece in enumerate(pieces, 1):
        start = text.index(piece)
        rows += f"T{number}\tX {place(start)} {place(start + len(piece))}\t{piece}\n"
    line = read(rows, text)
    assert [found for _, found in spans(line).values()] == pieces
    assert line.problems == ()
    assert any("were converted" in remark for remark in line.remarks) == (form != "code points")


@pytest.mark.parametrize("counted", [0, 1])
def test_a_byte_order_mark_counts_where_the_file_counts_it(counted: int) -> None:
    line = read(f"T1\tX {counted} {counted + 4}\tSari\n", "\ufeffSari datang.")
    assert spans(line) == {"T1": ("X", "Sari")}
    assert line.article.text == "\ufeff" * counted + "Sari datang."
    assert line.problems == ()


def test_what_cannot_be_kept_is_named_with_its_line() -> None:
    line = read(
        "T1\tQUOTE 0 999\tx\n"
        + bound(2, "QUOTE", "“Ya,”")
        + "T3\tCUE 6 10\tujar\nR1\tsaid_by Arg1:T2 Arg2:T9\nA1\tSure R7\nwhat is this\nE1\tX\nA2\n"
        + "T2\tCUE 6 10\tkata\nT4\tCUE 6 10;8 12\tkata ta S\nA5\ttype T2 a\nA6\ttype T2 b\n"
    )
    told = "\n".join(line.problems)
    for number, what in (
        (1, "T1 is from 0 to 999"),
        (3, "T3 says 'ujar', and the text has 'kata' there; its offsets were kept"),
        (4, "R1 names T9"),
        (5, "A1 is of R7"),
        (6, "no line of brat's"),
        (7, "an event needs"),
        (8, "no line of brat's"),
        (9, "T2 stands twice"),
        (10, "the fragments of T4 overlap"),
        (12, "A6 gives T2 another type; 'a' was kept"),
    ):
        assert f"a.ann, line {number}: " in told, (number, told)
        assert what in told, (what, told)
    assert set(spans(line)) == {"T2", "T3", "T4"}


def test_an_ann_without_its_text_is_refused() -> None:
    with pytest.raises(InputError, match=r"there is no b\.txt beside it"):
        read("", name="b.ann")


@given(st.lists(st.sampled_from(NASTY), min_size=1, max_size=30).map("".join), st.data())
def test_every_annotation_comes_back_at_its_code_points(text: str, data: st.DataObject) -> None:
    text = text.removeprefix("\ufeff") + "x"
    rows, expected = "", []
    for number in range(data.draw(st.integers(1, 4))):
        edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True)))
        pairs = [(edges[at], edges[at + 1]) for at in range(0, len(edges) - 1, 2)]
        told = " ".join(text[start:end] for start, end in pairs).replace("\r", " ")
        rows += f"T{number}\tX {';'.join(f'{start} {end}' for start, end in pairs)}\t{told}\n"
        expected.append(pairs)
    line = read(rows, text)
    found = [
        [(part.start, part.end) for part in item.fragments] for item in line.items if isinstance(item, Span)
    ]
    assert found == expected
    assert line.article.text == text


@given(st.text(st.sampled_from("TERA#N*1\t :;0\nxé"), max_size=60))
def test_no_ann_is_a_fault_of_ours(ann: str) -> None:
    read_standoff_lines(ann)
    line = read("T1\tX 0 5\t“Ya,”\n" + ann)
    for item in line.items:
        if isinstance(item, Relation):
            assert {item.head, item.target} <= set(spans(line))


def test_a_folder_of_brat_comes_in_with_its_texts_once(program: Program) -> None:
    program.ok("init")
    for folder in ("news", "apart/text", "apart/labels"):
        Path(folder).mkdir(parents=True)
    Path("news/a.txt").write_text(TEXT, encoding="utf-8")
    Path("news/a_budi.ann").write_text(bound(1, "QUOTE", "“Ya,”"), encoding="utf-8")
    Path("news/a_cici.ann").write_text(
        bound(1, "QUOTE", "“Ya,”") + "R1\tx Arg1:T1 Arg2:T2\n", encoding="utf-8"
    )
    Path("news/b.txt").write_text("Tanpa label.", encoding="utf-8")
    Path("apart/text/c.txt").write_text("Sari datang.", encoding="utf-8")
    Path("apart/labels/c.ann").write_text("T1\tSPEAKER 0 4\tSari\n", encoding="utf-8")
    ran = program("import", "news", "apart")
    assert ran.status == 1
    assert "3 articles came in; 3 layers with 3 spans" in ran.out
    assert "1 thing could not be kept" in ran.out
    assert "news/a_cici.ann, line 2: R1 names T2" in ran.err
    assert "here already" not in ran.err
    assert [row["layer"] for row in program("layers", "--json").json] == ["anna", "budi", "cici"]
    assert "0 articles came in; 4 here already" in program("import", "news", "apart").out
