"""`annotator log`: what was done, every action once."""

from __future__ import annotations

from dataclasses import asdict

import click

from annotator.cli.exits import DONE
from annotator.cli.history import line
from annotator.cli.opening import one_article, opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import say, say_json, tell, terminal_width
from annotator.store.history import actions


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
        chosen = one_article(project, article) if article else ""
        found = actions(project, chosen, last)
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
