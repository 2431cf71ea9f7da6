"""Items as the log has them: the kinds that are spelled by hand are what `json` makes of their fields."""

from __future__ import annotations

import json

from hypothesis import given

from annotator.model.codec import (
    additions_json,
    change_json,
    item_from_json,
    item_json,
    item_to_json,
    kind_name,
)
from tests.unit.formats_documents import documents


@given(documents())
def test_items_are_spelled_as_their_fields_say_and_read_back(document) -> None:
    for item in document.layer.items():
        told = item_to_json(item)
        assert item_json(item) == json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        assert item_from_json(kind_name(item), told) == item
        for before, after in ((None, item), (item, None), (item, item)):
            assert json.loads(change_json(before, after)) == {
                "kind": kind_name(item),
                "id": item.id,
                "before": before and told,
                "after": after and told,
            }
    items = document.layer.items()
    assert additions_json(items) == f"[{','.join(change_json(None, item) for item in items)}]"
