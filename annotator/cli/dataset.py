"""From the store to an export: which layers and articles are meant, and their documents one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.agreement_card import card_agreement
from annotator.cli.output import bar, count
from annotator.errors import Incomplete, UsageError
from annotator.formats.dataset import ExportReport, write_dataset
from annotator.formats.document import Document
from annotator.formats.folder import MANIFEST
from annotator.formats.writers import About, ExportOptions
from annotator.model.article import Article
from annotator.model.frames import resolve
from annotator.model.items import GOLD, SUGGESTIONS, Entity, Progress
from annotator.model.layer import Layer
from annotator.model.scheme import Scheme
from annotator.store import reading
from annotator.store.bulk import read_layers
from annotator.store.collecting import fewer_collections
from annotator.store.suggestions import suggested_people

if TYPE_CHECKING:
    from annotator.cli.output import Progress as ProgressLine
    from annotator.store.project import Project

ALL = "all"
"""Stands for every layer that people write."""
CARD = "card "
"""Prefix of the settings that hold the words of dataset cards."""
ANY = "any"
"""Stands for every state."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be exported."""

    layers: tuple[str, ...]
    states: tuple[str, ...] | None
    """None for any."""
    languages: tuple[str, ...] | None = None
    """None for any."""

    @property
    def takes_new(self) -> bool:
        """Whether articles that a person has not begun are meant too."""
        return self.states is None or Progress.NEW in self.states


def choose_layers(
    project: Project, wanted: str, who: str = "", states: tuple[str, ...] | None = ()
) -> tuple[str, ...]:
    """The layers that `wanted` means; `""` is gold if it holds any article, else the only person's layer.

    `who` asks: where a layer has to be named, theirs is proposed first. Where `states` take articles that nobody
    has begun (see `Selection`), a member's layer may be named though it holds nothing yet.

    Raises:
        UsageError: there is no such layer, or several people's and no gold.
    """
    names = reading.layer_names(project.db)
    if wanted == ALL:
        return tuple(names)
    if wanted:
        empty = [GOLD, *project.members()] if Selection((), states).takes_new else []
        if wanted not in (*reading.layer_names(project.db, suggestions=True), *empty):
            raise UsageError(f"There is no layer {wanted!r} in {project.path.name}; {_listed(names)}.")
        return (wanted,)
    if GOLD in names:
        return (GOLD,)
    if len(names) > 1:
        yours = f"Yours is {who}: --layer {who}. " if who in names else ""
        raise UsageError(
            f"Which layer? {yours}{project.path.name} has no gold, and {_listed(names)}. "
            "Say --layer NAME, or --layer all."
        )
    return tuple(names)


def earlier_formats(out: Path) -> tuple[str, ...] | None:
    """The formats of the export that stands at `out`; None where there is none."""
    try:
        return tuple(json.loads((out / MANIFEST).read_bytes())["formats"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def choose_states(wanted: str) -> tuple[str, ...] | None:
    """The states in `done,begun`; None for `any`.

    Raises:
        UsageError: there is no such state.
    """
    if wanted == ANY:
        return None
    states = tuple(part.strip() for part in wanted.split(","))
    known = [str(state) for state in Progress]
    if unknown := next((state for state in states if state not in known), None):
        raise UsageError(f"There is no state {unknown!r}; there are {', '.join(known)}, and any for all.")
    return states


def choose_labels(project: Project, wanted: str) -> tuple[str, ...]:
    """The labels in `QUOTE,SPEAKER`; none, which means all, for `""`.

    Raises:
        UsageError: the scheme has no such label.
    """
    known = [label.name for label in project.scheme().labels]
    chosen = parted(wanted)
    if unknown := next((label for label in chosen if label not in known), None):
        raise UsageError(f"There is no label {unknown!r} in the scheme; there are {', '.join(known)}.")
    return chosen


def parted(wanted: str) -> tuple[str, ...]:
    """The names in a list such as `a,b`, each once and by name."""
    return tuple(sorted({part.strip() for part in wanted.split(",") if part.strip()}))


def about_datasets(project: Project) -> About:
    """What the project says of its datasets."""
    settings = project.settings()
    return About(**{part.name: settings.get(CARD + part.name, "") for part in fields(About)})


def export(
    project: Project,
    selection: Selection,
    options: ExportOptions,
    out: Path,
    line: ProgressLine | None = None,
) -> ExportReport:
    """Write what was selected, all of it as the project is at one moment.

    Raises:
        Incomplete: nothing was selected; says why.
        Others: as `annotator.formats.dataset.write_dataset`.
    """
    with project.reading() as db:
        rows = list(_rows(project, selection))
        if not rows:
            raise Incomplete(_why_nothing(project, selection))
        people = project.entities()
        options = replace(
            options,
            groups=reading.groups(db),
            about=about_datasets(project),
            scheme_text=project.settings().get("scheme", ""),
            agreement=card_agreement(project, {row.article for row in rows}),
        )

        unit = "articles" if len(selection.layers) == 1 else "articles by layer"

        def counted() -> Iterator[Document]:
            for number, document in enumerate(documents(project, rows, people)):
                if line is not None and number % 200 == 0:
                    line.show(f"{bar(number / len(rows))} {number:,} of {len(rows):,} {unit}")
                yield document
            if line is not None:
                line.show("Reading back what was written …")

        with fewer_collections():
            return write_dataset(counted, options, out, entities=lambda: people.values())


def _rows(project: Project, selection: Selection) -> Iterator[reading.LayerRow]:
    """What is to be exported. Of a named layer that may be articles of which it holds nothing yet."""
    layers, states, languages = selection.layers, selection.states, selection.languages
    if selection.takes_new and len(layers) == 1 and not layers[0].startswith(SUGGESTIONS):
        return reading.all_rows(project.db, layers[0], states, languages=languages)
    return reading.layer_rows(project.db, layers, states, languages=languages)


def unlabelled_told(project: Project, selection: Selection, articles: int) -> str:
    """A sentence about the articles without labels that are in an export of so many, or could be; `""` for none."""
    if not selection.takes_new:
        return ""
    layers, languages = selection.layers, selection.languages
    if len(layers) == 1:
        new = len([row for row in _rows(project, selection) if row.state is Progress.NEW])
        return f"{count(new, 'article')} that {layers[0]} has not begun came along." if new else ""
    rest = reading.article_count(project.db) - articles
    if languages is not None or not rest:
        return ""
    return (
        f"{count(rest, 'article')} in no layer did not come along; --layer NAME takes all, labelled or not."
    )


def document_of(article: Article, layer: Layer, people: Mapping[str, Entity], scheme: Scheme) -> Document:
    """An article as a layer sees it, with every link on the entity that stands for its own now."""

    def merged_into(one: str) -> str:
        return people[one].merged_into if one in people else ""

    linked = {link.entity for link in layer.links.values()}
    entities = tuple([people[one] for one in sorted(linked) if one in people])
    if any(entity.merged_into for entity in entities):
        standing = {one: resolve(one, merged_into) for one in linked}
        links = {key: replace(link, entity=standing[link.entity]) for key, link in layer.links.items()}
        layer = replace(layer, links=links)
        entities = tuple([people[one] for one in sorted(set(standing.values())) if one in people])
    return Document(article, layer, entities, scheme)


def documents(
    project: Project, rows: Sequence[reading.LayerRow], people: Mapping[str, Entity]
) -> Iterator[Document]:
    """The documents that the rows name, one by one. To be gone through inside one moment of the project."""
    scheme = project.scheme()
    for article, layer in read_layers(project.db, rows):
        suggested = suggested_people(project.db, layer.name, article.id)
        yield document_of(article, layer, {**people, **suggested} if suggested else people, scheme)


def _why_nothing(project: Project, selection: Selection) -> str:
    if not reading.article_count(project.db):
        return f"There is nothing to export: {project.path.name} has no articles yet."
    if not selection.layers:
        return f"There is nothing to export: nobody has labelled anything in {project.path.name} yet."
    elsewhere = len(list(reading.layer_rows(project.db, selection.layers)))
    if selection.languages and any(reading.layer_rows(project.db, selection.layers, selection.states)):
        there = ", ".join(reading.languages(project.db))
        wanted = " or ".join(selection.languages)
        return f"There is nothing to export: no article is in {wanted}; there are articles in {there}."
    whose = f"the layer{'s' if len(selection.layers) > 1 else ''} {', '.join(selection.layers)}"
    states = " or ".join(selection.states or ())
    return (
        f"There is nothing to export: no article in {whose} is {states}; {elsewhere:,} are in another state. "
        "--state any takes all."
    )


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"there is only the layer {names[0]}"
    return f"there are the layers {', '.join(names)}" if names else "nobody has labelled anything yet"
