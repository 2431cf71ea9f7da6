"""The values of a JSON object by key, each checked for its type: every complaint names file, line and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from annotator.formats.json_lines import Json, refusal, shortened

REQUIRED = object()
"""In place of a default: the key must be there."""


class Fields:
    """Takes values out of the objects of one line and knows where it is."""

    def __init__(self, name: str, number: int, keys: Mapping[str, frozenset[str]]) -> None:
        self.name = name
        self.number = number
        self.unknown: dict[str, None] = {}
        """Paths of keys that are not known."""
        self._keys = keys

    def fail(self, key: str, complaint: str) -> NoReturn:
        raise refusal(self.name, self.number, key, complaint)

    def string(self, data: Json, where: str, key: str, default: Any) -> str:
        value = data.get(key, default)
        if type(value) is str:
            return value
        return self.wrong(where, key, value, "a text")

    def whole(self, data: Json, where: str, key: str, default: Any) -> int:
        value = data.get(key, default)
        if type(value) is int:  # not isinstance: true is an int to Python
            return value
        return self.wrong(where, key, value, "a whole number")

    def flag(self, data: Json, where: str, key: str) -> bool:
        value = data.get(key, False)
        if type(value) is bool:
            return value
        return self.wrong(where, key, value, "true or false")

    def mapping(self, data: Json, where: str, key: str) -> Json:
        value = data.get(key, {})
        if type(value) is dict:
            return value
        return self.wrong(where, key, value, "an object")

    def array(self, data: Json, where: str, key: str) -> list[Any]:
        value = data.get(key, [])
        if type(value) is list:
            return value
        return self.wrong(where, key, value, "a list")

    def objects(self, data: Json, where: str, key: str) -> Iterator[tuple[str, Json]]:
        """The objects of a list, each with its path, such as `spans[2]`."""
        path = joined(where, key)
        for number, value in enumerate(self.array(data, where, key)):
            place = f"{path}[{number}]"
            if type(value) is not dict:
                self.fail(place, "an object is needed")
            self.known(value, key, path)
            yield place, value

    def wrong(self, where: str, key: str, value: object, needed: str) -> NoReturn:
        found = "it is missing" if value is REQUIRED else f"not {shortened(value)}"
        self.fail(joined(where, key), f"{needed} is needed; {found}")

    def known(self, data: Json, kind: str, where: str) -> None:
        if not self._keys[kind].issuperset(data):
            for key in data:
                if key not in self._keys[kind]:
                    self.unknown[joined(where, key)] = None


def joined(where: str, key: str) -> str:
    """The path of a key."""
    return f"{where}.{key}" if where else key
