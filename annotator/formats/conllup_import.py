"""Importing CoNLL-U Plus as this program writes it: the record comes back without notes and decisions."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.formats.conllup_read import LineError, read_conllup
from annotator.formats.document import Line, refuse
from annotator.formats.jsonl_read import RecordReader
from annotator.formats.readers import ImportOptions, Source

SUFFIXES = (".conllup",)

_ONLY_OURS = "only CoNLL-U Plus of this program can be read"


class _Lines:
    """The lines of a file, counted."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        # Only LF ends a line: a form may hold U+2028.
        for raw in self._source.stream:
            self.number += 1
            try:
                yield raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                complaint = f"not UTF-8 at its byte {error.start}"
                raise refuse(self._source.name, f"line {self.number}", complaint) from error


def read_conllup_file(source: Source, options: ImportOptions) -> Iterator[Line]:
    """The articles of a file, one at a time.

    Raises:
        InputError: the file is not made as we make it; names the line.
    """
    reader = RecordReader(
        source.name,
        lang=options.lang,
        wrapped=options.wrapped,
        names=options.names,
        packs=options.packs,
    )
    lines = _Lines(source)
    records = read_conllup(lines)
    begun = 2
    while True:
        try:
            record = next(records, None)
        except LineError as error:
            raise refuse(source.name, f"line {error.line}", f"{error.complaint}; {_ONLY_OURS}") from error
        except (KeyError, TypeError, RecursionError) as error:
            complaint = "what it says of an article is not whole"
            raise refuse(source.name, "", f"{complaint}; {_ONLY_OURS}") from error
        if record is None:
            break
        yield reader.line(begun, record)
        begun = lines.number
    if not lines.number:
        raise refuse(source.name, "", "there is no article in it")
