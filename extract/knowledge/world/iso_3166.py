"""Countries as ISO 3166-1 codes, numbers and names them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class IsoCountry(NamedTuple):
    """A country: its number, and its name in the standard, or the common one where that lists it ("Bolivia")."""

    number: int
    name: str


@cache
def iso_countries() -> Mapping[str, IsoCountry]:
    """All countries by their codes of two letters."""
    lines = (files("extract.knowledge.world") / "iso_3166.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {code: IsoCountry(int(number), name) for code, number, name in rows}


@cache
def common_names() -> Mapping[str, str]:
    """What each country is commonly called, by its code.

    The standard turns long names round ("Iran, Islamic Republic of"); the short form serves unless it is
    another country's ("Korea", "Congo").
    """
    names = {country.name for country in iso_countries().values()}
    return {code: _straight(country.name, names) for code, country in iso_countries().items()}


def _straight(name: str, others: set[str]) -> str:
    head, _, tail = name.partition(", ")
    return f"{tail} {head}" if tail and head in others else head
