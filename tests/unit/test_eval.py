"""The evaluation reads corpora as they are, and says what is absent."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.eval import own
from tests.eval.__main__ import main
from tests.eval.corpora import csui, pfsa
from tests.eval.pfsa import tagged

TAGS = (
    "LEMBAYUNG O|, O|KOMPAS O|— O|Jembatan O|itu O|aman O|. O|” B-STATEMENT||Kami I-STATEMENT|siap I-STATEMENT"
    "|, I-STATEMENT|” L-STATEMENT|ujarnya U-CUECOREF|. O|TEPIAN O|, O|KOMPAS O|— O|” B-STATEMENT|Ya I-STATEMENT"
    "|, I-STATEMENT|benar I-STATEMENT|, I-STATEMENT|” L-STATEMENT|kata U-CUE|Arga U-PERSON|. O"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "pfsa.txt"
    path.write_text("\n".join(row.replace(" ", "\t") for row in TAGS.split("|")) + "\n", encoding="utf-8")
    return path


def test_tags_are_read_over_blank_lines_and_articles_parted(corpus: Path) -> None:
    first, second = tagged(corpus)
    assert first.article.text == "LEMBAYUNG, KOMPAS — Jembatan itu aman. ”Kami siap,” ujarnya."
    assert [(label, first.article.text[start:end]) for label, start, end in first.pieces] == [
        ("STATEMENT", "”Kami siap,”"),
        ("CUECOREF", "ujarnya"),
    ]
    assert second.article.text.endswith("”Ya, benar,” kata Arga.")


def test_what_was_found_is_counted_against_the_tags(corpus: Path) -> None:
    quotes, cues, clitics = pfsa(corpus)
    assert (quotes.score.gold, quotes.score.matched) == (2, 2)
    assert (cues.score.matched, clitics.score.matched) == (1, 1)


def test_multiword_tokens_are_where_a_word_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "ud.conllu"
    rows = ["1-2\tkatanya", "1\tkata", "2\tnya", "3\thanya", "4\ttanya"]
    path.write_text("\n".join(f"{row}\t_" for row in rows) + "\n", encoding="utf-8")
    (row,) = csui(path)
    assert (row.score.gold, row.score.found, row.score.matched) == (1, 1, 1)


def test_what_is_absent_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("skipped") == 7
    assert f"{tmp_path / 'corpora' / 'german-wikinews'} is not there" in printed


def test_our_own_labels_are_compared_with_what_is_suggested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = '"Kami siap," kata Arga Wibisana.\n"Kapal datang besok," ujarnya.\n'
    frames = [
        {
            "quote": [[0, 12]],
            "type": "direct",
            "cues": [[13, 17]],
            "speakers": [{"at": [18, 31], "form": "name", "person": "Arga Wibisana"}],
            "sources": [],
            "nested_in": None,
        },
        {
            "quote": [[33, 54]],
            "type": "direct",
            "cues": [[55, 59]],
            "speakers": [{"at": [59, 62], "form": "clitic", "person": "Arga Wibisana"}],
            "sources": [],
            "nested_in": None,
        },
    ]
    sha = hashlib.sha256(text.encode()).hexdigest()
    (tmp_path / "labels" / "dev").mkdir(parents=True)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "warta-1.txt").write_text(text, encoding="utf-8")
    label = {"article": "warta-1", "sha256": sha, "lang": "id", "frames": frames}
    (tmp_path / "labels" / "dev" / "warta-1.json").write_text(json.dumps(label), encoding="utf-8")
    monkeypatch.setattr(own, "LABELS", tmp_path / "labels")
    assert main(["--shared", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    for name in ("QUOTE direct", "CUE", "SPEAKER", "person on the right quote"):
        line = next(line for line in printed.splitlines() if line.startswith(f"  {name} "))
        assert "P 1.000  R 1.000" in line
    (tmp_path / "articles" / "warta-1.txt").write_text("Lain.", encoding="utf-8")
    with pytest.raises(own.Changed):
        main(["--shared", str(tmp_path)])


def test_labels_of_a_corpus_find_their_texts_in_it_and_are_told_as_another_outlet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def keep(
        name: str, article: str, text: str, speaker: list[int], quote: list[int], cue: list[int]
    ) -> None:
        frame = {
            "quote": [quote],
            "type": "direct",
            "cues": [cue],
            "speakers": [{"at": speaker, "form": "name", "person": "Arga"}],
            "sources": [],
            "nested_in": None,
        }
        sha = hashlib.sha256(text.encode()).hexdigest()
        label = {"article": article, "sha256": sha, "lang": "id", "frames": [frame]}
        (tmp_path / "labels" / name).mkdir(parents=True)
        (tmp_path / "labels" / name / f"{article}.json").write_text(json.dumps(label), encoding="utf-8")

    corpus = tmp_path / "corpora" / own.CORPUS
    corpus.parent.mkdir()
    corpus.write_text("\n".join(row.replace(" ", "\t") for row in TAGS.split("|")) + "\n", encoding="utf-8")
    text = "TEPIAN, KOMPAS — ”Ya, benar,” kata Arga."
    keep("sealed-kompas", "pfsa-0001", text, [35, 39], [17, 29], [30, 34])
    (tmp_path / "articles").mkdir()
    other = '"Kami siap," kata Arga.'
    (tmp_path / "articles" / "warta-1.txt").write_text(other, encoding="utf-8")
    keep("dev", "warta-1", other, [18, 22], [0, 12], [13, 17])
    monkeypatch.setattr(own, "LABELS", tmp_path / "labels")

    (one,) = own.labelled("sealed-kompas", tmp_path / "articles")
    assert (one.article.text, one.outlet) == (text, "kompas")
    assert {text[span.start : span.end] for span in one.gold.spans.values()} == {
        "”Ya, benar,”",
        "kata",
        "Arga",
    }
    assert main(["--shared", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "1 articles of kompas" in printed
    side_by_side = printed[printed.index("side by side") :]
    assert "dev, warta" in side_by_side
    assert "sealed-kompas, kompas" in side_by_side

    corpus.write_text(corpus.read_text(encoding="utf-8").replace("benar", "tentu"), encoding="utf-8")
    with pytest.raises(own.Changed, match="pfsa-0001"):
        list(own.labelled("sealed-kompas", tmp_path / "articles"))
    corpus.unlink()
    assert list(own.labelled("sealed-kompas", tmp_path / "articles")) == []


def test_every_set_has_its_labels_and_says_what_the_rules_owe_to_it() -> None:
    assert set(own.SETS) == {path.name for path in own.LABELS.iterdir() if path.is_dir()}
    assert all(own.SETS.values())
