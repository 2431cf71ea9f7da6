"""An article with its labels as lines of text: for a pipe, a quick look, a screen reader.

Each paragraph stands under its number, and under it what begins in it: every quote with its slots, each on a
line that begins with its name, so that nothing depends on place or colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotator.cli.output import paint
from annotator.model.article import Article, ParagraphKind
from annotator.model.frames import resolve, text_order
from annotator.model.items import Decision, Entity, Note, Relation, Span
from annotator.model.layer import Layer
from annotator.model.scheme import Scheme
from annotator.text.safe import safe
from annotator.text.wrap import wrap

_STEP = "  "


@dataclass(slots=True)
class Printed:
    """An article as one layer sees it, ready to be printed."""

    article: Article
    layer: Layer
    entities: Mapping[str, Entity]
    scheme: Scheme
    width: int
    numbers: dict[str, int] = field(default_factory=dict)
    """Span id -> number of its entry."""

    def __post_init__(self) -> None:
        counts: dict[str, int] = {}
        for span in sorted(self.layer.spans.values(), key=text_order):
            if self._is_entry(span):
                counts[span.label] = self.numbers[span.id] = counts.get(span.label, 0) + 1

    def lines(self) -> Iterator[str]:
        """The lines, safe to print, coloured where the terminal wants it."""
        yield from self._head()
        entries = [span for span in sorted(self.layer.spans.values(), key=text_order) if self._has(span)]
        decisions = sorted(self.layer.decisions.values(), key=lambda one: (one.fragments[0].start, one.id))
        by_paragraph: dict[int, list[Span | Decision]] = {}
        things: list[Span | Decision] = [*entries, *decisions]
        for item in things:
            start = item.start if isinstance(item, Span) else item.fragments[0].start
            by_paragraph.setdefault(self.article.paragraph_at(start), []).append(item)
        for number, paragraph in enumerate(self.article.paragraphs):
            kind = "" if paragraph.kind is ParagraphKind.BODY else f" {paragraph.kind}"
            yield ""
            yield paint(f"[{number + 1}{kind}]", dim=True)
            dim = paragraph.kind is ParagraphKind.BOILERPLATE
            text = safe(self.article.text[paragraph.start : paragraph.end])
            for row in self._wrapped(text, ""):
                yield paint(row, dim=True) if dim else row
            for item in by_paragraph.get(number, ()):
                yield from self._entry(item) if isinstance(item, Span) else self._decision(item)
        notes = [note for note in self.layer.notes.values() if not note.on]
        if notes:
            yield ""
            for note in notes:
                yield from self._note(note, "")

    def _head(self) -> Iterator[str]:
        article, status = self.article, self.layer.status
        if article.title:
            yield from (paint(row, bold=True) for row in self._wrapped(safe(article.title), ""))
        facts = [article.id, article.publisher, article.date, article.lang]
        yield safe(" · ".join(fact for fact in facts if fact))
        if article.url:
            yield safe(article.url)
        if self.layer.name:
            flagged = ", flagged" if status.flagged else ""
            yield safe(f"layer {self.layer.name}: {status.state}{flagged}")

    # -- spans ------------------------------------------------------------------------------------------------

    def _is_entry(self, span: Span) -> bool:
        """Whether a span stands for itself, rather than only in a slot of another label's span."""
        spans = self.layer.spans
        return not any(
            relation.target == span.id and relation.head in spans and spans[relation.head].label != span.label
            for relation in self.layer.relations_of(span.id)
        )

    def _has(self, span: Span) -> bool:
        return span.id in self.numbers

    def _entry(self, span: Span) -> Iterator[str]:
        label = self.scheme.label(span.label)
        words = ", ".join([self._name(span), *self._told_attributes(span)])
        yield _STEP + paint(safe(words), fg=label.color if label else None, bold=True)
        yield from self._wrapped(self._surface(span), _STEP * 2)
        yield from self._slots(span, 2, {span.id})

    def _slots(self, span: Span, depth: int, seen: set[str]) -> Iterator[str]:
        """What a span's relations and links lead to, and the notes on it."""
        order = {edge.name: place for place, edge in enumerate(self.scheme.relations)}

        def key(relation: Relation) -> tuple[int, str, int, int, str]:
            target = self.layer.spans.get(relation.target)
            place = order.get(relation.label, len(order))
            return (place, relation.label, relation.order, target.start if target else 0, relation.id)

        heads = [one for one in self.layer.relations_of(span.id) if one.head == span.id]
        for relation in sorted(heads, key=key):
            target = self.layer.spans.get(relation.target)
            if target is not None:
                yield from self._slot(relation, target, depth, seen)
        for link in self.layer.links_of(span.id):
            if link.label != "refers_to" or depth == 2:
                title = self._link_title(link.label)
                text = f"{title}: {self._entity(link.entity)}{_inferred(link.inferred)}"
                yield from self._wrapped(safe(text), _STEP * depth)
        for note in self.layer.notes_on(span.id):
            yield from self._note(note, _STEP * depth)

    def _slot(self, relation: Relation, target: Span, depth: int, seen: set[str]) -> Iterator[str]:
        title = next((e.title for e in self.scheme.relations if e.name == relation.label), relation.label)
        if target.id in self.numbers:
            yield _STEP * depth + safe(f"{title} {self._name(target)}{_inferred(relation.inferred)}")
            return
        told = self._told_attributes(target)
        words = f"{title}: {self._surface(target)}"
        words += f" ({', '.join(told)})" if told else ""
        for link in self.layer.links_of(target.id):
            if link.label == "refers_to":
                words += f" → {self._entity(link.entity)}{_inferred(link.inferred)}"
        yield from self._wrapped(safe(words + _inferred(relation.inferred)), _STEP * depth)
        if target.id not in seen:
            yield from self._slots(target, depth + 1, seen | {target.id})

    def _name(self, span: Span) -> str:
        label = self.scheme.label(span.label)
        return f"{(label.title if label else span.label).lower()} {self.numbers[span.id]}"

    def _told_attributes(self, span: Span) -> list[str]:
        """Values of attributes, but for those that every new span of the label has."""
        label = self.scheme.label(span.label)
        defaults = {spec.name: spec.default for spec in label.attributes} if label else {}
        told = dict(span.attributes)
        order = [*(name for name in defaults if name in told), *(n for n in told if n not in defaults)]
        return [told[name] for name in order if told[name] != defaults.get(name)]

    def _surface(self, span: Span) -> str:
        text = self.article.text
        return " … ".join(safe(text[part.start : part.end]) for part in span.fragments)

    # -- the rest ---------------------------------------------------------------------------------------------

    def _entity(self, identifier: str) -> str:
        return entity_name(self.entities, identifier)

    def _link_title(self, label: str) -> str:
        return next((edge.title for edge in self.scheme.links if edge.name == label), label)

    def _decision(self, decision: Decision) -> Iterator[str]:
        label = self.scheme.label(decision.label)
        title = (label.title if label else decision.label).lower()
        what = f"not a {title}" if decision.decision == "rejected" else f"{decision.decision}: {title}"
        why = f" ({decision.reason})" if decision.reason else ""
        text = " … ".join(self.article.text[part.start : part.end] for part in decision.fragments)
        yield from self._wrapped(safe(f"{what}{why}: {text}"), _STEP)

    def _note(self, note: Note, indent: str) -> Iterator[str]:
        first, *others = note.text.split("\n")
        words = f"note by {note.by or 'somebody'}{' (settled)' if note.settled else ''}: {first}"
        yield from self._wrapped(safe(words), indent)
        for line in others:
            yield from self._wrapped(safe(line), indent + _STEP)

    def _wrapped(self, text: str, indent: str) -> Iterator[str]:
        """Text that is safe, cut into rows; later rows of what is indented hang."""
        hanging = indent + _STEP if indent else ""
        starts = wrap(text, 0, len(text), self.width - len(hanging))
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            yield (indent if number == 0 else hanging) + text[start:end].rstrip()


def entity_name(entities: Mapping[str, Entity], identifier: str) -> str:
    """The name of the person that stands for an entity now; its id where there is none."""

    def merged_into(one: str) -> str:
        return entities[one].merged_into if one in entities else ""

    standing = resolve(identifier, merged_into)
    return entities[standing].name if standing in entities else standing


def _inferred(inferred: bool) -> str:
    return " (inferred)" if inferred else ""
