"""Short forms and the like in brackets inside a mention: `Sekretariat DPRD (Setwan) Lembayung`."""

from __future__ import annotations

from annotator.suggest.passage import Passage


def _unbracketed(passage: Passage, first: int, last: int) -> list[int]:
    """The words that stand in no bracket."""
    kept: list[int] = []
    depth = 0
    for at in range(first, last):
        depth += passage.lows[at] == "("
        if not depth and passage.is_word(at):
            kept.append(at)
        depth -= passage.lows[at] == ")"
    return kept


def outside(passage: Passage, first: int, last: int) -> tuple[str, ...]:
    """The words (casefolded) of a mention outside its brackets."""
    return tuple(passage.lows[at] for at in _unbracketed(passage, first, last))


def shown(passage: Passage, first: int, last: int) -> str:
    """A name without what stands in brackets inside it: `Sekretariat DPRD (Setwan) Lembayung`."""
    if "(" not in passage.lows[first:last]:
        return passage.surface(first, last)
    return " ".join(passage.surface(at, at + 1) for at in _unbracketed(passage, first, last))


def without_brackets(passage: Passage, first: int, last: int) -> int:
    """Where a mention ends without the bracket at its end."""
    if passage.lows[last - 1] == ")":
        for at in range(last - 1, first, -1):
            if passage.lows[at] == "(":
                return at
    return last
