"""The thing in hand: a column for each layer's version of it, a row for each slot, those that differ marked."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from annotator.model.items import Entity, Link, Progress, Relation, Span
from annotator.review.disagreements import OWN, Thing
from annotator.review.since import only_in_gold
from annotator.review.standing import State as How
from annotator.review.state import ReviewState, still_waits
from annotator.review.versions import Slot, Version
from annotator.text.graphemes import cell_width, cut
from annotator.text.shown import shown_line
from annotator.tui.widgets import thing_notes
from annotator.tui.widgets.thing_words import NOTHING, middle_cut, person_name, slot_text

DIFFERS, CHOSEN, ASKED = "≠", "✓", "▸"
_NAMES_WIDTH = 10
"""Cells of a row's mark and name."""
_NARROWEST = 20
"""Cells that a column needs."""
_GAP = 2
_MOST_ROWS, _SLOT_ROWS, _NOTE_ROWS = 5, 4, 3
"""Rows that a quote takes at most, another slot on which layers differ, and a note."""
_STANDING = {
    How.OPEN: "waits",
    How.DEFERRED: "put off",
    How.TAKEN: "in gold",
    How.REJECTED: "none taken",
}


@dataclass(frozen=True, slots=True)
class Column:
    """Layers that say the same, as one column."""

    numbers: tuple[int, ...]
    version: Version | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row."""

    lines: tuple[str, ...]
    style: str = ""
    shift: int = 0
    """Characters of a mark before the text."""
    first: int = 0
    """Characters of the text, from its start, that only this version has: shown in reverse, since one code point is
    easily overlooked."""
    last: int = 0
    """The same from its end."""

    def line(self, number: int, width: int) -> Content:
        """One line, as wide as `width` cells."""
        text = self.lines[number] if number < len(self.lines) else ""
        shown = Content(text)
        if number == 0 and self.first:
            shown = shown.stylize(Style(reverse=True), self.shift, min(len(text), self.shift + self.first))
        if number == len(self.lines) - 1 and self.last:
            shown = shown.stylize(Style(reverse=True), max(0, len(text) - self.last), len(text))
        padded = shown + Content(" " * (width - cell_width(text)))
        return padded.stylize(Style.parse(self.style)) if self.style else padded


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the table is made from beside the review's state."""

    text: str
    """The article's."""
    entities: Mapping[str, Entity]
    width: int
    """Cells of a row."""
    first: int = 0
    """The number of the first column that is shown."""
    height: int = 10
    """Rows that there are."""


class ThingTable(Widget):
    """Draws the thing in hand."""

    DEFAULT_CSS = """
    ThingTable { height: 1fr; padding: 0 1; border: round $panel; border-title-color: $text; }
    ThingTable { border-subtitle-color: $text-muted; }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._content = Content("")
        self.first = 0
        """The number of the first column that is shown."""

    def show(self, state: ReviewState, text: str, entities: Mapping[str, Entity]) -> None:
        """Show the thing that a review has in hand."""
        width = max(40, self.content_size.width)
        columns = columns_of(state.thing, width) if state.thing is not None else []
        self.first = max(0, min(self.first, len(columns) - _fitting(width)))
        self.border_title = title_of(state)
        self.border_subtitle = "" if len(columns) <= _fitting(width) else f"← → {len(columns)} versions"
        self._content = table(state, Sheet(text, entities, width, self.first, self.content_size.height))
        self.refresh()

    def render(self) -> Content:
        """The table."""
        return self._content


def title_of(state: ReviewState) -> str:
    """Which thing is in hand, and how it stands."""
    thing = state.thing
    if thing is None:
        return "nothing in hand"
    standing = state.desk.standing(thing.id)
    facts = [
        f"{state.places[thing.id] + 1} of {len(state.desk.review.things)}",
        thing.label.lower(),
        _STANDING[standing.state] + (", all agreed" if state.is_by_rule(thing) else ""),
    ]
    if thing.id in state.since:
        facts.append("NEW SINCE: somebody changed or deleted it after it was decided")
    if thing.id in state.unheard:
        facts.append("NEW SINCE: a note")
    if thing.is_uncertain:
        facts.append("somebody was uncertain")
    return " · ".join(facts)


def columns_of(thing: Thing, width: int) -> list[Column]:
    """A column for each layer; where not all fit, one for all that say the same."""
    single = [Column((number,), version) for number, version in enumerate(thing.lanes)]
    if len(single) <= _fitting(width):
        return single
    groups: dict[object, list[int]] = {}
    for number, version in enumerate(thing.lanes):
        looks = None if version is None else tuple(version.looks[slot] for slot in Slot)
        groups.setdefault(looks, []).append(number)
    return [Column(tuple(numbers), thing.lanes[numbers[0]]) for numbers in groups.values()]


def table(state: ReviewState, sheet: Sheet) -> Content:
    """The rows of the thing in hand."""
    thing = state.thing
    if thing is None:
        notes = thing_notes.on_the_article(state, sheet.width)
        return Content("\n".join([_nothing(state), *_alone_in_gold(state, sheet), *notes])).stylize(
            Style.parse("$text-muted")
        )
    fits = _fitting(sheet.width)
    columns = columns_of(thing, sheet.width)[sheet.first :][:fits]
    cells = (sheet.width - _NAMES_WIDTH) // len(columns) - _GAP
    lines = [_row(" ", "", [Cell((head_of(state, column, cells),), "bold") for column in columns], cells)]
    texts = {
        slot: [slot_text(column.version, slot, sheet.text, sheet.entities) for column in columns]
        for slot in Slot
    }
    differing = {slot for slot in Slot if slot in thing.choices or (slot is Slot.BORDERS and thing.missing)}
    shown = [slot for slot in Slot if slot in differing or any(text != NOTHING for text in texts[slot])]
    below = list(_below(state, thing, sheet))
    noted = _notes_row(state, columns, cells)
    rows = _rows(shown, differing, texts, cells, sheet.height - 1 - len(shown) - len(noted) - len(below))
    lines += [
        _slot_row(state, sheet, slot, columns, texts[slot], cells, rows[slot], differs=slot in differing)
        for slot in shown
    ]
    lines += [*noted, *(Content(line) for line in below)]
    return Content("\n").join(lines)


def _notes_row(state: ReviewState, columns: Sequence[Column], cells: int) -> list[Content]:
    """The row of what annotators wrote on the thing, each in their column; no row where nobody did."""
    layers = state.desk.review.layers
    found = []
    waits = False
    for column in columns:
        names = [layers[number] for number in column.numbers if number < len(layers)]
        text = thing_notes.notes_of(state, names)
        waiting = thing_notes.waits(state, names)
        waits = waits or waiting
        style = "$warning bold" if waiting else "$accent"
        found.append(Cell(tuple(middle_cut(text, cells, _NOTE_ROWS)), style))
    if not any(cell.lines != ("",) for cell in found):
        return []
    return _row(thing_notes.WAITS if waits else " ", "note", found, cells).split("\n")


def _rows(
    shown: Sequence[Slot],
    differing: Container[Slot],
    texts: Mapping[Slot, Sequence[str]],
    cells: int,
    room: int,
) -> dict[Slot, int]:
    """Slot -> the rows that it may take, so that all rows fit: what differs has the room first, then the text.

    Args:
        room: rows that are left when every slot has one.
    """
    found = dict.fromkeys(shown, 1)
    for slot in sorted(shown, key=lambda one: (one is Slot.BORDERS, one not in differing)):
        if slot is Slot.BORDERS or slot in differing:
            most = _MOST_ROWS if slot is Slot.BORDERS else _SLOT_ROWS
            wanted = max(len(middle_cut(text, cells, most)) for text in texts[slot])
            found[slot] = 1 + max(0, min(wanted - 1, room))
            room -= found[slot] - 1
    return found


def _slot_row(
    state: ReviewState,
    sheet: Sheet,
    slot: Slot,
    columns: Sequence[Column],
    texts: Sequence[str],
    cells: int,
    rows: int,
    *,
    differs: bool,
) -> Content:
    """A slot's row; while slots are chosen, the one that is asked for and what was chosen are marked."""
    choosing = state.choosing
    mark = DIFFERS if differs else " "
    chosen: int | None = -1
    if choosing is not None:
        mark = ASKED if choosing.slot is slot else mark
        chosen = choosing.chosen.get(slot, -1)
    cells_of = []
    for column, text in zip(columns, texts, strict=True):
        told = f"{CHOSEN} {text}" if chosen in column.numbers else text
        alone = _is_alone(state, column, slot)
        first, last = _only_here(column, columns, sheet) if slot is Slot.BORDERS else (0, 0)
        lines = tuple(middle_cut(told, cells, rows))
        shift = len(told) - len(text)
        cells_of.append(Cell(lines, "$warning bold" if differs or alone else "", shift, first, last))
    return _row(mark, _named(slot, state.thing), cells_of, cells)


def _only_here(column: Column, columns: Sequence[Column], sheet: Sheet) -> tuple[int, int]:
    """How many characters, as they are shown, a version has before and behind all that every one of them has."""
    if column.version is None:
        return 0, 0
    span = column.version.span
    others = [one.version.span for one in columns if one.version is not None]
    start, end = max(other.start for other in others), min(other.end for other in others)
    if start >= end:
        return 0, 0
    before, behind = sheet.text[span.start : start], sheet.text[max(start, end) : span.end]
    return len(" ".join(before.split())), len(" ".join(behind.split()))


def _is_alone(state: ReviewState, column: Column, slot: Slot) -> bool:
    """Whether this is what is suggested, and says something else of a slot on which all layers agree."""
    thing = state.thing
    if thing is None or column.version is None or column.version is not thing.proposal or slot not in OWN:
        return False
    return column.version.looks[slot] != thing.present[0].looks[slot]


def _row(mark: str, name: str, columns: Sequence[Cell], cells: int) -> Content:
    """One row of the table, as many lines high as its highest cell."""
    lines = []
    for number in range(max(len(column.lines) for column in columns)):
        head = f"{mark} {name}" if number == 0 else ""
        line = Content(head.ljust(_NAMES_WIDTH)).stylize(
            Style.parse("bold" if mark != " " else "$text-muted")
        )
        for column in columns:
            line += column.line(number, cells + _GAP)
        lines.append(line)
    return Content("\n").join(lines)


def head_of(state: ReviewState, column: Column, cells: int) -> str:
    """Whose column it is; where the names of many do not fit, how many and their numbers."""
    if state.blind and len(state.desk.review.layers) not in column.numbers:
        head = " ".join(str(number + 1) for number in column.numbers)
    else:
        head = ", ".join(f"{number + 1} {shown_line(state.called(number))}" for number in column.numbers)
    if len(column.numbers) > 1 and cell_width(head) > cells:
        head = f"{len(column.numbers)} say: {_in_short(column.numbers)}"
    return cut(head, cells)


def _in_short(numbers: Sequence[int]) -> str:
    """Rising numbers as people count them, from 1, three and more in a row from the first to the last."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return " ".join(
        f"{run[0] + 1}–{run[-1] + 1}" if len(run) > 2 else " ".join(str(number + 1) for number in run)
        for run in runs
    )


def _named(slot: Slot, thing: Thing | None) -> str:
    if slot is Slot.BORDERS:
        return "text" if thing is None else thing.label.lower()[: _NAMES_WIDTH - 3]
    return slot.value


def _below(state: ReviewState, thing: Thing, sheet: Sheet) -> Iterator[str]:
    """What stands below the table: others' spans in its place, what gold says, what could not come along."""
    for layer, span in thing.beside:
        name = state.called(state.desk.review.number(layer))
        words = shown_line(span.surface(sheet.text))
        yield cut(f"  {name} has “{words}” too, but in no frame", sheet.width)
    yield from _twice(state, thing)
    standing = state.desk.standing(thing.id)
    for one in standing.spans:
        if (taken := state.desk.gold.spans.get(one)) is not None:
            yield cut(_gold_words(state, taken, sheet), sheet.width)
    yield from thing_notes.below(state, sheet.width)
    if state.reason:
        yield cut(f"  reason: {shown_line(state.reason)}", sheet.width)
    for item in state.dropped:
        how = "follows later" if still_waits(state, item) else "left behind"
        yield cut(f"  {how}: {_dropped_words(state, item, sheet)}", sheet.width)


def _twice(state: ReviewState, thing: Thing) -> Iterator[str]:
    """Who has the very same twice, as after labelling an article on two machines."""
    for number, version in enumerate(thing.versions):
        if version is not None and version.again:
            yield f"  {shown_line(state.called(number))} has the very same twice; it is taken once"


def _gold_words(state: ReviewState, span: Span, sheet: Sheet) -> str:
    origin = span.origin
    whose = "" if state.blind or not origin.by else f" from {shown_line(origin.by)}"
    reason = f" ({shown_line(origin.reason)})" if origin.reason else ""
    words = shown_line(" ".join(span.surface(sheet.text).split()))
    return f"  gold{whose}{reason}: {words}"


def _dropped_words(state: ReviewState, item: Relation | Link, sheet: Sheet) -> str:
    """A link that could not come along, in words."""
    if isinstance(item, Link):
        return f"{item.label.replace('_', ' ')} {shown_line(person_name(item.entity, sheet.entities))}"
    known = {
        identifier: span
        for thing in state.desk.review.things
        for version in thing.present
        for identifier, span in version.spans.items()
        if identifier in (item.head, item.target)
    } | dict(state.desk.gold.spans)
    ends = [
        cut(shown_line(known[one].surface(sheet.text)), 24) if one in known else "…"
        for one in (item.head, item.target)
    ]
    return f"{ends[0]} {item.label.replace('_', ' ')} {ends[1]}"


def _nothing(state: ReviewState) -> str:
    if not state.desk.review.layers:
        return "Nobody has labelled this article yet."
    done, following, queue = (state.key(one) for one in ("done", "next-article", "filter"))
    then = f"{following} opens the next article, {queue} shows what is decided."
    if state.desk.gold.status.state is Progress.DONE:
        return f"Nothing waits here, and gold is done. {then}"
    return f"Nothing waits here. {done} marks gold as done, {then}"


def _alone_in_gold(state: ReviewState, sheet: Sheet) -> Iterator[str]:
    """What was taken into gold and nobody has any more."""
    left = only_in_gold(state.desk)
    if left:
        yield ""
        yield f"Only in gold, since everybody who had it has deleted it; {state.key('edit')} opens gold at the first:"
    for span in left:
        yield from middle_cut(f"  {shown_line(' '.join(span.surface(sheet.text).split()))}", sheet.width, 1)


def _fitting(width: int) -> int:
    return max(1, (width - _NAMES_WIDTH + 1) // (_NARROWEST + _GAP))
