"""Every command of the screen of people, declared once: key line, help, palette and README are made from this table.

Imports nothing of Textual, so that the command line can read it too.
"""

from __future__ import annotations

from annotator.tui.library_commands import MOVE, PROGRAM
from annotator.tui.screen_commands import ScreenCommand

WHO, LIST = "Who is who", "What is listed"
GROUPS = (WHO, LIST, MOVE, PROGRAM)
"""In the order in which help shows them."""

COMMANDS: tuple[ScreenCommand, ...] = (
    ScreenCommand(
        "links",
        ("enter", "right", "tab"),
        "links",
        "Go to the links; Enter there opens the article.",
        LIST,
        1,
    ),
    ScreenCommand(
        "merge",
        ("m",),
        "merge",
        "Make the marked one and another one person, after a look at what changes.",
        WHO,
        3,
    ),
    ScreenCommand(
        "split", ("s",), "split", "Give some of the marked one's names and links to somebody new.", WHO, 4
    ),
    ScreenCommand("rename", ("r",), "rename", "Give another name; the old one stays as an alias.", WHO, 5),
    ScreenCommand("alias", ("a",), "add alias", "Give one more name.", WHO, 6),
    ScreenCommand("remove-alias", ("d",), "remove alias", "Take an alias away.", WHO, 11),
    ScreenCommand(
        "unmerge",
        ("x",),
        "unmerge",
        "Let somebody who was merged into the marked one stand alone again.",
        WHO,
        12,
    ),
    ScreenCommand(
        "duplicates",
        ("f",),
        "duplicates",
        "Look at pairs that may be one, the likeliest first: merge them, or keep them apart for good.",
        WHO,
        7,
    ),
    ScreenCommand("undo", ("u",), "undo", "Take back what you did last to the people here.", WHO, 8),
    ScreenCommand("redo", ("ctrl+r", "U"), "redo", "Do again what was undone.", WHO),
    ScreenCommand("search", ("/",), "find", "List those whom a name may mean, while you type it.", LIST, 2),
    ScreenCommand("sort", ("o",), "order", "Sort by name, or by quotes.", LIST, 9),
    ScreenCommand(
        "escape", ("escape", "left"), "leave", "Back to all people; at last, out of here.", LIST, 10
    ),
    ScreenCommand("down", ("down", "j"), "down", "Go one down.", MOVE),
    ScreenCommand("up", ("up", "k"), "up", "Go one up.", MOVE),
    ScreenCommand("page-down", ("pagedown", "space", "ctrl+d"), "page down", "Go a screenful down.", MOVE),
    ScreenCommand("page-up", ("pageup", "ctrl+u"), "page up", "Go a screenful up.", MOVE),
    ScreenCommand("first", ("home", "g"), "top", "Go to the first.", MOVE),
    ScreenCommand("last", ("end", "G"), "bottom", "Go to the last.", MOVE),
    ScreenCommand("palette", ("ctrl+p",), "commands", "Search all commands by name.", PROGRAM),
    ScreenCommand(
        "theme", ("ctrl+t",), "theme", "Change the colours: dark, light, the terminal's own.", PROGRAM
    ),
    ScreenCommand("suspend", ("ctrl+z",), "suspend", "Suspend the program; fg brings it back.", PROGRAM),
    ScreenCommand("quit", ("ctrl+q",), "quit", "Leave the program. Everything is saved already.", PROGRAM),
    ScreenCommand("help", ("?", "f1"), "help", "Show all keys.", PROGRAM, 13),
)
