"""Keys of one's own: no key has two owners, and what cannot be had is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.config.reading import Config, KeyChoice, parse_config
from annotator.tui.commands import COMMANDS, by_key
from annotator.tui.key_tables import reader_keys
from annotator.tui.keys import NAMES, KeyNameError, key_of, shown
from tests.unit.schemes import default_scheme, scheme_with_key

SCHEME = default_scheme()


def configured(*lines: str) -> Config:
    config = parse_config("\n".join(["[keys]", *lines]), Path("c.toml"))
    assert not config.problems
    return config


def keys_now(config: Config) -> dict[str, tuple[str, ...]]:
    return {command.id: command.keys for command in reader_keys(config, SCHEME).commands}


def told(config: Config) -> list[str]:
    return [problem.sentence for problem in reader_keys(config, SCHEME).problems]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("n", "n"),
        ("N", "N"),
        ("+", "+"),
        ("PgDn", "pagedown"),
        ("pagedown", "pagedown"),
        ("Esc", "escape"),
        ("Ctrl+R", "ctrl+r"),
        ("shift+Tab", "shift+tab"),
        ("Shift+→", "shift+right"),
        ("ctrl+Left", "ctrl+left"),
        ("F10", "f10"),
    ],
)
def test_keys_are_written_as_help_shows_them_or_as_textual_calls_them(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize("key", sorted(NAMES | {key for one in COMMANDS for key in one.keys}))
def test_every_key_of_the_table_can_be_written_as_it_is_shown(key: str) -> None:
    assert key_of(key) == key
    assert key_of(shown(key)) == key


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("alt+x", "as no key with alt does"),
        ("ctrl+alt+x", "as no key with alt does"),
        ("ctrl+shift+x", "as no ctrl+shift does"),
        ("ctrl+1", "does not arrive through every terminal"),
        ("ctrl+i", "is the same key as Tab in a terminal"),
        ("ctrl+m", "is the same key as Enter in a terminal"),
        ("ctrl+h", "is the same key as Backspace in a terminal"),
        ("ctrl+c", "is for copying"),
        ("shift+w", "is written as the letter 'W'"),
        ("shift+f3", "does not arrive through every terminal"),
        ("pgdwn", "'PgDn' is near"),
        ("hyperspace+x", "there is no key"),
        ("ab", "there is no key 'ab'"),
        ("", "there is no key ''"),
        ("\x1b", "there is no key"),
    ],
)
def test_a_key_that_does_not_arrive_everywhere_is_refused(name: str, why: str) -> None:
    with pytest.raises(KeyNameError) as error:
        key_of(name)
    assert why in str(error.value)


def test_without_choices_the_table_is_as_it_is() -> None:
    assert reader_keys(Config(), SCHEME).commands[-len(COMMANDS) :] == COMMANDS


def test_a_choice_takes_the_place_of_all_keys_of_the_command() -> None:
    config = configured('word-next = ["ctrl+n", "f5"]')
    assert keys_now(config)["word-next"] == ("ctrl+n", "f5")
    assert told(config) == []


def test_two_commands_can_change_keys_with_each_other() -> None:
    config = configured('undo = "d"', 'delete = "u"')
    assert told(config) == []
    assert (keys_now(config)["undo"], keys_now(config)["delete"]) == (("d",), ("u",))


def test_a_key_that_another_command_has_stays_there() -> None:
    config = configured('word-next = "n"')
    assert told(config) == ["c.toml, line 2, keys.word-next: n is the key of the command paragraph-next."]
    assert keys_now(config)["word-next"] == ("w",)
    assert keys_now(config)["paragraph-next"] == ("n", "}")


def test_of_two_choices_of_one_key_the_first_has_it() -> None:
    config = configured('undo = ["f5", "f6"]', 'redo = ["f5", "f7"]')
    assert told(config) == ["c.toml, line 3, keys.redo: F5 is the key of the command undo."]
    assert (keys_now(config)["undo"], keys_now(config)["redo"]) == (("f5", "f6"), ("f7",))


def test_a_labels_key_is_the_labels_in_its_project_only() -> None:
    config = configured('undo = "k"', 'row-previous = "up"')
    assert told(config) == []
    found = reader_keys(config, scheme_with_key("k"))
    assert [one.sentence for one in found.problems] == [
        "c.toml, line 2, keys.undo: k is the key of the label title here."
    ]
    assert by_key(found.commands)["k"].id == "tag:TITLE"
    assert by_key(found.commands)["u"].id == "undo"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('undo = "q"', "q is the key of the label quote here"),
        ('undo = "5"', "'5' is no command's key: digits are people"),
        ('undo = "ctrl+q"', "Ctrl+Q always leaves the program"),
        ('undo = "ctrl+p"', "Ctrl+P always opens the palette"),
        ("quit = []", "this command needs a key"),
        ('unod = "u"', "there is no command 'unod'; 'undo' is near"),
    ],
)
def test_what_cannot_be_had_is_told_and_nothing_changes(line: str, complaint: str) -> None:
    config = configured(line)
    assert told(config) == [f"c.toml, line 2, keys.{line.partition(' ')[0]}: {complaint}."]
    assert keys_now(config) == keys_now(Config())


def test_a_command_may_be_left_without_a_key() -> None:
    config = configured("flag = []")
    assert told(config) == []
    assert keys_now(config)["flag"] == ()


_WRITTEN = st.sampled_from(["n", "w", "}", "q", "5", "f5", "F6", "alt+x", "Esc", "ctrl+q", "u", "U", "enter"])
_CHOICES = st.dictionaries(
    st.sampled_from([command.id for command in COMMANDS]), st.lists(_WRITTEN, max_size=3, unique=True)
)


@given(_CHOICES)
def test_no_key_has_two_owners_whatever_is_chosen(chosen: dict[str, list[str]]) -> None:
    choices = tuple(
        KeyChoice("reader", command, tuple(keys), line) for line, (command, keys) in enumerate(chosen.items())
    )
    config = Config(keys=choices)
    found = reader_keys(config, SCHEME)
    by_key(found.commands)  # raises where a key has two owners
    assert [command.id for command in found.commands[-len(COMMANDS) :]] == [one.id for one in COMMANDS]
    labels = {label.key for label in SCHEME.labels}
    for command in found.commands:
        if not command.id.startswith("tag:"):
            assert not labels & set(command.keys)
    owners = {command.id: command.keys for command in found.commands}
    assert owners["escape"]
    refused = {problem.key for problem in found.problems}
    for choice in choices:
        if choice.key not in refused:
            assert owners[choice.command] == tuple(dict.fromkeys(map(key_of, choice.keys)))
