"""Textual's driver for a terminal, in fewer bytes and sooner."""

from __future__ import annotations

from contextlib import suppress

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from annotator.tui.output import TerminalOutput
from annotator.tui.thrift import shorter


class PromptDriver(LinuxDriver):
    """Writes by itself; where the terminal cannot be opened a second time Textual's thread does."""

    _output: TerminalOutput | None = None

    def start_application_mode(self) -> None:
        """Take the terminal over; also again, as when the process goes on after SIGSTOP."""
        if self._output is None and self._file is not None:
            with suppress(OSError):
                self._output = TerminalOutput(self._file)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's says no types

    def send_message(self, message: Message) -> None:
        """Hand a key or the like from the thread that reads them to the app.

        Textual makes a coroutine, a task and a future of each, to the same end.
        """
        self._app.post_message(message)

    def write(self, data: str) -> None:
        """Write to the terminal."""
        data = shorter(data)
        if self._output is not None:
            self._output.write(data)
        else:
            super().write(data)

    def flush(self) -> None:
        """Have what was written shown."""
        if self._output is not None:
            self._output.flush()

    def close(self) -> None:
        """Give the terminal back, with everything written."""
        if self._output is not None:
            self._output.close()
            self._output = None
        super().close()
