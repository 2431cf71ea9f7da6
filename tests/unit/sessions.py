"""An article to read without a screen, and somebody who presses keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from annotator.lang.pack import load_pack
from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.edits import Edit
from annotator.model.items import Span
from annotator.model.layer import Layer
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme
from annotator.session.command import Command
from annotator.session.reading import Reading
from annotator.session.state import State, Step, begin
from annotator.session.step import step
from annotator.tui.commands import COMMANDS, label_commands
from annotator.tui.keys import key_names

SCHEME = load_scheme(default_scheme_path())
KEYS = key_names([*label_commands(SCHEME), *COMMANDS])
LINES = (
    "Pasar Kering Dibuka Lagi",
    "Kepala Dinas Perdagangan, Rina Wulandari, mengatakan bahwa pasar dibuka Senin.",
    '"Kami siap menerima pedagang lama," kata Rina Wulandari, dikutip dari laman Dinas Perdagangan.',
    '"Tidak ada biaya tambahan," lanjutnya.',
    '"Saya datang," ujar Bima, "karena rindu."',
    "Baca juga: Harga Cabai Turun",
)


def an_article(lines: tuple[str, ...] = LINES) -> Article:
    text, paragraphs, start = "\n".join(lines), [], 0
    for line in lines:
        kind = ParagraphKind.BOILERPLATE if line.startswith("Baca juga") else ParagraphKind.BODY
        paragraphs.append(Paragraph(start, start + len(line), kind))
        start += len(line) + 1
    return Article("a1", text, tuple(paragraphs), lang="id")


def a_state(lines: tuple[str, ...] = LINES) -> State:
    reading = Reading(an_article(lines), load_pack("id"))
    state = begin(reading, SCHEME, "anno1", Layer("anno1", "a1"), {}, "d.1")
    return replace(state, keys=KEYS)


class Session:
    """Presses keys in turn, as the reader would, with a new action id after each write."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.done: list[tuple[Edit, ...]] = []
        self.effects: list[str] = []

    def __call__(self, command: str, **arguments: Any) -> Step:
        result = step(self.state, Command(command, **arguments))
        self.state = result.state
        self.effects = [effect.name for effect in result.effects]
        if result.edits:
            assert result.title
            self.done.append(result.edits)
            self.state = replace(self.state, action=f"d.{len(self.done) + 1}")
        return result

    def to(self, words: str, nth: int = 1) -> Session:
        offset = -1
        for _ in range(nth):
            offset = self.state.reading.text.index(words, offset + 1)
        self("click", offset=offset)
        return self

    def tag(self, label: str) -> Session:
        self("tag", text=label)
        return self

    def text(self, span: str | Span) -> str:
        found = self.state.layer.spans[span] if isinstance(span, str) else span
        return found.surface(self.state.reading.text)

    @property
    def hand(self) -> str:
        return self.text(self.state.hand)
