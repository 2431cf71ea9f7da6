"""`annotator show`: an article with its labels as lines that read well anywhere."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.cli.printed import Printed
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import (
    Decision,
    Entity,
    Fragment,
    Item,
    Link,
    Note,
    Relation,
    Span,
    Status,
)
from annotator.model.layer import layer_of
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme
from tests.unit.cli_runs import Program, a_line, a_quote

TEXT = "Kabar\n“Ya,” kata Rina, “‘nanti’ saja.”\nBaca juga: Lain"


def _article() -> Article:
    kinds = (ParagraphKind.TITLE, ParagraphKind.BODY, ParagraphKind.BOILERPLATE)
    starts = [0, TEXT.index("“"), TEXT.index("Baca")]
    ends = [starts[1] - 1, starts[2] - 1, len(TEXT)]
    return Article("a1", TEXT, tuple(map(Paragraph, starts, ends, kinds)), lang="id")


def _at(*parts: str) -> tuple[Fragment, ...]:
    return tuple(Fragment(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


def _printed(items: list[Item], width: int = 80) -> list[str]:
    people = {
        "e1": Entity("e1", "person", "Rina W.", merged_into="e2"),
        "e2": Entity("e2", "person", "Rina\x1b Wulandari"),
    }
    scheme = load_scheme(default_scheme_path())
    return list(Printed(_article(), layer_of("anna", "a1", items), people, scheme, width).lines())


ITEMS: list[Item] = [
    Span("s1", "QUOTE", _at("“Ya,”", "“‘nanti’ saja.”"), (("flag", "none"), ("type", "direct"))),
    Span("s2", "SPEAKER", _at("Rina"), (("form", "name"),)),
    Span("s3", "CUE", _at("kata"), (("kind", "speech"),)),
    Span("s4", "QUOTE", _at("‘nanti’"), (("flag", "uncertain"),)),
    Span("s5", "SOURCE", _at("Kabar")),
    Relation("r1", "said_by", "s1", "s2"),
    Relation("r2", "cued_by", "s1", "s3", inferred=True),
    Relation("r3", "nested_in", "s4", "s1"),
    Link("l1", "refers_to", "s2", "e1", inferred=True),
    Link("l2", "said_by", "s4", "e2"),
    Link("l3", "refers_to", "s5", "e2"),
    Note("n1", "s1", "budi", "Sure?\n\x1b[2JOr not?"),
    Note("n2", "", "budi", "Odd.", settled=True),
    Decision("d1", "QUOTE", _at("Lain"), "rejected", "scare", "anna"),
    Status(),
]


def test_every_part_of_the_record_is_named_where_it_begins() -> None:
    assert _printed(ITEMS) == [
        "a1 · id",
        "layer anna: new",
        "",
        "[1 title]",
        "Kabar",
        "  source 1",
        "    Kabar",
        "    is: Rina␛ Wulandari",
        "",
        "[2]",
        "“Ya,” kata Rina, “‘nanti’ saja.”",
        "  quote 1, direct",
        "    “Ya,” … “‘nanti’ saja.”",
        "    speaker: Rina (name) → Rina␛ Wulandari (inferred)",
        "    cue: kata (inferred)",
        "    note by budi: Sure?",
        "      ␛[2JOr not?",
        "  quote 2, uncertain",
        "    ‘nanti’",
        "    inside quote 1",
        "    implied speaker: Rina␛ Wulandari",
        "",
        "[3 boilerplate]",
        "Baca juga: Lain",
        "  not a quote (scare): Lain",
        "",
        "note by budi (settled): Odd.",
    ]


def test_lines_are_no_wider_than_wanted() -> None:
    assert max(map(len, _printed(ITEMS, width=24))) <= 24


def test_relations_in_a_circle_end() -> None:
    circle: list[Item] = [
        Span("s1", "CUE", _at("kata")),
        Span("s2", "SOURCE", _at("Rina")),
        Relation("r1", "relayed_by", "s2", "s1"),
        Relation("r2", "relayed_by", "s1", "s2"),
    ]
    assert len(_printed(circle)) < 40


def test_whose_labels_are_shown(program: Program) -> None:
    Path("x.jsonl").write_text(
        a_line(layer="budi", spans=[a_quote()])
        + "\n"
        + a_line("a2", "Lain.", layer="budi", spans=[a_quote()]),
        encoding="utf-8",
    )
    program.ok("init")
    program.ok("import", "x.jsonl")
    assert "layer budi" in program.ok("show", "a1")
    Path("y.jsonl").write_text(a_line(layer="cici", spans=[a_quote()]), encoding="utf-8")
    program.ok("import", "y.jsonl")
    ran = program("show", "a1")
    assert "layer" not in ran.out
    assert "Labelled by budi, cici" in ran.err
    assert "layer budi" in program.ok("show", "a1", "--as", "budi")
    program.ok("import", "y.jsonl", "--layer", "gold")
    assert "layer gold" in program.ok("show", "a1")
    assert "layer cici" in program.ok("show", "a1", "--layer", "cici")
    assert "quote 1" not in program.ok("show", "a1", "--layer", "anna")
    ran = program("show", "a1", "--layer", "dodi")
    assert (ran.status, ran.out) == (2, "")


def test_an_article_is_named_by_how_its_id_begins(program: Program) -> None:
    Path("x.jsonl").write_text("\n".join(a_line(one, f"Kata {one}.") for one in ("ab1", "ab2", "ab")))
    program.ok("init")
    program.ok("import", "x.jsonl")
    assert "Kata ab2." in program.ok("show", "ab2")
    assert "Kata ab." in program.ok("show", "ab")
    assert "ab1, ab2" in program("show", "a").err
    assert program("show", "a").status == 2
    assert program("show", "x").status == 2


def test_nothing_in_an_article_is_obeyed(program: Program) -> None:
    text = "“Ya\x1b]52;c;aGk=\x07,” \u202ekata\u202c \x9bm."
    line = a_line(
        text=text, layer="budi", spans=[a_quote()], meta={"title": "T\x1b[2J", "publisher": "P\x9b"}
    )
    Path("x.jsonl").write_text(line, encoding="utf-8")
    program.ok("init")
    program.ok("import", "x.jsonl")
    for arguments in (["show", "a1"], ["articles"], ["articles", "--json"], ["show", "a1", "--json"]):
        out = program.ok(*arguments)
        assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert json.loads(program.ok("show", "a1", "--json"))["text"] == text
    assert json.loads(program.ok("articles", "--json"))[0]["title"] == "T\x1b[2J"
