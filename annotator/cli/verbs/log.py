"""`annotator log`: what was done, every action once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

import click

from annotator.cli.exits import DONE
from annotator.cli.opening import one_article, opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import say, say_json
from annotator.model.items import PEOPLE, PROJECT
from annotator.store.log import Operation, last_actions, operations
from annotator.store.project import Project


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
    articles: tuple[str, ...]
    layers: tuple[str, ...]
    operations: int
    changes: dict[str, int]
    """Kind of item -> how many were made, changed or deleted."""


@click.command("log")
@click.argument("article", required=False)
@click.option("-n", "last", type=click.IntRange(min=1), metavar="N", help="Only the last N actions.")
@json_option
@common_options
def command(article: str | None, last: int | None, as_json: bool, common: Common) -> int:
    """Print what was done, by whom and when.

    Every action stands there once, the oldest first; with ARTICLE, those that touched it.
    """
    with opened(common) as project, project.reading():
        found = actions(project, one_article(project, article) if article else "", last)
        if as_json:
            say_json([asdict(one) for one in found])
        else:
            for one in found:
                say(_line(one))
    return DONE


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
    # One action's operations have consecutive times, since it is written in one transaction.
    for action, group in groupby(stream, key=lambda operation: operation.action):
        yield _logged(action, list(group))


def _logged(action: str, group: list[Operation]) -> Logged:
    first = group[0]
    return Logged(
        action=action,
        at=first.at,
        who=first.who,
        device=first.device,
        kind=first.kind,
        undoes=first.undoes,
        command=first.command,
        articles=tuple(sorted({one.article for one in group if one.article})),
        layers=tuple(sorted({one.layer for one in group if one.layer not in (PEOPLE, PROJECT)})),
        operations=len(group),
        changes=dict(sorted(sum((one.kinds() for one in group), Counter()).items())),
    )


def _line(one: Logged) -> str:
    what = one.command if one.kind == "do" else f"{one.kind}: {one.command}"
    where = ", ".join(one.articles)
    others = [layer for layer in one.layers if layer != one.who]
    if others:
        where += f" in {', '.join(others)}"
    changes = ", ".join(f"{number} {kind}" for kind, number in one.changes.items())
    parts = [one.at, one.who, what, where.strip(), f"({changes})" if changes else ""]
    return "  ".join(part for part in parts if part)
