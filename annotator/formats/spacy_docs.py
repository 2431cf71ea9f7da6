"""spaCy's binary form: a `Doc` an article over our tokens, in files of some hundred that `spacy train` reads.

`doc.spans` has a group for each label, and `sc` (where spaCy's span categorizer looks) with all; a span's fragments
are spaCy spans with the same id, and an id of an entity where one is linked. `doc.ents` holds the roles, as far as
they do not overlap. Everything about the spans, with relations, links and entities, is in `doc.user_data`.

White space that is not one blank is a token of its own, as spaCy has it, so that `doc.text` is the article's text;
a paragraph that is left out is a line end there.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from annotator.errors import SaveError, UsageError
from annotator.formats.blocks import TokenStream
from annotator.formats.document import Document
from annotator.formats.jsonl import record_of
from annotator.formats.losses import Loss
from annotator.formats.segments import segments_of_span
from annotator.formats.tiers import placed_spans, tiers_of
from annotator.formats.writers import Prepared, Setup
from annotator.text.blanks import first_ink

NAME = "spacy"
OMITS = (
    "paragraphs of boilerplate, unless asked for",
    "white space at the ends of fragments",
    "notes",
    "decisions",
    "states and flags",
)
"""What the format leaves out by design."""

ALL_SPANS = "sc"
"""The group of all spans: spaCy's own default for a span categorizer."""
TIER = "roles"
"""The tier whose spans are the entities of a Doc; with flat tiers all labels are."""

_PER_FILE = 500
"""Docs in one file. spaCy holds a file in memory, and so do we."""

_KEPT = ("lang", "meta", "spans", "relations", "links", "entities")


class DocBinWriter:
    """Writes folders of DocBins and proves them at the end.

    Raises:
        UsageError: spaCy is not installed.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._spacy = _Spacy()
        self._bins: dict[str, Any] = {}
        """Folder -> the DocBin that is being filled."""
        self._files: dict[str, int] = {}
        self._expected: dict[str, array[int]] = {}

    def add(self, prepared: Prepared) -> None:
        """Add a document's Doc; spans that find no token are reported as losses."""
        document, stream = prepared.document, prepared.tokens
        layer = document.layer.name
        folder = f"{NAME}/{self._setup.layer_folder(layer)}{prepared.split}"
        text, starts = document.article.text, stream.starts
        spans = document.layer.spans.values()
        _, lost = placed_spans(spans, starts, stream, text)
        for key, reason in sorted(lost.items()):
            self._setup.lose(Loss(NAME, document.article.id, layer, "span", key, reason))
        if folder not in self._bins:
            self._bins[folder] = self._spacy.new_bin()
            self._expected.setdefault(folder, array("Q"))
        flat = self._setup.options.flat_tiers
        self._bins[folder].add(self._spacy.doc_of(document, stream, flat=flat))
        self._expected[folder].append(_fingerprint(_expected(document, stream)))
        if len(self._bins[folder]) == _PER_FILE:
            self._write(folder)

    def close(self) -> None:
        """Write the DocBins that are not full."""
        for folder in sorted(self._bins):
            self._write(folder)

    def prove(self, root: Path) -> None:
        """Read all files back with spaCy and compare every span, relation and link with the record.

        Raises:
            SaveError: they differ; names the folder.
        """
        for folder, expected in self._expected.items():
            paths = [root / _path(folder, number) for number in range(self._files[folder])]
            try:
                found = array("Q", (_fingerprint(told) for path in paths for told in self._spacy.told(path)))
            except (ValueError, KeyError, TypeError) as error:
                raise SaveError(f"{folder} cannot be read back: {error}.") from error
            if found != expected:
                raise SaveError(f"{folder} does not hold the spans of the record; nothing was exported.")

    def _write(self, folder: str) -> None:
        path = _path(folder, self._files.setdefault(folder, 0))
        self._setup.folder.file(path).write(self._bins.pop(folder).to_bytes())
        self._setup.folder.finish_file(path)
        self._files[folder] += 1


class _Spacy:
    """What we use of spaCy, imported when it is needed."""

    def __init__(self) -> None:
        try:
            tokens, vocab = import_module("spacy.tokens"), import_module("spacy.vocab")
        except ImportError as error:
            raise UsageError(
                "The format spacy needs spaCy, which is not installed here: pip install 'annotator[spacy]'."
            ) from error
        self._tokens = tokens
        self._new_vocab = vocab.Vocab
        self._vocab: Any = None

    def new_bin(self) -> Any:
        """An empty DocBin. Its words get a vocabulary of their own: one for all would grow with the export."""
        self._vocab = self._new_vocab()
        return self._tokens.DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)

    def doc_of(self, document: Document, stream: TokenStream, *, flat: bool) -> Any:
        """The Doc of a document."""
        words, spaces, places, numbers = _words(document.article.text, stream)
        doc = self._tokens.Doc(self._vocab, words=words, spaces=spaces)
        record = record_of(document)
        doc.user_data.update({key: record[key] for key in _KEPT})
        doc.user_data |= {"article": record["id"], "layer": record["layer"], "token_starts": places}
        placed, _ = placed_spans(document.layer.spans.values(), stream.starts, stream, document.article.text)
        linked: dict[str, str] = {}
        for link in record["links"]:
            linked.setdefault(link["from"], link["entity"])
        groups: dict[str, list[Any]] = {label.name: [] for label in document.scheme.labels}
        groups[ALL_SPANS] = []
        for span in record["spans"]:
            for first, last in placed.get(span["id"], ()):
                if first < last:
                    bounds = (numbers[first], numbers[last - 1] + 1)
                    entity = linked.get(span["id"], "")
                    one = self._tokens.Span(doc, *bounds, span["label"], kb_id=entity, span_id=span["id"])
                    groups.setdefault(span["label"], []).append(one)
                    groups[ALL_SPANS].append(one)
        for name, group in groups.items():
            doc.spans[name] = group
        tier = tiers_of(document, stream, flat=flat)[-1]
        doc.set_ents(
            [
                self._tokens.Span(doc, numbers[first], numbers[last - 1] + 1, span.label)
                for span, ranges in tier.written
                for first, last in ranges
                if first < last
            ]
        )
        return doc

    def told(self, path: Path) -> Iterator[dict[str, Any]]:
        """What each Doc of a file says, in places of the article."""
        for doc in self._tokens.DocBin().from_disk(path).get_docs(self._new_vocab()):
            data = doc.user_data
            places = data["token_starts"]
            yield {
                "article": data["article"],
                "spans": sorted(
                    (span.id_, span.label_, places[span.start], places[span.end - 1] + len(doc[span.end - 1]))
                    for span in doc.spans[ALL_SPANS]
                ),
                "grouped": sum(len(group) for name, group in doc.spans.items() if name != ALL_SPANS),
                "about": {key: data[key] for key in _KEPT},
            }


def _path(folder: str, number: int) -> str:
    return f"{folder}/{number + 1:05}.spacy"


def _words(text: str, stream: TokenStream) -> tuple[list[str], list[bool], list[int], list[int]]:
    """Words, whether a blank follows, where each begins in the article; and for each token of ours its word."""
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    numbers: list[int] = []
    at = 0
    for start, end in stream.bounds:
        gap = text[at:start] if first_ink(text, at, start) < 0 else "\n"
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
            places.append(start - len(gap))
        numbers.append(len(words))
        words.append(text[start:end])
        spaces.append(False)
        places.append(start)
        at = end
    return words, spaces, places, numbers


def _expected(document: Document, stream: TokenStream) -> dict[str, Any]:
    """What a reader must find, from the record's offsets."""
    record, text = record_of(document), document.article.text
    spans = [
        (span.id, span.label, start, end)
        for span in document.layer.spans.values()
        for start, end in segments_of_span(span, text, stream, over_blocks=True)
    ]
    return {
        "article": record["id"],
        "spans": sorted(spans),
        "grouped": len(spans),
        "about": {key: record[key] for key in _KEPT},
    }


def _fingerprint(told: dict[str, Any]) -> int:
    text = json.dumps(told, sort_keys=True)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
