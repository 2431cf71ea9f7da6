"""`annotator log`: what was done, every action once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache

import click

from annotator.cli.exits import DONE
from annotator.cli.history import line
from annotator.cli.names import proposed_name
from annotator.cli.opening import one_article, opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import say, say_json, tell, terminal_width
from annotator.model.layer_names import is_reserved
from annotator.store.assignments import hidden_because
from annotator.store.history import Logged, actions
from annotator.store.project import Project


@click.command("log")
@click.argument("article", required=False)
@click.option("-n", "last", type=click.IntRange(min=1), metavar="N", help="Only the last N actions.")
@json_option
@common_options
def command(article: str | None, last: int | None, as_json: bool, common: Common) -> int:
    """Print what was done, by whom and when.

    Every action stands there once, the oldest first; with ARTICLE, those that touched it. What others labelled where
    you are not done yet stands there without its words.
    """
    with opened(common) as project, project.reading():
        chosen = one_article(project, article) if article else ""
        found = _as_seen(project, proposed_name(common, project.path), actions(project, chosen, last))
        anything = False
        if as_json:
            listed = [asdict(one) for one in found]
            anything = bool(listed)
            say_json(listed)
        else:
            wide = terminal_width()
            for one in found:
                anything = True
                say(line(one, wide))
        if not anything:
            tell(f"Nobody has done anything in {chosen or project.path.name} yet.")
    return DONE


def _as_seen(project: Project, who: str, found: Iterable[Logged]) -> Iterator[Logged]:
    """The actions, without words and people where labelling is still blind for `who`."""

    @cache
    def hidden(layer: str, article: str) -> bool:
        return not is_reserved(layer) and bool(hidden_because(project.db, who, layer, article))

    for one in found:
        blind = any(hidden(layer, article) for layer in one.layers for article in one.articles)
        yield replace(one, text="", person="") if blind else one
