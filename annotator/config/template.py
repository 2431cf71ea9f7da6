"""The configuration file as `annotator config --init` writes it: every setting and command, commented out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence

from annotator.config.options import OPTIONS, READER, TABLES, Option
from annotator.config.schema import Bindable, Tables

_WIDTH = 88


def template(tables: Tables) -> str:
    """The text of the file. A line that begins with `#` and no blank is a setting; without `#` it is in force."""
    lines = [
        "# The configuration of annotator. `annotator config` prints what is in force, and what is wrong here.",
        "# A setting begins to count when the # before it is taken away.",
        "",
    ]
    for option in OPTIONS:
        if "." not in option.name:
            lines += [*_told(option), ""]
    for table in TABLES:
        lines += [f"[{table}]"]
        for option in OPTIONS:
            if option.name.startswith(f"{table}."):
                lines += [*_told(option), ""]
    lines += [
        "# A command's keys: one, or a list of which the first is shown; they take the place of its keys below.",
        "# Characters stand for themselves; others are called Enter, Esc, Tab, Space, Bksp, Del, Home, End, PgUp,",
        "# PgDn, left, right, up, down, f1 to f12, ctrl+a to ctrl+z, shift+left, shift+Tab and so on. No two",
        "# commands of a screen may have the same key; a label's key is the label's, and digits are people.",
        "[keys]",
        *_commands(tables[READER]),
    ]
    for name, commands in tables.items():
        if name != READER:
            lines += ["", f"[keys.{name}]", *_commands(commands)]
    return "\n".join(lines) + "\n"


def _told(option: Option) -> list[str]:
    return [*(f"# {row}" for row in textwrap.wrap(option.help, _WIDTH)), f"#{option.example}"]


def _commands(commands: Sequence[Bindable]) -> Iterator[str]:
    for command in commands:
        yield f"# {command.help}"
        yield f"#{command.id} = {json.dumps(list(command.keys), ensure_ascii=False)}"
