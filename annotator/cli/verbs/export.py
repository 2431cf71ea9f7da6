"""`annotator export`: a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from annotator.cli.dataset import (
    ALL,
    Selection,
    choose_labels,
    choose_layers,
    choose_states,
    earlier_formats,
    parted,
    unlabelled_told,
)
from annotator.cli.dataset import export as write
from annotator.cli.exits import DONE, LOST, stopping
from annotator.cli.names import proposed_name
from annotator.cli.opening import opened
from annotator.cli.options import PATH, Common, common_options, json_option
from annotator.cli.output import count, progress, say, say_json, tell
from annotator.errors import UsageError
from annotator.formats.dataset import LOSSES, ExportReport
from annotator.formats.folder import MANIFEST, check_replaceable
from annotator.formats.registry import EXPORTS, export_format
from annotator.formats.split import parse_shares
from annotator.formats.tags import DIALECTS, IOB2
from annotator.formats.writers import ExportOptions
from annotator.store.assignments import check_open

_FORMATS = "; ".join(f"{entry.name}: {entry.title.partition(': ')[2]}" for entry in EXPORTS.values())


@click.command("export")
@click.option("--format", "formats", default="", metavar="F[,F…]", help=f"{_FORMATS}.")
@click.option("--layer", metavar="L", default="", help="Else gold, or the only person's. `all` takes all.")
@click.option("--state", "states", default="done,begun", show_default=True, metavar="S[,S…]|any")
@click.option("--label", "labels", metavar="L[,L…]", default="", help="Only spans of these labels.")
@click.option("--lang", "languages", metavar="XX[,XX]", default="", help="Only articles in these languages.")
@click.option("--out", metavar="DIR", type=PATH, help="Else exports/NAME by the project.")
@click.option("--split", metavar="80,10,10", help="Percent of train, validation and test.")
@click.option("--seed", default=0, show_default=True, metavar="N", help="Of the split.")
@click.option("--tiers", type=click.Choice(["flat"]), help="`flat` puts all labels of CoNLL in one column.")
@click.option(
    "--dialect", type=click.Choice(DIALECTS), default=IOB2, show_default=True, help="Of the tags of CoNLL."
)
@click.option(
    "--window",
    type=click.IntRange(min=1),
    default=250,
    show_default=True,
    metavar="N",
    help="Most words in a window of hf.",
)
@click.option("--boilerplate", is_flag=True, help="Keep boilerplate in formats made of tokens.")
@click.option("--allow-loss", is_flag=True, help="End with status 0 though something was lost.")
@json_option
@common_options
def command(
    formats: str,
    layer: str,
    states: str,
    labels: str,
    languages: str,
    out: Path | None,
    split: str | None,
    seed: int,
    tiers: str | None,
    dialect: str,
    window: int,
    boilerplate: bool,
    allow_loss: bool,
    as_json: bool,
    common: Common,
) -> int:
    """Write a dataset.

    The folder is replaced whole, and only if it is empty or an export of ours. What a format claims to hold
    and could not write is listed in losses.jsonl, and the exit status is 1.

    With one layer and --state any (or new), articles that its member has not begun come along without labels.
    """
    options = ExportOptions(
        formats=_formats(formats),
        shares=parse_shares(split) if split else None,
        seed=seed,
        folder_per_layer=layer == ALL,
        flat_tiers=tiers == "flat",
        dialect=dialect,
        window=window,
        boilerplate=boilerplate,
        languages=parted(languages),
    )
    wanted_states = choose_states(states)
    with opened(common) as project, progress() as line:
        place = out or project.path.parent / "exports" / project.path.stem
        check_replaceable(place)
        who = proposed_name(common, project.path)
        layers = choose_layers(project, layer, who, wanted_states)
        check_open(project.db, who, layers)
        earlier = earlier_formats(place)
        options = replace(options, labels=choose_labels(project, labels))
        selection = Selection(layers, wanted_states, options.languages or None)
        with stopping(partial(_stopped, place, _standing(place))):
            report = write(project, selection, options, place, line)
        unlabelled = unlabelled_told(project, selection, report.counts["articles"])
    if as_json:
        say_json({**as_figures(report, place), "formats": options.formats, "replaced": earlier or ()})
    else:
        say(f"{place} ({', '.join(options.formats)}): {summary(report)}.")
    if earlier is not None:
        tell(replaced(place, earlier, options.formats))
    if unlabelled:
        tell(unlabelled)
    if report.lost:
        tell_losses(report, place)
    return LOST if report.lost and not allow_loss else DONE


def _formats(wanted: str) -> tuple[str, ...]:
    names = parted(wanted)
    if not names:
        raise UsageError(f"Which format? There are {_FORMATS}. Say --format {','.join(EXPORTS)} for all.")
    return tuple(export_format(name).name for name in names)


def _standing(out: Path) -> int:
    """What tells the export that stands at `out` from one that replaces it; 0 where there is none."""
    try:
        return (out / MANIFEST).stat().st_ino
    except OSError:
        return 0


def _stopped(out: Path, before: int) -> str:
    """The sentence for an export that was stopped, where `before` stood there when it began."""
    if _standing(out) not in (0, before):
        return f"Stopped, but the export was done: {out} holds all of it."
    if before:
        return f"Stopped: {out} still holds the earlier export; export again for the new one."
    return f"Stopped: nothing was written to {out}; export again to begin anew."


def replaced(out: Path, earlier: Sequence[str], formats: Sequence[str]) -> str:
    """The sentence that says what became of the export that stood there before."""
    gone = [name for name in earlier if name not in formats]
    more = f"; {' and '.join(gone)} {'is' if len(gone) == 1 else 'are'} not in the new one" if gone else ""
    return f"The earlier export in {out} ({', '.join(earlier)}) was replaced{more}."


def summary(report: ExportReport) -> str:
    """What an export holds, in a line."""
    counts = report.counts
    told = [count(counts.get("articles", 0), "article"), count(counts.get("lines", 0), "layer line")]
    told += [count(counts.get(name, 0), name[:-1]) for name in ("spans", "relations", "links")]
    splits = (
        [f"{split} {number:,}" for split, number in report.splits.items()] if len(report.splits) > 1 else []
    )
    return ", ".join(told) + (f" ({', '.join(splits)})" if splits else "")


def tell_losses(report: ExportReport, out: Path) -> None:
    """Say how much was lost in which format."""
    parts = ", ".join(
        f"{count(number, 'loss', 'losses')} in {name}" for name, number in report.losses.items()
    )
    tell(f"{parts}: {out / LOSSES} names them.")


def as_figures(report: ExportReport, out: Path) -> dict[str, object]:
    """The report as JSON."""
    return {
        "out": str(out),
        "counts": dict(report.counts),
        "splits": dict(report.splits),
        "layers": dict(report.layers),
        "losses": dict(report.losses),
        "lost": report.lost,
        "forced_cuts": report.forced_cuts,
        "files": [{"path": file.path, "size": file.size, "sha256": file.sha256} for file in report.files],
    }
