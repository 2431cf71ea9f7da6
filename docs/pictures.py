"""Makes the pictures of the documentation from the real program on the demo project: `make pictures`."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from annotator.store.opening import open_project
from annotator.tui.app import AnnotatorApp

FOLDER = Path(__file__).resolve().parent / "pictures"
WIDE, NARROW = (130, 36), (80, 30)


async def _picture(
    project: Path, name: str, keys: list[str], size: tuple[int, int] = WIDE, theme: str = "", article: str | None = None
) -> None:
    with open_project(project, "sari") as opened:
        app = AnnotatorApp(opened, "sari", article)
        async with app.run_test(size=size) as pilot:
            if theme:
                app.theme = theme
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            (FOLDER / f"{name}.svg").write_text(app.export_screenshot(title="annotator"), encoding="utf-8")


async def make_all(project: Path) -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    article = "pasar-terapung"
    quote = ["g", "right_square_bracket", "right_square_bracket", "right_square_bracket"]
    await _picture(project, "reader", quote, article=article)
    await _picture(project, "reader-light", quote, theme="annotator-light", article=article)
    await _picture(project, "reader-narrow", quote, size=NARROW, article=article)
    await _picture(project, "reader-16-colours", quote, theme="ansi-dark", article=article)
    await _picture(project, "link", [*quote, "f"], article=article)
    await _picture(project, "person", [*quote, "full_stop", "full_stop", "m"], article=article)
    await _picture(project, "help", ["question_mark"], article=article)
    await _picture(project, "library", [])


def main() -> None:
    """Make the demo project in a temporary folder, then the pictures."""
    from annotator.cli.main import main as annotator

    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        annotator(["demo", "--no-open", "--as", "sari", "--dir", f"{folder}/demo"])
        asyncio.run(make_all(Path(folder) / "demo" / "annotator.db"))
        sys.stderr.write(f"Pictures are in {FOLDER.name}/.\n")


if __name__ == "__main__":
    main()
