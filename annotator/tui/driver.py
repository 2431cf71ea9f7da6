"""Textual's driver for a terminal, in fewer bytes and sooner."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from annotator.tui.input import TerminalInput
from annotator.tui.output import TerminalOutput
from annotator.tui.thrift import shorter


class PromptDriver(LinuxDriver):
    """Reads and writes by itself; where the terminal cannot be opened a second time Textual's threads do."""

    _output: TerminalOutput | None = None
    _input: TerminalInput | None = None
    _reads_itself = False
    """Whether the terminal could be opened for reading once."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        for number, handler in (
            (signal.SIGTSTP, self._sigtstp_application),
            (signal.SIGCONT, self._sigcont_application),
        ):
            # Both write to the terminal, which may be in the midst of a write just then. A loop beside the main
            # thread can call none, and keeps what Textual has set.
            with suppress(RuntimeError, ValueError):
                self._loop.add_signal_handler(number, handler)

    def stop_job(self) -> None:
        """Leave the terminal as it was, then stop all processes of this job until the shell brings it back."""
        self.suspend_application_mode()
        self._must_signal_resume = True
        os.kill(0, signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on. Whoever was stopped by SIGSTOP has not left the terminal before; then that comes first.

        When a terminal is closed, SIGCONT comes behind SIGHUP: whoever leaves, or has no terminal, takes none over.
        """
        if self._app._exit or not os.isatty(self.fileno):
            return
        if self._auto_restart and self._writer_thread is not None and self._writer_thread.is_alive():
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        if self._output is None and self._file is not None:
            with suppress(OSError):
                self._output = TerminalOutput(self._file)
        if self._input is None:
            self._open_input()
        before = self._key_thread
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's says no types
        # In the background it gives up before it begins to read, and comes back here later.
        if self._input is not None and self._key_thread is not before:
            self._input.begin()

    def _open_input(self) -> None:
        try:
            self._input = TerminalInput(
                self.fileno, self.process_message, self._terminal_gone, self._app._handle_exception
            )
            self._reads_itself = True
        except OSError:
            if self._reads_itself:
                self._terminal_gone()

    def run_input_thread(self) -> None:
        """Nothing that takes a thread, where we read ourselves: the one that Textual has begun ends."""
        if not self._reads_itself:
            super().run_input_thread()

    def disable_input(self) -> None:
        """Read no more."""
        if self._input is not None:
            self._input.close()
            self._input = None
        super().disable_input()

    def _disable_mouse_support(self) -> None:
        """Give the mouse back, and its places as they were counted before: Textual forgets that."""
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super()._disable_mouse_support()

    def _terminal_gone(self) -> None:
        """End as programs do whose terminal is closed; the kernel says so only to whom it is the controlling one."""
        os.kill(os.getpid(), signal.SIGHUP)

    def send_message(self, message: Message) -> None:
        """Hand a key or the like to the app.

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
