"""The reader's behaviour, without a screen: what each key means, and what must hold whatever is pressed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.lang.pack import load_pack
from annotator.model.article import Article
from annotator.model.edits import inverse
from annotator.model.frames import frame_of
from annotator.model.items import Entity, Fragment, Progress, Span
from annotator.model.layer import Layer
from annotator.session.command import Command
from annotator.session.naming import fuller_name
from annotator.session.people import people_by_digit, with_digits
from annotator.session.reading import Reading
from annotator.session.state import Mode, begin
from annotator.session.step import step
from annotator.session.waiting import waiting_count, waiting_in
from tests.unit.sessions import SCHEME, Session, a_state


def test_q_tags_the_quotation_around_the_cursor_with_its_marks() -> None:
    session = Session(a_state()).to("menerima").tag("QUOTE")
    assert session.hand == '"Kami siap menerima pedagang lama,"'
    quote = session.state.layer.spans[session.state.hand]
    assert quote.attribute("type") == "direct"
    assert session.state.layer.status.state is Progress.BEGUN


def test_q_on_an_indirect_sentence_tags_what_follows_the_verb() -> None:
    session = Session(a_state()).to("mengatakan").tag("QUOTE")
    assert session.hand == "pasar dibuka Senin"
    assert session.state.layer.spans[session.state.hand].attribute("type") == "indirect"


def test_a_quote_with_cue_speaker_and_source_in_four_keys() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE")
    quote = session.state.hand
    session.to("kata").tag("CUE")
    session.to("Wulandari", 2).tag("SPEAKER")
    assert session.hand == "Rina Wulandari"
    session.to("Dinas Perdagangan", 2).tag("SOURCE")
    frame = frame_of(session.state.layer, session.state.layer.spans[quote])
    assert [session.text(slot.span) for slot in frame.speakers] == ["Rina Wulandari"]
    assert [session.text(cue) for cue in frame.cues] == ["kata"]
    assert [session.text(slot.span) for slot in frame.sources] == ["Dinas Perdagangan"]
    assert frame.quote.attribute("speaker_mode") == "explicit"


def test_the_cursor_goes_where_the_next_label_is_likely() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE").tag("CUE").tag("SPEAKER")
    frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
    assert [session.text(cue) for cue in frame.cues] == ["kata"]
    assert [session.text(slot.span) for slot in frame.speakers] == ["Rina Wulandari"]
    session = Session(a_state()).to("Tidak ada").tag("QUOTE").tag("CUE").tag("SPEAKER")
    frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
    assert [session.text(cue) for cue in frame.cues] == ["lanjut"]
    assert [session.text(slot.span) for slot in frame.speakers] == ["nya"]


def test_indirect_quotes_in_three_keys() -> None:
    cases = {
        "Rina Wulandari mengatakan bahwa pasar dibuka Senin.": (
            "pasar dibuka Senin",
            "mengatakan",
            "Rina Wulandari",
        ),
        "Menurut Rina Wulandari, pasar dibuka Senin.": ("pasar dibuka Senin", "Menurut", "Rina Wulandari"),
        "Pasar dibuka Senin, menurut Rina Wulandari.": ("Pasar dibuka Senin", "menurut", "Rina Wulandari"),
        "Ia menekankan pasar dibuka Senin.": ("pasar dibuka Senin", "menekankan", "Ia"),
        "Ia juga menekankan pasar dibuka.": ("pasar dibuka", "menekankan", "Ia"),
        "Dalam pernyataan sebelumnya setelah rapat, Rina Wulandari menyerukan pasar dibuka.": (
            "pasar dibuka",
            "menyerukan",
            "Rina Wulandari",
        ),
    }
    for line, (quote, cue, speaker) in cases.items():
        session = Session(a_state((line,))).tag("QUOTE").tag("CUE").tag("SPEAKER")
        frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
        found = (
            session.text(frame.quote),
            *(session.text(one) for one in frame.cues),
            *(session.text(slot.span) for slot in frame.speakers),
        )
        assert found == (quote, cue, speaker)


def test_a_cue_is_looked_for_beside_a_direct_quote_and_not_in_it() -> None:
    for line, cue, speaker in (
        ('"Kami siap," kata Rina Wulandari.', "kata", "Rina Wulandari"),
        ('"Tidak ada biaya," lanjutnya.', "lanjut", "nya"),
    ):
        session = Session(a_state((line,))).tag("QUOTE").to(line[1:5]).tag("CUE").to(line[1:5]).tag("SPEAKER")
        assert sorted(session.text(one) for one in session.state.layer.spans.values()) == sorted(
            [line[: line.index('" ') + 1], cue, speaker]
        )


def test_a_quotation_is_not_tagged_twice_by_its_key_alone() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE").tag("QUOTE")
    assert len(session.state.layer.spans) == 1
    assert "already" in session.state.message


def test_the_second_press_widens_a_mention_to_its_title() -> None:
    session = Session(a_state()).to("Wulandari").tag("SPEAKER")
    assert session.hand == "Rina Wulandari"
    session.tag("SPEAKER")
    assert session.hand == "Kepala Dinas Perdagangan, Rina Wulandari"
    session.to("Dinas Perdagangan", 2).tag("SOURCE")
    session.tag("SOURCE")
    assert session.hand == "laman Dinas Perdagangan"


def test_c_and_s_share_a_word_with_a_clitic() -> None:
    session = Session(a_state()).to("biaya").tag("QUOTE").to("lanjutnya").tag("CUE")
    assert session.hand == "lanjut"
    assert "nya" in session.state.message
    session.tag("SPEAKER")
    assert session.hand == "nya"
    speaker = session.state.layer.spans[session.state.hand]
    assert speaker.attribute("form") == "clitic"
    quote = session.state.layer.spans[session.state.frame]
    assert quote.attribute("speaker_mode") == "anaphoric"


def test_an_anaphor_is_linked_to_the_person_before_it_and_one_undo_takes_all_back() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE").to("Wulandari", 2).tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Rina Wulandari")
    rina = next(iter(session.state.entities))
    session.to("biaya").tag("QUOTE").to("lanjutnya").tag("CUE")
    before = session.state.layer
    session.tag("SPEAKER")
    links = session.state.layer.links_of(session.state.hand)
    assert [(link.entity, link.inferred) for link in links] == [(rina, True)]
    assert session.state.layer.apply(inverse(session.done[-1])) == before


def test_a_known_name_is_linked_at_once() -> None:
    state = replace(a_state(), entities={"e1": Entity("e1", "person", "Bima", ("Si Bima",))})
    session = Session(state).to("Bima").tag("SPEAKER")
    assert [link.entity for link in session.state.layer.links_of(session.state.hand)] == ["e1"]
    assert "→ Bima" in session.state.message


def test_a_quote_in_two_parts() -> None:
    session = Session(a_state()).to("Saya datang").tag("QUOTE")
    session.to("karena rindu")("add-part")
    quote = session.state.layer.spans[session.state.frame]
    assert session.text(quote) == '"Saya datang," "karena rindu."'
    session("add-part")
    assert "already" in session.state.message
    assert session.state.layer.spans[quote.id] == quote


def test_a_selection_is_tagged_as_it_is_without_its_blanks() -> None:
    session = Session(a_state()).to(" Rina", 1)
    session("select")
    session("word-next")
    session("word-next")
    assert session.state.selection is not None
    session.tag("SPEAKER")
    assert session.hand == "Rina Wulandari"
    assert session.state.anchor is None


def test_a_selection_that_has_the_label_already_is_taken_in_hand() -> None:
    session = Session(a_state()).to("Bima")
    for _ in range(2):
        session("click-word", offset=session.state.cursor)
        session.tag("SPEAKER")
    (speaker,) = session.state.layer.spans.values()
    assert (session.hand, session.state.hand) == ("Bima", speaker.id)
    assert session.state.anchor is None
    assert "already" in session.state.message


def test_hints_link_and_unlink() -> None:
    session = Session(a_state()).to("Bima").tag("SPEAKER").to("Tidak ada biaya").tag("QUOTE")
    session("link")
    assert session.state.mode is Mode.LINK
    letters = {span: hint for hint, span in session.state.targets}
    speaker = next(span.id for span in session.state.layer.spans.values() if span.label == "SPEAKER")
    session("link-letter", text=letters[speaker])
    assert session.state.mode is Mode.READ
    relations = list(session.state.layer.relations.values())
    assert [(one.label, one.target) for one in relations] == [("said_by", speaker)]
    session("link")
    session("link-letter", text={span: hint for hint, span in session.state.targets}[speaker])
    assert not session.state.layer.relations


def test_a_wrong_letter_keeps_link_mode_and_escape_leaves_it() -> None:
    session = Session(a_state()).to("Bima").tag("SPEAKER").to("Saya datang").tag("QUOTE")
    session("link")
    session("link-letter", text="m")
    assert session.state.mode is Mode.LINK
    session("escape")
    assert session.state.mode is Mode.READ
    assert session.effects == []


def test_digits_are_the_people_of_the_article() -> None:
    session = Session(a_state()).to("Bima").tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Bima")
    session.to("Wulandari").tag("SPEAKER")
    session("person-digit", text="1")
    person = session.state.layer.links_of(session.state.hand)[0].entity
    assert session.state.entities[person].name == "Bima"
    session("person-digit", text="1")
    assert "already" in session.state.message
    session("person-digit", text="0")
    assert not session.state.layer.links_of(session.state.hand)
    session("person-digit", text="7")
    assert "no person 7" in session.state.message


def test_a_digit_stays_somebodys_while_the_article_is_open() -> None:
    session = Session(a_state()).to("Bima").tag("SPEAKER")
    bima = session.state.hand
    session("link-person", span=bima, name="Bima")
    session.to("Wulandari").tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Rina")

    def by_digit() -> list[str]:
        return [session.state.entities[one].name for one in people_by_digit(session.state)]

    assert by_digit() == ["Bima", "Rina"], "Rina stands earlier in the text, and came later"
    session.to("Bima")("person-digit", text="0")
    assert by_digit() == ["Bima", "Rina"], "Bima has no link left"
    session("person-digit", text="1")
    assert [link.entity for link in session.state.layer.links_of(bima)] == [people_by_digit(session.state)[0]]
    session.to("Bima")("delete")
    assert by_digit() == ["Bima", "Rina"]
    opened = replace(session.state, digits=())
    assert [opened.entities[one].name for one in people_by_digit(opened)] == ["Rina"]


def test_the_digit_of_somebody_who_is_gone_is_free_and_of_two_who_are_one_the_first_stays() -> None:
    session = Session(a_state()).to("Bima").tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Bima")
    session.to("Wulandari").tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Rina")
    session.to("Wulandari", 2).tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Sari")
    bima, rina, sari = people_by_digit(session.state)
    people = session.state.entities
    merged = replace(session.state, entities={**people, rina: replace(people[rina], merged_into=bima)})
    assert people_by_digit(merged) == [bima, "", sari]
    gone = {one: entity for one, entity in people.items() if one != bima}
    fewer = replace(session.state, entities=gone)
    assert people_by_digit(fewer) == ["", rina, sari]
    assert "no person 1" in step(fewer, Command("person-digit", text="1")).state.message
    assert people_by_digit(with_digits(fewer, session.state)) == [bima, rina, sari]


def test_a_confirmed_name_is_known_from_then_on() -> None:
    state = replace(a_state(), entities={"e1": Entity("e1", "person", "Rina W.")})
    session = Session(state).to("Wulandari").tag("SPEAKER")
    session("link-person", span=session.state.hand, entity="e1")
    assert session.state.entities["e1"].aliases == ("Rina Wulandari",)
    session.to("Wulandari", 2).tag("SPEAKER")
    assert [link.entity for link in session.state.layer.links_of(session.state.hand)] == ["e1"]


def test_an_implied_speaker_is_a_person_without_a_mention() -> None:
    session = Session(a_state()).to("Tidak ada biaya").tag("QUOTE")
    session("implied-person")
    assert session.effects == ["pick-person"]
    session("link-person", span=session.state.frame, name="Rina Wulandari")
    frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
    assert len(frame.implied) == 1
    assert frame.quote.attribute("speaker_mode") == "implicit"


def test_borders_change_in_place_and_keep_links() -> None:
    session = Session(a_state()).to("Saya datang").tag("QUOTE").to("Bima").tag("SPEAKER")
    span = session.state.hand
    relations = session.state.layer.relations
    session("borders")
    session("word-next")
    session("enter")
    assert session.text(span) == 'Bima, "karena'
    assert session.state.layer.relations == relations
    session("borders")
    session("borders")
    session("word-previous")
    session("escape")
    assert session.text(span) == 'Bima, "karena'
    assert session.state.hand == span
    assert session.state.anchor is None


def test_in_borders_words_move_the_end_that_is_moved() -> None:
    session = Session(a_state()).to("karena rindu").tag("QUOTE")
    assert session.hand == '"karena rindu."'
    session("borders")
    session("word-previous")  # first what hangs on the word, then the word
    session("word-previous")
    session("enter")
    assert session.hand == '"karena'
    session("borders")
    session("borders")
    session("word-next")
    session("enter")
    assert session.hand == "karena"


def test_a_relay_cue_and_its_source_find_each_other_in_either_order() -> None:
    for order in (("CUE", "SOURCE"), ("SOURCE", "CUE")):
        session = Session(a_state()).to("Kami siap").tag("QUOTE")
        for label in order:
            session.to("dikutip" if label == "CUE" else "Dinas Perdagangan", 1 if label == "CUE" else 2).tag(
                label
            )
        relations = [one.label for one in session.state.layer.relations.values()]
        assert sorted(relations) == ["relayed_by", "via"]
        relay = next(span for span in session.state.layer.spans.values() if span.label == "CUE")
        assert (session.text(relay), relay.attribute("kind")) == ("dikutip dari", "relay")


def test_an_anaphor_means_whoever_is_named_last_in_its_paragraph() -> None:
    lines = (
        '"A b c," kata Rina.',
        "Bima datang.",
        '"D e f," kata Bima. Rina diam. Kini Bima pergi, lanjutnya.',
    )
    session = Session(a_state(lines))
    for name in ("Rina", "Bima"):
        session.to(name).tag("SPEAKER")
        session("link-person", span=session.state.hand, name=name)
    session.to("lanjutnya").tag("SPEAKER")
    entity = session.state.layer.links_of(session.state.hand)[0].entity
    assert session.state.entities[entity].name == "Bima"


def test_a_noun_leads_to_the_name_in_its_apposition() -> None:
    for line, name in {
        '"Saya datang," kata pemilik Kafe Ombak, Lina Sarwita.': "Lina Sarwita",
        '"Saya datang," kata petani Budi Santoso.': "Budi Santoso",
        '"Saya datang," kata warga itu.': "warga",
    }.items():
        session = Session(a_state((line,))).tag("QUOTE").tag("CUE").tag("SPEAKER")
        assert session.hand == name


def test_a_bare_name_is_proposed_in_full_as_the_article_has_it() -> None:
    lines = (
        "Wali Kota Bobby Nasution datang.",
        '"Kami siap," kata Bobby. Bobby Rahman juga.',
        "Ani dan Bobby pergi.",
    )
    reading = a_state(lines).reading
    assert fuller_name(reading, "Bobby") == "Bobby Nasution"
    assert fuller_name(reading, "Ani") == "Ani"
    assert fuller_name(reading, "siapa") == "siapa"


def test_not_a_quote_is_a_decision_that_goes_through_its_reasons() -> None:
    session = Session(a_state()).to("Tidak ada")
    before = waiting_count(session.state)
    reasons = []
    for _ in range(3):
        session("not-a-quote")
        reasons += [one.reason for one in session.state.layer.decisions.values()]
        assert waiting_count(session.state) == before - 1
    assert reasons == ["scare", "title", "other"]
    session("not-a-quote")
    assert not session.state.layer.decisions
    assert waiting_count(session.state) == before


def test_a_frame_is_deleted_with_what_serves_no_other_quote() -> None:
    session = Session(a_state()).to("Kami siap").tag("QUOTE").tag("CUE").tag("SPEAKER")
    speaker = session.state.hand
    session.to("Tidak ada").tag("QUOTE")
    other = session.state.hand
    session("link")
    session("link-letter", text={span: hint for hint, span in session.state.targets}[speaker])
    session.to("Kami siap")("delete-frame")
    assert set(session.state.layer.spans) == {speaker, other}


def test_one_can_walk_back_through_what_waits() -> None:
    session = Session(a_state())
    forth = []
    for _ in range(2):
        session("next-waiting")
        forth.append(session.state.cursor)
    session("previous-waiting")
    assert session.state.cursor == forth[0]


def test_deleting_takes_links_along_and_undo_brings_them_back() -> None:
    session = Session(a_state()).to("Saya datang").tag("QUOTE").to("Bima").tag("SPEAKER")
    before = session.state.layer
    session("delete")
    assert not session.state.layer.relations
    assert session.state.layer.apply(inverse(session.done[-1])) == before


def test_attributes_cycle_through_the_schemes_values() -> None:
    session = Session(a_state()).to("Saya datang").tag("QUOTE")
    seen = []
    for _ in range(3):
        session("attribute")
        seen.append(session.state.layer.spans[session.state.hand].attribute("type"))
    assert seen == ["indirect", "mixed", "direct"]
    session("uncertain")
    assert session.state.layer.spans[session.state.hand].attribute("flag") == "uncertain"


def test_what_waits_is_found_in_order_until_nothing_does() -> None:
    session = Session(a_state())
    told = []
    for _ in range(3):
        session("next-waiting")
        told.append(session.state.reading.text[session.state.cursor : session.state.cursor + 6])
    assert told == ['"Kami ', '"Tidak', '"Kami ']
    assert waiting_in(session.state, 5) == []
    session.to("Kami siap").tag("QUOTE").to("kata").tag("CUE").to("Wulandari", 2).tag("SPEAKER")
    session("link-person", span=session.state.hand, name="Rina Wulandari")
    session.to("Tidak ada").tag("QUOTE").to("lanjutnya").tag("CUE").tag("SPEAKER")
    assert waiting_count(session.state) == 0
    for told in ("may hold a quote", "may hold a quote", "may report"):
        session("next-waiting")
        assert told in session.state.message
        session("not-a-quote")
    session("next-waiting")
    assert session.effects == ["all-decided"]


@pytest.mark.parametrize(
    ("line", "waits"),
    [
        ("“我们会继续努力。” 他说。", True),
        ("“你好” 他说。", False),
        ('"سنعمل معا من أجل المدينة" قال سالم', True),
        ('"Ya" kata Joko.', False),
    ],
)
def test_marks_around_a_whole_sentence_wait_in_scripts_without_blanks_too(line: str, waits: bool) -> None:
    session = Session(a_state((line,)))
    assert waiting_count(session.state) == waits
    assert [one.soft for one in waiting_in(session.state, 0)] == [not waits]


def test_marks_inside_a_quote_may_hold_another_until_that_is_decided() -> None:
    session = Session(a_state(("\"Dia berkata 'saya tidak tahu apa-apa' kepada kami,\" ujar Rina.",)))
    session.to("Dia berkata").tag("QUOTE")
    soft = [one for one in waiting_in(session.state, 0) if one.soft]
    assert [session.state.reading.text[one.offset :][:5] for one in soft] == ["'saya"]
    session.to("tidak tahu").tag("QUOTE")
    assert not [one for one in waiting_in(session.state, 0) if one.soft]


def test_done_and_back() -> None:
    session = Session(a_state(("Pasar dibuka.",)))
    session("done")
    assert session.state.layer.status.state is Progress.DONE
    assert session.effects == ["open-next"]
    session("done")
    assert session.state.layer.status.state is Progress.BEGUN


def test_while_something_waits_done_says_so_and_is_meant_when_it_is_pressed_again() -> None:
    session = Session(a_state())
    session("done")
    assert (
        session.state.message
        == "2 things still wait here: Tab shows what, D again marks the article as done."
    )
    assert session.state.layer.status.state is Progress.NEW
    session("word-next")
    session("done")
    assert session.state.layer.status.state is Progress.NEW, "not pressed again: something lay between"
    session("done")
    assert session.state.layer.status.state is Progress.DONE
    assert (session.state.message, session.effects) == ("Marked as done with 2 still open.", ["open-next"])


def test_escape_backs_out_of_one_thing_at_a_time() -> None:
    session = Session(a_state())
    session("select")
    session("escape")
    assert (session.state.anchor, session.effects) == (None, [])
    session("escape")
    assert session.effects == ["leave"]


def test_moves_stay_on_graphemes() -> None:
    session = Session(a_state(("Keluarga 👨‍👩‍👧‍👦 dan 🇮🇩 e\u0301a.", "Akhir.")))
    stops = []
    for _ in range(14):
        session("grapheme-next")
        stops.append(session.state.cursor)
    family = session.state.reading.text.index("👨")
    assert family in stops
    assert not any(family < stop < family + 7 for stop in stops)


def test_an_article_without_paragraphs_refuses_kindly() -> None:
    state = begin(
        Reading(Article("a", "", ()), load_pack("xx")), SCHEME, "anno1", Layer("anno1", "a"), {}, "d.1"
    )
    session = Session(state)
    session.tag("QUOTE")
    assert "no text" in session.state.message
    session("word-next")
    session("next-waiting")


def test_fragments_are_half_open() -> None:
    span = Span("s", "QUOTE", (Fragment(0, 2), Fragment(4, 6)))
    assert [offset for offset in range(7) if span.covers(offset)] == [0, 1, 4, 5]
