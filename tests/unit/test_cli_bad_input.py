"""Bad input: each gets one clear sentence and the right exit status, and nothing is lost."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.formats.folder import EXPORT_FORMAT, MANIFEST
from annotator.store import lock
from annotator.store.opening import open_project
from tests.unit.cli_runs import REPOSITORY, Program, Ran, a_line, a_quote, one_sentence, really

PROJECT = Path("annotator.db")


@pytest.fixture
def kept(program: Program) -> Iterator[Program]:
    """A project with one labelled article, which is there and whole at the end, whatever happened."""
    Path("good.jsonl").write_text(a_line("good", "“Baik,” katanya.", layer="budi", spans=[a_quote()]))
    program.ok("init")
    program.ok("import", "good.jsonl")
    yield program
    assert program("show", "good", "--layer", "budi", "--json").json["spans"][0]["label"] == "QUOTE"
    assert "is whole" in program.ok("check")
    assert not [path.name for path in Path().iterdir() if path.name.startswith((".", "annotator.db-"))]


def ids(program: Program) -> list[str]:
    return [row["id"] for row in program("articles", "--json").json]


def import_bytes(program: Program, content: bytes, name: str = "bad.txt", *options: str) -> Ran:
    Path(name).write_bytes(content)
    Path("fine.txt").write_text("Kata baik.")
    ran = program("import", name, "fine.txt", *options)
    assert "fine" in ids(program), "the other file must come in all the same"
    return ran


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", ["no text"]),
        (b" \n\r\n\t", ["no text"]),
        (b"Kata \xe9 orang", ["byte 5", "0xe9", "--encoding"]),
        (b"Kata\x00orang", ["NUL", "character 4"]),
        ("Kata".encode("utf-16"), ["byte 0", "--encoding"]),
        (b"\xed\xa0\x80", ["byte 0"]),
    ],
)
def test_text_that_is_none(kept: Program, content: bytes, words: list[str]) -> None:
    ran = import_bytes(kept, content)
    assert ran.status == 3
    assert one_sentence(ran.err)
    assert all(word in ran.err for word in ["bad.txt", *words])
    assert "bad" not in ids(kept)


def test_the_encoding_that_was_offered_works(kept: Program) -> None:
    assert import_bytes(kept, b"Kata \xe9 orang", "bad.txt", "--encoding", "cp1252").status == 0
    assert kept("show", "bad", "--json").json["text"] == "Kata é orang"
    ran = kept("import", "bad.txt", "--encoding", "klingon")
    assert (ran.status, one_sentence(ran.err)) == (2, True)


def test_a_byte_order_mark_is_dropped_and_told(kept: Program) -> None:
    ran = import_bytes(kept, "\ufeffKata orang.".encode())
    assert ran.status == 0
    assert "byte order mark" in ran.err
    assert kept("show", "bad", "--json").json["text"] == "Kata orang."


def test_line_ends_of_windows_are_kept(kept: Program) -> None:
    assert import_bytes(kept, "Judul\r\n“Ya,” katanya.\r\n".encode()).status == 0
    found = kept("show", "bad", "--json").json
    assert found["text"] == "Judul\r\n“Ya,” katanya.\r\n"
    assert [(part["start"], part["end"]) for part in found["paragraphs"]] == [(0, 5), (7, 21)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "x", "text": "half \\ud83d of it"}', ["line 2", "surrogate"]),
        ('{"id": "x", "text": "nul \\u0000"}', ["line 2", "NUL"]),
        ('{"id": "x"', ["line 2", "column", "not JSON"]),
        ('{"id": "x", "id": "y", "text": "t"}', ["line 2", "twice"]),
        ('{"id": "x", "text": "t", "score": NaN}', ["line 2", "NaN"]),
        ("[" * 100_000, ["line 2", "nested"]),
        (
            '{"id": "x", "text": "t", "spans": [{"id": "s1", "label": "QUOTE", "start": 0, "end": 9}]}',
            ["end", "9"],
        ),
        ('{"id": "x", "text": "t", "sha256": "00"}', ["sha256"]),
        ('["x"]', ["line 2", "object"]),
    ],
)
def test_json_lines_that_are_none(kept: Program, line: str, words: list[str]) -> None:
    ran = import_bytes(kept, (a_line("before", "Sebelum.") + "\n" + line + "\n").encode(), "bad.jsonl")
    assert ran.status == 3
    assert one_sentence(ran.err)
    assert all(word in ran.err for word in ["bad.jsonl", *words])
    assert "before" in ids(kept)
    assert "x" not in ids(kept)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \r\n"])
def test_json_lines_without_any(kept: Program, content: bytes) -> None:
    ran = import_bytes(kept, content, "bad.jsonl")
    assert ran.status == 3
    assert one_sentence(ran.err)
    assert "bad.jsonl: there is no article in it" in ran.err


def test_what_is_no_file(tmp_path: Path) -> None:
    really("init", cwd=tmp_path)
    news = tmp_path / "news"
    news.mkdir()
    (tmp_path / "kata.txt").write_text("Kata.")
    (news / "link.txt").symlink_to(tmp_path / "kata.txt")
    for name in ("pipe.txt", "pipe.jsonl", "manifest.json"):
        os.mkfifo(news / name)
    (news / "null.txt").symlink_to("/dev/null")
    with socket.socket(socket.AF_UNIX) as listening, contextlib.chdir(news):
        listening.bind("socket.txt")
    ran = really("import", "news", cwd=tmp_path)
    assert ran.status == 0
    assert ran.out == "1 article came in.\n"
    assert ran.err.count("it was passed over") == 4
    for path, what in (
        ("news/pipe.txt", "a pipe"),
        ("news/socket.txt", "a socket"),
        ("/dev/null", "a device"),
    ):
        for options in ([], ["--format", "text"]):
            ran = really("import", path, *options, cwd=tmp_path)
            assert ran.status == 3
            assert one_sentence(ran.err)
            assert f"{path}: this is {what}" in ran.err


def test_json_lines_that_are_not_utf8(kept: Program) -> None:
    ran = import_bytes(kept, b'{"id": "x", "text": "\xff"}\n', "bad.jsonl")
    assert ran.status == 3
    assert "byte 21 of the file" in ran.err


def test_a_line_of_five_megabytes(kept: Program) -> None:
    text = "“Ya,” katanya. " * 340_000
    assert len(text.encode()) > 5_000_000
    Path("long.jsonl").write_text(a_line("long", text, spans=[a_quote()]), encoding="utf-8")
    Path("long.txt").write_text(text + "Selesai.", encoding="utf-8")
    assert kept("import", "long.jsonl").status == 0
    assert kept("import", "long.txt", "--id-prefix", "t-").status == 0
    assert {"long", "t-long"} <= set(ids(kept))
    assert "quote 1" in kept.ok("show", "long")
    kept.ok("export", "--format", "jsonl", "--layer", "anna", "--out", "o")
    assert json.loads(Path("o/spans/all.jsonl").read_text(encoding="utf-8"))["text"] == text


def test_the_same_text_twice_and_another_under_the_same_id(kept: Program) -> None:
    ran = import_bytes(kept, "“Baik,” katanya.".encode())
    assert (ran.status, "bad" in ids(kept)) == (0, False)
    assert "here already, as good" in ran.err
    ran = import_bytes(kept, b"Lain.", "good.txt")
    assert ran.status == 1
    assert "another text has the id 'good'" in ran.err
    assert "--id-prefix" in ran.err
    kept.ok("import", "good.txt", "--id-prefix", "two-")
    assert "two-good" in ids(kept)


@pytest.mark.parametrize("name", ["missing.txt", "missing.jsonl", "missing", "no/such/folder", "good.txt/x"])
@pytest.mark.parametrize("options", [[], ["--format", "text"]])
def test_a_file_that_is_not_there(kept: Program, name: str, options: list[str]) -> None:
    ran = kept("import", name, *options)
    assert ran.status == 3
    assert ran.err == f"{name}: there is no such file.\n"


def test_files_that_say_nothing_of_what_they_are(kept: Program) -> None:
    Path("x.doc").write_text("Kata.")
    Path("empty").mkdir()
    assert kept("import", "x.doc").status == 3
    assert kept("import", "x.doc", "--format", "text").status == 0
    ran = kept("import", "empty")
    assert (ran.status, one_sentence(ran.err)) == (1, True)
    assert kept("import", "x.doc", "--format", "word").status == 2
    assert kept("import").status == 2


def test_names_of_files_are_not_obeyed(kept: Program) -> None:
    os.mkdir(b"odd\x1b[2J\xff")
    ran = kept("import", ".")
    assert ran.status == 0
    Path(os.fsdecode(b"odd\x1b[2J\xff/\xff\x1b.txt")).write_bytes(b"\xff")
    ran = kept("import", ".")
    assert ran.status == 3
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "verb", [["stats"], ["check"], ["show", "a"], ["log"], ["import", "good.jsonl"], ["backup"]]
)
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("folder", None, "is a folder"),
        ("zero.db", b"", "0 bytes"),
        ("text.db", b"hello " * 50, "not a project"),
        ("missing.db", None, "no project"),
    ],
)
def test_what_is_no_project(
    kept: Program, verb: list[str], name: str, content: bytes | None, words: str
) -> None:
    if name == "folder":
        Path(name).mkdir()
    elif content is not None:
        Path(name).write_bytes(content)
    ran = kept(*verb, "-p", name)
    assert (ran.status, ran.out) == (3, "")
    assert one_sentence(ran.err)
    assert words in ran.err
    if content is not None:
        assert Path(name).read_bytes() == content


def test_a_project_of_a_newer_program(kept: Program) -> None:
    shutil.copy(PROJECT, "newer.db")
    with sqlite3.connect("newer.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = Path("newer.db").read_bytes()
    for verb in (["stats"], ["import", "good.jsonl"]):
        ran = kept(*verb, "-p", "newer.db")
        assert (ran.status, ran.out) == (3, "")
        assert one_sentence(ran.err)
        assert "newer" in ran.err
    assert Path("newer.db").read_bytes() == before
    assert kept("restore", "newer.db").status == 3


def test_a_damaged_project(kept: Program) -> None:
    data = bytearray(PROJECT.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    Path("torn.db").write_bytes(data)
    for verb in (["stats"], ["log"], ["show", "good"], ["backup"], ["import", "good.jsonl"]):
        ran = kept(*verb, "-p", "torn.db")
        assert ran.status == 3, (verb, ran)
        assert one_sentence(ran.err)
    assert kept("check", "-p", "torn.db").status in (1, 3)


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ('[labels.A]\nkey = "o"\n[labels.B]\nkey = "o"\n', ["line 6", "key of A already"]),
        ("[labels.a]\n", ["line 3", "A to Z"]),
        ("[labels", ["line 3", "TOML"]),
        ('[labels.A]\nkey = "7"\n', ["digits"]),
    ],
)
def test_a_scheme_that_is_wrong(kept: Program, scheme: str, words: list[str]) -> None:
    Path("bad.toml").write_text('name = "x"\nversion = 1\n' + scheme)
    for arguments in (["scheme", "check", "bad.toml"], ["init", "new.db", "--scheme", "bad.toml"]):
        ran = kept(*arguments)
        assert ran.status == 3
        assert one_sentence(ran.err)
        assert all(word in ran.err for word in ["bad.toml", *words])
    assert not Path("new.db").exists()
    assert kept("init", "new.db", "--scheme", "none.toml").status == 3


_HOLD = """
import sys, time
from pathlib import Path
from annotator.store.lock import ProjectLock
with ProjectLock(Path(sys.argv[1]), "budi").held():
    print("held", flush=True)
    time.sleep(120)
"""


def test_a_project_held_by_a_stopped_process(kept: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "GIVE_UP", 1.5)
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(PROJECT)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.send_signal(signal.SIGSTOP)
        os.waitpid(holder.pid, os.WUNTRACED)
        for verb in (["stats"], ["members", "add", "cici"], ["restore", "good.jsonl"]):
            ran = kept(*verb)
            assert (ran.status, ran.out) == (3, "")
            waiting, failed = ran.err.strip().splitlines()
            assert waiting.startswith("Waiting for budi")
            assert one_sentence(failed)
            assert f"budi (process {holder.pid}, which is stopped)" in failed
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()


def _drop_capabilities() -> None:
    """Make root obey the permissions of files, in the process that is about to be started."""
    libc = ctypes.CDLL(None)
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if libc.prctl(24, capability, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
            raise OSError("no right to drop a capability")


@pytest.fixture
def ordinary(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Options that run a process without root's right to read and write everywhere."""
    if os.getuid() != 0:
        options: dict[str, Any] = {}
    else:
        options = {"preexec_fn": _drop_capabilities}
        try:
            subprocess.run([sys.executable, "-c", ""], check=True, **options)
        except subprocess.SubprocessError:
            pytest.skip("runs as root, who may write everywhere and here cannot drop that right")
    yield options
    tmp_path.chmod(0o755)


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_project_that_can_only_be_read(tmp_path: Path, ordinary: dict[str, Any], folder_too: bool) -> None:
    really("init", cwd=tmp_path)
    (tmp_path / "x.jsonl").write_text(a_line(spans=[a_quote()]), encoding="utf-8")
    really("import", "x.jsonl", cwd=tmp_path)
    (tmp_path / "annotator.db").chmod(0o444)
    (tmp_path / "x.jsonl").chmod(0o444)
    tmp_path.chmod(0o555 if folder_too else 0o755)
    before = (tmp_path / "annotator.db").read_bytes()
    for verb in (["show", "a1"], ["stats"], ["log"], ["check"], ["articles"]):
        ran = really(*verb, cwd=tmp_path, **ordinary)
        assert ran.status == 0, ran
        assert "can only be read" in ran.err
    for verb in (
        ["import", "x.jsonl", "--new", "--as", "zeno"],
        ["members", "add", "cici", "--new", "--as", "zeno"],
    ):
        ran = really(*verb, cwd=tmp_path, **ordinary)
        assert ran.status == 3, ran
        assert one_sentence(ran.err.splitlines()[-1])
    if folder_too:
        for verb in (
            ["init", "new.db"],
            ["demo", "--no-open"],
            ["export", "--format", "jsonl", "--layer", "all"],
        ):
            ran = really(*verb, cwd=tmp_path, **ordinary)
            assert ran.status in (3, 4), ran
            assert one_sentence(ran.err.splitlines()[-1])
        assert sorted(path.name for path in tmp_path.iterdir()) == ["annotator.db", "x.jsonl"]
    assert (tmp_path / "annotator.db").read_bytes() == before


def test_a_file_that_may_not_be_read(tmp_path: Path, ordinary: dict[str, Any]) -> None:
    really("init", cwd=tmp_path, **ordinary)
    secret = tmp_path / "secret.txt"
    secret.write_text("Kata.")
    secret.chmod(0)
    ran = really("import", "secret.txt", cwd=tmp_path, **ordinary)
    assert ran.status == 3
    assert one_sentence(ran.err)
    (tmp_path / "annotator.db").chmod(0)
    ran = really("stats", cwd=tmp_path, **ordinary)
    assert ran.status == 3
    assert one_sentence(ran.err)


def test_a_folder_that_may_not_be_read(tmp_path: Path, ordinary: dict[str, Any]) -> None:
    really("init", cwd=tmp_path)
    secret = tmp_path / "news" / "secret"
    spans = tmp_path / "news" / "export" / "spans"
    for folder in (secret / "deep", spans):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("Rahasia.")
    (tmp_path / "news" / "b.txt").write_text("Kata.")
    (spans.parent / MANIFEST).write_text(json.dumps({"format": EXPORT_FORMAT}))
    secret.chmod(0)
    spans.chmod(0)
    try:
        ran = really("import", "news", cwd=tmp_path, **ordinary)
        assert ran.status == 3
        assert ran.out == "1 article came in; 2 folders could not be read.\n"
        assert "news/secret: cannot be read (permission denied)." in ran.err
        assert "news/export/spans: cannot be read (permission denied)." in ran.err
        for path, what in (("news/secret", "1 folder"), ("news/secret/deep", "1 file")):
            ran = really("import", path, cwd=tmp_path, **ordinary)
            assert ran.status == 3
            assert one_sentence(ran.err)
            assert f"{path}: cannot be read (permission denied)." in ran.err
            assert f"{what} could not be read" in ran.out
    finally:
        secret.chmod(0o755)
        spans.chmod(0o755)


def test_a_kill_in_the_middle_of_an_import_leaves_whole_articles(tmp_path: Path) -> None:
    lines = [a_line(f"a{n}", f"“Ya,” katanya. {n}", layer="budi", spans=[a_quote()]) for n in range(4_000)]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    really("init", cwd=tmp_path)
    running = subprocess.Popen(
        [sys.executable, "-m", "annotator", "import", "x.jsonl"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wal = tmp_path / "annotator.db-wal"
    while running.poll() is None and not (wal.exists() and wal.stat().st_size > 500_000):
        pass
    running.kill()
    running.wait()
    with open_project(tmp_path / "annotator.db") as project:
        articles = project.db.execute("SELECT count(*) FROM articles").fetchone()[0]
        spans = project.db.execute("SELECT count(*) FROM spans").fetchone()[0]
    assert articles == spans
    assert really("check", cwd=tmp_path).status == 0
    assert really("import", "x.jsonl", cwd=tmp_path).status == 0
    told = json.loads(really("stats", "--json", cwd=tmp_path).out)
    assert (told["articles"], told["layers"][0]["labels"]) == (4_000, {"QUOTE": 4_000})
