from __future__ import annotations

from typing import Any

import pytest
from helpers.reading_cases import events_of, record, span, tally, told_about
from nervaluate import Evaluator

from benchmarks.reading.quotes import QUOTES
from benchmarks.reading.task import Document

TEXT = (
    "“The bridge is safe,” Mayor Ada Stone said, “and it stays open.” "
    "Engineers warned that the pillars crack. He denied that. Nobody was asked."
)
SAFE, OPEN, CRACK = "“The bridge is safe,”", "“and it stays open.”", "that the pillars crack"


def attribution(source: str | None, cue: str, *contents: str) -> dict[str, Any]:
    return {
        "source": [span(TEXT, source)] if source else [],
        "cue": [span(TEXT, cue)],
        "content": [span(TEXT, content) for content in contents],
    }


GOLD = (
    attribution("Mayor Ada Stone", "said", SAFE, OPEN),
    attribution("Engineers", "warned", CRACK),
    attribution("He", "denied", "that. Nobody"),
)


@pytest.fixture
def document() -> Document[Any]:
    return QUOTES.document({"doc_id": "a/b", "text": TEXT, "attributions": list(GOLD)})


def statement(number: int, content: str, speaker: str = "") -> dict[str, Any]:
    start, end = span(TEXT, content)
    names = {"raw": speaker, "name": speaker}
    return record(
        TEXT, number, "statement", TEXT, content={"raw": content, "span": {"start": start, "end": end}}, speaker=names
    )


def measure(name: str, document: Document[Any], *records: dict[str, Any]) -> tuple[int, int]:
    found = QUOTES.further[name](told_about(document, events_of(*records)), document)
    return found.right, found.told


def test_a_content_that_shares_a_letter_is_found_once(document: Document[Any]) -> None:
    found = tally(
        QUOTES, document, statement(1, "bridge is safe"), statement(2, "stays open"), statement(3, "Nobody was")
    )
    assert (found.right, found.told, found.gold) == (2, 3, 3)


def test_marks_alone_are_no_overlap(document: Document[Any]) -> None:
    assert tally(QUOTES, document, statement(1, "” ")).right == 0


def test_one_long_content_finds_one_attribution(document: Document[Any]) -> None:
    assert tally(QUOTES, document, statement(1, TEXT)).right == 1


def test_a_rival_s_content_is_its_evidence(document: Document[Any]) -> None:
    assert tally(QUOTES, document, record(TEXT, 1, "statement", CRACK)).right == 1


def test_evidence_that_stands_nowhere_is_told_and_wrong(document: Document[Any]) -> None:
    lost = {**record(TEXT, 1, "statement", CRACK), "evidence": []}
    assert tally(QUOTES, document, lost).told == 1
    assert tally(QUOTES, document, lost).right == 0


def test_other_kinds_and_records_of_no_event_are_not_counted(document: Document[Any]) -> None:
    events = events_of(record(TEXT, 1, "strike", CRACK), statement(2, CRACK))
    del events["events"][1]
    assert QUOTES.tally(told_about(document, events), document).told == 0


def test_exact_is_letter_for_letter_whatever_the_marks(document: Document[Any]) -> None:
    exact = statement(1, "the pillars crack"), statement(2, "that the pillars crack.")
    assert [measure("the same, exact content", document, one) for one in exact] == [(0, 1), (1, 1)]


def test_both_parts_of_a_quotation_are_needed_to_be_exact(document: Document[Any]) -> None:
    both = statement(1, SAFE)
    both["evidence"] = [part for words in (SAFE, OPEN) for part in record(TEXT, 1, "statement", words)["evidence"]]
    assert measure("the same, exact content", document, {**both, "content": None}) == (1, 1)
    assert measure("the same, exact content", document, statement(1, SAFE)) == (0, 1)


@pytest.mark.parametrize(
    ("speaker", "right"),
    [("Ada Stone", 1), ("the mayor, Mayor Ada Stone", 1), ("Councillor Stone", 1), ("Ada Brook", 0), ("", 0)],
)
def test_a_speaker_is_right_by_name(document: Document[Any], speaker: str, right: int) -> None:
    assert measure("speaker right", document, statement(1, SAFE, speaker)) == (right, 1)


def test_a_pronoun_in_the_gold_asks_for_no_speaker(document: Document[Any]) -> None:
    assert measure("speaker right", document, statement(1, "Nobody", "Ada Stone")) == (0, 0)


def test_scores_agree_with_nervaluate() -> None:
    """Its `ent_type` counts overlaps of a kind, its `strict` equal spans; it knows no contents in two parts."""
    gold, told = [SAFE, CRACK, "denied that"], [SAFE, "the pillars", "Nobody was asked"]
    line = {"doc_id": "a", "text": TEXT, "attributions": [attribution(None, "said", words) for words in gold]}
    document = QUOTES.document(line)
    records = [statement(number, words) for number, words in enumerate(told)]
    wanted, found = (
        [[{"label": "S", "start": start, "end": end} for start, end in (span(TEXT, words) for words in side)]]
        for side in (gold, told)
    )
    theirs = Evaluator(wanted, found, tags=["S"], loader="dict").evaluate()["overall"]
    strict = QUOTES.further["the same, exact content"](told_about(document, events_of(*records)), document)
    assert tally(QUOTES, document, *records).f1 == pytest.approx(theirs["ent_type"].f1) == pytest.approx(2 / 3)
    assert strict.f1 == pytest.approx(theirs["strict"].f1) == pytest.approx(1 / 3)
