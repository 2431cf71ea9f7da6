"""A record of the native JSON Lines looked at key by key: checked whole before anything of it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.formats.articles import Packs, paragraphs_of
from annotator.formats.document import Line, id_complaint
from annotator.formats.json_fields import REQUIRED, Fields, joined
from annotator.formats.json_lines import Json, JsonLine, shortened
from annotator.formats.jsonl import OFFSETS
from annotator.formats.jsonl_keys import KEYS
from annotator.formats.jsonl_shared import Shared
from annotator.lang.guess import guess_language
from annotator.model.article import Article, Paragraph, ParagraphKind, text_sha256
from annotator.model.items import (
    NO_ORIGIN,
    Decision,
    Entity,
    Fragment,
    Item,
    Link,
    Note,
    Origin,
    Progress,
    Relation,
    Span,
    Status,
)
from annotator.text.blanks import first_ink

_STATES = {state.value: state for state in Progress}
_PARAGRAPH_KINDS = {kind.value: kind for kind in ParagraphKind}


class Record(Fields):
    """Walks one record and knows where it is, so that every complaint names its key."""

    def __init__(self, line: JsonLine, name: str, shared: Shared, packs: Packs) -> None:
        super().__init__(name, line.number, KEYS)
        self.data = line.data
        self.shared = shared
        self.packs = packs
        self.text = ""

    def line(self, lang: str | None, wrapped: bool | None) -> Line:
        data = self.data
        self.known(data, "", "")
        article_id = self.own_id(data, "")
        self.text = self.string(data, "", "text", REQUIRED)
        if first_ink(self.text, 0, len(self.text)) < 0:
            self.fail("text", "there is no text in it")
        if (offsets := self.string(data, "", "offsets", OFFSETS)) != OFFSETS:
            self.fail("offsets", f"only {OFFSETS!r} can be read, not {offsets!r}")
        layer = self.string(data, "", "layer", "")
        if layer and (complaint := id_complaint(layer)):
            self.fail("layer", f"{layer!r} cannot be a layer: {complaint}")
        article = self.article(article_id, lang, wrapped)
        spans = self.spans()
        entities = self.entities()
        items: list[Item] = [
            *spans.values(),
            *self.relations(spans),
            *self.links(spans, {entity.id for entity in entities}),
            *self.notes(spans),
            *self.decisions(),
        ]
        return Line(
            number=self.number,
            article=article,
            layer=layer,
            status=Status(self.progress(bool(items)), self.flag(data, "", "flagged")),
            items=tuple(items),
            entities=entities,
            scheme=self.string(data, "", "scheme", ""),
            problems=tuple(
                f"{self.name}, line {self.number}: the key {key} is unknown and was passed over."
                for key in self.unknown
            ),
            remarks=self.shared.naming.remarks(),
        )

    def article(self, article_id: str, lang: str | None, wrapped: bool | None) -> Article:
        data = self.data
        sha256 = text_sha256(self.text)
        if self.string(data, "", "sha256", "").lower() not in ("", sha256):
            self.fail("sha256", f"the text's is {sha256}, so the text was changed since this was written")
        meta = self.mapping(data, "", "meta")
        self.known(meta, "meta", "meta")
        language = self.string(data, "", "lang", "") or lang or guess_language(self.text)
        paragraphs = self.paragraphs()
        if paragraphs is None:
            paragraphs = paragraphs_of(self.text, language, wrapped, self.packs)
        return Article(
            id=article_id,
            text=self.text,
            paragraphs=paragraphs,
            lang=language,
            title=self.string(meta, "meta", "title", ""),
            publisher=self.string(meta, "meta", "publisher", ""),
            url=self.string(meta, "meta", "url", ""),
            date=self.string(meta, "meta", "date", ""),
            sha256=sha256,
        )

    def progress(self, has_items: bool) -> Progress:
        default = Progress.BEGUN if has_items else Progress.NEW
        state = self.string(self.data, "", "state", default.value)
        if state not in _STATES:
            self.fail("state", f"one of {', '.join(_STATES)} is needed, not {state!r}")
        return _STATES[state]

    def paragraphs(self) -> tuple[Paragraph, ...] | None:
        """The line's paragraphs, None if it has none of its own."""
        found: list[Paragraph] = []
        before = 0
        for where, data in self.objects(self.data, "", "paragraphs"):
            start, end = self.bounds(data, where, before, empty=True)
            self.refuse_gap(before, start, where)
            kind = self.string(data, where, "kind", "body")
            if kind not in _PARAGRAPH_KINDS:
                self.fail(f"{where}.kind", f"one of {', '.join(_PARAGRAPH_KINDS)} is needed, not {kind!r}")
            found.append(Paragraph(start, end, _PARAGRAPH_KINDS[kind]))
            before = end
        if not found:
            return None
        self.refuse_gap(before, len(self.text), "paragraphs")
        return tuple(found)

    def refuse_gap(self, start: int, end: int, where: str) -> None:
        # A span in text that belongs to no paragraph would be on no screen and in no block of CoNLL.
        if first_ink(self.text, start, end) >= 0:
            self.fail(where, f"the text from {start} to {end} is in no paragraph")

    def spans(self) -> dict[str, Span]:
        found: dict[str, Span] = {}
        for where, data in self.objects(self.data, "", "spans"):
            span = self.span(where, data, found)
            found[span.id] = span
        return found

    def span(self, where: str, data: Json, before: Mapping[str, Span]) -> Span:
        span = Span(
            id=self.new_id(data, where, before),
            label=self.label(data, where, self.shared.span_label),
            fragments=self.fragments(data, where),
            attributes=self.attributes(data, where),
            origin=self.origin(data, where),
        )
        for edge, value in (("start", span.start), ("end", span.end)):
            if edge in data and self.whole(data, where, edge, REQUIRED) != value:
                self.fail(f"{where}.{edge}", f"its fragments say {value}, not {data[edge]}")
        surface = span.surface(self.text)
        if self.string(data, where, "text", surface) != surface:
            self.fail(f"{where}.text", f"the article has {shortened(surface)} there")
        return span

    def attributes(self, data: Json, where: str) -> tuple[tuple[str, str], ...]:
        found = self.mapping(data, where, "attributes")
        for name, value in found.items():
            if not isinstance(value, str):
                self.fail(f"{where}.attributes.{name}", "a text is needed")
        try:
            return self.shared.attributes(tuple(found.items()))
        except ValueError as error:
            self.fail(f"{where}.attributes", str(error))

    def fragments(self, data: Json, where: str) -> tuple[Fragment, ...]:
        """Of a span or decision; a single one may be given as `start` and `end` alone."""
        if "fragments" not in data:
            return (Fragment(*self.bounds(data, where)),)
        found: list[Fragment] = []
        for place, part in self.objects(data, where, "fragments"):
            found.append(Fragment(*self.bounds(part, place, found[-1].end if found else 0)))
        if not found:
            self.fail(f"{where}.fragments", "at least one is needed")
        return tuple(found)

    def relations(self, spans: Mapping[str, Span]) -> list[Relation]:
        found: dict[str, Relation] = {}
        for where, data in self.objects(self.data, "", "relations"):
            relation = self.relation(where, data, spans, found)
            found[relation.id] = relation
        return list(found.values())

    def relation(
        self, where: str, data: Json, spans: Mapping[str, Span], before: Mapping[str, Relation]
    ) -> Relation:
        return Relation(
            id=self.new_id(data, where, before),
            label=self.label(data, where, self.shared.edge_label),
            head=self.reference(data, where, "from", spans, "span"),
            target=self.reference(data, where, "to", spans, "span"),
            order=self.whole(data, where, "order", 0),
            inferred=self.flag(data, where, "inferred"),
            origin=self.origin(data, where),
        )

    def links(self, spans: Mapping[str, Span], entities: set[str]) -> list[Link]:
        found: dict[str, Link] = {}
        for where, data in self.objects(self.data, "", "links"):
            link = self.link(where, data, spans, entities, found)
            found[link.id] = link
        return list(found.values())

    def link(
        self,
        where: str,
        data: Json,
        spans: Mapping[str, Span],
        entities: set[str],
        before: Mapping[str, Link],
    ) -> Link:
        return Link(
            id=self.new_id(data, where, before),
            label=self.label(data, where, self.shared.edge_label),
            span=self.reference(data, where, "from", spans, "span"),
            entity=self.reference(data, where, "entity", entities, "entity"),
            inferred=self.flag(data, where, "inferred"),
            origin=self.origin(data, where),
        )

    def entities(self) -> tuple[Entity, ...]:
        found: dict[str, Entity] = {}
        for where, data in self.objects(self.data, "", "entities"):
            key = self.new_id(data, where, found)
            aliases = self.array(data, where, "aliases")
            for alias in aliases:
                if not isinstance(alias, str):
                    self.fail(f"{where}.aliases", f"texts are needed, not {alias!r}")
            name = self.string(data, where, "name", REQUIRED)
            found[key] = Entity(key, self.string(data, where, "kind", ""), name, tuple(aliases))
        return tuple(found.values())

    def notes(self, spans: Mapping[str, Span]) -> list[Note]:
        found: dict[str, Note] = {}
        for where, data in self.objects(self.data, "", "notes"):
            key = self.new_id(data, where, found)
            on = self.string(data, where, "on", "")
            found[key] = Note(
                id=key,
                on=self.reference(data, where, "on", spans, "span") if on else "",
                by=self.string(data, where, "by", ""),
                text=self.string(data, where, "text", REQUIRED),
                # The note that this one answers may stand in another member's layer.
                re=self.string(data, where, "re", ""),
                settled=self.flag(data, where, "settled"),
            )
        return list(found.values())

    def decisions(self) -> list[Decision]:
        found: dict[str, Decision] = {}
        for where, data in self.objects(self.data, "", "decisions"):
            key = self.new_id(data, where, found)
            found[key] = Decision(
                id=key,
                label=self.label(data, where, self.shared.span_label),
                fragments=self.fragments(data, where),
                decision=self.string(data, where, "decision", REQUIRED),
                reason=self.string(data, where, "reason", ""),
                by=self.string(data, where, "by", ""),
            )
        return list(found.values())

    def origin(self, data: Json, where: str) -> Origin:
        if "origin" not in data:
            return NO_ORIGIN
        found = self.mapping(data, where, "origin")
        place = f"{where}.origin"
        self.known(found, "origin", place)
        score = self.whole(found, place, "score", 0)
        if not 0 <= score <= 100:
            self.fail(f"{place}.score", f"0 to 100 is needed, not {score}")
        return self.shared.origin(
            self.string(found, place, "by", ""),
            self.string(found, place, "rule", ""),
            score,
            self.string(found, place, "reason", ""),
        )

    def own_id(self, data: Json, where: str) -> str:
        value = self.string(data, where, "id", REQUIRED)
        if complaint := id_complaint(value):
            self.fail(joined(where, "id"), f"{shortened(value)} cannot be an id: {complaint}")
        return value

    def new_id(self, data: Json, where: str, taken: Mapping[str, object]) -> str:
        value = self.own_id(data, where)
        if value in taken:
            self.fail(f"{where}.id", f"{value!r} stands twice")
        return value

    def label(self, data: Json, where: str, name_of: Callable[[str], str]) -> str:
        given = self.string(data, where, "label", REQUIRED)
        try:
            return name_of(given)
        except ValueError as error:
            self.fail(f"{where}.label", str(error))

    def reference(
        self, data: Json, where: str, key: str, known: Mapping[str, object] | set[str], what: str
    ) -> str:
        value = self.string(data, where, key, REQUIRED)
        if value not in known:
            self.fail(f"{where}.{key}", f"there is no {what} {shortened(value)} on this line")
        return value

    def bounds(self, data: Json, where: str, least: int = 0, *, empty: bool = False) -> tuple[int, int]:
        start = self.whole(data, where, "start", REQUIRED)
        end = self.whole(data, where, "end", REQUIRED)
        if start < least:
            self.fail(f"{where}.start", f"{start} comes before {least}, where the one before it ends")
        if end < start or (end == start and not empty):
            self.fail(f"{where}.end", f"{end} is not after the start, {start}")
        if end > len(self.text):
            self.fail(f"{where}.end", f"{end} is past the text's end, {len(self.text)}")
        return start, end
