"""The documentation says what the program does: generated parts are current, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

from annotator.cli.table import VERBS
from annotator.formats.registry import EXPORTS, IMPORTS
from annotator.model.schemas import default_scheme_path
from annotator.store.opening import create_project
from annotator.tui.commands import COMMANDS
from annotator.tui.keys import shown

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
PICTURE_LIMIT = 40_000
"""Bytes; a picture that Textual writes as it is has twice as many."""


def _page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def parts(make: ModuleType) -> Mapping[str, str]:
    found: Mapping[str, str] = make.generated()
    return found


def test_generated_parts_are_what_the_program_says(make: ModuleType, parts: Mapping[str, str]) -> None:
    behind = [name for name in make.PAGES if make.filled(_page(name), parts) != _page(name)]
    assert not behind, "`make docs` writes them anew"


def test_every_generated_part_stands_on_a_page(make: ModuleType, parts: Mapping[str, str]) -> None:
    pages = "".join(map(_page, make.PAGES))
    assert [name for name in parts if f"<!-- {name} -->" not in pages] == []


def test_the_readme_has_every_command_and_key() -> None:
    table = _page("README.md").partition("<!-- keys -->")[2].partition("<!-- /keys -->")[0]
    for command in (one for one in COMMANDS if one.keys):
        keys = " ".join(f"`{shown(key)}`" for key in command.keys)
        assert f"| {keys} | {command.help} |" in table


def test_every_verb_is_documented() -> None:
    headings = re.findall(r"^### `annotator (\w+)`$", _page("docs/command-line.md"), re.MULTILINE)
    assert headings == list(VERBS)
    assert all(f"`{verb}`" in _page("CHANGELOG.md") for verb in VERBS)


def test_every_format_and_table_is_documented(tmp_path: Path) -> None:
    formats = _page("docs/formats.md")
    assert all(f"| `{name}` |" in formats for name in (*EXPORTS, *IMPORTS))
    record = _page("docs/record.md")
    scheme = default_scheme_path().read_text(encoding="utf-8")
    with create_project(tmp_path / "annotator.db", scheme, "rani") as project:
        tables = [name for name in project.db.table_names() if not name.startswith(("_", "search_"))]
    assert [name for name in tables if f"`{name}`" not in record] == []


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\(([^)\s]+)\)", _page(name)):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings], link


def test_pictures_are_small_and_fetch_nothing() -> None:
    pictures = sorted(ROOT.glob("docs/pictures/*.svg"))
    assert pictures
    for picture in pictures:
        svg = picture.read_text(encoding="utf-8")
        assert len(svg.encode()) < PICTURE_LIMIT, picture.name
        assert set(re.findall(r'https?://[^"\s<]+', svg)) <= {
            "http://www.w3.org/2000/svg",
            "https://www.textualize.io",
        }, picture.name
