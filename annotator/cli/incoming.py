"""From files to the store: what in them can come in, one article at a time, and a word about what cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.cli.files import Files, export_of, manifest_of, no_file, size_of, unreadable
from annotator.cli.schemes import declared_by
from annotator.errors import AnnotatorError, InputError, SchemeError, UsageError
from annotator.formats.document import Line, id_complaint
from annotator.formats.names import NO_NAMES
from annotator.formats.readers import ImportFormat, ImportOptions, Source
from annotator.formats.registry import IMPORTS, import_format, import_format_of
from annotator.model.items import GOLD, Note, Progress
from annotator.model.layer_names import check_member_name
from annotator.model.threads import Notes, meant
from annotator.store.imports import Incoming

_BLOCKS = 200
"""No news article has so many paragraphs, or sentences."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How files are to be read, and whose labels those are that come in."""

    format: str = ""
    """`""` goes by the files' names."""
    layer: str = ""
    """The layer for all labels; `""` leaves each line in its own."""
    who: str = ""
    """Who imports: labels of lines that name no layer go into this member's."""
    reviewer: bool = False
    """Whether `who` may write gold."""
    id_prefix: str = ""
    options: ImportOptions = field(default_factory=ImportOptions)


@dataclass(frozen=True, slots=True)
class Answer:
    """A note that answers one which does not stand in its own line."""

    where: str
    text: str
    """The article, by the sha256 of its text: its id may be another one here."""
    layer: str
    note: Note


@dataclass(slots=True)
class Intake:
    """Reads files as far as they can be read, and keeps a sentence about everything else."""

    wanted: Wanted
    unreadable: list[str] = field(default_factory=list)
    """Files, or the rest of a file, and folders that could not be read."""
    folders: int = 0
    """How many of these are folders."""
    refused: list[str] = field(default_factory=list)
    """Lines that could be read but may not come in, and folders without anything to read."""
    lost: list[str] = field(default_factory=list)
    """What could not be kept of lines that came in."""
    files: int = 0
    lines: int = 0
    share: float = 0.0
    """How much of the files has been read, 0 to 1."""
    answers: list[Answer] = field(default_factory=list)
    _remarks: dict[str, None] = field(default_factory=dict)

    @property
    def remarks(self) -> list[str]:
        """Everything else worth a word, each once: a name that was changed is, in every file alike."""
        return list(self._remarks)

    def read(self, paths: Sequence[Path]) -> Iterator[Incoming]:
        """Everything in these files and folders that can come in."""
        files = Files(paths, self.wanted.format)
        self.unreadable += files.unreadable
        self.folders = len(files.unreadable)
        self.refused += files.empty
        self._remarks.update(dict.fromkeys(files.remarks))
        total, done = max(1, files.size), 0
        for path in files:
            for one, place in self._file(path, files):
                self.share = min(1.0, (done + place) / total)
                yield one
            done += size_of(path)

    def _file(self, path: Path, files: Files) -> Iterator[tuple[Incoming, int]]:
        """What comes in from a file, each with how many bytes of it had been read."""
        before = self.lines
        if strange := no_file(path):
            self.unreadable.append(f"{path}: this is {strange}, and only files and folders can be read.")
            return
        try:
            with path.open("rb") as stream:
                entry = self._format(path)
                self.files += 1
                declares = self._declared(export_of(path)) if entry.name == "jsonl" else ()

                def beside(name: str) -> Source | None:
                    other = files.beside(path, name)
                    return None if other is None else Source(str(other), other.open("rb"))

                longest = 0
                for line in entry.read(Source(str(path), stream, beside), self.wanted.options):
                    self.lines += 1
                    longest = max(longest, len(line.article.paragraphs))
                    one = self._incoming(line, path, entry, files.layer(path), declares)
                    if one is not None:
                        yield one, stream.tell()
                if self._is_uncut(entry, longest, self.lines - before):
                    self._remarks[
                        f"{path}: it says nowhere that another article begins, so all of it is one, of "
                        f"{longest:,} blocks; --cut REGEX finds where others begin."
                    ] = None
        except (FileNotFoundError, NotADirectoryError):
            self.unreadable.append(f"{path}: there is no such file.")
        except OSError as error:
            self.unreadable.append(unreadable(path, error))
        except InputError as error:
            came = self.lines - before
            more = f" What stands before it was read ({came} lines)." if came else ""
            self.unreadable.append(error.sentence + more)

    def _is_uncut(self, entry: ImportFormat, blocks: int, articles: int) -> bool:
        """Whether a file that came in as one article is rather many, of which it does not say where they begin."""
        return (
            entry.name == "conll" and articles == 1 and blocks > _BLOCKS and self.wanted.options.cut is None
        )

    def _declared(self, export: Path | None) -> tuple[str, ...]:
        """What the scheme of an export declares, used or not; nothing where names are to become others."""
        if export is None or self.wanted.options.names != NO_NAMES:
            return ()
        try:
            return declared_by(export, manifest_of(export) or {})
        except SchemeError as error:
            self._remarks[f"{error.sentence} Only what labels use of the export's scheme is declared."] = None
            return ()

    def _format(self, path: Path) -> ImportFormat:
        if self.wanted.format:
            return import_format(self.wanted.format)
        found = import_format_of(path.name)
        if found is None:
            names = ", ".join(IMPORTS)
            raise InputError(
                f"{path}: its name does not say what it is; --format does ({names}). It was passed over."
            )
        return found

    def _incoming(
        self, line: Line, path: Path, entry: ImportFormat, by_folder: str, declares: tuple[str, ...]
    ) -> Incoming | None:
        where = str(path) if entry.name == "text" else f"{path}, line {line.number}"
        self._remarks.update(dict.fromkeys(line.remarks))
        self.lost += line.problems
        article = line.article
        if self.wanted.id_prefix:
            article = replace(article, id=self.wanted.id_prefix + article.id)
            if complaint := id_complaint(article.id):
                self.refused.append(f"{where}: {article.id!r} cannot be an id: {complaint}.")
                return None
        if not line.items and line.status.state is Progress.NEW and not line.status.flagged:
            return Incoming(article, where=where)
        layer = self.wanted.layer or line.layer or by_folder or self.wanted.who
        try:
            self.check_layer(layer)
        except AnnotatorError as error:
            self.refused.append(f"{where}: {error.sentence} It was not brought in; --layer names another.")
            return None
        if notes := [one for one in line.items if type(one) is Note]:
            here = {one.id for one in notes}
            self.answers += [
                Answer(where, article.sha256, layer, one) for one in notes if one.re and one.re not in here
            ]
        return Incoming(article, layer, (*line.items, line.status), line.entities, where, declares)

    def unanswerable(self, notes_in: Callable[[str], Notes], layers: Iterable[str]) -> list[str]:
        """Sentences on notes that came in and that answer one that is not here, though others were to bring it.

        Args:
            notes_in: all notes of the article with a text of this sha256, once everything is in.
            layers: names of all layers.
        """
        known: dict[str, Notes] = {}
        found = []
        for one in self.answers:
            if one.text not in known:
                known[one.text] = {**{name: {} for name in layers}, **notes_in(one.text)}
            there = known[one.text]
            key = meant(one.note.re, one.layer, there)
            if key.id not in there.get(key.layer, {}):
                found.append(
                    f"{one.where}: the note {one.note.id} answers {one.note.re}, which is not here; it was kept."
                )
        return found

    def check_layer(self, layer: str) -> None:
        """Raise UsageError unless labels may come into this layer."""
        if layer != GOLD:
            check_member_name(layer)
        elif not self.wanted.reviewer:
            raise UsageError(f"{self.wanted.who} is not a reviewer; only reviewers write gold.")
