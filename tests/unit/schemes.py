"""Schemes to try things with."""

from __future__ import annotations

from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import Scheme, load_scheme, parse_scheme


def default_scheme() -> Scheme:
    """The scheme that projects have if they bring none."""
    return load_scheme(default_scheme_path())


def scheme_with_key(key: str) -> Scheme:
    """A scheme with a label TITLE on this key."""
    text = f'name = "own"\nversion = 1\n[labels.TITLE]\nkey = "{key}"\ntitle = "Title"\n'
    return parse_scheme(text, "own.toml")
