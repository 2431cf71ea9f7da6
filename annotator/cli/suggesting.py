"""Packs and projects put together: reading articles ahead, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from annotator.config.reading import read_config
from annotator.lang.own import Packs
from annotator.model.suggestions import Suggestion, layer_name, rules_off
from annotator.store import reading, suggestions
from annotator.store.project import Project
from annotator.suggest.fates import Fates
from annotator.suggest.reading import suggestions as read_suggestions
from annotator.tui.rule_figures import each_layer

_BATCH = 100
"""Articles a transaction."""


def packs_of(project: Project) -> Packs:
    """The packs that read this project's articles, with its own additions and those of the person."""
    return Packs(project.path, read_config().pack_folder)


def read_ahead(
    project: Project, articles: Sequence[str], packs: Packs, shown: Callable[[int, int], None]
) -> int:
    """Put the suggestions for articles into their packs' layers; how many frames there are.

    `shown` is told how many articles are done, and how many frames were found, from time to time.
    """
    off = rules_off(project.settings())
    frames = done = 0
    for start in range(0, len(articles), _BATCH):
        some = articles[start : start + _BATCH]
        by_layer: dict[str, list[tuple[str, str, tuple[Suggestion, ...]]]] = {}
        for identifier in some:
            article = project.article(identifier)
            pack = packs(article.lang)
            found = tuple(one for one in read_suggestions(article, pack) if one.quote.origin.rule not in off)
            by_layer.setdefault(layer_name(pack.name, pack.version), []).append(
                (article.id, article.text, found)
            )
        for layer, found_here in by_layer.items():
            frames += suggestions.write(project, layer, found_here)
        done += len(some)
        shown(done, frames)
    return frames


def unread(project: Project, packs: Packs) -> list[str]:
    """Articles whose suggestions are missing or of another version of their pack, by id."""
    with project.reading() as db:
        found: set[str] = set()
        for lang in reading.languages(db):
            pack = packs(lang)
            missing = suggestions.outdated(db, layer_name(pack.name, pack.version))
            of_lang = {row[0] for row in db.conn.execute("SELECT id FROM articles WHERE lang = ?", [lang])}
            found |= of_lang.intersection(missing)
    return sorted(found)


def what_became(project: Project, packs: Packs) -> Fates:
    """What became of the suggestions in everybody's layers, gold aside."""
    found: Fates = Counter()
    for counted in each_layer(project, packs):
        found.update(counted)
    return found
