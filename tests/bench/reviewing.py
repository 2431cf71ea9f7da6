"""How many keys a disagreement costs: a simulated reviewer decides pairs of layers with the review's own key map.

The layers come from labels that are right: each of two annotators leaves some quotes out, moves some borders, gives
some another type, speaker or person, by a seed. The reviewer knows what is right and takes, of the ways that the keys
offer, the shortest: a column's digit where one is right, what most say or slots where they must be mixed, none where
neither quote is one. Where none is right, one is taken and put right by hand, and the keys in the reader are counted
too. The last column is what the pack suggests, as on the screen, where that is something else; how it goes without is a
figure of its own, and so are articles that were kept apart when the pack's rules were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from annotator.lang.pack import load_pack
from annotator.model.frames import frame_of
from annotator.model.items import GOLD as GOLD_LAYER
from annotator.model.items import Entity, Fragment, Item, Link, Relation, Span
from annotator.model.layer import Layer, layer_of
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme
from annotator.model.suggestions import layer_name
from annotator.review.desk import desk_of
from annotator.review.disagreements import OWN, Thing, review
from annotator.review.proposals import proposed_layer, with_proposals
from annotator.review.state import Command, ReviewState, begin, with_desk
from annotator.review.step import settled_at_once, step
from annotator.review.versions import Version, version_of
from annotator.session.reading import Reading
from annotator.session.state import begin as begin_reading
from annotator.suggest.reading import suggestions
from annotator.tui.review_commands import COMMANDS
from annotator.tui.screen_commands import ScreenCommand, by_key
from annotator.tui.screens.review import meaning
from tests.bench.figures import Effort, Figure, percentile
from tests.bench.hands import Hands, resized
from tests.bench.keys import filled
from tests.bench.wanted import Wanted
from tests.bench.workshop import Workshop
from tests.eval.own import LABELS, Labelled, labelled

TARGET = 1.3
"""Keys per disagreement, on the average."""
ARTICLES = LABELS.parents[3] / "shared" / "articles"
SEEDS = 5
LEFT_OUT, MOVED, RETYPED, OTHER_SPEAKER, ADDED = 0.08, 0.08, 0.06, 0.05, 0.04
"""Share of quotes with which an annotator does this; somewhat worse than people who agree at an F1 of 0.85."""
_GIVEN_UP = 25
"""Keys that count for a quote that the simulated hands cannot put right."""
_KEYS = by_key(COMMANDS)
_NOT_LABELLED = ("speaker_mode", "flag")
_TYPES = ("direct", "indirect", "mixed")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What reviewing a pair of layers came to."""

    disagreements: int
    keys: tuple[int, ...]
    """Keys of each decision."""
    wrong: int
    """Quotes that are not just as the right labels have them, those done by hand aside."""
    by_hand: int


def run(_: Workshop, effort: Effort) -> list[Figure]:
    """Keys per disagreement over the articles that are at hand; nothing where there are none."""
    most, seeds = effort.choose(6, 1000), effort.choose(1, SEEDS)
    dev, held_out = (list(labelled(name, ARTICLES))[:most] for name in ("dev", "sealed"))
    if not dev:
        return []
    return [
        _figure("keys per disagreement", dev, seeds, TARGET),
        _figure("keys per disagreement, in articles that no rule was made from", held_out, seeds, TARGET),
        _figure("keys per disagreement, nothing suggested", dev, seeds, None, suggested=False),
    ]


def _figure(
    name: str, articles: Sequence[Labelled], seeds: int, target: float | None, *, suggested: bool = True
) -> Figure:
    found = [
        reviewed(*(pair := annotators(one, seed)), one, proposed(one, pair) if suggested else None)
        for one in articles
        for seed in range(seeds)
    ]
    keys = [number for one in found for number in one.keys]
    disagreements = sum(one.disagreements for one in found)
    detail = (
        f"{disagreements} disagreements in {len(found)} pairs, {sum(one.by_hand for one in found)} by hand, "
        f"p95 {percentile(keys, 0.95):g}, {sum(one.wrong for one in found)} quotes wrong in gold"
    )
    return Figure(name, sum(keys) / max(1, disagreements), "keys", at_most=target, detail=detail)


def proposed(one: Labelled, layers: Sequence[Layer]) -> Layer:
    """What the pack suggests in an article, as the review shows it.

    The right labels know nothing of how a speaker is told of, so that attribute is left out here too.
    """
    known = {link.entity for layer in layers for link in layer.links.values()}
    owners = {(kind, name): {name} for kind in ("person", "organisation") for name in known}
    pack = load_pack(one.article.lang)
    layer = proposed_layer(
        suggestions(one.article, pack), layer_name(pack.name, pack.version), layers, one.article.id, owners
    )
    spans = {
        span.id: replace(
            span, attributes=tuple(pair for pair in span.attributes if pair[0] not in _NOT_LABELLED)
        )
        for span in layer.spans.values()
    }
    return replace(layer, spans=spans)


class Reviewer:
    """Somebody at the keys of a review who counts them."""

    def __init__(self, layers: Sequence[Layer], proposed: Layer | None) -> None:
        gold = Layer(GOLD_LAYER, layers[0].article)
        seen = review(layers)
        if proposed is not None:
            seen = with_proposals(seen, proposed)
        self.state: ReviewState = begin(desk_of(seen, gold), "rev", "g.0")
        self.pressed = 0
        self._actions = 0
        self._take(settled_at_once(self.state).state)

    def press(self, *keys: str) -> None:
        """Press keys of the review screen."""
        for key in keys:
            self.pressed += 1
            self._take(step(self.state, _meant(key)).state)

    def by_hand(self, thing: Thing, labels: Labelled) -> None:
        """Edit the thing in hand in the reader, and come back."""
        self.press("e")
        gold = self.state.desk.gold
        taken = gold.spans[self.state.desk.standing(thing.id).spans[0]]
        done = edited(gold, taken, labels)
        if done is None:
            self.pressed += _GIVEN_UP
        else:
            self.pressed += len(done.keys) + 1  # escape comes back
            desk = desk_of(self.state.desk.review, done.state.layer)
            self.state = with_desk(self.state, desk, self.state.action, frozenset())
        thing_now = self.state.thing
        if thing_now is not None and not self.state.is_queued(thing_now):
            self._take(step(self.state, Command("next")).state)  # the screen does that when it comes back

    def _take(self, state: ReviewState) -> None:
        self._actions += 1
        self.state = replace(state, action=f"g.{self._actions}")


def reviewed(one: Layer, other: Layer, labels: Labelled, proposed: Layer | None = None) -> Reviewed:
    """Review two layers by somebody who knows what is right, with a pack's suggestions beside them or without."""
    right = labels.gold
    reviewer = Reviewer([one, other], proposed)
    answers = {(span.label, span.start): version_of(right, span, {}) for span in right.spans.values()}
    disagreements = reviewer.state.waiting()
    keys: list[int] = []
    hands: set[str] = set()
    while (thing := reviewer.state.thing) is not None:
        before = reviewer.pressed
        # What a hand has changed so far that it is another thing now is turned down, at a key more.
        way = ("n",) if thing.id in hands else _way(reviewer.state, _answer(thing, answers))
        if way is None:
            hands.add(thing.id)
            reviewer.by_hand(thing, labels)
        else:
            reviewer.press(*way)
        keys.append(reviewer.pressed - before)
    gold = reviewer.state.desk.gold
    return Reviewed(disagreements, tuple(keys), _wrong(gold, right, one, other, len(hands)), len(hands))


def edited(gold: Layer, taken: Span, labels: Labelled) -> Hands | None:
    """The reader's hands after they have put a quote of gold right; None where they could not."""
    wanted = next((one for one in labels.gold.spans.values() if _is_meant(one, taken)), None)
    if wanted is None:
        return None
    names = {link.entity for layer in (gold, labels.gold) for link in layer.links.values()}
    people = {name: Entity(name, "person", name) for name in names}
    article = labels.article
    reading = Reading(article, load_pack(article.lang))
    scheme = load_scheme(default_scheme_path())
    hands = Hands(begin_reading(reading, scheme, "k", gold, people, "k.1", taken.start))
    aim = Wanted(labels.gold, frame_of(labels.gold, wanted))
    ready: Hands | None = hands
    if taken.fragments != wanted.fragments:
        part = next((one for one in wanted.fragments if one not in taken.fragments), wanted.fragments[0])
        ready = resized(hands, taken, part)
    return filled(ready, aim) if ready is not None else None


def _is_meant(one: Span, taken: Span) -> bool:
    return one.label == taken.label == "QUOTE" and one.start == taken.start


def _way(state: ReviewState, answer: Version | None) -> tuple[str, ...] | None:
    """The fewest keys that make gold right; None where only a hand can."""
    thing = state.thing
    assert thing is not None, "a thing is in hand"
    if answer is None:
        return ("n",)
    for number, version in enumerate(thing.lanes):
        if version is not None and all(version.looks[slot] == answer.looks[slot] for slot in OWN):
            return (str(number + 1),)
    ways = [way for first in ("m", "s") if (way := _by_slots(state, first, answer)) is not None]
    return min(ways, key=len, default=None)


def _by_slots(state: ReviewState, first: str, answer: Version) -> tuple[str, ...] | None:
    """The keys that take the right lane for each slot that is asked for after a first key; None if none does."""
    thing = state.thing
    assert thing is not None, "a thing is in hand"
    keys = [first]
    after = step(state, _meant(first)).state
    while after.choosing is not None:
        slot = after.choosing.slot
        fits = [
            number
            for number, version in enumerate(thing.lanes)
            if version is not None and version.looks[slot] == answer.looks[slot]
        ]
        if not fits:
            return None
        keys.append(str(fits[0] + 1))
        after = step(after, _meant(keys[-1])).state
    gold = after.desk.gold
    taken = [gold.spans[one] for one in after.desk.standing(thing.id).spans]
    if len(taken) != 1:
        return None
    looks = version_of(gold, taken[0], {}).looks
    return tuple(keys) if all(looks[slot] == answer.looks[slot] for slot in OWN) else None


def _meant(key: str) -> Command:
    """What a key of the review screen means."""
    meant = meaning(key, _KEYS.get(key))
    if isinstance(meant, ScreenCommand):
        meant = Command(meant.id)
    assert meant is not None, key
    return meant


def _answer(thing: Thing, answers: Mapping[tuple[str, int], Version]) -> Version | None:
    """What is right of a thing: the right label that begins where a version does; None if there is none."""
    near = [answers.get((version.span.label, version.span.start)) for version in thing.present]
    return next((one for one in near if one is not None), None)


def _wrong(gold: Layer, right: Layer, one: Layer, other: Layer, by_hand: int) -> int:
    """Quotes of gold that are not just as they should be, beyond those that are done by hand.

    What both annotators say wrong in the same way, or both leave out, no reviewer of disagreements is asked about.
    """
    agreed = _looks(one) & _looks(other)
    wanted = _looks(right)
    there = _looks(gold)
    return max(0, len(there - wanted - agreed) - by_hand)


def _looks(layer: Layer) -> set[tuple[object, ...]]:
    found = set()
    for span in layer.spans.values():
        if span.label == "QUOTE":
            frame = frame_of(layer, span)
            speakers = frozenset((one.span.fragments, one.entities) for one in frame.speakers)
            found.add((span.fragments, span.attributes, speakers, frozenset(frame.implied)))
    return found


# -- annotators -----------------------------------------------------------------------------------------------


def annotators(one: Labelled, seed: int) -> tuple[Layer, Layer]:
    """Two people who label what is right, each with mistakes of their own."""
    first = _annotator(one, "anna", Random(f"{one.article.id} {seed} anna"))
    return first, _annotator(one, "bela", Random(f"{one.article.id} {seed} bela"))


def _annotator(one: Labelled, name: str, chance: Random) -> Layer:
    layer = replace(one.gold, name=name)
    items: dict[str, Item] = {item.id: item for item in layer.items()}
    speakers = [span for span in layer.spans.values() if span.label == "SPEAKER"]
    for span in sorted(layer.spans.values(), key=lambda each: each.id):
        if span.label != "QUOTE":
            continue
        if chance.random() < LEFT_OUT:
            _leave_out(items, layer, span)
            continue
        if chance.random() < MOVED:
            span = _moved(span, chance)
        if chance.random() < RETYPED:
            other = [one for one in _TYPES if one != span.attribute("type")]
            values = dict(span.attributes) | {"type": chance.choice(other)}
            span = replace(span, attributes=tuple(sorted(values.items())))
        items[span.id] = span
        if speakers and chance.random() < OTHER_SPEAKER:
            _say_by(items, layer, span, chance.choice(speakers))
    for number in range(sum(chance.random() < ADDED for _ in layer.spans)):
        start = chance.randrange(max(1, len(one.article.text) - 30))
        items[f"added{number}"] = Span(
            f"added{number}", "QUOTE", (Fragment(start, start + 25),), (("type", "mixed"),)
        )
    return layer_of(name, layer.article, _used(items.values()))


def _moved(span: Span, chance: Random) -> Span:
    """The span with its end some code points further in."""
    last = span.fragments[-1]
    by = min(chance.randint(1, 3), last.end - last.start - 1)
    return replace(span, fragments=(*span.fragments[:-1], Fragment(last.start, last.end - by)))


def _leave_out(items: dict[str, Item], layer: Layer, span: Span) -> None:
    for edit in layer.removal(span.id):
        items.pop(edit.item.id, None)


def _say_by(items: dict[str, Item], layer: Layer, quote: Span, speaker: Span) -> None:
    """Give a quote another speaker."""
    for relation in layer.relations_of(quote.id):
        if relation.label == "said_by" and relation.head == quote.id and relation.id in items:
            items[relation.id] = replace(relation, target=speaker.id)
            return


def _used(items: Iterable[Item]) -> list[Item]:
    """The items without slots that no quote has any more, as an annotator would not have made them."""
    kept = list(items)
    targets = {one.target for one in kept if isinstance(one, Relation)}
    spans = {one.id for one in kept if isinstance(one, Span) and (one.label == "QUOTE" or one.id in targets)}
    return [
        one
        for one in kept
        if (isinstance(one, Span) and one.id in spans)
        or (isinstance(one, Relation) and one.head in spans and one.target in spans)
        or (isinstance(one, Link) and one.span in spans)
    ]
