"""When a command of the reader applies: to the article, to the label in hand, to a suggestion."""

from __future__ import annotations

from collections.abc import Callable

from annotator.session.accepting import is_accepted
from annotator.session.decided import decision_at
from annotator.session.offers import in_hand
from annotator.session.parts import continued
from annotator.session.state import Mode, State

When = Callable[[State], bool]
_OF_SUGGESTIONS = ("accept", "accept-all", "other-reading")


def goes_on(command: str, state: State) -> bool:
    """Whether `accept`, which does not apply to what is accepted already, still leads on from it.

    People press it again after a key that changed a suggestion; the key bar does not propose it there.
    """
    return command == "accept" and state.mode is Mode.READ and is_accepted(state)


def why_not(command: str, title: str, when: When, state: State) -> str:
    """What to say when a command of such a title, which applies `when`, does not apply now."""
    if command in _OF_SUGGESTIONS and state.mode is Mode.READ:
        return f"No suggestion is in hand; {state.key('next-waiting')} goes to what waits next."
    if command == "person" and state.mode is Mode.READ:  # Enter, which people press first of all
        return (
            f"Nothing is in hand to name a person for; {state.key('next-waiting')} goes to what waits next."
        )
    if command == "open-review" and state.mode is Mode.READ:
        return "Only reviewers open an article for review, and not from gold."
    if when in (framing, continuing) and state.mode is Mode.READ:
        return (
            f"“{title}” is for quotes, and none is in hand: put the cursor on one or on a label of its frame."
        )
    if when in (holding, deletable, holding_or_borders, holding_or_framing) and state.mode is Mode.READ:
        next_one = state.key("span-next")
        return f"“{title}” is for a label, and none is in hand: put the cursor on one; {next_one} goes to the next."
    return f"“{title}” does not apply here."


def always(_: State) -> bool:
    """Applies whenever the reader is open."""
    return True


def reading(state: State) -> bool:
    """Applies when no other mode has the keys."""
    return state.mode is Mode.READ


def reviewing(state: State) -> bool:
    """Applies for a reviewer who reads."""
    return state.mode is Mode.READ and state.reviews


def reading_or_matches(state: State) -> bool:
    """Applies when no other mode has the keys, or what a search found is kept."""
    return state.mode in (Mode.READ, Mode.MATCHES)


def holding(state: State) -> bool:
    """Applies when a label is in hand, or a suggestion, which is then accepted."""
    return state.mode is Mode.READ and (bool(state.hand) or offered(state))


def deletable(state: State) -> bool:
    """Applies when a label or a suggestion is in hand, or the cursor is on a decision."""
    return holding(state) or (state.mode is Mode.READ and decision_at(state) is not None)


def holding_or_borders(state: State) -> bool:
    """Applies when a label is in hand, its borders under way or not."""
    return state.mode is Mode.BORDERS or holding(state)


def holding_or_framing(state: State) -> bool:
    """Applies when a label or a quote is in hand."""
    return holding(state) or framing(state)


def continuing(state: State) -> bool:
    """Applies when a quote can be continued: the one in hand, a suggestion, or the last one."""
    return framing(state) or (state.mode is Mode.READ and continued(state) is not None)


def framing(state: State) -> bool:
    """Applies when a quote is in hand, or a suggestion, which is then accepted."""
    return state.mode is Mode.READ and (bool(state.frame) or offered(state))


def offered(state: State) -> bool:
    """Applies when a suggestion is in hand."""
    return in_hand(state) is not None
