"""Journeys through the real screens: what a key does is on the disk before it is on the screen."""

from __future__ import annotations

import sqlite3

import pytest
from textual.widgets import Input

from annotator.errors import SaveError
from annotator.formats.articles import article_from_text
from annotator.model.edits import Edit
from annotator.model.frames import frames_of
from annotator.model.items import Fragment, Progress, Span, Status
from annotator.store.imports import Incoming, import_all
from annotator.store.lock import ProjectLock
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.store.reading import place
from annotator.store.sitting import Sitting, sit
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.help import HelpScreen
from annotator.tui.screens.library import LibraryScreen
from annotator.tui.screens.person import PersonScreen
from annotator.tui.screens.read import ReadScreen
from tests.tui.journeys import TEXT, WIDE, press, reader, screen_text


async def test_a_whole_frame_by_keys_is_on_disk(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert pilot.app.screen.query_one(Input).value == "Rina Wulandari"
        await press(pilot, "enter")
        await press(pilot, "n", "q", "c", "s")
        shown = screen_text(pilot)
    layer = project.layer("eva", "taman")
    frames = frames_of(layer)
    assert [frame.quote.surface(TEXT) for frame in frames] == [
        '"Kami menanam seribu pohon,"',
        '"Warga boleh datang kapan saja,"',
    ]
    assert [frame.speakers[0].span.surface(TEXT) for frame in frames] == ["Rina Wulandari", "nya"]
    assert [cue.surface(TEXT) for frame in frames for cue in frame.cues] == ["kata", "lanjut"]
    people = project.entities()
    assert [people[frame.speakers[0].entities[0]].name for frame in frames] == ["Rina Wulandari"] * 2
    assert frames[1].speakers[0].span.attribute("form") == "clitic"
    assert "→ 1 Rina Wulandari" in shown
    assert "saved" in shown


async def test_the_cards_follow_every_key(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        assert "No label here yet." in screen_text(pilot)
        await press(pilot, "q")
        shown = screen_text(pilot)
        assert "▸ direct" in shown
        assert "No label" not in shown
        assert "speaker  ? s tags" in shown
        await press(pilot, "c", "s")
        shown = screen_text(pilot)
        assert "speaker  Rina Wulandari" in shown
        assert "cue      kata" in shown
        assert "? s tags" not in shown
        await press(pilot, "n")
        assert "No label here yet." in screen_text(pilot)


async def test_undo_and_redo_say_what_they_did(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "u")
        assert reader(pilot).state.message == "Undone: tag QUOTE."
        assert project.layer("eva", "taman").is_empty()
        await press(pilot, "ctrl+r")
        assert reader(pilot).state.message == "Done again: tag QUOTE."
        assert len(project.layer("eva", "taman").spans) == 1
        await press(pilot, "u", "u")
        assert reader(pilot).state.message == "There is nothing to undo."


async def test_one_resumes_where_one_was(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "n")
        assert place(project.db, "eva", "taman") == reader(pilot).state.cursor
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        assert reader(pilot).state.paragraph == 2


async def test_too_small_shows_so_and_keeps_everything(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "Too small: 40×10" in screen_text(pilot)
        await press(pilot, "d")
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "menanam seribu pohon" in screen_text(pilot)
        assert len(project.layer("eva", "taman").spans) == 1


async def test_the_cards_are_whole_again_after_too_small(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s")
        for size in ((50, 12), (80, 24), (50, 12), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await press(pilot, "escape") if size == (50, 12) else None
            if size != (50, 12):
                assert "speaker  Rina Wulandari" in screen_text(pilot)
                assert "cue      kata" in screen_text(pilot)
        assert isinstance(pilot.app.screen, ReadScreen)


async def test_borders_change_by_keys(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "r")
        assert "Move the end;" in screen_text(pilot)
        await press(pilot, "q", "u")
        assert len(project.layer("eva", "taman").spans) == 3, "other keys mean nothing now"
        await press(pilot, "w", "enter")
        speaker = next(
            span for span in project.layer("eva", "taman").spans.values() if span.label == "SPEAKER"
        )
        assert speaker.surface(TEXT) == "Rina Wulandari, dikutip"
        await press(pilot, "r", "r", "w", "enter")
        speaker = next(
            span for span in project.layer("eva", "taman").spans.values() if span.label == "SPEAKER"
        )
        assert speaker.surface(TEXT) == "Wulandari, dikutip"


async def test_a_drag_selects_what_it_covers_and_no_more(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        view = reader(pilot).view
        rows = screen_text(pilot).splitlines()
        row = next(number for number, line in enumerate(rows) if "kata Rina" in line)
        start, y = rows[row].index("Rina") - view.region.x, row - view.region.y
        end = start + len("Rina Wulandari") - 1
        await pilot.mouse_down(view, offset=(start, y))
        await pilot.hover(view, offset=(end, y))
        await pilot.mouse_up(view, offset=(end, y))
        await press(pilot, "s")
    assert [span.surface(TEXT) for span in project.layer("eva", "taman").spans.values()] == ["Rina Wulandari"]


async def test_all_bars_change_colour_with_the_theme(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s")

        def colours() -> set[str]:
            strips = pilot.app.screen._compositor.render_strips()
            parts = [part for strip in strips for part in strip if part.text.strip() and part.style]
            return {str(part.style.color) for part in parts if part.style is not None}

        dark = colours()
        await press(pilot, "ctrl+t")
        await pilot.pause(0.2)
        assert not dark & colours(), "nothing is left in the colours of before"


async def test_colours_are_remembered(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+t")
        chosen = pilot.app.theme
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        assert pilot.app.theme == chosen


async def test_what_others_write_appears_without_losing_the_place(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "n", "w")
        before = reader(pilot).state.cursor
        with open_project(project.path, "eva") as second:
            other = sit(second, "eva", "taman")
            span = Span("x.1", "QUOTE", (Fragment(23, 50),))
            other.commit(
                "tag",
                [Edit("eva", "taman", None, Status(Progress.BEGUN)), Edit("eva", "taman", None, span)],
            )
        reader(pilot)._look_around()
        await pilot.pause()
        assert set(reader(pilot).state.layer.spans) == {"x.1"}
        assert reader(pilot).state.cursor == before
        await press(pilot, "q")
        assert len(project.layer("eva", "taman").spans) == 2


async def test_a_save_that_must_wait_is_told_and_made_up_for(project: Project) -> None:
    held = ProjectLock(project.path, "bram")
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        with held.held():
            await press(pilot, "q")
            screen = reader(pilot)
            assert screen.desk.saved == "NOT SAVED YET"
            assert "bram (process" in screen.state.message
            assert not screen.state.layer.spans, "what is not on disk is not on the screen"
        for _ in range(20):
            await pilot.pause(0.1)
            if screen.desk.saved == "saved":
                break
        assert len(project.layer("eva", "taman").spans) == 1


async def test_keys_that_come_while_one_waits_follow_it_in_their_order(project: Project) -> None:
    held = ProjectLock(project.path, "bram")
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q")
        with held.held():
            await press(pilot, "c", "s", "n", "q")
            assert reader(pilot).desk.saved == "NOT SAVED YET"
        for _ in range(30):
            await pilot.pause(0.1)
            if reader(pilot).desk.saved == "saved" and len(project.layer("eva", "taman").spans) == 4:
                break
    found = {span.surface(TEXT) for span in project.layer("eva", "taman").spans.values()}
    assert found == {
        '"Kami menanam seribu pohon,"',
        "kata",
        "Rina Wulandari",
        '"Warga boleh datang kapan saja,"',
    }


async def test_a_project_that_is_replaced_under_the_reader_is_noticed(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q")
        project.path.rename(project.path.with_name("moved.db"))
        await press(pilot, "c")
        assert "was moved, deleted or replaced" in reader(pilot).state.message
        assert reader(pilot).desk.saved == "NOT SAVED"
        await press(pilot, "ctrl+q")
    assert pilot.app.return_value == 1


async def test_a_project_that_can_only_be_read_is_shown(project: Project) -> None:
    sit(project, "eva", "taman").commit(
        "tag",
        [
            Edit("eva", "taman", None, Status(Progress.BEGUN)),
            Edit("eva", "taman", None, Span("x.1", "QUOTE", (Fragment(23, 50),))),
        ],
    )
    with open_project(project.path, "eva", read_only=True) as shown:
        async with AnnotatorApp(shown, "eva", "taman").run_test(size=WIDE) as pilot:
            await press(pilot, "n")
            assert "▸ direct" in screen_text(pilot) or "quote" in screen_text(pilot)
            await press(pilot, "d")
            assert "can only be read" in reader(pilot).state.message
            assert len(reader(pilot).state.layer.spans) == 1


async def test_the_picker_in_a_terminal_of_one_cell(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m")
        for size in ((40, 10), (4, 2), (1, 1), WIDE):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert isinstance(pilot.app.screen, PersonScreen)
        assert "Who is “" in screen_text(pilot)


async def test_a_save_that_fails_is_told_and_nothing_is_shown(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")

        def fail(*_: object) -> None:
            raise SaveError("The disk is full.")

        monkeypatch.setattr(Sitting, "commit", fail)
        await press(pilot, "q")
        assert "Not saved: The disk is full." in reader(pilot).state.message
        assert "NOT SAVED" in screen_text(pilot)
        assert not reader(pilot).state.layer.spans
        await press(pilot, "escape")
        assert "Given up" in reader(pilot).state.message
        monkeypatch.undo()
        await pilot.pause(0.8)
        assert not project.layer("eva", "taman").spans, "what was given up is not tried again"
        await press(pilot, "q")
        assert reader(pilot).desk.saved == "saved"
        assert len(project.layer("eva", "taman").spans) == 1


async def test_a_note_that_cannot_be_saved_is_written_once_there_is_room(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q")

        def fail(*_: object) -> None:
            raise SaveError("The disk is full.")

        with monkeypatch.context() as full:
            full.setattr(Sitting, "commit", fail)
            await press(pilot, "C", *"lama", "enter")
            assert "Not saved: The disk is full." in reader(pilot).state.message
            await press(pilot, "c")  # waits behind it
        await pilot.pause(0.8)
        assert reader(pilot).desk.saved == "saved"
        layer = project.layer("eva", "taman")
        assert [note.text for note in layer.notes.values()] == ["lama"]
        assert len(layer.spans) == 2


async def test_another_programs_lock_does_not_hold_the_screen(project: Project) -> None:
    other = sqlite3.connect(project.path, isolation_level=None)
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        other.execute("BEGIN IMMEDIATE")
        await press(pilot, "q")
        assert "Waiting for another" in reader(pilot).state.message
        other.execute("ROLLBACK")
        other.close()
        for _ in range(20):
            await pilot.pause(0.1)
            if reader(pilot).desk.saved == "saved":
                break
        assert len(project.layer("eva", "taman").spans) == 1


async def test_a_full_disk_ends_no_screen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise SaveError("The disk is full.")

    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        with monkeypatch.context() as full:
            full.setattr(Project, "new_action_id", fail)
            await press(pilot, "at")
            assert "The disk is full." in reader(pilot).state.message
            await press(pilot, "escape")
            assert isinstance(pilot.app.screen, LibraryScreen)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, LibraryScreen)
            assert "The disk is full." in screen_text(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReadScreen)


async def test_one_comes_back_to_the_very_place(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "w", "w", "l")
        before = reader(pilot).state.cursor
        await press(pilot, "ctrl+q")
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert reader(pilot).state.cursor == before
        await press(pilot, "w", "l", "escape", "enter")
        await pilot.pause()
        assert reader(pilot).state.cursor > before + 1


async def test_help_lists_every_command_and_escape_leaves_step_by_step(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape", "v", "escape")
        assert isinstance(pilot.app.screen, ReadScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_paragraphs_kind_is_corrected_for_everybody_and_undone(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "P")
        assert str(project.article("taman").paragraphs[1].kind) == "heading"
        await press(pilot, "u")
        assert str(project.article("taman").paragraphs[1].kind) == "body"
        assert str(reader(pilot).state.reading.paragraph(1).kind) == "body"


async def test_link_mode_shows_letters_on_the_text(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "f")
        assert reader(pilot).state.targets
        assert "letters link with" in screen_text(pilot)
        await press(pilot, reader(pilot).state.targets[0][0])
        assert " is no longer the " in reader(pilot).state.message


async def test_every_theme_draws_the_reader(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q")
        for _ in range(4):
            await press(pilot, "ctrl+t")
            assert "menanam seribu pohon" in screen_text(pilot)


async def test_hostile_text_and_names_are_shown_as_text(project: Project) -> None:
    evil = '[bold]Judul[/] \x1b]52;c;aGk=\x07\n"Saya \x1b[5;5H datang [@click=app.quit]sini[/]," kata \u202eB[red]udi.'
    for _ in import_all(project, "eva", [Incoming(article_from_text(evil, "aa-evil", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "aa-evil").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m", "enter")
        shown = screen_text(pilot)
        assert "[@click=app.quit]" in shown
        assert not any(char in shown for char in "\x1b\x07\u202e")
        await press(pilot, "escape")
        assert "[bold]Judul[/]" in screen_text(pilot)


@pytest.mark.suggestions
async def test_accept_again_after_a_change_leads_to_the_next_suggestion(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "tab", "z")
        changed = project.layer("eva", "taman")
        assert [span.attribute("flag") for span in changed.spans.values() if span.label == "QUOTE"] == [
            "uncertain"
        ]
        await press(pilot, "a")
        assert "It is accepted already. Next suggestion" in screen_text(pilot)
        assert project.layer("eva", "taman") == changed
        await press(pilot, "a")
        quotes = [span for span in project.layer("eva", "taman").spans.values() if span.label == "QUOTE"]
        assert len(quotes) == 2


@pytest.mark.suggestions
async def test_a_label_in_no_frame_is_in_view_in_a_short_strip_too(project: Project) -> None:
    text = (
        "Rina Wulandari tiba pagi itu. "
        '"Kami menanam seribu pohon di taman," kata Bima Sakti. "Warga boleh datang kapan saja," kata Bima Sakti.'
    )
    for _ in import_all(project, "eva", [Incoming(article_from_text(text, "pagi", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "pagi").run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "s")
        assert "speaker  Rina Wulandari, of no quote" in screen_text(pilot)


async def test_enter_on_nothing_says_where_to_go(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "enter")
        assert "Nothing is in hand to name a person for; Tab goes to what waits next." in screen_text(pilot)
