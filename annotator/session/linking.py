"""Linking: spans to spans by hint letters, spans to persons by picker or digit."""

from __future__ import annotations

from annotator.model.edits import Edit
from annotator.model.frames import frame_of, text_order
from annotator.model.items import PEOPLE, Entity, Link, Origin, Relation, Span
from annotator.model.replacing import replace
from annotator.session.implied import taken_over
from annotator.session.moves import go_to
from annotator.session.people import people_by_digit
from annotator.session.state import (
    Effect,
    Ids,
    Mode,
    State,
    Step,
    at,
    calm,
    changed,
    opening,
    own_edit,
    refuse,
    say,
)
from annotator.text.safe import legible_name, typed_name

HINTS = "asdfghjklqwertyuiopzxcvbnm"
"""Letters for hints, the home row first."""
_LONGEST_ALIAS = 80
"""Code points; a longer mention is a description."""
PERSON_LABELS = ("SPEAKER", "SOURCE")


def begin_link(state: State, visible: tuple[int, int] | None = None) -> Step:
    """Offer everything in view that the span in hand may be linked with, each under one or two letters.

    `visible` bounds what is in view (code points); the whole article otherwise.
    """
    hand = state.span(state.hand)
    if hand is None:
        return refuse(
            state, f"Put the cursor on a label first; {state.key('link')} then links it with another."
        )
    low, high = visible or (0, len(state.reading.text))
    there = [span for span in partners(state, hand) if span.start < high and span.end > low]
    if not there:
        return refuse(
            state,
            f"Nothing in view can be linked with this {hand.label.lower()}; {state.key('pick-link')} lists all.",
        )
    targets = tuple(zip(hint_letters(len(there)), (span.id for span in there), strict=False))
    new = replace(state, mode=Mode.LINK, targets=targets, typed="", anchor=None)
    return Step(say(new, "Link with which? Type its letters; Esc leaves."))


def ask_partner(state: State) -> Step:
    """Have a label of the whole article picked to link the one in hand with."""
    hand = state.span(state.hand)
    if hand is None:
        return refuse(
            state,
            f"Put the cursor on a label first; {state.key('pick-link')} then lists what it can be linked with.",
        )
    if not partners(state, hand):
        return refuse(state, f"Nothing in the article can be linked with this {hand.label.lower()}.")
    return Step(state, effects=(Effect("pick-label", span=hand.id),))


def partners(state: State, hand: Span) -> list[Span]:
    """The spans that a span may be linked with, in text order."""
    return [
        span
        for span in sorted(state.layer.spans.values(), key=text_order)
        if span.id != hand.id and _edge(state, hand, span)
    ]


def linked(state: State, one: Span, other: Span) -> bool:
    """Whether two spans are linked, in either direction."""
    return any(other.id in (edge.head, edge.target) for edge in state.layer.relations_of(one.id))


def link_span(state: State, one: str, other: str) -> Step:
    """Link two spans, or take their link away."""
    if state.span(one) is None or state.span(other) is None:
        return refuse(state, "The label is gone.")
    return toggle_relation(state, one, other)


def link_with(state: State, other: str) -> Step:
    """Link the label in hand with another, and never take that away: what is repeated stays."""
    hand, partner = state.span(state.hand), state.span(other)
    if hand is None or partner is None:
        return refuse(state, "The label is gone." if hand is not None else "Put the cursor on a label first.")
    if hand.id == other or linked(state, hand, partner):
        return refuse(
            state, "The two are linked already." if hand.id != other else "This is that label itself."
        )
    return toggle_relation(state, hand.id, other)


def hint_letters(count: int) -> list[str]:
    """`count` different hints: one letter each if that is enough, else two."""
    if count <= len(HINTS):
        return list(HINTS[:count])
    return [first + second for first in HINTS for second in HINTS][:count]


def choose_target(state: State, letter: str) -> Step:
    """A letter in link mode: link with the span that it names, or take the link away if there is one."""
    typed = state.typed + letter
    exact = [span for hint, span in state.targets if hint == typed]
    if exact:
        return toggle_relation(replace(state, mode=Mode.READ, targets=(), typed=""), state.hand, exact[0])
    left = tuple(target for target in state.targets if target[0].startswith(typed))
    if not left:
        return refuse(replace(state, typed=""), "No label has these letters; Esc leaves.")
    return Step(replace(state, typed=typed))


def point_at(state: State, span_id: str) -> Step:
    """A label that is pointed at: taken in hand, or, while one is looked for, linked."""
    span = state.span(span_id)
    if span is None:
        return refuse(state, "The label is gone.")
    if state.mode is Mode.LINK:
        if span_id not in [target for _, target in state.targets]:
            return refuse(state, "These two cannot be linked; Esc leaves.")
        return toggle_relation(calm(state), state.hand, span_id)
    if state.mode is Mode.BORDERS:
        return refuse(state, "Keep or leave the borders first.")
    there = at(replace(calm(state), hand=span_id), span.start)
    return Step(replace(there, hand=span_id))


def click(state: State, offset: int) -> Step:
    """A click on the article: the cursor goes there, or, while a link is looked for, it is what is there."""
    if state.mode is Mode.LINK:
        targets = {target for _, target in state.targets}
        there = [span.id for span in state.spans_at(offset) if span.id in targets]
        return point_at(state, there[0]) if there else refuse(state, "Nothing to link with stands there.")
    return go_to(state, offset)


def toggle_relation(state: State, one: str, other: str) -> Step:
    """Relate two spans in whichever direction the scheme allows; take the relation away if it is there."""
    first, second = state.layer.spans[one], state.layer.spans[other]
    found = _edge(state, first, second)
    if found is None:
        return refuse(state, f"A {first.label.lower()} and a {second.label.lower()} cannot be linked.")
    name, head, target = found
    there = [
        edge
        for edge in state.layer.relations_of(head.id)
        if (edge.label, edge.head, edge.target) == (name, head.id, target.id)
    ]
    definition = next(edge for edge in state.scheme.relations if edge.name == name)
    if there:
        edits = tuple(own_edit(state, edge, None) for edge in there)
        told = f"“{_short(state, target)}” is no longer the {definition.title} of “{_short(state, head)}”."
        if name == "nested_in":
            told = f"“{_short(state, head)}” no longer lies inside “{_short(state, target)}”."
        return Step(say(changed(state, edits), told), edits, title="unlink")
    order = 0
    if definition.ordered:
        order = (
            max((edge.order for edge in state.layer.relations_of(head.id) if edge.label == name), default=0)
            + 1
        )
    ids = Ids(state.action)
    new = Relation(ids.new(), name, head.id, target.id, order, origin=Origin(by=state.who))
    edits = (*opening(state), own_edit(state, None, new))
    if name == "said_by":
        edits += tuple(taken_over(changed(state, edits), ids, head, target))
    told = f"“{_short(state, target)}” is the {definition.title} of “{_short(state, head)}”."
    if name == "nested_in":
        told = f"“{_short(state, head)}” lies inside “{_short(state, target)}”."
    return Step(say(changed(state, edits), told), edits, title=f"link {definition.title}")


def ask_person(state: State, *, implied: bool = False) -> Step:
    """Have a person picked for the mention in hand, or for the quote as its implied speaker."""
    span = state.span(state.frame) if implied else _mention(state) or state.span(state.frame)
    if span is None:
        wanted = "quote" if implied else "speaker, a source or a quote"
        return refuse(state, f"Put the cursor on a {wanted} first.")
    return Step(state, effects=(Effect("pick-person", span.id),))


def link_person(state: State, span_id: str, entity_id: str, new_name: str = "", kind: str = "person") -> Step:
    """Link a span to a person: a known one, or a new one of this name. An inferred link is then a confirmed one."""
    span = state.span(span_id)
    if span is None:
        return refuse(state, "The label is gone.")
    ids = Ids(state.action)
    edits: list[Edit] = [*opening(state)]
    new_name = typed_name(new_name)
    if new_name:
        entity_id = ids.new()
        edits.append(
            Edit(PEOPLE, "", None, Entity(entity_id, kind, new_name, _first_alias(state, span, new_name)))
        )
    elif state.person(entity_id) is None:
        return refuse(state, "That person is gone.")
    else:
        edits += _alias(state, span, entity_id)
    name = "said_by" if span.label == "QUOTE" else "refers_to"
    there = [link for link in state.layer.links_of(span_id) if link.label == name]
    if any(link.entity == entity_id and not link.inferred for link in there):
        person = state.person(entity_id)
        return Step(say(state, f"“{_short(state, span)}” is {person.name if person else entity_id} already."))
    there = [link for link in there if name == "refers_to" or link.entity == entity_id]
    # A mention is one person's; a quote may have several speakers. A link that was inferred is now confirmed.
    edits += [own_edit(state, link, None) for link in there]
    edits.append(
        own_edit(state, None, Link(ids.new(), name, span_id, entity_id, origin=Origin(by=state.who)))
    )
    if name == "said_by" and not span.attribute("speaker_mode"):
        values = {**dict(span.attributes), "speaker_mode": "implicit"}
        edits.append(own_edit(state, span, replace(span, attributes=tuple(sorted(values.items())))))
    after = changed(state, edits)
    person = after.person(entity_id)
    told = f"“{_short(state, span)}” → {person.name if person else new_name}."
    return Step(say(after, told), tuple(edits), title="name a person")


def _first_alias(state: State, span: Span, name: str) -> tuple[str, ...]:
    """The words in the text, where they name the new person otherwise than `name` does."""
    mention = legible_name(span.surface(state.reading.text))
    if (
        span.attribute("form") != "name"
        or len(mention) > _LONGEST_ALIAS
        or mention.casefold() == name.casefold()
    ):
        return ()
    return (mention,)


def rename_person(state: State, entity_id: str, name: str) -> Step:
    """Give a person another name, for the whole project; the old one stays as an alias."""
    person, name = state.person(entity_id), typed_name(name)
    if person is None or not name or name == person.name:
        return refuse(state, "There is nothing to rename.")
    aliases = tuple(dict.fromkeys(one for one in (*person.aliases, person.name) if one != name))
    edits = (*opening(state), Edit(PEOPLE, "", person, replace(person, name=name, aliases=aliases)))
    told = f"{person.name} is called {name} now, in the whole project. Not undone by u, but by renaming."
    return Step(say(changed(state, edits), told), edits, title="rename a person")


def _alias(state: State, span: Span, entity_id: str) -> list[Edit]:
    """A name under which the person was not known yet becomes an alias, so that it is recognised from now on."""
    person = state.person(entity_id)
    name = legible_name(span.surface(state.reading.text))
    if (
        person is None
        or span.attribute("form") != "name"
        or len(span.fragments) > 1
        or len(name) > _LONGEST_ALIAS
    ):
        return []
    if name.casefold() in (known.casefold() for known in (person.name, *person.aliases)):
        return []
    return [Edit(PEOPLE, "", person, replace(person, aliases=(*person.aliases, name)))]


def link_digit(state: State, digit: int) -> Step:
    """Link the mention in hand (or the quote) to the article's person of this number, from 1; 0 unlinks it."""
    if digit == 0:
        return _unlink(state)
    people = people_by_digit(state)
    if digit > len(people) or not people[digit - 1]:
        return refuse(
            state, f"There is no person {digit} in this article yet; {state.key('person')} names one."
        )
    span = _mention(state) or state.span(state.frame)
    if span is None:
        return refuse(state, "Put the cursor on a speaker or a quote first.")
    return link_person(state, span.id, people[digit - 1])


def _unlink(state: State) -> Step:
    """Take away the links of the mention in hand, or of the quote that has a speaker without a mention."""
    span = _mention(state) or state.span(state.frame)
    links = state.layer.links_of(span.id) if span is not None else []
    if not links:
        return refuse(state, "There is no person to take away here.")
    edits = tuple(own_edit(state, link, None) for link in links)
    return Step(say(changed(state, edits), "The person is taken away."), edits, title="unlink a person")


def _mention(state: State) -> Span | None:
    """The speaker or source in hand, else the speaker of the frame in hand, those without a person first."""
    hand = state.span(state.hand)
    if hand is not None and hand.label in PERSON_LABELS:
        return hand
    quote = state.span(state.frame)
    return None if quote is None else mention_of(state, quote)


def mention_of(state: State, quote: Span) -> Span | None:
    """The speaker that a quote mentions, those without a person first."""
    speakers = frame_of(state.layer, quote).speakers
    return next((slot.span for slot in speakers if not slot.entities), speakers[0].span if speakers else None)


def _edge(state: State, one: Span, other: Span) -> tuple[str, Span, Span] | None:
    """(relation, head, target) that may join two spans, whichever is the head."""
    if one.label == other.label == "QUOTE":
        if one.end - one.start > other.end - other.start:
            one, other = other, one  # the shorter quote lies in the longer
        if not (other.start <= one.start and one.end <= other.end):
            return None
    for head, target in ((one, other), (other, one)):
        definition = state.scheme.relation_between(head.label, target.label)
        if definition is not None:
            return definition.name, head, target
    return None


def _short(state: State, span: Span) -> str:
    text = span.surface(state.reading.text)
    return text if len(text) <= 30 else text[:29] + "…"
