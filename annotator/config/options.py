"""Every setting, declared once: the reading, the JSON Schema and the commented file are made from this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

THEMES = (
    "annotator-dark",
    "annotator-light",
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
"""Our themes, the terminal's own colours, and those that Textual brings. Named here, since Textual loads slowly."""

AUTO, ALWAYS, NEVER = COLOURS = ("auto", "always", "never")
"""When the screens write colours."""

READER, LIBRARY, PEOPLE, REVIEW, DIALOGS = "reader", "library", "people", "review", "dialogs"
WITH_OWN_KEYS = (
    "picker",
    "checklist",
    "notes",
    "guidelines",
    "verdict",
    "rules",
    "split",
    "duplicates",
    "threads",
)
"""Small screens that have commands which others lack."""
KEY_TABLES = (READER, LIBRARY, PEOPLE, REVIEW, DIALOGS, *(f"{DIALOGS}.{name}" for name in WITH_OWN_KEYS))
"""The screens whose keys can be set. The reader's stand in `[keys]` itself, another's in `[keys.NAME]`; what all
small screens share in `[keys.dialogs]`, and what one of them alone has in `[keys.dialogs.NAME]`."""


class Kind(StrEnum):
    """What a setting's value is."""

    TEXT = "text"
    FLAG = "flag"
    NUMBER = "number"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Option:
    """A setting."""

    name: str
    """As in the file, its table before a dot."""
    kind: Kind
    default: str | bool | int
    help: str
    example: str
    """A line of the commented file, as TOML."""
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0


OPTIONS: tuple[Option, ...] = (
    Option(
        "theme",
        Kind.TEXT,
        "",
        "The colours at the start. ansi-dark and ansi-light use the terminal's own sixteen. Else the ones last "
        "chosen in the program, else annotator-dark; $TEXTUAL_THEME goes before all.",
        'theme = "annotator-light"',
        choices=THEMES,
    ),
    Option(
        "colours",
        Kind.TEXT,
        "auto",
        "Whether the screens write colours: auto, unless $NO_COLOR is set and not empty; always, even then; never. "
        "Without colours bold, italics, underlines, reverse and letters tell all apart.",
        'colours = "always"',
        choices=COLOURS,
    ),
    Option(
        "mouse",
        Kind.FLAG,
        True,
        "Whether the program takes the mouse. If not, dragging selects for the terminal's own copying; "
        "--mouse and --no-mouse go before this.",
        "mouse = false",
    ),
    Option(
        "member",
        Kind.TEXT,
        "",
        "Who you are in a project that you open for the first time; --as, $ANNOTATOR_USER and the name last "
        "used in the project go before this.",
        'member = "rani"',
    ),
    Option(
        "packs",
        Kind.FOLDER,
        "",
        "A folder with words of your own for language packs: the TOML files in its folder id are added to the "
        "Indonesian pack, and so on. They serve reading and tagging; imports and exports use the packs of the "
        "program alone, so that they come out the same everywhere. ~ is your home.",
        'packs = "~/annotator-packs"',
    ),
    Option(
        "reader.measure",
        Kind.NUMBER,
        80,
        "Columns of article text in a row, at most.",
        "measure = 72",
        low=40,
        high=120,
    ),
    Option(
        "reader.suggestions",
        Kind.FLAG,
        True,
        "Whether the reader offers what the language packs suggest.",
        "suggestions = false",
    ),
    Option(
        "reader.cards",
        Kind.NUMBER,
        38,
        "Columns of the cards that stand beside the article on a wide terminal. Unless they are set, the cards take "
        "what the article leaves, up to 60.",
        "cards = 44",
        low=30,
        high=60,
    ),
)

BY_NAME: Mapping[str, Option] = {option.name: option for option in OPTIONS}
TABLES: tuple[str, ...] = tuple(
    dict.fromkeys(option.name.partition(".")[0] for option in OPTIONS if "." in option.name)
)
"""Tables of the file that hold settings; `keys` is apart."""
