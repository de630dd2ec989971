"""The data files that kinds of other packages bring in their folders: prompts, weights, words by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from extract.base.errors import ConfigError
from schemas import KINDS


@cache
def files_of(kind: str) -> Mapping[str, Traversable]:
    """The files in the folder of a kind, by name.

    Raises:
        ConfigError: there is no such kind, or it names a folder that is not there.
    """
    if kind not in KINDS:
        raise ConfigError(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    folder = KINDS[kind].folder
    try:
        return {entry.name: entry for entry in files(folder).iterdir() if entry.is_file()}
    except (ImportError, TypeError, OSError) as error:
        raise ConfigError(f"the kind {kind!r} has no folder {folder}: {error}") from error


@cache
def table_of(kind: str, name: str) -> Mapping[str, Any]:
    """A TOML file in the folder of a kind; empty where there is none of that name.

    Raises:
        ConfigError: it is no TOML.
    """
    file = files_of(kind).get(name)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")) if file else {}
    except ValueError as error:
        raise ConfigError(f"{name} of the kind {kind!r} is no valid TOML: {error}") from error
