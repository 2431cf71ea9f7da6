"""Many articles with their layers at once, for exports: a handful of queries for some dozens of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlite_utils import Database

from annotator.model.article import Article, Paragraph, ParagraphKind
from annotator.model.items import Decision, Fragment, Item, Link, Note, Origin, Relation, Span, Status
from annotator.model.layer import Layer, layer_of
from annotator.store.connection import snapshot
from annotator.store.reading import LayerRow
from annotator.store.tables import compact

AT_ONCE = 50
"""How many layers of articles are in memory at a time."""

Key = tuple[str, str]
"""Layer and article."""
Row = tuple[Any, ...]

_ORIGIN = "origin_by, origin_rule, origin_score, origin_reason"
_KINDS = {str(kind): kind for kind in ParagraphKind}


def read_layers(db: Database, rows: Sequence[LayerRow]) -> Iterator[tuple[Article, Layer]]:
    """What the rows name, in their order, each article with one layer; rows of one article share it.

    Links of people who were split are on those whom they mean now, as in `tables.read_layer_as_meant`.

    To be gone through inside a snapshot, so that what comes late belongs together with what came first.
    """
    for first in range(0, len(rows), AT_ONCE):
        with snapshot(db):
            batch = _Batch(db, rows[first : first + AT_ONCE])
        yield from batch.layers()


class _Batch:
    """Some rows with all that the tables say about them."""

    def __init__(self, db: Database, rows: Sequence[LayerRow]) -> None:
        self._db = db
        self._rows = rows
        self._chosen = [
            compact(sorted({row.layer for row in rows})),
            compact(sorted({row.article for row in rows})),
        ]
        self._articles = self._read_articles()
        self._origins: dict[Row, Origin] = {}
        self._attributes: dict[str, tuple[tuple[str, str], ...]] = {"{}": ()}
        self._items: dict[Key, list[Item]] = {(row.layer, row.article): [] for row in rows}
        self._others: list[Item] = []
        """What stands in a chosen layer and a chosen article that no row brings together."""
        self._read_spans()
        self._read_relations()
        self._read_links()
        self._read_notes()
        self._read_decisions()
        self._others.clear()

    def layers(self) -> Iterator[tuple[Article, Layer]]:
        for row in self._rows:
            items = self._items.pop((row.layer, row.article))
            items.append(Status(row.state, row.flagged))
            yield self._articles[row.article], layer_of(row.layer, row.article, items)

    def _read_articles(self) -> dict[str, Article]:
        among = "IN (SELECT value FROM json_each(?))"
        paragraphs: dict[str, list[Paragraph]] = {}
        for article, start, end, kind in self._db.conn.execute(
            f'SELECT article, start, "end", kind FROM paragraphs WHERE article {among} ORDER BY article, number',
            self._chosen[1:],
        ):
            paragraphs.setdefault(article, []).append(Paragraph(start, end, _KINDS[kind]))
        rows = self._db.conn.execute(
            f"SELECT id, text, lang, title, publisher, url, date, sha256 FROM articles WHERE id {among}",
            self._chosen[1:],
        )
        return {row[0]: Article(row[0], row[1], tuple(paragraphs.get(row[0], ())), *row[2:]) for row in rows}

    def _select(self, table: str, columns: str) -> Iterable[Row]:
        return self._db.conn.execute(
            f"SELECT layer, article, id, {columns} FROM {table} "
            "WHERE layer IN (SELECT value FROM json_each(?)) AND article IN (SELECT value FROM json_each(?)) "
            "ORDER BY layer, article, id",
            self._chosen,
        )

    def _read_spans(self) -> None:
        parted, items, others = self._parted(), self._items, self._others
        for row in self._select("spans", f'label, attributes, start, "end", {_ORIGIN}'):
            layer, article, key, label, attributes, start, end = row[:7]
            fragments = parted.get((layer, article, key)) or (Fragment(start, end),)
            span = Span(key, label, fragments, self._pairs(attributes), self._origin(row[7:]))
            items.get((layer, article), others).append(span)

    def _pairs(self, stored: str) -> tuple[tuple[str, str], ...]:
        found = self._attributes.get(stored)
        if found is None:
            found = self._attributes[stored] = tuple(sorted(json.loads(stored).items()))
        return found

    def _parted(self) -> dict[tuple[str, str, str], tuple[Fragment, ...]]:
        """Fragments of the spans that have more than one; of the others the table of spans has the bounds."""
        found: dict[tuple[str, str, str], list[Fragment]] = {}
        for layer, article, span, start, end in self._db.conn.execute(
            'SELECT f.layer, f.article, f.span, f.start, f."end" FROM fragments g JOIN fragments f '
            "ON f.layer = g.layer AND f.article = g.article AND f.span = g.span "
            "WHERE g.layer IN (SELECT value FROM json_each(?)) "
            "AND g.article IN (SELECT value FROM json_each(?)) AND g.position = 1 "
            "ORDER BY f.layer, f.article, f.span, f.position",
            self._chosen,
        ):
            found.setdefault((layer, article, span), []).append(Fragment(start, end))
        return {key: tuple(fragments) for key, fragments in found.items()}

    def _read_relations(self) -> None:
        items, others = self._items, self._others
        for row in self._select("relations", f"label, from_span, to_span, position, inferred, {_ORIGIN}"):
            layer, article, key, label, head, target, order, inferred = row[:8]
            relation = Relation(key, label, head, target, order, inferred == 1, self._origin(row[8:]))
            items.get((layer, article), others).append(relation)

    def _read_links(self) -> None:
        items, others = self._items, self._others
        moved = {
            (row[0], row[1], row[2]): row[3]
            for row in self._db.conn.execute(
                "SELECT layer, article, link, entity FROM overrides "
                "WHERE article IN (SELECT value FROM json_each(?))",
                self._chosen[1:],
            )
        }
        for row in self._select("links", f"label, span, entity, inferred, {_ORIGIN}"):
            layer, article, key, label, span, entity, inferred = row[:7]
            if moved:
                entity = moved.get((layer, article, key), entity)
            link = Link(key, label, span, entity, inferred == 1, self._origin(row[7:]))
            items.get((layer, article), others).append(link)

    def _read_notes(self) -> None:
        for row in self._select("notes", "on_span, by, text, re, settled"):
            layer, article, key, on, by, text, re, settled = row
            note = Note(key, on, by, text, re, settled == 1)
            self._items.get((layer, article), self._others).append(note)

    def _read_decisions(self) -> None:
        for row in self._select("decisions", "label, fragments, decision, reason, by"):
            layer, article, key, label, stored, *said = row
            fragments = tuple(Fragment(start, end) for start, end in json.loads(stored))
            decision = Decision(key, label, fragments, *said)
            self._items.get((layer, article), self._others).append(decision)

    def _origin(self, told: Row) -> Origin:
        """The same object for the same origin: most items of a layer have one."""
        found = self._origins.get(told)
        if found is None:
            found = self._origins[told] = Origin(*told)
        return found
