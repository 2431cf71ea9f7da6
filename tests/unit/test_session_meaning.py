"""What a key means in news as it is written: days, short forms, interrupted sentences, sentences that may report."""

from __future__ import annotations

import pytest

from annotator.model.frames import frame_of
from annotator.session.waiting import waiting_count, waiting_in
from annotator.suggest.names import bare_name
from tests.unit.sessions import Session, a_state


def tagged(line: str, at: str, label: str) -> str:
    session = Session(a_state((line,))).to(at).tag(label)
    return session.hand if session.state.hand else session.state.message


DAY = "“Jumat” names nobody, and no name is near: go to whoever speaks, or select what to tag (W)."


@pytest.mark.parametrize(
    ("line", "at", "speaker"),
    [
        ('"Kami siap," kata Rina Wulandari, Senin (4/3).', "Senin", "Rina Wulandari"),
        ("Senin lalu Bima berangkat.", "Senin", "Bima"),
        ("Seorang petani, Minggu, datang.", "petani", "petani"),
        ("Pada hari Jumat pasar tutup.", "Jumat", DAY),
        ("Kata Ani Rabu pasar tutup.", "Ani", "Ani"),
        ('"Kami siap," kata Ani Lestari, Mei lalu.', "Mei", "Ani Lestari"),
        ('"Kami siap," kata Juli Santoso.', "Juli", "Juli Santoso"),
    ],
)
def test_a_day_never_speaks(line: str, at: str, speaker: str) -> None:
    assert tagged(line, at, "SPEAKER") == speaker


@pytest.mark.parametrize(
    ("line", "at", "name"),
    [
        ("Bank Indonesia (BI) menaikkan bunga.", "Bank", "Bank Indonesia (BI)"),
        ("Bank Indonesia (BI) menaikkan bunga.", "BI)", "Bank Indonesia (BI)"),
        ("Kementerian Keuangan (Kemenkeu) membantah.", "Keuangan", "Kementerian Keuangan (Kemenkeu)"),
        (
            "Gubernur Bank Indonesia (BI) Citra Lestari bicara.",
            "Citra",
            "Gubernur Bank Indonesia (BI) Citra Lestari",
        ),
        ("Anggota dewan Sinta Maharani (PDX) menolak.", "Sinta", "Sinta Maharani"),
        ("Wali Kota Bima (tengah) hadir.", "Bima", "Wali Kota Bima"),
        ("Kata Rina (Senin).", "Rina", "Rina"),
    ],
)
def test_a_short_form_in_brackets_belongs_to_its_name(line: str, at: str, name: str) -> None:
    assert tagged(line, at, "SPEAKER") == name


def test_the_picker_proposes_the_name_without_its_short_form() -> None:
    assert bare_name("Bank Indonesia (BI)") == "Bank Indonesia"


@pytest.mark.parametrize(
    ("line", "parts", "cue", "speaker"),
    [
        (
            "Pasar itu akan dibuka lagi, lanjut dia, dan sewanya tetap murah.",
            "Pasar itu akan dibuka lagi dan sewanya tetap murah",
            "lanjut",
            "dia",
        ),
        ("Jalan itu, kata Rina Wulandari, selesai Mei.", "Jalan itu selesai Mei", "kata", "Rina Wulandari"),
        ("Jembatan itu, lanjutnya, akan dicat.", "Jembatan itu akan dicat", "lanjut", "nya"),
    ],
)
def test_q_takes_an_interrupted_sentence_as_a_quote_in_two_parts(
    line: str, parts: str, cue: str, speaker: str
) -> None:
    session = Session(a_state((line,))).tag("QUOTE")
    assert session.hand == parts
    session.tag("CUE").tag("SPEAKER")
    frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
    assert len(frame.quote.fragments) == 2
    assert [session.text(one) for one in frame.cues] == [cue]
    assert [session.text(slot.span) for slot in frame.speakers] == [speaker]


@pytest.mark.parametrize(
    "line",
    [
        "Pasar dibuka Senin, Rabu, dan Jumat.",
        "Ada beras, harap maklum, dan gula.",
        "Rina datang, kata orang itu tidak benar.",
    ],
)
def test_a_list_is_no_interruption(line: str) -> None:
    session = Session(a_state((line,))).tag("QUOTE")
    assert len(session.state.layer.spans[session.state.hand].fragments) == 1


SOFT = (
    "Rina Wulandari mengatakan bahwa pasar dibuka Senin. Hujan turun lebat.",
    '"Kami siap menerima pedagang lama," kata Bima.',
    "Menurut Rina Wulandari, sewa tetap murah.",
)


def offsets(session: Session, number: int) -> list[tuple[int, bool]]:
    return [(one.offset, one.soft) for one in waiting_in(session.state, number)]


def test_sentences_that_may_report_wait_softly_and_come_last() -> None:
    session = Session(a_state(SOFT))
    starts = [part.start for part in session.state.reading.article.paragraphs]
    assert offsets(session, 0) == [(starts[0], True)]
    assert offsets(session, 1) == [(starts[1], False)]
    assert waiting_count(session.state) == 1
    session("next-waiting")
    assert session.state.cursor == starts[1], "marks without a quote come first"
    session("not-a-quote")
    for expected in (starts[2], starts[0]):
        session("next-waiting")
        assert session.state.cursor == expected
        cue = "mengatakan" if expected == starts[0] else "Menurut"
        assert session.state.message == (
            f"“{cue}” may report somebody's words: q tags them, x says that they are no quote."
        )
    session("previous-waiting")
    assert session.state.cursor == starts[2]


def test_a_quote_or_a_decision_settles_a_sentence_that_may_report() -> None:
    session = Session(a_state(SOFT)).tag("QUOTE")
    assert session.hand == "pasar dibuka Senin"
    assert not any(soft for _, soft in offsets(session, 0))
    session.to("Menurut")("not-a-quote")
    assert offsets(session, 2) == []
    (decision,) = session.state.layer.decisions.values()
    assert session.state.reading.text[decision.fragments[0].start :] == "sewa tetap murah."
    session("not-a-quote")
    session("not-a-quote")
    session("not-a-quote")
    assert offsets(session, 2), "undecided again"


def test_a_verb_without_a_subject_reports_nothing() -> None:
    session = Session(a_state(("Yang mengatakan itu banyak.", "Ia mengatakan itu benar.")))
    assert offsets(session, 0) == []
    assert len(offsets(session, 1)) == 1


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("Menurut Lina Puspa, warga, jalan masih tertutup.", "jalan masih tertutup"),
        (
            "Menurut Lina Puspa, kepala desa, jalan masih tertutup, dan licin.",
            "jalan masih tertutup, dan licin",
        ),
        ("Menurut Lina Puspa, jalan masih tertutup, dan licin.", "jalan masih tertutup, dan licin"),
        ("Menurut Lina Puspa, warga menunggu, lalu pulang.", "warga menunggu, lalu pulang"),
    ],
)
def test_who_is_explained_behind_a_comma_says_what_follows_the_next(line: str, quote: str) -> None:
    assert tagged(line, "masih" if "masih" in line else "menunggu", "QUOTE") == quote


def test_a_mark_before_menurut_is_no_comma() -> None:
    session = Session(a_state(('" Menurut Rina, pasar tutup.',))).to("pasar").tag("QUOTE")
    assert session.hand == "pasar tutup"


ALONE = 'Rina tersenyum. "Kami siap menunggu pasar." Pasar itu ramai.'


@pytest.mark.parametrize("quoted", [True, False])
def test_c_on_the_mark_of_a_quotation_without_a_cue_tags_no_word_of_it(quoted: bool) -> None:
    session = Session(a_state((ALONE,))).to('"')
    if quoted:
        session.tag("QUOTE")
        assert session.state.cursor == ALONE.index('"'), "nothing tells where its cue might be"
    before = session.state.layer
    session.tag("CUE")
    assert session.state.layer == before
    assert session.state.message == (
        "No cue stands beside this quotation: go to a word, or select what to tag (W)."
    )


@pytest.mark.parametrize("quoted", [True, False])
def test_c_on_a_word_of_a_quotation_without_a_cue_tags_the_word_and_names_it(quoted: bool) -> None:
    session = Session(a_state((ALONE,))).to("siap")
    if quoted:
        session.tag("QUOTE").to("siap")
    session.tag("CUE")
    assert session.hand == "siap"
    assert session.state.message.startswith("Cue “siap”")


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ('"Kami siap menunggu pasar?" tanya Rina.', "tanya"),
        ('Rina berkata, "Kami siap menunggu pasar."', "berkata"),
        ('"Kami siap menunggu pasar," tandas Rina.', "tandas"),
    ],
)
def test_c_on_the_mark_of_a_quotation_takes_the_cue_beside_it(line: str, cue: str) -> None:
    session = Session(a_state((line,))).to('"').tag("CUE")
    assert session.hand == cue
    session.to('"').tag("QUOTE")
    quote = session.state.layer.spans[session.state.frame]
    assert [session.text(one) for one in frame_of(session.state.layer, quote).cues] == [cue]


def test_c_on_the_mark_of_a_quote_that_has_its_cue_tags_no_second_one() -> None:
    session = Session(a_state(('"Kami siap menunggu pasar," kata Rina.',))).tag("QUOTE").tag("CUE").to('"')
    assert not session("tag", text="CUE").edits
    assert "is a cue already" in session.state.message


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ('"Kami siap menunggu pasar," kata Rina.', "Rina"),
        ('"Kami siap menunggu pasar," lanjutnya.', "nya"),
        ('"Kami siap menunggu pasar," ujar seorang pedagang.', "seorang pedagang"),
        ('Rina berkata, "Kami siap menunggu pasar."', "Rina"),
        ('Rina tersenyum, "Kami siap menunggu pasar."', "Rina"),
    ],
)
@pytest.mark.parametrize("quoted", [True, False])
def test_s_on_the_mark_of_a_quotation_takes_who_stands_beside_it(
    line: str, speaker: str, quoted: bool
) -> None:
    session = Session(a_state((line,))).to('"')
    if quoted:
        session.tag("QUOTE").to('"')
    assert session.tag("SPEAKER").hand == speaker


def test_s_on_the_mark_of_a_quotation_beside_which_nobody_stands_tags_no_word_of_it() -> None:
    session = Session(a_state((ALONE.replace("Rina", "Ia"),))).to('"')
    assert not session("tag", text="SPEAKER").edits
    assert "no name is near" in session.state.message


def test_s_at_the_start_of_a_quote_takes_the_speaker_that_it_has() -> None:
    session = Session(a_state(("Pasar sepi sejak pagi, menurut Rina.",))).tag("QUOTE").tag("CUE")
    session.tag("SPEAKER").to("Pasar").tag("SPEAKER")
    assert session.hand == "Rina"
    assert "is a speaker already" in session.state.message
