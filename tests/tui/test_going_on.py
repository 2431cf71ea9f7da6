"""From one article to the next and back, and over to its review."""

from __future__ import annotations

from annotator.formats.articles import article_from_text
from annotator.model.items import Progress
from annotator.session.command import Command
from annotator.store.imports import Incoming, import_all
from annotator.store.members import add_member
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.desk import Desk
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.notes import NoteScreen
from annotator.tui.screens.read import ReadScreen
from annotator.tui.screens.review import ReviewScreen
from tests.tui.journeys import WIDE, press, reader, screen_text


def add(project: Project, *ids: str) -> None:
    """Articles in which nothing waits."""
    articles = [article_from_text(f"Taman {one} dibuka.", one, "id") for one in ids]
    for _ in import_all(project, "eva", [Incoming(article) for article in articles]):
        pass


async def test_done_opens_the_next_article_and_a_key_goes_back_to_it(project: Project) -> None:
    add(project, "a1", "a2")
    async with AnnotatorApp(project, "eva", "a1").run_test(size=WIDE) as pilot:
        await press(pilot, "D")
        assert reader(pilot).state.reading.article.id == "a2"
        assert "“a1” is done. This is the next; Ctrl+O goes back to it." in screen_text(pilot)
        assert project.layer("eva", "a1").status.state is Progress.DONE
        await press(pilot, "D")
        assert reader(pilot).state.reading.article.id == "taman"
        await press(pilot, "ctrl+o", "ctrl+o")
        assert reader(pilot).state.reading.article.id == "a1"
        await press(pilot, "u")
        assert project.layer("eva", "a1").status.state is Progress.NEW
        await press(pilot, "ctrl+o")
        assert "No article was open before this one." in screen_text(pilot)


async def test_while_something_waits_the_key_is_meant_when_it_is_pressed_again(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "D")
        assert "2 things still wait here" in screen_text(pilot)
        assert project.layer("eva", "taman").status.state is Progress.NEW
        await press(pilot, "D")
        assert reader(pilot).state.reading.article.id == "zebra"
        assert "“Taman Kota Dibuka Lagi” is done with 2 still open. This is the next;" in screen_text(pilot)
        assert project.layer("eva", "taman").status.state is Progress.DONE


async def test_after_the_last_article_it_is_said_that_none_is_left(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "D", "D", "D", "D")
        assert reader(pilot).state.reading.article.id == "zebra"
        assert reader(pilot).state.message == "Marked as done with 2 still open. No other is left to do."


async def test_where_nothing_waits_it_is_said_whether_another_article_is_left(project: Project) -> None:
    add(project, "a1", "a2")
    async with AnnotatorApp(project, "eva", "a1").run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        assert reader(pilot).state.message == "Nothing waits here. D marks the article as done."
        await press(pilot, "D", "ctrl+o", "tab")
        assert reader(pilot).state.message == "Nothing waits here. N opens the next article."
        for one in ("a2", "taman", "zebra"):
            desk = Desk(project, "eva", one)
            while desk.state.layer.status.state is not Progress.DONE:
                desk.run(Command("done"))
        await press(pilot, "tab")
        assert reader(pilot).state.message == "Nothing waits here. No other is left to do."


def noted(project: Project) -> None:
    """Bram labels a quote and leaves a note on it."""
    with open_project(project.path, "bram") as second:
        desk = Desk(second, "bram", "taman")
        desk.run(Command("click", offset=desk.state.reading.text.index("menanam")))
        desk.run(Command("tag", text="QUOTE"))
        desk.run(Command("note", text="All of it?", span=desk.state.hand))


async def test_a_note_that_only_review_shows_is_told_with_the_way_there_and_back(project: Project) -> None:
    noted(project)
    async with AnnotatorApp(project, "eva").run_test(size=WIDE) as pilot:
        assert "1 note for you" in screen_text(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReadScreen)
        told = "1 note of bram's waits in review: @ opens it."
        assert reader(pilot).state.message == told
        await press(pilot, "C")
        assert told in screen_text(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "1 note waits for an answer" in screen_text(pilot)
        await press(pilot, "escape")
        assert reader(pilot).state.reading.article.id == "taman"
        await press(pilot, "@")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_who_does_not_review_is_told_of_nothing_in_review(project: Project) -> None:
    noted(project)
    add_member(project, "caca", by="eva")
    async with AnnotatorApp(project, "caca", "taman").run_test(size=WIDE) as pilot:
        assert reader(pilot).state.message == ""
        await press(pilot, "@")
        assert "Only reviewers open an article for review" in screen_text(pilot)
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert "in review" not in screen_text(pilot)
