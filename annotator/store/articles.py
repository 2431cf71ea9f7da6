"""Articles on their way into the tables, and as JSON in files that travel between projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from annotator.model.article import Article, Paragraph, ParagraphKind, text_sha256
from annotator.store import search
from annotator.store.rows import Row

if TYPE_CHECKING:
    from sqlite_utils import Database


def add_article(db: Database, article: Article) -> None:
    """Write an article that is not in the tables, and index it. To be called inside a write transaction."""
    for statement, rows in article_rows(article):
        db.conn.executemany(statement, rows)
    search.index_new(db)


def article_rows(article: Article) -> list[tuple[str, list[Row]]]:
    """The rows of an article and of its paragraphs, each with the statement that writes them."""
    about = (article.id, article.lang, article.title, article.publisher, article.url, article.date)
    paragraphs: list[Row] = [
        (article.id, number, part.start, part.end, str(part.kind), str(part.kind))
        for number, part in enumerate(article.paragraphs)
    ]
    return [
        ("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [(*about, article.sha256, article.text)]),
        ("INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?)", paragraphs),
    ]


def article_to_json(article: Article) -> dict[str, Any]:
    """The article as a JSON object."""
    return {
        "id": article.id,
        "text": article.text,
        "lang": article.lang,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "date": article.date,
        "sha256": article.sha256,
        "paragraphs": [[part.start, part.end, str(part.kind)] for part in article.paragraphs],
    }


def article_from_json(data: Mapping[str, Any]) -> Article:
    """The article that `article_to_json` wrote.

    Raises:
        KeyError, ValueError: it is not one, or its text is not the one that its hash is of.
    """
    paragraphs = tuple(Paragraph(start, end, ParagraphKind(kind)) for start, end, kind in data["paragraphs"])
    article = Article(**{**data, "paragraphs": paragraphs})
    if article.sha256 != text_sha256(article.text):
        raise ValueError(f"the text of {article.id} does not fit its hash")
    return article
