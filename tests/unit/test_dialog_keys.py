"""The keys of small screens: one table each, what all share, and what a configuration makes of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from annotator.config.options import KEY_TABLES
from annotator.config.reading import Config, parse_config
from annotator.tui.dialog_commands import CHECKLIST, DUPLICATES, NOTES, PICKER, PLAIN, SCREENS, SHARED, TYPED
from annotator.tui.dialog_commands import SmallScreen as Small
from annotator.tui.dialog_keys import dialog_keys, dialog_problems
from annotator.tui.key_tables import TABLES
from annotator.tui.keys import key_of, writes


def configured(text: str) -> Config:
    return parse_config(text, Path("c.toml"))


def keys(screen: Small, text: str = "") -> dict[str, tuple[str, ...]]:
    return {one.id: one.keys for one in dialog_keys(screen, configured(text)).commands}


def complaints(text: str) -> list[str]:
    config = configured(text)
    return [one.sentence.removeprefix("c.toml, ") for one in (*config.problems, *dialog_problems(config))]


def test_the_configuration_knows_every_table() -> None:
    assert tuple(TABLES) == KEY_TABLES


@pytest.mark.parametrize("screen", [*SCREENS, PLAIN, TYPED], ids=lambda one: one.name or one.typing)
def test_no_key_means_two_things_and_everybody_gets_out(screen: Small) -> None:
    found = dialog_keys(screen, Config())
    assert not found.problems
    counted = Counter(key for one in found.commands for key in one.keys)
    assert set(counted.values()) == {1}
    assert all(key_of(key) == key for key in counted)
    by_id = {one.id: one.keys for one in found.commands}
    assert len(by_id) == len(found.commands), "an id of its own is no shared one"
    assert "escape" in by_id["escape"]
    if screen.typing:
        own = {key for one in screen.own for key in one.keys}
        assert not any(writes(key) for key in counted if key not in own)


def test_what_is_the_screens_own_goes_before_what_all_share() -> None:
    assert keys(PLAIN)["up"] == ("up", "k", "ctrl+k")
    assert keys(DUPLICATES)["keep"] == ("k",)
    assert keys(DUPLICATES)["up"] == ("up", "ctrl+k")
    assert keys(CHECKLIST)["page-down"] == ("pagedown",), "Space ticks"
    assert keys(NOTES)["down"] == ("down",), "Ctrl+J begins a new line"


def test_a_shared_key_changes_everywhere_and_one_of_its_own_there_alone() -> None:
    text = '[keys.dialogs]\ndown = ["f5", "y"]\n[keys.dialogs.checklist]\ntick = "t"\nup = "f6"\n'
    assert complaints(text) == []
    assert keys(PLAIN, text)["down"] == ("f5", "y")
    assert keys(PICKER, text)["down"] == ("f5",), "where one types, y is typed"
    assert keys(CHECKLIST, text)["tick"] == ("t",)
    assert keys(CHECKLIST, text)["page-down"] == ("pagedown", "space"), "Space is free there now"
    assert keys(CHECKLIST, text)["up"] == ("f6",)
    assert keys(PLAIN, text)["up"] == ("up", "k", "ctrl+k")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[keys.dialogs]\ndown = "m"\n',
            [
                "line 2, keys.dialogs.down: m is the key of the command merge in the screen “Likely duplicates”."
            ],
        ),
        (
            '[keys.dialogs.picker]\nrename = "ctrl+n"\n',
            ["line 2, keys.dialogs.picker.rename: Ctrl+N is the key of the command new-person."],
        ),
        ('[keys.dialogs.picker]\nrename = "x"\n', ["line 2, keys.dialogs.picker.rename: x is typed there."]),
        (
            '[keys.dialogs.checklist]\ntick = "escape"\n',
            [
                "line 2, keys.dialogs.checklist.tick: Esc is the key of the command escape, "
                "without which nobody gets out."
            ],
        ),
        (
            '[keys.dialogs]\ntake = "alt+x"\n',
            [
                "line 2, keys.dialogs.take: 'alt+x' does not arrive through every terminal, as no key with alt does."
            ],
        ),
        (
            '[keys.dialogs.notes]\nrewrod = "f4"\n',
            ["line 2, keys.dialogs.notes.rewrod: there is no command 'rewrod'; 'reword' is near."],
        ),
        (
            '[keys.dialogs]\npickle = "f4"\n',
            [
                "line 2, keys.dialogs.pickle: there is no command 'pickle'; `annotator config --keys` lists them all."
            ],
        ),
        ("[keys.dialogs]\nescape = []\n", ["line 2, keys.dialogs.escape: this command needs a key."]),
    ],
)
def test_what_cannot_be_is_told_once_and_left_out(text: str, told: list[str]) -> None:
    assert complaints(text) == told
    for screen in (*SCREENS, PLAIN, TYPED):
        assert keys(screen, text)["escape"], "everybody gets out"
    assert keys(PICKER, text)["rename"] == ("ctrl+r",)
    assert keys(DUPLICATES, text)["merge"] == ("m",)


def test_every_shared_command_has_a_sentence() -> None:
    assert all(one.help.endswith(".") and one.title for one in SHARED)
