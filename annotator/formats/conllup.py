"""CoNLL-U Plus: all tiers at once, with everything of the record but notes and decisions.

A sentence is a paragraph, boilerplate too, so that the text is whole. `QUOTE:SPAN` names every span on a token,
which alone carries nesting and overlaps; what a span is and what it relates to stands at its first token. A word
that is cut has a row of its own above its pieces, as multiword tokens have in Universal Dependencies. What no
token can tell (the text between paragraphs, spans of blanks) is JSON in the comments of an article's first
sentence.

`SPLIT.conllu` beside it has the same sentences in the ten columns of CoNLL-U, for readers that know no others.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.errors import SaveError
from annotator.formats.blocks import Block, TokenStream
from annotator.formats.conllup_cells import NOTHING, edge_cell, escaped, ids_cell, one_line, span_cell
from annotator.formats.conllup_read import COLUMNS, read_conllup, runs
from annotator.formats.document import Document
from annotator.formats.jsonl import record_of
from annotator.formats.losses import Loss
from annotator.formats.tags import tags_of
from annotator.formats.tiers import inner_tier, ranges_of, tiers_of
from annotator.formats.writers import Prepared, Setup
from annotator.text.blanks import is_blank
from annotator.text.tokens import Token

NAME = "conllup"
OMITS = ("notes", "decisions")
"""What the format leaves out by design."""

Json = dict[str, Any]

_SHOWN = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " "))
_UNKNOWN = "\t_\t_\t_\t_\t_\t_"


class ConllupWriter:
    """Writes the CoNLL-U Plus files of an export and proves them at the end."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._expected: dict[str, array[int]] = {}
        if not setup.options.folder_per_layer:
            for split in setup.splits:
                self._open(f"conllup/{split}")

    def add(self, prepared: Prepared) -> None:
        """Write a document; one without any token has no sentence and is a loss."""
        document, stream = prepared.document, prepared.all_tokens
        layer = document.layer.name
        if not stream.blocks:
            reason = "has no paragraph with a token"
            self._setup.lose(Loss(NAME, document.article.id, layer, "article", document.article.id, reason))
            return
        stem = f"conllup/{self._setup.layer_folder(layer)}{prepared.split}"
        self._open(stem)
        sheet = _Sheet(document, stream)
        for ending, text in zip(("conllup", "conllu"), sheet.texts(), strict=True):
            self._setup.folder.file(f"{stem}.{ending}").write(text.encode())
        self._expected[stem].append(_fingerprint(sheet.record))

    def close(self) -> None:
        """Nothing comes after the last document."""

    def prove(self, root: Path) -> None:
        """Read the finished files back to the records that they were made of.

        Raises:
            SaveError: they differ; names the file.
        """
        for stem, expected in self._expected.items():
            path = f"{stem}.conllup"
            found = array("Q")
            try:
                # newline="\n": the default would also end lines at a bare CR.
                with (root / path).open(encoding="utf-8", newline="\n") as lines:
                    found.extend(_fingerprint(record) for record in read_conllup(lines))
            except (ValueError, KeyError, TypeError) as error:
                raise SaveError(f"{path} cannot be read back: {error}.") from error
            if found != expected:
                raise SaveError(f"{path} does not hold the record; nothing was exported.")
            _compare_rows(root / path, root / f"{stem}.conllu")

    def _open(self, stem: str) -> None:
        if stem not in self._expected:
            self._expected[stem] = array("Q")
            self._setup.folder.file(f"{stem}.conllup").write(
                f"# global.columns = {' '.join(COLUMNS)}\n".encode()
            )
            self._setup.folder.file(f"{stem}.conllu")


class _Sheet:
    """One article as rows."""

    def __init__(self, document: Document, stream: TokenStream) -> None:
        self.record = record_of(document)
        self._text = document.article.text
        self._stream = stream
        starts = stream.starts
        self._bounds = stream.bounds
        quotes, roles = tiers_of(document, stream, flat=False)
        tiers = (roles, quotes, inner_tier(document, stream))
        self._tags = [tags_of(tier, len(starts), stream.begins[:-1]) for tier in tiers]
        self._on: dict[int, list[str]] = {}
        """Token -> ids of the spans on it, in the record's order."""
        self._of: dict[str, list[int]] = {}
        """Span -> its tokens."""
        for span in self.record["spans"]:
            ranges = ranges_of(document.layer.spans[span["id"]], starts)
            numbers = [number for first, last in ranges for number in range(first, last)]
            self._of[span["id"]] = numbers
            for number in numbers:
                self._on.setdefault(number, []).append(span["id"])
        self._said = self._cells(self.record["spans"], "id", self._span)
        edges = [*self.record["relations"], *self.record["links"]]
        self._edges = self._cells(edges, "from", edge_cell)

    def _cells(self, items: list[Json], key: str, cell: Callable[[Json], str]) -> Mapping[int, str]:
        """First token of the span that items hang on -> their cell; -1 for a span without a token."""
        found: dict[int, list[str]] = {}
        for item in items:
            numbers = self._of[item[key]]
            found.setdefault(numbers[0] if numbers else -1, []).append(cell(item))
        return {number: ";".join(cells) for number, cells in found.items()}

    def _span(self, span: Json) -> str:
        fragments = [(part["start"], part["end"]) for part in span["fragments"]]
        return span_cell(span, fragments != runs(self._of[span["id"]], self._bounds))

    def texts(self) -> tuple[str, str]:
        """The article's sentences in CoNLL-U Plus and in CoNLL-U."""
        plus: list[str] = []
        plain: list[str] = []
        number = 0
        for block in self._stream.blocks:
            comments = list(self._comments(block, first=number == 0))
            plus += comments
            plain += comments
            for identifier, token, misc in _rows(self._text, block):
                form = self._text[token.start : token.end]
                if "-" in identifier:
                    plus.append(f"{identifier}\t{form}\t{misc}{_UNKNOWN}")
                    plain.append(f"{identifier}\t{form}{_UNKNOWN}\t_\t{misc}")
                else:
                    plus.append(f"{identifier}\t{form}\t{misc}\t{self._plus_cells(number)}")
                    plain.append(f"{identifier}\t{form}{_UNKNOWN}\t_\t{misc}{self._plain_misc(number)}")
                    number += 1
            plus.append("")
            plain.append("")
        return "\n".join(plus) + "\n", "\n".join(plain) + "\n"

    def _plus_cells(self, number: int) -> str:
        """The last six cells of a token's row."""
        role, outer, inner = self._tags
        ids = ids_cell(self._on.get(number, ()))
        said, edges = self._said.get(number, NOTHING), self._edges.get(number, NOTHING)
        return f"{role[number]}\t{outer[number]}\t{inner[number]}\t{ids}\t{said}\t{edges}"

    def _plain_misc(self, number: int) -> str:
        """Tags and span ids of a token, as MISC of CoNLL-U has them."""
        if number not in self._on:
            return ""
        named = zip(("Role", "Outer", "Inner"), self._tags, strict=True)
        told = "".join([f"|{name}={tags[number]}" for name, tags in named if tags[number] != "O"])
        return f"{told}|Span={','.join(map(escaped, self._on[number]))}"

    def _comments(self, block: Block, *, first: bool) -> Iterator[str]:
        record, text = self.record, self._text[block.start : block.end]
        if first:
            yield f"# newdoc id = {record['id']}"
            yield f"# article = {one_line(self._article())}"
            yield f"# entities = {one_line(record['entities'])}"
            if -1 in self._said:
                yield f"# spans = {self._said[-1]}"
            if -1 in self._edges:
                yield f"# edges = {self._edges[-1]}"
        yield f"# sent_id = {record['id']}-{block.paragraph + 1}"
        yield f"# kind = {block.kind.value}"
        yield f"# start_char = {block.start}"
        shown = text.translate(_SHOWN).strip()
        yield f"# text = {shown}"
        if shown != text:
            yield f"# raw = {one_line(text)}"

    def _article(self) -> Json:
        """What the sentences do not tell of the article."""
        kept = ("sha256", "lang", "layer", "state", "flagged", "meta", "scheme", "offsets")
        ends = [0, *(block.end for block in self._stream.blocks)]
        starts = [*(block.start for block in self._stream.blocks), len(self._text)]
        between = zip(ends, starts, strict=True)
        return {
            **{key: self.record[key] for key in kept},
            "paragraphs": [[part["start"], part["end"], part["kind"]] for part in self.record["paragraphs"]],
            "between": [[start, self._text[start:end]] for start, end in between if start < end],
        }


def _rows(text: str, block: Block) -> Iterator[tuple[str, Token, str]]:
    """ID, place and MISC of every row of a block, those of multiword tokens before their pieces."""
    tokens = block.tokens(text)
    for number, token in enumerate(tokens, 1):
        places = f"start_char={token.start}|end_char={token.end}"
        if token.is_whole:
            yield str(number), token, _space_after(text, token.end, block) + places
            continue
        if token.start == token.word_start:
            last = number
            while last < len(tokens) and tokens[last].word_start == token.word_start:
                last += 1
            word = Token(token.word_start, token.word_end, token.word_start, token.word_end)
            misc = f"start_char={word.start}|end_char={word.end}"
            yield f"{number}-{last}", word, _space_after(text, word.end, block) + misc
        yield str(number), token, places


def _space_after(text: str, end: int, block: Block) -> str:
    blank = end == block.end or text[end] == " " or is_blank(text[end])
    return "" if blank else "SpaceAfter=No|"


def _fingerprint(record: Json) -> int:
    """Eight bytes for a record as far as the format holds it."""
    kept = {key: value for key, value in record.items() if key not in OMITS}
    spans = [
        {**span, "attributes": {name: value for name, value in span["attributes"].items() if value}}
        for span in record["spans"]
    ]
    told = json.dumps({**kept, "spans": spans}, sort_keys=True)
    return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest())


def _compare_rows(plus: Path, plain: Path) -> None:
    """Raise SaveError unless both files have the same rows with the same forms and places."""
    with (
        plus.open(encoding="utf-8", newline="\n") as known,
        plain.open(encoding="utf-8", newline="\n") as found,
    ):
        next(known)
        for one, other in zip(known, found, strict=True):
            same = one == other
            if not same and one[0] != "#":
                left, right = one.split("\t"), other.split("\t")
                same = left[:2] == right[:2] and right[-1].startswith(left[2])
            if not same:
                raise SaveError(f"{plain.name} and {plus.name} do not have the same rows.")
