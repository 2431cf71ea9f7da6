"""Every command of the reader, declared once: footer, help, palette, key map and README are made from this table.

Imports nothing of Textual, so that the command line can read it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.model.scheme import Scheme
from annotator.tui.when import (
    When,
    always,
    continuing,
    deletable,
    framing,
    holding,
    holding_or_borders,
    holding_or_framing,
    offered,
    reading,
    reading_or_matches,
    reviewing,
)


@dataclass(frozen=True, slots=True)
class ReaderCommand:
    """One thing that a person can do in the reader."""

    id: str
    keys: tuple[str, ...]
    """As `annotator.tui.keys` names them; the first one is shown."""
    title: str
    """One or two words, for the footer."""
    help: str
    """A sentence, for help and README."""
    group: str
    when: When = always
    footer: int = 0
    """Rank in the footer, 1 first; 0 keeps it out."""


MOVE, SELECT, LABEL, SUGGEST, FRAME, CHANGE, ARTICLE, PROGRAM = (
    "Move",
    "Select",
    "Label",
    "Suggestions",
    "Frame and people",
    "Change",
    "Article",
    "Program",
)
GROUPS = (LABEL, SUGGEST, FRAME, CHANGE, MOVE, SELECT, ARTICLE, PROGRAM)
"""In the order in which help shows them."""

COMMANDS: tuple[ReaderCommand, ...] = (
    ReaderCommand("paragraph-next", ("n", "}"), "next ¶", "Go to the next paragraph.", MOVE, footer=11),
    ReaderCommand("paragraph-previous", ("p", "{"), "previous ¶", "Go to the paragraph before.", MOVE),
    ReaderCommand("word-next", ("w",), "word", "Go to the next word.", MOVE, footer=12),
    ReaderCommand("word-previous", ("b",), "word back", "Go to the word before.", MOVE),
    ReaderCommand(
        "clause-next",
        (">",),
        "to the mark",
        "Go behind the next comma, stop or other mark; while selecting or changing borders, up to it.",
        MOVE,
    ),
    ReaderCommand(
        "clause-previous", ("<",), "mark back", "Go back behind the mark before, or up to it.", MOVE
    ),
    ReaderCommand("sentence-next", (")",), "sentence", "Go to the next sentence.", MOVE),
    ReaderCommand("sentence-previous", ("(",), "sentence back", "Go to the sentence before.", MOVE),
    ReaderCommand("grapheme-next", ("right", "l"), "right", "Go one character to the right.", MOVE),
    ReaderCommand("grapheme-previous", ("left", "h"), "left", "Go one character to the left.", MOVE),
    ReaderCommand("row-next", ("down", "j"), "down", "Go one row down.", MOVE),
    ReaderCommand("row-previous", ("up", "k"), "up", "Go one row up.", MOVE),
    ReaderCommand("page-next", ("pagedown", "ctrl+d"), "page down", "Go a screenful down.", MOVE),
    ReaderCommand("page-previous", ("pageup", "ctrl+u"), "page up", "Go a screenful up.", MOVE),
    ReaderCommand("paragraph-start", ("home", "^"), "¶ start", "Go to the paragraph's start.", MOVE),
    ReaderCommand("paragraph-end", ("end", "$"), "¶ end", "Go to the paragraph's end.", MOVE),
    ReaderCommand("article-start", ("g",), "top", "Go to the article's start.", MOVE),
    ReaderCommand("article-end", ("G",), "bottom", "Go to the last paragraph.", MOVE),
    ReaderCommand(
        "next-waiting",
        ("tab", "space"),
        "next open",
        "Go to the next thing that waits for a decision: a quotation without a quote, a quote without a "
        "speaker, a speaker without a person, somebody's note; at last sentences that may report somebody's words.",
        MOVE,
        when=reading,
        footer=2,
    ),
    ReaderCommand(
        "previous-waiting", ("shift+tab",), "open before", "Go to the open thing before.", MOVE, when=reading
    ),
    ReaderCommand("span-next", (".",), "next label", "Go to the next label; it is then in hand.", MOVE),
    ReaderCommand("span-previous", (",",), "label back", "Go to the label before; it is then in hand.", MOVE),
    ReaderCommand(
        "search",
        ("/",),
        "search",
        "Search in the article: Enter keeps what was found, n and p step, a label's key labels all of it.",
        MOVE,
        when=reading_or_matches,
        footer=18,
    ),
    ReaderCommand("select", ("v",), "select", "Begin to select, or stop.", SELECT, footer=10),
    ReaderCommand("select-word-next", ("W",), "", "Select to the end of the next word.", SELECT),
    ReaderCommand("select-word-previous", ("B",), "", "Select back to the start of a word.", SELECT),
    ReaderCommand("select-grapheme-next", ("shift+right", "L"), "", "Select one character more.", SELECT),
    ReaderCommand("select-grapheme-previous", ("shift+left", "H"), "", "Select one character back.", SELECT),
    ReaderCommand("select-row-next", ("shift+down", "J"), "", "Select one row more.", SELECT),
    ReaderCommand("select-row-previous", ("shift+up", "K"), "", "Select one row back.", SELECT),
    ReaderCommand("select-sentence-next", ("S",), "", "Select to the end of the sentence.", SELECT),
    ReaderCommand("select-paragraph-end", ("shift+end", "E"), "", "Select to the paragraph's end.", SELECT),
    ReaderCommand("select-paragraph-start", ("shift+home",), "", "Select to the paragraph's start.", SELECT),
    ReaderCommand("frame-next", ("]",), "next quote", "Go to the next quote; it is then in hand.", FRAME),
    ReaderCommand("frame-previous", ("[",), "quote back", "Go to the quote before.", FRAME),
    ReaderCommand(
        "person",
        ("m", "enter"),
        "who is it",
        "Name the person whom the speaker (or source) in hand is; on a quote, who speaks without being mentioned.",
        FRAME,
        when=holding,
        footer=3,
    ),
    ReaderCommand(
        "implied-person",
        ("i",),
        "not mentioned",
        "Name a speaker who is not mentioned.",
        FRAME,
        when=framing,
        footer=9,
    ),
    ReaderCommand(
        "link",
        ("f",),
        "link",
        "Link the label in hand with another in view: type the letters before it. Again takes the link away.",
        FRAME,
        when=holding,
        footer=6,
    ),
    ReaderCommand(
        "speaker-before",
        ("e",),
        "same speaker",
        "Give the quote in hand the speaker of the quote before it.",
        FRAME,
        when=framing,
        footer=16,
    ),
    ReaderCommand(
        "last-speaker",
        ("R",),
        "last speaker",
        "Link the speaker or quote in hand with whoever was linked last.",
        FRAME,
        when=holding_or_framing,
    ),
    ReaderCommand(
        "pick-link",
        ("F",),
        "link with any",
        "Link the label in hand with any of the article, picked from a list.",
        FRAME,
        when=holding,
    ),
    ReaderCommand(
        "add-part",
        ("+", "="),
        "add part",
        "Go on with the quote in hand, in another paragraph with the last one: the selection (or the quotation at the "
        "cursor) becomes one more part of it.",
        FRAME,
        when=continuing,
        footer=8,
    ),
    ReaderCommand(
        "accept",
        ("a",),
        "accept",
        "Make the suggestion in hand your own, and go on. Keys that change a label accept it changed; this one then "
        "only goes on.",
        SUGGEST,
        when=offered,
        footer=1,
    ),
    ReaderCommand(
        "accept-all",
        ("A",),
        "accept all",
        "Make all suggestions of the paragraph your own, as one action, but for other readings that a key brought up.",
        SUGGEST,
        when=reading,
    ),
    ReaderCommand(
        "other-reading",
        ("-",),
        "other reading",
        "Bring up another reading of the suggestion in hand: other borders, another speaker; where nothing is "
        "suggested, what the sentence may report. Again for the next one.",
        SUGGEST,
        when=reading,
    ),
    ReaderCommand(
        "order",
        ("O",),
        "by doubt",
        "Go through the suggestions in the order of the text, or the least sure one first.",
        SUGGEST,
        when=reading,
    ),
    ReaderCommand(
        "rules",
        ("%",),
        "suggestion figures",
        "Show how often each rule's suggestions were accepted, changed, rejected or missed, and turn rules off or on.",
        SUGGEST,
        when=reading,
    ),
    ReaderCommand(
        "attribute",
        ("t",),
        "type",
        "Change type, form or kind of the label in hand.",
        CHANGE,
        when=holding,
        footer=7,
    ),
    ReaderCommand(
        "attribute-menu",
        ("T",),
        "all attributes",
        "Show all attributes of the label in hand and choose a value.",
        CHANGE,
        when=holding_or_framing,
    ),
    ReaderCommand(
        "same-mentions",
        ("M",),
        "same elsewhere",
        "Give the same label to other places with the same words, after a look at each.",
        CHANGE,
        when=holding,
    ),
    ReaderCommand(
        "speaker-mode",
        ("y",),
        "speaker mode",
        "Change how the quote's speaker is given: explicit, anaphoric, implicit, unknown.",
        CHANGE,
        when=framing,
    ),
    ReaderCommand(
        "uncertain", ("z",), "uncertain", "Mark the quote as uncertain, or not.", CHANGE, when=framing
    ),
    ReaderCommand(
        "borders",
        ("r",),
        "borders",
        "Change the borders of the label in hand: moves move one end, the same key again takes the other, Enter keeps.",
        CHANGE,
        when=holding_or_borders,
        footer=13,
    ),
    ReaderCommand(
        "delete",
        ("d", "delete", "backspace"),
        "delete",
        "Delete the label in hand. On what was said to be no quote, take that back.",
        CHANGE,
        when=deletable,
        footer=5,
    ),
    ReaderCommand(
        "delete-frame",
        ("X",),
        "delete frame",
        "Delete the quote in hand with its own speaker, cue and source.",
        CHANGE,
        when=framing,
    ),
    ReaderCommand(
        "not-a-quote",
        ("x",),
        "no quote",
        "Reject the suggestion in hand for good; else say that what stands between these marks (or what this "
        "sentence reports) is no quote, again for another reason, at last undecided.",
        CHANGE,
        when=reading,
        footer=14,
    ),
    ReaderCommand(
        "repeat",
        (";",),
        "again",
        "Do the last thing again at the cursor: the same label, part, value, person, link, note or decision.",
        CHANGE,
        when=reading,
    ),
    ReaderCommand(
        "notes",
        ("C",),
        "note",
        "Write, answer, reword or settle a note on the label in hand, or on the article.",
        CHANGE,
        when=reading,
        footer=19,
    ),
    ReaderCommand("undo", ("u",), "undo", "Undo your last action in this article.", CHANGE, footer=4),
    ReaderCommand("redo", ("ctrl+r", "U"), "redo", "Do again what was undone.", CHANGE),
    ReaderCommand(
        "show-people", (), "people", "Show the people of the project: who, how often, which are one.", PROGRAM
    ),
    ReaderCommand(
        "done",
        ("D",),
        "done",
        "Mark the article as done and open the next that is not, or mark it as begun again. While something waits, "
        "the key says so, and is meant when it is pressed again.",
        ARTICLE,
        footer=15,
    ),
    ReaderCommand("flag", ("!",), "flag", "Flag the article for a second look.", ARTICLE),
    ReaderCommand(
        "kind", ("P",), "¶ kind", "Correct what the paragraph is: body, heading, title, boilerplate.", ARTICLE
    ),
    ReaderCommand(
        "history",
        ("Y",),
        "history",
        "Show what was done in this article, by whom and when; Enter goes to the place.",
        ARTICLE,
    ),
    ReaderCommand(
        "verdict",
        ("V",),
        "verdict",
        "Show what became of your labels: against gold, with the reviewer's reasons; Enter goes to the place, "
        "C answers with a note. Once you and a reviewer have marked the article as done.",
        ARTICLE,
        when=reading,
    ),
    ReaderCommand("next-article", ("N",), "next article", "Open the next article that is not done.", ARTICLE),
    ReaderCommand(
        "article-back",
        ("ctrl+o",),
        "article before",
        "Go back to the article that was open before this one.",
        ARTICLE,
    ),
    ReaderCommand(
        "open-review",
        ("@",),
        "open review",
        "Open the article for review, where the notes that others wrote on their own labels wait for a reviewer.",
        ARTICLE,
        when=reviewing,
    ),
    ReaderCommand("help", ("?", "f1"), "help", "Show all keys.", PROGRAM, footer=17),
    ReaderCommand(
        "guidelines",
        ("I",),
        "guidelines",
        "Show the scheme's guidelines, opened at the label in hand.",
        PROGRAM,
        footer=20,
    ),
    ReaderCommand("palette", ("ctrl+p",), "commands", "Search all commands by name.", PROGRAM),
    ReaderCommand(
        "theme", ("ctrl+t",), "theme", "Change the colours: dark, light, the terminal's own.", PROGRAM
    ),
    ReaderCommand(
        "escape", ("escape",), "library", "Back out of one thing; at last, to the library.", PROGRAM
    ),
    ReaderCommand("suspend", ("ctrl+z",), "suspend", "Suspend the program; fg brings it back.", PROGRAM),
    ReaderCommand("quit", ("ctrl+q",), "quit", "Leave the program. Everything is saved already.", PROGRAM),
)
"""Label keys are not here: they are the scheme's. Digits are the article's people."""


def by_key(commands: Iterable[ReaderCommand] = COMMANDS) -> dict[str, ReaderCommand]:
    """Key -> command.

    Raises:
        ValueError: two commands have one key.
    """
    found: dict[str, ReaderCommand] = {}
    for command in commands:
        for key in command.keys:
            if key in found:
                raise ValueError(f"{key!r} is the key of both {found[key].id} and {command.id}")
            found[key] = command
    return found


def reserved_keys() -> Mapping[str, str]:
    """Keys that no label may have -> titles of the commands that have them."""
    return {key: command.title or command.help for key, command in by_key().items() if len(key) == 1}


def label_commands(scheme: Scheme) -> list[ReaderCommand]:
    """The scheme's labels as commands."""
    return [
        ReaderCommand(
            f"tag:{label.name}", (label.key,), label.title.lower(), _label_help(label.help), LABEL, footer=1
        )
        for label in scheme.labels
        if label.key
    ]


def _label_help(words: str) -> str:
    return words or "Tag the selection, or the word at the cursor."
