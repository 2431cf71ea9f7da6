"""The thing in hand: a column for each layer's version of it, a row for each slot, those that differ marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from annotator.model.items import Entity, Link, Relation, Span
from annotator.review.disagreements import Thing
from annotator.review.standing import State as How
from annotator.review.state import ReviewState
from annotator.review.versions import Slot, Version, attributes_of
from annotator.text.graphemes import cell_width, cut, plain_cells
from annotator.text.safe import safe

DIFFERS, CHOSEN, ASKED = "≠", "✓", "▸"
NOTHING = "–"
_NAMES_WIDTH = 10
"""Cells of a row's mark and name."""
_NARROWEST = 21
"""Cells that a column needs."""
_GAP = 2
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
class Sheet:
    """What the table is made from beside the review's state."""

    text: str
    """The article's."""
    entities: Mapping[str, Entity]
    width: int
    """Cells of a row."""
    first: int = 0
    """The number of the first column that is shown."""
    quote_rows: int = 2
    """Rows that a quote may take."""


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
        rows = 2 if self.content_size.height < 14 else 5
        columns = columns_of(state.thing, width) if state.thing is not None else []
        self.first = max(0, min(self.first, len(columns) - _fitting(width)))
        self.border_title = title_of(state)
        self.border_subtitle = "" if len(columns) <= _fitting(width) else f"← → {len(columns)} versions"
        self._content = table(state, Sheet(text, entities, width, self.first, rows))
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
        facts.append("NEW SINCE: somebody labelled it differently after it was decided")
    if thing.is_uncertain:
        facts.append("somebody was uncertain")
    return " · ".join(facts)


def columns_of(thing: Thing, width: int) -> list[Column]:
    """A column for each layer; where not all fit, one for all that say the same."""
    single = [Column((number,), version) for number, version in enumerate(thing.versions)]
    if len(single) <= _fitting(width):
        return single
    groups: dict[object, list[int]] = {}
    for number, version in enumerate(thing.versions):
        looks = None if version is None else tuple(version.looks[slot] for slot in Slot)
        groups.setdefault(looks, []).append(number)
    return [Column(tuple(numbers), thing.versions[numbers[0]]) for numbers in groups.values()]


def table(state: ReviewState, sheet: Sheet) -> Content:
    """The rows of the thing in hand."""
    thing = state.thing
    if thing is None:
        return Content(_nothing(state)).stylize(Style.parse("$text-muted"))
    fits = _fitting(sheet.width)
    columns = columns_of(thing, sheet.width)[sheet.first :][:fits]
    cells = (sheet.width - _NAMES_WIDTH) // len(columns) - _GAP
    lines = [_row(" ", "", [[_head(state, column)] for column in columns], cells, "bold")]
    for slot in Slot:
        texts = [slot_text(column.version, slot, sheet) for column in columns]
        differs = slot in thing.differing or (slot is Slot.BORDERS and thing.missing)
        if not differs and all(text == NOTHING for text in texts):
            continue
        rows = sheet.quote_rows if slot is Slot.BORDERS else 1
        lines += [_slot_row(state, slot, columns, texts, cells, rows, differs=differs)]
    lines += [Content(line) for line in _below(state, thing, sheet)]
    return Content("\n").join(lines)


def _slot_row(
    state: ReviewState,
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
    cells_of = [
        middle_cut(f"{CHOSEN} {text}" if chosen in column.numbers else text, cells, rows)
        for column, text in zip(columns, texts, strict=True)
    ]
    return _row(mark, _named(slot, state.thing), cells_of, cells, "$warning bold" if differs else "")


def _row(mark: str, name: str, columns: Sequence[Sequence[str]], cells: int, style: str) -> Content:
    """One row of the table, as many lines high as its highest cell."""
    lines = []
    for number in range(max(len(column) for column in columns)):
        head = f"{mark} {name}" if number == 0 else ""
        line = Content(head.ljust(_NAMES_WIDTH)).stylize(
            Style.parse("bold" if mark != " " else "$text-muted")
        )
        for column in columns:
            text = column[number] if number < len(column) else ""
            padded = text + " " * (cells + _GAP - cell_width(text))
            line += Content(padded).stylize(Style.parse(style)) if style else Content(padded)
        lines.append(line)
    return Content("\n").join(lines)


def _head(state: ReviewState, column: Column) -> str:
    if state.blind:
        return " ".join(str(number + 1) for number in column.numbers)
    return ", ".join(f"{number + 1} {plain_cells(safe(state.called(number)))}" for number in column.numbers)


def _named(slot: Slot, thing: Thing | None) -> str:
    if slot is Slot.BORDERS:
        return "text" if thing is None else thing.label.lower()[: _NAMES_WIDTH - 3]
    return slot.value


def slot_text(version: Version | None, slot: Slot, sheet: Sheet) -> str:
    """What a version says of a slot, in words, safe to show."""
    if version is None:
        return "not there" if slot is Slot.BORDERS else NOTHING
    words = ", ".join(_words(version, slot, sheet))
    return plain_cells(safe(" ".join(words.split()))) or NOTHING


def _words(version: Version, slot: Slot, sheet: Sheet) -> Iterator[str]:
    frame = version.frame
    match slot:
        case Slot.BORDERS:
            yield version.span.surface(sheet.text)
        case Slot.TYPE:
            values = " ".join(value for _, value in attributes_of(version.span) if value != "none")
            yield f"{version.span.label.lower()} {values}".strip()
        case Slot.SPEAKER:
            for speaker in frame.speakers:
                yield f"{speaker.span.surface(sheet.text)}{_form(speaker.span)}"
        case Slot.PERSON:
            meant = dict.fromkeys(
                [entity for speaker in frame.speakers for entity in speaker.entities]
                + [link.entity for link in version.links if link.span == version.span.id]
            )
            for entity in meant:
                yield _person(entity, sheet)
        case Slot.CUE:
            for cue in frame.cues:
                yield cue.surface(sheet.text)
        case Slot.SOURCE:
            for source in frame.sources:
                people = " ".join(_person(entity, sheet) for entity in source.entities)
                yield source.span.surface(sheet.text) + (f" → {people}" if people else "")
        case Slot.LINK:
            for relation in version.relations:
                if relation.head != version.span.id or relation.label not in ("said_by", "cued_by", "via"):
                    target = version.spans[relation.target].surface(sheet.text)
                    yield f"{relation.label.replace('_', ' ')} {target}"


def _form(span: Span) -> str:
    form = span.attribute("form")
    return f" ({form})" if form else ""


def _person(entity: str, sheet: Sheet) -> str:
    known = sheet.entities.get(entity)
    return known.name if known is not None else entity


def _below(state: ReviewState, thing: Thing, sheet: Sheet) -> Iterator[str]:
    """What stands below the table: others' spans in its place, what gold says, what could not come along."""
    for layer, span in thing.beside:
        name = state.called(state.desk.review.number(layer))
        words = plain_cells(safe(span.surface(sheet.text)))
        yield cut(f"  {name} has “{words}” too, but in no frame", sheet.width)
    standing = state.desk.standing(thing.id)
    for one in standing.spans:
        if (taken := state.desk.gold.spans.get(one)) is not None:
            yield cut(_gold_words(state, taken, sheet), sheet.width)
    if state.reason:
        yield cut(f"  reason: {plain_cells(safe(state.reason))}", sheet.width)
    for item in state.dropped:
        yield cut(f"  left behind: {_dropped_words(state, item, sheet)}", sheet.width)


def _gold_words(state: ReviewState, span: Span, sheet: Sheet) -> str:
    origin = span.origin
    whose = "" if state.blind or not origin.by else f" from {plain_cells(safe(origin.by))}"
    reason = f" ({plain_cells(safe(origin.reason))})" if origin.reason else ""
    words = plain_cells(safe(" ".join(span.surface(sheet.text).split())))
    return f"  gold{whose}{reason}: {words}"


def _dropped_words(state: ReviewState, item: Relation | Link, sheet: Sheet) -> str:
    """A link that could not come along, in words."""
    if isinstance(item, Link):
        return f"{item.label.replace('_', ' ')} {plain_cells(safe(_person(item.entity, sheet)))}"
    known = {
        identifier: span
        for thing in state.desk.review.things
        for version in thing.present
        for identifier, span in version.spans.items()
        if identifier in (item.head, item.target)
    } | dict(state.desk.gold.spans)
    ends = [
        cut(plain_cells(safe(known[one].surface(sheet.text))), 24) if one in known else "…"
        for one in (item.head, item.target)
    ]
    return f"{ends[0]} {item.label.replace('_', ' ')} {ends[1]}"


def _nothing(state: ReviewState) -> str:
    if not state.desk.review.layers:
        return "Nobody has labelled this article yet."
    done, following, queue = (state.key(one) for one in ("done", "next-article", "filter"))
    told = f"{done} marks gold as done, {following} opens the next article, {queue} shows what is decided."
    return f"Nothing waits here. {told}"


def _fitting(width: int) -> int:
    return max(1, (width - _NAMES_WIDTH + 1) // (_NARROWEST + _GAP))


def middle_cut(text: str, cells: int, rows: int) -> list[str]:
    """A text in at most so many rows of so many cells; of a longer one both ends, since borders are what differs."""
    if cell_width(text) <= cells:
        return [text]
    if rows == 1:
        return [_ends(text, cells)]
    lines: list[str] = []
    rest = text
    while rest and len(lines) < rows:
        if len(lines) == rows - 1 and cell_width(rest) > cells:
            lines.append(_ends(rest, cells))
            break
        line = _line(rest, cells)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return lines


def _line(text: str, cells: int) -> str:
    """As many whole words as fit; a word that is too long is cut."""
    if cell_width(text) <= cells:
        return text
    taken = len(text)
    while taken and cell_width(text[:taken]) > cells:
        taken -= max(1, (cell_width(text[:taken]) - cells) // 2)
    blank = text.rfind(" ", 0, taken + 1)
    return text[: blank if blank > 0 else max(1, taken)]


def _ends(text: str, cells: int) -> str:
    """Both ends of a text in one row."""
    half = (cells - 3) // 2
    end = ""
    for character in reversed(text[-4 * cells :]):
        if cell_width(character + end) > cells - 3 - half:
            break
        end = character + end
    start = text[: 4 * cells]
    while cell_width(start) > half:
        start = start[:-1]
    return f"{start.rstrip()} … {end.lstrip()}"
