"""What `s` and `o` take at the cursor and near it, and how far a second press widens it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.lang.pack import load_pack
from annotator.model.article import ParagraphKind
from annotator.model.edits import inverse
from annotator.model.frames import frame_of
from annotator.model.items import Entity
from annotator.session.offers import with_suggestions
from annotator.session.reading import Reading
from annotator.session.state import State, begin
from annotator.suggest.reading import suggestions
from annotator.tui.commands import COMMANDS
from annotator.tui.when import why_not
from tests.unit.sessions import SCHEME, Session, a_state, an_article


def in_language(line: str, lang: str) -> State:
    article = replace(an_article((line,)), lang=lang)
    state = a_state((line,))
    reading = Reading(article, load_pack(lang))
    return replace(begin(reading, SCHEME, "anno1", state.layer, {}, "d.1"), keys=state.keys)


def steps(session: Session, label: str = "SPEAKER") -> list[str]:
    """What the label's key has in hand, press after press, until it says that there is no more."""
    found = []
    for _ in range(9):
        before = session.state.layer
        session.tag(label)
        if session.state.layer == before:
            return found
        found.append(session.hand)
    raise AssertionError(found)


@pytest.mark.parametrize(
    ("line", "at", "expected"),
    [
        ('"Siap," ujar Menteri Keuangan Sri Wulandari.', "Sri", ["Menteri Keuangan Sri Wulandari"]),
        ('"Siap," kata Rina, Senin.', "Rina", ["Rina"]),
        (
            "Dalam rapat itu, Dr. H. Bima Saputra, M.Si. mengatakan pasar dibuka.",
            "Bima",
            ["Dr. H. Bima Saputra", "Dr. H. Bima Saputra, M.Si."],
        ),
        (
            '"Siap," kata Bima Saputra, S.H., M.H., Bupati Muara, kemarin.',
            "Bima",
            ["Bima Saputra", "Bima Saputra, S.H., M.H.", "Bima Saputra, S.H., M.H., Bupati Muara"],
        ),
        ('"Siap," kata Rina Sari, SH.', "Rina", ["Rina Sari", "Rina Sari, SH"]),
        (
            "Bima Saputra, Bupati Muara, mengatakan pasar dibuka.",
            "Bima",
            ["Bima Saputra", "Bima Saputra, Bupati Muara"],
        ),
        (
            '"Siap," kata Bima Saputra (45), warga Muara.',
            "Bima",
            ["Bima Saputra", "Bima Saputra (45), warga Muara"],
        ),
        (
            '"Siap," kata petani Bima Saputra, warga Muara, kemarin.',
            "Bima",
            [
                "Bima Saputra",
                "petani Bima Saputra",
                "Bima Saputra, warga Muara",
                "petani Bima Saputra, warga Muara",
            ],
        ),
        ('"Siap," kata peracik kopi Bima Saputra.', "Bima", ["Bima Saputra", "peracik kopi Bima Saputra"]),
        (
            "Kepala Dinas Pasar, Rina Sari, mengatakan pasar dibuka.",
            "Rina",
            ["Rina Sari", "Kepala Dinas Pasar, Rina Sari"],
        ),
        (
            "Hal itu dikatakan Direktur Sarana dan Prasarana Kemenpasar, Rina Sari.",
            "Rina",
            ["Rina Sari", "Direktur Sarana dan Prasarana Kemenpasar, Rina Sari"],
        ),
        ("Bendahara Muara itu mengatakan pasar dibuka.", "Muara", ["Bendahara Muara", "Bendahara Muara itu"]),
        ("Sore itu hujan, Rina Sari mengatakan pasar dibuka.", "Rina", ["Rina Sari"]),
        ("Menurut Rina Sari, pasar dibuka.", "Rina", ["Rina Sari"]),
        ("Kata Rina Sari, pasar dibuka.", "Rina", ["Rina Sari"]),
        ('"Siap," kata Bima, Rina, dan Sari.', "Bima", ["Bima"]),
        ('"Siap," kata Bima, ketua RT "Melati".', "Bima", ["Bima", "Bima, ketua RT"]),
        (
            '"Siap," kata Bima, pemilik warung saat sore.',
            "Bima",
            ["Bima", "Bima, pemilik warung", "Bima, pemilik warung saat sore"],
        ),
        ('"Siap," kata Bima, petani Muara pada 15 Mei 2026.', "Bima", ["Bima", "Bima, petani Muara"]),
        ('"Siap," kata Bima, petani Muara Senin (3/5/2026).', "Bima", ["Bima", "Bima, petani Muara"]),
        ('"Siap," kata Bima, petani Muara (3/5/2026).', "Bima", ["Bima", "Bima, petani Muara"]),
        ('"Siap," kata dia.', "dia", ["dia"]),
        ('"Siap," lanjutnya.', "lanjutnya", ["nya"]),
    ],
)
def test_each_press_takes_the_next_wider_borders_and_the_last_says_so(
    line: str, at: str, expected: list[str]
) -> None:
    session = Session(a_state((line,))).to(at)
    assert steps(session) == expected
    assert "left to widen" in session.state.message
    assert len(session.state.layer.spans) == 1
    assert not session("tag", text="SPEAKER").edits


@pytest.mark.parametrize(
    ("line", "at", "lang", "expected"),
    [
        (
            '"Ready," said Mayor Jane Dahl, the county archaeologist, on Monday.',
            "Jane",
            "en",
            ["Mayor Jane Dahl", "Mayor Jane Dahl, the county archaeologist"],
        ),
        (
            '"Ready," said former mayor Jane Dahl, PhD, director of the harbour museum.',
            "Jane",
            "en",
            [
                "Jane Dahl",
                "former mayor Jane Dahl",
                "Jane Dahl, PhD",
                "Jane Dahl, PhD, director of the harbour museum",
                "former mayor Jane Dahl, PhD",
                "former mayor Jane Dahl, PhD, director of the harbour museum",
            ],
        ),
        ("According to Jane Dahl, the market opens.", "Jane", "en", ["Jane Dahl"]),
        (
            "Ayer Jana Dahl, jefa de prensa, dijo algo.",
            "Jana",
            "xx",
            ["Ayer Jana Dahl", "Ayer Jana Dahl, jefa de prensa"],
        ),
        ('"Ready," said Jane Dahl, walking home on Monday.', "Jane", "en", ["Jane Dahl"]),
        ("He met Jane Dahl, walked home and slept.", "Jane", "en", ["Jane Dahl"]),
        ("Jane Dahl, wearing a hat, said no.", "Jane", "en", ["Jane Dahl"]),
        ("Jane Dahl, based in Holm, said no.", "Jane", "en", ["Jane Dahl"]),
        ("Jane Dahl, smiling, said no.", "Jane", "en", ["Jane Dahl"]),
        (
            "Jane Dahl, retired judge and keeper, said no.",
            "Jane",
            "en",
            ["Jane Dahl", "Jane Dahl, retired judge", "Jane Dahl, retired judge and keeper"],
        ),
        ("Jane Dahl, rising star, said no.", "Jane", "en", ["Jane Dahl", "Jane Dahl, rising star"]),
        (
            "Jane Dahl, acting mayor of Holm, said no.",
            "Jane",
            "en",
            ["Jane Dahl", "Jane Dahl, acting mayor of Holm"],
        ),
        (
            "Jane Dahl, sibling of the mayor, said no.",
            "Jane",
            "en",
            ["Jane Dahl", "Jane Dahl, sibling of the mayor"],
        ),
        ('"Yes," said Jane Dahl, a keeper in May.', "Jane", "en", ["Jane Dahl", "Jane Dahl, a keeper"]),
        ('"Yes," said Jane Dahl, a keeper May 5.', "Jane", "en", ["Jane Dahl", "Jane Dahl, a keeper"]),
        (
            '"Yes," said Jane Dahl, a keeper on 3 May 2023.',
            "Jane",
            "en",
            ["Jane Dahl", "Jane Dahl, a keeper"],
        ),
        ('"Yes," said Theresa May, a keeper.', "Theresa", "en", ["Theresa May", "Theresa May, a keeper"]),
        ("Theresa May said no.", "May", "en", ["Theresa May"]),
        ('"Ready," said Jane Dahl, a keeper on Monday.', "Jane", "en", ["Jane Dahl", "Jane Dahl, a keeper"]),
        ("La jefa, Jana Dahl, dijo que el mercado abre.", "Jana", "xx", ["Jana Dahl"]),
        ("Según la jefa Jana Dahl, el mercado abre.", "Jana", "xx", ["Jana Dahl"]),
        ('"Listos", dijo Jana Dahl, quien abre el 3 de mayo.', "Jana", "xx", ["Jana Dahl"]),
        ("Jana Dahl, en mayo de 2026, dijo algo.", "Jana", "xx", ["Jana Dahl"]),
        ("Jana Dahl dijo el 3/5/2026, lunes, que abre.", "Jana", "xx", ["Jana Dahl"]),
        (
            "Jan Dahl, 45, Leiter des Museums, kam.",
            "Jan",
            "xx",
            ["Jan Dahl", "Jan Dahl, 45, Leiter des Museums"],
        ),
    ],
)
def test_other_languages_widen_too(line: str, at: str, lang: str, expected: list[str]) -> None:
    assert steps(Session(in_language(line, lang)).to(at)) == expected


@pytest.mark.parametrize(
    ("line", "at", "expected"),
    [
        ('"Siap," kata Rina, dilansir dari Antara.', "Antara", ["Antara"]),
        ('"Siap," kata Rina, dikutip dari laman Dinas Pasar.', "Pasar", ["Dinas Pasar", "laman Dinas Pasar"]),
        ('"Siap," tulis Rina dalam laporan itu.', "laporan", ["laporan", "laporan itu"]),
        ("Dilansir Radio Ombak, pasar tutup.", "Ombak", ["Radio Ombak"]),
    ],
)
def test_a_source_never_grows_over_what_relays_it(line: str, at: str, expected: list[str]) -> None:
    assert steps(Session(a_state((line,))).to(at), "SOURCE") == expected


def test_a_mention_never_grows_into_other_labels() -> None:
    line = "Petani kopi Bima Saputra, warga Muara, menyerah."
    session = Session(a_state((line,))).to("kopi")
    session("click-word", offset=line.index("kopi"))
    session.tag("CUE").to("warga")
    session("click-word", offset=line.index("warga"))
    session.tag("CUE").to("Bima")
    assert steps(session) == ["Bima Saputra"]


def test_the_speaker_before_the_verb_is_the_name_and_not_its_degree() -> None:
    session = Session(a_state(("Bima Saputra, M.Si., mengatakan bahwa pasar dibuka.",)))
    session.tag("QUOTE").tag("CUE").tag("SPEAKER")
    assert session.hand == "Bima Saputra"
    assert session.tag("SPEAKER").hand == "Bima Saputra, M.Si."


def test_a_verb_of_saying_ends_a_name_in_a_headline() -> None:
    state = a_state(("Rina Sari Sebut Pasar Muara Sepi",))
    title = state.reading.article.paragraphs[0]._replace(kind=ParagraphKind.TITLE)
    article = replace(state.reading.article, paragraphs=(title,))
    state = replace(state, reading=Reading(article, state.reading.pack))
    assert Session(state).to("Rina").tag("SPEAKER").hand == "Rina Sari"


def test_suggested_borders_come_first() -> None:
    line = '"Kami siap membuka pasar," kata Bima Saputra, warga asal Muara, kemarin.'
    state = a_state((line,))
    found = suggestions(state.reading.article, state.reading.pack)
    (speaker,) = found[0].speakers
    wide = speaker.span.surface(line)
    assert wide.startswith("Bima Saputra, warga")
    session = Session(state).to("Kami").tag("QUOTE").tag("CUE")
    session.state = with_suggestions(session.state, found)
    session.to("Bima").tag("SPEAKER")
    assert session.hand == "Bima Saputra"
    assert session.tag("SPEAKER").hand == wide


def test_a_selection_on_borders_of_its_own_is_kept() -> None:
    line = '"Siap," kata Bima Saputra kemarin.'
    session = Session(a_state((line,))).to("Saputra")
    session("click-word", offset=session.state.cursor)
    session.tag("SPEAKER")
    assert session.hand == "Saputra"
    assert steps(session) == ["Bima Saputra"]


NEAR = '"Kami siap membuka pasar," kata Rina Sari saat tiba di Muara, Senin (15/5/2026), dikutip dari Antara.'


@pytest.mark.parametrize("at", ["kata", "saat", "tiba", "Senin", "15/5", "dikutip"])
def test_s_beside_a_name_takes_the_name_next_to_the_quote(at: str) -> None:
    session = Session(a_state((NEAR,))).to("Kami").tag("QUOTE").tag("CUE").to(at).tag("SPEAKER")
    assert session.hand == "Rina Sari"
    assert session.tag("SPEAKER").hand == "Rina Sari", "it is in hand, and there is nothing to widen it to"
    assert [span.label for span in session.state.layer.spans.values()].count("SPEAKER") == 1


def test_s_beside_a_name_takes_no_second_speaker_for_the_quote() -> None:
    session = Session(a_state((NEAR,))).to("Kami").tag("QUOTE").tag("CUE").tag("SPEAKER")
    for at in ("saat", "di ", "15/5"):
        session.to(at).tag("SPEAKER")
        assert session.hand == "Rina Sari"
    assert len(session.done) == 3


@pytest.mark.parametrize("at", ["kata", "tiba", "dikutip", "15/5"])
def test_o_beside_a_name_takes_the_outlet(at: str) -> None:
    session = Session(a_state((NEAR,))).to("Kami").tag("QUOTE").to(at).tag("SOURCE")
    assert session.hand == "Antara"


@pytest.mark.parametrize(
    ("line", "at", "speaker"),
    [
        ("Pasar dibuka, kata polisi kepada Rina.", "polisi", "polisi"),
        ("Pasar dibuka, kata seorang warga.", "warga", "warga"),
        ("Pasar dibuka, kata dia kepada Rina.", "dia", "dia"),
        ("Pasar dibuka, kata peracik kopi.", "peracik", "peracik"),
        ("Pasar dibuka, kata Rina.", "kata", "Rina"),
        ("Menurut Rina, pasar dibuka di Muara.", "Menurut", "Rina"),
        ("Pasar dibuka, kata mantan bupati Rina Sari.", "mantan", "Rina Sari"),
        ("Pasar dibuka, kata warga Muara.", "warga", "warga Muara"),
        ("Bima Saputra, S.H., M.Si., mengatakan pasar dibuka.", "Si", "Bima Saputra"),
        ("Bima Saputra, S.H., M.Si., mengatakan pasar dibuka.", "mengatakan", "Bima Saputra"),
        ("Hal itu disampaikan oleh Rina di Muara.", "disampaikan", "Rina"),
        ("Senin Bupati Rina Sari tiba.", "Senin", "Bupati Rina Sari"),
        ("Awalnya Rina menolak.", "Rina", "Rina"),
        ("Dijelaskan Rina, pasar tutup.", "Rina", "Rina"),
        ("Juli menegaskan pasar tutup.", "Juli", "Juli"),
        ("Bima menghitung suara, lalu Rina pulang.", "menghitung", "Bima"),
        ('Rina menyebut "Pasar Lama" rusak.', "rusak", "Rina"),
    ],
)
def test_s_takes_who_is_at_the_cursor_else_the_nearest_name(line: str, at: str, speaker: str) -> None:
    assert Session(a_state((line,))).to(at).tag("SPEAKER").hand == speaker


LONG = "Pasar yang dibuka lagi pekan lalu itu ramai sejak pagi hingga malam tiba, demikian menurut Rina Sari."


@pytest.mark.parametrize(("at", "speaker"), [("yang", ""), ("dibuka", ""), ("malam", "Rina Sari")])
def test_s_where_nothing_is_tagged_takes_no_name_far_from_the_cursor(at: str, speaker: str) -> None:
    session = Session(a_state((LONG,))).to(at).tag("SPEAKER")
    assert [session.text(span) for span in session.state.layer.spans.values()] == [speaker][: bool(speaker)]
    assert speaker or "no name is near" in session.state.message


def test_s_for_a_quote_in_hand_takes_the_name_by_its_cue_wherever_the_cursor_is() -> None:
    line = f'"Kami siap membuka pasar," kata Bima. {LONG[:-1]}, dan pasar tutup.'
    session = Session(a_state((line,))).to("Kami").tag("QUOTE").tag("CUE").to("lalu").tag("SPEAKER")
    assert not [span for span in session.state.layer.spans.values() if span.label == "SPEAKER"]
    assert session.to("kata").tag("SPEAKER").hand == "Bima"


@pytest.mark.parametrize(
    ("at", "speaker"), [("datang", "Rina"), ("sambil", "Bima"), ("tersenyum", "Bima"), ("siap", "Rina")]
)
def test_s_takes_the_name_on_its_side_of_the_quotation(at: str, speaker: str) -> None:
    line = 'Rina datang, "Kami siap membuka pasar lama," sambil tersenyum lebar dan senang menunggu Bima.'
    assert Session(a_state((line,))).to(at).tag("SPEAKER").hand == speaker


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ('"Kami siap menunggu," ujar seorang pedagang, sementara Bima pulang.', "seorang pedagang"),
        ('"Kami siap menunggu," kata salah satu warga Muara.', "salah satu warga Muara"),
        ('"Kami siap menunggu," kata polisi kepada Rina.', "polisi"),
        ('"Kami siap menunggu," kata petani Rina Sari.', "Rina Sari"),
    ],
)
def test_s_on_a_cue_takes_whoever_it_leads_to(line: str, speaker: str) -> None:
    cue = "ujar" if "ujar" in line else "kata"
    assert Session(a_state((line,))).to(cue).tag("SPEAKER").hand == speaker
    assert Session(a_state((line,))).to("Kami").tag("QUOTE").tag("CUE").tag("SPEAKER").hand == speaker


@pytest.mark.parametrize("at", ["kata", "menghitung", "15/5", "Senin", "dengan"])
def test_s_refuses_what_names_nobody_and_says_what_to_do(at: str) -> None:
    line = "Pasar tutup, kata siapa pun dengan tenang menghitung sejak Senin (15/5/2026)."
    session = Session(a_state((line,))).to(at).tag("SPEAKER")
    assert not session.state.layer.spans
    assert "go to whoever speaks, or select what to tag (W)" in session.state.message


@pytest.mark.parametrize("at", ["Tidak", "biaya"])
def test_s_in_a_quote_beside_which_nobody_is_named_refuses_what_is_no_name(at: str) -> None:
    line = '"Tidak ada biaya tambahan," begitu katanya.'
    session = Session(a_state((line,))).to(at).tag("SPEAKER")
    assert not session.state.layer.spans
    assert "names nobody" in session.state.message


def test_s_refuses_a_cue() -> None:
    line = "Pasar tutup, begitu warta itu."
    session = Session(a_state((line,))).to("warta").tag("CUE").tag("SPEAKER")
    assert [span.label for span in session.state.layer.spans.values()] == ["CUE"]
    assert "names nobody" in session.state.message


def test_another_frames_speaker_is_not_taken_for_this_one() -> None:
    line = '"Kami siap menunggu," kata Bima. "Saya juga siap," kata Rina.'
    session = Session(a_state((line,))).to("Kami").tag("QUOTE").tag("CUE").tag("SPEAKER")
    assert session.hand == "Bima"
    session.to("Saya juga").tag("QUOTE").tag("CUE").tag("SPEAKER")
    assert session.hand == "Rina"


def test_what_is_tagged_already_is_never_tagged_a_second_time() -> None:
    line = "Bima Saputra, Bupati Muara, mengatakan pasar dibuka."
    for at in ("Bima", "Saputra", "Bupati", "Muara"):
        session = Session(a_state((line,))).to(at)
        for _ in range(5):
            session.tag("SPEAKER")
        session.to("Bima").tag("SPEAKER").to("Muara").tag("SPEAKER")
        places = [span.fragments for span in session.state.layer.spans.values()]
        assert len(places) == len(set(places)) == 1


def test_a_speaker_that_is_there_is_taken_in_hand_before_it_is_widened() -> None:
    line = '"Kami siap menunggu," kata petani Bima Saputra kemarin.'
    session = Session(a_state((line,))).to("Bima").tag("SPEAKER").to("kata")
    assert not session("tag", text="SPEAKER").edits
    assert session.hand == "Bima Saputra"
    assert "already" in session.state.message
    assert session.tag("SPEAKER").hand == "petani Bima Saputra"


QUOTED = ('"Kami siap membuka pasar," kata Rina Sari, kepala pasar, dikutip dari laman Dinas Pasar.',)


@pytest.mark.parametrize("label", ["SPEAKER", "CUE", "SOURCE"])
def test_a_label_key_on_its_suggested_slot_accepts_the_frame_as_it_is_suggested(label: str) -> None:
    state = a_state(QUOTED)
    found = suggestions(state.reading.article, state.reading.pack)
    (one,) = found
    (slot,) = [span for span in one.spans() if span.label == label and span.attribute("kind") != "relay"]
    for cursor in (slot.start, slot.end - 1):
        session = Session(with_suggestions(state, found))
        session("click", offset=cursor)
        session.tag(label)
        layer = session.state.layer
        (quote,) = [span for span in layer.spans.values() if span.label == "QUOTE"]
        frame = frame_of(layer, quote)
        assert {(s.label, s.fragments) for s in layer.spans.values()} == {
            (s.label, s.fragments) for s in one.spans()
        }
        people = [session.state.entities[who].name for held in frame.speakers for who in held.entities]
        assert people == [one.speakers[0].name]
        assert layer.spans[session.state.hand].fragments == slot.fragments
        assert session.state.cursor == cursor
        assert len(session.done) == 1


def test_a_second_s_on_a_suggested_speaker_widens_it() -> None:
    state = a_state(('"Kami siap membuka pasar," kata petani Rina Sari, yang ditemui Senin.',))
    found = suggestions(state.reading.article, state.reading.pack)
    bare = state.reading.text.index("Rina Sari")
    (one,) = found
    mention = one.speakers[0]
    narrow = mention.span.fragments[0]._replace(start=bare, end=bare + len("Rina Sari"))
    one = replace(one, speakers=(replace(mention, span=replace(mention.span, fragments=(narrow,))),))
    session = Session(with_suggestions(state, (one,))).to("Rina").tag("SPEAKER")
    assert session.hand == "Rina Sari"
    assert session.tag("SPEAKER").hand == "petani Rina Sari"


IMPLIED = ('"Kami siap," kata Rina.', '"Tidak ada biaya," lanjutnya.')


def with_an_implied_speaker() -> Session:
    state = replace(
        a_state(IMPLIED),
        entities={"e1": Entity("e1", "person", "Rina Sari"), "e2": Entity("e2", "person", "Bima")},
    )
    session = Session(state).to("Tidak").tag("QUOTE").tag("CUE")
    session("link-person", span=session.state.frame, entity="e1")
    return session


def test_a_mention_takes_the_place_of_the_implied_speaker_with_the_person() -> None:
    session = with_an_implied_speaker()
    before = session.state.layer
    session.tag("SPEAKER")
    assert session.hand == "nya"
    frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
    assert frame.implied == ()
    assert [slot.entities for slot in frame.speakers] == [("e1",)]
    assert frame.quote.attribute("speaker_mode") == "anaphoric"
    assert "→ Rina Sari" in session.state.message
    assert session.state.layer.apply(inverse(session.done[-1])) == before


def test_a_mention_with_a_person_of_its_own_keeps_it() -> None:
    session = with_an_implied_speaker().to("lanjutnya")
    state = session.state
    session.state = replace(state, entities={**state.entities, "e3": Entity("e3", "person", "Rina")})
    frame = session.state.frame
    session.to("Rina").tag("SPEAKER")
    mention = session.state.hand
    session("link-person", span=mention, entity="e3")  # no key alone tells whether she is Rina Sari
    session("take", span=frame)
    session("link-span", span=mention)
    found = frame_of(session.state.layer, session.state.layer.spans[frame])
    assert found.implied == ()
    assert [slot.entities for slot in found.speakers] == [("e3",)]
    assert found.quote.attribute("speaker_mode") == "explicit"


def test_of_several_implied_people_only_the_one_who_is_mentioned_goes() -> None:
    session = with_an_implied_speaker()
    session("link-person", span=session.state.frame, entity="e2")
    session.tag("SPEAKER")
    frame = frame_of(session.state.layer, session.state.layer.spans[session.state.frame])
    assert set(frame.implied) == {"e1", "e2"}, "which of them is mentioned is for a person to say"


PIECES = [
    *(
        "Rina",
        "Bima Saputra",
        "petani",
        "Bupati Muara",
        "S.H.",
        "M.Si.",
        "(45)",
        "warga Muara",
        "kata",
        "dari",
    ),
    *(
        "dikutip dari",
        "Menurut",
        "mengatakan",
        "Senin",
        "15/5/2026",
        "dan",
        "itu",
        "lanjutnya",
        "Dalam Negeri",
    ),
    *(",", ".", '"', "“", "”", ":", "dia", "pasar"),
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=2, max_size=24).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(line=TEXTS, places=st.lists(st.tuples(st.sampled_from("qcso"), st.integers(0, 200)), max_size=6))
def test_widening_ends_spares_other_labels_and_makes_nothing_twice(
    line: str, places: list[tuple[str, int]]
) -> None:
    names = {"q": "QUOTE", "c": "CUE", "s": "SPEAKER", "o": "SOURCE"}
    session = Session(a_state((line,)))
    for key, offset in places:
        session("click", offset=min(offset, len(line) - 1))
        if key in "qc":
            session.tag(names[key])
            continue
        others = None
        for _ in range(12):
            before = session.state.layer
            session.tag(names[key])
            if session.state.layer == before:
                break
            hand = session.state.layer.spans[session.state.hand]
            rest = [span for span in session.state.layer.spans.values() if span.id != hand.id]
            apart = {span.id for span in rest if span.end <= hand.start or hand.end <= span.start}
            if others is not None:
                assert others <= apart, "what was apart from the mention stays apart from it"
            others = apart
        else:
            raise AssertionError("there is always something wider")
        marked = [(span.label, span.fragments) for span in session.state.layer.spans.values()]
        assert len(marked) == len(set(marked))


def test_widening_is_only_promised_where_something_is_left_to_widen_by() -> None:
    for office, further in ((", Wali Kota Muara", "s again widens it."), ("", "r moves its borders.")):
        session = Session(a_state((f'"Kami menolak," kata Rina Wulandari{office}.',))).to("Kami").tag("QUOTE")
        session.tag("SPEAKER").to('"').tag("SPEAKER")
        assert session.state.message == f"“Rina Wulandari” is a speaker already; {further}"


@pytest.mark.parametrize("name", ["borders", "delete", "attribute", "link", "same-mentions", "last-speaker"])
def test_what_is_said_of_labels_tells_so_where_none_is_in_hand(name: str) -> None:
    state = a_state(("Rina menolak.",))
    (command,) = [one for one in COMMANDS if one.id == name]
    assert not command.when(state)
    told = why_not(command.id, command.title, command.when, state)
    assert told.endswith("is for a label, and none is in hand: put the cursor on one; . goes to the next.")


@pytest.mark.parametrize("name", ["implied-person", "speaker-before", "add-part", "delete-frame"])
def test_what_is_said_of_quotes_tells_so_where_no_label_is(name: str) -> None:
    state = a_state(("Rina menolak.",))
    (command,) = [one for one in COMMANDS if one.id == name]
    assert "is for quotes, and none is in hand" in why_not(command.id, command.title, command.when, state)


def test_what_is_said_of_quotes_tells_so_where_no_quote_is_in_hand() -> None:
    session = Session(a_state(("Rina menolak.",))).to("Rina").tag("SPEAKER")
    (command,) = [one for one in COMMANDS if one.id == "uncertain"]
    assert not command.when(session.state)
    assert "is for quotes" in why_not(command.id, command.title, command.when, session.state)
