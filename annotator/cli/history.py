"""Actions of the log as lines for a terminal."""

from __future__ import annotations

from annotator.cli.output import PEOPLE as PEOPLE_WORDS
from annotator.cli.output import count
from annotator.store.history import Logged
from annotator.text.graphemes import cell_width, cut, offset_at_column
from annotator.text.safe import safe

_COUNTED = {
    "span": ("span", "spans"),
    "relation": ("relation", "relations"),
    "link": ("link", "links"),
    "entity": PEOPLE_WORDS,
    "override": ("link moved", "links moved"),
    "note": ("note", "notes"),
    "decision": ("decision", "decisions"),
    "status": ("state", "states"),
    "kind": ("paragraph kind", "paragraph kinds"),
    "member": ("member", "members"),
    "assignment": ("assignment", "assignments"),
    "setting": ("setting", "settings"),
}
"""Kind of item -> what one is called, and several."""
_SHORTEST = 12
"""Cells of an action's words that are shown however narrow the terminal."""
_LONGEST = 80
"""Cells of an action's words that are shown however wide it is; `--json` has them all."""


def line(one: Logged, cells: int | None = None) -> str:
    """An action as a line; in so many cells, its words cut first."""
    what = one.command if one.kind == "do" else f"{one.kind}: {one.command}"
    where = ", ".join(one.articles)
    others = [layer for layer in one.layers if layer != one.who]
    if others:
        where += f" in {', '.join(others)}"
    changes = ", ".join(count(one.changes[kind], *_COUNTED[kind]) for kind in _COUNTED if kind in one.changes)
    person = f" → {safe(one.person)}" if one.person else ""
    before = safe("  ".join([one.at, one.who, what]))
    after = safe("".join(f"  {part}" for part in (where.strip(), f"({changes})" if changes else "") if part))
    text = cut(safe(one.text), _LONGEST)
    if cells is not None and text:
        text = _cut(text, max(_SHORTEST, cells - cell_width(before + person + after) - 3))
    told = f" “{text}”" if text else ""
    whole = f"{before}{told}{person}{after}"
    return whole if cells is None else _cut(whole, cells)


def _cut(text: str, cells: int) -> str:
    if cell_width(text) <= cells:
        return text
    return text[: offset_at_column(text, 0, len(text), max(cells - 1, 0))].rstrip() + "…"
