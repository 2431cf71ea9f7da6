"""Groups of articles that are mostly the same text, such as a wire report in several outlets.

A split keeps a group together, so that no model is tested on what it was trained on. Groups are facts about the
texts and no part of the log. Once an article is in a group, be it alone, it stays there: what was exported before
keeps its split, whatever is added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlite_utils import Database

from annotator.store.project import Project
from annotator.text.shingles import Sketches, containment, shingles, sketch_of

SHARE = 0.5
"""How much of the shorter text must be in the other, as a rule."""

_AT_ONCE = 500
"""Articles read in one go."""
_REMEMBERED = 1024
"""Articles whose shingles are kept while pairs are compared, which come by the first of each."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """What became of the articles that were in no group yet."""

    articles: int
    """How many there were."""
    groups: Mapping[str, tuple[str, ...]]
    """Group -> its articles, by id, old ones too; of groups of more than one to which some came."""
    between: tuple[str, ...]
    """Articles that are like those of several old groups; each came to the first."""


def group_articles(
    project: Project,
    share: float = SHARE,
    *,
    dry_run: bool = False,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Grouped:
    """Put every article that is in no group into one: that of its near-duplicates, else one of its own.

    A new group has the id of its first article, by id. `share`: see `SHARE`. `told` hears of articles read, and of
    how many there are.

    Raises:
        ProjectReadOnly, ProjectBusy, SaveError: the groups cannot be written.
    """
    with project.reading() as db:
        known = dict(db.conn.execute('SELECT article, "group" FROM groups').fetchall())
        ids = [row[0] for row in db.conn.execute("SELECT id FROM articles ORDER BY id").fetchall()]
        new = [article not in known for article in ids]
        alike = _alike(db, ids, new, share, told) if any(new) else {}
    found, between = _placed(ids, new, known, alike)
    if found and not dry_run:
        with project.writing() as db:
            db.conn.executemany("INSERT OR IGNORE INTO groups VALUES (?, ?)", sorted(found.items()))
    return Grouped(len(found), _members(ids, {**known, **found}, set(found.values())), between)


def _members(ids: list[str], group_of: Mapping[str, str], touched: set[str]) -> dict[str, tuple[str, ...]]:
    """Group -> its articles, of groups of more than one that were touched."""
    sizes = Counter(group_of[article] for article in ids)
    found: dict[str, list[str]] = {}
    for article in ids:
        group = group_of[article]
        if group in touched and sizes[group] > 1:
            found.setdefault(group, []).append(article)
    return {group: tuple(some) for group, some in sorted(found.items())}


def grouped_count(db: Database) -> int:
    """How many articles are in a group."""
    return int(db.conn.execute("SELECT count(*) FROM groups").fetchone()[0])


def _alike(
    db: Database, ids: list[str], new: list[bool], share: float, told: Callable[[int, int], None]
) -> dict[int, list[int]]:
    """Number of an article -> numbers of those that it is like; only pairs of which one at least is new."""
    sketches = Sketches()
    for number, text in enumerate(_texts(db, ids)):
        sketches.add(number, sketch_of(shingles(text)))
        told(number + 1, len(ids))

    @lru_cache(maxsize=_REMEMBERED)
    def of(number: int) -> frozenset[int]:
        return shingles(_text(db, ids[number]))

    found: dict[int, list[int]] = {}
    for one, other in sketches.candidates():
        if (new[one] or new[other]) and containment(of(one), of(other)) >= share:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return found


def _placed(
    ids: list[str], new: list[bool], known: Mapping[str, str], alike: Mapping[int, list[int]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """New article -> its group; and those that are like several old groups.

    What is linked through new articles belongs together; old ones link nothing, since they never move.
    """
    found: dict[str, str] = {}
    between = []
    for first, is_new in enumerate(new):
        if not is_new or ids[first] in found:
            continue
        together, waiting, old = {first}, [first], set()
        while waiting:
            for other in alike.get(waiting.pop(), ()):
                if not new[other]:
                    old.add(known[ids[other]])
                elif other not in together:
                    together.add(other)
                    waiting.append(other)
        group = min(old) if old else ids[min(together)]
        found.update({ids[number]: group for number in together})
        if len(old) > 1:
            between += [ids[number] for number in sorted(together)]
    return found, tuple(between)


def _texts(db: Database, ids: list[str]) -> Iterator[str]:
    """The texts of all articles by id, without their boilerplate, which makes strangers look alike."""
    for first in range(0, len(ids), _AT_ONCE):
        bounds = [ids[first], ids[min(len(ids), first + _AT_ONCE) - 1]]
        left_out: dict[str, list[tuple[int, int]]] = {}
        for article, start, end in db.conn.execute(
            'SELECT article, start, "end" FROM paragraphs WHERE article BETWEEN ? AND ? '
            "AND kind = 'boilerplate' ORDER BY article, number DESC",
            bounds,
        ).fetchall():
            left_out.setdefault(article, []).append((start, end))
        rows = db.conn.execute("SELECT id, text FROM articles WHERE id BETWEEN ? AND ? ORDER BY id", bounds)
        for article, text in rows.fetchall():
            yield _without(text, left_out.get(article, ()))


def _text(db: Database, article: str) -> str:
    return next(_texts(db, [article]))


def _without(text: str, parts: list[tuple[int, int]] | tuple[()]) -> str:
    for start, end in parts:  # from the last to the first
        text = text[:start] + " " + text[end:]
    return text
