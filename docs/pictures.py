"""Makes the pictures of the documentation from the real program on the demo project: `make pictures`.

The same program gives the same bytes, so a picture changes only when a screen does.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# Textual reads these when it is imported: a picture shows the end of an animation, and colours in any terminal.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"
os.environ["TEXTUAL_THEME"] = ""
os.environ.pop("NO_COLOR", None)

from annotator.cli.lessons import ARTICLE as LESSON
from annotator.cli.lessons import LEARNER, tutorial_project
from annotator.store.opening import open_project
from annotator.tui.app import AnnotatorApp
from annotator.tui.tutorial import TutorialApp

FOLDER = Path(__file__).resolve().parent / "pictures"
ROOT = FOLDER.parent.parent
WIDE, NARROW = (120, 32), (80, 28)
ARTICLE = "pasar-terapung"
SPLIT_QUOTE = ["g", "]", "]"]
"""Keys that take the second quote in hand, one in two parts."""


async def _picture(
    project: Path,
    name: str,
    keys: list[str],
    size: tuple[int, int] = WIDE,
    theme: str = "",
    article: str | None = None,
) -> None:
    with open_project(project, "sari") as opened:
        app = AnnotatorApp(opened, "sari", article)
        async with app.run_test(size=size) as pilot:
            if theme:
                app.theme = theme
            await pilot.pause()
            for key in keys:
                await pilot.press(_KEYS.get(key, key))
            await pilot.pause(0.3)  # the library's preview follows the last key after a moment
            (FOLDER / f"{name}.svg").write_text(
                smaller(app.export_screenshot(title="annotator")), encoding="utf-8"
            )


async def _tutorial() -> None:
    """The tutorial in its middle."""
    with tutorial_project(again=True) as project:
        app = TutorialApp(project, LEARNER, LESSON)
        async with app.run_test(size=WIDE) as pilot:
            for key in ("n", "tab", "q", "c", "s", "m", "enter", "tab", "q"):
                await pilot.press(key)
            await pilot.pause()
            (FOLDER / "tutorial.svg").write_text(
                smaller(app.export_screenshot(title="annotator")), encoding="utf-8"
            )


_KEYS = {"[": "left_square_bracket", "]": "right_square_bracket", "?": "question_mark", "/": "slash"}
"""Ours to Textual's names."""


async def make_all(project: Path) -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    await _picture(project, "reader", SPLIT_QUOTE, article=ARTICLE)
    await _picture(project, "reader-light", SPLIT_QUOTE, theme="annotator-light", article=ARTICLE)
    await _picture(project, "reader-narrow", SPLIT_QUOTE, size=NARROW, article=ARTICLE)
    await _picture(project, "link", [*SPLIT_QUOTE, "f"], article=ARTICLE)
    await _picture(project, "person", [*SPLIT_QUOTE, "]", "]", "m"], article=ARTICLE)
    await _picture(project, "help", ["g", "?"], article=ARTICLE)
    await _picture(project, "library", [])
    await _picture(project, "library-search", ["/", *"perahu"], size=NARROW, theme="annotator-light")
    await _tutorial()


def smaller(svg: str) -> str:
    """The same picture in a quarter of the bytes: fonts from nowhere, no clipping by row, one rectangle a colour."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace')
    svg = re.sub(r'<clipPath id="[^"]*-line-\d+">.*?</clipPath>\s*', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#[^)]*-line-\d+\)"', "", svg)
    svg = re.sub(r"terminal-\d+-", "", svg)
    svg = svg.replace("&#160;", "\xa0").replace(' shape-rendering="crispEdges"', "")
    svg = re.sub(
        r'(?:<rect fill="#\w+" x="[\d.]+" y="[\d.]+" width="[\d.]+" height="24.65"/>)+', _joined, svg
    )
    return "\n".join(line.strip() for line in svg.splitlines() if line.strip()) + "\n"


def _joined(found: re.Match[str]) -> str:
    """Rectangles, with those that touch in a row and have one colour as one."""
    wanted: list[list[str]] = []
    for fill, x, y, width in re.findall(
        r'fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', found[0]
    ):
        last = wanted[-1] if wanted else None
        if (
            last
            and last[0] == fill
            and last[2] == y
            and abs(float(last[1]) + float(last[3]) - float(x)) < 0.01
        ):
            last[3] = f"{float(last[3]) + float(width):.1f}"
        else:
            wanted.append([fill, x, y, width])
    rows = [f'<rect fill="{f}" x="{x}" y="{y}" width="{w}" height="24.65"/>' for f, x, y, w in wanted]
    return '<g shape-rendering="crispEdges">' + "\n".join(rows) + "</g>\n"


def main() -> None:
    """Make the demo project in a temporary folder, then the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        subprocess.run(
            [
                sys.executable,
                "-m",
                "annotator",
                "demo",
                "--no-open",
                "--as",
                "sari",
                "--dir",
                f"{folder}/demo",
            ],
            check=True,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        asyncio.run(make_all(Path(folder) / "demo" / "annotator.db"))
    sys.stderr.write(f"{len(list(FOLDER.glob('*.svg')))} pictures are in docs/{FOLDER.name}/.\n")


if __name__ == "__main__":
    main()
