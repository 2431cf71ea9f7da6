"""The program in the terminals that there are: few colours or none, no mouse, any size, suspended or taken away."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from itertools import combinations
from pathlib import Path

import pytest

from tests.terminal.pty_app import PATIENCE, PtyApp
from tests.terminal.test_program import env, folder, opened, spans

__all__ = ["env", "folder"]

MOUSE_ON = (b"\x1b[?1000h", b"\x1b[?1002h", b"\x1b[?1003h", b"\x1b[?1006h", b"\x1b[?1015h")
SIGNS = {"1": "bold", "3": "italic", "4": "underlined", "21": "twice underlined"}
SIGNS_OFF = {"22": {"bold"}, "23": {"italic"}, "24": {"underlined", "twice underlined"}}
WORDS = {
    "QUOTE": ("Kami tidak membeli perahu", {"underlined"}),
    "SPEAKER": ("Nurlela Bantang", {"bold"}),
    "CUE": ("lanjut", {"italic"}),
    "SOURCE": ("Nusa Pagi", {"twice underlined"}),
}
"""Label -> words of the demo that have it alone, and the signs that they have."""
FEW_COLOURS = {
    "256": {"COLORTERM": "", "TERM": "xterm-256color"},
    "16": {"COLORTERM": "", "TERM": "xterm-16color"},
    "8": {"COLORTERM": "", "TERM": "linux"},
    "2": {"COLORTERM": "", "TERM": "vt100"},
    "16, light": {"COLORTERM": "", "TERM": "xterm", "TEXTUAL_THEME": "annotator-light"},
    "own": {"COLORTERM": "", "TERM": "xterm-16color", "TEXTUAL_THEME": "ansi-light"},
    "light": {"TEXTUAL_THEME": "annotator-light"},
}
NO_COLOUR = {
    "none": {"NO_COLOR": "1"},
    "none of 16": {"NO_COLOR": "1", "COLORTERM": "", "TERM": "xterm-16color"},
    "none of its own": {"NO_COLOR": "1", "TEXTUAL_THEME": "ansi-dark"},
    "none, light": {"NO_COLOR": "0", "TEXTUAL_THEME": "annotator-light"},
    "none, somebody else's": {"NO_COLOR": "1", "TEXTUAL_THEME": "dracula"},
}


def looks(raw: bytes) -> dict[str, tuple[set[str], str, str]]:
    """Label -> signs, colour and background of its words in the article; the cards have them without signs."""
    _, *rest = re.split(r"\x1b\[([0-9;]*)m", raw.decode("utf-8", errors="replace"))
    written: dict[str, list[tuple[set[str], str, str]]] = {label: [] for label in WORDS}
    signs: set[str] = set()
    front, back = "39", "49"
    for codes, text in zip(rest[::2], rest[1::2], strict=True):
        signs, front, back = _after(signs, front, back, codes)
        for label, (words, _) in WORDS.items():
            if words in text:
                written[label].append((signs, front, back))
    assert all(written.values())
    return {label: next((look for look in found if look[0]), found[-1]) for label, found in written.items()}


def _after(signs: set[str], front: str, back: str, codes: str) -> tuple[set[str], str, str]:
    """What the terminal writes in after a sequence of codes (ECMA-48, SGR)."""
    for code in re.findall(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+", codes or "0"):
        if code == "0":
            signs, front, back = set(), "39", "49"
        elif code in SIGNS:
            signs = signs | {SIGNS[code]}
        elif code in SIGNS_OFF:
            signs = signs - SIGNS_OFF[code]
        elif re.match(r"3[0-79]$|38;|9\d$", code):
            front = code
        elif re.match(r"4[0-79]$|48;|10\d$", code):
            back = code
    return signs, front, back


def shown(env: dict[str, str], folder: Path) -> tuple[bytes, str]:
    """What the reader writes of an article with all labels, and its screen."""
    with opened(env, folder, "read", "pasar-terapung", "--as", "sari", columns=120, rows=70) as app:
        app.wait_for("q quote")
        app.press("n")
        text = app.text()
        app.press("\x11")
        assert app.exit_code() == 0
        return bytes(app.raw), text


@pytest.mark.parametrize("name", [*FEW_COLOURS, *NO_COLOUR])
def test_every_label_is_told_apart_without_colour(env: dict[str, str], folder: Path, name: str) -> None:
    raw, text = shown(env | {**FEW_COLOURS, **NO_COLOUR}[name], folder)
    found = looks(raw)
    assert {label: signs for label, (signs, _, _) in found.items()} == {
        label: signs for label, (_, signs) in WORDS.items()
    }
    assert re.search(r"QSC +\"Kami tidak", text)
    assert re.search(r"O +Nusa Pagi", text)
    for one, other in combinations(found.values(), 2):
        if name in FEW_COLOURS:
            assert one[1] != other[1], "colours tell them apart as well"
    painted = [(front, back) for _, front, back in found.values() if (front, back) != ("39", "49")]
    assert all(front != back.replace("4", "3", 1) for front, back in painted), "it can be read"
    if name in NO_COLOUR:
        assert not painted


def colours_in(raw: bytes) -> list[str]:
    """Every style sequence that names a colour, also the terminal's own (39, 49), which nothing has left."""
    found = re.findall(rb"\x1b\[([0-9;:]*)m", raw)
    return [
        codes.decode() for codes in found if re.search(rb"(?:^|;)(?:3\d|4\d|58|59|9\d|10\d)(?:[;:]|$)", codes)
    ]


SMALL_SCREENS = {
    "of 6 done": (("?", "Esc closes"), ("f", "What is listed?"), ("A", "Agreement")),
    "q quote": (
        ("m", "Who is “"),
        ("T", "speaker mode"),
        ("f", "link with"),
        ("F", "Enter links"),
        ("C", "Enter writes"),
        ("I", "Guidelines,"),
        ("Y", "What was done"),
        ("%", "What became of"),
        ("?", "Esc closes"),
        ("\x10", "Search for commands"),
    ),
    "take": (("B", "Take at once"), ("?", "Esc closes")),
}
"""What is on a screen -> the keys that open a small one there, and what that shows. Esc leaves each."""


def everywhere(app: PtyApp) -> None:
    """From the library through reader, cards and small screens, people and a review."""

    def look(keys: str, seen: str) -> None:
        app.press(keys)
        app.wait_for(seen)

    def look_at_small_ones(below: str) -> None:
        app.wait_for(below)
        for key, seen in SMALL_SCREENS[below]:
            look(key, seen)
            app.press("\x1b")
            app.wait_until_gone(seen)

    look_at_small_ones("of 6 done")
    look("P", "Bahrun")
    look("m", "Who is the same")
    app.press("\x1b")
    app.wait_until_gone("Who is the same")
    look("\x1b", "of 6 done")
    look("/", "search /")
    look("terapung", "“terapung”")
    look("\r", "Enter open")
    look("\r", "q quote")
    look("n]", "by digit")
    look_at_small_ones("q quote")
    look("/kami", "kami")
    look("\ro", "for which of these?")
    app.press("\x1b")
    app.wait_until_gone("for which of these?")
    app.press("\x1b")
    look("\x14", "no colours are written")
    look("z", "uncertain?")
    look("\x1b", "of 6 done")
    look("R", "take")
    look_at_small_ones("take")


@pytest.mark.parametrize("theme", ["", "annotator-light", "nord"])
def test_with_no_color_no_screen_writes_a_colour(env: dict[str, str], folder: Path, theme: str) -> None:
    env = env | {"NO_COLOR": "1", "TEXTUAL_THEME": theme, "ANNOTATOR_USER": "sari"}
    with opened(env, folder, columns=130, rows=40) as app:
        everywhere(app)
        app.press("\x11")
        assert app.exit_code() == 0
        app.read()
        written = bytes(app.raw)
    assert colours_in(written) == []
    assert re.search(rb"\x1b\[(?:\d+;)*7(?:;\d+)*m", written), "the cursor is reversed"


@pytest.mark.parametrize(("file", "no_color"), [("", ""), ('colours = "always"', "1")])
def test_an_empty_no_color_and_a_file_that_asks_for_colours_leave_them(
    env: dict[str, str], folder: Path, tmp_path: Path, file: str, no_color: str
) -> None:
    (tmp_path / "mine.toml").write_text(file)
    env = env | {"NO_COLOR": no_color, "ANNOTATOR_CONFIG": str(tmp_path / "mine.toml")}
    raw, _ = shown(env, folder)
    assert colours_in(raw)


@pytest.mark.parametrize("arguments", [("--no-mouse",), ("--no-mouse", "read", "penyu-kembali")])
def test_without_the_mouse_it_is_never_taken(
    env: dict[str, str], folder: Path, arguments: tuple[str, ...]
) -> None:
    with opened(env, folder, *arguments) as app:
        app.wait_for("of 6 done" if len(arguments) == 1 else "q quote")
        app.press("\r")
        app.press("?")
        app.press("\x1b")
        app.press("\x11")
        assert app.exit_code() == 0
        assert not any(code in bytes(app.raw) for code in MOUSE_ON)


def test_the_mouse_can_be_left_to_the_terminal_for_good(
    env: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text("mouse = false\n")
    env = env | {"ANNOTATOR_CONFIG": str(tmp_path / "mine.toml")}
    for arguments, taken in (((), False), (("--mouse",), True)):
        with opened(env, folder, "read", "penyu-kembali", *arguments) as app:
            app.wait_for("q quote")
            app.press("\x11")
            assert app.exit_code() == 0
            assert any(code in bytes(app.raw) for code in MOUSE_ON) == taken


def test_a_mouse_that_counted_in_pixels_counts_in_cells_again(env: dict[str, str], folder: Path) -> None:
    env = env | {"TEXTUAL_SMOOTH_SCROLL": "1"}  # else Textual does not ask
    with opened(env, folder, "read", "penyu-kembali") as app:
        app.wait_for("q quote")
        app.press("\x1b[?2048;2$y")  # as terminals answer that know sizes in band
        app.press("\x1b[48;36;130;720;1300t")
        app.press("w")
        app.press("\x11")
        assert app.exit_code() == 0
        raw = bytes(app.raw)
        assert 0 < raw.rindex(b"\x1b[?1016h") < raw.rindex(b"\x1b[?1016l")


MODES = {
    "reading": ("", "q quote"),
    "selecting": ("\tv", "drop selection"),
    "borders": ("\tqr", "other end"),
    "linking": ("\tqcf", "link with"),
    "picking a person": ("\tqcsm", "Who is “"),
    "help": ("?", "Keys"),
    "palette": ("\x10", "Search"),
}
"""Where somebody is -> the keys that lead there, and what is then on the screen."""


@pytest.mark.parametrize("mode", MODES)
def test_resizing_in_the_middle_of_anything(env: dict[str, str], folder: Path, mode: str) -> None:
    keys, seen = MODES[mode]
    with opened(env, folder, "read", "penyu-kembali") as app:
        app.wait_for("q quote")
        for key in keys:
            app.press(key)
        app.wait_for(seen)
        for columns, rows in ((80, 24), (61, 15), (40, 8), (1, 1), (200, 60), (109, 30), (110, 30)):
            app.resize(columns, rows)
        app.wait_for(seen)
        if keys:
            app.press("\x1b")
        app.press("n")
        app.resize(130, 36)
        app.wait_for("q quote")
        app.press("\x11")
        assert app.exit_code() == 0
    tagged = keys.count("q") + keys.count("c") + keys.count("s")
    assert not tagged or len(spans(env, folder, "penyu-kembali")) == tagged


def test_a_resize_between_two_keys_that_are_on_their_way(env: dict[str, str], folder: Path) -> None:
    with opened(env, folder, "read", "penyu-kembali") as app:
        app.wait_for("q quote")
        os.write(app._fd, b"\tq")
        app._set_size(app._fd)
        os.write(app._fd, b"c")
        app.resize(90, 25)
        os.write(app._fd, b"s")
        app.resize(130, 36)
        app.wait_for("speaker  Marta Kolin")
        app.press("\x11")
        assert app.exit_code() == 0
    assert len(spans(env, folder, "penyu-kembali")) == 3


SUSPENDING = """
import os, signal, sys
ready, in_front = os.pipe()
pid = os.fork()
if pid == 0:
    os.close(in_front)
    os.read(ready, 1)
    os.execvp(sys.argv[1], sys.argv[1:])
os.setpgid(pid, pid)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
os.tcsetpgrp(0, pid)
os.close(in_front)
_, status = os.waitpid(pid, os.WUNTRACED)
os.tcsetpgrp(0, os.getpgrp())
print("STOPPED" if os.WIFSTOPPED(status) else "ENDED", flush=True)
sys.stdin.readline()
os.tcsetpgrp(0, pid)
os.killpg(pid, signal.SIGCONT)
_, status = os.waitpid(pid, 0)
os.tcsetpgrp(0, os.getpgrp())
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A shell of a few lines: runs the program in a process group of its own, and brings it back on Enter.

The program begins once its group has the terminal: its group cannot be set any more when it has begun, and without
the terminal it would be stopped at once.
"""


@pytest.mark.parametrize(
    "through", [[], ["sh", "-c", '"$@"; exit $?', "sh"]], ids=["alone", "through a script"]
)
def test_ctrl_z_suspends_and_fg_brings_back(env: dict[str, str], folder: Path, through: list[str]) -> None:
    program = [sys.executable, "-m", "annotator", "read", "penyu-kembali"]
    command = [sys.executable, "-c", SUSPENDING, *through, *program]
    with PtyApp(command, columns=130, rows=36, env=env, cwd=str(folder)) as app:
        app.wait_for("q quote")
        app.press("\t")
        app.press("q")
        app.press("\x1a")
        app.wait_for("STOPPED")
        before = bytes(app.raw)
        assert before.rindex(b"\x1b[?1049l") > before.rindex(b"\x1b[?1049h"), "the shell's own screen is back"
        assert before.rindex(b"\x1b[?1000l") > before.rindex(b"\x1b[?1000h"), "the mouse is let go of"
        app.screen.reset()  # what is waited for next was there before
        app.press("\n")
        app.wait_for("▸ direct")
        assert bytes(app.raw).rindex(b"\x1b[?1049h") > len(before), "its own screen is back"
        app.press("c")
        app.wait_for("cue      kata")
        app.press("\x11")
        assert app.exit_code() == 0
    assert len(spans(env, folder, "penyu-kembali")) == 2


def test_what_is_stopped_unasked_goes_on_and_leaves_the_terminal_as_it_was(
    env: dict[str, str], folder: Path
) -> None:
    app = opened(env, folder, "read", "penyu-kembali")
    with app:
        before, held = termios.tcgetattr(app._fd), set[tuple[int, ...]]()
        app.wait_for("q quote")
        for times, (keys, seen) in enumerate((("\tq", "▸ direct"), ("c", "cue      kata")), start=2):
            for number in (signal.SIGSTOP, signal.SIGCONT):
                os.kill(app._pid, number)
            began = time.monotonic()
            while app.raw.count(b"\x1b[?1049h") < times and time.monotonic() - began < PATIENCE:
                app.read()  # until it has taken the terminal over anew
            app.press(keys)
            app.wait_for(seen)
            held.add(tuple(len(os.listdir(f"/proc/{app._pid}/{what}")) for what in ("task", "fd")))
            assert len(held) == 1, "neither threads nor files are left behind"
        app.press("\x11")
        assert app.exit_code() == 0
        assert bytes(app.raw).rindex(b"\x1b[?1049l") > bytes(app.raw).rindex(b"\x1b[?1049h")
        assert termios.tcgetattr(app._fd) == before
    assert len(spans(env, folder, "penyu-kembali")) == 2


def test_a_terminal_that_is_closed_ends_it_with_all_saved(env: dict[str, str], folder: Path) -> None:
    app = opened(env, folder, "read", "penyu-kembali")
    with app:
        app.wait_for("q quote")
        app.press("\t")
        app.press("q")
        os.close(app._fd)
        app._fd = os.open(os.devnull, os.O_RDONLY)
        _, status = os.waitpid(app._pid, 0)
        app._status = os.waitstatus_to_exitcode(status)
        assert app._status in (128 + signal.SIGHUP, -signal.SIGHUP), (
            "it neither hangs nor ends as if all were well"
        )
    assert len(spans(env, folder, "penyu-kembali")) == 1


def test_a_terminal_that_is_closed_is_not_taken_over_anew(env: dict[str, str], folder: Path) -> None:
    """The kernel lets whoever it tells of a closed terminal go on behind that, in case it was stopped."""
    app = opened(env, folder, "read", "penyu-kembali")
    with app:
        app.wait_for("q quote")
        os.close(app._fd)
        app._fd = os.open(os.devnull, os.O_RDONLY)
        os.kill(app._pid, signal.SIGHUP)
        time.sleep(0.05)  # it is leaving by then
        os.kill(app._pid, signal.SIGCONT)
        until_gone = time.monotonic() + PATIENCE
        while not (ended := os.waitpid(app._pid, os.WNOHANG))[0]:
            assert time.monotonic() < until_gone, "it lives on"
            time.sleep(0.01)
        app._status = os.waitstatus_to_exitcode(ended[1])
        assert app._status in (128 + signal.SIGHUP, -signal.SIGHUP)


def read_until(end: int, words: bytes) -> None:
    shown = b""
    while words not in shown:
        assert select.select([end], [], [], PATIENCE)[0], shown
        shown += os.read(end, 65536)


def test_a_terminal_that_was_only_lent_ends_it_too_when_it_is_closed(
    env: dict[str, str], folder: Path
) -> None:
    """The kernel sends SIGHUP to whoever has the terminal for its controlling one, and to nobody else."""
    hand, lent = pty.openpty()
    command = [sys.executable, "-m", "annotator", "read", "penyu-kembali"]
    with subprocess.Popen(
        command, stdin=lent, stdout=lent, stderr=lent, env=env, cwd=folder, start_new_session=True
    ) as program:
        os.close(lent)
        try:
            read_until(hand, b"saved")
            os.write(hand, b"\tq")
            read_until(hand, b"Quote ")
            os.close(hand)
            assert program.wait(PATIENCE) == 128 + signal.SIGHUP
        finally:
            program.kill()
    assert len(spans(env, folder, "penyu-kembali")) == 1


FAILING = """
import sys
from annotator.session import moves
from annotator.tui import app
from annotator.tui.screens import read

def fail(*_):
    raise ZeroDivisionError("a secret of the article")

read.ReadScreen._rows = fail
from annotator.cli.main import run
sys.argv[1:] = ["read", "penyu-kembali"]
run()
"""


def test_a_fault_restores_the_terminal_and_says_where_the_log_is(env: dict[str, str], folder: Path) -> None:
    command = [sys.executable, "-c", FAILING]
    with PtyApp(command, columns=130, rows=36, env=env, cwd=str(folder)) as app:
        app.wait_for("q quote")
        app.press("\t")
        app.press("q")
        app.press("j")
        assert app.exit_code() == 70
        app.read()
        raw = bytes(app.raw)
        assert raw.rindex(b"\x1b[?1049l") > raw.rindex(b"\x1b[?1049h")
        after = raw[raw.rindex(b"\x1b[?1049l") :].decode()
        assert "fault of its own (ZeroDivisionError)" in after
        assert "secret" not in after
        log = re.search(r"(/\S+\.log)", after.replace("\r\n", ""))
        assert log is not None
        assert "ZeroDivisionError: a secret of the article" in Path(log[1]).read_text(encoding="utf-8")
    assert len(spans(env, folder, "penyu-kembali")) == 1


def test_a_dumb_terminal_is_told_so(env: dict[str, str], folder: Path) -> None:
    with opened(env | {"TERM": "dumb"}, folder, "read") as app:
        assert app.exit_code() == 2
        app.read()
        assert b"needs a terminal that can move its cursor" in bytes(app.raw).replace(b"\r\n", b" ")
