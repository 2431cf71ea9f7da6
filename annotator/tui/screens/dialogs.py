"""Which screen an effect of the session opens. Each is loaded when it is first wanted."""

from __future__ import annotations

from annotator.session.state import Effect, State
from annotator.tui.desk import Desk
from annotator.tui.screens.dialog import Dialog


def dialog_for(effect: Effect, state: State) -> Dialog | None:
    """The screen that answers an effect with a command; None if the effect wants no such screen."""
    match effect.name:
        case "pick-person":
            from annotator.tui.screens.person import PersonScreen

            return PersonScreen(state, effect.argument)
        case "pick-value":
            from annotator.tui.screens.attributes import AttributeScreen

            return AttributeScreen(state, effect.span)
        case "pick-label":
            from annotator.tui.screens.labels import LabelScreen

            return LabelScreen(state, effect.span)
        case "check-places":
            from annotator.tui.screens.checklist import ChecklistScreen

            return ChecklistScreen(state, effect.argument, effect.places, effect.span)
        case "write-note":
            from annotator.tui.screens.notes import NoteScreen

            return NoteScreen(state, effect.span)
        case "guidelines":
            from annotator.tui.screens.guidelines import GuidelinesScreen

            return GuidelinesScreen(state.scheme, effect.argument)
        case _:
            return None


def history_of(desk: Desk) -> Dialog:
    """What was done in the open article; the answer goes to the place of an action."""
    from annotator.tui.screens.history import HistoryScreen

    return HistoryScreen(desk.history())


def verdict_on(desk: Desk) -> Dialog | str:
    """What became of the person's labels in the open article, or a sentence why that cannot be shown."""
    from annotator.tui.screens.verdicts import VerdictScreen
    from annotator.tui.verdict_list import verdicts_on

    found = verdicts_on(desk.project, desk.who, desk.state.reading.article.id)
    return found.why_not or VerdictScreen(desk.state, found.listed)
