"""Reading from a terminal without a thread: keys in any pieces, an Esc that is just that, terminals that are gone."""

from __future__ import annotations

import asyncio
import os
import pty
import tty
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events
from textual.message import Message

from annotator.tui.input import Pastes, TerminalInput


class Terminal:
    """Both ends of a terminal, and what has been read from it."""

    def __init__(self) -> None:
        self.hand, self.program = pty.openpty()
        tty.setraw(self.program)
        self.messages: list[Message] = []
        self.times_gone = 0
        self.faults: list[Exception] = []
        self.input = TerminalInput(self.program, self._take, self._gone, self.faults.append)
        self.input.begin()

    def _take(self, message: Message) -> None:
        if isinstance(message, events.Key) and message.character == "!":
            raise ZeroDivisionError
        self.messages.append(message)

    def _gone(self) -> None:
        self.times_gone += 1

    def type(self, data: bytes) -> None:
        os.write(self.hand, data)

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.messages if isinstance(one, events.Key)]


@pytest.fixture
async def terminal() -> AsyncIterator[Terminal]:
    found = Terminal()
    yield found
    found.input.close()
    os.close(found.program)
    with suppress(OSError):  # a test has closed it
        os.close(found.hand)


def unused(descriptor: int) -> TerminalInput:
    return TerminalInput(descriptor, lambda message: None, lambda: None, lambda error: None)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.001)


async def test_keys_come_in_the_order_in_which_they_were_pressed(terminal: Terminal) -> None:
    terminal.type("qw\té\x1b[A".encode())
    await until(lambda: len(terminal.keys) == 5)
    assert terminal.keys == ["q", "w", "tab", "é", "up"]


async def test_a_key_that_comes_in_pieces_is_one(terminal: Terminal) -> None:
    for byte in "é".encode() + b"\x1b[1;2C":
        terminal.type(bytes([byte]))
        await asyncio.sleep(0)
    await until(lambda: len(terminal.keys) == 2)
    assert terminal.keys == ["é", "shift+right"]


async def test_an_esc_after_which_nothing_comes_is_just_that(terminal: Terminal) -> None:
    terminal.type(b"w\x1b")
    await until(lambda: len(terminal.keys) == 2)
    terminal.type(b"q")
    await until(lambda: len(terminal.keys) == 3)
    assert terminal.keys == ["w", "escape", "q"]


async def test_what_no_terminal_should_send_is_passed_over(terminal: Terminal) -> None:
    terminal.type(b"\xff\xc3w")
    await until(lambda: "w" in terminal.keys)


@pytest.mark.parametrize("begun", [b"\xc3", b"\xe9", b"\xe2\x82", b"\xf0\x9f"])
async def test_half_a_character_is_nothing_yet(terminal: Terminal, begun: bytes) -> None:
    terminal.type(b"q")
    await until(lambda: terminal.keys == ["q"])
    terminal.type(begun)
    await asyncio.sleep(0.01)
    assert terminal.keys == ["q"]
    terminal.type(b"w")
    await until(lambda: terminal.keys[-1] == "w")
    assert not terminal.faults


@given(st.text("a\x1b[201~\n\té\x00\x9b😀", max_size=60), st.lists(st.integers(0, 80)))
def test_a_paste_presses_no_keys_in_whatever_pieces_it_comes(pasted: str, cuts: list[int]) -> None:
    pasted = pasted.replace("\x1b[201~", "")
    whole = f"q\x1b\x1b[200~{pasted}\x1b[201~w"
    places = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    pastes = Pastes()
    handed = "".join(pastes.cleaned(whole[start:end]) for start, end in pairwise(places))
    assert handed.startswith("q\x1b\x1b[200~")
    assert handed.endswith("\x1b[201~w")
    inside = handed[len("q\x1b\x1b[200~") : -len("\x1b[201~w")]
    assert inside == "".join(char for char in pasted if char in "a[201~\n\té😀")


@given(st.text("q\x1b[20~A", max_size=30), st.lists(st.integers(0, 30)))
def test_what_is_not_pasted_comes_as_it_is_and_at_once(typed: str, cuts: list[int]) -> None:
    typed = typed.replace("\x1b[200~", "")
    places = sorted({0, len(typed), *(cut for cut in cuts if cut < len(typed))})
    pastes = Pastes()
    for start, end in pairwise(places):
        assert pastes.cleaned(typed[start:end]) == typed[start:end]


async def test_a_paste_of_ten_thousand_escapes_is_one_paste(terminal: Terminal) -> None:
    terminal.type(b"\x1b[200~")
    for _ in range(20):
        await asyncio.to_thread(terminal.type, b"\x1b[31mq" * 100)
    terminal.type(b"\x1b[201~w")
    await until(lambda: "w" in terminal.keys)
    assert terminal.keys == ["w"]
    [paste] = [one for one in terminal.messages if isinstance(one, events.Paste)]
    assert paste.text == "[31mq" * 2000


async def test_a_mouse_says_where_it_is(terminal: Terminal) -> None:
    terminal.type(b"\x1b[<0;12;5M")
    await until(lambda: bool(terminal.messages))
    pressed = terminal.messages[0]
    assert isinstance(pressed, events.MouseDown)
    assert (pressed.screen_x, pressed.screen_y) == (11, 4)


async def test_more_than_a_terminal_keeps_comes_whole(terminal: Terminal) -> None:
    async def paste() -> None:
        for _ in range(40):
            await asyncio.to_thread(terminal.type, b"abcdefgh" * 64)

    await asyncio.gather(paste(), until(lambda: len(terminal.keys) == 40 * 64 * 8))
    assert "".join(terminal.keys) == "abcdefgh" * 64 * 40


async def test_that_the_terminal_is_gone_is_told_once(terminal: Terminal) -> None:
    os.close(terminal.hand)
    await until(lambda: terminal.times_gone > 0)
    await asyncio.sleep(0.01)
    assert terminal.times_gone == 1


async def test_a_fault_of_whoever_takes_a_key_is_told_and_not_lost(terminal: Terminal) -> None:
    terminal.type(b"q")
    await until(lambda: terminal.keys == ["q"])
    terminal.type(b"!")
    await until(lambda: bool(terminal.faults))
    assert isinstance(terminal.faults[0], ZeroDivisionError)


async def test_closed_it_reads_nothing_more_and_no_esc_comes_late(terminal: Terminal) -> None:
    terminal.type(b"w\x1b")
    await until(lambda: terminal.keys == ["w"])
    again = unused(terminal.program)
    terminal.input.close()
    terminal.type(b"q")
    await asyncio.sleep(2 * constants.ESCAPE_DELAY)
    assert terminal.keys == ["w"]
    terminal.input = again


async def test_what_is_no_terminal_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w") as file, pytest.raises(OSError, match="ioctl"):
        unused(file.fileno())
