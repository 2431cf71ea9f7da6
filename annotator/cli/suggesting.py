"""Packs and projects put together: reading articles ahead, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from annotator.lang.pack import Pack, load_pack
from annotator.model.items import GOLD
from annotator.model.suggestions import Suggestion, layer_name, rules_off
from annotator.store import reading, suggestions
from annotator.store.project import Project
from annotator.suggest.fates import Fates, fates
from annotator.suggest.reading import suggestions as read_suggestions

_BATCH = 100
"""Articles a transaction."""


@lru_cache(maxsize=16)
def pack_of(lang: str) -> Pack:
    """The pack that reads a language."""
    return load_pack(lang)


def read_ahead(project: Project, articles: Sequence[str], shown: Callable[[int, int], None]) -> int:
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
            pack = pack_of(article.lang)
            found = tuple(one for one in read_suggestions(article, pack) if one.quote.origin.rule not in off)
            by_layer.setdefault(layer_name(pack.name, pack.version), []).append(
                (article.id, article.text, found)
            )
        for layer, found_here in by_layer.items():
            frames += suggestions.write(project, layer, found_here)
        done += len(some)
        shown(done, frames)
    return frames


def unread(project: Project) -> list[str]:
    """Articles whose suggestions are missing or of another version of their pack, by id."""
    with project.reading() as db:
        langs = [row[0] for row in db.conn.execute("SELECT DISTINCT lang FROM articles").fetchall()]
        found: set[str] = set()
        for lang in langs:
            pack = pack_of(lang)
            missing = suggestions.outdated(db, layer_name(pack.name, pack.version))
            of_lang = {row[0] for row in db.conn.execute("SELECT id FROM articles WHERE lang = ?", [lang])}
            found |= of_lang.intersection(missing)
    return sorted(found)


def what_became(project: Project) -> Fates:
    """What became of the suggestions in everybody's layers, gold aside."""
    found: Fates = Counter()
    for _, counted in _each(project):
        found.update(counted)
    return found


def _each(project: Project) -> Iterator[tuple[str, Fates]]:
    kept: tuple[str, tuple[Suggestion, ...]] = ("", ())
    with project.reading() as db:
        for row in list(reading.layer_rows(db, states=["begun", "done"])):
            if row.layer == GOLD or ":" in row.layer:
                continue
            if kept[0] != row.article:
                article = project.article(row.article)
                kept = (row.article, read_suggestions(article, pack_of(article.lang)))
            yield row.article, fates(kept[1], project.layer(row.layer, row.article))
