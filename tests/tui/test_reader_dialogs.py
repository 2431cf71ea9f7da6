"""The small screens over the reader: what they show, and what their answer comes to on disk."""

from __future__ import annotations

import pytest
from textual.events import Paste
from textual.widgets import Input, OptionList

from annotator.formats.articles import article_from_text
from annotator.model.edits import Edit
from annotator.model.items import PEOPLE, Entity
from annotator.session.command import Command
from annotator.session.people import digit_of
from annotator.store.imports import Incoming, import_all
from annotator.store.project import Project
from annotator.tui.app import AnnotatorApp
from annotator.tui.screens.attributes import AttributeScreen
from annotator.tui.screens.checklist import ChecklistScreen
from annotator.tui.screens.help import HelpScreen
from annotator.tui.screens.history import HistoryScreen
from annotator.tui.screens.labels import LabelScreen
from annotator.tui.screens.notes import NoteScreen
from annotator.tui.screens.person import PersonScreen
from annotator.tui.screens.read import ReadScreen
from annotator.tui.widgets.card_fit import card_lines
from annotator.tui.widgets.words import Words
from tests.tui.journeys import TEXT, WIDE, press, reader, screen_text

SMALL = (60, 15)


def surfaces(project: Project, label: str) -> list[str]:
    spans = project.layer("eva", "taman").spans.values()
    return sorted(span.surface(TEXT) for span in spans if span.label == label)


async def test_the_picker_proposes_the_name_and_not_the_office(project: Project) -> None:
    text = "Menteri Keuangan Rina Wulandari datang."
    for _ in import_all(project, "eva", [Incoming(article_from_text(text, "jabatan", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "jabatan").run_test(size=WIDE) as pilot:
        await press(pilot, "s", "m", "enter")
        names = {entity.name for entity in project.entities().values()}
        assert names == {"Rina Wulandari"}


async def test_no_stand_in_and_no_mark_goes_into_the_name_of_somebody_new(project: Project) -> None:
    text = '"Kami datang lagi besok," kata \u202eTono\u202c Margana.'
    for _ in import_all(project, "eva", [Incoming(article_from_text(text, "tanda", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "tanda").run_test(size=WIDE) as pilot:
        await press(pilot, "q", "c", "s", "m", "enter")
        [person] = project.entities().values()
        assert (person.name, person.aliases) == ("Tono Margana", ())


async def test_what_is_pasted_into_the_picker_is_made_harmless(project: Project) -> None:
    text = '"Kami datang," kata Rina Wulandari.'
    for _ in import_all(project, "eva", [Incoming(article_from_text(text, "tempel", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "tempel").run_test(size=WIDE) as pilot:
        await press(pilot, "q", "c", "s", "m")
        field = pilot.app.screen.query_one(Input)
        field.post_message(Paste("Tono \u202e\x1b[31mMargana"))
        await pilot.pause()
        assert field.value == "Tono [31mMargana"
        await press(pilot, "enter")
        assert "Tono [31mMargana" in {one.name for one in project.entities().values()}


async def test_an_empty_field_says_who_is_taken_and_the_title_who_is_asked_about(project: Project) -> None:
    text = '"Kami datang," kata Rina Wulandari.\n"Besok," ujarnya.\n"Lusa," kata Bayu Prakoso.'
    for _ in import_all(project, "eva", [Incoming(article_from_text(text, "dua", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "dua").run_test(size=WIDE) as pilot:
        await press(
            pilot, "q", "c", "s", "m", "enter", "n", "n", "q", "c", "s", "m", "enter", "p", "q", "c", "s"
        )
        await press(pilot, "m")
        assert "Who is “nya”?" in screen_text(pilot)
        assert "Enter takes Rina Wulandari; or type a name" in screen_text(pilot)
        await press(pilot, "down")
        assert "Enter takes Bayu Prakoso; or type a name" in screen_text(pilot)
        await press(pilot, "B", "a")
        assert "or type a name" not in screen_text(pilot)


@pytest.mark.parametrize(
    "words", ["Rina [/caption] Wati", "Rina [@click=app.quit]Wati[/]", "Rina [b]Wati[/b]"]
)
async def test_a_title_shows_the_words_of_an_article_as_they_are(project: Project, words: str) -> None:
    text = f'"Kami datang," kata {words}.\n{words} pulang.'
    for _ in import_all(project, "eva", [Incoming(article_from_text(text, "sandi", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "sandi").run_test(size=WIDE) as pilot:
        await press(pilot, "q")
        place = text.index(words)
        reader(pilot).run(Command("click", offset=place))
        reader(pilot).run(Command("drag", offset=place + len(words) - 1))
        await press(pilot, "s")
        for key, begins in (("C", "Notes on speaker"), ("m", "Who is"), ("F", "Link speaker")):
            await press(pilot, key)
            assert f"{begins} “{words}”" in screen_text(pilot)
            await press(pilot, "escape")
        await press(pilot, "T")
        assert f"Speaker: {words[:20]}" in screen_text(pilot)


async def test_the_attribute_menu_sets_a_value_by_its_digit_and_takes_it_away_again(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "T")
        assert isinstance(pilot.app.screen, AttributeScreen)
        assert "● direct" in screen_text(pilot)
        assert "7  ○ unknown" in screen_text(pilot)
        await press(pilot, "7")
        (quote,) = project.layer("eva", "taman").spans.values()
        assert quote.attribute("speaker_mode") == "unknown"
        await press(pilot, "T", "7")
        (quote,) = project.layer("eva", "taman").spans.values()
        assert quote.attribute("speaker_mode") == ""
        await press(pilot, "u")
        assert reader(pilot).state.message == "Undone: set speaker mode."


async def test_the_attribute_menu_works_by_arrows_and_escape_changes_nothing(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "T", "down", "enter")
        (quote,) = project.layer("eva", "taman").spans.values()
        assert quote.attribute("type") == "indirect"
        await press(pilot, "T", "down", "escape")
        assert isinstance(pilot.app.screen, ReadScreen)
        assert project.layer("eva", "taman").spans[quote.id] == quote


async def test_the_pick_list_links_what_is_far_away(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=SMALL) as pilot:
        await press(pilot, "n", "q", "n", "q", "c", "s")
        await press(pilot, "p", "p", "p", "n", "F")
        assert isinstance(pilot.app.screen, LabelScreen)
        await press(pilot, *"nya")
        assert "SPEAKER  ¶3" in screen_text(pilot)
        await press(pilot, "enter")
        layer = project.layer("eva", "taman")
        assert sorted(
            (layer.spans[one.head].surface(TEXT)[:6], layer.spans[one.target].surface(TEXT))
            for one in layer.relations.values()
            if one.label == "said_by"
        ) == [('"Kami ', "nya"), ('"Warga', "nya")]
        await press(pilot, "F")
        assert "✓ SPEAKER" in screen_text(pilot)
        await press(pilot, *"zzz")
        assert "No label is like this" in screen_text(pilot)
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, ReadScreen)


async def test_same_elsewhere_shows_a_checklist_first(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "n", "n", "w")
        await press(pilot, "s", "M")
        assert isinstance(pilot.app.screen, ChecklistScreen)
        shown = screen_text(pilot)
        assert "[x] ¶2" in shown
        assert "kata Rina Wulandari, dikutip" in shown
        await press(pilot, "space")
        assert "[ ] ¶2" in screen_text(pilot)
        assert "Enter labels 0 of 1" in screen_text(pilot)
        await press(pilot, "enter")
        assert surfaces(project, "SPEAKER") == ["Rina"]
        await press(pilot, "M", "space", "a", "enter")
        assert surfaces(project, "SPEAKER") == ["Rina", "Rina"]
        await press(pilot, "u")
        assert reader(pilot).state.message == "Undone: tag 1 × SPEAKER."


async def test_places_of_the_checklist_can_be_clicked(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"taman", "enter", "o")
        await pilot.click(OptionList, offset=(3, 0))
        await pilot.pause()
        assert "[ ] ¶1" in screen_text(pilot)
        await press(pilot, "enter")
        assert surfaces(project, "SOURCE") == ["Taman", "taman"]


async def test_a_search_is_typed_kept_and_left(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"q t")
        assert "/q t" in screen_text(pilot), "keys of commands and labels are letters now"
        assert "nothing found" in screen_text(pilot)
        for _ in range(3):
            await press(pilot, "backspace")
        await press(pilot, *"TAMAN")
        assert "1 of 3 · any case" in screen_text(pilot)
        await press(pilot, "tab")
        assert "nothing found · exactly" in screen_text(pilot)
        await press(pilot, "tab", "enter", "n")
        assert "2 of 3 for “TAMAN”" in screen_text(pilot)
        assert reader(pilot).state.paragraph == 1
        await press(pilot, "d")
        assert "Esc leaves" in reader(pilot).state.message
        await press(pilot, "escape")
        assert reader(pilot).state.search is None
        assert project.layer("eva", "taman").is_empty()


async def test_matches_are_marked_where_they_stand(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:

        def marked() -> list[str]:
            palette = reader(pilot).view._painter.palette
            assert palette is not None
            ground = palette.found.bgcolor
            strips = pilot.app.screen._compositor.render_strips()
            return [
                part.text for strip in strips for part in strip if part.style and part.style.bgcolor == ground
            ]

        await press(pilot, "slash", *"taman")
        assert marked() == ["Taman", "taman"], "the one that the cursor is on is selected"
        await press(pilot, "escape")
        assert marked() == []


async def test_every_dialog_fits_into_the_smallest_terminal(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=SMALL) as pilot:
        await press(pilot, "n", "q", "c", "s")
        for keys in (["T"], ["F"], ["slash", *"a", "enter", "o"]):
            await press(pilot, *keys)
            assert "leaves" in screen_text(pilot), keys
            await pilot.resize_terminal(20, 5)
            await pilot.pause()
            await pilot.resize_terminal(*SMALL)
            await pilot.pause()
            await press(pilot, "escape")


async def test_a_note_is_written_answered_and_settled(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "C")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert "Notes on quote “" in screen_text(pilot)
        await press(pilot, *"who", "space", *"says", "enter")
        assert "note     eva: who says" in screen_text(pilot)
        await press(pilot, "C")
        assert "● eva who says" in screen_text(pilot)
        await press(pilot, "up", *"rina", "enter")
        assert "↳ eva: rina" in screen_text(pilot)
        await press(pilot, "C", "up", "ctrl+d")
        assert "note     1 settled" in screen_text(pilot)
        root, answer = sorted(project.layer("eva", "taman").notes.values(), key=lambda note: bool(note.re))
        assert (root.text, root.settled, answer.text, answer.re) == ("who says", True, "rina", root.id)
        await press(pilot, "C", "enter")
        assert isinstance(pilot.app.screen, NoteScreen), "a note needs words"
        await press(pilot, "escape", "u", "u", "u")
        assert not project.layer("eva", "taman").notes


async def test_a_note_has_lines_and_is_reworded_by_its_maker(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "C", *"one", "ctrl+j", *"two", "up", *"!", "enter")
        (note,) = project.layer("eva", "taman").notes.values()
        assert note.text == "one!\ntwo"
        await press(pilot, "C")
        assert "● eva one!" in screen_text(pilot)
        await press(pilot, "up", "ctrl+r", "backspace", *"ree", "enter")
        (note,) = project.layer("eva", "taman").notes.values()
        assert note.text == "one!\ntwree"
        assert reader(pilot).state.message == "Reworded."
        await press(pilot, "u")
        (note,) = project.layer("eva", "taman").notes.values()
        assert note.text == "one!\ntwo"


async def test_words_that_are_not_written_yet_are_not_dropped_by_one_escape(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "C", *"keep me", "escape")
        assert "not written yet. Esc again drops it" in screen_text(pilot)
        await press(pilot, "!", "escape", "enter")
        (note,) = project.layer("eva", "taman").notes.values()
        assert note.text == "keep me!"
        await press(pilot, "C", "up", "ctrl+r", "escape")
        assert isinstance(pilot.app.screen, NoteScreen), "out of rewording, not out of the notes"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReadScreen), "nothing was typed"


async def test_pasted_controls_do_not_reach_the_terminal_and_lines_stay(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "C")
        pilot.app.screen.query_one(Words).post_message(Paste("red \x1b[31m\r\nnext"))
        await press(pilot)
        assert "red ␛[31m" in screen_text(pilot)
        await press(pilot, "enter")
        (note,) = project.layer("eva", "taman").notes.values()
        assert note.text == "red ␛[31m\nnext"


async def test_a_small_screen_needs_no_key(project: Project) -> None:
    """Its keys can be clicked, and a click beside it leaves it."""
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "C", *"by mouse")
        for rows, row in enumerate(screen_text(pilot).splitlines()):
            if "Enter writes it" in row:
                await pilot.click(offset=(row.index("Enter") + 8, rows))
        await press(pilot)
        (note,) = project.layer("eva", "taman").notes.values()
        assert note.text == "by mouse"
        await press(pilot, "C")
        assert isinstance(pilot.app.screen, NoteScreen)
        await pilot.click(offset=(1, 1))
        await press(pilot)
        assert isinstance(pilot.app.screen, ReadScreen)
        await press(pilot, "question_mark")
        rows = screen_text(pilot).splitlines()
        title = next(number for number, row in enumerate(rows) if "Keys" in row)
        blank = next(
            number for number, row in enumerate(rows[:-3]) if not row[30:90].strip() and number > title
        )
        border = rows[title].rindex("╭", 0, rows[title].index("Keys"))
        for offset in ((40, title), (40, blank), (border, blank)):
            await pilot.click(offset=offset)
            assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.click(offset=(1, 1))
        await press(pilot)
        assert isinstance(pilot.app.screen, ReadScreen)


async def test_a_note_on_the_article_is_in_the_cards_wherever_one_is(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "C", *"[b]x", "enter", "n")
        assert "on the article" in screen_text(pilot)
        assert "eva: [b]x" in screen_text(pilot)


async def test_guidelines_open_at_the_label_in_hand(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=(100, 24)) as pilot:
        await press(pilot, "I")
        await pilot.pause()
        assert "who said what, and through whom" in screen_text(pilot)
        await press(pilot, "escape", "n", "q", "c", "I")
        await pilot.pause()
        shown = screen_text(pilot)
        assert "The words that say that something is said" in shown
        assert "who said what" not in shown
        await press(pilot, "tab")
        assert "The outlet, document or programme" in screen_text(pilot)
        await press(pilot, "I")
        assert isinstance(pilot.app.screen, ReadScreen)


async def test_the_history_shows_what_is_undone_and_enter_goes_there(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "u", "g", "Y")
        assert isinstance(pilot.app.screen, HistoryScreen)
        rows = [row for row in screen_text(pilot).splitlines() if "eva  " in row]
        assert ["undid: tag CUE" in rows[0], "undone  tag CUE “kata”" in rows[1]] == [True, True]
        assert 'tag QUOTE “"Kami menanam' in rows[2]
        await press(pilot, "j", "j", "enter")
        assert reader(pilot).state.paragraph == 1
        assert reader(pilot).state.hand


async def test_whose_name_only_looks_like_it_is_asked_about_before_being_linked(project: Project) -> None:
    people = [Entity("e1", "person", "Rina Wulandari Jr."), Entity("e2", "person", "Ria Wulan")]
    project.act("eva", "bring people", [Edit(PEOPLE, "", None, one) for one in people])
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m")
        text = screen_text(pilot)
        assert "Rina Wulandari Jr.  ≠ jr makes it another person" in text
        assert "asked about" in text
        trap = next(n for n, one in enumerate(pilot.app.screen._matches) if one.trap)
        options = pilot.app.screen.query_one(OptionList)
        assert options.highlighted == options.option_count - 1, "enter would make somebody new"
        await press(pilot, *["down"] * (trap + 1), "enter")
        assert isinstance(pilot.app.screen, PersonScreen)
        assert "Enter again" in screen_text(pilot)
        assert not project.layer("eva", "taman").links
        await press(pilot, "enter")
        assert [link.entity for link in project.layer("eva", "taman").links.values()] == ["e1"]


async def test_enter_makes_somebody_new_rather_than_take_a_namesake(project: Project) -> None:
    known = Entity("e1", "person", "Rina Wulandari Jr.")
    project.act("eva", "bring people", [Edit(PEOPLE, "", None, known)])
    async with AnnotatorApp(project, "eva", "taman").run_test(size=WIDE) as pilot:
        await press(pilot, "n", "q", "c", "s", "m", "enter")
        (link,) = project.layer("eva", "taman").links.values()
        assert project.entities()[link.entity].name == "Rina Wulandari"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 50)])
async def test_who_is_asked_about_stays_in_sight(project: Project, size: tuple[int, int]) -> None:
    filler = "\n".join(f"Paragraf {number} berisi kabar panjang tentang kota." for number in range(40))
    text = f'{filler}\n"Kami menanam seribu pohon," kata Rina Wulandari.\n{filler}'
    for _ in import_all(project, "eva", [Incoming(article_from_text(text, "panjang", "id"))]):
        pass
    async with AnnotatorApp(project, "eva", "panjang").run_test(size=size) as pilot:
        screen = reader(pilot)
        screen.run(Command("click", offset=text.index('"Kami') + 2))
        await press(pilot, "q", "c", "s", "m")
        assert "Who is “" in screen_text(pilot)
        assert '"Kami menanam seribu pohon," kata Rina Wulandari.' in screen_text(pilot)
        await pilot.resize_terminal(size[0] + 4, size[1] + 2)
        await pilot.pause()
        assert '"Kami menanam seribu pohon," kata Rina Wulandari.' in screen_text(pilot)


async def test_cards_are_laid_out_anew_below_a_dialog_too(project: Project) -> None:
    async with AnnotatorApp(project, "eva", "taman").run_test(size=(160, 40)) as pilot:
        await press(pilot, "n", "q", "c", "s", "m")
        below = next(one for one in pilot.app.screen_stack if isinstance(one, ReadScreen))
        for columns in (112, 84, 160):
            await pilot.resize_terminal(columns, 40)
            await pilot.pause()
            width, height = below.cards.content_size
            assert below.cards.outer_size.width == (columns if columns < 110 else 38 if columns < 120 else 60)
            lines = [below.cards.render_line(y).text.rstrip() for y in range(height)]
            wanted = card_lines(below.state, digit_of(below.state), width, height)
            told = ["".join(text for text, _ in line.pieces).rstrip() for line in wanted]
            assert lines == told + [""] * (height - len(told))
