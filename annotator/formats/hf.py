"""Token classification as Hugging Face's trainers take it: a line of `hf/SPLIT.jsonl` is a window of an article.

Tags are words in the file and become numbers by the card's ClassLabel features. A window is as many whole
paragraphs as fit, and never ends inside a span: where a span runs over paragraphs, or one is long, it is longer.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotator.errors import SaveError
from annotator.formats.blocks import TokenStream
from annotator.formats.document import Document
from annotator.formats.features import OFFSETS, Config, Feature, classes
from annotator.formats.losses import Loss
from annotator.formats.segments import Segment, expected_segments, fingerprint
from annotator.formats.tags import stretches, tags_of
from annotator.formats.tiers import QUOTE, tier_names, tiers_of
from annotator.formats.writers import ExportOptions, Prepared, Setup
from annotator.model.scheme import Scheme
from annotator.text.tokens import words

NAME = "hf"
OMITS = (
    "paragraphs of boilerplate, unless asked for",
    "white space between tokens",
    "span ids and origins",
    "attributes",
    "relations",
    "links",
    "entities",
    "notes",
    "decisions",
    "states and flags",
)
"""What the format leaves out by design."""

COLUMNS = {"quotes": "quote_tags", "roles": "role_tags", "flat": "tags"}
"""Tier -> its column."""

Json = dict[str, Any]


class WindowWriter:
    """Writes the windows of an export and proves them at the end."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._flat = setup.options.flat_tiers
        self._expected: dict[str, array[int]] = {}
        """File -> a fingerprint of each tier of each article in it."""
        if not setup.options.folder_per_layer:
            for split in setup.splits:
                self._open(f"hf/{split}.jsonl")

    def add(self, prepared: Prepared) -> None:
        """Write a document's windows; spans that find no place in their column are reported as losses."""
        document, stream = prepared.document, prepared.tokens
        layer = document.layer.name
        path = f"hf/{self._setup.layer_folder(layer)}{prepared.split}.jsonl"
        self._open(path)
        tiers = tiers_of(document, stream, flat=self._flat)
        columns = {COLUMNS[tier.name]: tags_of(tier, len(stream.starts)) for tier in tiers}
        lines = [
            json.dumps(window, ensure_ascii=False, separators=(",", ":")) + "\n"
            for window in _windows(document, stream, columns, self._setup.options.window)
        ]
        self._setup.folder.file(path).write("".join(lines).encode())
        for tier in tiers:
            if lines:
                found = expected_segments(document, tier, stream, over_blocks=True)
                self._expected[path].append(fingerprint(found))
            for span, reason in tier.lost:
                self._setup.lose(Loss(NAME, document.article.id, layer, "span", span, reason))

    def close(self) -> None:
        """Nothing comes after the last document."""

    def prove(self, root: Path) -> None:
        """Read the finished files back and compare every span in them with the record.

        Raises:
            SaveError: they differ; names the file.
        """
        for path, expected in self._expected.items():
            try:
                with (root / path).open(encoding="utf-8", newline="\n") as lines:
                    found = array("Q", _fingerprints(map(json.loads, lines)))
            except (ValueError, KeyError, TypeError) as error:
                raise SaveError(f"{path} cannot be read back: {error}.") from error
            if found != expected:
                raise SaveError(f"{path} does not hold the spans of the record; nothing was exported.")

    def _open(self, path: str) -> None:
        if path not in self._expected:
            self._expected[path] = array("Q")
            self._setup.folder.file(path)


def configs(scheme: Scheme, options: ExportOptions) -> tuple[Config, ...]:
    """What a card says of the windows: the tags become numbers by it."""
    names = tier_names(flat=options.flat_tiers)
    features: tuple[Feature, ...] = (
        ("id", "string"),
        ("article", "string"),
        ("layer", "string"),
        ("window", "int64"),
        *OFFSETS,
        ("tokens", "sequence", "string"),
        ("token_starts", "sequence", "int64"),
        ("token_ends", "sequence", "int64"),
        *(classes(COLUMNS[tier], tag_names(scheme, tier)) for tier in names),
    )
    return (Config("tokens", "hf/{layer}{split}.jsonl", features),)


def tag_names(scheme: Scheme, tier: str) -> list[str]:
    """The tags that a tier's column may hold; a tag's place in the list is its number."""
    labels = [
        label.name for label in scheme.labels if tier == "flat" or (label.name == QUOTE) == (tier == "quotes")
    ]
    return ["O", *(f"{mark}-{label}" for label in labels for mark in "BI")]


def window_ranges(document: Document, stream: TokenStream, most: int) -> list[tuple[int, int]]:
    """Which blocks make a window, as half-open ranges of their numbers.

    Whole paragraphs, up to `most` words, are put together greedily; paragraphs that one span runs over (its
    gaps count) stay together whatever comes of it.
    """
    starts = [block.start for block in stream.blocks]
    bound = [False] * len(starts)
    """Whether a window cannot begin at this block."""
    for span in document.layer.spans.values():
        for number in range(bisect_right(starts, span.start), bisect_left(starts, span.end)):
            bound[number] = True
    text = document.article.text
    counts = [len(words(text, block.start, block.end)) for block in stream.blocks]
    groups: list[tuple[int, int, int]] = []
    for number, count in enumerate(counts):
        if bound[number] and groups:
            first, _, sum_before = groups.pop()
            groups.append((first, number + 1, sum_before + count))
        else:
            groups.append((number, number + 1, count))
    found: list[tuple[int, int]] = []
    room = 0
    for first, last, count in groups:
        if found and count <= room:
            found[-1] = (found[-1][0], last)
            room -= count
        else:
            found.append((first, last))
            room = most - count
    return found


def _windows(
    document: Document, stream: TokenStream, columns: dict[str, list[str]], most: int
) -> Iterator[Json]:
    for number, (first, last) in enumerate(window_ranges(document, stream, most)):
        blocks = stream.blocks[first:last]
        begin, end = stream.begins[first], stream.begins[last]
        yield {
            "id": f"{document.article.id}:{number}",
            "article": document.article.id,
            "layer": document.layer.name,
            "window": number,
            "start": blocks[0].start,
            "end": blocks[-1].end,
            "tokens": stream.forms[begin:end],
            "token_starts": stream.starts[begin:end],
            "token_ends": [place for block in blocks for place in block.columns.ends],
            **{name: tags[begin:end] for name, tags in columns.items()},
        }


def _fingerprints(windows: Iterable[Json]) -> Iterator[int]:
    """A fingerprint of each tier of each article, in order.

    Raises:
        ValueError: tokens do not fit their places, or tags each other.
    """
    found: dict[str, list[Segment]] = {}
    for window in windows:
        if window["window"] == 0:
            yield from map(fingerprint, map(sorted, found.values()))
            found = {name: [] for name in COLUMNS.values() if name in window}
        starts, ends = window["token_starts"], window["token_ends"]
        for token, start, end in zip(window["tokens"], starts, ends, strict=True):
            if len(token) != end - start:
                raise ValueError(f"{token!r} is not as long as its place in the text")
        for name, segments in found.items():
            if len(window[name]) != len(starts):
                raise ValueError(f"{window['id']} has not one tag a token")
            for first, last, label in stretches(window[name]):
                segments.append((starts[first], ends[last - 1], label))
    yield from map(fingerprint, map(sorted, found.values()))
