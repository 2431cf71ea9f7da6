"""`annotator import`: articles, with labels where the format has them."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from annotator.cli.exits import DONE, LOST, UNREADABLE, stopping
from annotator.cli.incoming import Intake, Wanted
from annotator.cli.names import member_at_work, proposed_name
from annotator.cli.opening import opened
from annotator.cli.options import PATH, Common, common_options, json_option
from annotator.cli.output import PEOPLE, bar, count, progress, say, say_json, tell
from annotator.errors import AnnotatorError, UsageError
from annotator.formats.map_file import bundled_map, bundled_maps, load_map
from annotator.formats.names import NameMap, map_of_pairs
from annotator.formats.readers import ImportOptions
from annotator.formats.registry import IMPORTS, import_format
from annotator.formats.tag_reading import DIALECTS
from annotator.model.article import Article
from annotator.model.declarations import in_words
from annotator.model.items import GOLD
from annotator.store.imports import Fate, Outcome, import_all
from annotator.store.notes import notes_on_text
from annotator.store.project import Project
from annotator.store.reading import article_count, layer_count, read_article

_FORMATS = ", ".join(f"{entry.name} ({'/'.join(entry.suffixes)})" for entry in IMPORTS.values())

_TOLD = 20
"""Sentences of one kind that are printed; a second import of a large folder has one for each file."""


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=PATH)
@click.option("--format", "format_", metavar="F", default="", help=f"{_FORMATS}. Else the file's name tells.")
@click.option("--layer", metavar="L", default="", help="Put all labels into this layer.")
@click.option("--lang", metavar="XX", help="Language of articles that do not say theirs. Else it is guessed.")
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FROM=TO|FILE.toml|NAME",
    help=f"Give a label, relation or attribute another name, or all that a map file names; NAME is one of "
    f"{', '.join(bundled_maps())}. Repeatable; the last one holds.",
)
@click.option("--dialect", type=click.Choice(DIALECTS), help="Of CoNLL's tags. Else that is detected.")
@click.option(
    "--cut",
    metavar="REGEX",
    help="An article of CoNLL begins at a block in whose tokens (one blank between) this is found.",
)
@click.option("--encoding", metavar="E", help="Encoding of text, CoNLL and brat. Else UTF-8.")
@click.option("--id-prefix", metavar="P", default="", help="Put this before every article's id.")
@click.option(
    "--wrapped/--no-wrapped",
    default=None,
    help="Whether lines are to be joined to paragraphs. Else that is detected.",
)
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@json_option
@common_options
def command(
    paths: tuple[Path, ...],
    format_: str,
    layer: str,
    lang: str | None,
    maps: tuple[str, ...],
    dialect: str | None,
    cut: str | None,
    encoding: str | None,
    id_prefix: str,
    wrapped: bool | None,
    dry_run: bool,
    as_json: bool,
    common: Common,
) -> int:
    """Bring in articles, with labels where the format has them.

    A PATH is a file, or a folder with all that it holds. Nothing that is here already is changed: the same
    text is not added again, and labels only fill a layer that is empty in their article.
    """
    if format_:
        import_format(format_)
    options = ImportOptions(
        lang, wrapped, _encoding(encoding), _names(maps), dialect or "", _pattern(cut) if cut else None
    )
    with opened(common) as project:
        options = replace(options, known=partial(_known, project))
        # A dry run adds nobody: a name that is none of the members' yet may still be tried.
        who = proposed_name(common, project.path) if dry_run else member_at_work(project, common)
        member = project.members().get(who)
        wanted = Wanted(format_, layer, who, bool(member and member.reviewer), id_prefix, options)
        intake = Intake(wanted)
        if layer:
            intake.check_layer(layer)
        outcome = _bring_in(project, who, intake, paths, dry_run=dry_run)
        if intake.answers and not dry_run:
            with project.reading() as db:
                layers = [*project.members(), GOLD]
                outcome.remarks += intake.unanswerable(partial(notes_on_text, db), layers)
    _report(intake, outcome, dry_run=dry_run, as_json=as_json)
    if intake.unreadable:
        return UNREADABLE
    return LOST if intake.refused or outcome.refused or intake.lost else DONE


def _known(project: Project, article: str) -> Article | None:
    return read_article(project.db, article)


def _bring_in(
    project: Project, who: str, intake: Intake, paths: tuple[Path, ...], *, dry_run: bool
) -> Outcome:
    outcome = Outcome()
    articles = layers = 0  # of whole batches: what a batch has counted when it is broken off does not come in
    before = article_count(project.db), layer_count(project.db)

    def stopped() -> str:
        if dry_run:
            return "Stopped; a dry run changes nothing."
        # Asked of the project, since Ctrl+C may come when a batch is on disk and not counted yet.
        now = article_count(project.db) - before[0], layer_count(project.db) - before[1]
        return f"Stopped: {_came(*now)} came in; import again for the rest."

    with progress() as line, stopping(stopped):
        try:
            for outcome in import_all(project, who, intake.read(paths), dry_run=dry_run):
                articles, layers = outcome.articles[Fate.ADDED], outcome.layers[Fate.ADDED]
                line.show(f"{bar(intake.share)} {sum(outcome.articles.values()):,} articles and layers")
        except AnnotatorError:
            if not dry_run:
                line.clear()
                tell(f"{_came(articles, layers)} came in before this; importing again goes on from there.")
            raise
    return outcome


def _came(articles: int, layers: int) -> str:
    return " and ".join([count(articles, "article"), *([count(layers, "layer")] if layers else [])])


def _report(intake: Intake, outcome: Outcome, *, dry_run: bool, as_json: bool) -> None:
    for sentences in (intake.remarks, intake.lost, outcome.remarks, intake.refused, intake.unreadable):
        for sentence in sentences[:_TOLD]:
            tell(sentence)
        if len(sentences) > _TOLD:
            tell(f"… and {count(len(sentences) - _TOLD, 'more sentence')} of this kind; --json prints all.")
    if as_json:
        say_json(
            {
                "articles": {str(fate): number for fate, number in outcome.articles.items()},
                "layers": {str(fate): number for fate, number in outcome.layers.items()},
                "spans": outcome.spans,
                "entities": outcome.entities,
                "members": outcome.members,
                "declared": outcome.declared,
                "remarks": [*intake.remarks, *intake.lost, *outcome.remarks],
                "lost": intake.lost,
                "refused": intake.refused,
                "unreadable": intake.unreadable,
                "dry_run": dry_run,
            }
        )
        return
    articles, layers = outcome.articles, outcome.layers
    came = "would come in" if dry_run else "came in"
    parts = [f"{count(articles[Fate.ADDED], 'article')} {came}"]
    if layers[Fate.ADDED]:
        people = (
            f" and {count(outcome.entities, *(f'new {words}' for words in PEOPLE))}"
            if outcome.entities
            else ""
        )
        parts.append(f"{count(layers[Fate.ADDED], 'layer')} with {count(outcome.spans, 'span')}{people}")
    if outcome.same_lines:
        parts.append(f"{outcome.same_lines:,} here already")
    if refused := len(intake.refused) + outcome.refused_lines:
        parts.append(f"{refused:,} refused")
    if intake.lost:
        parts.append(f"{count(len(intake.lost), 'thing')} could not be kept")
    unread = {"file": len(intake.unreadable) - intake.folders, "folder": intake.folders}
    if told := " and ".join(count(number, one) for one, number in unread.items() if number):
        parts.append(f"{told} could not be read")
    say("; ".join(parts) + ".")
    if outcome.members:
        say(f"New members: {', '.join(outcome.members)}.")
    if outcome.declared:
        say(f"New in the scheme: {in_words(outcome.declared)}.")


def _names(maps: tuple[str, ...]) -> NameMap:
    found = NameMap()
    pairs: dict[str, str] = {}
    for one in maps:
        if one.endswith(".toml"):
            found = load_map(Path(one)).over(found)
            continue
        old, equals, new = one.partition("=")
        if not equals:
            found = bundled_map(one).over(found)
            continue
        if not (old and new):
            raise UsageError(f"--map needs FROM=TO, such as Source=SPEAKER; not {one!r}.")
        if pairs.setdefault(old, new) != new:
            raise UsageError(f"--map gives {old!r} two names, {pairs[old]!r} and {new!r}.")
    return map_of_pairs(pairs).over(found)


def _pattern(cut: str) -> re.Pattern[str]:
    try:
        return re.compile(cut)
    except re.error as error:
        raise UsageError(f"--cut needs a regular expression; {cut!r} is none ({error}).") from None


def _encoding(name: str | None) -> str | None:
    if name is not None:
        try:
            codecs.lookup(name)
        except LookupError:
            raise UsageError(f"There is no encoding {name!r}; try cp1252, latin-1 or utf-16.") from None
    return name
