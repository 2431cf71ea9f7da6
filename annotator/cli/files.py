"""Which files a path means: a file, a folder with all that it holds, or an export of this program."""

from __future__ import annotations

import json
import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annotator.formats.folder import EXPORT_FORMAT, MANIFEST
from annotator.formats.registry import IMPORTS, import_format, import_format_of

OnError = Callable[[OSError], None]

SPANS = "spans"
"""Folder of an export that holds everything."""
_KINDS = 5
"""Ends of names that a sentence lists."""
_WITHOUT_SPANS = ("conllup", "brat", "conll")
"""Folders that are taken where an export has none of those, the one that holds most first."""


class Files:
    """The files that paths mean, in order, and a sentence about everything that could not be looked into."""

    def __init__(self, paths: Sequence[Path], format_: str = "") -> None:
        self.unreadable: list[str] = []
        """Folders that could not be listed."""
        self.empty: list[str] = []
        """Folders without anything to read."""
        self.remarks: list[str] = []
        self._format = format_
        self._found: dict[Path, None] = {}
        self._listed: dict[Path, Collection[str]] = {}
        self._exports: dict[Path, dict[str, str]] = {}
        """Folder of a format in an export -> folder in it -> layer."""
        for path in paths:
            # Not Path.is_dir, which raises where the folder above may not be searched.
            if os.path.isdir(path):
                self._look_into(path)
            else:
                self._found[path] = None
        self._taken: set[Path] = set()
        for path in self._found:
            if path not in self._taken:
                self._taken.update(self._taken_by(path))
        self._by_name: dict[str, list[Path]] = {}
        for path in self._found:
            self._by_name.setdefault(path.name, []).append(path)

    def __iter__(self) -> Iterator[Path]:
        """The files that are to be read by themselves; not those that others have taken by then."""
        for path in self._found:
            if path not in self._taken:
                yield path

    def beside(self, path: Path, name: str) -> Path | None:
        """The file of this name that belongs to `path`: in its folder, else the only one that was found."""
        near = path.with_name(name)
        if not os.path.isfile(near):
            others = self._by_name.get(name, [])
            if len(others) != 1:
                return None
            near = others[0]
        self._taken.add(near)
        return near

    @property
    def size(self) -> int:
        """Bytes of all of them, as far as that can be told."""
        return sum(size_of(path) for path in self._found if path not in self._taken)

    def _look_into(self, folder: Path) -> None:
        complaints = len(self.unreadable)
        passed: Counter[str] = Counter()
        found = list(self._files_of_format(folder) or self._files_in(folder, passed))
        self._found.update(dict.fromkeys(found))
        if found and passed and folder not in self._exports:
            self.remarks.append(_passed_over(folder, passed))
        if not found and len(self.unreadable) == complaints:
            endings = ", ".join(ending for entry in IMPORTS.values() for ending in entry.suffixes)
            self.empty.append(f"{folder}: there is nothing to read in this folder ({endings}).")

    def _files_of_format(self, folder: Path) -> list[Path]:
        """The files of one format's folder in an export of ours, which its manifest tells about; else none."""
        place = folder.resolve()
        manifest = manifest_of(place.parent)
        if manifest is None or manifest_of(folder) is not None:
            return []
        if place.name == SPANS:
            return [path for path in self._files_in(folder, Counter()) if _holds_articles(path)]
        if place.name in _WITHOUT_SPANS:
            self._exports[folder] = _layers_of(manifest)
        return []

    def _files_in(self, folder: Path, passed: Counter[str]) -> Iterator[Path]:
        """The files in a folder and those below it that can be read, sorted; hidden ones are passed over.

        `passed` counts by the ends of their names those of which the name does not say what they are.

        Of an export of ours only the files that hold most are taken, not what says less of the same. Folders
        that cannot be listed are told, and so is what has a file's name but is none.
        """

        def missed(error: OSError) -> None:
            self.unreadable.append(unreadable(Path(error.filename), error))

        for root, folders, names in os.walk(folder, onerror=missed):
            here = Path(root)
            if (manifest := manifest_of(here)) is not None:
                folders.clear()
                yield from self._files_of_export(here, manifest, missed)
                continue
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.startswith("."):
                    continue
                if import_format_of(name) is None:
                    passed[Path(name).suffix] += 1
                    continue
                if strange := no_file(here / name):
                    self.remarks.append(f"{here / name}: this is {strange} and no file; it was passed over.")
                else:
                    yield here / name

    def layer(self, path: Path) -> str:
        """The layer of a file in an export of ours, as far as its folder tells; else `""`."""
        for root, layers in self._exports.items():
            if path.is_relative_to(root):
                return layers.get(path.relative_to(root).parts[0], layers.get("", ""))
        return ""

    def _files_of_export(self, export: Path, manifest: Mapping[str, Any], missed: OnError) -> Iterator[Path]:
        try:
            found = spans_of(export)
        except OSError as error:
            missed(error)
            return
        if found:
            yield from found
            return
        for name in _WITHOUT_SPANS:
            if os.path.isdir(export / name):
                self._exports[export / name] = _layers_of(manifest)
                yield from self._files_in(export / name, Counter())
                return

    def _taken_by(self, path: Path) -> Iterator[Path]:
        entry = import_format(self._format) if self._format else import_format_of(path.name)
        if entry is not None:
            for name in entry.takes(path.name, self._names_in(path.parent)):
                yield path.with_name(name)

    def _names_in(self, folder: Path) -> Collection[str]:
        if folder not in self._listed:
            try:
                self._listed[folder] = frozenset(os.listdir(folder))
            except OSError:
                self._listed[folder] = frozenset()
        return self._listed[folder]


def _passed_over(folder: Path, passed: Counter[str]) -> str:
    """The sentence about files of a folder of which the name does not say what they are, by the ends of names."""
    kinds = [kind or "no ending" for kind, _ in passed.most_common(_KINDS)]
    more = ", …" if len(passed) > _KINDS else ""
    number = passed.total()
    files = f"{number:,} files were" if number > 1 else "1 file was"
    return f"{folder}: {files} passed over, by the name nothing that can be read ({', '.join(kinds)}{more})."


def size_of(path: Path) -> int:
    """Bytes of a file; 0 where that cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def unreadable(path: Path, error: OSError) -> str:
    """A sentence about a file or folder that cannot be read."""
    return f"{path}: cannot be read ({(error.strerror or str(error)).lower()})."


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
        found = sorted((export / SPANS).iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [path for path in found if path.suffix == ".jsonl" and _holds_articles(path)]


def export_of(path: Path) -> Path | None:
    """The export of ours whose native lines a file holds; None where it holds no such."""
    place = path.resolve().parent
    return place.parent if place.name == SPANS and manifest_of(place.parent) is not None else None


def _holds_articles(path: Path) -> bool:
    """Whether a file among the native ones of an export has a line an article, and one at least."""
    return path.name != "entities.jsonl" and not _empty(path)


def _empty(path: Path) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and not found.st_size


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder that is an export of this program; None if it is none."""
    try:
        if no_file(folder / MANIFEST):
            return None
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if isinstance(manifest, dict) and manifest.get("format") == EXPORT_FORMAT:
        return manifest
    return None


def _layers_of(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Folder in a format's folder -> layer; `""` where the only layer has no folder of its own."""
    folders, layers = manifest.get("layer_folders"), manifest.get("layers")
    found = {str(name): str(layer) for layer, name in folders.items()} if isinstance(folders, dict) else {}
    if not found and isinstance(layers, dict) and len(layers) == 1:
        found[""] = str(next(iter(layers)))
    return found
