"""Running the program in tests: in this process for speed, or as the real thing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.cli.main import main

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the program came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


class Program:
    """The program, run in this process, in the test's folder and as `anna`."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        self._capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return Ran(status, out, err)

    def ok(self, *arguments: str | Path) -> str:
        """Run it; it must succeed. Its standard output."""
        ran = self(*arguments)
        assert ran.status == 0, ran
        return ran.out


def really(*arguments: str | Path, cwd: Path, **options: Any) -> Ran:
    """Run the real program as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
        **options,
    )
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in ran.out + ran.err, ran.err
    return ran


def one_sentence(text: str) -> bool:
    """Whether a complaint is one line of prose, and neither a traceback nor a bare name."""
    lines = text.strip().splitlines()
    return len(lines) == 1 and lines[0].endswith((".", ")", "…")) and len(lines[0].split()) > 3


def a_line(identifier: str = "a1", text: str = "“Ya,” katanya.", **more: Any) -> str:
    """A line of native JSON Lines."""
    return json.dumps({"id": identifier, "text": text} | more, ensure_ascii=False)


def a_quote(identifier: str = "s1", start: int = 0, end: int = 5, label: str = "QUOTE") -> dict[str, Any]:
    """A span as JSON Lines have it."""
    return {"id": identifier, "label": label, "start": start, "end": end}
