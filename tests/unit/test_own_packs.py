"""Words that a project or a person adds to a language pack, and what happens where they are wrong."""

from __future__ import annotations

from pathlib import Path

from annotator.lang.own import Packs
from annotator.lang.pack import load_pack
from tests.unit.cli_runs import Program, a_line, a_quote

SAID = "“Kami menanam seribu pohon di taman,” gumamin Rina Wulandari."
"""The verb is no Indonesian pack's."""
WORDS = '[cues]\nbare = ["gumamin"]\n'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_folder_beside_the_project_adds_to_its_packs(tmp_path: Path) -> None:
    write(tmp_path / "packs" / "id" / "verbs.toml", WORDS)
    packs = Packs(tmp_path / "annotator.db")
    assert "gumamin" in packs("id").speech_bare
    assert packs("id").version != load_pack("id").version, "suggestions say which words they come from"
    assert packs("en") == load_pack("en")
    assert packs.problems == []


def test_a_file_in_the_folder_itself_adds_to_every_language(tmp_path: Path) -> None:
    write(tmp_path / "packs" / "titles.toml", '[words]\ntitles = ["nakhoda"]\n')
    packs = Packs(tmp_path / "annotator.db")
    assert all("nakhoda" in packs(lang).titles for lang in ("id", "en", "xx"))


def test_the_persons_own_words_come_on_top(tmp_path: Path) -> None:
    write(tmp_path / "packs" / "id" / "verbs.toml", WORDS)
    write(tmp_path / "mine" / "more.toml", '[cues]\nbare = ["bisikin"]\n[remove]\nbare = ["gumamin"]\n')
    pack = Packs(tmp_path / "annotator.db", lambda lang: tmp_path / "mine")("id")
    assert "bisikin" in pack.speech_bare
    assert "gumamin" not in pack.speech_bare


def test_what_is_wrong_is_told_by_file_line_and_key_and_the_rest_counts(tmp_path: Path) -> None:
    write(tmp_path / "packs" / "id" / "a.toml", WORDS + "lead = 3\n")
    write(tmp_path / "packs" / "id" / "b.toml", "[cues\n")
    write(tmp_path / "mine" / "c.toml", "[nothing]\n")
    packs = Packs(tmp_path / "annotator.db", lambda lang: tmp_path / "mine")
    assert "gumamin" in packs("id").speech_bare
    first, second, third = packs.problems
    assert first.startswith(f"{tmp_path / 'packs' / 'id' / 'a.toml'}, line 3, cues.lead: ")
    assert f"{tmp_path / 'packs' / 'id' / 'b.toml'}, line 1" in second
    assert f"{tmp_path / 'mine' / 'c.toml'}, line 1, nothing: " in third


def test_no_folder_is_no_addition(tmp_path: Path) -> None:
    assert Packs(tmp_path / "annotator.db")("id") == load_pack("id")


def test_suggest_reads_with_the_projects_words(program: Program) -> None:
    write(
        Path("x.txt"), "Ceritane Rina Wulandari, taman itu buka sampai malam dan boleh didatangi siapa saja."
    )
    program.ok("init")
    program.ok("import", "x.txt", "--lang", "id")
    assert program("suggest", "--json").json == {"articles": 1, "suggestions": 0}
    write(Path("packs/id/according.toml"), '[cues]\naccording = ["ceritane"]\n')
    assert program("suggest", "--json").json == {"articles": 1, "suggestions": 1}, "read anew by other words"
    assert program("suggest", "--json").json == {"articles": 0, "suggestions": 0}


def test_tokens_of_an_export_are_the_same_with_the_projects_words_and_without(program: Program) -> None:
    write(Path("lines.jsonl"), a_line("a1", SAID, lang="id", layer="anna", state="done", spans=[a_quote()]))
    program.ok("init")
    program.ok("import", "lines.jsonl")
    program.ok("export", "--format", "conll", "--out", "before")
    write(Path("packs/id/clitics.toml"), '[clitics]\nsuffixes = ["in"]\n')
    program.ok("export", "--format", "conll", "--out", "after")
    before, after = (next(Path(name).rglob("*.quotes.conll")).read_bytes() for name in ("before", "after"))
    assert before == after


def test_a_broken_pack_is_told_and_suggest_goes_on(program: Program) -> None:
    write(Path("x.txt"), SAID)
    program.ok("init")
    program.ok("import", "x.txt", "--lang", "id")
    write(Path("packs/id/verbs.toml"), "[cues]\nbare = 3\n")
    ran = program("suggest")
    assert ran.status == 0
    assert "packs/id/verbs.toml, line 2, cues.bare" in ran.err
