"""Losses: items of a kind that a format claims and could not write, each with its reason.

What a format leaves out by design is in its `omits` list and is no loss.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """One item that is not, or not wholly, in a file of the export."""

    format: str
    article: str
    layer: str
    kind: str
    """`span`, `relation`, `link`, …"""
    id: str
    reason: str
    """Part of a sentence that has the item as its subject."""


def encode_loss(loss: Loss) -> bytes:
    """The loss as a line of `losses.jsonl`, with its LF."""
    return json.dumps(asdict(loss), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
