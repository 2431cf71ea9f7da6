"""`exports/demo/` is what the program writes from the demo project, byte for byte, wherever it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMITTED = REPOSITORY / "exports" / "demo"
ELSEWHERE = {
    "TZ": "Asia/Jayapura",
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "ANNOTATOR_USER": "Zoë",
}


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("environment", [{}, ELSEWHERE], ids=["here", "elsewhere"])
def test_the_committed_export_is_what_the_program_writes(tmp_path: Path, environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "annotator", "demo", "--no-open", "--dir", "demo"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "XDG_STATE_HOME": str(tmp_path)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    written, committed = _files(tmp_path / "demo" / "exports" / "demo"), _files(COMMITTED)
    assert sorted(written) == sorted(committed)
    changed = [path for path in written if written[path] != committed[path]]
    assert not changed, "if this was meant: make exports"
