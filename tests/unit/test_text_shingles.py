"""Shingles: texts that are mostly the same are found, whatever the machine, and strangers are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.text.shingles import SKETCH, Sketches, containment, shingles, sketch_of

_texts = st.lists(st.sampled_from("warga desa sungai itu jembatan lama é 日 本".split()), max_size=60)


def test_hashes_are_the_same_everywhere() -> None:
    assert sorted(shingles("Warga desa itu menunggu jembatan, lama.")) == [550268159269, 948838820837]


def test_capitals_and_punctuation_do_not_matter() -> None:
    assert shingles("“Warga desa ITU,” menunggu: jembatan") == shingles("warga desa itu menunggu jembatan")


def test_short_texts_and_scripts_without_blanks_have_shingles() -> None:
    assert len(shingles("Harga naik")) == 1
    assert shingles("Harga naik") != shingles("Harga turun")
    assert shingles(" … 😀 ") == frozenset()
    assert len(shingles("日本語の新聞です")) == 4


@given(_texts)
def test_a_text_holds_itself_and_every_run_of_it(words: list[str]) -> None:
    whole = shingles(" ".join(words))
    assert containment(whole, whole) == (1.0 if whole else 0.0)
    if len(words) > 8:
        assert shingles(" ".join(words[2:-2])) <= whole


@given(st.lists(_texts, min_size=2, max_size=12))
def test_texts_that_are_equal_are_candidates(texts: list[list[str]]) -> None:
    texts = [*texts, texts[0]]
    sketches = Sketches()
    found = [shingles(" ".join(words)) for words in texts]
    for number, one in enumerate(found):
        sketches.add(number, sketch_of(one))
    pairs = list(sketches.candidates())
    assert pairs == sorted(set(pairs))
    near = {frozenset(pair) for pair in pairs}
    together = {0}
    for _ in texts:
        together |= {number for pair in near if pair & together for number in pair}
    assert (len(texts) - 1 in together) or not found[0]


def test_a_sketch_is_small() -> None:
    assert len(sketch_of(shingles(" ".join(map(str, range(500)))))) == SKETCH
