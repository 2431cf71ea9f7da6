"""How many keys a whole quote costs: a simulated annotator labels the gold articles with the program's own keys.

The policy is fixed. In text order: what is suggested and right is accepted; what is suggested and half right is
repaired; what is wrong is rejected; what is missing is labelled by hand. A quotation that is none is said to be
none. At the end the article is marked as done. Every key counts, moves too; of several ways to the same end the
annotator takes the shortest, as somebody who knows the program would.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from annotator.lang.pack import load_pack
from annotator.model.frames import frame_of, frames_of
from annotator.model.items import Span
from annotator.model.layer import Layer
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme
from annotator.model.suggestions import Suggestion, covered
from annotator.session.offers import in_hand, offered_in, with_suggestions
from annotator.session.reading import Reading
from annotator.session.state import State, begin
from annotator.suggest.reading import readings
from annotator.text.folding import normal
from tests.bench.figures import Effort, Figure
from tests.bench.hands import Hands, named_so, resized, search, selected, shortest, to
from tests.bench.wanted import Wanted
from tests.bench.workshop import Workshop
from tests.eval.own import SETS, Labelled, labelled


@dataclass(frozen=True, slots=True)
class Worked:
    """What labelling an article came to."""

    article: str
    quotes: int
    """Quotes of gold."""
    keys: int
    left: int
    """Quotes that are not just as gold has them in the end."""


def work(labelled: Labelled, *, suggested: bool) -> Worked:
    """Label an article as gold has it."""
    hands = Hands(_opened(labelled, suggested=suggested))
    gold = frames_of(labelled.gold)
    todo = [Wanted(labelled.gold, frame) for frame in gold]
    hands = _through(hands, todo)
    hands = hands.press("D")
    left = sum(not wanted.is_there(hands.state) for wanted in todo)
    return Worked(labelled.article.id, len(todo), len(hands.keys), left)


def _opened(labelled: Labelled, *, suggested: bool) -> State:
    article, pack = labelled.article, load_pack(labelled.article.lang)
    state = begin(
        Reading(article, pack), load_scheme(default_scheme_path()), "k", Layer("k", article.id), {}, "k.1"
    )
    return with_suggestions(state, *readings(article, pack)) if suggested else state


def _through(hands: Hands, todo: list[Wanted]) -> Hands:
    """The article from its start to its end."""
    passed: set[int] = set()
    while True:
        # Deciding on a suggestion goes on to what waits next: then no Tab is needed.
        now = hands if in_hand(hands.state) is not None else hands.press("tab")
        nothing = now.state.message.startswith("Nothing waits")
        place = len(now.state.reading.text) if nothing else now.state.cursor
        missed = next(
            (
                one
                for one in todo
                if not one.tried and one.quote.start < place and not _offers(now, one, todo)
            ),
            None,
        )
        if missed is not None:
            hands = _by_hand(hands, missed)
        elif in_hand(now.state) is not None:
            hands = _decide(now, todo)
        elif nothing:
            return now
        else:
            hands = _settle(now, todo)
            if hands is now and now.state.cursor in passed:
                return now  # only what gold leaves open too waits now, and Tab comes round to it again
            passed.add(now.state.cursor)


def _offers(hands: Hands, wanted: Wanted, todo: list[Wanted]) -> bool:
    """Whether a suggestion that is still open is about a wanted quote."""
    number = hands.state.reading.article.paragraph_at(wanted.quote.start)
    return any(_meant_by(one, todo) is wanted for one in offered_in(hands.state, number))


def _meant_by(one: Suggestion, todo: list[Wanted]) -> Wanted | None:
    """The quote of gold that a suggestion is about: the one that it overlaps most, by a quarter or more of both."""

    def overlap(wanted: Wanted) -> float:
        mine, gold = one.quote.fragments, wanted.quote.fragments
        return min(covered(mine, gold), covered(gold, mine))

    best = max((wanted for wanted in todo if not wanted.tried), key=overlap, default=None)
    return best if best is not None and overlap(best) >= 0.25 else None


def _decide(hands: Hands, todo: list[Wanted]) -> Hands:
    """A suggestion: right, repaired, or wrong."""
    one = in_hand(hands.state)
    assert one is not None
    wanted = _meant_by(one, todo)
    if wanted is None:
        return hands.press("x")
    accepted = hands.press("a")
    if wanted.is_there(accepted.state):
        wanted.tried = True
        return accepted
    wanted.tried = True
    repaired = shortest(
        [
            _repaired(accepted, wanted),
            _retagged(hands, wanted),
            _resized(hands, one, wanted),
            _other_reading(hands, wanted),
        ]
    )
    by_hand = _labelled(hands.press("x"), wanted)
    return shortest([repaired, by_hand]) or accepted


def _retagged(hands: Hands, wanted: Wanted) -> Hands | None:
    """The suggestion accepted with other borders, by a selection."""
    if len(wanted.quote.fragments) > 1:
        return None
    chosen = selected(hands, wanted.quote.fragments[0])
    return filled(chosen.press("q"), wanted) if chosen is not None else None


def _resized(hands: Hands, one: Suggestion, wanted: Wanted) -> Hands | None:
    """The suggestion accepted with other borders, by r."""
    if len(wanted.quote.fragments) > 1 or len(one.quote.fragments) > 1:
        return None
    taken = resized(hands, one.quote, wanted.quote.fragments[0])
    return filled(taken, wanted) if taken is not None else None


def _other_reading(hands: Hands, wanted: Wanted) -> Hands | None:
    """The first other reading that is right, or the one from which least is left to do."""
    ways = []
    for _ in range(_READINGS):
        hands = hands.press("-")
        if in_hand(hands.state) is None:
            break
        accepted = hands.press("a")
        if wanted.is_there(accepted.state):
            return shortest([*ways, accepted])
        if wanted.own(accepted.state) is not None:
            ways.append(filled(accepted, wanted) or _repaired(accepted, wanted))
    return shortest(ways)


def _repaired(hands: Hands, wanted: Wanted) -> Hands | None:
    """What was accepted, gone back to and put right."""
    own = wanted.own(hands.state)
    if own is None:
        return None
    back = search(hands, lambda one: one if one.state.frame == own.id else None, ("[", "p", "b", "("))
    return filled(back, wanted) if back is not None else None


def _settle(hands: Hands, todo: list[Wanted]) -> Hands:
    """Something else that waits: marks without a quote, or a slot that is missing."""
    state = hands.state
    if "marks" in state.message:
        wanted = next(
            (one for one in todo if not one.tried and one.quote.start <= state.cursor < one.quote.end), None
        )
        if wanted is None:
            return hands.press("x")
        return _by_hand(hands, wanted)
    return hands


def _by_hand(hands: Hands, wanted: Wanted) -> Hands:
    """A quote that nothing suggested: by another reading of its sentence, or tagged from scratch."""
    wanted.tried = True
    there = search(hands, lambda one: one if _in_sentence(one, wanted) else None)
    read = _other_reading(there, wanted) if there is not None and hands.state.offers else None
    return shortest([read, _labelled(hands, wanted)]) or hands


def _in_sentence(hands: Hands, wanted: Wanted) -> bool:
    """Whether the cursor is in the sentence of a quote, and on nothing else."""
    start, end = hands.state.reading.sentence_at(wanted.quote.start)
    return start <= hands.state.cursor < end and in_hand(hands.state) is None


def _labelled(hands: Hands, wanted: Wanted) -> Hands | None:
    """The quote tagged from scratch with all its slots."""
    first, *others = wanted.quote.fragments

    def tagged(one: Hands) -> Hands | None:
        done = one.press("q")
        span = done.state.span(done.state.hand)
        return done if span is not None and span.label == "QUOTE" and span.fragments == (first,) else None

    chosen = selected(hands, first)
    now = shortest([search(hands, tagged), chosen.press("q") if chosen is not None else None])
    if now is None:
        return None
    for part in others:
        more = selected(now, part)
        if more is None:
            return None
        now = more.press("+")
    return filled(now, wanted)


def filled(hands: Hands, wanted: Wanted) -> Hands | None:
    """The quote in hand with every slot as it is wanted."""
    own = wanted.own(hands.state)
    if own is None:
        return None
    for _ in range(3):
        if own.attribute("type") == wanted.type:
            break
        on = hands if hands.state.hand == own.id else to(hands, own.start)
        if on is None:
            return None
        hands = on.press("t")
        own = hands.state.layer.spans[own.id]
    for slot in wanted.lacking(hands.state, own):
        done = _slot(hands, own, wanted, slot)
        if done is None:
            return None
        hands = done
    return hands if wanted.is_there(hands.state) else None


def _slot(hands: Hands, own: Span, wanted: Wanted, slot: str) -> Hands | None:
    frame = frame_of(hands.state.layer, own)
    if slot in ("cue", "speaker", "source"):
        key = {"cue": "c", "speaker": "s", "source": "o"}[slot]
        there = {"cue": [*frame.cues], "speaker": [one.span for one in frame.speakers]}.get(
            slot, [one.span for one in frame.sources]
        )
        right = (
            wanted.cues
            if slot == "cue"
            else set(wanted.speakers)
            if slot == "speaker"
            else set(wanted.sources)
        )
        now: Hands | None = hands
        for span in there:
            if now is not None and span.fragments not in right:
                now = _deleted(now, span)
        for fragments in sorted(right - {span.fragments for span in there}):
            if now is not None:
                now = _tagged(now, key, fragments[0].start, fragments[0].end, own)
        if now is not None and slot == "speaker":
            now = _people(now, own, wanted)
        return now
    if slot == "person":
        return _people(hands, own, wanted)
    return _implied(hands, own, wanted)


def _deleted(hands: Hands, span: Span) -> Hands | None:
    there = search(hands, lambda one: one if one.state.hand == span.id else None)
    return there.press("d") if there is not None else None


def _tagged(hands: Hands, key: str, start: int, end: int, own: Span) -> Hands | None:
    """A slot labelled with just these borders and joined to the quote."""

    def joined(done: Hands) -> bool:
        frame = frame_of(done.state.layer, done.state.layer.spans[own.id])
        spans = [*frame.cues, *(one.span for one in (*frame.speakers, *frame.sources))]
        return any((one.start, one.end) == (start, end) for one in spans)

    def tagged(one: Hands) -> Hands | None:
        done = one.press(key)
        if own.id in done.state.layer.spans and joined(done):
            return done
        again = done.press(key)  # a second press widens to title and apposition
        return again if own.id in again.state.layer.spans and joined(again) else None

    near = search(replace(hands), tagged)
    chosen = selected(hands, own.fragments[0]._replace(start=start, end=end))
    by_selection = chosen.press(key) if chosen is not None else None
    if by_selection is not None and not joined(by_selection):
        by_selection = None
    return shortest([near, by_selection])


def _people(hands: Hands, own: Span, wanted: Wanted) -> Hands | None:
    for slot in frame_of(hands.state.layer, own).speakers:
        names = wanted.speakers.get(slot.span.fragments, ())
        if names and not wanted.means(hands.state, slot.entities, names):
            done = _named(hands, slot.span, names[0])
            if done is None:
                return None
            hands = done
    return hands


def _named(hands: Hands, span: Span, name: str) -> Hands | None:
    """A mention linked to somebody, by whichever key is nearest."""
    there = search(hands, lambda one: one if one.state.hand == span.id else None)
    if there is None:
        return None

    def right(done: Hands) -> Hands | None:
        links = done.state.layer.links_of(span.id)
        people = [done.state.person(link.entity) for link in links]
        named = [
            one for one in people if one is not None and named_so((one.name, *one.aliases), normal(name))
        ]
        return done if named else None

    ways = [right(there.press(key)) for key in ("e", "R", *"123456789")]
    return shortest([*ways, there.press("m").pick(name)])


def _implied(hands: Hands, own: Span, wanted: Wanted) -> Hands | None:
    """Who speaks without being mentioned."""
    if not wanted.implied:
        return hands.press("0")
    on = hands if hands.state.frame == own.id else to(hands, own.start)
    if on is None:
        return None
    if frame_of(hands.state.layer, own).implied:
        on = on.press("0")  # somebody else is named already
    name = wanted.implied[0]

    def right(done: Hands) -> Hands | None:
        links = done.state.layer.links_of(own.id)
        people = [done.state.person(link.entity) for link in links]
        named = [
            one for one in people if one is not None and named_so((one.name, *one.aliases), normal(name))
        ]
        return done if named else None

    asked = on.press("i")
    picked = asked.pick(name) if asked.picking else None
    return shortest([*(right(on.press(key)) for key in ("e", "R", *"123456789")), picked])


_READINGS = 6
"""Other readings that somebody looks at before labelling by hand."""

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
"""Where the labelled articles stand, whose texts are not ours to keep."""
_SEEN = ("dev", "second")
"""The forty articles of the target. The sealed ones are told beside them."""


def run(_: Workshop, effort: Effort) -> list[Figure]:
    """Keys per gold quote with suggestions and from scratch; nothing where the articles are absent."""
    figures = []
    totals: dict[bool, list[Worked]] = {True: [], False: []}
    for name, told in SETS.items():
        labels = list(islice(labelled(name, ARTICLES), 3 if effort.quick else None))
        for suggested in (True, False):
            worked = [work(one, suggested=suggested) for one in labels]
            if name in _SEEN:
                totals[suggested] += worked
            if worked:
                figures.append(_figure(f"{name}, {_how(suggested)}", worked, told))
    for suggested, worked in totals.items():
        if worked:
            target = 2.0 if suggested else None
            figures.append(_figure(f"both seen sets, {_how(suggested)}", worked, "", target))
    return figures


def _how(suggested: bool) -> str:
    return "suggestions on" if suggested else "from scratch"


def _figure(name: str, worked: Sequence[Worked], told: str, target: float | None = None) -> Figure:
    quotes, keys, left = (sum(getattr(one, part) for one in worked) for part in ("quotes", "keys", "left"))
    per_article = sorted(one.keys / one.quotes for one in worked if one.quotes)
    middle = per_article[len(per_article) // 2] if per_article else 0.0
    detail = (
        f"{keys:,} keys, {quotes} quotes, {left} not as gold; median article {middle:.2f}. {told}".strip()
    )
    return Figure(f"keys per quote, {name}", keys / max(1, quotes), "keys", at_most=target, detail=detail)
