"""Invented articles with labels, the same in every run, and projects made of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from annotator.formats.document import Document
from annotator.formats.jsonl import write_jsonl
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import Entity, Fragment, Item, Link, Progress, Relation, Span, Status
from annotator.model.layer import layer_of
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import Scheme, load_scheme
from annotator.store.opening import create_project, open_project
from annotator.store.rows import insert_items
from annotator.store.search import index_new

WHO = "bench"
"""The member whose layer the labels are in."""
PEOPLE = 500
"""How many people the articles of a project speak of."""
SPANS = 10
"""Labels in each article of a project."""

_AT_ONCE = 2000
"""Articles in one transaction of making a project."""

_WORDS = (
    *(
        "warga",
        "desa",
        "sudah",
        "lama",
        "menunggu",
        "jembatan",
        "itu",
        "selesai",
        "dan",
        "berharap",
        "sungai",
    ),
    *(
        "tidak",
        "lagi",
        "meluap",
        "pada",
        "musim",
        "hujan",
        "karena",
        "tanggul",
        "di",
        "hulu",
        "belum",
        "kuat",
    ),
    *("anggaran", "daerah", "disetujui", "dewan", "pekan", "lalu", "menurut", "laporan", "yang", "diterima"),
    *(
        "petani",
        "kopi",
        "lereng",
        "utara",
        "menjual",
        "panennya",
        "ke",
        "pasar",
        "besar",
        "tanpa",
        "perantara",
    ),
)
_FIRST = ("Ratna", "Slamet", "Wulan", "Bagus", "Tirta", "Melati", "Joko", "Sekar", "Arif", "Dewi")
_LAST = ("Widuri", "Hartono", "Prasasti", "Lesmana", "Anggoro", "Kusuma", "Wibisana", "Maheswari")
_CUES = ("kata", "ujar", "tutur", "ungkap")


@cache
def scheme() -> Scheme:
    """The default scheme."""
    return load_scheme(default_scheme_path())


def person(number: int) -> Entity:
    """One of the invented people."""
    number %= PEOPLE
    name = f"{_FIRST[number % 10]} {_LAST[number // 10 % 8]} {'I' * (1 + number // 80)}"
    return Entity(f"e{number:04}", "person", name)


class _Writing:
    """A text that grows, with the labels in it."""

    def __init__(self, seed: int) -> None:
        self.text = ""
        self.paragraphs: list[Paragraph] = []
        self.items: list[Item] = []
        self.spans = 0
        self.edges = 0
        self._seed = seed

    def words(self, count: int) -> str:
        """The next words of the invented language; a small linear congruence chooses them."""
        found = []
        for _ in range(count):
            self._seed = (self._seed * 1103515245 + 12345) % 2147483648
            found.append(_WORDS[(self._seed >> 16) % len(_WORDS)])
        return " ".join(found)

    def say(self, words: str, label: str = "", *attributes: tuple[str, str]) -> str:
        """Write on; the id of the label's span, if there is one."""
        start = len(self.text)
        self.text += words
        if not label:
            return ""
        return self.label(label, start, len(self.text), *attributes)

    def label(self, label: str, start: int, end: int, *attributes: tuple[str, str]) -> str:
        self.spans += 1
        self.items.append(Span(f"s{self.spans}", label, (Fragment(start, end),), attributes))
        return f"s{self.spans}"

    def relate(self, label: str, head: str, target: str, order: int = 0) -> None:
        self.edges += 1
        self.items.append(Relation(f"r{self.edges}", label, head, target, order))

    def refer(self, span: str, entity: str) -> None:
        self.edges += 1
        self.items.append(Link(f"k{self.edges}", "refers_to", span, entity))

    def end_paragraph(self, start: int, kind: ParagraphKind = ParagraphKind.BODY) -> None:
        self.paragraphs.append(Paragraph(start, len(self.text), kind))
        self.text += "\n"


def title(number: int) -> str:
    """The title of an article of a project; none is another's beginning."""
    return f"Kabar {number:07} dari lereng utara"


def document(number: int) -> Document:
    """An article of a project: a title and five paragraphs, ten labels in three frames."""
    writing = _Writing(number)
    writing.say(title(number))
    writing.end_paragraph(0, ParagraphKind.TITLE)
    people = [person(number * 7 + turn * 13) for turn in range(3)]
    for turn in range(5):
        start = len(writing.text)
        writing.say(writing.words(12).capitalize() + ". ")
        if turn < 3:
            quote = writing.say(f"“{writing.words(14)},”", "QUOTE", ("type", "direct"))
            writing.say(" ")
            cue = writing.say(_CUES[(number + turn) % 4], "CUE")
            writing.say(" ")
            speaker = writing.say(people[turn].name, "SPEAKER", ("form", "name"))
            if turn == 0:
                writing.say(", dikutip dari ")
                source = writing.say("Kabar Lereng", "SOURCE")
                writing.relate("via", quote, source, 1)
            writing.say(". ")
            writing.relate("said_by", quote, speaker)
            writing.relate("cued_by", quote, cue)
            writing.refer(speaker, people[turn].id)
        writing.say(writing.words(10).capitalize() + ".")
        writing.end_paragraph(start)
    assert writing.spans == SPANS
    article = Article(
        id=f"a{number:07}",
        text=writing.text,
        paragraphs=tuple(writing.paragraphs),
        lang="id",
        title=title(number),
        publisher="Kabar Lereng",
        url=f"https://kabar.example/{number}",
        date="2026-01-05",
    )
    layer = layer_of(WHO, article.id, [*writing.items, Status(Progress.DONE)])
    return Document(article, layer, tuple({one.id: one for one in people}.values()), scheme())


def long_article(paragraphs: int) -> Document:
    """An article of many paragraphs, each with eight labels that overlap, in two frames."""
    writing = _Writing(1)
    for number in range(paragraphs):
        start = len(writing.text)
        writing.say(writing.words(35 + number * 7 % 60) + " 习近平 é👨‍👩‍👧.")
        length = len(writing.text) - start
        ids = []
        for mark in range(8):
            first = start + length * mark // 12
            last = min(start + length, first + 12 + 31 * mark)
            ids.append(writing.label(("QUOTE", "SPEAKER", "CUE", "SOURCE")[mark % 4], first, last))
        for quote, speaker, cue, source in (ids[:4], ids[4:]):
            writing.relate("said_by", quote, speaker)
            writing.relate("cued_by", quote, cue)
            writing.relate("via", quote, source, 1)
        writing.end_paragraph(start)
    article = Article("long", writing.text, tuple(writing.paragraphs), lang="id", title="Panjang sekali")
    return Document(article, layer_of(WHO, "long", writing.items), (), scheme())


def write_lines(path: Path, documents: Iterator[Document]) -> None:
    """A file to import."""
    with path.open("wb") as stream:
        stream.writelines(write_jsonl(documents))


def empty_project(path: Path) -> None:
    """A project with one member."""
    create_project(path, default_scheme_path().read_text(encoding="utf-8"), WHO).close()


def make_project(path: Path, articles: int, people: Sequence[Entity] = ()) -> Path:
    """A project of many articles, filled without the log, which neither listing nor opening reads.

    `people`: whom the labels mean, one after the other, instead of the few hundred of `person`.
    """
    empty_project(path)
    with open_project(path, WHO) as project:
        for first in range(0, articles, _AT_ONCE):
            with project.writing() as db:
                if first == 0:
                    known = people or [person(number) for number in range(PEOPLE)]
                    insert_items(db, "people", "", "", known)
                for number in range(first, min(articles, first + _AT_ONCE)):
                    _insert(db, document(number), people)
                index_new(db)
    return path


def _insert(db: Database, one: Document, people: Sequence[Entity]) -> None:
    article = one.article
    about = (article.id, article.lang, article.title, article.publisher, article.url, article.date)
    db.conn.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*about, article.sha256, article.text)
    )
    db.conn.executemany(
        "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?)",
        [
            (article.id, place, part.start, part.end, str(part.kind), str(part.kind))
            for place, part in enumerate(article.paragraphs)
        ],
    )
    items = list(one.layer.items())
    if people:
        dice = random.Random(article.id)
        items = [
            replace(item, entity=dice.choice(people).id) if isinstance(item, Link) else item for item in items
        ]
    insert_items(db, WHO, article.id, article.text, items)
