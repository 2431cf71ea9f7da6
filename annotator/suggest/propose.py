"""Reading an article ahead: from text and pack to suggested frames.

The same article and pack give the same frames. Time grows with the length of the text: every rule looks a
bounded number of words around a mark or a verb.
"""

from __future__ import annotations

from annotator.lang.pack import Pack
from annotator.model.article import Article, ParagraphKind
from annotator.model.items import SUGGESTIONS, Origin, Span
from annotator.suggest.direct import direct_quotes, nested_quotes
from annotator.suggest.drafts import Draft
from annotator.suggest.frames import (
    SuggestedFrame,
    SuggestedSource,
    SuggestedSpeaker,
    suggested_relation,
    suggested_span,
)
from annotator.suggest.lexicon import lexicon
from annotator.suggest.mentions import Mention, form_of
from annotator.suggest.passage import Bounds, Passage
from annotator.suggest.people import Cast, person_of
from annotator.suggest.reported import nested_reports, reported_quotes
from annotator.suggest.sources import add_sources, ordered
from annotator.text.blanks import first_ink

_ANAPHORIC = frozenset(("pronoun", "clitic"))
_FAR = 3
"""Paragraphs after which a speaker is no longer thought to go on without being mentioned."""


def layer_name(pack: Pack) -> str:
    """The layer of a pack's suggestions, such as `suggest:id@2`."""
    return f"{SUGGESTIONS}{pack.name}@{pack.version}"


def propose(article: Article, pack: Pack) -> tuple[SuggestedFrame, ...]:
    """The frames that the pack's rules find in the article, in text order."""
    words = lexicon(pack)
    passages = [
        Passage(article, number, words)
        for number, paragraph in enumerate(article.paragraphs)
        if paragraph.kind is not ParagraphKind.BOILERPLATE
    ]
    cast = Cast(passages if words.speaks else [])
    drafts = _read(passages, cast)
    return _Casting(article.text, cast, layer_name(pack)).frames(drafts)


def _read(passages: list[Passage], cast: Cast) -> list[Draft]:
    found: list[Draft] = []
    known = cast.words()
    for passage in passages:
        direct = direct_quotes(passage)
        if direct and found and _goes_on(found[-1], direct[0]):
            _join(found[-1], direct.pop(0))
        here = [*direct, *nested_quotes(passage, direct), *nested_reports(passage, direct), *reported_quotes(passage, known)]
        add_sources(passage, here)
        found.extend(sorted(here, key=lambda draft: (draft.start, -draft.end)))
    return found


def _goes_on(before: Draft, draft: Draft) -> bool:
    """Whether a quotation left open is taken up by the next paragraph, which opens with a mark again."""
    passage = draft.passage
    opens = first_ink(passage.text, passage.start, passage.end) == draft.start
    return before.open and opens and passage.number - before.passage.number == 1 and before.end >= before.passage.end - 1


def _join(before: Draft, draft: Draft) -> None:
    before.fragments.extend(draft.fragments)
    before.open = draft.open
    if not before.cues and draft.cues:
        before.rule, before.score = draft.rule, draft.score
        before.cues, before.speakers, before.implied = draft.cues, draft.speakers, draft.implied
    for source in draft.sources:
        before.sources.append(source)


class _Casting:
    """Turns drafts into frames in text order, while it keeps in mind who spoke last."""

    def __init__(self, text: str, cast: Cast, by: str) -> None:
        self.text, self.cast, self.by = text, cast, by
        self.heard: list[tuple[int, str, bool]] = []
        """Who was named as a speaker so far: where, who, and whether an institution."""
        self.subjects: list[tuple[int, str]] = []
        """Who is the subject of a sentence: where, and who."""
        self.next_subject = 0
        self.quotes: dict[int, Span] = {}
        self.speakers: dict[int, tuple[SuggestedSpeaker, ...]] = {}
        self.first_person = cast.pack.first_person if cast.pack is not None else frozenset()
        self.spans: dict[str, Span] = {}

    def frames(self, drafts: list[Draft]) -> tuple[SuggestedFrame, ...]:
        """The frames of the drafts, each once."""
        self._find_people(drafts)
        found: dict[str, SuggestedFrame] = {}
        for draft in drafts:
            frame = self._frame(draft)
            found.setdefault(frame.quote.id, frame)
        return tuple(sorted(found.values(), key=lambda frame: (frame.quote.start, -frame.quote.end, frame.quote.id)))

    def _find_people(self, drafts: list[Draft]) -> None:
        """Keeps of the subjects of sentences those who speak somewhere or hold an office: people."""
        speaking = set(self.cast.holders)
        for draft in drafts:
            for mention in draft.speakers:
                if draft.inside is None and form_of(mention, self.cast.hints) == "name":
                    speaking.add(person_of(mention, self.cast))
        self.subjects = [subject for subject in self.cast.subjects if subject[1] in speaking]

    def _span(self, label: str, fragments: list[Bounds], origin: Origin, **attributes: str) -> Span:
        """A span, or the one that an earlier frame has made of the same label and place."""
        span = suggested_span(label, fragments, origin, **attributes)
        return self.spans.setdefault(span.id, span)

    def _frame(self, draft: Draft) -> SuggestedFrame:
        origin = Origin(self.by, draft.rule, draft.score)
        speakers = self._speakers(draft, origin)
        mode = _mode(speakers)
        quote = self._span("QUOTE", draft.fragments, origin, type=draft.type, speaker_mode=mode)
        self.quotes[id(draft)] = quote
        self.speakers[id(draft)] = speakers
        cues = tuple(self._span("CUE", [bounds], origin, kind="speech") for bounds in draft.cues)
        sources = self._sources(draft, origin)
        relations = [suggested_relation("cued_by", quote, cue) for cue in cues]
        relations += [suggested_relation("said_by", quote, one.span, inferred=one.inferred) for one in speakers if one.span is not None]
        for source in sources:
            relations.append(suggested_relation("via", quote, source.span, source.order))
            relations += [suggested_relation("relayed_by", source.span, cue) for cue in source.cues]
        around = self.quotes.get(id(draft.inside)) if draft.inside is not None else None
        if around is not None:
            relations.append(suggested_relation("nested_in", quote, around))
        nested = around.id if around is not None else ""
        return SuggestedFrame(quote, cues, speakers, sources, tuple(relations), nested)

    def _speakers(self, draft: Draft, origin: Origin) -> tuple[SuggestedSpeaker, ...]:
        found = []
        for mention in draft.speakers:
            form = form_of(mention, self.cast.hints)
            span = self._span("SPEAKER", [mention.bounds], origin, form=form)
            person = self._who(mention, form, draft)
            found.append(SuggestedSpeaker(span, person, inferred=form in _ANAPHORIC))
            if person and draft.inside is None and form != "nominal":
                self.heard.append((mention.bounds[0], person, form == "collective"))
        if not found and draft.implied:
            person = self._last(draft.start)
            if person:
                found.append(SuggestedSpeaker(None, person, inferred=True))
        return tuple(found)

    def _who(self, mention: Mention, form: str, draft: Draft) -> str:
        around = self.speakers.get(id(draft.inside)) if draft.inside is not None else None
        if form == "pronoun" and around and mention.passage.lows[mention.first] in self.first_person:
            return around[0].person
        if form not in _ANAPHORIC:
            return person_of(mention, self.cast)
        return self._last(mention.bounds[0])

    def _last(self, at: int) -> str:
        """Who spoke last before an offset (code points), or has been the subject of a sentence since."""
        people = [heard for heard in self.heard[-4:] if heard[0] < at]
        subjects = self.subjects
        while self.next_subject < len(subjects) and subjects[self.next_subject][0] < at:
            self.next_subject += 1
        recent = subjects[self.next_subject - 1] if self.next_subject else (-1, "")
        named = [heard for heard in people if not heard[2]] or people
        last = named[-1] if named else (-1, "", False)
        return recent[1] if recent[0] > last[0] and recent[1] else last[1]

    def _sources(self, draft: Draft, origin: Origin) -> tuple[SuggestedSource, ...]:
        found = []
        for order, source in enumerate(ordered(draft.sources), start=1):
            span = self._span("SOURCE", [source.bounds], origin)
            cues = () if source.cue is None else (self._span("CUE", [source.cue], origin, kind="relay"),)
            found.append(SuggestedSource(span, span.surface(self.text), order, cues))
        return tuple(found)


def _mode(speakers: tuple[SuggestedSpeaker, ...]) -> str:
    if not speakers:
        return "unknown"
    if all(speaker.span is None for speaker in speakers):
        return "implicit"
    forms = {speaker.span.attribute("form") for speaker in speakers if speaker.span is not None}
    return "anaphoric" if forms <= _ANAPHORIC else "explicit"

