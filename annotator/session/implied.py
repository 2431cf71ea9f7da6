"""The speaker whom a quote implies gives way to one whom it mentions."""

from __future__ import annotations

from annotator.model.edits import Edit
from annotator.model.items import Link, Origin, Span
from annotator.model.replacing import replace
from annotator.session.state import Ids, State, changed, own_edit

ANAPHORIC = frozenset({"clitic", "pronoun"})
"""Forms of a speaker that point back to somebody."""


def speaker_mode(span: Span) -> str:
    """What a quote's `speaker_mode` is by its speaker."""
    return "anaphoric" if span.attribute("form") in ANAPHORIC else "explicit"


def with_speaker_mode(state: State, quote: Span, mode: str) -> list[Edit]:
    """The edit that gives a quote this mode, unless it has one that says more; nothing where the scheme has none."""
    label = state.scheme.label(quote.label)
    allowed = {spec.name: spec.values for spec in label.attributes} if label else {}
    if mode not in allowed.get("speaker_mode", ()) or quote.attribute("speaker_mode") not in ("", "implicit"):
        return []
    values = {**dict(quote.attributes), "speaker_mode": mode}
    return [own_edit(state, quote, replace(quote, attributes=tuple(sorted(values.items()))))]


def taken_over(state: State, ids: Ids, quote: Span, mention: Span) -> list[Edit]:
    """The edits by which a mention that has joined a quote takes the place of its implied speaker.

    A mention that nobody is linked to by name gets the implied person: somebody has said who speaks, which counts
    for more than a guess at whom a pronoun means. Of several implied people only the mention's own goes.
    """
    links = [link for link in state.layer.links_of(quote.id) if link.label == "said_by"]
    own = [link for link in state.layer.links_of(mention.id) if link.label == "refers_to"]
    named = {link.entity for link in own if not link.inferred}
    if len(links) > 1:
        return [own_edit(state, link, None) for link in links if link.entity in named]
    if not links:
        return []
    edits = [own_edit(state, links[0], None)]
    if not named:
        edits += [own_edit(state, link, None) for link in own]
        new = Link(
            ids.new(),
            "refers_to",
            mention.id,
            links[0].entity,
            inferred=links[0].inferred,
            origin=Origin(by=state.who),
        )
        edits.append(own_edit(state, None, new))
    after = changed(state, edits)
    return [*edits, *with_speaker_mode(after, after.layer.spans[quote.id], speaker_mode(mention))]
