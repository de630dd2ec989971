"""A GeoNames country file as downloaded: XX.zip, or XX.txt out of it; also allCountries and citiesN.

Source: GeoNames readme, table "geoname": 19 columns between tabs, without a header.  Of its features are read
populated places (class P), administrative divisions (A), regions and bases (L), air bases, airports and camps (S);
not waters, hills, roads, farms and buildings, whose names villages have too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.rows import LeftOut, Outcome, PlaceRow, Refused
from extract.knowledge.world.known import PlaceKind

_COLUMNS = 19
_PEEKED = 50
_CLASSES = frozenset("AHLPRSTUV")
_LONGEST_CODE = 3
_NOT_LOOKED_UP = "waters, hills, roads, buildings and other features whose names are not looked up"
_FIRST_LEVEL = ("ADM1", "ADM1H")
_KINDS: dict[str, PlaceKind] = {
    "ADM1": "division",
    "ADM2": "district",
    "ADM3": "district",
    "ADM4": "district",
    "RGN": "region",
    "MILB": "city",
    "AIRB": "city",
    "AIRP": "city",
    "AIRF": "city",
    "CMPRF": "city",
}


def is_geonames(content: Content) -> bool:
    """True if some of the first lines have the columns of GeoNames."""
    lines = [line.split("\t") for line in content.head.splitlines()[:_PEEKED]]
    return any(len(cells) == _COLUMNS and cells[0].isdecimal() and cells[6] in _CLASSES for cells in lines)


def read_geonames(content: Content) -> Iterator[Outcome]:
    """The places of a file, its divisions under their names."""
    divisions = _divisions(content)
    seen: set[int] = set()
    for line, text in enumerate(content.lines("utf-8"), start=1):
        cells = text.rstrip("\r\n").split("\t")
        if cells == [""]:
            continue
        if len(cells) != _COLUMNS:
            yield Refused(line, f"it has {len(cells)} cells, where GeoNames has {_COLUMNS}")
            continue
        if not cells[0].isdecimal() or (number := int(cells[0])) in seen:
            what = f"the geonameid {cells[0]} stands in an earlier line too" if cells[0].isdecimal() else "no geonameid"
            yield Refused(line, what)
            continue
        seen.add(number)
        if "\ufffd" in text:
            yield Refused(line, "it holds bytes that are no text")
            continue
        yield _place(line, cells, divisions)


def _divisions(content: Content) -> Mapping[tuple[str, str], str]:
    """The name of each first-level division by country and code."""
    found = {}
    for text in content.lines("utf-8"):
        if "\tADM1\t" in text:
            cells = text.split("\t")
            if len(cells) == _COLUMNS:
                found[cells[8], cells[10]] = cells[1]
    return found


def _place(line: int, cells: list[str], divisions: Mapping[tuple[str, str], str]) -> Outcome:
    name, plain, aliases, north, east, feature, code, country = cells[1:9]
    try:
        latitude, longitude = float(north), float(east)
    except ValueError:
        return Refused(line, f"latitude {north!r} and longitude {east!r} are not numbers of degrees")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 (degrees)
        return Refused(line, f"latitude {north} or longitude {east} is not on the globe")
    if not name or feature not in _CLASSES or not (country.isalpha() and len(country) == len("XX")):
        what = "name" if not name else "feature class" if feature not in _CLASSES else "country code"
        return Refused(line, f"it has no {what} that GeoNames has")
    kind: PlaceKind | None = "city" if feature == "P" else _KINDS.get(code)
    if kind is None:
        return LeftOut(line, _NOT_LOOKED_UP)
    others = [one for one in aliases.split(",") if _is_name(one)] if aliases else []
    spellings = len(others)
    if plain != name:
        others.append(plain)
    division = name if code in _FIRST_LEVEL else divisions.get((country, cells[10]))
    people = int(cells[14]) if cells[14].isdecimal() else 0
    where = (latitude, longitude, cells[17] or None)
    return PlaceRow(line, name, kind, country.upper(), division, *where, people, spellings, cells[0], others=others)


def _is_name(text: str) -> bool:
    """False of codes of airports and addresses of pages, which stand among the names."""
    if len(text) <= _LONGEST_CODE:
        return bool(text) and not (text.isascii() and text.isupper())
    return "://" not in text
