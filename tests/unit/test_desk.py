"""The desk: whatever is pressed, what it shows is what is on disk, the log adds up, and it can be exported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.formats.document import Document
from annotator.formats.jsonl import record_of
from annotator.model.declarations import missing
from annotator.model.items import GOLD, Progress
from annotator.session.command import Command
from annotator.session.offers import in_hand
from annotator.session.people import people_by_digit
from annotator.session.state import place_of
from annotator.store import checks
from annotator.store.opening import open_project
from annotator.store.project import Project
from annotator.suggest.reading import suggestions
from annotator.tui.desk import Desk
from tests.unit.conftest import make_project


def act(desk: Desk, *commands: str | Command) -> None:
    for command in commands:
        desk.run(command if isinstance(command, Command) else Command(command))
        assert desk.saved == "saved", desk.state.message


def tag(label: str) -> Command:
    return Command("tag", text=label)


def check(project: Project, desk: Desk) -> None:
    """The desk shows what is on disk, and that can be exported."""
    layer = project.layer(desk.who, "a1")
    assert desk.state.layer == layer
    assert dict(desk.state.entities) == project.entities()
    assert missing(project.scheme(), layer.items()) == []
    linked = {link.entity for link in layer.links.values()}
    assert linked <= set(project.entities()), "nobody is linked to nobody"
    entities = tuple(project.entities(linked).values())
    record_of(Document(project.article("a1"), layer, entities, project.scheme()))


def test_a_quote_takes_a_speaker_that_was_there_first(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    act(desk, Command("click", offset=18), tag("SPEAKER"), Command("click", offset=2), tag("QUOTE"))
    check(project, desk)
    assert [edge.label for edge in desk.state.layer.relations.values()] == ["said_by"]


def test_a_digit_stays_somebodys_when_links_are_undone_here_or_in_another_terminal(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    act(desk, Command("click", offset=18), tag("SPEAKER"))
    act(desk, Command("link-person", span=desk.state.hand, name="Rina"))
    first = desk.state.hand
    act(desk, Command("click", offset=2), tag("QUOTE"))
    act(desk, Command("link-person", span=desk.state.hand, name="Bima"))
    rina, bima = people_by_digit(desk.state)
    act(desk, Command("link-person", span=first, entity=bima), "undo", "redo")
    assert people_by_digit(desk.state) == [rina, bima]
    with open_project(project.path, "anno1") as elsewhere:
        act(Desk(elsewhere, "anno1", "a1"), Command("click", offset=18), "delete")
    desk.look_around()
    assert first not in desk.state.layer.spans
    assert people_by_digit(desk.state) == [rina, bima]
    desk.open("a1")
    assert people_by_digit(desk.state) == [bima], "it is opened anew"


def test_an_undone_person_is_gone_and_cannot_be_linked(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    act(desk, Command("click", offset=18), tag("SPEAKER"))
    act(desk, Command("link-person", span=desk.state.hand, name="Rina Wulandari"))
    person = next(iter(desk.state.entities))
    act(desk, "undo")
    assert desk.state.entities == {}
    desk.run(Command("link-person", span=desk.state.hand, entity=person))
    assert "gone" in desk.state.message
    act(desk, "undo", tag("SPEAKER"))
    check(project, desk)
    assert not desk.state.layer.links


def test_a_person_undone_in_another_terminal_is_not_linked(project: Project) -> None:
    one = Desk(project, "anno1", "a1")
    act(one, Command("click", offset=18), tag("SPEAKER"))
    act(one, Command("link-person", span=one.state.hand, name="Rina"))
    with open_project(project.path, "anno2") as second:
        two = Desk(second, "anno2", "a1")
        person = next(iter(two.state.entities))
        act(two, Command("click", offset=40), tag("SPEAKER"))
        act(one, "undo")
        two.run(Command("link-person", span=two.state.hand, entity=person))
        assert not two.state.layer.links
        check(second, two)


def test_a_renamed_person_keeps_the_old_name_as_an_alias(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    act(desk, Command("click", offset=18), tag("SPEAKER"))
    act(desk, Command("link-person", span=desk.state.hand, name="Wulandari"))
    person = next(iter(desk.state.entities))
    act(desk, Command("rename-person", entity=person, name="Rina Wulandari Putri"))
    assert desk.state.entities[person].name == "Rina Wulandari Putri"
    assert "Wulandari" in desk.state.entities[person].aliases
    act(desk, Command("rename-person", entity=person, name="Wulandari"))
    assert desk.state.entities[person].name == "Wulandari"
    check(project, desk)


def test_undo_and_redo_return_to_where_the_action_was(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    act(desk, Command("click", offset=18), "select", "word-next", "word-next")
    place = place_of(desk.state)
    assert desk.state.selection == (18, 32)
    act(desk, tag("SPEAKER"))
    after = place_of(desk.state)
    act(desk, Command("click", offset=50), "undo")
    assert place_of(desk.state) == place
    act(desk, Command("click", offset=60), "redo")
    assert place_of(desk.state) == after


def test_a_suggestion_whose_acceptance_is_undone_is_in_hand_again(project: Project) -> None:
    desk = Desk(project, "anno1", "a1")
    desk.offer(suggestions(desk.state.reading.article, desk.state.reading.pack))
    act(desk, "next-waiting")
    one = in_hand(desk.state)
    assert one is not None
    act(desk, "accept", "undo")
    assert in_hand(desk.state) == one
    act(desk, "accept")
    assert {span.fragments for span in desk.state.layer.spans.values()} >= {one.quote.fragments}


def test_who_undoes_has_nothing_selected_even_where_it_is_not_known_what_was(project: Project) -> None:
    act(Desk(project, "anno1", "a1"), Command("click", offset=18), tag("SPEAKER"), "flag")
    desk = Desk(project, "anno1", "a1")
    act(desk, "select", "word-next", "undo")
    assert desk.state.anchor is None
    act(desk, "select", "word-next", "redo")
    assert desk.state.anchor is None


def test_gold_that_is_done_leads_back_to_its_review_and_to_no_other_article(project: Project) -> None:
    desk = Desk(project, "anno1", "a1", layer=GOLD)
    while desk.state.layer.status.state is not Progress.DONE:
        outcome = desk.run(Command("done"))
    assert outcome.effects == ()
    assert desk.state.message.endswith("escape goes back to the review.")


def test_undo_after_a_restart_goes_to_the_label(project: Project) -> None:
    act(Desk(project, "anno1", "a1"), Command("click", offset=18), tag("SPEAKER"))
    desk = Desk(project, "anno1", "a1")
    act(desk, Command("click", offset=50), "undo")
    assert desk.state.cursor == 18


COMMANDS = st.one_of(
    st.sampled_from(
        "undo undo redo word-next word-previous select delete delete-frame add-part attribute not-a-quote "
        "next-waiting frame-next span-next borders enter escape done flag kind paragraph-next paragraph-previous "
        "sentence-next speaker-mode speaker-before last-speaker repeat search search-exact search-back "
        "match-next match-previous same-mentions attribute-menu pick-link notes guidelines".split()
    ).map(Command),
    st.sampled_from(["QUOTE", "SPEAKER", "CUE", "SOURCE"]).map(tag),
    st.integers(0, 70).map(lambda offset: Command("click", offset=offset)),
    st.integers(0, 70).map(lambda offset: Command("drag", offset=offset)),
    st.sampled_from("0123").map(lambda digit: Command("person-digit", text=digit)),
    st.sampled_from(["Rina", "Budi"]).map(lambda name: Command("link-person", span="hand", name=name)),
    st.just(Command("link-person", span="hand", entity="first")),
    st.just(Command("link")),
    st.sampled_from("ai “").map(lambda letter: Command("search-type", text=letter)),
    st.sampled_from(["QUOTE", "SPEAKER"]).map(lambda label: Command("tag-matches", text=label)),
    st.lists(st.tuples(st.integers(0, 66), st.integers(0, 66)), max_size=4).map(
        lambda places: Command("tag-all", text="SPEAKER", places=tuple(places), span="hand")
    ),
    st.sampled_from(["note", "answer-note", "settle-note", "reword-note", "delete-note"]).map(
        lambda name: Command(name, text="Ya?", span="hand", note="first")
    ),
    st.sampled_from(["direct", "clitic", ""]).map(
        lambda value: Command("set-attribute", name="type", text=value, span="hand")
    ),
    st.sampled_from(["link-span", "take"]).map(lambda name: Command(name, span="other")),
    st.sampled_from("asd").map(lambda letter: Command("link-letter", text=letter)),
)


@settings(max_examples=40, deadline=None)
@given(commands=st.lists(COMMANDS, max_size=40))
def test_whatever_is_pressed_disk_and_screen_agree(
    tmp_path_factory: pytest.TempPathFactory, commands: list[Command]
) -> None:
    path: Path = tmp_path_factory.mktemp("desk") / "p.db"
    with make_project(path) as project:
        desk = Desk(project, "anno1", "a1")
        for command in commands:
            if command.span == "hand":
                command = replace(command, span=desk.state.hand)
            if command.entity == "first":
                command = replace(command, entity=next(iter(desk.state.entities), ""))
            if command.note == "first":
                command = replace(command, note=next(iter(desk.state.layer.notes), ""))
            if command.span == "other":
                command = replace(command, span=next(iter(desk.state.layer.spans), ""))
            act(desk, command)
        check(project, desk)
        assert list(checks.problems(project.db)) == []
        shown = desk.state.layer
        with open_project(path, "anno1") as again:
            assert again.layer("anno1", "a1") == shown
