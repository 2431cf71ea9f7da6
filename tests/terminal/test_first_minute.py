"""The first minute: `annotator` where there is nothing yet, up to the first article in the reader."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.test_program import env, opened
from tests.unit.cli_runs import one_sentence, really

__all__ = ["env"]

TEXT = 'Sumur Tua Berair Lagi\n"Airnya jernih," kata Darma Sulung, penjaga sumur.\n'


def test_from_an_empty_folder_to_the_first_article(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "sumur.txt").write_text(TEXT)
    with opened(env, tmp_path, columns=80, rows=24) as app:
        app.wait_for("There is no project in")
        app.press("m")
        app.wait_for("has no articles yet")
        app.press("i")
        app.press("elsewhere.txt\r")
        app.wait_for("there is no such file")
        app.press("i")
        app.press("sumur.txt\r")
        app.wait_for("0 of 1 done")
        app.press("\r")
        app.wait_for("q quote")
        app.press("\x11")
        assert app.exit_code() == 0
    assert (tmp_path / "annotator.db").is_file()


def test_the_tutorial_comes_back_to_where_it_was_chosen(env: dict[str, str], tmp_path: Path) -> None:
    with opened(env, tmp_path, columns=80, rows=24) as app:
        app.wait_for("There is no project in")
        app.press("t")
        app.wait_for("step 1 of")
        app.press("n")
        app.wait_for("step 2 of")
        app.press("\x1b")
        app.wait_for("There is no project in")
        app.press("\x1b")
        assert app.exit_code() == 0
    assert list(tmp_path.iterdir()) == [tmp_path / "state"], "nothing of the person's was touched"


def test_the_demo_is_a_key_away(env: dict[str, str], tmp_path: Path) -> None:
    with opened(env, tmp_path) as app:
        app.wait_for("There is no project in")
        app.press("d")
        app.wait_for("q quote")
        app.press("\x11")
        assert app.exit_code() == 0
    assert (tmp_path / "annotator-demo" / "annotator.db").is_file()


def test_a_named_project_that_is_not_there_is_still_an_error(env: dict[str, str], tmp_path: Path) -> None:
    with opened(env, tmp_path, "-p", "elsewhere.db") as app:
        assert app.exit_code() == 3


def test_without_a_terminal_nobody_is_asked(tmp_path: Path) -> None:
    ran = really(cwd=tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert one_sentence(ran.err)
    assert "needs a terminal" in ran.err
