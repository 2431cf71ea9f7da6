"""Documents for the tests of the formats: a small one made by hand, and a strategy for nasty ones."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator.formats.document import Document
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import (
    Decision,
    Entity,
    Fragment,
    Item,
    Link,
    Note,
    Origin,
    Progress,
    Relation,
    Span,
    Status,
)
from annotator.model.layer import layer_of
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme
from annotator.text.lines import split_lines

SCHEME = load_scheme(default_scheme_path())

TITLE = "Rusia: 😀 Kami siap"
QUOTED = "“Ya,” lanjutnya, “kata dia ‘tidak’.” Menurut\u00a0laman TASS."
ADVERT = "Baca juga: “Harga” naik"
LAST = "“Benar"
TEXT = f"{TITLE}\r\n{QUOTED}\r\n\r\n{ADVERT}\n{LAST}\nsekali,” katanya."

PEOPLE = (
    Entity("e1", "person", "Sergei Lavrov", ("Lavrov", "Menlu")),
    Entity("e2", "organisation", "TASS"),
)


def at(piece: str, after: int = 0) -> Fragment:
    start = TEXT.index(piece, after)
    return Fragment(start, start + len(piece))


def small_document(layer: str = "gold") -> Document:
    """A quote in two parts, one nested, a clitic, one over two paragraphs, one in boilerplate, a chain."""
    paragraphs = []
    for start, end in split_lines(TEXT):
        kind = {TITLE: ParagraphKind.TITLE, ADVERT: ParagraphKind.BOILERPLATE}
        paragraphs.append(Paragraph(start, end, kind.get(TEXT[start:end], ParagraphKind.BODY)))
    quoted, last = TEXT.index(QUOTED), TEXT.index(LAST)
    direct = (("flag", "none"), ("speaker_mode", "anaphoric"), ("type", "direct"))
    lanjut = at("lanjutnya")
    items: list[Item] = [
        Span("s1", "QUOTE", (at("“Ya,”"), at("“kata dia ‘tidak’.”")), direct, Origin("anno1")),
        Span("s2", "CUE", (Fragment(lanjut.start, lanjut.end - 3),), (("kind", "speech"),)),
        Span("s3", "SPEAKER", (Fragment(lanjut.end - 3, lanjut.end),), (("form", "clitic"),)),
        Span("s4", "QUOTE", (at("‘tidak’"),), origin=Origin("anno1", "id.nested", 87, "marks")),
        Span("s5", "SPEAKER", (at("dia", quoted),), (("form", "pronoun"),)),
        Span("s6", "SOURCE", (at("laman TASS"),)),
        Span("s7", "QUOTE", (at("“Harga”"),)),
        Span("s8", "QUOTE", (Fragment(last, TEXT.index(" katanya")),)),
        Span("s9", "SPEAKER", (at("Rusia"),)),
        Span("t1", "SPEAKER", (at("Rusia"),)),
        Span("t2", "CUE", (at("sekal"),)),
        Span("t3", "SPEAKER", (at("\u00a0"),)),
        Relation("r1", "said_by", "s1", "s3", inferred=True),
        Relation("r2", "cued_by", "s1", "s2"),
        Relation("r3", "via", "s1", "s6", order=1, origin=Origin("anno1")),
        Relation("r4", "nested_in", "s4", "s1"),
        Link("l1", "refers_to", "s3", "e1", inferred=True),
        Link("l2", "refers_to", "s6", "e2"),
        Link("l3", "said_by", "s8", "e1"),
        Note("n1", "s1", "anno1", "Dua bagian?\nYa."),
        Note("n2", "", "rev", "Baik.", re="n1", settled=True),
        Decision("d1", "QUOTE", (at("siap"),), "rejected", "scare", "anno1"),
        Status(Progress.DONE, flagged=True),
    ]
    article = Article(
        "a1",
        TEXT,
        tuple(paragraphs),
        lang="id",
        title=TITLE,
        publisher="Tribunnews",
        url="https://example.org/1",
        date="2023-12-11",
    )
    return Document(article, layer_of(layer, "a1", items), PEOPLE, SCHEME)


# Pieces that break readers which count bytes, UTF-16 units, or trust splitlines() and split().
NASTY = [
    *("kata", "lanjutnya", "“", "”", '"', "'", ".", ",", " ", "\n", "\r\n", "\r", "\t", "\u00a0", "\u2028"),
    *(
        "😀",
        "👨\u200d👩\u200d👧",
        "e\u0301",
        "\ufeff",
        "\u200b",
        "مرحبا",
        "\u202e",
        "日本",
        "𝔘",
        "\\",
        "\x0b",
        "\x85",
    ),
    *("-DOCSTART-", "#", "_", "O", "B-QUOTE", "a\u0308\u0323", "🇮🇩", "\u00ad", "Rp1,5", "anak-anak"),
]
LABELS = ("QUOTE", "SPEAKER", "CUE", "SOURCE")

_ids = st.text(st.sampled_from("abz019:_-é😀"), min_size=1, max_size=6)
_words = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
    max_size=8,
)
_origins = st.builds(Origin, _words, _words, st.integers(0, 100), _words)


@st.composite
def fragments(draw: st.DrawFn, length: int) -> tuple[Fragment, ...]:
    count = draw(st.integers(1, min(3, length)))
    cuts = (
        st.lists(st.integers(0, length), min_size=2 * count, max_size=2 * count, unique=True)
        if length + 1 >= 2 * count
        else st.just([0, length])
    )
    edges = sorted(draw(cuts))
    return tuple(Fragment(*edges[at : at + 2]) for at in range(0, len(edges), 2))


@st.composite
def documents(draw: st.DrawFn, article_id: str = "a1", layer: str = "gold") -> Document:
    text = draw(st.lists(st.sampled_from(NASTY), min_size=1, max_size=40).map("".join))
    if not split_lines(text):
        text += "x"
    kinds = st.sampled_from(list(ParagraphKind))
    paragraphs = tuple(Paragraph(start, end, draw(kinds)) for start, end in split_lines(text))
    items: list[Item] = []
    keys = draw(st.lists(_ids, unique=True, max_size=8))
    for key in keys:
        attributes = draw(st.dictionaries(st.sampled_from(SCHEME.attribute_names), _words.filter(bool)))
        pieces = draw(fragments(len(text)))
        label = draw(st.sampled_from(LABELS))
        items.append(Span(key, label, pieces, tuple(sorted(attributes.items())), draw(_origins)))
    people = draw(st.lists(_ids, unique=True, max_size=3))
    if keys:
        spans = st.sampled_from(keys)
        names = st.sampled_from(["said_by", "via"])
        for key in draw(st.lists(_ids, unique=True, max_size=4)):
            order, inferred = draw(st.integers(0, 3)), draw(st.booleans())
            items.append(
                Relation(key, draw(names), draw(spans), draw(spans), order, inferred, draw(_origins))
            )
            if people:
                items.append(Link(key, draw(names), draw(spans), draw(st.sampled_from(people)), inferred))
            items.append(
                Note(key, draw(st.sampled_from([*keys, ""])), draw(_words), draw(_words), draw(_words))
            )
    for key in draw(st.lists(_ids, unique=True, max_size=2)):
        items.append(
            Decision(key, "QUOTE", draw(fragments(len(text))), "rejected", draw(_words), draw(_words))
        )
    items.append(Status(draw(st.sampled_from(list(Progress))), draw(st.booleans())))
    article = Article(
        article_id, text, paragraphs, lang=draw(st.sampled_from(["id", "en", "xx"])), title=draw(_words)
    )
    entities = tuple(Entity(key, "person", draw(_words), tuple(draw(st.lists(_words)))) for key in people)
    return Document(article, layer_of(layer, article_id, items), entities, SCHEME)
