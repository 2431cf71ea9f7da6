"""Invented news with everything that breaks readers: nested and parted quotes, clitics, emoji, odd white space."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.formats.document import Document
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import Entity, Fragment, Item, Link, Note, Progress, Relation, Span, Status
from annotator.model.layer import layer_of
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme

LAYER = "gold"
SCHEME = load_scheme(default_scheme_path())

_NAMES = ("Ratna Widuri", "Slamet Hartono", "Wulan Prasasti", "Zoë O’Hara", "علي حسن", "Bagus 👨‍👩‍👧 Tirta")
_OUTLETS = ("Kabar Lereng", "Harian Selat", "laman Dinas Perahu")
_CUES = ("kata", "ujar", "tutur", "ungkap")
_THINGS = (
    "jembatan",
    "feri 😀",
    "pasar kopi",
    "tanggul e\u0301lok",
    "kapal 🇮🇩",
    "lampu\u00a0jalan",
    "anak-anak",
)
_DEEDS = ("sudah selesai", "belum kuat", "akan dibuka lagi", "tidak ditutup", "perlu Rp1,5 miliar")


Pick = Callable[[tuple[str, ...], int], str]


class _Text:
    """A text that grows, with the items on it."""

    def __init__(self) -> None:
        self.text = ""
        self.items: list[Item] = []
        self.paragraphs: list[Paragraph] = []
        self._start = 0

    def say(self, words: str) -> Fragment:
        start = len(self.text)
        self.text += words
        return Fragment(start, len(self.text))

    def span(self, label: str, *parts: Fragment, **attributes: str) -> str:
        key = f"s{len(self.items)}"
        self.items.append(Span(key, label, parts, tuple(sorted(attributes.items()))))
        return key

    def relate(self, label: str, head: str, target: str, order: int = 0) -> None:
        self.items.append(Relation(f"r{len(self.items)}", label, head, target, order))

    def refer(self, label: str, span: str, person: int) -> None:
        self.items.append(Link(f"l{len(self.items)}", label, span, f"p{person % len(_NAMES)}"))

    def end(self, line_end: str, kind: ParagraphKind = ParagraphKind.BODY) -> None:
        self.paragraphs.append(Paragraph(self._start, len(self.text), kind))
        self.text += line_end
        self._start = len(self.text)


def articles(count: int) -> Iterator[Document]:
    """So many articles, ordered by id, the same in every run."""
    for number in range(count):
        yield _article(number)


def _article(number: int) -> Document:
    def pick(words: tuple[str, ...], turn: int) -> str:
        return words[(number * 7 + turn * 3 + number // 5) % len(words)]

    line_end = ("\n", "\r\n", "\n\n", "\u2028\n")[number % 4]
    text = _Text()
    text.say(f"Kabar {number}: {pick(_THINGS, 0)} {pick(_DEEDS, 0)}")
    text.end(line_end, ParagraphKind.TITLE)
    _parted_quote(text, number, pick)
    text.end(line_end)
    _nested_quote(text, number, pick)
    text.end(line_end)
    text.say(f"Baca juga: {pick(_THINGS, 3)} {pick(_DEEDS, 2)}")
    text.end(line_end, ParagraphKind.BOILERPLATE)
    _implied_quote(text, number, pick)
    text.end("" if number % 3 else "\n")
    text.items.append(Status(Progress.DONE))
    key = f"k{number:05}"
    about = Article(
        key,
        text.text,
        tuple(text.paragraphs),
        lang="id",
        title=f"Kabar {number}",
        publisher=_OUTLETS[number % len(_OUTLETS)],
        url=f"https://kabar.example/{number}",
        date=f"2026-01-{number % 28 + 1:02}",
    )
    layer = layer_of(LAYER, key, text.items)
    linked = sorted({link.entity for link in layer.links.values()})
    people = tuple(Entity(one, "person", _NAMES[int(one[1:])]) for one in linked)
    return Document(about, layer, people, SCHEME)


def _parted_quote(text: _Text, number: int, pick: Pick) -> None:
    first = text.say(f"“{pick(_THINGS, 1).capitalize()} {pick(_DEEDS, 1)},”")
    text.say(" ")
    cue = text.span("CUE", text.say(pick(_CUES, 1)), kind="speech")
    text.say(" ")
    speaker = text.span("SPEAKER", text.say(_NAMES[number % len(_NAMES)]), form="name")
    text.say(f" di {pick(_THINGS, 4)}, ")
    second = text.say(f"“dan {pick(_THINGS, 2)} {pick(_DEEDS, 3)}.”")
    quote = text.span("QUOTE", first, second, type="direct", speaker_mode="explicit")
    text.say(" Menurut ")
    source = text.span("SOURCE", text.say(pick(_OUTLETS, 1)))
    text.say(", warga menunggu.")
    text.relate("said_by", quote, speaker)
    text.relate("cued_by", quote, cue)
    text.relate("via", quote, source, 1)
    text.refer("refers_to", speaker, number)


def _nested_quote(text: _Text, number: int, pick: Pick) -> None:
    start = text.say(f"“Dia bilang {pick(_THINGS, 5)} ").start
    inner = text.span("QUOTE", text.say(f"‘{pick(_DEEDS, 4)}’"), type="direct", speaker_mode="anaphoric")
    end = text.say(" kemarin,”").end
    outer = text.span("QUOTE", Fragment(start, end), type="direct", speaker_mode="anaphoric")
    text.say(" ")
    cue = text.span("CUE", text.say("lanjut"), kind="speech")
    speaker = text.span("SPEAKER", text.say("nya"), form="clitic")
    text.say(".")
    text.items.append(Note(f"n{number}", outer, LAYER, "Siapa?\nDia."))
    text.relate("nested_in", inner, outer)
    text.relate("said_by", outer, speaker)
    text.relate("cued_by", outer, cue)
    text.refer("refers_to", speaker, number)


def _implied_quote(text: _Text, number: int, pick: Pick) -> None:
    said = text.say(f"{pick(_THINGS, 6).capitalize()} {pick(_DEEDS, 5)}")
    quote = text.span("QUOTE", said, type="indirect", speaker_mode="implicit")
    text.say(", begitu bunyinya.")
    text.refer("said_by", quote, number + 1)
