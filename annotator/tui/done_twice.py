"""The articles that two people or more have done, gathered from a project for agreement. Nothing of Textual."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from annotator.model.items import GOLD, SUGGESTIONS, Progress
from annotator.model.layer import Layer
from annotator.model.meant import Meant
from annotator.review.counting import Labelled
from annotator.store import reading
from annotator.store.assignments import assignment_rows, hidden_because
from annotator.store.past import layer_when_first_done
from annotator.store.project import Project
from annotator.store.tables import read_people
from annotator.text.tokens import words

States = Mapping[str, Progress]
"""Layer -> how far it is in an article."""


@dataclass(frozen=True, slots=True)
class Twice:
    """An article that two people or more have done, as they had it then and as they have it now."""

    then: Labelled
    now: Labelled


class Gathering:
    """What two layers, or one and gold, may have marked done, to be read an article at a time."""

    def __init__(self, project: Project, layers: Collection[str]) -> None:
        """To be made inside a reading."""
        db = project.db
        self._project = project
        self._meant = Meant(read_people(db))
        self._bare: dict[str, set[str]] = {}
        for assigned in assignment_rows(db):
            if not assigned.suggestions:
                self._bare.setdefault(assigned.article, set()).add(assigned.member)
        rows = groupby(reading.layer_rows(db, [*layers, GOLD]), key=lambda row: row.article)
        there = {article: {row.layer: row.state for row in found} for article, found in rows}
        self.articles: Mapping[str, States] = {
            article: states for article, states in there.items() if len(states) > 1
        }

    def read(self, article_id: str) -> Twice | None:
        """An article, if two have done it. To be called inside a reading."""
        project, meant = self._project, self._meant
        found: dict[str, Layer] = {}
        for name, state in self.articles[article_id].items():
            if name == GOLD or name.startswith(SUGGESTIONS):
                # Gold counts once a reviewer is through with it; suggestions are in no log and are what they are.
                if name != GOLD or state is Progress.DONE:
                    found[name] = project.layer(name, article_id)
            elif (past := layer_when_first_done(project.db, name, article_id)) is not None:
                found[name] = past
        if len(found) < 2:
            return None
        article = project.article(article_id)
        bounds = words(article.text)
        now = {name: meant(project.layer(name, article_id)) for name in found}
        then = {name: meant(layer) for name, layer in found.items()}
        without = frozenset(self._bare.get(article_id, ()))
        return Twice(
            Labelled(article_id, len(article.text), then, bounds, without),
            Labelled(article_id, len(article.text), now, bounds, without),
        )


def done_twice(project: Project, layers: Collection[str]) -> Iterator[Twice]:
    """The articles that two of the layers, or one and gold, have marked done. To be used inside a reading."""
    gathering = Gathering(project, layers)
    for article in gathering.articles:
        if (both := gathering.read(article)) is not None:
            yield both


def blind_to(project: Project, who: str, labelled: Labelled) -> bool:
    """Whether `who` may not see some layer of an article yet."""
    return any(
        hidden_because(project.db, who, layer, labelled.article)
        for layer in labelled.layers
        if not layer.startswith(SUGGESTIONS)
    )
