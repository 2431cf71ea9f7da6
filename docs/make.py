"""Writes the generated parts of the documentation: `make docs`.

A part stands between `<!-- NAME -->` and `<!-- /NAME -->`. The keys come from the reader's command table, the help
from the command line, the settings from their own table, and the worked example from running it: import, keys in the
reader, show, export, and the Python that reads the export. The JSON Schema of the configuration is written too.
`tests/unit/test_docs.py` holds the pages to what this would write.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from annotator.cli.main import main as annotator
from annotator.cli.table import VERBS, module_of
from annotator.config.options import OPTIONS
from annotator.config.schema import config_schema
from annotator.formats.registry import EXPORTS, IMPORTS
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme
from annotator.tui import dialog_commands, library_commands, people_commands, review_commands
from annotator.tui.commands import COMMANDS, GROUPS, LABEL, label_commands
from annotator.tui.key_tables import TABLES
from annotator.tui.keys import shown
from annotator.tui.screen_commands import ScreenCommand
from tests.bench import actions
from tests.elsewhere import python_with

ROOT = Path(__file__).resolve().parent.parent
CONFIG_SCHEMA = "schemas/config-v1.schema.json"
PAGES = (
    *("README.md", "docs/command-line.md", "docs/configuration.md", "docs/keys.md", "docs/record.md"),
    "docs/formats.md",
    *(f"docs/formats-{name}.md" for name in ("conll", "conllup", "hf", "brat", "frames")),
    # Where spaCy is installed, in an environment that `make consumers` makes.
    *(["docs/formats-spacy.md"] if python_with("spacy") else []),
)

TEXT = """\
Feri ke Pulau Tembaga Berlayar Lagi
"Kami menunggu bunyi klakson itu tiga tahun," kata Nirmala Oesin, nakhoda feri, seperti dikutip dari Harian Selat.
"Besok pun penumpang masih gratis," lanjutnya.
"""
"""The article of the worked example; person, outlet and island are invented."""

PRESSED = ("tab", "a", "a", "D")
"""The keys of the worked example, as the reader names them."""

PYTHON = """\
import json

for line in open("exports/annotator/spans/all.jsonl", encoding="utf-8"):
    article = json.loads(line)
    spans = {span["id"]: span for span in article["spans"]}
    people = {entity["id"]: entity["name"] for entity in article["entities"]}
    person = {link["from"]: people[link["entity"]] for link in article["links"]}
    said_by = [edge for edge in article["relations"] if edge["label"] == "said_by"]
    for edge in sorted(said_by, key=lambda edge: spans[edge["from"]]["start"]):
        speaker = spans[edge["to"]]
        print(person.get(speaker["id"], "?"), "|", speaker["text"], "|", spans[edge["from"]]["text"])
"""
"""Who said what, from the export, with nothing but Python."""


SPACY = """\
import spacy
from spacy.tokens import DocBin

for doc in DocBin().from_disk("exports/annotator/spacy/all/00001.spacy").get_docs(spacy.blank("id").vocab):
    surface = {span.id_: span.text for span in doc.spans["sc"]}
    for edge in doc.user_data["relations"]:
        print(surface[edge["from"]], edge["label"], surface[edge["to"]])
"""
"""What leads where, from spaCy's own files."""


def keys() -> str:
    """The reader's keys by group, as tables."""
    scheme = load_scheme(default_scheme_path())
    commands = [*label_commands(scheme), *COMMANDS]
    lines = []
    for group in GROUPS:
        lines += [f"| {group} | |", "|---|---|"]
        for command in commands:
            if command.group == group and command.keys:
                names = " ".join(f"`{shown(key)}`" for key in command.keys)
                words = f"{command.title.capitalize()}. {command.help}" if group == LABEL else command.help
                lines.append(f"| {names} | {words} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def table_keys(groups: Sequence[str], commands: Sequence[ScreenCommand]) -> str:
    """The keys of the library or of people by group, as tables."""
    lines = []
    for group in groups:
        lines += [f"| {group} | |", "|---|---|"]
        for command in commands:
            if command.group == group:
                lines.append(f"| {' '.join(f'`{shown(key)}`' for key in command.keys)} | {command.help} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def dialog_keys() -> str:
    """The keys of small screens, as tables; each table's name in the configuration stands beside its title."""
    tables = [("dialogs", dialog_commands.SMALL, dialog_commands.SHARED)]
    tables += [(one.table, one.title, one.own) for one in dialog_commands.SCREENS]
    lines = []
    for name, title, commands in tables:
        lines += [f"| {title} | `[keys.{name}]` | |", "|---|---|---|"]
        for command in commands:
            keys = " ".join(f"`{shown(key)}`" for key in command.keys)
            lines.append(f"| {keys} | `{command.id}` | {command.help} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def help_pages() -> str:
    """What `--help` says of the program and of every verb."""
    return "\n\n".join(f"{heading}\n\n```text\n{text}\n```" for heading, text in _help_texts())


def _help_texts() -> Iterator[tuple[str, str]]:
    yield "### `annotator`", _help([])
    for verb in VERBS:
        yield f"### `annotator {verb}`", _help([verb])
        command = import_module(module_of(verb)).command
        if isinstance(command, click.Group):
            for inner in command.commands:
                yield f"#### `annotator {verb} {inner}`", _help([verb, inner])


def _help(arguments: list[str]) -> str:
    said = io.StringIO()
    columns = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        with contextlib.redirect_stdout(said):
            assert annotator([*arguments, "--help"]) == 0, arguments
    finally:
        del os.environ["COLUMNS"]
        if columns is not None:
            os.environ["COLUMNS"] = columns
    return said.getvalue().rstrip()


def export_formats() -> str:
    """The formats that an export may hold."""
    return "\n".join(
        [
            "| `--format` | what it is | leaves out by design |",
            "|---|---|---|",
            *(
                f"| `{one.name}` | {one.title} | {', '.join(one.omits) or 'nothing'} |"
                for one in EXPORTS.values()
            ),
        ]
    )


def import_formats() -> str:
    """The formats that an import reads."""
    return "\n".join(
        [
            "| `--format` | what it is | known by |",
            "|---|---|---|",
            *(
                f"| `{one.name}` | {one.title} | {', '.join(f'`{suffix}`' for suffix in one.suffixes)} |"
                for one in IMPORTS.values()
            ),
        ]
    )


def settings() -> str:
    """The settings of the configuration file, as a table."""
    lines = ["| setting | default | |", "|---|---|---|"]
    for option in OPTIONS:
        default = json.dumps(option.default) if option.default != "" else ""
        lines.append(f"| `{option.name}` | {f'`{default}`' if default else ''} | {option.help} |")
    return "\n".join(lines)


def config_schema_file() -> str:
    """The JSON Schema of the configuration file, as it stands in `schemas/`."""
    return json.dumps(config_schema(TABLES), ensure_ascii=False, indent=2) + "\n"


class Example:
    """The worked example, run in a folder of its own by people and settings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        home = folder / "home"
        self.env = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(home),
            "XDG_STATE_HOME": str(home / "state"),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TEXTUAL_ANIMATIONS": "none",
        }

    def parts(self) -> dict[str, str]:
        """The parts of the pages that the example fills."""
        (self.folder / "feri-tembaga.txt").write_text(TEXT, encoding="utf-8")
        found = {"text": _fenced("text", TEXT)}
        found["example-import"] = self._console(
            "annotator --as rani init", "annotator import feri-tembaga.txt", "annotator articles"
        )
        found["example-read"] = self._keys()
        found["example-show"] = self._console("annotator show feri-tembaga")
        found["example-export"] = self._console("annotator export --format jsonl,conll")
        printed = self._python("-c", PYTHON)
        found["example-python"] = f"{_fenced('python', PYTHON)}\n\n{_fenced('text', printed)}"
        export = self.folder / "exports" / "annotator"
        found["example-files"] = _fenced("text", _tree(export))
        roles = (export / "conll" / "all.roles.conll").read_text(encoding="utf-8")
        found["example-conll"] = _fenced("text", roles[roles.index('\n\n"') + 2 :].partition("\n\n")[0])
        found |= self._other_formats()
        found["example-line"] = _fenced(
            "json", _laid_out((export / "spans" / "all.jsonl").read_text("utf-8"))
        )
        if python := python_with("spacy"):
            self._python("-m", "annotator", "export", "--format", "spacy", python=python)
            printed = self._python("-c", SPACY, python=python)
            found["example-spacy"] = f"{_fenced('python', SPACY)}\n\n{_fenced('text', printed)}"
        return found

    def _other_formats(self) -> dict[str, str]:
        """A look into the formats that the README's example leaves out."""
        self._python("-m", "annotator", "export", "--format", "conllup,hf,brat,frames", "--out", "more")
        more = self.folder / "more"
        rows = (more / "conllup" / "all.conllup").read_text(encoding="utf-8")
        window = json.loads((more / "hf" / "all.jsonl").read_text(encoding="utf-8"))
        short = {
            key: [*value[:12], "…"] if isinstance(value, list) else value for key, value in window.items()
        }
        lines = ",\n ".join(
            f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in short.items()
        )
        annotations = (more / "brat" / "all" / "feri-tembaga.ann").read_text(encoding="utf-8")
        frame = json.loads((more / "frames" / "all.jsonl").read_text("utf-8").splitlines()[0])
        slots = ",\n ".join(
            f'"{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in frame.items()
        )
        return {
            "example-frame": _fenced("json", _same_device(f"{{{slots}}}")),
            "example-conllup": _fenced("text", _same_device("\n\n".join(rows.split("\n\n")[:2]))),
            "example-hf": _fenced("json", f"{{{lines}}}"),
            "example-brat": _fenced("text", _same_device(annotations)),
        }

    def _console(self, *commands: str) -> str:
        said = []
        for command in commands:
            assert command.startswith("annotator ")
            said += [f"$ {command}", self._python("-m", *command.split()).rstrip()]
        return _fenced("console", "\n".join(said))

    def _keys(self) -> str:
        press = str(ROOT / "docs" / "press.py")
        said = self._python(press, "annotator.db", "rani", "feri-tembaga", *PRESSED).splitlines()
        lines = ["| press | the reader says |", "|---|---|"]
        for group, words in zip(PRESSED, said, strict=True):
            lines.append(f"| {' '.join(f'`{shown(key)}`' for key in group.split())} | {words} |")
        return "\n".join(lines)

    def _python(self, *arguments: str, python: str = sys.executable) -> str:
        done = subprocess.run(
            [python, *arguments],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def _tree(folder: Path) -> str:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "\n".join(paths)


def _laid_out(line: str) -> str:
    """A line of the native form with a row for each item, the device's part of its ids always the same."""
    record = json.loads(_same_device(line))
    rows = []
    for key, value in record.items():
        if isinstance(value, list) and len(value) > 0:
            items = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            rows.append(f'"{key}": [\n  {items}]')
        else:
            rows.append(f'"{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{" + ",\n ".join(rows) + "}"


def _same_device(text: str) -> str:
    """The text with ids of one device, whatever made the example."""
    return re.sub(r"\b[a-z0-9]{6}(?=\.\d+\.\d)", "k3v9pq", text)


def generated() -> dict[str, str]:
    """Name of a part -> what stands there."""
    with tempfile.TemporaryDirectory() as folder:
        example = Example(Path(folder)).parts()
    return {
        "keys": keys(),
        "library-keys": table_keys(library_commands.GROUPS, library_commands.COMMANDS),
        "people-keys": table_keys(people_commands.GROUPS, people_commands.COMMANDS),
        "actions": actions.as_table(actions.played()),
        "review-keys": table_keys(review_commands.GROUPS, review_commands.COMMANDS),
        "dialog-keys": dialog_keys(),
        "help": help_pages(),
        "export-formats": export_formats(),
        "import-formats": import_formats(),
        "settings": settings(),
        **example,
    }


def filled(page: str, parts: Mapping[str, str]) -> str:
    """A page's text with every part in its place.

    Raises:
        KeyError: the page has a place for a part that there is not.
    """

    def part(found: re.Match[str]) -> str:
        return f"<!-- {found[1]} -->\n{parts[found[1]]}\n<!-- /{found[1]} -->"

    return re.sub(r"<!-- ([a-z-]+) -->\n.*?<!-- /\1 -->", part, page, flags=re.DOTALL)


def main() -> None:
    """Write the pages anew."""
    parts = generated()
    for name in PAGES:
        path = ROOT / name
        path.write_text(filled(path.read_text(encoding="utf-8"), parts), encoding="utf-8")
        sys.stderr.write(f"{name} is up to date.\n")
    (ROOT / CONFIG_SCHEMA).write_text(config_schema_file(), encoding="utf-8")
    sys.stderr.write(f"{CONFIG_SCHEMA} is up to date.\n")


if __name__ == "__main__":
    main()
