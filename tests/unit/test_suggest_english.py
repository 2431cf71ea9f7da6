"""English reporting. All people and places are invented."""

from __future__ import annotations

import pytest

from tests.unit.suggested import Told, told

HOLM = {"speaker": "Holm", "person": "Holm", "form": "name"}

DIRECT = [
    (
        "“The bridge is safe,” said Mayor Anna Lindqvist.",
        [
            Told(
                "“The bridge is safe,”",
                cue="said",
                speaker="Mayor Anna Lindqvist",
                person="Anna Lindqvist",
                form="name",
            )
        ],
    ),
    ("“The bridge is safe,” Holm said.", [Told("“The bridge is safe,”", cue="said", **HOLM)]),
    ("‘We don’t know yet,’ Holm said.", [Told("‘We don’t know yet,’", cue="said", **HOLM)]),
    ("“The bridge,” Holm said, “is safe.”", [Told("“The bridge,” … “is safe.”", cue="said", **HOLM)]),
    (
        "“It is safe,” Holm said. “We tested it.”",
        [Told("“It is safe,” … “We tested it.”", cue="said", **HOLM)],
    ),
    ("Holm said: “The bridge is safe.”", [Told("“The bridge is safe.”", cue="said", **HOLM)]),
    ("“When will it open?” asked Holm.", [Told("“When will it open?”", cue="asked", **HOLM)]),
    ("“I saw it,” said Holm, who lives nearby.", [Told("“I saw it,”", cue="said", **HOLM)]),
    (
        "“It was dark,” recalls Maria Hult, the librarian.",
        [
            Told(
                "“It was dark,”",
                cue="recalls",
                speaker="Maria Hult, the librarian",
                person="Maria Hult",
                form="name",
            )
        ],
    ),
    (
        "\"It's the end of an era,\" Holm's wife said.",
        [
            Told(
                '"It\'s the end of an era,"',
                cue="said",
                speaker="Holm's wife",
                person="Holm's wife",
                form="nominal",
            )
        ],
    ),
    (
        "“We don't know yet,” a police officer said.",
        [
            Told(
                "“We don't know yet,”",
                cue="said",
                speaker="a police officer",
                person="a police officer",
                form="nominal",
            )
        ],
    ),
    (
        "“It is safe,” Holm told the BBC on Tuesday.",
        [Told("“It is safe,”", cue="told", sources=("BBC",), **HOLM)],
    ),
    (
        "“It is safe,” Holm said in an interview with CNN.",
        [Told("“It is safe,”", cue="said", sources=("CNN",), **HOLM)],
    ),
]

INDIRECT = [
    ("The mayor said the bridge was safe.", "the bridge was safe", "said", "The mayor"),
    (
        "Mayor Anna Lindqvist said on Monday that the bridge was safe.",
        "the bridge was safe",
        "said",
        "Mayor Anna Lindqvist",
    ),
    ("Holm told Reuters that the bridge was safe.", "the bridge was safe", "told", "Holm"),
    ("Holm told reporters the bridge was safe.", "the bridge was safe", "told", "Holm"),
    ("According to Holm, the bridge is safe.", "the bridge is safe", "According to", "Holm"),
    (
        "The bridge is safe, according to a spokesman for the city council.",
        "The bridge is safe",
        "according to",
        "a spokesman for the city council",
    ),
    ("The bridge is safe, Holm said.", "The bridge is safe", "said", "Holm"),
    ("The bridge, she added, will open in June.", "The bridge … will open in June", "added", "she"),
    (
        "Peter Holm, a spokesman for the ministry, said the plan was on track.",
        "the plan was on track",
        "said",
        "Peter Holm, a spokesman for the ministry",
    ),
    (
        "Sen. Laura Pike, D-Vermont, said the bill would pass.",
        "the bill would pass",
        "said",
        "Sen. Laura Pike",
    ),
    ("The company said in a statement that sales had risen.", "sales had risen", "said", "The company"),
    ("Police said two people had been arrested.", "two people had been arrested", "said", "Police"),
    (
        "Officials believe the fire began in the kitchen.",
        "the fire began in the kitchen",
        "believe",
        "Officials",
    ),
    (
        "The report, published by the Bridge Institute, said the cables were weak.",
        "the cables were weak",
        "said",
        "The report",
    ),
]

INDIRECT += [
    (
        "Holm, who asked not to be named before June, said the bell was old.",
        "the bell was old",
        "said",
        "Holm",
    ),
    (
        "Holm said it had cost 400 pounds and that few came.",
        "it had cost 400 pounds and that few came",
        "said",
        "Holm",
    ),
    (
        "According to the library's own log, many people came.",
        "many people came",
        "According to",
        "the library's own log",
    ),
]

NOTHING = [
    "The so-called “night bus” runs until dawn.",
    "Holm didn't say when the work would begin.",
    "She declined to comment.",
    "Both men denied the charges.",
    "The plan was announced by Holm.",
    "She read “The Long Island Winter” twice.",
]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct_quotes(text: str, expected: list[Told]) -> None:
    assert told(text, "en") == expected


@pytest.mark.parametrize(("text", "quote", "cue", "speaker"), INDIRECT)
def test_reported_clauses(text: str, quote: str, cue: str, speaker: str) -> None:
    (frame,) = told(text, "en")
    assert (frame.quote, frame.cue, frame.speaker, frame.type) == (quote, cue, speaker, "indirect")


@pytest.mark.parametrize("text", NOTHING)
def test_what_reports_nothing(text: str) -> None:
    assert told(text, "en") == []


def test_a_clause_with_marks_in_it_is_mixed() -> None:
    (frame,) = told("Holm said he was ‘very sorry’ for the delay.", "en")
    assert (frame.quote, frame.type) == ("he was ‘very sorry’ for the delay", "mixed")


@pytest.mark.parametrize(
    ("opening", "person"),
    [
        ("Arlo Finch said the ferry would stay free.", "Arlo Finch"),
        ("Arlo Finch also said the ferry would stay free.", "Arlo Finch"),
        ("Arlo Finch, who mends nets, said the ferry would stay free.", "Arlo Finch"),
        ("Yesterday Finch said the ferry would stay free.", "Finch"),
        ("But Finch said the ferry would stay free.", "Finch"),
    ],
)
def test_a_full_name_that_only_begins_a_sentence_is_whole(opening: str, person: str) -> None:
    frames = told(f"{opening}\n“It sails,” Finch told the Harbour Post.", "en")
    assert [frame.person for frame in frames] == [person, person]


@pytest.mark.parametrize(
    ("text", "speaker", "sources"),
    [
        ("“Yes,” said Theresa May.", "Theresa May", ()),
        ("Theresa May said the ferry was free.", "Theresa May", ()),
        ("“Yes,” Arlo Finch told the Harbour Post, May 5.", "Arlo Finch", ()),
        ("Arlo Finch on 3 May 2023 said the ferry was free.", "Arlo Finch", ()),
        ("In May Arlo Finch said the ferry was free.", "Arlo Finch", ()),
    ],
)
def test_may_is_a_month_beside_a_number_or_behind_in_and_else_a_name(
    text: str, speaker: str, sources: tuple[str, ...]
) -> None:
    (frame,) = told(text, "en")
    assert (frame.speaker, frame.sources) == (speaker, sources)


@pytest.mark.parametrize(
    "aside",
    [
        "wearing a hat",
        "based in Holm",
        "visiting Holm",
        "accompanied by a lawyer",
        "retired judge and keeper",
    ],
)
def test_a_participle_behind_a_comma_is_nobody_who_speaks(aside: str) -> None:
    (frame,) = told(f"Arlo Finch, {aside}, said the ferry was free.", "en")
    assert (frame.speaker, frame.quote) == ("Arlo Finch", "the ferry was free")


def test_a_noun_that_ends_as_participles_do_explains_a_name() -> None:
    (frame,) = told("“Yes,” said Arlo Finch, sibling of the mayor.", "en")
    assert frame.speaker == "Arlo Finch, sibling of the mayor"
