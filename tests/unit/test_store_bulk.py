"""Reading many layers at once gives what reading each alone gives, in the order asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.edits import Edit
from annotator.model.items import Note, Relation, Span
from annotator.model.layer import Layer, layer_of
from annotator.model.schemas import default_scheme_path
from annotator.store import bulk
from annotator.store.bulk import read_layers
from annotator.store.opening import create_project, open_project
from annotator.store.project import Project
from annotator.store.reading import layer_rows
from annotator.store.rows import insert_items
from tests.unit.formats_documents import TEXT, documents, small_document


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Nine articles in which two members have labelled, one of them in every second."""
    path = tmp_path / "p.db"
    create_project(path, default_scheme_path().read_text(encoding="utf-8"), "anno1").close()
    opened = open_project(path, "anno1")
    document = small_document()
    with opened.writing() as db:
        for number in range(9):
            key = f"a{number}"
            about = (key, "id", document.article.title, "", "", "", f"sha{number}", TEXT)
            db.conn.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", about)
            db.conn.executemany(
                "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (key, place, part.start, part.end, str(part.kind), "body")
                    for place, part in enumerate(document.article.paragraphs)
                ],
            )
            for layer in ("anno1", "anno2")[: 1 + number % 2]:
                insert_items(db, layer, key, TEXT, document.layer.items())
    return opened


@pytest.mark.parametrize("at_once", [1, 4, 100])
@pytest.mark.parametrize("layers", [None, ["anno2"]])
def test_many_at_once_are_the_same_as_one_by_one(
    project: Project, monkeypatch: pytest.MonkeyPatch, at_once: int, layers: list[str] | None
) -> None:
    monkeypatch.setattr(bulk, "AT_ONCE", at_once)
    rows = list(layer_rows(project.db, layers))
    assert len(rows) == (13 if layers is None else 4)
    found = list(read_layers(project.db, rows))
    assert found == [(project.article(row.article), project.layer(row.layer, row.article)) for row in rows]
    assert len(found[0][1].spans["s1"].fragments) == 2


@pytest.mark.parametrize("along", [0, 100])
def test_only_what_the_rows_name_is_given(
    project: Project, monkeypatch: pytest.MonkeyPatch, along: int
) -> None:
    monkeypatch.setattr(bulk, "_MOST_ALONG", along)
    chosen = [("anno1", "a1"), ("anno2", "a3"), ("anno1", "a6"), ("anno2", "a7")]
    rows = [row for row in layer_rows(project.db) if (row.layer, row.article) in chosen]
    found = list(read_layers(project.db, rows))
    assert found == [(project.article(key), project.layer(name, key)) for name, key in chosen]


@given(documents(), st.randoms(use_true_random=False))
def test_a_layer_made_in_one_pass_is_the_one_that_edits_make(document, random) -> None:
    items = document.layer.items()
    random.shuffle(items)
    made = layer_of("gold", "a1", items)
    assert made == Layer("gold", "a1").apply(Edit("gold", "a1", None, item) for item in items)


def test_a_relation_of_a_span_to_itself_is_one_edge() -> None:
    made = layer_of(
        "gold", "a", [Relation("r", "via", "s", "s"), Note("n", "s", "x", "y"), Span("s", "CUE", ())]
    )
    assert made.edges == {"s": ("n", "r")}
