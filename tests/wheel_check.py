"""Builds the wheel, installs it in an empty environment, and makes the demo from a folder that is no checkout.

Proves that the scheme, the language packs and the demo articles travel in the wheel. Run by `make wheel-test`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _run(*command: str, folder: Path, home: Path) -> str:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ANNOTATOR_", "PYTHON"))
    }
    environment = {**kept, "XDG_STATE_HOME": str(home), "ANNOTATOR_USER": "wheel"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Build, install, run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
        _run(*build, folder=ROOT, home=folder)
        wheel = next((folder / "dist").glob("annotator-*.whl"))
        _run(sys.executable, "-m", "venv", "empty", folder=folder, home=folder)
        python = str(folder / "empty" / "bin" / "python")
        pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
        _run(*pip, "-r", str(ROOT / "requirements.lock"), folder=folder, home=folder)
        _run(*pip, "--no-deps", str(wheel), folder=folder, home=folder)
        program = str(folder / "empty" / "bin" / "annotator")
        printed = _run(program, "demo", "--no-open", "--dir", "demo", folder=folder, home=folder)
        shown = _run(program, "scheme", "show", "-p", "demo/annotator.db", folder=folder, home=folder)
        if "QUOTE" not in shown or not printed.strip():
            sys.exit("The demo made by the installed wheel says nothing.")
    sys.stdout.write("The wheel carries all that it needs: demo and scheme work from another folder.\n")


if __name__ == "__main__":
    main()
