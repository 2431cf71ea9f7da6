"""Articles on their way into the tables, and as JSON in files that travel between projects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from annotator.model.article import Article, Paragraph, ParagraphKind, text_sha256


def add_article(db: Database, article: Article) -> None:
    """Write an article that is not in the tables. To be called inside a write transaction."""
    db.conn.execute(
        "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            article.id,
            article.lang,
            article.title,
            article.publisher,
            article.url,
            article.date,
            article.sha256,
            article.text,
        ],
    )
    db.conn.executemany(
        "INSERT INTO paragraphs VALUES (?, ?, ?, ?, ?, ?)",
        [
            (article.id, number, part.start, part.end, str(part.kind), str(part.kind))
            for number, part in enumerate(article.paragraphs)
        ],
    )


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
