"""The packs as a project and a person have added to them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.lang.pack import Pack, load_pack

FOLDER = "packs"
"""The folder beside a project file that holds the project's additions."""

Own = Callable[[str], Path | None]
"""From a language to a person's own additions to its pack, if there are any."""


class Packs:
    """From a language to its pack with the project's additions, then the person's own; each loaded once.

    They serve reading, tagging and suggestions. Tokens of an export come from the bundled packs alone, so that an
    export is the same whoever makes it, wherever the project file lies.
    """

    def __init__(self, project: Path, own: Own = lambda lang: None) -> None:
        folder = project.resolve().parent / FOLDER
        self._folder = folder if folder.is_dir() else None
        self._own = own
        self._loaded: dict[str, Pack] = {}

    def __call__(self, lang: str) -> Pack:
        """The pack that reads a language. What is wrong in an addition is left out and told in `problems`."""
        if lang not in self._loaded:
            self._loaded[lang] = load_pack(lang, self._folder, self._own(lang))
        return self._loaded[lang]

    @property
    def problems(self) -> list[str]:
        """What was wrong in the additions to the packs loaded so far, a sentence each."""
        return list(dict.fromkeys(problem for pack in self._loaded.values() for problem in pack.problems))
