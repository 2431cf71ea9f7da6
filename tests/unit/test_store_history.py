"""An article's history as its annotator sees it."""

from __future__ import annotations

from annotator.session.command import Command
from annotator.store.history import Past, article_history
from annotator.store.project import Project
from annotator.tui.desk import Desk


def told(past: list[Past]) -> list[tuple[str, str, str, int | None, bool]]:
    return [(one.logged.kind, one.logged.command, one.logged.text, one.offset, one.undone) for one in past]


def test_every_action_stands_there_with_its_place_and_whether_it_is_undone(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    for command in (
        Command("click", offset=18),
        Command("tag", text="SPEAKER"),
        Command("link-person", span="", name=""),
        Command("undo"),
        Command("redo"),
        Command("undo"),
        Command("flag"),
    ):
        desk.run(command)
    assert told(desk.history())[-5:] == [
        ("do", "tag SPEAKER", "Rina Wulandari", 18, True),
        ("undo", "tag SPEAKER", "Rina Wulandari", 18, False),
        ("redo", "tag SPEAKER", "Rina Wulandari", 18, False),
        ("undo", "tag SPEAKER", "Rina Wulandari", 18, False),
        ("do", "flag", "", None, False),
    ]


def test_a_link_is_where_its_label_is(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    desk.run(Command("click", offset=18))
    desk.run(Command("tag", text="SPEAKER"))
    desk.run(Command("link-person", span=desk.state.hand, name="Rina Wulandari"))
    last = desk.history()[-1]
    assert (last.logged.command, last.logged.person, last.offset) == ("name a person", "Rina Wulandari", 18)


def test_others_layers_are_no_part_of_it_but_paragraph_kinds_are(project: Project) -> None:
    mine, other = Desk(project, "anno1", "a1"), Desk(project, "anno2", "a1")
    mine.run(Command("tag", text="QUOTE"))
    other.run(Command("click", offset=18))
    other.run(Command("tag", text="SPEAKER"))
    other.run(Command("kind"))
    past = article_history(project, "a1", "anno1")
    assert [one.logged.command for one in past if one.logged.command != "import"] == [
        "tag QUOTE",
        "correct a paragraph's kind",
    ]


def test_only_the_latest_are_shown(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    for _ in range(5):
        desk.run(Command("flag"))
    assert len(article_history(project, "a1", "anno1", last=3)) == 3
