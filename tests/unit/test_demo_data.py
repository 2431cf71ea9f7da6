"""The demo's data: sound as records, and showing every case that the record must hold.

The cases are found by properties of the data, not by names of articles or ids.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

import annotator
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.declarations import missing
from annotator.model.frames import Frame, Mentioned, frames_of, text_order
from annotator.model.items import Fragment, Link, Note, Origin, Progress, Relation, Span, Status
from annotator.model.layer import Layer, layer_of
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme

DEMO = Path(annotator.__file__).parent / "demo"
LINES = (DEMO / "demo.jsonl").read_bytes().decode().split("\n")[:-1]
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]
TEXTS = {path.stem: path.read_bytes().decode() for path in sorted((DEMO / "articles").glob("*.txt"))}
SCHEME = load_scheme(default_scheme_path())

ORIGIN = ("by", "rule", "score", "reason")
KEYS = {
    "": [
        *("id", "text", "sha256", "lang", "layer", "state", "flagged", "meta", "scheme", "offsets"),
        *("paragraphs", "spans", "relations", "links", "entities", "notes", "decisions"),
    ],
    "meta": ["title", "publisher", "url", "date"],
    "paragraphs": ["start", "end", "kind"],
    "spans": ["id", "label", "start", "end", "text", "fragments", "attributes", "origin"],
    "relations": ["id", "label", "from", "to", "order", "inferred", "origin"],
    "links": ["id", "label", "from", "entity", "inferred", "origin"],
    "entities": ["id", "kind", "name", "aliases"],
    "notes": ["id", "on", "by", "re", "settled", "text"],
    "decisions": ["id", "label", "fragments", "decision", "reason", "by"],
    "fragments": ["start", "end"],
    "attributes": list(SCHEME.attribute_names),
    "origin": list(ORIGIN),
}
PREFIXES = {"spans": "s", "relations": "r", "links": "l", "entities": "e", "notes": "n", "decisions": "d"}

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']}-{row['layer']}")


def fragments_of(item: dict[str, Any]) -> tuple[Fragment, ...]:
    return tuple(Fragment(part["start"], part["end"]) for part in item["fragments"])


def span_of(span: dict[str, Any]) -> Span:
    attributes = tuple(sorted((name, value) for name, value in span["attributes"].items() if value))
    return Span(span["id"], span["label"], fragments_of(span), attributes, Origin(**span["origin"]))


def record_of(row: dict[str, Any]) -> Layer:
    return layer_of(
        row["layer"],
        row["id"],
        [
            *(span_of(span) for span in row["spans"]),
            *(
                Relation(r["id"], r["label"], r["from"], r["to"], r["order"], r["inferred"])
                for r in row["relations"]
            ),
            *(Link(k["id"], k["label"], k["from"], k["entity"], k["inferred"]) for k in row["links"]),
            *(Note(**note) for note in row["notes"]),
            Status(Progress(row["state"]), row["flagged"]),
        ],
    )


def article_of(row: dict[str, Any]) -> Article:
    return Article(
        row["id"],
        row["text"],
        tuple(Paragraph(p["start"], p["end"], ParagraphKind(p["kind"])) for p in row["paragraphs"]),
        lang=row["lang"],
        **row["meta"],
    )


def all_frames() -> Iterator[tuple[Article, Layer, Frame]]:
    for row in ROWS:
        article, layer = article_of(row), record_of(row)
        for frame in frames_of(layer):
            yield article, layer, frame


FRAMES = list(all_frames())


def sole(layer: Layer, span: Span, label: str) -> list[Span]:
    """Targets of the span's relations of this label."""
    return [
        layer.spans[r.target] for r in layer.relations_of(span.id) if r.label == label and r.head == span.id
    ]


# Soundness


def test_every_line_is_the_bytes_that_the_native_form_asks_for() -> None:
    for line, row in zip(LINES, ROWS, strict=True):
        assert json.dumps(row, ensure_ascii=False, separators=(",", ":")) == line
    assert (DEMO / "demo.jsonl").read_bytes().endswith(b"}\n")
    assert b"\r" not in (DEMO / "demo.jsonl").read_bytes()


def test_lines_are_ordered_and_each_article_and_layer_occurs_once() -> None:
    places = [(row["id"], row["layer"]) for row in ROWS]
    assert places == sorted(set(places))


@each_row
def test_keys_are_those_of_the_native_form_in_its_order_at_every_depth(row: dict[str, Any]) -> None:
    def check(value: object, name: str) -> None:
        if isinstance(value, dict):
            assert list(value) == KEYS[name], name
            for key, inner in value.items():
                check(inner, key)
        elif isinstance(value, list):
            for inner in value:
                check(inner, name)
        else:
            assert value is not None

    check(row, "")
    assert row["scheme"] == SCHEME.tag
    assert row["offsets"] == "code_points"


@each_row
def test_the_text_is_that_of_the_file_and_has_its_sha256(row: dict[str, Any]) -> None:
    assert row["text"] == TEXTS[row["id"]]
    assert row["sha256"] == hashlib.sha256(row["text"].encode()).hexdigest() == article_of(row).sha256


@each_row
def test_spans_lie_in_the_text_and_carry_it(row: dict[str, Any]) -> None:
    for span in row["spans"]:
        parts = fragments_of(span)
        assert span["text"] == " ".join(row["text"][part.start : part.end] for part in parts)
        assert (span["start"], span["end"]) == (parts[0].start, parts[-1].end)
        assert all(0 <= part.start < part.end <= len(row["text"]) for part in parts)
        assert all(left.end <= right.start for left, right in pairwise(parts))
        for part in parts:
            surface = row["text"][part.start : part.end]
            assert surface == surface.strip()
            assert not unicodedata.combining(row["text"][part.end : part.end + 1] or " ")
            assert "\u200d" not in row["text"][part.end : part.end + 1]


@each_row
def test_lists_are_ordered_and_ids_are_unique(row: dict[str, Any]) -> None:
    spans = [span_of(span) for span in row["spans"]]
    assert spans == sorted(spans, key=text_order)
    for name, prefix in PREFIXES.items():
        ids = [item["id"] for item in row[name]]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(rf"{prefix}[1-9]\d*", i) for i in ids)
        if name == "entities":
            continue  # shared by the project: a line has only those that it links to
        assert sorted(ids, key=lambda i: int(i[1:])) == [f"{prefix}{n + 1}" for n in range(len(ids))]
    for name in PREFIXES.keys() - {"spans"}:
        assert [item["id"] for item in row[name]] == sorted(item["id"] for item in row[name])


@each_row
def test_references_lead_somewhere(row: dict[str, Any]) -> None:
    spans = {span["id"]: span for span in row["spans"]}
    entities = {entity["id"] for entity in row["entities"]}
    notes = {note["id"] for note in row["notes"]}
    assert all(r["from"] in spans and r["to"] in spans and r["from"] != r["to"] for r in row["relations"])
    assert {link["entity"] for link in row["links"]} == entities
    assert all(link["from"] in spans for link in row["links"])
    assert all(note["on"] in spans and note["re"] in notes | {""} for note in row["notes"])
    edges = [(r["label"], r["from"], r["to"]) for r in row["relations"]]
    edges += [(link["label"], link["from"], link["entity"]) for link in row["links"]]
    assert len(set(edges)) == len(edges)


@each_row
def test_labels_attributes_and_edges_are_those_of_the_scheme(row: dict[str, Any]) -> None:
    layer = record_of(row)
    assert missing(SCHEME, layer.items()) == []
    relations = {edge.name: edge for edge in SCHEME.relations}
    for relation in layer.relations.values():
        edge = relations[relation.label]
        assert layer.spans[relation.head].label in edge.sources
        assert layer.spans[relation.target].label in edge.targets
        assert bool(relation.order) == edge.ordered
    sources = {edge.name: edge.sources for edge in SCHEME.links}
    assert all(layer.spans[link.span].label in sources[link.label] for link in layer.links.values())
    for span in layer.spans.values():
        label = SCHEME.label(span.label)
        assert label is not None
        assert {name for name, _ in span.attributes} == {spec.name for spec in label.attributes}


@each_row
def test_items_come_from_the_person_whose_layer_it_is(row: dict[str, Any]) -> None:
    origin = {"by": row["layer"], "rule": "", "score": 0, "reason": ""}
    items = [*row["spans"], *row["relations"], *row["links"]]
    assert all(item["origin"] == origin for item in items)
    assert all(decision["by"] == row["layer"] for decision in row["decisions"])


@each_row
def test_paragraphs_are_lines_and_cover_all_but_white_space(row: dict[str, Any]) -> None:
    text, at = row["text"], 0
    for paragraph in row["paragraphs"]:
        line = text[paragraph["start"] : paragraph["end"]]
        assert not text[at : paragraph["start"]].strip()
        assert line == line.strip()
        assert len(line.splitlines()) == 1
        assert paragraph["kind"] in list(ParagraphKind)
        assert (paragraph["kind"] == "title") == (at == 0)
        assert (paragraph["kind"] == "boilerplate") == line.startswith(("Baca juga:", "Read also:"))
        finished = re.search('[.!?]["”’»]?$', line) is not None
        assert paragraph["kind"] == "boilerplate" or (paragraph["kind"] == "body") == finished
        at = paragraph["end"]
    assert not text[at:].strip()
    first = row["paragraphs"][0]
    assert row["meta"]["title"] == text[first["start"] : first["end"]]
    assert 8 <= len(row["paragraphs"]) <= 16


@each_row
def test_boilerplate_and_rejected_words_carry_no_span(row: dict[str, Any]) -> None:
    closed = [p for p in row["paragraphs"] if p["kind"] == "boilerplate"]
    closed += [part for decision in row["decisions"] for part in decision["fragments"]]
    for span in row["spans"]:
        for part in span["fragments"]:
            assert not any(part["start"] < c["end"] and c["start"] < part["end"] for c in closed)


@each_row
def test_speaker_mode_agrees_with_the_slots(row: dict[str, Any]) -> None:
    layer = record_of(row)
    for frame in frames_of(layer):
        mode = frame.quote.attribute("speaker_mode")
        forms = {speaker.span.attribute("form") for speaker in frame.speakers}
        assert bool(frame.speakers) == (mode in ("explicit", "anaphoric"))
        assert bool(frame.implied) == (mode == "implicit")
        assert "clitic" not in forms or mode == "anaphoric"
        assert [source.span.label for source in frame.sources] == ["SOURCE"] * len(frame.sources)
        orders = [r.order for r in layer.relations_of(frame.quote.id) if r.label == "via"]
        assert sorted(orders) == list(range(1, len(orders) + 1))


def test_what_is_shared_is_the_same_on_every_line() -> None:
    entities: dict[str, Any] = {}
    articles: dict[str, Any] = {}
    for row in ROWS:
        for entity in row["entities"]:
            assert entities.setdefault(entity["id"], entity) == entity
        shared = {key: row[key] for key in ("text", "sha256", "lang", "meta", "paragraphs")}
        assert articles.setdefault(row["id"], shared) == shared
    assert 8 <= len(entities) <= 12
    assert {entity["kind"] for entity in entities.values()} == {"person", "organisation"}
    assert len({entity["name"] for entity in entities.values()}) == len(entities)
    users = Counter(e["id"] for row in ROWS if row["layer"] == "sari" for e in row["entities"])
    assert max(users.values()) > 1, "somebody occurs in more than one article"


def test_nothing_in_the_demo_breaks_utf8() -> None:
    for path in DEMO.rglob("*"):
        if path.suffix in (".txt", ".jsonl", ".md", ".py"):
            text = path.read_bytes().decode()
            assert not re.search("[\ud800-\udfff\ufeff\ufffd\x00]", text)


@each_row
def test_the_article_says_where_it_is_from(row: dict[str, Any]) -> None:
    assert all(row["meta"].values())
    assert re.fullmatch(r"2026-\d\d-\d\d", row["meta"]["date"])
    assert re.match(r"https://[a-z-]+\.example\.(org|id)/", row["meta"]["url"])


def test_addresses_in_the_texts_lead_nowhere() -> None:
    for text in TEXTS.values():
        for host in re.findall(r"(?:https?://|\w@)([\w.-]+\.\w+)", text):
            assert re.search(r"(^|\.)example\.(org|id)$", host), host


# Articles, layers, states


def test_six_articles_one_of_them_untouched() -> None:
    touched = {row["id"]: row["lang"] for row in ROWS}
    untouched = TEXTS.keys() - touched.keys()
    assert len(TEXTS) == 6
    assert Counter(touched.values()) == {"id": 3, "en": 2}
    assert len(untouched) == 1
    lines = TEXTS[untouched.pop()].splitlines()
    assert 8 <= len(lines) <= 16
    assert re.match(r'"[^"]+," kata [A-Z]\w+ [A-Z]\w+,', lines[1]), "begins with an easy one"
    assert sum(line.count('"') for line in lines) >= 20
    assert any(line.startswith("Baca juga:") for line in lines)


def test_two_layers_on_every_touched_article() -> None:
    layers: dict[str, set[str]] = {}
    for row in ROWS:
        layers.setdefault(row["id"], set()).add(row["layer"])
    assert set(map(frozenset, layers.values())) == {frozenset({"sari", "bram"})}


def test_most_are_done_one_is_begun_and_one_flagged() -> None:
    assert Counter(row["state"] for row in ROWS) == {"done": len(ROWS) - 1, "begun": 1}
    assert sum(row["flagged"] for row in ROWS) == 1


def test_notes_hold_a_settled_answer_to_a_question_and_an_open_question() -> None:
    notes = [(row, note) for row in ROWS for note in row["notes"]]
    answers = [
        (note, asked)
        for row, note in notes
        for asked in row["notes"]
        if note["re"] == asked["id"] and note["on"] == asked["on"]
    ]
    assert any(n["by"] == "sari" and n["settled"] and a["by"] == "bram" for n, a in answers)
    assert any(note["by"] == "bram" and not note["settled"] and "?" in note["text"] for _, note in notes)


def quotes_by_place(row: dict[str, Any]) -> set[tuple[Fragment, ...]]:
    return {fragments_of(span) for span in row["spans"] if span["label"] == "QUOTE"}


def pairs() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((a, b) for a, b in combinations(ROWS, 2) if a["id"] == b["id"])


def test_agreement_is_neither_none_nor_complete() -> None:
    for one, other in pairs():
        first, second = quotes_by_place(one), quotes_by_place(other)
        assert 0 < len(first & second) / len(first | second) < 1
    both = list(pairs())
    shared = sum(len(quotes_by_place(a) & quotes_by_place(b)) for a, b in both)
    assert 0.5 < shared / sum(len(quotes_by_place(a) | quotes_by_place(b)) for a, b in both) < 0.9


# Disagreements


def differences(label: str) -> Iterator[tuple[str, Span, Span]]:
    """Spans of this label that overlap over two layers, with the text."""
    for one, other in pairs():
        for left in one["spans"]:
            for right in other["spans"]:
                if left["label"] == right["label"] == label and (
                    left["start"] < right["end"] and right["start"] < left["end"]
                ):
                    yield one["text"], span_of(left), span_of(right)


def test_borders_differ_by_a_title() -> None:
    assert any(
        left.end == right.end and left.start != right.start for _, left, right in differences("SPEAKER")
    )


def test_borders_differ_by_a_full_stop() -> None:
    assert any(
        left.start == right.start
        and abs(left.end - right.end) == 1
        and text[max(left.end, right.end) - 1] == "."
        for text, left, right in differences("QUOTE")
    )


def test_an_indirect_quote_is_missed() -> None:
    found = {
        (row["id"], row["layer"], span["id"])
        for row, other in [*pairs(), *((b, a) for a, b in pairs())]
        if other["state"] == "done"
        for span in row["spans"]
        if span["label"] == "QUOTE" and span["attributes"]["type"] == "indirect"
        if not any(
            s["label"] == "QUOTE" and s["start"] < span["end"] and span["start"] < s["end"]
            for s in other["spans"]
        )
    }
    assert found


def test_direct_and_mixed_differ_on_one_span() -> None:
    assert any(
        left.fragments == right.fragments
        and {left.attribute("type"), right.attribute("type")} == {"direct", "mixed"}
        for _, left, right in differences("QUOTE")
    )


def test_a_speaker_is_linked_to_two_people() -> None:
    people: dict[tuple[str, tuple[Fragment, ...]], set[str]] = {}
    for article, layer, frame in FRAMES:
        for speaker in frame.speakers:
            people.setdefault((article.id, speaker.span.fragments), set()).update(speaker.entities)
        assert layer.article == article.id
    assert any(len(found) == 2 for found in people.values())


def test_what_is_source_to_one_is_speaker_to_the_other() -> None:
    labels: dict[tuple[str, tuple[Fragment, ...]], set[str]] = {}
    for row in ROWS:
        for span in row["spans"]:
            labels.setdefault((row["id"], fragments_of(span)), set()).add(span["label"])
    assert {"SOURCE", "SPEAKER"} in labels.values()


def test_a_scare_quote_is_a_quote_to_the_other() -> None:
    rejected = {
        (row["id"], row["layer"], fragments_of(decision))
        for row in ROWS
        for decision in row["decisions"]
        if decision["reason"] == "scare"
    }
    assert any(
        (row["id"], other, fragments_of(span)) in rejected
        for row in ROWS
        for span in row["spans"]
        for other in {"sari", "bram"} - {row["layer"]}
        if span["label"] == "QUOTE"
    )


# The hard cases, one assertion each


def has_frame(test: Any) -> bool:
    """Whether `test(article, layer, frame)` holds for a frame of sari, who has finished every article."""
    return any(test(article, layer, frame) for article, layer, frame in FRAMES if layer.name == "sari")


def test_a_quote_in_parts_around_its_cue() -> None:
    assert has_frame(
        lambda _, __, frame: any(
            left.end <= cue.start and cue.end <= right.start
            for cue in frame.cues
            for left, right in pairwise(frame.quote.fragments)
        )
    )


def test_a_quote_goes_on_over_a_paragraph_break_with_its_opening_mark_unclosed() -> None:
    def crosses(article: Article, _: Layer, frame: Frame) -> bool:
        for part in frame.quote.fragments:
            surface = article.text[part.start : part.end]
            if article.paragraph_at(part.start) != article.paragraph_at(part.end - 1):
                return surface.count("“") == surface.count("”") + 1
        return False

    assert {article.lang for article, layer, frame in FRAMES if crosses(article, layer, frame)} == {
        "id",
        "en",
    }


def test_a_quote_inside_a_quote() -> None:
    def inside(_: Article, layer: Layer, frame: Frame) -> bool:
        return any(
            layer.spans[parent].start <= frame.quote.start and frame.quote.end <= layer.spans[parent].end
            for parent in frame.parents
        )

    assert has_frame(inside)


def clitics() -> Iterator[tuple[Article, Layer, Frame, Mentioned]]:
    for article, layer, frame in FRAMES:
        for speaker in frame.speakers:
            if speaker.span.attribute("form") == "clitic":
                yield article, layer, frame, speaker


def test_a_speaker_only_as_nya() -> None:
    cues = set()
    for article, layer, frame, speaker in clitics():
        assert speaker.span.surface(article.text) == "nya"
        assert frame.quote.attribute("speaker_mode") == "anaphoric"
        assert [link.inferred for link in layer.links_of(speaker.span.id)] == [True]
        assert frame.cues[0].end == speaker.span.start
        cues.add(frame.cues[0].surface(article.text))
    assert {"lanjut", "kata"} <= cues


def test_a_speaker_implied() -> None:
    assert has_frame(lambda _, __, frame: frame.implied and not frame.speakers)


def test_no_speaker() -> None:
    assert has_frame(
        lambda _, __, frame: (
            not frame.implied and not frame.speakers and frame.quote.attribute("speaker_mode") == "unknown"
        )
    )


def test_several_speakers_of_one_quote() -> None:
    assert has_frame(lambda _, __, frame: len(frame.speakers) == 2)


def test_one_speaker_of_several_quotes() -> None:
    spoken = Counter(
        (article.id, entity)
        for article, layer, frame in FRAMES
        if layer.name == "sari"
        for entity in {*frame.implied, *(e for speaker in frame.speakers for e in speaker.entities)}
    )
    assert max(spoken.values()) >= 3


def test_a_chain_of_sources_with_its_relay_cue() -> None:
    def chain(_: Article, layer: Layer, frame: Frame) -> bool:
        orders = [r.order for r in layer.relations_of(frame.quote.id) if r.label == "via"]
        relays = [sole(layer, source.span, "relayed_by") for source in frame.sources]
        return sorted(orders) == [1, 2] and any(
            cue.attribute("kind") == "relay" for cues in relays for cue in cues
        )

    found = {article.lang for article, layer, frame in FRAMES if chain(article, layer, frame)}
    assert found == {"id", "en"}


def test_the_headline_form() -> None:
    assert has_frame(
        lambda article, _, frame: (
            article.paragraphs[article.paragraph_at(frame.quote.start)].kind == "heading"
            and [cue.surface(article.text) for cue in frame.cues] == [":"]
            and frame.speakers[0].span.end == frame.cues[0].start
        )
    )


def test_identical_spans_with_speakers_of_their_own() -> None:
    for row in ROWS:
        quotes = [span_of(span) for span in row["spans"] if span["label"] == "QUOTE"]
        for left, right in combinations(quotes, 2):
            if left.fragments == right.fragments:
                layer = record_of(row)
                assert sole(layer, left, "said_by") != sole(layer, right, "said_by")
                return
    pytest.fail("no two quotes have one place")


def test_words_in_marks_that_are_no_quotes() -> None:
    reasons = {(d["decision"], d["reason"]) for row in ROWS for d in row["decisions"]}
    assert {("rejected", "scare"), ("rejected", "title")} <= reasons


def test_boilerplate_heading_and_title_in_both_languages() -> None:
    kinds = {(row["lang"], p["kind"]) for row in ROWS for p in row["paragraphs"]}
    assert kinds == {(lang, kind.value) for lang in ("id", "en") for kind in ParagraphKind}


def test_every_type_mode_form_and_kind_of_the_scheme_is_used() -> None:
    used = {
        (span["label"], *pair) for row in ROWS for span in row["spans"] for pair in span["attributes"].items()
    }
    for label in SCHEME.labels:
        for spec in label.attributes:
            assert {(label.name, spec.name, value) for value in spec.values} <= used


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("\U0001f468\u200d\U0001f469\u200d\U0001f467", id="emoji-family"),
        pytest.param("[\U0001f1e6-\U0001f1ff]{2}", id="flag"),
        pytest.param("e\u0301", id="decomposed-e"),
        pytest.param("\u00a0", id="no-break-space"),
        pytest.param("\u201c[^\u201d]+\u201d", id="curly-marks"),
        pytest.param("\u201d[^\u201c\u201d]+\u201d", id="one-glyph-for-both-ends"),
        pytest.param("\u00ab[^\u00bb]+\u00bb", id="guillemets"),
        pytest.param('"[^"]+"', id="straight-marks"),
    ],
)
def test_a_quote_holds_what_is_awkward_to_show(pattern: str) -> None:
    if pattern.startswith("e"):  # a name is where it occurs in life
        assert any(
            re.search(pattern, s["text"]) for row in ROWS for s in row["spans"] if s["label"] == "SPEAKER"
        )
    else:
        assert has_frame(lambda article, _, frame: re.search(pattern, frame.quote.surface(article.text)))


def test_right_to_left_words_are_quoted() -> None:
    assert has_frame(
        lambda article, _, frame: (
            {"AL", "NSM"} <= {unicodedata.bidirectional(char) for char in frame.quote.surface(article.text)}
        )
    )


def test_one_article_has_crlf_line_ends() -> None:
    crlf = [text for text in TEXTS.values() if "\r" in text]
    assert len(crlf) == 1
    assert not re.search("\r(?!\n)|(?<!\r)\n", crlf[0])
    assert any("\r\n" in span["text"] for row in ROWS for span in row["spans"])


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bRp1,5 miliar\b",
        r"\b10\.000\b",
        r"\b(\w{3,})-\1\b",
        r"https://\S+",
        r"\w+@[\w.]+\.id\b",
        r"(?<!\w)@\w+",
        r"\bMenurut [A-Z]\w+, ",
        r"\bmengatakan\b",
        r"\bAccording to\b",
    ],
)
def test_habits_of_the_news_occur(pattern: str) -> None:
    touched = {row["id"]: row["text"] for row in ROWS}
    assert any(re.search(pattern, text) for text in touched.values())


@pytest.mark.parametrize("cue", ["Menurut", "mengatakan", "According to"])
def test_indirect_and_mixed_quotes_hang_on_their_cue(cue: str) -> None:
    assert has_frame(
        lambda article, _, frame: (
            frame.quote.attribute("type") in ("indirect", "mixed")
            and [c.surface(article.text) for c in frame.cues] == [cue]
        )
    )


def test_quotation_marks_belong_inside_direct_quotes() -> None:
    for article, layer, frame in FRAMES:
        if frame.quote.attribute("type") == "direct" and layer.name == "sari":
            assert all(article.text[part.start] in '"“”«‘' for part in frame.quote.fragments)
            assert all(article.text[part.end - 1] in '"”»’' for part in frame.quote.fragments)


def test_the_readme_names_every_article() -> None:
    readme = (DEMO / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in TEXTS)
    assert "invented" in readme
