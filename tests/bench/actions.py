"""Keys for each action of an annotator's day, counted in the running program, beside what other tools need.

Every action is played: the keys go to the real reader on a project made for it, and what they must come to is
looked for in the record. A key is a press, whatever its modifiers, moves included; the cursor stands at the start
of the sentence, unless something else has to be there first (`before`, which is not counted). What other tools
need was counted in their programs or taken from their manuals, for the same sentence.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.config.reading import Config
from annotator.formats.articles import article_from_text
from annotator.model.frames import Frame, frames_of
from annotator.model.items import GOLD, Span
from annotator.model.schemas import default_scheme_path
from annotator.session.state import State
from annotator.store.imports import Incoming, import_all
from annotator.store.members import add_member
from annotator.store.opening import create_project
from annotator.tui.app import AnnotatorApp
from annotator.tui.desk import Desk
from annotator.tui.keys import shown
from annotator.tui.screens.read import ReadScreen
from annotator.tui.screens.review import ReviewScreen
from tests.bench.figures import Effort, Figure
from tests.bench.workshop import Workshop

WHO, _OTHER = "k", "l"
LEADING = 'Menteri Keuangan Rina Wulandari mengatakan "Panen 2024 tetap bagus," katanya di Muara, Senin.'
"""Speaker, cue and quote in the order of the sentence that other tools were counted on, with as many words."""
TRAILING = '"Panen 2024 tetap bagus," kata Rina Wulandari, Menteri Keuangan, di Muara, Senin.'
"""The order of most Indonesian news."""
_AFTER = "Rina Wulandari datang dengan kapal."
_KEYS = {"[": "left_square_bracket", "]": "right_square_bracket", "!": "exclamation_mark"}
"""Ours to Textual's names."""

Done = Callable[[State], bool]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that an annotator does, and what it must come to."""

    name: str
    keys: str
    """As the key map names them, with blanks between."""
    done: Done
    elsewhere: str = ""
    """Other tools; K is a key, M a click or a drag."""
    before: str = ""
    """Keys that make the beginning, such as a label to change; not counted."""
    text: str = LEADING
    suggested: bool = False
    """Whether the language pack's suggestions are on offer."""
    other: str = ""
    """Keys of somebody else, who labels the article too; then the keys are pressed in review, and gold is looked at."""

    @property
    def count(self) -> int:
        """How many keys."""
        return len(self.keys.split())


def _tagged(label: str, words: str) -> Done:
    return lambda state: any(one.label == label and _words(state, one) == words for one in _spans(state))


def _spans(state: State) -> Iterable[Span]:
    return state.layer.spans.values()


def _words(state: State, span: Span) -> str:
    return span.surface(state.reading.text)


def _framed(cue: str, speaker: str, person: str = "") -> Done:
    """Whether the quote has its cue, its speaker, and (if named) the person."""

    def done(state: State) -> bool:
        frames = frames_of(state.layer, [one for one in _spans(state) if one.label == "QUOTE"])
        return len(frames) == 1 and _words(state, frames[0].quote) == QUOTE and whole(state, frames[0])

    def whole(state: State, frame: Frame) -> bool:
        cues = [_words(state, one) for one in frame.cues]
        speakers = [_words(state, one.span) for one in frame.speakers]
        people = [name for slot in frame.speakers for one in slot.entities if (name := _name(state, one))]
        return cues == [cue] and speakers == [speaker] and people == ([person] if person else [])

    return done


def _name(state: State, entity: str) -> str:
    person = state.person(entity)
    return person.name if person is not None else ""


def _linked(state: State) -> bool:
    return any(
        edge.label == "said_by"
        and (span := state.span(edge.target)) is not None
        and span.start > len(LEADING)
        for edge in state.layer.relations.values()
    )


def _named(times: int) -> Done:
    return lambda state: sum(_name(state, one.entity) == NAME for one in state.layer.links.values()) == times


NAME = "Rina Wulandari"
TITLED = f"Menteri Keuangan {NAME}"
QUOTE = '"Panen 2024 tetap bagus,"'

ACTIONS: Sequence[Action] = (
    Action(
        "tag the quote", "q", _tagged("QUOTE", QUOTE), "SLATE 6K, Prodigy 1K + 1M, brat 1M + 2K, Citron 2M"
    ),
    Action(
        "tag the speaker with the title",
        "s",
        _tagged("SPEAKER", TITLED),
        "Prodigy 1K + 1M, INCEpTION 1M + 1K",
    ),
    Action(
        "tag the speaker, the name alone", "w w W W s", _tagged("SPEAKER", NAME), "SLATE 5K, Prodigy 1K + 1M"
    ),
    Action(
        "link two labels",
        "f a",
        _linked,
        "SLATE 8K and a restart, Prodigy 3M, brat 1M + 2K, INCEpTION 1M, Citron 0",
        "q n s [",
    ),
    Action(
        "say who the speaker is: somebody new",
        "m enter",
        _named(1),
        "INCEpTION the name and Enter",
        "s",
    ),
    Action(
        "say who the speaker is: somebody of the article",
        "1",
        _named(2),
        "CorefAnnotator 1K on a selection, which it tags too; else the same as a new one",
        "s m enter n s",
    ),
    Action(
        "whole quote: three labels, two links",
        "s w w w w c q",
        _framed("mengatakan", TITLED),
        "SLATE 31K and a restart, Prodigy 4K + 8M, brat 10K + 5M, INCEpTION 5K to 9K + 5M, "
        "doccano 4K + 9M, Label Studio 5K + 13M, Potato 3K + 11M, Citron 6M",
    ),
    Action(
        "whole quote and its person, speaker behind it",
        "q c s m enter",
        _framed("kata", NAME, NAME),
        text=TRAILING,
    ),
    Action(
        "whole quote and its person, as suggested",
        "tab a",
        _framed("kata", f"{NAME}, Menteri Keuangan", NAME),
        text=TRAILING,
        suggested=True,
    ),
    Action(
        "accept what is suggested",
        "a",
        _tagged("QUOTE", QUOTE),
        "Prodigy 1K, Argilla 1K, YEDDA 1K, INCEpTION 1M",
        "tab",
        suggested=True,
    ),
    Action(
        "reject what is suggested",
        "x",
        lambda state: bool(state.layer.decisions) and not state.layer.spans,
        "INCEpTION a double click",
        "tab",
        suggested=True,
    ),
    Action(
        "say that marks hold no quote",
        "x",
        lambda state: bool(state.layer.decisions),
        before="tab",
    ),
    Action(
        "move a border by a word",
        "r b enter",
        _tagged("SPEAKER", "Menteri Keuangan Rina"),
        "SLATE 4K and the label anew, Citron 2M, Label Studio delete and again",
        "s",
    ),
    Action(
        "change the type",
        "t",
        lambda state: any(one.attribute("type") == "indirect" for one in _spans(state)),
        before="q",
    ),
    Action(
        "delete a label",
        "d",
        lambda state: not state.layer.spans,
        "CorefAnnotator 1K on the exact selection",
        "q",
    ),
    Action(
        "delete a frame",
        "X",
        lambda state: not state.layer.spans,
        before="s q c",
    ),
    Action(
        "the same label and person wherever the words stand",
        "M enter",
        _named(2),
        "labelbuddy 5K to 7K a mention, the label alone",
        "w w W W s m enter",
    ),
    Action(
        "link with a label picked from a list, in view or not",
        "F enter",
        _linked,
        "INCEpTION 3M, SLATE 8K and a restart",
        "q n s [",
    ),
    Action(
        "adjudicate a quote of which two people have other borders",
        "1",
        _tagged("QUOTE", QUOTE),
        "INCEpTION 1M a span, Prodigy the edit and 1K, Potato 1K + 1M",
        "q",
        other="q r b enter",
    ),
    Action("undo", "u", lambda state: not state.layer.spans, before="q"),
)


def play(action: Action, folder: Path) -> State:
    """The state that an action's keys come to in the reader."""
    return asyncio.run(_play(action, folder))


async def _play(action: Action, folder: Path) -> State:
    config = Config().with_value("reader.suggestions", action.suggested)
    with create_project(
        folder / "actions.db", default_scheme_path().read_text(encoding="utf-8"), WHO
    ) as project:
        article = article_from_text(f"{action.text}\n{_AFTER}", "a", "id")
        for outcome in import_all(project, WHO, [Incoming(article)]):
            assert not outcome.refused, outcome.remarks
        reader = AnnotatorApp(project, WHO, article.id, config)
        if not action.other:
            await _press(reader, f"{action.before} {action.keys}")
            return Desk(project, WHO, article.id).state
        add_member(project, _OTHER, by=WHO)
        await _press(reader, action.before)
        await _press(AnnotatorApp(project, _OTHER, article.id, config), action.other)
        await _press(AnnotatorApp(project, WHO, article.id, config, review=True), action.keys, ReviewScreen)
        return Desk(project, WHO, article.id, layer=GOLD).state


async def _press(app: AnnotatorApp, keys: str, on: type[ReadScreen | ReviewScreen] = ReadScreen) -> None:
    async with app.run_test(size=(120, 32)) as pilot:
        await app.workers.wait_for_complete()  # what is suggested is there before the first key
        await pilot.pause()
        for key in keys.split():
            await pilot.press(_KEYS.get(key, key))
        await pilot.pause()
        assert isinstance(app.screen, on), f"{keys}: something is still asked"


def played() -> list[Action]:
    """The actions, every one played.

    Raises:
        AssertionError: an action's keys do not come to what they should.
    """
    for action in ACTIONS:
        with tempfile.TemporaryDirectory() as folder:
            assert action.done(play(action, Path(folder))), f"{action.name}: {action.keys}"
    return list(ACTIONS)


def run(_: Workshop, __: Effort) -> list[Figure]:
    """The keys of every action, beside other tools'."""
    return [
        Figure(
            one.name,
            one.count,
            "keys",
            detail=f"{one.keys}{f'   ({one.elsewhere})' if one.elsewhere else ''}",
        )
        for one in played()
    ]


def as_table(actions: Sequence[Action]) -> str:
    """The actions as a table in Markdown."""
    rows = ["| action | keys | how many | elsewhere |", "|---|---|---|---|"]
    for one in actions:
        keys = " ".join(f"`{shown(key)}`" for key in one.keys.split())
        rows.append(f"| {one.name} | {keys} | {one.count} | {one.elsewhere} |")
    return "\n".join(rows)
