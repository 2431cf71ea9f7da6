"""The tutorial as a program: the reader with its strip and no library behind it."""

from __future__ import annotations

from annotator.config.reading import Config
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.program import run_program
from annotator.tui.screens.tutorial import TutorialScreen


class TutorialApp(AnnotatorApp):
    """One article with a strip that says what to do; backing out of it leaves."""

    def read(self, article: str, words: str = "", places: tuple[tuple[int, int], ...] = ()) -> None:
        """Open the article of the tutorial."""
        self.push_screen(TutorialScreen(self.project, self.who, article, self.preferences))

    def leave(self, article: str) -> None:
        """Nothing lies behind the article."""
        self.exit(0)


def open_tutorial(project: Project, who: str, article: str, config: Config | None = None) -> int:
    """Open the tutorial's article; the exit status when the person leaves.

    Raises: as `annotator.tui.app.open_reader`.
    """
    return run_program(TutorialApp(project, who, article, config))
