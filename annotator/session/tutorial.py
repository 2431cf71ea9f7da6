"""The tutorial: an article to annotate, step by step, each checked by what the session's state has come to.

The steps are data over the bundled article `annotator/demo/tutorial.txt`. Keys in the words stand as `{command}`
or `{LABEL}`, so that whoever shows them can name the keys in force.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotator.model.frames import Frame, frame_of
from annotator.model.items import Progress, Span
from annotator.session.directions import Task, When, directions, first_key, until
from annotator.session.state import State

NAMED, CLITIC, IMPLIED, SCARE = 2, 3, 4, 5
"""Paragraphs of the article with a quotation: its speaker is named, a clitic, not mentioned; it is none."""
OUTLET = "Radio Ombak"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that went another way, and the way back."""

    when: When
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    do: str
    """What to press."""
    why: str
    """What it is good for."""
    reached: When
    lasting: bool = True
    """Whether the layer shows afterwards, too, that it was done: by that one finds the step to go on with."""
    tasks: tuple[Task, ...] = ()
    """What leads there, one after the other: the hint names the next key from wherever somebody is."""
    patience: int = 3
    """Keys that do not lead there before the hint comes; at once where the next key is none that `do` names."""
    hint: str = ""
    """The hint where there are no tasks; where there are, what stands before what they say, not before its time."""
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """How far somebody is."""

    number: int = 0
    """Of the step to do, from 0; the number of steps when all are done."""
    tries: int = 0
    """Keys since the step began that did not lead there."""

    @property
    def over(self) -> bool:
        """Whether all is done."""
        return self.number >= len(STEPS)


def begin(state: State) -> Lesson:
    """Where to go on: at the first step that has not been done, as far as the layer shows."""
    lasting = [number for number, step in enumerate(STEPS) if step.lasting and not step.reached(state)]
    if not lasting:
        return Lesson(len(STEPS))
    number = lasting[0]
    if not any(step.lasting and step.reached(state) for step in STEPS):
        return Lesson()
    while number and not STEPS[number - 1].lasting and not STEPS[number - 1].reached(state):
        number -= 1
    return Lesson(number)


def after(lesson: Lesson, state: State) -> Lesson:
    """The lesson after a key, of which `state` is what it came to."""
    if lesson.over or not _past(lesson.number, state):
        return Lesson(lesson.number, lesson.tries + 1)
    number = lesson.number + 1
    while number < len(STEPS) and STEPS[number].reached(state):
        number += 1
    return Lesson(number)


def _past(number: int, state: State) -> bool:
    """Whether a step is done; one that leaves no trace also by whoever ran ahead and did the next one that does."""
    if STEPS[number].reached(state):
        return True
    following = next((step for step in STEPS[number:] if step.lasting), None)
    return not STEPS[number].lasting and following is not None and following.reached(state)


def hint(lesson: Lesson, state: State) -> str:
    """What helps whoever is stuck; `""` while nobody is."""
    if lesson.over:
        return ""
    step = STEPS[lesson.number]
    for slip in step.slips:
        if slip.when(state):
            return slip.words
    words = directions(state, step.tasks)
    on_the_way = step.hint or not words or f"{{{first_key(words)}}}" in step.do
    if on_the_way and lesson.tries < step.patience:
        return ""
    # What must be left first is no other way to do the step, and is a sentence of its own.
    return step.hint + words if words.startswith("{") or not words else words


def with_keys(words: str, keys: Mapping[str, str]) -> str:
    """The words with keys in the place of commands and labels; `keys` has one for each."""
    return words.format_map(keys)


def _quote(state: State, paragraph: int) -> Span | None:
    return next((span for span in state.spans_over(paragraph) if span.label == "QUOTE"), None)


def _frames(state: State, paragraph: int) -> list[Frame]:
    """The frames of a paragraph's quotes: of the quotation, and of what else may have been made a quote there."""
    return [frame_of(state.layer, span) for span in state.spans_over(paragraph) if span.label == "QUOTE"]


def _tagged(paragraph: int) -> When:
    return lambda state: _quote(state, paragraph) is not None


def _has(paragraph: int, slot: Callable[[Frame], object]) -> When:
    """Whether a quote of the paragraph has something in a slot."""
    return lambda state: any(slot(frame) for frame in _frames(state, paragraph))


def _all(*reached: When) -> When:
    return lambda state: all(one(state) for one in reached)


def _at_quotation(state: State) -> bool:
    found = state.reading.quotations(NAMED)
    return any(one.start <= state.cursor < one.end for one in found)


def _from_outlet(state: State) -> bool:
    sources = [slot.span for frame in _frames(state, CLITIC) for slot in frame.sources]
    return any(OUTLET in span.surface(state.reading.text) for span in sources)


def _other_source(state: State) -> bool:
    hand = state.span(state.hand)
    return hand is not None and hand.label == "SOURCE" and not _from_outlet(state)


def _decided(state: State) -> bool:
    return any(
        state.reading.article.paragraph_at(part.start) == SCARE
        for decision in state.layer.decisions.values()
        for part in decision.fragments
    )


def _wrong_quote(state: State) -> bool:
    """Whether a quote is in hand where nothing is quoted."""
    hand = state.span(state.hand)
    return hand is not None and hand.label == "QUOTE" and state.paragraph < NAMED


def _start(paragraph: int) -> Callable[[State], int]:
    """Where a paragraph's quotation begins."""
    return lambda state: state.reading.quotations(paragraph)[0].start


def _behind(paragraph: int) -> Callable[[State], int]:
    """Where the words behind a paragraph's quotation begin."""
    return lambda state: state.reading.quotations(paragraph)[0].end + 1


def _speakers(state: State) -> list[Span]:
    """The speakers in the paragraph that names one."""
    return [slot.span for frame in _frames(state, NAMED) for slot in frame.speakers]


def _around_scare(state: State) -> list[Span]:
    """Quotes around the mark of the words that are none."""
    return [span for span in state.spans_at(_start(SCARE)(state)) if span.label == "QUOTE"]


_CUED, _SAID = _has(NAMED, lambda frame: frame.cues), _has(NAMED, lambda frame: frame.speakers)
_NAMED = _has(NAMED, lambda frame: any(slot.entities for slot in frame.speakers))
_CUED_TOO, _SAID_TOO = _has(CLITIC, lambda frame: frame.cues), _has(CLITIC, lambda frame: frame.speakers)
_SAID_BY = _has(IMPLIED, lambda frame: frame.implied or any(slot.entities for slot in frame.speakers))


def _tag_quote(paragraph: int) -> Task:
    return Task("QUOTE", "tags the quotation", until(_tagged(paragraph)), _start(paragraph))


_FIRST = (
    _tag_quote(NAMED),
    Task("CUE", "tags the cue", until(_CUED), _behind(NAMED)),
    Task("SPEAKER", "tags the speaker", until(_SAID), _behind(NAMED)),
    Task(
        "person",
        "and Enter name the speaker",
        until(_NAMED),
        lambda state: min((speaker.start for speaker in _speakers(state)), default=0),
        lambda state: {speaker.id for speaker in _speakers(state)},
    ),
)
_SECOND = (
    _tag_quote(CLITIC),
    Task("CUE", "tags the cue", until(_CUED_TOO), _behind(CLITIC)),
    Task("SPEAKER", "tags the speaker", until(_SAID_TOO), _behind(CLITIC)),
)
_SOURCE = Task(
    "SOURCE", f"tags {OUTLET}", until(_from_outlet), lambda state: state.reading.text.index(OUTLET)
)
_IMPLIED = (
    _tag_quote(IMPLIED),
    Task(
        "implied-person",
        "and Enter say who spoke",
        until(_SAID_BY),
        _start(IMPLIED),
        lambda state: {frame.quote.id for frame in _frames(state, IMPLIED)},
    ),
)
_SCARE = (
    Task("delete", "deletes what is no quote", lambda state: len(_around_scare(state)), _start(SCARE)),
    Task("not-a-quote", "says that the marks hold none", until(_decided), _start(SCARE)),
)
_WRONG = Slip(_wrong_quote, "That tagged something else: {delete} deletes it, {undo} undoes the last thing.")

STEPS: tuple[Step, ...] = (
    Step(
        "Press {paragraph-next} to go to the next paragraph.",
        "{paragraph-previous} goes back; {word-next} and {word-previous} go by words. Arrow keys work too.",
        lambda state: state.paragraph > 0,
        lasting=False,
        hint="{paragraph-next} goes down by a paragraph, {row-next} by a row.",
    ),
    Step(
        "Press {next-waiting}: it goes to the next thing that waits for a decision.",
        "Here a quotation that nobody has tagged. The line below counts what is open.",
        _at_quotation,
        lasting=False,
        tasks=(Task("next-waiting", "goes to the quotation", until(_at_quotation), _start(NAMED)),),
        slips=(_WRONG,),
    ),
    Step(
        "Press {QUOTE} to tag the quotation.",
        "Nothing needs selecting: a key tags what the cursor is on, marks included.",
        _tagged(NAMED),
        tasks=_FIRST[:1],
        slips=(_WRONG,),
    ),
    Step(
        "Press {CUE}: “kata” is the cue, the word that says that something is said.",
        "The cursor went there by itself. The cards show the quote's frame.",
        _CUED,
        tasks=_FIRST[:2],
    ),
    Step(
        "Press {SPEAKER}: Wulan Astuti is the speaker.",
        "Once more takes in “nakhoda kapal itu”, too; {undo} takes that back.",
        _SAID,
        tasks=_FIRST[:3],
    ),
    Step(
        "Who is that? Press {person}, then Enter.",
        "People belong to the project: in any article Wulan Astuti is known now.",
        _NAMED,
        tasks=_FIRST,
    ),
    Step(
        "Now the next quotation: {next-waiting}, then {QUOTE}, {CUE} and {SPEAKER}.",
        "“lanjutnya” is the cue “lanjut” and the speaker “-nya”: who was named last.",
        _all(_CUED_TOO, _SAID_TOO),
        tasks=_SECOND,
        patience=1,
        slips=(_WRONG,),
    ),
    Step(
        "Who passed it on? Go to “Radio Ombak” with {word-next}, then press {SOURCE}.",
        "A source relayed the words; it is not whoever said them.",
        _from_outlet,
        tasks=(*_SECOND, _SOURCE),
        patience=9,
        slips=(Slip(_other_source, "That is another word: {delete} deletes it, {word-next} goes on."),),
    ),
    Step(
        "Take that back: press {undo}.",
        "All can be undone, tomorrow too. There is no save: what you see is on disk.",
        lambda state: not _from_outlet(state),
        lasting=False,
        hint="{undo} undoes your last action; again, until Radio Ombak is no source.",
    ),
    Step(
        "And do it again: press {redo}.",
        "What was undone comes back as it was.",
        _from_outlet,
        lasting=False,
        tasks=(*_SECOND, _SOURCE),
        hint="Or anew: ",
    ),
    Step(
        "{next-waiting}, {QUOTE}. Nobody is named here: press {implied-person}, then Enter.",
        "The speaker is implied. The digit 1, as the cards number people, does too.",
        _SAID_BY,
        tasks=_IMPLIED,
        patience=1,
        slips=(_WRONG,),
    ),
    Step(
        "{next-waiting}, then {not-a-quote}: these marks hold no quote.",
        "It is what people call the ship. The decision lasts, and can be undone.",
        _decided,
        tasks=_SCARE,
        patience=1,
    ),
    Step(
        "Nothing is open now. Press {done}: the article is done.",
        "In a project, the next one that is not would open at once.",
        lambda state: state.layer.status.state is Progress.DONE,
        hint="{done} marks it as done, pressed twice if something is open still.",
    ),
)
"""In order."""

END = "That is all of it: well done. {help} shows every key, {escape} leaves."
WHAT_NEXT = (
    "In your own articles quotes are suggested: {accept} accepts one, {not-a-quote} rejects it.\n"
    "Next: `annotator demo`, or `annotator init` and `annotator import`."
)
