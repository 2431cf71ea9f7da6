"""What the writers of an export's formats have in common: what they are given and what they must do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from annotator.formats.blocks import TokenStream, token_stream
from annotator.formats.document import Document
from annotator.formats.folder import OutputFolder
from annotator.formats.losses import Loss
from annotator.formats.split import Shares, split_names
from annotator.formats.tags import IOB2
from annotator.formats.worker import Job
from annotator.lang.pack import Pack, load_token_pack
from annotator.model.items import Entity


@dataclass(frozen=True, slots=True)
class About:
    """What a project says of its datasets: the words of the card that nobody can count."""

    title: str = ""
    licence: str = ""
    """An identifier such as `cc-by-4.0`, or a name."""
    citation: str = ""


@dataclass(frozen=True, slots=True)
class CardAgreement:
    """What a card says of agreement. Whoever exports computes it."""

    told: str = ""
    """Of whom and over what, or why there is none; `""` where nothing is to be said."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Label, exact F1, overlap F1, alpha_U."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What an export is to be like."""

    formats: tuple[str, ...] = ("jsonl",)
    """Names from `annotator.formats.registry.EXPORTS`; files do not depend on their order."""
    shares: Shares | None = None
    """None puts everything into one split, `all`."""
    seed: int = 0
    folder_per_layer: bool = False
    """For `--layer all`: every format but `jsonl` gets a folder for each layer."""
    flat_tiers: bool = False
    """CoNLL with all labels in one column."""
    dialect: str = IOB2
    """How CoNLL spells its tags: one of `annotator.formats.tags.DIALECTS`."""
    window: int = 250
    """Most words in a window of `hf`, where paragraphs and spans allow it."""
    boilerplate: bool = False
    """Whether formats made of tokens keep paragraphs of boilerplate."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Article id -> group of near-duplicates, which stay in one split; else its id is the group."""
    labels: tuple[str, ...] = ()
    """Labels of the spans that are exported, with what hangs on them; none for all."""
    languages: tuple[str, ...] = ()
    """Languages of the articles that were chosen, for the card; none for all."""
    about: About = About()
    scheme_text: str = ""
    """The scheme's file, word for word, which goes along with every export; `""` for none."""
    agreement: CardAgreement = CardAgreement()
    packs: Callable[[str], Pack] = load_token_pack
    """Language -> its pack, whose clitics are cut off everywhere."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a writer is opened with."""

    folder: OutputFolder
    options: ExportOptions
    hand_in: Callable[[Job, int], None]
    """Takes a job of that weight (see `Prepared.weight`); what it makes is written in the order of the jobs."""
    lose: Callable[[Loss], None]
    layer_folder: Callable[[str], str]
    """Layer -> `""`, or its folder's name with a `/`."""
    entities: Callable[[], Iterable[Entity]] | None
    """All entities of the project by id; None takes those that the documents link to."""

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits of this export, in order."""
        return split_names(self.options.shares)


@dataclass(slots=True)
class Prepared:
    """A document on its way into every format. It is cut into tokens when a format first asks for them."""

    document: Document
    split: str
    options: ExportOptions
    _stream: TokenStream | None = None
    _kept: TokenStream | None = None

    @property
    def all_tokens(self) -> TokenStream:
        """The token stream of all paragraphs, for a format that leaves none out."""
        if self._stream is None:
            self._stream = token_stream(self.document, boilerplate=True, packs=self.options.packs)
        return self._stream

    @property
    def tokens(self) -> TokenStream:
        """The same without the paragraphs of boilerplate, unless the export keeps them."""
        if self._kept is None:
            whole, text = self.all_tokens, self.document.article.text
            self._kept = whole if self.options.boilerplate else whole.without_boilerplate(text)
        return self._kept

    @property
    def weight(self) -> int:
        """How much there is to write, roughly in characters: the text, and fifty of them for an item."""
        layer = self.document.layer
        items = len(layer.spans) + len(layer.relations) + len(layer.links)
        return len(self.document.article.text) + 50 * items


class FormatWriter(Protocol):
    """Writes one format of an export."""

    def add(self, prepared: Prepared) -> None:
        """Write a document."""

    def close(self) -> None:
        """Write what comes after the last document."""

    def prove(self, root: Path) -> None:
        """Read the finished files back and compare them with the record.

        Raises:
            SaveError: they differ.
        """


class LayerFolders:
    """Names of folders for layers: what any file system takes, each name for one layer."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._names: dict[str, str] = {}

    def __call__(self, layer: str) -> str:
        """`""` where layers have no folders, else the layer's folder with a `/`."""
        if not self._wanted:
            return ""
        if layer not in self._names:
            taken = {name.casefold() for name in self._names.values()}
            self._names[layer] = folder_name(layer, taken)
        return self._names[layer] + "/"

    @property
    def names(self) -> dict[str, str]:
        """Layer -> folder, of the layers met so far."""
        return dict(sorted(self._names.items()))


def folder_name(name: str, taken: Container[str]) -> str:
    """A file's or folder's name for a layer or an article; one that had to be changed gets a piece of a hash.

    So does one that is `taken`, which holds names in use, casefolded, since some file systems do not tell `Anna`
    from `anna`.
    """
    safe = re.sub(r"[^\w@.-]", "_", name).strip(".")[:80]
    while len(safe.encode()) > _LONGEST:
        safe = safe[:-1]
    if safe and safe == name and safe.casefold() not in taken and safe.casefold() not in _DEVICES:
        return safe
    return f"{safe or 'unnamed'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


_LONGEST = 200
"""Bytes of a name without its ending; file systems take 255 in all."""
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for devices."""
