"""An immutable mapping of which a changed copy costs what the change is worth, not what the mapping holds."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from enum import Enum
from math import isqrt
from typing import Any, Final, TypeVar, final

K = TypeVar("K")
V = TypeVar("V")


class _Gone(Enum):
    """In the place of a value: the key of the base is gone."""

    GONE = 0


_GONE: Final = _Gone.GONE
_FEWEST: Final = 16
"""Changes that are kept apart in a small mapping too."""


@final
class LayeredMap(Mapping[K, V]):
    """A base that many mappings share, and the few keys in which this one differs from it.

    Changes are kept apart until there are more of them than the square root of the base's size; then they
    become part of a base of their own. So changing a few keys of n costs O(√n) on average, and looking one up
    two look-ups at most. Keys are told base first; their order means nothing.
    """

    __slots__ = ("_base", "_changes")

    def __init__(self, items: Mapping[K, V]) -> None:
        """A mapping of `items`, which are copied unless they are a `LayeredMap`, too."""
        self._base: dict[K, V]
        self._changes: dict[K, V | _Gone]
        if isinstance(items, LayeredMap):
            self._base, self._changes = items._base, items._changes
        else:
            self._base, self._changes = dict(items), {}

    def changed(self, put: Mapping[K, V], drop: Iterable[K] = ()) -> LayeredMap[K, V]:
        """This mapping without the keys to `drop`, with those to `put`; keys that are not there drop silently."""
        changes: dict[K, V | _Gone] = dict(self._changes)
        for key in drop:
            if key in self._base:
                changes[key] = _GONE
            else:
                changes.pop(key, None)
        changes.update(put)
        found: LayeredMap[K, V] = LayeredMap.__new__(LayeredMap)
        if len(changes) <= max(_FEWEST, isqrt(len(self._base))):
            found._base, found._changes = self._base, changes
        else:
            found._base, found._changes = _whole(self._base, changes), {}
        return found

    def __getitem__(self, key: K) -> V:
        if key in self._changes:
            found = self._changes[key]
            if found is _GONE:
                raise KeyError(key)
            return found
        return self._base[key]

    def get(self, key: K, default: Any = None) -> Any:
        """As every mapping's, whose own would find out by way of an exception that a key is not there."""
        if key in self._changes:
            found = self._changes[key]
            return default if found is _GONE else found
        return self._base.get(key, default)

    def __contains__(self, key: object) -> bool:
        if key in self._changes:
            return self._changes[key] is not _GONE
        return key in self._base

    def __len__(self) -> int:
        length = len(self._base)
        for key, value in self._changes.items():
            length += (value is not _GONE) - (key in self._base)
        return length

    def __bool__(self) -> bool:
        # Fewer changes than keys cannot have taken all of them away; else they are counted.
        return len(self._changes) < len(self._base) or len(self) > 0

    def __iter__(self) -> Iterator[K]:
        return iter(self._items())

    # Mapping's own views look every key up again.

    def keys(self) -> KeysView[K]:
        return self._items().keys()

    def values(self) -> ValuesView[V]:
        return self._items().values()

    def items(self) -> ItemsView[K, V]:
        return self._items().items()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LayeredMap) and self._base is other._base and self._changes == other._changes:
            return True
        return isinstance(other, Mapping) and self._items() == dict(other.items())

    __hash__ = None  # type: ignore[assignment]  # equal to plain mappings, which have none

    def __repr__(self) -> str:
        return f"LayeredMap({self._items()!r})"

    def _items(self) -> dict[K, V]:
        """All of it. Not to be changed: it may be the base."""
        return _whole(self._base, self._changes) if self._changes else self._base


def _whole(base: Mapping[K, V], changes: Mapping[K, V | _Gone]) -> dict[K, V]:
    found = dict(base)
    for key, value in changes.items():
        if value is _GONE:
            found.pop(key, None)
        else:
            found[key] = value
    return found
