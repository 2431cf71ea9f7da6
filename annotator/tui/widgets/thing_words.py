"""A version of a thing in words: what a slot says, and texts cut so that both their ends show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from annotator.model.items import Entity, Span
from annotator.review.versions import Slot, Version, attributes_of
from annotator.text.graphemes import cell_width
from annotator.text.shown import shown_line

NOTHING = "–"
Entities = Mapping[str, Entity]


def slot_text(version: Version | None, slot: Slot, text: str, entities: Entities) -> str:
    """What a version says of a slot, in words, safe to show."""
    if version is None:
        return "not there" if slot is Slot.BORDERS else NOTHING
    words = ", ".join(_words(version, slot, text, entities))
    return shown_line(" ".join(words.split())) or NOTHING


def _words(version: Version, slot: Slot, text: str, entities: Entities) -> Iterator[str]:
    frame = version.frame
    match slot:
        case Slot.BORDERS:
            yield version.span.surface(text)
        case Slot.TYPE:
            found = sorted(attributes_of(version.span), key=lambda pair: pair[0] != "type")
            values = " ".join(value for _, value in found if value != "none")
            label = "" if version.span.label == "QUOTE" and values else version.span.label.lower()
            yield f"{label} {values}".strip()
        case Slot.SPEAKER:
            for speaker in frame.speakers:
                yield f"{speaker.span.surface(text)}{_form(speaker.span)}"
        case Slot.PERSON:
            meant = dict.fromkeys(
                [entity for speaker in frame.speakers for entity in speaker.entities]
                + [link.entity for link in version.links if link.span == version.span.id]
            )
            for entity in meant:
                yield person_name(entity, entities)
        case Slot.CUE:
            for cue in frame.cues:
                yield cue.surface(text)
        case Slot.SOURCE:
            for source in frame.sources:
                people = " ".join(person_name(entity, entities) for entity in source.entities)
                yield source.span.surface(text) + (f" → {people}" if people else "")
        case Slot.LINK:
            for relation in version.relations:
                if relation.head != version.span.id or relation.label not in ("said_by", "cued_by", "via"):
                    target = version.spans[relation.target].surface(text)
                    yield f"{relation.label.replace('_', ' ')} {target}"


def _form(span: Span) -> str:
    form = span.attribute("form")
    return f" ({form})" if form else ""


def person_name(entity: str, entities: Entities) -> str:
    """What a person is called; the id of somebody who is not there."""
    known = entities.get(entity)
    return known.name if known is not None else entity


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
