"""The first screen: a key each, and whoever is stuck can leave."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from annotator.tui.welcome import QUIT, Chosen, Way, WelcomeApp, _Line

WAYS = (
    Way("import", "i", "Import articles", "From files.", asks="path"),
    Way("tutorial", "t", "Tutorial", "Five minutes."),
    Way("demo", "d", "Demo", "Six articles."),
)


def an_app(said: str = "") -> WelcomeApp:
    return WelcomeApp("Nothing \x1b]0;here\x07 yet.", WAYS, said=said)


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("t",), Chosen("tutorial")),
        (("down", "down", "enter"), Chosen("demo")),
        (("up", "enter"), Chosen("demo")),
        (("escape",), Chosen(QUIT)),
        (("ctrl+q",), Chosen(QUIT)),
        (("i", "t", "d", "enter"), Chosen("import", "td")),
        (("i", "x", "escape", "t"), Chosen("tutorial")),
    ],
)
async def test_every_way_by_key(keys: tuple[str, ...], chosen: Chosen) -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in keys:
            await pilot.press(key)
    assert app.chosen == chosen
    assert app.return_value in (0, None)


async def test_every_way_by_mouse() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(list(app.screen.query(_Line))[2])
    assert app.chosen == Chosen("demo")


async def test_a_path_can_be_written_after_a_look_elsewhere() -> None:
    app = an_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        assert app.screen.query_one(Input).has_focus
        await pilot.press("enter")
        assert app.chosen == Chosen(QUIT), "nothing was typed"


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (160, 50)])
async def test_all_of_it_is_in_sight_and_safe(size: tuple[int, int]) -> None:
    app = an_app(said="That did not work.")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "\x1b" not in text
        for words in ("Nothing", "Import articles", "Tutorial", "Demo", "That did not work."):
            assert words in text
