"""A line of the native JSON Lines that stands just as `jsonl_line` spells it, read without making objects of it all.

Most lines that come in were written by this program, and their shape is known: regular expressions take them apart,
and what repeats (attributes, origins, people) is recognised by how it is spelled. A line that is otherwise in any way,
be it by a blank, is not read here: `jsonl_record` looks at it key by key, and says what is wrong.

What an expression finds is JSON of one shape, or it is decoded by `json`, or compared with what `json` would spell,
before it counts: a line that is read here is one that `json` reads, and comes to the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from json.decoder import scanstring  # type: ignore[attr-defined]  # as the scanner of `json` itself uses it
from json.encoder import encode_basestring as _quoted

from annotator.formats.document import id_complaint
from annotator.formats.json_lines import Json, decoded
from annotator.formats.jsonl_shared import MOST, Shared
from annotator.formats.names import Attributes
from annotator.model.article import Article, Paragraph, ParagraphKind, text_sha256
from annotator.model.items import Entity, Fragment, Link, Origin, Progress, Relation, Span, Status
from annotator.text.blanks import first_ink

_STRING = r'"([^"\\\x00-\x1f]*+)"'
"""A string without escapes."""
_ESCAPED = r'"([^"\\\x00-\x1f]*+(?:\\.[^"\\\x00-\x1f]*+)*+)"'
"""A string, perhaps with escapes, which are still to be looked at."""
_NUMBER = r"(0|[1-9][0-9]{0,8}+)"
_FLAG = r"(true|false)"
_ANY_CHARACTER = "\\u"
"""The escape that may bring in a NUL or half of a surrogate pair."""
_SIMPLE = r"(\{[^}]*+\})"
"""What may be an object of strings and numbers; it is decoded where it was not seen before."""
_SURFACE = r'"([^"]*+(?:(?<=\\)"[^"]*+)*+)"'
"""What may be a string; it is compared with what it should be. (`re` passes quickly over all but one character.)"""


def _keys(values: Mapping[str, str]) -> str:
    """These keys with their values, in this order."""
    return ",".join([f'"{key}":{value}' for key, value in values.items()])


def _member(pattern: str) -> re.Pattern[str]:
    """An object of a list: the first one, or parted by a comma from the one before."""
    return re.compile(rf"(?:(?<=\[)|(?<=\}}),){pattern}")


def _object(values: Mapping[str, str]) -> re.Pattern[str]:
    return _member(rf"\{{{_keys(values)}\}}")


_BEGINNING = re.compile(rf'\{{"id":{_STRING},"text":"')
_ABOUT = re.compile(
    ","
    + _keys(
        {
            "sha256": _STRING,
            "lang": _STRING,
            "layer": _STRING,
            "state": _STRING,
            "flagged": _FLAG,
            "meta": rf"\{{{_keys(dict.fromkeys(('title', 'publisher', 'url', 'date'), _ESCAPED))}\}}",
            "scheme": _STRING,
            "offsets": '"code_points"',
            "paragraphs": r"\[",
        }
    )
)
_PARAGRAPH = _object({"start": _NUMBER, "end": _NUMBER, "kind": _STRING})
_SPAN = _object(
    {
        "id": _STRING,
        "label": _STRING,
        "start": _NUMBER,
        "end": _NUMBER,
        "text": _SURFACE,
        "fragments": r"\[([^\[\]]*+)\]",
        "attributes": _SIMPLE,
        "origin": _SIMPLE,
    }
)
_FRAGMENT = _object({"start": _NUMBER, "end": _NUMBER})
_RELATION = _object(
    {
        "id": _STRING,
        "label": _STRING,
        "from": _STRING,
        "to": _STRING,
        "order": _NUMBER,
        "inferred": _FLAG,
        "origin": _SIMPLE,
    }
)
_LINK = _object(
    {
        "id": _STRING,
        "label": _STRING,
        "from": _STRING,
        "entity": _STRING,
        "inferred": _FLAG,
        "origin": _SIMPLE,
    }
)
_ENTITY = _member(_SIMPLE)
_NOTHING_MORE = '"notes":[],"decisions":[]}'

_PARAGRAPH_KINDS = {kind.value: kind for kind in ParagraphKind}
_STATES = {state.value: state for state in Progress}
_new = tuple.__new__  # without the call that a NamedTuple's own constructor costs


@dataclass(slots=True)
class Plain:
    """What stands on a line; all is checked but its notes and decisions."""

    article: Article
    layer: str
    status: Status
    scheme: str
    spans: dict[str, Span]
    relations: list[Relation]
    links: list[Link]
    entities: tuple[Entity, ...]
    rest: str
    """The notes and decisions, in an object of JSON; `""` if there are none."""


class _Otherwise(Exception):
    """Something does not stand as we write it."""


class PlainReader:
    """Reads lines of one file."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        # By how they are spelled. What is otherwise raises each time.
        self._attributes_of: Callable[[str], Attributes] = lru_cache(maxsize=MOST)(self._attributes)
        self._origin_of: Callable[[str], Origin] = lru_cache(maxsize=MOST)(self._origin)
        self._entity_of: Callable[[str], Entity] = lru_cache(maxsize=MOST)(_entity)

    def line(self, line: str) -> Plain | None:
        """What stands on a line, checked as `jsonl_record` checks it; None where that has to look at it."""
        try:
            return self._line(line)
        except (_Otherwise, ValueError, RecursionError):
            return None

    def _line(self, line: str) -> Plain:
        beginning = _BEGINNING.match(line)
        if beginning is None:
            raise _Otherwise
        text, place = scanstring(line, beginning.end())
        if line.find(_ANY_CHARACTER, beginning.end(), place) >= 0:
            raise _Otherwise
        about = _ABOUT.match(line, place)
        if about is None or first_ink(text, 0, len(text)) < 0:
            raise _Otherwise
        key, (sha256, lang, layer, state, flagged, *meta, scheme) = beginning[1], about.groups()
        if id_complaint(key) or (layer and id_complaint(layer)) or sha256 != text_sha256(text):
            raise _Otherwise
        if not lang or state not in _STATES:
            raise _Otherwise
        paragraphs, place = _paragraphs(line, about.end(), text)
        spans, place = self._spans(line, _past(line, place, '],"spans":['), text)
        relations, place = self._relations(line, _past(line, place, '],"relations":['), spans)
        links, place = self._links(line, _past(line, place, '],"links":['), spans)
        entities, place = self._people(line, _past(line, place, '],"entities":['))
        for link in links:
            if link.entity not in entities:
                raise _Otherwise
        rest = line[_past(line, place, "],") :]
        title, publisher, url, date = map(_text, meta)
        return Plain(
            Article(key, text, paragraphs, lang, title, publisher, url, date, sha256),
            layer,
            Status(_STATES[state], flagged == "true"),
            scheme,
            spans,
            relations,
            links,
            tuple(entities.values()),
            "" if rest == _NOTHING_MORE else "{" + rest,
        )

    def _spans(self, line: str, place: int, text: str) -> tuple[dict[str, Span], int]:
        spans: dict[str, Span] = {}
        label_of, attributes_of, origin_of = self._shared.span_label, self._attributes_of, self._origin_of
        length, match = len(text), _SPAN.match
        while (found := match(line, place)) is not None:
            key, label, start, end, shown, pieces, told, origin = found.groups()
            first, last = int(start), int(end)
            if pieces == f'{{"start":{start},"end":{end}}}':
                if not first < last <= length:
                    raise _Otherwise
                fragments: tuple[Fragment, ...] = (_new(Fragment, (first, last)),)
                surface = text[first:last]
            else:
                fragments = _fragments(f"[{pieces}]", length)
                if (first, last) != (fragments[0][0], fragments[-1][1]):
                    raise _Otherwise
                surface = " ".join([text[one:other] for one, other in fragments])
            if key in spans or not _is_id(key) or _quoted(surface) != f'"{shown}"':
                raise _Otherwise
            spans[key] = Span(key, label_of(label), fragments, attributes_of(told), origin_of(origin))
            place = found.end()
        return spans, place

    def _relations(self, line: str, place: int, spans: Container[str]) -> tuple[list[Relation], int]:
        relations: dict[str, Relation] = {}
        label_of, origin_of, match = self._shared.edge_label, self._origin_of, _RELATION.match
        while (found := match(line, place)) is not None:
            key, label, head, target, order, inferred, origin = found.groups()
            if key in relations or not _is_id(key):
                raise _Otherwise
            if head not in spans or target not in spans:
                raise _Otherwise
            relations[key] = Relation(
                key, label_of(label), head, target, int(order), inferred == "true", origin_of(origin)
            )
            place = found.end()
        return list(relations.values()), place

    def _links(self, line: str, place: int, spans: Container[str]) -> tuple[list[Link], int]:
        links: dict[str, Link] = {}
        label_of, origin_of, match = self._shared.edge_label, self._origin_of, _LINK.match
        while (found := match(line, place)) is not None:
            key, label, span, entity, inferred, origin = found.groups()
            if key in links or not _is_id(key) or span not in spans:
                raise _Otherwise
            links[key] = Link(key, label_of(label), span, entity, inferred == "true", origin_of(origin))
            place = found.end()
        return list(links.values()), place

    def _people(self, line: str, place: int) -> tuple[dict[str, Entity], int]:
        people: dict[str, Entity] = {}
        while (found := _ENTITY.match(line, place)) is not None:
            entity = self._entity_of(found[1])
            if entity.id in people:
                raise _Otherwise
            people[entity.id] = entity
            place = found.end()
        return people, place

    def _attributes(self, told: str) -> Attributes:
        pairs = tuple(_simple(told).items())
        if not all(type(value) is str for _, value in pairs):
            raise _Otherwise
        return self._shared.attributes(pairs)

    def _origin(self, told: str) -> Origin:
        data = _simple(told)
        if tuple(data) != ("by", "rule", "score", "reason"):
            raise _Otherwise
        by, rule, score, reason = data.values()
        if not all(type(one) is str for one in (by, rule, reason)):
            raise _Otherwise
        if type(score) is not int or not 0 <= score <= 100:
            raise _Otherwise
        return self._shared.origin(by, rule, score, reason)


def _entity(told: str) -> Entity:
    data = _simple(told)
    if tuple(data) != ("id", "kind", "name", "aliases") or type(data["aliases"]) is not list:
        raise _Otherwise
    key, kind, name, aliases = data["id"], data["kind"], data["name"], tuple(data["aliases"])
    if not all(type(one) is str for one in (key, kind, name, *aliases)) or id_complaint(key):
        raise _Otherwise
    return Entity(key, kind, name, aliases)


def _simple(told: str) -> Json:
    """The object that `_SIMPLE` may have found."""
    if _ANY_CHARACTER in told:
        raise _Otherwise
    found: Json = decoded(told)
    return found


def _past(line: str, place: int, expected: str) -> int:
    """The place after what must stand at this one."""
    if not line.startswith(expected, place):
        raise _Otherwise
    return place + len(expected)


def _paragraphs(line: str, place: int, text: str) -> tuple[tuple[Paragraph, ...], int]:
    """The paragraphs of a text, which are in order and leave out nothing but blanks."""
    paragraphs = []
    before = 0
    while (found := _PARAGRAPH.match(line, place)) is not None:
        start, end, kind = int(found[1]), int(found[2]), _PARAGRAPH_KINDS.get(found[3])
        if kind is None or not before <= start <= end or first_ink(text, before, start) >= 0:
            raise _Otherwise
        paragraphs.append(_new(Paragraph, (start, end, kind)))
        before, place = end, found.end()
    if not paragraphs or before > len(text) or first_ink(text, before, len(text)) >= 0:
        raise _Otherwise
    return tuple(paragraphs), place


def _fragments(told: str, length: int) -> tuple[Fragment, ...]:
    """Fragments in a text of this length: a list of JSON."""
    fragments = []
    before, place = 0, 1
    while (found := _FRAGMENT.match(told, place)) is not None:
        start, end = int(found[1]), int(found[2])
        if not before <= start < end <= length:
            raise _Otherwise
        fragments.append(_new(Fragment, (start, end)))
        before, place = end, found.end()
    if not fragments or place != len(told) - 1:
        raise _Otherwise
    return tuple(fragments)


def _text(told: str) -> str:
    """What stands between the quotes of a string, decoded."""
    if "\\" not in told:
        return told
    if _ANY_CHARACTER in told:
        raise _Otherwise
    found: str = scanstring(told + '"', 0)[0]
    return found


@lru_cache(maxsize=MOST)
def _is_id(key: str) -> bool:
    """Whether it can be an id of an item: most articles have the same few."""
    return not id_complaint(key)
