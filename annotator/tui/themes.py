"""Which theme was chosen last, kept for the next start. Imports nothing of Textual."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path

DEFAULT = "annotator-dark"


def remembered_theme() -> str:
    """The theme that was last chosen in the program; `""` if none was."""
    try:
        return _file().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def remember_theme(name: str) -> None:
    """Keep the choice. Colours that are not remembered are no loss."""
    with suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(name, encoding="utf-8")


def _file() -> Path:
    return user_state_path("annotator") / "theme"
