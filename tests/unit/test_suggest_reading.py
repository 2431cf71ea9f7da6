"""Laws of reading ahead: the same every time, in place, hidden by decisions, and no slower than the text is long."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.lang.pack import load_pack
from annotator.lang.rules import RULES
from annotator.model.article import Paragraph, ParagraphKind
from annotator.model.items import Decision, Fragment, Span
from annotator.model.suggestions import as_layer, layer_name, open_suggestions
from annotator.suggest.reading import suggestions
from tests.unit.suggested import article_of, found

TEXT = (
    "Menteri Perikanan Arga Wibisana menyebut stok ikan cukup.\n"
    '"Stok ikan cukup," kata Arga kepada BBC, dikutip dari Reuters. "Nelayan sudah melaut."\n'
    "Baca juga: Harga Ikan Naik\n"
    '"Harga akan turun," ujarnya.\n'
    "Menurut Ratna Ismaya, harga justru naik."
)
PIECES = (
    "kata Arga",
    "Arga mengatakan",
    "ujarnya",
    "menurut dia",
    "said",
    "according to",
    ", ",
    ". ",
    ": ",
    "\n",
    " ",
    "“",
    "”",
    '"',
    "'",
    "«",
    "(",
    ")",
    "Menteri Ani",
    "dikutip dari Reuters",
    "bahwa",
    "yang",
    "\u00a0",
    "é",
    "e\u0301",
    "👩🏽",
    "a",
    "KATA",
    "1",
    "…",
    "dan",
    "di Riau",
    "Senin",
    "he",
    "Holm",
    "untuk",
    "Kepala Dinas",
    "CEO Kimia Farma",
    "Wali Kota",
    "sekaligus",
    "ke-7",
    "/",
    "-",
    "Dijelaskan bahwa",
)


def test_the_same_article_and_pack_give_the_same_suggestions() -> None:
    first = found(TEXT)
    assert first == found(TEXT)
    assert len({span.id for one in first for span in one.spans()}) > len(first)


def test_ids_stay_when_the_packs_version_changes() -> None:
    pack = load_pack("id")
    newer = replace(pack, version="99")
    old, new = found(TEXT, pack=pack), found(TEXT, pack=newer)
    assert [one.id for one in old] == [one.id for one in new]
    assert {one.quote.origin.by for one in new} == {layer_name("id", "99")}


def test_every_span_says_which_rule_made_it_and_how_sure_it_is() -> None:
    for one in found(TEXT):
        for span in one.spans():
            assert span.origin.rule in RULES
            assert 0 < span.origin.score <= 100


def test_boilerplate_is_not_read() -> None:
    article = article_of("Judul Kita\nArga mengatakan harga ikan akan turun bulan depan.\nWarga lalu pulang.")
    assert len(suggestions(article, load_pack("id"))) == 1
    lines = tuple(line._replace(kind=ParagraphKind.BOILERPLATE) for line in article.paragraphs)
    assert suggestions(replace(article, paragraphs=lines), load_pack("id")) == ()


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_that_a_pack_turns_off_suggests_nothing(rule: str) -> None:
    pack = replace(load_pack("id"), rules_off=frozenset((rule,)))
    text = (
        f"{TEXT}\n“Tadi saya minta nelayan agar pulang,” kata Arga.\nArga menyoroti harga ikan yang akan naik.\n"
        "Arga meminta warga agar tenang. Harga, kata Arga, naik. Harga, dijelaskan Arga, naik."
    )
    assert rule not in {one.quote.origin.rule for one in found(text, pack=pack)}


def test_a_mention_that_serves_two_quotes_is_one_span() -> None:
    first, second = found("Arga menjelaskan bahwa harga ikan naik, dan meminta warga tidak panik.")
    assert first.speakers[0].span == second.speakers[0].span


def test_a_rejected_quote_stays_away_in_every_version() -> None:
    first = found(TEXT)[0]
    said_no = Decision("d1", "QUOTE", first.quote.fragments, "rejected", "other", "anno1")
    newer = found(TEXT, pack=replace(load_pack("id"), version="99"))
    assert first.id not in {one.id for one in open_suggestions(newer, [], [said_no])}
    assert len(open_suggestions(newer, [], [said_no])) == len(newer) - 1


def test_a_quote_that_the_person_has_labelled_is_not_suggested() -> None:
    frames = found(TEXT)
    mine = Span("s1", "QUOTE", frames[1].quote.fragments)
    assert [one.id for one in open_suggestions(frames, [mine], [])] == [
        one.id for one in frames if one is not frames[1]
    ]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(("id", "en", "xx")))
@example(["dikutip dari Reuters", "untuk"], "id")  # a preposition at the end, where a date might follow
def test_whatever_the_text_suggestions_lie_in_it(pieces: list[str], lang: str) -> None:
    text = " ".join(pieces)
    article = article_of(text, lang)
    frames = suggestions(article, load_pack(lang))
    assert len({one.id for one in frames}) == len(frames)
    for one in frames:
        for span in one.spans():
            edges = [edge for part in span.fragments for edge in (part.start, part.end)]
            assert edges == sorted(edges)
            assert all(part.start < part.end for part in span.fragments)
            assert edges[0] >= 0
            assert edges[-1] <= len(text)
            assert all(_in_one_paragraph(part, article.paragraphs) for part in span.fragments)
            assert span.surface(text).strip() == span.surface(text)
    layer = as_layer(frames, "suggest:x@1", "a1")
    assert {span.id for one in frames for span in one.spans()} == set(layer.spans)


def _in_one_paragraph(part: Fragment, paragraphs: Iterable[Paragraph]) -> bool:
    return any(line.start <= part.start and part.end <= line.end for line in paragraphs)


HOSTILE = {
    "nothing but marks": '"',
    "marks and letters": '" a ',
    "marks never closed": "“kata ",
    "one line of quotes": "”Kami siap,” kata Budi. ",
    "quotes without a stop": '"Kami siap," kata Budi, ',
    "quotes in quotes": "\"kata 'saya mau ke pasar besok' ",
    "no spaces": "kata",
    "all capitals": "BUDI MENGATAKAN HARGA NAIK. ",
    "asides without an end": "kata Budi, ",
    "verbs without an end": "Budi mengatakan harga naik dan ",
    "names": "Budi Santoso Wijaya Kusuma ",
    "brackets": "Budi (",
    "full stops": "a.",
    "sources": "“Ya benar,” kata Budi kepada Reuters, dikutip dari AFP, ",
    "documents": "laporan data survei yang menyebut ",
    "quotes that report": '"Saya minta Ani menghias pasar. Kami bilang harga akan naik, ',
    "what is said of somebody": "Ani disebut sudah pergi, ",
    "offices": "Menteri Keuangan Ani Lestari mengatakan Menteri Keuangan siap. ",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", ["id", "xx"])
def test_work_grows_no_faster_than_the_text(name: str, lang: str) -> None:
    small, large = (_work(HOSTILE[name] * times, lang) for times in (60, 180))
    assert large <= 3.4 * small


def _work(text: str, lang: str) -> int:
    """How many instructions reading the text takes: the same on every machine, unlike seconds."""
    article, pack = article_of(text, lang), load_pack(lang)
    suggestions(article_of("Pembuka.", lang), pack)  # tables are made once
    count = 0

    def tracer(frame: FrameType, event: str, _: object) -> object:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        suggestions(article, pack)
    finally:
        sys.settrace(before)
    return count


def test_ten_thousand_marks_and_a_million_letters_are_read() -> None:
    assert found('" ' * 10_000) == ()
    frames = found("“Kami siap,” kata Budi. " * 5_000)
    assert len(frames) == 5_000
    assert found("kata" * 250_000) == ()
