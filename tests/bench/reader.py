"""Keys in the reader: an article of 2,000 paragraphs with 8 overlapping labels each, the whole screen on.

The targets in milliseconds stand beside the same strokes in a bare app, and those of writing keys beside one
durable commit to the same disk.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.data import WHO, empty_project, long_article, write_lines
from tests.bench.figures import Effort, Figure, median, percentile
from tests.bench.terminal import Press, TimedApp, repeat
from tests.bench.workshop import Workshop

KEY_MS = 8.0
"""Most milliseconds from a key to its last byte (95th percentile)."""
WORD_BYTES = 600
PARAGRAPH_BYTES = 4000
ROW_BYTES, TAG_BYTES = 500, 1000
"""Most bytes of a tag: so many for each row that it repaints, and so many more."""
_TRIES = 4
"""Words that are tried for each tag that is written."""


def run(shop: Workshop, effort: Effort) -> list[Figure]:
    """All figures of the group."""
    durable = commit_ms(shop.folder / "commit.db", effort.choose(20, 100))
    bare = _bare(shop, effort)
    ours, opened = _ours(shop, effort)
    still = [press for press in ours["paragraph"] if not press.scrolled]
    moved = [press for press in ours["paragraph"] if press.scrolled]
    figures = [
        Figure("durable commit, p50", median(durable), "ms", detail=f"p95 {percentile(durable, 0.95):.1f}"),
        Figure("exec to the article's last byte", opened * 1000, "ms"),
        *_keys("word", ours["word"], bare["w"], KEY_MS, size=WORD_BYTES),
        *_keys("grapheme", ours["grapheme"], bare["w"], KEY_MS, size=WORD_BYTES),
        *_keys("paragraph in view", still, bare["n"], KEY_MS, size=PARAGRAPH_BYTES),
        *_keys("paragraph, scrolling", moved, bare["d"], None, size=None),
    ]
    writing = KEY_MS + percentile(durable, 0.95)
    for name in ("tag", "undo"):
        figures += _keys(name, ours[name], bare["s"], writing, size=None)
        over = [press.size - TAG_BYTES - ROW_BYTES * press.rows for press in ours[name]]
        figures.append(
            Figure(f"{name}: most over {ROW_BYTES} a row + {TAG_BYTES}", max(over), "bytes", at_most=0)
        )
    return figures


def _keys(
    name: str, ours: Sequence[Press], bare: Sequence[Press], limit: float | None, *, size: float | None
) -> list[Figure]:
    """Time and bytes of one kind of key."""
    if not ours:
        return []
    times, sizes = [press.ms for press in ours], [float(press.size) for press in ours]
    bare_times = [press.ms for press in bare]
    rows = median(press.rows for press in ours)
    spread = f"p50 {median(times):.1f} (bare {median(bare_times):.1f}), {len(ours)} keys"
    sized = f"p50 {median(sizes):,.0f}, max {max(sizes):,.0f}; {rows:.0f} rows"
    return [
        Figure(
            f"{name}, p95",
            percentile(times, 0.95),
            "ms",
            percentile(bare_times, 0.95),
            "bare app",
            limit,
            detail=spread,
        ),
        Figure(f"{name}, p95", percentile(sizes, 0.95), "bytes", at_most=size, detail=sized),
    ]


def commit_ms(path: Path, count: int) -> list[float]:
    """Milliseconds of commits of one row each, as durable as ours."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, text TEXT)")
    found = []
    for number in range(count):
        began = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO rows VALUES (?, ?)", [number, "sungai itu meluap lagi"])
        db.execute("COMMIT")
        found.append((time.perf_counter() - began) * 1000)
    db.close()
    return found


def long_project(shop: Workshop, effort: Effort) -> Path:
    """The project with the long article."""
    path = shop.folder / "long.db"
    lines = shop.folder / "long.jsonl"
    write_lines(lines, iter([long_article(effort.choose(200, 2000))]))
    empty_project(path)
    shop.child("verb", "import", lines, "-p", path, "--as", WHO)
    return path


def _ours(shop: Workshop, effort: Effort) -> tuple[dict[str, list[Press]], float]:
    path = long_project(shop, effort)
    with TimedApp(shop.annotator("read", "long", "-p", path)) as app:
        opened = app.first_page("¶ 1/")
        while "… open" in app.text():
            app.read()
        # Down a few paragraphs, where rows stand above and below.
        for key in "nnw":
            app.press(key)
        found = {
            "word": repeat(app, "w", effort.choose(12, 120)),
            "grapheme": repeat(app, "l", effort.choose(8, 60)),
            "paragraph": repeat(app, "n", effort.choose(12, 80)),
            "tag": [],
            "undo": [],
        }
        wanted = effort.choose(4, 40)
        for turn in range(_TRIES * wanted):
            if len(found["tag"]) == wanted:
                break
            for key in "nww":
                app.press(key)
            tagged, undone = app.timed("sco"[turn % 3]), app.timed("u")
            # A word that has the label already is only taken in hand: nothing is written, and nothing undone.
            if "Undone" in app.text():
                found["tag"].append(tagged)
                found["undo"].append(undone)
        assert len(found["tag"]) == wanted, app.text()
        app.press("\x11")
        assert app.exit_code() == 0
    return found, opened


def _bare(shop: Workshop, effort: Effort) -> dict[str, list[Press]]:
    with TimedApp([sys.executable, "-m", "tests.bench.bare_app", "reader"]) as app:
        app.first_page("ready")
        turns = effort.choose(5, 40)
        return {
            "w": repeat(app, "w", turns),
            "n": repeat(app, "n", turns),
            "s": repeat(app, "s", turns),
            "d": repeat(app, "d", turns),
        }
