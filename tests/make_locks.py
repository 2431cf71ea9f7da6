"""Writes requirements.lock and requirements-dev.lock: newest versions that pyproject.toml allows.

Runs in a new, empty virtual environment (`make lock`), with that environment's Python.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ["hatchling>=1.25", "editables>=0.5"]
ABOVE = {
    "requirements.lock": (
        "# Exact versions that the Makefile installs: what the program needs to run, and hatchling to install it."
    ),
    "requirements-dev.lock": "# Exact versions of what tests and lint need besides requirements.lock.",
}


def _pip(*arguments: str) -> str:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _frozen() -> list[str]:
    lines = _pip("freeze").splitlines()
    return sorted((line for line in lines if "==" in line), key=str.casefold)


def _write(name: str, lines: list[str]) -> None:
    text = "\n".join([ABOVE[name], "# Made anew by: make lock", *lines]) + "\n"
    (ROOT / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Install, freeze, write; once for the program and once more for the tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    _pip("install", *project["project"]["dependencies"], *BUILD)
    runtime = _frozen()
    _write("requirements.lock", runtime)
    _pip("install", *project["dependency-groups"]["dev"])
    _write("requirements-dev.lock", [line for line in _frozen() if line not in runtime])


if __name__ == "__main__":
    main()
