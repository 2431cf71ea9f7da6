"""Suggestion figures in the reader: what is counted, and that a rule turned off suggests no more at once."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from annotator.lang.rules import RULES
from annotator.model.suggestions import rules_off
from annotator.session.offers import offered_in
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.rule_figures import turn_rule
from annotator.tui.screens.rules import RulesScreen
from tests.tui.journeys import WIDE, press, reader, screen_text

pytestmark = pytest.mark.suggestions


async def settled(pilot: Pilot[int], *keys: str) -> None:
    await press(pilot, *keys)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def offered(pilot: Pilot[int]) -> set[str]:
    state = reader(pilot).state
    count = len(state.reading.article.paragraphs)
    return {one.quote.origin.rule for number in range(count) for one in offered_in(state, number)}


def row(pilot: Pilot[int], rule: str) -> list[str]:
    line = next(line for line in screen_text(pilot).splitlines() if f"] {rule} " in line)
    return line.partition("[")[2].partition("│")[0].split()


async def test_what_became_of_each_rule_is_counted(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await settled(pilot)
        rule = "direct-after"
        assert rule in offered(pilot)
        await settled(pilot, "tab", "a", "percent_sign")
        assert isinstance(pilot.app.screen, RulesScreen)
        assert row(pilot, rule)[1:3] == [rule, "1"]
        assert "0 quotes missed" in screen_text(pilot)
        assert RULES[rule][:20] in screen_text(pilot)


async def test_all_figures_and_keys_fit_the_smallest_terminal(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=(60, 15)) as pilot:
        await settled(pilot, "tab", "a", "percent_sign")
        shown = screen_text(pilot)
        assert "accepted changed rejected  open" in shown
        assert row(pilot, "direct-after")[1:3] == ["direct-after", "1"]
        assert "0 quotes missed in done articles" in shown
        assert "Esc leaves" in shown


async def test_a_rule_turned_off_suggests_no_more_at_once_and_again_when_on(project: Project) -> None:
    rules = list(RULES)
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await settled(pilot)
        rule = sorted(offered(pilot))[0]
        down = ["down"] * rules.index(rule)
        await settled(pilot, "percent_sign", *down, "space")
        assert rules_off(project.settings()) == {rule}
        await settled(pilot, "escape")
        assert rule not in offered(pilot)
        await settled(pilot, "percent_sign", *down, "space", "escape")
        assert rules_off(project.settings()) == frozenset()
        assert rule in offered(pilot)


async def test_a_rule_that_this_version_lacks_can_be_turned_on_again(project: Project) -> None:
    assert turn_rule(project, "eva", "old-rule", off=True)
    assert not turn_rule(project, "eva", "old-rule", off=True)
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await settled(pilot, "percent_sign", "end")
        assert "a rule that this version does not have" in screen_text(pilot)
        await settled(pilot, "space", "escape")
        assert rules_off(project.settings()) == frozenset()
