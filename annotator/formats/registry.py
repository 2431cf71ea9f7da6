"""The formats that the program writes and reads, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotator.errors import UsageError
from annotator.formats import (
    brat,
    brat_import,
    conll,
    conll_read,
    conllup,
    conllup_import,
    frames,
    hf,
    jsonl,
    spacy_docs,
    spans,
)
from annotator.formats.features import Config
from annotator.formats.jsonl_read import read_jsonl
from annotator.formats.plain import read_plain
from annotator.formats.readers import ImportFormat
from annotator.formats.writers import ExportOptions, FormatWriter, Setup
from annotator.model.scheme import Scheme


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that an export can hold."""

    name: str
    title: str
    omits: tuple[str, ...]
    """What it leaves out by design, which is no loss."""
    needs_tokens: bool
    open: Callable[[Setup], FormatWriter]
    files: str
    """What is where, for the dataset card."""
    configs: Callable[[Scheme, ExportOptions], tuple[Config, ...]] = lambda scheme, options: ()
    """How `datasets` is to read the files; nothing for files that it does not read."""


EXPORTS: Mapping[str, ExportFormat] = {
    entry.name: entry
    for entry in (
        ExportFormat(
            spans.NAME,
            "JSON Lines: everything, a line for each article and layer",
            jsonl.OMITS,
            needs_tokens=False,
            open=spans.SpansWriter,
            files="`spans/`: JSON Lines with everything. "
            '`datasets.load_dataset(FOLDER, "spans")` reads them, `"entities"` the people and organisations.',
            configs=spans.configs,
        ),
        ExportFormat(
            conll.NAME,
            "CoNLL: tokens with IOB2 tags, quotes and roles in files of their own",
            conll.OMITS,
            needs_tokens=True,
            open=conll.ConllWriter,
            files="`conll/`: `FORM _ _ TAG`, a block a paragraph; `*.index.jsonl` leads to the text.",
            configs=conll.configs,
        ),
        ExportFormat(
            conllup.NAME,
            "CoNLL-U Plus: tokens with all tiers, span ids, relations and links; CoNLL-U beside it",
            conllup.OMITS,
            needs_tokens=True,
            open=conllup.ConllupWriter,
            files="`conllup/`: CoNLL-U Plus with all labels at once; `.conllu` has its rows in ten columns.",
        ),
        ExportFormat(
            hf.NAME,
            "token classification: windows of tokens with tags, for Hugging Face's trainers",
            hf.OMITS,
            needs_tokens=True,
            open=hf.WindowWriter,
            files='`hf/`: windows of tokens with tags; `datasets.load_dataset(FOLDER, "tokens")` reads them.',
            configs=hf.configs,
        ),
        ExportFormat(
            spacy_docs.NAME,
            "spaCy's DocBin: our tokens, all spans by label, links and relations beside them",
            spacy_docs.OMITS,
            needs_tokens=True,
            open=spacy_docs.DocBinWriter,
            files="`spacy/`: DocBins, a folder a split, for `spacy train`; `sc` has all spans.",
        ),
        ExportFormat(
            brat.NAME,
            "brat standoff: a text and its annotations in two files an article",
            brat.OMITS,
            needs_tokens=False,
            open=brat.BratWriter,
            files="`brat/`: a `.txt` and an `.ann` an article; `SHA256SUMS` lists them.",
        ),
        ExportFormat(
            frames.NAME,
            "frames: a line a quote with its speaker, cue and sources, as JSON Lines and CSV",
            frames.OMITS,
            needs_tokens=False,
            open=frames.FramesWriter,
            files="`frames/`: a line a quote with its speaker, cue and sources; JSON Lines, and CSV for spreadsheets.",
            configs=frames.configs,
        ),
    )
}

IMPORTS: Mapping[str, ImportFormat] = {
    entry.name: entry
    for entry in (
        ImportFormat(
            "jsonl",
            "JSON Lines as this program writes them",
            (".jsonl", ".ndjson"),
            lambda source, options: read_jsonl(
                source.stream,
                source.name,
                lang=options.lang,
                wrapped=options.wrapped,
                names=options.names,
                packs=options.packs,
            ),
        ),
        ImportFormat(
            conll.NAME,
            "CoNLL: a token a line, its tag in the last column, in any dialect of IOB",
            conll_read.SUFFIXES,
            conll_read.read_conll_file,
            conll_read.reads_along,
        ),
        ImportFormat(
            conllup.NAME,
            "CoNLL-U Plus as this program writes it",
            conllup_import.SUFFIXES,
            conllup_import.read_conllup_file,
        ),
        ImportFormat(
            "brat",
            "brat standoff: `NAME.ann` or `NAME_ANNOTATOR.ann` with `NAME.txt`",
            (".ann",),
            brat_import.read_brat,
            brat_import.text_beside,
        ),
        ImportFormat(
            "text",
            "plain text: a file is an article, a line is a paragraph",
            (".txt", ".text"),
            lambda source, options: read_plain(
                source.stream,
                source.name,
                lang=options.lang,
                wrapped=options.wrapped,
                encoding=options.encoding,
                packs=options.packs,
            ),
        ),
    )
}


def export_format(name: str) -> ExportFormat:
    """The format to write, by name.

    Raises:
        UsageError: there is none; names those there are.
    """
    if name not in EXPORTS:
        raise UsageError(f"There is no export format {name!r}; there are {', '.join(EXPORTS)}.")
    return EXPORTS[name]


def import_format(name: str) -> ImportFormat:
    """The format to read, by name.

    Raises:
        UsageError: there is none; names those there are.
    """
    if name not in IMPORTS:
        raise UsageError(f"There is no import format {name!r}; there are {', '.join(IMPORTS)}.")
    return IMPORTS[name]


def import_format_of(path: str) -> ImportFormat | None:
    """The format that a file's name speaks of, None if it does not tell."""
    low = path.lower()
    return next((entry for entry in IMPORTS.values() if low.endswith(entry.suffixes)), None)
