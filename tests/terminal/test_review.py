"""Review in a pseudo-terminal, from two people's labels to exported gold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.terminal.pty_app import PtyApp

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "annotator"]


def test_a_reviewer_decides_marks_gold_done_and_exports_it(tmp_path: Path) -> None:
    env = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path / "state"), "ANNOTATOR_USER": "sari"}
    whole = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), **env}
    subprocess.run(
        [*PROGRAM, "demo", "--no-open", "--dir", "d"],
        cwd=tmp_path,
        env=whole,
        check=True,
        capture_output=True,
    )
    command = [*PROGRAM, "review", "pasar-terapung", "-p", "d/annotator.db"]
    with PtyApp(command, columns=100, rows=30, env=env, cwd=str(tmp_path)) as app:
        app.wait_for("All agree on 8 of 13")
        assert "1 bram" in app.text()
        for _ in range(5):
            app.press("2")
        assert "Nothing waits here." in app.text()
        app.press("D")
        assert "Gold is done." in app.text()
        app.press("\x11")
    subprocess.run(
        [*PROGRAM, "export", "--format", "jsonl", "--layer", "gold", "--out", "out", "-p", "d/annotator.db"],
        cwd=tmp_path,
        env=whole,
        check=True,
        capture_output=True,
    )
    (line,) = (tmp_path / "out" / "spans" / "all.jsonl").read_text(encoding="utf-8").splitlines()
    article = json.loads(line)
    assert (article["layer"], article["state"]) == ("gold", "done")
    assert sum(span["label"] == "QUOTE" for span in article["spans"]) == 12
    assert {span["origin"]["rule"] for span in article["spans"]} == {"agreed", "taken"}
