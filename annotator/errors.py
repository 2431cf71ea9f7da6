"""Every error that a person may meet, as one small tree.

Each carries a sentence that says what is wrong and, where there is something to do, what to do.
`annotator.cli.main` is the one place that turns them into exit statuses (`exit_status` below).
"""

from __future__ import annotations


class AnnotatorError(Exception):
    """Base of all errors with a sentence for the person at the keyboard."""

    exit_status = 4

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Incomplete(AnnotatorError):
    """Done, but something was lost, empty, or failed a check."""

    exit_status = 1


class UsageError(AnnotatorError):
    """The command cannot be carried out as it was given."""

    exit_status = 2


class UnreadableError(AnnotatorError):
    """The project or the input cannot be read, or is held by somebody else."""

    exit_status = 3


class InputError(UnreadableError):
    """A file to import is not what it should be; names file and, where known, line or byte."""


class SchemeError(UnreadableError):
    """A scheme file is wrong; names file, line and key."""


class PackError(UnreadableError):
    """A language pack is wrong; names file, line and key."""


class MapError(UnreadableError):
    """A map file of an import is wrong; names file, line and key."""


class ProjectError(UnreadableError):
    """The project file cannot be used."""


class NotAProject(ProjectError):
    """The file is missing, empty, or not one of ours."""


class ProjectTooNew(ProjectError):
    """The project was written by a newer program than this one."""


class ProjectDamaged(ProjectError):
    """The file is ours, but not whole."""


class ProjectBusy(ProjectError):
    """Another process holds the project's lock and does not let go."""


class ProjectReadOnly(ProjectError):
    """The project can be read but not written."""


class Stopped(AnnotatorError):
    """Somebody stopped it (Ctrl+C); says what is kept, what is not, and how to go on."""

    exit_status = 130


class SaveError(AnnotatorError):
    """A write failed midway; nothing of it was kept."""
