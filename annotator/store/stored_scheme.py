"""The scheme as a project keeps it: its text, and a setting for each thing that an import declared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from annotator.model.declarations import declare
from annotator.model.items import Setting
from annotator.model.scheme import Scheme, parse_scheme

DECLARED = "declared "
"""Prefix of the settings that hold what imports declared."""


def stored_scheme(settings: Mapping[str, str], path: Path) -> Scheme:
    """The scheme that the settings of a project hold. `path` is the project, for messages."""
    base = parse_scheme(settings.get("scheme", ""), f"{path.name} (scheme)")
    order = {"label": 0, "attribute": 1, "value": 2, "relation": 3, "link": 4}
    declared = [name.removeprefix(DECLARED) for name in settings if name.startswith(DECLARED)]
    return declare(base, sorted(declared, key=lambda line: (order.get(line.split(" ")[0], 9), line)))


def declaration(line: str) -> Setting:
    """The setting that holds a declaration (see `annotator.model.declarations`)."""
    return Setting(DECLARED + line, "")
