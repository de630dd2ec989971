"""A user relies on: one pair at a time with both texts, every answer on disk at once, and going on where it stopped."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from helpers.judged_stories import different, reject, same
from helpers.results_of import write_results
from helpers.stories import KH, US, Newsroom

from extract.judgements import append_line, read_judgements
from schemas import EventSet, Unsure

terminals = pytest.importorskip("helpers.terminals", reason="needs pseudo-terminals")

KEYS = "[q] quit"

pytestmark = pytest.mark.usefixtures("results")


@pytest.fixture
def room() -> Newsroom:
    room = Newsroom()
    room.tell("strike", "one", "US jets raided the depot.\x1b[2J", attacker=(US,), target=(KH,))
    room.tell("strike", "two", "A raid struck depots on the coast.", attacker=(US,))
    room.tell("strike", "three", "Jets raided a depot at night.", target=(KH,))
    return room


@pytest.fixture
def results(room: Newsroom, tmp_path: Path) -> EventSet:
    """Results in which all three pairs of records are unsure."""
    reasons = (
        "all pairs together score only 0.12",
        "attacker +1.20: United States and United States",
        "date -0.20: open",
    )
    pairs = combinations([record.id for record in room.records], 2)
    return write_results(
        room, tmp_path / "out", unsure=[Unsure(records=pair, score=0.4, reasons=reasons) for pair in pairs]
    )


def review(folder: Path, *words: str) -> tuple[str, ...]:
    out, file = str(folder / "out"), str(folder / "said.jsonl")
    return sys.executable, "-m", "extract", "review", out, "--judgements", file, *words


def said(folder: Path) -> list[tuple[str, list[str]]]:
    """Verdicts in the file and the words of the records they are of."""
    found = []
    for line in read_judgements(folder / "said.jsonl"):
        quotes = [str(ref.quote) for ref in line.judgement.refs]
        found.append((line.judgement.judgement, quotes))
    return found


def test_a_person_is_shown_both_texts_and_each_answer_is_written_before_the_next_question(tmp_path: Path) -> None:
    with terminals.Person(*review(tmp_path)) as reader:
        reader.waits_for("Your name")
        reader.types("A. Reader")
        screen = reader.waits_for(KEYS)
        assert "1 of 3: do these tell one strike?" in screen
        assert "One, 2021-02-27" in screen
        assert "US jets raided the depot.[2J" in screen
        assert "For:" in screen
        assert "Against:\n  all pairs together score only 0.12\n  -0.20 date: open" in screen
        assert "attacker: United States and United States" in screen
        reader.presses("s")
        reader.waits_for("Why?")
        reader.types("the same depot")
        reader.waits_for(KEYS)
        (line,) = read_judgements(tmp_path / "said.jsonl")
        assert (line.judgement.judgement, line.judgement.who, line.judgement.why) == (
            "same",
            "A. Reader",
            "the same depot",
        )
        reader.presses("q")
        assert "1 judged now, 2 of 3 unsure pairs left to judge" in reader.waits_for("left to judge")
        assert reader.status() == 0


def test_skipping_going_back_and_taking_an_answer_back(tmp_path: Path) -> None:
    with terminals.Person(*review(tmp_path, "--who", "A. Reader")) as reader:
        reader.waits_for(KEYS)
        reader.presses("x")
        reader.waits_for(KEYS)
        reader.presses("b")
        reader.waits_for("This is the first pair.")
        reader.presses("k")
        assert "2 of 3" in reader.waits_for(KEYS)
        reader.presses("d")
        reader.waits_for("Why?")
        reader.types("")
        reader.waits_for(KEYS)
        assert [verdict for verdict, _ in said(tmp_path)] == ["different"]
        reader.presses("b")
        assert "2 of 3" in reader.waits_for(KEYS)
        assert said(tmp_path) == []
        reader.presses("b")
        assert "1 of 3" in reader.waits_for(KEYS)
        reader.presses("\x03")
        assert reader.status() == 0
    assert "0 judged now" in reader.seen


def test_it_goes_on_where_it_stopped_and_does_not_ask_what_follows(room: Newsroom, tmp_path: Path) -> None:
    a, b, c = room.records
    append_line(tmp_path / "said.jsonl", same(room, a, b))
    append_line(tmp_path / "said.jsonl", different(room, b, c))
    with terminals.Person(*review(tmp_path, "--who", "A. Reader")) as reader:
        assert reader.status() == 0
    assert KEYS not in reader.seen
    assert "0 judged now, 0 of 3 unsure pairs left to judge" in reader.seen
    assert f"python -m extract --add-to {tmp_path / 'out'} --judgements {tmp_path / 'said.jsonl'}" in reader.seen


def test_a_record_that_a_person_rejected_is_not_asked_about(room: Newsroom, tmp_path: Path) -> None:
    append_line(tmp_path / "said.jsonl", reject(room, room.records[0]))
    with terminals.Person(*review(tmp_path, "--who", "A. Reader")) as reader:
        screen = reader.waits_for(KEYS)
        reader.presses("q")
        assert reader.status() == 0
    assert room.records[0].id not in screen
    assert "1 of 3 unsure pairs left to judge" in reader.seen


def test_without_a_terminal_it_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(review(tmp_path), capture_output=True, text=True, input="s", check=False)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert not (tmp_path / "said.jsonl").exists()


def test_a_file_with_a_line_that_is_no_judgement_is_refused(tmp_path: Path) -> None:
    (tmp_path / "said.jsonl").write_text("{}\n")
    with terminals.Person(*review(tmp_path)) as reader:
        assert reader.status() == 2
    assert "said.jsonl, line 1 is no judgement" in reader.seen
