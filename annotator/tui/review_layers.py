"""What the reviewer's desk reads of an article's layers: whom their links mean, and when what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.items import GOLD, Progress
from annotator.model.layer import Layer
from annotator.model.people import People
from annotator.review.since import Moment, Times
from annotator.store.project import Project
from annotator.store.touched import Writing, seen_by_all, touches


def times_of(project: Project, names: Sequence[str], article: str, gold: Layer) -> Times:
    """When gold was decided, and what of these layers not every decision had seen. To be called inside a reading."""
    db = project.db
    said = {GOLD: touches(db, GOLD, article)}
    known = seen_by_all(said[GOLD])
    said |= {name: touches(db, name, article, known.get(name, {})) for name in names}
    done = said[GOLD].done
    return Times(
        {name: {one: _moment(writing) for one, writing in told.items.items()} for name, told in said.items()},
        _moment(done) if done is not None and gold.status.state is Progress.DONE else None,
        {
            name: [(span, _moment(writing)) for span, writing in told.deleted.values()]
            for name, told in said.items()
        },
        {name: {one: _moment(writing) for one, writing in told.notes.items()} for name, told in said.items()},
    )


def _moment(writing: Writing) -> Moment:
    return Moment(writing.lamport, writing.device, writing.seq, writing.seen)


def as_meant(layer: Layer, people: People) -> Layer:
    """The layer with its links on whom they mean now."""
    moved = {}
    for link in layer.links.values():
        entity = people.meant((layer.name, layer.article, link.id), link.entity)
        moved[link.id] = link if entity == link.entity else replace(link, entity=entity)
    return replace(layer, links=moved)
