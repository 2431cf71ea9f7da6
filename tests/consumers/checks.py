"""What other people's programs make of our exports: each reads its files and finds what the record says.

A check returns what it found, in a line. It fails by an AssertionError.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SPLITS = ("train", "validation", "test")


def record(out: Path, split: str) -> list[dict[str, Any]]:
    """The record as the native JSON Lines have it."""
    text = (out / f"spans/{split}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def _roles(out: Path, split: str) -> Counter[str]:
    """Label -> spans of the roles, none of which overlap in these articles."""
    spans = [span for line in record(out, split) for span in line["spans"]]
    return Counter(span["label"] for span in spans if span["label"] != "QUOTE")


def spacy_convert(out: Path) -> str:
    """`spacy convert -c conll`, and the entities in what it wrote."""
    import spacy
    from spacy.tokens import DocBin

    made = out.parent / "converted"
    made.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "spacy", "convert", "-c", "conll", str(out / "conll/train.roles.conll")]
    subprocess.run([*command, str(made)], check=True, capture_output=True)
    docs = list(DocBin().from_disk(made / "train.roles.spacy").get_docs(spacy.blank("id").vocab))
    found = Counter(entity.label_ for doc in docs for entity in doc.ents)
    assert len(docs) == len(record(out, "train"))
    assert found == _roles(out, "train"), found
    return f"{len(docs)} docs, {dict(found)}"


def spacy_docbin(out: Path) -> str:
    """Our DocBins: every fragment at its place."""
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("id").vocab
    paths = sorted((out / "spacy/train").glob("*.spacy"))
    docs = [doc for path in paths for doc in DocBin().from_disk(path).get_docs(vocab)]
    found = 0
    for doc, line in zip(docs, record(out, "train"), strict=True):
        starts = doc.user_data["token_starts"]
        expected = [
            (span["id"], part["start"], part["end"]) for span in line["spans"] for part in span["fragments"]
        ]
        told = [
            (span.id_, starts[span.start], starts[span.end - 1] + len(doc[span.end - 1]))
            for span in doc.spans["sc"]
        ]
        assert sorted(told) == sorted(expected), line["id"]
        found += len(told)
    return f"{len(docs)} docs in {len(paths)} files, {found} fragments, all at their place"


def spacy_train(out: Path) -> str:
    """`spacy debug data` without an error, and a short `spacy train` that learns the roles."""
    config, model = out.parent / "config.cfg", out.parent / "model"
    run = [sys.executable, "-m", "spacy"]
    _quietly([*run, "init", "config", "-l", "id", "-p", "ner,spancat", str(config), "--force"])
    paths = ["--paths.train", str(out / "spacy/train"), "--paths.dev", str(out / "spacy/validation")]
    _quietly([*run, "debug", "data", str(config), *paths])
    gold = ["--corpora.train.gold_preproc", "true", "--corpora.dev.gold_preproc", "true"]
    short = ["--training.max_steps", "120", "--training.eval_frequency", "40", "--output", str(model)]
    _quietly([*run, "train", str(config), *paths, *gold, *short])
    scores = json.loads((model / "model-best/meta.json").read_text(encoding="utf-8"))["performance"]
    assert scores["ents_f"] > 0.8, scores
    return f"entities F1 {scores['ents_f']:.3f}, spans P {scores['spans_sc_p']:.3f}, after 120 steps"


def _quietly(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    block: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("-DOCSTART-"):
            continue
        if line:
            block.append(line.split())
        elif block:
            yield block
            block = []


def seqeval_strict(out: Path) -> str:
    """seqeval's strict mode takes the tags as whole entities."""
    from seqeval.metrics import classification_report
    from seqeval.scheme import IOB2

    tags = [[row[3] for row in block] for block in _blocks(out / "conll/train.roles.conll")]
    told = classification_report(tags, tags, mode="strict", scheme=IOB2, output_dict=True)
    found = {name: int(told[name]["support"]) for name in _roles(out, "train")}
    assert found == dict(_roles(out, "train")), found
    return f"{len(tags)} blocks, {found}"


def crf(out: Path) -> str:
    """A CRF trained on the roles, scored strictly on the test split."""
    import sklearn_crfsuite
    from seqeval.metrics import f1_score
    from seqeval.scheme import IOB2

    def features(block: list[list[str]]) -> list[dict[str, Any]]:
        words = ["<s>", *(row[0] for row in block), "</s>"]
        return [
            {"w": words[at], "-3": words[at][-3:], "p": words[at - 1], "n": words[at + 1]}
            for at in range(1, len(words) - 1)
        ]

    train, test = (list(_blocks(out / f"conll/{split}.roles.conll")) for split in ("train", "test"))
    model = sklearn_crfsuite.CRF(algorithm="lbfgs", max_iterations=60)
    model.fit([features(block) for block in train], [[row[3] for row in block] for block in train])
    gold = [[row[3] for row in block] for block in test]
    score = f1_score(gold, model.predict([features(block) for block in test]), mode="strict", scheme=IOB2)
    assert score > 0.8, score
    return f"{len(train)} blocks, strict F1 {score:.3f}"


def flair_corpus(out: Path) -> str:
    """flair's ColumnCorpus."""
    from flair.datasets import ColumnCorpus

    corpus = ColumnCorpus(
        out / "conll",
        {0: "text", 3: "ner"},
        train_file="train.roles.conll",
        dev_file="validation.roles.conll",
        test_file="test.roles.conll",
        document_separator_token="-DOCSTART-",
    )
    found = Counter(span.tag for sentence in corpus.train for span in sentence.get_spans("ner"))
    assert found == _roles(out, "train"), found
    return f"{len(corpus.train)} sentences, {dict(found)}"


def conllu_plus(out: Path) -> str:
    """conllu reads CoNLL-U Plus: every span begins and ends where the record says."""
    import conllu

    places: dict[tuple[str, str], list[int]] = {}
    article, sentences = "", 0
    with (out / "conllup/train.conllup").open(encoding="utf-8") as stream:
        for sentence in conllu.parse_incr(stream):
            article, sentences = sentence.metadata.get("newdoc id", article), sentences + 1
            for token in sentence:
                if isinstance(token["id"], int) and token["quote:span"] != "*":
                    for key in token["quote:span"].split(";"):
                        edges = [int(token["misc"][edge]) for edge in ("start_char", "end_char")]
                        places.setdefault((article, key), []).extend(edges)
    spans = [(line["id"], span) for line in record(out, "train") for span in line["spans"]]
    for key, span in spans:
        found = places[key, span["id"]]
        assert (found[0], found[-1]) == (span["start"], span["end"]), (key, span["id"])
    return f"{sentences} sentences, {len(spans)} spans at their place"


def stanza_conllu(out: Path) -> str:
    """stanza reads CoNLL-U: every word, and each piece of a multiword token, stands where the article has it."""
    from stanza.utils.conll import CoNLL

    found = CoNLL.conll2doc(str(out / "conllup/test.conllu"))
    texts = iter(record(out, "test"))
    text, words = "", 0
    for sentence in found.sentences:
        if any(comment.startswith("# newdoc id") for comment in sentence.comments):
            text = next(texts)["text"]
        for word in sentence.words:
            assert text[word.start_char : word.end_char] == word.text, (word.text, word.start_char)
            words += 1
    return f"{len(found.sentences)} sentences, {words} words at their place"


def hub_datasets(out: Path) -> str:
    """`datasets` loads every configuration of the card, offline, tags as numbers."""
    from datasets import load_dataset

    rows = {}
    for name in ("spans", "entities", "conll_index", "tokens"):
        found = load_dataset(str(out), name)
        rows[name] = {split: found[split].num_rows for split in found}
    assert rows["spans"] == {split: len(record(out, split)) for split in SPLITS}
    column = found["train"].features["role_tags"].feature
    window = next(row for row in found["train"] if "nya" in row["tokens"])
    tag = column.int2str(window["role_tags"][window["tokens"].index("nya")])
    assert tag == "B-SPEAKER", tag
    return f"{rows}; `nya` is {tag}"


def tokenizers_words(out: Path) -> str:
    """A tokenizer takes the windows' words as they are, and loses none."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    lines = (out / "hf/train.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    windows = [json.loads(line)["tokens"] for line in lines]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(vocab_size=2000, special_tokens=["[UNK]"], show_progress=False)
    tokenizer.train_from_iterator((" ".join(words) for words in windows), trainer)
    for words in windows:
        ids = {word for word in tokenizer.encode(words, is_pretokenized=True).word_ids if word is not None}
        assert ids == set(range(len(words))), words
    return f"{len(windows)} windows, no word lost"


def pandas_lines(out: Path) -> str:
    """pandas reads the native lines."""
    import pandas

    frame = pandas.read_json(out / "spans/train.jsonl", lines=True, dtype=False, convert_dates=False)
    assert list(frame["id"]) == [line["id"] for line in record(out, "train")]
    return f"{len(frame)} rows, columns {', '.join(frame.columns[:5])}, …"


def spacy_page(out: Path) -> str:
    """The example of our page on spaCy runs, and prints what stands there."""
    from importlib.util import module_from_spec, spec_from_file_location

    docs = Path(__file__).resolve().parents[2] / "docs"
    spec = spec_from_file_location("docs_make", docs / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = module_from_spec(spec)
    spec.loader.exec_module(make)
    place = out.parent / "example"
    place.mkdir(exist_ok=True)
    page = (docs / "formats-spacy.md").read_text(encoding="utf-8")
    assert make.filled(page, make.Example(place).parts()) == page, "`make docs` writes the page anew"
    return "prints what the page says"


def sqlite_utils_insert(out: Path) -> str:
    """`sqlite-utils insert --nl` takes the native lines."""
    path = out.parent / "lines.db"
    path.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "sqlite_utils",
        "insert",
        str(path),
        "articles",
        "-",
        "--nl",
        "--pk",
        "id",
    ]
    subprocess.run(command, check=True, input=(out / "spans/train.jsonl").read_bytes())
    asked = [sys.executable, "-m", "sqlite_utils", str(path), "select count(*) as n from articles"]
    told = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
    assert told == [{"n": len(record(out, "train"))}], told
    return f"{told[0]['n']} rows"


def checksums(out: Path) -> str:
    """`sha256sum --check` over the files of brat."""
    done = subprocess.run(
        ["sha256sum", "--quiet", "--check", "SHA256SUMS"], cwd=out / "brat", capture_output=True
    )
    assert done.returncode == 0, done.stdout[-500:]
    return f"{len(list((out / 'brat').rglob('*.ann')))} annotated texts"


CHECKS: tuple[tuple[str, str, Callable[[Path], str]], ...] = (
    ("spacy convert", "spacy", spacy_convert),
    ("spacy DocBin", "spacy", spacy_docbin),
    ("spacy debug data, train", "spacy", spacy_train),
    ("spacy, our page's example", "spacy", spacy_page),
    ("seqeval, strict", "seqeval", seqeval_strict),
    ("sklearn-crfsuite", "sklearn_crfsuite", crf),
    ("flair ColumnCorpus", "flair", flair_corpus),
    ("conllu", "conllu", conllu_plus),
    ("stanza conll2doc", "stanza", stanza_conllu),
    ("datasets", "datasets", hub_datasets),
    ("tokenizers", "tokenizers", tokenizers_words),
    ("pandas", "pandas", pandas_lines),
    ("sqlite-utils", "sqlite_utils", sqlite_utils_insert),
    ("sha256sum", "hashlib", checksums),
)
"""Name, the module that it needs, and the check."""

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "TQDM_DISABLE": "1"}

if __name__ == "__main__":
    named = {check.__name__: check for _, _, check in CHECKS}
    sys.stdout.write(f"{named[sys.argv[1]](Path(sys.argv[2]))}\n")
