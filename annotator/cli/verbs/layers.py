"""`annotator layers`: what each member's layer holds, and how it goes from project to project."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.exits import DONE
from annotator.cli.names import member_at_work, proposed_name
from annotator.cli.opening import opened
from annotator.cli.options import PATH, Common, Listing, common_options, json_option
from annotator.cli.output import PEOPLE, count, say, say_json, say_table, tell
from annotator.errors import InputError, ProjectReadOnly
from annotator.model.declarations import in_words
from annotator.store import exchange, figures
from annotator.store.assignments import check_open

_NAMED = 12
"""People of the same name whose names are printed."""


@click.group("layers", cls=Listing)
def command() -> None:
    """List the layers, and carry one from project to project."""


@command.command("list")
@json_option
@common_options
def list_layers(as_json: bool, common: Common) -> int:
    """List the layers and what they hold."""
    with opened(common) as project, project.reading() as db:
        found = figures.layer_figures(db, suggestions=True)
    figure_names = ("articles", "spans", "relations", "links", "notes", "decisions")
    if as_json:
        say_json(
            [{"layer": one.name, **{name: getattr(one, name) for name in figure_names}} for one in found]
        )
        return DONE
    if not found:
        tell("Nobody has labelled anything yet.")
    say_table(
        ["layer", *figure_names],
        ((one.name, *(getattr(one, name) for name in figure_names)) for one in found),
    )
    return DONE


@command.command("export")
@click.argument("layer")
@click.argument("file", type=PATH)
@common_options
def export_layer(layer: str, file: Path, common: Common) -> int:
    """Write LAYER to FILE, for `layers import` in another project.

    It holds the articles, everything that was ever done in the layer, and the people whom it links to.
    """
    draft = file.with_name(f".{file.name}.part")
    with opened(common) as project, project.reading() as db:
        check_open(db, proposed_name(common, project.path), [layer])
        try:
            with draft.open("w", encoding="utf-8", newline="\n") as out:
                operations, articles = exchange.write_layer(db, layer, out)
            draft.replace(file)
        except OSError as error:
            raise ProjectReadOnly(f"{file} cannot be written ({error.strerror}).") from error
        finally:
            draft.unlink(missing_ok=True)
    say(f"{file}: {count(operations, 'operation')} of {layer} in {count(articles, 'article')}.")
    return DONE


@command.command("import")
@click.argument("file", type=PATH)
@click.option(
    "--apart", multiple=True, metavar="NAME", help="NAME in the file is not the NAME here: keep them apart."
)
@common_options
def import_layer(file: Path, apart: tuple[str, ...], common: Common) -> int:
    """Bring a layer in that `layers export` wrote, all of it or nothing.

    As often as one likes: what is here already is passed over.
    """
    with opened(common) as project:
        who = member_at_work(project, common)
        try:
            with file.open(encoding="utf-8", newline="\n") as stream:
                done = exchange.read_layer_file(project, who, stream, file.name, apart=apart)
        except OSError as error:
            raise InputError(f"{file} cannot be read ({error.strerror}).") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{file.name} is not UTF-8, so not a layer file; nothing came in.") from error
    known = f" ({done.known:,} were here)" if done.known else ""
    say(
        f"{done.layer}: {count(done.operations, 'new operation')}{known}, {count(done.articles, 'new article')}."
    )
    if done.member:
        tell(f"{done.layer} is a member now.")
    if done.people:
        tell(f"{count(done.people, *PEOPLE)} came along.")
    if done.joined:
        names = sorted(name for name, _ in done.joined)
        listed = ", ".join(names[:_NAMED]) + (
            f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
        )
        tell(
            f"{count(len(names), *PEOPLE)} taken for whoever has the same name here: {listed}. "
            "`annotator people undo` keeps them apart, and so does --apart NAME."
        )
    for old, new in done.renamed:
        tell(f"The id {old} is somebody else's here; in this layer it is read as {new}.")
    if done.declared:
        tell(f"New in the scheme: {in_words(done.declared)}.")
    return DONE
