"""Who is to label which articles, and whose labels somebody may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.model.assigning import Drawn, Wish, draw
from annotator.model.edits import Edit
from annotator.model.items import GOLD, PROJECT, SUGGESTIONS, Assignment, Progress
from annotator.store.operation import Action
from annotator.store.project import Project

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment with how far the member is."""

    article: str
    member: str
    suggestions: bool
    state: Progress


def assignment_rows(db: Database, member: str = "") -> list[AssignmentRow]:
    """All assignments, or a member's, ordered by (article, member)."""
    where = "WHERE g.member = ?" if member else ""
    rows = db.conn.execute(
        "SELECT g.article, g.member, g.suggestions, coalesce(s.state, 'new') FROM assignments g "
        f"LEFT JOIN states s ON s.layer = g.member AND s.article = g.article {where} "
        "ORDER BY g.article, g.member",
        [member] if member else [],
    )
    return [AssignmentRow(row[0], row[1], bool(row[2]), Progress(row[3])) for row in rows.fetchall()]


def assign(project: Project, who: str, wish: Wish, *, dry_run: bool = False) -> list[Drawn]:
    """Give out the articles that nobody has, as one action of `who`.

    Raises:
        UsageError: `who` is no reviewer, a name is no member's, or the wish cannot be met.
        Others: as `Project.writing`.
    """
    with project.writing() as db:
        _check_reviewer(project, who)
        if strangers := [name for name in wish.members if name not in project.members()]:
            raise UsageError(f"{', '.join(strangers)}: no member of {project.path.name}.")
        free = [
            row[0]
            for row in db.conn.execute(
                "SELECT id FROM articles WHERE NOT EXISTS "
                "(SELECT 1 FROM assignments g WHERE g.article = articles.id) ORDER BY id"
            )
        ]
        loads = dict(db.conn.execute("SELECT member, count(*) FROM assignments GROUP BY member").fetchall())
        drawn = draw(free, wish, loads)
        if drawn and not dry_run:
            edits = [
                Edit(PROJECT, one.article, None, Assignment(one.member, one.suggestions)) for one in drawn
            ]
            project.append(db, Action(project.new_action_id(db), who, "assign", tuple(edits)))
    return drawn


def unassign(project: Project, who: str, member: str) -> int:
    """Take back a member's assignments to articles that they have not begun; how many.

    Raises: as `assign`.
    """
    with project.writing() as db:
        _check_reviewer(project, who)
        rows = [row for row in assignment_rows(db, member) if row.state is Progress.NEW]
        edits = [Edit(PROJECT, row.article, Assignment(row.member, row.suggestions), None) for row in rows]
        if edits:
            project.append(db, Action(project.new_action_id(db), who, f"unassign {member}", tuple(edits)))
    return len(rows)


def shows_suggestions(db: Database, member: str, article: str) -> bool:
    """Whether a member sees suggestions in an article: yes, unless an assignment says no."""
    row = db.conn.execute(
        "SELECT suggestions FROM assignments WHERE article = ? AND member = ?", [article, member]
    ).fetchone()
    return row is None or bool(row[0])


def hidden_because(db: Database, who: str, layer: str, article: str) -> str:
    """Why `who` may not see another's layer of an article yet, in a sentence; `""` if they may.

    Labelling is blind until both are done, so that agreement means something. Reviewers see everything, and so
    does who is no member, since they label nothing.
    """
    member = db.conn.execute("SELECT reviewer FROM members WHERE name = ?", [who]).fetchone()
    if layer == who or member is None or member[0]:
        return ""
    states = dict(db.conn.execute("SELECT layer, state FROM states WHERE article = ?", [article]).fetchall())
    if states.get(who) != Progress.DONE:
        return f"{layer}'s labels of {article} can be seen once you have marked it as done yourself."
    both = db.conn.execute(
        "SELECT count(*) FROM assignments WHERE article = ? AND member IN (?, ?)", [article, who, layer]
    ).fetchone()[0]
    if both == 2 and states.get(layer) != Progress.DONE:
        return f"{layer} is still at work on {article}; you will see each other's labels when both are done."
    return ""


def verdict_hidden_because(db: Database, who: str, article: str) -> str:
    """Why `who` may not see yet what a reviewer made of their labels of an article; `""` if they may.

    A verdict is given on work that is done, by a review that is.
    """
    states = dict(
        db.conn.execute(
            "SELECT layer, state FROM states WHERE article = ? AND layer IN (?, ?)", [article, GOLD, who]
        ).fetchall()
    )
    if states.get(GOLD) != Progress.DONE:
        return "No reviewer has finished this article yet."
    if states.get(who) != Progress.DONE:
        return "You see the verdict once you have marked the article as done yourself: D."
    return ""


def hidden_places(db: Database, who: str, places: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those of the (layer, article) whose labels `who` may not see yet; none for nobody in particular."""
    return frozenset(place for place in places if who and hidden_because(db, who, *place))


def check_open(db: Database, who: str, layers: Iterable[str]) -> None:
    """See that `who` may take whole layers of people out of the project, where their labels can be read.

    Raises:
        UsageError: labels of one of them are not to be seen by `who` yet.
    """
    member = db.conn.execute("SELECT reviewer FROM members WHERE name = ?", [who]).fetchone()
    if member is None or member[0]:
        return
    for layer in layers:
        if layer in (who, GOLD) or layer.startswith(SUGGESTIONS):
            continue
        labelled = db.conn.execute("SELECT article FROM states WHERE layer = ? ORDER BY article", [layer])
        for (article,) in labelled.fetchall():
            if hidden := hidden_because(db, who, layer, article):
                raise UsageError(f"{hidden} Until then only {layer} or a reviewer can export the layer.")


def _check_reviewer(project: Project, who: str) -> None:
    found = project.members().get(who)
    if found is None or not found.reviewer:
        raise UsageError(f"{who} is not a reviewer; only reviewers give out articles.")
