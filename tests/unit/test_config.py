"""The configuration file: what is right in it counts, what is wrong is named by file, line and key."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from textual.theme import BUILTIN_THEMES

from annotator.config.options import OPTIONS, THEMES
from annotator.config.reading import Config, parse_config, read_config
from annotator.config.schema import config_schema
from annotator.config.template import template
from annotator.text.toml_lines import read_toml
from annotator.tui.key_tables import TABLES, key_problems
from annotator.tui.theme import THEMES as OUR_THEMES
from tests.unit.cli_runs import REPOSITORY
from tests.unit.schemes import default_scheme

SCHEMA = config_schema(TABLES)


def parsed(text: str) -> Config:
    return parse_config(text, Path("/home/eva/config.toml"))


def complaints(text: str) -> list[str]:
    return [problem.sentence.removeprefix("/home/eva/config.toml, ") for problem in parsed(text).problems]


def test_what_the_file_says_is_in_force_and_the_rest_is_the_default() -> None:
    config = parsed('theme = "nord"\nmouse = false\n\n[reader]\nmeasure = 72\n')
    assert (config.theme, config.mouse, config.measure) == ("nord", False, 72)
    assert (config.member, config.cards) == ("", 38)
    assert config.lines == {"theme": 1, "mouse": 2, "reader.measure": 5}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('theme = "nrd"', "line 1, theme: there is no theme 'nrd'; 'nord' is near."),
        ("\nmouse = 1", "line 2, mouse: true or false is needed."),
        ("[reader]\nmeasure = 20", "line 2, reader.measure: a whole number from 40 to 120 is needed."),
        ("[reader]\nmeasure = true", "line 2, reader.measure: a whole number from 40 to 120 is needed."),
        ('member = ""', "line 1, member: a text in quotation marks is needed."),
        ("tema = 1", "line 1, tema: there is no such setting; 'theme' is near."),
        ("reader = 3", "line 1, reader: a table is needed."),
        ("keys = 3", "line 1, keys: a table is needed."),
        (
            "[keys]\nundo = 3",
            'line 2, keys.undo: a key or a list of keys is needed, such as "n" or ["n", "down"].',
        ),
        ("mouse = no", "line 1: not valid TOML: Invalid value."),
    ],
)
def test_what_is_wrong_is_named_by_line_and_key(text: str, told: str) -> None:
    assert complaints(text) == [told]


def test_the_rest_of_a_file_with_mistakes_counts() -> None:
    config = parsed('theme = "nrd"\nmouse = false\n[reader]\nmeasure = 1\ncards = 50\n')
    assert len(config.problems) == 2
    assert (config.theme, config.mouse, config.measure, config.cards) == ("", False, 80, 50)


def test_no_file_is_no_problem_unless_it_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert read_config() == Config(tmp_path / "annotator" / "config.toml")
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "mine.toml"))
    told = [problem.sentence for problem in read_config().problems]
    assert told == [f"{tmp_path / 'mine.toml'}: there is no such file, which $ANNOTATOR_CONFIG names."]


def test_a_file_that_cannot_be_read_is_told_and_not_fatal(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_bytes(b"theme = \xff")
    (problem,) = read_config(tmp_path / "c.toml").problems
    assert problem.sentence == f"{tmp_path / 'c.toml'}: cannot be read (not utf-8)."
    (problem,) = read_config(tmp_path).problems
    assert "cannot be read" in problem.sentence


def test_words_of_ones_own_are_found_by_language(tmp_path: Path) -> None:
    (tmp_path / "packs" / "id").mkdir(parents=True)
    config = parse_config('packs = "packs"', tmp_path / "config.toml")
    assert config.pack_folder("id-ID") == tmp_path / "packs" / "id"
    assert config.pack_folder("en") is None
    assert Config().pack_folder("id") is None


def test_the_schema_in_the_repository_is_the_programs() -> None:
    path = REPOSITORY / "schemas" / "config-v1.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMA, "`make docs` writes it anew"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('theme = "nord"\n[keys]\nundo = ["Z", "ctrl+x"]', True),
        ("mouse = 1", False),
        ("[reader]\nmeasure = 39", False),
        ("[reader]\nmeasure = 40", True),
        ('theme = "none"', False),
        ('[keys]\nfly = "F"', False),
        ("unknown = 1", False),
    ],
)
def test_schema_and_program_agree_on_what_is_right(text: str, right: bool) -> None:
    config = parsed(text)
    assert (not config.problems and not key_problems(config, default_scheme())) == right
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(read_toml(text)) == right


def test_the_file_to_begin_with_says_nothing_and_every_line_of_it_is_right() -> None:
    text = template(TABLES)
    empty = parsed(text)
    assert (empty.values, empty.keys, empty.problems) == ({}, (), ())
    uncommented = re.sub(r"^#(?! )", "", text, flags=re.MULTILINE)
    config = parsed(uncommented)
    assert config.problems == ()
    assert set(config.values) == {option.name for option in OPTIONS}
    assert len(config.keys) == sum(len(table) for table in TABLES.values())
    assert key_problems(config, default_scheme()) == ()
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(read_toml(uncommented))


def test_the_documented_example_is_right() -> None:
    page = (REPOSITORY / "docs" / "configuration.md").read_text(encoding="utf-8")
    config = parsed(page.partition("```toml\n")[2].partition("```")[0])
    assert config.values
    assert config.keys
    assert (config.problems, key_problems(config, default_scheme())) == ((), ())


def test_every_theme_that_can_be_set_is_there() -> None:
    assert set(THEMES) == {theme.name for theme in OUR_THEMES} | set(BUILTIN_THEMES)
