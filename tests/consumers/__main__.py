"""Exports a thousand invented articles and lets other programs read them: `make consumers`.

python -m tests.consumers FOLDER; programs that are in no environment are named and passed over.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
from pathlib import Path

from annotator.cli.main import main as annotator
from tests.consumers.checks import CHECKS
from tests.consumers.project import main as make_project
from tests.elsewhere import ROOT, python_with

ARTICLES = "1000"
FORMATS = ["jsonl", "conll", "conllup", "hf", "brat"]


def main(place: str) -> int:
    """Make the export, run the checks; 1 if one fails."""
    folder = Path(place)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    project, out = folder / "consumers.db", folder / "export"
    make_project(str(project), ARTICLES)
    formats = [*FORMATS, "spacy"] if importlib.util.find_spec("spacy") else FORMATS
    told = ["export", "-p", str(project), "--format", ",".join(formats), "--split", "80,10,10"]
    if status := annotator([*told, "--allow-loss", "--out", str(out)]):
        return status
    failed = 0
    for name, module, check in CHECKS:
        here = importlib.util.find_spec(module) is not None
        python = None if here else python_with(module)
        if not here and python is None:
            sys.stdout.write(f"  --    {name}: {module} is not installed\n")
            continue
        began = time.perf_counter()
        try:
            found, mark = check(out) if python is None else _elsewhere(python, check.__name__, out), "ok"
        except AssertionError as error:
            found, mark, failed = f"{error}", "FAILED", failed + 1
        sys.stdout.write(f"  {mark:6}{name}: {found} ({time.perf_counter() - began:.1f} s)\n")
        sys.stdout.flush()
    return 1 if failed else 0


def _elsewhere(python: str, check: str, out: Path) -> str:
    """What a check found that runs in another Python; that has nothing of ours."""
    command = [python, "-m", "tests.consumers.checks", check, str(out.resolve())]
    done = subprocess.run(
        command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr.strip()[-2000:]
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
