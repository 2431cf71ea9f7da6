"""The log as people read it: every action once, what it was about, and how much it changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby

from annotator.model.edits import Edit, first_place
from annotator.model.items import (
    PEOPLE,
    PROJECT,
    Decision,
    Entity,
    KindCorrection,
    Link,
    Note,
    Relation,
    Span,
)
from annotator.store.log import last_actions, operations
from annotator.store.operation import IMPORT, Operation
from annotator.store.project import Project
from annotator.store.tables import read_layer

MOST = 1000
"""Actions that a history shows, from the latest back."""


@dataclass(frozen=True, slots=True)
class Logged:
    """An action as the log has it."""

    action: str
    at: str
    who: str
    device: str
    kind: str
    """`do`, `undo` or `redo`."""
    undoes: str
    command: str
    text: str
    """The words that it was about, such as those of the span that was tagged; `""` if there are none."""
    person: str
    """Whom it linked them to, or no longer does."""
    articles: tuple[str, ...]
    layers: tuple[str, ...]
    operations: int
    changes: dict[str, int]
    """Kind of item -> how many were made, changed or deleted."""


@dataclass(frozen=True, slots=True)
class Past:
    """An action in an article's history."""

    logged: Logged
    offset: int | None
    """Where in the text it was, in code points; None if it was about no piece of it."""
    undone: bool = False
    """Whether it stands undone now."""


def actions(project: Project, article: str = "", last: int | None = None) -> Iterator[Logged]:
    """The actions in the order in which they were written here, each with all of its operations.

    With an article those that touched it, with `last` only so many from the end.
    """
    where, parameters = "", [article] if article else []
    if last is not None:
        where = "action IN (SELECT value FROM json_each(?))"
        parameters = [json.dumps(last_actions(project.db, last, article))]
    elif article:
        where = "action IN (SELECT action FROM operations WHERE article = ?)"
    stream = operations(project.db, where, parameters)
    words = _Words(project)
    # One action's operations have consecutive times, since it is written in one transaction.
    for action, group in groupby(stream, key=lambda operation: operation.action):
        yield _logged(action, list(group), words)


def article_history(project: Project, article: str, layer: str, last: int = MOST) -> list[Past]:
    """What was done in a layer of an article, and to the article's paragraphs, the oldest first; the latest `last`.

    Other layers are left out: labelling is blind.
    """
    found = project.db.conn.execute(
        "SELECT action FROM operations WHERE article = ? AND layer IN (?, ?) "
        "GROUP BY action ORDER BY max(lamport) DESC LIMIT ?",
        [article, layer, PROJECT, last],
    ).fetchall()
    stream = operations(
        project.db, "action IN (SELECT value FROM json_each(?))", [json.dumps([row[0] for row in found])]
    )
    words, spans = _Words(project), read_layer(project.db, layer, article).spans
    past: dict[str, Past] = {}
    for action, group in groupby(stream, key=lambda operation: operation.action):
        mine = [one for one in group if one.layer in (layer, PROJECT, PEOPLE)]
        logged = _logged(action, mine, words)
        if logged.undoes in past:
            past[logged.undoes] = replace(past[logged.undoes], undone=logged.kind == "undo")
        edits = [] if logged.command == IMPORT else [edit for one in mine for edit in one.edits()]
        past[action] = Past(logged, first_place([edit for edit in edits if edit.article == article], spans))
    return list(past.values())


def _logged(action: str, group: list[Operation], words: _Words) -> Logged:
    first = group[0]
    command = first.command
    # An import brings whole layers, for which there is no word.
    edits = [] if command == IMPORT else [edit for one in group for edit in one.edits()]
    return Logged(
        action=action,
        at=first.at,
        who=first.who,
        device=first.device,
        kind=first.kind,
        undoes=first.undoes,
        command=command,
        text=words.text(edits),
        person=words.person(edits),
        articles=tuple(sorted({one.article for one in group if one.article})),
        layers=tuple(sorted({one.layer for one in group if one.layer not in (PEOPLE, PROJECT)})),
        operations=len(group),
        changes=dict(sorted(sum((one.kinds() for one in group), Counter()).items())),
    )


class _Words:
    """What actions were about: a span's words, a person's name."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._article = lru_cache(maxsize=16)(project.article)

    @cached_property
    def _people(self) -> dict[str, Entity]:
        return self._project.entities()

    def text(self, edits: Sequence[Edit]) -> str:
        """The words of the span that was made, deleted or changed, or else of the one that was linked."""
        for edit in sorted(edits, key=_rank):
            if found := self._text(edit):
                return " ".join(found.split())
        return ""

    def person(self, edits: Sequence[Edit]) -> str:
        """The name of whom the edits link to, or, if to nobody, no longer link to."""
        links = [edit for edit in edits if isinstance(edit.item, Link)]
        for edit in sorted(links, key=lambda edit: edit.after is None):
            assert isinstance(edit.item, Link)
            identifier = edit.item.entity
            named = (one.item for one in edits if one.item.id == identifier)
            here = next((item for item in named if isinstance(item, Entity)), self._people.get(identifier))
            return here.name if here else identifier
        return ""

    def _text(self, edit: Edit) -> str:
        match edit.item:
            case Span() as span:
                return span.surface(self._article(edit.article).text)
            case Decision(fragments=parts):
                text = self._article(edit.article).text
                return " ".join(text[part.start : part.end] for part in parts)
            case Relation(target=span_id) | Link(span=span_id):
                return self._span_text(edit, span_id)
            case Note(text=text):
                return text
            case KindCorrection(id=number):
                article = self._article(edit.article)
                paragraph = article.paragraphs[int(number)]
                return article.text[paragraph.start : paragraph.end]
            case _:
                return ""

    def _span_text(self, edit: Edit, identifier: str) -> str:
        row = self._project.db.conn.execute(
            "SELECT text FROM spans WHERE layer = ? AND article = ? AND id = ?",
            [edit.layer, edit.article, identifier],
        ).fetchone()
        return str(row[0]) if row else ""


def _rank(edit: Edit) -> int:
    """Which edit of an action says best what it was about: lowest first."""
    if isinstance(edit.item, Span):
        return 1 if edit.before and edit.after else 0
    return 3 if isinstance(edit.item, Link) else 2
