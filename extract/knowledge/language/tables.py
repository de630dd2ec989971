"""The only reader of the folders of languages: each table of a folder is a file of TOML, parsed once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_FOLDERS = files("extract.knowledge.language")


@cache
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a folder, English first."""
    found = sorted(entry.name for entry in _FOLDERS.iterdir() if (entry / "calendar.toml").is_file())
    return ("en", *(code for code in found if code != "en"))


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """A table of a language; empty where the language has none of that name."""
    file = _FOLDERS / language / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if language in languages() and file.is_file() else {}
