"""How good each rule's suggestions have been in a project, and turning a rule off. Nothing of Textual."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.lang.pack import Pack
from annotator.model.edits import Edit
from annotator.model.items import GOLD, PROJECT, Setting
from annotator.model.suggestions import RULES_OFF, Suggestion, rules_off
from annotator.store import reading
from annotator.store.operation import Action
from annotator.store.project import Project
from annotator.suggest.fates import Fates, fates
from annotator.suggest.reading import suggestions


def each_layer(project: Project, packs: Callable[[str], Pack]) -> Iterator[Fates]:
    """What became of the suggestions in everybody's layers, gold aside, a layer of an article at a time.

    Articles are read anew, as the packs are now. Nothing is held open between two answers.
    """
    with project.reading() as db:
        rows = [row for row in reading.layer_rows(db, states=["begun", "done"]) if _is_a_persons(row.layer)]
    kept: tuple[str, tuple[Suggestion, ...]] = ("", ())
    for row in rows:
        if kept[0] != row.article:
            article = project.article(row.article)
            kept = (row.article, suggestions(article, packs(article.lang)))
        yield fates(kept[1], project.layer(row.layer, row.article))


def _is_a_persons(layer: str) -> bool:
    return layer != GOLD and ":" not in layer


def turn_rule(project: Project, who: str, rule: str, *, off: bool) -> bool:
    """Turn a rule off or on for the project; whether that changed anything.

    Raises: as `Project.writing`.
    """
    with project.writing() as db:
        settings = project.settings()
        before = rules_off(settings)
        after = before | {rule} if off else before - {rule}
        if after == before:
            return False
        old = Setting(RULES_OFF, settings[RULES_OFF]) if RULES_OFF in settings else None
        edit = Edit(PROJECT, "", old, Setting(RULES_OFF, "\n".join(sorted(after))))
        words = f"turn rule {rule} {'off' if off else 'on'}"
        project.append(db, Action(project.new_action_id(db), who, words, (edit,)))
    return True
