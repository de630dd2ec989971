"""Each export read back by the library that its users read it with; skipped where that is not installed."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from helpers.reports import hostile_output, large_output, story_output

from extract.base.errors import InputError
from extract.export import export, to_pandas
from schemas import EventSet, StrikeEvent

EVENTS = story_output().events
MAIN = max(EVENTS.events, key=lambda event: event.sources.outlets)


def needs(name: str) -> ModuleType:
    return pytest.importorskip(name, reason=f"reads an export back: pip install '.[export,readers]' ({name})")


def test_pandas_reads_the_csv(tmp_path: Path) -> None:
    pandas = needs("pandas")
    export(EVENTS, ["csv"], tmp_path)
    claims = pandas.read_csv(tmp_path / "claims.csv")
    assert len(claims) == sum(len(event.claims) for event in EVENTS.events)
    assert sorted(claims.loc[claims.unit == "killed", "low"].dropna().astype(int).unique()) == [1, 22]


def test_polars_reads_the_parquet_with_its_types(tmp_path: Path) -> None:
    needs("duckdb")
    polars = needs("polars")
    export(EVENTS, ["parquet"], tmp_path)
    events = polars.read_parquet(tmp_path / "events.parquet")
    assert events.schema["date_earliest"] == polars.Date
    assert events.schema["latitude"] == polars.Float64
    assert set(events["id"]) == {event.id for event in EVENTS.events}
    records = polars.read_parquet(tmp_path / "records.parquet")
    assert records.join(events, left_on="event_id", right_on="id").height == len(EVENTS.records)


def test_duckdb_opens_the_database_with_its_keys_and_views(tmp_path: Path) -> None:
    duckdb = needs("duckdb")
    export(EVENTS, ["duckdb"], tmp_path)
    export(EVENTS, ["duckdb"], tmp_path)
    with duckdb.connect(str(tmp_path / "events.duckdb"), read_only=True) as connection:
        figures = connection.execute("SELECT unit, low FROM casualties WHERE event_id = ?", [MAIN.id]).fetchall()
        assert ("killed", 22) in figures
        assert set(connection.execute("SELECT event_id, field FROM disputed").fetchall()) == {(MAIN.id, "casualties")}
        quotes = connection.execute("SELECT quote FROM sentences WHERE value = '22 killed'").fetchall()
        assert quotes == [("The US raid on Kataib Hezbollah in Albu Kamal killed 22, said Ahmed Salem, a medic.",)]
        told = connection.execute("SELECT outlet, records FROM told_by WHERE event_id = ?", [MAIN.id]).fetchall()
        assert ("The Gazette", 2) in told
        keys = connection.execute("SELECT constraint_type FROM duckdb_constraints()").fetchall()
        assert {"PRIMARY KEY", "FOREIGN KEY"} <= {kind for (kind,) in keys}


def test_duckdb_takes_two_thousand_events_and_any_text(tmp_path: Path) -> None:
    duckdb = needs("duckdb")
    export(large_output(2000).events, ["duckdb"], tmp_path / "large")
    with duckdb.connect(str(tmp_path / "large" / "events.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (2000,)
    hostile = hostile_output().events
    export(hostile, ["duckdb"], tmp_path / "hostile")
    with duckdb.connect(str(tmp_path / "hostile" / "events.duckdb"), read_only=True) as connection:
        stored = connection.execute("SELECT quote FROM records ORDER BY id").fetchall()
    assert stored == [(record.evidence[0].quote,) for record in sorted(hostile.records, key=lambda one: one.id)]


def test_a_set_that_refers_to_what_it_does_not_hold_is_refused(tmp_path: Path) -> None:
    needs("duckdb")
    with pytest.raises(InputError, match="not in it"):
        export(EventSet(records=EVENTS.records), ["duckdb"], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_shapely_reads_the_points(tmp_path: Path) -> None:
    needs("shapely")
    from shapely.geometry import shape  # noqa: PLC0415

    export(EVENTS, ["geojson"], tmp_path)
    features = json.loads((tmp_path / "events.geojson").read_bytes())["features"]
    points = {feature["id"]: shape(feature["geometry"]) for feature in features if feature["geometry"]}
    assert MAIN.place
    assert (points[MAIN.id].x, points[MAIN.id].y) == (MAIN.place.longitude, MAIN.place.latitude)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_followthemoney_finds_every_entity_valid(tmp_path: Path) -> None:
    needs("followthemoney")
    from followthemoney import model  # noqa: PLC0415
    from followthemoney.exc import InvalidData  # noqa: PLC0415

    export(EVENTS, ["ftm"], tmp_path)
    entities = [json.loads(line) for line in (tmp_path / "entities.ftm.json").read_text("utf-8").splitlines()]
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        proxy = model.get_proxy(entity)
        try:
            proxy.schema.validate(entity)
        except InvalidData as error:  # pragma: no cover - only where an export is wrong
            pytest.fail(f"{entity}: {error.errors}")
        # What the library would clean away is lost to whoever loads it.
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == {
            name: sorted(values) for name, values in entity["properties"].items()
        }
        assert all(value in ids for name in proxy.schema.properties for value in references(proxy, name))


def references(proxy: object, name: str) -> list[str]:
    prop = proxy.schema.properties[name]  # type: ignore[attr-defined]
    return list(proxy.get(prop)) if prop.type.name == "entity" and not prop.stub else []  # type: ignore[attr-defined]


def test_a_notebook_gets_typed_frames() -> None:
    pandas = needs("pandas")
    frames = to_pandas(EVENTS)
    merged = frames.claims.merge(frames.events, left_on="event_id", right_on="id", suffixes=("", "_event"))
    assert len(merged) == len(frames.claims) == sum(len(event.claims) for event in EVENTS.events)
    strikes = frames.events[frames.events.kind == "strike"]
    assert len(strikes) == sum(isinstance(event, StrikeEvent) for event in EVENTS.events)
    assert strikes.date_earliest.max() == pandas.Timestamp("2021-02-26")
    assert frames.claims.low.dtype == "Int64"
    assert frames.claims.low.isna().any()


def test_frames_of_nothing_have_their_columns() -> None:
    needs("pandas")
    frames = to_pandas(EventSet())
    assert [len(frame) for frame in frames] == [0, 0, 0]
    assert "date_earliest" in frames.events.columns


def test_an_older_duckdb_opens_the_database(tmp_path: Path) -> None:
    duckdb = needs("duckdb")
    export(EVENTS, ["duckdb"], tmp_path)
    with duckdb.connect(str(tmp_path / "events.duckdb"), read_only=True) as connection:
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'events'").fetchone()
    assert "v1.2" in str(tags)
