from __future__ import annotations

import csv
import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from helpers.event_sets import day, statement_event, strike_event
from helpers.reports import story_output

from extract.base.errors import ConfigError
from extract.cli import main as cli
from extract.export import FORMATS, export
from extract.export import library as libraries
from schemas import Actor, EventSet, PlaceValue

EVENTS = story_output().events
LIGHT = ["csv", "geojson", "acled-like", "ged-like", "ftm", "plover", "sqlite"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture
def events_json(tmp_path: Path) -> Path:
    path = tmp_path / "out" / "events.json"
    path.parent.mkdir()
    path.write_text(EVENTS.model_dump_json(), encoding="utf-8")
    return path


def test_the_command_writes_each_format_asked_for_and_names_the_files(
    tmp_path: Path, events_json: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.main(["export", str(events_json), "--to", "csv,geojson", "--out", str(tmp_path / "x")])
    assert status == 0
    named = capsys.readouterr().err.split()
    assert [Path(name).name for name in named] == ["events.csv", "records.csv", "claims.csv", "events.geojson"]
    assert sorted(files(tmp_path / "x")) == sorted(Path(name).name for name in named)


def test_the_folder_of_a_run_will_do(tmp_path: Path, events_json: Path) -> None:
    assert cli.main(["export", str(events_json.parent), "--to", "csv", "--out", str(tmp_path / "x")]) == 0
    assert len(rows(tmp_path / "x" / "events.csv")) == len(EVENTS.events)


@pytest.mark.parametrize(
    ("content", "says"), [("{}", None), ("[]", "is no event set"), ('{"format": "other/2"}', "format"), ("no", "JSON")]
)
def test_a_file_that_is_no_event_set_is_one_clear_line(
    tmp_path: Path, content: str, says: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "events.json"
    path.write_text(content)
    status = cli.main(["export", str(path), "--to", "csv", "--out", str(tmp_path / "x")])
    line = capsys.readouterr().err
    assert status == (0 if says is None else 2)
    if says:
        assert says in line
        assert line.startswith("extract: error: ")


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(tmp_path / "none.json"), "--to", "csv"]) == 2
    assert "none.json" in capsys.readouterr().err


@pytest.mark.parametrize("formats", ["ods", "", "csv,ods"])
def test_an_unknown_format_is_refused_with_those_there_are(formats: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(["export", "events.json", "--to", formats])
    assert exit_.value.code == 2
    assert "duckdb" in capsys.readouterr().err
    with pytest.raises(ConfigError, match="geojson"):
        export(EVENTS, ["ods"], Path("nowhere"))


def test_the_results_of_a_run_are_not_overwritten(events_json: Path) -> None:
    with pytest.raises(ConfigError, match="results of a run"):
        export(EVENTS, ["csv"], events_json.parent)
    assert list(files(events_json.parent)) == ["events.json"]


def test_the_same_events_give_the_same_bytes(tmp_path: Path) -> None:
    export(EVENTS, LIGHT, tmp_path / "one")
    export(EVENTS, LIGHT, tmp_path / "two")
    export(EVENTS, LIGHT, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


@pytest.mark.parametrize("name", ["parquet", "duckdb"])
def test_a_missing_library_is_named_with_the_way_to_get_it(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(module: str) -> None:
        raise ImportError(module)

    monkeypatch.setattr(libraries, "import_module", missing)
    with pytest.raises(ConfigError, match=r"pip install 'rashomon-events\[export\]'"):
        export(EVENTS, [name], tmp_path)
    assert files(tmp_path) == {}


@pytest.mark.parametrize("name", LIGHT)
def test_nothing_found_is_an_empty_file_and_no_error(tmp_path: Path, name: str) -> None:
    assert export(EventSet(), [name], tmp_path)


def test_every_format_is_documented() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"## `{name}`" not in documented] == []


def test_claims_and_records_lead_to_their_events(tmp_path: Path) -> None:
    export(EVENTS, ["csv"], tmp_path)
    events = {row["id"] for row in rows(tmp_path / "events.csv")}
    claims, records = rows(tmp_path / "claims.csv"), rows(tmp_path / "records.csv")
    assert {row["event_id"] for row in claims} == events
    # A record that is in no event, such as a strike that was only planned, leads to none.
    assert {row["event_id"] for row in records} - {""} == events
    assert len(claims) == sum(len(event.claims) for event in EVENTS.events)
    assert len(records) == len(EVENTS.records)


def test_a_claim_of_casualties_keeps_its_unit_range_and_source(tmp_path: Path) -> None:
    export(EVENTS, ["csv"], tmp_path)
    (row,) = (row for row in rows(tmp_path / "claims.csv") if row["value"] == "22 killed")
    assert (row["unit"], row["low"], row["high"], row["according_to"]) == ("killed", "22", "22", "Ahmed Salem, a medic")


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless_in_every_table(tmp_path: Path) -> None:
    evil = "=HYPERLINK(1)"
    event = strike_event(
        title=evil, attacker=(Actor(raw=evil, name=evil),), place=PlaceValue(raw=evil, name=evil, admin1=evil)
    )
    export(EventSet(events=(event,)), ["csv", "acled-like", "ged-like"], tmp_path)
    cells = [cell for path in tmp_path.glob("*.csv") for row in rows(path) for cell in row.values()]
    assert f"'{evil}" in cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_a_feature_says_how_exactly_its_place_is_known(tmp_path: Path) -> None:
    place = PlaceValue(raw="near Lima", name="Lima", country="PE", latitude=-12.05, longitude=-77.04, precision="near")
    province = PlaceValue(raw="Anbar", name="Al Anbar", admin1="Al Anbar", country="IQ", precision="province")
    told = (strike_event(place=place, date=day(1989, 5, 1)), strike_event(place=province), statement_event())
    export(EventSet(events=told), ["geojson"], tmp_path)
    collection = json.loads((tmp_path / "events.geojson").read_bytes())
    known, wide, unknown = collection["features"]
    assert wide["properties"]["point_is"] == "the middle of the province"
    assert wide["properties"]["radius_km"] > 100
    assert 40 < wide["geometry"]["coordinates"][0] < 44
    assert known["geometry"] == {"type": "Point", "coordinates": [-77.04, -12.05]}
    assert (known["properties"]["where_prec"], known["properties"]["date_earliest"]) == (2, "1989-05-01")
    assert unknown["geometry"] is None


def test_datasette_gets_keys_and_full_text_search(tmp_path: Path) -> None:
    export(EVENTS, ["sqlite"], tmp_path)
    with closing(sqlite3.connect(tmp_path / "events.db")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        found = database.execute("SELECT quote FROM evidence WHERE rowid IN (SELECT rowid FROM evidence_fts('thirty'))")
        assert "Thirty were killed" in found.fetchone()[0]
        assert database.execute("SELECT count(*) FROM disputed").fetchone()[0] > 0
    assert set(json.loads((tmp_path / "metadata.json").read_bytes())["databases"]["events"]["tables"]) >= {"events"}


def test_plover_has_the_class_mode_and_sides_of_what_it_knows(tmp_path: Path) -> None:
    export(EVENTS, ["plover"], tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "plover.jsonl").read_text("utf-8").splitlines()]
    by_class = {line["event"][0]: line for line in lines}
    assert set(by_class) == {"ASSAULT", "ACCUSE", "CONSULT"}
    strike = next(line for line in lines if line["mode"] == ["aerial"])
    assert strike["actor"][0]["entity_text"] == "United States"
    assert strike["event_loc"]["country_code"] == "SY"


def test_a_workbook_has_dates_as_dates_and_runs_no_word_of_an_article(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    event = strike_event(date=day(2021, 2, 26)).model_copy(update={"title": "=cmd|'/c calc'!A1"})
    export(EventSet(events=(event,)), ["xlsx"], tmp_path)
    once = (tmp_path / "events.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(tmp_path / "events.xlsx")["events"]
    head, row = (list(line) for line in sheet.iter_rows())
    cells = dict(zip([cell.value for cell in head], row, strict=True))
    assert (cells["title"].data_type, cells["title"].value) == ("s", "=cmd|'/c calc'!A1")
    assert cells["date_earliest"].value.date() == dt.date(2021, 2, 26)
    export(EventSet(events=(event,)), ["xlsx"], tmp_path)
    assert (tmp_path / "events.xlsx").read_bytes() == once
