"""A sitting: one person with one article open, what they see of it, and the writing of what they do.

A sitting's view is a value that stands still until `refresh` or a write of its own moves it. A write is
refused with `Stale` when somebody changed the same place since the view was read (the same person in a second
terminal, say): the caller refreshes and decides anew, so that an operation always replaces what was seen.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from annotator.model.article import Article
from annotator.model.codec import kind_name
from annotator.model.edits import Edit, inverse
from annotator.model.items import PEOPLE, PROJECT, Entity, Item, KindCorrection, Link
from annotator.model.layer import Layer
from annotator.model.replacing import replace
from annotator.store import log, tables
from annotator.store.operation import IMPORT, Action
from annotator.store.project import Project
from annotator.store.undoing import to_redo, to_undo

if TYPE_CHECKING:
    from sqlite_utils import Database

_IMPORTED = f'{{"command":"{IMPORT}",'
"""How the changes of an import's operation begin."""


class Stale(Exception):
    """Somebody changed the same place since it was read. Refresh and decide anew."""


@dataclass(frozen=True, slots=True)
class View:
    """What a person sees of an article: their layer, and the project's people."""

    layer: Layer
    entities: Mapping[str, Entity]
    lamport: int
    """Time of the latest operation in the layer that the view includes."""


@dataclass(frozen=True, slots=True)
class Done:
    """An action that was written."""

    view: View
    command: str
    """What was done, undone or done again."""
    next_action: str
    """The id that the next action will have."""
    edits: tuple[Edit, ...]
    reread: bool = False
    """Whether others had changed the view, so that the edits alone do not lead from the view before to this one."""
    turned: str = ""
    """Id of the action that was undone or done again."""


class Sitting:
    """One member with one article open. Made by `sit`."""

    def __init__(self, project: Project, who: str, article: Article, layer: str) -> None:
        self.project = project
        self.who = who
        self.article = article
        self.layer_name = layer
        self._data_version = -1
        self._people_lamport = 0
        self.view = self._read()
        self.next_action = ""
        if not project.read_only:  # who may only read may look
            with project.writing() as db:
                self.next_action = project.new_action_id(db)
                project.find_head(db, layer)

    def changed_elsewhere(self) -> bool:
        """Whether anybody has written to the project since the view was read. Cheap."""
        return self.project.data_version() != self._data_version

    def refresh(self) -> View:
        """Read the view again if anybody has written since; the same value if nothing here changed."""
        if self.changed_elsewhere():
            with self.project.reading():
                if log.last_lamport(self.project.db, self.layer_name, self.article.id) != self.view.lamport:
                    self.view = self._read()
                else:
                    self._data_version = self.project.data_version()
                    people = log.last_lamport(self.project.db, PEOPLE, "")
                    if people != self._people_lamport:
                        self.view = self._read()  # links of this layer may mean somebody else now
        return self.view

    def commit(self, command: str, edits: Sequence[Edit], after: Layer | None = None) -> Done:
        """Write the edits as one action, whose id is `next_action`.

        `after` is the layer with the edits applied, where the caller has it already.

        Raises:
            Stale: see the module's docstring. Nothing was written.
            ProjectBusy, ProjectReadOnly, SaveError: see `Project.writing`. Nothing was written.
        """
        with self.project.writing() as db:
            self._check_fresh(db, edits)
            action = Action(self.next_action, self.who, command, tuple(edits))
            self._append(db, action)
            following = self.project.new_action_id(db)
            lamport = log.last_lamport(db, self.layer_name, self.article.id)
        return self._done(command, edits, following, lamport, after)

    def undo(self) -> Done | None:
        """Take back this person's latest action in this article that is not taken back; None if there is none.

        Raises: as `commit`.
        """
        return self._turn(undo=True)

    def redo(self) -> Done | None:
        """Do again what undo took back last, unless something else was done since; None if there is nothing.

        Raises: as `commit`.
        """
        return self._turn(undo=False)

    def correct_kind(self, paragraph: int, kind: str) -> Done:
        """Say what a paragraph is, for everybody.

        Raises: as `commit`.
        """
        before = tables.read_item(self.project.db, PROJECT, self.article.id, "kind", str(paragraph))
        after = KindCorrection(str(paragraph), kind)
        done = self.commit("correct a paragraph's kind", [Edit(PROJECT, self.article.id, before, after)])
        self.article = self.project.article(self.article.id)
        return done

    def keep_place(self, offset: int) -> None:
        """Remember where the person is."""
        self.project.keep_place(self.who, self.article.id, offset)

    def _turn(self, *, undo: bool) -> Done | None:
        with self.project.writing() as db, closing(self._past(db)) as past:
            # The tables may have moved on since the view was read: edits start from what they show now.
            layer, entities = self.view.layer, self.view.entities
            if log.last_lamport(db, self.layer_name, self.article.id) != self.view.lamport:
                layer = tables.read_layer_as_meant(db, self.layer_name, self.article.id)
            if log.last_lamport(db, PEOPLE, "") != self._people_lamport:
                entities = self.project.everybody.read(db)
            for target in to_undo(past) if undo else to_redo(past):
                original = list(log.operations(db, "action = ?", [target]))
                wanted = [edit for operation in original for edit in operation.edits()]
                edits = _from_now(inverse(wanted) if undo else wanted, layer, entities, db, self.article.id)
                if edits:
                    break
                # Others have undone it already (two reviewers in gold, say): nothing would be written, and
                # this person would find it on top again for ever.
            else:
                return None
            command = original[0].command
            kind = "undo" if undo else "redo"
            self._append(db, Action(self.next_action, self.who, command, tuple(edits), kind, target))
            following = self.project.new_action_id(db)
            lamport = log.last_lamport(db, self.layer_name, self.article.id)
        reread = layer is not self.view.layer or entities is not self.view.entities
        self.view = replace(self.view, layer=layer, entities=entities)
        if any(isinstance(edit.item, KindCorrection) for edit in edits):
            self.article = self.project.article(self.article.id)
        return replace(self._done(command, edits, following, lamport), reread=reread, turned=target)

    def _append(self, db: Database, action: Action) -> None:
        """Write the action; people whom it adds are no news afterwards, unless others added some before."""
        seen = log.last_lamport(db, PEOPLE, "") == self._people_lamport
        self.project.append(db, action, {self.article.id: self.article.text})
        if seen:
            self._people_lamport = log.last_lamport(db, PEOPLE, "")

    def _past(self, db: Database) -> Generator[tuple[str, str, str, bool], None, None]:
        """(action, kind, undoes, whether it is an import) of this person's operations here, the latest first.

        Rows are read as they are asked for; to be closed.
        """
        # Two walks along the index and no sorting; what an operation changed, which may be megabytes, stays unread.
        cursors = [
            db.conn.execute(
                "SELECT lamport, device, layer, seq, action, kind, undoes FROM operations "
                "WHERE article = ? AND layer = ? AND who = ? ORDER BY lamport DESC",
                [self.article.id, layer, self.who],
            )
            for layer in (self.layer_name, PROJECT)
        ]
        try:
            for _, *place, action, kind, undoes in merge(*cursors, key=itemgetter(0), reverse=True):
                yield action, kind, undoes, kind == "do" and _is_import(db, place)
        finally:
            for cursor in cursors:
                cursor.close()

    def _done(
        self, command: str, edits: Sequence[Edit], following: str, lamport: int, after: Layer | None = None
    ) -> Done:
        self.next_action = following
        entities = _with_entities(self.view.entities, edits)
        layer = after if after is not None else self.view.layer.apply(edits)
        self.view = View(layer, entities, lamport)
        return Done(self.view, command, following, tuple(edits))

    def _read(self) -> View:
        with self.project.reading() as db:
            self._data_version = self.project.data_version()
            self._people_lamport = log.last_lamport(db, PEOPLE, "")
            return View(
                tables.read_layer_as_meant(db, self.layer_name, self.article.id).for_editing(),
                self.project.everybody.read(db),
                log.last_lamport(db, self.layer_name, self.article.id),
            )

    def _check_fresh(self, db: Database, edits: Iterable[Edit]) -> None:
        if log.last_lamport(db, self.layer_name, self.article.id) != self.view.lamport:
            raise Stale
        made = {edit.item.id for edit in edits if isinstance(edit.after, Entity)}
        for edit in edits:
            if isinstance(edit.after, Link) and edit.after.entity not in made:
                there = tables.read_item(db, PEOPLE, "", "entity", edit.after.entity)
                if there is None:  # taken away meanwhile, by an undo elsewhere
                    raise Stale
            if edit.layer in (PEOPLE, PROJECT):
                shown = tables.read_item(db, edit.layer, edit.article, kind_name(edit.item), edit.item.id)
                if shown != edit.before:
                    raise Stale


def sit(project: Project, who: str, article_id: str, layer: str = "") -> Sitting:
    """Open an article for a member, in their own layer or (for reviewers) in gold.

    Raises:
        UsageError: there is no such article.
        ProjectReadOnly: the project can only be read.
    """
    return Sitting(project, who, project.article(article_id), layer or who)


def _is_import(db: Database, place: Sequence[object]) -> bool:
    """Whether the operation at this place in the log, (device, layer, seq), is an import's."""
    row = db.conn.execute(
        "SELECT substr(changes, 1, ?) = ? FROM operations WHERE device = ? AND layer = ? AND seq = ?",
        [len(_IMPORTED), _IMPORTED, *place],
    ).fetchone()
    return bool(row[0])


def _from_now(
    wanted: Iterable[Edit], layer: Layer, entities: Mapping[str, Entity], db: Database, article: str
) -> list[Edit]:
    """The wanted edits with `before` as things stand now, without those that would change nothing.

    A person or organisation that somebody's labels still refer to is not taken away.
    """
    found = []
    for edit in wanted:
        now = _now(edit, layer, entities, db)
        if now == edit.after:
            continue
        if isinstance(edit.item, Entity) and edit.after is None and _used_elsewhere(db, edit.item.id, layer):
            continue
        found.append(Edit(edit.layer, edit.article, now, edit.after))
    return found


def _now(edit: Edit, layer: Layer, entities: Mapping[str, Entity], db: Database) -> Item | None:
    if edit.layer == PEOPLE:
        return entities.get(edit.item.id)
    if edit.layer == layer.name and edit.article == layer.article:
        return layer.find(edit.item)
    return tables.read_item(db, edit.layer, edit.article, kind_name(edit.item), edit.item.id)


def _used_elsewhere(db: Database, entity: str, layer: Layer) -> bool:
    row = db.conn.execute(
        "SELECT 1 FROM links WHERE entity = ? AND NOT (layer = ? AND article = ?) "
        "UNION ALL SELECT 1 FROM entities WHERE merged_into = ? "
        "UNION ALL SELECT 1 FROM overrides WHERE entity = ? LIMIT 1",
        [entity, layer.name, layer.article, entity, entity],
    ).fetchone()
    return row is not None


def _with_entities(entities: Mapping[str, Entity], edits: Iterable[Edit]) -> Mapping[str, Entity]:
    concerned = [edit for edit in edits if isinstance(edit.item, Entity)]
    if not concerned:
        return entities
    new = dict(entities)
    for edit in concerned:
        if isinstance(edit.after, Entity):
            new[edit.item.id] = edit.after
        else:
            new.pop(edit.item.id, None)
    return new
