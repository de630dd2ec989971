"""Options from a file: the table ``[tool.rashomon]`` of a TOML file, its keys the long options without their dashes.

A flag on the command line goes before the environment, the environment before the file.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from extract.base.errors import ConfigError
from extract.base.settings import default_model

TABLE = "tool.rashomon"
OWN_FILE, SHARED_FILE = Path("rashomon.toml"), Path("pyproject.toml")
"""Looked for in the current directory, in this order; the second need not have the table."""

_NOT_FROM_A_FILE = frozenset({"help", "version", "config"})


def parse_configured(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command line, with those it leaves out from the file; ``configured`` says which those are.

    Args:
        parser: must have the option ``--config``.
        arguments: the command line.

    Raises:
        ConfigError: the file cannot be read, or holds a key or value that is not known.
    """
    options = parser.parse_args(arguments)
    file, table = _table(options.config)
    values = _values(parser, file, table)
    if default_model() is not None:
        values.pop("model", None)
    parser.set_defaults(**values)
    options = parser.parse_args(arguments)
    options.configured = f"Options from {file}: {', '.join(table)}" if table else None
    # A file that came with the articles must not send them, and a key, elsewhere and keep quiet about it.
    options.must_be_told = "base-url" in table and "quiet" in table and "--quiet" not in arguments
    return options


def _table(given: Path | None) -> tuple[Path, Mapping[str, Any]]:
    """The file and its table; an empty one where no file has it and none must."""
    file = given or (OWN_FILE if OWN_FILE.is_file() else SHARED_FILE)
    if given is None and not file.is_file():
        return file, {}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"cannot read the configuration file {file}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{file} is no valid TOML: {error}") from error
    tool = content.get("tool", {})
    table = tool.get("rashomon") if isinstance(tool, dict) else None
    if table is None and file == SHARED_FILE and given is None:
        return file, {}
    if not isinstance(table, dict):
        raise ConfigError(f"{file} has no table [{TABLE}]: put the options under that heading")
    return file, table


def _values(parser: argparse.ArgumentParser, file: Path, table: Mapping[str, Any]) -> dict[str, Any]:
    known = {
        name.removeprefix("--"): action
        for action in parser._actions
        for name in action.option_strings
        if name.startswith("--") and name.removeprefix("--") not in _NOT_FROM_A_FILE
    }
    values: dict[str, Any] = {}
    keys: dict[str, str] = {}
    for key, value in table.items():
        if key not in known:
            raise ConfigError(f"{file}, [{TABLE}]: {_unknown(key, list(known))}")
        action = known[key]
        if action.dest in keys:
            raise ConfigError(f"{file}, [{TABLE}]: {keys[action.dest]} and {key} exclude each other")
        keys[action.dest] = key
        try:
            values[action.dest] = _value(action, value)
        except (TypeError, ValueError, argparse.ArgumentTypeError) as error:
            raise ConfigError(f"{file}, [{TABLE}]: {key}: {error}") from error
    return values


def _value(action: argparse.Action, value: object) -> object:
    if action.nargs == 0:
        if not isinstance(value, bool):
            raise TypeError("is a switch: write true or false")
        return action.const if value else action.default
    if isinstance(value, list) and isinstance(action.default, list):
        return [str(_value(action, one)) for one in value]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(f"{value!r} is neither a text nor a number")
    convert = action.type if callable(action.type) else str
    converted: object = convert(str(value))
    if action.choices is not None and converted not in action.choices:
        raise ValueError(f"{value!r} is not one of {', '.join(map(str, action.choices))}")
    return converted


def _unknown(key: str, known: Sequence[str]) -> str:
    if key in ("paths", "path"):
        return "what to read is given on the command line, not here"
    if "key" in key.split("_") or "key" in key.split("-"):
        return f"unknown key {key!r}: keys of services come from the environment only (OPENAI_API_KEY and the like)"
    near = get_close_matches(key.replace("_", "-"), known, n=1)
    return f"unknown key {key!r}; " + (
        f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"
    )
