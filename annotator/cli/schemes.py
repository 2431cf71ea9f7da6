"""Scheme files as a person names them, checked against the keys that the reader's commands have."""

from __future__ import annotations

from pathlib import Path

from annotator.errors import SchemeError
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
