"""The folder of a run: projects that several groups use, a home of its own, and child processes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.bench.data import WHO, make_project

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class ChildRan:
    """What a child process measured of itself."""

    seconds: float
    """By the clock on the wall."""
    cpu: float
    """Seconds of the processor, of its own children too, the kernel's for them among them."""
    peak: float
    """Of resident memory, in MB."""
    peak_beside: float
    """The same of the largest process that it began, whatever it shared with it."""

    def wall_beside(self, other: ChildRan) -> str:
        """Both times of the wall, for a figure that is judged by the processor's."""
        return _beside("wall", self.seconds, other.seconds)

    def cpu_beside(self, other: ChildRan) -> str:
        """Both times of the processor, for a figure that is judged by the wall's."""
        return _beside("CPU", self.cpu, other.cpu)


class Workshop:
    """Made for a run and removed after it. On the disk of the checkout, since /tmp may be memory."""

    def __init__(self) -> None:
        build = ROOT / "build"
        build.mkdir(exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="bench-", dir=build))
        self.env = {
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "ANNOTATOR_USER": WHO,
            "TEXTUAL_ANIMATIONS": "none",
            "TEXTUAL_SMOOTH_SCROLL": "0",
            "UNICODE_VERSION": "latest",
        }
        # The children's; and ours, because where a machine notes what it wrote is found in there too.
        os.environ.update(self.env)
        # A program that was installed is compiled; one that may not keep what it compiled would do so at every start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def project(self, articles: int) -> Path:
        """The project of so many articles, made on first use. Not to be written to."""
        path = self.folder / f"of-{articles}.db"
        return path if path.exists() else make_project(path, articles)

    def annotator(self, *arguments: str | Path) -> list[str]:
        """The command line of the real program."""
        return [sys.executable, "-m", "annotator", *map(str, arguments)]

    def child(self, job: str, *arguments: str | Path, python: str = "") -> ChildRan:
        """Run a job of `tests.bench.child`, with another Python than this one if one is named."""
        done = subprocess.run(
            [python or sys.executable, "-m", "tests.bench.child", job, *map(str, arguments)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=True,
        )
        told = json.loads(done.stdout.splitlines()[-1])
        return ChildRan(told["seconds"], told["cpu"], told["peak"], told["beside"])


def best(runs: Sequence[ChildRan]) -> ChildRan:
    """The one that took the least of the processor: whatever else a machine does only ever adds."""
    return min(runs, key=lambda run: run.cpu)


def quickest(runs: Sequence[ChildRan]) -> ChildRan:
    """The one that was done first, for what two processes share."""
    return min(runs, key=lambda run: run.seconds)


def _beside(name: str, mine: float, other: float) -> str:
    ratio = f" (× {mine / other:.2f})" if other else ""
    return f"{name} {mine:.2f} s beside {other:.2f} s{ratio}"
