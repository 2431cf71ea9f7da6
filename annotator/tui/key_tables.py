"""The screens whose keys can be set, with their command tables, and the keys in force in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.config.options import DIALOGS, LIBRARY, PEOPLE, READER, REVIEW
from annotator.config.reading import Config, Problem
from annotator.model.scheme import Scheme
from annotator.tui import library_commands, people_commands, review_commands
from annotator.tui.commands import COMMANDS, ReaderCommand, label_commands
from annotator.tui.dialog_commands import OF_DIALOGS
from annotator.tui.dialog_keys import dialog_problems
from annotator.tui.keymap import Keyed, Keymap, keymap

TABLES: Mapping[str, Sequence[Keyed]] = {
    READER: COMMANDS,
    LIBRARY: library_commands.COMMANDS,
    PEOPLE: people_commands.COMMANDS,
    REVIEW: review_commands.COMMANDS,
    **OF_DIALOGS,
}
"""Screen -> its commands, under the names that the configuration has for them."""


def reader_keys(config: Config, scheme: Scheme) -> Keymap[ReaderCommand]:
    """The reader's commands, those of the scheme's labels first."""
    labels = label_commands(scheme)
    found = keymap(COMMANDS, config, READER, labels)
    return Keymap((*labels, *found.commands), found.problems)


def key_problems(config: Config, scheme: Scheme) -> tuple[Problem, ...]:
    """What is wrong with the keys that the configuration sets, for all screens, in the file's order."""
    found = list(reader_keys(config, scheme).problems)
    for name, table in TABLES.items():
        if name != READER and name.partition(".")[0] != DIALOGS:
            found += keymap(table, config, name).problems
    found += dialog_problems(config)
    return tuple(sorted(found, key=lambda problem: problem.line))
