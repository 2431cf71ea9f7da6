"""Opens an article in the reader without a terminal, presses keys, and prints what the reader says after each group.

python docs/press.py PROJECT MEMBER ARTICLE "tab" "q" "m enter" …
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from annotator.store.opening import open_project
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.read import ReadScreen


async def press(project: Path, who: str, article: str, groups: list[str]) -> list[str]:
    """What the message line says after each group of keys, which blanks separate."""
    said = []
    with open_project(project, who) as opened:
        app = AnnotatorApp(opened, who, article)
        async with app.run_test(size=(120, 32)) as pilot:
            await app.workers.wait_for_complete()  # the article is read ahead
            await pilot.pause()
            for group in groups:
                await pilot.press(*group.split())
                await pilot.pause()
                screen = app.screen
                said.append(screen.state.message if isinstance(screen, ReadScreen) else "")
    return said


if __name__ == "__main__":
    sys.stdout.write("\n".join(asyncio.run(press(Path(sys.argv[1]), *sys.argv[2:4], sys.argv[4:]))) + "\n")
