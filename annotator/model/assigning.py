"""Drawing who labels which articles: the same draw everywhere, with even loads.

Whoever draws again with more articles keeps what was drawn before; only articles that nobody has are given out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.errors import UsageError


@dataclass(frozen=True, slots=True)
class Wish:
    """How articles are to be given out."""

    members: tuple[str, ...]
    each: int = 1
    """How many people label an article."""
    shared: float = 0.0
    """Share (0 to 1) of the articles that `together` people label, so that they can be compared."""
    together: int = 2
    without_suggestions: float = 0.0
    """Share (0 to 1) of the assignments in which no suggestions are shown."""
    seed: int = 0

    def check(self) -> None:
        """Raise UsageError unless the wish can be met."""
        if len(set(self.members)) != len(self.members) or not self.members:
            raise UsageError("Name each member once, and one at least.")
        most = max(self.each, self.together if self.shared else 0)
        if self.each < 1 or self.together < 1:
            raise UsageError("An article needs one person at least.")
        if most > len(self.members):
            raise UsageError(f"{most} people an article need {most} members; there are {len(self.members)}.")
        for share in (self.shared, self.without_suggestions):
            if not 0 <= share <= 1:
                raise UsageError(f"A share lies between 0 and 1, or 0 % and 100 %; not {share}.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One member's assignment to one article."""

    article: str
    member: str
    suggestions: bool


def draw(articles: Sequence[str], wish: Wish, loads: Mapping[str, int]) -> list[Drawn]:
    """Give out `articles`, ordered by (article, member).

    Who gets an article is whoever has least so far (`loads`: member -> articles they have already), and among
    equals whom a hash of seed, article and member puts first. Shares are met to the nearest whole article.

    Raises:
        UsageError: the wish cannot be met.
    """
    wish.check()
    load = {member: loads.get(member, 0) for member in wish.members}
    order = sorted(articles, key=lambda article: _place(wish.seed, article))
    several = round(wish.shared * len(order))
    pairs: list[tuple[str, str]] = []
    for number, article in enumerate(order):
        wanted = max(wish.each, wish.together) if number < several else wish.each
        ranked = sorted(load, key=lambda one: (load[one], _place(wish.seed, article, one)))
        for member in ranked[:wanted]:
            load[member] += 1
            pairs.append((article, member))
    bare = sorted(pairs, key=lambda pair: _place(wish.seed, "suggestions", *pair))
    off = set(bare[: round(wish.without_suggestions * len(pairs))])
    return [Drawn(article, member, (article, member) not in off) for article, member in sorted(pairs)]


def _place(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
