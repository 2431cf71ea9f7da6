"""What the program prints: data to standard output, narration to standard error, nothing that a terminal obeys."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from annotator.text.safe import safe, safe_lines

WIDTH = 80
"""Cells of a line where there is no terminal."""
PEOPLE = ("person or organisation", "people and organisations")
"""What entities are called: one, and several. Members are never meant by it."""
WIDEST = 100
"""Cells of a line on a wide terminal; longer ones are tiring to read."""


def say(text: str = "") -> None:
    """Print a line, or several, of data."""
    click.echo(safe_lines(text))


def tell(text: str) -> None:
    """Print a line of narration."""
    click.echo(safe_lines(text), err=True)


def paint(text: str, **style: Any) -> str:
    """Text that is safe already, in colour where the terminal wants it. To be printed with `say_painted`."""
    return click.style(text, **style) if colours() else text


def say_painted(text: str) -> None:
    """Print a line that is safe already and may hold our own colours."""
    click.echo(text, color=colours())


def colours() -> bool:
    """Whether standard output takes colour; a `NO_COLOR` that is empty says nothing."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Cells of a line of running text."""
    return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDEST) if sys.stdout.isatty() else WIDTH


def terminal_width() -> int | None:
    """Cells of a row of the terminal that standard output is; None where it is none."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else None


def say_json(value: Any) -> None:
    """Print a value as JSON: exact, with escapes for whatever a terminal would obey."""
    click.echo(safe_json(json.dumps(value, ensure_ascii=False, indent=2)))


def safe_json(text: str) -> str:
    """JSON with the same value of which a terminal obeys nothing: what is unsafe can only stand in strings."""
    if safe_lines(text) == text:
        return text
    return "".join(char if char == "\n" or safe(char) == char else json.dumps(char)[1:-1] for char in text)


def say_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns; numbers stand at the right. Nothing but the rows where there are none."""
    from annotator.text.graphemes import cell_width

    cells = [[safe(str(cell)) for cell in row] for row in rows]
    if not cells:
        return
    numeric = [all(cell.replace(",", "").isdigit() for cell in column) for column in zip(*cells, strict=True)]
    widths = [max(map(cell_width, column)) for column in zip(head, *cells, strict=True)]
    for row in ([*head], *cells):
        parts = []
        for cell, wide, right in zip(row, widths, numeric, strict=True):
            blanks = " " * (wide - cell_width(cell))
            parts.append(blanks + cell if right else cell + blanks)
        click.echo("  ".join(parts).rstrip())


def count(number: int, one: str, many: str = "") -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def bar(share: float, cells: int = 24) -> str:
    """A bar of so many cells that is filled so far, and the share in percent."""
    full = int(share * cells)
    return f"[{'█' * full}{'·' * (cells - full)}] {share:>4.0%}"


class Progress:
    """A line on standard error that says how far something is; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._shown = False
        self._wanted = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._wanted:
            click.echo(f"\r\x1b[K{safe(text)}", nl=False, err=True)
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._shown = False


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress line that is gone when the block ends."""
    line = Progress()
    try:
        yield line
    finally:
        line.clear()
