"""Somebody at the keyboard who knows the right answers: presses the reader's own keys and counts them.

What a key means comes from the program's key map, what it does from the program's session. Only the picker of
people is played here, by the rules of `annotator.tui.picker`, which the screen follows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from annotator.model.items import Fragment, Span
from annotator.session.accepting import as_if_accepted
from annotator.session.command import Command
from annotator.session.state import Mode, State
from annotator.session.step import step
from annotator.text.folding import normal
from annotator.tui.commands import COMMANDS, ReaderCommand, by_key, label_commands
from annotator.tui.modes import meaning
from annotator.tui.picker import Picker

_MOVES = ("w", "b", ">", "<", ")", "(", "n", "p", "home", "end", "]", "[", ".")
_END_MOVES = ("w", "b", ">", "<", ")", "(", "end", "home")
_STEPS = 12
"""Characters that somebody goes one by one; further they go by words."""
_MOST = 1500
"""States that are tried for one way; a person would not look further either."""


@dataclass(frozen=True, slots=True)
class Hands:
    """A state and the keys that led to it. A value, so that ways can be tried and the shortest taken."""

    state: State
    keys: tuple[str, ...] = ()
    actions: int = 1
    picking: str = ""
    """The span that a picker is open for."""

    def press(self, *keys: str) -> Hands:
        """The hands after keys of the reader."""
        hands = self
        for key in keys:
            hands = hands._one(key)
        return hands

    def _one(self, key: str) -> Hands:
        listed = _keys(self.state).get(key)
        meant = meaning(self.state, key, listed)
        after = replace(self, keys=(*self.keys, key), picking="")
        if isinstance(meant, ReaderCommand):
            if not meant.when(self.state):
                return after
            name, _, label = meant.id.partition(":")
            meant = Command("tag", text=label) if name == "tag" else Command(meant.id)
        if not isinstance(meant, Command):
            return after
        result = step(self.state, meant)
        asked = next(
            (effect.span or effect.argument for effect in result.effects if effect.name == "pick-person"), ""
        )
        made = self.actions + bool(result.edits)
        state = replace(result.state, action=f"k.{made}")
        return replace(after, state=state, actions=made, picking=asked)

    def pick(self, name: str) -> Hands:
        """The hands after choosing somebody of this name in the picker that is open, by the fewest keys."""
        picker = Picker.of(as_if_accepted(self.state), self.picking)
        wanted = normal(name)
        ways = []
        for typed, letters in _typed(picker, name).items():
            offer = picker.offer(typed)
            places = [
                place for place, match in enumerate(offer.matches) if named_so(match.entity.names, wanted)
            ]
            if places:
                entity = offer.matches[places[0]].entity.id
                moves = ("down",) * ((places[0] - offer.marked) % (len(offer.matches) + bool(offer.typed)))
                sure = ("enter",) if offer.matches[places[0]].trap else ()
                ways.append((*letters, *moves, "enter", *sure))
                chosen = Command("link-person", span=self.picking, entity=entity)
            elif normal(typed) == wanted:
                last = "enter" if offer.marked == len(offer.matches) else "ctrl+n"
                ways.append((*letters, last))
                chosen = Command("link-person", span=self.picking, name=name, kind=picker.new_kind)
            else:
                continue
            if len(ways[-1]) <= min(len(way) for way in ways):
                best = (ways[-1], chosen)
        keys, command = best
        result = step(self.state, command)
        state = replace(result.state, action=f"k.{self.actions + 1}")
        return Hands(state, (*self.keys, *keys), self.actions + 1)


def _typed(picker: Picker, name: str) -> dict[str, tuple[str, ...]]:
    """What may stand in the field on the way to a name, and the fewest keys that write it."""
    begun = [name[:length] for length in range(1, len(name) + 1)]
    ways = {typed: tuple(typed) for typed in begun}
    whole = {
        typed + found[len(typed) :]: (*typed, "right")
        for typed in begun[::-1]
        if (found := picker.completion(typed))
    }
    proposed = picker.proposed()
    for text, keys in {**whole, proposed: ("right",)}.items():
        alike = zip(text.casefold(), name.casefold(), strict=False)
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], alike))
        changed = (*keys, *("backspace",) * (len(text) - kept), *name[kept:])
        ways[name] = min(ways[name], changed, key=len)
    return {**ways, **whole, proposed: ()}


_TABLES: dict[int, dict[str, ReaderCommand]] = {}


def _keys(state: State) -> dict[str, ReaderCommand]:
    table = _TABLES.get(id(state.scheme))
    if table is None:
        table = _TABLES[id(state.scheme)] = by_key([*label_commands(state.scheme), *COMMANDS])
    return table


def named_so(names: Iterable[str], wanted: str) -> bool:
    """Whether somebody with these names is meant by a name in its normal form."""
    return any(normal(name) == wanted for name in names)


def shortest(ways: Iterable[Hands | None]) -> Hands | None:
    """The way with the fewest keys, the first of several."""
    return min((way for way in ways if way is not None), key=lambda way: len(way.keys), default=None)


def search(
    hands: Hands, reached: Callable[[Hands], Hands | None], moves: Sequence[str] = _MOVES
) -> Hands | None:
    """The fewest moves after which `reached` gives an answer; None where none is near."""
    queue = deque([hands])
    seen = {(hands.state.cursor, hands.state.anchor)}
    while queue and len(seen) < _MOST:
        here = queue.popleft()
        if (found := reached(here)) is not None:
            return found
        for key in moves:
            there = here.press(key)
            place = (there.state.cursor, there.state.anchor)
            if place not in seen:
                seen.add(place)
                queue.append(there)
    return None


def to(hands: Hands, offset: int, moves: Sequence[str] = _MOVES) -> Hands | None:
    """Hands with the cursor on the grapheme at an offset: by words and sentences, then a character at a time."""
    wanted = hands.state.reading.grapheme(offset)[0]

    def near(one: Hands) -> Hands | None:
        step = "right" if one.state.cursor < wanted else "left"
        for _ in range(_STEPS):
            if one.state.cursor == wanted:
                return one
            one = one.press(step)
        return one if one.state.cursor == wanted else None

    def close(one: Hands) -> Hands | None:
        return one if abs(one.state.cursor - wanted) <= _STEPS else None

    found = search(hands, close, moves)
    if found is None:
        return None
    return shortest(near(one) for one in (found, *(found.press(key) for key in moves)))


def selected(hands: Hands, part: Fragment) -> Hands | None:
    """Hands with just this stretch selected: one goes to its start, presses v, and goes to its last character."""
    there = to(hands, part.start)
    if there is None:
        return None
    done = to(there.press("v"), part.end - 1, _END_MOVES)
    return done if done is not None and done.state.selection == (part.start, part.end) else None


def resized(hands: Hands, span: Span, part: Fragment) -> Hands | None:
    """Hands that have given the label in hand these borders by r: its end first, then its start."""
    old = min(span.fragments, key=lambda one: abs(one.start - part.start) + abs(one.end - part.end))
    now: Hands | None = hands.press("r")
    assert now is not None
    if now.state.mode is not Mode.BORDERS:
        return None
    if old.end != part.end:
        now = to(now, part.end - 1, _END_MOVES)
    if now is not None and old.start != part.start:
        now = to(now.press("r"), part.start, _END_MOVES)
    return now.press("enter") if now is not None else None
