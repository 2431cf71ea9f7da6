"""Environments beside our own, in which other people's programs are installed (`make consumers` makes two)."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE = ("consumers", "consumers-torch")
"""Folders of `build` with an environment; torch and what needs it have one of their own."""


def python_with(module: str) -> str | None:
    """A Python that has a module: of those that `BENCH_BESIDE` names, parted like PATH, else of `build`."""
    named = [Path(place) for place in os.environ.get("BENCH_BESIDE", "").split(os.pathsep) if place]
    for python in [*named, *(ROOT / "build" / name / "bin" / "python" for name in MADE)]:
        if python.exists():
            asked = [str(python), "-c", f"import importlib.util as u; exit(not u.find_spec('{module}'))"]
            if subprocess.run(asked, check=False).returncode == 0:
                return str(python)
    return None
