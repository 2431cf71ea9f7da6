"""Suggestions in the reader: accepted, changed or rejected with one key, and nothing that was decided comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.edits import inverse
from annotator.model.frames import frame_of
from annotator.model.items import Entity, Fragment, Origin, Span
from annotator.model.suggestions import Mention, Suggestion, as_layer, open_suggestions, suggestion_id
from annotator.session.offers import in_hand, offered_in, with_suggestions
from annotator.session.state import State, changed
from annotator.session.step import HANDLERS
from annotator.session.waiting import waiting_in
from annotator.suggest.reading import suggestions
from tests.unit.sessions import LINES, Session, a_state

TEXT = "\n".join(LINES)
BY = Origin("suggest:id@1", "direct-after", 90)


def a_suggested(label: str, words: str, *, after: str = "", score: int = 90, **attributes: str) -> Span:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    part = (Fragment(start, start + len(words)),)
    origin = replace(BY, score=score)
    return Span(suggestion_id(label, part), label, part, tuple(sorted(attributes.items())), origin)


READY = Suggestion(
    a_suggested("QUOTE", '"Kami siap menerima pedagang lama,"', type="direct", speaker_mode="explicit"),
    (Mention(a_suggested("SPEAKER", "Rina Wulandari", after="Kami", form="name"), "Rina Wulandari"),),
    (a_suggested("CUE", "kata", after="Kami", kind="speech"),),
    (
        Mention(
            a_suggested("SOURCE", "laman Dinas Perdagangan"),
            "Dinas Perdagangan",
            "organisation",
            relay=(a_suggested("CUE", "dikutip dari", kind="relay"),),
        ),
    ),
)
COSTS = Suggestion(
    a_suggested("QUOTE", '"Tidak ada biaya tambahan,"', score=60, type="direct", speaker_mode="anaphoric"),
    (Mention(a_suggested("SPEAKER", "nya", after="lanjut", form="clitic"), "Rina Wulandari", inferred=True),),
    (a_suggested("CUE", "lanjut", kind="speech"),),
)
CAME = Suggestion(a_suggested("QUOTE", '"Saya datang,"', type="direct"), implied="Bima")
ALL = (READY, COSTS, CAME)


def a_session(*suggestions: Suggestion) -> Session:
    return Session(with_suggestions(a_state(), suggestions or ALL))


def left(state: State) -> set[str]:
    count = len(state.reading.article.paragraphs)
    return {one.id for number in range(count) for one in offered_in(state, number)}


def test_one_key_accepts_the_whole_frame_and_goes_on() -> None:
    session = a_session()
    session("next-waiting")
    assert in_hand(session.state) == READY
    session("accept")
    quote = next(span for span in session.state.layer.spans.values() if span.label == "QUOTE")
    frame = frame_of(session.state.layer, quote)
    assert [session.text(slot.span) for slot in frame.speakers] == ["Rina Wulandari"]
    assert [session.text(cue) for cue in frame.cues] == ["kata"]
    assert [session.text(slot.span) for slot in frame.sources] == ["laman Dinas Perdagangan"]
    assert quote.attribute("speaker_mode") == "explicit"
    assert in_hand(session.state) == COSTS, "two keys for the first quote, one for the next"


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (79, "A suggestion (79 %, its speaker least sure): a accepts it"),
        (80, "A suggestion (80 %): a accepts it"),
    ],
)
def test_of_a_suggestion_in_doubt_it_is_told_what_is_doubtful(score: int, told: str) -> None:
    speaker = a_suggested("SPEAKER", "Rina Wulandari", after="Kami", score=score, form="name")
    session = a_session(replace(READY, speakers=(Mention(speaker, "Rina Wulandari"),)))
    session("next-waiting")
    assert session.state.message.startswith(told)


def test_of_a_suggestion_whose_quote_is_in_doubt_only_the_score_is_told() -> None:
    session = a_session(COSTS).to("biaya")
    session("previous-waiting")
    assert session.state.message.startswith("A suggestion (60 %): a accepts it")


def test_a_speaker_far_off_is_meant_while_its_suggestion_is_in_hand() -> None:
    line = (
        "Pasar yang dibuka lagi itu ramai sejak pagi hingga malam tiba, demikian catatan, menurut Rina Sari."
    )
    state = a_state((line,))
    session = Session(with_suggestions(state, suggestions(state.reading.article, state.reading.pack)))
    session.to("yang").tag("SPEAKER")
    assert session.hand == "Rina Sari"
    assert session.state.frame, "the frame is accepted as suggested"


def test_what_is_accepted_keeps_where_it_came_from_and_gets_an_id_of_its_own() -> None:
    session = a_session()
    session("next-waiting")
    session("accept")
    for span in session.state.layer.spans.values():
        assert (span.origin.by, span.origin.rule) == ("suggest:id@1", "direct-after")
        assert span.id.startswith("d.1.")


def test_a_person_of_the_same_name_is_taken_and_a_new_one_made_once() -> None:
    session = a_session()
    session("next-waiting")
    session("accept")
    session("accept")
    people = [one for one in session.state.entities.values() if one.kind == "person"]
    assert [one.name for one in people] == ["Rina Wulandari"]
    links = {(link.label, link.entity, link.inferred) for link in session.state.layer.links.values()}
    assert ("refers_to", people[0].id, True) in links


def test_a_known_person_is_found_by_alias_whatever_the_case_and_marks() -> None:
    known = {"e1": Entity("e1", "person", "R. Wulandari", ("RINA WÚLANDARI",))}
    session = Session(with_suggestions(replace(a_state(), entities=known), ALL))
    session("next-waiting")
    session("accept")
    assert {link.entity for link in session.state.layer.links.values()} >= {"e1"}


@pytest.mark.parametrize(
    ("known", "same"),
    [
        ("Dr. Rina Wulandari", True),
        ("Wakil Menteri Rina Wulandari", True),
        ("Rina Wulandari Jr.", False),
        ("Siti Rina Wulandari", False),
        ("Nyonya Rina Wulandari", False),
        ("istri Rina Wulandari", False),
        ("Rini Wulandari", False),
        ("Rina", False),
        ("Menteri Wulandari", False),
    ],
)
def test_titles_before_a_name_make_nobody_else_and_likeness_links_nobody(known: str, *, same: bool) -> None:
    people = {"e1": Entity("e1", "person", known)}
    session = Session(with_suggestions(replace(a_state(), entities=people), ALL))
    session("next-waiting")
    session("accept")
    linked = {link.entity for link in session.state.layer.links.values()}
    assert ("e1" in linked) is same
    assert len([one for one in session.state.entities.values() if one.kind == "person"]) == (1 if same else 2)


def test_homonyms_are_left_for_a_person_to_tell_apart() -> None:
    twins = {one: Entity(one, "person", "Rina Wulandari") for one in ("e1", "e2")}
    session = Session(with_suggestions(replace(a_state(), entities=twins), ALL))
    session("next-waiting")
    session("accept")
    assert {link.label for link in session.state.layer.links.values() if link.entity in twins} == set()
    assert "lacks its person" in session.state.message


def test_an_implied_speaker_is_accepted_as_one() -> None:
    session = a_session(CAME).to("Saya datang")
    session("accept")
    (link,) = session.state.layer.links.values()
    assert (link.label, link.inferred) == ("said_by", True)


def test_a_rejected_frame_never_comes_back_in_any_version() -> None:
    session = a_session()
    session("next-waiting")
    session("not-a-quote")
    assert READY.id not in left(session.state)
    wider = replace(READY.quote, id="?other", fragments=(Fragment(READY.quote.start, READY.quote.end + 5),))
    again = with_suggestions(session.state, (Suggestion(wider),))
    assert left(again) == set()
    (decision,) = session.state.layer.decisions.values()
    assert (decision.label, decision.decision) == ("QUOTE", "rejected")


@pytest.mark.parametrize("change", ["attribute", "speaker-mode", "uncertain"])
def test_accept_again_goes_on_from_what_a_change_has_accepted(change: str) -> None:
    session = a_session().to('"Kami')
    session(change)
    written = len(session.done)
    layer = session.state.layer
    assert in_hand(session.state) is None
    session("accept")
    held = in_hand(session.state)
    assert held is not None
    assert held.quote == COSTS.quote, "the next one is in hand"
    assert session.state.message == "It is accepted already. Next suggestion: 60 %."
    assert (len(session.done), session.state.layer) == (written, layer), "nothing is written twice"


def test_accept_on_a_quote_made_by_hand_says_that_no_suggestion_is_in_hand() -> None:
    session = a_session(COSTS).to('"Kami').tag("QUOTE")
    before = session.state.cursor
    session("accept")
    assert session.state.message.startswith("No suggestion is in hand")
    assert session.state.cursor == before


def test_a_rejected_slot_goes_and_the_rest_stays() -> None:
    session = a_session().to("laman")
    assert in_hand(session.state) == READY
    session("not-a-quote")
    (one,) = offered_in(session.state, session.state.paragraph)
    assert (one.sources, one.speakers) == ((), READY.speakers)


def test_d_rejects_too() -> None:
    session = a_session().to("Kami siap")
    session("delete")
    assert READY.id not in left(session.state)
    assert not session.state.layer.spans


def test_all_of_a_paragraph_are_one_action() -> None:
    session = a_session().to("Saya datang")
    session("accept-all")
    assert len(session.done) == 1
    assert left(session.state) == {READY.id, COSTS.id}


def test_changing_a_suggestion_accepts_it_changed_in_one_action() -> None:
    session = a_session().to("Kami siap")
    session("uncertain")
    (quote,) = [span for span in session.state.layer.spans.values() if span.label == "QUOTE"]
    assert quote.attribute("flag") == "uncertain"
    assert len(session.done) == 1
    assert session.state.hand == quote.id


def test_borders_of_a_suggestion_are_changed_after_it_is_taken() -> None:
    session = a_session().to("Tidak ada")
    session("borders")
    session("grapheme-previous")
    session("enter")
    quote = session.state.layer.spans[session.state.hand]
    assert session.text(quote) == '"Tidak ada biaya tambahan,'
    assert left(session.state) == {READY.id, CAME.id}


def test_q_on_a_suggestion_accepts_it() -> None:
    session = a_session().to("Tidak ada").tag("QUOTE")
    assert COSTS.id not in left(session.state)
    assert {span.label for span in session.state.layer.spans.values()} == {"QUOTE", "CUE", "SPEAKER"}


def test_q_on_a_selection_over_it_accepts_it_with_these_borders() -> None:
    session = a_session().to("Tidak ada")
    session("select")
    session("go", offset=session.state.reading.text.index("biaya") + 4)
    session.tag("QUOTE")
    frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
    assert session.text(frame.quote) == "Tidak ada biaya"
    assert [session.text(cue) for cue in frame.cues] == ["lanjut"]


def test_another_speaker_takes_the_place_of_the_suggested_one() -> None:
    session = a_session().to("Kami siap").to("Dinas Perdagangan", 2).tag("SPEAKER")
    quotes = [span for span in session.state.layer.spans.values() if span.label == "QUOTE"]
    frame = frame_of(session.state.layer, quotes[0])
    assert [session.text(slot.span) for slot in frame.speakers] == ["Dinas Perdagangan"]
    assert [session.text(cue) for cue in frame.cues] == ["kata"]
    assert len(session.done) == 1


def test_a_quote_that_the_person_made_hides_what_was_suggested_there() -> None:
    state = a_state()
    session = Session(state).to("Kami siap").tag("QUOTE")
    session.state = with_suggestions(session.state, ALL)
    assert left(session.state) == {COSTS.id, CAME.id}


def test_suggestions_wait_and_their_marks_do_not_wait_twice() -> None:
    session = a_session()
    found = waiting_in(session.state, 2)
    assert [one.offer for one in found] == [READY.id]


def test_by_doubt_the_least_sure_comes_first() -> None:
    session = a_session()
    session("order")
    assert in_hand(session.state) == COSTS
    session("next-waiting")
    assert in_hand(session.state) == READY
    session("order")
    assert not session.state.by_doubt


def test_a_quote_inside_an_accepted_quote_is_still_on_offer() -> None:
    inner = Suggestion(a_suggested("QUOTE", "menerima pedagang lama"), parent=READY.id)
    session = a_session(READY, inner)
    session("next-waiting")
    session("accept")
    assert in_hand(session.state) == inner
    session("accept")
    nested = [edge for edge in session.state.layer.relations.values() if edge.label == "nested_in"]
    assert len(nested) == 1


def test_nothing_in_hand_is_told() -> None:
    session = a_session().to("Pasar Kering")
    for command in ("accept", "accept-all"):
        assert not session(command).edits
        assert session.state.message


def test_suggestions_as_a_layer_are_frames_like_any_others() -> None:
    layer = as_layer(ALL, "suggest:id@1", "a1")
    frame = frame_of(layer, layer.spans[READY.id])
    assert len(frame.speakers) == len(frame.cues) == len(frame.sources) == 1
    assert frame_of(layer, layer.spans[CAME.id]).implied
    assert any(edge.label == "relayed_by" for edge in layer.relations.values())


MOVES = ["next-waiting", "paragraph-next", "word-next", "accept", "accept-all", "not-a-quote", "uncertain"]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from([*MOVES, "delete", "delete-frame", "order", "attribute", "tag-s", "tag-q", "tag-c"]),
        max_size=25,
    )
)
def test_whatever_is_pressed_nothing_decided_is_on_offer_and_all_can_be_undone(pressed: list[str]) -> None:
    session = a_session()
    for name in pressed:
        label = {"tag-s": "SPEAKER", "tag-q": "QUOTE", "tag-c": "CUE"}.get(name)
        if label:
            session.tag(label)
        else:
            assert name in HANDLERS
            session(name)
        state = session.state
        for edge in state.layer.relations.values():
            assert {edge.head, edge.target} <= set(state.layer.spans)
        for link in state.layer.links.values():
            assert link.span in state.layer.spans
            assert link.entity in state.entities
        on_offer = open_suggestions(ALL, state.layer.spans.values(), state.layer.decisions.values())
        assert {one.id for one in on_offer} == left(state)
    state = session.state
    for edits in reversed(session.done):
        state = changed(state, inverse(edits))
    assert state.layer.is_empty()
    assert not state.entities
    assert left(state) == {one.id for one in ALL}


def test_hands_that_go_on_with_the_cue_after_a_label_key_change_nothing_elsewhere() -> None:
    session = a_session()
    session("next-waiting")
    session.tag("QUOTE")
    accepted = session.state.layer.spans
    assert left(session.state) == {COSTS.id, CAME.id}
    session.tag("CUE")
    assert session.state.layer.spans == accepted
    assert left(session.state) == {COSTS.id, CAME.id}


def test_a_cue_promises_no_speaker_that_is_tagged_already() -> None:
    session = a_session(COSTS)
    session.to("biaya").tag("CUE")
    assert session.hand == "lanjut"
    assert "nya" in {session.text(span) for span in session.state.layer.spans.values()}
    assert "as its speaker" not in session.state.message
