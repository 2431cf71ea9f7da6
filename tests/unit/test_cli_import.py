"""`annotator import`: what comes in, what does not, and what each is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlite_utils import Database

from annotator.cli.incoming import Intake
from annotator.store import search
from annotator.store.imports import Incoming
from tests.unit.cli_runs import Program, a_line, a_quote


def write(path: str, *lines: str) -> Path:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def test_plain_text_and_a_folder(program: Program) -> None:
    write("news/b.txt", "“Ya,” katanya.")
    write("news/deep/a.txt", "“Tidak,” katanya.")
    write("news/.hidden.txt", "x")
    write("news/picture.png", "x")
    program.ok("init")
    assert program.ok("import", "news") == "2 articles came in.\n"
    listed = program("articles", "--json").json
    assert [row["id"] for row in listed] == ["a", "b"]


def test_labels_go_where_the_line_says_or_to_whoever_imports(program: Program) -> None:
    write(
        "x.jsonl", a_line("a1", layer="budi", spans=[a_quote()]), a_line("a2", "Ia diam.", spans=[a_quote()])
    )
    program.ok("init")
    out = program.ok("import", "x.jsonl")
    assert "2 articles came in; 2 layers with 2 spans" in out
    assert "New members: budi." in out
    assert [row["layer"] for row in program("layers", "--json").json] == ["anna", "budi"]
    assert {row["name"] for row in program("members", "--json").json} == {"anna", "budi"}


def test_a_second_import_brings_nothing_and_is_no_failure(program: Program) -> None:
    write("x.jsonl", a_line(layer="budi", spans=[a_quote()]))
    write("y.txt", "“Lain,” katanya.")
    program.ok("init")
    program.ok("import", "x.jsonl", "y.txt")
    ran = program("import", "x.jsonl", "y.txt")
    assert ran.status == 0
    assert ran.out == "0 articles came in; 2 here already.\n"
    assert "here already, as y" in ran.err


def test_other_labels_in_a_filled_layer_are_refused_unless_another_is_named(program: Program) -> None:
    program.ok("init")
    program.ok("import", write("x.jsonl", a_line(layer="budi", spans=[a_quote()])))
    other = write("x.jsonl", a_line(layer="budi", spans=[a_quote(end=3)]))
    ran = program("import", other)
    assert ran.status == 1
    assert "1 refused" in ran.out
    assert "--layer" in ran.err
    assert program("show", "a1", "--layer", "budi", "--json").json["spans"][0]["end"] == 5
    assert "1 layer with 1 span" in program.ok("import", other, "--layer", "cici")
    assert program("show", "a1", "--layer", "cici", "--json").json["spans"][0]["end"] == 3


def test_only_reviewers_bring_in_gold(program: Program) -> None:
    program.ok("init")
    program.ok("members", "add", "budi")
    gold = write("x.jsonl", a_line(layer="gold", spans=[a_quote()]))
    ran = program("import", gold, "--as", "budi")
    assert ran.status == 1
    assert "only reviewers write gold" in ran.err
    assert program("articles", "--json").json == []
    assert program("import", gold, "--as", "budi", "--layer", "gold").status == 2
    assert "1 layer" in program.ok("import", gold, "--as", "anna")


def test_layers_that_can_be_no_members_are_refused(program: Program) -> None:
    program.ok("init")
    for layer in ("suggest:id@1", "people", "a/b"):
        ran = program("import", write("x.jsonl", a_line(layer=layer, spans=[a_quote()])))
        assert ran.status == 1
        assert "--layer names another" in ran.err
    assert program("import", "x.jsonl", "--layer", "people").status == 2


def test_labels_get_other_names_and_unknown_ones_are_declared(program: Program) -> None:
    program.ok("init")
    spans = [a_quote("s1", label="Source"), a_quote("s2", label="VERB")]
    ran = program("import", write("x.jsonl", a_line(spans=spans)), "--map", "Source=SPEAKER")
    assert ran.status == 0
    assert "New in the scheme: label VERB." in ran.out
    assert "# label VERB" in program.ok("scheme")
    found = program("show", "a1", "--json").json["spans"]
    assert {span["label"] for span in found} == {"SPEAKER", "VERB"}


def test_a_map_that_is_none(program: Program) -> None:
    program.ok("init")
    write("x.txt", "Kata.")
    for maps in (["A"], ["=B"], ["A="], ["A=B", "A=C"]):
        options = [part for one in maps for part in ("--map", one)]
        assert program("import", "x.txt", *options).status == 2


def test_a_key_that_was_passed_over_is_a_loss(program: Program) -> None:
    program.ok("init")
    ran = program("import", write("x.jsonl", a_line(mood="sour")))
    assert ran.status == 1
    assert "mood" in ran.err
    assert "1 article came in" in ran.out


def test_a_dry_run_changes_nothing(program: Program) -> None:
    program.ok("init")
    before = program.ok("log")
    out = program.ok("import", write("x.jsonl", a_line(layer="budi", spans=[a_quote()])), "--dry-run")
    assert "1 article would come in; 1 layer with 1 span" in out
    assert program("articles", "--json").json == []
    assert program.ok("log") == before
    assert program("import", "x.jsonl", "--dry-run", "--as", "nobody").status == 0
    assert [row["name"] for row in program("members", "--json").json] == ["anna"]


def test_ids_get_a_prefix_and_languages_are_told(program: Program) -> None:
    program.ok("init")
    program.ok("import", write("a.txt", "Voilà."), "--id-prefix", "fr-", "--lang", "fr")
    (row,) = program("articles", "--json").json
    assert (row["id"], row["lang"]) == ("fr-a", "fr")
    assert program("import", write("b.txt", "Oui."), "--id-prefix", "x\x1b").status == 1


def test_lines_are_joined_where_that_is_wanted(program: Program) -> None:
    program.ok("init")
    program.ok("import", write("a.txt", "Satu", "dua.", "", "Tiga."), "--wrapped")
    program.ok("import", write("b.txt", "Satu", "dua.", "", "Lima."), "--no-wrapped")
    assert len(program("show", "a", "--json").json["paragraphs"]) == 2
    assert len(program("show", "b", "--json").json["paragraphs"]) == 3


def test_an_export_comes_back_byte_for_byte(program: Program) -> None:
    program.ok("demo", "--no-open")
    made = Path("annotator-demo/exports/demo")
    program.ok("init", "back.db")
    out = program.ok("import", made, "-p", "back.db")
    assert "5 articles came in; 10 layers" in out
    program.ok("export", "-p", "back.db", "--format", "jsonl", "--layer", "all", "--out", "again")
    for file in ("spans/all.jsonl", "spans/entities.jsonl"):
        assert (Path("again") / file).read_bytes() == (made / file).read_bytes()


def test_an_export_with_a_split_that_got_no_article_comes_back(program: Program) -> None:
    program.ok("demo", "--no-open")
    made = Path("annotator-demo/exports/demo")
    (made / "spans" / "none.jsonl").write_bytes(b"")
    program.ok("init", "back.db")
    assert "5 articles came in; 10 layers" in program.ok("import", made, "-p", "back.db")


def test_flags_on_untouched_articles_come_back_too(program: Program) -> None:
    program.ok("init")
    program.ok("import", write("x.jsonl", a_line(layer="budi", state="new", flagged=True)))
    program.ok("export", "--format", "jsonl", "--state", "any", "--out", "one")
    assert '"state":"new","flagged":true' in Path("one/spans/all.jsonl").read_text(encoding="utf-8")


def test_json_tells_everything(program: Program) -> None:
    program.ok("init")
    write("x.jsonl", a_line(layer="budi", spans=[a_quote()]), a_line("a1", "Lain."))
    ran = program("import", "x.jsonl", "none.txt", "--json")
    assert ran.status == 3
    told = ran.json
    assert told["articles"] == {"added": 1, "same": 0, "refused": 1}
    assert (told["spans"], told["members"], len(told["unreadable"])) == (1, ["budi"], 1)


def test_long_lists_of_sentences_are_cut(program: Program) -> None:
    for number in range(30):
        write(f"many/{number}.txt", f"Kata {number}.")
    program.ok("init")
    program.ok("import", "many")
    ran = program("import", "many")
    assert ran.status == 0
    assert len(ran.err.splitlines()) == 21
    assert "10 more sentences" in ran.err


def test_conll_with_a_map_file_goes_into_a_layer_of_its_own(program: Program) -> None:
    program.ok("init")
    write("map.toml", "[labels]", 'Q = { label = "QUOTE", attributes = { type = "direct" } }')
    write("news.conll", "“Ya” B-Q", ", O", "kata B-V", "")
    out = program.ok("import", "news.conll", "--map", "map.toml", "--map", "V=CUE", "--layer", "budi")
    assert "1 article came in; 1 layer with 2 spans" in out
    spans = program("show", "news", "--layer", "budi", "--json").json["spans"]
    assert [(span["label"], span["text"]) for span in spans] == [("QUOTE", "“Ya”"), ("CUE", "kata")]
    assert "0 articles came in; 1 here already" in program.ok(
        "import", "news.conll", "--map", "map.toml", "--map", "V=CUE", "--layer", "budi"
    )


def test_our_own_conll_brings_its_labels_to_the_article_that_is_here(program: Program) -> None:
    program.ok("init")
    program.ok("import", write("x.jsonl", a_line(spans=[a_quote(), a_quote("s2", 6, 10, "CUE")])))
    program.ok("export", "--format", "conll", "--out", "out")
    ran = program("import", "out", "--layer", "model")
    assert "0 articles came in; 1 layer with 2 spans" in ran.out
    found = program("show", "a1", "--layer", "model", "--json").json["spans"]
    assert [(span["label"], span["start"], span["end"]) for span in found] == [
        ("QUOTE", 0, 5),
        ("CUE", 6, 10),
    ]


def test_maps_cuts_and_dialects_that_are_none(program: Program) -> None:
    program.ok("init")
    write("x.conll", "a O")
    for options in (["--map", "parc"], ["--cut", "("], ["--dialect", "io"]):
        assert program("import", "x.conll", *options).status == 2
    assert program("import", "x.conll", "--map", "no.toml").status == 3


def test_a_name_that_was_changed_is_told_once_for_all_files_and_is_no_loss(program: Program) -> None:
    program.ok("init")
    for name in ("a", "b"):
        write(f"in/{name}.conll", f"{name} B-Per")
    ran = program("import", "in")
    assert ran.status == 0
    assert ran.err.count("came in as PER") == 1
    assert "New in the scheme: label PER." in ran.out


def test_a_dry_run_tells_what_is_new_once_though_it_comes_in_many_batches(program: Program) -> None:
    program.ok("init")
    person = {"id": "e1", "kind": "person", "name": "Sari"}
    link = {"id": "l1", "label": "refers_to", "from": "s1", "entity": "e1"}
    labels = {"spans": [a_quote(label="ODD")]}
    people = {"entities": [person], "links": [link], "layer": "budi"}
    lines = [a_line(f"a{n}", f"“Ya,” katanya. {n}", **people, **labels) for n in range(450)]
    ran = program("import", write("x.jsonl", *lines), "--dry-run")
    assert "450 articles would come in; 450 layers with 450 spans and 1 new person" in ran.out
    assert "New in the scheme: label ODD." in ran.out
    assert "New members: budi." in ran.out


def test_stopped_midway_it_says_how_far_it_got_and_the_next_one_goes_on(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.ok("init")
    lines = [a_line(f"a{n}", f"“Ya,” katanya. {n}", spans=[a_quote()]) for n in range(300)]
    write("x.jsonl", *lines)
    read = Intake.read

    def stopped(self: Intake, paths: Sequence[Path]) -> Iterator[Incoming]:
        for number, one in enumerate(read(self, paths)):
            if number == 250:
                raise KeyboardInterrupt
            yield one

    with monkeypatch.context() as hand:
        hand.setattr(Intake, "read", stopped)
        ran = program("import", "x.jsonl")
    assert ran.status == 130
    assert ran.err.splitlines() == [
        "Stopped: 200 articles and 200 layers came in; import again for the rest."
    ]
    assert program("check").status == 0
    assert "100 articles came in; 100 layers with 100 spans" in program.ok("import", "x.jsonl")


def test_an_answer_to_a_note_that_is_not_here_is_kept_and_named(program: Program) -> None:
    question = {"id": "n1", "text": "?"}
    answers = [{"id": "n2", "text": "!", "re": "n1"}, {"id": "n3", "text": "!", "re": "bela:n1"}]
    write(
        "x.jsonl",
        a_line("a1", layer="anna", notes=[question, *answers]),
        a_line("a1", layer="bela", notes=[{"id": "n1", "text": "?", "re": "anna:n2"}]),
        a_line("a1", layer="cici", notes=[{"id": "n1", "text": "?", "re": "anna:n9"}]),
    )
    program.ok("init")
    told = program("import", "x.jsonl", "--json").json
    assert told["remarks"] == [
        "x.jsonl, line 3: the note n1 answers anna:n9, which is not here; it was kept."
    ]
    assert told["lost"] == []


def test_stopped_inside_a_batch_it_counts_only_what_is_kept(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.ok("init")
    lines = [a_line(f"a{n}", f"“Ya,” katanya. {n}", spans=[a_quote()]) for n in range(300)]
    write("x.jsonl", *lines)
    index_new, calls = search.index_new, []

    def stopped(db: Database) -> None:
        calls.append(db)
        if len(calls) == 2:
            raise KeyboardInterrupt
        index_new(db)

    with monkeypatch.context() as hand:
        hand.setattr(search, "index_new", stopped)
        ran = program("import", "x.jsonl")
    assert ran.status == 130
    assert ran.err.splitlines() == [
        "Stopped: 200 articles and 200 layers came in; import again for the rest."
    ]
    assert "100 articles came in; 100 layers with 100 spans" in program.ok("import", "x.jsonl")


@pytest.mark.parametrize("form", ["spans", "conllup", "brat", "conll"])
def test_a_formats_folder_in_an_export_comes_in_like_the_export(program: Program, form: str) -> None:
    program.ok("init")
    program.ok("import", write("x.jsonl", a_line("a1", layer="budi", spans=[a_quote()])))
    program.ok("export", "--format", "jsonl,conllup,brat,conll", "--split", "80,10,10", "--out", "o")
    program.ok("init", "other.db")
    ran = program("import", "-p", "other.db", f"o/{form}")
    assert (ran.status, ran.out.splitlines()[1:]) == (0, ["New members: budi."])
    assert "1 article came in; 1 layer with 1 span" in ran.out


def test_files_of_a_folder_whose_names_say_nothing_are_told(program: Program) -> None:
    write("news/a.txt", "“Ya,” katanya.")
    for name in ("b.json", "deep/c.json", "deep/README", ".hidden"):
        write(f"news/{name}", "{}")
    program.ok("init")
    ran = program("import", "news")
    assert ran.status == 0
    assert ran.err == (
        "news: 3 files were passed over, by the name nothing that can be read (.json, no ending).\n"
    )


def test_folders_of_an_export_tell_of_nothing_that_was_passed_over(program: Program) -> None:
    program.ok("demo", "--no-open")
    program.ok(
        "export",
        "-p",
        "annotator-demo/annotator.db",
        "--format",
        "brat,conllup",
        "--out",
        "o",
        "--layer",
        "sari",
    )
    for name in ("brat", "conllup"):
        program.ok("init", f"{name}.db")
        assert "passed over" not in program("import", "-p", f"{name}.db", f"o/{name}").err


def test_a_corpus_in_one_file_without_marks_is_one_article_and_says_so(program: Program) -> None:
    write("x.conll", *(f"Kata{number} O\n" for number in range(201)))
    program.ok("init")
    ran = program("import", "x.conll", "--dry-run")
    assert "all of it is one, of 201 blocks; --cut REGEX finds where others begin." in ran.err
    assert ran.status == 0
    assert "--cut" not in program("import", "x.conll", "--dry-run", "--cut", "^Kata").err
    write("y.conll", *(f"Kata{number} O\n" for number in range(200)))
    assert "--cut" not in program("import", "y.conll", "--dry-run").err
