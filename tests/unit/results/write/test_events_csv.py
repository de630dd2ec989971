from __future__ import annotations

import csv
import io

import pytest
from helpers.event_sets import full_event_set, meeting_event, strike_event, toll_claim

from extract.results.write import Output
from extract.results.write.events_csv import columns, events_csv
from schemas import AnyEvent, DateValue, EventSet, PlaceValue, Toll


def written(events: EventSet) -> str:
    return "".join(events_csv(Output(events, {}, {})))


def rows(*events: AnyEvent) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(EventSet(events=events)), newline="")))


def test_one_row_an_event_in_the_order_of_the_set() -> None:
    events = full_event_set()
    lines = list(csv.DictReader(io.StringIO(written(events), newline="")))
    assert [line["id"] for line in lines] == ["strike-event-1", "statement-event-1"]
    assert "\r" not in written(events)


def test_a_row_holds_what_the_event_says() -> None:
    strike, statement = rows(*full_event_set().events)
    expected = {
        "date_earliest": "2021-02-27",
        "date_precision": "day",
        "country": "SY",
        "latitude": "34.889",
        "attacker": "Unknown",
        "target": "Harbour; Ships",
        "speaker": "",
        "outlets": "2",
        "origins_min": "1",
        "origins_max": "2",
        "conflicts": "1",
        "conflict_fields": "casualties",
    }
    assert {name: strike[name] for name in expected} == expected
    assert statement["speaker"] == "A. Person"
    assert statement["date_earliest"] == ""
    assert rows(meeting_event())[0]["participants"] == "A. Person; B. Person"


def test_no_events_leave_the_header() -> None:
    assert written(EventSet()) == ",".join(columns()) + "\n"


def toll_cells(*claims: tuple[Toll, str]) -> list[str]:
    row = rows(strike_event(claims=tuple(toll_claim(toll, rank=rank) for toll, rank in claims)))[0]
    return [row["killed_low"], row["killed_high"], row["killed_best"]]


def test_the_range_spans_the_claims_and_the_best_is_the_preferred_one() -> None:
    claims = [
        (Toll(unit="killed", low=9, high=9, best=9), "normal"),
        (Toll(unit="killed", low=4, high=5, best=4), "preferred"),
    ]
    assert toll_cells(*claims) == ["4", "9", "4"]


def test_a_deprecated_claim_does_not_widen_the_range() -> None:
    claims = [
        (Toll(unit="killed", low=2, high=2, best=2), "deprecated"),
        (Toll(unit="killed", low=4, high=4, best=4), "preferred"),
    ]
    assert toll_cells(*claims) == ["4", "4", "4"]


def test_at_least_leaves_the_upper_end_open() -> None:
    claims = [(Toll(unit="killed", low=17), "normal"), (Toll(unit="killed", low=1, high=1, best=1), "preferred")]
    assert toll_cells(*claims) == ["1", "", "1"]


def test_two_preferred_figures_that_differ_give_no_best() -> None:
    claims = [
        (Toll(unit="killed", low=1, high=1, best=1), "preferred"),
        (Toll(unit="killed", low=2, high=2, best=2), "preferred"),
    ]
    assert toll_cells(*claims) == ["1", "2", ""]


def test_zero_is_a_figure_and_units_do_not_mix() -> None:
    event = strike_event(
        claims=(
            toll_claim(Toll(unit="killed", low=0, high=0, best=0), rank="preferred"),
            toll_claim(Toll(unit="killed_or_injured", low=30, high=30)),
        )
    )
    row = rows(event)[0]
    assert [row["killed_best"], row["injured_low"], row["killed_or_injured_high"]] == ["0", "", "30"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    title = f"{start}HYPERLINK(1)"
    assert rows(strike_event(title=title))[0]["title"] == f"'{title}"


def test_a_negative_number_stays_a_number() -> None:
    place = PlaceValue(raw="Lima", latitude=-12.0464, longitude=-77.0428)
    assert rows(strike_event(place=place))[0]["latitude"] == "-12.0464"


def test_an_event_over_several_countries_names_them_all() -> None:
    place = PlaceValue(raw="Syria and Iraq", countries=("IQ", "SY"))
    row = rows(strike_event(place=place, date=DateValue(raw="Sunday", weekday="Sunday")))[0]
    assert (row["country"], row["place"], row["date_earliest"]) == ("IQ; SY", "Syria and Iraq", "")
