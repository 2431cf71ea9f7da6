"""Guidelines of a scheme: pages that are never blank."""

from __future__ import annotations

import pytest

from annotator.errors import SchemeError
from annotator.model.declarations import declare
from annotator.model.guidelines import guidelines
from annotator.model.schemas import default_scheme_path
from annotator.model.scheme import load_scheme, parse_scheme

DEFAULT = load_scheme(default_scheme_path())
SMALL = 'name = "small"\nversion = 1\n[labels.PLACE]\nhelp = "Where it was."\n'


def test_the_default_scheme_explains_every_label_and_every_value() -> None:
    pages = guidelines(DEFAULT)
    assert [page.label for page in pages] == ["", "QUOTE", "SPEAKER", "CUE", "SOURCE"]
    for label in DEFAULT.labels:
        assert "**What counts.**" in label.guidelines
        page = next(page for page in pages if page.label == label.name)
        assert label.help in page.markdown
        for spec in label.attributes:
            assert all(value in page.markdown for value in spec.values)


def test_a_scheme_without_guidelines_still_says_what_its_labels_say() -> None:
    first, place = guidelines(parse_scheme(SMALL, "small.toml"))
    assert "no guidelines" in first.markdown
    assert place.markdown == "## Place\n\nWhere it was."


def test_a_declared_label_has_a_page_with_its_values() -> None:
    scheme = declare(DEFAULT, ["label MOOD", "value MOOD.tone=calm"])
    assert guidelines(scheme)[-1].markdown == "## Mood\n\n- *tone*: calm"


def test_guidelines_must_be_text() -> None:
    with pytest.raises(SchemeError, match=r"line 3, guidelines: a text in quotation marks is needed"):
        parse_scheme(SMALL.replace("[labels", "guidelines = 3\n[labels"), "small.toml")
