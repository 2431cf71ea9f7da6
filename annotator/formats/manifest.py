"""`manifest.json`: what an export was made with and what is in it. It says nothing of when or where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator import __version__
from annotator.formats.folder import EXPORT_FORMAT, WrittenFile
from annotator.formats.losses import Loss
from annotator.formats.registry import export_format
from annotator.formats.worker import Cut
from annotator.formats.writers import ExportOptions, Prepared
from annotator.model.scheme import Scheme
from annotator.text.tokens import TOKENIZER

VERSION = 1
"""Of the manifest's shape: schemas/manifest-v1.schema.json."""


@dataclass(slots=True)
class Tally:
    """What has gone into an export so far."""

    splits: dict[str, Counter[str]] = field(default_factory=dict)
    losses: Counter[str] = field(default_factory=Counter)
    """Format -> losses."""
    layers: Counter[str] = field(default_factory=Counter)
    """Layer -> lines."""
    languages: Counter[str] = field(default_factory=Counter)
    """Language -> articles."""
    forced_cuts: int = 0
    scheme: Scheme | None = None
    _article: str | None = None

    @property
    def counts(self) -> Counter[str]:
        """Of all splits together."""
        found: Counter[str] = Counter()
        for split in self.splits.values():
            found.update(split)
        return found

    def add(self, prepared: Prepared) -> None:
        """Count a document.

        Raises:
            ValueError: its scheme is not that of the documents before.
        """
        document = prepared.document
        if self.scheme is None:
            self.scheme = document.scheme
        elif document.scheme is not self.scheme and document.scheme != self.scheme:
            raise ValueError("the documents of an export have one scheme")
        layer = document.layer
        found = {
            "lines": 1,
            "spans": len(layer.spans),
            "relations": len(layer.relations),
            "links": len(layer.links),
            "notes": len(layer.notes),
            "decisions": len(layer.decisions),
        }
        if document.article.id != self._article:
            self._article = document.article.id
            found["articles"] = 1
            self.languages[document.article.lang] += 1
        self.layers[layer.name] += 1
        if (split := self.splits.get(prepared.split)) is None:
            split = self.splits[prepared.split] = Counter()
        for name, count in found.items():
            split[name] += count

    def add_tokens(self, cut: Cut) -> None:
        """Count the tokens of a document that was added."""
        self.splits[cut.split]["blocks"] += cut.blocks
        self.splits[cut.split]["tokens"] += cut.tokens
        self.forced_cuts += cut.forced

    def lose(self, loss: Loss) -> None:
        """Count a loss."""
        self.losses[loss.format] += 1


_COUNTED = ("articles", "lines", "spans", "relations", "links", "notes", "decisions", "blocks", "tokens")


def _pack(language: str, options: ExportOptions) -> str:
    # A project may add clitics of its own; the version of its pack then tells.
    pack = options.packs(language)
    return f"{pack.name}@{pack.version}"


def encode_manifest(
    tally: Tally,
    options: ExportOptions,
    splits: Iterable[str],
    layer_folders: dict[str, str],
    files: Iterable[WrittenFile],
) -> bytes:
    """The manifest's bytes. Keys and lists have one order, so the same export has the same manifest."""
    scheme, counts = tally.scheme, tally.counts
    assert scheme is not None, "an export holds a document at least"
    formats = {
        name: {"omits": list(export_format(name).omits), "losses": tally.losses[name]}
        for name in sorted(set(options.formats))
    }
    data = {
        "format": EXPORT_FORMAT,
        "version": VERSION,
        "program": {"name": "annotator", "version": __version__},
        "tokenizer": TOKENIZER,
        "packs": {language: _pack(language, options) for language in sorted(tally.languages)},
        "scheme": {"name": scheme.name, "version": scheme.version, "declared": sorted(scheme.declared)},
        "seed": options.seed,
        "split": options.shares.as_list() if options.shares else [],
        "boilerplate": options.boilerplate,
        "tiers": "flat" if options.flat_tiers else "quotes,roles",
        "dialect": options.dialect,
        "window": options.window,
        "only": {"labels": sorted(options.labels), "languages": sorted(options.languages)},
        "layers": dict(sorted(tally.layers.items())),
        "layer_folders": layer_folders,
        "languages": dict(sorted(tally.languages.items())),
        "counts": {name: counts[name] for name in _COUNTED},
        "splits": {
            split: {name: tally.splits.get(split, Counter())[name] for name in _COUNTED} for split in splits
        },
        "forced_token_cuts": tally.forced_cuts,
        "losses": tally.losses.total(),
        "formats": formats,
        "files": [
            {"path": file.path, "bytes": file.size, "sha256": file.sha256}
            for file in sorted(files, key=lambda file: file.path)
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
