"""`annotator review` where the screen does not open: each time one sentence that says what to do."""

from __future__ import annotations

import pytest

from tests.unit.cli_runs import Program


@pytest.fixture
def demo(program: Program) -> Program:
    program.ok("demo", "--no-open", "--dir", "d")
    return program


def test_who_is_no_reviewer_is_told_who_can_say_who_is_one(demo: Program) -> None:
    ran = demo("review", "-p", "d/annotator.db", "--as", "bram")
    assert ran.status == 2
    assert (
        "bram is not a reviewer; only reviewers decide what becomes gold. anna, sari can say who is one"
        in ran.err
    )


def test_review_needs_a_terminal(demo: Program) -> None:
    ran = demo("review", "-p", "d/annotator.db", "--as", "sari")
    assert ran.status == 2
    assert "Review needs a terminal" in ran.err


def test_an_article_that_is_not_there_is_told(demo: Program) -> None:
    ran = demo("review", "nothing", "-p", "d/annotator.db", "--as", "sari")
    assert ran.status == 2
    assert "no article 'nothing'" in ran.err


def test_where_nothing_waits_for_review_it_says_what_is_needed(program: Program) -> None:
    program.ok("init")
    ran = program("review")
    assert ran.status == 2
    assert "two people must have marked it as done" in ran.err
