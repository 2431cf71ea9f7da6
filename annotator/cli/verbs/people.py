"""`annotator people`: the persons and organisations of the project, and who of them is one and the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click

from annotator.cli.exits import DONE, LOST
from annotator.cli.names import member_at_work, proposed_name
from annotator.cli.opening import opened
from annotator.cli.options import Common, Listing, common_options, json_option
from annotator.cli.output import count, say, say_json, say_table, tell
from annotator.errors import UsageError
from annotator.model import people as model
from annotator.model.edits import Edit
from annotator.model.people import People
from annotator.store import people as store
from annotator.store import people_rows, tables
from annotator.store.assignments import hidden_places
from annotator.store.people_rows import LinkRow

_SHOWN = 12
"""Links that are listed before somebody decides; the rest is counted."""


@click.group("people", cls=Listing)
def command() -> None:
    """List, merge, split and rename people and organisations."""


def _sure(verb: Callable[..., int]) -> Callable[..., int]:
    verb = click.option("--yes", "yes", is_flag=True, help="Do it without asking.")(verb)
    return click.option("--dry-run", "dry", is_flag=True, help="Say what would change, and change nothing.")(
        verb
    )


@command.command("list")
@json_option
@common_options
def list_people(as_json: bool, common: Common) -> int:
    """List everybody with their aliases, quotes, articles and links."""
    with opened(common) as project, project.reading() as db:
        rows = people_rows.person_rows(db)
    if as_json:
        say_json(
            [
                {
                    "id": row.entity.id,
                    "kind": row.entity.kind,
                    "name": row.entity.name,
                    "aliases": list(row.entity.aliases),
                    "merged_into": row.entity.merged_into,
                    "links": row.links,
                    "quotes": row.quotes,
                    "articles": row.articles,
                }
                for row in rows
            ]
        )
        return DONE
    if not rows:
        tell("No people yet.")
    say_table(
        ["id", "kind", "quotes", "articles", "links", "name", "also"],
        (
            (
                row.entity.id,
                row.entity.kind,
                row.quotes,
                row.articles,
                row.links,
                row.entity.name,
                f"→ {row.entity.merged_into}" if row.entity.merged_into else ", ".join(row.entity.aliases),
            )
            for row in rows
        ),
    )
    return DONE


@command.command("show")
@click.argument("person")
@common_options
def show(person: str, common: Common) -> int:
    """List the labels that link to PERSON (an id, or an exact name)."""
    with opened(common) as project, project.reading() as db:
        entity = store.find(db, person)
        everything = people_rows.links_of(db, entity.id)
        who = proposed_name(common, project.path)
        blind = hidden_places(db, who, {row.place[:2] for row in everything})
        rows = [row for row in everything if row.place[:2] not in blind]
    also = f", also {', '.join(entity.aliases)}" if entity.aliases else ""
    say(f"{entity.id}  {entity.name} ({entity.kind}{also}): {count(len(everything), 'link')}")
    _tell_links(rows, everything=True)
    if len(rows) < len(everything):
        told = "are" if len(everything) - len(rows) > 1 else "is"
        tell(f"{count(len(everything) - len(rows), 'link')} in labels that {told} blind to you yet.")
    return DONE


@command.command("merge")
@click.argument("kept")
@click.argument("other")
@_sure
@common_options
def merge(kept: str, other: str, yes: bool, dry: bool, common: Common) -> int:
    """Make OTHER the same person as KEPT.

    Each is an id, or an exact name. Links stay as they are; they are read as KEPT's from then on. `people undo`
    takes it back.
    """
    with opened(common) as project:
        who = member_at_work(project, common)
        keeper, gone = store.find(project.db, kept), store.find(project.db, other)
        people = tables.read_people(project.db)
        edits = model.merge(people, keeper.id, gone.id)
        rows = people_rows.links_of(project.db, gone.id)
        tell(f"{gone.name} ({gone.id}) becomes one with {keeper.name} ({keeper.id}).")
        _tell_change(edits, people)
        tell(f"{count(len(rows), 'link')} to {gone.name} will be read as {keeper.name}.")
        _tell_links(rows)
        if not _go_ahead(yes, dry):
            return DONE
        store.merge(project, who, keeper.id, gone.id)
    say(f"{gone.name} is {keeper.name} now. `annotator people undo` takes it back.")
    return DONE


@command.command("split")
@click.argument("person")
@click.argument("name")
@click.option(
    "--alias", "aliases", multiple=True, metavar="WORDS", help="Take along links whose text is WORDS."
)
@click.option(
    "--article", "articles", multiple=True, metavar="ID", help="Take along the links of this article."
)
@_sure
@common_options
def split(
    person: str,
    name: str,
    aliases: tuple[str, ...],
    articles: tuple[str, ...],
    yes: bool,
    dry: bool,
    common: Common,
) -> int:
    """Make a new person called NAME out of some links of PERSON.

    --alias and --article say which; with both, links that are in such an article and have such a text. Nobody's
    labels are rewritten, and `people undo` takes it back.
    """
    if not aliases and not articles:
        raise UsageError("Which links go along? Say --alias WORDS or --article ID, or both.")
    with opened(common) as project:
        who = member_at_work(project, common)
        old = store.find(project.db, person)
        rows = [
            row
            for row in people_rows.links_of(project.db, old.id)
            if (not aliases or (not row.implied and row.text in aliases))
            and (not articles or row.place[1] in articles)
        ]
        tell(f"{count(len(rows), 'link')} to {old.name} will be read as {name}, a new {old.kind}.")
        _tell_links(rows)
        if not rows:
            return LOST
        if not _go_ahead(yes, dry):
            return DONE
        names = () if articles else aliases
        edits = store.split(project, who, old.id, name, [row.place for row in rows], names)
    say(f"{name} is {edits[0].item.id}. `annotator people undo` takes it back.")
    return DONE


@command.command("unmerge")
@click.argument("entity")
@common_options
def unmerge(entity: str, common: Common) -> int:
    """Let ENTITY, which was merged, stand alone again."""
    return _change(
        common,
        lambda people: f"unmerge {store.called(people, entity)[0]}",
        lambda people: model.unmerge(people, entity),
        "stands alone again",
    )


@command.command("rename")
@click.argument("person")
@click.argument("name")
@common_options
def rename(person: str, name: str, common: Common) -> int:
    """Give PERSON another NAME; the old one stays as an alias."""
    return _change_found(
        common,
        person,
        lambda old: f"rename {old}",
        lambda people, one: model.rename(people, one, name),
        f"is {name} now",
    )


@command.command("alias")
@click.argument("person")
@click.argument("alias")
@click.option("--remove", is_flag=True, help="Take it away instead.")
@common_options
def alias(person: str, alias: str, remove: bool, common: Common) -> int:
    """Give PERSON one more name, or take one away."""
    act = model.remove_alias if remove else model.add_alias
    told = f"is no longer called {alias}" if remove else f"is also called {alias}"
    return _change_found(
        common,
        person,
        lambda name: f"alias {alias} of {name}",
        lambda people, one: act(people, one, alias),
        told,
    )


@command.command("undo")
@click.option("--redo", is_flag=True, help="Do again what was undone last.")
@common_options
def undo(redo: bool, common: Common) -> int:
    """Take back what you did last to the people here."""
    with opened(common) as project:
        who = member_at_work(project, common)
        taken = store.undo(project, who, redo=redo)
    if taken is None:
        tell(
            f"There is nothing to {'redo' if redo else 'undo'}; what was done in the reader is undone there."
        )
        return LOST
    say(f"{'Done again' if redo else 'Undone'}: {taken.rstrip('.')}.")
    return DONE


def _change(common: Common, words: Callable[[People], str], decide: store.Decide, told: str) -> int:
    with opened(common) as project:
        edits = store.change(project, member_at_work(project, common), words, decide)
    say(f"{getattr(edits[0].item, 'name', edits[0].item.id)} {told}.")
    return DONE


def _change_found(
    common: Common,
    person: str,
    words: Callable[[str], str],
    decide: Callable[[People, str], list[Edit]],
    told: str,
) -> int:
    """Change somebody who is looked for by id or name; `words` make the action's of their name."""
    with opened(common) as project:
        who = member_at_work(project, common)
        found = store.find(project.db, person)
        store.change(project, who, words(found.name), lambda people: decide(people, found.id))
    say(f"{found.name} {told}.")
    return DONE


def _go_ahead(yes: bool, dry: bool) -> bool:
    """Whether to do what was shown; asks where somebody can answer.

    Raises:
        UsageError: nobody can be asked, and nothing said yes.
    """
    if dry or yes:
        return not dry
    if not sys.stdin.isatty():
        raise UsageError("Say --yes to do that, or --dry-run to see it only.")
    if click.confirm("Go ahead?", default=False, err=True):
        return True
    tell("Nothing was changed.")
    return False


def _tell_change(edits: Sequence[Edit], people: People) -> None:
    for edit in edits:
        before = people.entities.get(edit.item.id)
        had = set(before.aliases) if before else set()
        new = [one for one in getattr(edit.after, "aliases", ()) if one not in had]
        if new and before:
            tell(f"{before.name} will also be called {', '.join(new)}.")


def _tell_links(rows: Sequence[LinkRow], *, everything: bool = False) -> None:
    shown = rows if everything else rows[:_SHOWN]
    if shown:
        words = [f"({row.text[:40]}…)" if row.implied else row.text for row in shown]
        say_table(
            ["article", "layer", "words"],
            [(row.place[1], row.place[0], text) for row, text in zip(shown, words, strict=True)],
        )
    if len(rows) > len(shown):
        tell(f"… and {len(rows) - len(shown):,} more.")
