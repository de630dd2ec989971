"""The only reader of the folders of languages: each table of a folder is a file of TOML, parsed once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extract.knowledge.language import cldr

_PLACE = re.compile(r"@(\|?)((?:short_)?(?:weekdays|months))\b(\*?)")
_FOLDERS = files("extract.knowledge.language")


@cache
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have a folder, English first."""
    found = sorted(entry.name for entry in _FOLDERS.iterdir() if (entry / "calendar.toml").is_file())
    return ("en", *(code for code in found if code != "en"))


@cache
def table(language: str, name: str) -> Mapping[str, Any]:
    """A table of a language; empty where the language has none of that name.

    The names of weekdays and months stand for themselves in it: a word "@weekdays" or "@months" is all of CLDR's whole
    names, "@short_weekdays" or "@short_months" all abbreviations, and "@|months" whole names as
    a pattern has them; a star behind stays behind each.
    """
    file = _FOLDERS / language / f"{name}.toml"
    if language not in languages() or not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return {key: _expanded(value, language) for key, value in found.items()} if "@" in text else found


def _expanded(value: Any, language: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    if isinstance(value, dict):
        return {key: _expanded(one, language) for key, one in value.items()}
    if isinstance(value, list):
        return [word for one in value for word in _names_for(one, language) or [one]]
    if isinstance(value, str) and "@" in value:
        return _PLACE.sub(
            lambda found: (found[1] or " ").join(_names_for(f"@{found[2]}{found[3]}", language) or [found[0]]), value
        )
    return value


def _names_for(word: object, language: str) -> list[str]:
    """The names that a word stands for, in small letters and in the order of the calendar; none for any other word."""
    place = _PLACE.fullmatch(word) if isinstance(word, str) else None
    if place is None:
        return []
    names = cldr.weekdays(language) if place[2].endswith("weekdays") else cldr.months(language)
    width = "abbreviated" if place[2].startswith("short") else "wide"
    ordered = sorted(names, key=lambda name: name[1])
    return list(dict.fromkeys(word.lower() + place[3] for word, _, how in ordered if how == width))
