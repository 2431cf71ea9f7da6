"""Notes of all layers together: a thread stands in the layers of all who speak in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.items import GOLD, PEOPLE, PROJECT, SUGGESTIONS, Note
from annotator.model.threads import Notes, threads_of
from annotator.store.assignments import hidden_because, verdict_hidden_because

if TYPE_CHECKING:
    from sqlite_utils import Database

_NOTES = (
    "SELECT n.layer, n.id, n.on_span, n.by, n.text, n.re, n.settled FROM states s CROSS JOIN notes n "
    "ON n.layer = s.layer AND n.article = s.article WHERE s.article = ? "
    f"AND s.layer NOT IN ('{PEOPLE}', '{PROJECT}') AND s.layer NOT LIKE '{SUGGESTIONS}%' "
    "ORDER BY n.layer, n.id"
)
"""By way of the states: every layer that says anything has one, and notes have no index by article."""


def notes_in(db: Database, article: str) -> Notes:
    """The notes of an article in people's layers and in gold."""
    found: dict[str, dict[str, Note]] = {}
    for layer, identifier, on, by, text, re, settled in db.conn.execute(_NOTES, [article]):
        found.setdefault(layer, {})[identifier] = Note(identifier, on, by, text, re, bool(settled))
    return found


def notes_on_text(db: Database, sha256: str) -> Notes:
    """`notes_in` of the article whose text has this sha256."""
    row = db.conn.execute("SELECT id FROM articles WHERE sha256 = ?", [sha256]).fetchone()
    return notes_in(db, row[0]) if row else {}


def notes_beside(db: Database, who: str, layer: str, article: str) -> Notes:
    """The notes in other layers than the open one that `who` may see: those of people whose labels they may see, and
    those in gold once they may see the verdict. A reviewer at gold sees all."""
    found = {name: notes for name, notes in notes_in(db, article).items() if name != layer}
    if layer == GOLD:
        return found
    return {name: notes for name, notes in found.items() if not _hidden(db, who, name, article)}


def _hidden(db: Database, who: str, layer: str, article: str) -> bool:
    if layer == GOLD:
        return bool(verdict_hidden_because(db, who, article))
    return bool(hidden_because(db, who, layer, article))


def waiting_notes(db: Database, who: str, *, reviews: bool) -> dict[str, int]:
    """Article -> how many threads wait there for a word of `who`: about their own labels, or, for whoever reviews,
    about anybody's."""
    articles = [row[0] for row in db.conn.execute("SELECT DISTINCT article FROM notes ORDER BY article")]
    found: dict[str, int] = {}
    for article in articles:
        if number := _waiting(db, who, article, reviews):
            found[article] = number
    return found


def waiting_in_review(db: Database, who: str, article: str) -> tuple[str, ...]:
    """Who wrote the notes that wait for a word of a reviewer and that only review shows: one for each thread, the
    oldest first, `""` for whose labels the reviewer may not see yet."""
    found = []
    for thread in threads_of(notes_in(db, article)):
        if who not in thread.layers and thread.waits_for_review(who):
            last = [one for one in thread.unanswered() if one.layer != GOLD and one.note.by != who][-1]
            found.append("" if _hidden(db, who, last.layer, article) else last.note.by)
    return tuple(found)


def _waiting(db: Database, who: str, article: str, reviews: bool) -> int:
    notes = notes_in(db, article)
    seen: Notes = {who: notes.get(who, {}), **notes_beside(db, who, who, article)}
    own = [thread for thread in threads_of(seen) if who in thread.layers and thread.waits_for(who)]
    keys = {thread.root.key for thread in own}
    if reviews:
        keys |= {thread.root.key for thread in threads_of(notes) if thread.waits_for_review(who)}
    return len(keys)
