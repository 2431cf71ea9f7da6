"""`README.md` of an export: a dataset card that Hugging Face `datasets` loads the folder by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from annotator.formats.features import Config, to_yaml
from annotator.formats.figures import LENGTHS, SPEAKER, Figures
from annotator.formats.folder import SCHEME, WrittenFile
from annotator.formats.manifest import Tally
from annotator.formats.registry import export_format
from annotator.formats.split import ALL
from annotator.formats.svg import bar_chart
from annotator.formats.tiers import QUOTE
from annotator.formats.writers import CardAgreement, ExportOptions
from annotator.model.items import Progress
from annotator.model.scheme import Scheme

LABELS_PLOT = "plots/labels.svg"
LENGTHS_PLOT = "plots/quote-lengths.svg"

_MOST_OUTLETS = 20
_IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9.-]*")


def encode_plots(
    figures: Figures, scheme: Scheme, options: ExportOptions, splits: Sequence[str]
) -> dict[str, bytes]:
    """Path -> bytes of the two plots; that of quotes only where quotes were asked for."""
    names = _labels(scheme, options)
    series = [(split, [figures.labelled(split, name) for name in names]) for split in splits]
    title = "Spans by label and split" if len(splits) > 1 else "Spans by label"
    plots = {LABELS_PLOT: bar_chart(title, names, series).encode()}
    if QUOTE in names:
        lengths = [figures.quote_lengths[name] for name in LENGTHS]
        chart = bar_chart("Quotes by length in words", LENGTHS, [("quotes", lengths)])
        plots[LENGTHS_PLOT] = chart.encode()
    return plots


def _labels(scheme: Scheme, options: ExportOptions) -> list[str]:
    """The labels that were asked for, in the scheme's order."""
    return [label.name for label in scheme.labels if not options.labels or label.name in options.labels]


def encode_card(
    tally: Tally,
    figures: Figures,
    options: ExportOptions,
    splits: Sequence[str],
    files: Iterable[WrittenFile],
) -> bytes:
    """The card's bytes. Of `files` it names those that are not empty, which `datasets` could not read."""
    scheme = tally.scheme
    assert scheme is not None, "an export holds a document at least"
    configs = _configs(scheme, options, splits, [file.path for file in files if file.size])
    lines = ["---", *_license(options.about.licence), *_languages(tally)]
    lines += ["task_categories:", "- token-classification", "tags:", "- quotation-attribution", "- news"]
    if configs:
        lines.append("configs:")
    for number, (config, data) in enumerate(configs):
        # Without a default, `load_dataset(FOLDER)` wants to know which one is meant.
        default = [] if number else ["  default: true"]
        lines += [f"- config_name: {config.name}", *default, "  data_files:", *data]
    if configs:
        lines.append("dataset_info:")
    for config, _ in configs:
        lines += [f"- config_name: {config.name}", "  features:", *to_yaml(config.features, 2)]
    lines += ["---", "", *_prose(tally, figures, options, scheme, splits)]
    return ("\n".join(lines) + "\n").encode()


def _license(told: str) -> list[str]:
    """The licence as the hub knows it by its identifier, else by its name."""
    if not told:
        return []
    if _IDENTIFIER.fullmatch(told.lower()):
        return [f"license: {told.lower()}"]
    return ["license: other", f"license_name: {json.dumps(told)}"]


def _languages(tally: Tally) -> list[str]:
    # Quoted: `no` is Norwegian to us and false to YAML. JSON's quoting is YAML's too.
    known = sorted(language for language in tally.languages if language not in ("", "xx"))
    return ["language:", *(f"- {json.dumps(language)}" for language in known)] if known else []


def _configs(
    scheme: Scheme, options: ExportOptions, splits: Sequence[str], files: list[str]
) -> list[tuple[Config, list[str]]]:
    """The configurations that have files, with their lines of data files; the first is loaded by default."""
    # The native form first, whatever its place among the names.
    formats = sorted(set(options.formats), key=lambda name: (name != "jsonl", name))
    found = []
    for config in [one for name in formats for one in export_format(name).configs(scheme, options)]:
        data: list[str] = []
        for split in splits:
            # An export in one piece is all training data to `datasets`, which knows no better name for it.
            if paths := config.files(split, files):
                data += [f"  - split: {'train' if split == ALL else split}", "    path:"]
                data += [f"    - {json.dumps(path)}" for path in paths]
        if config.path in files:
            data = ["  - split: train", f"    path: {config.path}"]
        if data:
            found.append((config, data))
    return found


def _prose(
    tally: Tally, figures: Figures, options: ExportOptions, scheme: Scheme, splits: Sequence[str]
) -> Iterator[str]:
    counts, about = tally.counts, options.about
    yield f"# {about.title or 'Quotations in news: who said what, and through whom'}"
    yield ""
    told = [_count(counts[name], name) for name in ("articles", "spans", "relations", "links")]
    layers = f"layer{'s' if len(tally.layers) > 1 else ''} {', '.join(f'`{name}`' for name in sorted(tally.layers))}"
    yield f"{', '.join(told)}; {layers}; scheme `{scheme.tag}`."
    yield ""
    yield "All offsets are Unicode code points of `text`, half-open; `text` is the article as it was found."
    if options.labels or options.languages:
        chosen = [f"labels {', '.join(options.labels)}"] if options.labels else []
        chosen += [f"languages {', '.join(options.languages)}"] if options.languages else []
        yield f"Only a part of the project was exported: {'; '.join(chosen)}."
    yield ""
    labels = _labels(scheme, options)
    yield from _figures(figures, labels, layers=len(tally.layers))
    yield from _agreement(options.agreement)
    yield from _splits(tally, figures, options, labels, splits)
    yield ""
    yield f"![Spans by label{' and split' if len(splits) > 1 else ''}]({LABELS_PLOT})"
    if QUOTE in labels:
        yield ""
        yield f"![Quotes by length in words]({LENGTHS_PLOT})"
    yield from _scheme(scheme)
    yield ""
    for name in sorted(set(options.formats)):
        entry = export_format(name)
        omitted = f" Left out by design: {'; '.join(entry.omits)}." if entry.omits else ""
        yield f"- {entry.files}{omitted}"
    if options.scheme_text:
        yield f"- `{SCHEME}`: the scheme with its guidelines, for `annotator init --scheme`."
    yield "- `manifest.json`: hashes, versions, counts. `losses.jsonl`: what could not be written."
    if tally.losses.total():
        yield ""
        yield f"{_count(tally.losses.total(), 'items')} could not be written; `losses.jsonl` names each."
    if about.licence:
        yield from ("", "## Licence", "", about.licence)
    if about.citation:
        yield from ("", "## Citation", "", "```", about.citation.strip().replace("```", "'''"), "```")


def _count(number: int, things: str) -> str:
    return f"{number:,} {things if number != 1 else things.removesuffix('s')}"


def _figures(figures: Figures, labels: Sequence[str], *, layers: int) -> Iterator[str]:
    quotes = figures.quote_types.total()
    types = ", ".join(
        f"{count:,} {kind or 'of no type'}" for kind, count in sorted(figures.quote_types.items())
    )
    annotators = ", ".join(f"`{name}`" for name in sorted(figures.annotators)) or "unknown"
    yield "| | |"
    yield "|---|---|"
    known = [state.value for state in reversed(Progress) if figures.states[state.value]]
    states = ", ".join(f"{figures.states[state]:,} {state}" for state in known)
    yield f"| by state{', over all layers' if layers > 1 else ''} | {states} |"
    if QUOTE in labels:
        yield f"| quotes | {quotes:,}{f' ({types})' if types else ''} |"
    if SPEAKER in labels:
        yield f"| mentions of speakers | {figures.speakers:,} |"
    yield f"| people and organisations linked to | {len(figures.linked):,} |"
    yield f"| annotators | {annotators} |"


def _agreement(agreement: CardAgreement) -> Iterator[str]:
    if agreement.told:
        yield from ("", f"Agreement: {agreement.told}")
    if agreement.rows:
        yield from ("", "| agreement | exact F1 | overlap F1 | alpha_U |", "|---|---:|---:|---:|")
        yield from (f"| {' | '.join(map(_cell, row))} |" for row in agreement.rows)


def _splits(
    tally: Tally, figures: Figures, options: ExportOptions, labels: Sequence[str], splits: Sequence[str]
) -> Iterator[str]:
    """What each split holds, and which share of each language, label and outlet fell into it."""
    if options.shares:
        yield ""
        yield (
            f"Split by {', '.join(map(str, options.shares.as_list()))} with seed {options.seed}; articles that were "
            "grouped as near-duplicates stay together. In brackets is the share of a row that fell into the split."
        )
    yield ""
    yield f"| | {' | '.join(splits)} |"
    yield f"|---|{'---:|' * len(splits)}"
    articles = [tally.splits[split]["articles"] if split in tally.splits else 0 for split in splits]
    yield _row("articles", articles)
    if len(tally.languages) > 1:
        for name in sorted(tally.languages, key=lambda name: (-tally.languages[name], name)):
            counted = [figures.written_in(split, name) for split in splits]
            yield _row(f"language {_cell(name)}" if name not in ("", "xx") else "language unknown", counted)
    for name in labels:
        yield _row(f"`{name}`", [figures.labelled(split, name) for split in splits])
    totals = {
        name: sum(found[name] for found in figures.outlets.values())
        for found in figures.outlets.values()
        for name in found
    }
    largest = sorted(totals, key=lambda name: (-totals[name], name))[:_MOST_OUTLETS]
    for name in largest:
        yield _row(_cell(name) or "outlet unknown", [figures.published(split, name) for split in splits])
    if others := len(totals) - len(largest):
        smaller = sorted(set(totals) - set(largest))
        rest = [sum(figures.published(split, name) for name in smaller) for split in splits]
        yield _row(_count(others, "other outlets"), rest)


def _row(name: str, values: Sequence[int]) -> str:
    whole = sum(values)
    shares = [
        f"{value:,}" + (f" ({value / whole:.0%})" if whole and len(values) > 1 else "") for value in values
    ]
    return f"| {name} | {' | '.join(shares)} |"


def _cell(told: str) -> str:
    """Somebody's words in a table: on one line, without what Markdown would obey."""
    plain = " ".join(told.split())
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", plain)


def _scheme(scheme: Scheme) -> Iterator[str]:
    yield from ("", "| label | attributes |", "|---|---|")
    for label in scheme.labels:
        attributes = "; ".join(f"`{spec.name}`: {', '.join(spec.values)}" for spec in label.attributes)
        yield f"| `{label.name}` | {attributes} |"
