from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import PackError
from annotator.lang import pack as packs
from annotator.lang.guess import guess_language
from annotator.lang.kinds import is_boilerplate, paragraph_kinds
from annotator.lang.pack import bundled_languages, clitics_of, load_pack, load_token_pack
from annotator.text.lines import split_lines


def test_bundled_packs_load() -> None:
    assert bundled_languages() == ("en", "id")
    for lang in (*bundled_languages(), "xx"):
        pack = load_pack(lang)
        assert (pack.name, pack.lang, pack.problems) == (lang, lang, ())
        assert pack.version
        assert pack.marks
        assert load_pack(lang) is pack


@pytest.mark.parametrize("lang", [*bundled_languages(), "xx", "id-ID", "de"])
def test_what_tokens_need_of_a_pack_is_as_in_the_whole(lang: str) -> None:
    whole, part = load_pack(lang), load_token_pack(lang)
    assert (part.name, part.version, part.lang) == (whole.name, whole.version, whole.lang)
    assert clitics_of(part) == clitics_of(whole)


def test_names_of_languages() -> None:
    assert load_pack("id-ID") is load_pack("ID_id") is load_pack("id")
    assert load_pack("de") is load_pack("") is load_pack("../id") is load_pack("xx")


def test_lists_have_no_doubles_and_no_capitals() -> None:
    for lang in bundled_languages():
        pack = load_pack(lang)
        for words in (pack.speech_bare, pack.speech_clitic, pack.speech_lead, pack.relay, pack.according):
            assert all(word == word.casefold() and word == " ".join(word.split()) for word in words)
        assert not any(word.endswith(".") for word in pack.abbreviations)


def test_every_verb_with_a_clitic_is_cut_by_the_rule() -> None:
    pack = load_pack("id")
    clitics = clitics_of(pack)
    assert clitics is not None
    for word in (*pack.speech_clitic, "menurutnya", "Katanya"):
        assert clitics.cut(word) == 3, word
    for word in (
        *pack.speech_bare,
        *pack.speech_lead,
        "hanya",
        "bertanya",
        "Kenya",
        "pelaku",
        "Maluku",
        "ilmu",
    ):
        assert clitics.cut(word) == 0, word
    assert clitics_of(load_pack("en")) is None


def test_a_project_adds_and_removes_words(tmp_path: Path) -> None:
    extra = tmp_path / "kami.toml"
    extra.write_text('[cues]\nbare = ["Desis"]\n[remove]\nbare = ["kata"]\n', encoding="utf-8")
    pack, bundled = load_pack("id", extra), load_pack("id")
    assert pack.speech_bare == (*bundled.speech_bare[1:], "desis")
    assert pack.problems == ()
    assert pack.version.startswith(bundled.version + "+")
    assert load_pack("id", tmp_path) == pack
    extra.write_text("# nothing\n", encoding="utf-8")
    assert load_pack("id", extra) == bundled


def test_what_is_wrong_in_additions_is_told_and_the_rest_works(tmp_path: Path) -> None:
    extra = tmp_path / "kami.toml"
    extra.write_text(
        '[cues]\nbare = ["desis"]\nlead = "x"\n\n[salah]\na = 1\n[words]\ntitles = [1]\nlain = ["x"]\n',
        encoding="utf-8",
    )
    pack = load_pack("id", extra)
    assert pack.speech_bare[-1] == "desis"
    assert pack.speech_lead == load_pack("id").speech_lead
    assert pack.problems == (
        f"{extra}, line 3, cues.lead: must be a list of strings that are not empty.",
        f"{extra}, line 5, salah: unknown table.",
        f"{extra}, line 8, words.titles: must be a list of strings that are not empty.",
        f"{extra}, line 9, words.lain: unknown key.",
    )


def test_a_folder_adds_to_every_language_and_a_folder_in_it_to_one(tmp_path: Path) -> None:
    (tmp_path / "id").mkdir()
    (tmp_path / "semua.toml").write_text('[cues]\noutlets = ["Kabar Teluk"]\n', encoding="utf-8")
    (tmp_path / "id" / "kami.toml").write_text('[rules]\noff = ["bare"]\n', encoding="utf-8")
    indonesian, english = load_pack("id", tmp_path), load_pack("en", tmp_path)
    assert "kabar teluk" in indonesian.outlets & english.outlets
    assert (indonesian.rules_off, english.rules_off) == ({"bare"}, frozenset())


def test_a_folder_for_a_new_language_makes_a_pack(tmp_path: Path) -> None:
    (tmp_path / "jv").mkdir()
    (tmp_path / "jv" / "pack.toml").write_text(
        '[pack]\nversion = "3"\n[cues]\nbare = ["ujare"]\n', encoding="utf-8"
    )
    pack = load_pack("jv", tmp_path)
    assert (pack.name, pack.lang, pack.speech_bare, pack.problems) == ("jv", "jv", ("ujare",), ())
    assert pack.version.startswith("3+")
    assert pack.marks == load_pack("xx").marks
    assert load_pack("su", tmp_path) == load_pack("xx")


def test_a_rule_that_there_is_not_cannot_be_turned_off(tmp_path: Path) -> None:
    extra = tmp_path / "kami.toml"
    extra.write_text('[rules]\noff = ["lead", "lunch"]\n[cues]\nbare = ["desis"]\n', encoding="utf-8")
    pack = load_pack("id", extra)
    assert pack.problems[0].startswith(
        f"{extra}, line 2, rules.off: there is no rule 'lunch'; there are direct-after"
    )
    assert pack.speech_bare[-1] == "desis"


def test_one_broken_file_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[cues\n", encoding="utf-8")
    (tmp_path / "b.toml").write_text('[cues]\nbare = ["desis"]\n', encoding="utf-8")
    pack = load_pack("id", tmp_path)
    assert pack.speech_bare[-1] == "desis"
    assert len(pack.problems) == 1
    assert pack.problems[0].startswith(f"{tmp_path / 'a.toml'}, line 1")


@pytest.mark.parametrize("content", [b"[cues\n", b"\xff\xfe", None])
def test_additions_that_cannot_be_read_are_told(tmp_path: Path, content: bytes | None) -> None:
    extra = tmp_path / "kami.toml"
    if content is not None:
        extra.write_bytes(content)
    pack = load_pack("id", extra)
    assert len(pack.problems) == 1
    assert str(extra) in pack.problems[0]
    assert pack.version == load_pack("id").version


def test_a_broken_bundled_pack_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx").mkdir()
    file = tmp_path / "xx" / "pack.toml"
    file.write_text('[pack]\nname = "xx"\nversion = ""\nlang = "xx"\n', encoding="utf-8")
    monkeypatch.setattr(packs, "_FOLDER", tmp_path)
    packs._bundled.cache_clear()
    bundled_languages.cache_clear()
    try:
        with pytest.raises(PackError, match=r"pack\.toml, line 3, pack\.version"):
            load_pack("xx")
    finally:
        monkeypatch.undo()
        packs._bundled.cache_clear()
        bundled_languages.cache_clear()


BODY = "Warga desa itu sudah lama menunggu jembatan baru yang dijanjikan, dan pekerjaan akan segera dimulai."


@pytest.mark.parametrize(
    "expected",
    [
        [("Jembatan Baru Segera Dibangun", "title"), (BODY, "body"), (BODY, "body")],
        [("Kapan Jembatan Dibangun?", "title"), (BODY, "body")],
        [("WARTA.COM - " + BODY, "body"), (BODY, "body")],
        [("WARTAWAN, KOTA (Kantor) — Hujan turun", "body"), (BODY, "body")],
        [("Jembatan Baru Segera Dibangun", "body")],
        [("Hujan turun.", "body"), (BODY, "body")],
        [("ADVERTISEMENT", "boilerplate"), ("Jembatan Baru", "title"), (BODY, "body")],
        [
            (BODY, "body"),
            ("Baca juga: Jalan Rusak", "boilerplate"),
            ("Rani: Kami Siap", "heading"),
            (BODY, "body"),
        ],
        [(BODY, "body"), ("Mengapa Terlambat?", "heading"), (BODY, "body")],
        [("Judul", "title"), ("Sub Judul", "heading"), (BODY, "body")],
        # a list is no row of headings, nor is its only item
        [(BODY, "body"), ("beras", "body"), ("gula", "body"), (BODY, "body")],
        [(BODY[:-1] + ":", "body"), ("beras", "body"), (BODY, "body")],
        [(BODY, "body"), ("1. Beras", "body"), (BODY, "body")],
        [(BODY, "body"), ("- Beras", "body"), (BODY, "body")],
        [(BODY, "body"), ("“Kami Siap”", "body"), (BODY, "body")],
        [(BODY, "body"), ("Selesai", "body")],
        [],
    ],
)
def test_kinds(expected: list[tuple[str, str]]) -> None:
    text = "\r\n".join(line for line, _ in expected)
    assert paragraph_kinds(text, split_lines(text), load_pack("id")) == [kind for _, kind in expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Baca juga: Jalan Rusak", True),
        ("baca  JUGA : Jalan Rusak", True),
        ("Baca juga:", True),
        ("Baca juga buku itu, kata guru kami.", False),
        ("SCROLL TO CONTINUE WITH CONTENT", True),
        ("[Gambas:Video 20detik]", True),
        ("Simak Video 'Jembatan Roboh':", True),
        ("Tonton juga video “Jembatan” di sini:", True),
        ("Baca juga: " + "panjang " * 60, False),
        ("Kami membaca juga: itu", False),
        ("", False),
    ],
)
def test_boilerplate(line: str, expected: bool) -> None:
    assert is_boilerplate(line, load_pack("id")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, "id"),
        ("The bridge was promised to the people of the village, and it will be built by the council.", "en"),
        ("Die Brücke wurde den Menschen im Dorf seit langem versprochen und wird nun gebaut.", "xx"),
        ("橋が建設される予定です。", "xx"),
        ("", "xx"),
        ("di", "xx"),
    ],
)
def test_guessing_the_language(text: str, expected: str) -> None:
    assert guess_language(text) == expected
