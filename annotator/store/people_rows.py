"""Reading the people of a project: in which order they are listed, how often each is linked, and where.

Redirects and overrides are followed for a page of people as for all of them: a list of a hundred thousand shows its
first page without reading the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.frames import resolve
from annotator.model.items import SUGGESTIONS, Entity
from annotator.model.people import Place
from annotator.store import tables
from annotator.store.collecting import fewer_collections

if TYPE_CHECKING:
    from sqlite_utils import Database

Redirects = Mapping[str, str]
"""Id of whoever was merged -> id of whoever stands for them now."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How often the labels link to somebody, redirects and overrides followed."""

    links: int = 0
    """Links of all layers."""
    quotes: int = 0
    """Quotes that they speak in; of an article that several people labelled, the layer with most counts."""
    articles: int = 0


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person or organisation with how often they are linked."""

    entity: Entity
    links: int
    quotes: int
    articles: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link to a person, with the words that are linked."""

    place: Place
    text: str
    """The mention's text; of a quote whose speaker is implied, the quote's."""
    implied: bool
    start: int
    """Where they begin, in code points of the article's text."""


_OURS = f"substr(l.layer, 1, {len(SUGGESTIONS)}) <> '{SUGGESTIONS}'"
# Links with whom they mean before redirects: `{named}` and `{given}` narrow by whom they name, or were given to.
_MEANT = (
    "SELECT l.layer, l.article, l.id, l.label, l.span, l.entity FROM links l WHERE {named} AND NOT EXISTS "
    "(SELECT 1 FROM overrides o WHERE o.article = l.article AND o.layer = l.layer AND o.link = l.id) "
    "UNION ALL SELECT l.layer, l.article, l.id, l.label, l.span, o.entity FROM overrides o "
    "CROSS JOIN links l ON l.layer = o.layer AND l.article = o.article AND l.id = o.link WHERE {given}"
)
# A mention of a speaker may stand in several quotes; a quote whose speaker is implied links by itself.
_SPOKEN = (
    "SELECT l.entity, l.article, l.layer, CASE l.label WHEN 'said_by' THEN 1 ELSE (SELECT count(*) FROM relations s "
    "WHERE s.layer = l.layer AND s.article = l.article AND s.to_span = l.span AND s.label = 'said_by') END "
    "FROM ({meant}) l WHERE {ours}"
)
_AMONG = "IN (SELECT value FROM json_each(:ids))"


def redirects(db: Database) -> dict[str, str]:
    """Everybody who was merged into another, with who stands for them now."""
    into = dict(db.conn.execute("SELECT id, merged_into FROM entities WHERE merged_into <> ''").fetchall())
    return {one: resolve(one, lambda merged: into.get(merged, "")) for one in into}


def count_people(db: Database) -> int:
    """How many there are, without those merged into others."""
    return int(db.conn.execute("SELECT count(*) FROM entities WHERE merged_into = ''").fetchone()[0])


def ids_by_name(db: Database, limit: int = -1) -> list[str]:
    """Ids of everybody but the merged ones, by name; the first so many, or all."""
    rows = db.conn.execute(
        "SELECT id FROM entities WHERE merged_into = '' ORDER BY name COLLATE NOCASE, id LIMIT ?", [limit]
    )
    return [row[0] for row in rows.fetchall()]


def figures(
    db: Database, ids: Iterable[str] | None = None, known: Redirects | None = None
) -> dict[str, Figures]:
    """How often people are linked: those asked for, or all; who is never linked is not in it.

    `known`: who was merged into whom, where that has been read already.
    """
    merged = redirects(db) if known is None else known
    if ids is None:
        meant, values = _MEANT.format(named="1", given="1"), {}
    else:
        meant = _MEANT.format(named=f"l.entity {_AMONG}", given=f"o.entity {_AMONG}")
        values = {"ids": tables.compact(_with_merged(ids, merged))}
    # Added up here: SQLite would sort all links three times.
    links: dict[str, int] = {}
    in_layer: dict[tuple[str, str, str], int] = {}
    with fewer_collections():
        for named, article, layer, spoken in db.conn.execute(_SPOKEN.format(meant=meant, ours=_OURS), values):
            entity = merged.get(named, named)
            links[entity] = links.get(entity, 0) + 1
            place = (entity, article, layer)
            in_layer[place] = in_layer.get(place, 0) + spoken
        in_article: dict[tuple[str, str], int] = {}
        for (entity, article, _), number in in_layer.items():
            in_article[entity, article] = max(number, in_article.get((entity, article), 0))
        quotes, articles = dict.fromkeys(links, 0), dict.fromkeys(links, 0)
        for (entity, _), number in in_article.items():
            quotes[entity] += number
            articles[entity] += 1
        return {entity: Figures(count, quotes[entity], articles[entity]) for entity, count in links.items()}


def links_by_person(db: Database) -> dict[str, int]:
    """Id of each linked person or organisation -> how often the labels name them; splits are not followed."""
    merged = redirects(db)
    found: dict[str, int] = {}
    cursor = db.conn.execute(f"SELECT entity, count(*) FROM links l WHERE {_OURS} GROUP BY entity")
    for named, count in cursor.fetchall():
        entity = merged.get(named, named)
        found[entity] = found.get(entity, 0) + count
    return found


def person_rows(
    db: Database, ids: Iterable[str] | None = None, known: Redirects | None = None
) -> list[PersonRow]:
    """People with their figures, in the order asked for; else everybody by id, the merged ones too (without links).

    `known`: as in `figures`.
    """
    chosen = None if ids is None else list(ids)
    entities = tables.read_entities(db, chosen)
    counts = figures(db, chosen, known)
    nothing = Figures()
    rows = []
    for identifier in entities if chosen is None else (one for one in chosen if one in entities):
        found = counts.get(identifier, nothing)
        rows.append(PersonRow(entities[identifier], found.links, found.quotes, found.articles))
    return rows


def links_of(db: Database, entity: str, known: Redirects | None = None) -> list[LinkRow]:
    """Every link that means this entity now, by article, layer and place in the text. `known`: as in `figures`."""
    merged = redirects(db) if known is None else known
    ids = tables.compact(_with_merged([merged.get(entity, entity)], merged))
    meant = _MEANT.format(named=f"l.entity {_AMONG}", given=f"o.entity {_AMONG}")
    cursor = db.conn.execute(
        f"SELECT l.layer, l.article, l.id, s.text, l.label = 'said_by', s.start FROM ({meant}) l "
        "JOIN spans s ON s.layer = l.layer AND s.article = l.article AND s.id = l.span "
        f"WHERE {_OURS} ORDER BY l.article, l.layer, s.start, l.id",
        {"ids": ids},
    )
    return [
        LinkRow((layer, article, link), text, bool(implied), start)
        for layer, article, link, text, implied, start in cursor.fetchall()
    ]


def _with_merged(ids: Iterable[str], merged: Redirects) -> list[str]:
    """The ids, with those of whoever was merged into them."""
    wanted = set(ids)
    return [*wanted, *(one for one, standing in merged.items() if standing in wanted)]
