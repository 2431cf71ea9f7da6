"""Every command of the review screen, declared once: key line, help, palette, key map and README are made from this
table. Imports nothing of Textual, so that the command line can read it too.
"""

from __future__ import annotations

from annotator.tui.screen_commands import ScreenCommand

DECIDE, MOVE, ARTICLE, PROGRAM = "Decide", "Move", "Article", "Program"
GROUPS = (DECIDE, MOVE, ARTICLE, PROGRAM)
"""In the order in which help shows them."""

COMMANDS: tuple[ScreenCommand, ...] = (
    ScreenCommand(
        "slots",
        ("s",),
        "slots",
        "Take it slot by slot: for each slot on which layers differ, a digit says whose.",
        DECIDE,
        4,
    ),
    ScreenCommand(
        "most",
        ("m",),
        "as most",
        "Take what most columns say, slot by slot; where as many say one thing as another, it asks.",
        DECIDE,
        15,
    ),
    ScreenCommand(
        "both",
        ("b",),
        "both",
        "Take both versions, as two; where they have one place, pressed again, one with what each of them has.",
        DECIDE,
        3,
    ),
    ScreenCommand("none", ("n",), "none", "Take none: a decision that stays.", DECIDE, 2),
    ScreenCommand(
        "edit",
        ("e",),
        "edit",
        "Edit it by hand: opens gold in the reader at the place; what is not in gold yet is taken first.",
        DECIDE,
        5,
    ),
    ScreenCommand("defer", ("d",), "later", "Put it off; it comes round last.", DECIDE, 6),
    ScreenCommand(
        "reopen", ("o",), "open again", "Open what is decided again, also what all agreed on.", DECIDE
    ),
    ScreenCommand(
        "reason",
        ("c",),
        "reason",
        "Give the decision to come a reason, in a word or a sentence; earlier ones are offered.",
        DECIDE,
        9,
    ),
    ScreenCommand(
        "layer", ("=",), "other layer", "Take the layer whose number is typed, from 10 on.", DECIDE
    ),
    ScreenCommand(
        "bulk",
        ("B",),
        "many at once",
        "Take many at once: where layers agree, all of one layer or label, articles that one person labelled. "
        "What it would take is shown first.",
        DECIDE,
        10,
    ),
    ScreenCommand(
        "notes",
        ("C",),
        "notes",
        "Read the notes of annotators, on the thing in hand first, and answer them.",
        DECIDE,
        17,
    ),
    ScreenCommand("undo", ("u",), "undo", "Undo your last decision in this article.", DECIDE, 7),
    ScreenCommand("redo", ("ctrl+r", "U"), "redo", "Do again what was undone.", DECIDE),
    ScreenCommand("next", ("tab", "space"), "next", "Go to the next thing in the queue.", MOVE, 8),
    ScreenCommand("previous", ("shift+tab",), "previous", "Go to the thing before.", MOVE),
    ScreenCommand(
        "filter",
        ("f",),
        "queue",
        "Change the queue: what waits, what somebody was uncertain of, everything, what has a note.",
        MOVE,
        12,
    ),
    ScreenCommand("down", ("down", "j"), "down", "Scroll the article down.", MOVE),
    ScreenCommand("up", ("up", "k"), "up", "Scroll the article up.", MOVE),
    ScreenCommand("page-down", ("pagedown", "ctrl+d"), "page down", "Scroll a screenful down.", MOVE),
    ScreenCommand("page-up", ("pageup", "ctrl+u"), "page up", "Scroll a screenful up.", MOVE),
    ScreenCommand("left", ("left",), "columns left", "Show the layers before, where not all fit.", MOVE),
    ScreenCommand("right", ("right",), "columns right", "Show the layers behind, where not all fit.", MOVE),
    ScreenCommand(
        "propose",
        ("v",),
        "suggested",
        "Show or hide what the language pack reads where people differ, as one more column.",
        ARTICLE,
        16,
    ),
    ScreenCommand("hide", ("h",), "hide names", "Hide or show who said what: blind review.", ARTICLE, 13),
    ScreenCommand("done", ("D",), "done", "Mark gold as done, or as begun again.", ARTICLE, 11),
    ScreenCommand(
        "next-article",
        ("N",),
        "next article",
        "Open the next article that two people have done and gold is not.",
        ARTICLE,
    ),
    ScreenCommand("help", ("?", "f1"), "help", "Show all keys.", PROGRAM, 14),
    ScreenCommand("palette", ("ctrl+p",), "commands", "Search all commands by name.", PROGRAM),
    ScreenCommand(
        "theme", ("ctrl+t",), "theme", "Change the colours: dark, light, the terminal's own.", PROGRAM
    ),
    ScreenCommand(
        "escape", ("escape",), "library", "Back out of one thing; at last, to the library.", PROGRAM
    ),
    ScreenCommand("suspend", ("ctrl+z",), "suspend", "Suspend the program; fg brings it back.", PROGRAM),
    ScreenCommand("quit", ("ctrl+q",), "quit", "Leave the program. Everything is saved already.", PROGRAM),
)
"""Digits are the columns: the layers, then what is suggested. `0` leaves a slot empty while slots are chosen."""
