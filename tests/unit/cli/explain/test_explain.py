"""A user relies on: every join and every gap can be traced to rules, scores, contradictions and people's word."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.judged_stories import different, same
from helpers.results_of import write_results
from helpers.stories import ALBU_KAMAL, ERBIL, ISRAEL, KH, US, Newsroom, day

from extract.cli.main import main

TOLD = {"attacker": (US,), "target": (KH,), "place": ALBU_KAMAL, "date": day("2021-02-26"), "method": "air_strike"}


@pytest.fixture
def room() -> Newsroom:
    room = Newsroom()
    room.tell("strike", "one", "US jets hit a depot in Albu Kamal.", **TOLD)
    room.tell("strike", "two", "American planes struck Albu Kamal.\x1b[2J", **TOLD)
    room.tell("strike", "three", "Erbil was shelled.", attacker=(ISRAEL,), place=ERBIL, date=day("2021-02-10"))
    room.tell("strike", "one", "Raids on Erbil are planned.", assertion="planned", place=ERBIL, date=day("2021-03-10"))
    room.tell("meeting", "one", "They met.")
    return room


def explained(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["explain", *words]) == 0
    return capsys.readouterr().out


def test_an_event_is_explained_by_the_beginning_of_its_id(
    room: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = write_results(room, tmp_path)
    event = next(one for one in events.events if len(one.records) == 2)
    text = explained(capsys, event.id[:-3], "--out", str(tmp_path))
    assert text.startswith(f"{event.id}  {event.title}\n")
    assert text == explained(capsys, event.id.removeprefix("strike-event-")[:8], "--out", str(tmp_path))
    assert "Records: 2 in 2 articles" in text
    assert "“US jets hit a depot in Albu Kamal.”" in text
    assert f"{room.records[0].id} and {room.records[1].id}: one event\n" in text
    assert "date: 2021-02-26 and 2021-02-26: one day" in text
    only = "(preferred: only value; 2 outlets, 2 independent origins; no table knows it)"
    assert f"place: Albu Kamal, Deir ez-Zor, Syria {only}" in text
    assert "\x1b" not in text


def test_two_records_apart_are_compared_even_if_the_run_did_not(
    room: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_results(room, tmp_path)
    text = explained(capsys, room.records[0].id, room.records[2].id, "--out", str(tmp_path))
    assert f"Apart: {room.records[0].id} is in strike-event-" in text
    assert "can never be one: 2021-02-26 and 2021-02-10 are 16 days apart" in text
    assert "score -" in text


def test_two_records_together_show_what_ties_them(
    room: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_results(room, tmp_path)
    text = explained(capsys, room.records[0].id, room.records[1].id, "--out", str(tmp_path))
    assert "Together in strike-event-" in text
    assert "What ties them" in text
    assert text.count("score +") == 1


def test_what_a_person_said_is_named(room: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_results(room, tmp_path, same(room, room.records[0], room.records[2]), different(room, *room.records[:2]))
    joined = explained(capsys, room.records[0].id, room.records[2].id, "--out", str(tmp_path))
    assert "a person said so: A. Reader, 2026-11-21: it says so" in joined
    assert "are 16 days apart" not in joined
    parted = explained(capsys, room.records[0].id, room.records[1].id, "--out", str(tmp_path))
    assert "can never be one: A. Reader, 2026-11-21: it says so" in parted


def test_a_record_is_explained_by_its_event_or_why_it_has_none(
    room: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_results(room, tmp_path)
    assert explained(capsys, room.records[2].id, "--out", str(tmp_path)).startswith("strike-event-")
    text = explained(capsys, room.records[3].id, "--out", str(tmp_path))
    assert "In no event: it is told as planned, not as something that happened.\n" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("strike-",), "is the beginning of"),
        (("strike-one-0",), "is the beginning of 2 ids: strike-one-00, strike-one-03"),
        (("strike-ome-00",), "did you mean strike-one-00, strike-one-03"),
        (("zzz",), "records.jsonl list them"),
        (("strike-one-00", "strike-one-00"), "is one record; give two"),
        (("strike-one-00", "meeting-one-04"), "records of two kinds are never one event"),
    ],
)
def test_an_id_that_cannot_be_explained_says_what_to_do(
    room: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    write_results(room, tmp_path)
    assert main(["explain", *words, "--out", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_results_of_another_version_are_said_to_be(
    room: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_results(room, tmp_path)
    file = tmp_path / "events.json"
    file.write_text(file.read_text().replace("-event-", "-event-0"))
    text = explained(capsys, room.records[0].id, room.records[1].id, "--out", str(tmp_path))
    assert text.startswith("Another version of this program wrote these results")
