"""Who is at work: which name is meant, whether it is a member's, and remembering it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.options import Common
from annotator.cli.output import tell
from annotator.errors import UsageError

if TYPE_CHECKING:
    from annotator.store.project import Project


def proposed_name(common: Common, project: Path) -> str:
    """The name that `name_and_origin` finds."""
    return name_and_origin(common, project)[0]


def name_and_origin(common: Common, project: Path | None) -> tuple[str, str]:
    """The name that is proposed, perhaps no member's, and in words where it comes from.

    Options, environment, memory, configuration and machine are asked in this order; memory only of a project.
    """
    from annotator.config.reading import read_config

    if common.who:
        return common.who, "--as"
    if named := os.environ.get("ANNOTATOR_USER", ""):
        return named, "$ANNOTATOR_USER"
    if project is not None and (last := _remembered(project)):
        return last, f"last used in {project}"
    config = read_config()
    if config.member:
        return config.member, f"line {config.lines['member']}"
    return _of_machine(), "git's user name, or the login"


def member_at_work(project: Project, common: Common) -> str:
    """The member who is about to write. An unknown name becomes a member once that is confirmed.

    Raises:
        UsageError: the name is unknown and nobody confirmed it, or it can be no member's.
        ProjectReadOnly: a new member cannot be written down.
    """
    name = proposed_name(common, project.path)
    members = project.member_names()
    if name not in members:
        from annotator.model.layer_names import check_member_name
        from annotator.store.members import add_member

        check_member_name(name)
        if not (common.new or _confirmed(name, project, members)):
            raise UsageError(
                f"{name!r} is not a member of {project.path.name}; {_members(members)}. "
                "--as NAME says who you are, --new that the name is a new member's."
            )
        add_member(project, name, by=name)
        tell(f"{name} is a member of {project.path.name} now.")
    remember(project.path, name)
    return name


def member_reading(project: Project, common: Common, instead: str) -> str:
    """The member whose work a verb that only reads shows; `""` where the name is no member's.

    That is told then, with `instead`: a sentence about what is shown in place of their work.

    Raises:
        UsageError: a name was given and is no member's.
    """
    name = proposed_name(common, project.path)
    members = project.member_names()
    if name in members:
        return name
    sentence = f"{name!r} is not a member of {project.path.name}; {_members(members)}."
    if common.new:
        sentence += " --new adds nobody here: only verbs that write add members."
    if common.who:
        raise UsageError(sentence)
    tell(f"{sentence} {instead}")
    return ""


def remember(project: Path, name: str) -> None:
    """Keep the name for the next time, on this machine. Where that cannot be kept, it is asked for again."""
    path = _memory(project)
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps({"project": str(project.resolve()), "member": name}), encoding="utf-8")
        draft.replace(path)
    except OSError:
        return


def can_ask() -> bool:
    """Whether there is somebody at a terminal to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _confirmed(name: str, project: Project, members: list[str]) -> bool:
    if not can_ask():
        return False
    from annotator.text.safe import safe

    question = f"{name} is not a member of {project.path.name} ({_members(members)}). Add as a new member?"
    return click.confirm(safe(question), default=False, err=True)


def _members(names: list[str]) -> str:
    shown = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
    return f"members are {shown}"


def _memory(project: Path) -> Path:
    from platformdirs import user_state_path

    key = hashlib.sha256(str(project.resolve()).encode(errors="surrogateescape")).hexdigest()[:20]
    return user_state_path("annotator") / "members" / f"{key}.json"


def _remembered(project: Path) -> str:
    try:
        name = json.loads(_memory(project).read_text(encoding="utf-8"))["member"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return name if isinstance(name, str) else ""


def _of_machine() -> str:
    """Git's user name, else the login; what can be no member's name is passed over."""
    import getpass
    import subprocess
    from contextlib import suppress

    from annotator.model.layer_names import check_member_name

    names = []
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        asked = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False
        )
        names.append(asked.stdout.strip())
    with suppress(OSError, KeyError):
        names.append(getpass.getuser())
    for name in names:
        try:
            check_member_name(name)
        except UsageError:
            continue
        return name
    return "somebody"
