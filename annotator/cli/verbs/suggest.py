"""`annotator suggest`: reading articles ahead, and how good the rules have been."""

from __future__ import annotations

import click

from annotator.cli.exits import DONE, stopping
from annotator.cli.names import member_at_work
from annotator.cli.opening import one_article, opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import bar, count, progress, say, say_json, say_table, tell
from annotator.cli.suggesting import packs_of, read_ahead, unread, what_became
from annotator.errors import UsageError
from annotator.model.suggestions import rules_off
from annotator.store.project import Project
from annotator.suggest.fates import Fate, Fates
from annotator.tui.rule_figures import turn_rule


@click.command("suggest")
@click.argument("articles", nargs=-1)
@click.option("--figures", is_flag=True, help="How often each rule's suggestions were accepted here.")
@click.option("--off", metavar="RULE", default="", help="Suggest no more by this rule in this project.")
@click.option("--on", metavar="RULE", default="", help="Suggest by this rule again.")
@json_option
@common_options
def command(
    articles: tuple[str, ...], figures: bool, off: str, on: str, as_json: bool, common: Common
) -> int:
    """Read articles ahead: put what the language packs suggest into their layers.

    Without ARTICLES, all that were not read by the pack as it is now. The reader does this by itself for what is
    open; the layers are for `show`, `evaluate` and `export`, which take them by name. A folder `packs` beside the
    project file adds words to the packs.
    """
    with opened(common) as project:
        if off or on:
            return _switch(project, member_at_work(project, common), off, on)
        packs = packs_of(project)
        if figures:
            _say_figures(what_became(project, packs), rules_off(project.settings()), as_json=as_json)
            return DONE
        chosen = [one_article(project, name) for name in articles] or unread(project, packs)
        done_before = 0

        def told(done: int, found: int) -> None:
            nonlocal done_before
            done_before = done
            of = f"{bar(done / len(chosen))} {done:,} of {len(chosen):,} articles"
            line.show(f"{of}, {count(found, 'quote')}")

        def stopped() -> str:
            if articles:
                kept, again = done_before, "name the others again"
            else:
                kept, again = len(chosen) - len(unread(project, packs)), "suggest again for the rest"
            return f"Stopped: {kept:,} of {count(len(chosen), 'article')} are read ahead; {again}."

        with progress() as line, stopping(stopped):
            frames = read_ahead(project, chosen, packs, told)
    for problem in packs.problems:
        tell(problem)
    if as_json:
        say_json({"articles": len(chosen), "suggestions": frames})
    elif not chosen:
        say("Nothing to do: every article has been read ahead by the packs as they are now.")
    else:
        say(f"{count(len(chosen), 'article')} read ahead: {count(frames, 'suggested quote')}.")
    return DONE


def _switch(project: Project, who: str, off: str, on: str) -> int:
    """Turn a rule off or on for the project."""
    if off and on:
        raise UsageError("--off and --on are two things; one at a time.")
    rule = off or on
    if not turn_rule(project, who, rule, off=bool(off)):
        tell(f"{rule} is {'off' if off else 'on'} already.")
        return DONE
    say(f"The rule {rule} is {'off' if off else 'on'} now.")
    return DONE


def _say_figures(found: Fates, off: frozenset[str], *, as_json: bool) -> None:
    rules = sorted({rule for rule, _ in found if rule} | off)
    decided = (Fate.ACCEPTED, Fate.CHANGED, Fate.REJECTED, Fate.OPEN)
    if as_json:
        say_json(
            {
                "rules": {
                    rule: {**{str(fate): found[rule, fate] for fate in decided}, "off": rule in off}
                    for rule in rules
                },
                "missed": found["", Fate.MISSED],
            }
        )
        return
    if not rules:
        tell("Nothing has been suggested to anybody yet.")
        return
    say_table(
        ["rule", *decided, ""],
        ((rule, *(found[rule, fate] for fate in decided), "off" if rule in off else "") for rule in rules),
    )
    say(f"{count(found['', Fate.MISSED], 'quote')} in done articles that nothing suggested.")
