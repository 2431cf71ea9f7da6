"""Suggestion layers: what packs propose, as rows beside the labels. Derived data, outside the log, rebuilt at will."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from annotator.model.items import SUGGESTIONS, Entity, Progress, Status
from annotator.model.suggestions import Suggestion, as_layer, people_named
from annotator.store.project import Project
from annotator.store.rows import insert_items

_KEYED = ("spans", "fragments", "relations", "links", "states", "suggested_people")


def outdated(db: Database, layer: str) -> list[str]:
    """Articles, by id, whose suggestions do not stand in this layer: never read, or by another version."""
    rows = db.conn.execute(
        "SELECT id FROM articles WHERE NOT EXISTS "
        "(SELECT 1 FROM states WHERE states.article = articles.id AND states.layer = ?) ORDER BY id",
        [layer],
    )
    return [row[0] for row in rows.fetchall()]


def write(project: Project, layer: str, found: Iterable[tuple[str, str, Iterable[Suggestion]]]) -> int:
    """Put suggestions in place of those that the pack had, whatever its version, in one transaction; how many.

    Args:
        layer: the layer to write, such as `suggest:id@2`.
        found: (article, its text, what is suggested in it).
    """
    count = 0
    with project.writing() as db:
        for article, text, suggestions in found:
            some = list(suggestions)
            _clear(db, layer.partition("@")[0], article)
            items = [*as_layer(some, layer, article).items(), Status(Progress.BEGUN)]
            insert_items(db, layer, article, text, items)
            db.conn.executemany(
                "INSERT INTO suggested_people VALUES (?, ?, ?, ?, ?)",
                [(layer, article, one.id, one.kind, one.name) for one in people_named(some).values()],
            )
            count += len(some)
    return count


def suggested_people(db: Database, layer: str, article: str) -> dict[str, Entity]:
    """Whom the links of a suggestion layer mean in an article, by id; nobody in a person's layer."""
    if not layer.startswith(SUGGESTIONS):
        return {}
    rows = db.conn.execute(
        "SELECT id, kind, name FROM suggested_people WHERE layer = ? AND article = ?", [layer, article]
    )
    return {row[0]: Entity(*row) for row in rows.fetchall()}


def _clear(db: Database, pack: str, article: str) -> None:
    """Remove what any version of a pack suggests in an article. `pack` is the layer's name up to the version."""
    # Every layer that was written has a state here, found by article; the other tables begin with the layer.
    written = db.conn.execute(
        "SELECT layer FROM states WHERE article = ? AND substr(layer, 1, ?) = ?",
        [article, len(pack) + 1, f"{pack}@"],
    ).fetchall()
    for (layer,) in written:
        for table in _KEYED:
            db.conn.execute(f"DELETE FROM {table} WHERE layer = ? AND article = ?", [layer, article])
