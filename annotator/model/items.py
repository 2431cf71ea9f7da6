"""The items that a layer is made of, and the people and settings that a project shares.

Every item has an id. Items of a layer are scoped by (layer, article): `s1` in one article is not `s1` in
another. Entities are scoped by the project.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.layer_names import GOLD as GOLD
from annotator.model.layer_names import PEOPLE as PEOPLE
from annotator.model.layer_names import PROJECT as PROJECT
from annotator.model.layer_names import SUGGESTIONS as SUGGESTIONS
from annotator.model.layer_names import Progress as Progress
from annotator.model.layer_names import is_reserved as is_reserved


class Fragment(NamedTuple):
    """A stretch of text, half-open, in code points of the article's text.

    A tuple, since imports and exports make millions and a frozen dataclass takes twice as long to make.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item came from: a person, or a pack's rule that a person accepted."""

    by: str = ""
    rule: str = ""
    score: int = 0
    """How sure the rule was, 0 to 100; 0 for what a person made."""
    reason: str = ""


NO_ORIGIN = Origin()
"""Of what nobody says where it came from; one object, so that it is recognised at a glance."""


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled piece of text in one or more ordered fragments that do not overlap."""

    id: str
    label: str
    fragments: tuple[Fragment, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    """(name, value) pairs, sorted by name; attributes that are unset are absent."""
    origin: Origin = NO_ORIGIN

    @property
    def start(self) -> int:
        return self.fragments[0].start

    @property
    def end(self) -> int:
        return self.fragments[-1].end

    def attribute(self, name: str) -> str:
        """The attribute's value, `""` when unset."""
        for key, value in self.attributes:
            if key == name:
                return value
        return ""

    def covers(self, offset: int) -> bool:
        """Whether one of the fragments holds the code point at `offset`."""
        return any(fragment.start <= offset < fragment.end for fragment in self.fragments)

    def surface(self, text: str) -> str:
        """The fragments' text, joined by one space."""
        return " ".join([text[fragment.start : fragment.end] for fragment in self.fragments])


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed edge from one span (`head`) to another (`target`)."""

    id: str
    label: str
    head: str
    target: str
    order: int = 0
    """Place in an ordered relation (`via`): 1 is nearest the utterance; 0 when unordered."""
    inferred: bool = False
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True)
class Link:
    """An edge from a span to an entity."""

    id: str
    label: str
    span: str
    entity: str
    inferred: bool = False
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True)
class Entity:
    """A canonical person or organisation, shared by the project."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    merged_into: str = ""
    """Id of the entity that stands for this one now; links are never rewritten."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Override:
    """A word of the project that one link means another entity than it names, since that one was split.

    It stands beside the people, not in the layer of the link: nobody writes in another's layer. `id` is
    `annotator.model.people.override_id` of the link's layer, article and id.
    """

    id: str
    entity: str
    """The entity that the link means now."""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a span (or on the article, when `on` is empty); `re` names the note it answers."""

    id: str
    on: str
    by: str
    text: str
    re: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A lasting word on a piece of text, such as "this is not a quote"."""

    id: str
    label: str
    fragments: tuple[Fragment, ...]
    decision: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Status:
    """The state and flag of an article in a layer. There is one per layer and article."""

    state: Progress = Progress.NEW
    flagged: bool = False
    id: str = field(default="status")


@dataclass(frozen=True, slots=True)
class KindCorrection:
    """A person's word on what a paragraph is, over the pack's guess. `id` is the paragraph's number."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works in the project. `id` is the name."""

    id: str
    reviewer: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a member is to label an article; it belongs to the article. `id` is the member's name."""

    id: str
    suggestions: bool = True
    """Whether they see suggestions there; without, one learns how much suggestions sway people."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A named value of the project, such as its scheme. `id` is the name."""

    id: str
    value: str


Item = (
    Span
    | Relation
    | Link
    | Entity
    | Override
    | Note
    | Decision
    | Status
    | KindCorrection
    | Member
    | Assignment
    | Setting
)
