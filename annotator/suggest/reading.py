"""Reading an article ahead: from text and pack to suggested frames.

The same article and pack give the same suggestions. Time grows with the length of the text: every rule looks a
bounded number of words around a mark or a verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.lang.pack import Pack
from annotator.model.article import Article, ParagraphKind
from annotator.model.items import Fragment, Origin, Span
from annotator.model.suggestions import Mention, Suggestion, layer_name, suggestion_id
from annotator.suggest.direct import direct_quotes, nested_quotes
from annotator.suggest.drafts import Draft
from annotator.suggest.headlines import headline_quotes, voices_of
from annotator.suggest.lexicon import lexicon
from annotator.suggest.mentions import Phrase, form_of
from annotator.suggest.nested import nested_reports
from annotator.suggest.others import RULE as OTHER
from annotator.suggest.others import other_drafts
from annotator.suggest.passage import Bounds, Passage
from annotator.suggest.people import Cast
from annotator.suggest.reported import reported_quotes
from annotator.suggest.sources import add_sources, ordered
from annotator.suggest.subjects import institution_before
from annotator.suggest.unspoken import told_before
from annotator.suggest.whom import person_of
from annotator.text.blanks import first_ink
from annotator.text.safe import legible_name

_ANAPHORIC = frozenset(("pronoun", "clitic"))
_IMPERSONAL = frozenset(("impersonal", "passive"))
"""Rules of verbs beside which nobody need be named: `Dijelaskan bahwa …`."""
_RECENT = 4
"""Speakers that are looked back at for whom a pronoun means."""
_OTHER_PEOPLE = 3
"""People who come up one after the other in another reading."""
_DOUBT = 30
"""Score of another reading."""


def suggestions(article: Article, pack: Pack) -> tuple[Suggestion, ...]:
    """The frames that the pack's rules find in the article, in text order."""
    return _frames(article, pack, others=False)[0]


def readings(article: Article, pack: Pack) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
    """The frames that the rules suggest, and other readings, the likeliest of a sentence or quote first."""
    return _frames(article, pack, others=True)


def _frames(
    article: Article, pack: Pack, *, others: bool
) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
    words = lexicon(pack)
    passages = [
        Passage(article, number, words)
        for number, paragraph in enumerate(article.paragraphs)
        if paragraph.kind is not ParagraphKind.BOILERPLATE
    ]
    cast = Cast(passages if words.speaks else [])
    drafts = _read(passages, cast)
    casting = _Casting(article.text, cast, layer_name(pack.name, pack.version))
    if others:
        by_paragraph: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_paragraph.setdefault(draft.passage.number, []).append(draft)
        spare = [
            other for passage in passages for other in _others(passage, by_paragraph.get(passage.number, []))
        ]
        return casting.frames(drafts, spare), tuple(casting.others)
    return casting.frames(drafts), ()


def _others(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    found = other_drafts(passage, drafts)
    add_sources(passage, found)
    return found


def _read(passages: list[Passage], cast: Cast) -> list[Draft]:
    found: list[Draft] = []
    for place, passage in enumerate(passages):
        direct = direct_quotes(passage)
        if direct and found and _goes_on(found[-1], direct[0]):
            _join(found[-1], direct.pop(0))
        reported = [] if passage.is_title() else reported_quotes(passage)
        here = [
            *direct,
            *nested_quotes(passage, direct),
            *nested_reports(passage, [*direct, *reported]),
            *reported,
        ]
        here += told_before(passage, passages[place - 1] if place else None, found, here)
        add_sources(passage, here)
        found.extend(sorted(here, key=lambda draft: (draft.start, -draft.end)))
    # Who speaks in a headline is told by who speaks below it.
    voices = voices_of(found)
    for passage in passages:
        if passage.is_title():
            here = headline_quotes(passage, cast.words(), voices)
            add_sources(passage, here)
            found.extend(here)
    return found


def _goes_on(before: Draft, draft: Draft) -> bool:
    """Whether a quotation left open is taken up by the next paragraph, which opens with a mark again."""
    passage = draft.passage
    opens = first_ink(passage.text, passage.start, passage.end) == draft.start
    whole = not before.passage.text[before.end : before.passage.end].strip()
    return before.open and opens and whole and passage.number - before.passage.number == 1


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
        self.voices: dict[int, str] = {}
        self.first_person = cast.pack.first_person if cast.pack is not None else frozenset()
        self.own_side = cast.pack.own_side if cast.pack is not None else frozenset()
        self.continuing = cast.pack.continuing if cast.pack is not None else frozenset()
        self.first_voice = ""
        """Who is named first as a speaker below the title, where a noun may stand for them: `Pengamat: …`."""
        self.spans: dict[str, Span] = {}
        self.forms: dict[Phrase, str] = {}
        self.people: dict[Phrase, str] = {}
        """Of each mention its form, and whom it names: asked before frames are made and again with each."""
        self.others: list[Suggestion] = []
        """Other readings, in the order of the drafts that they are of."""

    def frames(self, drafts: list[Draft], spare: Sequence[Draft] | None = None) -> tuple[Suggestion, ...]:
        """The frames of the drafts, each once; those of `spare` go to `others`, with those of other people."""
        self._find_people(drafts)
        found: dict[str, Suggestion] = {}
        for draft in sorted((*drafts, *(spare or ())), key=lambda one: one.start):
            subject = self.next_subject
            frame = self._frame(draft)
            if draft.spare:
                self.next_subject = (
                    subject  # what is suggested is the same whether others are asked for or not
                )
                self.others.append(frame)
                continue
            found.setdefault(frame.id, frame)
            if spare is not None:
                self.others.extend(self._other_people(draft, frame))
        return tuple(sorted(found.values(), key=lambda one: (one.quote.start, -one.quote.end, one.id)))

    def _find_people(self, drafts: list[Draft]) -> None:
        """Keeps of the subjects of sentences those who speak somewhere or hold an office: people."""
        for draft in drafts:
            for phrase in draft.speakers:
                if phrase.last - phrase.first > 1 and draft.inside is None and not draft.passage.is_title():
                    self.cast.learn(phrase)
        speaking = set(self.cast.holders)
        for draft in drafts:
            for phrase in draft.speakers:
                if draft.inside is None and self._form(phrase) == "name":
                    speaking.add(name := self._person(phrase))
                    if not draft.passage.is_title():
                        self.first_voice = self.first_voice or name
        self.subjects = [subject for subject in self.cast.subjects if subject[1] in speaking]

    def _form(self, phrase: Phrase) -> str:
        if phrase not in self.forms:
            self.forms[phrase] = form_of(phrase, self.cast.hints)
        return self.forms[phrase]

    def _person(self, phrase: Phrase) -> str:
        if phrase not in self.people:
            self.people[phrase] = person_of(phrase, self.cast)
        return self.people[phrase]

    def _span(self, label: str, fragments: list[Bounds], origin: Origin, **attributes: str) -> Span:
        """A span, or the one that an earlier frame has made of the same label and place."""
        pieces = tuple(Fragment(start, end) for start, end in fragments)
        known = tuple(sorted((name, value) for name, value in attributes.items() if value))
        span = Span(suggestion_id(label, pieces), label, pieces, known, origin)
        if origin.rule == OTHER:  # what is suggested may have it too, and does not owe it to another reading
            return self.spans.get(span.id, span)
        return self.spans.setdefault(span.id, span)

    def _frame(self, draft: Draft) -> Suggestion:
        origin = Origin(self.by, draft.rule, draft.score)
        speakers = self._speakers(draft, origin)
        implied = "" if speakers or not draft.implied else self._implied(draft)
        mode = _mode(speakers, implied)
        quote = self._span("QUOTE", draft.fragments, origin, type=draft.type, speaker_mode=mode)
        self.quotes[id(draft)] = quote
        self.voices[id(draft)] = speakers[0].name if speakers else implied
        around = self.quotes.get(id(draft.inside)) if draft.inside is not None else None
        return Suggestion(
            quote=quote,
            speakers=speakers,
            cues=tuple(self._span("CUE", [bounds], origin, kind="speech") for bounds in draft.cues),
            sources=self._sources(draft, origin),
            implied=implied,
            parent=around.id if around is not None else "",
        )

    def _implied(self, draft: Draft) -> str:
        """Who is meant where nobody is named: the institution that was just told of, or whoever spoke last."""
        if draft.rule in _IMPERSONAL and draft.cues:
            institution = institution_before(draft.passage, draft.passage.index_from(draft.cues[0][0]))
            if institution is not None:
                return self._person(institution)
        return self._last(draft.start)

    def _speakers(self, draft: Draft, origin: Origin) -> tuple[Mention, ...]:
        found = []
        for phrase in draft.speakers:
            form = self._form(phrase)
            span = self._span("SPEAKER", [phrase.bounds], origin, form=form)
            name = self._who(phrase, form, draft)
            kind = "organisation" if form == "collective" else "person"
            own = phrase.passage.lows[phrase.first] in self.own_side
            inferred = form in _ANAPHORIC or (form == "nominal" and (own or phrase.passage.is_title()))
            found.append(Mention(span, name, kind, inferred=inferred))
            if name and draft.inside is None and form != "nominal" and not draft.spare:
                # Where the mention ends: a name inside it, as of an institution, is nobody who came later.
                self.heard.append((phrase.bounds[1] - 1, name, form == "collective"))
        return tuple(found)

    def _who(self, phrase: Phrase, form: str, draft: Draft) -> str:
        around = self.voices.get(id(draft.inside), "") if draft.inside is not None else ""
        if form == "pronoun" and around and phrase.passage.lows[phrase.first] in self.first_person:
            return around
        if phrase.last - phrase.first == 1 and phrase.passage.lows[phrase.first] in self.own_side:
            return around or self._last(phrase.bounds[0])
        if form == "nominal" and phrase.passage.is_title() and self.first_voice:
            return self.first_voice
        if form not in _ANAPHORIC:
            return self._person(phrase)
        return self._last(phrase.bounds[0], goes_on=self._goes_on(draft))

    def _goes_on(self, draft: Draft) -> bool:
        """Whether the verb tells that somebody goes on speaking: `lanjutnya`."""
        return any(self.text[first:last].casefold() in self.continuing for first, last in draft.cues)

    def _last(self, at: int, *, goes_on: bool = False) -> str:
        """Who spoke last before an offset (code points), or has been the subject of a sentence since.

        Whoever goes on speaking is among those who have spoken.
        """
        people = [heard for heard in self.heard[-_RECENT:] if heard[0] < at]
        subjects = self.subjects
        while self.next_subject < len(subjects) and subjects[self.next_subject][0] < at:
            self.next_subject += 1
        recent = subjects[self.next_subject - 1] if self.next_subject else (-1, "")
        named = [heard for heard in people if not heard[2]] or people
        last = named[-1] if named else (-1, "", False)
        if goes_on and last[1] and recent[1] not in {name for _, name, _ in self.heard}:
            return last[1]
        return recent[1] if recent[0] > last[0] and recent[1] else last[1]

    def _other_people(self, draft: Draft, frame: Suggestion) -> list[Suggestion]:
        """The frame with somebody else of whom a word such as `ia` may tell, or who goes on speaking."""
        told = frame.speakers[0] if frame.speakers else None
        if len(frame.speakers) > 1 or (told is not None and told.span.attribute("form") == "name"):
            return []
        chosen = told.name if told is not None else frame.implied
        heard = [name for at, name, _ in reversed(self.heard) if at < draft.start and name != chosen]
        names = list(dict.fromkeys(heard))[:_OTHER_PEOPLE]
        quote = replace(frame.quote, origin=Origin(self.by, OTHER, _DOUBT))
        if told is None:
            return [replace(frame, quote=quote, implied=name) for name in names]
        others = [replace(told, name=name, kind="person", inferred=True) for name in names]
        return [replace(frame, quote=quote, speakers=(other,)) for other in others]

    def _sources(self, draft: Draft, origin: Origin) -> tuple[Mention, ...]:
        found = []
        for source in ordered(draft.sources):
            span = self._span("SOURCE", [source.bounds], origin)
            cues = () if source.cue is None else (self._span("CUE", [source.cue], origin, kind="relay"),)
            found.append(Mention(span, legible_name(span.surface(self.text)), "organisation", relay=cues))
        return tuple(found)


def _mode(speakers: tuple[Mention, ...], implied: str) -> str:
    """The quote's `speaker_mode`."""
    if not speakers:
        return "implicit" if implied else "unknown"
    forms = {speaker.span.attribute("form") for speaker in speakers}
    return "anaphoric" if forms <= _ANAPHORIC else "explicit"
