"""Starting: the library of 100,000 articles beside a Textual app without data, help beside a bare click program."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from annotator.cli.table import VERBS
from tests.bench.data import title
from tests.bench.figures import Effort, Figure, median
from tests.bench.terminal import ROWS, seconds_to_page
from tests.bench.workshop import Workshop

MOST = 1.3
"""Both targets, as ratios."""

_BARE_CLICK = """\
import click

@click.group("bare", context_settings={{"help_option_names": ["-h", "--help"], "max_content_width": 100}})
@click.version_option("1", message="%(prog)s %(version)s")
def program():
    "Read news and record who said what."

for name, words in {verbs!r}.items():
    program.add_command(click.Command(name, callback=lambda: None, help=words))

program()
"""


def run(shop: Workshop, effort: Effort) -> list[Figure]:
    """All figures of the group."""
    return [_library(shop, effort), _help(shop, effort)]


def _library(shop: Workshop, effort: Effort) -> Figure:
    count = effort.choose(2_000, 100_000)
    path = shop.project(count)
    last = title(ROWS - 5)  # bars above and below; a row that is surely on the first page
    ours, bare = _turns(
        effort.choose(2, 7),
        lambda: seconds_to_page(shop.annotator("-p", path), last),
        lambda: seconds_to_page([sys.executable, "-m", "tests.bench.bare_app", "library"], "ready"),
    )
    return Figure(
        f"library of {count:,} articles, exec to last byte",
        min(ours),
        "ms",
        min(bare),
        "bare app",
        MOST,
        as_ratio=True,
        detail=f"p50 {median(ours):.0f}, bare {median(bare):.0f}",
    )


def _help(shop: Workshop, effort: Effort) -> Figure:
    program = shop.folder / "bare_click.py"
    program.write_text(_BARE_CLICK.format(verbs=dict(VERBS)), encoding="utf-8")
    ours, bare = _turns(
        effort.choose(3, 25),
        lambda: _seconds(shop.annotator("--help")),
        lambda: _seconds([sys.executable, str(program), "--help"]),
    )
    return Figure(
        "annotator --help",
        min(ours),
        "ms",
        min(bare),
        "bare click",
        MOST,
        as_ratio=True,
        detail=f"p50 {median(ours):.0f}, bare {median(bare):.0f}",
    )


def _turns(
    count: int, ours: Callable[[], float], bare: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Milliseconds of both, by turns, so that a busy minute hits both; the first of each warms the caches."""
    found = [(ours() * 1000, bare() * 1000) for _ in range(count + 1)][1:]
    return [one for one, _ in found], [other for _, other in found]


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began
