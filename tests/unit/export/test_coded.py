"""The tables under the columns of ACLED and UCDP GED."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from helpers.event_sets import day, strike_event, toll_claim
from helpers.reports import story_output

from extract.export import export
from schemas import Actor, Conflict, EventSet, PlaceValue, StrikeEvent, Toll

ACLED = """event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1
inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location
latitude longitude geo_precision source source_scale notes fatalities tags timestamp"""
GED = """id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name
dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b
number_of_sources source_article source_office source_date source_headline source_original where_prec
where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region
event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa
gwnob"""


def written(name: str, folder: Path, *events: StrikeEvent) -> list[dict[str, str]]:
    export(EventSet(events=events), [name], folder)
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def strike(*tolls: tuple[Toll, str], **fields: object) -> StrikeEvent:
    return strike_event(
        method="air_strike",
        attacker=(Actor(raw="US", name="United States"), Actor(raw="UK", name="United Kingdom")),
        target=(Actor(raw="KH", name="Kata'ib Hezbollah"),),
        place=PlaceValue(
            raw="near Albu Kamal",
            name="Albu Kamal",
            country="SY",
            admin1="Deir ez-Zor",
            latitude=34.45,
            longitude=40.92,
            precision="near",
        ),
        date=day(2021, 2, 26),
        claims=tuple(toll_claim(toll, rank=rank) for toll, rank in tolls),
        **fields,
    )


ONE, TWENTY = Toll(unit="killed", low=1, high=1, best=1), Toll(unit="killed", low=22, high=22, best=22)
THIRTY = Toll(unit="killed_or_injured", low=30, high=30)


@pytest.mark.parametrize(("name", "columns"), [("acled-like", ACLED), ("ged-like", GED)])
def test_the_columns_are_those_of_the_standard(tmp_path: Path, name: str, columns: str) -> None:
    (row,) = written(name, tmp_path, strike((ONE, "preferred")))
    assert list(row) == columns.split()


def test_a_strike_in_acled_s_words(tmp_path: Path) -> None:
    (row,) = written("acled-like", tmp_path, strike((ONE, "preferred")))
    expected = {
        "event_date": "2021-02-26",
        "year": "2021",
        "time_precision": "1",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "United States",
        "assoc_actor_1": "United Kingdom",
        "actor2": "Kata'ib Hezbollah",
        "iso": "760",
        "country": "Syria",
        "admin1": "Deir ez-Zor",
        "location": "Albu Kamal",
        "geo_precision": "2",
        "fatalities": "1",
    }
    assert {name: row[name] for name in expected} == expected


def test_the_most_conservative_figure_is_taken_and_the_others_are_in_the_notes(tmp_path: Path) -> None:
    conflict = Conflict(field="casualties", kind="disagreement", status="open", values=(ONE, TWENTY))
    (row,) = written("acled-like", tmp_path, strike((TWENTY, "preferred"), (ONE, "normal"), conflicts=(conflict,)))
    assert row["fatalities"] == "1"
    assert "22 killed; 1 killed" in row["notes"]


def test_no_figure_is_no_zero_and_killed_or_injured_are_no_deaths(tmp_path: Path) -> None:
    assert written("acled-like", tmp_path, strike((THIRTY, "normal")))[0]["fatalities"] == ""
    assert written("ged-like", tmp_path, strike((THIRTY, "normal"))) == []


def test_what_is_no_single_attack_is_left_out(tmp_path: Path) -> None:
    assert written("acled-like", tmp_path, strike((ONE, "preferred"), occurrence="general")) == []
    assert written("ged-like", tmp_path, strike((ONE, "preferred"), occurrence="general")) == []


def test_a_shooting_is_not_put_in_a_class_that_hangs_on_who_was_hit(tmp_path: Path) -> None:
    (row,) = written("acled-like", tmp_path, strike_event(method="shooting"))
    assert (row["event_type"], row["sub_event_type"]) == ("", "")


def test_a_strike_in_the_words_of_ged(tmp_path: Path) -> None:
    (row,) = written("ged-like", tmp_path, strike((ONE, "normal"), (TWENTY, "preferred")))
    expected = {
        "side_a": "United States; United Kingdom",
        "side_b": "Kata'ib Hezbollah",
        "where_prec": "2",
        "date_prec": "1",
        "date_start": "2021-02-26",
        "geom_wkt": "POINT (40.92 34.45)",
        "best": "22",
        "low": "1",
        "high": "22",
        "event_clarity": "1",
        "deaths_civilians": "",
    }
    assert {name: row[name] for name in expected} == expected


def test_an_undecided_figure_is_the_lower_one(tmp_path: Path) -> None:
    (row,) = written("ged-like", tmp_path, strike((ONE, "normal"), (TWENTY, "normal")))
    assert (row["best"], row["low"], row["high"]) == ("1", "1", "22")


def test_sources_are_offices_and_those_they_quote(tmp_path: Path) -> None:
    export(story_output().events, ["ged-like"], tmp_path)
    with (tmp_path / "ged-like.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["high"] == "22")
    assert set(row["source_office"].split("; ")) == {"The Gazette", "Herald", "Monitor", "Courier"}
    assert "an Iraqi militia official" in row["source_original"].split("; ")
