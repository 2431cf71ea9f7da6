"""Bar charts as SVG: a few rectangles and words, the same bytes for the same figures, legible on light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH = 720
_LETTER = 8
"""Width of a letter at most, in pixels like all measures here."""
_RIGHT = 90
_TOP = 44
_LEGEND = 20
"""Height of the legend, where there is one."""
_BAR = 14
_GAP = 12

# Okabe and Ito's colours, which people who see colours differently tell apart, on a ground of the chart's own.
_STYLE = (
    ".ground{fill:#fff}.text{fill:#24292f}.soft{fill:#57606a}.s0{fill:#0072b2}.s1{fill:#e69f00}.s2{fill:#009e73}"
    "@media(prefers-color-scheme:dark){.ground{fill:#0d1117}.text{fill:#e6edf3}.soft{fill:#9ea7b3}"
    ".s0{fill:#56b4e9}}"
)


def bar_chart(title: str, rows: Sequence[str], series: Sequence[tuple[str, Sequence[int]]]) -> str:
    """A chart with a group of bars for each row: one bar for each of up to three series (name, a value a row)."""
    group = len(series) * _BAR
    left = 30 + _LETTER * max(10, min(30, max(map(len, rows), default=0)))
    first = _TOP + (_LEGEND if len(series) > 1 else 0)
    height = first + len(rows) * (group + _GAP) + _GAP
    most = max((value for _, values in series for value in values), default=0) or 1
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}" role="img" font-family="system-ui,sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="ground" width="{_WIDTH}" height="{height}"/>',
        f'<text class="text" x="16" y="24" font-size="15" font-weight="600">{escape(title)}</text>',
        *_legend(series, left),
    ]
    for row, name in enumerate(rows):
        top = first + row * (group + _GAP)
        middle = top + group // 2 + 4
        lines.append(
            f'<text class="text" x="{left - 10}" y="{middle}" text-anchor="end">{escape(name)}</text>'
        )
        for place, (_, values) in enumerate(series):
            lines += _bar(values[row], most, left, top + place * _BAR, place)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _bar(value: int, most: int, left: int, top: int, place: int) -> list[str]:
    length = value * (_WIDTH - left - _RIGHT) // most
    drawn = max(length, 1) if value else 0
    return [
        f'<rect class="s{place % 3}" x="{left}" y="{top}" width="{drawn}" height="{_BAR - 2}"/>',
        f'<text class="soft" x="{left + drawn + 6}" y="{top + _BAR - 4}" font-size="11">{value:,}</text>',
    ]


def _legend(series: Sequence[tuple[str, Sequence[int]]], left: int) -> list[str]:
    if len(series) < 2:
        return []
    lines = []
    for place, (name, _) in enumerate(series):
        at = left + place * 130
        lines.append(f'<rect class="s{place % 3}" x="{at}" y="38" width="12" height="12"/>')
        lines.append(f'<text class="text" x="{at + 18}" y="48">{escape(name)}</text>')
    return lines
