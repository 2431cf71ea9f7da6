"""The one-line bars around the article: where one is, what just happened, and which keys work now."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content, Span
from textual.message import Message
from textual.style import Style

from annotator.session.decided import decision_at, named, ways_out
from annotator.session.offers import offered_in
from annotator.session.state import Mode, Search, State, Tone
from annotator.text.graphemes import cut
from annotator.text.shown import shown_line
from annotator.tui.commands import LABEL, ReaderCommand
from annotator.tui.keys import shown
from annotator.tui.when import offered
from annotator.tui.widgets.bar import Bar, key_line, pair_at

_ON_OFFER = {
    "accept": "accept",
    "not-a-quote": "reject",
    "other-reading": "other reading",
    "next-waiting": "next open",
    "borders": "borders",
    "attribute": "type",
    "accept-all": "accept all",
    "undo": "undo",
    "help": "help",
}
"""What the key bar says while a suggestion is in hand: command -> title."""


class StatusBar(Bar):
    """Article, paragraph, what waits, who, and whether all is saved."""

    DEFAULT_CSS = "StatusBar { background: $panel; color: $text; }"

    def show(self, state: State, waiting: int | None, saved: str, maybe: int = 0) -> None:
        """Show the state; `waiting` is None while it is being counted, `saved` is `saved` or what keeps it.

        `maybe` is how much beside what waits may be something.
        """
        article = state.reading.article
        status = state.layer.status
        marks = ("⚑ " if status.flagged else "") + ("✓ done" if status.state == "done" else "")
        count = len(article.paragraphs)
        open_things = "… open" if waiting is None else f"{waiting} open" if waiting else "nothing open"
        facts = [
            marks.strip(),
            f"¶ {min(state.paragraph + 1, count)}/{count}",
            open_things + (f" + {maybe} maybe" if maybe and waiting is not None else ""),
            state.layer.name,
            saved,
        ]
        right = " · ".join(fact for fact in facts if fact)
        left = shown_line(
            " · ".join(part for part in (article.title or article.id, article.publisher) if part)
        )
        room = self.room - cell_len(right) - 2
        left = cut(left, room)
        gap = " " * max(2, self.room - cell_len(left) - cell_len(right))
        text = left + gap + right
        styled = [Span(0, len(left), "bold")]
        if saved != "saved":
            styled.append(Span(len(text) - len(saved), len(text), "$warning bold"))
        self.put(Content(text, spans=styled))


class MessageBar(Bar):
    """What the last command did, else what is under the cursor."""

    DEFAULT_CSS = "MessageBar { color: $text-muted; }"

    def show(self, state: State) -> None:
        """Show the state's message, or name the spans at the cursor."""
        if state.mode is Mode.BORDERS and not state.message:
            self.put(Content(moving_end(state)))
            return
        if state.mode is Mode.SEARCH and state.search is not None:
            self.put(prompt(state.search, self.room))
            return
        if state.message:
            self.put(toned(in_two(shown_line(state.message), self.room)[0], state.tone))
            return
        if state.search is not None:
            self.put(Content(f"{_place_among(state.search)} for “{shown_line(state.search.query)}”"))
            return
        self.put(here(state))


def in_two(words: str, room: int) -> tuple[str, str]:
    """A message in a line of `room` cells, and what of it comes on the next: what to press often stands at its end."""
    if cell_len(words) <= room:
        return words, ""
    pieces = words.split(" ")
    fit = next(n for n in range(len(pieces)) if cell_len(" ".join(pieces[: n + 1])) > room)
    first = " ".join(pieces[:fit])
    if not first.strip():
        return cut(words, room), ""
    return first, cut(" ".join(pieces[fit:]), room)


def toned(text: str, tone: Tone) -> Content:
    """A message, or a part of it, in its colour."""
    return Content(text, spans=[Span(0, len(text), "$warning" if tone is Tone.WARNING else "$text")])


def prompt(search: Search, room: int) -> Content:
    """What is typed, and how much it finds, in `room` cells."""
    how = "exactly" if search.exact else "any case, any accents"
    found = _place_among(search) if search.query else "type what to look for"
    told = f"   {found} · {how}"
    typed = shown_line(search.query)
    while cell_len(typed) + cell_len(told) > room - 3 and typed:
        typed = typed[1:]  # the end that grows stays in sight
    return (
        Content("/").stylize(Style.parse("$accent bold"))
        + Content(typed).stylize(Style.parse("$text bold"))
        + Content(" ").stylize(Style.parse("reverse"))
        + Content(told)
    )


def _place_among(search: Search) -> str:
    count = len(search.matches)
    return f"{search.current + 1} of {count}" if count else "nothing found"


def _ends(state: State) -> tuple[str, str]:
    """The end of the label that moves while its borders change, and the other one."""
    start = state.anchor is not None and state.cursor < state.anchor
    return ("start", "end") if start else ("end", "start")


def moving_end(state: State) -> str:
    """Which end of the label moves, while its borders change."""
    one, other = _ends(state)
    swap, leave = state.key("borders"), state.key("escape")
    return f"Move the {one}; {swap} takes the {other}, Enter keeps, {leave} leaves it as it was."


def here(state: State) -> Content:
    """The spans at the cursor, innermost first, the one in hand marked; what is suggested and what is decided there."""
    text, styled = "", []
    for span in state.spans_at(state.cursor):
        label = state.scheme.label(span.label)
        color = f"$label-{label.color}" if label else "$text"
        known = [spec.name for spec in label.attributes] if label else [name for name, _ in span.attributes]
        values = " ".join(value for name in known if (value := span.attribute(name)) not in ("", "none"))
        name = f"{'▸ ' if span.id == state.hand else ''}{span.label}"
        text += "   " if text else ""
        styled.append(Span(len(text), len(text) + len(name), f"{color} bold"))
        text += f"{name} {values}" if values else name
    for told in (*suggested_here(state), *decided_here(state)):
        gap = "   " if text else ""
        styled.append(Span(len(text) + len(gap), len(text) + len(gap) + len(told), "$text"))
        text += gap + told
    return Content(text, spans=styled)


def suggested_here(state: State) -> list[str]:
    """What is suggested at the cursor, innermost first, with whom a mention means."""
    found = {}
    for one in offered_in(state, state.paragraph):
        names = {mention.span.id: mention.name for mention in (*one.speakers, *one.sources)}
        for span in one.spans():
            if span.covers(state.cursor):
                name = names.get(span.id, "")
                told = f"suggested: {span.label}{f' {shown_line(name)}' if name else ''}"
                found[span.id] = (span.end - span.start, told)
    return list(dict.fromkeys(told for _, told in sorted(found.values())))  # two quotes look the same here


def decided_here(state: State) -> list[str]:
    """What was decided to be no quote at the cursor, and the keys that change that."""
    decision = decision_at(state)
    if decision is None:
        return []
    return [f"{named(decision).capitalize()}: {ways_out(state, decision)}"]


_KEYS_OF_MODES = {"Enter": "enter", "Tab": "tab", "Esc": "escape", "n p": "n"}
"""What the bar shows while something is under way -> the key that a click on it presses."""


_LEAST_OF_KEYS = 24
"""Cells that keys need behind the rest of a message; with fewer, they would say nothing but `help`."""
_GAP = "   "


class KeyBar(Bar):
    """The keys that work now, the most useful first, as many as fit; until the next key, behind the rest of a long
    message."""

    class KeyChosen(Message):
        """A key was clicked; it means what it means when it is pressed."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    _made_from: tuple[list[tuple[str, str]], int, str, str] = ([], 0, "", "")
    _commands: Sequence[ReaderCommand] = ()

    DEFAULT_CSS = "KeyBar { background: $surface; color: $text-muted; }"

    def on_click(self, event: events.Click) -> None:
        """The key under the pointer."""
        place = event.get_content_offset(self)
        pairs, _, _, rest = self._made_from
        before = cell_len(rest + _GAP) if rest else 0
        pair = None if place is None else pair_at(pairs, self.room - before, place.x - before)
        names = {shown(one.keys[0]): one.keys[0] for one in self._commands if one.keys} | _KEYS_OF_MODES
        if pair is not None and pair[0] in names:
            self.post_message(self.KeyChosen(names[pair[0]]))

    def show(self, state: State, commands: Sequence[ReaderCommand]) -> None:
        """Show the keys of the commands that apply."""
        self._commands = commands
        rest = in_two(shown_line(state.message), self.room)[1] if state.message else ""
        room = self.room - cell_len(rest + _GAP) if rest else self.room
        pairs = hints_for(state, commands) if room >= _LEAST_OF_KEYS or not rest else []
        if (made_from := (pairs, self.room, self.app.theme, rest)) != self._made_from:
            self._made_from = made_from
            keys = key_line(pairs, room)
            self.put(toned(rest, state.tone) + Content(_GAP) + keys if rest else keys)


_LABEL_KEYS = 6
"""Keys of labels that the bar names while something found is to be labelled."""
_BY_PIECES = ("word-next", "word-previous", "grapheme-previous", "grapheme-next")
"""Moves that a bar has room to name."""
_TO_MARKS = ("clause-previous", "clause-next")
"""Moves that it names last, where there is room: few know that they end at commas and quotation marks."""


def hints_for(state: State, commands: Sequence[ReaderCommand]) -> list[tuple[str, str]]:
    """(key, title) pairs for the state's mode. Enter, Esc, Tab, n and p are the modes' own."""
    leave = state.key("escape")
    moves = " ".join(state.key(name) for name in _BY_PIECES)
    to_marks = (" ".join(state.key(name) for name in _TO_MARKS), "to a mark")
    keyed = [one for one in commands if one.keys]
    if state.mode is Mode.LINK:
        return [("letters", "link with"), ("Esc", "leave")]
    if state.mode is Mode.SEARCH:
        return [("Enter", "keep what is found"), ("Tab", "exactly or not"), ("Esc", "leave")]
    if state.mode is Mode.MATCHES:
        ranked = sorted((one for one in keyed if one.group == LABEL), key=lambda one: one.footer)
        labels = [(shown(one.keys[0]), "") for one in ranked[:_LABEL_KEYS]]
        labels[-1:] = [(key, "label all") for key, _ in labels[-1:]]
        steps = [("n p", "next, previous"), ("Enter", "select"), (leave, "leave")]
        return [*steps, *labels, (state.key("search"), "change")]
    if state.mode is Mode.BORDERS:
        return [
            (moves, f"move the {_ends(state)[0]}"),
            (state.key("borders"), "other end"),
            ("Enter", "keep"),
            (leave, "leave it"),
            to_marks,
        ]
    if state.anchor is None and offered(state):
        named = {one.id: one for one in keyed}
        return [(shown(named[name].keys[0]), title) for name, title in _ON_OFFER.items() if name in named]
    ranked = sorted((one for one in keyed if one.footer and one.when(state)), key=lambda one: one.footer)
    pairs = [(shown(one.keys[0]), one.title) for one in ranked]
    if state.anchor is not None:
        labels = [pair for pair, one in zip(pairs, ranked, strict=True) if one.footer == 1]
        return [*labels, (moves, "extend"), (leave, "drop selection"), to_marks]
    return pairs
