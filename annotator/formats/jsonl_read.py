"""Reading the native JSON Lines: every line is checked whole before anything of it is used.

A line as we write it is read by `jsonl_plain`, in about a third of the time. All others, and records that come out of
another format, are read key by key (`jsonl_record`); so is a line with which something is the matter, for its message.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from annotator.errors import InputError
from annotator.formats.articles import Packs
from annotator.formats.document import Line, refuse
from annotator.formats.json_lines import Json, JsonLine, TextLine, parsed, read_lines
from annotator.formats.jsonl_plain import Plain, PlainReader
from annotator.formats.jsonl_record import Record
from annotator.formats.jsonl_shared import Shared
from annotator.formats.names import NO_NAMES, NameMap, Naming
from annotator.lang.pack import load_pack
from annotator.model.items import Item


def read_jsonl(
    stream: BinaryIO,
    name: str,
    *,
    lang: str | None = None,
    wrapped: bool | None = None,
    names: NameMap = NO_NAMES,
    packs: Packs = load_pack,
) -> Iterator[Line]:
    """The articles of a file, one a line, in constant memory.

    Only `id` and `text` are needed, and of a span `id`, `label` and either `start` and `end` or `fragments`.
    `lang` and `wrapped` are for lines that do not say their language or paragraphs. `names` gives labels,
    relations and links other names before they are checked.

    Raises:
        InputError: names file, line and key; or there is no article in the file.
    """
    reader = RecordReader(name, lang=lang, wrapped=wrapped, names=names, packs=packs)
    empty = True
    for line in read_lines(stream, name):
        empty = False
        yield reader.text_line(line)
    if empty:
        raise refuse(name, "", "there is no article in it")


class RecordReader:
    """Checks native records that come from one file, whatever its format."""

    def __init__(
        self,
        name: str,
        *,
        lang: str | None = None,
        wrapped: bool | None = None,
        names: NameMap = NO_NAMES,
        packs: Packs = load_pack,
    ) -> None:
        self._name = name
        self._lang = lang
        self._wrapped = wrapped
        self._packs = packs
        self._shared = Shared(Naming(names))
        self._plain = PlainReader(self._shared)

    def text_line(self, line: TextLine) -> Line:
        """A record as it stands in the file, parsed and checked.

        Raises:
            InputError: names file, line and key.
        """
        plain = self._plain.line(line.text)
        if plain is not None and (more := self._more(line.number, plain)) is not None:
            return Line(
                number=line.number,
                article=plain.article,
                layer=plain.layer,
                status=plain.status,
                items=(*plain.spans.values(), *plain.relations, *plain.links, *more),
                entities=plain.entities,
                scheme=plain.scheme,
                remarks=self._shared.naming.remarks(),
            )
        return self.line(line.number, parsed(line, self._name).data)

    def _more(self, number: int, plain: Plain) -> list[Item] | None:
        """Notes and decisions of a line; None where something is the matter with them."""
        if not plain.rest:
            return []
        try:
            rest = parsed(TextLine(number, plain.rest), self._name)
            reader = Record(rest, self._name, self._shared, self._packs)
            reader.text = plain.article.text
            more: list[Item] = [*reader.notes(plain.spans), *reader.decisions()]
        except InputError:
            return None
        return None if reader.unknown or tuple(rest.data) != ("notes", "decisions") else more

    def line(self, number: int, record: Json) -> Line:
        """A record, checked; `number` is the line of the file that it stands on.

        Raises:
            InputError: names file, line and key.
        """
        found = JsonLine(number, record)
        return Record(found, self._name, self._shared, self._packs).line(self._lang, self._wrapped)
