"""The export folder: the chosen formats, a dataset card, a manifest and the losses, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.errors import Incomplete, SaveError
from annotator.formats.card import encode_card, encode_plots
from annotator.formats.document import Document, in_order, narrowed
from annotator.formats.figures import Figures
from annotator.formats.folder import MANIFEST, SCHEME, OutputFolder, WrittenFile, replacing
from annotator.formats.losses import Loss, encode_loss
from annotator.formats.manifest import Tally, encode_manifest
from annotator.formats.registry import ExportFormat, export_format
from annotator.formats.split import split_names, split_of
from annotator.formats.worker import Cut, Made, Worker
from annotator.formats.writers import ExportOptions, FormatWriter, LayerFolders, Prepared, Setup
from annotator.model.items import Entity

LOSSES = "losses.jsonl"
CARD = "README.md"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export came to."""

    files: tuple[WrittenFile, ...]
    """All of them, by path; the manifest is among them."""
    counts: Mapping[str, int]
    """Articles, lines, spans, relations, links, notes, decisions; blocks and tokens where there are any."""
    splits: Mapping[str, int]
    """Split -> articles, in order; empty splits too."""
    layers: Mapping[str, int]
    """Layer -> lines."""
    losses: Mapping[str, int]
    """Format -> losses, of formats that have some."""
    forced_cuts: int

    @property
    def lost(self) -> int:
        """All losses; an export with some ends with status 1 unless that was allowed."""
        return sum(self.losses.values())


def write_dataset(
    documents: Callable[[], Iterator[Document]],
    options: ExportOptions,
    out: Path,
    *,
    entities: Callable[[], Iterable[Entity]] | None = None,
) -> ExportReport:
    """Write an export to `out`, which is replaced whole, and only once everything was read back.

    `documents` gives them ordered by (article id, layer), one scheme for all; they are gone through once.
    `entities` gives all of the project's by id; None takes those that the documents link to.

    Raises:
        Incomplete: there are no documents; `out` is left as it was.
        UsageError: an unknown format, or `out` is not ours to replace.
        ProjectBusy: another export to `out` is under way.
        SaveError: the disk is full, or a file did not read back as it was written; `out` is as it was.
        ValueError: the documents are not in order, or contradict themselves.
    """
    formats = [export_format(name) for name in sorted(set(options.formats))]
    try:
        with replacing(out) as root:
            folder = OutputFolder(root)
            try:
                return _fill(documents(), formats, options, folder, entities)
            finally:
                folder.abandon()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SaveError(f"The export to {out} failed ({reason}); nothing there was changed.") from error


def _fill(
    documents: Iterator[Document],
    formats: list[ExportFormat],
    options: ExportOptions,
    folder: OutputFolder,
    entities: Callable[[], Iterable[Entity]] | None,
) -> ExportReport:
    tally, figures = Tally(), Figures()
    losses = folder.file(LOSSES)

    def take(made: Made) -> None:
        for path, data in made.pieces:
            folder.file(path).write(data)
        for loss in made.losses:
            tally.lose(loss)
            losses.write(encode_loss(loss))
        for cut in made.cuts:
            tally.add_tokens(cut)

    layer_folders = LayerFolders(wanted=options.folder_per_layer)
    tokens = any(entry.needs_tokens for entry in formats)
    with Worker(take) as worker:

        def lose(loss: Loss) -> None:
            worker.add(partial(Made, losses=(loss,)), 0)  # a job, so that losses stand in order

        setup = Setup(folder, options, worker.add, lose, layer_folders, entities)
        writers = [entry.open(setup) for entry in formats]
        for document in in_order(documents):
            prepared = _prepared(narrowed(document, options.labels), options)
            tally.add(prepared)
            figures.add(prepared.document, prepared.split)
            if tokens:
                options.packs(document.article.lang)  # here, so that no copy of this process has to load it
                worker.add(partial(_cut, prepared), prepared.weight)
            for writer in writers:
                writer.add(prepared)
        for language in tally.languages:
            options.packs(language)  # for the manifest; loaded while a copy may still be at work
        worker.finish()
    if not tally.counts["lines"]:
        raise Incomplete("There is nothing to export: no article was selected.")
    files = _finish(writers, folder)
    splits = split_names(options.shares)
    assert tally.scheme is not None, "an export holds a document at least"
    for path, data in encode_plots(figures, tally.scheme, options, splits).items():
        folder.file(path).write(data)
    if options.scheme_text:
        folder.file(SCHEME).write(options.scheme_text.encode())
    folder.file(CARD).write(encode_card(tally, figures, options, splits, files))
    files += folder.finish()
    folder.file(MANIFEST).write(encode_manifest(tally, options, splits, layer_folders.names, files))
    files += folder.finish()
    return ExportReport(
        files=tuple(sorted(files, key=lambda file: file.path)),
        counts=dict(tally.counts),
        splits={split: tally.splits[split]["articles"] if split in tally.splits else 0 for split in splits},
        layers=dict(sorted(tally.layers.items())),
        losses=dict(sorted(tally.losses.items())),
        forced_cuts=tally.forced_cuts,
    )


def _prepared(document: Document, options: ExportOptions) -> Prepared:
    group = options.groups.get(document.article.id, document.article.id)
    return Prepared(document, split_of(group, options.seed, options.shares), options)


def _cut(prepared: Prepared) -> Made:
    """How many tokens a document was cut into."""
    stream = prepared.tokens
    return Made(cuts=(Cut(prepared.split, len(stream.blocks), len(stream.starts), stream.forced_cuts),))


def _finish(writers: list[FormatWriter], folder: OutputFolder) -> list[WrittenFile]:
    for writer in writers:
        writer.close()
    files = folder.finish()
    for writer in writers:
        writer.prove(folder.root)
    return files
