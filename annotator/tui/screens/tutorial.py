"""The tutorial in the real reader: a strip above the article says what to do next, and sees that it was done."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from annotator.config.reading import Config
from annotator.session.state import State
from annotator.session.tutorial import END, STEPS, WHAT_NEXT, Lesson, after, begin, hint, with_keys
from annotator.store.project import Project
from annotator.tui.desk import Outcome
from annotator.tui.screens.read import ReadScreen


class Strip(Static):
    """The step to do, why, and a hint for whoever is stuck; always as high, so that nothing moves."""

    DEFAULT_CSS = (
        "Strip { width: 1fr; height: 4; padding: 0 1; background: $surface; border-left: thick $accent; }"
    )
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def tell(self, lesson: Lesson, do: str, why: str, help_: str) -> None:
        """Show a step, why it is done, and a hint."""
        place = "Tutorial, done" if lesson.over else f"Tutorial, step {lesson.number + 1} of {len(STEPS)}"
        done = "■" * lesson.number + "□" * (len(STEPS) - lesson.number)
        lines = [
            Content(f"{place}  ").stylize(Style.parse("$text-muted"))
            + Content(done).stylize(Style.parse("$accent")),
            Content(do).stylize(Style.parse("bold")),
            Content(why),
        ]
        if help_:
            lines.append(Content(f"Hint: {help_}").stylize(Style.parse("$warning")))
        self.update(Content("\n").join(lines), layout=False)


class TutorialScreen(ReadScreen):
    """The reader with a strip."""

    # Textual scopes a screen's rules to its own name, so the reader's are given anew under this one.
    CSS = (
        ReadScreen.CSS.replace("ReadScreen", "TutorialScreen")
        + """
    TutorialScreen.narrow Cards { height: 30%; min-height: 6; }
    TutorialScreen.small Strip { display: none; }
    """
    )

    def __init__(self, project: Project, who: str, article_id: str, config: Config | None = None) -> None:
        super().__init__(project, who, article_id, config)
        self.lesson = begin(self.state)

    def offers_suggestions(self) -> bool:
        """The lesson is about labelling by hand."""
        return False

    def compose(self) -> ComposeResult:
        yield Strip()
        yield from super().compose()

    def on_mount(self) -> None:
        """Say what to do first."""
        self._instruct(self.state)

    def _show(self, outcome: Outcome) -> None:
        super()._show(outcome)
        self.lesson = after(self.lesson, self.state)
        self._instruct(self.state)

    def _instruct(self, state: State) -> None:
        if self.lesson.over:
            words = (END, WHAT_NEXT, "")
        else:
            step = STEPS[self.lesson.number]
            words = (step.do, step.why, hint(self.lesson, state))
        do, why, help_ = (with_keys(one, self.state.keys) for one in words)
        self.query_one(Strip).tell(self.lesson, do, why, help_)
