"""The keys in force in a small screen: its own commands, then the shared ones, as the configuration has them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from annotator.config.options import DIALOGS
from annotator.config.reading import Config, KeyChoice, Problem
from annotator.tui.dialog_commands import SCREENS, SHARED, SMALL, TYPED, SmallScreen
from annotator.tui.keymap import Keymap, keymap, keymap_of
from annotator.tui.keys import KeyNameError, key_of, writes
from annotator.tui.screen_commands import ScreenCommand


def dialog_keys(screen: SmallScreen, config: Config) -> Keymap[ScreenCommand]:
    """The commands of a small screen, its own first, and what its keys could not have.

    A choice in its own table goes before one for all small screens. Where one types, those for all lose the keys that
    write, in silence: they are meant for the others.
    """
    shared = [_without_writing(one) for one in SHARED] if screen.typing else SHARED
    return keymap_of((*screen.own, *shared), config, _choices(screen, config), typing=screen.typing)


def listed_keys(screens: Sequence[SmallScreen], config: Config) -> list[tuple[str, Sequence[ScreenCommand]]]:
    """For a page of keys: title and commands in force of what all small screens share, then of each one's own."""
    shared = keymap(SHARED, config, DIALOGS).commands
    each = ((one.title, dialog_keys(one, config).commands[: len(one.own)]) for one in screens)
    return [(SMALL, shared), *each]


def dialog_problems(config: Config) -> tuple[Problem, ...]:
    """What is wrong with the keys of all small screens, each thing once."""
    if not any(choice.table.partition(".")[0] == DIALOGS for choice in config.keys):
        return ()
    found = dict.fromkeys(keymap(SHARED, config, DIALOGS).problems)
    told = {(one.line, one.key) for one in found}
    for screen in (*SCREENS, TYPED):
        for one in dialog_keys(screen, config).problems:
            if (one.line, one.key) in told:
                continue  # wrong for all, or told of another screen
            told.add((one.line, one.key))
            is_shared = one.key.count(".") == 2  # keys.dialogs.COMMAND
            where = f" in the screen “{screen.title}”" if is_shared and screen.title else ""
            found[replace(one, complaint=f"{one.complaint}{where}")] = None
    return tuple(found)


def _without_writing(command: ScreenCommand) -> ScreenCommand:
    return replace(command, keys=tuple(key for key in command.keys if not writes(key)))


def _choices(screen: SmallScreen, config: Config) -> Sequence[KeyChoice]:
    own = config.keys_of(screen.table) if screen.table else ()
    chosen = {choice.command for choice in own}
    taken = {key for command in screen.own for key in command.keys}
    shared = [
        _without_taken(choice, taken) for choice in config.keys_of(DIALOGS) if choice.command not in chosen
    ]
    if screen.typing:
        shared = [kept for choice in shared if (kept := _kept(choice)).keys or not choice.keys]
    return [*own, *shared]


def _without_taken(choice: KeyChoice, taken: Container[str]) -> KeyChoice:
    """A choice for all small screens without what it has by default anyway and a command of this screen goes before."""
    default = next((one.keys for one in SHARED if one.id == choice.command), ())
    return replace(choice, keys=tuple(key for key in choice.keys if not _is_taken(key, default, taken)))


def _is_taken(name: str, default: Container[str], taken: Container[str]) -> bool:
    try:
        key = key_of(name)
    except KeyNameError:
        return False
    return key in default and key in taken


def _kept(choice: KeyChoice) -> KeyChoice:
    return replace(choice, keys=tuple(key for key in choice.keys if not _writes(key)))


def _writes(name: str) -> bool:
    try:
        return writes(key_of(name))
    except KeyNameError:
        return False
