"""Outlets: CSV with domain, name, country, language, owner, one_origin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.actors import NOT_FILLED_IN
from extract.knowledge.user_tables.rows import LeftOut, Outcome, OutletRow, RowError

COLUMNS = ("domain", "name", "country", "language", "owner", "one_origin")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TO_FILL_IN = COLUMNS[2:]


def is_outlets(content: Content) -> bool:
    """True if the columns are those of a table of outlets."""
    return "domain" in content.header


def read_outlets(content: Content) -> Iterator[Outcome]:
    """The outlets of a CSV table."""
    return content.outcomes(_outlet)


def domain_of(address: str) -> str:
    """The domain of a page's address, without "www."."""
    return re.sub(r"^[a-z+]+://", "", address.strip().casefold()).split("/")[0].split(":")[0].removeprefix("www.")


def _outlet(line: int, row: Mapping[str, str]) -> Outcome:
    domain = domain_of(cells.text(row.get("domain")))
    if domain and not _DOMAIN.fullmatch(domain):
        raise RowError(f"{row.get('domain')!r} is no domain: write it as news.example")
    name = cells.text(row.get("name"))
    if "nearest_known" in row and not any(cells.text(row.get(column)) for column in _TO_FILL_IN):
        return LeftOut(line, NOT_FILLED_IN)
    if not (domain or name):
        raise RowError("it has neither domain nor name")
    language = cells.text(row.get("language")).casefold()
    if language and not _LANGUAGE.fullmatch(language):
        raise RowError(f"{language!r} is no language: give its ISO 639 code, as fr")
    owner, one_origin = cells.text(row.get("owner")), cells.yes(row.get("one_origin"))
    if one_origin and not owner:
        raise RowError("one_origin is yes, but it has no owner")
    return OutletRow(
        line,
        domain or None,
        name or domain,
        cells.country(row.get("country")),
        language or None,
        owner or None,
        one_origin,
    )
