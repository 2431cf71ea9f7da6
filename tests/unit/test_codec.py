"""Items as the log has them: the kinds that are written out by hand come to what their fields say."""

from __future__ import annotations

from hypothesis import given

from annotator.model.codec import _by_fields, item_from_json, item_to_json, kind_name
from tests.unit.formats_documents import documents


@given(documents())
def test_items_are_written_as_their_fields_say_and_read_back(document) -> None:
    for item in document.layer.items():
        told = item_to_json(item)
        assert told == _by_fields(item)
        assert list(told) == list(_by_fields(item))
        assert item_from_json(kind_name(item), told) == item
