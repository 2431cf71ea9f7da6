"""What the processes do: name speakers, take it back, and write down what was acknowledged."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.model.article import Article, Paragraph
from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, PROJECT, Entity, Fragment, Item, Link, Progress, Span, Status
from annotator.model.schemas import default_scheme_path
from annotator.store import checks, log
from annotator.store.imports import Incoming, import_all
from annotator.store.members import add_member
from annotator.store.opening import create_project, open_project
from annotator.store.operation import Operation
from annotator.store.project import Project
from annotator.store.sitting import Sitting, Stale, View

ROUNDS = int(os.environ.get("ANNOTATOR_FAULT_ROUNDS", "1"))
TEXT = "“Kami siap,” kata Rina Wulandari.\nIa lalu pergi ke pasar, lanjutnya."
SCHEME = default_scheme_path().read_text(encoding="utf-8")


def an_article(identifier: str, filling: str = "") -> Article:
    text = f"{TEXT} {filling or identifier}."
    cut = text.index("\n")
    return Article(identifier, text, (Paragraph(0, cut), Paragraph(cut + 1, len(text))), lang="id")


def make_project(path: Path, members: int = 4, articles: int = 4) -> None:
    """A closed project: members anno1 (reviewer), anno2, …; articles a1, a2, …"""
    with create_project(path, SCHEME, "anno1") as project:
        for number in range(2, members + 1):
            add_member(project, f"anno{number}", by="anno1")
        incoming = [Incoming(an_article(f"a{number}")) for number in range(1, articles + 1)]
        list(import_all(project, "anno1", incoming))


def naming(sitting: Sitting) -> list[Edit]:
    """The edits of one action in two layers: a person, and in the own layer a span and the link between them."""
    key = sitting.next_action
    layer, article = sitting.layer_name, sitting.article.id
    items: list[Item] = [
        Span(f"s{key}", "SPEAKER", (Fragment(18, 32),)),
        Link(f"l{key}", "refers_to", f"s{key}", f"e{key}"),
    ]
    if sitting.view.layer.status == Status():
        items.append(Status(Progress.BEGUN))
    return [
        Edit(PEOPLE, "", None, Entity(f"e{key}", "person", f"Rina {key}")),
        *(Edit(layer, article, None, item) for item in items),
    ]


def halves(view: View) -> list[str]:
    """What in a view is only half of a naming."""
    layer = view.layer
    wrong = [
        f"{link.id}: no such person" for link in layer.links.values() if link.entity not in view.entities
    ]
    wrong += [f"{link.id}: no such span" for link in layer.links.values() if link.span not in layer.spans]
    wrong += [f"{span}: nobody linked" for span in layer.spans if not layer.links_of(span)]
    if layer.spans and layer.status == Status():
        wrong.append("spans in a layer that was not begun")
    return wrong


@dataclass(slots=True)
class Acknowledged:
    """A side file, to which a writer appends what was acknowledged, at once."""

    path: Path

    def note(self, action: str, kind: str, waited: float = 0.0) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{action} {kind} {waited:.4f}\n")

    def lines(self) -> list[tuple[str, str, float]]:
        """(action, kind, seconds that it took). A line that a kill cut short does not count."""
        if not self.path.exists():
            return []
        whole = self.path.read_text(encoding="utf-8").rpartition("\n")[0]
        parts = [line.split() for line in whole.splitlines()]
        return [(action, kind, float(waited)) for action, kind, waited in parts]


def act(sitting: Sitting, acknowledged: Acknowledged, chance: random.Random) -> None:
    """One action: mostly a naming, else undo or redo. Whoever finds the place changed refreshes and tries again."""
    while True:
        verb = chance.choices(["name", "undo", "redo"], [6, 2, 2])[0]
        action, started = sitting.next_action, time.monotonic()
        try:
            if verb == "name":
                sitting.commit("name", naming(sitting))
            elif (sitting.undo() if verb == "undo" else sitting.redo()) is None:
                continue
        except Stale:
            sitting.refresh()
            continue
        acknowledged.note(action, verb, time.monotonic() - started)
        return


def operations_by_action(project: Project) -> dict[str, list[Operation]]:
    found: dict[str, list[Operation]] = {}
    for operation in log.operations(project.db):
        found.setdefault(operation.action, []).append(operation)
    return found


def assert_all_there(path: Path, *files: Acknowledged) -> dict[str, int]:
    """Everything acknowledged is in the log exactly once and whole, and the project is in order."""
    with open_project(path, "anno1") as project:
        assert list(checks.problems(project.db)) == []
        by_action = operations_by_action(project)
    told = [line for file in files for line in file.lines()]
    doubled = [action for action, times in Counter(action for action, *_ in told).items() if times > 1]
    assert not doubled, "two actions were acknowledged under one id"
    assert not [action for action, *_ in told if action not in by_action], "acknowledged, and lost"
    for operations in by_action.values():
        places = Counter((operation.layer, operation.article) for operation in operations)
        assert set(places.values()) == {1}, "an action is in the log twice"
        if operations[0].command == "name" and operations[0].kind == "do":
            assert PEOPLE in {layer for layer, _ in places}
            assert len(places) == 2, "half an action"
    counted = {name for name, operations in by_action.items() if operations[0].layer != PROJECT}
    return {"acknowledged": len(told), "logged": len(counted)}


def left_over(folder: Path) -> list[str]:
    """What stands in a folder beside the project."""
    return sorted(entry.name for entry in folder.iterdir() if entry.name != "p.db")


def spans_there(path: Path, member: str = "anno1") -> set[str]:
    with open_project(path, member) as project:
        return set(project.layer(member, "a1").spans)


def seeds(name: str) -> Iterator[random.Random]:
    """Generators of chance, other ones for each name; the same in every run."""
    number = 0
    while True:
        yield random.Random(f"{name} {number}")
        number += 1
