"""Who works in a project: what they may be called, who reviews, and who may write where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from annotator.errors import UsageError
from annotator.model.edits import Edit
from annotator.model.items import Member
from annotator.model.layer_names import GOLD, PEOPLE, PROJECT, check_member_name
from annotator.store.operation import IMPORT, Action

if TYPE_CHECKING:
    from annotator.store.project import Project


def add_member(project: Project, name: str, by: str, *, reviewer: bool = False) -> None:
    """Write a new member down.

    Raises:
        UsageError: the name is reserved or unusable.
    """
    check_member_name(name)
    project.act(by, f"add member {name}", [Edit(PROJECT, "", None, Member(name, reviewer))])


def set_reviewer(project: Project, name: str, by: str, *, reviewer: bool) -> bool:
    """Say whether a member is a reviewer; False if that was so already.

    Raises:
        UsageError: there is no such member, `by` is no reviewer, or no reviewer would be left.
    """
    with project.writing() as db:
        members = project.members()
        old = members.get(name)
        if old is None:
            raise UsageError(f"{name!r} is not a member of {project.path.name}.")
        if by not in members or not members[by].reviewer:
            raise UsageError(f"{by} is not a reviewer; only reviewers say who is one.")
        if old.reviewer == reviewer:
            return False
        if not reviewer and sum(member.reviewer for member in members.values()) == 1:
            raise UsageError(f"{name} is the only reviewer, and a project needs one.")
        command = f"{'make' if reviewer else 'no longer'} reviewer: {name}"
        edit = Edit(PROJECT, "", old, Member(name, reviewer))
        project.append(db, Action(project.new_action_id(db), by, command, (edit,)))
    return True


def check_rights(action: Action, members: Callable[[], Mapping[str, Member]]) -> None:
    """Members write in their own layers; gold is for reviewers; an import brings layers of others.

    `members` are asked for only where gold is written.

    Raises:
        UsageError: the action writes where its person may not.
    """
    for layer in {edit.layer for edit in action.edits}:
        if layer in (action.who, PEOPLE, PROJECT) or action.command == IMPORT:
            continue
        if layer == GOLD and (found := members().get(action.who)) and found.reviewer:
            continue
        if layer == GOLD:
            raise UsageError(f"{action.who} is not a reviewer; only reviewers write gold.")
        raise UsageError(f"{action.who} cannot write in the layer of {layer}.")
