"""Makes a project of the articles: python -m tests.consumers.project FILE COUNT."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from annotator.cli.main import main as annotator
from annotator.formats.jsonl import write_jsonl
from tests.consumers.articles import articles


def main(project: str, count: str) -> None:
    """Import the articles into a new project."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "articles.jsonl"
        with lines.open("wb") as stream:
            stream.writelines(write_jsonl(articles(int(count))))
        for arguments in (["init", project], ["import", "-p", project, str(lines)]):
            if status := annotator(["--as", "consumers", *arguments]):
                sys.exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
