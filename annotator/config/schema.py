"""The JSON Schema of the configuration file, for editors that check and complete TOML by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from annotator.config.options import OPTIONS, READER, TABLES, Kind, Option


class Bindable(Protocol):
    """A command whose keys can be set."""

    @property
    def id(self) -> str:
        """What the file calls it."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it has if nothing is set."""

    @property
    def help(self) -> str:
        """A sentence."""


Tables = Mapping[str, Sequence[Bindable]]
"""Screen -> its commands."""


def config_schema(tables: Tables) -> dict[str, Any]:
    """The schema, with every setting and every command of `tables`."""
    top = {option.name: _option(option) for option in OPTIONS if "." not in option.name}
    grouped = {
        table: _object(
            {
                option.name.removeprefix(f"{table}."): _option(option)
                for option in OPTIONS
                if option.name.startswith(f"{table}.")
            }
        )
        for table in TABLES
    }
    keys = _commands(tables[READER])
    others = {
        name: _object(_commands(commands) | _inner(name, tables))
        for name, commands in tables.items()
        if name != READER and "." not in name
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The configuration file of annotator, as data",
        "description": "config.toml. The program also checks what a schema cannot: that keys arrive through "
        "every terminal, and that no two commands and no label have the same one.",
        **_object({**top, **grouped, "keys": _object(keys | others)}),
        "$defs": {
            "keys": {
                "description": "A key, or several; none takes the command's keys away.",
                "anyOf": [
                    {"type": "string", "minLength": 1},
                    {"type": "array", "items": {"type": "string", "minLength": 1}},
                ],
            }
        },
    }


def _commands(commands: Sequence[Bindable]) -> dict[str, Any]:
    return {command.id: _command(command) for command in commands}


def _inner(table: str, tables: Tables) -> dict[str, Any]:
    """The tables in a table: of screens that share its commands, and may have them otherwise."""
    return {
        name.removeprefix(f"{table}."): _object(_commands([*commands, *tables[table]]))
        for name, commands in tables.items()
        if name.startswith(f"{table}.")
    }


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _option(option: Option) -> dict[str, Any]:
    match option.kind:
        case Kind.FLAG:
            said: dict[str, Any] = {"type": "boolean", "default": option.default}
        case Kind.NUMBER:
            said = {
                "type": "integer",
                "minimum": option.low,
                "maximum": option.high,
                "default": option.default,
            }
        case _:
            said = {"enum": list(option.choices)} if option.choices else {"type": "string", "minLength": 1}
    return {"description": option.help, **said}


def _command(command: Bindable) -> dict[str, Any]:
    return {"$ref": "#/$defs/keys", "description": command.help, "default": list(command.keys)}
