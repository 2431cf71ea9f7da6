"""Where the scheme and the JSON Schemas are: `schemas/` of a checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def schemas_dir() -> Path:
    """The folder with `quotation.toml` and the JSON Schemas.

    A wheel carries the folder inside the package; a checkout has it beside the package.
    """
    inside = _PACKAGE / "schemas"
    return inside if inside.is_dir() else _PACKAGE.parent / "schemas"


def default_scheme_path() -> Path:
    """`quotation.toml`."""
    return schemas_dir() / "quotation.toml"
