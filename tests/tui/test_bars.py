"""Bars draw what they are given, anew only where it differs, and in the colours of the moment."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Region

from annotator.model.suggestions import Suggestion
from annotator.session.command import Command
from annotator.session.state import Mode
from annotator.tui.commands import COMMANDS, by_key, label_commands
from annotator.tui.modes import meaning
from annotator.tui.theme import DARK, LIGHT
from annotator.tui.widgets.bars import Bar, KeyBar, MessageBar, here, hints_for, in_two, key_line
from tests.unit.sessions import SCHEME, Session, a_state
from tests.unit.test_session_suggestions import READY, a_session, a_suggested

PAIRS = [("q", "quote"), ("s", "speaker"), ("m", "who is it"), ("d", "delete"), ("?", "help")]


class BarApp(App[None]):
    """One bar, which notes what it asks to have drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Region] = []
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name

    def compose(self) -> ComposeResult:
        yield NotingBar()


class NotingBar(Bar):
    """Notes what it asks to have drawn."""

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """As the widget's own."""
        if isinstance(self.app, BarApp):
            self.app.asked += regions
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


def styles(bar: Bar) -> list[Style | None]:
    return [segment.style for segment in bar.render_line(0)]


async def test_a_bar_shows_its_content_on_its_whole_width() -> None:
    app = BarApp()
    async with app.run_test(size=(40, 3)):
        bar = app.query_one(NotingBar)
        bar.put(Content("Sungai meluap lagi"))
        assert bar.render_line(0).text == "Sungai meluap lagi".ljust(38)
        bar.put(Content("x" * 100))
        assert bar.render_line(0).text == "x" * 38


async def test_only_the_cells_up_to_the_last_difference_are_drawn_anew() -> None:
    app = BarApp()
    async with app.run_test(size=(80, 3)) as pilot:
        bar = app.query_one(NotingBar)
        bar.put(Content("14 open · saved"))
        await pilot.pause()
        app.asked.clear()
        bar.put(Content("15 open · saved"))
        bar.put(Content("15 open · saved"))
        assert app.asked == [Region(0, 0, 2, 1)]
        bar.put(Content(""))
        assert app.asked[1:] == [Region(0, 0, 15, 1)]


async def test_what_is_drawn_is_always_what_was_put_last() -> None:
    app = BarApp()
    async with app.run_test(size=(60, 3)) as pilot:
        bar = app.query_one(NotingBar)
        for pairs in (PAIRS, PAIRS[:3], PAIRS[2:], PAIRS):
            bar.put(key_line(pairs, bar.room))
            await pilot.pause()
            shown = app.screen._compositor.render_strips()[0].text
            assert shown.strip() == "  ".join(f"{key} {title}" for key, title in pairs)


async def test_another_theme_is_another_colour() -> None:
    app = BarApp()
    async with app.run_test(size=(60, 3)) as pilot:
        bar = app.query_one(NotingBar)
        bar.put(key_line(PAIRS, bar.room))
        await pilot.pause()
        dark = styles(bar)
        app.theme = LIGHT.name
        await pilot.pause()
        light = styles(bar)
        assert all(one != other for one, other in zip(dark, light, strict=True))


def test_keys_are_bold_and_titles_are_not() -> None:
    line = key_line(PAIRS, 80)
    bold = [line.plain[span.start : span.end] for span in line.spans]
    assert bold == [key for key, _ in PAIRS]


def test_what_does_not_fit_is_left_out_but_help_stays() -> None:
    assert key_line(PAIRS, 26).plain == "q quote  s speaker  ? help"
    assert key_line(PAIRS, 16).plain == "q quote  ? help"


def test_keys_of_a_kept_search_are_the_labels_alone() -> None:
    state = replace(a_state(), mode=Mode.MATCHES)
    shown = hints_for(state, [*label_commands(SCHEME), *COMMANDS])
    assert shown[3:7] == [("q", ""), ("s", ""), ("c", ""), ("o", "label all")]
    for key, _ in shown[3:7]:
        meant = meaning(state, key, by_key([*label_commands(SCHEME), *COMMANDS])[key])
        assert isinstance(meant, Command)
        assert meant.id == "tag-matches"


def test_what_is_suggested_at_the_cursor_is_named_with_whom_it_means() -> None:
    session = a_session(READY)
    assert here(session.to("Wulandari", 2).state).plain == "suggested: SPEAKER Rina Wulandari"
    assert here(session.to("kata").state).plain == "suggested: CUE"
    assert here(session.to("Tidak ada").state).plain == ""


def test_two_suggestions_of_one_label_are_named_once() -> None:
    within = Suggestion(a_suggested("QUOTE", "siap menerima pedagang lama", type="indirect"))
    session = a_session(READY, within)
    assert here(session.to("siap").state).plain == "suggested: QUOTE"


def test_a_decision_at_the_cursor_is_named_with_the_keys_that_change_it() -> None:
    session = Session(a_state()).to("Kami siap")
    session("not-a-quote")
    told = "Not a quote (words held at arm's length): x changes the reason, d takes it back"
    assert here(session.to("pedagang").state).plain == told


async def test_a_bar_draws_nothing_whose_width_terminals_dispute() -> None:
    app = BarApp()
    async with app.run_test(size=(40, 3)) as pilot:
        bar = app.query_one(Bar)
        bar.put(Content("“\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f” is tagged."))
        await pilot.pause()
        assert bar.render_line(0).text.rstrip() == "“▯ ▯” is tagged."


@example("  aaaaaaa", 8)
@given(st.text(st.sampled_from("ab 習…")), st.integers(8, 40))
def test_a_long_message_goes_on_in_the_next_line(words: str, room: int) -> None:
    first, rest = in_two(words, room)
    assert cell_len(first) <= room
    assert cell_len(rest) <= room
    if cell_len(words) <= room:
        assert (first, rest) == (words, "")
    elif rest and "…" not in words:
        assert f"{first} {rest}" == words or rest.endswith("…")


async def test_keys_give_way_to_the_end_of_a_message_until_the_next_key() -> None:
    session = a_session(READY)
    commands = [*label_commands(SCHEME), *COMMANDS]

    class Bars(App[None]):
        def compose(self) -> ComposeResult:
            yield MessageBar()
            yield KeyBar()

    app = Bars()
    async with app.run_test(size=(60, 4)) as pilot:
        told = "This is done with 12 still open. This is the next; Ctrl+O goes back to the one before it."
        for message, first, second in (
            (told, "the next;", "Ctrl+O goes back to the one before it."),
            (f"{told} Tab goes on there, and Ctrl+O back.", "the next;", "before it. Tab goes on ther…"),
            ("", "", "q quote"),
        ):
            state = replace(session.state, message=message)
            app.query_one(MessageBar).show(state)
            app.query_one(KeyBar).show(state, commands)
            await pilot.pause()
            assert app.query_one(MessageBar).render_line(0).text.rstrip().endswith(first)
            assert second in app.query_one(KeyBar).render_line(0).text


async def test_the_most_useful_keys_stay_behind_a_message_that_leaves_them_room() -> None:
    session = a_session(READY)
    session("next-waiting")
    commands = [*label_commands(SCHEME), *COMMANDS]
    pressed: list[str] = []

    class Bars(App[None]):
        def compose(self) -> ComposeResult:
            yield KeyBar()

        def on_key_bar_key_chosen(self, event: KeyBar.KeyChosen) -> None:
            pressed.append(event.key)

    app = Bars()
    async with app.run_test(size=(60, 4)) as pilot:
        bar = app.query_one(KeyBar)
        state = replace(session.state, message=session.state.message.replace("other", "all the other"))
        bar.show(state, commands)
        await pilot.pause()
        shown = bar.render_line(0).text.rstrip()
        assert shown == "other keys change it.   a accept  x reject  ? help"
        await pilot.click(KeyBar, offset=(1 + shown.index("reject"), 0))
        await pilot.click(KeyBar, offset=(3, 0))
        await pilot.pause()
        assert pressed == ["x"], "a word of the message is no key"


def test_eighty_columns_say_that_every_label_key_labels_all_that_was_found() -> None:
    state = replace(a_state("satu dua satu"), mode=Mode.MATCHES)
    pairs = hints_for(state, [*label_commands(SCHEME), *COMMANDS])
    assert "q  s  c  o label all" in key_line(pairs, 78).plain
