"""The program's entry: a group of verbs that are imported when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from annotator import __version__
from annotator.cli.exits import DONE, STOPPED, ReaderLeft, end, flush
from annotator.cli.options import Common, common_options, screen_options
from annotator.cli.table import VERBS, module_of
from annotator.errors import Stopped, UsageError


class Verbs(click.Group):
    """Knows every verb by name and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the table's order."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, imported now."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(module_of(cmd_name)).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs from the table, where click would import each of them for its help."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the verb that was perhaps meant."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            raise UsageError(
                f"There is no verb {args[0]!r}.{_perhaps(args[0])} `annotator --help` lists them all."
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """As click does, but for what it makes of a reader that left, and of Ctrl+C, where it adds an empty line."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderLeft from error
        except KeyboardInterrupt as error:
            raise Stopped(STOPPED) from error


def _perhaps(word: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, VERBS, n=1)
    return f" Is {close[0]!r} meant?" if close else ""


@click.group(
    "annotator",
    cls=Verbs,
    invoke_without_command=True,
    subcommand_metavar="[VERB] …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@common_options
@screen_options
@click.pass_context
def program(ctx: click.Context, common: Common) -> int:
    """Read news and record who said what, and through whom it reached us.

    Without a verb, the library opens.
    """
    if ctx.invoked_subcommand is not None:
        return DONE
    from annotator.cli.verbs.read import open_screens

    return open_screens(common, None)


def main(arguments: Sequence[str]) -> int:
    """Run the program with these arguments; its exit status."""
    try:
        status = program.main(list(arguments), prog_name="annotator", standalone_mode=False)
        sys.stdout.flush()
    except BaseException as error:
        return end(error)
    return int(status or DONE)


def run() -> None:
    """The console script."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that is not UTF-8 shows what it can; nothing is a reason to stop halfway.
            stream.reconfigure(errors="backslashreplace")
    status = main(sys.argv[1:])
    flush()
    sys.exit(status)


def _open_what_is_closed() -> None:
    """Put an empty stream where the shell closed one (`>&-`): Python has nothing there, and nobody expects that."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # for good
