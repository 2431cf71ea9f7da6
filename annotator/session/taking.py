"""The edits by which suggestions become a person's own."""

from __future__ import annotations

from annotator.model.edits import Edit, merged
from annotator.model.items import PEOPLE, Entity, Link, Relation, Span
from annotator.model.replacing import replace
from annotator.model.suggestions import Mention, Suggestion
from annotator.session import tagging
from annotator.session.people import named
from annotator.session.state import Ids, State, Step, at, changed, opening, own_edit, say


class Taking:
    """Gathers the edits that make suggestions a person's own."""

    def __init__(self, state: State) -> None:
        self.before = state
        self.state = state
        self.ids = Ids(state.action)
        self.edits: list[Edit] = []
        self.own: dict[str, str] = {}
        """Id of a suggested span -> id of the person's own."""
        self._do(*opening(state))

    def take(self, one: Suggestion) -> Span:
        """Make one suggestion the person's own; its quote."""
        quote = self._put(one.quote)
        for speaker in one.speakers:
            self._relate("said_by", quote, self._mention(speaker))
        for cue in one.cues:
            self._relate("cued_by", quote, self._put(cue))
        for order, source in enumerate(one.sources, start=1):
            span = self._mention(source)
            self._relate("via", quote, span, order)
            for cue in source.relay:
                self._relate("relayed_by", span, self._put(cue))
        if one.implied and (person := self._person(one.implied, "person", "")):
            link = Link(self.ids.new(), "said_by", quote.id, person, inferred=True, origin=quote.origin)
            self._do(own_edit(self.state, None, link))
        if one.parent and (outer := self._outer(quote)) is not None:
            self._relate("nested_in", quote, outer)
        self.state = replace(self.state, hand=quote.id, frame=quote.id, last_quote=quote.id)
        return quote

    def step(self, title: str, told: str = "") -> Step:
        """The step that all this amounts to, the last quote in hand."""
        quote = self.state.span(self.state.frame)
        new = replace(self.state, anchor=None)
        if quote is not None:
            new = replace(at(new, quote.start), hand=quote.id, frame=quote.id)
        return Step(say(new, told) if told else new, tuple(merged(self.edits)), title=title)

    def _do(self, *edits: Edit) -> None:
        self.edits.extend(edits)
        self.state = changed(self.state, edits)

    def _put(self, suggested: Span) -> Span:
        """The suggested span as the person's own; one that they have at the same place already, if any."""
        for number in self.state.places.paragraphs_of(suggested):
            for span in self.state.spans_over(number):
                if (span.label, span.fragments) == (suggested.label, suggested.fragments):
                    self.own[suggested.id] = span.id
                    return span
        known = self.state.scheme.label(suggested.label)
        allowed = {spec.name: spec.values for spec in known.attributes} if known else {}
        values = dict(self.state.scheme.default_attributes(suggested.label))
        values.update({name: value for name, value in suggested.attributes if value in allowed.get(name, ())})
        span = replace(suggested, id=self.ids.new(), attributes=tuple(sorted(values.items())))
        self._do(own_edit(self.state, None, span))
        self.own[suggested.id] = span.id
        return span

    def _mention(self, mention: Mention) -> Span:
        """A speaker or source with a link to whom it means, unless it has one."""
        span = self._put(mention.span)
        if mention.name and not self.state.layer.links_of(span.id):
            words = span.surface(self.state.reading.text) if span.attribute("form") == "name" else ""
            if person := self._person(mention.name, mention.kind, words):
                link = Link(
                    self.ids.new(), "refers_to", span.id, person, mention.inferred, mention.span.origin
                )
                self._do(own_edit(self.state, None, link))
        return span

    def _person(self, name: str, kind: str, words: str) -> str:
        """Whoever has this very name, or somebody new; `""` where several have it, for a person to say."""
        found = named(self.state, name, kind)
        if len(found) > 1:
            return ""
        if found:
            return found[0]
        new = Entity(self.ids.new(), kind, name)
        self._do(Edit(PEOPLE, "", None, new))
        return new.id

    def _relate(self, label: str, head: Span, target: Span, order: int = 0) -> None:
        if all(edge.name != label for edge in self.state.scheme.relations):
            return
        there = self.state.layer.relations_of(head.id)
        if any((edge.label, edge.head, edge.target) == (label, head.id, target.id) for edge in there):
            return
        edge = Relation(self.ids.new(), label, head.id, target.id, order, origin=target.origin)
        self._do(own_edit(self.state, None, edge))

    def _outer(self, quote: Span) -> Span | None:
        """The shortest of the person's quotes that the quote lies in."""
        around = [
            span
            for number in self.state.places.paragraphs_of(quote)
            for span in self.state.spans_over(number)
            if span.label == "QUOTE" and tagging.lies_in(quote, span)
        ]
        return min(around, key=lambda span: span.end - span.start, default=None)
