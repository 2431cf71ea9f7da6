"""Every command of the library, declared once: key line, help, palette and README are made from this table.

Imports nothing of Textual, so that the command line can read it too, and nothing of the reader, so that the
library's first page does not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryCommand:
    """One thing that a person can do in the library."""

    id: str
    keys: tuple[str, ...]
    """As `annotator.tui.keys` names them; the first one is shown."""
    title: str
    """One or two words, for the key line."""
    help: str
    """A sentence, for help and README."""
    group: str
    footer: int = 0
    """Rank in the key line, 1 first; 0 keeps it out."""


ARTICLES, LIST, MOVE, PROGRAM = "Articles", "What is listed", "Move", "Program"
GROUPS = (ARTICLES, LIST, MOVE, PROGRAM)
"""In the order in which help shows them."""

COMMANDS: tuple[LibraryCommand, ...] = (
    LibraryCommand("open", ("enter", "right", "l"), "open", "Open the marked article.", ARTICLES, 1),
    LibraryCommand(
        "next-not-done", ("n",), "next not done", "Mark the next article that you have not done.", ARTICLES, 3
    ),
    LibraryCommand("resume", ("o",), "go on", "Open the article that you had open last.", ARTICLES, 4),
    LibraryCommand(
        "review",
        ("R",),
        "review",
        "Review the marked article: compare what people labelled and decide what becomes gold.",
        ARTICLES,
    ),
    LibraryCommand(
        "search", ("/",), "search", "List the articles in which words occur, while you type them.", LIST, 2
    ),
    LibraryCommand(
        "filter",
        ("f",),
        "filter",
        "Choose what is listed: by state, flag, assignment, language, publisher.",
        LIST,
        5,
    ),
    LibraryCommand(
        "sort",
        ("s",),
        "sort",
        "Sort by the next of id, title, date, publisher, state, last worked on.",
        LIST,
        6,
    ),
    LibraryCommand("turn", ("S",), "turn round", "Turn the order round.", LIST),
    LibraryCommand(
        "escape",
        ("escape", "q"),
        "list all",
        "Take the search away, then the filters; at last, say how to leave.",
        LIST,
    ),
    LibraryCommand(
        "people", ("P",), "people", "Show everybody who is linked: who, how often, which are one.", PROGRAM, 9
    ),
    LibraryCommand("down", ("down", "j"), "down", "Go one article down.", MOVE),
    LibraryCommand("up", ("up", "k"), "up", "Go one article up.", MOVE),
    LibraryCommand("page-down", ("pagedown", "space", "ctrl+d"), "page down", "Go a screenful down.", MOVE),
    LibraryCommand("page-up", ("pageup", "ctrl+u"), "page up", "Go a screenful up.", MOVE),
    LibraryCommand("first", ("home", "g"), "top", "Go to the first article.", MOVE),
    LibraryCommand("last", ("end", "G"), "bottom", "Go to the last article.", MOVE),
    LibraryCommand("palette", ("ctrl+p",), "commands", "Search all commands by name.", PROGRAM),
    LibraryCommand(
        "theme", ("ctrl+t",), "theme", "Change the colours: dark, light, the terminal's own.", PROGRAM
    ),
    LibraryCommand("suspend", ("ctrl+z",), "suspend", "Suspend the program; fg brings it back.", PROGRAM),
    LibraryCommand(
        "quit", ("ctrl+q",), "quit", "Leave the program. Everything is saved already.", PROGRAM, 7
    ),
    LibraryCommand("help", ("?", "f1"), "help", "Show all keys.", PROGRAM, 8),
)

WHILE_TYPING = frozenset(
    {"up", "down", "pageup", "pagedown", "escape", "ctrl+p", "ctrl+q", "ctrl+t", "ctrl+z"}
)
"""Keys that mean the list's commands while words are typed; all others write, or move in what is written."""


def by_key(commands: Iterable[LibraryCommand] = COMMANDS) -> dict[str, LibraryCommand]:
    """Key -> command.

    Raises:
        ValueError: two commands have one key.
    """
    found: dict[str, LibraryCommand] = {}
    for command in commands:
        for key in command.keys:
            if key in found:
                raise ValueError(f"{key!r} is the key of both {found[key].id} and {command.id}")
            found[key] = command
    return found
