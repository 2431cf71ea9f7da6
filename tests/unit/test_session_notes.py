"""Notes: threads on labels and on the article, and what they leave waiting."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.edits import inverse
from annotator.model.items import Note
from annotator.model.threads import Thread
from annotator.session.notes import ARTICLE, threads
from annotator.session.waiting import waiting_in
from tests.unit.sessions import Session, a_state


def a_session() -> Session:
    return Session(a_state()).to("Kami siap").tag("QUOTE")


def only(session: Session, on: str) -> Thread:
    (thread,) = threads(session.state, on)
    return thread


def told_by(session: Session, on: str, text: str = "Sure?") -> str:
    """Bram leaves a note, as a review or an import would bring it."""
    note = Note("n.1", on, "bram", text)
    layer = session.state.layer
    notes = {**layer.notes, note.id: note}
    edges = {**layer.edges, on: (*layer.edges.get(on, ()), note.id)} if on else layer.edges
    session.state = replace(session.state, layer=replace(layer, notes=notes, edges=edges))
    return note.id


def test_a_note_is_on_the_label_in_hand_else_on_the_article() -> None:
    session = a_session()
    (effect,) = session("notes").effects
    assert (effect.name, effect.span) == ("write-note", session.state.hand)
    session("note", text=" who  says so? ", span=effect.span)
    assert only(session, effect.span).root.note.text == "who says so?"
    session.to("Pasar Kering")
    (effect,) = session("notes").effects
    assert effect.span == ARTICLE
    session("note", text="Read again.", span=ARTICLE)
    assert only(session, ARTICLE).root.note.by == "anno1"


def test_a_note_keeps_its_lines() -> None:
    session = a_session()
    session("note", text="  first \r\n\n\n\n second\u2028third\n", span=session.state.hand)
    assert only(session, session.state.hand).root.note.text == "first\n\nsecond\nthird"


def test_a_note_is_reworded_by_its_maker_and_one_undo_brings_the_words_back() -> None:
    session = a_session()
    quote = session.state.hand
    session("note", text="frist", span=quote)
    before = session.state.layer
    note = only(session, quote).root.note
    session("answer-note", text="an answer", note=note.id)
    session("reword-note", text="first\nof all", note=note.id)
    thread = only(session, quote)
    assert thread.root.note == replace(note, text="first\nof all")
    assert [one.note.text for one in thread.said[1:]] == ["an answer"]
    layer = session.state.layer
    for edits in reversed(session.done[-2:]):
        layer = layer.apply(inverse(edits))
    assert layer == before


def test_what_others_wrote_cannot_be_reworded_nor_ones_own_into_nothing() -> None:
    session = a_session()
    session("reword-note", text="x", note=told_by(session, session.state.hand))
    assert session.state.message == "bram wrote it: it can be answered, not reworded."
    other = a_session()
    other("note", text="mine", span=other.state.hand)
    note = only(other, other.state.hand).root.note.id
    for text, told in ((" \n ", "A note needs words."), (" mine\n", "The note says that already.")):
        other("reword-note", text=text, note=note)
        assert other.state.message == told
    other("reword-note", text="x", note="nothing")
    assert other.state.message == "The note is gone."
    assert only(other, other.state.hand).root.note.text == "mine"


def test_answers_gather_in_their_thread_in_order_and_it_can_be_settled() -> None:
    session = a_session()
    quote = session.state.hand
    session("note", text="first", span=quote)
    root = only(session, quote).root.note.id
    for number in range(12):
        last = only(session, quote).last.note.id
        session("answer-note", text=f"answer {number}", note=last)
    thread = only(session, quote)
    assert [one.note.text for one in thread.said[1:]] == [f"answer {number}" for number in range(12)]
    assert {one.note.re for one in thread.said[1:]} == {root}
    session("settle-note", note=thread.said[4].note.id)
    assert only(session, quote).settled
    session("settle-note", note=root)
    assert not only(session, quote).settled


def test_every_step_of_a_thread_is_undone_by_one_undo() -> None:
    session = a_session()
    quote = session.state.hand
    session("note", text="first", span=quote)
    root = only(session, quote).root.note.id
    session("answer-note", text="second", note=root)
    session("settle-note", note=root)
    session("delete-note", note=root)
    assert threads(session.state, quote) == []
    layer = session.state.layer
    for edits in reversed(session.done):
        layer = layer.apply(inverse(edits))
    assert layer.is_empty()


def test_a_note_of_somebody_else_waits_until_it_is_answered_or_settled() -> None:
    session = a_session()
    note = told_by(session, session.state.hand)
    waiting = [one for one in waiting_in(session.state, 2) if "note by bram" in one.what]
    assert [one.span for one in waiting] == [session.state.hand]
    session("answer-note", text="Yes.", note=note)
    assert not [one for one in waiting_in(session.state, 2) if "note" in one.what]
    other = a_session()
    other("settle-note", note=told_by(other, other.state.hand))
    assert not [one for one in waiting_in(other.state, 2) if "note by" in one.what]


def test_ones_own_note_waits_for_nobody() -> None:
    session = a_session()
    session("note", text="mine", span=session.state.hand)
    assert not [one for one in waiting_in(session.state, 2) if "note by" in one.what]


def test_a_note_on_the_article_waits_at_its_top_and_tab_goes_there() -> None:
    session = Session(a_state(("Judul saja", "Isi tanpa kutipan.")))
    told_by(session, ARTICLE)
    session.to("kutipan")
    session("next-waiting")
    assert session.state.cursor == 0
    assert "A note by bram on the article" in session.state.message


def test_what_others_wrote_in_cannot_be_deleted() -> None:
    session = a_session()
    note = told_by(session, session.state.hand)
    session("delete-note", note=note)
    assert "bram wrote in it" in session.state.message
    session("note", text="", span=session.state.hand)
    assert "needs words" in session.state.message
    session("answer-note", text="x", note="nothing")
    assert session.state.message == "The note is gone."
    assert len(session.done) == 1


def test_deleting_a_label_takes_its_thread_along() -> None:
    session = a_session()
    session("note", text="first", span=session.state.hand)
    session("answer-note", text="second", note=next(iter(session.state.layer.notes)))
    session("delete")
    assert not session.state.layer.notes


def test_again_writes_the_same_note_elsewhere() -> None:
    session = a_session()
    session("note", text="check", span=session.state.hand)
    session.to("Tidak ada").tag("QUOTE")
    session.to("Kami siap")("note", text="check", span=session.state.hand)
    session.to("Tidak ada")("repeat")
    assert only(session, session.state.hand).root.note.text == "check"


def test_threads_survive_a_circle_of_answers() -> None:
    session = a_session()
    notes = {one: Note(one, "", "x", "?", re=other) for one, other in (("a", "b"), ("b", "a"))}
    session.state = replace(session.state, layer=replace(session.state.layer, notes=notes))
    assert [one.note.id for one in only(session, ARTICLE).said] == ["a", "b"]


# -- answers in other layers -----------------------------------------------------------------------------------


def answered_in_gold(session: Session, note: str, text: str = "As it stands.") -> str:
    """A reviewer answers a note of the session's layer, in gold."""
    answer = Note("g.1", "", "rev", text, re=f"anno1:{note}")
    session.state = replace(session.state, beside={"gold": {answer.id: answer}})
    return f"gold:{answer.id}"


def a_question(session: Session) -> str:
    session("note", text="Why?", span=session.state.hand)
    return only(session, session.state.hand).root.note.id


def test_a_reviewers_answer_stands_in_the_thread_and_waits() -> None:
    session = a_session()
    note = a_question(session)
    answered_in_gold(session, note)
    assert [one.note.by for one in only(session, session.state.hand).said] == ["anno1", "rev"]
    waiting = [one.what for one in waiting_in(session.state, 2) if "by rev" in one.what]
    assert waiting == ["An answer by rev: C answers or settles it."]


def test_an_answer_to_gold_is_written_in_ones_own_layer_and_names_it() -> None:
    session = a_session()
    quote = session.state.hand
    told = answered_in_gold(session, a_question(session))
    session("answer-note", text="Thanks.", note=told)
    thread = only(session, quote)
    assert [(one.layer, one.note.re) for one in thread.said[1:]] == [
        ("gold", f"anno1:{thread.root.note.id}"),
        ("anno1", told),
    ]
    assert thread.last.note.on == quote
    assert {edit.layer for edits in session.done for edit in edits} == {"anno1"}
    assert not [one for one in waiting_in(session.state, 2) if "by rev" in one.what]


def test_who_began_a_thread_settles_it_with_the_answers_of_others_in_it() -> None:
    session = a_session()
    told = answered_in_gold(session, a_question(session))
    session("settle-note", note=told)
    assert only(session, session.state.hand).settled
    assert not [one for one in waiting_in(session.state, 2) if "by rev" in one.what]


def test_what_stands_in_gold_is_neither_reworded_nor_deleted_nor_left_without_its_question() -> None:
    session = a_session()
    note = a_question(session)
    told = answered_in_gold(session, note)
    session("reword-note", text="x", note=told)
    assert session.state.message == "rev wrote it: it can be answered, not reworded."
    session("delete-note", note=told)
    assert "stands in another layer" in session.state.message
    session("delete-note", note=note)
    assert "rev wrote in it" in session.state.message
    assert len(only(session, session.state.hand).said) == 2
