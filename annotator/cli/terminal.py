"""Whether the screens can be shown here, and as whoever is there has configured them."""

from __future__ import annotations

import os
import sys

from annotator.cli.options import Common
from annotator.config.reading import Config, read_config


def on_terminal() -> bool:
    """Whether the screens can be shown and driven. Textual writes them to the standard error output."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"


def screen_config(common: Common) -> Config:
    """What the person has configured, with what the options say over it."""
    config = read_config()
    return config if common.mouse is None else config.with_value("mouse", common.mouse)
