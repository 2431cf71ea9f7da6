"""`annotator assign`: who is to label which articles."""

from __future__ import annotations

from collections import Counter

import click

from annotator.cli.exits import DONE, LOST
from annotator.cli.names import member_at_work
from annotator.cli.opening import opened
from annotator.cli.options import Common, common_options, json_option
from annotator.cli.output import count, say, say_json, say_table, tell
from annotator.errors import UsageError
from annotator.model.assigning import Wish
from annotator.model.items import Progress
from annotator.store import assignments


@click.command("assign")
@click.option(
    "--to", "members", metavar="A,B,…", default="", help="Give out what nobody has to these members."
)
@click.option("--each", type=click.IntRange(1), default=1, metavar="N", help="People an article. 1.")
@click.option(
    "--shared", default="0", metavar="SHARE", help="Share of the articles that several label: 0.2 or 20%."
)
@click.option(
    "--together", type=click.IntRange(2), default=2, metavar="N", help="People a shared article. 2."
)
@click.option(
    "--without-suggestions",
    "bare",
    default="0",
    metavar="SHARE",
    help="Share that shows no suggestions: 10%.",
)
@click.option("--seed", type=int, default=0, metavar="N", help="Another draw. 0.")
@click.option("--take-back", metavar="NAME", default="", help="Take back what NAME has not begun.")
@click.option("--dry-run", "dry", is_flag=True, help="Draw, and give out nothing.")
@json_option
@common_options
def command(
    members: str,
    each: int,
    shared: str,
    together: int,
    bare: str,
    seed: int,
    take_back: str,
    dry: bool,
    as_json: bool,
    common: Common,
) -> int:
    """Say who labels which articles, or show it.

    Without --to or --take-back it lists what is assigned. The draw depends on the seed and the articles alone,
    and leaves alone what was given out before. Until both are done, members do not see each other's labels of an
    article.
    """
    if members and take_back:
        raise UsageError("--to and --take-back are two things; one at a time.")
    with opened(common) as project:
        if take_back:
            taken = assignments.unassign(project, member_at_work(project, common), take_back)
            say(f"{count(taken, 'article')} taken back from {take_back}.")
            return DONE if taken else LOST
        if not members:
            rows = assignments.assignment_rows(project.db)
            _list(rows, as_json=as_json)
            return DONE
        wish = Wish(
            tuple(name.strip() for name in members.split(",")),
            each,
            _share(shared, "--shared"),
            together,
            _share(bare, "--without-suggestions"),
            seed,
        )
        drawn = assignments.assign(project, member_at_work(project, common), wish, dry_run=dry)
    if as_json:
        say_json(
            [{"article": one.article, "member": one.member, "suggestions": one.suggestions} for one in drawn]
        )
    elif drawn:
        loads = Counter(one.member for one in drawn)
        several = sum(number > 1 for number in Counter(one.article for one in drawn).values())
        told = ", ".join(f"{name} {loads[name]:,}" for name in wish.members)
        articles = count(len({one.article for one in drawn}), "article")
        say(f"{articles}{' would be' if dry else ''} given out: {told}; {several:,} to several people.")
    else:
        tell("Every article has somebody already.")
    return DONE if drawn else LOST


def _list(rows: list[assignments.AssignmentRow], *, as_json: bool) -> None:
    if as_json:
        say_json(
            [
                {
                    "article": row.article,
                    "member": row.member,
                    "suggestions": row.suggestions,
                    "state": row.state,
                }
                for row in rows
            ]
        )
        return
    if not rows:
        tell(
            "Nothing is assigned: everybody may label everything. `annotator assign --to A,B` gives out articles."
        )
    per_member: dict[str, Counter[str]] = {}
    for row in rows:
        found = per_member.setdefault(row.member, Counter())
        found[row.state] += 1
        found["bare"] += not row.suggestions
    say_table(
        ["member", *(str(state) for state in Progress), "without suggestions"],
        [
            (name, *(found[state] for state in Progress), found["bare"])
            for name, found in sorted(per_member.items())
        ],
    )


def _share(text: str, option: str) -> float:
    """`20%` or `0.2` as a share.

    Raises:
        UsageError: it is neither.
    """
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(f"{option} needs a share such as 20% or 0.2, not {text!r}.")
    return share
