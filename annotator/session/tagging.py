"""Tagging: a label on what is selected or meant, and the frame that it joins, as one action."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.article import ParagraphKind
from annotator.model.edits import Edit, merged
from annotator.model.frames import frame_of
from annotator.model.items import Fragment, Link, Origin, Relation, Span
from annotator.model.replacing import replace
from annotator.session import meaning
from annotator.session.decided import decisions_over
from annotator.session.implied import ANAPHORIC, speaker_mode, taken_over, with_speaker_mode
from annotator.session.meant import clitic_behind, first_part, meant, nobody
from annotator.session.people import known_person, previous_person
from annotator.session.reading import Bounds
from annotator.session.state import Ids, State, Step, at, changed, opening, own_edit, refuse, say
from annotator.session.widening import room_around, wider
from annotator.text.lines import trim

SLOTS = {"SPEAKER": "said_by", "CUE": "cued_by", "SOURCE": "via"}
"""Which relation puts a label into a quote's slot."""
_WIDENED = ("SPEAKER", "SOURCE")
"""Labels whose key widens when it is pressed again."""


def tag(state: State, label: str) -> Step:
    """Label the selection, or what the label means at the cursor; the new span is then in hand."""
    if not state.reading.article.paragraphs:
        return refuse(state, "There is no text here.")
    chosen = state.selection
    places = (chosen,) if chosen else meant(state, label)
    parts = [part for part in (trim(state.reading.text, *one) for one in places) if part[0] < part[1]]
    if not parts:
        return refuse(
            state, "No label stands on control characters alone." if chosen else nobody(state, label)
        )
    if same := _same(state, label, parts):
        return _again(state, same)
    action = _Action(state)
    span = action.put(label, parts)
    action.join(span)
    return action.step(f"tag {label}", span)


def _same(state: State, label: str, parts: Sequence[Bounds]) -> Span | None:
    """A span of this label that the key is about: the one in hand, else one with just these bounds or around them."""
    hand = state.span(state.hand)
    there = [span for span in state.spans_over(state.paragraph) if span.label == label]
    mine = state.selection is None and hand is not None and hand.label == label
    # A speaker that was tagged from elsewhere is in hand though the cursor is not on it.
    if hand is not None and mine and (hand.covers(state.cursor) or label in _WIDENED):
        return None if _is_quoted_inside(state, hand, parts) else hand
    exact = [span for span in there if [(part.start, part.end) for part in span.fragments] == list(parts)]
    if exact or state.selection is not None or label not in _WIDENED:
        return exact[0] if exact else None
    return next((span for span in there if _inside(parts[0], span)), None)


def _is_quoted_inside(state: State, quote: Span, parts: Sequence[Bounds]) -> bool:
    """Whether what the key means has marks of its own, and the quote in hand says more: it is a quote in that quote."""
    if quote.label != "QUOTE" or len(parts) != 1:
        return False
    marked = [(mark.start, mark.end) for mark in state.reading.quotations(state.paragraph)]
    return parts[0] in marked and parts[0] not in quote.fragments and _inside(parts[0], quote)


def _again(state: State, span: Span) -> Step:
    """The label's key on a span that has the label: take it in hand, then widen a mention; leave others alone."""
    name = span.label.lower()
    if span.label not in _WIDENED or len(span.fragments) > 1:
        return refuse(state, f"This is a {name} already. Select first to tag something else.")
    if span.id != state.hand or state.selection is not None:
        there = at(replace(state, anchor=None, hand=span.id), span.start)
        further = f"{state.key(span.label)} again widens it"
        if _wider(there, span) is None:
            further = f"{state.key('borders')} moves its borders"
        told = f"“{_short(span, state.reading.text)}” is a {name} already; {further}."
        return Step(say(replace(there, hand=span.id), told))
    now = (span.start, span.end)
    found = _wider(state, span)
    if found is None:
        return refuse(
            state,
            f"No title or apposition is left to widen “{_short(span, state.reading.text)}” by;"
            f" {state.key('borders')} moves its borders.",
        )
    after = replace(span, fragments=(Fragment(*found),))
    edits = (own_edit(state, span, after),)
    new = replace(changed(state, edits), hand=span.id)
    how = "Widened to" if found[0] <= now[0] and now[1] <= found[1] else "Now"
    return Step(say(new, f"{how} “{after.surface(state.reading.text)}”."), edits, title="widen")


def _wider(state: State, span: Span) -> Bounds | None:
    """The borders that the label's key gives a mention next; None where it has the widest."""
    now = (span.start, span.end)
    room = room_around(state.reading, now, _taken(state, span))
    return wider(state.reading, now, room, state.cursor, _suggested(state, span))


def _taken(state: State, span: Span) -> list[Bounds]:
    """What other labels stand around a mention, which it must not grow into."""
    return [
        (part.start, part.end)
        for other in state.spans_over(state.paragraph)
        if other.id != span.id
        for part in other.fragments
    ]


def _suggested(state: State, span: Span) -> list[Bounds]:
    """The borders that suggestions, decided or not, have for a mention at this place."""
    offers = state.offers.by_paragraph.get(state.reading.article.paragraph_at(span.start), ())
    mentions = [one.span for offer in offers for one in (*offer.speakers, *offer.sources)]
    return [
        (one.start, one.end)
        for one in mentions
        if len(one.fragments) == 1 and one.start < span.end and span.start < one.end
    ]


def new_span(state: State, ids: Ids, label: str, parts: Sequence[Bounds]) -> Span:
    """A span of the label with the scheme's defaults and what the text itself tells."""
    told = _read_off(state, label, (parts[0][0], parts[-1][1]))
    values = {**dict(state.scheme.default_attributes(label)), **told}
    return Span(
        id=ids.new(),
        label=label,
        fragments=tuple(Fragment(*part) for part in parts),
        attributes=tuple(sorted(values.items())),
        origin=Origin(by=state.who),
    )


def _read_off(state: State, label: str, bounds: Bounds) -> dict[str, str]:
    """Attributes that the text itself tells, where the scheme has them."""
    reading = state.reading
    known = state.scheme.label(label)
    told = {
        "QUOTE": lambda: {"type": meaning.quote_type(reading, bounds)},
        "SPEAKER": lambda: {"form": meaning.speaker_form(reading, bounds)},
        "CUE": lambda: {"kind": meaning.cue_kind(reading, bounds)},
    }.get(label, dict)()
    allowed = {spec.name: spec.values for spec in known.attributes} if known else {}
    return {name: value for name, value in told.items() if value in allowed.get(name, ())}


class _Action:
    """Gathers the edits of one tagging: the span, what it joins, and what that says about the quote."""

    def __init__(self, state: State) -> None:
        self.before = state
        self.state = state
        self.ids = Ids(state.action)
        self.edits: list[Edit] = []
        self.joined: list[str] = []
        self._do(*opening(state))

    def put(self, label: str, parts: Sequence[Bounds]) -> Span:
        """A new span of the label."""
        span = new_span(self.state, self.ids, label, parts)
        self._do(own_edit(self.state, None, span))
        for decision in decisions_over(self.state, self.state.paragraph):
            if (decision.label, decision.fragments) == (label, span.fragments):
                self._do(own_edit(self.state, decision, None))  # a layer would say both of the same words
                self.joined.append(", no longer said to be none")
        return span

    def join(self, span: Span) -> None:
        """Fill a slot: the new span joins a quote, or the new quote takes what stands unclaimed beside it."""
        if span.label == "QUOTE":
            self._take_unclaimed(span)
            self._nest(span)
        elif span.label == "CUE" and span.attribute("kind") == "relay":
            self._join_source(span)
        elif span.label in SLOTS and (quote := self._quote_for(span)) is not None:
            self._fill(quote, span)
        if span.label == "SOURCE":
            self._take_relay_cue(span)
        if span.label == "SPEAKER":
            self._name(span)
            if quote := self.state.span(self._frame_of(span)):
                self._do(*taken_over(self.state, self.ids, quote, span))
            self._tell_person(span)

    def step(self, title: str, span: Span) -> Step:
        """The step that all this amounts to, with the span in hand."""
        frame = span.id if span.label == "QUOTE" else self._frame_of(span)
        new = replace(self.state, anchor=None, hand=span.id, frame=frame or self.state.frame)
        new = replace(at(new, self._onward(span, new.frame)), hand=span.id, frame=new.frame)
        short = _short(span, self.state.reading.text)
        told = f"{span.label.capitalize()} “{short}”" + "".join(self.joined) + "."
        if span.label == "CUE" and (clitic := self._clitic_after(span)):
            told += f" {self.state.key('SPEAKER')} tags “{clitic}” as its speaker."
        if self.state.reading.paragraph(self.before.paragraph).kind is ParagraphKind.BOILERPLATE:
            told += f" This paragraph counts as boilerplate; {self.state.key('kind')} corrects that."
        return Step(say(new, told), tuple(merged(self.edits)), title=title)

    def _onward(self, span: Span, frame: str) -> int:
        """Where the cursor goes: to the words after a quote or cue, while its frame still lacks cue or speaker."""
        cursor = self.before.cursor
        quote = self.state.span(frame)
        if quote is None or span.label not in ("QUOTE", "CUE"):
            return cursor
        if not {"speaker", "cue"} & set(missing_slots(self.state, quote)) or self._clitic_after(span):
            return cursor
        after = (span.start, span.end) if span.label == "CUE" else None
        place = meaning.next_slot(self.state.reading, first_part(quote), after)
        return cursor if place is None else place

    def _do(self, *edits: Edit) -> None:
        self.edits.extend(edits)
        self.state = changed(self.state, edits)

    def _quote_for(self, span: Span) -> Span | None:
        """The quote in hand if it is in this paragraph, else the nearest, those without such a slot filled first."""
        bounds = (span.start, span.end)
        over = [quote for quote in self.state.spans_over(self.state.paragraph) if quote.label == "QUOTE"]
        quotes = [
            quote for quote in over if not _inside(bounds, quote) or quote.attribute("type") != "direct"
        ]
        empty = [quote for quote in quotes if not self._slot(quote, span.label)]
        # Several speak or relay in one sentence; a further one elsewhere is of something else.
        fit = empty or [quote for quote in quotes if self._shares_sentence(quote, span)]
        kept = next((quote for quote in fit if quote.id == self.before.frame), None)
        return kept or meaning.nearest(fit, bounds)

    def _shares_sentence(self, quote: Span, span: Span) -> bool:
        reading = self.state.reading
        start, end = reading.sentence_at(quote.start)[0], reading.sentence_at(max(quote.end - 1, 0))[1]
        return start <= span.start < end

    def _slot(self, quote: Span, label: str) -> bool:
        relation = SLOTS[label]
        return any(
            edge.label == relation and edge.head == quote.id
            for edge in self.state.layer.relations_of(quote.id)
        )

    def _fill(self, quote: Span, span: Span, *, told: bool = True) -> None:
        relation = SLOTS[span.label]
        order = 0
        edge = next((edge for edge in self.state.scheme.relations if edge.name == relation), None)
        if edge is None:
            return
        if edge.ordered:
            there = [one.order for one in self.state.layer.relations_of(quote.id) if one.label == relation]
            order = max(there, default=0) + 1
        new = Relation(self.ids.new(), relation, quote.id, span.id, order, origin=Origin(by=self.state.who))
        self._do(own_edit(self.state, None, new))
        if told:
            self.joined.append(f", {edge.title} of the quote")
        if span.label == "SPEAKER":
            self._do(*with_speaker_mode(self.state, self.state.layer.spans[quote.id], speaker_mode(span)))

    def _take_unclaimed(self, quote: Span) -> None:
        """A new quote takes the nearest speaker, cue and source of its sentence that no quote has."""
        sentence = self.state.reading.sentence_at(quote.start)
        reach = (sentence[0], max(sentence[1], self.state.reading.sentence_at(max(quote.end - 1, 0))[1]))
        over = self.state.spans_over(self.state.paragraph)
        for label in SLOTS:
            free = [
                span
                for span in over
                if span.label == label
                and reach[0] <= span.start < reach[1]
                and span.attribute("kind") != "relay"
                and not any(
                    edge.label == SLOTS[label] and edge.target == span.id
                    for edge in self.state.layer.relations_of(span.id)
                )
            ]
            found = meaning.nearest(free, (quote.start, quote.end))
            if found is not None:
                self._fill(self.state.layer.spans[quote.id], found, told=False)
                self.joined.append(f", with its {label.lower()} “{found.surface(self.state.reading.text)}”")

    def _nest(self, quote: Span) -> None:
        """A quote inside another is nested in the nearest; a quote around others takes in those that are in none."""
        if not any(edge.name == "nested_in" for edge in self.state.scheme.relations):
            return
        numbers = self.state.places.paragraphs_of(quote)
        near = {span.id: span for number in numbers for span in self.state.spans_over(number)}
        others = [span for span in near.values() if span.label == "QUOTE" and span.id != quote.id]
        outer = min((one for one in others if lies_in(quote, one)), key=_length, default=None)
        if outer is not None:
            self._put_inside(quote, outer)
            self.joined.append(f", inside “{_short(outer, self.state.reading.text)}”")
        for inner in (one for one in others if lies_in(one, quote)):
            if not any(
                edge.label == "nested_in" and edge.head == inner.id
                for edge in self.state.layer.relations_of(inner.id)
            ):
                self._put_inside(inner, quote)
                self.joined.append(f", around “{_short(inner, self.state.reading.text)}”")

    def _put_inside(self, inner: Span, outer: Span) -> None:
        new = Relation(self.ids.new(), "nested_in", inner.id, outer.id, origin=Origin(by=self.state.who))
        self._do(own_edit(self.state, None, new))

    def _take_relay_cue(self, source: Span) -> None:
        """A new source takes the relay cue before it that no source has."""
        sentence = self.state.reading.sentence_at(source.start)
        free = [
            span
            for span in self.state.spans_over(self.state.paragraph)
            if span.attribute("kind") == "relay"
            and sentence[0] <= span.start < source.start
            and not any(edge.label == "relayed_by" for edge in self.state.layer.relations_of(span.id))
        ]
        cue = meaning.nearest(free, (source.start, source.end))
        if cue is not None and any(edge.name == "relayed_by" for edge in self.state.scheme.relations):
            new = Relation(self.ids.new(), "relayed_by", source.id, cue.id, origin=Origin(by=self.state.who))
            self._do(own_edit(self.state, None, new))
            self.joined.append(f", by “{cue.surface(self.state.reading.text)}”")

    def _join_source(self, cue: Span) -> None:
        """A relay cue belongs to the source nearest to it that has none."""
        sources = [
            span
            for span in self.state.spans_over(self.state.paragraph)
            if span.label == "SOURCE"
            and not any(edge.label == "relayed_by" for edge in self.state.layer.relations_of(span.id))
        ]
        source = meaning.nearest(sources, (cue.start, cue.end))
        if source is not None and any(edge.name == "relayed_by" for edge in self.state.scheme.relations):
            new = Relation(self.ids.new(), "relayed_by", source.id, cue.id, origin=Origin(by=self.state.who))
            self._do(own_edit(self.state, None, new))
            self.joined.append(", relay cue of the source")

    def _name(self, span: Span) -> None:
        """Link a speaker whose words are a known person's name, or an anaphor to the speaker before it."""
        text = span.surface(self.state.reading.text)
        inferred = span.attribute("form") in ANAPHORIC
        entity = previous_person(self.state, span.start) if inferred else known_person(self.state, text)
        if entity:
            link = Link(self.ids.new(), "refers_to", span.id, entity, inferred, Origin(by=self.state.who))
            self._do(own_edit(self.state, None, link))

    def _tell_person(self, span: Span) -> None:
        """Say whom a new speaker is linked with."""
        for link in self.state.layer.links_of(span.id):
            person = self.state.person(link.entity)
            self.joined.append(f" → {person.name if person else link.entity}")

    def _frame_of(self, span: Span) -> str:
        heads = [edge.head for edge in self.state.layer.relations_of(span.id) if edge.target == span.id]
        return next((head for head in heads if self.state.layer.spans[head].label == "QUOTE"), "")

    def _clitic_after(self, span: Span) -> str:
        """The clitic that a cue was cut from, where it is nobody's label yet; `""` for none."""
        start = clitic_behind(self.state, span)
        if start is not None and any(one.label == "SPEAKER" for one in self.state.spans_at(start)):
            return ""
        word = self.state.reading.word_at(span.start)
        return self.state.reading.text[start : word[1]] if start is not None and word else ""


def missing_slots(state: State, quote: Span) -> list[str]:
    """What a quote still lacks: `speaker`, `person`, `cue`."""
    frame = frame_of(state.layer, quote)
    lacking = []
    known = quote.attribute("speaker_mode") == "unknown"
    if not frame.speakers and not frame.implied and not known:
        lacking.append("speaker")
    if any(not slot.entities for slot in frame.speakers):
        lacking.append("person")
    if not frame.cues and not frame.implied and not known:
        lacking.append("cue")
    return lacking


def _inside(bounds: Bounds, quote: Span) -> bool:
    return any(part.start <= bounds[0] and bounds[1] <= part.end for part in quote.fragments)


def lies_in(inner: Span, outer: Span) -> bool:
    """Whether all of a span lies in parts of another that says more."""
    return _length(inner) < _length(outer) and all(
        _inside((part.start, part.end), outer) for part in inner.fragments
    )


def _length(span: Span) -> int:
    return sum(part.end - part.start for part in span.fragments)


def _short(span: Span, text: str) -> str:
    words = span.surface(text)
    return words if len(words) <= 40 else words[:39] + "…"
