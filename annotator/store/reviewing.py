"""Questions to the tables about review: what can be reviewed, by whose labels, and what reviewers have said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.model.items import GOLD, PEOPLE, PROJECT, SUGGESTIONS
from annotator.store.project import Project

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_PEOPLE = f"layer NOT IN ('{GOLD}', '{PEOPLE}', '{PROJECT}') AND layer NOT LIKE '{SUGGESTIONS}%'"


def check_reviewer(project: Project, who: str) -> None:
    """Raise UsageError, with what to do, unless `who` may write gold."""
    members = project.members()
    if who in members and members[who].reviewer:
        return
    names = ", ".join(sorted(name for name, member in members.items() if member.reviewer))
    raise UsageError(
        f"{who} is not a reviewer; only reviewers decide what becomes gold. {names} can say who is one: "
        f"`annotator members reviewer {who} on`."
    )


def layers_to_review(db: Database, article: str) -> list[str]:
    """The people's layers that are compared in an article, by name: those marked done; where fewer than two are, all
    that hold anything."""
    rows = db.conn.execute(
        f"SELECT layer, state FROM states WHERE article = ? AND {_OF_PEOPLE} ORDER BY layer", [article]
    ).fetchall()
    done = [layer for layer, state in rows if state == "done"]
    return done if len(done) > 1 else [layer for layer, state in rows if state != "new"]


def next_to_review(db: Database, after: str) -> str | None:
    """The next article, by id and round the end, that two people or more have done and gold is not done in."""
    row = db.conn.execute(
        f"SELECT article FROM states WHERE {_OF_PEOPLE} AND state = 'done' AND article <> ? AND article NOT IN "
        "(SELECT article FROM states WHERE layer = ? AND state = 'done') "
        "GROUP BY article HAVING count(*) > 1 ORDER BY article <= ?, article LIMIT 1",
        [after, GOLD, after],
    ).fetchone()
    return row[0] if row else None


def labelled_once(db: Database) -> list[tuple[str, str]]:
    """(article, layer) of the articles that one person alone has labelled, and done, and of which gold holds nothing,
    by article."""
    rows = db.conn.execute(
        f"SELECT article, max(layer) FROM states WHERE {_OF_PEOPLE} AND state <> 'new' AND article NOT IN "
        "(SELECT article FROM states WHERE layer = ? AND state <> 'new') "
        "GROUP BY article HAVING count(*) = 1 AND max(state) = 'done' ORDER BY article",
        [GOLD],
    )
    return [(row[0], row[1]) for row in rows.fetchall()]


def reasons_given(db: Database, most: int = 20) -> list[tuple[str, int]]:
    """(reason, how often) of what reviewers said in gold, the most frequent first.

    A reason counts once for each label that it decided, not for what came along with that.
    """
    rows = db.conn.execute(
        "SELECT reason, count(*) AS times FROM ("
        "SELECT origin_reason AS reason FROM spans WHERE layer = ? AND origin_reason <> '' AND label = 'QUOTE' "
        "UNION ALL SELECT reason FROM decisions WHERE layer = ? AND reason <> '') "
        "GROUP BY reason ORDER BY times DESC, reason LIMIT ?",
        [GOLD, GOLD, most],
    )
    return [(row[0], row[1]) for row in rows.fetchall()]
