"""A screen whose keys are saved one by one, in their order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Generic, TypeVar

from textual import events

from annotator.tui.commands import ReaderCommand
from annotator.tui.held_keys import HeldKeys
from annotator.tui.keys import key_name
from annotator.tui.pressing import press_again
from annotator.tui.screen_commands import ScreenCommand
from annotator.tui.screens.fitting import FittingScreen

C = TypeVar("C", ReaderCommand, ScreenCommand)


class SavingScreen(FittingScreen, Generic[C]):
    """Keys wait while an earlier one is yet to be saved, and say nothing where nothing useful fits."""

    keys: Mapping[str, C]
    """Key -> what it does."""
    held: HeldKeys

    @abstractmethod
    def press(self, key: str, command: C | None) -> bool:
        """Do what a key means now; whether it means anything. `command` is the table's, if it has one."""

    def action_key(self, key: str) -> None:
        """Keys that Textual binds and we use ourselves arrive here as bindings."""
        self.take_key(key)

    def on_key(self, event: events.Key) -> None:
        if self.take_key(key_name(event.key, event.character)):
            event.stop()
            event.prevent_default()

    def take_key(self, key: str) -> bool:
        """Press a key, or have it wait for its turn; whether it was taken."""
        if not self.is_active:  # an earlier key that waited has opened a small screen
            press_again(self.app, key)
            return True
        command = self.keys.get(key)
        leaves = command is not None and command.id in ("quit", "suspend")
        if self.held.waiting and not leaves:
            self.held.hold(key)
            return True
        if self.has_class("small") and not leaves:
            return True
        return self.press(key, command)
