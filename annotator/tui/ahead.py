"""Reading ahead: suggestions for the open article and the next few, worked out beside the keys."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

from annotator.lang.pack import Pack
from annotator.model.article import Article
from annotator.model.items import Entity
from annotator.model.suggestions import Suggestion
from annotator.session.state import State
from annotator.tui.beside import beside

KEPT = 32
"""Articles whose suggestions are kept in memory."""

Suggestions = tuple[Suggestion, ...]
Ahead = tuple[Suggestions, Suggestions]
"""What is suggested, and the other readings that come up at a key."""


class ReadingAhead:
    """Suggestions by article, each worked out once, in a thread, so that no key waits for them."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Article, str], Ahead] = OrderedDict()

    async def suggestions(self, article: Article, pack: Pack) -> Ahead:
        """What the pack suggests for an article."""
        key = (article, f"{pack.name}@{pack.version}")
        if key not in self._kept:
            self._kept[key] = await beside(_propose, article, pack)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


async def prepare_names(state: State) -> None:
    """Have the names of the project's people ready before somebody is looked for among them."""
    await beside(_prepare, state.entities)


def _prepare(people: Mapping[str, Entity]) -> None:
    from annotator.model.called import called
    from annotator.suggest.names import prepare

    called(people)
    prepare(tuple(people.values()))


def _propose(article: Article, pack: Pack) -> Ahead:
    # Imported here: the first screen needs no rules.
    from annotator.suggest.reading import readings

    return readings(article, pack)
