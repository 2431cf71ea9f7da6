"""The files of an export: each hashed as it is written and read back from the disk before it counts.

The folder is built beside its destination and takes its place by a rename, so that a reader sees the old
export or the new one and never half of one.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.errors import ProjectBusy, SaveError, UsageError

MANIFEST = "manifest.json"
SCHEME = "scheme.toml"
"""The scheme as the project was made with it; what imports declared since stands in the manifest."""
CHECKSUMS = "SHA256SUMS"
"""File that lists the files of its folder, as `sha256sum --check` reads it: for formats of a file an article."""
EXPORT_FORMAT = "annotator-export"
"""The manifest's word that a folder is one of ours."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A finished file; `path` is relative to the export, with `/`."""

    path: str
    size: int
    """Bytes."""
    sha256: str


class OutputFile:
    """A file that is being written."""

    def __init__(self, root: Path, path: str) -> None:
        self.path = path
        self.place = root / path
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self._stream = self.place.open("xb")
        self._checksum = 0
        self._size = 0

    def write(self, data: bytes | memoryview) -> None:
        """Append bytes."""
        self._stream.write(data)
        self._checksum = zlib.crc32(data, self._checksum)
        self._size += len(data)

    def finish(self) -> WrittenFile:
        """Bring the file to the disk and compare what stands there with what was written.

        Raises:
            SaveError: they differ.
        """
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        # The SHA-256 is taken from the disk; that it is what was written, the cheaper checksum tells.
        found, checksum = hashlib.sha256(), 0
        with self.place.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
                checksum = zlib.crc32(chunk, checksum)
        if checksum != self._checksum:
            raise SaveError(f"{self.path} did not read back as it was written.")
        return WrittenFile(self.path, self._size, found.hexdigest())

    def abandon(self) -> None:
        """Close the file without a word; for when something else went wrong."""
        with contextlib.suppress(OSError):
            self._stream.close()


class OutputFolder:
    """A folder that is being filled."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._open: dict[str, OutputFile] = {}
        self._done: list[WrittenFile] = []
        self._unsynced = False

    def file(self, path: str) -> OutputFile:
        """The file at this path, opened on first use."""
        if path not in self._open:
            self._open[path] = OutputFile(self.root, path)
        return self._open[path]

    def whole(self, path: str, data: bytes) -> str:
        """Write a small file in one go; its SHA-256. To be listed in a file of checksums, and read back from it."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as stream:
            stream.write(data)
        self._unsynced = True
        return hashlib.sha256(data).hexdigest()

    def finish(self) -> list[WrittenFile]:
        """Finish all files that are open; by path.

        Raises:
            SaveError: a file did not read back as it was written.
        """
        if self._unsynced:
            os.sync()  # one by one, a hundred thousand small files would take minutes
            self._unsynced = False
        for path in sorted(self._open):
            self.finish_file(path)
        done, self._done = self._done, []
        return sorted(done, key=lambda file: file.path)

    def finish_file(self, path: str) -> None:
        """Finish one file early: a format of many files need not keep them all open.

        Raises:
            SaveError: it did not read back as it was written.
        """
        self._done.append(self._open.pop(path).finish())

    def abandon(self) -> None:
        """Close all files that are open."""
        for file in self._open.values():
            file.abandon()


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """An empty folder to fill; at the end it becomes `out`, whole. After an error `out` is as it was.

    Raises:
        UsageError: `out` is not ours to replace.
        ProjectBusy: another export to `out` is under way.
        OSError: the disk is full, or the like; nothing is left behind.
    """
    # The parents are resolved, so that the siblings really stand beside it; a link at the end is refused.
    place = out.resolve() if out.name in ("", "..") else out.parent.resolve() / out.name
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.new")
    aside = place.with_name(f".{place.name}.old")
    with _alone(fresh, out):
        try:
            if aside.exists() and not place.exists():
                aside.rename(place)  # an earlier export was killed between the two renames below
            check_replaceable(place)
            yield fresh
            _sync_folders(fresh)
            _swap(fresh, place, aside)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise


def read_checksums(listing: Path) -> Iterator[tuple[str, str]]:
    """(SHA-256, path) of the files that a file of checksums lists; paths are relative to the listing's folder.

    Raises:
        ValueError: a line is not as we write it.
    """
    with listing.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            sha256, gap, path = line[:64], line[64:66], line[66:].removesuffix("\n")
            if gap != "  " or not path:
                raise ValueError(f"{line!r} is no checksum with a path")
            yield sha256, path


def check_replaceable(out: Path) -> None:
    """Whether an export may take this place: nothing is there, or an empty folder, or an export of ours.

    Raises:
        UsageError: something else is there, or files that the export's manifest does not name.
    """
    if out.is_symlink():
        raise UsageError(f"{out} is a symbolic link; name the folder that it leads to.")
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file; an export needs a folder.")
    present = set(_files_below(out))
    if not present:
        return
    known = _files_of(out / MANIFEST)
    if known is None:
        raise UsageError(f"{out} holds files, but no manifest of an export of ours; choose another folder.")
    if strange := sorted(present - known):
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        raise UsageError(
            f"{out} is replaced whole, but {strange[0]}{more} in it did not come from an export; "
            "move it away or choose another folder."
        )


def _files_of(manifest: Path) -> set[str] | None:
    """The files that a manifest of ours names, itself included; None if it is not one of ours."""
    try:
        data = json.loads(manifest.read_bytes())
        if data["format"] != EXPORT_FORMAT:
            return None
        known = {MANIFEST, *(str(file["path"]) for file in data["files"])}
        for path in [path for path in known if path.endswith(f"/{CHECKSUMS}")]:
            folder = path.removesuffix(CHECKSUMS)
            known |= {folder + name for _, name in read_checksums(manifest.parent / path)}
        return known
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


@contextlib.contextmanager
def _alone(fresh: Path, out: Path) -> Iterator[None]:
    """Hold the new folder, empty, so that no other process fills it at the same time.

    The lock goes with its process: what a killed export left behind is swept away by the next.
    """
    fresh.mkdir(exist_ok=True)
    handle = os.open(fresh, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Between the two lines above, the other process may have moved the folder into place.
            held = os.path.samestat(os.fstat(handle), fresh.stat())
        except (BlockingIOError, FileNotFoundError):
            held = False
        if not held:
            raise ProjectBusy(f"Another export to {out} is under way; try again when it is done.")
        for left in fresh.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()
        yield
    finally:
        os.close(handle)


def _swap(fresh: Path, place: Path, aside: Path) -> None:
    if aside.exists():
        shutil.rmtree(aside)
    if place.exists():
        place.rename(aside)
        try:
            fresh.rename(place)
        except BaseException:
            aside.rename(place)
            raise
    else:
        fresh.rename(place)
    _sync(place.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _files_below(folder: Path) -> Iterator[str]:
    """Paths of all files below a folder, relative to it, with `/`; links are files."""
    # os.walk, since Path.rglob holds an object of some hundred bytes for each file of a folder.
    for place, folders, files in os.walk(folder):
        below = os.path.relpath(place, folder)
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        for name in (*files, *links):
            yield Path(below, name).as_posix()


def _sync_folders(root: Path) -> None:
    for place, _, _ in os.walk(root):
        _sync(Path(place))


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
