"""Suggestion figures: what became of each rule's suggestions in this project, and which rules are off."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from annotator.errors import AnnotatorError
from annotator.lang.pack import Pack
from annotator.lang.rules import RULES
from annotator.model.suggestions import rules_off
from annotator.store.project import Project
from annotator.suggest.fates import Fate, Fates
from annotator.tui.dialog_commands import RULES as RULES_COMMANDS
from annotator.tui.rule_figures import each_layer, turn_rule
from annotator.tui.screens.dialog import Box, muted, one_line
from annotator.tui.widgets.hints import Hints

_DECIDED = {Fate.ACCEPTED: 8, Fate.CHANGED: 8, Fate.REJECTED: 9, Fate.OPEN: 6}
"""The columns, with their cells: all fit where the terminal has 60 columns."""
_AT_ONCE = 0.03
"""Seconds of counting between two keys."""
_BOX, _NAME = 4, 15
"""Cells of the box to tick, and of a rule's name."""


class RulesScreen(Box[bool]):
    """The marked rule is turned off or on; the answer is whether any was."""

    DEFAULT_CSS = """
    RulesScreen #box { width: 76; }
    RulesScreen #head { color: $text-muted; }
    """
    SMALL = RULES_COMMANDS
    OTHER_ROWS = 9

    def __init__(self, project: Project, who: str, packs: Callable[[str], Pack]) -> None:
        super().__init__()
        self._project = project
        self._who = who
        self._packs = packs
        self._found: Fates = Counter()
        self._layers = 0
        self._counting = True
        self._turned = False
        self._off = rules_off(project.settings())
        self._rules = [*RULES, *sorted(self._off - RULES.keys())]

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "What became of suggestions here"
            titles = "".join(f"{title:>{cells}}" for title, cells in _DECIDED.items())
            yield Static(f"{'':{_BOX}}{'rule':<{_NAME}}{titles}", id="head", markup=False)
            yield OptionList(*(Option(self._line(rule)) for rule in self._rules), markup=False)
            yield Hints(self.hint("turn", "move", "escape"))

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.focus()
        options.highlighted = 0
        self.run_worker(self._count())

    async def _count(self) -> None:
        """Count a few layers, then let keys through."""
        since = monotonic()
        for found in each_layer(self._project, self._packs):
            self._found.update(found)
            self._layers += 1
            if monotonic() - since > _AT_ONCE:
                self._show()
                await asyncio.sleep(0.005)
                since = monotonic()
        self._counting = False
        self._show()

    def _line(self, rule: str) -> Content:
        box = Content("[ ] " if rule in self._off else "[x] ")
        figures = "".join(f"{self._found[rule, fate] or '·':>{cells}}" for fate, cells in _DECIDED.items())
        line = box + Content(f"{one_line(rule, _NAME):<{_NAME}}") + Content(figures)
        return line.stylize(muted()) if rule in self._off else line

    def _show(self) -> None:
        options = self.query_one(OptionList)
        for number, rule in enumerate(self._rules):
            options.replace_option_prompt_at_index(number, self._line(rule))
        self._tell()

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        marked = self.query_one(OptionList).highlighted or 0
        rule = self._rules[marked]
        missed = self._found["", Fate.MISSED]
        counted = f"{missed:,} quote{'' if missed == 1 else 's'} missed in done articles, by every rule."
        doing = f"Counting: {self._layers:,} so far …" if self._counting else counted
        meaning = RULES.get(rule, "a rule that this version does not have")
        self.query_one(Hints).say(f"{rule}: {meaning}\n\n{doing}")

    @on(OptionList.OptionSelected)
    def action_turn(self) -> None:
        """The marked rule off, or on again."""
        rule = self._rules[self.query_one(OptionList).highlighted or 0]
        try:
            self._turned |= turn_rule(self._project, self._who, rule, off=rule not in self._off)
        except AnnotatorError as error:
            self.query_one(Hints).say(f"Not saved: {error.sentence}")
            return
        self._off = rules_off(self._project.settings())
        self._show()

    def action_leave(self) -> None:
        """Tell whether a rule was turned."""
        self.dismiss(self._turned)
