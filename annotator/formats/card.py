"""`README.md` of an export: a dataset card that Hugging Face `datasets` loads the folder by.

Without the card's features `datasets` guesses types from the first lines: it turns dates into timestamps and
breaks on lists that are empty at first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from annotator.formats.conll import INDEX_ENDING
from annotator.formats.conll import NAME as CONLL
from annotator.formats.folder import WrittenFile
from annotator.formats.jsonl import attribute_names
from annotator.formats.manifest import Tally
from annotator.formats.registry import export_format
from annotator.formats.spans import ENTITIES, NAME, spans_path
from annotator.formats.split import ALL
from annotator.formats.writers import ExportOptions
from annotator.model.scheme import Scheme

# A feature: its name and either a dtype, or ("list" or "struct" or "sequence", its parts).
Feature = tuple[str, str] | tuple[str, str, "Sequence[Feature] | str"]

_OFFSETS: tuple[Feature, ...] = (("start", "int64"), ("end", "int64"))
_ORIGIN: Feature = (
    "origin",
    "struct",
    (("by", "string"), ("rule", "string"), ("score", "int64"), ("reason", "string")),
)
_ENTITY: tuple[Feature, ...] = (
    ("id", "string"),
    ("kind", "string"),
    ("name", "string"),
    ("aliases", "sequence", "string"),
)
_INDEX: tuple[Feature, ...] = (
    ("block", "int64"),
    ("article", "string"),
    ("layer", "string"),
    ("paragraph", "int64"),
    ("kind", "string"),
    *_OFFSETS,
    ("token_starts", "sequence", "int64"),
    ("token_ends", "sequence", "int64"),
)


def encode_card(
    tally: Tally, options: ExportOptions, splits: Iterable[str], files: Iterable[WrittenFile]
) -> bytes:
    """The card's bytes. Of `files` it names those that are not empty, which `datasets` could not read."""
    scheme = tally.scheme
    assert scheme is not None, "an export holds a document at least"
    configs = _configs(list(splits), [file.path for file in files if file.size])
    features = {"spans": _span_features(scheme), "entities": _ENTITY, "conll_index": _INDEX}
    lines = ["---", *_languages(tally), "task_categories:", "- token-classification"]
    lines += ["tags:", "- quotation-attribution", "- news"]
    if configs:
        lines.append("configs:")
    for name, data in configs.items():
        # Without a default, `load_dataset(FOLDER)` wants to know which one is meant.
        default = ["  default: true"] if name == next(iter(configs)) else []
        lines += [f"- config_name: {name}", *default, "  data_files:", *data]
    if configs:
        lines.append("dataset_info:")
    for name in configs:
        lines += [f"- config_name: {name}", "  features:", *_yaml(features[name], 2)]
    lines += ["---", "", *_prose(tally, options, scheme, list(splits))]
    return ("\n".join(lines) + "\n").encode()


def _languages(tally: Tally) -> list[str]:
    # Quoted: `no` is Norwegian to us and false to YAML. JSON's quoting is YAML's too.
    known = sorted(language for language in tally.languages if language not in ("", "xx"))
    return ["language:", *(f"- {json.dumps(language)}" for language in known)] if known else []


def _configs(splits: list[str], files: list[str]) -> dict[str, list[str]]:
    """Name of a configuration -> its lines of data files; the first is what `datasets` loads by default."""
    found: dict[str, list[str]] = {"spans": [], "entities": [], "conll_index": []}
    for split in splits:
        # An export in one piece is all training data to `datasets`, which knows no better name for it.
        name = "train" if split == ALL else split
        if spans_path(split) in files:
            found["spans"] += [f"  - split: {name}", f"    path: {spans_path(split)}"]
        index = [path for path in files if path.endswith(f"/{split}{INDEX_ENDING}")]
        if index:
            found["conll_index"] += [f"  - split: {name}", "    path:"]
            found["conll_index"] += [f"    - {json.dumps(path)}" for path in index]
    if ENTITIES in files:
        found["entities"] += ["  - split: train", f"    path: {ENTITIES}"]
    return {name: data for name, data in found.items() if data}


def _span_features(scheme: Scheme) -> tuple[Feature, ...]:
    attributes: tuple[Feature, ...] = tuple((name, "string") for name in attribute_names(scheme))
    text = {name: (name, "string") for name in ("id", "text", "label", "by", "reason", "from", "to")}
    meta: Feature = (
        "meta",
        "struct",
        tuple((key, "string") for key in ("title", "publisher", "url", "date")),
    )
    span: tuple[Feature, ...] = (
        text["id"],
        text["label"],
        *_OFFSETS,
        text["text"],
        ("fragments", "list", _OFFSETS),
        *((("attributes", "struct", attributes),) if attributes else ()),
        _ORIGIN,
    )
    inferred: Feature = ("inferred", "bool")
    relation = (text["id"], text["label"], text["from"], text["to"], ("order", "int64"), inferred, _ORIGIN)
    link = (text["id"], text["label"], text["from"], ("entity", "string"), inferred, _ORIGIN)
    note = (text["id"], ("on", "string"), text["by"], ("re", "string"), ("settled", "bool"), text["text"])
    decision = (
        text["id"],
        text["label"],
        ("fragments", "list", _OFFSETS),
        ("decision", "string"),
        text["reason"],
        text["by"],
    )
    return (
        *((key, "string") for key in ("id", "text", "sha256", "lang", "layer", "state")),
        ("flagged", "bool"),
        meta,
        ("scheme", "string"),
        ("offsets", "string"),
        ("paragraphs", "list", (*_OFFSETS, ("kind", "string"))),
        ("spans", "list", span),
        ("relations", "list", relation),
        ("links", "list", link),
        ("entities", "list", _ENTITY),
        ("notes", "list", note),
        ("decisions", "list", decision),
    )


def _yaml(features: Sequence[Feature], depth: int) -> list[str]:
    lines = []
    pad = " " * depth
    for feature in features:
        # Quoted for `on`, which is true to YAML.
        lines.append(f"{pad}- name: {json.dumps(feature[0])}")
        if len(feature) == 2:
            lines.append(f"{pad}  dtype: {feature[1]}")
        elif isinstance(feature[2], str):
            lines.append(f"{pad}  {feature[1]}: {feature[2]}")
        else:
            lines.append(f"{pad}  {feature[1]}:")
            lines += _yaml(feature[2], depth + 2)
    return lines


def _prose(tally: Tally, options: ExportOptions, scheme: Scheme, splits: list[str]) -> list[str]:
    counts = tally.counts
    lines = [
        "# Quotations in news: who said what, and through whom",
        "",
        f"{counts['articles']:,} articles, {counts['spans']:,} spans, {counts['relations']:,} relations, "
        f"{counts['links']:,} links; layers {', '.join(f'`{name}`' for name in sorted(tally.layers))}; "
        f"scheme `{scheme.tag}`.",
        "",
        "All offsets are Unicode code points of `text`, half-open; `text` is the article as it was found.",
        "",
        "| split | articles | spans |",
        "|---|---:|---:|",
    ]
    for split in splits:
        found = tally.splits.get(split)
        lines.append(f"| {split} | {found['articles'] if found else 0} | {found['spans'] if found else 0} |")
    lines += ["", "| label | attributes |", "|---|---|"]
    for label in scheme.labels:
        attributes = "; ".join(f"`{spec.name}`: {', '.join(spec.values)}" for spec in label.attributes)
        lines.append(f"| `{label.name}` | {attributes} |")
    lines += ["", *_files(options)]
    if tally.losses.total():
        lines += ["", f"{tally.losses.total():,} items could not be written; `losses.jsonl` names each."]
    return lines


def _files(options: ExportOptions) -> list[str]:
    lines = []
    if NAME in options.formats:
        lines.append(
            "- `spans/`: JSON Lines with everything. "
            '`datasets.load_dataset(FOLDER, "spans")` reads them, `"entities"` the people and organisations.'
        )
    if CONLL in options.formats:
        omitted = ", ".join(export_format(CONLL).omits)
        lines.append(
            "- `conll/`: `FORM _ _ TAG` in IOB2, a block a paragraph; `*.index.jsonl` leads to the text. "
            f"Left out by design: {omitted}."
        )
    lines.append("- `manifest.json`: hashes, versions, counts. `losses.jsonl`: what could not be written.")
    return lines
