"""The demo project, made once by the program itself and copied for whoever wants one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.pty_app import by_hand


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo project of eva's. To be copied."""
    folder = tmp_path_factory.mktemp("demo")
    own = {"XDG_STATE_HOME": str(folder / "state"), "ANNOTATOR_USER": "eva"}
    subprocess.run(
        [sys.executable, "-m", "annotator", "demo", "--no-open", "--dir", str(folder / "demo")],
        env={**os.environ, **by_hand(folder), **own},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "demo"
