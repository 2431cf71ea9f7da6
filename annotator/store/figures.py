"""Figures of a project: how far everybody is, and how much of what there is."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlite_utils import Database

from annotator.model.items import PEOPLE, PROJECT, SUGGESTIONS


@dataclass(slots=True)
class LayerFigures:
    """What one layer holds."""

    name: str
    states: dict[str, int] = field(default_factory=dict)
    """State -> articles in it; articles that nobody touched are in no layer."""
    flagged: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    """Label -> spans."""
    relations: int = 0
    links: int = 0
    notes: int = 0
    decisions: int = 0

    @property
    def articles(self) -> int:
        """Articles in which the layer holds something."""
        return sum(self.states.values())

    @property
    def spans(self) -> int:
        """Spans of all labels."""
        return sum(self.labels.values())


def layer_figures(db: Database, *, suggestions: bool = False) -> list[LayerFigures]:
    """Figures of every layer that holds something, by name; suggestion layers if asked for."""
    found: dict[str, LayerFigures] = {}

    def of(layer: str) -> LayerFigures:
        return found.setdefault(layer, LayerFigures(layer))

    for layer, state, articles, flagged in db.conn.execute(
        "SELECT layer, state, count(*), sum(flagged) FROM states GROUP BY layer, state ORDER BY layer, state"
    ).fetchall():
        of(layer).states[state] = articles
        of(layer).flagged += flagged
    for layer, label, spans in db.conn.execute(
        "SELECT layer, label, count(*) FROM spans GROUP BY layer, label ORDER BY layer, label"
    ).fetchall():
        of(layer).labels[label] = spans
    for table in ("relations", "links", "notes", "decisions"):
        for layer, rows in db.conn.execute(f"SELECT layer, count(*) FROM {table} GROUP BY layer").fetchall():
            setattr(of(layer), table, rows)
    return [
        found[name]
        for name in sorted(found)
        if name not in (PEOPLE, PROJECT) and (suggestions or not name.startswith(SUGGESTIONS))
    ]


def languages(db: Database) -> dict[str, int]:
    """Language -> articles."""
    return dict(db.conn.execute("SELECT lang, count(*) FROM articles GROUP BY lang ORDER BY lang").fetchall())


def people_count(db: Database) -> int:
    """How many people and organisations stand for themselves, not merged into another."""
    return int(db.conn.execute("SELECT count(*) FROM entities WHERE merged_into = ''").fetchone()[0])
