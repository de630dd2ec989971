"""A user relies on: a table is read as its publisher writes it, and a row that cannot be used is told and left."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extract.base.errors import ConfigError
from extract.knowledge.language.tokens import tokens
from extract.knowledge.user_tables.tables import read_tables, report_on
from extract.knowledge.world.known import KnownActor, KnownPlace
from extract.knowledge.world.tables import load_knowledge

UCDP = """\
ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,NameChange,NewName,NewNameFullMotherTongue,NewNameFullEng,Org,Location
901,ZLF,FLZ,Front de libération de Zed,Zed Liberation Front,0,,,,1,Mali
902,Government of Mali,,,,0,,,,4,Mali
x,Nobody,,,,0,,,,1,Mali
"""
ACLED = """\
actor_name,first_event_date,last_event_date,event_count
ZLF: Zed Liberation Front (Mali),2014-01-02,2021-05-06,12
Military Forces of Mali (2012-2020),2012-03-01,2020-08-18,900
Unidentified Armed Group (Mali),2012-03-01,2020-08-18,900
"""


def _feature(number: str, name: str, others: str, north: str, feature: tuple[str, str]) -> str:
    """A line of a GeoNames file, with the columns of its readme."""
    cells = [number, name, name, others, north, "-4.2", *feature, "ML", "", "04", "", "", "", "1200", "", "270"]
    return "\t".join([*cells, "Africa/Bamako", "2020-01-01"]) + "\n"


GEONAMES = "".join(
    (
        _feature("1", "Zedville", "Zedwil,Зедвиль,ZZZ", "14.5", ("P", "PPL")),
        _feature("2", "Zed River", "", "14.5", ("H", "STM")),
        _feature("3", "Farther", "", "94.5", ("P", "PPL")),
        _feature("4", "Zed Region", "", "14.5", ("A", "ADM1")),
    )
)
FEATURES = [
    {"type": "Feature", "properties": {"name": "Zedville", "country": "ML"}, "geometry": geometry}
    for geometry in (
        {"type": "Point", "coordinates": [-4.2, 14.5]},
        {"type": "Point", "coordinates": [-4.2, 114.5]},
    )
]
SQUARE = [[-5, 14], [-4, 14], [-4, 15], [-5, 15], [-5, 14]]
ENTITIES = [
    {"id": "os-1", "schema": "Organization", "caption": "Zed Liberation Front",
     "properties": {"name": ["Zed Liberation Front"], "alias": ["ZLF"], "country": ["ml"], "topics": ["crime.terror"]}},
    {"id": "os-2", "schema": "Membership", "properties": {"member": ["os-1"], "organization": ["os-3"]}},
    {"id": "os-3", "schema": "Organization", "caption": "Zed Coalition", "properties": {"name": ["Zed Coalition"]}},
    {"id": "os-4", "schema": "Vessel", "caption": "Zed Star", "properties": {"name": ["Zed Star"]}},
]  # fmt: skip


def actor(folder: Path, words: str) -> KnownActor:
    found = load_knowledge(tables=read_tables([folder])).actors.groups.at(tokens(words), 0)
    assert found is not None
    return found[1]


def place(folder: Path, name: str) -> KnownPlace:
    return load_knowledge(tables=read_tables([folder])).places.gazetteer.find(name)[0]


def told(folder: Path) -> tuple[str, int, int, dict[int, str]]:
    """The format of the one table, how many rows it has and how many are used, and why others are not, by line."""
    report = report_on(read_tables([folder]).files[0])
    return report.form, report.rows, report.used, dict(report.refusals)


def lines(rows: list[Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_actors_in_csv_and_toml(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(
        "id,name,aliases,kind,country,member_of,from,until\n"
        "zlf,Zed Liberation Front,ZLF|Front of Zed,militia,Mali,coalition-z,2014-05,2021\n"
        "zlf2,,,,,,,\n"
        "zlf3,Zed Bees,,rocket,,,,\n"
        "zlf4,Zed Bees,,,,,2021,2014\n"
        "zlf5,Zed Bees,,,Atlantis,,,\n"
    )
    form, rows, used, refused = told(tmp_path)
    assert (form, rows, used, sorted(refused)) == ("actors", 5, 1, [3, 4, 5, 6])
    assert "before it begins" in refused[5]
    assert actor(tmp_path, "ZLF fighters") == KnownActor(
        "zlf", "Zed Liberation Front", "armed_group", "ML", ("coalition-z",), table="actors.csv"
    )
    (tmp_path / "actors.csv").unlink()
    (tmp_path / "own.toml").write_text(
        '[[actors]]\nid = "zlf"\nname = "Zed Liberation Front"\naliases = ["ZLF"]\n\n[[actors]]\nid = \n'
    )
    assert told(tmp_path)[:3] == ("actors in TOML", 2, 1)
    assert list(told(tmp_path)[3]) == [6]
    assert actor(tmp_path, "ZLF").id == "zlf"


@pytest.mark.parametrize(
    ("content", "form", "counts", "identifier"),
    [
        (UCDP, "UCDP actor list", (3, 1), "ucdp-901"),
        (ACLED, "ACLED actor list", (3, 2), "acled-zlf-zed-liberation-front-mali"),
        (lines(ENTITIES), "FollowTheMoney entities", (4, 2), "os-1"),
    ],
)
def test_lists_of_actors_as_they_are_published(
    content: str, form: str, counts: tuple[int, int], identifier: str, tmp_path: Path
) -> None:
    (tmp_path / "a list").write_text(content, encoding="cp1252")
    assert told(tmp_path)[:3] == (form, *counts)
    for words in ("ZLF", "Zed Liberation Front"):
        found = actor(tmp_path, words)
        assert (found.id, found.kind, found.country, found.table) == (identifier, "armed_group", "ML", "a list")


def test_what_ties_entities_of_follow_the_money(tmp_path: Path) -> None:
    (tmp_path / "entities.ftm.json").write_text(lines(ENTITIES))
    assert actor(tmp_path, "ZLF").member_of == ("os-3",)


@pytest.mark.parametrize(
    ("name", "content", "form", "refused"),
    [
        (
            "places.csv",
            "name,alternate_names,country,admin1,latitude,longitude,kind\n"
            "Zedville,Zedwil|Зедвиль,ML,Zed Region,14.5,-4.2,village\nFarther,,ML,,94.5,-4.2,\nNothing,,ML,,,,\n",
            "places",
            [3, 4],
        ),
        ("ML.txt", GEONAMES, "GeoNames file", [3]),
        (
            "mli_adm.csv",
            "ADM2_FR,ADM2_PCODE,ADM1_FR,ADM1_PCODE,ADM0_FR,ADM0_PCODE,lat,lon\n"
            "Zedville,ML0401,Zed Region,ML04,Mali,ML,14.5,-4.2\nElsewhere,ML0401,Zed Region,ML04,Mali,ML,14.5,-4.2\n",
            "administrative table with P-codes",
            [3],
        ),
        (
            "sites.csv",
            "Where,Code,Province,North,East\n#loc+name,#loc+code,#adm1+name,#geo+lat,#geo+lon\n"
            "Zedville,ML0401,Zed Region,14.5,-4.2\nFarther,ML0402,Zed Region,north,-4.2\n",
            "administrative table with P-codes",
            [4],
        ),
        ("z.geojson", json.dumps({"type": "FeatureCollection", "features": FEATURES}, indent=1), "GeoJSON", [18]),
    ],
)
def test_places_as_they_are_published(name: str, content: str, form: str, refused: list[int], tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert told(tmp_path)[0] == form
    assert list(told(tmp_path)[3]) == refused
    found = place(tmp_path, "Zedville")
    assert (found.country, found.latitude, found.longitude, found.table) == ("ML", 14.5, -4.2, name)
    if "Zed Region" in content:
        assert found.admin1 == "Zed Region"
    if "Зедвиль" in content:
        assert place(tmp_path, "Зедвиль") == place(tmp_path, "Zedwil")


def test_a_polygon_is_placed_in_its_middle(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"ADM1_FR": "Zedland", "ADM1_PCODE": "ML99"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    (tmp_path / "z.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    found = place(tmp_path, "Zedland")
    assert (found.country, found.kind, found.code, found.latitude, found.longitude) == (
        "ML", "division", "ML99", 14.5, -4.5,
    )  # fmt: skip


def test_packed_files_are_read_as_they_are(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "ML.zip", "w") as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("ML.txt", GEONAMES)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"name,aliases\nZed Front,ZF\n"))
    assert place(tmp_path, "Zedwil").table == "ML.zip"
    assert actor(tmp_path, "Zed Front").table == "b.csv.gz"


def test_a_file_that_is_no_table_is_told_and_where_it_was_named_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Some notes.\n")
    (tmp_path / "actors.csv").write_text("name,aliases\nZed Front,ZF\n")
    assert [name for name, _ in read_tables([tmp_path]).unread] == ["notes.txt"]
    with pytest.raises(ConfigError, match="of no table that is known"):
        read_tables([tmp_path / "notes.txt"])
