"""Every command of the screen of people, declared once: key line, help, palette and README are made from this table.

Imports nothing of Textual, so that the command line can read it too.
"""

from __future__ import annotations

from annotator.tui.library_commands import MOVE, PROGRAM, LibraryCommand

WHO, LIST = "Who is who", "What is listed"
GROUPS = (WHO, LIST, MOVE, PROGRAM)
"""In the order in which help shows them."""

COMMANDS: tuple[LibraryCommand, ...] = (
    LibraryCommand(
        "links",
        ("enter", "right", "tab"),
        "links",
        "Go to the links; Enter there opens the article.",
        LIST,
        1,
    ),
    LibraryCommand(
        "merge",
        ("m",),
        "merge",
        "Make the marked one and another one person, after a look at what changes.",
        WHO,
        3,
    ),
    LibraryCommand(
        "split", ("s",), "split", "Give some of the marked one's names and links to somebody new.", WHO, 4
    ),
    LibraryCommand("rename", ("r",), "rename", "Give another name; the old one stays as an alias.", WHO, 5),
    LibraryCommand("alias", ("a",), "add alias", "Give one more name.", WHO, 6),
    LibraryCommand("remove-alias", ("d",), "remove alias", "Take an alias away.", WHO, 11),
    LibraryCommand(
        "unmerge",
        ("x",),
        "unmerge",
        "Let somebody who was merged into the marked one stand alone again.",
        WHO,
        12,
    ),
    LibraryCommand(
        "duplicates",
        ("f",),
        "duplicates",
        "Look at pairs that may be one, the likeliest first: merge them, or keep them apart for good.",
        WHO,
        7,
    ),
    LibraryCommand("undo", ("u",), "undo", "Take back what you did last to the people here.", WHO, 8),
    LibraryCommand("redo", ("ctrl+r", "U"), "redo", "Do again what was undone.", WHO),
    LibraryCommand("search", ("/",), "find", "List those whom a name may mean, while you type it.", LIST, 2),
    LibraryCommand("sort", ("o",), "order", "Sort by name, or by quotes.", LIST, 9),
    LibraryCommand(
        "escape", ("escape", "left"), "leave", "Back to all people; at last, out of here.", LIST, 10
    ),
    LibraryCommand("down", ("down", "j"), "down", "Go one down.", MOVE),
    LibraryCommand("up", ("up", "k"), "up", "Go one up.", MOVE),
    LibraryCommand("page-down", ("pagedown", "space", "ctrl+d"), "page down", "Go a screenful down.", MOVE),
    LibraryCommand("page-up", ("pageup", "ctrl+u"), "page up", "Go a screenful up.", MOVE),
    LibraryCommand("first", ("home", "g"), "top", "Go to the first.", MOVE),
    LibraryCommand("last", ("end", "G"), "bottom", "Go to the last.", MOVE),
    LibraryCommand("palette", ("ctrl+p",), "commands", "Search all commands by name.", PROGRAM),
    LibraryCommand(
        "theme", ("ctrl+t",), "theme", "Change the colours: dark, light, the terminal's own.", PROGRAM
    ),
    LibraryCommand("suspend", ("ctrl+z",), "suspend", "Suspend the program; fg brings it back.", PROGRAM),
    LibraryCommand("quit", ("ctrl+q",), "quit", "Leave the program. Everything is saved already.", PROGRAM),
    LibraryCommand("help", ("?", "f1"), "help", "Show all keys.", PROGRAM, 13),
)
