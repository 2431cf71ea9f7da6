"""From files to the store: which files a path means, and what in them can come in, one article at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.errors import AnnotatorError, InputError, UsageError
from annotator.formats.document import Line, id_complaint
from annotator.formats.folder import EXPORT_FORMAT, MANIFEST
from annotator.formats.registry import (
    IMPORTS,
    ImportFormat,
    ImportOptions,
    import_format,
    import_format_of,
)
from annotator.model.items import GOLD, Progress
from annotator.store.imports import Incoming
from annotator.store.project import check_member_name


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
    remarks: list[str] = field(default_factory=list)
    lost: int = 0
    """Keys that were passed over."""
    files: int = 0
    lines: int = 0

    def read(self, paths: Sequence[Path]) -> Iterator[Incoming]:
        """Everything in these files and folders that can come in."""
        for path in paths:
            # Not Path.is_dir, which raises where the folder above may not be searched.
            if os.path.isdir(path):
                complaints = len(self.unreadable)
                found = list(self._files_in(path))
                if not found and len(self.unreadable) == complaints:
                    endings = ", ".join(ending for entry in IMPORTS.values() for ending in entry.suffixes)
                    self.refused.append(f"{path}: there is nothing to read in this folder ({endings}).")
            else:
                found = [path]
            for file in found:
                yield from self._file(file)

    def _file(self, path: Path) -> Iterator[Incoming]:
        before = self.lines
        if strange := no_file(path):
            self.unreadable.append(f"{path}: this is {strange}, and only files and folders can be read.")
            return
        try:
            with path.open("rb") as stream:
                entry = self._format(path)
                self.files += 1
                for line in entry.read(stream, str(path), self.wanted.options):
                    self.lines += 1
                    if (one := self._incoming(line, path, entry)) is not None:
                        yield one
        except (FileNotFoundError, NotADirectoryError):
            self.unreadable.append(f"{path}: there is no such file.")
        except OSError as error:
            self._cannot_read(path, error)
        except InputError as error:
            came = self.lines - before
            more = f" What stands before it was read ({came} lines)." if came else ""
            self.unreadable.append(error.sentence + more)

    def _cannot_read(self, path: Path, error: OSError) -> None:
        self.unreadable.append(f"{path}: cannot be read ({(error.strerror or str(error)).lower()}).")

    def _files_in(self, folder: Path) -> Iterator[Path]:
        """The files in a folder and those below it that can be read, sorted; hidden ones are passed over.

        Of an export of ours only the files that hold everything are taken, not what says less of the same.
        Folders that cannot be listed are told, and so is what has a file's name but is none.
        """

        def missed(error: OSError) -> None:
            self.folders += 1
            self._cannot_read(Path(error.filename), error)

        for root, folders, names in os.walk(folder, onerror=missed):
            here = Path(root)
            if is_export(here):
                folders.clear()
                try:
                    yield from spans_of(here)
                except OSError as error:
                    missed(error)
                continue
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.startswith(".") or import_format_of(name) is None:
                    continue
                if strange := no_file(here / name):
                    self.remarks.append(f"{here / name}: this is {strange} and no file; it was passed over.")
                else:
                    yield here / name

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

    def _incoming(self, line: Line, path: Path, entry: ImportFormat) -> Incoming | None:
        where = str(path) if entry.name == "text" else f"{path}, line {line.number}"
        self.remarks.extend(line.problems)
        if entry.name != "text":
            # A byte order mark that was dropped is no loss; a key that was passed over is.
            self.lost += len(line.problems)
        article = line.article
        if self.wanted.id_prefix:
            article = replace(article, id=self.wanted.id_prefix + article.id)
            if complaint := id_complaint(article.id):
                self.refused.append(f"{where}: {article.id!r} cannot be an id: {complaint}.")
                return None
        if not line.items and line.status.state is Progress.NEW and not line.status.flagged:
            return Incoming(article, where=where)
        layer = self.wanted.layer or line.layer or self.wanted.who
        try:
            self.check_layer(layer)
        except AnnotatorError as error:
            self.refused.append(f"{where}: {error.sentence} It was not brought in; --layer names another.")
            return None
        return Incoming(article, layer, (*line.items, line.status), line.entities, where)

    def check_layer(self, layer: str) -> None:
        """Raise UsageError unless labels may come into this layer."""
        if layer != GOLD:
            check_member_name(layer)
        elif not self.wanted.reviewer:
            raise UsageError(f"{self.wanted.who} is not a reviewer; only reviewers write gold.")


def no_file(path: Path) -> str:
    """What stands there where it is neither a file nor a folder, such as `a pipe`; else `""`.

    To open a pipe waits until somebody writes into it, and a device may never end.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""  # opening it tells what is wrong
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return ""
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def spans_of(export: Path) -> list[Path]:
    """The files of an export that hold everything, sorted; a split without articles has an empty one.

    Raises:
        OSError: their folder cannot be listed.
    """
    try:
        found = sorted((export / "spans").iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [
        path for path in found if path.suffix == ".jsonl" and path.stem != "entities" and not _empty(path)
    ]


def _empty(path: Path) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and not found.st_size


def is_export(folder: Path) -> bool:
    """Whether a folder is an export that this program wrote."""
    import json

    try:
        if no_file(folder / MANIFEST):
            return False
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == EXPORT_FORMAT
