"""The benchmark runs and gives figures. No test here depends on a clock: only what was written is judged."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.bench import rivals
from tests.bench.__main__ import main, measure
from tests.bench.figures import Effort, Figure, percentile, table
from tests.elsewhere import python_with

QUICK = Effort(quick=True)


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run sets where its home is; take that back."""
    for name in ("PYTHONPATH", "HOME", "XDG_STATE_HOME", "ANNOTATOR_USER"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_keys_stay_small_in_a_long_article() -> None:
    figures = measure(["reader"], QUICK, print)["reader"]
    sizes = {figure.name: figure.value for figure in figures if figure.unit == "bytes"}
    assert {"word, p95", "paragraph in view, p95", "tag, p95", "undo, p95"} <= set(sizes)
    assert all(size > 0 for name, size in sizes.items() if "over" not in name)
    assert sizes["word, p95"] < 6_000
    assert sizes["paragraph in view, p95"] < 12_000
    assert sizes["tag, p95"] < 12_000
    assert all(figure.value > 0 for figure in figures if figure.unit == "ms")


def test_figures_are_printed_and_written_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "figures.json"
    assert main(["export", "--quick", "--json", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "JSON Lines" in printed
    assert "targets met" in printed
    figures = json.loads(out.read_text())["groups"]["export"]
    assert [figure["unit"] for figure in figures] == ["s", "s", "s", "MB", "MB"]
    assert all(figure["value"] > 0 for figure in figures)


def test_other_programs_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rivals, "python_with", lambda module: None)
    figures = measure(["rivals"], QUICK, print)["rivals"]
    assert [figure.value for figure in figures] == [0, 0]
    assert "label-studio-sdk is not installed here; `make consumers` installs it" in table(figures)


def test_exports_of_other_programs_stand_beside_ours() -> None:
    if not all(python_with(rival.module) for rival in rivals.RIVALS):
        pytest.skip("`make consumers` installs the other programs")
    figures = measure(["rivals"], QUICK, print)["rivals"]
    assert [figure.unit for figure in figures] == ["s", "s"]
    assert all(figure.value > 0 and figure.ratio for figure in figures)
    assert "of 500 spans" in figures[0].detail


def test_a_python_is_asked_for_a_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_BESIDE", f"/no/such/python:{sys.executable}")
    assert python_with("hypothesis") == sys.executable
    assert python_with("no_such_module") is None


def test_an_unknown_group_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["lunch"])
    assert "there is no 'lunch'" in capsys.readouterr().err


def test_targets_are_judged_by_value_or_by_ratio() -> None:
    assert Figure("a", 3.0, "ms", at_most=4.0).met
    assert Figure("a", 3.0, "ms", 1.0, "bare", 4.0, as_ratio=True).met
    assert Figure("a", 9.0, "ms", 2.0, "bare", 4.0, as_ratio=True).met is False
    assert Figure("a", 9.0, "ms").met is None
    assert "MISSED" in table([Figure("a", 9.0, "ms", at_most=4.0)])


def test_percentiles() -> None:
    assert percentile([], 0.5) == 0
    assert percentile(range(1, 101), 0.95) == 95
    assert percentile([7.0], 0.95) == 7
