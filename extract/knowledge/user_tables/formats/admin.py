"""Administrative tables of OCHA: HXL tags in the second row, or the columns of common operational datasets.

Source: HXL 1.1 hashtag dictionary (#country, #adm1 … #adm5, #loc with +name, +code; #geo+lat, #geo+lon), and the
columns of OCHA's common operational datasets (ADM1_EN, ADM1_PCODE, admin1Name_en, admin1Pcode, adm1_name …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.knowledge.user_tables import cells
from extract.knowledge.user_tables.content import Content
from extract.knowledge.user_tables.formats.published_names import country_called
from extract.knowledge.user_tables.rows import Outcome, PlaceRow, Refused, RowError
from extract.knowledge.world.known import PlaceKind

_TAG = re.compile(r"#(adm([1-5])|country|loc|geo)((?:\s*\+\w+)*)\s*")
_COLUMN = re.compile(
    r"adm(?:in)?_?([0-5])_?(?:ref_?)?(pcode|p_code|code|name|[a-z]{2})?(?:_?(alt\d?|[a-z]{2}|local|alias\d?))?(?:_?name)?"
)
_LATITUDE = ("latitude", "lat", "center_lat", "centroid_lat", "point_y", "y_coord")
_LONGITUDE = ("longitude", "lon", "long", "center_lon", "centroid_lon", "point_x", "x_coord")
_LOC = 9
_KINDS: Mapping[int, PlaceKind] = {1: "division", 2: "district", 3: "district"}


@dataclass(slots=True)
class Layout:
    """Which column holds what: names (the English first) and P-code of each level, and the coordinates."""

    names: dict[int, list[str]] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    north: str | None = None
    east: str | None = None

    @property
    def levels(self) -> list[int]:
        """The levels below a country, the widest first."""
        return sorted(level for level in self.names if level)


def is_admin(content: Content) -> bool:
    """True if the second row is HXL, or two columns are those of an administrative table."""
    return _hxl_row(content) is not None or bool(layout_of(content.header).levels and layout_of(content.header).codes)


def read_admin(content: Content) -> Iterator[Outcome]:
    """The places of a table: what its last level names in each row, and each wider one once."""
    tags = _hxl_row(content)
    layout = _layout_of_tags(content.header, tags) if tags else layout_of(content.header)
    known: dict[str, str] = {}
    for line, row in content.rows():
        if isinstance(row, Refused):
            yield row
        elif not any(value.startswith("#") for value in row.values()):
            yield from places_of(line, row, layout, known)


def places_of(line: int, row: Mapping[str, str], layout: Layout, known: dict[str, str]) -> Iterator[Outcome]:
    """What one row names; ``known`` are the names of the P-codes so far, to which those of the row are added."""
    try:
        country = _country(row, layout)
        north, east = (cells.latitude(row.get(layout.north or "")), cells.longitude(row.get(layout.east or "")))
        cells.both_or_neither(north, east)
        named = [(level, _names(row, layout, level)) for level in layout.levels]
        told = [(level, names) for level, names in named if names]
        if not told:
            raise RowError("it names no place")
        _check(row, layout, told, known)
    except RowError as error:
        yield Refused(line, str(error))
        return
    division = next((names[0] for level, names in told if level == 1), None)
    for level, names in told:
        code = cells.text(row.get(layout.codes.get(level, "")))
        deepest = level == told[-1][0]
        if (code or f"{level}:{names[0]}") in known and not deepest:
            continue
        known[code or f"{level}:{names[0]}"] = names[0]
        yield PlaceRow(
            line,
            names[0],
            _KINDS.get(level, "city"),
            country,
            division,
            north if deepest else None,
            east if deepest else None,
            code=code or None,
            others=names[1:],
        )


def _check(
    row: Mapping[str, str], layout: Layout, told: Sequence[tuple[int, list[str]]], known: Mapping[str, str]
) -> None:
    for level, names in told:
        code = cells.text(row.get(layout.codes.get(level, "")))
        if not code and level in layout.codes:
            raise RowError(f"{names[0]} has no P-code")
        if code and known.get(code, names[0]) != names[0]:
            raise RowError(f"the P-code {code} is {names[0]} here and {known[code]} in an earlier line")


def layout_of(header: Sequence[str]) -> Layout:
    """Which column holds what, by the names of the columns."""
    layout = Layout()
    for column in header:
        plain = column.strip()
        if plain in _LATITUDE:
            layout.north = layout.north or column
        elif plain in _LONGITUDE:
            layout.east = layout.east or column
        elif match := _COLUMN.fullmatch(plain):
            level, what = int(match[1]), match[2] or ""
            if what in {"pcode", "p_code", "code"}:
                layout.codes.setdefault(level, column)
            elif what or match[3]:
                _add(layout, level, column, english="en" in (what, match[3]))
    return layout


def _layout_of_tags(header: Sequence[str], tags: Sequence[str]) -> Layout:
    layout = Layout()
    for column, tag in zip(header, tags, strict=False):
        match = _TAG.fullmatch(tag.strip().casefold())
        if not match:
            continue
        attributes = set(re.findall(r"\w+", match[3]))
        if match[1] == "geo":
            layout.north = column if "lat" in attributes else layout.north
            layout.east = column if attributes & {"lon", "lng"} else layout.east
            continue
        level = {"country": 0, "loc": _LOC}.get(match[1]) if match[2] is None else int(match[2])
        if level is not None and "code" in attributes:
            layout.codes.setdefault(level, column)
        elif level is not None:
            _add(layout, level, column, english=bool(attributes & {"i_en", "en"}))
    return layout


def _add(layout: Layout, level: int, column: str, *, english: bool) -> None:
    held = layout.names.setdefault(level, [])
    held.insert(0 if english else len(held), column)


def _hxl_row(content: Content) -> Sequence[str] | None:
    for _, row in content.rows():
        cells_ = () if isinstance(row, Refused) else tuple(row.values())
        return cells_ if any(_TAG.fullmatch(cell.strip().casefold()) for cell in cells_) else None
    return None


def _names(row: Mapping[str, str], layout: Layout, level: int) -> list[str]:
    return list(dict.fromkeys(text for column in layout.names[level] if (text := cells.text(row.get(column)))))


def _country(row: Mapping[str, str], layout: Layout) -> str | None:
    told = [row.get(column) for column in (layout.codes.get(0), *layout.names.get(0, ())) if column]
    found = next((code for one in told if one and (code := country_called(cells.text(one)))), None)
    if found is None and any(cells.text(one) for one in told):
        raise RowError(f"{next(one for one in told if cells.text(one))!r} is no country")
    if found is None and (first := next((row.get(code) for code in layout.codes.values() if row.get(code)), None)):
        return country_called(first[:2])
    return found
