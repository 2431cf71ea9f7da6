"""A bare reader for tests in a terminal: an ArticleView, a word cursor, and keys to drive it.

    python -m tests.terminal.reader_app demo|hostile|heavy[:paragraphs] [theme]

w/b next and previous word, n/p paragraph, v begins a selection, t tags the word, e emphasises, q quits.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Static

from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import Fragment, Span
from annotator.model.scheme import load_scheme
from annotator.tui.theme import THEMES
from annotator.tui.widgets.article_view import ArticleView

SCHEME = load_scheme(Path(__file__).parents[2] / "schemas" / "quotation.toml")

DEMO = """\
Wali Kota Sukamaju: Pasar Lama Dibangun Kembali Tahun Depan
SUKAMAJU, KABAR PAGI - Wali Kota Sukamaju, Ratna Widuri, mengatakan Pasar Lama yang terbakar pada Maret lalu \
akan dibangun kembali mulai Februari tahun depan.
"Kami tidak akan memindahkan para pedagang ke luar kota. Mereka tetap di sini, dan kiosnya kami bangun \
lebih dahulu," kata Ratna Widuri seusai rapat di balai kota, Senin (4/11/2024), dikutip dari laman \
Pemerintah Kota Sukamaju.
Ia menambahkan, anggaran sebesar Rp 48 miliar sudah disetujui dewan. "Tinggal lelang," lanjutnya, "dan itu \
berjalan dua bulan."
Baca juga: Lima Pasar Tradisional yang Bangkit Setelah Kebakaran
Pedagang belum yakin
Ketua paguyuban pedagang, Slamet Hartono, mengaku belum menerima surat apa pun. "Saya baru dengar dari \
radio bahwa wali kota bilang 'semua sudah siap'. Siap yang mana?" ujarnya kepada Kabar Pagi.
Menurut catatan Dinas Perdagangan yang dimuat Harian Muara, 312 kios habis terbakar dan 41 rusak ringan. \
Hingga kini 87 pedagang berjualan di trotoar Jalan Melati 👨‍👩‍👧‍👦, sebagian di \
bawah terpal bantuan 日本 dan 🇮🇩.
"""

_MARKS = [
    ("QUOTE", "Pasar Lama Dibangun Kembali Tahun Depan"),
    ("SPEAKER", "Wali Kota Sukamaju"),
    ("SPEAKER", "Wali Kota Sukamaju, Ratna Widuri"),
    ("CUE", "mengatakan"),
    ("QUOTE", "Pasar Lama yang terbakar pada Maret lalu akan dibangun kembali mulai Februari tahun depan"),
    ("QUOTE", '"Kami tidak akan memindahkan para pedagang ke luar kota. Mereka tetap di sini, '
     'dan kiosnya kami bangun lebih dahulu,"'),
    ("CUE", "kata"),
    ("SPEAKER", "Ratna Widuri"),
    ("CUE", "dikutip dari"),
    ("SOURCE", "laman Pemerintah Kota Sukamaju"),
    ("SPEAKER", "Ia"),
    ("CUE", "menambahkan"),
    ("QUOTE", "anggaran sebesar Rp 48 miliar sudah disetujui dewan"),
    ("QUOTE", '"Tinggal lelang,"', '"dan itu berjalan dua bulan."'),
    ("CUE", "lanjut"),
    ("SPEAKER", "lanjut+nya"),
    ("SPEAKER", "Ketua paguyuban pedagang, Slamet Hartono"),
    ("CUE", "mengaku"),
    ("QUOTE", "belum menerima surat apa pun"),
    ("QUOTE", "\"Saya baru dengar dari radio bahwa wali kota bilang 'semua sudah siap'. Siap yang mana?\""),
    ("QUOTE", "'semua sudah siap'"),
    ("SPEAKER", "wali kota"),
    ("CUE", "bilang"),
    ("CUE", "ujar"),
    ("SPEAKER", "ujar+nya"),
    ("SOURCE", "Harian Muara"),
    ("QUOTE", "312 kios habis terbakar dan 41 rusak ringan"),
]  # fmt: skip

HOSTILE = "\n".join(
    [
        "Awal \x1b]0;PAYLOAD\x07 judul \x1b]52;c;UEFZTE9BRA==\x07 papan \x1b[5;5HPAYLOAD",
        "C1 \x9b31mPAYLOAD \x9d0;PAYLOAD\x9c \x90qPAYLOAD\x9c \x85 \x8d dan \x00 \x7f \x08\x08\x0b\x0c",
        "Bidi \u202ePAYLOAD\u202c \u2066x\u2069 \u200f \u061c \u2028 \u2029 \ufeff \U000e0041\U000e007f",
        "Tanya \x1b[6n \x1bP+q544e\x1b\\ \x1b]8;;http://x\x1b\\tautan\x1b]8;;\x1b\\ \x1bc selesai",
    ]
)


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    found, start = [], 0
    for number, line in enumerate(text.split("\n")):
        if line:
            kind = ParagraphKind.BODY
            if text.startswith("Wali Kota Sukamaju:") and number == 0:
                kind = ParagraphKind.TITLE
            elif line.startswith("Baca juga"):
                kind = ParagraphKind.BOILERPLATE
            elif line == "Pedagang belum yakin":
                kind = ParagraphKind.HEADING
            found.append(Paragraph(start, start + len(line), kind))
        start += len(line) + 1
    return tuple(found)


def demo() -> tuple[Article, dict[str, Span]]:
    spans: dict[str, Span] = {}
    last = 0
    for number, (label, *words) in enumerate(_MARKS, start=1):
        fragments = []
        for word in words:
            # "lanjut+nya" is the "nya" behind "lanjut".
            before, _, part = word.rpartition("+")
            last = DEMO.index(before + part, max(0, last - 120))
            start = last + len(before)
            fragments.append(Fragment(start, start + len(part)))
        spans[f"s{number}"] = Span(f"s{number}", label, tuple(fragments))
    return Article("demo", DEMO, paragraphs_of(DEMO), lang="id"), spans


def heavy(count: int) -> tuple[Article, dict[str, Span]]:
    """Long paragraphs with 8 overlapping labels each."""
    words = (
        *("Kami", "tetap", "berharap", "pembahasan", "anggaran", "daerah", "selesai", "sebelum", "akhir"),
        *("tahun", "kata", "juru", "bicara"),
    )
    lines, spans, start = [], {}, 0
    labels = ("QUOTE", "SPEAKER", "CUE", "SOURCE")
    for number in range(count):
        many = 35 + number * 7 % 60
        line = " ".join(words[(number + i * 5) % len(words)] for i in range(many)) + " 习近平 é👨‍👩‍👧."
        lines.append(line)
        for mark in range(8):
            first = start + len(line) * mark // 12
            span_id = f"s{number * 8 + mark + 1}"
            last = min(start + len(line), first + 12 + 31 * mark)
            spans[span_id] = Span(span_id, labels[mark % 4], (Fragment(first, last),))
        start += len(line) + 1
    text = "\n".join(lines)
    return Article("heavy", text, paragraphs_of(text)), spans


class ReaderApp(App[None]):
    """The smallest reader that a terminal test needs."""

    CSS = "#side { width: 36; padding: 1 2; } #status { dock: top; height: 1; padding: 0 1; }"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        ("w", "word(1)"), ("b", "word(-1)"), ("n", "paragraph(1)"), ("p", "paragraph(-1)"),
        ("v", "select"), ("t", "tag"), ("e", "emphasise"), ("q", "quit"), ("G", "end"),
    ]  # fmt: skip

    def __init__(self, what: str = "demo", theme: str = "annotator-dark", *, side: bool = False) -> None:
        super().__init__()
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme
        self.side = side
        name, _, count = what.partition(":")
        if name == "hostile":
            self.article, self.spans = Article("hostile", HOSTILE, paragraphs_of(HOSTILE)), {}
        else:
            self.article, self.spans = demo() if name == "demo" else heavy(int(count or 200))
        self.words = [found.start() for found in re.finditer(r"\w+", self.article.text)]
        self.word = 0
        self.anchor: int | None = None
        self.asked: list[object] = []

    def compose(self) -> ComposeResult:
        from textual.containers import Horizontal

        yield Static("ready", id="status", markup=False)
        with Horizontal():
            if self.side or self.size.width >= 110:
                yield Static("", id="side")
            yield ArticleView(SCHEME)

    def on_mount(self) -> None:
        self.view = self.query_one(ArticleView)
        self.view.show(self.article)
        self.view.mark(self.spans)
        self.view.focus()
        self.go()

    def go(self) -> None:
        word = self.words[self.word]
        self.view.place(
            word, None if self.anchor is None else (min(word, self.anchor), max(word, self.anchor))
        )

    def action_word(self, step: int) -> None:
        self.word = min(max(self.word + step, 0), len(self.words) - 1)
        self.go()

    def action_paragraph(self, step: int) -> None:
        here = self.article.paragraph_at(self.words[self.word])
        target = min(max(here + step, 0), len(self.article.paragraphs) - 1)
        start = self.article.paragraphs[target].start
        self.word = next(i for i, offset in enumerate(self.words) if offset >= start)
        self.go()

    def action_end(self) -> None:
        self.word = len(self.words) - 1
        self.go()

    def action_select(self) -> None:
        self.anchor = None if self.anchor is not None else self.words[self.word]
        self.go()

    def action_tag(self) -> None:
        start = self.words[self.word]
        found = re.compile(r"\w+").match(self.article.text, start)
        assert found
        number = len(self.spans) + 1
        span = Span(f"s{number}", "SPEAKER", (Fragment(start, found.end()),))
        self.spans = self.spans | {span.id: span}
        self.view.mark(self.spans)

    def action_emphasise(self) -> None:
        here = self.article.paragraphs[self.article.paragraph_at(self.words[self.word])]
        self.view.emphasise(s.id for s in self.spans.values() if here.start <= s.start < here.end)

    def on_article_view_cursor_requested(self, message: ArticleView.CursorRequested) -> None:
        self.asked.append(("cursor", message.offset, message.extend))

    def on_article_view_word_requested(self, message: ArticleView.WordRequested) -> None:
        self.asked.append(("word", message.offset))

    def on_article_view_sentence_requested(self, message: ArticleView.SentenceRequested) -> None:
        self.asked.append(("sentence", message.offset))


if __name__ == "__main__":
    ReaderApp(*(sys.argv[1:] or ["demo"])).run()
