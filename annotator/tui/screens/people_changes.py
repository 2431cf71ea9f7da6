"""What the screen of people does to the marked one: asks, changes, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import App

from annotator.errors import AnnotatorError
from annotator.model import people as model
from annotator.model.edits import Edit
from annotator.store.people_rows import PersonRow
from annotator.tui.register import Register
from annotator.tui.screens.people_dialogs import ChoiceScreen, MergeScreen, NameScreen, Split, SplitScreen
from annotator.tui.widgets.people_list import PeopleList

_PATIENCE = 1.0
"""Seconds that a change may wait for somebody who holds the project."""


class Host(Protocol):
    """The screen that the changes are asked of and shown on."""

    register: Register
    list: PeopleList

    @property
    def app(self) -> App[object]:
        """What opens dialogs."""

    def key(self, command: str) -> str:
        """The key of a command, as people read it."""

    def say(self, words: str) -> None:
        """Show a message."""

    def show_again(self, marked: str) -> None:
        """Read the list anew and mark somebody, by id."""


class Changes:
    """The changes that a screen of people makes."""

    def __init__(self, screen: Host) -> None:
        self._screen = screen
        self._register = screen.register

    @property
    def _taken_back(self) -> str:
        """How to think better of what was done."""
        return f"{self._screen.key('undo')} takes it back."

    def begin(self, command: str) -> None:
        """Ask what a command about the marked one needs, then do it."""
        row = self._screen.list.marked_row
        if row is None:
            self._screen.say("Nobody is marked.")
            return
        match command:
            case "merge":
                self._screen.app.push_screen(
                    MergeScreen(self._register, row), lambda other: self._merge(row, other)
                )
            case "split":
                about = self._register.about(row)
                self._screen.app.push_screen(SplitScreen(about), lambda chosen: self._split(row, chosen))
            case "rename":
                told = "The name that there is stays as an alias."
                screen = NameScreen(f"Rename {row.entity.name}", told, row.entity.name)
                self._screen.app.push_screen(
                    screen, lambda name: self._named(row, name, "rename", model.rename)
                )
            case "alias":
                screen = NameScreen(f"{row.entity.name} is also called")
                self._screen.app.push_screen(
                    screen, lambda name: self._named(row, name, "alias", model.add_alias)
                )
            case "remove-alias":
                self._choose_alias(row)
            case "unmerge":
                self._choose_merged(row)

    def _do(self, marked: str, told: str, change: Callable[[], object]) -> None:
        """Change something, then show it; or say why not."""
        self._register.project.be_patient(_PATIENCE)
        try:
            made = change()
        except AnnotatorError as error:
            self._screen.say(f"Not done: {error.sentence}")
            return
        self._screen.show_again(marked or str(made))
        self._screen.say(told)

    def _merge(self, row: PersonRow, other: str | None) -> None:
        if other is not None:
            gone = self._register.row_of(other)
            name = gone.entity.name if gone is not None else other
            kept = row.entity
            self._do(
                kept.id,
                f"{name} is {kept.name} now; {self._taken_back}",
                lambda: self._register.merge(kept.id, other),
            )

    def _split(self, row: PersonRow, chosen: Split | None) -> None:
        if chosen is not None:
            told = f"{chosen.name} is somebody else now than {row.entity.name}; {self._taken_back}"
            self._do(
                "", told, lambda: self._register.split(row.entity.id, chosen.name, chosen.links, chosen.names)
            )

    def _named(
        self,
        row: PersonRow,
        name: str | None,
        verb: str,
        decide: Callable[[model.People, str, str], list[Edit]],
    ) -> None:
        if name is None:
            return
        words = f"rename {row.entity.name}" if verb == "rename" else f"alias {name} of {row.entity.name}"
        told = (
            f"{row.entity.name} is {'' if verb == 'rename' else 'also called '}{name} now; {self._taken_back}"
        )
        self._change(row.entity.id, words, told, lambda people: decide(people, row.entity.id, name))

    def _change(
        self, marked: str, words: str, told: str, decide: Callable[[model.People], list[Edit]]
    ) -> None:
        self._do(marked, told, lambda: self._register.change(words, decide))

    def _choose_alias(self, row: PersonRow) -> None:
        entity = row.entity
        if not entity.aliases:
            self._screen.say(f"{entity.name} has no alias.")
            return

        def chosen(number: int | None) -> None:
            if number is not None:
                alias = entity.aliases[number]
                told = f"{entity.name} is no longer called {alias}; {self._taken_back}"
                words = f"alias {alias} of {entity.name}, removed"
                self._change(
                    entity.id, words, told, lambda people: model.remove_alias(people, entity.id, alias)
                )

        told = "The links stay; only the name goes."
        self._screen.app.push_screen(
            ChoiceScreen(f"Which alias of {entity.name} goes?", lambda _: told, entity.aliases), chosen
        )

    def _choose_merged(self, row: PersonRow) -> None:
        merged = self._register.about(row).absorbed
        if not merged:
            self._screen.say(f"Nobody was merged into {row.entity.name}.")
            return

        def told(number: int) -> str:
            return f"{merged[number].name} stands alone again, with the links that named them; aliases stay."

        def chosen(number: int | None) -> None:
            if number is not None:
                one = merged[number]
                done = f"{one.name} stands alone again; {self._taken_back}"
                self._change(
                    one.id, f"unmerge {one.name}", done, lambda people: model.unmerge(people, one.id)
                )

        names = [one.name for one in merged]
        self._screen.app.push_screen(
            ChoiceScreen(f"Who is not {row.entity.name} after all?", told, names), chosen
        )

    def turn(self, *, redo: bool) -> None:
        """Undo or redo."""
        row = self._screen.list.marked_row
        verb = "redo" if redo else "undo"
        taken: list[str | None] = []
        self._do(row.entity.id if row else "", "", lambda: taken.append(self._register.turn(redo=redo)))
        if taken and taken[0] is None:
            self._screen.say(f"There is nothing to {verb} here; what was done in an article is undone there.")
        elif taken:
            self._screen.say(f"{'Done again' if redo else 'Undone'}: {str(taken[0]).rstrip('.')}.")
