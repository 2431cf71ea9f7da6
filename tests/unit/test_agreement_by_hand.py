"""The worked example of docs/agreement.md: one article of the demo, calculated by hand there, and by the program."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from annotator.cli.demonstration import make_demo
from annotator.model.items import Span
from annotator.review.agreement import Agreement, agree
from annotator.review.agreement import Path as Figure
from annotator.store.opening import open_project
from annotator.tui.done_twice import done_twice

ARTICLE = "stasiun-kecil"
PAGE = (Path(__file__).parents[2] / "docs" / "agreement.md").read_text(encoding="utf-8")
EXAMPLE = PAGE[PAGE.index("## One article by hand") : PAGE.index("## Intervals, and n/a")]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Agreement, dict[str, list[Span]]]:
    """The agreement on the article alone, and its quotes by layer."""
    path = tmp_path_factory.mktemp("demo") / "annotator.db"
    make_demo(path)
    with open_project(path, "sari") as project, project.reading():
        (one,) = [both.then for both in done_twice(project, ["bram", "sari"]) if both.then.article == ARTICLE]
    quotes = {
        name: sorted(
            (span for span in layer.spans.values() if span.label == "QUOTE"), key=lambda one: one.start
        )
        for name, layer in one.layers.items()
    }
    return agree([one]), quotes


def test_the_page_has_the_positions_of_the_article(found: tuple[Agreement, dict[str, list[Span]]]) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in EXAMPLE.splitlines()
        if line.startswith("| ") and not line.startswith("| bram")
    ]
    for name, column in (("bram", 0), ("sari", 2)):
        told = [(row[column], row[column + 1]) for row in rows if row[column]]
        assert told == [(f"{span.start}–{span.end}", span.attribute("type")) for span in found[1][name]]


@pytest.mark.parametrize(
    ("path", "by_hand"),
    [
        (("labels", "QUOTE", "exact_f1"), 16 / 22),
        (("labels", "QUOTE", "overlap_f1"), 20 / 22),
        (("labels", "QUOTE", "mean_overlap"), (8 + 48 / 100 + 63 / 64) / 10),
        (("speaker", "span", "shared_f1"), 14 / 15),
        (("speaker", "span", "end_to_end_f1"), 14 / 21),
        (("attributes", "type", "alpha"), 1 - 38 / 106),
        (
            ("labels", "QUOTE", "alpha_u"),
            float(
                1
                - Fraction(9_180, 2 * 1_766**2)
                / (Fraction(2, 1_766) * (95_156_922 + 81_512_410) / 12_381_474)
            ),
        ),
    ],
)
def test_the_program_comes_to_what_the_page_calculates(
    found: tuple[Agreement, dict[str, list[Span]]], path: Figure, by_hand: float
) -> None:
    value = found[0].values()[path]
    assert value == pytest.approx(by_hand, rel=1e-12)
    assert f"**{by_hand:.4f}**" in EXAMPLE
