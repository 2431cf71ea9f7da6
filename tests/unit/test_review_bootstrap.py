"""Intervals over articles."""

from __future__ import annotations

from annotator.review.bootstrap import Interval, interval, samples


def test_samples_are_as_large_as_the_project_and_the_same_every_time() -> None:
    drawn = samples(7, 20, seed=1)
    assert [sum(weights) for weights in drawn] == [7] * 20
    assert drawn == samples(7, 20, seed=1)
    assert drawn != samples(7, 20, seed=2)


def test_a_figure_that_is_the_same_in_all_articles_has_no_width() -> None:
    assert interval(lambda weights: 0.5, samples(4, 50, seed=1)) == Interval(0.5, 0.5)


def test_an_interval_holds_the_middle_share_of_the_samples() -> None:
    drawn = [[number, 0] for number in range(101)]
    assert interval(lambda weights: weights[0], drawn, share=0.5) == Interval(25, 75)
    assert interval(lambda weights: weights[0], drawn[:4], share=0.5) == Interval(0.75, 2.25)


def test_samples_without_the_figure_are_left_out() -> None:
    drawn = [[0, 2], [1, 1], [2, 0]]
    assert interval(lambda weights: weights[0] or None, drawn, share=1) == Interval(1, 2)


def test_one_article_or_none_has_no_interval() -> None:
    assert interval(lambda weights: 0.5, samples(1, 10, seed=1)) is None
    assert interval(lambda weights: 0.5, samples(0, 10, seed=1)) is None
    assert interval(lambda weights: None, samples(5, 10, seed=1)) is None
