"""Commands: what goes into the state machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """What a person wants, by the id that the command table knows, with what it needs."""

    id: str
    text: str = ""
    """A label, a digit, letters, a value, a note's words."""
    offset: int = 0
    """A place, in code points."""
    end: int = 0
    """End of what is in view, in code points; 0 when that does not matter."""
    span: str = ""
    """Id of a span."""
    entity: str = ""
    """Id of a person or organisation."""
    name: str = ""
    """Name of a new person or organisation (then `kind` says which), or of an attribute."""
    kind: str = "person"
    places: tuple[tuple[int, int], ...] = ()
    """Pieces of text, in code points."""
    note: str = ""
    """Id of a note."""
