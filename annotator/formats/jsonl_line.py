"""A record of the native JSON Lines as its line: the bytes that `json` makes of it, in half the time.

`json` asks each value for its type, millions of times; here the shape is known. What most items share (an origin,
a set of attributes) is spelled once. A line is read back by `json` itself before it counts (`jsonl.encode_record`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring as _quoted
from typing import Any

Json = dict[str, Any]

# Records are trees: to look for a circle in each costs a fifth of the time.
ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))
"""JSON in the one form in which we write it."""

_MOST = 10_000
"""Of origins and sets of attributes that are remembered."""
_FLAGS = {False: "false", True: "true"}


class Lines:
    """Spells records; the keys of each object stand in the format's order."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Json, str]] = {}
        """Identity of an object that items share -> the object, kept so that it stays that one, and its JSON."""

    def of(self, record: Json) -> str:
        """A record in JSON, without an LF."""
        spans, relations = self._spans(record["spans"]), self._relations(record["relations"])
        meta = record["meta"]
        paragraphs = [
            f'{{"start":{one["start"]},"end":{one["end"]},"kind":{_quoted(one["kind"])}}}'
            for one in record["paragraphs"]
        ]
        return (
            f'{{"id":{_quoted(record["id"])},"text":{_quoted(record["text"])},'
            f'"sha256":{_quoted(record["sha256"])},"lang":{_quoted(record["lang"])},'
            f'"layer":{_quoted(record["layer"])},"state":{_quoted(record["state"])},'
            f'"flagged":{_FLAGS[record["flagged"]]},'
            f'"meta":{{"title":{_quoted(meta["title"])},"publisher":{_quoted(meta["publisher"])},'
            f'"url":{_quoted(meta["url"])},"date":{_quoted(meta["date"])}}},'
            f'"scheme":{_quoted(record["scheme"])},"offsets":{_quoted(record["offsets"])},'
            f'"paragraphs":[{",".join(paragraphs)}],"spans":[{spans}],"relations":[{relations}],'
            f'"links":[{self._links(record["links"])}],"entities":{_others(record["entities"])},'
            f'"notes":{_others(record["notes"])},"decisions":{_others(record["decisions"])}}}'
        )

    def _spans(self, spans: Sequence[Json]) -> str:
        found = []
        for one, origin in zip(spans, self._origins(spans), strict=True):
            bounds = f'"start":{one["start"]},"end":{one["end"]}'
            fragments = one["fragments"]
            pieces = f"{{{bounds}}}"
            if len(fragments) > 1:
                pieces = ",".join([f'{{"start":{part["start"]},"end":{part["end"]}}}' for part in fragments])
            found.append(
                f'{{"id":{_quoted(one["id"])},"label":{_quoted(one["label"])},{bounds},'
                f'"text":{_quoted(one["text"])},"fragments":[{pieces}],'
                f'"attributes":{self._shared(one["attributes"])},"origin":{origin}}}'
            )
        return ",".join(found)

    def _relations(self, relations: Sequence[Json]) -> str:
        return ",".join(
            [
                f'{{"id":{_quoted(one["id"])},"label":{_quoted(one["label"])},'
                f'"from":{_quoted(one["from"])},"to":{_quoted(one["to"])},"order":{one["order"]},'
                f'"inferred":{_FLAGS[one["inferred"]]},"origin":{origin}}}'
                for one, origin in zip(relations, self._origins(relations), strict=True)
            ]
        )

    def _links(self, links: Sequence[Json]) -> str:
        return ",".join(
            [
                f'{{"id":{_quoted(one["id"])},"label":{_quoted(one["label"])},'
                f'"from":{_quoted(one["from"])},"entity":{_quoted(one["entity"])},'
                f'"inferred":{_FLAGS[one["inferred"]]},"origin":{origin}}}'
                for one, origin in zip(links, self._origins(links), strict=True)
            ]
        )

    def _origins(self, items: Sequence[Json]) -> list[str]:
        """The JSON of each item's origin; items that came about together share one, and stand together."""
        found = []
        origin, told = None, ""
        for one in items:
            if one["origin"] is not origin:
                origin, told = one["origin"], self._shared(one["origin"])
            found.append(told)
        return found

    def _shared(self, data: Json) -> str:
        """The JSON of an object that other items are likely to hold too."""
        known = self._known.get(id(data))
        if known is not None and known[0] is data:
            return known[1]
        told = ENCODER.encode(data)
        if len(self._known) < _MOST:
            self._known[id(data)] = data, told
        return told


def _others(records: Sequence[Json]) -> str:
    """The JSON of objects of which a line has few."""
    return ENCODER.encode(records) if records else "[]"
