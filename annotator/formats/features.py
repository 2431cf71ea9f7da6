"""What a dataset card tells Hugging Face `datasets` of the files: configurations, and the types of their columns.

Without them `datasets` guesses types from the first lines: it turns dates into timestamps and breaks on lists that
are empty at first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

# A feature: its name and either a dtype, or ("list", "struct" or "sequence", its parts), or ("class", the names).
Feature = tuple[str, str] | tuple[str, str, "Sequence[Feature] | Sequence[str] | str"]

OFFSETS: tuple[Feature, ...] = (("start", "int64"), ("end", "int64"))


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration: files that `datasets` loads as one table."""

    name: str
    path: str
    """Of the files in the export; `{layer}` and `{split}` stand for what their names say."""
    features: tuple[Feature, ...]

    def files(self, split: str, files: Sequence[str]) -> list[str]:
        """Those of the export's files that belong to this configuration and split, in order."""
        if "{split}" not in self.path:
            return []
        pattern = re.escape(self.path)
        pattern = pattern.replace(r"\{layer\}", "(?:[^/]+/)?").replace(r"\{split\}", re.escape(split))
        return [path for path in files if re.fullmatch(pattern, path)]


def classes(name: str, names: Sequence[str]) -> Feature:
    """A column of lists of words that `datasets` turns into numbers: the places of `names`."""
    return (name, "class", tuple(names))


def to_yaml(features: Sequence[Feature], depth: int) -> list[str]:
    """The features as lines of a card, indented by so many blanks."""
    lines = []
    pad = " " * depth
    for feature in features:
        # Quoted for `on`, which is true to YAML.
        lines.append(f"{pad}- name: {json.dumps(feature[0])}")
        if len(feature) == 2:
            lines.append(f"{pad}  dtype: {feature[1]}")
        elif isinstance(feature[2], str):
            lines.append(f"{pad}  {feature[1]}: {feature[2]}")
        elif feature[1] == "class":
            lines += [f"{pad}  sequence:", f"{pad}    class_label:", f"{pad}      names:"]
            lines += [f"{pad}        '{number}': {one}" for number, one in enumerate(feature[2])]
        else:
            lines.append(f"{pad}  {feature[1]}:")
            lines += to_yaml([part for part in feature[2] if not isinstance(part, str)], depth + 2)
    return lines
