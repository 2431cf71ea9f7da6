"""The tutorial: an article to annotate, step by step, each checked by what the session's state has come to.

The steps are data over the bundled article `annotator/demo/tutorial.txt`. Keys in the words stand as `{command}`
or `{LABEL}`, so that whoever shows them can name the keys in force.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotator.model.frames import Frame, frame_of
from annotator.model.items import Progress, Span
from annotator.session.state import State

When = Callable[[State], bool]

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
    patience: int = 3
    """Keys that do not lead there before the hint comes."""
    hint: str = "{undo} takes back what you did last, {next-waiting} goes on to what is open."
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
    while number < len(STEPS) and STEPS[number].lasting and STEPS[number].reached(state):
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
    return step.hint if lesson.tries >= step.patience else ""


def with_keys(words: str, keys: Mapping[str, str]) -> str:
    """The words with keys in the place of commands and labels; `keys` has one for each."""
    return words.format_map(keys)


def _quote(state: State, paragraph: int) -> Span | None:
    return next((span for span in state.spans_over(paragraph) if span.label == "QUOTE"), None)


def _frame(state: State, paragraph: int) -> Frame | None:
    quote = _quote(state, paragraph)
    return frame_of(state.layer, quote) if quote is not None else None


def _tagged(paragraph: int) -> When:
    return lambda state: _quote(state, paragraph) is not None


def _has(paragraph: int, slot: Callable[[Frame], object]) -> When:
    """Whether the paragraph's quote has something in a slot."""

    def reached(state: State) -> bool:
        frame = _frame(state, paragraph)
        return frame is not None and bool(slot(frame))

    return reached


def _all(*reached: When) -> When:
    return lambda state: all(one(state) for one in reached)


def _at_quotation(state: State) -> bool:
    found = state.reading.quotations(NAMED)
    return any(one.start <= state.cursor < one.end for one in found)


def _from_outlet(state: State) -> bool:
    frame = _frame(state, CLITIC)
    found = [slot.span.surface(state.reading.text) for slot in frame.sources] if frame is not None else []
    return any(OUTLET in words for words in found)


def _other_source(state: State) -> bool:
    return not _from_outlet(state) and any(span.label == "SOURCE" for span in state.layer.spans.values())


def _past_outlet(state: State) -> bool:
    return state.paragraph > CLITIC


def _decided(state: State) -> bool:
    return any(
        state.reading.article.paragraph_at(part.start) == SCARE
        for decision in state.layer.decisions.values()
        for part in decision.fragments
    )


def _quote_elsewhere(paragraph: int) -> When:
    def elsewhere(state: State) -> bool:
        quotes = [span for span in state.layer.spans.values() if span.label == "QUOTE"]
        numbers = {number for quote in quotes for number in state.places.paragraphs_of(quote)}
        return paragraph not in numbers and any(number > paragraph or number < NAMED for number in numbers)

    return elsewhere


_BACK = "That tagged something else: {undo} undoes it, {next-waiting} goes to the quotation."

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
        hint="{next-waiting} finds the quotation from wherever you are.",
        slips=(Slip(_quote_elsewhere(NAMED), _BACK),),
    ),
    Step(
        "Press {QUOTE} to tag the quotation.",
        "Nothing needs selecting: a key tags what the cursor is on, marks included.",
        _tagged(NAMED),
        slips=(Slip(_quote_elsewhere(NAMED), _BACK),),
    ),
    Step(
        "Press {CUE}: “kata” is the cue, the word that says that something is said.",
        "The cursor went there by itself. The cards show the quote's frame.",
        _has(NAMED, lambda frame: frame.cues),
    ),
    Step(
        "Press {SPEAKER}: Wulan Astuti is the speaker.",
        "Once more takes in “nakhoda kapal itu”, too; {undo} takes that back.",
        _has(NAMED, lambda frame: frame.speakers),
    ),
    Step(
        "Who is that? Press {person}, then Enter.",
        "People belong to the project: in any article Wulan Astuti is known now.",
        _has(NAMED, lambda frame: any(slot.entities for slot in frame.speakers)),
        hint="With the cursor on the name press {person}; Enter takes the marked line.",
    ),
    Step(
        "Now the next quotation: {next-waiting}, then {QUOTE}, {CUE} and {SPEAKER}.",
        "“lanjutnya” is the cue “lanjut” and the speaker “-nya”: who was named last.",
        _all(
            _has(CLITIC, lambda frame: frame.cues),
            _has(CLITIC, lambda frame: frame.speakers),
        ),
        patience=7,
        slips=(Slip(_quote_elsewhere(CLITIC), _BACK),),
    ),
    Step(
        "Who passed it on? Go to “Radio Ombak” with {word-next}, then press {SOURCE}.",
        "A source relayed the words; it is not whoever said them.",
        _from_outlet,
        patience=9,
        hint="{paragraph-end} goes to the paragraph's end, {word-previous} back by a word; then {SOURCE}.",
        slips=(
            Slip(_other_source, "That is another word: {undo} takes it back, {word-next} goes on."),
            Slip(
                _past_outlet,
                "You are past it: {paragraph-previous} goes up to the paragraph with “Radio Ombak”.",
            ),
        ),
    ),
    Step(
        "Take that back: press {undo}.",
        "All can be undone, tomorrow too. There is no save: what you see is on disk.",
        lambda state: not _from_outlet(state),
        lasting=False,
        hint="{undo} undoes your last action in this article.",
    ),
    Step(
        "And do it again: press {redo}.",
        "What was undone comes back as it was.",
        _from_outlet,
        lasting=False,
        hint="{redo} does again what was undone; or tag Radio Ombak anew with {SOURCE}.",
    ),
    Step(
        "{next-waiting}, {QUOTE}. Nobody is named here: press {implied-person}, then Enter.",
        "The speaker is implied. The digit 1, as the cards number people, does too.",
        _has(IMPLIED, lambda frame: frame.implied or any(slot.entities for slot in frame.speakers)),
        patience=5,
        slips=(Slip(_quote_elsewhere(IMPLIED), _BACK),),
    ),
    Step(
        "{next-waiting}, then {not-a-quote}: these marks hold no quote.",
        "It is what people call the ship. The decision lasts, and can be undone.",
        _decided,
        patience=4,
        slips=(
            Slip(_tagged(SCARE), "That made it a quote: {undo} takes it back, then press {not-a-quote}."),
        ),
    ),
    Step(
        "Nothing is open now. Press {done}: the article is done.",
        "In a project, the next one that is not would open at once.",
        lambda state: state.layer.status.state is Progress.DONE,
    ),
)
"""In order."""

END = "That is all of it: well done. {help} shows every key, {escape} leaves."
WHAT_NEXT = (
    "In your own articles quotes are suggested: {accept} accepts one, {not-a-quote} rejects it.\n"
    "Next: `annotator demo`, or `annotator init` and `annotator import`."
)
