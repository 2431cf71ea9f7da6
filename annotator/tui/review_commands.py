"""Every command of the review screen, declared once: key line, help, palette, key map and README are made from this
table. Imports nothing of Textual, so that the command line can read it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewCommand:
    """One thing that a reviewer can do."""

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


DECIDE, MOVE, ARTICLE, PROGRAM = "Decide", "Move", "Article", "Program"
GROUPS = (DECIDE, MOVE, ARTICLE, PROGRAM)
"""In the order in which help shows them."""

COMMANDS: tuple[ReviewCommand, ...] = (
    ReviewCommand(
        "slots",
        ("s",),
        "slots",
        "Take it slot by slot: for each slot on which layers differ, a digit says whose.",
        DECIDE,
        4,
    ),
    ReviewCommand("both", ("b",), "both", "Take both versions, as two.", DECIDE, 3),
    ReviewCommand("none", ("n",), "none", "Take none: a decision that stays.", DECIDE, 2),
    ReviewCommand(
        "edit",
        ("e",),
        "edit",
        "Edit it by hand: opens gold in the reader at the place; what is not in gold yet is taken first.",
        DECIDE,
        5,
    ),
    ReviewCommand("defer", ("d",), "later", "Put it off; it comes round last.", DECIDE, 6),
    ReviewCommand(
        "reopen", ("o",), "open again", "Open what is decided again, also what all agreed on.", DECIDE
    ),
    ReviewCommand(
        "reason",
        ("c",),
        "reason",
        "Give the decision to come a reason, in a word or a sentence; earlier ones are offered.",
        DECIDE,
        9,
    ),
    ReviewCommand(
        "layer", ("=",), "other layer", "Take the layer whose number is typed, from 10 on.", DECIDE
    ),
    ReviewCommand(
        "bulk",
        ("B",),
        "many at once",
        "Take many at once: where layers agree, all of one layer or label, articles that one person labelled. "
        "What it would take is shown first.",
        DECIDE,
        10,
    ),
    ReviewCommand("undo", ("u",), "undo", "Undo your last decision in this article.", DECIDE, 7),
    ReviewCommand("redo", ("ctrl+r", "U"), "redo", "Do again what was undone.", DECIDE),
    ReviewCommand("next", ("tab", "space"), "next", "Go to the next thing in the queue.", MOVE, 8),
    ReviewCommand("previous", ("shift+tab",), "previous", "Go to the thing before.", MOVE),
    ReviewCommand(
        "filter",
        ("f",),
        "queue",
        "Change the queue: what waits, what somebody was uncertain of, everything.",
        MOVE,
        12,
    ),
    ReviewCommand("down", ("down", "j"), "down", "Scroll the article down.", MOVE),
    ReviewCommand("up", ("up", "k"), "up", "Scroll the article up.", MOVE),
    ReviewCommand("page-down", ("pagedown", "ctrl+d"), "page down", "Scroll a screenful down.", MOVE),
    ReviewCommand("page-up", ("pageup", "ctrl+u"), "page up", "Scroll a screenful up.", MOVE),
    ReviewCommand("left", ("left",), "columns left", "Show the layers before, where not all fit.", MOVE),
    ReviewCommand("right", ("right",), "columns right", "Show the layers behind, where not all fit.", MOVE),
    ReviewCommand("hide", ("h",), "hide names", "Hide or show who said what: blind review.", ARTICLE, 13),
    ReviewCommand("done", ("D",), "done", "Mark gold as done, or as begun again.", ARTICLE, 11),
    ReviewCommand(
        "next-article",
        ("N",),
        "next article",
        "Open the next article that two people have done and gold is not.",
        ARTICLE,
    ),
    ReviewCommand("help", ("?", "f1"), "help", "Show all keys.", PROGRAM, 14),
    ReviewCommand("palette", ("ctrl+p",), "commands", "Search all commands by name.", PROGRAM),
    ReviewCommand(
        "theme", ("ctrl+t",), "theme", "Change the colours: dark, light, the terminal's own.", PROGRAM
    ),
    ReviewCommand(
        "escape", ("escape",), "library", "Back out of one thing; at last, to the library.", PROGRAM
    ),
    ReviewCommand("suspend", ("ctrl+z",), "suspend", "Suspend the program; fg brings it back.", PROGRAM),
    ReviewCommand("quit", ("ctrl+q",), "quit", "Leave the program. Everything is saved already.", PROGRAM),
)
"""Digits are the layers. `0` leaves a slot empty while slots are chosen."""


def by_key(commands: Iterable[ReviewCommand] = COMMANDS) -> dict[str, ReviewCommand]:
    """Key -> command.

    Raises:
        ValueError: two commands have one key.
    """
    found: dict[str, ReviewCommand] = {}
    for command in commands:
        for key in command.keys:
            if key in found:
                raise ValueError(f"{key!r} is the key of both {found[key].id} and {command.id}")
            found[key] = command
    return found
