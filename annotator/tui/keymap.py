"""The keys in force: any screen's command table, changed as the person's configuration says.

A key belongs to one command. What the configuration says about a key that is not free is left out and told;
nothing of the table is taken away in silence: who gives a command another one's key gives that another key too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from annotator.config.reading import Config, KeyChoice, Problem
from annotator.tui.keys import KeyNameError, key_of, shown, writes

_FIXED = {"ctrl+q": ("quit", "always leaves the program"), "ctrl+p": ("palette", "always opens the palette")}
"""Keys that Textual itself takes first -> the one command that may have them, and why."""
_NEEDED = ("escape", "quit")
"""Commands without which nobody gets out."""


class Keyed(Protocol):
    """A command of any screen's table, a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def id(self) -> str:
        """What the configuration calls it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, the one to be shown first."""

    @property
    def title(self) -> str:
        """One or two words."""

    @property
    def help(self) -> str:
        """A sentence."""


C = TypeVar("C", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Keymap(Generic[C]):
    """The commands with the keys that they have now, and what the configuration could not have."""

    commands: tuple[C, ...]
    problems: tuple[Problem, ...] = ()


def keymap(table: Sequence[C], config: Config, name: str, labels: Iterable[Keyed] = ()) -> Keymap[C]:
    """The commands of `table` with their keys in force. `labels` keep their keys, whatever is set."""
    return _Resolver(table, config, labels).resolve(config.keys_of(name))


def keymap_of(
    table: Sequence[C], config: Config, choices: Sequence[KeyChoice], *, typing: bool = False
) -> Keymap[C]:
    """The commands of `table` with their keys as `choices` have them; with `typing` no command's key writes."""
    return _Resolver(table, config, (), typing=typing).resolve(choices)


class _Resolver(Generic[C]):
    """Gives keys away one by one, so that none has two owners."""

    def __init__(
        self, table: Sequence[C], config: Config, labels: Iterable[Keyed], *, typing: bool = False
    ) -> None:
        self._table = {command.id: command for command in table}
        self._config = config
        self._typing = typing
        self._problems: list[Problem] = []
        self._owners: dict[str, str] = {}
        """Key -> whose it is, in words."""
        for label in labels:
            for key in label.keys:
                self._owners[key] = f"the label {label.title or label.id} here"

    def resolve(self, choices: Sequence[KeyChoice]) -> Keymap[C]:
        known = {choice.command: choice for choice in choices if self._is_known(choice)}
        given: dict[str, tuple[str, ...]] = {}
        for identifier, command in self._table.items():
            if identifier not in known:
                given[identifier] = self._take(identifier, command.keys)
        # First those that nobody gets out without: what they need is nobody else's then.
        for identifier, choice in sorted(known.items(), key=lambda one: one[0] not in _NEEDED):
            given[identifier] = self._chosen(choice)
            if not given[identifier] and identifier in _NEEDED:
                given[identifier] = self._take(identifier, self._table[identifier].keys)
        for identifier, choice in known.items():
            if not given[identifier] and choice.keys:
                given[identifier] = self._take(identifier, self._table[identifier].keys)
        commands = (
            command if command.keys == given[identifier] else replace(command, keys=given[identifier])
            for identifier, command in self._table.items()
        )
        return Keymap(tuple(commands), tuple(self._problems))

    def _is_known(self, choice: KeyChoice) -> bool:
        if choice.command in self._table:
            return True
        close = get_close_matches(choice.command, self._table, n=1)
        near = f"; {close[0]!r} is near" if close else "; `annotator config --keys` lists them all"
        self._complain(choice, f"there is no command {choice.command!r}{near}")
        return False

    def _take(self, identifier: str, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of the table's own keys that are free."""
        taken = []
        for key in keys:
            if key not in self._owners:
                self._owners[key] = f"the command {identifier}"
                taken.append(key)
        return tuple(taken)

    def _chosen(self, choice: KeyChoice) -> tuple[str, ...]:
        """Those of the chosen keys that the command can have."""
        if not choice.keys and choice.command in _NEEDED:
            self._complain(choice, "this command needs a key")
        taken = []
        for written in choice.keys:
            try:
                key = key_of(written)
            except KeyNameError as error:
                self._complain(choice, str(error))
                continue
            if complaint := self._not_free(key, choice.command):
                self._complain(choice, complaint)
            elif key not in taken:
                self._owners[key] = f"the command {choice.command}"
                taken.append(key)
        return tuple(taken)

    def _not_free(self, key: str, identifier: str) -> str:
        if self._typing and writes(key) and key not in self._table[identifier].keys:
            return f"{shown(key)} is typed there"
        if len(key) == 1 and key.isdecimal():
            return f"{key!r} is no command's key: digits are people"
        owner, why = _FIXED.get(key, (identifier, ""))
        if owner != identifier:
            return f"{shown(key)} {why}"
        needed = next(
            (one for one in _NEEDED if one in self._table and key in self._table[one].keys), identifier
        )
        if needed != identifier:
            return f"{shown(key)} is the key of the command {needed}, without which nobody gets out"
        holder = self._owners.get(key, "")
        if holder and holder != f"the command {identifier}":
            return f"{shown(key)} is the key of {holder}"
        return ""

    def _complain(self, choice: KeyChoice, complaint: str) -> None:
        self._problems.append(self._config.complaint(choice, complaint))
