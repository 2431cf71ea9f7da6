"""Screens look as in the pictures of the documentation, which are the one place where their looks are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docs import pictures

pytestmark = pytest.mark.suggestions


@pytest.fixture(scope="module")
def demo() -> Iterator[Path]:
    with pictures.demo() as project:
        yield project


@pytest.mark.parametrize("picture", pictures.PICTURES, ids=lambda one: one.name)
async def test_a_screen_looks_as_in_its_picture(picture: pictures.Picture, demo: Path) -> None:
    path = pictures.FOLDER / f"{picture.name}.svg"
    if await pictures.taken(picture, demo) != path.read_text(encoding="utf-8"):
        pytest.fail(
            f"{picture.name} looks different. If it should: `make pictures`, and look at what changed in "
            f"{path.relative_to(pictures.ROOT)}.",
            pytrace=False,
        )


def test_every_picture_is_of_some_screen() -> None:
    kept = {path.stem for path in pictures.FOLDER.glob("*.svg")}
    assert kept == {picture.name for picture in pictures.PICTURES}
