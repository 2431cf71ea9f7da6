"""Every command of the library, declared once: key line, help, palette and README are made from this table.

Imports nothing of Textual, so that the command line can read it too, and nothing of the reader, so that the
library's first page does not wait for it.
"""

from __future__ import annotations

from annotator.tui.screen_commands import ScreenCommand

ARTICLES, LIST, MOVE, PROGRAM = "Articles", "What is listed", "Move", "Program"
GROUPS = (ARTICLES, LIST, MOVE, PROGRAM)
"""In the order in which help shows them."""

COMMANDS: tuple[ScreenCommand, ...] = (
    ScreenCommand("open", ("enter", "right", "l"), "open", "Open the marked article.", ARTICLES, 1),
    ScreenCommand(
        "next-not-done", ("n",), "next not done", "Mark the next article that you have not done.", ARTICLES, 3
    ),
    ScreenCommand("resume", ("o",), "go on", "Open the article that you had open last.", ARTICLES, 4),
    ScreenCommand(
        "review",
        ("R",),
        "review",
        "Review the marked article: compare what people labelled and decide what becomes gold.",
        ARTICLES,
    ),
    ScreenCommand(
        "search", ("/",), "search", "List the articles in which words occur, while you type them.", LIST, 2
    ),
    ScreenCommand(
        "filter",
        ("f",),
        "filter",
        "Choose what is listed: by state, flag, assignment, language, publisher.",
        LIST,
        5,
    ),
    ScreenCommand(
        "sort",
        ("s",),
        "sort",
        "Sort by the next of id, title, date, publisher, state, last worked on.",
        LIST,
        6,
    ),
    ScreenCommand("turn", ("S",), "turn round", "Turn the order round.", LIST),
    ScreenCommand(
        "escape",
        ("escape", "q"),
        "list all",
        "Take the search away, then the filters; at last, say how to leave.",
        LIST,
    ),
    ScreenCommand(
        "people", ("P",), "people", "Show everybody who is linked: who, how often, which are one.", PROGRAM, 9
    ),
    ScreenCommand(
        "agreement",
        ("A",),
        "agreement",
        "Show how far people agree, and behind every figure the places where they differ.",
        PROGRAM,
    ),
    ScreenCommand("down", ("down", "j"), "down", "Go one article down.", MOVE),
    ScreenCommand("up", ("up", "k"), "up", "Go one article up.", MOVE),
    ScreenCommand("page-down", ("pagedown", "space", "ctrl+d"), "page down", "Go a screenful down.", MOVE),
    ScreenCommand("page-up", ("pageup", "ctrl+u"), "page up", "Go a screenful up.", MOVE),
    ScreenCommand("first", ("home", "g"), "top", "Go to the first article.", MOVE),
    ScreenCommand("last", ("end", "G"), "bottom", "Go to the last article.", MOVE),
    ScreenCommand("palette", ("ctrl+p",), "commands", "Search all commands by name.", PROGRAM),
    ScreenCommand(
        "theme", ("ctrl+t",), "theme", "Change the colours: dark, light, the terminal's own.", PROGRAM
    ),
    ScreenCommand("suspend", ("ctrl+z",), "suspend", "Suspend the program; fg brings it back.", PROGRAM),
    ScreenCommand("quit", ("ctrl+q",), "quit", "Leave the program. Everything is saved already.", PROGRAM, 7),
    ScreenCommand("help", ("?", "f1"), "help", "Show all keys.", PROGRAM, 8),
)
