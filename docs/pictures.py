"""Makes the pictures of the documentation from the real program on the demo project: `make pictures`.

The same program gives the same bytes, so a picture changes only when a screen does; `tests/tui/test_snapshots.py`
holds the screens to the pictures.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

if __name__ == "__main__":
    # Read when Textual and Rich are imported: a picture shows the end of an animation, in all colours.
    os.environ |= {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_COLOR_SYSTEM": "truecolor", "TEXTUAL_THEME": ""}
    os.environ["UNICODE_VERSION"] = "latest"
    os.environ.pop("NO_COLOR", None)

from textual.app import App
from textual.pilot import Pilot

from annotator.cli import first_run
from annotator.cli.lessons import ARTICLE as LESSON
from annotator.cli.lessons import LEARNER, tutorial_project
from annotator.cli.main import main as annotator
from annotator.cli.options import Common
from annotator.model.edits import Edit
from annotator.model.items import Fragment
from annotator.review.state import Command
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.review_desk import ReviewDesk
from annotator.tui.tutorial import TutorialApp
from annotator.tui.welcome import WelcomeApp

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
WHO, OTHER = "sari", "bram"
WIDE, NARROW = (120, 32), (80, 28)
LABELLED, FRESH = "pasar-terapung", "penyu-kembali"
"""Articles of the demo: with all its labels, and with none."""
SPLIT_QUOTE = ("g", "]", "]")
"""Keys that take the second quote in hand, one in two parts."""
_KEYS = {"[": "left_square_bracket", "]": "right_square_bracket", "?": "question_mark", "/": "slash"}
"""Ours to Textual's names."""
_PATIENCE = 500
"""Times that one looks whether a screen is ready."""

Opening = Callable[[Path, "Picture"], AbstractContextManager[App[int]]]


@contextmanager
def _program(demo: Path, picture: Picture) -> Iterator[App[int]]:
    """The program on a copy of the demo, so that no picture sees what was done for another."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(demo, folder))
        with open_project(copy, WHO) as project:
            project.clock = lambda: "2026-03-01T08:30:00.000Z"
            yield AnnotatorApp(project, WHO, picture.article or None)


@contextmanager
def _tutorial(_: Path, __: Picture) -> Iterator[App[int]]:
    with tutorial_project(again=True) as project:
        yield TutorialApp(project, LEARNER, LESSON)


@contextmanager
def _welcome(_: Path, __: Picture) -> Iterator[App[int]]:
    where = "There is no project in /home/sari/berita or a folder above it."
    yield WelcomeApp(where, first_run.ways(Common(who=WHO), None))


@contextmanager
def _review(demo: Path, picture: Picture) -> Iterator[App[int]]:
    with _program(demo, picture) as app:
        assert isinstance(app, AnnotatorApp)
        yield AnnotatorApp(app.project, WHO, picture.article, review=True)


@contextmanager
def _neither_right(demo: Path, picture: Picture) -> Iterator[App[int]]:
    """A review in which both have cut a quote short."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(demo, folder))
        with open_project(copy, WHO) as project:
            for who, by in ((OTHER, 11), (WHO, 9)):
                text, layer = project.article(LABELLED).text, project.layer(who, LABELLED)
                quote = next(one for one in layer.spans.values() if one.surface(text).startswith("10.000"))
                (part,) = quote.fragments
                shorter = replace(quote, fragments=(Fragment(part.start, part.end - by),))
                project.act(who, "resize", [Edit(who, LABELLED, quote, shorter)])
        with _review(copy, picture) as app:
            yield app


@contextmanager
def _judged(demo: Path, picture: Picture) -> Iterator[App[int]]:
    """What the other annotator sees once a reviewer is through."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(demo, folder))
        with open_project(copy, WHO) as project:
            _decide(project)
        with open_project(copy, OTHER) as project:
            project.clock = lambda: "2026-03-01T08:30:00.000Z"
            yield AnnotatorApp(project, OTHER, picture.article)


REASONS = (
    "the office belongs to the name",
    "said in words of its own: indirect",
    "marks mark the words as theirs",
)


def _decide(project: Project) -> None:
    """Review the article to its end, with a reason for every second decision."""
    desk = ReviewDesk(project, WHO, LABELLED)
    number = 0
    while desk.state.thing is not None:
        if number % 2 == 0:
            desk.run(Command("set-reason", text=REASONS[number // 2 % len(REASONS)]))
        desk.run(Command("take", 1))
        number += 1
    desk.run(Command("done"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen, and how one comes to it."""

    name: str
    keys: tuple[str, ...]
    """Pressed one after the other."""
    seen: str
    """What is on the screen once it is all there; article and status may follow the last key by a moment."""
    size: tuple[int, int] = WIDE
    """Cells."""
    theme: str = ""
    article: str = LABELLED
    """Opened first; `""` for the library."""
    open: Opening = _program
    no_color: bool = False
    """Whether `NO_COLOR` is set."""


PICTURES = (
    Picture("reader", SPLIT_QUOTE, "direct in 2 parts"),
    Picture("reader-light", SPLIT_QUOTE, "direct in 2 parts", theme="annotator-light"),
    Picture("reader-16-colours", SPLIT_QUOTE, "direct in 2 parts", theme="ansi-dark"),
    Picture("reader-narrow", SPLIT_QUOTE, "direct in 2 parts", size=NARROW),
    Picture("cards", ("n", "n", "S", "q", "C", *"Siapa?", "enter"), "Siapa?", article=FRESH),
    Picture("suggestions", ("tab",), "accept", article=FRESH),
    Picture("no-color", ("tab", "a", "a", "tab", "tab"), "accept", article=FRESH, no_color=True),
    Picture(
        "suggestions-16-colours", ("tab", "a", "a", "tab", "tab"), "accept", theme="ansi-dark", article=FRESH
    ),
    Picture("link", (*SPLIT_QUOTE, "f"), "letters"),
    Picture("person", (*SPLIT_QUOTE, "]", "]", "m"), "Who is “"),
    Picture("labels", (*SPLIT_QUOTE, "F"), "Enter links"),
    Picture("checklist", ("/", *"kafe", "enter", "o"), "Enter labels", article=FRESH),
    Picture("notes", (*SPLIT_QUOTE, "C"), "Enter writes it"),
    Picture("history", ("tab", "a", "a", "x", "u", "Y"), "Enter goes to the place", article=FRESH),
    Picture("guidelines", (*SPLIT_QUOTE, "I"), "Tab next label"),
    Picture("help", ("g", "?"), "Esc closes"),
    Picture("library", (), "of 6 done", article=""),
    Picture("library-search", ("/", *"perahu"), "“perahu”", NARROW, "annotator-light", ""),
    Picture("review", (), "All agree on", size=(150, 34), open=_review),
    Picture("review-suggested", ("tab",), "3 suggested", size=NARROW, open=_neither_right),
    Picture("review-narrow", (), "All agree on", size=NARROW, theme="annotator-light", open=_review),
    Picture("review-slots", ("tab", "s"), "Which column", open=_review),
    Picture("review-bulk", ("B",), "It would take", size=NARROW, open=_review),
    Picture("agreement", ("A",), "Enter lists what", article=""),
    Picture("agreement-items", ("A", "enter"), "on which layers differ", NARROW, "annotator-light", ""),
    Picture("verdicts", ("V",), "C answers", open=_judged),
    Picture("tutorial", ("n", "tab", "q", "c", "s", "m", "enter", "tab", "q"), "step 7", open=_tutorial),
    Picture("first-screen", (), "Esc leaves", size=NARROW, open=_welcome),
)


@contextmanager
def demo() -> Iterator[Path]:
    """The project file of a demo made for the occasion."""
    with (
        tempfile.TemporaryDirectory() as folder,
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
    ):
        status = annotator(["demo", "--no-open", "--as", WHO, "--dir", f"{folder}/demo"])
        assert status == 0
        yield Path(folder) / "demo" / "annotator.db"


async def taken(picture: Picture, demo: Path) -> str:
    """The picture as SVG."""
    with _colors(picture), picture.open(demo, picture) as app:
        async with app.run_test(size=picture.size) as pilot:
            if picture.theme:
                app.theme = picture.theme
            await _quiet(pilot)
            for key in picture.keys:
                await pilot.press(_KEYS.get(key, key))
                await pilot.app.workers.wait_for_complete()  # a list may be filled by one
            await _quiet(pilot, picture.seen)
            return smaller(app.export_screenshot(title="annotator"))


@contextmanager
def _colors(picture: Picture) -> Iterator[None]:
    """`NO_COLOR` as the picture wants it, for as long as an app is made."""
    with patch.dict(os.environ):
        os.environ.pop("NO_COLOR", None)
        if picture.no_color:
            os.environ["NO_COLOR"] = "1"
        yield


async def _quiet(pilot: Pilot[int], seen: str = "") -> None:
    """Wait until nothing is being worked at and `seen` is on the screen."""
    for _ in range(_PATIENCE):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        if seen in shown and "… open" not in shown:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{seen!r} did not come; the screen is:\n{shown}")


def smaller(svg: str) -> str:
    """The same picture in a quarter of the bytes: fonts from nowhere, no clipping by row, one rectangle a colour."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace')
    svg = re.sub(r'<clipPath id="[^"]*-line-\d+">.*?</clipPath>\s*', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#[^)]*-line-\d+\)"', "", svg)
    svg = re.sub(r"terminal-\d+-", "", svg)
    svg = svg.replace(
        "<svg ", '<svg xml:space="preserve" ', 1
    )  # else some viewers drop blanks at a text's ends
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
    """Take every picture anew, and take away those that nothing makes."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    with tempfile.TemporaryDirectory() as state, demo() as project:
        os.environ["XDG_STATE_HOME"] = state
        for picture in PICTURES:
            svg = asyncio.run(taken(picture, project))
            (FOLDER / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
    sys.stdout.write(f"{len(PICTURES)} pictures are in docs/{FOLDER.name}/.\n")


if __name__ == "__main__":
    main()
