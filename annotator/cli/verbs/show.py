"""`annotator show`: an article with its labels, printed."""

from __future__ import annotations

import click

from annotator.cli.dataset import document_of
from annotator.cli.exits import DONE
from annotator.cli.names import member_reading, proposed_name
from annotator.cli.opening import one_article, opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import safe_json, say_painted, tell, width
from annotator.cli.printed import Printed
from annotator.errors import UsageError
from annotator.formats.jsonl import encode_record, record_of
from annotator.formats.jsonl_line import Lines
from annotator.model.items import GOLD
from annotator.store.assignments import hidden_because
from annotator.store.project import Project
from annotator.store.reading import layer_rows
from annotator.store.suggestions import suggested_people


@click.command("show")
@click.argument("article")
@click.option("--layer", metavar="L", default="", help="Whose labels. Else yours, gold, or the only ones.")
@json_option
@common_options
def command(article: str, layer: str, as_json: bool, common: Common) -> int:
    """Print an article with its labels.

    ARTICLE is its id, or how that begins. With --json it is the line that an export would hold.
    """
    with opened(common) as project:
        instead = "Shown is gold, or the only layer there is; --as NAME shows a member's."
        # With a layer named, who asks decides only whether it may be seen yet.
        who = proposed_name(common, project.path) if layer else member_reading(project, common, instead)
        show(project, one_article(project, article), layer, who, as_json=as_json)
    return DONE


def show(project: Project, article_id: str, layer: str, who: str = "", *, as_json: bool = False) -> None:
    """Print an article as a layer sees it; without a layer, as `who` does, gold does, or the only one."""
    with project.reading() as db:
        names = [row.layer for row in layer_rows(db, article=article_id)]
        if layer and layer not in names and layer not in project.members() and layer != GOLD:
            listed = ", ".join(names) or "none"
            raise UsageError(f"There is no layer {layer!r} in {article_id}; layers there: {listed}.")
        chosen = layer or next((name for name in (who, GOLD) if name in names), "")
        if not chosen and len(names) == 1:
            chosen = names[0]
        if who and chosen and (told := hidden_because(db, who, chosen, article_id)):
            raise UsageError(told)
        article, people = project.article(article_id), project.entities()
        people |= suggested_people(db, chosen, article_id)
        seen = project.layer(chosen, article_id)
        scheme = project.scheme()
        if as_json:
            line = encode_record(record_of(document_of(article, seen, people, project.scheme())), Lines())
            click.echo(safe_json(line.decode().rstrip("\n")))
        else:
            for row in Printed(article, seen, people, scheme, width()).lines():
                say_painted(row)
    if not chosen and names:
        tell(f"Labelled by {', '.join(names)}: choose with --layer.")
