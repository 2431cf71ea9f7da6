"""The verbs and a line about each, known without importing any of them; a test holds both together."""

from __future__ import annotations

from collections.abc import Mapping

VERBS: Mapping[str, str] = {
    "demo": "Make a project from the bundled articles, with two members' labels, and open it",
    "tutorial": "Learn the reader in five minutes, on an article made for it",
    "init": "Make a project",
    "import": "Bring in articles, with labels where the format has them",
    "read": "Read and tag an article, or choose one in the library",
    "review": "Compare what people labelled, and decide what becomes gold",
    "show": "Print an article with its labels",
    "suggest": "Read articles ahead: put what the language packs suggest into their layers",
    "export": "Write a dataset",
    "evaluate": "Measure a layer against another one",
    "agreement": "Print how far people agree",
    "card": "Print title, licence and citation of the project's datasets, or set them",
    "stats": "Print how far everybody is",
    "log": "Print what was done, by whom and when",
    "articles": "List the articles, and find those that are mostly the same",
    "people": "List, merge, split and rename people and organisations",
    "members": "List and add members, and say who reviews",
    "layers": "List the layers, and carry one from project to project",
    "assign": "Say who labels which articles, or show it",
    "scheme": "Print the project's scheme, or check a scheme file",
    "config": "Print the configuration in force, check it, or write a file to begin with",
    "check": "Check that the project is whole and that its tables say what its log says",
    "backup": "Write a copy of the project, checked",
    "restore": "Put a backup in the project's place",
}
"""Verb -> its help in one line, in the order in which help lists them."""


def module_of(verb: str) -> str:
    """The module that holds a verb's `command`."""
    return "annotator.cli.verbs." + ("import_" if verb == "import" else verb)
