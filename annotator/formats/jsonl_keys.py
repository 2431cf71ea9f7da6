"""The keys of the native JSON Lines, for whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping

KEYS: Mapping[str, frozenset[str]] = {
    name: frozenset(keys.split())
    for name, keys in {
        "": "id text sha256 lang layer state flagged meta scheme offsets paragraphs spans relations links "
        "entities notes decisions",
        "meta": "title publisher url date",
        "paragraphs": "start end kind",
        "spans": "id label start end text fragments attributes origin",
        "fragments": "start end",
        "origin": "by rule score reason",
        "relations": "id label from to order inferred origin",
        "links": "id label from entity inferred origin",
        "entities": "id kind name aliases",
        "notes": "id on by re settled text",
        "decisions": "id label fragments decision reason by",
    }.items()
}
"""The keys that are known in each kind of object."""
