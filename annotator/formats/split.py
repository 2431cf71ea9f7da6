"""Which split an article falls into: by a hash, so that it stays there whatever is added later."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from annotator.errors import UsageError

ALL = "all"
"""The split of an export without `--split`."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the splits, in percent; together 100."""

    train: int
    validation: int
    test: int

    def as_list(self) -> list[int]:
        """The three, in this order."""
        return [self.train, self.validation, self.test]


NAMES = ("train", "validation", "test")


def parse_shares(text: str) -> Shares:
    """Read `80,10,10`: percent of train, validation and test.

    Raises:
        UsageError: it is not three whole numbers that make 100.
    """
    parts = text.split(",")
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        numbers = []
    if len(numbers) != len(NAMES) or sum(numbers) != 100 or min(numbers) < 0:
        raise UsageError(f"--split needs train, validation and test in percent, as 80,10,10; not {text!r}.")
    return Shares(*numbers)


def split_of(group: str, seed: int, shares: Shares | None) -> str:
    """The split of all articles of a group (near-duplicates share one; else the group is the article's id).

    It depends on seed and group alone: not on the machine, the order, or what else is exported.
    """
    if shares is None:
        return ALL
    place = int(hashlib.sha256(f"{seed}:{group}".encode()).hexdigest()[:8], 16) % 10000
    if place < shares.train * 100:
        return "train"
    return "validation" if place < (shares.train + shares.validation) * 100 else "test"


def split_names(shares: Shares | None) -> tuple[str, ...]:
    """The splits that an export has, in order."""
    return (ALL,) if shares is None else NAMES
