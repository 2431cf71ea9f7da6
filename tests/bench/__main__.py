"""The command line of the benchmark: which groups, how much, and where the figures go."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.bench import actions, exporting, importing, keys, names, opening, reader, reviewing, rivals, start
from tests.bench.figures import Effort, Figure, table
from tests.bench.workshop import Workshop

GROUPS: Mapping[str, Callable[[Workshop, Effort], list[Figure]]] = {
    "reader": reader.run,
    "start": start.run,
    "keys": keys.run,
    "open": opening.run,
    "export": exporting.run,
    "rivals": rivals.run,
    "import": importing.run,
    "names": names.run,
    "actions": actions.run,
    "review": reviewing.run,
}


def measure(names: Sequence[str], effort: Effort, say: Callable[[str], object]) -> dict[str, list[Figure]]:
    """Run groups and tell each one's figures as they come."""
    found: dict[str, list[Figure]] = {}
    with Workshop() as shop:
        for name in names:
            began = time.perf_counter()
            found[name] = GROUPS[name](shop, effort)
            say(f"{name} ({time.perf_counter() - began:.0f} s)\n{table(found[name])}\n\n")
    return found


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and perhaps write the figures down. 0 whatever they are: a busy machine is no fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(GROUPS)}; else all")
    parser.add_argument("--quick", action="store_true", help="a smoke test of under a minute")
    parser.add_argument("--full", action="store_true", help="exports and imports of 100,000 articles too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.names if name not in GROUPS]:
        parser.error(f"there is no {unknown[0]!r}; there are {', '.join(GROUPS)}")
    effort = Effort(given.quick, given.full)
    machine = f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    sys.stdout.write(f"{machine}\n\n")
    found = measure(given.names or list(GROUPS), effort, _say)
    missed = [figure for group in found.values() for figure in group if figure.met is False]
    judged = [figure for group in found.values() for figure in group if figure.met is not None]
    sys.stdout.write(f"{len(judged) - len(missed)} of {len(judged)} targets met.\n")
    if given.json:
        told = {name: [figure.as_json() for figure in group] for name, group in found.items()}
        text = json.dumps({"machine": machine, "quick": effort.quick, "groups": told}, indent=1)
        given.json.write_text(text + "\n", encoding="utf-8")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
