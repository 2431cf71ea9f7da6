"""The reviewer's desk: what it shows is what is on disk, and every decision can be taken back."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import UsageError
from annotator.formats.articles import article_from_text
from annotator.model.edits import Edit
from annotator.model.items import GOLD, Fragment, Item, Note, Progress, Span, Status
from annotator.model.schemas import default_scheme_path
from annotator.review.since import only_in_gold
from annotator.review.standing import standings_of
from annotator.review.state import Command, Queue
from annotator.session.command import Command as ReaderCommand
from annotator.session.notes import threads
from annotator.store import checks, exchange, reviewing
from annotator.store.imports import Incoming, import_all
from annotator.store.members import add_member
from annotator.store.notes import waiting_notes
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project
from annotator.store.touched import touches
from annotator.tui.desk import Desk
from annotator.tui.review_desk import SINGLES, ReviewDesk
from annotator.tui.verdict_list import verdicts_on
from tests.unit.review_layers import a_frame, a_span

TEXT = "Kata Rina Oesin: feri berlayar. " * 10


@pytest.fixture
def team(tmp_path: Path) -> Project:
    """A reviewer, two annotators and three articles: one that both have done, one of anna alone, one untouched."""
    project = create_project(tmp_path / "p.db", default_scheme_path().read_text(encoding="utf-8"), "rev")
    for name in ("anna", "bela"):
        add_member(project, name, by="rev")
    articles = [article_from_text(TEXT + name, name, "id") for name in ("a1", "a2", "a3")]
    for _ in import_all(project, "rev", [Incoming(one) for one in articles]):
        pass
    labels(
        project,
        "anna",
        "a1",
        *a_frame("x", (0, 9), (12, 16)),
        *a_frame("y", (40, 60)),
        *a_frame("z", (80, 90)),
    )
    labels(project, "bela", "a1", *a_frame("x", (0, 8), (12, 16)), *a_frame("y", (40, 60)))
    labels(project, "anna", "a2", *a_frame("x", (0, 9), (12, 16)))
    return project


def labels(project: Project, who: str, article: str, *items: Item) -> None:
    """Somebody labels an article and marks it done."""
    before = project.layer(who, article)
    done = Status(Progress.DONE)
    edits = [Edit(who, article, before.find(item), item) for item in items]
    if before.status != done:
        edits.append(Edit(who, article, before.find(done), done))
    project.act(who, "tag", edits)


def run(desk: ReviewDesk, *commands: str | Command) -> ReviewDesk:
    for command in commands:
        desk.run(command if isinstance(command, Command) else Command(command))
        assert desk.saved == "saved", desk.state.message
    check(desk)
    return desk


def check(desk: ReviewDesk) -> None:
    """The desk shows what is on disk."""
    gold = desk.project.layer(GOLD, desk.article.id)
    assert desk.state.desk.gold == gold
    known = standings_of(desk.state.desk.review, gold)
    assert {name: desk.state.desk.standing(name).state for name in known} == {
        name: standing.state for name, standing in known.items()
    }


def quotes(project: Project, article: str = "a1") -> list[tuple[int, int]]:
    spans = project.layer(GOLD, article).spans.values()
    return sorted((span.start, span.end) for span in spans if span.label == "QUOTE")


def take(number: int) -> Command:
    return Command("take", number)


def test_who_is_no_reviewer_is_told_who_can_change_that(team: Project) -> None:
    with pytest.raises(UsageError, match=r"anna is not a reviewer.*rev can say who is one"):
        ReviewDesk(team, "anna", "a1")


def test_what_is_agreed_is_on_disk_when_the_article_opens_and_can_be_undone(team: Project) -> None:
    desk = ReviewDesk(team, "rev", "a1")
    check(desk)
    assert quotes(team) == [(40, 60)]
    run(desk, "undo")
    assert quotes(team) == []
    assert desk.state.waiting() == 3
    run(desk, "redo")
    assert quotes(team) == [(40, 60)]


def test_decisions_are_on_disk_one_action_each_and_undone_one_by_one(team: Project) -> None:
    desk = run(ReviewDesk(team, "rev", "a1"), take(1), "none")
    assert quotes(team) == [(0, 8), (40, 60)]
    assert desk.state.at == ""
    run(desk, "undo")
    assert desk.state.at == "QUOTE@80-90"
    run(desk, "undo")
    assert desk.state.at == "QUOTE@0-8"
    assert quotes(team) == [(40, 60)]
    run(desk, "redo", "redo", "redo")
    assert desk.state.message == "There is nothing to redo."
    assert quotes(team) == [(0, 8), (40, 60)]
    assert list(checks.problems(team.db)) == []


def test_undo_survives_a_restart(team: Project, tmp_path: Path) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(0))
    team.close()
    with open_project(tmp_path / "p.db", "rev") as again:
        desk = run(ReviewDesk(again, "rev", "a1"), "undo")
        assert quotes(again) == [(40, 60)]
        assert desk.state.waiting() == 2


def test_two_reviewers_take_in_each_others_decisions_and_undo_only_their_own(
    team: Project, tmp_path: Path
) -> None:
    add_member(team, "zoe", by="rev", reviewer=True)
    first = ReviewDesk(team, "rev", "a1")
    with open_project(tmp_path / "p.db", "zoe") as other:
        second = ReviewDesk(other, "zoe", "a1")
        run(first, take(0))
        assert second.look_around()
        assert second.state.waiting() == 1
        run(second, Command("go", thing="QUOTE@80-90"), "none")
        run(first, "undo")
        assert quotes(team) == [(40, 60)]
        assert first.state.desk.standing("QUOTE@80-90").state == "rejected"


def test_a_label_that_comes_after_the_decision_is_shown_as_new_since_and_changes_nothing(
    team: Project,
) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    labels(team, "anna", "a1", a_span("xq", 0, 7, type="direct"))
    assert quotes(team) == [(0, 8), (40, 60)]
    again = ReviewDesk(team, "rev", "a1")
    assert len(again.state.since) == 1
    assert again.state.at in again.state.since
    assert again.state.thing is not None
    assert again.state.thing.versions[0] is not None
    run(again, take(1))
    assert not again.state.since
    assert quotes(team) == [(0, 8), (40, 60)]


def test_what_all_agree_on_is_gold_too_when_a_layer_arrives_while_the_article_is_open(
    team: Project, tmp_path: Path
) -> None:
    desk = ReviewDesk(team, "rev", "a2")
    assert desk.state.waiting() == 1
    with open_project(tmp_path / "p.db", "bela") as other:
        labels(other, "bela", "a2", *a_frame("x", (0, 9), (12, 16)))
    assert desk.take_in()
    check(desk)
    assert [span.start for span in team.layer(GOLD, "a2").spans.values() if span.label == "QUOTE"] == [0]
    assert desk.state.waiting() == 0


def test_a_label_that_comes_to_say_what_was_decided_is_no_news(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    labels(team, "anna", "a1", a_span("xq", 0, 8, type="direct"))
    assert not ReviewDesk(team, "rev", "a1").state.since


def test_a_new_label_elsewhere_waits(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    labels(team, "bela", "a1", *a_frame("n", (120, 130)))
    desk = ReviewDesk(team, "rev", "a1")
    assert desk.state.at == "QUOTE@120-130"
    assert desk.state.waiting() == 1


def test_articles_of_one_person_become_gold_together_and_are_undone_as_one(team: Project) -> None:
    labels(team, "bela", "a3", *a_frame("x", (40, 50)))
    desk = ReviewDesk(team, "rev", "a1")
    assert desk.singles() == [("a2", "anna"), ("a3", "bela")]
    run(desk, SINGLES)
    assert quotes(team, "a2") == [(0, 9)]
    assert {span.origin.rule for span in team.layer(GOLD, "a2").spans.values()} == {"single"}
    assert team.layer(GOLD, "a3").status.state is Progress.DONE
    assert desk.singles() == []
    run(desk, "undo")
    assert quotes(team, "a2") == quotes(team, "a3") == []
    assert team.layer(GOLD, "a2").is_empty()
    assert desk.singles() == [("a2", "anna"), ("a3", "bela")]


def test_undo_after_another_decision_takes_that_back_and_not_the_articles(team: Project) -> None:
    desk = run(ReviewDesk(team, "rev", "a1"), SINGLES, take(0), "undo")
    assert quotes(team) == [(40, 60)]
    assert quotes(team, "a2") == [(0, 9)]
    assert "Undone: take QUOTE of anna." in desk.state.message


def test_one_layer_alone_is_not_settled_but_can_be_taken_at_once(team: Project) -> None:
    desk = ReviewDesk(team, "rev", "a2")
    assert quotes(team, "a2") == []
    run(desk, Command("bulk-layer", 0))
    assert quotes(team, "a2") == [(0, 9)]


def test_an_untouched_article_has_nothing_to_review(team: Project) -> None:
    desk = ReviewDesk(team, "rev", "a3")
    assert desk.state.thing is None
    assert desk.state.desk.review.layers == ()


def test_only_those_who_are_done_are_compared_once_two_are(team: Project) -> None:
    begun = Edit("rev", "a1", None, Status(Progress.BEGUN))
    team.act("rev", "tag", [begun, Edit("rev", "a1", None, a_span("s", 5, 9))])
    with team.reading() as db:
        assert reviewing.layers_to_review(db, "a1") == ["anna", "bela"]
        assert reviewing.layers_to_review(db, "a2") == ["anna"]
        assert reviewing.next_to_review(db, "") == "a1"
    run(ReviewDesk(team, "rev", "a1"), take(0), "none", "done")
    with team.reading() as db:
        assert reviewing.next_to_review(db, "") is None


def test_reasons_are_remembered_by_how_often_they_were_given(team: Project) -> None:
    desk = ReviewDesk(team, "rev", "a1")
    run(desk, Command("set-reason", text="too wide"), take(1), Command("set-reason", text="a title"), "none")
    assert desk.reasons() == [("a title", 1), ("too wide", 1)]


def test_the_log_tells_who_wrote_a_label_of_gold_last(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    said = touches(team.db, GOLD, "a1")
    gold = team.layer(GOLD, "a1")
    assert {said.items[one].who for one in (*gold.spans, *gold.decisions)} == {"rev"}
    assert said.done is not None
    assert said.done.lamport >= max(one.lamport for one in said.items.values())


def test_an_annotator_sees_the_verdict_once_gold_and_they_are_done(team: Project) -> None:
    assert "No reviewer" in verdicts_on(team, "anna", "a1").why_not
    run(ReviewDesk(team, "rev", "a1"), Command("set-reason", text="too wide"), take(1), "none", "done")
    found = verdicts_on(team, "anna", "a1").listed
    assert [(str(one.fate), one.start, one.reason, one.by) for one in found] == [
        ("changed", 0, "too wide", "rev"),
        ("left out", 80, "", "rev"),
        ("kept", 40, "", "rev"),
    ]
    assert "marked the article as done yourself" in verdicts_on(team, "rev", "a1").why_not


def test_a_span_of_every_decision_names_its_layer_and_its_reviewer_is_in_the_log(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1))
    (taken,) = [
        one for one in team.layer(GOLD, "a1").spans.values() if isinstance(one, Span) and one.end == 8
    ]
    assert (taken.origin.by, taken.origin.rule) == ("bela", "taken")


# -- what comes after the decision, whatever the clocks say -----------------------------------------------------


def carried(project: Project, layer: str, into: Project) -> None:
    """Carry a layer from project file to project file."""
    out = io.StringIO()
    with project.reading() as db:
        exchange.write_layer(db, layer, out)
    exchange.read_layer_file(into, "rev", io.StringIO(out.getvalue()), "layer.jsonl")


def test_labels_of_a_machine_whose_clock_is_behind_are_new_when_they_arrive_after_the_decision(
    team: Project, tmp_path: Path
) -> None:
    scheme = default_scheme_path().read_text(encoding="utf-8")
    with create_project(tmp_path / "away.db", scheme, "anna") as away:
        carried(team, "anna", away)
        labels(away, "anna", "a1", a_span("xq", 0, 7, type="direct"))
        for number in range(20):  # so that the reviewer's clock is far ahead
            team.act("rev", "note", [Edit("rev", "a3", None, Note(f"n{number}", on="", by="rev", text="x"))])
        run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
        assert not ReviewDesk(team, "rev", "a1").state.since
        carried(away, "anna", team)
    again = ReviewDesk(team, "rev", "a1")
    assert len(again.state.since) == 1
    assert quotes(team) == [(0, 8), (40, 60)]
    run(again, take(0))
    assert not ReviewDesk(team, "rev", "a1").state.since


def test_what_was_seen_before_the_decision_is_no_news_when_gold_travels(
    team: Project, tmp_path: Path
) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    scheme = default_scheme_path().read_text(encoding="utf-8")
    with create_project(tmp_path / "other.db", scheme, "rev") as other:
        for layer in (GOLD, "anna", "bela"):  # gold first: the labels that it was made from arrive after it
            carried(team, layer, other)
        assert not ReviewDesk(other, "rev", "a1").state.since


def test_a_label_that_is_deleted_after_the_decision_is_shown_as_new_since(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    deleted(team, "anna", "a1", "yq")
    again = ReviewDesk(team, "rev", "a1")
    assert again.state.since == {"QUOTE@40-60"}
    assert quotes(team) == [(0, 8), (40, 60)]


def test_what_everybody_has_deleted_is_listed_as_only_in_gold(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    deleted(team, "anna", "a1", "yq")
    deleted(team, "bela", "a1", "yq")
    again = ReviewDesk(team, "rev", "a1")
    assert [(span.start, span.end) for span in only_in_gold(again.state.desk)] == [(40, 60)]
    assert again.state.thing is None
    assert [effect.name for effect in again.run(Command("edit")).effects] == ["edit"]


def deleted(project: Project, who: str, article: str, span: str) -> None:
    """Somebody deletes a label."""
    project.act(who, "delete", project.layer(who, article).removal(span))


def test_a_note_of_an_annotator_has_a_queue_of_its_own_until_it_is_settled(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    note = Note("n1", on="yq", by="anna", text="I heard otherwise")
    team.act("anna", "note", [Edit("anna", "a1", None, note)])
    desk = run(ReviewDesk(team, "rev", "a1"), "filter", "filter", "filter")
    assert desk.state.queue is Queue.NOTED
    assert desk.state.at == "QUOTE@40-60"
    (thread,) = desk.state.noted["QUOTE@40-60"]
    assert [(one.layer, one.note.text) for one in thread.said] == [("anna", "I heard otherwise")]
    team.act("anna", "settle", [Edit("anna", "a1", note, replace(note, settled=True))])
    assert not ReviewDesk(team, "rev", "a1").state.noted


def test_gold_that_was_made_elsewhere_is_a_decision_like_any_other(team: Project) -> None:
    quote = team.layer("anna", "a1").spans["xq"]
    elsewhere = replace(quote, id="g1", fragments=(Fragment(0, 8),))
    items = (elsewhere, Status(Progress.DONE))
    for _ in import_all(team, "rev", [Incoming(team.article("a1"), GOLD, items)]):
        pass
    desk = ReviewDesk(team, "rev", "a1")
    assert desk.state.desk.standing("QUOTE@0-8").state == "taken"
    assert not desk.state.since
    assert desk.state.waiting() == 2
    assert quotes(team) == [(0, 8)]
    run(desk, take(0))
    assert (0, 8) in quotes(team)


# -- confirming ------------------------------------------------------------------------------------------------


def moved_later(project: Project) -> None:
    """Anna moves a border after gold was decided and marked done."""
    run(ReviewDesk(project, "rev", "a1"), take(1), "none", "done")
    labels(project, "anna", "a1", a_span("xq", 0, 7, type="direct"))


def test_what_is_confirmed_as_gold_has_it_is_no_news_at_the_next_opening(team: Project) -> None:
    moved_later(team)
    before = team.layer(GOLD, "a1").spans
    desk = run(ReviewDesk(team, "rev", "a1"), take(1))
    assert not desk.state.since
    assert team.layer(GOLD, "a1").spans == before
    again = ReviewDesk(team, "rev", "a1")
    assert not again.state.since
    assert again.state.waiting() == 0


def test_one_undo_takes_a_confirmation_back_and_nothing_else(team: Project) -> None:
    moved_later(team)
    gold = team.layer(GOLD, "a1")
    desk = run(ReviewDesk(team, "rev", "a1"), take(1), "undo")
    assert team.layer(GOLD, "a1") == gold
    assert desk.state.since == {"QUOTE@0-7"}
    assert desk.state.at == "QUOTE@0-7"
    again = ReviewDesk(team, "rev", "a1")
    assert again.state.since == {"QUOTE@0-7"}
    run(again, "redo")
    assert not again.state.since
    assert not ReviewDesk(team, "rev", "a1").state.since


def test_what_changes_after_a_confirmation_is_news_again_and_is_confirmed_anew(team: Project) -> None:
    moved_later(team)
    run(ReviewDesk(team, "rev", "a1"), take(1))
    labels(team, "anna", "a1", a_span("xq", 0, 6, type="direct"))
    desk = ReviewDesk(team, "rev", "a1")
    assert desk.state.since == {"QUOTE@0-6"}
    run(desk, take(1))
    assert not ReviewDesk(team, "rev", "a1").state.since
    words = [one.decision for one in team.layer(GOLD, "a1").decisions.values()]
    assert sorted(words) == ["confirmed", "rejected"]


def test_a_decision_that_is_undone_leaves_what_it_was_about_new(team: Project) -> None:
    moved_later(team)
    desk = run(ReviewDesk(team, "rev", "a1"), take(0))
    assert quotes(team) == [(0, 7), (40, 60)]
    run(desk, "undo")
    assert quotes(team) == [(0, 8), (40, 60)]
    assert desk.state.since == ReviewDesk(team, "rev", "a1").state.since == {"QUOTE@0-7"}


# -- notes and answers both ways --------------------------------------------------------------------------------


def asked(project: Project, who: str = "anna", on: str = "yq", text: str = "I heard otherwise") -> Note:
    note = Note(f"n.{who}.{on or 'article'}", on=on, by=who, text=text)
    project.act(who, "note", [Edit(who, "a1", None, note)])
    return note


def answer(note: str, text: str = "The tape says so.") -> Command:
    return Command("answer-note", text=text, note=note)


def test_a_reviewer_answers_in_gold_and_the_annotator_answers_back_in_their_own_layer(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    note = asked(team)
    review_desk = ReviewDesk(team, "rev", "a1")
    assert review_desk.state.at == "QUOTE@40-60"  # a note that came after the decision is a thing that waits
    assert review_desk.state.waiting() == 1
    assert "1 note waits for an answer: notes reads" in review_desk.state.message
    run(review_desk, answer(f"anna:{note.id}"))
    assert review_desk.state.waiting() == review_desk.state.unanswered() == 0
    (given,) = team.layer(GOLD, "a1").notes.values()
    assert (given.by, given.re) == ("rev", f"anna:{note.id}")
    assert team.layer("anna", "a1").notes == {note.id: note}

    desk = Desk(team, "anna", "a1")
    (thread,) = threads(desk.state, "yq")
    assert [one.note.text for one in thread.said] == ["I heard otherwise", "The tape says so."]
    while desk.count_waiting(100):
        pass
    assert desk.waiting
    with team.reading() as db:
        assert waiting_notes(db, "anna", reviews=False) == {"a1": 1}
        assert waiting_notes(db, "bela", reviews=False) == {}
        assert waiting_notes(db, "rev", reviews=True) == {}
    desk.run(ReaderCommand("answer-note", text="Which tape?", note=f"gold:{given.id}"))
    assert desk.saved == "saved", desk.state.message
    with team.reading() as db:
        assert waiting_notes(db, "anna", reviews=False) == {}
        assert waiting_notes(db, "rev", reviews=True) == {"a1": 1}

    review_desk = ReviewDesk(team, "rev", "a1")
    assert review_desk.state.unanswered() == 1
    (thread,) = review_desk.state.noted["QUOTE@40-60"]
    assert [one.note.by for one in thread.said] == ["anna", "rev", "anna"]
    run(review_desk, answer(f"anna:{thread.last.note.id}", "Side B."))
    assert list(checks.problems(team.db)) == []


def test_one_undo_takes_an_answer_back(team: Project) -> None:
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    note = asked(team)
    desk = run(ReviewDesk(team, "rev", "a1"), answer(f"anna:{note.id}"), "undo")
    assert not team.layer(GOLD, "a1").notes
    assert desk.state.unanswered() == desk.state.waiting() == 1
    run(desk, "redo")
    assert desk.state.unanswered() == desk.state.waiting() == 0


def test_a_decision_after_a_note_has_heard_it(team: Project) -> None:
    asked(team)
    run(ReviewDesk(team, "rev", "a1"), take(1), "none", "done")
    desk = ReviewDesk(team, "rev", "a1")
    assert desk.state.waiting() == 0
    assert desk.state.unanswered() == 1
    late = asked(team, on="xq")
    again = ReviewDesk(team, "rev", "a1")
    assert again.state.at == "QUOTE@0-8"
    run(again, take(1))
    assert ReviewDesk(team, "rev", "a1").state.waiting() == 0
    assert late.id in team.layer("anna", "a1").notes


def test_an_answer_is_seen_once_both_are_done_and_no_sooner(team: Project) -> None:
    note = asked(team)
    desk = run(ReviewDesk(team, "rev", "a1"), answer(f"anna:{note.id}"))
    reader = Desk(team, "anna", "a1")
    assert not reader.state.beside
    run(desk, take(1), "none", "done")
    reader = Desk(team, "anna", "a1")
    assert len(threads(reader.state, "yq")[0].said) == 2
    reader.run(ReaderCommand("done"))
    assert reader.state.layer.status.state is Progress.BEGUN
    assert len(threads(reader.state, "yq")[0].said) == 1
    with team.reading() as db:
        assert waiting_notes(db, "anna", reviews=False) == {}


def test_a_note_on_the_article_is_a_note_of_the_review_too(team: Project) -> None:
    note = asked(team, on="", text="You missed one.")
    desk = ReviewDesk(team, "rev", "a1")
    assert [one.root.note.text for one in desk.state.noted[""]] == ["You missed one."]
    run(desk, answer(f"anna:{note.id}"))
    assert desk.state.unanswered() == 0
    assert desk.state.at == "QUOTE@0-8"


def test_a_note_without_words_or_to_nothing_is_refused(team: Project) -> None:
    note = asked(team)
    desk = run(ReviewDesk(team, "rev", "a1"), answer(f"anna:{note.id}", " "))
    assert desk.state.message == "An answer needs words."
    run(desk, answer("anna:nothing"))
    assert desk.state.message == "The note is gone."
    assert not team.layer(GOLD, "a1").notes


def test_answers_travel_with_the_layers_they_stand_in(team: Project, tmp_path: Path) -> None:
    note = asked(team)
    run(ReviewDesk(team, "rev", "a1"), answer(f"anna:{note.id}"), take(1), "none", "done")
    scheme = default_scheme_path().read_text(encoding="utf-8")
    with create_project(tmp_path / "away.db", scheme, "rev") as away:
        for layer in ("anna", GOLD):
            carried(team, layer, away)
        reader = Desk(away, "anna", "a1")
        assert [one.layer for one in threads(reader.state, "yq")[0].said] == ["anna", GOLD]
        told = threads(reader.state, "yq")[0].last.key.seen_from("anna")
        reader.run(ReaderCommand("answer-note", text="Good.", note=told))
        carried(away, "anna", team)
    desk = ReviewDesk(team, "rev", "a1")
    (thread,) = desk.state.noted["QUOTE@40-60"]
    assert [one.note.text for one in thread.said] == ["I heard otherwise", "The tape says so.", "Good."]
