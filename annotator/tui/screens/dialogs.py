"""Which screen an effect of the session opens. Each is loaded when it is first wanted."""

from __future__ import annotations

from annotator.session.command import Command
from annotator.session.state import Effect, State
from annotator.tui.screens.dialog import Box


def dialog_for(effect: Effect, state: State) -> Box[Command | None] | None:
    """The screen that answers an effect with a command; None if the effect wants no such screen."""
    match effect.name:
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
