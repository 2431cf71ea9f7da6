"""Scheme files as a person names them, checked against the keys that the reader's commands have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotator.errors import SchemeError
from annotator.formats.folder import SCHEME
from annotator.model.declarations import declarations, is_declaration
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import Scheme, load_scheme


def checked_scheme(path: Path | None) -> Scheme:
    """The scheme in a file; None is the default one.

    Raises:
        SchemeError: it is missing or wrong; names file, line and key.
    """
    from annotator.tui.commands import reserved_keys

    return load_scheme(path or default_scheme_path(), reserved_keys())


def checked_scheme_text(path: Path | None) -> str:
    """The text of a scheme file that was found right, as a project keeps it.

    Raises:
        SchemeError: as `checked_scheme`.
    """
    checked_scheme(path)
    place = path or default_scheme_path()
    try:
        return place.read_text(encoding="utf-8")
    except OSError as error:
        raise SchemeError(f"{place}: the scheme cannot be read ({error.strerror}).") from error


def declared_by(export: Path, manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """The whole scheme of an export, as declarations: its file and what the manifest adds to that.

    Raises:
        SchemeError: the export has a scheme's file that cannot be read, or is wrong.
    """
    path = export / SCHEME
    found = declarations(load_scheme(path)) if path.is_file() else []
    told = manifest.get("scheme")
    lines = told.get("declared") if isinstance(told, dict) else None
    lines = lines if isinstance(lines, list) else []
    return (*found, *(line for line in lines if isinstance(line, str) and is_declaration(line)))
