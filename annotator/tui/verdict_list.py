"""An annotator's labels against gold, gathered from the project once both are done. Nothing of Textual."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.model.items import GOLD
from annotator.model.layer import Layer
from annotator.model.people import People
from annotator.review.verdicts import Fate, Verdict, verdicts
from annotator.store.assignments import verdict_hidden_because
from annotator.store.project import Project
from annotator.store.tables import read_layer_as_meant, read_people
from annotator.store.touched import touches


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The list, or a sentence why there is none."""

    listed: tuple[Verdict, ...] = ()
    why_not: str = ""


def verdicts_on(project: Project, who: str, article: str) -> Verdicts:
    """What became of a member's labels in an article; what differs from gold first, then what was kept."""
    with project.reading() as db:
        if why_not := verdict_hidden_because(db, who, article):
            return Verdicts(why_not=why_not)
        people = read_people(db)
        own = read_layer_as_meant(db, who, article)
        gold = read_layer_as_meant(db, GOLD, article)
        deciders = {one: writing.who for one, writing in touches(db, GOLD, article).items.items()}
    found = verdicts(_meant(own, people), _meant(gold, people), deciders)
    return Verdicts(tuple(sorted(found, key=lambda one: one.fate is Fate.KEPT)))


def _meant(layer: Layer, people: People) -> Layer:
    """The layer with its links on whom they mean now."""
    links = {link.id: replace(link, entity=people.standing(link.entity)) for link in layer.links.values()}
    return replace(layer, links=links)
