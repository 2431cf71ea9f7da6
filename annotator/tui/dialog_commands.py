"""Every command of the small screens, declared once: their key lines, the help page, the palette, key map and
configuration are made from these tables. Imports nothing of Textual, so that the command line can read them too.

A small screen has its own commands and then the shared ones, where those have a key left: what is the screen's own
goes before. Where one types, characters are typed, and no command has one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.config.options import DIALOGS
from annotator.tui.screen_commands import ScreenCommand

SMALL = "Small screens"
"""The group of the commands that all have."""


def _shared(identifier: str, keys: tuple[str, ...], title: str, help_: str) -> ScreenCommand:
    return ScreenCommand(identifier, keys, title, help_, SMALL)


SHARED: tuple[ScreenCommand, ...] = (
    _shared("take", ("enter",), "takes it", "Take the marked line, or what was typed."),
    _shared("escape", ("escape", "q"), "leaves", "Leave without taking anything."),
    _shared("down", ("down", "j", "ctrl+j"), "down", "Go one line down."),
    _shared("up", ("up", "k", "ctrl+k"), "up", "Go one line up."),
    _shared("page-down", ("pagedown", "space"), "further", "Go a screenful down."),
    _shared("page-up", ("pageup",), "back", "Go a screenful up."),
    _shared("first", ("home", "g"), "top", "Go to the first line."),
    _shared("last", ("end", "G"), "bottom", "Go to the last line."),
)
"""What every small screen has, as far as it has lines."""


@dataclass(frozen=True, slots=True)
class SmallScreen:
    """A small screen as the configuration knows it."""

    name: str
    """Its table is `keys.dialogs.NAME`; `""` for one with no commands of its own."""
    title: str = ""
    """What it is, for help and documentation."""
    own: tuple[ScreenCommand, ...] = ()
    opened_by: str = ""
    """Id of the command of the screen below that opens it; that command's keys leave it, too, where they are free."""
    typing: bool = False
    """Whether one types there: characters, and keys that move in what is typed, are no command's then."""

    @property
    def table(self) -> str:
        """The configuration's table of its own commands; `""` for none."""
        return f"{DIALOGS}.{self.name}" if self.name else ""


def _own(group: str, identifier: str, keys: tuple[str, ...], title: str, help_: str) -> ScreenCommand:
    return ScreenCommand(identifier, keys, title, help_, group)


def _screen(
    name: str,
    title: str,
    *own: tuple[str, tuple[str, ...], str, str],
    opened_by: str = "",
    typing: bool = False,
) -> SmallScreen:
    return SmallScreen(name, title, tuple(_own(title, *one) for one in own), opened_by, typing)


PLAIN = SmallScreen("")
TYPED = SmallScreen("", typing=True)
PICKER = _screen(
    "picker",
    "Picker of people",
    ("new-person", ("ctrl+n",), "new person", "Make a new person of the words typed."),
    ("new-organisation", ("ctrl+o",), "new organisation", "Make a new organisation of the words typed."),
    ("rename", ("ctrl+r",), "renames the marked one as typed", "Call the marked person what is typed."),
    ("complete", ("right",), "completes a name", "Complete what is typed to a name of the article."),
    typing=True,
)
CHECKLIST = _screen(
    "checklist",
    "Checklist of places",
    ("tick", ("space",), "takes in or out", "Take the marked place in or out."),
    ("tick-all", ("a",), "all or none", "Take all places in, or all out."),
)
_NEW_LINE = ("new-line", ("ctrl+j",), "new line", "Begin a new line.")
NOTES = _screen(
    "notes",
    "Notes",
    _NEW_LINE,
    ("settle", ("ctrl+d",), "settles or opens again", "Settle the marked note's thread, or open it again."),
    ("reword", ("ctrl+r",), "rewords", "Change the words of the marked note, if it is yours."),
    ("delete", ("ctrl+x",), "deletes", "Delete the marked note, if it is yours."),
    typing=True,
)
THREADS = _screen("threads", "Notes in review", _NEW_LINE, typing=True)
GUIDELINES = _screen(
    "guidelines",
    "Guidelines",
    ("next-label", ("tab", "n"), "next label", "Go to the next label's page."),
    ("previous-label", ("shift+tab", "p"), "label before", "Go to the page of the label before."),
    opened_by="guidelines",
)
VERDICT = _screen(
    "verdict",
    "Verdict on one's labels",
    ("answer", ("C",), "answers with a note", "Answer with a note on the marked label."),
    opened_by="verdict",
)
RULES = _screen(
    "rules",
    "Suggestion figures",
    (
        "turn",
        ("space",),
        "turns the rule off or on for the project",
        "Turn the marked rule off or on for the project.",
    ),
    opened_by="rules",
)
SPLIT = _screen(
    "split",
    "Splitting a person",
    ("tick", ("space",), "takes in or out", "Take the marked line in or out."),
    ("tick-all", ("a",), "all links", "Take all links in, or all out."),
)
DUPLICATES = _screen(
    "duplicates",
    "Likely duplicates",
    ("merge", ("m",), "one person", "Make the marked pair one person."),
    ("turn", ("w",), "the other way round", "Keep the other name of the marked pair."),
    ("keep", ("k",), "two people, for good", "Say for good that the marked pair are two."),
)
ATTRIBUTES = SmallScreen("", opened_by="attribute-menu")
HISTORY = SmallScreen("", opened_by="history")
HELP = SmallScreen("", opened_by="help")
AGREEMENT = SmallScreen("", opened_by="agreement")
BULK = SmallScreen("", opened_by="bulk")

OVER_READER = (PICKER, CHECKLIST, NOTES, GUIDELINES, VERDICT, RULES)
OVER_PEOPLE = (SPLIT, DUPLICATES)
OVER_REVIEW = (THREADS,)
SCREENS: tuple[SmallScreen, ...] = (*OVER_READER, *OVER_PEOPLE, *OVER_REVIEW)
"""Those with commands of their own, in the order in which help shows them."""

OF_DIALOGS: Mapping[str, Sequence[ScreenCommand]] = {
    DIALOGS: SHARED,
    **{one.table: one.own for one in SCREENS},
}
"""Table of the configuration -> its commands."""
