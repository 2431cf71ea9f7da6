"""Many articles with their layers at once, for exports: a handful of queries for some dozens of them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import (
    NO_ORIGIN,
    Decision,
    Fragment,
    Link,
    Note,
    Origin,
    Progress,
    Relation,
    Span,
    Status,
)
from annotator.model.layer import Layer, layer_from
from annotator.store.connection import snapshot
from annotator.store.reading import LayerRow
from annotator.store.tables import compact

AT_ONCE = 100
"""How many layers of articles are in memory at a time."""
_MOST_ALONG = 2
"""Articles that are read for one that is wanted: all from the first to the last are read in less time than each by
its id, as long as not too many of them are passed over."""

Row = tuple[Any, ...]

# What a person made has nothing behind who it was: one value instead of three for each of millions of items.
_ORIGIN = (
    "origin_by, CASE WHEN origin_rule = '' AND origin_score = 0 AND origin_reason = '' THEN '' "
    "ELSE json_array(origin_rule, origin_score, origin_reason) END"
)
_new = tuple.__new__  # without the call that a NamedTuple's own constructor costs
_KINDS = {str(kind): kind for kind in ParagraphKind}


def read_layers(db: Database, rows: Sequence[LayerRow]) -> Iterator[tuple[Article, Layer]]:
    """What the rows name, in their order, each article with one layer; rows of one article share it.

    Links of people who were split are on those whom they mean now, as in `tables.read_layer_as_meant`.

    To be gone through inside a snapshot, so that what comes late belongs together with what came first.
    """
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        with snapshot(db):
            articles = _read_articles(db, {row.article for row in some})
            layers = {
                layer: _LayerRows(db, layer, [row.article for row in some if row.layer == layer])
                for layer in dict.fromkeys(row.layer for row in some)
            }
        for row in some:
            yield articles[row.article], layers[row.layer].layer(row)


def read_layers_of(db: Database, article: str, names: Iterable[str]) -> Iterator[Layer]:
    """Layers of one article, with links on those whom they mean now. To be gone through inside a snapshot."""
    for name in names:
        row = db.conn.execute(
            "SELECT state, flagged FROM states WHERE layer = ? AND article = ?", [name, article]
        ).fetchone()
        state, flagged = (Progress(row[0]), bool(row[1])) if row else (Progress.NEW, False)
        yield _LayerRows(db, name, [article]).layer(LayerRow(article, name, state, flagged))


@dataclass(frozen=True, slots=True)
class _Choice:
    """Some articles, as a condition on a column; a few others may come along."""

    condition: str
    parameters: tuple[str, ...]


def _choice(db: Database, articles: Collection[str], counted: str, parameters: Sequence[str] = ()) -> _Choice:
    """These articles; `counted` counts those of a table between two ids."""
    first, last = min(articles), max(articles)
    between = "BETWEEN ? AND ?"
    if first != last:
        found = db.conn.execute(f"{counted} {between}", [*parameters, first, last]).fetchone()[0]
        if found > _MOST_ALONG * len(articles):
            return _Choice("IN (SELECT value FROM json_each(?))", (compact(sorted(articles)),))
    return _Choice(between, (first, last))


def _read_articles(db: Database, ids: Collection[str]) -> dict[str, Article]:
    chosen = _choice(db, ids, "SELECT count(*) FROM articles WHERE id")
    paragraphs: dict[str, list[Paragraph]] = {}
    at, parts = "", list[Paragraph]()
    for article, start, end, kind in db.conn.execute(
        f'SELECT article, start, "end", kind FROM paragraphs WHERE article {chosen.condition} '
        "ORDER BY article, number",
        chosen.parameters,
    ):
        if article != at:
            at, parts = article, paragraphs.setdefault(article, [])
        parts.append(_new(Paragraph, (start, end, _KINDS[kind])))
    rows = db.conn.execute(
        "SELECT id, text, lang, title, publisher, url, date, sha256 FROM articles "
        f"WHERE id {chosen.condition}",
        chosen.parameters,
    )
    return {
        row[0]: Article(row[0], row[1], tuple(paragraphs.get(row[0], ())), *row[2:])
        for row in rows
        if row[0] in ids
    }


@dataclass(slots=True)
class _Items:
    """What a layer says about one article, by id."""

    spans: dict[str, Span] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)


class _Origins(dict[tuple[str, str], Origin]):
    """Origins as `_ORIGIN` tells them -> the same object for the same origin: most items of a layer have one."""

    def __missing__(self, told: tuple[str, str]) -> Origin:
        by, rest = told
        found = self[told] = Origin(by, *(json.loads(rest) if rest else ()))
        return found


class _Attributes(dict[str, tuple[tuple[str, str], ...]]):
    """Attributes as they are stored -> as a span has them; most spans share a few."""

    def __missing__(self, stored: str) -> tuple[tuple[str, str], ...]:
        found = self[stored] = tuple(sorted(json.loads(stored).items()))
        return found


class _LayerRows:
    """What all tables say of some articles in one layer."""

    def __init__(self, db: Database, layer: str, articles: Sequence[str]) -> None:
        self._db = db
        # One layer a query: over several, SQLite looks each row's layer up in a list, for twice the time.
        counted = "SELECT count(*) FROM states WHERE layer = ? AND article"
        chosen = _choice(db, articles, counted, [layer])
        self._where = f"WHERE layer = ? AND article {chosen.condition}"
        self._parameters = (layer, *chosen.parameters)
        self._items = {article: _Items() for article in articles}
        self._origins = _Origins({("", ""): NO_ORIGIN})
        self._read_spans()
        self._read_relations()
        self._read_links()
        self._read_notes()
        self._read_decisions()

    def layer(self, row: LayerRow) -> Layer:
        """The layer that a row names, which is forgotten here."""
        found = self._items.pop(row.article)
        status = Status(row.state, row.flagged)
        return layer_from(
            row.layer,
            row.article,
            found.spans,
            found.relations,
            found.links,
            found.notes,
            found.decisions,
            status,
        )

    def _select(self, table: str, columns: str) -> Iterable[Row]:
        return self._db.conn.execute(
            f"SELECT article, id, {columns} FROM {table} {self._where} ORDER BY article, id",
            self._parameters,
        )

    def _of(self, article: str) -> _Items:
        """Where an article's items are gathered; those of one that was not chosen are forgotten."""
        return self._items.get(article) or _Items()

    def _read_spans(self) -> None:
        parted, origins = self._parted(), self._origins
        pairs = _Attributes({"{}": ()})
        at, spans = "", _Items().spans
        rows = self._select("spans", f'label, attributes, start, "end", {_ORIGIN}')
        for article, key, label, attributes, start, end, by, rest in rows:
            if article != at:
                at, spans = article, self._of(article).spans
            fragments = parted.get((article, key)) if parted else None
            if fragments is None:
                fragments = (_new(Fragment, (start, end)),)
            origin = origins[by, rest]
            spans[key] = Span(key, label, fragments, pairs[attributes], origin)

    def _parted(self) -> dict[tuple[str, str], tuple[Fragment, ...]]:
        """Fragments of the spans that have more than one; of the others the table of spans has the bounds."""
        second = f"SELECT article, span FROM fragments {self._where} AND position = 1"
        found: dict[tuple[str, str], tuple[Fragment, ...]] = {}
        for article, span in self._db.conn.execute(second, self._parameters).fetchall():
            rows = self._db.conn.execute(
                'SELECT start, "end" FROM fragments WHERE layer = ? AND article = ? AND span = ? ORDER BY position',
                [self._parameters[0], article, span],
            )
            found[article, span] = tuple(Fragment(*row) for row in rows)
        return found

    def _read_relations(self) -> None:
        origins = self._origins
        at, relations = "", _Items().relations
        rows = self._select("relations", f"label, from_span, to_span, position, inferred, {_ORIGIN}")
        for article, key, label, head, target, order, inferred, by, rest in rows:
            if article != at:
                at, relations = article, self._of(article).relations
            origin = origins[by, rest]
            relations[key] = Relation(key, label, head, target, order, inferred == 1, origin)

    def _read_links(self) -> None:
        origins = self._origins
        moved = {
            (row[0], row[1]): row[2]
            for row in self._db.conn.execute(
                f"SELECT article, link, entity FROM overrides {self._where}",
                self._parameters,
            )
        }
        at, links = "", _Items().links
        rows = self._select("links", f"label, span, entity, inferred, {_ORIGIN}")
        for article, key, label, span, entity, inferred, by, rest in rows:
            if article != at:
                at, links = article, self._of(article).links
            if moved:
                entity = moved.get((article, key), entity)
            links[key] = Link(key, label, span, entity, inferred == 1, origins[by, rest])

    def _read_notes(self) -> None:
        for article, key, on, by, text, re, settled in self._select(
            "notes", "on_span, by, text, re, settled"
        ):
            self._of(article).notes[key] = Note(key, on, by, text, re, settled == 1)

    def _read_decisions(self) -> None:
        for row in self._select("decisions", "label, fragments, decision, reason, by"):
            article, key, label, stored, *said = row
            fragments = tuple(Fragment(start, end) for start, end in json.loads(stored))
            self._of(article).decisions[key] = Decision(key, label, fragments, *said)
