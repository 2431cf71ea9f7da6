"""A screen whose keys are saved one by one, in their order."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from textual import events
from textual.timer import Timer

from annotator.tui.commands import ReaderCommand
from annotator.tui.desk import RETRY
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
    _attempt: Timer | None = None

    @abstractmethod
    def press(self, key: str, command: C | None) -> bool:
        """Do what a key means now; whether it means anything. `command` is the table's, if it has one."""

    @abstractmethod
    def tell_given_up(self) -> None:
        """Tell that what could not be saved is given up."""

    def try_again(self, attempt: Callable[[], None]) -> None:
        """Attempt to save in a moment; until then keys wait, and Esc gives it up."""

        def now() -> None:
            self._attempt = None
            attempt()

        self._attempt = self.set_timer(RETRY, now)

    def _give_up(self) -> None:
        if self._attempt is not None:
            self._attempt.stop()
            self._attempt = None
        self.tell_given_up()
        self.held.settle(again=False, saved=False, press=self.take_key)

    def action_key(self, key: str) -> None:
        """Keys that Textual binds and we use ourselves arrive here as bindings."""
        self.take_key(key)

    def on_key(self, event: events.Key) -> None:
        if self.take_key(key_name(event.key, event.character)):
            event.stop()
            event.prevent_default()
            self.draw_now()

    def take_key(self, key: str) -> bool:
        """Press a key, or have it wait for its turn; whether it was taken."""
        if not self.is_active:  # an earlier key that waited has opened a small screen
            press_again(self.app, key)
            return True
        command = self.keys.get(key)
        if self.held.waiting and self._attempt is not None and key == "escape":
            self._give_up()
            return True
        leaves = command is not None and command.id in ("quit", "suspend")
        if self.held.waiting and not leaves:
            self.held.hold(key)
            return True
        if self.has_class("small") and not leaves:
            return True
        return self.press(key, command)
