"""Keys that came while an earlier one waits to be saved; they follow it in their order. Nothing of Textual."""

from __future__ import annotations

from collections.abc import Callable


class HeldKeys:
    """The queue of one screen. A key waits in it only while a command is tried again."""

    def __init__(self) -> None:
        self._keys: list[str] | None = None

    @property
    def waiting(self) -> bool:
        """Whether an earlier key is yet to be saved."""
        return self._keys is not None

    def hold(self, key: str) -> None:
        """Let a key follow those that wait."""
        self._keys = [*(self._keys or ()), key]

    def settle(self, *, again: bool, saved: bool, press: Callable[[str], object]) -> None:
        """What an attempt to save came to: the keys go on waiting, are pressed now, or are dropped.

        A key that must wait itself once it is pressed has the rest wait behind it. What was not saved at all is
        told on the screen, and keys that were meant to come after it are not pressed blindly.
        """
        keys, self._keys = self._keys, None
        if again:
            self._keys = keys or []
        elif keys and saved:
            self._press(keys, press)

    def _press(self, keys: list[str], press: Callable[[str], object]) -> None:
        for number, key in enumerate(keys):
            press(key)
            if self._keys is not None:
                self._keys += keys[number + 1 :]
                return
